package proof

import (
	"fmt"
	"slices"
)

// A lit is a literal as an index: twice the variable (from 0), and one more if negated.
type lit int32

func toLit(x int32) lit {
	if x < 0 {
		return lit(-x-1)<<1 | 1
	}
	return lit(x-1) << 1
}

func (l lit) not() lit { return l ^ 1 }

// A watch is a clause that has to be looked at once a literal of it fails. If blocker is true it need not be.
type watch struct {
	clause  int32
	blocker lit
}

// An engine propagates units over clauses (Davis and Putnam; two watched literals: Moskewicz et al. 2001). Clauses lie one
// after another in an arena: how many literals, then the literals. A length of zero marks a deleted clause.
type engine struct {
	vars    int
	value   []int8 // by literal: 1 true, -1 false
	trail   []lit
	head    int
	arena   []lit
	watches [][]watch
	broken  bool // the clauses contradict each other
	full    bool // there are more clauses than can be held, and not all are
	seen    []int32
	stamp   int32
	byKey   map[uint64][]int32 // clauses by content, if any is to be deleted
	keeping bool
	scratch []lit
}

func newEngine(vars int, deletes bool) *engine {
	e := &engine{
		vars: vars, value: make([]int8, 2*vars), watches: make([][]watch, 2*vars), seen: make([]int32, 2*vars),
		keeping: deletes,
	}
	if deletes {
		e.byKey = make(map[uint64][]int32)
	}
	return e
}

// mostLits is how many literals an engine holds.
const mostLits = 1 << 29

// tidy turns DIMACS literals into a clause without repetitions, and reports whether it says anything.
func (e *engine) tidy(clause []int32) ([]lit, bool) {
	e.stamp++
	out := e.scratch[:0]
	says := true
	for _, x := range clause {
		l := toLit(x)
		if e.seen[l] == e.stamp {
			continue
		}
		e.seen[l] = e.stamp
		says = says && e.seen[l.not()] != e.stamp
		out = append(out, l)
	}
	e.scratch = out
	return out, says
}

// add adds a clause, and propagates what it forces.
func (e *engine) add(clause []int32) {
	lits, says := e.tidy(clause)
	if !says || e.broken {
		return
	}
	key := uint64(0)
	if e.keeping {
		key = digest(lits)
	}
	left := lits[:0]
	for _, l := range lits {
		if e.value[l] > 0 {
			return // and always will be: what holds now holds without assumptions
		}
		if e.value[l] == 0 {
			left = append(left, l)
		}
	}
	switch len(left) {
	case 0:
		e.broken = true
	case 1:
		e.set(left[0])
		e.broken = !e.propagate()
	default:
		if len(e.arena)+len(left) >= mostLits {
			e.full = true
			return
		}
		at := int32(len(e.arena))
		e.arena = append(append(e.arena, lit(len(left))), left...)
		e.watches[left[0]] = append(e.watches[left[0]], watch{at, left[1]})
		e.watches[left[1]] = append(e.watches[left[1]], watch{at, left[0]})
		if e.keeping {
			e.byKey[key] = append(e.byKey[key], at)
		}
	}
}

// digest is the same for the same literals in any order.
func digest(lits []lit) uint64 {
	sum := uint64(len(lits))
	for _, l := range lits {
		x := (uint64(l) + 1) * 0x9e3779b97f4a7c15
		x ^= x >> 29
		x *= 0xbf58476d1ce4e5b9
		x ^= x >> 32
		sum += x
	}
	return sum
}

// remove deletes one clause with these literals, if there is one. What it forced stays: it was implied. Clauses are told
// apart by digest alone, and to delete another than was meant cannot make anything follow that does not.
func (e *engine) remove(clause []int32) {
	lits, says := e.tidy(clause)
	if !says || e.broken {
		return
	}
	key := digest(lits)
	if list := e.byKey[key]; len(list) > 0 {
		at := list[len(list)-1]
		e.byKey[key] = list[:len(list)-1]
		e.arena[at+1] = -1 // the watches find it so, and drop it
	}
}

func (e *engine) set(l lit) {
	e.value[l], e.value[l.not()] = 1, -1
	e.trail = append(e.trail, l)
}

// propagate carries what is set to its end, and returns false at a contradiction.
func (e *engine) propagate() bool {
	for e.head < len(e.trail) {
		fails := e.trail[e.head].not()
		e.head++
		list := e.watches[fails]
		keep := 0
		for i := 0; i < len(list); i++ {
			w := list[i]
			if e.value[w.blocker] > 0 {
				list[keep] = w
				keep++
				continue
			}
			n := int32(e.arena[w.clause])
			c := e.arena[w.clause+1 : w.clause+1+n]
			if c[0] < 0 {
				continue
			}
			if c[0] == fails {
				c[0], c[1] = c[1], c[0]
			}
			other := watch{w.clause, c[0]}
			if e.value[c[0]] > 0 {
				list[keep] = other
				keep++
				continue
			}
			moved := false
			for k := 2; k < len(c); k++ {
				if e.value[c[k]] >= 0 {
					c[1], c[k] = c[k], c[1]
					e.watches[c[1]] = append(e.watches[c[1]], other)
					moved = true
					break
				}
			}
			if moved {
				continue
			}
			list[keep] = other
			keep++
			if e.value[c[0]] < 0 {
				keep += copy(list[keep:], list[i+1:])
				e.watches[fails] = list[:keep]
				return false
			}
			e.set(c[0])
		}
		e.watches[fails] = list[:keep]
	}
	return true
}

// follows reports whether the clause follows by reverse unit propagation: whether denying every literal of it leads to a
// contradiction (Goldberg and Novikov 2003; Van Gelder 2008).
func (e *engine) follows(clause []int32) bool {
	if e.broken {
		return true
	}
	base := len(e.trail)
	follows := false
	for _, x := range clause {
		l := toLit(x)
		if e.value[l] > 0 {
			follows = true
			break
		}
		if e.value[l] == 0 {
			e.set(l.not())
		}
	}
	follows = follows || !e.propagate()
	for _, l := range e.trail[base:] {
		e.value[l], e.value[l.not()] = 0, 0
	}
	e.trail = e.trail[:base]
	e.head = base
	return follows
}

// check goes through the steps and returns nil once they lead to a contradiction.
func (e *engine) check(steps func(yield func(Step) bool)) error {
	number, closed := 0, false
	var err error
	for s := range steps {
		number++
		if i := slices.IndexFunc(s.Lits, e.strange); i >= 0 {
			err = fmt.Errorf("step %d: the literal %d is of no variable of the theory, which has %d", number, s.Lits[i], e.vars)
			break
		}
		switch {
		case closed:
			err = fmt.Errorf("step %d: it comes after the empty clause", number)
		case s.Delete:
			if e.keeping {
				e.remove(s.Lits)
			}
		case !e.follows(s.Lits):
			err = fmt.Errorf("step %d: the lemma %v does not follow by unit propagation", number, s.Lits)
		default:
			closed = len(s.Lits) == 0
			e.add(s.Lits)
		}
		if err != nil {
			break
		}
	}
	if e.full {
		return ErrTooLarge
	}
	if err == nil && !closed {
		err = fmt.Errorf("after step %d the empty clause is missing", number)
	}
	return err
}

func (e *engine) strange(x int32) bool {
	return x == 0 || int64(x) > int64(e.vars) || -int64(x) > int64(e.vars)
}
