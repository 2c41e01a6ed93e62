package session

import (
	"context"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// An invitation lets an account be taken up, once. It holds what the person has chosen until the code is confirmed.
type invitation struct {
	Account string    `json:"account"`
	Until   time.Time `json:"until"`
	Hash    string    `json:"hash,omitempty"`
	Code    string    `json:"code,omitempty"`
	Wrong   int       `json:"wrong,omitempty"` // codes
}

// errInvitation is the one answer to an invitation that is none.
var errInvitation = refuse("this is no invitation that may be taken up: it was used, replaced or is over; ask an administrator for another")

// Invite makes an invitation for an account of the roll, in place of an earlier one, and returns its secret. For an account that has
// joined it is the way back in: what it signed in with before is gone when the invitation is taken up.
func (d *Desk) Invite(ctx context.Context, account string) (secret string, until time.Time, err error) {
	roll, err := d.roll(ctx)
	if err != nil {
		return "", until, err
	}
	if a := roll.Account(account); a == nil || a.Closed {
		return "", until, fault.Errorf(fault.NotFound, "there is no account %q that could be invited", account)
	}
	secret, key, err := d.secret(prefixInvitation)
	if err != nil {
		return "", until, err
	}
	until = d.now().UTC().Add(d.policy.hours("invitation-hours"))
	err = d.store.Update(ctx, func(tx store.Tx) error {
		if err := d.withdraw(tx, account); err != nil {
			return err
		}
		if err := tx.Put(bucketInvited, d.named(account), []byte(key)); err != nil {
			return err
		}
		return d.put(tx, bucketInvitation, key, invitation{Account: account, Until: until})
	})
	return secret, until, err
}

// withdraw takes an account's invitation away, if there is one.
func (d *Desk) withdraw(tx store.Tx, account string) error {
	old, err := tx.Get(bucketInvited, d.named(account))
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.Delete(bucketInvitation, string(old)); err != nil {
		return err
	}
	return tx.Delete(bucketInvited, d.named(account))
}

// A Joining is what a person needs to set an authenticator up.
type Joining struct {
	Station string
	Account string
	Secret  string // of the second factor, in base 32
	Period  int    // of its codes, in seconds
}

// invited returns the invitation of a secret.
func (d *Desk) invited(tx store.Tx, key string) (invitation, error) {
	var v invitation
	ok, err := d.get(tx, bucketInvitation, key, &v)
	if err == nil && (!ok || !d.now().Before(v.Until)) {
		err = errInvitation
	}
	return v, err
}

// invitee returns the invitation of a secret, if its account may take it up.
func (d *Desk) invitee(ctx context.Context, secret string) (v invitation, key string, err error) {
	if !shaped(secret, prefixInvitation) {
		return v, "", errInvitation
	}
	key = hashOf(secret)
	if err := d.store.View(ctx, func(tx store.Tx) (err error) {
		v, err = d.invited(tx, key)
		return err
	}); err != nil {
		return v, "", err
	}
	roll, err := d.roll(ctx)
	if err != nil {
		return v, "", err
	}
	if a := roll.Account(v.Account); a == nil || a.Closed {
		return v, "", errInvitation
	}
	return v, key, nil
}

// Begin takes an invitation up with a password. It returns what the authenticator needs; the account is joined when a code of that is
// confirmed.
func (d *Desk) Begin(ctx context.Context, secret, password string) (Joining, error) {
	v, key, err := d.invitee(ctx, secret)
	if err != nil {
		return Joining{}, err
	}
	roll, err := d.roll(ctx)
	if err != nil {
		return Joining{}, err
	}
	a := roll.Account(v.Account)
	if err := d.policy.fit(password, a.ID, a.Name, roll.Station); err != nil {
		return Joining{}, err
	}
	hash, err := d.hash(ctx, password)
	if err != nil {
		return Joining{}, err
	}
	code, err := d.newCode()
	if err != nil {
		return Joining{}, err
	}
	err = d.store.Update(ctx, func(tx store.Tx) error {
		if v, err = d.invited(tx, key); err != nil {
			return err
		}
		v.Hash, v.Code, v.Wrong = hash, code, 0
		return d.put(tx, bucketInvitation, key, v)
	})
	return Joining{roll.Station, v.Account, code, d.policy.Number("code-seconds")}, err
}

// Confirm ends taking an invitation up: a code shows that the authenticator is set. join enters the account as joined in the roll, and may be
// called again if the machine stopped in between. Sessions that the account had are ended, and one begins.
func (d *Desk) Confirm(ctx context.Context, secret, code, device string, join func(ctx context.Context, account string) error) (string, Session, error) {
	if !shaped(secret, prefixInvitation) {
		return "", Session{}, errInvitation
	}
	if err := validDevice(device); err != nil {
		return "", Session{}, err
	}
	key := hashOf(secret)
	var v invitation
	var step int64
	var wrong error
	err := d.store.Update(ctx, func(tx store.Tx) (err error) {
		wrong = nil
		if v, err = d.invited(tx, key); err != nil {
			return err
		}
		if v.Code == "" {
			return fault.Errorf(fault.Conflict, "choose a password first")
		}
		var ok bool
		if step, ok = d.step(v.Code, code, 0, d.now()); ok {
			return nil
		}
		wrong = refuse("the code is wrong; look at the clock of the device that shows it")
		if v.Wrong++; v.Wrong >= d.policy.Number("tries") { // begin again: another secret
			v.Hash, v.Code, v.Wrong = "", "", 0
		}
		return d.put(tx, bucketInvitation, key, v)
	})
	if err == nil {
		err = wrong
	}
	if err != nil {
		return "", Session{}, err
	}
	return d.takeUp(ctx, key, v.Account, device, wayPassword, join, func(tx store.Tx) error {
		return d.put(tx, bucketCredential, d.named(v.Account), credential{v.Hash, v.Code, step})
	})
}

// takeUp ends taking the invitation of a key up: all that the account signed in with before is gone, and what ways keeps is its way in.
func (d *Desk) takeUp(ctx context.Context, key, account, device, way string, join func(context.Context, string) error, ways func(store.Tx) error) (string, Session, error) {
	roll, err := d.roll(ctx)
	if err != nil {
		return "", Session{}, err
	}
	a := roll.Account(account)
	if a != nil && a.Closed {
		return "", Session{}, errInvitation
	}
	if a == nil || !a.Joined {
		if err := join(ctx, account); err != nil {
			return "", Session{}, err
		}
	}
	if err := d.End(ctx, account, ""); err != nil {
		return "", Session{}, err
	}
	text, skey, err := d.secret(prefixSession)
	if err != nil {
		return "", Session{}, err
	}
	id, err := d.handle()
	if err != nil {
		return "", Session{}, err
	}
	var s Session
	err = d.store.Update(ctx, func(tx store.Tx) error {
		if _, err := d.invited(tx, key); err != nil {
			return err
		}
		if err := d.withdraw(tx, account); err != nil {
			return err
		}
		if err := d.forget(tx, account); err != nil {
			return err
		}
		if err := ways(tx); err != nil {
			return err
		}
		if err := tx.Delete(bucketTries, d.named(account)); err != nil {
			return err
		}
		if err := tx.Delete(bucketTries, d.named(account)+atProof); err != nil {
			return err
		}
		s = d.begin(account, id, device, way)
		return d.keep(tx, skey, s)
	})
	return text, s, d.said(ctx, err, account, SaidTakenUp, way)
}
