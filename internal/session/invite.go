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
// joined it is the way to a new password and second factor.
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

// Begin takes an invitation up with a password. It returns what the authenticator needs; the account is joined when a code of that is
// confirmed.
func (d *Desk) Begin(ctx context.Context, secret, password string) (Joining, error) {
	if !shaped(secret, prefixInvitation) {
		return Joining{}, errInvitation
	}
	roll, err := d.roll(ctx)
	if err != nil {
		return Joining{}, err
	}
	key := hashOf(secret)
	var v invitation
	if err := d.store.View(ctx, func(tx store.Tx) (err error) {
		v, err = d.invited(tx, key)
		return err
	}); err != nil {
		return Joining{}, err
	}
	a := roll.Account(v.Account)
	if a == nil || a.Closed {
		return Joining{}, errInvitation
	}
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
	roll, err := d.roll(ctx)
	if err != nil {
		return "", Session{}, err
	}
	if a := roll.Account(v.Account); a == nil || !a.Joined {
		if err := join(ctx, v.Account); err != nil {
			return "", Session{}, err
		}
	}
	if err := d.End(ctx, v.Account, ""); err != nil {
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
		if err := d.withdraw(tx, v.Account); err != nil {
			return err
		}
		name := d.named(v.Account)
		if err := d.put(tx, bucketCredential, name, credential{v.Hash, v.Code, step}); err != nil {
			return err
		}
		if err := tx.Delete(bucketTries, name); err != nil {
			return err
		}
		s = d.begin(v.Account, id, device)
		return d.keep(tx, skey, s)
	})
	return text, s, err
}
