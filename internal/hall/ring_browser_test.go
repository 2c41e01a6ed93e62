package hall_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// A ring is one device that people pass to each other, with the passkey of each: whoever sits down has the own on it, and no one else's.
type ring struct {
	*seat
	device webauthn.AuthenticatorID
	keys   map[string]*passkeytest.Authenticator // by account
	holder string
}

// newPasskey adds a passkey to an account that is signed in, presence proved by password and code.
func (s *station) newPasskey(account string) *passkeytest.Authenticator {
	s.t.Helper()
	s.pass(time.Minute)
	key := passkeytest.New(s.origin)
	form, _ := formOf(s.page(account, "/devices"), "/passkeys")
	form.Set("name", "telephone")
	form.Set("password", password)
	form.Set("code", s.code(account))
	var made struct {
		Challenge string
		PublicKey session.CreateOptions
	}
	if a := s.ask(account, "POST", "/passkeys/begin", form); a.status != 200 || json.Unmarshal([]byte(a.body), &made) != nil {
		s.t.Fatalf("%d %s", a.status, a.body)
	}
	form.Set("_challenge", made.Challenge)
	form.Set("_credential", string(key.Create(made.PublicKey).JSON()))
	if a := s.ask(account, "POST", "/passkeys", form); a.status != http.StatusSeeOther {
		s.t.Fatalf("%d %s", a.status, words(a.body))
	}
	return key
}

// A held is a passkey that a virtual authenticator is given. The protocol's own type always sends a field that not every authenticator takes.
type held struct {
	Authenticator webauthn.AuthenticatorID `json:"authenticatorId"`
	Credential    struct {
		ID         []byte `json:"credentialId"`
		Resident   bool   `json:"isResidentCredential"`
		RPID       string `json:"rpId"`
		PrivateKey []byte `json:"privateKey"`
		UserHandle []byte `json:"userHandle"`
		SignCount  int    `json:"signCount"`
	} `json:"credential"`
}

// ring gives each account a passkey, and the browser an authenticator that answers by itself.
func (b *seat) ring(accounts ...string) *ring {
	b.t.Helper()
	r := &ring{seat: b, keys: map[string]*passkeytest.Authenticator{}}
	for _, who := range accounts {
		r.keys[who] = b.newPasskey(who)
	}
	b.run(call(webauthn.Enable, webauthn.EnableParams{}), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		made, err := cdp.Call(ctx, t, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true, HasUserVerification: true,
			AutomaticPresenceSimulation: true, IsUserVerified: true}})
		r.device = made.AuthenticatorID
		return err
	}))
	return r
}

// sits has whoever sat there sign out, and this account sign in by passkey, before a screen of this width.
func (r *ring) sits(account string, width int64) {
	r.t.Helper()
	r.leaves()
	height := int64(tall)
	if width < 600 {
		height = phoneTall
	}
	key := r.keys[account]
	x := held{Authenticator: r.device}
	x.Credential.ID, x.Credential.Resident, x.Credential.RPID = key.Cred, true, "localhost"
	x.Credential.PrivateKey, x.Credential.UserHandle, x.Credential.SignCount = key.Private(), key.Handle, -1 // a count that stays 0
	r.run(screen(width, height, light), call(cdp.Command[held, cdp.Empty]{Method: webauthn.CommandAddCredential}, x))
	r.holder = account
	r.visit("/sign-in")
	r.run(chromedp.WaitVisible(chromedp.CSS(".passkey")))
	r.press("Sign in with a passkey")
	r.until(`document.querySelector('.me') !== null`)
}

// leaves signs out, and takes the own passkey along.
func (r *ring) leaves() {
	r.t.Helper()
	if r.holder != "" {
		r.signOut()
		r.run(call(webauthn.ClearCredentials, webauthn.ClearCredentialsParams{AuthenticatorID: r.device}))
		r.holder = ""
	}
}

// signs goes through the signing step by passkey.
func (r *ring) signs() {
	r.t.Helper()
	r.says("This will be entered, in your name")
	r.pass(time.Minute)
	r.press("Sign with your passkey")
}

// A passkey's button waits for the script that asks the authenticator: pressed before it runs, the form would go without an answer.
func TestPasskeyWaitsForItsScript(t *testing.T) {
	b := newStation(t).sit()
	b.late.Store(true)
	b.run(script(`location.assign(` + quoted(b.base+"/sign-in") + `)`))
	b.until(`location.pathname === '/sign-in' && document.querySelector('form[action="/sign-in/passkey"] button')`)
	if !eval[bool](b, `document.querySelector('form[action="/sign-in/passkey"] button').disabled`) {
		t.Error("it can be pressed before the script is there")
	}
	b.until(`!document.querySelector('form[action="/sign-in/passkey"] button').disabled`)
}
