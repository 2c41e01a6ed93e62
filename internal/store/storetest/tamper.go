package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/audit"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

// A Tampered is a store that can be written to behind its back.
type Tampered struct {
	Store store.Store
	DB    *sql.DB // of its record
	Keys  *sql.DB
	Paper func(testing.TB) // changes a byte of some paper
}

// Tampers changes a store in many ways behind its back: an audit finds each, and names it.
func Tampers(t *testing.T, open func(testing.TB) Tampered) {
	type change struct {
		name   string
		sql    []string
		want   proof.Breach
		says   string
		keys   bool
		paper  bool
		forge  bool
		split  bool // a state of another record is signed in the place of one of this
		older  bool
		silent bool // found only with the older checkpoint
		causes int  // as how many faults it may be told; one, if 0
	}
	row := func(to, from int) string {
		return fmt.Sprintf(`UPDATE entry SET leaf = %d WHERE leaf = %d`, to, from)
	}
	for _, c := range []change{
		{name: "nothing"},
		{name: "a byte of what was sealed", sql: []string{`UPDATE entry SET text = other.text FROM (SELECT text FROM entry WHERE leaf = 9) AS other WHERE leaf = 5`}, want: proof.Altered, says: "leaf 5"},
		{name: "sealed anew", sql: []string{`UPDATE entry SET text = other.text, sealed = other.sealed, nonce = other.nonce FROM (SELECT text, sealed, nonce FROM entry WHERE leaf = 9) AS other WHERE leaf = 5`}, want: proof.Altered, says: "leaf 5"},
		{name: "back-dated", causes: 2, sql: []string{`UPDATE entry SET recorded = recorded - 3600000000 WHERE leaf = 5`}, want: proof.Backdated, says: "leaf 5"},
		{name: "post-dated by a little", sql: []string{`UPDATE entry SET recorded = recorded + 1 WHERE leaf = 19`}, want: proof.Altered, says: "leaf 19"},
		{name: "an entry taken out", sql: []string{`DELETE FROM entry WHERE leaf = 7`}, want: proof.Removed, says: "leaf 7"},
		{name: "two entries changed round", causes: 3, sql: []string{row(100, 4), row(4, 6), row(6, 100)}, want: proof.Reordered, says: "it was entered as leaf 4"},
		{name: "the last entry taken out, and the log's row left", sql: []string{`DELETE FROM entry WHERE leaf = 19`}, want: proof.Removed, says: "leaf 19"},
		{name: "a hash of the tree", sql: []string{`UPDATE hash SET hash = other.hash FROM (SELECT hash FROM hash WHERE at = 0) AS other WHERE at = 6`}, want: proof.Damaged, says: "hash 6"},
		{name: "the hash of a leaf", sql: []string{`UPDATE hash SET hash = other.hash FROM (SELECT hash FROM hash WHERE at = 0) AS other WHERE at = 3`}, want: proof.Damaged, says: "leaf 2"},
		{name: "a hash taken out", sql: []string{`DELETE FROM hash WHERE at = 3`}, want: proof.Damaged, says: "leaf 2"},
		{name: "the log's row", sql: []string{`UPDATE log SET edge = other.edge FROM (SELECT hash.hash || hash.hash AS edge FROM hash WHERE at = 0) AS other`}, want: proof.Damaged, says: "the log's row"},
		{name: "the log's row, its size", sql: []string{`UPDATE log SET size = size - 1`}, want: proof.Damaged, says: "the log's row"},
		{name: "the log's row, its time", sql: []string{`UPDATE log SET recorded = recorded + 86400000000`}, want: proof.Damaged, says: "the log's row"},
		{name: "the checkpoints taken out", sql: []string{`DELETE FROM checkpoint`}, want: proof.Forged, says: "its state of 20 leaves is not signed"},
		{name: "the last checkpoint taken out", sql: []string{`DELETE FROM checkpoint WHERE size = 20`}, want: proof.Forged, says: "the last that is has 19"},
		{name: "a checkpoint forged", forge: true, want: proof.Forged, says: "checkpoint of 20 leaves"},
		{name: "a checkpoint put in another's place", sql: []string{`DELETE FROM checkpoint WHERE size = 12`, `UPDATE checkpoint SET size = 12 WHERE size = 13`}, want: proof.Forged, says: "checkpoint of 12 leaves"},
		{name: "rolled back to a true state", sql: append(rollback(12), `DELETE FROM checkpoint WHERE size > 12`), older: true, silent: true, want: proof.RolledBack, says: "has had 20"},
		{name: "rolled back, and its checkpoints left", sql: rollback(12), want: proof.RolledBack, says: "has had 20"},
		{name: "the row of a list that is ahead", causes: 2, sql: []string{`UPDATE listed SET seq = 99`}, want: proof.Projected, says: "derived from entry 99"},
		{name: "a list's row of no stream", sql: []string{`UPDATE listed SET stream = 'ffffffffffffffffffffffffffffffff' WHERE stream IN (SELECT MIN(stream) FROM listed)`}, want: proof.Projected, says: "there is no such stream"},
		{name: "a key taken away without an order", keys: true, sql: []string{`DELETE FROM datakey WHERE stream IN (SELECT MIN(stream) FROM datakey)`}, want: proof.Opened, says: "no order to destroy it"},
		{name: "all keys taken away", keys: true, sql: []string{`DELETE FROM datakey`}, want: proof.Opened, says: "no order to destroy one"},
		{name: "all keys changed", keys: true, sql: []string{`UPDATE datakey SET wrapped = other.wrapped FROM (SELECT stream, wrapped FROM datakey) AS other WHERE other.stream <> datakey.stream`}, want: proof.Opened, says: "none of the 2 keys"},
		{name: "the end taken out, with its hashes", sql: []string{`DELETE FROM entry WHERE leaf > 15`, `DELETE FROM hash WHERE at > 30`}, causes: 4, want: proof.Removed, says: "leaves 16 to 19"},
		{name: "the first entry taken out with its hash, and another log beside", sql: []string{`DELETE FROM entry WHERE leaf = 0`, `DELETE FROM hash WHERE at = 0`}, split: true, causes: 4, want: proof.Damaged,
			says: "20 checkpoints, of 1 to 20 leaves: damaged tree: the entries of the store cannot be held against what was signed"},
		{name: "the first entry taken out with its hash, and a state kept elsewhere", sql: []string{`DELETE FROM entry WHERE leaf = 0`, `DELETE FROM hash WHERE at = 0`}, older: true, causes: 5, want: proof.Damaged,
			says: "the older checkpoint of 20 leaves: damaged tree: the entries of the store cannot be held against what was signed"},
		{name: "the first entry taken out with its hash, and the log's row", sql: []string{`DELETE FROM entry WHERE leaf = 0`, `DELETE FROM hash WHERE at = 0`}, causes: 4, want: proof.Damaged,
			says: "the log's row: damaged tree: the entries cannot be held against its root"},
		{name: "another log beside", split: true, want: proof.Forked, says: "checkpoint of 12 leaves"},
		{name: "two entries far apart", sql: []string{`UPDATE entry SET text = other.text FROM (SELECT text FROM entry WHERE leaf = 9) AS other WHERE leaf IN (3, 12)`}, causes: 2, want: proof.Altered, says: "leaf 12"},
		{name: "two keys changed round", keys: true, sql: []string{`UPDATE datakey SET wrapped = other.wrapped FROM (SELECT wrapped FROM datakey ORDER BY stream LIMIT 1) AS other`}, want: proof.Opened, says: "does not open"},
		{name: "a paper", paper: true, want: proof.Swapped},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			x := open(t)
			m := NewMaker(t, x.Store)
			a, b := m.stream(t), m.stream(t)
			for i := range 20 {
				if i%2 == 0 {
					m.act(t, a, "words")
				} else {
					m.act(t, b, "other words")
				}
			}
			older := m.state(t)
			if c.paper {
				x.Paper(t)
			}
			if c.forge {
				m.forge(t)
			}
			if c.split {
				m.split(t, 12)
			}
			db := x.DB
			if c.keys {
				db = x.Keys
			}
			for _, q := range c.sql {
				if _, err := db.Exec(q); err != nil {
					t.Fatalf("%s: %v", q, err)
				}
			}
			audit := &audit.Audit{Store: x.Store, Trust: m.Trust, Ring: m.Ring}
			if c.older {
				if c.silent {
					if r, err := audit.Run(ctx); err != nil || len(r.Faults) > 0 {
						t.Errorf("found without the older checkpoint: %v, %v", r.Faults, err)
					}
				}
				audit.Older = append(audit.Older, older)
			}
			r, err := audit.Run(ctx)
			if err != nil {
				t.Fatal(err)
			}
			named := c.want == "" && len(r.Faults) == 0
			for _, f := range r.Faults {
				var broken *proof.Broken
				named = named || errors.As(f, &broken) && broken.Breach == c.want && strings.Contains(f.Error(), c.says)
			}
			// One change is told once: what follows from it is apart, and there is none of that without a fault.
			if most := max(c.causes, 1); len(r.Faults) > most || len(r.Faults) == 0 && len(r.Follows) > 0 {
				t.Errorf("told as %d faults, want at most %d: %v", len(r.Faults), most, r.Faults)
			}
			if !named {
				t.Errorf("want %q with %q; got %v", c.want, c.says, r.Faults)
			}
		})
	}
}

// rollback takes the record back to a state of a size that is a multiple of four with two full subtrees, as 12 = 8 + 4.
func rollback(size int64) []string {
	return []string{
		fmt.Sprintf(`DELETE FROM entry WHERE leaf >= %d`, size),
		`DELETE FROM hash WHERE at > 21`, // 12 leaves store 22 hashes
		`UPDATE log SET size = 12, edge = other.edge FROM (SELECT a.hash || b.hash AS edge FROM hash AS a, hash AS b WHERE a.at = 14 AND b.at = 21) AS other`,
		`UPDATE log SET recorded = (SELECT MAX(recorded) FROM entry)`,
		`DELETE FROM listed`, `DELETE FROM cell`,
	}
}

// state returns the state of the log.
func (m *Maker) state(t testing.TB) (c proof.Checkpoint) {
	t.Helper()
	view(t, m.Store, func(tx store.Tx) error {
		tree, err := tx.Tree()
		c = proof.Checkpoint{Origin: m.Trust.Origin(), Size: tree.Edge.Size(), Root: tree.Edge.Root()}
		return err
	})
	return c
}

// forge signs the last checkpoint with a key of its own.
func (m *Maker) forge(t testing.TB) {
	t.Helper()
	skey, _, err := note.GenerateKey(nil, m.Trust.Origin())
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	update(t, m.Store, func(tx store.Tx) error {
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		signed, err := tree.Checkpoint(s)
		if err != nil {
			return err
		}
		return tx.PutCheckpoint(tree.Edge.Size(), signed)
	})
}

// split signs a state of a size that is of another record, under the log's own key.
func (m *Maker) split(t testing.TB, size int64) {
	t.Helper()
	signed, err := ledger.Sign(proof.Checkpoint{Size: size, Root: tlog.Hash{1}}, m.Signer)
	if err != nil {
		t.Fatal(err)
	}
	update(t, m.Store, func(tx store.Tx) error { return tx.PutCheckpoint(size, signed) })
}
