package dung

import (
	"sync"
	"sync/atomic"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// decide is ask for a question that may be hard. If a worker is to spare, and
// as again makes the same theory anew, variable for variable, a second solver
// searches beside the first, without insisting. It may only say that there is nothing to find, for then there is nothing to
// show either; what is found is always found by the first. So the answer does
// not depend on who was quicker. What the theory rules out must follow from
// the clauses that again adds.
func (t *theory) decide(again func(*purse) *theory, given ...solve.Lit) solve.Result {
	if !t.purse.spare || t.purse.over() {
		return t.ask(given...)
	}
	var done, refuted atomic.Bool
	ended := func(p *purse) bool { return done.Load() || p.ctx != nil && p.ctx.Err() != nil }
	var beside sync.WaitGroup
	beside.Go(func() {
		p := &purse{ctx: t.purse.ctx, plain: true}
		second := again(p)
		second.Stop = func() bool { return ended(p) }
		if second.ask(given...) == solve.Unsatisfiable {
			refuted.Store(true)
			done.Store(true)
		}
	})
	before := t.Stop
	t.Stop = func() bool { return ended(t.purse) }
	r := t.Solve(given...)
	t.Stop = before
	done.Store(true)
	beside.Wait()
	switch {
	case refuted.Load():
		return solve.Unsatisfiable
	case r == solve.Unknown:
		t.purse.empty = true
	}
	return r
}
