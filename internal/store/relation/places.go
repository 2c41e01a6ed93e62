package relation

import (
	"cmp"
	"math"
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
	by, up, down := `changed`, ` ASC`, ` DESC`
	if q.ByDue {
		by, up, down = `due`, down, up
		where, args = append(where, `due > ?`), append(args, int64(none))
	}
	if q.Oldest {
		up, down = down, up
	}
	beyond := map[string]string{` ASC`: `>`, ` DESC`: `<`}
	other := map[bool]string{true: ` DESC`, false: ` ASC`}[q.Oldest] // of streams
	if c := q.After; c != nil {                                      // the first part is what an index goes by
		where = append(where, by+` `+beyond[down]+`= ? AND (`+by+` `+beyond[down]+` ? OR stream `+beyond[other]+` ?)`)
		args = append(args, micros(c.Changed), micros(c.Changed), string(c.Stream))
	}
	text := `SELECT stream, ` + by + ` FROM listed`
	if len(where) > 0 {
		text += ` WHERE ` + strings.Join(where, ` AND `)
	}
	return x.placed(text+` ORDER BY `+by+down+`, stream`+other+` LIMIT ?`, append(args, limitOf(q))...)
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

// minute is how finely the rows of a tag are in order, in microseconds.
const minute = 60_000_000

// tagged returns the places of the rows with a tag that a query chooses. It goes down the tag's own list, which is in order to the minute, and puts what it
// meets in order itself.
func (x *tx) tagged(q store.Query, tag string) ([]place, error) {
	if q.ByDue {
		return x.chosen(q, `stream IN (SELECT stream FROM tag WHERE tag = ?)`, tag)
	}
	var found []place
	some := limitOf(q)
	at, past := int64(math.MaxInt64), int64(-1)
	if q.Oldest {
		at, past = math.MinInt64, 1
	}
	if q.After != nil {
		at = micros(q.After.Changed) / minute
	}
	for {
		part, err := x.handles(q, tag, map[bool]string{true: `>=`, false: `<=`}[q.Oldest], at, some)
		if err != nil {
			return nil, err
		}
		more := len(part) == some
		if more { // the last minute may have more than that
			last := part[some-1].at
			rest, err := x.handles(q, tag, `=`, last, math.MaxInt32)
			if err != nil {
				return nil, err
			}
			part = append(slices.DeleteFunc(part, func(p place) bool { return p.at == last }), rest...)
			at = last + past
		}
		list, err := x.among(q, part)
		if err != nil {
			return nil, err
		}
		found = append(found, list...)
		if !more || len(found) >= limitOf(q) {
			return inOrder(q, found), nil
		}
		some = min(2*some, mostAtOnce)
	}
}

// handles returns rows of a tag, with the minute of their change, from a minute on.
func (x *tx) handles(q store.Query, tag, from string, at int64, limit int) ([]place, error) {
	args := []any{tag, at}
	text := `SELECT stream, minute FROM tag WHERE tag = ? AND minute ` + from + ` ?`
	if len(q.Stages) > 0 {
		text, args = text+` AND stage`+oneOf(len(q.Stages)), append(args, several(q.Stages)...)
	}
	return x.placed(text+` ORDER BY minute`+map[bool]string{true: ` ASC`, false: ` DESC`}[q.Oldest]+` LIMIT ?`, append(args, limit)...)
}

// among returns the places of those rows that a query chooses, in no order.
func (x *tx) among(q store.Query, list []place) ([]place, error) {
	var found []place
	p := q
	p.Limit, p.Within = mostAtOnce, nil
	for part := range slices.Chunk(list, mostAtOnce) {
		condition, args := `stream`+oneOf(len(part)), several(streamsOf(part))
		list, err := x.chosen(p, condition, args...)
		if err != nil {
			return nil, err
		}
		found = append(found, list...)
	}
	return found, nil
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
