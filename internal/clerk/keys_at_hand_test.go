package clerk

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A keyed store has a key for every stream, and of its matters nothing else.
type keyed struct {
	store.Store
	keys keysOf
}

type keysOf struct {
	store.Keys
	master vault.Master
}

var errNothingElse = errors.New("of the matter there is nothing but a key")

func (k *keyed) Keys() store.Keys { return k.keys }

func (k keysOf) SomeKeys(_ context.Context, list []entry.Stream, name string) (keys []vault.Wrapped, err error) {
	for _, s := range list {
		_, w, err := vault.NewKey(rand.Reader, k.master, s, name, time.Time{})
		if err != nil {
			return nil, err
		}
		keys = append(keys, w)
	}
	return keys, nil
}

type keyedTx struct{ store.Tx }

func (keyedTx) Heads([]entry.Stream) (map[entry.Stream]entry.Head, error) { return nil, nil }
func (keyedTx) Head(entry.Stream) (entry.Head, error)                     { return entry.Head{}, errNothingElse }

// TestLookedThroughLeavesKeysAtHand: to look through the matters of a very common name takes no key of a list out of the cache. While there is room, what was looked through is
// kept as well.
func TestLookedThroughLeavesKeysAtHand(t *testing.T) {
	m := vault.NewLocal("m1", [32]byte{1}, rand.Reader)
	c := &Clerk{store: &keyed{keys: keysOf{master: m}}, ring: vault.Ring{m}}
	c.files.init()
	rows := func(from, n int) []store.Row {
		list := make([]store.Row, n)
		for i := range list {
			var id [16]byte
			binary.BigEndian.PutUint64(id[:], uint64(from+i))
			list[i].Stream = entry.NewStream(id)
		}
		return list
	}
	atHand := func(list []store.Row) (n int) {
		for _, r := range list {
			if _, ok := c.files.key(r.Stream); ok {
				n++
			}
		}
		return n
	}
	look := func(list []store.Row) {
		t.Helper()
		if _, err := c.broughtIn(t.Context(), keyedTx{}, list); !errors.Is(err, errNothingElse) {
			t.Fatal(err)
		}
	}
	few, shown, common, later := rows(0, 10), rows(100, mostKeys-10), rows(10_000, mostKeys+1), rows(20_000, 50)
	look(few)
	show := func(list []store.Row) {
		t.Helper()
		if _, err := c.glances(t.Context(), keyedTx{}, list); err == nil {
			t.Fatal("a summary was opened that is none")
		}
	}
	show(shown)
	look(common)
	if a, b, over := atHand(few), atHand(shown), atHand(common); a != len(few) || b != len(shown) || over != 0 {
		t.Errorf("at hand are the keys of %d of %d that were looked through first, %d of %d that a list showed, and %d of a common name", a, len(few), b, len(shown), over)
	}
	show(later)
	if a, b := atHand(later), len(c.files.keys); a != len(later) || b != mostKeys {
		t.Errorf("of a list that was shown later %d of %d are at hand, of %d", a, len(later), b)
	}
}
