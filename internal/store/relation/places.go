package relation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A place is where a row stands in a list: the time by which the list is in order, in microseconds, and its stream.
type place struct {
	at     int64
	stream entry.Stream
}

func streamsOf(list []place) []entry.Stream {
	streams := make([]entry.Stream, len(list))
	for i, p := range list {
		streams[i] = p.stream
	}
	return streams
}

// places returns where the rows stand that a query chooses, in the order of the list, at most its limit. What is within an agency, a court or a tag
// is found by each of them from the beginning of its list; so a page costs what it has, and not what there is.
func (x *tx) places(q store.Query) ([]place, error) {
	var all []place
	find := func(list []place, err error) error {
		all = append(all, list...)
		return err
	}
	parts := func(p store.Query, column string, wanted []string, list []store.Part) error {
		for _, w := range list {
			if len(wanted) > 0 && !slices.Contains(wanted, w.Of) {
				continue
			}
			condition, args := column+` = ?`, []any{w.Of}
			if len(w.But) > 0 { // nothing that the database could look for by an index: it is to go down the list
				condition, args = condition+` AND stage NOT`+oneOf(len(w.But)), append(args, several(w.But)...)
			}
			if err := find(x.chosen(p, condition, args...)); err != nil {
				return err
			}
		}
		return nil
	}
	agencies := func() error {
		p := q
		p.Agencies = nil
		return parts(p, `agency`, q.Agencies, q.Within.Agencies)
	}
	courts := func() error {
		p := q
		p.Courts = nil
		return parts(p, `court`, q.Courts, q.Within.Courts)
	}
	tags := func(list []string) (err error) {
		for i := 0; i < len(list) && err == nil; i++ {
			err = find(x.tagged(q, list[i]))
		}
		return err
	}
	var err error
	switch w := q.Within; {
	case len(q.Tags) > 0:
		if q.Within != nil {
			return nil, errBoth
		}
		err = tags(q.Tags)
	case w == nil:
		return x.chosen(q, "")
	case only(q.Agencies, w.Agencies): // whatever else it is within
		err = agencies()
	case only(q.Courts, w.Courts):
		err = courts()
	default:
		err = cmp.Or(agencies(), courts(), tags(w.Tags))
	}
	if err != nil {
		return nil, err
	}
	return inOrder(q, all), nil
}

var errBoth = fault.Errorf(fault.Internal, "a list of what has tags is not narrowed to what is within others")

// only reports whether there are some in a list, and all that each of them has is within.
func only(list []string, in []store.Part) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(s string) bool {
		return !slices.ContainsFunc(in, func(p store.Part) bool { return p.Of == s && len(p.But) == 0 })
	})
}

// inOrder puts places in the order of a list, each once, at most its limit.
func inOrder(q store.Query, list []place) []place {
	slices.SortFunc(list, func(a, b place) int {
		c := cmp.Compare(b.at, a.at)
		if q.ByDue {
			c = -c
		}
		c = cmp.Or(c, strings.Compare(string(a.stream), string(b.stream)))
		if q.Oldest {
			c = -c
		}
		return c
	})
	list = slices.CompactFunc(list, func(a, b place) bool { return a.stream == b.stream })
	return list[:min(len(list), limitOf(q))]
}

func limitOf(q store.Query) int {
	if q.Limit == 0 {
		return 100
	}
	return q.Limit
}

// chosen returns the places of the rows that a query chooses and that meet one condition more, if there is one. Of the tags it is in it knows nothing.
func (x *tx) chosen(q store.Query, condition string, args ...any) ([]place, error) {
	var where []string
	if condition != "" {
		where = append(where, condition)
	}
	where, args = wanted(q, where, args)
	by := `changed`
	if q.ByDue {
		by = `due`
		where, args = append(where, `due > ?`), append(args, int64(none))
	}
	return x.down(q, `listed`, by, where, args)
}

// down goes down a table by a column that the list is in order of, and by the stream, to the limit of a query. An index that begins with what where asks to be
// equal, and goes on with both, is read from the place after which the page begins: first what else has the time of that place, however many have it, then
// what comes after.
func (x *tx) down(q store.Query, table, by string, where []string, args []any) ([]place, error) {
	order := map[bool]string{true: ` ASC`, false: ` DESC`}
	forth, other := order[q.ByDue != q.Oldest], order[!q.Oldest] // of the times and of the streams
	in := ` ORDER BY ` + by + forth + `, stream` + other + ` LIMIT ?`
	part := func(condition ...string) string {
		text := `SELECT stream, ` + by + ` FROM ` + table
		if list := append(slices.Clip(where), condition...); len(list) > 0 {
			text += ` WHERE ` + strings.Join(list, ` AND `)
		}
		return text + in
	}
	limit := limitOf(q)
	if q.After == nil {
		return x.placed(part(), append(args, limit)...)
	}
	beyond := map[string]string{` ASC`: ` > ?`, ` DESC`: ` < ?`}
	at := micros(q.After.Changed)
	return x.placed(`SELECT stream, `+by+` FROM (SELECT * FROM (`+part(by+` = ?`, `stream`+beyond[other])+`) AS same UNION ALL SELECT * FROM (`+part(by+beyond[forth])+`) AS further) AS page`+in,
		slices.Concat(args, []any{at, string(q.After.Stream), limit}, args, []any{at, limit}, []any{limit})...)
}

// wanted adds what a query asks of a row of the list by itself.
func wanted(q store.Query, where []string, args []any) ([]string, []any) {
	for _, c := range []struct {
		column string
		list   []string
	}{{"kind", q.Kinds}, {"court", q.Courts}, {"agency", q.Agencies}, {"stage", q.Stages}} {
		if len(c.list) > 0 {
			where, args = append(where, c.column+oneOf(len(c.list))), append(args, several(c.list)...)
		}
	}
	if !q.DueBefore.IsZero() {
		where, args = append(where, `due > ? AND due < ?`), append(args, int64(none), micros(q.DueBefore))
	}
	if q.Sealed != nil {
		where, args = append(where, `sealed = ?`), append(args, number(*q.Sealed))
	}
	return where, args
}

func (x *tx) placed(text string, args ...any) ([]place, error) {
	var list []place
	err := x.query(func(scan func(...any) error) error {
		var p place
		var stream string
		err := scan(&stream, &p.at)
		p.stream = entry.Stream(stream)
		list = append(list, p)
		return err
	}, text, args...)
	return list, err
}

// tagged returns the places of the rows with a tag that a query chooses. The tag has a list of its own, in the order of the change and then of the stream, with
// stage and kind: the rest of a row is looked at only if more than that is asked of it.
func (x *tx) tagged(q store.Query, tag string) ([]place, error) {
	if q.ByDue {
		return x.chosen(q, `stream IN (SELECT stream FROM tag WHERE tag = ?)`, tag)
	}
	where, args := wanted(store.Query{Kinds: q.Kinds, Stages: q.Stages}, []string{`tag = ?`}, []any{tag})
	rest := q
	rest.Kinds, rest.Stages = nil, nil
	if more, list := wanted(rest, nil, nil); len(more) > 0 {
		// Counted, so that no database makes a join of it, and sorts: it is to go down the list, and look at the row of each.
		where = append(where, `(SELECT COUNT(*) FROM listed WHERE listed.stream = tag.stream AND `+strings.Join(more, ` AND `)+`) > 0`)
		args = append(args, list...)
	}
	return x.down(q, `tag`, `changed`, where, args)
}

// oneOf is the condition that a column has one of n values, and several are its parameters. So that there are few statements, the number is one of few: the
// last value stands there again.
func oneOf(n int) string { return ` IN (` + marks(roundUp(n)) + `)` }

func several[S ~string](list []S) []any {
	args := make([]any, roundUp(len(list)))
	for i := range args {
		args[i] = string(list[min(i, len(list)-1)])
	}
	return args
}

func roundUp(n int) int {
	for _, m := range []int{1, 2, 4, 8, 16, 32, 64, 128, 256} {
		if n <= m {
			return m
		}
	}
	return max(n, mostAtOnce)
}
