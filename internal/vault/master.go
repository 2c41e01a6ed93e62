package vault

import (
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
)

// local is a master key that is at hand.
type local struct {
	name string
	key  []byte
	lots io.Reader
}

// NewLocal returns a master key of 32 bytes under a name, which draws its nonces from lots.
func NewLocal(name string, key [32]byte, lots io.Reader) Master { return &local{name, key[:], lots} }

func (l *local) Name() string { return l.name }

// String hides the key, should anyone print it.
func (l *local) String() string { return "master key " + l.name }

// GoString hides it from %#v as well.
func (l *local) GoString() string { return l.String() }

// Wrap returns a nonce and the sealed key.
func (l *local) Wrap(plain, context []byte) ([]byte, error) {
	nonce := make([]byte, entry.NonceSize)
	if _, err := io.ReadFull(l.lots, nonce); err != nil {
		return nil, fmt.Errorf("a nonce could not be drawn: %w", err)
	}
	return aead(l.key).Seal(nonce, nonce, plain, context), nil
}

// Unwrap returns the key that Wrap has sealed.
func (l *local) Unwrap(wrapped, context []byte) ([]byte, error) {
	if len(wrapped) < entry.NonceSize {
		return nil, errDoesNotOpen
	}
	b, err := aead(l.key).Open(nil, wrapped[:entry.NonceSize], wrapped[entry.NonceSize:], context)
	if err != nil {
		return nil, errDoesNotOpen
	}
	return b, nil
}

var errDoesNotOpen = fault.Errorf(fault.Input, "it does not open: the key is another, or the bytes were changed or moved")

// A Ring is the master keys that an installation has: the first wraps, and each unwraps what it has wrapped.
type Ring []Master

// ParseRing reads master keys: lines of a name and 32 bytes in base64, the one that is to wrap first. Empty lines and
// lines that begin with # are passed over. The error, of kind Input, names the line and never shows what is on it.
func ParseRing(text string, lots io.Reader) (Ring, error) {
	var r Ring
	for i, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 2 {
			return nil, fault.Errorf(fault.Input, "line %d of the master keys: expected a name and a key in base64", i+1)
		}
		key, err := base64.StdEncoding.Strict().DecodeString(fields[1])
		if err != nil || len(key) != 32 {
			return nil, fault.Errorf(fault.Input, "line %d of the master keys: expected a key of 32 bytes in base64", i+1)
		}
		if _, err := r.Find(fields[0]); err == nil {
			return nil, fault.Errorf(fault.Input, "line %d of the master keys: there is a key of that name already", i+1)
		}
		r = append(r, NewLocal(fields[0], [32]byte(key), lots))
	}
	if len(r) == 0 {
		return nil, fault.Errorf(fault.Input, "there is no master key; expected a line with a name and a key in base64")
	}
	return r, nil
}

// FormatKey writes a new master key as ParseRing reads it.
func FormatKey(name string, key [32]byte) string {
	return name + " " + base64.StdEncoding.EncodeToString(key[:]) + "\n"
}

// Current returns the master key that wraps.
func (r Ring) Current() Master { return r[0] }

// Find returns the master key of a name, or a fault.NotFound.
func (r Ring) Find(name string) (Master, error) {
	for _, m := range r {
		if m.Name() == name {
			return m, nil
		}
	}
	return nil, fault.Errorf(fault.NotFound, "there is no master key %q here", name)
}

// Unwrap returns a data key, by whichever master key has wrapped it.
func (r Ring) Unwrap(w Wrapped) (entry.DataKey, error) {
	m, err := r.Find(w.Master)
	if err != nil {
		return entry.DataKey{}, fmt.Errorf("key %s of stream %s: %w", w.Key, w.Stream, err)
	}
	return w.Unwrap(m)
}
