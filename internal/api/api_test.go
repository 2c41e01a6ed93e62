package api_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/api"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// TestLife takes a matter through the door from its opening to its expungement.
func TestLife(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	var ws []api.Warrant
	s.ok(200, &ws, "pratt", "GET", "/v1/matters/ferry/applications/purse/warrants", "")
	if len(ws) != 1 || !ws[0].Lives {
		t.Fatalf("%+v", ws)
	}
	var docket api.Docket
	a := s.ok(200, &docket, "vance", "GET", "/v1/matters/ferry", "")
	if docket.Lines[len(docket.Lines)-1].Kind != "warrant-issued" || docket.Lines[len(docket.Lines)-1].Presence == "" {
		t.Errorf("%+v", docket)
	}
	for _, names := range []string{"*", `W/` + a.header.Get("ETag"), `"1", ` + a.header.Get("ETag")} {
		if b := s.ask("vance", "GET", "/v1/matters/ferry", "", "If-None-Match", names); b.status != 304 {
			t.Errorf("If-None-Match: %s: %d", names, b.status)
		}
	}
	if b := s.ask("vance", "GET", "/v1/matters/ferry", "", "If-None-Match", `"1", W/"2"`); b.status != 200 {
		t.Errorf("If-None-Match of others: %d", b.status)
	}
	for kind, want := range map[string]int{"application/x-www-form-urlencoded": 415, "text/plain": 415, "application/json; charset=utf-8": 422, "application/vnd.court+json": 422} {
		if b := s.ask("vance", "POST", "/v1/matters/ferry/acts", `{}`, "Content-Type", kind); b.status != want {
			t.Errorf("an act as %s: %d %s; want %d", kind, b.status, b.body, want)
		}
	}
	if b := s.ask("vance", "GET", "/v1/matters/ferry", "", "If-None-Match", a.header.Get("ETag")); b.status != 304 || b.body != "" {
		t.Errorf("unchanged: %d %s", b.status, b.body)
	}
	s.act("pratt", "executed", `{"application":"purse","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}`)
	s.act("pratt", "detained", `{"application":"purse","custody":{"person":"dole","act":"arrested"}}`)
	dead := s.ask("pratt", "POST", "/v1/matters/ferry/acts", `{"kind":"executed","body":{"application":"purse","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}}`)
	var p api.Problem
	if json.Unmarshal([]byte(dead.body), &p); dead.status != 409 || p.Rule != "dead-warrant" || p.By == "" || dead.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%d %s", dead.status, dead.body)
	}
	s.ok(200, &ws, "pratt", "GET", "/v1/matters/ferry/applications/purse/warrants", "")
	if ws[0].Lives || !strings.Contains(ws[0].Dead, "executed") {
		t.Errorf("%+v", ws)
	}
	s.ok(200, nil, "vance", "GET", "/v1/matters/ferry/answers?application=purse", "")
	s.act("archer", "charged", `{"application":"purse","charge":{"act":"no-true-bill","by":"grand jury"}}`)
	s.act("archer", "notice-given", `{"notice":{"to":"dole","of":"no-true-bill","by":"archer"}}`)
	s.act("dole", "requested", `{"request":{"id":"clear","by":"dole","for":"expungement"}}`)
	s.act("hart", "request-answered", `{"request":"clear","reply":{"by":"hart","act":"granted"}}`)

	// The receipt of the oath verifies with nothing but the public key.
	seq := 0
	for _, l := range docket.Lines {
		if l.Kind == "sworn" {
			seq = int(l.Seq)
		}
	}
	var pr api.Proved
	s.ok(200, &pr, "dole", "GET", "/v1/matters/ferry/entries/"+itoa(seq)+"/proof", "")
	r, err := proof.ParseReceipt([]byte(pr.Receipt))
	if err != nil {
		t.Fatal(err)
	}
	trust, err := proof.ParseTrust(s.vkey)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Verify(trust); err != nil {
		t.Error(err)
	}
	s.act("hart", "expunged", `{"expungement":{"by":"hart","under":"R.I. Gen. Laws 12-1-12"}}`)
	for _, account := range []string{"vance", "hart", "dole"} {
		if a := s.ask(account, "GET", "/v1/matters/ferry", ""); a.status != 404 {
			t.Errorf("%s reads what was expunged: %d %s", account, a.status, a.body)
		}
	}
}

// TestDoors: what a door has to hold beside what the clerk holds.
func TestDoors(t *testing.T) {
	s := newStation(t, free)
	s.open()
	oath := `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`
	sworn := func(on string) string { return `{"kind":"sworn","body":` + oath + `,"on":"` + on + `"}` }
	for what, x := range map[string]struct {
		status int
		says   string
		got    answer
	}{
		"nobody":          {401, "sign in", s.ask("", "GET", "/v1/matters/ferry", "")},
		"no such session": {401, "sign in", s.ask("", "GET", "/v1/matters/ferry", "", "Authorization", "Bearer affiant_s_"+strings.Repeat("A", 43))},
		"no presence":     {403, "fresh proof of presence", s.ask("vance", "POST", "/v1/matters/ferry/acts", sworn(s.digest("vance")))},
		"no papers":       {422, "on papers that were read", s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"sworn","body":`+oath+`}`)},
		"no papers, confirmed": {422, "on papers that were read", s.ask("hart", "POST", "/v1/matters/ferry/acts",
			`{"kind":"oath-confirmed","body":{"application":"purse","confirmation":{"by":"hart","heard":"2026-03-02T09:00","means":"telephone","words":"I swear."}}}`)},
		"no papers, decided":  {422, "on papers that were read", s.ask("hart", "POST", "/v1/matters/ferry/acts", `{"kind":"decided","body":{"application":"purse","decision":{"act":"denied","finding":"one glimpse"}}}`)},
		"no such kind":        {422, "no event", s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"forgotten","body":{}}`)},
		"a key too many":      {422, "unknown field", s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"sworn","body":{},"by":"hart"}`)},
		"mistakes of content": {422, "assertion", s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"assertion-drafted","body":{"application":"purse","assertion":{"n":2,"text":"","basis":"guessed"}}}`)},
		"another's page":      {422, "no cursor", s.ask("vance", "GET", "/v1/matters?cursor=AAAA", "")},
		"unknown parameter":   {422, "", s.ask("vance", "GET", "/v1/matters?colour=red", "")},
		"nothing there":       {404, "nothing at this address", s.ask("vance", "GET", "/v1/none", "")},
		"wrong method":        {405, "does not take PATCH; expected GET, HEAD, OPTIONS", s.ask("vance", "PATCH", "/v1/matters", "")},
		"too long":            {413, "", s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"`+strings.Repeat("x", 2<<20)+`"}`)},
		"the clerk's secrets": {403, "default", s.ask("archer", "GET", "/v1/trail", "")},
	} {
		if x.got.status != x.status || !strings.Contains(x.got.body, x.says) || x.got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s; want %d, %q", what, x.got.status, x.got.body, x.status, x.says)
		}
	}
	// A proof for one act is good for no other, nor twice, nor in another matter.
	text := sworn(s.digest("vance"))
	h := s.proof("vance", "ferry", text+" ")
	if a := s.ask("vance", "POST", "/v1/matters/ferry/acts", text, h...); a.status != 403 || !strings.Contains(a.body, "another act") {
		t.Errorf("a proof for other bytes: %d %s", a.status, a.body)
	}
	h = s.proof("vance", "ferry", text)
	if a := s.ask("hart", "POST", "/v1/matters/ferry/acts", text, h...); a.status != 403 {
		t.Errorf("another's proof: %d %s", a.status, a.body)
	}
	old := s.digest("vance")
	s.act("vance", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"I saw Peter Dole take a red purse from the deck of the ferry on March 1, 2026.","basis":"observed","cites":["log:1"]}}`)
	if a := s.ask("vance", "POST", "/v1/matters/ferry/acts", sworn(old), s.proof("vance", "ferry", sworn(old))...); a.status != 409 || !strings.Contains(a.body, "changed since") {
		t.Errorf("sworn on papers that have changed: %d %s", a.status, a.body)
	}
	// An act asked for twice under its key is done once.
	say := `{"kind":"assertion-drafted","body":{"application":"purse","assertion":{"n":3,"text":"He ran.","basis":"observed"}}}`
	first := s.ok(201, nil, "vance", "POST", "/v1/matters/ferry/acts", say, "Idempotency-Key", "k1")
	again := s.ok(201, nil, "vance", "POST", "/v1/matters/ferry/acts", say, "Idempotency-Key", "k1")
	if first.body != again.body {
		t.Errorf("%s\n%s", first.body, again.body)
	}
	if a := s.ask("vance", "POST", "/v1/matters/ferry/acts", say, "If-Match", `"3"`); a.status != 409 || !strings.Contains(a.body, "is there already") {
		t.Errorf("beaten: %d %s", a.status, a.body)
	}
	// A token does what its scopes let, and swears to nothing.
	var o api.Opened
	token := `{"device":"reports","scopes":["read"],"days":30}`
	if a := s.ask("vance", "POST", "/v1/tokens", token); a.status != 403 || !strings.Contains(a.body, "proof of presence") {
		t.Errorf("a token without a proof of presence: %d %s", a.status, a.body)
	}
	other := s.proof("vance", "", `{"device":"reports","scopes":["act"],"days":30}`)
	if a := s.ask("vance", "POST", "/v1/tokens", token, other...); a.status != 403 {
		t.Errorf("a token with a proof for another: %d %s", a.status, a.body)
	}
	s.ok(201, &o, "vance", "POST", "/v1/tokens", token, s.proof("vance", "", token)...)
	s.secrets["token"] = o.Secret
	s.ok(200, nil, "token", "GET", "/v1/matters/ferry", "")
	s.ok(403, nil, "token", "POST", "/v1/matters/ferry/acts", say)
	s.ok(403, nil, "token", "POST", "/v1/tokens", `{"device":"more","scopes":["act"],"days":30}`)
	s.ok(403, nil, "token", "GET", "/v1/sessions", "")
	s.ok(204, nil, "vance", "DELETE", "/v1/sessions/"+o.Session.ID, "")
	s.ok(401, nil, "token", "GET", "/v1/matters/ferry", "")
}

// TestRoll: the roll is kept through the door by an administrator who proves to be present, and an invitation is taken up through it.
func TestRoll(t *testing.T) {
	s := newStation(t, free)
	invite := `{"kind":"account-invited","body":{"id":"newman","name":"Una Newman"}}`
	if a := s.ask("root", "POST", "/v1/roll/acts", invite); a.status != 403 || !strings.Contains(a.body, "proof of presence") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := s.ask("hart", "POST", "/v1/roll/acts", invite, s.proof("hart", "", invite)...); a.status != 403 {
		t.Errorf("a magistrate keeps the roll: %d", a.status)
	}
	var e api.Enrolled
	s.ok(201, &e, "root", "POST", "/v1/roll/acts", invite, s.proof("root", "", invite)...)
	var f api.Factor
	in, _ := json.Marshal(api.Joining{Invitation: e.Invitation, Password: password})
	s.ok(200, &f, "", "POST", "/v1/joining", string(in))
	s.codes["newman"] = f.Secret
	var o api.Opened
	in, _ = json.Marshal(api.Confirming{Invitation: e.Invitation, Code: s.code("newman")})
	s.ok(201, &o, "", "POST", "/v1/joining/confirm", string(in))
	s.secrets["newman"] = o.Secret
	var r api.Roll
	s.ok(200, &r, "newman", "GET", "/v1/roll", "")
	if r.Me == nil || r.Me.ID != "newman" || r.Accounts != nil || len(r.Courts) != 1 {
		t.Errorf("%+v", r)
	}
	s.ok(200, &r, "root", "GET", "/v1/roll", "")
	if len(r.Accounts) != 12 {
		t.Errorf("%d accounts", len(r.Accounts))
	}
	s.pass(time.Minute)
	in, _ = json.Marshal(api.SignIn{Account: "newman", Password: password, Code: s.code("newman")})
	s.ok(201, nil, "", "POST", "/v1/sessions", string(in))
	s.ok(401, nil, "", "POST", "/v1/sessions", string(in))
	close := `{"kind":"account-closed","body":{"id":"newman","because":"left"}}`
	s.ok(201, nil, "root", "POST", "/v1/roll/acts", close, s.proof("root", "", close)...)
	s.ok(401, nil, "newman", "GET", "/v1/roll", "")
	var lines []api.Trace
	s.ok(200, &lines, "audit", "GET", "/v1/trail?limit=1000", "")
	said := map[string]int{}
	for _, l := range lines {
		said[l.What]++
	}
	if said["signed-in"] != 2 || said["not-signed-in"] != 1 || said["refused"] != 2 {
		t.Errorf("%v", said)
	}
}

// TestLimits: who asks too fast is told so, by address, and sooner where passwords are tried.
func TestLimits(t *testing.T) {
	rates := free
	rates.SignIn, rates.SignInBurst = 0.001, 3
	s := newStation(t, rates)
	got := map[int]int{}
	for range 6 {
		got[s.ask("", "POST", "/v1/sessions", `{"account":"hart","password":"x","code":"000000"}`).status]++
	}
	if got[401] != 3 || got[429] != 3 {
		t.Errorf("%v", got)
	}
}

// TestLogIsPublic: the log can be copied by anyone, and its log of requests holds nothing that anyone wrote.
func TestLogIsPublic(t *testing.T) {
	s := newStation(t, free)
	s.open()
	a := s.ok(200, nil, "", "GET", "/v1/log/checkpoint", "")
	if !strings.HasPrefix(a.body, "station.example\n") {
		t.Error(a.body)
	}
	if a := s.ok(200, nil, "", "GET", "/v1/log/tile/0/000.p/9", ""); len(a.body) != 9*32 {
		t.Error(len(a.body))
	}
	if a := s.ok(200, nil, "", "GET", "/v1/log/tile/entries/000.p/9", ""); strings.Count(a.body, "affiant leaf v1") != 9 {
		t.Error(a.body)
	}
	for _, bad := range []string{"0/000", "0/00", "8/000", "x", "entries/1/000", "entries/x999/999.p/1", "..%2f..%2fkeys", "0/000.p/0", "0/000.p/257"} {
		s.ok(404, nil, "", "GET", "/v1/log/tile/"+bad, "")
	}
	s.ok(200, nil, "", "GET", "/v1/log/consistency?older=3&newer=9", "")
	s.ok(200, nil, "", "GET", "/v1/health", "")
	s.ok(200, nil, "", "GET", "/v1/ready", "")
	for _, word := range []string{"ferry", "purse", "Dole", "vance", password, s.secrets["vance"]} {
		if strings.Contains(s.logged.String(), word) {
			t.Errorf("the log of requests says %q", word)
		}
	}
	if !strings.Contains(s.logged.String(), "/v1/matters/{matter}/acts") {
		t.Error("the log of requests does not say which route")
	}
	w := s.metrics()
	if !strings.Contains(w, `affiant_request_seconds_count{route="GET /v1/health",status="200"} 1`) || strings.Contains(w, "ferry") {
		t.Error(w)
	}
}
