package session

import (
	"context"
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// errLocked answers the secret of a session that is locked.
var errLocked = fault.Errorf(fault.Denied, "%w", &Refused{Why: "the session is locked; show who you are to go on, or sign in anew", Locked: true})

// locked reports whether a session has to be unlocked: its owner locked it, or it was idle for too long. A token is not locked: no one sits at it.
func (d *Desk) locked(s Session) bool {
	return !s.Token && (s.Locked || d.now().Sub(s.Used) >= d.policy.minutes("idle-minutes"))
}

// Lock locks a session, as its owner does who leaves the desk.
func (d *Desk) Lock(ctx context.Context, s Session) error {
	if s.Token {
		return fault.Errorf(fault.Denied, "a token is not locked; end it, if it should not be used")
	}
	return d.said(ctx, d.change(ctx, s, func(is *Session) { is.Locked = true }), s.Account, SaidSessionLocked, s.ID)
}

// change changes a session that is open.
func (d *Desk) change(ctx context.Context, s Session, how func(*Session)) error {
	key, err := d.keyOf(ctx, s)
	if err != nil {
		return err
	}
	return d.store.Update(ctx, func(tx store.Tx) error {
		var is Session
		if ok, err := d.get(tx, bucketSession, key, &is); err != nil || !ok {
			return err
		}
		how(&is)
		return d.put(tx, bucketSession, key, is)
	})
}

// keyOf is the key under which a session is kept.
func (d *Desk) keyOf(ctx context.Context, s Session) (key string, err error) {
	err = d.store.View(ctx, func(tx store.Tx) error {
		b, err := tx.Get(bucketSessions, d.named(s.Account)+"/"+s.ID)
		if fault.KindOf(err) == fault.NotFound {
			return errOut
		}
		key = string(b)
		return err
	})
	return key, err
}

// FindLocked returns the session of a secret, be it locked or not, and nothing but a session: for Unlock, and to end it.
func (d *Desk) FindLocked(ctx context.Context, secret string) (Session, error) {
	if !shaped(secret, prefixSession) {
		return Session{}, errOut
	}
	return d.open(ctx, hashOf(secret))
}

// Unlock unlocks a session with the password and a new code of its owner.
func (d *Desk) Unlock(ctx context.Context, s Session, password, code string) error {
	key, err := d.keyOf(ctx, s)
	if err != nil {
		return err
	}
	err = d.check(ctx, atProof, s.Account, password, code, func(tx store.Tx) error { return d.unlock(tx, key) })
	return d.said(ctx, err, s.Account, SaidUnlocked, s.ID)
}

// UnlockByPasskey unlocks a session with a passkey of its owner, which answered what BeginSignIn asked.
func (d *Desk) UnlockByPasskey(ctx context.Context, s Session, challenge string, answer []byte) error {
	key, err := d.keyOf(ctx, s)
	if err != nil {
		return err
	}
	c, err := d.answered(ctx, challenge, toSignIn, Session{})
	if err != nil {
		return err
	}
	err = d.signed(ctx, c, answer, func(tx store.Tx, p passkey) error {
		if p.Account != s.Account {
			return errPasskey
		}
		return d.unlock(tx, key)
	})
	return d.said(ctx, err, s.Account, SaidUnlocked, s.ID)
}

func (d *Desk) unlock(tx store.Tx, key string) error {
	var is Session
	ok, err := d.get(tx, bucketSession, key, &is)
	if err == nil && (!ok || !d.now().Before(is.Until)) {
		err = errOut
	}
	if err != nil {
		return err
	}
	is.Locked, is.Used = false, d.now().UTC()
	return d.put(tx, bucketSession, key, is)
}

// yield ends the oldest sessions of an account, so that with one more there are no more than it may have at once.
func (d *Desk) yield(tx store.Tx, account string) error {
	type one struct {
		place, key string
		s          Session
	}
	var list []one
	if err := d.each(tx, account, func(place, key string, s Session) error {
		if !s.Token {
			list = append(list, one{place, key, s})
		}
		return nil
	}); err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b one) int { return a.s.Made.Compare(b.s.Made) })
	for n := len(list) - d.policy.Number("sessions-at-once") + 1; n > 0; n-- {
		if err := d.close(tx, list[0].place, list[0].key); err != nil {
			return err
		}
		list = list[1:]
	}
	return nil
}
