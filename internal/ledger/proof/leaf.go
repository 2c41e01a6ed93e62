package proof

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
)

// A Leaf is what the log holds of an entry: when it was recorded and its hash. It does not say to which stream the entry
// belongs: whoever copies the log learns how much is entered and when, and not that two entries are about one matter. So a
// receipt from before a matter was sealed does not show that something happened in it afterwards.
type Leaf struct {
	Recorded time.Time
	Entry    entry.Hash
}

const (
	leafHeading = "affiant leaf v1"
	clock       = "2006-01-02T15:04:05.000000Z"
)

// LeafOf returns the leaf of the entry with this cover.
func LeafOf(c entry.Cover) Leaf { return Leaf{c.Recorded, c.Hash()} }

// Bytes returns the canonical bytes of the leaf, three lines of text.
func (l Leaf) Bytes() []byte {
	return fmt.Appendf(nil, "%s\nrecorded %s\nentry %s\n", leafHeading, l.Recorded.UTC().Format(clock), l.Entry)
}

// Hash returns the leaf's hash in the tree (RFC 6962, section 2.1: over a zero byte and the leaf).
func (l Leaf) Hash() tlog.Hash { return tlog.RecordHash(l.Bytes()) }

// ParseLeaf reads what Bytes has written, and nothing else.
func ParseLeaf(text []byte) (Leaf, error) {
	var l Leaf
	const longest = 256
	lines := strings.Split(string(text[:min(len(text), longest)]), "\n")
	if len(lines) != 4 || lines[0] != leafHeading {
		return l, unreadable("%q is no leaf; expected %q and two lines after it", clip(string(text)), leafHeading)
	}
	recorded, _ := strings.CutPrefix(lines[1], "recorded ")
	hash, _ := strings.CutPrefix(lines[2], "entry ")
	var err error
	if l.Recorded, err = time.Parse(clock, recorded); err != nil {
		return Leaf{}, unreadable("%q in a leaf; expected recorded and a time", clip(lines[1]))
	}
	if l.Entry, err = entry.ParseHash(hash); err != nil {
		return Leaf{}, unreadable("%q in a leaf; expected entry and a hash", clip(lines[2]))
	}
	if !bytes.Equal(l.Bytes(), text) {
		return Leaf{}, unreadable("a leaf that is not written in its one form")
	}
	return l, nil
}
