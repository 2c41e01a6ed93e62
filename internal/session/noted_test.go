package session_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/passkeytest"
)

// TestTokenProved: a token outlives the session in which it is made, so it is made only with a fresh proof of presence for just that request; and
// whoever ends all but this ends the tokens too, unless they are kept.
func TestTokenProved(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	code, secret := d.join("vance")
	s, err := d.Find(ctx, secret)
	if err != nil {
		t.Fatal(err)
	}
	act := session.DigestAct("", []byte("this one"))
	issue := func(proof, digest string) error {
		_, _, err := d.IssueToken(ctx, s, proof, digest, "reports", []session.Scope{session.Read}, time.Hour)
		return err
	}
	if err := issue("", act); !refused(err) {
		t.Errorf("no proof: %v", err)
	}
	d.pass(time.Minute)
	p, _, err := d.Prove(ctx, s, act, good, d.code(code, 0))
	if err != nil {
		t.Fatal(err)
	}
	if err := issue(p, session.DigestAct("", []byte("another"))); !refused(err) {
		t.Errorf("a proof for another request: %v", err)
	}
	if err := issue(p, act); !refused(err) {
		t.Errorf("a proof that was spent: %v", err)
	}
	open := func() (n int) {
		list, err := d.Open(ctx, "vance")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	token, _ := d.token(s, code, time.Hour)
	if err := d.EndOthers(ctx, s, true); err != nil || open() != 2 {
		t.Errorf("tokens were to be kept: %d, %v", open(), err)
	}
	if err := d.EndOthers(ctx, s, false); err != nil || open() != 1 {
		t.Errorf("%d are open, %v", open(), err)
	}
	if _, err := d.Find(ctx, token); !refused(err) {
		t.Errorf("the token lives: %v", err)
	}
	if _, err := d.Find(ctx, secret); err != nil {
		t.Errorf("this one is ended: %v", err)
	}
}

// TestCountedApart: whoever fails at sign-in from outside locks sign-in, and not the proofs of one who is signed in; wrong proofs lock proofs.
func TestCountedApart(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	code, secret := d.join("hart")
	s, err := d.Find(ctx, secret)
	if err != nil {
		t.Fatal(err)
	}
	d.pass(time.Minute)
	for range 6 {
		_, _, err = d.SignIn(ctx, "hart", "a guess", "123456", "")
	}
	if err == nil || !strings.Contains(err.Error(), "too many tries") {
		t.Fatalf("sign-in is not locked: %v", err)
	}
	act := session.DigestAct("ferry", []byte("a decision"))
	if _, _, err := d.Prove(ctx, s, act, good, d.code(code, 0)); err != nil {
		t.Errorf("a judge who is signed in cannot prove her presence, since someone outside guesses: %v", err)
	}
	if err := d.Lock(ctx, s); err != nil {
		t.Fatal(err)
	}
	d.pass(time.Minute)
	if err := d.Unlock(ctx, s, good, d.code(code, 0)); err != nil {
		t.Errorf("nor go back to a session that she locked: %v", err)
	}
	d.pass(time.Minute)
	for range 5 {
		if _, _, err := d.Prove(ctx, s, act, "a guess", "123456"); !refused(err) {
			t.Fatal(err)
		}
	}
	if _, _, err := d.Prove(ctx, s, act, good, d.code(code, 0)); !refused(err) || !strings.Contains(err.Error(), "too many tries") {
		t.Errorf("proofs are guessed at without end: %v", err)
	}
	d.pass(11 * time.Minute)
	if _, _, err := d.Prove(ctx, s, act, good, d.code(code, 0)); err != nil {
		t.Errorf("after the lock: %v", err)
	}
}

// TestNoted: each change of what someone signs in with, or is signed in by, is told to the trail, with whose it is; nothing that was only tried is,
// and never a name that no account has.
func TestNoted(t *testing.T) {
	d := newDoor(t)
	ctx := t.Context()
	var said []string
	d.noted = func(_ context.Context, account, what, which string) error {
		if account != "vance" {
			t.Errorf("%s: %q", what, account)
		}
		said = append(said, what)
		return nil
	}
	want := func(what ...string) {
		t.Helper()
		if !slices.Equal(said, what) {
			t.Errorf("the trail is told %q, want %q", said, what)
		}
		said = nil
	}
	code, secret := d.join("vance")
	want(session.SaidTakenUp)
	s, err := d.Find(ctx, secret)
	if err != nil {
		t.Fatal(err)
	}
	_, token := d.token(s, code, time.Hour)
	want(session.SaidTokenMade)
	if err := d.End(ctx, "vance", token.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.End(ctx, "vance", "none"); fault.KindOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	want(session.SaidEnded)
	d.pass(time.Minute)
	p, _, err := d.Prove(ctx, s, session.DigestAdd("key"), good, d.code(code, 0))
	if err != nil {
		t.Fatal(err)
	}
	c, o, err := d.BeginAdd(ctx, s, p, "key")
	if err != nil {
		t.Fatal(err)
	}
	k, err := d.Add(ctx, s, c, passkeytest.New(origin).Create(o).JSON())
	if err != nil {
		t.Fatal(err)
	}
	want(session.SaidPasskeyAdded)
	prove := func(digest string) string {
		t.Helper()
		d.pass(time.Minute)
		p, _, err := d.Prove(ctx, s, digest, good, d.code(code, 0))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if err := d.RemovePasskey(ctx, s, prove(session.DigestRemove("none")), "none"); fault.KindOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	if err := d.RemovePasskey(ctx, s, prove(session.DigestRemove("none")), k.ID); !refused(err) {
		t.Fatalf("presence was proved for another: %v", err)
	}
	if err := d.RemovePasskey(ctx, s, prove(session.DigestRemove(k.ID)), k.ID); err != nil {
		t.Fatal(err)
	}
	want(session.SaidPasskeyRemoved)
	d.pass(time.Minute)
	if p, _, err = d.Prove(ctx, s, session.DigestLink(), good, d.code(code, 0)); err != nil {
		t.Fatal(err)
	}
	ask, v, err := d.BeginLink(ctx, s, p)
	if err != nil {
		t.Fatal(err)
	}
	if v, err = d.Returned(ctx, ask, v.State); err != nil {
		t.Fatal(err)
	}
	if err := d.LinkVouched(ctx, s, v, "https://idp.example", "42"); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"", prove(session.DigestLink())} {
		if err := d.Unlink(ctx, s, p); !refused(err) {
			t.Fatalf("the link is gone, and no presence was proved for that: %v", err)
		}
	}
	if err := d.Unlink(ctx, s, prove(session.DigestUnlink())); err != nil {
		t.Fatal(err)
	}
	want(session.SaidLinked, session.SaidUnlinked)
	if err := d.Lock(ctx, s); err != nil {
		t.Fatal(err)
	}
	d.pass(time.Minute)
	if err := d.Unlock(ctx, s, good, d.code(code, 0)); err != nil {
		t.Fatal(err)
	}
	want(session.SaidSessionLocked, session.SaidUnlocked)
	for range 5 {
		d.SignIn(ctx, "vance", "a guess", "123456", "")
		d.SignIn(ctx, "no one at all", "a guess", "123456", "")
	}
	want(session.SaidAccountLocked)
	if err := d.EndOthers(ctx, s, false); err != nil {
		t.Fatal(err)
	}
	want(session.SaidOthersEnded)
}
