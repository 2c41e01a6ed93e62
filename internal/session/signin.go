package session

import (
	"context"
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A credential is what an account signs in with.
type credential struct {
	Hash string `json:"hash"` // of the password
	Code string `json:"code"` // the secret of the second factor
	Step int64  `json:"step"` // the last step of time whose code was used
}

// tries counts what went wrong in a row.
type tries struct {
	Count int       `json:"count"`
	Last  time.Time `json:"last"`
	Until time.Time `json:"until,omitzero"` // locked until then
}

func (d *Desk) fresh(t tries, now time.Time) tries {
	if !t.Until.IsZero() && !now.Before(t.Until) || now.Sub(t.Last) > 24*time.Hour {
		return tries{}
	}
	return t
}

// What is guessed at is counted apart: whoever fails at sign-in, without being signed in, does not lock the proofs of one who is.
const (
	atSignIn = ""
	atProof  = "/proof" // in a session: a proof of presence, or the way back into one that is locked
)

// check holds a password and a code against those of an account, and runs then, in the transaction that notes the code as used, if they
// are right. It answers an account that there is not in the same words, after the same work: it too is counted and locked.
func (d *Desk) check(ctx context.Context, at, account, password, code string, then func(store.Tx) error) error {
	if len(account) > 64 || len(password) > 4096 || len(code) > 16 {
		return errWrong
	}
	acc, err := d.account(ctx, account)
	if err != nil {
		return err
	}
	var c credential
	var known bool
	name := d.named(account)
	if err := d.store.View(ctx, func(tx store.Tx) error {
		known, err = d.get(tx, bucketCredential, name, &c)
		return err
	}); err != nil {
		return err
	}
	if !known {
		c = credential{Code: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}
	}
	right, err := d.matches(ctx, password, c.Hash)
	if err != nil {
		return err
	}
	var answer error
	var locked bool
	err = d.store.Update(ctx, func(tx store.Tx) error {
		now := d.now()
		var t tries
		locked = false
		if _, err := d.get(tx, bucketTries, name+at, &t); err != nil {
			return err
		}
		t = d.fresh(t, now)
		if now.Before(t.Until) {
			answer = refuse("too many tries; wait " + until(now, t.Until))
			return nil
		}
		if _, err := d.get(tx, bucketCredential, name, &c); err != nil { // another may have used the code meanwhile
			return err
		}
		step, timely := d.step(c.Code, code, c.Step, now)
		if !known || !right || !timely || acc == nil {
			t.Count, t.Last, answer = t.Count+1, now, errWrong
			if t.Count >= d.policy.Number("tries") {
				t.Until, locked = now.Add(d.policy.minutes("lock-minutes")), acc != nil // a name that no account has may be a password
			}
			return d.put(tx, bucketTries, name+at, t)
		}
		answer, c.Step = nil, step
		if err := d.put(tx, bucketCredential, name, c); err != nil {
			return err
		}
		if err := tx.Delete(bucketTries, name+at); err != nil {
			return err
		}
		return then(tx)
	})
	if err == nil && locked {
		err = d.said(ctx, nil, account, SaidAccountLocked, map[string]string{atSignIn: "at sign-in", atProof: "at a proof of presence"}[at])
	}
	if err != nil {
		return err
	}
	return answer
}

// until says how long it is to a moment, in whole minutes.
func until(now, then time.Time) string {
	if n := int(then.Sub(now).Round(time.Minute) / time.Minute); n > 1 {
		return fmt.Sprintf("%d minutes", n)
	}
	return "a minute"
}

// SignIn begins a session of an account, and returns its secret. The device is what the person calls it, to know it again in the list.
// The error is a *Refused, the same whether account, password or code is wrong, or the account is not there.
func (d *Desk) SignIn(ctx context.Context, account, password, code, device string) (secret string, s Session, err error) {
	if err := validDevice(device); err != nil {
		return "", s, err
	}
	secret, key, err := d.secret(prefixSession)
	if err != nil {
		return "", s, err
	}
	id, err := d.handle()
	if err != nil {
		return "", s, err
	}
	err = d.check(ctx, atSignIn, account, password, code, func(tx store.Tx) error {
		s = d.begin(account, id, device, wayPassword)
		return d.keep(tx, key, s)
	})
	if err != nil {
		return "", Session{}, err
	}
	return secret, s, nil
}

func validDevice(device string) error {
	if len(device) > 100 {
		return fault.Errorf(fault.Input, "the name of a device has at most 100 bytes")
	}
	return nil
}
