package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
)

// A bench is the decided cases that control where a matter's papers are asked about, with none of its own litigation.
type bench struct {
	book     *doctrine.Casebook
	lib      *Library
	without  []string
	at       holding.Situation // the court and the place
	readings map[string]*holding.Reading
	bindable [2][]holding.Bound // by pool, of whatever day
}

// The pools of cases that a paper is compiled with: whether it shows cause, and whether a competent officer could think so.
const (
	onCause = iota
	onObviousness
)

// pooled are the casebook's questions that stand for the pools.
var pooled = [2]string{"probable-cause", "qualified-immunity"}

// newBench is the bench for a matter; nil if there are no decided cases.
func newBench(m *record.Matter, lib *Library, b *doctrine.Casebook) *bench {
	if b == nil {
		return nil
	}
	out := &bench{book: b, lib: lib, without: own(m, b), readings: make(map[string]*holding.Reading),
		at: holding.Situation{Court: forum(m, b), Place: m.Jurisdiction}}
	for pool, issue := range pooled {
		out.bindable[pool] = out.on("").Bindable(out.asks(issue), lib.decided())
	}
	return out
}

// asks is the situation in which the bench is asked a question.
func (b *bench) asks(issue string) holding.Situation {
	s := b.at
	s.Issue = issue
	return s
}

// on is law and casebook as they were known on a day; on no day, all that there is.
func (b *bench) on(day string) *holding.Reading {
	r, ok := b.readings[day]
	if !ok {
		r = b.lib.reading("", day, b.without)
		b.readings[day] = r
	}
	return r
}

// likely lists the bindable cases of a pool whose reason the paper may come to show.
func (c *paper) likely(pool int) []holding.Bound {
	var out []holding.Bound
	for _, x := range c.law.bench.bindable[pool] {
		if !slices.ContainsFunc(x.Reason, func(id doctrine.FactorID) bool { return !c.sight(id).may() }) {
			out = append(out, x)
		}
	}
	return out
}
