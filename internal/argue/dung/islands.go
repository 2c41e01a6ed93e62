package dung

import (
	"sync"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// together works on each island, several at once if there are workers, and
// joins the sets found, as the whole names their members. If some island has
// none, the first such says what the result is. It is the same however many
// work: a limit on conflicts is spent by one island after another, so under
// one they are taken in turn.
func (q *question) together(isles []part, work func(c *question, isle part) ([]int32, solve.Result)) ([]int32, solve.Result) {
	if q.late() {
		return nil, solve.Unknown
	}
	type outcome struct {
		set    []int32
		result solve.Result
		child  *question
	}
	list := make([]outcome, len(isles))
	one := func(i int, p *purse) solve.Result {
		child := &question{Reasoner: q.Reasoner, purse: p}
		set, r := work(child, isles[i])
		list[i] = outcome{set, r, child}
		return r
	}
	if q.o.Workers > 1 && q.limit == 0 && len(isles) > 1 {
		var mu sync.Mutex
		next, failed := 0, len(isles)
		var wg sync.WaitGroup
		for range min(q.o.Workers, len(isles)) {
			wg.Go(func() {
				for {
					mu.Lock()
					i := next
					next++
					done := i >= failed
					mu.Unlock()
					if done {
						return
					}
					if one(i, &purse{ctx: q.ctx}) != solve.Satisfiable {
						mu.Lock()
						failed = min(failed, i)
						mu.Unlock()
					}
				}
			})
		}
		wg.Wait()
	} else {
		for i := range isles {
			if one(i, q.purse) != solve.Satisfiable {
				break
			}
		}
	}
	var set []int32
	for i, o := range list {
		q.sets = append(q.sets, o.child.sets...)
		if o.result != solve.Satisfiable {
			return nil, o.result
		}
		set = append(set, isles[i].outward(o.set)...)
	}
	return set, solve.Satisfiable
}
