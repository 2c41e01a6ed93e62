package session

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A Passkey is one passkey of an account, as its owner is shown it.
type Passkey struct {
	ID     string    // by which it is taken away
	Name   string    // what the owner calls it
	Synced bool      // whether its maker may copy it to other devices of the owner
	Made   time.Time // when it was registered
	Used   time.Time // when it last signed
}

// A passkey is what is kept of one. None of it is a secret of its owner's: the private key never leaves the authenticator.
type passkey struct {
	Account string    `json:"account"`
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Cred    []byte    `json:"cred"` // the authenticator's name for it
	Key     []byte    `json:"key"`  // public, as COSE
	Count   uint32    `json:"count"`
	Synced  bool      `json:"synced,omitempty"`
	Made    time.Time `json:"made"`
	Used    time.Time `json:"used"`
}

// mostAnswer is how many bytes a browser's answer may have, and mostCred how many an authenticator's name for a passkey.
const (
	mostAnswer = 16 << 10
	mostCred   = 1023
)

// errPasskey is the one answer to a passkey that is not taken.
var errPasskey = refuse("the passkey was not taken: it is not known here, the answer came too late or a second time, or it was given for another thing; begin again")

// kinds are the keys that are taken, and for each its number in COSE (RFC 9053; RFC 8812).
var kinds = []KeyKind{{"public-key", int(webauthncose.AlgES256)}, {"public-key", int(webauthncose.AlgEdDSA)}, {"public-key", int(webauthncose.AlgRS256)}}

// errLast answers who would take away the last way in.
var errLast = fault.Errorf(fault.Conflict, "this is the last way in to the account; add another first, or ask an administrator for an invitation")

// credKey is the key under which a passkey is kept.
func (d *Desk) credKey(cred []byte) string {
	b := d.index.Blind("passkey\x00" + string(cred))
	return hex.EncodeToString(b[:])
}

// handleOf is an account's name to authenticators. It says nothing of who that is.
func (d *Desk) handleOf(account string) []byte {
	b := d.index.Blind("user\x00" + account)
	return b[:]
}

// passkeys returns the passkeys of an account, the oldest first, and their keys.
func (d *Desk) passkeys(tx store.Tx, account string) (list []passkey, keys []string, err error) {
	places, err := tx.Scan(bucketPasskeys, d.named(account)+"/", "", 2*d.policy.Number("passkeys-most"))
	if err != nil {
		return nil, nil, err
	}
	for _, c := range places {
		var p passkey
		ok, err := d.get(tx, bucketPasskey, string(c.Value), &p)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b passkey) int { return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(a.ID, b.ID)) })
	for _, p := range list {
		keys = append(keys, d.credKey(p.Cred))
	}
	return list, keys, nil
}

// Passkeys returns the passkeys of an account, the oldest first.
func (d *Desk) Passkeys(ctx context.Context, account string) (out []Passkey, err error) {
	err = d.store.View(ctx, func(tx store.Tx) error {
		list, _, err := d.passkeys(tx, account)
		out = nil
		for _, p := range list {
			out = append(out, p.shown())
		}
		return err
	})
	return out, err
}

func (p passkey) shown() Passkey { return Passkey{p.ID, p.Name, p.Synced, p.Made, p.Used} }

// DigestRemove names the act of taking a passkey away, for which presence is proved.
func DigestRemove(id string) string { return DigestAct("", []byte("affiant remove passkey\n"+id)) }

// RemovePasskey takes a passkey away of the account that is signed in, presence proved for DigestRemove, and ends the sessions that it opened. Whoever has only
// come by an open session takes no way in from its owner. The last way in stays.
func (d *Desk) RemovePasskey(ctx context.Context, s Session, proof, id string) error {
	if _, err := d.Spend(ctx, s, proof, DigestRemove(id)); err != nil {
		return err
	}
	account := s.Account
	err := d.store.Update(ctx, func(tx store.Tx) error {
		list, keys, err := d.passkeys(tx, account)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list, func(p passkey) bool { return p.ID == id })
		if at < 0 {
			return fault.Errorf(fault.NotFound, "there is no passkey %q of yours", id)
		}
		var c credential
		password, err := d.get(tx, bucketCredential, d.named(account), &c)
		if err != nil {
			return err
		}
		linked, err := tx.Get(bucketVouches, d.named(account))
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		if len(list) == 1 && !password && len(linked) == 0 {
			return errLast
		}
		if err := d.drop(tx, list[at], keys[at]); err != nil {
			return err
		}
		return d.each(tx, account, func(place, key string, s Session) error {
			if s.Way != wayPasskey+id {
				return nil
			}
			return d.close(tx, place, key)
		})
	})
	return d.said(ctx, err, account, SaidPasskeyRemoved, id)
}

func (d *Desk) drop(tx store.Tx, p passkey, key string) error {
	if err := tx.Delete(bucketPasskey, key); err != nil {
		return err
	}
	return tx.Delete(bucketPasskeys, d.named(p.Account)+"/"+p.ID)
}

// forget takes away all that an account signs in with.
func (d *Desk) forget(tx store.Tx, account string) error {
	list, keys, err := d.passkeys(tx, account)
	if err != nil {
		return err
	}
	for i, p := range list {
		if err := d.drop(tx, p, keys[i]); err != nil {
			return err
		}
	}
	if err := d.unlink(tx, account); err != nil {
		return err
	}
	return tx.Delete(bucketCredential, d.named(account))
}

// validName holds the name of a passkey.
func validName(name string) error {
	if strings.TrimSpace(name) == "" || len(name) > 100 {
		return fault.Errorf(fault.Input, "a passkey has a name of at most 100 bytes, to know it by in the list")
	}
	return nil
}

// created reads and holds a browser's answer to navigator.credentials.create (W3C Web Authentication Level 3, 7.1), as JSON. Of what make the
// authenticator is was not asked, and what is said of it is not looked at: nothing rests on it, and to check it one would have to ask others.
func (d *Desk) created(c challenge, answer []byte) (passkey, error) {
	if len(answer) > mostAnswer {
		return passkey{}, errPasskey
	}
	p, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return passkey{}, errPasskey
	}
	o := &p.Response.AttestationObject
	o.Format, o.AttStatement, o.SubStatements = string(protocol.AttestationFormatNone), nil, nil
	var params []protocol.CredentialParameter
	for _, k := range kinds {
		params = append(params, protocol.CredentialParameter{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.COSEAlgorithmIdentifier(k.Alg)})
	}
	_, err = p.Verify(base64url(c.Challenge), d.site.ID, []string{d.site.Origin}, nil, nil, protocol.TopOriginExplicitVerificationMode, false, true, true, nil, params,
		protocol.AttestationPolicy{}, protocol.SignaturePolicy{})
	cred, key := o.AuthData.AttData.CredentialID, o.AuthData.AttData.CredentialPublicKey
	if err != nil || len(cred) == 0 || len(cred) > mostCred {
		return passkey{}, errPasskey
	}
	if _, err := webauthncose.ParsePublicKey(key); err != nil {
		return passkey{}, errPasskey
	}
	id, err := d.handle()
	now := d.now().UTC()
	return passkey{Account: c.Account, ID: id, Name: c.Name, Cred: cred, Key: key, Count: o.AuthData.Counter, Synced: o.AuthData.Flags.HasBackupEligible(), Made: now, Used: now}, err
}

// register keeps a passkey that was made.
func (d *Desk) register(tx store.Tx, p passkey) error {
	list, _, err := d.passkeys(tx, p.Account)
	if err != nil {
		return err
	}
	if most := d.policy.Number("passkeys-most"); len(list) >= most {
		return fault.Errorf(fault.Conflict, "the account has %d passkeys; take one away first", most)
	}
	key := d.credKey(p.Cred)
	if known, err := d.get(tx, bucketPasskey, key, &passkey{}); err != nil || known {
		return cmp.Or(err, errPasskey)
	}
	if err := tx.Put(bucketPasskeys, d.named(p.Account)+"/"+p.ID, []byte(key)); err != nil {
		return err
	}
	return d.put(tx, bucketPasskey, key, p)
}

// signed reads and holds a browser's answer to navigator.credentials.get (W3C Web Authentication Level 3, 7.2), as JSON, and runs then, in the
// transaction that notes the count of signatures, if it is good. A count that does not rise is that of a copy, and is refused.
func (d *Desk) signed(ctx context.Context, c challenge, answer []byte, then func(store.Tx, passkey) error) error {
	if len(answer) > mostAnswer {
		return errPasskey
	}
	a, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil || len(a.RawID) > mostCred {
		return errPasskey
	}
	key := d.credKey(a.RawID)
	var p passkey
	var known bool
	if err := d.store.View(ctx, func(tx store.Tx) (err error) {
		p = passkey{}
		known, err = d.get(tx, bucketPasskey, key, &p)
		return err
	}); err != nil {
		return err
	}
	if !known || c.Account != "" && c.Account != p.Account {
		return errPasskey
	}
	no := tried(errPasskey, p.Account)
	if !d.by(p, c, a) {
		return no
	}
	acc, err := d.account(ctx, p.Account)
	if err != nil {
		return err
	}
	if acc == nil {
		return no
	}
	count := a.Response.AuthenticatorData.Counter
	var answered error
	err = d.store.Update(ctx, func(tx store.Tx) error {
		answered = nil
		var is passkey // it may have signed meanwhile, or been taken away
		ok, err := d.get(tx, bucketPasskey, key, &is)
		if err != nil {
			return err
		}
		if !ok || is.ID != p.ID || (is.Count > 0 || count > 0) && count <= is.Count {
			answered = no
			return nil
		}
		is.Count, is.Used = count, d.now().UTC()
		if err := d.put(tx, bucketPasskey, key, is); err != nil {
			return err
		}
		return then(tx, is)
	})
	return cmp.Or(err, answered)
}

// by reports whether a passkey signed this answer to a challenge, for this site, its owner present and verified.
func (d *Desk) by(p passkey, c challenge, a *protocol.ParsedCredentialAssertionData) bool {
	// The authenticator names the account it signs for: always where it was not told which passkeys there are.
	if h := a.Response.UserHandle; (len(h) > 0 || c.Account == "") && !bytes.Equal(h, d.handleOf(p.Account)) {
		return false
	}
	err := a.Verify(base64url(c.Challenge), d.site.ID, "", []string{d.site.Origin}, nil, nil, protocol.TopOriginExplicitVerificationMode, false, true, true, p.Key, protocol.SignaturePolicy{})
	flags := a.Response.AuthenticatorData.Flags
	return err == nil && flags.HasBackupEligible() == p.Synced && (p.Synced || !flags.HasBackupState())
}

// tried says of a refusal whose way in was tried.
func tried(err error, account string) error {
	var r *Refused
	if !errors.As(err, &r) {
		return err
	}
	return fault.Errorf(fault.Denied, "%w", &Refused{Why: r.Why, Account: account})
}
