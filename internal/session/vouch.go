package session

import (
	"context"
	"crypto/subtle"
	"encoding/hex"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A Vouching is what an identity provider is asked with. State and nonce come back from it, the one with the browser, the other in what the
// provider signs; the verifier stays here.
type Vouching struct {
	State    string
	Nonce    string
	Verifier string
	c        challenge
}

// A vouched is the link of an account to someone at a provider.
type vouched struct {
	Account string `json:"account"`
	Issuer  string `json:"issuer"`
	Subject string `json:"subject"`
}

// errVouch is the one answer to someone who was vouched for, or not, and does not get in.
var errVouch = refuse("nobody was signed in: the identity provider did not vouch for anyone who has an account here, or the answer came too late or to another browser; begin again")

// ErrVouch answers that an identity provider did not vouch for anyone. Why is not for whoever signs in.
func ErrVouch() error { return errVouch }

// DigestLink names the act of linking an account to someone at an identity provider, for which presence is proved.
func DigestLink() string { return DigestAct("", []byte("affiant link voucher\n")) }

func (d *Desk) vouchKey(issuer, subject string) string {
	b := d.index.Blind("vouched\x00" + issuer + "\x00" + subject)
	return hex.EncodeToString(b[:])
}

// vouching draws what a provider is asked with, and keeps it.
func (d *Desk) vouching(ctx context.Context, c challenge) (secret string, v Vouching, err error) {
	var lots [3][32]byte
	for i := range lots {
		if err := d.draw(lots[i][:]); err != nil {
			return "", v, err
		}
	}
	c.State, c.Nonce, c.Verifier, c.Challenge = base64url(lots[0][:]), base64url(lots[1][:]), base64url(lots[2][:]), []byte{}
	secret, c, err = d.keepChallenge(ctx, c)
	return secret, Vouching{c.State, c.Nonce, c.Verifier, c}, err
}

// BeginVouched begins to sign someone in for whom a provider vouches. The secret stays with the browser that asks: with the state alone, which the
// provider and the address of the browser show, nobody gets in.
func (d *Desk) BeginVouched(ctx context.Context) (secret string, v Vouching, err error) {
	return d.vouching(ctx, challenge{For: toVouch})
}

// BeginJoinVouched begins to take an invitation up with someone for whom a provider vouches. An account that has nothing else signs in, and proves no
// presence: it swears to nothing and decides nothing.
func (d *Desk) BeginJoinVouched(ctx context.Context, invitation string) (secret string, v Vouching, err error) {
	i, key, err := d.invitee(ctx, invitation)
	if err != nil {
		return "", v, err
	}
	return d.vouching(ctx, challenge{For: toVouch, Account: i.Account, Invitation: key})
}

// BeginLink begins to link the account that is signed in, presence proved for DigestLink, to someone at a provider.
func (d *Desk) BeginLink(ctx context.Context, s Session, proof string) (secret string, v Vouching, err error) {
	if _, err := d.Spend(ctx, s, proof, DigestLink()); err != nil {
		return "", v, err
	}
	return d.vouching(ctx, challenge{For: toVouch, Account: s.Account, Session: s.ID})
}

// Returned takes up what a provider was asked with, when a browser comes back from it. What is returned goes to the provider's Redeem, and then to
// Vouched.
func (d *Desk) Returned(ctx context.Context, secret, state string) (Vouching, error) {
	c, err := d.take(ctx, secret)
	if err == nil && (c.For != toVouch || subtle.ConstantTimeCompare([]byte(c.State), []byte(state)) != 1) {
		err = errPasskey
	}
	if IsRefused(err) {
		err = errVouch
	}
	return Vouching{c.State, c.Nonce, c.Verifier, c}, err
}

// LinkVouched links the account that is signed in, as BeginLink began it in that session, to the person of that name at a provider.
func (d *Desk) LinkVouched(ctx context.Context, s Session, v Vouching, issuer, subject string) error {
	if v.c.Session == "" || v.c.Session != s.ID || v.c.Account != s.Account {
		return errVouch
	}
	err := d.store.Update(ctx, func(tx store.Tx) error {
		return d.link(tx, d.vouchKey(issuer, subject), vouched{s.Account, issuer, subject})
	})
	return d.said(ctx, err, s.Account, SaidLinked, "")
}

// Vouched signs in, or takes up the invitation, as was begun, the person of that name at a provider.
func (d *Desk) Vouched(ctx context.Context, v Vouching, issuer, subject, device string, join func(ctx context.Context, account string) error) (secret string, s Session, err error) {
	if err := validDevice(device); err != nil {
		return "", s, err
	}
	key := d.vouchKey(issuer, subject)
	switch c := v.c; {
	case c.Session != "":
		return "", s, errVouch // a link was begun, and no sign-in
	case c.Invitation != "":
		if err := d.store.View(ctx, func(tx store.Tx) error { _, err := d.invited(tx, c.Invitation); return err }); err != nil {
			return "", s, err
		}
		return d.takeUp(ctx, c.Invitation, c.Account, device, wayVoucher, join,
			func(tx store.Tx) error { return d.link(tx, key, vouched{c.Account, issuer, subject}) })
	}
	secret, skey, err := d.secret(prefixSession)
	if err != nil {
		return "", s, err
	}
	id, err := d.handle()
	if err != nil {
		return "", s, err
	}
	var is vouched
	var ok bool
	if err := d.store.View(ctx, func(tx store.Tx) (err error) { ok, err = d.get(tx, bucketVouched, key, &is); return err }); err != nil {
		return "", s, err
	}
	if !ok {
		return "", s, errVouch
	}
	acc, err := d.account(ctx, is.Account)
	if err != nil {
		return "", s, err
	}
	if acc == nil {
		return "", s, tried(errVouch, is.Account)
	}
	err = d.store.Update(ctx, func(tx store.Tx) error {
		var again vouched // the link may be gone meanwhile
		if ok, err := d.get(tx, bucketVouched, key, &again); err != nil || !ok || again != is {
			if err == nil {
				err = errVouch
			}
			return err
		}
		s = d.begin(is.Account, id, device, wayVoucher)
		return d.keep(tx, skey, s)
	})
	if err != nil {
		return "", Session{}, err
	}
	return secret, s, nil
}

// link links an account to someone at a provider, in place of whoever it was linked to. Nobody is linked to two.
func (d *Desk) link(tx store.Tx, key string, v vouched) error {
	var is vouched
	ok, err := d.get(tx, bucketVouched, key, &is)
	if err != nil {
		return err
	}
	if ok && is.Account != v.Account {
		return errVouch
	}
	if err := d.unlink(tx, v.Account); err != nil {
		return err
	}
	if err := tx.Put(bucketVouches, d.named(v.Account), []byte(key)); err != nil {
		return err
	}
	return d.put(tx, bucketVouched, key, v)
}

// unlink takes the link of an account away, if it has one.
func (d *Desk) unlink(tx store.Tx, account string) error {
	key, err := tx.Get(bucketVouches, d.named(account))
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.Delete(bucketVouched, string(key)); err != nil {
		return err
	}
	return tx.Delete(bucketVouches, d.named(account))
}

// DigestUnlink names the act of taking the link of an account away, for which presence is proved.
func DigestUnlink() string { return DigestAct("", []byte("affiant unlink voucher\n")) }

// Unlink takes the link of the account away that is signed in, presence proved for DigestUnlink, and ends the sessions that it opened. The last way in
// stays.
func (d *Desk) Unlink(ctx context.Context, s Session, proof string) error {
	if _, err := d.Spend(ctx, s, proof, DigestUnlink()); err != nil {
		return err
	}
	account := s.Account
	err := d.store.Update(ctx, func(tx store.Tx) error {
		if _, err := tx.Get(bucketVouches, d.named(account)); err != nil {
			if fault.KindOf(err) == fault.NotFound {
				err = fault.Errorf(fault.NotFound, "the account is linked to no one at an identity provider")
			}
			return err
		}
		list, _, err := d.passkeys(tx, account)
		if err != nil {
			return err
		}
		password, err := d.get(tx, bucketCredential, d.named(account), &credential{})
		if err != nil {
			return err
		}
		if len(list) == 0 && !password {
			return errLast
		}
		if err := d.unlink(tx, account); err != nil {
			return err
		}
		return d.each(tx, account, func(place, key string, s Session) error {
			if s.Way != wayVoucher {
				return nil
			}
			return d.close(tx, place, key)
		})
	})
	return d.said(ctx, err, account, SaidUnlinked, "")
}

// Linked returns whom an account is linked to; empty for no one.
func (d *Desk) Linked(ctx context.Context, account string) (issuer, subject string, err error) {
	err = d.store.View(ctx, func(tx store.Tx) error {
		issuer, subject = "", ""
		key, err := tx.Get(bucketVouches, d.named(account))
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		var v vouched
		_, err = d.get(tx, bucketVouched, string(key), &v)
		issuer, subject = v.Issuer, v.Subject
		return err
	})
	return issuer, subject, err
}
