package session_test

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// TestEndAll: nothing that was open, proved, asked or offered outlives it; what people sign in with does.
func TestEndAll(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	code, secret := d.join("vance")
	s, err := d.Find(ctx, secret)
	if err != nil {
		t.Fatal(err)
	}
	token, _ := d.token(s, code, time.Hour)
	d.pass(time.Minute)
	act := session.DigestAct("ferry", nil)
	proof, _, err := d.Prove(ctx, s, act, good, d.code(code, 0))
	if err != nil {
		t.Fatal(err)
	}
	a := passkeytest.New(origin)
	d.joinBy("hart", a)
	asked, o, err := d.BeginSignIn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	invitation, _, err := d.Invite(ctx, "hart")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := session.EndAll(ctx, d.store); err != nil || n != 10 { // three sessions and tokens with their places, a proof, a challenge, an invitation and its place
		t.Errorf("%d, %v", n, err)
	}
	for what, secret := range map[string]string{"session": secret, "token": token} {
		if _, err := d.Find(ctx, secret); !refused(err) {
			t.Errorf("a %s lives: %v", what, err)
		}
	}
	if _, err := d.Spend(ctx, s, proof, act); !refused(err) {
		t.Errorf("a proof lives: %v", err)
	}
	if _, _, err := d.SignInByPasskey(ctx, asked, a.Get(o).JSON(), ""); !refused(err) {
		t.Errorf("a challenge lives: %v", err)
	}
	if _, err := d.Begin(ctx, invitation, good); !refused(err) {
		t.Errorf("an invitation lives: %v", err)
	}
	if _, err := d.in(a); err != nil {
		t.Errorf("the passkey is gone: %v", err)
	}
	d.pass(time.Minute)
	if _, _, err := d.SignIn(ctx, "vance", good, d.code(code, 0), ""); err != nil {
		t.Errorf("the password is gone: %v", err)
	}
	if n, err := session.EndAll(ctx, d.store); err != nil || n != 4 {
		t.Errorf("%d, %v", n, err)
	}
}
