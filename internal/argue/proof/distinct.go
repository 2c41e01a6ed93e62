package proof

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// A mask is a set as bits.
type mask []uint64

func newMask(n int, has func(x int32) bool) mask {
	m := make(mask, (n+63)/64)
	for x := range int32(n) {
		if has(x) {
			m[x/64] |= 1 << (x % 64)
		}
	}
	return m
}

// within reports whether every member of m is one of other.
func (m mask) within(other mask) bool {
	for i, w := range m {
		if w&^other[i] != 0 {
			return false
		}
	}
	return true
}

// distinct checks that no extension is listed twice, that no preferred one is part of another, and that no range is part
// of a larger one where it is to be greatest.
func (v *judge) distinct() error {
	n := v.f.size()
	held := make([]mask, len(v.sets))
	for i, st := range v.sets {
		held[i] = newMask(n, func(x int32) bool { return st.has[x] })
	}
	order := make([]int, len(held))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Compare(held[a], held[b]) })
	for i := 1; i < len(order); i++ {
		if slices.Equal(held[order[i-1]], held[order[i]]) {
			return fmt.Errorf("sets %d and %d are the same", order[i-1]+1, order[i]+1)
		}
	}
	switch v.c.Semantics {
	case argue.Preferred:
	case argue.SemiStable, argue.Stage:
		for i, st := range v.sets {
			held[i] = newMask(n, st.covers)
		}
	default:
		return nil
	}
	for i, m := range held {
		for k, other := range held {
			if i != k && m.within(other) && !other.within(m) {
				return fmt.Errorf("set %d says less than set %d, and so is no extension", i+1, k+1)
			}
		}
	}
	return nil
}
