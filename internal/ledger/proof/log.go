package proof

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// A Log is a copy of a whole log, in the layout of c2sp.org/tlog-tiles: checkpoint, tile/LEVEL/N, tile/entries/N; and
// beside them successions/*, by which keys have handed over.
type Log struct {
	Files fs.FS
	Trust *Trust
	Older []Checkpoint // states that the log is known to have had
}

// A Reading is what was found in a log.
type Reading struct {
	Checkpoint Checkpoint
	From, To   time.Time // when its first and last leaf were recorded
	Faults     []error   // each a *Broken, the first ones if there are very many
	More       int       // how many more there were
}

const mostFaults = 100

func (r *Reading) fault(b Breach, where, how string, args ...any) {
	if len(r.Faults) == mostFaults {
		r.More++
		return
	}
	r.Faults = append(r.Faults, broken(b, where, how, args...))
}

// Check reads the whole log: every leaf is hashed, every tile worked out again, the root compared with the signed
// checkpoint, the times of the leaves with each other, and the log with the states it is known to have had. The
// error is one of the files, or a checkpoint that no trusted key has signed, without which there is nothing to hold the rest
// against; what else is wrong is in the Reading.
func (l *Log) Check() (*Reading, error) {
	if err := l.succeed(); err != nil {
		return nil, err
	}
	signed, err := fs.ReadFile(l.Files, "checkpoint")
	if err != nil {
		return nil, unreadable("there is no checkpoint in this log: %w", err)
	}
	c, err := l.Trust.Open(signed)
	if err != nil {
		return nil, err
	}
	r := &Reading{Checkpoint: c}
	w := &walk{log: l, reading: r, size: c.Size}
	w.run()
	l.compare(r, w)
	return r, nil
}

// succeed lets the trusted keys hand over, as often as one names another.
func (l *Log) succeed() error {
	names, err := fs.Glob(l.Files, "successions/*")
	if err != nil {
		return err
	}
	slices.Sort(names)
	for range names {
		for _, name := range names {
			signed, err := fs.ReadFile(l.Files, name)
			if err != nil {
				return err
			}
			var b *Broken
			if err := l.Trust.Accept(signed); err != nil && !errors.As(err, &b) {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

// compare holds what was worked out against the checkpoint and the older states.
func (l *Log) compare(r *Reading, w *walk) {
	c := r.Checkpoint
	switch {
	case w.leaves.Size() == c.Size && w.leaves.Root() == c.Root:
		// The leaves are those that were signed: a tile that differs is damaged, and no more.
		for _, m := range w.mismatches {
			r.fault(Damaged, m.tile, "hash %d does not follow from the leaves, which are as signed", m.at)
		}
	case w.tiles.Size() == c.Size && w.tiles.Root() == c.Root:
		// The tiles of level 0 are those that were signed, so the leaves were changed.
		for _, m := range w.mismatches {
			if m.level == 0 {
				r.fault(Altered, fmt.Sprintf("leaf %d", m.leaf), "it is not the one whose hash the log has signed")
			} else {
				r.fault(Damaged, m.tile, "hash %d does not follow from the tiles below", m.at)
			}
		}
	case w.leaves.Size() != c.Size:
		r.fault(Removed, fmt.Sprintf("log %s", c.Origin), "%d leaves can be read, and its checkpoint has %d", w.leaves.Size(), c.Size)
	default:
		r.fault(Forked, fmt.Sprintf("log %s", c.Origin), "neither its leaves nor its tiles lead to the root that was signed: it is another log, or both were changed")
	}
	for _, o := range l.Older {
		switch root, known := w.roots[o.Size]; {
		case o.Origin != c.Origin:
			r.fault(Replayed, fmt.Sprintf("log %s", c.Origin), "the older checkpoint is of the log %s", o.Origin)
		case o.Size > c.Size:
			r.fault(RolledBack, fmt.Sprintf("log %s", c.Origin), "it has %d leaves and has had %d", c.Size, o.Size)
		case o.Size == 0 && o.Root == emptyRoot:
		case !known || root != o.Root:
			r.fault(Forked, fmt.Sprintf("log %s", c.Origin), "its first %d leaves are not those of the older checkpoint", o.Size)
		}
	}
}

// A mismatch is a hash in a tile that is not the one worked out.
type mismatch struct {
	tile  string
	level int
	at    int
	leaf  int64 // the leaf, on level 0
}

// A walk works a log's tree out again from its leaves, and holds each stored tile against it.
type walk struct {
	log        *Log
	reading    *Reading
	size       int64
	leaves     Edge // grown from the leaves
	tiles      Edge // grown from the hashes in the tiles of level 0
	rows       [][]tlog.Hash
	mismatches []mismatch
	roots      map[int64]tlog.Hash // of the sizes asked about
}

func (w *walk) run() {
	w.roots = make(map[int64]tlog.Hash)
	for _, o := range w.log.Older {
		w.roots[o.Size] = tlog.Hash{}
	}
	for n := int64(0); n*TileWidth < w.size; n++ {
		width := int(min(TileWidth, w.size-n*TileWidth))
		if !w.bundle(tlog.Tile{H: TileHeight, L: 0, N: n, W: width}) {
			return
		}
	}
	for level, row := range w.rows {
		if len(row) > 0 {
			w.hold(level, w.size>>(TileHeight*(level+1)), row)
		}
	}
}

// bundle reads the leaves of one tile. It returns false if there is no going on.
func (w *walk) bundle(t tlog.Tile) bool {
	where := EntriesPath(t)
	data, err := read(w.log.Files, where, t.W)
	if err != nil {
		w.reading.fault(Removed, where, "its leaves cannot be read: %v", err)
		return false
	}
	leaves, whole := cutLeaves(data)
	if len(leaves) < t.W || !whole && len(leaves) == t.W {
		w.reading.fault(Removed, where, "%d whole leaves can be read; expected %d and nothing after", len(leaves), t.W)
	}
	for i, text := range leaves[:min(t.W, len(leaves))] {
		w.leaf(t.N*TileWidth+int64(i), text)
	}
	w.tile0(t)
	return len(leaves) >= t.W
}

// leaf hashes one leaf and looks at its time.
func (w *walk) leaf(n int64, text []byte) {
	where := fmt.Sprintf("leaf %d", n)
	l, err := ParseLeaf(text)
	switch {
	case err != nil:
		w.reading.fault(Altered, where, "%v", err)
	case n > 0 && l.Recorded.Before(w.reading.To):
		w.reading.fault(Backdated, where, "it was recorded at %s and the one before it at %s", l.Recorded.Format(clock), w.reading.To.Format(clock))
	case n == 0:
		w.reading.From, w.reading.To = l.Recorded, l.Recorded
	default:
		w.reading.To = l.Recorded
	}
	h := tlog.RecordHash(text)
	w.leaves.Append(h)
	if _, asked := w.roots[w.leaves.Size()]; asked {
		w.roots[w.leaves.Size()] = w.leaves.Root()
	}
	w.push(0, h)
}

// push adds a hash to the tile that is being filled on a level. A full one is held against the file, and its root pushed one
// level up.
func (w *walk) push(level int, h tlog.Hash) {
	for len(w.rows) <= level {
		w.rows = append(w.rows, nil)
	}
	w.rows[level] = append(w.rows[level], h)
	if len(w.rows[level]) < TileWidth {
		return
	}
	var e Edge
	for _, h := range w.rows[level] {
		e.Append(h)
	}
	row := w.rows[level]
	w.rows[level] = nil
	w.hold(level, (w.leaves.Size()-1)>>(TileHeight*(level+1)), row)
	w.push(level+1, e.Root())
}

// hold compares what a tile should hold with the file.
func (w *walk) hold(level int, n int64, want []tlog.Hash) {
	t := tlog.Tile{H: TileHeight, L: level, N: n, W: len(want)}
	where := TilePath(t)
	data, err := read(w.log.Files, where, t.W)
	if err != nil {
		w.reading.fault(Removed, where, "the tile cannot be read: %v", err)
		return
	}
	for i, h := range want {
		if got := data[min(i*tlog.HashSize, len(data)):min((i+1)*tlog.HashSize, len(data))]; !bytes.Equal(got, h[:]) {
			w.mismatches = append(w.mismatches, mismatch{where, level, i, n*TileWidth + int64(i)})
		}
	}
}

// tile0 grows the second tree, from the hashes that are stored.
func (w *walk) tile0(t tlog.Tile) {
	data, err := read(w.log.Files, TilePath(t), t.W)
	if err != nil {
		return // said when the tile is held against what was worked out
	}
	for i := 0; i < t.W && len(data) >= (i+1)*tlog.HashSize; i++ {
		w.tiles.Append(tlog.Hash(data[i*tlog.HashSize:]))
	}
}

// read reads a tile. A partial one may have gone when the full one came (c2sp.org/tlog-tiles, "Partial Tiles").
func read(files fs.FS, name string, width int) ([]byte, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil && width < TileWidth {
		if full, err2 := fs.ReadFile(files, path.Dir(name)[:len(path.Dir(name))-len(".p")]); err2 == nil {
			return full, nil
		}
	}
	return data, err
}
