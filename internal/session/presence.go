package session

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A presence is a proof that someone was there just now, and meant one act.
type presence struct {
	Account string    `json:"account"`
	Session string    `json:"session"`
	Digest  string    `json:"digest"`
	How     string    `json:"how"` // it was proved
	Until   time.Time `json:"until"`
}

// DigestAct names an act by its matter and the very bytes in which it is asked for. A proof of presence is given for this name.
func DigestAct(matter string, body []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "affiant act v1\n%d %s\n", len(matter), matter)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// errToken answers a token that would prove presence.
var errToken = fault.Errorf(fault.Denied, "a token proves no one's presence; sign in")

// Prove takes the password and a new code of whoever is signed in as a proof of presence for the act of this digest, and returns the
// secret to be shown with it. It is good once, for a short time, in that session, and for that act.
func (d *Desk) Prove(ctx context.Context, s Session, digest, password, code string) (secret string, until time.Time, err error) {
	if s.Token {
		return "", until, errToken
	}
	act, err := hexDigest(digest)
	if err != nil {
		return "", until, err
	}
	secret, key, err := d.secret(prefixProof)
	if err != nil {
		return "", until, err
	}
	err = d.check(ctx, atProof, s.Account, password, code, func(tx store.Tx) error {
		until = d.now().UTC().Add(d.policy.seconds("proof-seconds"))
		return d.put(tx, bucketProof, key, presence{s.Account, s.ID, hex.EncodeToString(act[:]), "password and code", until})
	})
	if err != nil {
		return "", time.Time{}, err
	}
	return secret, until, nil
}

// Spend uses a proof up for the act of this digest, and says for the record how presence was proved: by password and code, or by which passkey
// and with which nonce. A *Refused says that it is none, was used, is over, or was given for another act.
func (d *Desk) Spend(ctx context.Context, s Session, secret, digest string) (how string, err error) {
	bad := refuse("the proof of presence is none, was used, is over, or was given for another act; prove your presence again, for this one")
	if !shaped(secret, prefixProof) || s.Token {
		return "", bad
	}
	key := hashOf(secret)
	var p presence
	good := false
	err = d.store.Update(ctx, func(tx store.Tx) error {
		good, p = false, presence{}
		ok, err := d.get(tx, bucketProof, key, &p)
		if err != nil || !ok {
			return err
		}
		good = p.Account == s.Account && p.Session == s.ID && d.now().Before(p.Until) && subtle.ConstantTimeCompare([]byte(p.Digest), []byte(digest)) == 1
		return tx.Delete(bucketProof, key)
	})
	if err == nil && !good {
		err = bad
	}
	if err != nil {
		return "", err
	}
	return p.How + " for " + digest, nil
}
