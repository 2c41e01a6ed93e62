package proof

import (
	"fmt"
	"slices"
	"sort"

	"github.com/affiant-project/affiant/internal/argue"
)

// distinct checks that no extension is listed twice, that no preferred one is part of another, and that no range is part
// of a larger one where it is to be greatest.
func (v *judge) distinct() error {
	held := v.shelve(func(st *stand, x int32) bool { return st.has[x] })
	for i := 1; i < len(held); i++ {
		if a, b := held[i-1], held[i]; slices.Equal(a.members, b.members) {
			return fmt.Errorf("sets %d and %d are the same", a.number, b.number)
		}
	}
	switch v.c.Semantics {
	case argue.Preferred:
		return held.none()
	case argue.SemiStable, argue.Stage:
		return v.shelve((*stand).covers).none()
	}
	return nil
}

// A shelf is sets in the order of their members, like words in a dictionary, so that those that begin alike are together.
type shelf []volume

// A volume is a set, its members ascending, and the number of the extension that it is of.
type volume struct {
	members []int32
	number  int
}

// shelve takes of each set listed what has names.
func (v *judge) shelve(has func(st *stand, x int32) bool) shelf {
	s := make(shelf, len(v.sets))
	for i, st := range v.sets {
		s[i].number = i + 1
		for x := range int32(v.f.size()) {
			if has(st, x) {
				s[i].members = append(s[i].members, x)
			}
		}
	}
	slices.SortStableFunc(s, func(a, b volume) int { return slices.Compare(a.members, b.members) })
	return s
}

// none checks that no set is part of another and not all of it. It goes down the shelf as down a tree, by the members one
// after another (Savnik, "Index data structure for fast subset and superset queries", CD-ARES 2013): sets that choose
// otherwise are passed over together, where to hold each against each would take hours for a million.
func (s shelf) none() error {
	longest := 0
	for _, a := range s {
		longest = max(longest, len(a.members))
	}
	for _, a := range s {
		if len(a.members) == longest {
			continue
		}
		if b := s.beyond(0, a.members, len(a.members)); b != nil {
			return fmt.Errorf("set %d says less than set %d, and so is no extension", a.number, b.number)
		}
	}
	return nil
}

// beyond finds a set of more members than most that has all that are wanted, none of which is before member depth. Up to
// there all sets on the shelf are alike. It calls itself only where they part, so no deeper than there are sets.
func (s shelf) beyond(depth int, wanted []int32, most int) *volume {
	for len(s) > 0 {
		here := s[0].members
		if len(here) == depth { // it ends here; those that go on come after
			if len(wanted) == 0 && depth > most {
				return &s[0]
			}
			s = s[1:]
			continue
		}
		x := here[depth]
		if len(wanted) > 0 && x > wanted[0] {
			return nil
		}
		alike := 1 + sort.Search(len(s)-1, func(i int) bool { return s[i+1].members[depth] != x })
		switch {
		case len(wanted) > 0 && x == wanted[0]:
			s, depth, wanted = s[:alike], depth+1, wanted[1:]
		case alike == len(s):
			depth++
		default:
			if b := s[:alike].beyond(depth+1, wanted, most); b != nil {
				return b
			}
			s = s[alike:]
		}
	}
	return nil
}
