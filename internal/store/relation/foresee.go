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

// mostForeseen is how many entries of a stream are read ahead: as many as are asked for at once.
const mostForeseen = 500

// A pairList is cells, each once, as two lists.
type pairList struct {
	seen           map[[2]string]bool
	buckets, names []string
}

func (p *pairList) add(list [][2]string) {
	for _, c := range list {
		if !p.seen[c] {
			if p.seen == nil {
				p.seen = map[[2]string]bool{}
			}
			p.seen[c] = true
			p.buckets, p.names = append(p.buckets, c[0]), append(p.names, c[1])
		}
	}
}

// alone waits until nobody else writes, and reads the log's row; on the same journey, where the database is far, what the updates will
// ask for.
func (x *tx) alone(run []*turn) error {
	d := &x.db.dialect
	if d.Cells == "" {
		return x.readTree(d.Alone)
	}
	var cells, named, whole pairList
	var streams []string
	x.cells, x.heads, x.whole = map[[2]string]foreseen{}, map[entry.Stream]entry.Head{}, map[entry.Stream][]store.Kept{}
	for _, t := range run {
		f := store.ForeseenBy(t.ctx)
		for _, list := range [][][2]string{f.Cells, f.Named, f.Whole} {
			cells.add(list)
		}
		named.add(f.Named)
		named.add(f.Whole)
		whole.add(f.Whole)
		for _, s := range f.Heads {
			if _, ok := x.heads[s]; !ok {
				x.heads[s] = entry.Head{}
				streams = append(streams, string(s))
			}
		}
	}
	for c := range cells.seen {
		x.cells[c] = foreseen{}
	}
	head := func(scan func(...any) error) error {
		var stream string
		var h entry.Head
		var hash []byte
		err := scan(&stream, &h.Seq, &hash)
		copy(h.Hash[:], hash)
		x.heads[entry.Stream(stream)] = h
		return err
	}
	var list []Question
	if len(cells.names) > 0 {
		list = append(list, Question{d.Cells, []any{cells.buckets, cells.names}, func(scan func(...any) error) error {
			var bucket, name string
			v := foreseen{there: true}
			err := scan(&bucket, &name, &v.value)
			x.cells[[2]string{bucket, name}] = v
			return err
		}})
	}
	if len(streams) > 0 {
		list = append(list, Question{d.Heads, []any{streams}, head})
	}
	if len(named.names) > 0 { // both, whichever was asked for: what is at hand of a matter does not show in what is asked
		list = append(list, Question{d.Named, []any{named.buckets, named.names}, head},
			Question{d.Whole(mostForeseen), []any{whole.buckets, whole.names}, func(scan func(...any) error) error {
				k, err := scanKept(scan)
				x.whole[k.Stream] = append(x.whole[k.Stream], k)
				return err
			}})
	}
	return x.readTree(d.Alone, list...)
}
