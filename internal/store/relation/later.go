package relation

import (
	"slices"
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
	for part := range slices.Chunk(l.hashes, together) {
		var args []any
		for _, h := range part {
			args = append(args, h.at, h.hash[:])
		}
		if err := x.exec(`INSERT INTO hash (at, hash) VALUES `+pairs(len(part)), args...); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(l.checkpoints, together) {
		var args []any
		for _, c := range part {
			args = append(args, c.size, c.signed)
		}
		if err := x.exec(`INSERT INTO checkpoint (size, signed) VALUES `+pairs(len(part))+` ON CONFLICT (size) DO UPDATE SET signed = excluded.signed`, args...); err != nil {
			return err
		}
	}
	return nil
}

func pairs(n int) string { return rowsOf(2, n) }

// rowsOf returns n rows of parameters.
func rowsOf(columns, n int) string {
	return strings.TrimSuffix(strings.Repeat("("+marks(columns)+"), ", n), ", ")
}
