package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// createOptions are what a browser is asked for, for a passkey of an account.
func (d *Desk) createOptions(ctx context.Context, c challenge) (CreateOptions, error) {
	roll, err := d.roll(ctx)
	if err != nil {
		return CreateOptions{}, err
	}
	o := CreateOptions{RP: RelyingParty{d.site.ID, roll.Station}, User: PasskeyUser{base64url(d.handleOf(c.Account)), c.Account, c.Account}, Challenge: base64url(c.Challenge),
		Params: kinds, Timeout: d.policy.Number("challenge-seconds") * 1000, Exclude: []KeyName{}, Selection: Selection{"required", true, "required"}, Attestation: "none"}
	if a := roll.Account(c.Account); a != nil {
		o.User.DisplayName = a.Name
	}
	o.Exclude, err = d.keyNames(ctx, c.Account)
	return o, err
}

func (d *Desk) getOptions(c challenge) GetOptions {
	return GetOptions{Challenge: base64url(c.Challenge), Timeout: d.policy.Number("challenge-seconds") * 1000, RPID: d.site.ID, Allow: []KeyName{}, Verify: "required"}
}

// keyNames names the passkeys of an account to a browser.
func (d *Desk) keyNames(ctx context.Context, account string) (names []KeyName, err error) {
	err = d.store.View(ctx, func(tx store.Tx) error {
		list, _, err := d.passkeys(tx, account)
		names = []KeyName{}
		for _, p := range list {
			names = append(names, KeyName{"public-key", base64url(p.Cred)})
		}
		return err
	})
	return names, err
}

// DigestAdd names the act of adding a passkey of a name. A proof of presence has to be given for it: a session that was taken over makes itself
// no way in that stays.
func DigestAdd(name string) string { return DigestAct("", []byte("affiant add passkey\n"+name)) }

// BeginAdd begins to add a passkey to the account that is signed in, presence proved for DigestAdd of its name. It returns the secret by which
// the browser's answer is taken.
func (d *Desk) BeginAdd(ctx context.Context, s Session, proof, name string) (secret string, o CreateOptions, err error) {
	if err := validName(name); err != nil {
		return "", o, err
	}
	if _, err := d.Spend(ctx, s, proof, DigestAdd(name)); err != nil {
		return "", o, err
	}
	secret, c, err := d.ask(ctx, challenge{For: toAdd, Account: s.Account, Session: s.ID, Name: name})
	if err != nil {
		return "", o, err
	}
	o, err = d.createOptions(ctx, c)
	return secret, o, err
}

// Add ends adding a passkey, with the browser's answer in JSON.
func (d *Desk) Add(ctx context.Context, s Session, secret string, answer []byte) (Passkey, error) {
	c, err := d.answered(ctx, secret, toAdd, s)
	if err != nil {
		return Passkey{}, err
	}
	p, err := d.created(c, answer)
	if err != nil {
		return Passkey{}, err
	}
	err = d.store.Update(ctx, func(tx store.Tx) error { return d.register(tx, p) })
	return p.shown(), d.said(ctx, err, s.Account, SaidPasskeyAdded, p.ID)
}

// BeginSignIn begins a sign-in by passkey. No account is named: the authenticator knows it.
func (d *Desk) BeginSignIn(ctx context.Context) (secret string, o GetOptions, err error) {
	secret, c, err := d.ask(ctx, challenge{For: toSignIn})
	if err != nil {
		return "", o, err
	}
	return secret, d.getOptions(c), nil
}

// SignInByPasskey begins a session of the account whose passkey answered, and returns its secret. What is guessed wrong of a password does not
// lock this way in: a passkey cannot be guessed.
func (d *Desk) SignInByPasskey(ctx context.Context, challenge string, answer []byte, device string) (secret string, s Session, err error) {
	if err := validDevice(device); err != nil {
		return "", s, err
	}
	c, err := d.answered(ctx, challenge, toSignIn, Session{})
	if err != nil {
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
	err = d.signed(ctx, c, answer, func(tx store.Tx, p passkey) error {
		s = d.begin(p.Account, id, device, wayPasskey+p.ID)
		return d.keep(tx, key, s)
	})
	if err != nil {
		return "", Session{}, err
	}
	return secret, s, nil
}

// BeginProof begins a proof of presence by passkey for the act of this digest: the challenge that is to be signed is made of the digest
// (ChallengeOf).
func (d *Desk) BeginProof(ctx context.Context, s Session, digest string) (secret string, o GetOptions, err error) {
	if s.Token {
		return "", o, errToken
	}
	act, err := hexDigest(digest)
	if err != nil {
		return "", o, err
	}
	allow, err := d.keyNames(ctx, s.Account)
	if err == nil && len(allow) == 0 {
		err = fault.Errorf(fault.Conflict, "the account has no passkey; prove your presence by password and code")
	}
	if err != nil {
		return "", o, err
	}
	var nonce [sha256.Size]byte
	if err := d.draw(nonce[:]); err != nil {
		return "", o, err
	}
	sum := ChallengeOf(act, nonce)
	secret, c, err := d.ask(ctx, challenge{For: toProve, Account: s.Account, Session: s.ID, Digest: hex.EncodeToString(act[:]), Nonce: hex.EncodeToString(nonce[:]), Challenge: sum[:]})
	if err != nil {
		return "", o, err
	}
	o = d.getOptions(c)
	o.Allow = allow
	return secret, o, nil
}

// ProveByPasskey ends it, and returns the secret of the proof, as Prove does.
func (d *Desk) ProveByPasskey(ctx context.Context, s Session, challenge string, answer []byte) (secret string, until time.Time, err error) {
	if s.Token {
		return "", until, errToken
	}
	c, err := d.answered(ctx, challenge, toProve, s)
	if err != nil {
		return "", until, err
	}
	secret, key, err := d.secret(prefixProof)
	if err != nil {
		return "", until, err
	}
	err = d.signed(ctx, c, answer, func(tx store.Tx, p passkey) error {
		until = d.now().UTC().Add(d.policy.seconds("proof-seconds"))
		return d.put(tx, bucketProof, key, presence{s.Account, s.ID, c.Digest, "passkey " + p.ID + ", nonce " + c.Nonce, until})
	})
	if err != nil {
		return "", time.Time{}, err
	}
	return secret, until, nil
}

// BeginJoin begins to take an invitation up with a passkey alone, and returns with the secret for the answer the account that is invited.
func (d *Desk) BeginJoin(ctx context.Context, invitation, name string) (secret, account string, o CreateOptions, err error) {
	if err := validName(name); err != nil {
		return "", "", o, err
	}
	v, key, err := d.invitee(ctx, invitation)
	if err != nil {
		return "", "", o, err
	}
	secret, c, err := d.ask(ctx, challenge{For: toJoin, Account: v.Account, Invitation: key, Name: name})
	if err != nil {
		return "", "", o, err
	}
	o, err = d.createOptions(ctx, c)
	o.Exclude = []KeyName{} // what the account had is gone when this ends
	return secret, v.Account, o, err
}

// JoinByPasskey ends it, as Confirm does for a password.
func (d *Desk) JoinByPasskey(ctx context.Context, challenge string, answer []byte, device string, join func(ctx context.Context, account string) error) (string, Session, error) {
	if err := validDevice(device); err != nil {
		return "", Session{}, err
	}
	c, err := d.answered(ctx, challenge, toJoin, Session{})
	if err != nil {
		return "", Session{}, err
	}
	p, err := d.created(c, answer)
	if err != nil {
		return "", Session{}, err
	}
	if err := d.store.View(ctx, func(tx store.Tx) error { _, err := d.invited(tx, c.Invitation); return err }); err != nil {
		return "", Session{}, err
	}
	return d.takeUp(ctx, c.Invitation, c.Account, device, wayPasskey+p.ID, join, func(tx store.Tx) error { return d.register(tx, p) })
}
