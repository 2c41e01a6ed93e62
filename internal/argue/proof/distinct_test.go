package proof

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func shelved(sets [][]int32) shelf {
	s := make(shelf, len(sets))
	for i, m := range sets {
		s[i] = volume{m, i + 1}
	}
	slices.SortStableFunc(s, func(a, b volume) int { return slices.Compare(a.members, b.members) })
	return s
}

// TestNoneBeyond holds the search for a set that is part of another against comparing each with each.
func TestNoneBeyond(t *testing.T) {
	found := 0
	for seed := range uint64(5000) {
		rnd := rand.New(rand.NewPCG(seed, 41))
		n, most := rnd.IntN(8), 1+rnd.IntN(9)
		sets := make([][]int32, rnd.IntN(most))
		for i := range sets {
			for x := range int32(n) {
				if rnd.IntN(3) > 0 {
					sets[i] = append(sets[i], x)
				}
			}
		}
		part := func(a, b []int32) bool {
			return len(a) < len(b) && !slices.ContainsFunc(a, func(x int32) bool { return !slices.Contains(b, x) })
		}
		want := slices.ContainsFunc(sets, func(a []int32) bool {
			return slices.ContainsFunc(sets, func(b []int32) bool { return part(a, b) })
		})
		if err := shelved(sets).none(); (err != nil) != want {
			t.Fatalf("seed %d: %v: %v", seed, sets, err)
		}
		if want {
			found++
		}
	}
	if found < 1000 || found > 4000 {
		t.Errorf("a set is part of another in %d of 5000", found)
	}
}

// TestManyDistinct holds that very many sets of different sizes, and few very large ones, are gone through in little time and
// depth. Each against each, the first took half a minute.
func TestManyDistinct(t *testing.T) {
	var many [][]int32
	for choice := range 1 << 17 {
		var set []int32
		for k := range int32(17) {
			if choice>>k&1 == 0 {
				set = append(set, 3*k)
			} else {
				set = append(set, 3*k+1, 3*k+2)
			}
		}
		many = append(many, set)
	}
	large := make([]int32, 5_000_000)
	for i := range large {
		large[i] = int32(i)
	}
	start := time.Now()
	for _, sets := range [][][]int32{many, {large, large[1:]}, {large[:len(large)-1], large}} {
		err := shelved(sets).none()
		if want := len(sets) == 2; (err != nil) != want {
			t.Errorf("%d sets: %v", len(sets), err)
		}
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("it took %v", d)
	}
}
