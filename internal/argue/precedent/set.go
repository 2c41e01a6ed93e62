package precedent

import "math/bits"

// A set is places of factors, one bit for each. Sets of one base have one length.
type set []uint64

func (b *Base) set() set { return make(set, (len(b.factors)+63)/64) }

func (s set) add(i int) { s[i/64] |= 1 << (i % 64) }

// within reports whether all of s is in t.
func (s set) within(t set) bool {
	for i := range s {
		if s[i]&^t[i] != 0 {
			return false
		}
	}
	return true
}

// but is what s has and t has not.
func (s set) but(t set) set {
	rest := make(set, len(s))
	for i := range s {
		rest[i] = s[i] &^ t[i]
	}
	return rest
}

// and is what either has.
func (s set) and(t set) set {
	both := make(set, len(s))
	for i := range s {
		both[i] = s[i] | t[i]
	}
	return both
}

// places lists the set in ascending order.
func (s set) places() (list []int) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			list = append(list, i*64+bits.TrailingZeros64(word))
		}
	}
	return list
}

// names lists a set of factors in the order of the base.
func (b *Base) names(s set) (list []string) {
	for _, i := range s.places() {
		list = append(list, b.factors[i])
	}
	return list
}
