package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"sync"

	"github.com/affiant-project/affiant/internal/entry"
)

// SealField seals something small that is kept beside the record, as the title in a list. use says what it is: the
// field opens for no other use. The result is a nonce and the sealed bytes.
func SealField(k entry.DataKey, use string, lots io.Reader, text []byte) ([]byte, error) {
	nonce := make([]byte, entry.NonceSize)
	if _, err := io.ReadFull(lots, nonce); err != nil {
		return nil, fmt.Errorf("a nonce could not be drawn: %w", err)
	}
	return aead(derive(k, nil, "affiant field v1")).Seal(nonce, nonce, text, []byte(use)), nil
}

// OpenField returns what SealField has sealed for the same use.
func OpenField(k entry.DataKey, use string, sealed []byte) ([]byte, error) {
	if len(sealed) < entry.NonceSize {
		return nil, errDoesNotOpen
	}
	b, err := aead(derive(k, nil, "affiant field v1")).Open(nil, sealed[:entry.NonceSize], sealed[entry.NonceSize:], []byte(use))
	if err != nil {
		return nil, errDoesNotOpen
	}
	return b, nil
}

// Lend derives a key from another that may leave the station: it opens nothing that the station seals itself. use says what it is for, and whose
// says who is given it: each has another.
func Lend(k entry.DataKey, use, whose string) [32]byte {
	return [32]byte(derive(k, []byte(whose), "affiant lent v1 "+use))
}

// A Blind is a word of the search index as it is kept: who has the index without its key cannot tell the word, nor try
// words out.
type Blind [16]byte

// An Index blinds words under a key of the installation.
type Index struct{ macs *sync.Pool } // of hash.Hash: the key is set up once, and not for every word

// NewIndex returns the index of a key.
func NewIndex(k entry.DataKey) Index {
	key := derive(k, nil, "affiant index v1")
	return Index{&sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}
}

// Blind blinds a word, which the caller has folded and stemmed.
func (x Index) Blind(word string) Blind {
	mac := x.macs.Get().(hash.Hash)
	defer x.macs.Put(mac)
	mac.Reset()
	mac.Write([]byte(word))
	return Blind(mac.Sum(nil)[:len(Blind{})])
}

// String hides the key, should anyone print it.
func (Index) String() string { return "the key of the index" }
