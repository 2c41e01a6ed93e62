package relation

import (
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
)

// A foreseen is the value of a cell, or that there is none.
type foreseen struct {
	value []byte
	there bool
}

// alone waits until nobody else writes, and reads the log's row; on the same journey, where the database is far, what the updates will
// ask for.
func (x *tx) alone(run []*turn) error {
	d := &x.db.dialect
	if d.Cells == "" {
		return x.readTree(d.Alone)
	}
	var buckets, names, streams []string
	cells, heads := map[[2]string]foreseen{}, map[entry.Stream]entry.Head{}
	for _, t := range run {
		f := store.ForeseenBy(t.ctx)
		for _, c := range f.Cells {
			if _, ok := cells[c]; !ok {
				cells[c] = foreseen{}
				buckets, names = append(buckets, c[0]), append(names, c[1])
			}
		}
		for _, s := range f.Heads {
			if _, ok := heads[s]; !ok {
				heads[s] = entry.Head{}
				streams = append(streams, string(s))
			}
		}
	}
	var list []Question
	if len(names) > 0 {
		list = append(list, Question{d.Cells, []any{buckets, names}, func(scan func(...any) error) error {
			var bucket, name string
			v := foreseen{there: true}
			err := scan(&bucket, &name, &v.value)
			cells[[2]string{bucket, name}] = v
			return err
		}})
	}
	if len(streams) > 0 {
		list = append(list, Question{d.Heads, []any{streams}, func(scan func(...any) error) error {
			var stream string
			var h entry.Head
			var hash []byte
			err := scan(&stream, &h.Seq, &hash)
			copy(h.Hash[:], hash)
			heads[entry.Stream(stream)] = h
			return err
		}})
	}
	if err := x.readTree(d.Alone, list...); err != nil {
		return err
	}
	x.cells, x.heads = cells, heads
	return nil
}
