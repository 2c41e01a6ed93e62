package entry

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
)

// MostText is how many bytes one entry may say. What is longer is a paper, and goes into a blob.
const MostText = 8 << 20

// A Secret opens one entry and no other. It is derived from the stream's data key, so whoever is given it can read that
// entry and learns nothing of the key or of the entries beside it.
type Secret [32]byte

// A DataKey is the key of a stream: 32 bytes drawn by lot.
type DataKey [32]byte

// String hides the key, should anyone print it.
func (DataKey) String() string { return "a data key" }

// String hides the secret, should anyone print it.
func (Secret) String() string { return "the secret of an entry" }

// SecretOf derives the secret of one entry (HKDF, RFC 5869; the key is drawn uniformly, so only the expanding step is
// needed: section 3.3).
func (k DataKey) SecretOf(s Stream, seq int64) Secret {
	return Secret(expand(k[:], fmt.Sprintf("affiant entry v1 secret %s %d", s, seq)))
}

// key returns the AES key of the secret.
func (s Secret) key() []byte { return expand(s[:], "affiant entry v1 key") }

// Commitment returns what a cover holds of the secret. AES-GCM alone commits to no key: whoever chooses two keys can make
// bytes that open to different words under each (Dodis, Grubbs, Ristenpart and Woodage, 2018). With the commitment in the cover,
// the log has settled which secret is the entry's.
func (s Secret) Commitment() Hash { return Hash(expand(s[:], "affiant entry v1 commitment")) }

// expand cannot fail: 32 bytes is far below what HKDF can give.
func expand(key []byte, info string) []byte {
	out, err := hkdf.Expand(sha256.New, key, info, 32)
	if err != nil {
		panic(err)
	}
	return out
}

// Seal makes the entry that comes after head in its stream. The nonce is to be drawn by lot. The errors, of kind Input,
// are a text that is too long and a place or time that cannot be written.
func Seal(after Head, s Stream, recorded time.Time, keyID string, key DataKey, nonce [NonceSize]byte, text []byte) (Entry, error) {
	secret := key.SecretOf(s, after.Seq+1)
	c := Cover{Stream: s, Seq: after.Seq + 1, Recorded: recorded.UTC(), Key: keyID, Before: after.Hash, Commit: secret.Commitment(), Nonce: nonce}
	if err := c.Check(); err != nil {
		return Entry{}, err
	}
	if len(text) > MostText {
		return Entry{}, fault.Errorf(fault.Input, "an entry of %d bytes; expected at most %d", len(text), MostText)
	}
	e := Entry{Cover: c, Text: aead(secret).Seal(nil, nonce[:], text, c.context())}
	e.Sealed = sha256.Sum256(e.Text)
	return e, nil
}

// A Head is the last entry of a stream. The zero Head is that of an empty stream.
type Head struct {
	Seq  int64
	Hash Hash
}

// Head returns the entry as the head of its stream.
func (c Cover) Head() Head { return Head{c.Seq, c.Hash()} }

// Open returns what the entry says. An error says that the sealed bytes, the cover or the secret is not as it was, and
// never any of the words.
func (e Entry) Open(secret Secret) ([]byte, error) {
	commitment := secret.Commitment()
	switch {
	case e.Check() != nil:
		return nil, e.Check()
	case !e.Intact():
		return nil, fault.Errorf(fault.Input, "entry %d: the sealed bytes are not those that its cover speaks of", e.Seq)
	case subtle.ConstantTimeCompare(commitment[:], e.Commit[:]) != 1:
		return nil, fault.Errorf(fault.Input, "entry %d: this is not its secret", e.Seq)
	}
	text, err := aead(secret).Open(nil, e.Nonce[:], e.Text, e.context())
	if err != nil {
		return nil, fault.Errorf(fault.Input, "entry %d: it does not open; its bytes or its cover were changed", e.Seq)
	}
	return text, nil
}

// aead cannot fail: a key of 32 bytes is one of the three that AES takes.
func aead(s Secret) cipher.AEAD {
	block, err := aes.NewCipher(s.key())
	if err != nil {
		panic(err)
	}
	a, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return a
}
