package dung

import (
	"context"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A purse is what may be spent on one question. It is for one goroutine.
type purse struct {
	ctx   context.Context
	limit int // conflicts in all; zero is no limit
	spent int
	empty bool // it ran out: whatever is unanswered stays so
}

// over reports whether the purse is empty or the context has ended.
func (p *purse) over() bool {
	if !p.empty {
		p.empty = p.ctx != nil && p.ctx.Err() != nil || p.limit > 0 && p.spent >= p.limit
	}
	return p.empty
}

// late reports whether the context has ended, and empties the purse if so. It is for work that asks no solver; conflicts,
// of which there are none, do not count.
func (p *purse) late() bool {
	if !p.empty && p.ctx != nil && p.ctx.Err() != nil {
		p.empty = true
	}
	return p.empty
}

// An oracle is a solver that pays from a purse.
type oracle struct {
	*solve.Solver
	purse *purse
	learn func([]solve.Lit) // told of each clause learnt; may be nil
}

func newOracle(p *purse) *oracle {
	o := &oracle{Solver: solve.New(), purse: p}
	if p.ctx != nil {
		o.Stop = func() bool { return p.ctx.Err() != nil }
	}
	o.OnLearn = func(ls []solve.Lit) {
		p.spent++
		if o.learn != nil {
			o.learn(ls)
		}
	}
	return o
}

// ask is Solve within the purse.
func (o *oracle) ask(given ...solve.Lit) solve.Result {
	if o.purse.over() {
		return solve.Unknown
	}
	if o.purse.limit > 0 {
		o.Budget = o.purse.limit - o.purse.spent
	}
	r := o.Solve(given...)
	if r == solve.Unknown {
		o.purse.empty = true
	}
	return r
}
