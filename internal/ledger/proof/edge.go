package proof

import (
	"crypto/sha256"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// MostLeaves is how large a log may be: past it the arithmetic of tree indices could overflow, and no log of warrants
// will come near it.
const MostLeaves = 1 << 48

// emptyRoot is the root of a tree without leaves (RFC 6962, section 2.1).
var emptyRoot = tlog.Hash(sha256.Sum256(nil))

// An Edge is the right edge of a growing tree: the roots of the largest full subtrees that it consists of, from left to
// right. It is all that is needed to append a leaf and to tell the root, and has at most 48 hashes. The zero Edge is an empty
// tree.
type Edge struct {
	size   int64
	hashes []tlog.Hash
}

// NewEdge returns the edge of a tree of a size, of the hashes that Hashes has returned.
func NewEdge(size int64, hashes []tlog.Hash) (*Edge, error) {
	if size < 0 || size > MostLeaves || bits.OnesCount64(uint64(size)) != len(hashes) {
		return nil, unreadable("%d hashes are not the edge of a tree of %d leaves", len(hashes), size)
	}
	return &Edge{size, append([]tlog.Hash(nil), hashes...)}, nil
}

// Size returns how many leaves the tree has.
func (e *Edge) Size() int64 { return e.size }

// Hashes returns the roots of the full subtrees, the largest first.
func (e *Edge) Hashes() []tlog.Hash { return append([]tlog.Hash(nil), e.hashes...) }

// Append adds a leaf, and returns the hashes of the subtrees that it completes, from the leaf up: those that
// tlog.StoredHashes would return, and in its order.
func (e *Edge) Append(leaf tlog.Hash) []tlog.Hash {
	done := []tlog.Hash{leaf}
	h := leaf
	for n := e.size; n&1 == 1; n >>= 1 {
		last := len(e.hashes) - 1
		h = tlog.NodeHash(e.hashes[last], h)
		e.hashes = e.hashes[:last]
		done = append(done, h)
	}
	e.hashes = append(e.hashes, h)
	e.size++
	return done
}

// Root returns the hash that commits to the whole tree.
func (e *Edge) Root() tlog.Hash {
	if len(e.hashes) == 0 {
		return emptyRoot
	}
	last := len(e.hashes) - 1
	h := e.hashes[last]
	for i := last - 1; i >= 0; i-- {
		h = tlog.NodeHash(e.hashes[i], h)
	}
	return h
}
