package api_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/api"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
	"github.com/affiant-project/affiant/internal/session/voucher"
	"github.com/affiant-project/affiant/internal/session/voucher/vouchertest"
)

// provided gives a station an identity provider.
func provided(t *testing.T, s *station) *vouchertest.Provider {
	t.Helper()
	p := vouchertest.New(s.clock)
	t.Cleanup(p.Close)
	v, err := voucher.New(voucher.Options{Issuer: p.URL, Client: p.Client, Secret: p.Secret, Redirect: origin + "/vouched", Now: s.clock})
	if err != nil {
		t.Fatal(err)
	}
	dk, err := s.clerk.DeskKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.handler = api.New(api.Options{Clerk: s.clerk, Desk: s.desk, Voucher: v, Key: dk, Now: s.clock, Rates: free, Release: "test"})
	return p
}

func returned(v api.Vouching, p *vouchertest.Provider) string {
	code, state := p.Visit(v.URL)
	text, _ := json.Marshal(api.Returned{Challenge: v.Challenge, State: state, Code: code})
	return string(text)
}

// TestVouching: an account is linked by its owner, presence proved, or by invitation, and by nothing else; who is vouched for signs in, and proves no
// presence by that.
func TestVouching(t *testing.T) {
	s := newStation(t, free)
	s.ok(409, nil, "", "POST", "/v1/vouching/begin", "")
	p := provided(t, s)
	var v api.Vouching
	begin := func() api.Vouching {
		t.Helper()
		var v api.Vouching
		s.ok(200, &v, "", "POST", "/v1/vouching/begin", "")
		return v
	}
	in := func(want int) (o api.Opened) {
		t.Helper()
		a := s.ok(want, nil, "", "POST", "/v1/vouching", returned(begin(), p))
		json.Unmarshal([]byte(a.body), &o)
		return o
	}
	in(401) // vouched for, and unknown here: there is no signing up

	// Linked by the owner.
	s.ok(403, nil, "hart", "POST", "/v1/vouching/link/begin", "")
	s.pass(time.Minute)
	link := func(account string) api.Vouching {
		t.Helper()
		s.pass(time.Minute)
		var pr api.Proof
		text, _ := json.Marshal(api.Proving{Digest: session.DigestLink(), Password: password, Code: s.code(account)})
		s.ok(201, &pr, account, "POST", "/v1/proofs", string(text))
		var v api.Vouching
		s.ok(200, &v, account, "POST", "/v1/vouching/link/begin", "", "Affiant-Proof", pr.Proof)
		return v
	}
	v = link("hart")
	s.ok(403, nil, "vance", "POST", "/v1/vouching/link", returned(v, p)) // begun by another
	v = link("hart")
	s.ok(401, nil, "", "POST", "/v1/vouching", returned(v, p)) // a link is no sign-in
	v = link("hart")
	s.ok(204, nil, "hart", "POST", "/v1/vouching/link", returned(v, p))
	var l api.Link
	if s.ok(200, &l, "hart", "GET", "/v1/vouching/link", ""); l.Subject != "u-17" || l.Issuer != p.URL {
		t.Errorf("%+v", l)
	}
	v = link("lowe")
	s.ok(403, nil, "lowe", "POST", "/v1/vouching/link", returned(v, p)) // someone else has that link
	o := in(201)
	if o.Session.Account != "hart" || o.Session.Way != "identity provider" {
		t.Errorf("%+v", o)
	}
	s.secrets["hart"] = o.Secret

	// Hostile: another state, another browser, a code of another asking, twice, wrong tokens, somebody else.
	a, b := begin(), begin()
	code, state := p.Visit(a.URL)
	other, otherState := p.Visit(b.URL)
	for what, x := range map[string]api.Returned{
		"another state":                   {Challenge: a.Challenge, State: otherState, Code: code},
		"another browser":                 {Challenge: "affiant_c_" + strings.Repeat("A", 43), State: state, Code: code},
		"the code of another's asking":    {Challenge: b.Challenge, State: otherState, Code: code},
		"used up by the try with another": {Challenge: a.Challenge, State: state, Code: other},
	} {
		text, _ := json.Marshal(x)
		if r := s.ask("", "POST", "/v1/vouching", string(text)); r.status != 401 {
			t.Errorf("%s: %d %s", what, r.status, r.body)
		}
	}
	v = begin()
	body := returned(v, p)
	s.pass(6 * time.Minute)
	s.ok(401, nil, "", "POST", "/v1/vouching", body)
	for what, how := range map[string]func(c map[string]any){
		"audience": func(c map[string]any) { c["aud"] = "other" }, "nonce": func(c map[string]any) { c["nonce"] = "other" },
		"issuer": func(c map[string]any) { c["iss"] = "https://evil.example" }, "over": func(c map[string]any) { c["exp"] = s.clock().Add(-time.Minute).Unix() },
		"somebody else": func(c map[string]any) { c["sub"] = "u-18" },
	} {
		p.Claims = how
		if r := s.ask("", "POST", "/v1/vouching", returned(begin(), p)); r.status != 401 || strings.Contains(r.body, "oidc") {
			t.Errorf("%s: %d %s", what, r.status, r.body)
		}
	}
	p.Claims = nil

	// An account taken up by the provider alone proves no presence.
	i, _, err := s.desk.Invite(t.Context(), "audit")
	if err != nil {
		t.Fatal(err)
	}
	p.Subject = "u-20"
	s.ok(200, &v, "", "POST", "/v1/vouching/join/begin", `{"invitation":"`+i+`"}`)
	s.ok(201, &o, "", "POST", "/v1/vouching", returned(v, p))
	s.ok(401, nil, "audit", "GET", "/v1/roll", "") // what was open is not
	s.secrets["audit"] = o.Secret
	s.ok(200, nil, "audit", "GET", "/v1/trail", "")
	digest := strings.Repeat("0", 64)
	s.ok(401, nil, "audit", "POST", "/v1/proofs", `{"digest":"`+digest+`","password":"`+password+`","code":"`+s.code("audit")+`"}`)
	s.ok(409, nil, "audit", "POST", "/v1/proofs/passkey/begin", `{"digest":"`+digest+`"}`)
	s.ok(403, nil, "audit", "POST", "/v1/passkeys/begin", `{"name":"key"}`)
	s.ok(403, nil, "audit", "DELETE", "/v1/vouching/link", "") // the last way in, by which no presence is proved
	s.ok(401, nil, "", "POST", "/v1/vouching/join/begin", `{"invitation":"`+i+`"}`)

	// A new invitation, taken up by passkey, ends the link.
	if i, _, err = s.desk.Invite(t.Context(), "audit"); err != nil {
		t.Fatal(err)
	}
	var m api.Making
	s.ok(200, &m, "", "POST", "/v1/joining/passkey/begin", `{"invitation":"`+i+`","name":"key"}`)
	s.ok(201, nil, "", "POST", "/v1/joining/passkey", answering(m.Challenge, passkeytest.New(origin).Create(m.PublicKey)))
	in(401)
	p.Subject = "u-17"
	s.ok(403, nil, "hart", "DELETE", "/v1/vouching/link", "")
	s.ok(403, nil, "hart", "DELETE", "/v1/vouching/link", "", s.proof("hart", "", "affiant link voucher\n")...)
	s.ok(204, nil, "hart", "DELETE", "/v1/vouching/link", "", s.proof("hart", "", "affiant unlink voucher\n")...)
	s.ok(401, nil, "hart", "GET", "/v1/roll", "") // opened by the link
	in(401)
	p.Close()
	s.ok(401, nil, "", "POST", "/v1/vouching", `{"challenge":"x","state":"y","code":"z"}`)
	s.ok(200, nil, "", "POST", "/v1/vouching/begin", "") // what the provider is, is known
}
