package session

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A Scope is what a session or a token may be used for. Access says what its account may do; a scope only takes away from that.
type Scope string

// The scopes. A session has all.
const (
	Read  Scope = "read"  // read matters, lists, proofs
	Act   Scope = "act"   // act in matters, where no fresh proof of presence is asked for
	Roll  Scope = "roll"  // keep the roll
	Trail Scope = "trail" // read the trail
	Self  Scope = "self"  // sessions, tokens and proofs of the account itself; no token has it
)

// Scopes lists the scopes that a token may have.
func Scopes() []Scope { return []Scope{Read, Act, Roll, Trail} }

// A Session is one way in that an account has open: a session of a person, or a token for a program.
type Session struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Token   bool      `json:"token,omitempty"`
	Device  string    `json:"device,omitempty"` // what the person calls it
	Scopes  []Scope   `json:"scopes,omitempty"` // of a token
	Way     string    `json:"way,omitempty"`    // how one came in: password, passkey and its id, or identity provider
	Made    time.Time `json:"made"`
	Used    time.Time `json:"used"` // to the minute
	Until   time.Time `json:"until"`
	Locked  bool      `json:"locked,omitempty"` // until its owner shows again who that is
}

// May reports whether it may be used for something.
func (s Session) May(x Scope) bool { return !s.Token || slices.Contains(s.Scopes, x) }

// mostOpen is how many sessions and tokens an account may have open.
const mostOpen = 50

// The ways in.
const (
	wayPassword = "password"
	wayPasskey  = "passkey " // and its id
	wayVoucher  = "identity provider"
)

func (d *Desk) begin(account, id, device, way string) Session {
	now := d.now().UTC()
	return Session{ID: id, Account: account, Device: device, Way: way, Made: now, Used: now, Until: now.Add(d.policy.hours("session-hours"))}
}

// handle draws a public name for a session.
func (d *Desk) handle() (string, error) {
	var lot [8]byte
	err := d.draw(lot[:])
	return hex.EncodeToString(lot[:]), err
}

// keep keeps a session under its key, and ends those that were open before if there were too many.
func (d *Desk) keep(tx store.Tx, key string, s Session) error {
	if !s.Token {
		if err := d.yield(tx, s.Account); err != nil {
			return err
		}
	}
	open, err := tx.Scan(bucketSessions, d.named(s.Account)+"/", "", mostOpen)
	if err != nil {
		return err
	}
	if len(open) == mostOpen {
		return fault.Errorf(fault.Conflict, "the account has %d sessions and tokens; end one first", mostOpen)
	}
	if err := tx.Put(bucketSessions, d.named(s.Account)+"/"+s.ID, []byte(key)); err != nil {
		return err
	}
	return d.put(tx, bucketSession, key, s)
}

// IssueToken makes a token of the account that is signed in, presence proved for the request of this digest, and returns its secret. Only a person's
// session makes one; and whoever has taken a session over, and does not know what its owner signs in with, makes none that outlives it.
func (d *Desk) IssueToken(ctx context.Context, by Session, proof, digest, device string, scopes []Scope, life time.Duration) (secret string, s Session, err error) {
	most := time.Duration(d.policy.Number("token-days")) * 24 * time.Hour
	switch {
	case by.Token:
		return "", s, fault.Errorf(fault.Denied, "a token makes no token")
	case strings.TrimSpace(device) == "":
		return "", s, fault.Errorf(fault.Input, "a token has a name, to know it by in the list")
	case len(scopes) == 0 || slices.ContainsFunc(scopes, func(x Scope) bool { return !slices.Contains(Scopes(), x) }):
		return "", s, fault.Errorf(fault.Input, "a token has scopes, of read, act, roll and trail")
	case life <= 0 || life > most:
		return "", s, fault.Errorf(fault.Input, "a token lives at most %d days", d.policy.Number("token-days"))
	}
	if err := validDevice(device); err != nil {
		return "", s, err
	}
	if _, err := d.Spend(ctx, by, proof, digest); err != nil {
		return "", s, err
	}
	secret, key, err := d.secret(prefixToken)
	if err != nil {
		return "", s, err
	}
	id, err := d.handle()
	if err != nil {
		return "", s, err
	}
	s = d.begin(by.Account, id, device, "")
	s.Token, s.Scopes, s.Until = true, slices.Compact(slices.Sorted(slices.Values(scopes))), s.Made.Add(life)
	err = d.store.Update(ctx, func(tx store.Tx) error { return d.keep(tx, key, s) })
	return secret, s, d.said(ctx, err, s.Account, SaidTokenMade, s.ID)
}

// errOut is the one answer to a secret that opens nothing.
var errOut = refuse("you are not signed in; sign in first")

// Find returns the session or token of a secret; a *Refused, if there is none, it has ended, it is locked, or its account may not sign in.
func (d *Desk) Find(ctx context.Context, secret string) (Session, error) {
	if !shaped(secret, prefixSession) && !shaped(secret, prefixToken) {
		return Session{}, errOut
	}
	key := hashOf(secret)
	s, err := d.open(ctx, key)
	if err != nil {
		return Session{}, err
	}
	if d.locked(s) {
		return Session{}, errLocked
	}
	now := d.now().UTC()
	if now.Sub(s.Used) < time.Minute {
		return s, nil
	}
	err = d.store.Update(ctx, func(tx store.Tx) error {
		var is Session
		if ok, err := d.get(tx, bucketSession, key, &is); err != nil || !ok || d.locked(is) { // it was ended or locked meanwhile, and stays so
			return err
		}
		is.Used = now
		return d.put(tx, bucketSession, key, is)
	})
	return s, err
}

// open returns the session or token of a key, be it locked or not.
func (d *Desk) open(ctx context.Context, key string) (s Session, err error) {
	var ok bool
	if err := d.store.View(ctx, func(tx store.Tx) (err error) {
		s = Session{}
		ok, err = d.get(tx, bucketSession, key, &s)
		return err
	}); err != nil {
		return Session{}, err
	}
	if !ok || !d.live(s, d.now()) {
		return Session{}, errOut
	}
	acc, err := d.account(ctx, s.Account)
	if err != nil {
		return Session{}, err
	}
	if acc == nil {
		return Session{}, errOut
	}
	return s, nil
}

// live reports whether a session has not ended. It may be locked.
func (d *Desk) live(s Session, now time.Time) bool { return now.Before(s.Until) }

// Open returns the sessions and tokens that an account has open, in order of id.
func (d *Desk) Open(ctx context.Context, account string) ([]Session, error) {
	var list []Session
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		return d.each(tx, account, func(_, _ string, s Session) error {
			if d.live(s, d.now()) {
				s.Locked = d.locked(s)
				list = append(list, s)
			}
			return nil
		})
	})
	return list, err
}

// each calls fn with the sessions of an account: the key of its place in the list, that of the session, and the session.
func (d *Desk) each(tx store.Tx, account string, fn func(place, key string, s Session) error) error {
	cells, err := tx.Scan(bucketSessions, d.named(account)+"/", "", 2*mostOpen)
	if err != nil {
		return err
	}
	for _, c := range cells {
		var s Session
		if _, err := d.get(tx, bucketSession, string(c.Value), &s); err != nil {
			return err
		}
		if err := fn(c.Key, string(c.Value), s); err != nil {
			return err
		}
	}
	return nil
}

// End ends a session or token of an account; all of them, if id is "".
func (d *Desk) End(ctx context.Context, account, id string) error {
	found := false
	err := d.store.Update(ctx, func(tx store.Tx) error {
		found = false
		return d.each(tx, account, func(place, key string, s Session) error {
			if id != "" && s.ID != id {
				return nil
			}
			found = true
			return d.close(tx, place, key)
		})
	})
	if err == nil && !found && id != "" {
		return fault.Errorf(fault.NotFound, "there is no session or token %q of yours", id)
	}
	if id == "" {
		return err // what that comes with is noted
	}
	return d.said(ctx, err, account, SaidEnded, id)
}

// EndOthers ends the sessions of an account but this one, and its tokens too unless they are kept: whoever fears that another was signed in ends
// all that the other may have made.
func (d *Desk) EndOthers(ctx context.Context, this Session, keepTokens bool) error {
	err := d.store.Update(ctx, func(tx store.Tx) error {
		return d.each(tx, this.Account, func(place, key string, s Session) error {
			if s.ID == this.ID || s.Token && keepTokens {
				return nil
			}
			return d.close(tx, place, key)
		})
	})
	which := "and tokens"
	if keepTokens {
		which = "tokens kept"
	}
	return d.said(ctx, err, this.Account, SaidOthersEnded, which)
}

func (d *Desk) close(tx store.Tx, place, key string) error {
	if err := tx.Delete(bucketSession, key); err != nil {
		return err
	}
	return tx.Delete(bucketSessions, place)
}
