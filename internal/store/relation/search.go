package relation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// Search returns the streams within that have all of the words, the heaviest first, if one of the words is in no more than atMost streams. It looks at the streams
// that have the rarest word, and at no more.
func (x *tx) Search(words []vault.Blind, w *store.Within, atMost int) ([]store.Hit, bool, error) {
	sorted, rarest, err := x.rarestFirst(words, atMost)
	if err != nil || len(sorted) == 0 {
		return nil, true, err
	}
	if rarest > atMost {
		return nil, false, nil
	}
	weight := map[entry.Stream]int{}
	var streams []entry.Stream
	err = x.query(hit(func(s entry.Stream, n int) {
		weight[s], streams = n, append(streams, s)
	}), hasWord, sorted[0][:])
	for _, word := range sorted[1:] {
		if err != nil {
			return nil, true, err
		}
		streams, err = x.having(streams, word, func(s entry.Stream, n int) { weight[s] += n })
	}
	if err != nil {
		return nil, true, err
	}
	if streams, err = x.within(w, streams); err != nil {
		return nil, true, err
	}
	hits := make([]store.Hit, len(streams))
	for i, s := range streams {
		hits[i] = store.Hit{Stream: s, Weight: weight[s]}
	}
	slices.SortFunc(hits, func(a, b store.Hit) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(string(a.Stream), string(b.Stream)))
	})
	return hits, true, nil
}

// Browse goes down the rows that a query chooses, no more of them than look, and returns those that have all of the words.
func (x *tx) Browse(q store.Query, words []vault.Blind, look int) ([]store.Row, *store.Cursor, error) {
	want, some := limitOf(q), limitOf(q)
	var found []place
	for {
		q.Limit = min(some, look)
		list, err := x.places(q)
		if err != nil {
			return nil, nil, err
		}
		streams := streamsOf(list)
		for _, w := range words {
			if streams, err = x.having(streams, w, func(entry.Stream, int) {}); err != nil {
				return nil, nil, err
			}
		}
		has := make(map[entry.Stream]bool, len(streams))
		for _, s := range streams {
			has[s] = true
		}
		for i, p := range list {
			if has[p.stream] {
				found = append(found, p)
			}
			if len(found) == want && (i < len(list)-1 || len(list) == q.Limit) {
				rows, err := x.RowsOf(streamsOf(found))
				return rows, &store.Cursor{Changed: moment(p.at), Stream: p.stream}, err
			}
		}
		look -= len(list)
		var next *store.Cursor
		if len(list) == q.Limit {
			last := list[len(list)-1]
			next = &store.Cursor{Changed: moment(last.at), Stream: last.stream}
		}
		if next == nil || look == 0 {
			rows, err := x.RowsOf(streamsOf(found))
			return rows, next, err
		}
		q.After, some = next, min(2*some, mostAtOnce)
	}
}

// rarestFirst returns words, each once, the rarest first, and of how many streams that is; one more than atMost if it is of more.
func (x *tx) rarestFirst(words []vault.Blind, atMost int) ([]vault.Blind, int, error) {
	sorted := slices.Clone(words)
	slices.SortFunc(sorted, func(a, b vault.Blind) int { return slices.Compare(a[:], b[:]) })
	sorted = slices.Compact(sorted)
	of := make(map[vault.Blind]int, len(sorted))
	for _, w := range sorted {
		var n int
		if err := x.first(`SELECT COUNT(*) FROM (SELECT 1 FROM word WHERE word = ? LIMIT ?) AS had`, []any{w[:], atMost + 1}, &n); err != nil {
			return nil, 0, err
		}
		of[w] = n
	}
	slices.SortStableFunc(sorted, func(a, b vault.Blind) int { return of[a] - of[b] })
	if len(sorted) == 0 {
		return nil, 0, nil
	}
	return sorted, of[sorted[0]], nil
}

const hasWord = `SELECT stream, weight FROM word WHERE word = ?`

// hit reads a stream that has a word, and the weight of the word there.
func hit(fn func(entry.Stream, int)) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		var stream string
		var n int
		err := scan(&stream, &n)
		fn(entry.Stream(stream), n)
		return err
	}
}

// having returns those of some streams that have a word, and tells its weight in each.
func (x *tx) having(list []entry.Stream, w vault.Blind, tell func(entry.Stream, int)) ([]entry.Stream, error) {
	var left []entry.Stream
	for part := range slices.Chunk(list, mostAtOnce) {
		q, args := hasWord+` AND stream`+oneOf(len(part)), append([]any{w[:]}, several(part)...)
		if d := x.db.dialect.Having; d != "" {
			names := make([]string, len(part))
			for i, s := range part {
				names[i] = string(s)
			}
			q, args = d, []any{names, w[:]}
		}
		err := x.query(hit(func(s entry.Stream, n int) {
			left = append(left, s)
			tell(s, n)
		}), q, args...)
		if err != nil {
			return nil, err
		}
	}
	return left, nil
}

// within returns those of some streams that are within, in no order.
func (x *tx) within(w *store.Within, list []entry.Stream) ([]entry.Stream, error) {
	if w == nil {
		return list, nil
	}
	conditions, args := []string{`1 = 0`}, []any(nil)
	for _, c := range []struct {
		column string
		list   []store.Part
	}{{`agency`, w.Agencies}, {`court`, w.Courts}} {
		for _, p := range c.list {
			one := c.column + ` = ?`
			args = append(args, p.Of)
			if len(p.But) > 0 {
				one, args = one+` AND stage NOT`+oneOf(len(p.But)), append(args, several(p.But)...)
			}
			conditions = append(conditions, one)
		}
	}
	if len(w.Tags) > 0 {
		conditions = append(conditions, `EXISTS (SELECT 1 FROM tag WHERE tag.stream = listed.stream AND tag.tag`+oneOf(len(w.Tags))+`)`)
		args = append(args, several(w.Tags)...)
	}
	var found []entry.Stream
	for part := range slices.Chunk(list, mostAtOnce) {
		in, err := x.placed(`SELECT stream, changed FROM listed WHERE stream`+oneOf(len(part))+` AND (`+strings.Join(conditions, ` OR `)+`)`, append(several(part), args...)...)
		if err != nil {
			return nil, err
		}
		for _, p := range in {
			found = append(found, p.stream)
		}
	}
	return found, nil
}
