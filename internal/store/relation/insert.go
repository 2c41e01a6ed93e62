package relation

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// An Insert puts rows into a table. Rows of one commit may be written together, wherever in it they were put, as long as nothing else
// was run between them.
type Insert struct {
	Table   string
	Columns []string
	Types   []string // of the columns, as PostgreSQL names them: bigint, text or bytea
	Key     int      // the first so many columns are a key, and a row takes the place of one of its key; 0 if that there is one is an error
}

// The tables of which many rows are written.
var (
	intoEntry = &Insert{Table: "entry", Columns: []string{"leaf", "stream", "seq", "recorded", "datakey", "before", "commitment", "nonce", "sealed", "hash", "text"},
		Types: []string{"bigint", "text", "bigint", "bigint", "text", "bytea", "bytea", "bytea", "bytea", "bytea", "bytea"}}
	intoHash       = &Insert{Table: "hash", Columns: []string{"at", "hash"}, Types: []string{"bigint", "bytea"}}
	intoCheckpoint = &Insert{Table: "checkpoint", Columns: []string{"size", "signed"}, Types: []string{"bigint", "bytea"}, Key: 1}
	intoCell       = &Insert{Table: "cell", Columns: []string{"bucket", "name", "value"}, Types: []string{"text", "text", "bytea"}, Key: 2}
	intoTag        = &Insert{Table: "tag", Columns: []string{"tag", "stream", "stage", "changed", "kind"}, Types: []string{"text", "text", "text", "bigint", "text"}}
	intoWord       = &Insert{Table: "word", Columns: []string{"word", "stream", "weight"}, Types: []string{"bytea", "text", "bigint"}, Key: 2}
	intoNewCell    = intoCell.fresh()
	intoNewWord    = intoWord.fresh()
	intoListed     = &Insert{Table: "listed", Columns: []string{"stream", "kind", "court", "agency", "stage", "opened", "changed", "due", "sealed", "seq", "text"},
		Types: []string{"text", "text", "text", "text", "text", "bigint", "bigint", "bigint", "bigint", "bigint", "bytea"}, Key: 1}
)

// fresh is the same for rows that are thought to be new.
func (in *Insert) fresh() *Insert {
	return &Insert{Table: in.Table, Columns: in.Columns, Types: in.Types}
}

// Values is the statement for n rows, each with its own parameters.
func (in *Insert) Values(n int) string {
	return in.head() + ` VALUES ` + rowsOf(len(in.Columns), n) + in.tail()
}

// Lists is the statement for any number of rows, with one parameter a column, a list: the same text for every number, so that it is prepared once.
func (in *Insert) Lists() string {
	of := make([]string, len(in.Types))
	for i, t := range in.Types {
		of[i] = "?::" + t + "[]"
	}
	return in.head() + ` SELECT * FROM unnest(` + strings.Join(of, ", ") + `)` + in.tail()
}

func (in *Insert) head() string {
	return `INSERT INTO ` + in.Table + ` (` + strings.Join(in.Columns, ", ") + `)`
}

func (in *Insert) tail() string {
	if in.Key == 0 {
		return ""
	}
	var set []string
	for _, c := range in.Columns[in.Key:] {
		set = append(set, c+" = excluded."+c)
	}
	return ` ON CONFLICT (` + strings.Join(in.Columns[:in.Key], ", ") + `) DO UPDATE SET ` + strings.Join(set, ", ")
}

// Arguments returns rows as lists, one a column. Of rows with the same key the last stays: one statement may not change a row twice.
func (in *Insert) Arguments(rows [][]any) ([]any, error) {
	if in.Key > 0 {
		rows = in.last(rows)
	}
	lists := make([]any, len(in.Columns))
	for i, t := range in.Types {
		var err error
		switch t {
		case "bigint":
			lists[i], err = column(rows, i, func(v any) (int64, bool) {
				switch n := v.(type) {
				case int64:
					return n, true
				case int:
					return int64(n), true
				}
				return 0, false
			})
		case "text":
			lists[i], err = column(rows, i, func(v any) (string, bool) { s, ok := v.(string); return s, ok })
		case "bytea":
			lists[i], err = column(rows, i, func(v any) ([]byte, bool) { b, ok := v.([]byte); return b, ok })
		}
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", in.Table, in.Columns[i], err)
		}
	}
	return lists, nil
}

func column[T any](rows [][]any, i int, as func(any) (T, bool)) ([]T, error) {
	list := make([]T, len(rows))
	for j, r := range rows {
		v, ok := as(r[i])
		if !ok {
			return nil, fmt.Errorf("a %T is not what the column holds", r[i])
		}
		list[j] = v
	}
	return list, nil
}

// last returns the rows of which none later has the same key.
func (in *Insert) last(rows [][]any) [][]any {
	if len(rows) < 2 {
		return rows
	}
	seen := make(map[string]bool, len(rows))
	kept := make([][]any, 0, len(rows))
	var key []byte
	for _, r := range slices.Backward(rows) {
		key = key[:0]
		for _, v := range r[:in.Key] {
			switch v := v.(type) {
			case string:
				key = append(binary.AppendUvarint(key, uint64(len(v))), v...)
			case []byte:
				key = append(binary.AppendUvarint(key, uint64(len(v))), v...)
			default:
				key = fmt.Appendf(key, "%v ", v)
			}
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			kept = append(kept, r)
		}
	}
	slices.Reverse(kept)
	return kept
}

// Insert writes rows at once, some by one statement.
func (p *plain) Insert(ctx context.Context, in *Insert, rows ...[]any) error {
	for part := range slices.Chunk(rows, together) {
		args := make([]any, 0, len(part)*len(in.Columns))
		for _, r := range part {
			args = append(args, r...)
		}
		if err := p.Exec(ctx, in.Values(len(part)), args...); err != nil {
			return err
		}
	}
	return nil
}

// insert puts rows into a table.
func (x *tx) insert(in *Insert, rows ...[]any) error {
	switch {
	case x.over:
		return errOver
	case !x.writes:
		return errReadOnly
	case len(rows) == 0:
		return nil
	}
	return x.note(x.on.Insert(x.ctx, in, rows...))
}
