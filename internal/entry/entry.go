// Package entry is one entry of the docket as it lies at rest: sealed, so that nothing in it can be read without its key,
// and covered, so that what it is and what it follows can be proved when the key has long been destroyed.
//
// It knows nothing of matters or events: what is sealed is bytes. It reads no clock and draws no lots; times, keys and
// nonces are handed in.
package entry

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Hash is a SHA-256.
type Hash [sha256.Size]byte

// String returns the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Short returns the first twelve digits, enough for a person to tell two apart.
func (h Hash) Short() string { return h.String()[:12] }

// A Stream names one append-only list of entries: 32 hexadecimal digits drawn by lot, which say nothing of the matter.
type Stream string

// NewStream makes a stream's name of 16 bytes drawn by lot.
func NewStream(lot [16]byte) Stream { return Stream(hex.EncodeToString(lot[:])) }

// Check returns an error of kind Input unless s is 32 digits of lower hexadecimal.
func (s Stream) Check() error {
	if len(s) != 32 || !isHex(string(s)) {
		return fault.Errorf(fault.Input, "%q names no stream; expected 32 hexadecimal digits", clip(string(s)))
	}
	return nil
}

// A Cover is all of an entry but what was said: it may be shown to anyone who holds a receipt, and is kept for ever.
type Cover struct {
	Stream   Stream
	Seq      int64     // from 1
	Recorded time.Time // UTC, whole microseconds
	Key      string    // the data key under which it was sealed
	Before   Hash      // hash of the entry before it in the stream; zero for the first
	Commit   Hash      // commits to the entry's own secret, so that no second one can open it to other words
	Nonce    [NonceSize]byte
	Sealed   Hash // SHA-256 of the sealed bytes
}

// NonceSize is how long a nonce of AES-GCM is.
const NonceSize = 12

// An Entry is a cover and the sealed bytes.
type Entry struct {
	Cover
	Text []byte // sealed by AES-256-GCM, the tag at its end
}

// Intact reports whether the sealed bytes are those that the cover speaks of.
func (e Entry) Intact() bool {
	sum := sha256.Sum256(e.Text)
	return subtle.ConstantTimeCompare(sum[:], e.Sealed[:]) == 1
}

// Hash returns the hash of the entry, which the next entry of the stream and the log commit to. Nothing readable is in
// it: only the bytes of the cover.
func (c Cover) Hash() Hash { return sha256.Sum256(c.Bytes()) }
