package relation

import (
	"bytes"
	"database/sql"
	"maps"
	"slices"

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
	return x.addTags(r)
}

// addTags puts a row under its tags.
func (x *tx) addTags(r store.Row) error {
	tags := slices.Clone(r.Tags)
	slices.Sort(tags)
	var rows [][]any
	for _, t := range slices.Compact(tags) {
		rows = append(rows, []any{t, string(r.Stream), r.Stage, micros(r.Changed), r.Kind})
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

// Row returns the row of a stream, with its tags; one that does not stand in the list of its tag where the row does is told apart.
func (x *tx) Row(s entry.Stream) (store.Row, error) {
	list, err := x.rows(`SELECT `+columns+` FROM listed WHERE stream = ?`, string(s))
	if err == nil && len(list) == 0 {
		return store.Row{}, absent(sql.ErrNoRows, "there is no row of stream %s", s)
	}
	if err != nil {
		return store.Row{}, err
	}
	r := list[0]
	err = x.query(func(scan func(...any) error) error {
		var tag string
		var at int64
		var stage, kind string
		err := scan(&tag, &at, &stage, &kind)
		if at != micros(r.Changed) || stage != r.Stage || kind != r.Kind {
			tag += " (out of its place)" // no clerk leaves one so; a list under the tag may show it all the same
		}
		r.Tags = append(r.Tags, tag)
		return err
	}, `SELECT tag, changed, stage, kind FROM tag WHERE stream = ? ORDER BY tag`, string(s))
	return r, err
}

// Rows returns the rows that a query chooses.
func (x *tx) Rows(q store.Query) ([]store.Row, error) {
	list, err := x.places(q)
	if err != nil {
		return nil, err
	}
	return x.RowsOf(streamsOf(list))
}

// RowsOf returns the rows of some streams.
func (x *tx) RowsOf(list []entry.Stream) ([]store.Row, error) {
	rows := make([]store.Row, 0, len(list))
	for part := range slices.Chunk(list, mostAtOnce) {
		at := make(map[entry.Stream]int, len(part))
		for i, s := range part {
			at[s] = i
		}
		some, err := x.rows(`SELECT `+columns+` FROM listed WHERE stream`+oneOf(len(part)), several(part)...)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(some, func(a, b store.Row) int { return at[a.Stream] - at[b.Stream] })
		rows = append(rows, some...)
	}
	return rows, nil
}

func (x *tx) rows(q string, args ...any) ([]store.Row, error) {
	var list []store.Row
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
		list = append(list, r)
		return nil
	}, q, args...)
	return list, err
}

// PutWords puts the blinded words of a stream.
func (x *tx) PutWords(s entry.Stream, words map[vault.Blind]int) error {
	if err := x.exec(`DELETE FROM word WHERE stream = ?`, string(s)); err != nil {
		return err
	}
	return x.addWords(intoWord, s, words)
}

// addWords adds words, or gives those that are there another weight.
func (x *tx) addWords(into *Insert, s entry.Stream, words map[vault.Blind]int) error {
	sorted := slices.SortedFunc(maps.Keys(words), func(a, b vault.Blind) int { return bytes.Compare(a[:], b[:]) })
	rows := make([][]any, len(sorted))
	for i := range sorted {
		rows[i] = []any{sorted[i][:], string(s), words[sorted[i]]}
	}
	return x.insert(into, rows...)
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
	if !slices.Equal(was.Row.Tags, is.Row.Tags) { // else the database moves them with the row
		if err := x.exec(`DELETE FROM tag WHERE stream = ?`, string(s)); err != nil {
			return err
		}
		if err := x.addTags(is.Row); err != nil {
			return err
		}
	}
	changed, fresh := map[vault.Blind]int{}, map[vault.Blind]int{}
	for w, n := range is.Words {
		switch before, there := was.Words[w]; {
		case !there && !x.careful:
			fresh[w] = n
		case before != n:
			changed[w] = n
		}
	}
	var gone []vault.Blind // a long matter has tens of thousands of words, and an act takes few of them away: only these are put in order
	for w := range was.Words {
		if _, ok := is.Words[w]; !ok {
			gone = append(gone, w)
		}
	}
	slices.SortFunc(gone, func(a, b vault.Blind) int { return bytes.Compare(a[:], b[:]) })
	for _, w := range gone {
		if err := x.exec(`DELETE FROM word WHERE word = ? AND stream = ?`, w[:], string(s)); err != nil {
			return err
		}
	}
	if err := x.addWords(intoNewWord, s, fresh); err != nil {
		return err
	}
	return x.addWords(intoWord, s, changed)
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
