// Package session turns a request into the person who made it: invitations, passkeys, passwords with a second factor, sessions, tokens,
// and fresh proofs of presence that are good for one act.
//
// What it keeps of a secret is a hash, and what it has to know again is sealed under a key of the station. It asks no clock and draws no
// lots but those it is given.
package session

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Desk is where people sign in. It is safe for use by several at once.
type Desk struct {
	store   store.Store
	key     entry.DataKey
	index   vault.Index
	now     func() time.Time
	policy  *Policy
	site    Site
	moot    bool
	roll    func(context.Context) (*people.Roll, error)
	note    func(ctx context.Context, account, what, which string) error
	hashing chan struct{}

	drawing sync.Mutex
	lots    io.Reader
}

// Options are what a desk is given of the world.
type Options struct {
	Store  store.Store
	Key    entry.DataKey // under which it seals; of the station, and for nothing else
	Lots   io.Reader
	Now    func() time.Time
	Policy *Policy // that which comes with the program, if nil
	Site   Site    // where browsers reach it; without one there are no passkeys
	Roll   func(context.Context) (*people.Roll, error)
	// Note enters a change of how someone signs in, in the trail: whose, what became of it (see the Said constants), and of which passkey, session or token. None, if nil.
	Note func(ctx context.Context, account, what, which string) error
	Moot bool // it is the desk of a moot court, in which nothing is real: anyone is let in as anyone
}

// mostHashing is how many passwords are hashed at once.
const mostHashing = 4

// New returns a desk.
func New(o Options) *Desk {
	d := &Desk{store: o.Store, key: o.Key, index: vault.NewIndex(o.Key), now: o.Now, policy: o.Policy, site: o.Site, moot: o.Moot, roll: o.Roll, note: o.Note, lots: o.Lots,
		hashing: make(chan struct{}, mostHashing)}
	if d.policy == nil {
		d.policy = Builtin()
	}
	return d
}

// TakesPasskeys reports whether there can be passkeys here: the station knows at which origin people reach it.
func (d *Desk) TakesPasskeys() bool { return d.site != (Site{}) }

// Policy returns what signing in has to keep here.
func (d *Desk) Policy() *Policy { return d.policy }

// The buckets of the desk's cells. Keys are hashes of secrets or blinded names of accounts; values are sealed.
const (
	bucketCredential = "desk-credential" // by account
	bucketTries      = "desk-tries"      // by account, or by a name that no account has
	bucketInvitation = "desk-invitation" // by hash of the secret
	bucketInvited    = "desk-invited"    // by account: the key of its invitation
	bucketSession    = "desk-session"    // by hash of the secret
	bucketSessions   = "desk-sessions"   // by account and id: the key of the session
	bucketProof      = "desk-proof"      // by hash of the secret
	bucketPasskey    = "desk-passkey"    // by the authenticator's name for it, blinded
	bucketPasskeys   = "desk-passkeys"   // by account and id: the key of the passkey
	bucketChallenge  = "desk-challenge"  // by hash of the secret
	bucketVouched    = "desk-vouched"    // by provider and its name for someone, blinded
	bucketVouches    = "desk-vouches"    // by account: the key of the link
)

// A Refused says that someone is not signed in, or not any more. It never says whether there is such an account.
type Refused struct {
	Why     string
	Account string // whose way in was tried, if that is known; for the trail, and not to be shown
	Locked  bool   // the session is there, and locked
}

// Error says why.
func (r *Refused) Error() string { return r.Why }

func refuse(why string) error { return fault.Errorf(fault.Denied, "%w", &Refused{Why: why}) }

// IsRefused reports whether an error is a *Refused.
func IsRefused(err error) bool {
	var r *Refused
	return errors.As(err, &r)
}

// errWrong is the one answer to a wrong account, password or code.
var errWrong = refuse("the account, the password or the code is wrong")

// The beginnings of secrets, so that one that was left lying about is known for what it is.
const (
	prefixInvitation = "affiant_i_"
	prefixSession    = "affiant_s_"
	prefixToken      = "affiant_t_"
	prefixProof      = "affiant_p_"
	prefixChallenge  = "affiant_c_"
)

// secret draws a secret of 32 bytes, and the key under which it is kept: its SHA-256.
func (d *Desk) secret(prefix string) (text, key string, err error) {
	var lot [32]byte
	if err := d.draw(lot[:]); err != nil {
		return "", "", err
	}
	text = prefix + base64.RawURLEncoding.EncodeToString(lot[:])
	return text, hashOf(text), nil
}

func hashOf(secret string) string {
	h := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(h[:])
}

// shaped reports whether a text could be a secret of a kind; nothing else is looked for.
func shaped(text, prefix string) bool {
	return strings.HasPrefix(text, prefix) && len(text) == len(prefix)+43
}

// named is the key under which an account's things are kept, so that a copy of the store does not tell who there is.
func (d *Desk) named(account string) string {
	b := d.index.Blind("account\x00" + account)
	return hex.EncodeToString(b[:])
}

func (d *Desk) draw(to []byte) error {
	d.drawing.Lock()
	defer d.drawing.Unlock()
	_, err := io.ReadFull(d.lots, to)
	return err
}

// put seals a value into a cell; it opens only as that cell.
func (d *Desk) put(tx store.Tx, bucket, key string, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	d.drawing.Lock()
	sealed, err := vault.SealField(d.key, bucket+"\x00"+key, d.lots, text)
	d.drawing.Unlock()
	if err != nil {
		return err
	}
	return tx.Put(bucket, key, sealed)
}

// get opens a cell into v, and reports whether it is there.
func (d *Desk) get(tx store.Tx, bucket, key string, v any) (bool, error) {
	sealed, err := tx.Get(bucket, key)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	text, err := vault.OpenField(d.key, bucket+"\x00"+key, sealed)
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(text, v)
}

// account returns an account that may sign in, or nil.
func (d *Desk) account(ctx context.Context, id string) (*people.Account, error) {
	roll, err := d.roll(ctx)
	if err != nil {
		return nil, err
	}
	a := roll.Account(id)
	if a == nil || a.Closed || !a.Joined {
		return nil, nil
	}
	return a, nil
}
