package clerk

import (
	"context"
	"slices"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// How much is read for one page of a search: of the index, what has the rarest word, if that is no more; of words that more matters have, so many matters
// of those that the caller may find.
const (
	mostHits   = 1000
	mostLooked = 1000
)

// A Sought is where a search goes on: after so many of the best, or, of words that very many matters have, at a place in the list of all matters.
type Sought struct {
	Best  int
	After *store.Cursor
}

// Search returns matters that have all of the words and that the caller may find and read them in, at most limit, and where it goes on; nil at the end. If
// one of the words is rare, the best come first; else the latest changed, and a page may have fewer than limit though more follow. What the caller may not
// find or read leaves no trace.
func (c *Clerk) Search(ctx context.Context, by Caller, words string, limit int, from *Sought) ([]Summary, *Sought, error) {
	var blind []vault.Blind
	for _, w := range searchWords(words) {
		blind = append(blind, c.index.Blind(w))
	}
	if len(blind) == 0 {
		return nil, nil, fault.Errorf(fault.Input, "there is no word to search for in %q", words)
	}
	if limit <= 0 || limit > 200 {
		limit = 50
	}
	if from == nil {
		from = &Sought{}
	}
	var list []Summary
	var next *Sought
	err := c.store.View(ctx, func(tx store.Tx) error {
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		x := searching{clerk: c, tx: tx, by: by, roll: roll, words: blind, limit: limit, within: c.within(roll, by)}
		if from.After != nil {
			next, err = x.down(ctx, from.After)
		} else {
			next, err = x.best(ctx, from.Best)
		}
		list = x.list
		return err
	})
	return list, next, err
}

// A searching is one page of a search.
type searching struct {
	clerk  *Clerk
	tx     store.Tx
	by     Caller
	roll   *people.Roll
	words  []vault.Blind
	limit  int
	within *store.Within
	list   []Summary
	last   entry.Stream // of the list
}

// best takes the heaviest, after so many of them.
func (x *searching) best(ctx context.Context, n int) (*Sought, error) {
	most := mostHits
	if n > 0 { // more of them may have come since the first page
		most *= 2
	}
	hits, whole, err := x.tx.Search(x.words, x.within, most)
	if err != nil {
		return nil, err
	}
	if !whole {
		return x.down(ctx, nil)
	}
	limit := x.limit
	x.limit++ // that more follow is said only if there is more for him
	for part := range slices.Chunk(hits[min(n, len(hits)):], x.limit) {
		streams := make([]entry.Stream, len(part))
		for i, h := range part {
			streams[i] = h.Stream
		}
		rows, err := x.tx.RowsOf(streams)
		if err != nil {
			return nil, err
		}
		if _, err := x.take(ctx, rows); err != nil {
			return nil, err
		}
		if len(x.list) > limit {
			x.list = x.list[:limit]
			return &Sought{Best: n + slices.Index(streams, x.last)}, nil
		}
		n += len(part)
	}
	return nil, nil
}

// down goes down the list of what the caller may find, from a place on. It goes as far whether what is found is for him or not: how long it takes would else tell.
func (x *searching) down(ctx context.Context, after *store.Cursor) (*Sought, error) {
	rows, next, err := x.tx.Browse(store.Query{Within: x.within, After: after, Limit: x.limit}, x.words, mostLooked)
	if err != nil {
		return nil, err
	}
	took, err := x.take(ctx, rows)
	switch {
	case err != nil:
		return nil, err
	case took < len(rows):
		return &Sought{After: rows[took-1].Cursor()}, nil
	case next == nil:
		return nil, nil
	}
	return &Sought{After: next}, nil
}

// take adds what of some rows is for the caller, as long as there is room, and returns how many of the rows it has looked at.
func (x *searching) take(ctx context.Context, rows []store.Row) (int, error) {
	seen, err := x.clerk.glances(ctx, x.tx, rows)
	if err != nil {
		return 0, err
	}
	for i, r := range rows {
		if len(x.list) == x.limit {
			return i, nil
		}
		s, ok, err := x.clerk.shown(x.by, x.roll, seen[r.Stream])
		if err != nil {
			return i, err
		}
		if ok && x.clerk.reads(ctx, x.tx, x.by, x.roll, seen[r.Stream], x.words) { // else the words stand where the caller may not read
			x.list, x.last = append(x.list, s), r.Stream
		}
	}
	return len(rows), nil
}

// reads reports whether every one of the words stands in what of a matter the caller may read. A search would otherwise answer, word by word,
// what is kept from him.
func (c *Clerk) reads(ctx context.Context, tx store.Tx, by Caller, roll *people.Roll, g *glance, words []vault.Blind) bool {
	if c.readsAll(by, roll, &g.file) {
		return true
	}
	f, err := c.read(ctx, tx, g.file.stream)
	if err != nil {
		return false
	}
	at, err := c.seat(by, roll, f)
	if err != nil {
		return false
	}
	type question struct {
		act access.Act
		app record.AppID
	}
	told := map[question]access.Decision{} // a view asks again for each entry
	may := func(act access.Act, app record.AppID) access.Decision {
		d, ok := told[question{act, app}]
		if !ok {
			d = at.may(act, app)
			told[question{act, app}] = d
		}
		return d
	}
	left := map[vault.Blind]bool{}
	for _, w := range words {
		left[w] = true
	}
	drop := func(m *record.Matter) bool {
		for w := range c.words(m) {
			delete(left, w)
		}
		return len(left) == 0
	}
	if drop(&record.Matter{ID: f.m.ID, Title: f.m.Title}) {
		return true
	}
	for _, act := range []access.Act{access.ReadSources, access.ReadPapers, access.ReadDocket, access.ReadWarrant} {
		for _, app := range append(appIDs(&f.m), "") {
			if !may(act, app).May {
				continue
			}
			if drop(&f.view(act, f.person(by.Account), at.minute, may).Matter) {
				return true
			}
			break
		}
	}
	return false
}

// readsAll reports whether the caller may read all that search knows of a matter. It needs no more of it than a sketch.
func (c *Clerk) readsAll(by Caller, roll *people.Roll, f *file) bool {
	at, err := c.seat(by, roll, f)
	if err != nil {
		return false
	}
	for _, app := range append(appIDs(&f.m), "") {
		if d := at.may(access.ReadSources, app); !d.May || d.As == record.Magistrate {
			return false
		}
	}
	return true
}
