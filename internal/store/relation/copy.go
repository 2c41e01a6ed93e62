package relation

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A table is one to be copied: its columns, those that hold bytes in upper case.
type table struct {
	name    string
	columns string
}

// tables are all but the log's row, which is written last: until then the copy is not one.
var tables = []table{
	{"entry", "leaf stream seq recorded datakey BEFORE COMMITMENT NONCE SEALED HASH TEXT"},
	{"hash", "at HASH"},
	{"checkpoint", "size SIGNED"},
	{"cell", "bucket name VALUE"},
	{"listed", "stream kind court agency stage opened changed due sealed seq TEXT"},
	{"tag", "stream tag stage changed kind"},
	{"word", "WORD stream weight"},
	{"job", "queue name stream run lease attempts dead PAYLOAD"},
}

// A Copied is what was copied.
type Copied struct {
	Rows   int64
	Papers int
	Keys   int
}

// Copy copies one state of a store into an empty one, of whatever database: a backup, a restored one, an import. The one that
// is copied goes on meanwhile. Keys are copied only if withKeys is set; a backup goes without. Papers that are there already
// stay. If it is broken off, the copy cannot be opened as one that is whole: its log is empty.
func Copy(ctx context.Context, from, to store.Store, withKeys bool) (Copied, error) {
	var done Copied
	src, ok1 := from.(*DB)
	dst, ok2 := to.(*DB)
	if !ok1 || !ok2 {
		return done, fault.Errorf(fault.Internal, "a store that is not kept in tables cannot be copied")
	}
	if err := dst.empty(ctx); err != nil {
		return done, err
	}
	if withKeys {
		n, err := CopyKeys(ctx, from.Keys(), to.Keys())
		if err != nil {
			return done, err
		}
		done.Keys = n
	}
	// Papers that come after the state that is copied do no harm; one that the state speaks of must not be missed.
	err := src.View(ctx, func(x store.Tx) error {
		var err error
		if done.Papers, err = copyPapers(ctx, from.Papers(), to.Papers()); err != nil {
			return err
		}
		for _, t := range tables {
			n, err := x.(*tx).copyTable(ctx, t, dst)
			if err != nil {
				return err
			}
			done.Rows += n
		}
		tree, err := x.Tree()
		if err != nil {
			return err
		}
		return dst.Update(ctx, func(y store.Tx) error {
			y.(*tx).tree, y.(*tx).grown = &tree, true
			return nil
		})
	})
	return done, err
}

// empty returns an error unless there is nothing in the store.
func (db *DB) empty(ctx context.Context) error {
	return db.View(ctx, func(x store.Tx) error {
		for _, t := range tables {
			var n int64
			if err := x.(*tx).first(`SELECT COUNT(*) FROM `+t.name, nil, &n); err != nil {
				return err
			}
			if n > 0 {
				return fault.Errorf(fault.Conflict, "the store to copy into is not empty; expected a new one")
			}
		}
		return nil
	})
}

const rowsAtOnce = 500

// copyTable copies the rows of a table, some at once.
func (x *tx) copyTable(ctx context.Context, t table, to *DB) (int64, error) {
	columns := strings.Fields(t.columns)
	names := strings.ToLower(strings.Join(columns, ", "))
	insert := `INSERT INTO ` + t.name + ` (` + names + `) VALUES (` + marks(len(columns)) + `)`
	var part [][]any
	var n int64
	flush := func() error {
		err := to.Update(ctx, func(y store.Tx) error {
			for _, row := range part {
				if err := y.(*tx).exec(insert, row...); err != nil {
					return err
				}
			}
			return nil
		})
		n += int64(len(part))
		part = part[:0]
		return err
	}
	err := x.query(func(scan func(...any) error) error {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := scan(into...); err != nil {
			return err
		}
		for i, c := range columns {
			if c == strings.ToUpper(c) && row[i] == nil {
				row[i] = []byte{} // as some drivers give no bytes
			}
		}
		if part = append(part, row); len(part) < rowsAtOnce {
			return nil
		}
		return flush()
	}, `SELECT `+names+` FROM `+t.name)
	if err != nil {
		return n, err
	}
	return n, flush()
}

// CopyKeys copies wrapped keys and tombstones, and returns how many keys. To be whole, a copy of the keys is made after that of the record: a key is drawn
// before the first entry under it is kept.
func CopyKeys(ctx context.Context, from, to store.Keys) (int, error) {
	list, err := from.AllKeys(ctx)
	if err != nil {
		return 0, err
	}
	stones, err := from.Tombstones(ctx)
	if err != nil {
		return 0, err
	}
	if err := to.Destroy(ctx, stones...); err != nil {
		return 0, err
	}
	n := 0
	for _, k := range list {
		if slices.ContainsFunc(stones, func(t vault.Tombstone) bool { return t.Stream == k.Stream && t.Key == k.Key }) {
			continue // it was destroyed after the keys were read
		}
		if err := to.PutKey(ctx, k); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func copyPapers(ctx context.Context, from, to store.Papers) (int, error) {
	names, err := from.PaperNames(ctx)
	if err != nil {
		return 0, err
	}
	have, err := to.PaperNames(ctx)
	if err != nil {
		return 0, err
	}
	there := make(map[vault.Name]bool)
	for _, n := range have {
		there[n] = true
	}
	done := 0
	for _, n := range names {
		if there[n] {
			continue
		}
		f, err := from.Paper(ctx, n)
		if err != nil {
			return done, err
		}
		_, err = to.PutPaper(ctx, func(w io.Writer) (vault.Name, error) { _, err := io.Copy(w, f); return n, err })
		if err := errors.Join(err, f.Close()); err != nil {
			return done, err
		}
		done++
	}
	return done, nil
}
