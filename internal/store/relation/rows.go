package relation

import (
	"bytes"
	"cmp"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

const columns = `stream, kind, court, agency, stage, opened, changed, due, sealed, seq, text`

// PutRow puts what a list shows of a stream.
func (x *tx) PutRow(r store.Row) error {
	if err := x.putRow(r); err != nil {
		return err
	}
	if err := x.exec(`DELETE FROM tag WHERE stream = ?`, string(r.Stream)); err != nil {
		return err
	}
	return x.addTags(r.Stream, r.Tags)
}

func (x *tx) addTags(s entry.Stream, list []string) error {
	tags := slices.Clone(list)
	slices.Sort(tags)
	var rows [][]any
	for _, t := range slices.Compact(tags) {
		rows = append(rows, []any{t, string(s)})
	}
	return x.insert(intoTag, rows...)
}

// putRow puts a row, without its tags.
func (x *tx) putRow(r store.Row) error {
	if r.Text == nil {
		r.Text = []byte{}
	}
	return x.insert(intoListed, []any{string(r.Stream), r.Kind, r.Court, r.Agency, r.Stage, micros(r.Opened), micros(r.Changed), micros(r.Due), number(r.Sealed), r.Seq, r.Text})
}

// Row returns the row of a stream.
func (x *tx) Row(s entry.Stream) (store.Row, error) {
	list, err := x.rows(`SELECT `+columns+` FROM listed WHERE stream = ?`, string(s))
	if err == nil && len(list) == 0 {
		return store.Row{}, absent(sql.ErrNoRows, "there is no row of stream %s", s)
	}
	if err != nil {
		return store.Row{}, err
	}
	return list[0], nil
}

// Rows returns the rows that a query chooses, the latest changed first.
func (x *tx) Rows(q store.Query) ([]store.Row, error) {
	w := q.Within
	if w == nil {
		return x.chosen(q, "", "")
	}
	var all []store.Row
	find := func(condition, value string) error {
		list, err := x.chosen(q, condition, value)
		all = append(all, list...)
		return err
	}
	for _, v := range w.Agencies {
		if err := find(`agency = ?`, v); err != nil {
			return nil, err
		}
	}
	for _, v := range w.Courts {
		if err := find(`court = ?`, v); err != nil {
			return nil, err
		}
	}
	for _, v := range w.Tags {
		many, err := x.many(v)
		if err != nil {
			return nil, err
		}
		condition := `stream IN (SELECT stream FROM tag WHERE tag = ?)`
		if many {
			condition = `EXISTS (SELECT 1 FROM tag WHERE tag.tag = ? AND tag.stream = listed.stream)`
		}
		if err := find(condition, v); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b store.Row) int {
		return cmp.Or(b.Changed.Compare(a.Changed), strings.Compare(string(a.Stream), string(b.Stream)))
	})
	all = slices.CompactFunc(all, func(a, b store.Row) bool { return a.Stream == b.Stream })
	return all[:min(len(all), limitOf(q))], nil
}

// manyTagged is how many rows with a tag are too many to be put in order for the sake of one page. Of a million rows five thousand
// with a tag are as soon put in order as a page of them is met with going down the list.
const manyTagged = 5000

// many reports whether a tag is one of so many rows that a page of them is sooner found by going down the list, latest first, than by
// putting all of them in order.
func (x *tx) many(tag string) (bool, error) {
	var n int64
	err := x.first(`SELECT COUNT(*) FROM (SELECT 1 FROM tag WHERE tag = ? LIMIT ?) AS tagged`, []any{tag, manyTagged}, &n)
	return n == manyTagged, err
}

func limitOf(q store.Query) int {
	if q.Limit == 0 {
		return 100
	}
	return q.Limit
}

// chosen returns the rows that a query chooses and that meet one condition more, if there is one.
func (x *tx) chosen(q store.Query, condition, value string) ([]store.Row, error) {
	var where []string
	var args []any
	if condition != "" {
		where, args = append(where, condition), append(args, value)
	}
	any := func(column string, list []string) {
		if len(list) == 0 {
			return
		}
		where = append(where, column+` IN (`+marks(len(list))+`)`)
		for _, v := range list {
			args = append(args, v)
		}
	}
	any("kind", q.Kinds)
	any("court", q.Courts)
	any("agency", q.Agencies)
	any("stage", q.Stages)
	if len(q.Tags) > 0 {
		where = append(where, `stream IN (SELECT stream FROM tag WHERE tag IN (`+marks(len(q.Tags))+`))`)
		for _, v := range q.Tags {
			args = append(args, v)
		}
	}
	if !q.DueBefore.IsZero() {
		where = append(where, `due > ? AND due < ?`)
		args = append(args, int64(none), micros(q.DueBefore))
	}
	if q.Sealed != nil {
		where = append(where, `sealed = ?`)
		args = append(args, number(*q.Sealed))
	}
	if c := q.After; c != nil {
		where = append(where, `(changed < ? OR changed = ? AND stream > ?)`)
		args = append(args, micros(c.Changed), micros(c.Changed), string(c.Stream))
	}
	text := `SELECT ` + columns + ` FROM listed`
	if len(where) > 0 {
		text += ` WHERE ` + strings.Join(where, ` AND `)
	}
	return x.rows(text+` ORDER BY changed DESC, stream LIMIT ?`, append(args, limitOf(q))...)
}

func (x *tx) rows(q string, args ...any) ([]store.Row, error) {
	var list []store.Row
	at := make(map[entry.Stream]int)
	err := x.query(func(scan func(...any) error) error {
		var r store.Row
		var stream string
		var opened, changed, due int64
		var sealed int
		if err := scan(&stream, &r.Kind, &r.Court, &r.Agency, &r.Stage, &opened, &changed, &due, &sealed, &r.Seq, &r.Text); err != nil {
			return err
		}
		r.Stream, r.Sealed = entry.Stream(stream), sealed != 0
		r.Opened, r.Changed, r.Due = moment(opened), moment(changed), moment(due)
		at[r.Stream] = len(list)
		list = append(list, r)
		return nil
	}, q, args...)
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(list, mostAtOnce) {
		streams := make([]any, len(part))
		for i, r := range part {
			streams[i] = string(r.Stream)
		}
		err := x.query(func(scan func(...any) error) error {
			var stream, tag string
			if err := scan(&stream, &tag); err != nil {
				return err
			}
			r := &list[at[entry.Stream(stream)]]
			r.Tags = append(r.Tags, tag)
			return nil
		}, `SELECT stream, tag FROM tag WHERE stream IN (`+marks(len(part))+`) ORDER BY stream, tag`, streams...)
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// PutWords puts the blinded words of a stream.
func (x *tx) PutWords(s entry.Stream, words map[vault.Blind]int) error {
	if err := x.exec(`DELETE FROM word WHERE stream = ?`, string(s)); err != nil {
		return err
	}
	return x.addWords(s, words)
}

// addWords adds words, or gives those that are there another weight.
func (x *tx) addWords(s entry.Stream, words map[vault.Blind]int) error {
	sorted := slices.SortedFunc(maps.Keys(words), func(a, b vault.Blind) int { return bytes.Compare(a[:], b[:]) })
	rows := make([][]any, len(sorted))
	for i := range sorted {
		rows[i] = []any{sorted[i][:], string(s), words[sorted[i]]}
	}
	return x.insert(intoWord, rows...)
}

// Derive brings what was derived from a stream up to what it is.
func (x *tx) Derive(was *store.Derived, is store.Derived) error {
	s := is.Row.Stream
	if was == nil {
		if err := x.PutRow(is.Row); err != nil {
			return err
		}
		return x.PutWords(s, is.Words)
	}
	if err := x.putRow(is.Row); err != nil {
		return err
	}
	if !slices.Equal(was.Row.Tags, is.Row.Tags) {
		if err := x.exec(`DELETE FROM tag WHERE stream = ?`, string(s)); err != nil {
			return err
		}
		if err := x.addTags(s, is.Row.Tags); err != nil {
			return err
		}
	}
	changed := map[vault.Blind]int{}
	for w, n := range is.Words {
		if was.Words[w] != n {
			changed[w] = n
		}
	}
	gone := slices.SortedFunc(maps.Keys(was.Words), func(a, b vault.Blind) int { return bytes.Compare(a[:], b[:]) })
	for _, w := range gone {
		if _, ok := is.Words[w]; !ok {
			if err := x.exec(`DELETE FROM word WHERE word = ? AND stream = ?`, w[:], string(s)); err != nil {
				return err
			}
		}
	}
	return x.addWords(s, changed)
}

// Search returns the streams that have all of the words.
func (x *tx) Search(words []vault.Blind, limit int) ([]store.Hit, error) {
	sorted := slices.Clone(words)
	slices.SortFunc(sorted, func(a, b vault.Blind) int { return slices.Compare(a[:], b[:]) })
	sorted = slices.Compact(sorted)
	if len(sorted) == 0 || len(sorted) > mostAtOnce {
		return nil, nil
	}
	args := make([]any, 0, len(sorted)+2)
	for _, w := range sorted {
		args = append(args, append([]byte(nil), w[:]...))
	}
	var list []store.Hit
	err := x.query(func(scan func(...any) error) error {
		var h store.Hit
		var stream string
		if err := scan(&stream, &h.Weight); err != nil {
			return err
		}
		h.Stream = entry.Stream(stream)
		list = append(list, h)
		return nil
	}, `SELECT stream, CAST(SUM(weight) AS BIGINT) AS total FROM word WHERE word IN (`+marks(len(sorted))+`) GROUP BY stream HAVING COUNT(*) = ? ORDER BY total DESC, stream LIMIT ?`,
		append(args, len(sorted), limit)...)
	return list, err
}

// Words returns the blinded words of a stream.
func (x *tx) Words(s entry.Stream) (map[vault.Blind]int, error) {
	words := make(map[vault.Blind]int)
	err := x.query(func(scan func(...any) error) error {
		var word []byte
		var weight int
		if err := scan(&word, &weight); err != nil {
			return err
		}
		var b vault.Blind
		if len(word) == len(b) { // what is no blinded word stays under the zeros, which no word gives
			copy(b[:], word)
		}
		words[b] = weight
		return nil
	}, `SELECT word, weight FROM word WHERE stream = ?`, string(s))
	return words, err
}

// Stray returns streams that have words or tags and no row.
func (x *tx) Stray(limit int) ([]entry.Stream, error) {
	var list []entry.Stream
	err := x.query(func(scan func(...any) error) error {
		var s string
		if err := scan(&s); err != nil {
			return err
		}
		list = append(list, entry.Stream(s))
		return nil
	}, `SELECT stream FROM word WHERE NOT EXISTS (SELECT 1 FROM listed WHERE listed.stream = word.stream)
		UNION SELECT stream FROM tag WHERE NOT EXISTS (SELECT 1 FROM listed WHERE listed.stream = tag.stream) ORDER BY 1 LIMIT ?`, limit)
	return list, err
}

// Forget takes away what was derived from a stream.
func (x *tx) Forget(s entry.Stream) error {
	for _, table := range []string{"listed", "tag", "word", "job"} {
		if err := x.exec(`DELETE FROM `+table+` WHERE stream = ?`, string(s)); err != nil {
			return err
		}
	}
	return nil
}
