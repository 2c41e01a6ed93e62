package hall_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// authenticator gives the browser one that answers by itself, as a finger laid on it would.
func (b *seat) authenticator() {
	b.t.Helper()
	b.run(call(webauthn.Enable, webauthn.EnableParams{}),
		call(webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true,
			AutomaticPresenceSimulation: true, IsUserVerified: true}}))
}

// passkey adds a passkey to whoever is signed in, by the page, presence proved by password and code.
func (b *seat) passkey(account, name string) {
	b.t.Helper()
	b.pass(time.Minute)
	b.visit("/devices")
	b.fill("#name", name)
	if eval[bool](b, `document.querySelector('.passkey #code') !== null`) {
		b.fill(".passkey #password", password)
		b.fill(".passkey #code", b.code(account))
	}
	b.press("Add a passkey")
	b.says("just added")
}

// In a browser: a passkey is added, signs in, adds another, signs an oath, and is taken away.
func TestPasskeysInBrowser(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	b := s.sit()
	b.authenticator()
	b.run(screen(wide, tall, light))
	b.signIn("vance")
	b.passkey("vance", "telephone")
	b.signOut()
	b.run(chromedp.WaitVisible(chromedp.CSS(".passkey")))
	b.press("Sign in with a passkey")
	b.until(`document.querySelector('.me')?.innerText.includes('Ruth Vance')`)
	b.visit("/matters/ferry/acts/sworn?application=purse")
	b.fill("#f-oath-by", "archer")
	b.fill("#f-oath-means", "in-person")
	b.press("Review and sign")
	b.says("Sign with your passkey")
	b.picture("sign-passkey")
	b.press("Sign with your passkey")
	b.says("you swore to the affidavit")
	if text := words(s.page("vance", "/matters/ferry")); !strings.Contains(text, "passkey") || !strings.Contains(text, "nonce") {
		t.Errorf("the docket does not say by which passkey and nonce: %s", text)
	}
	b.visit("/devices")
	b.press("Take it away")
	b.says("Show that you are here first")
	b.picture("remove-passkey")
	b.press("Take it away, with a passkey")
	b.until(`location.pathname === '/sign-in'`) // the session that it opened has ended with it
}

// The same without a browser: an answer given for one act enters no other, and none is taken twice.
func TestPasskeyIsForOneAct(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	key := passkeytest.New(s.origin)
	s.pass(time.Minute)
	ask := func(path string, form url.Values, options any) (challenge string) {
		t.Helper()
		a := s.ask("vance", "POST", path, form)
		x := struct {
			Challenge string
			PublicKey any
		}{PublicKey: options}
		if err := json.Unmarshal([]byte(a.body), &x); a.status != 200 || err != nil {
			t.Fatalf("%s: %d %s", path, a.status, a.body)
		}
		return x.Challenge
	}
	var makes session.CreateOptions
	var gets session.GetOptions
	form, _ := formOf(s.page("vance", "/devices"), "/passkeys")
	form.Set("name", "key")
	form.Set("password", password)
	form.Set("code", s.code("vance"))
	form.Set("_challenge", ask("/passkeys/begin", form, &makes))
	form.Set("_credential", string(key.Create(makes).JSON()))
	if a := s.ask("vance", "POST", "/passkeys", form); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	at := "/matters/ferry/acts/sworn"
	sign := s.send("vance", s.page("vance", at+"?application=purse"), at, "oath.by", "archer", "oath.means", "in-person")
	oath, _ := formOf(sign.body, at)
	if oath.Get("_step") != "passkey" {
		t.Fatalf("no passkey is offered: %s", words(sign.body))
	}
	oath.Set("_challenge", ask("/passkeys/prove", oath, &gets))
	oath.Set("_credential", string(key.Get(gets).JSON()))
	other := url.Values{}
	for k, l := range oath {
		other[k] = l
	}
	other.Set("oath.words", "something else")
	if a := s.ask("vance", "POST", at, other); a.status != http.StatusConflict {
		t.Errorf("an answer for another act: %d %s", a.status, words(a.body))
	}
	if a := s.ask("vance", "POST", at, oath); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	oath.Set("_key", "another")
	if a := s.ask("vance", "POST", at, oath); a.status == http.StatusSeeOther {
		t.Error("an answer was taken twice")
	}

	// Nor is the passkey taken away by whoever has the session, and not what its owner knows or has.
	const remove = "/passkeys/remove"
	list, err := s.desk.Passkeys(t.Context(), "vance")
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	shown := s.send("vance", s.page("vance", "/devices"), remove, "id", list[0].ID)
	if shown.status != 200 || !strings.Contains(words(shown.body), "Show that you are here first") {
		t.Fatalf("%d %s", shown.status, words(shown.body))
	}
	way, _ := formOf(shown.body, remove)
	way.Set("_step", "passkey")
	way.Set("_digest", session.DigestRemove("another"))
	way.Set("_challenge", ask("/passkeys/prove", way, &gets))
	way.Set("_credential", string(key.Get(gets).JSON()))
	if a := s.ask("vance", "POST", remove, way); a.status != http.StatusForbidden {
		t.Errorf("an answer for another passkey: %d %s", a.status, words(a.body))
	}
	for _, tt := range []struct {
		password string
		want     int
	}{{"wrong horse battery", http.StatusForbidden}, {password, http.StatusSeeOther}} {
		if list, _ = s.desk.Passkeys(t.Context(), "vance"); len(list) != 1 {
			t.Fatal("the passkey is gone, and no presence was proved")
		}
		s.pass(time.Minute)
		form := url.Values{"_token": way["_token"], "_key": way["_key"], "id": {list[0].ID}, "_step": {"password"}, "password": {tt.password}, "code": {s.code("vance")}}
		if a := s.ask("vance", "POST", remove, form); a.status != tt.want {
			t.Errorf("%d, want %d: %s", a.status, tt.want, words(a.body))
		}
	}
	if list, _ = s.desk.Passkeys(t.Context(), "vance"); len(list) != 0 {
		t.Error("it is still there")
	}
}
