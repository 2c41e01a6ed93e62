package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
)

// A paper, or a recording, is sealed in chunks, so that it need not be held in memory and what is read has been
// checked before it is given out. The construction is STREAM (Hoang, Reyhanitabar, Rogaway and Vizár 2015): each chunk is
// sealed under a key of the paper's own with its number and whether it is the last, so none can be left out, moved or cut
// off. A sealed paper is
//
//	heading  salt  commitment  chunk…
//
// with a key derived from the data key, the salt and the stream. Each chunk but the last has chunkSize bytes before it is
// sealed.
const (
	paperHeading = "affiant paper v1\n"
	saltSize     = 32
	chunkSize    = 64 << 10
	tagSize      = 16
)

// A Name is that of a sealed paper: the SHA-256 of its sealed bytes. Who has the bytes can check the name without a key.
type Name = entry.Hash

func paperNonce(n uint32, last bool) []byte {
	nonce := make([]byte, entry.NonceSize)
	binary.BigEndian.PutUint32(nonce[entry.NonceSize-5:], n)
	if last {
		nonce[entry.NonceSize-1] = 1
	}
	return nonce
}

// paperKeys returns the key of a paper, and the commitment to it.
func paperKeys(k entry.DataKey, salt []byte, s entry.Stream) (key, commitment []byte) {
	secret := derive(k, salt, "affiant paper v1 "+string(s))
	return expand(secret, "affiant paper v1 key"), expand(secret, "affiant paper v1 commitment")
}

func expand(secret []byte, use string) []byte {
	b, err := hkdf.Expand(sha256.New, secret, use, 32)
	if err != nil {
		panic(err)
	}
	return b
}

// SealPaper reads a paper to its end, writes it sealed, and returns its name.
func SealPaper(to io.Writer, from io.Reader, k entry.DataKey, s entry.Stream, lots io.Reader) (Name, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(lots, salt); err != nil {
		return Name{}, fmt.Errorf("a salt could not be drawn: %w", err)
	}
	key, commitment := paperKeys(k, salt, s)
	sum := sha256.New()
	out := io.MultiWriter(to, sum)
	if _, err := out.Write(append(append([]byte(paperHeading), salt...), commitment...)); err != nil {
		return Name{}, err
	}
	a := aead(key)
	this, next := make([]byte, chunkSize), make([]byte, chunkSize)
	n, err := io.ReadFull(from, this)
	for i := uint32(0); ; i++ {
		last := err != nil
		var m int
		if !last {
			m, err = io.ReadFull(from, next)
			last = errors.Is(err, io.EOF) // nothing came after this one
		}
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return Name{}, err
		}
		if i == math.MaxUint32 {
			return Name{}, fault.Errorf(fault.Input, "the paper is too long")
		}
		if _, failed := out.Write(a.Seal(nil, paperNonce(i, last), this[:n], []byte(paperHeading))); failed != nil {
			return Name{}, failed
		}
		if last {
			return Name(sum.Sum(nil)), nil
		}
		this, next, n = next, this, m
	}
}

// OpenPaper returns a reader of a sealed paper. What it gives has been checked; if it ends without an error, the paper is
// whole. An error says that the bytes were changed or cut off, or the key is another, and never a word of the paper.
func OpenPaper(from io.Reader, k entry.DataKey, s entry.Stream) (io.Reader, error) {
	head := make([]byte, len(paperHeading)+saltSize+sha256.Size)
	if _, err := io.ReadFull(from, head); err != nil || !bytes.HasPrefix(head, []byte(paperHeading)) {
		return nil, fault.Errorf(fault.Input, "this is no sealed paper; expected %q", paperHeading)
	}
	salt, committed := head[len(paperHeading):][:saltSize], head[len(paperHeading)+saltSize:]
	key, commitment := paperKeys(k, salt, s)
	if subtle.ConstantTimeCompare(commitment, committed) != 1 {
		return nil, fault.Errorf(fault.Input, "the paper does not open: the key or the stream is another")
	}
	r := &paper{from: from, key: key, next: make([]byte, chunkSize+tagSize)}
	var err error
	if r.ahead, err = io.ReadFull(from, r.next); err != nil && !short(err) {
		return nil, err
	}
	return r, nil
}

func short(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// A paper reads one chunk ahead, to know which is the last.
type paper struct {
	from  io.Reader
	key   []byte
	open  []byte // of the chunk at hand, not yet given out
	next  []byte
	ahead int // bytes of the next chunk
	n     uint32
	done  bool
	err   error
}

func (r *paper) Read(p []byte) (int, error) {
	for len(r.open) == 0 && r.err == nil {
		r.err = r.chunk()
	}
	if len(r.open) == 0 {
		return 0, r.err
	}
	n := copy(p, r.open)
	r.open = r.open[n:]
	return n, nil
}

func (r *paper) chunk() error {
	if r.done {
		return io.EOF
	}
	sealed := append([]byte(nil), r.next[:r.ahead]...)
	var err error
	if r.ahead == len(r.next) {
		if r.ahead, err = io.ReadFull(r.from, r.next); err != nil && !short(err) {
			return err
		}
		r.done = r.ahead == 0
	} else {
		r.done = true
	}
	r.open, err = aead(r.key).Open(nil, paperNonce(r.n, r.done), sealed, []byte(paperHeading))
	if err != nil {
		r.open = nil
		return fault.Errorf(fault.Input, "chunk %d of the paper does not open: it was changed, moved or cut off", r.n)
	}
	r.n++
	return nil
}
