package relation

import (
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/ledger"
)

// A later is what is written at the end of a transaction, many rows by one statement. What is read meanwhile has to look
// here too. It is never changed in place, so that what was put off before an update can be restored after it.
type later struct {
	hashes      []stored
	checkpoints []checkpoint
	sign        func(ledger.Tree) ([]byte, error) // the log as it then is
}

// A stored is a hash of the tree and its place.
type stored struct {
	at   int64
	hash tlog.Hash
}

// A checkpoint is a signed one, and its size.
type checkpoint struct {
	size   int64
	signed []byte
}

// together is how many rows one statement writes.
const together = 50

// write writes what was put off.
func (l later) write(x *tx) error {
	var hashes, checkpoints [][]any
	for _, h := range l.hashes {
		hashes = append(hashes, []any{h.at, h.hash[:]})
	}
	for _, c := range l.checkpoints {
		checkpoints = append(checkpoints, []any{c.size, c.signed})
	}
	if err := x.insert(intoHash, hashes...); err != nil {
		return err
	}
	return x.insert(intoCheckpoint, checkpoints...)
}

// rowsOf returns n rows of parameters.
func rowsOf(columns, n int) string {
	return strings.TrimSuffix(strings.Repeat("("+marks(columns)+"), ", n), ", ")
}
