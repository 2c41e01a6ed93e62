package session_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// TestHostilePasskeys: what is not the answer of this passkey, to this challenge, for this site, with the person verified, opens nothing; and a
// challenge that had one answer takes no other.
func TestHostilePasskeys(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	a := passkeytest.New(origin)
	a.Count = 5
	other := passkeytest.New(origin)
	s := d.joinBy("vance", a)
	hart := d.joinBy("hart", other)

	type way struct {
		what string
		with func(a *passkeytest.Authenticator)            // is wrong
		on   func(x passkeytest.Answer) passkeytest.Answer // is altered
		opts func(o session.GetOptions) session.GetOptions // was asked
		late time.Duration                                 // comes
	}
	client := func(x passkeytest.Answer, from, to string) passkeytest.Answer {
		raw, _ := base64.RawURLEncoding.DecodeString(x.Response["clientDataJSON"].(string))
		now := strings.Replace(string(raw), from, to, 1)
		if now == string(raw) {
			t.Fatalf("%s has no %s", raw, from)
		}
		x.Response["clientDataJSON"] = base64.RawURLEncoding.EncodeToString([]byte(now))
		return x
	}
	flip := func(field string, at int) func(passkeytest.Answer) passkeytest.Answer {
		return func(x passkeytest.Answer) passkeytest.Answer {
			raw, _ := base64.RawURLEncoding.DecodeString(x.Response[field].(string))
			raw[(at+len(raw))%len(raw)] ^= 1
			x.Response[field] = base64.RawURLEncoding.EncodeToString(raw)
			return x
		}
	}
	ways := []way{
		{what: "another origin", with: func(a *passkeytest.Authenticator) { a.Origin = "https://docket.example.evil.example" }},
		{what: "the origin without TLS", with: func(a *passkeytest.Authenticator) { a.Origin = "http://docket.example" }},
		{what: "another port", with: func(a *passkeytest.Authenticator) { a.Origin = "https://docket.example:8443" }},
		{what: "a subdomain", with: func(a *passkeytest.Authenticator) { a.Origin = "https://x.docket.example" }},
		{what: "another relying party", with: func(a *passkeytest.Authenticator) { a.Host = "evil.example" }},
		{what: "in another's frame", with: func(a *passkeytest.Authenticator) { a.Cross = true }},
		{what: "nobody verified", with: func(a *passkeytest.Authenticator) { a.Flags = passkeytest.Present }},
		{what: "nobody present", with: func(a *passkeytest.Authenticator) { a.Flags = passkeytest.Verified }},
		{what: "said to be copied, when it was not to be", with: func(a *passkeytest.Authenticator) { a.Flags |= passkeytest.Synced }},
		{what: "the type of making one", with: func(a *passkeytest.Authenticator) { a.Type = "webauthn.create" }},
		{what: "a payment", with: func(a *passkeytest.Authenticator) { a.Type = "payment.get" }},
		{what: "a count that stands still", with: func(a *passkeytest.Authenticator) { a.Count-- }},
		{what: "a count that goes back", with: func(a *passkeytest.Authenticator) { a.Count = 2 }},
		{what: "a count that is gone", with: func(a *passkeytest.Authenticator) { a.Count = 0 }},
		{what: "another's handle", with: func(a *passkeytest.Authenticator) { a.Handle = other.Handle }},
		{what: "another's name for the key", with: func(a *passkeytest.Authenticator) { a.Cred, a.Handle = other.Cred, other.Handle }},
		{what: "an unknown name for the key", with: func(a *passkeytest.Authenticator) { a.Cred = []byte("none") }},
		{what: "another challenge", opts: func(o session.GetOptions) session.GetOptions {
			o.Challenge = base64.RawURLEncoding.EncodeToString(make([]byte, 32))
			return o
		}},
		{what: "no challenge", opts: func(o session.GetOptions) session.GetOptions { o.Challenge = ""; return o }},
		{what: "too late", late: 5 * time.Minute},
		{what: "client data altered", on: func(x passkeytest.Answer) passkeytest.Answer {
			return client(x, `"crossOrigin":false`, `"crossOrigin":false `)
		}},
		{what: "origin altered after it was signed", with: func(a *passkeytest.Authenticator) { a.Origin = "https://evil.example" },
			on: func(x passkeytest.Answer) passkeytest.Answer { return client(x, "https://evil.example", origin) }},
		{what: "signature altered", on: flip("signature", -1)},
		{what: "count altered", on: flip("authenticatorData", -1)},
		{what: "flags altered", on: flip("authenticatorData", 32)},
		{what: "no signature", on: func(x passkeytest.Answer) passkeytest.Answer { x.Response["signature"] = ""; return x }},
		{what: "more after the signature", on: func(x passkeytest.Answer) passkeytest.Answer {
			raw, _ := base64.RawURLEncoding.DecodeString(x.Response["signature"].(string))
			x.Response["signature"] = base64.RawURLEncoding.EncodeToString(append(raw, 0))
			return x
		}},
		{what: "another type of credential", on: func(x passkeytest.Answer) passkeytest.Answer { x.Type = "password"; return x }},
		{what: "two names", on: func(x passkeytest.Answer) passkeytest.Answer {
			x.ID = base64.RawURLEncoding.EncodeToString(other.Cred)
			return x
		}},
		{what: "far too much", on: func(x passkeytest.Answer) passkeytest.Answer { x.Results["x"] = strings.Repeat("x", 20000); return x }},
	}
	act := session.DigestAct("ferry", []byte(`{"kind":"sworn"}`))
	for _, w := range ways {
		for _, proving := range []bool{false, true} {
			copied := *a
			if w.with != nil {
				w.with(&copied)
			}
			var c string
			var o session.GetOptions
			var err error
			if proving {
				c, o, err = d.BeginProof(ctx, s, act)
			} else {
				c, o, err = d.BeginSignIn(ctx)
			}
			if err != nil {
				t.Fatal(err)
			}
			asked := o
			if w.opts != nil {
				asked = w.opts(o)
			}
			d.pass(w.late)
			x := copied.Get(asked)
			if w.on != nil {
				x = w.on(x)
			}
			finish := func(c string, answer []byte) error {
				if proving {
					_, _, err := d.ProveByPasskey(ctx, s, c, answer)
					return err
				}
				_, _, err := d.SignInByPasskey(ctx, c, answer, "")
				return err
			}
			if err := finish(c, x.JSON()); !refused(err) || strings.Contains(err.Error(), "vance") {
				t.Errorf("%s (proving: %t): %v", w.what, proving, err)
			}
			// The challenge is used up by it, so a good answer comes too late.
			was := *a
			if err := finish(c, was.Get(o).JSON()); !refused(err) {
				t.Errorf("%s (proving: %t): a good answer was taken after it: %v", w.what, proving, err)
			}
		}
	}
	if _, err := d.in(a); err != nil {
		t.Errorf("after all that, the good one: %v", err)
	}

	// Across sessions, accounts and purposes.
	proof := func(s session.Session) (string, session.GetOptions) {
		c, o, err := d.BeginProof(ctx, s, act)
		if err != nil {
			t.Fatal(err)
		}
		return c, o
	}
	again, err := d.in(a)
	if err != nil {
		t.Fatal(err)
	}
	c, o := proof(s)
	if _, _, err := d.ProveByPasskey(ctx, again, c, a.Get(o).JSON()); !refused(err) {
		t.Errorf("an answer in another session of the account: %v", err)
	}
	c, o = proof(s)
	if _, _, err := d.ProveByPasskey(ctx, hart, c, other.Get(o).JSON()); !refused(err) {
		t.Errorf("an answer in another's session: %v", err)
	}
	c, o = proof(s)
	if _, _, err := d.ProveByPasskey(ctx, s, c, other.Get(o).JSON()); !refused(err) {
		t.Errorf("another's passkey: %v", err)
	}
	c, o = proof(s)
	if _, _, err := d.SignInByPasskey(ctx, c, a.Get(o).JSON(), ""); !refused(err) {
		t.Errorf("a proof was taken as a sign-in: %v", err)
	}
	c, o, _ = d.BeginSignIn(ctx)
	if _, _, err := d.ProveByPasskey(ctx, s, c, a.Get(o).JSON()); !refused(err) {
		t.Errorf("a sign-in was taken as a proof: %v", err)
	}
	c, o = proof(s)
	p, _, err := d.ProveByPasskey(ctx, s, c, a.Get(o).JSON())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Spend(ctx, s, p, session.DigestAct("ferry", []byte(`{"kind":"sworn" }`))); !refused(err) {
		t.Errorf("a proof for other bytes: %v", err)
	}
	if _, _, err := d.BeginProof(ctx, s, "00"); fault.KindOf(err) != fault.Input {
		t.Errorf("a digest that is none: %v", err)
	}
	c, o = proof(s)
	if p, _, err = d.ProveByPasskey(ctx, s, c, a.Get(o).JSON()); err != nil {
		t.Fatal(err)
	}
	_, ts, err := d.IssueToken(ctx, s, p, act, "reports", []session.Scope{session.Read}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.BeginProof(ctx, ts, act); fault.KindOf(err) != fault.Denied {
		t.Errorf("a token begins a proof: %v", err)
	}
	for _, bad := range []string{"", "affiant_c_" + strings.Repeat("A", 43), strings.Repeat("x", 9000)} {
		if _, _, err := d.SignInByPasskey(ctx, bad, a.Get(o).JSON(), ""); !refused(err) {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
}

// TestHostileJoining: what is no passkey made for this invitation, at this site, with the person verified, takes nothing up.
func TestHostileJoining(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	first := passkeytest.New(origin)
	d.joinBy("hart", first)
	i, _, err := d.Invite(ctx, "vance")
	if err != nil {
		t.Fatal(err)
	}
	begin := func() (string, session.CreateOptions) {
		c, _, o, err := d.BeginJoin(ctx, i, "key")
		if err != nil {
			t.Fatal(err)
		}
		return c, o
	}
	for what, with := range map[string]func(a *passkeytest.Authenticator, o *session.CreateOptions){
		"another origin":        func(a *passkeytest.Authenticator, _ *session.CreateOptions) { a.Origin = "https://evil.example" },
		"another relying party": func(a *passkeytest.Authenticator, _ *session.CreateOptions) { a.Host = "evil.example" },
		"nobody verified":       func(a *passkeytest.Authenticator, _ *session.CreateOptions) { a.Flags = passkeytest.Present },
		"the type of signing":   func(a *passkeytest.Authenticator, _ *session.CreateOptions) { a.Type = "webauthn.get" },
		"another challenge": func(_ *passkeytest.Authenticator, o *session.CreateOptions) {
			o.Challenge = base64.RawURLEncoding.EncodeToString(make([]byte, 32))
		},
	} {
		c, o := begin()
		a := passkeytest.New(origin)
		with(a, &o)
		if _, _, err := d.JoinByPasskey(ctx, c, a.Create(o).JSON(), "", d.enter); !refused(err) || d.roll.Account("vance").Joined {
			t.Errorf("%s: %v", what, err)
		}
	}
	// A passkey that another has.
	c, o := begin()
	a := passkeytest.New(origin)
	x := a.Create(o)
	stolen := passkeytest.New(origin)
	y := stolen.Create(o)
	var m map[string]any
	json.Unmarshal(y.JSON(), &m)
	m["id"], m["rawId"] = x.ID, x.RawID
	text, _ := json.Marshal(m)
	if _, _, err := d.JoinByPasskey(ctx, c, text, "", d.enter); !refused(err) {
		t.Errorf("a name that is not the key's: %v", err)
	}
	// An invitation that was withdrawn meanwhile.
	c, o = begin()
	if i, _, err = d.Invite(ctx, "vance"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.JoinByPasskey(ctx, c, a.Create(o).JSON(), "", d.enter); !refused(err) || d.roll.Account("vance").Joined {
		t.Errorf("an invitation that was replaced: %v", err)
	}
	if _, _, _, err := d.BeginJoin(ctx, "affiant_i_"+strings.Repeat("A", 43), "key"); !refused(err) {
		t.Errorf("no invitation: %v", err)
	}
	// No site, no passkeys.
	bare := session.New(session.Options{Store: d.store, Now: d.clock, Lots: strings.NewReader(strings.Repeat("x", 500)),
		Roll: func(context.Context) (*people.Roll, error) { return d.roll, nil }})
	if _, _, err := bare.BeginSignIn(ctx); fault.KindOf(err) != fault.Conflict {
		t.Errorf("without a site: %v", err)
	}
}
