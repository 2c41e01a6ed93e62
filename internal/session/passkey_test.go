package session_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// joinBy takes an account up with a passkey alone, and returns the session and the authenticator.
func (d *door) joinBy(account string, a *passkeytest.Authenticator) session.Session {
	d.t.Helper()
	ctx := d.t.Context()
	i, _, err := d.Invite(ctx, account)
	if err != nil {
		d.t.Fatal(err)
	}
	c, who, o, err := d.BeginJoin(ctx, i, "key of "+account)
	if err != nil || who != account {
		d.t.Fatal(who, err)
	}
	secret, s, err := d.JoinByPasskey(ctx, c, a.Create(o).JSON(), "desk", d.enter)
	if err != nil {
		d.t.Fatal(err)
	}
	if found, err := d.Find(ctx, secret); err != nil || found.Account != account {
		d.t.Fatal(found, err)
	}
	return s
}

// in signs in by passkey.
func (d *door) in(a *passkeytest.Authenticator) (session.Session, error) {
	d.t.Helper()
	c, o, err := d.BeginSignIn(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	secret, s, err := d.SignInByPasskey(d.t.Context(), c, a.Get(o).JSON(), "car 4")
	if err != nil {
		return s, err
	}
	return d.Find(d.t.Context(), secret)
}

// TestPasskeys: an account is taken up, signs in and proves presence with keys of both kinds, and no password.
func TestPasskeys(t *testing.T) {
	for _, ed := range []bool{false, true} {
		d := newDoor(t)
		ctx := t.Context()
		a := passkeytest.New(origin)
		a.Ed25519, a.Count = ed, 1
		d.joinBy("vance", a)
		s, err := d.in(a)
		if err != nil || s.Account != "vance" {
			t.Fatal(s, err)
		}
		act := session.DigestAct("ferry", []byte(`{"kind":"sworn"}`))
		c, o, err := d.BeginProof(ctx, s, act)
		if err != nil || len(o.Allow) != 1 || o.Verify != "required" {
			t.Fatal(o, err)
		}
		p, _, err := d.ProveByPasskey(ctx, s, c, a.Get(o).JSON())
		if err != nil {
			t.Fatal(err)
		}
		how, err := d.Spend(ctx, s, p, act)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Spend(ctx, s, p, act); !refused(err) {
			t.Errorf("a proof was spent twice: %v", err)
		}
		// What the record says is enough to compute what was signed.
		list, err := d.Passkeys(ctx, "vance")
		if err != nil || len(list) != 1 || list[0].Name != "key of vance" || !list[0].Used.Equal(d.clock()) {
			t.Fatal(list, err)
		}
		rest, ok := strings.CutPrefix(how, "passkey "+list[0].ID+", nonce ")
		nonce, err := hex.DecodeString(strings.TrimSuffix(rest, " for "+act))
		digest, _ := hex.DecodeString(act)
		if !ok || err != nil || len(nonce) != 32 {
			t.Fatalf("%q", how)
		}
		if sum := session.ChallengeOf([32]byte(digest), [32]byte(nonce)); o.Challenge != base64.RawURLEncoding.EncodeToString(sum[:]) || sum != sha256.Sum256(append(digest, nonce...)) {
			t.Errorf("%s is not the challenge of %q", o.Challenge, how)
		}
		// There is no password to try.
		if _, _, err := d.SignIn(ctx, "vance", good, "000000", ""); !refused(err) {
			t.Error(err)
		}
	}
}

// TestPasskeysKept: several to an account; the last way in stays; what is taken away opens nothing, and neither do the sessions it opened.
func TestPasskeysKept(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	first, second := passkeytest.New(origin), passkeytest.New(origin)
	s := d.joinBy("vance", first)
	list, _ := d.Passkeys(ctx, "vance")
	remove := func(id string) error {
		t.Helper()
		c, o, err := d.BeginProof(ctx, s, session.DigestRemove(id))
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := d.ProveByPasskey(ctx, s, c, first.Get(o).JSON())
		if err != nil {
			t.Fatal(err)
		}
		return d.RemovePasskey(ctx, s, p, id)
	}
	if err := remove(list[0].ID); fault.KindOf(err) != fault.Conflict {
		t.Errorf("the last way in was taken away: %v", err)
	}
	add := func(name string, a *passkeytest.Authenticator, proof string) error {
		c, o, err := d.BeginAdd(ctx, s, proof, name)
		if err != nil {
			return err
		}
		_, err = d.Add(ctx, s, c, a.Create(o).JSON())
		return err
	}
	prove := func(digest string) string {
		c, o, err := d.BeginProof(ctx, s, digest)
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := d.ProveByPasskey(ctx, s, c, first.Get(o).JSON())
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	d.pass(time.Minute)
	if err := add("phone", second, ""); !refused(err) {
		t.Errorf("added without a proof: %v", err)
	}
	if err := add("phone", second, prove(session.DigestAdd("other"))); !refused(err) {
		t.Errorf("added with a proof for another: %v", err)
	}
	if err := add(" ", second, prove(session.DigestAdd(" "))); fault.KindOf(err) != fault.Input {
		t.Errorf("added without a name: %v", err)
	}
	if err := add("phone", second, prove(session.DigestAdd("phone"))); err != nil {
		t.Fatal(err)
	}
	d.pass(time.Minute)
	for i := 3; ; i++ {
		err := add("more", passkeytest.New(origin), prove(session.DigestAdd("more")))
		if i == 21 {
			if fault.KindOf(err) != fault.Conflict {
				t.Errorf("21 passkeys: %v", err)
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	by, err := d.in(second)
	if err != nil {
		t.Fatal(err)
	}
	if open, _ := d.Open(ctx, "vance"); len(open) != 2 || by.Account != "vance" {
		t.Fatal(open)
	}
	list, err = d.Passkeys(ctx, "vance")
	if err != nil || len(list) != 20 || list[0].Name != "key of vance" {
		t.Fatal(list, err)
	}
	i := 0
	for list[i].Name != "phone" {
		i++
	}
	other := passkeytest.New(origin)
	hart := d.joinBy("hart", other)
	c, o, err := d.BeginProof(ctx, hart, session.DigestRemove(list[i].ID))
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := d.ProveByPasskey(ctx, hart, c, other.Get(o).JSON())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.RemovePasskey(ctx, s, p, list[i].ID); !refused(err) {
		t.Errorf("a passkey was taken away by a proof of another's: %v", err)
	}
	if c, o, err = d.BeginProof(ctx, hart, session.DigestRemove(list[i].ID)); err != nil {
		t.Fatal(err)
	}
	if p, _, err = d.ProveByPasskey(ctx, hart, c, other.Get(o).JSON()); err != nil {
		t.Fatal(err)
	}
	if err := d.RemovePasskey(ctx, hart, p, list[i].ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another's passkey was taken away: %v", err)
	}
	if err := d.RemovePasskey(ctx, s, "", list[i].ID); !refused(err) {
		t.Errorf("a passkey was taken away, and no presence proved: %v", err)
	}
	if err := remove(list[i].ID); err != nil {
		t.Fatal(err)
	}
	if open, _ := d.Open(ctx, "vance"); len(open) != 1 || open[0].ID != s.ID {
		t.Errorf("%v: the session of a passkey that was taken away lives", open)
	}
	if _, err := d.in(second); !refused(err) {
		t.Errorf("a passkey that was taken away: %v", err)
	}
	// An invitation begins anew: with a password, and no passkey of before.
	d.join("vance")
	if list, _ := d.Passkeys(ctx, "vance"); len(list) != 0 {
		t.Errorf("%d passkeys outlive an invitation", len(list))
	}
	if _, err := d.in(first); !refused(err) {
		t.Errorf("a passkey of before the invitation: %v", err)
	}
	d.roll.Account("vance").Closed = true
	d.roll.Account("hart").Joined = false
}

// TestClosedPasskey: an account that was closed does not sign in with one.
func TestClosedPasskey(t *testing.T) {
	d := newDoor(t)
	a := passkeytest.New(origin)
	d.joinBy("vance", a)
	d.roll.Account("vance").Closed = true
	if _, err := d.in(a); !refused(err) {
		t.Error(err)
	}
}
