package session

import (
	"context"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// wayMoot is the way in to a moot court.
const wayMoot = "moot"

// errNoMoot answers who would be let in by name alone where people sign in.
var errNoMoot = fault.Errorf(fault.Internal, "this desk is no moot court's: nobody is let in by name alone")

// Moot reports whether the desk is that of a moot court, which lets anyone in as anyone.
func (d *Desk) Moot() bool { return d.moot }

// Enter begins a session of an account for whoever asks, without a secret. Only the desk of a moot court does that.
func (d *Desk) Enter(ctx context.Context, account, device string) (secret string, s Session, err error) {
	if !d.moot {
		return "", s, errNoMoot
	}
	acc, err := d.account(ctx, account)
	if err != nil {
		return "", s, err
	}
	if acc == nil {
		return "", s, errWrong
	}
	secret, key, err := d.secret(prefixSession)
	if err != nil {
		return "", s, err
	}
	id, err := d.handle()
	if err != nil {
		return "", s, err
	}
	if err := d.End(ctx, account, ""); err != nil { // a visitor goes round and round
		return "", s, err
	}
	err = d.store.Update(ctx, func(tx store.Tx) error {
		s = d.begin(account, id, device, wayMoot)
		return d.keep(tx, key, s)
	})
	return secret, s, err
}

// ProveMoot stands for a proof of presence in a moot court, and says so for the record.
func (d *Desk) ProveMoot(s Session, digest string) (how string, err error) {
	if !d.moot {
		return "", errNoMoot
	}
	if s.Token {
		return "", errToken
	}
	return "none, in a moot court, for " + digest, nil
}
