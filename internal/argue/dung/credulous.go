package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// defensible asks whether some admissible set holds a, which is to ask
// whether some complete, or some preferred, extension does (Dung 1995,
// theorems 11 and 25). It looks at the cone of a alone.
func (q *question) defensible(sem argue.Semantics, a int32) Answer {
	var set, settled []int32
	switch q.base[a] {
	case out:
		return Answer{Verdict: No}
	case undec:
		local, _ := slices.BinarySearch(q.rest.names, a)
		cone := q.rest.keep(q.rest.cone(int32(local)))
		at, _ := slices.BinarySearch(cone.names, a)
		t := admissible(q.purse, cone)
		switch t.ask(t.in[at]) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return Answer{Verdict: No}
		}
		set = cone.outward(t.found())
		settled = cone.names
	}
	set = q.full(set)
	if sem == argue.Preferred {
		if more, ok := q.beyond(set, settled); ok {
			set = more
		} else {
			return q.unknown()
		}
	}
	return Answer{Verdict: Yes, Extension: set}
}
