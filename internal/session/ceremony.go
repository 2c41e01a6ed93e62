package session

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A purpose is what a challenge was given for. An answer to it is taken for nothing else.
type purpose string

const (
	toJoin   purpose = "join"
	toAdd    purpose = "add"
	toSignIn purpose = "sign-in"
	toProve  purpose = "prove"
	toVouch  purpose = "vouch"
)

// A challenge is what a passkey was asked to sign. It is taken up once, be the answer good or not.
type challenge struct {
	For        purpose   `json:"for"`
	Account    string    `json:"account,omitempty"`    // who was asked; at sign-in, whoever answers
	Session    string    `json:"session,omitempty"`    // in which session
	Invitation string    `json:"invitation,omitempty"` // the key of the one that is taken up
	Name       string    `json:"name,omitempty"`       // of the passkey that is to be
	Digest     string    `json:"digest,omitempty"`     // of the act
	Nonce      string    `json:"nonce,omitempty"`      // drawn for this proof, or this asking
	State      string    `json:"state,omitempty"`      // comes back from a provider with the browser
	Verifier   string    `json:"verifier,omitempty"`   // goes to it only with the code
	Challenge  []byte    `json:"challenge"`
	Until      time.Time `json:"until"`
}

// ChallengeOf is what a passkey signs as a proof of presence: SHA-256 of the digest of the act and, after it, a nonce that was drawn for this proof.
// Whoever has both, as the record does, can compute it.
func ChallengeOf(digest, nonce [sha256.Size]byte) [sha256.Size]byte {
	return sha256.Sum256(append(digest[:], nonce[:]...))
}

// hexDigest reads a digest of 64 hexadecimal digits.
func hexDigest(text string) (d [sha256.Size]byte, err error) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != len(d) {
		return d, fault.Errorf(fault.Input, "the digest of an act has 64 hexadecimal digits")
	}
	return [sha256.Size]byte(b), nil
}

// ask keeps a challenge, drawn unless it is set, and returns the secret by which its answer is taken.
func (d *Desk) ask(ctx context.Context, c challenge) (secret string, _ challenge, err error) {
	if d.site == (Site{}) {
		return "", c, fault.Errorf(fault.Conflict, "there are no passkeys here: the station does not know at which origin people reach it (serve --origin)")
	}
	if c.Challenge == nil {
		c.Challenge = make([]byte, sha256.Size)
		if err := d.draw(c.Challenge); err != nil {
			return "", c, err
		}
	}
	return d.keepChallenge(ctx, c)
}

// keepChallenge keeps what was asked, until it is answered or over.
func (d *Desk) keepChallenge(ctx context.Context, c challenge) (secret string, _ challenge, err error) {
	c.Until = d.now().UTC().Add(d.policy.seconds("challenge-seconds"))
	secret, key, err := d.secret(prefixChallenge)
	if err != nil {
		return "", c, err
	}
	return secret, c, d.store.Update(ctx, func(tx store.Tx) error { return d.put(tx, bucketChallenge, key, c) })
}

// answered takes a challenge up. A *Refused says that it is none, was taken up, is over, or was given for another thing, to another or in another
// session.
func (d *Desk) answered(ctx context.Context, secret string, f purpose, s Session) (challenge, error) {
	c, err := d.take(ctx, secret)
	if err == nil && (c.For != f || c.Session != s.ID || c.Session != "" && c.Account != s.Account) {
		err = errPasskey
	}
	return c, err
}

// take takes a challenge up, whatever it was given for. It is there no more, be it over or not.
func (d *Desk) take(ctx context.Context, secret string) (challenge, error) {
	var c challenge
	if !shaped(secret, prefixChallenge) {
		return c, errPasskey
	}
	key := hashOf(secret)
	var ok bool
	err := d.store.Update(ctx, func(tx store.Tx) (err error) {
		c = challenge{}
		if ok, err = d.get(tx, bucketChallenge, key, &c); err != nil || !ok {
			return err
		}
		return tx.Delete(bucketChallenge, key)
	})
	if err == nil && (!ok || !d.now().Before(c.Until)) {
		err = errPasskey
	}
	return c, err
}

// base64url writes bytes as browsers do in JSON: base64url without padding.
func base64url(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// CreateOptions are what navigator.credentials.create is asked for, in JSON (W3C Web Authentication Level 3, 5.4).
type CreateOptions struct {
	RP          RelyingParty `json:"rp" doc:"the station"`
	User        PasskeyUser  `json:"user" doc:"the account"`
	Challenge   string       `json:"challenge" doc:"what is to be signed, in base64url"`
	Params      []KeyKind    `json:"pubKeyCredParams" doc:"the kinds of keys that are taken, the best first"`
	Timeout     int          `json:"timeout" doc:"in milliseconds"`
	Exclude     []KeyName    `json:"excludeCredentials" doc:"the passkeys that the account has"`
	Selection   Selection    `json:"authenticatorSelection" doc:"what the authenticator has to do"`
	Attestation string       `json:"attestation" doc:"none: it is not asked of what make it is"`
}

// A RelyingParty is the station as an authenticator knows it.
type RelyingParty struct {
	ID   string `json:"id" doc:"its host"`
	Name string `json:"name" doc:"what it is called"`
}

// A PasskeyUser is an account as an authenticator knows it.
type PasskeyUser struct {
	ID          string `json:"id" doc:"in base64url; it says nothing of who that is"`
	Name        string `json:"name" doc:"the account"`
	DisplayName string `json:"displayName" doc:"the person"`
}

// A KeyKind is a kind of key.
type KeyKind struct {
	Type string `json:"type" doc:"public-key"`
	Alg  int    `json:"alg" doc:"its number in COSE: -7, ECDSA on P-256; -8, Ed25519; -257, RSA"`
}

// A KeyName names a passkey to a browser.
type KeyName struct {
	Type string `json:"type" doc:"public-key"`
	ID   string `json:"id" doc:"in base64url"`
}

// A Selection is what an authenticator has to do.
type Selection struct {
	ResidentKey string `json:"residentKey" doc:"required: it knows the account, and no name has to be typed"`
	RequireKey  bool   `json:"requireResidentKey" doc:"the same, for older browsers"`
	Verify      string `json:"userVerification" doc:"required: it makes sure by finger, face or PIN whose hand it is"`
}

// GetOptions are what navigator.credentials.get is asked for, in JSON (W3C Web Authentication Level 3, 5.5).
type GetOptions struct {
	Challenge string    `json:"challenge" doc:"what is to be signed, in base64url"`
	Timeout   int       `json:"timeout" doc:"in milliseconds"`
	RPID      string    `json:"rpId" doc:"the station's host"`
	Allow     []KeyName `json:"allowCredentials" doc:"the passkeys that are taken; any, if empty"`
	Verify    string    `json:"userVerification" doc:"required"`
}
