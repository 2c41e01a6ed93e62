package session_test

import (
	"errors"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

func locked(err error) bool {
	var r *session.Refused
	return errors.As(err, &r) && r.Locked
}

// TestOneAtATime: by the policy as it comes a person has one session; another ends it. Tokens are not sessions.
func TestOneAtATime(t *testing.T) {
	for _, most := range []int{1, 2} {
		d := newDoor(t)
		ctx := t.Context()
		d.set("sessions-at-once", most)
		if most == 1 && session.Builtin().Number("sessions-at-once") != 1 {
			t.Error("the policy as it comes has another number")
		}
		code, first := d.join("vance")
		s, err := d.Find(ctx, first)
		if err != nil {
			t.Fatal(err)
		}
		token, _ := d.token(s, code, time.Hour)
		secrets := []string{first}
		for range 3 {
			d.pass(time.Minute)
			x, _, err := d.SignIn(ctx, "vance", good, d.code(code, 0), "")
			if err != nil {
				t.Fatal(err)
			}
			secrets = append(secrets, x)
		}
		for i, x := range secrets {
			_, err := d.Find(ctx, x)
			if last := i >= len(secrets)-most; last != (err == nil) || !last && !refused(err) {
				t.Errorf("at most %d: session %d of %d: %v", most, i+1, len(secrets), err)
			}
		}
		if _, err := d.Find(ctx, token); err != nil {
			t.Errorf("the token ended with a session: %v", err)
		}
	}
}

// TestIdleLock: after half an hour idle, or when its owner locks it, a session gives nothing until both factors or a passkey of its owner are
// shown; then it is the same session, and ends when it would have.
func TestIdleLock(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	code, secret := d.join("vance")
	other, _ := d.join("hart")
	s, err := d.Find(ctx, secret)
	if err != nil {
		t.Fatal(err)
	}
	begun := d.clock()
	d.pass(29 * time.Minute)
	if _, err := d.Find(ctx, secret); err != nil {
		t.Fatal(err)
	}
	d.pass(30 * time.Minute)
	if _, err := d.Find(ctx, secret); !locked(err) || !refused(err) {
		t.Fatalf("after half an hour idle: %v", err)
	}
	if _, err := d.Find(ctx, secret); !locked(err) {
		t.Errorf("asking unlocked it: %v", err)
	}
	if open, _ := d.Open(ctx, "vance"); len(open) != 1 || !open[0].Locked {
		t.Errorf("%v", open)
	}
	is, err := d.FindLocked(ctx, secret)
	if err != nil || is.ID != s.ID {
		t.Fatal(is, err)
	}
	for what, try := range map[string]func() error{
		"a wrong password":      func() error { return d.Unlock(ctx, is, "wrong horse battery", d.code(code, 0)) },
		"another's code":        func() error { return d.Unlock(ctx, is, good, d.code(other, 0)) },
		"a passkey not its own": func() error { return d.UnlockByPasskey(ctx, is, "affiant_c_x", []byte("{}")) },
	} {
		if err := try(); !refused(err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := d.Find(ctx, secret); !locked(err) {
		t.Fatalf("after wrong tries: %v", err)
	}
	if err := d.Unlock(ctx, is, good, d.code(code, 0)); err != nil {
		t.Fatal(err)
	}
	if now, err := d.Find(ctx, secret); err != nil || now.ID != s.ID || !now.Until.Equal(s.Until) {
		t.Fatal(now, err)
	}
	if err := d.Lock(ctx, s); err != nil {
		t.Fatal(err)
	}
	d.pass(time.Minute)
	if _, err := d.Find(ctx, secret); !locked(err) {
		t.Errorf("locked by its owner: %v", err)
	}
	d.pass(begun.Add(13 * time.Hour).Sub(d.clock()))
	if _, err := d.FindLocked(ctx, secret); !refused(err) || locked(err) {
		t.Errorf("after its end: %v", err)
	}
	if err := d.Unlock(ctx, is, good, d.code(code, 0)); !refused(err) {
		t.Errorf("unlocked after its end: %v", err)
	}
	_, token := d.token(s, code, 100*time.Hour)
	if err := d.Lock(ctx, token); fault.KindOf(err) != fault.Denied {
		t.Errorf("a token was locked: %v", err)
	}
}

// TestUnlockByPasskey: with a passkey of the owner, and of no other.
func TestUnlockByPasskey(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	a, b := passkeytest.New(origin), passkeytest.New(origin)
	s := d.joinBy("vance", a)
	d.joinBy("hart", b)
	if err := d.Lock(ctx, s); err != nil {
		t.Fatal(err)
	}
	try := func(k *passkeytest.Authenticator) error {
		c, o, err := d.BeginSignIn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return d.UnlockByPasskey(ctx, s, c, k.Get(o).JSON())
	}
	if err := try(b); !refused(err) {
		t.Errorf("by another's passkey: %v", err)
	}
	if err := try(a); err != nil {
		t.Errorf("by its own: %v", err)
	}
	if open, _ := d.Open(ctx, "vance"); len(open) != 1 || open[0].Locked {
		t.Errorf("%v", open)
	}
}
