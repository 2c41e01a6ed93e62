// Package vault holds the keys: it draws data keys, wraps them under a master key, turns the master key over, seals papers
// and small fields, and blinds the words of the search index. Where wrapped keys and papers are kept is the store's affair.
//
// Destroying a data key is how a matter is expunged: what was sealed under it stays where it is, as proof, and can be read by
// nobody again. So wrapped keys are kept apart from what they seal, and a backup of the one never holds the other.
//
// Randomness is handed in as a reader; so are times. Errors never show a key or a word of what was sealed.
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
)

// A Wrapped is a data key as it is kept: sealed by a master key, and bound to its stream and its name.
type Wrapped struct {
	Stream entry.Stream
	Key    string // its name, as covers have it
	Master string // the name of the master key that wrapped it
	Made   time.Time
	Bytes  []byte
}

// A Tombstone is what is left of a key that was destroyed. It is kept for ever: while it stands, the key may not come back
// from a backup.
type Tombstone struct {
	Stream    entry.Stream
	Key       string
	Destroyed time.Time
	Order     entry.Hash // the entry by which it was ordered
}

// A Master wraps and unwraps data keys. It may be a key in a file, or a service that never gives its key away. context is
// authenticated and not stored.
type Master interface {
	Name() string
	Wrap(plain, context []byte) ([]byte, error)
	Unwrap(wrapped, context []byte) ([]byte, error)
}

// bound is what a wrapped key is bound to.
func bound(s entry.Stream, key, master string) []byte {
	return fmt.Appendf(nil, "affiant key v1\nstream %s\nkey %s\nmaster %s\n", s, key, master)
}

// NewKey draws the data key of a stream, and wraps it.
func NewKey(lots io.Reader, m Master, s entry.Stream, name string, made time.Time) (entry.DataKey, Wrapped, error) {
	var k entry.DataKey
	if _, err := io.ReadFull(lots, k[:]); err != nil {
		return entry.DataKey{}, Wrapped{}, fmt.Errorf("a data key could not be drawn: %w", err)
	}
	w, err := wrap(m, k, s, name, made)
	return k, w, err
}

func wrap(m Master, k entry.DataKey, s entry.Stream, name string, made time.Time) (Wrapped, error) {
	b, err := m.Wrap(k[:], bound(s, name, m.Name()))
	return Wrapped{s, name, m.Name(), made, b}, err
}

// A Silent is the error of a master key that did not answer. It says nothing of what was to be wrapped or unwrapped.
type Silent struct{ Err error }

func (s *Silent) Error() string { return s.Err.Error() }

// Unwrap returns what went wrong.
func (s *Silent) Unwrap() error { return s.Err }

// Unwrap returns the data key. The error, of kind Input, says that the master key is another, or that the wrapped key was
// changed or moved; a *Silent is handed on, of kind Internal.
func (w Wrapped) Unwrap(m Master) (entry.DataKey, error) {
	if m.Name() != w.Master {
		return entry.DataKey{}, fault.Errorf(fault.Input, "key %s of stream %s is wrapped by the master key %s; expected that one, not %s", w.Key, w.Stream, w.Master, m.Name())
	}
	b, err := m.Unwrap(w.Bytes, bound(w.Stream, w.Key, w.Master))
	var silent *Silent
	if errors.As(err, &silent) {
		return entry.DataKey{}, fault.Errorf(fault.Internal, "key %s of stream %s could not be unwrapped: %w", w.Key, w.Stream, err)
	}
	if err != nil || len(b) != len(entry.DataKey{}) {
		return entry.DataKey{}, fault.Errorf(fault.Input, "key %s of stream %s does not open under the master key %s: it was changed or moved, or the master key is another of that name", w.Key, w.Stream, w.Master)
	}
	return entry.DataKey(b), nil
}

// Rewrap wraps a data key under another master key. The data key, and all that is sealed under it, stays as it is.
func (w Wrapped) Rewrap(from, to Master) (Wrapped, error) {
	k, err := w.Unwrap(from)
	if err != nil {
		return Wrapped{}, err
	}
	return wrap(to, k, w.Stream, w.Key, w.Made)
}

// derive derives a key for one use from a data key (HKDF, RFC 5869). It cannot fail for 32 bytes.
func derive(k entry.DataKey, salt []byte, use string) []byte {
	b, err := hkdf.Key(sha256.New, k[:], salt, use, 32)
	if err != nil {
		panic(err)
	}
	return b
}

// aead cannot fail: a key of 32 bytes is one of the three that AES takes.
func aead(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	a, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return a
}
