package relation

import (
	"database/sql"
	"errors"

	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

// Head returns the last entry of a stream. Whoever writes is alone, so what was asked once need not be asked again.
func (x *tx) Head(s entry.Stream) (entry.Head, error) {
	if h, ok := x.heads[s]; ok && !x.over {
		return h, nil
	}
	h, err := x.askHead(s)
	if err == nil && x.writes {
		if x.heads == nil {
			x.heads = make(map[entry.Stream]entry.Head)
		}
		x.heads[s] = h
	}
	return h, err
}

// Fresh says that a stream has no entries.
func (x *tx) Fresh(s entry.Stream) {
	if !x.writes || x.over {
		return
	}
	if x.heads == nil {
		x.heads = make(map[entry.Stream]entry.Head)
	}
	x.heads[s] = entry.Head{}
}

// Heads returns the last entries of streams.
func (x *tx) Heads(list []entry.Stream) (map[entry.Stream]entry.Head, error) {
	found := make(map[entry.Stream]entry.Head, len(list))
	each := func(scan func(...any) error) error {
		var stream string
		var h entry.Head
		var hash []byte
		err := scan(&stream, &h.Seq, &hash)
		copy(h.Hash[:], hash)
		found[entry.Stream(stream)] = h
		return err
	}
	for part := range slices.Chunk(list, mostAtOnce) {
		var err error
		if q := x.db.dialect.Heads; q != "" {
			streams := make([]string, len(part))
			for i, s := range part {
				streams[i] = string(s)
			}
			err = x.query(each, q, streams)
		} else {
			args := make([]any, len(part))
			for i, s := range part {
				args[i] = string(s)
			}
			err = x.query(each, `WITH f (stream) AS (VALUES `+rowsOf(1, len(part))+`) SELECT f.stream, e.seq, e.hash FROM f
				JOIN entry e ON e.stream = f.stream AND e.seq = (SELECT MAX(seq) FROM entry WHERE entry.stream = f.stream)`, args...)
		}
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (x *tx) askHead(s entry.Stream) (entry.Head, error) {
	var h entry.Head
	var hash []byte
	err := x.first(`SELECT seq, hash FROM entry WHERE stream = ? ORDER BY seq DESC LIMIT 1`, []any{string(s)}, &h.Seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return entry.Head{}, nil
	}
	copy(h.Hash[:], hash)
	return h, err
}

// Append adds an entry and its leaf.
func (x *tx) Append(e entry.Entry) (int64, error) {
	if err := x.mayAppend(e); err != nil {
		return 0, err
	}
	tree := *x.tree
	edge, err := proof.NewEdge(tree.Edge.Size(), tree.Edge.Hashes())
	if err != nil {
		return 0, err
	}
	tree.Edge = *edge
	g, err := tree.Append(e.Cover)
	if err != nil {
		return 0, err
	}
	hash := e.Hash()
	err = x.insert(intoEntry, []any{g.Index, string(e.Stream), e.Seq, e.Recorded.UnixMicro(), e.Key, e.Before[:], e.Commit[:], e.Nonce[:], e.Sealed[:], hash[:], e.Text})
	if err != nil {
		return 0, err
	}
	for i, h := range g.Hashes {
		x.later.hashes = append(x.later.hashes, stored{g.First + int64(i), h})
	}
	x.tree, x.grown = &tree, true
	x.heads[e.Stream] = e.Head()
	delete(x.whole, e.Stream)
	return g.Index, nil
}

func (x *tx) mayAppend(e entry.Entry) error {
	if !x.writes {
		return errReadOnly
	}
	if !e.Intact() {
		return fault.Errorf(fault.Input, "entry %d: its sealed bytes are not those that its cover speaks of", e.Seq)
	}
	if err := e.Check(); err != nil {
		return err
	}
	head, err := x.Head(e.Stream)
	if err != nil {
		return err
	}
	if e.Seq != head.Seq+1 || e.Before != head.Hash {
		return fault.Errorf(fault.Conflict, "%w", &store.Beaten{Stream: e.Stream, Head: head})
	}
	return nil
}

const covers = `SELECT ` + CoverColumns + ` FROM entry `

// CoverColumns are those of entry that an entry is read from.
const CoverColumns = `entry.leaf, entry.stream, entry.seq, entry.recorded, entry.datakey, entry.before, entry.commitment, entry.nonce, entry.sealed, entry.text`

// Entries returns entries of a stream.
func (x *tx) Entries(s entry.Stream, from int64, limit int) ([]store.Kept, error) {
	if list, ok := x.whole[s]; ok && !x.over && from == 1 && limit == mostForeseen {
		return list, nil
	}
	return x.kept(covers+`WHERE stream = ? AND seq >= ? ORDER BY seq LIMIT ?`, string(s), from, limit)
}

// Leaves returns entries in the order of the log.
func (x *tx) Leaves(from int64, limit int) ([]store.Kept, error) {
	return x.kept(covers+`WHERE leaf >= ? ORDER BY leaf LIMIT ?`, from, limit)
}

func (x *tx) kept(q string, args ...any) ([]store.Kept, error) {
	var list []store.Kept
	err := x.query(func(scan func(...any) error) error {
		k, err := scanKept(scan)
		list = append(list, k)
		return err
	}, q, args...)
	return list, err
}

// scanKept reads a row of covers.
func scanKept(scan func(...any) error) (store.Kept, error) {
	var k store.Kept
	var stream string
	var recorded int64
	var before, commit, nonce, sealed []byte
	err := scan(&k.Leaf, &stream, &k.Seq, &recorded, &k.Key, &before, &commit, &nonce, &sealed, &k.Text)
	k.Stream, k.Recorded = entry.Stream(stream), moment(recorded)
	copy(k.Before[:], before)
	copy(k.Commit[:], commit)
	copy(k.Nonce[:], nonce)
	copy(k.Sealed[:], sealed)
	return k, err
}

// Tree returns the log's tree, in its own copy.
func (x *tx) Tree() (ledger.Tree, error) {
	if x.tree == nil {
		if err := x.readTree(`SELECT size, edge, recorded FROM log WHERE one = 1`); err != nil {
			return ledger.Tree{}, err
		}
	}
	e, err := proof.NewEdge(x.tree.Edge.Size(), x.tree.Edge.Hashes())
	if err != nil {
		return ledger.Tree{}, err
	}
	return ledger.Tree{Edge: *e, Last: x.tree.Last}, nil
}

// mostAtOnce bounds the parameters of one statement.
const mostAtOnce = 500

// ReadHashes returns hashes of the tree, in the order asked.
func (x *tx) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make(map[int64]tlog.Hash, len(indexes))
	for _, h := range x.later.hashes {
		found[h.at] = h.hash
	}
	for part := range slices.Chunk(indexes, mostAtOnce) {
		args := make([]any, len(part))
		for i, n := range part {
			args[i] = n
		}
		err := x.query(func(scan func(...any) error) error {
			var at int64
			var h []byte
			if err := scan(&at, &h); err != nil {
				return err
			}
			if len(h) != tlog.HashSize {
				return fault.Errorf(fault.Internal, "hash %d of the tree has %d bytes; affiant fsck tells more", at, len(h))
			}
			found[at] = tlog.Hash(h)
			return nil
		}, `SELECT at, hash FROM hash WHERE at IN (`+marks(len(part))+`)`, args...)
		if err != nil {
			return nil, err
		}
	}
	list := make([]tlog.Hash, len(indexes))
	for i, n := range indexes {
		h, ok := found[n]
		if !ok {
			return nil, fault.Errorf(fault.NotFound, "hash %d of the tree is not there", n)
		}
		list[i] = h
	}
	return list, nil
}

// PutCheckpoint keeps a signed checkpoint.
func (x *tx) PutCheckpoint(size int64, signed []byte) error {
	switch {
	case x.over:
		return errOver
	case !x.writes:
		return errReadOnly
	}
	x.later.checkpoints = slices.DeleteFunc(slices.Clone(x.later.checkpoints), func(c checkpoint) bool { return c.size == size })
	x.later.checkpoints = append(x.later.checkpoints, checkpoint{size, slices.Clone(signed)})
	return nil
}

// Sign has the log signed when all that is kept together has been entered.
func (x *tx) Sign(fn func(ledger.Tree) ([]byte, error)) error {
	switch {
	case x.over:
		return errOver
	case !x.writes:
		return errReadOnly
	}
	x.later.sign = fn
	return nil
}

// Checkpoint returns the largest one that is not larger than atMost.
func (x *tx) Checkpoint(atMost int64) (size int64, signed []byte, err error) {
	err = x.first(`SELECT size, signed FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1`, []any{atMost}, &size, &signed)
	for _, c := range x.later.checkpoints {
		if c.size <= atMost && (c.size >= size || errors.Is(err, sql.ErrNoRows)) {
			size, signed, err = c.size, c.signed, nil
		}
	}
	return size, signed, absent(err, "there is no checkpoint of at most %d leaves", atMost)
}
