package why

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// settles reports whether the rulings alone settle the answer as told.
func settles(c *court, rulings []Ruled, answer string) bool {
	return c.answer(c.with(rulings, c.best)) == answer && c.answer(c.with(rulings, c.worst)) == answer
}

// TestTurningAnytime: forty questions of three values of which all matter, where there are more turns than could be listed.
// Whatever the budget, what is returned was shown: each turn settles the answer and needs each ruling; with more budget it
// goes on from there; and asked again it is the same.
func TestTurningAnytime(t *testing.T) {
	issues := make([]Issue, 40)
	for i := range issues {
		issues[i].Values = []string{"for", "open", "against"}
	}
	found := 0
	for seed := range uint64(6) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		weights := make([]int, len(issues))
		for i := range weights {
			weights[i] = 1 + rnd.IntN(9)
		}
		for range 4 { // a few weigh so much that some turns are small
			weights[rnd.IntN(len(weights))] = 500
		}
		answer := func(ruling []int) string {
			sum := 0
			for i, v := range ruling {
				sum += weights[i] * v
			}
			return fmt.Sprint("reached: ", sum >= 300, sum >= 900)
		}
		court := newCourt(issues, nil, answer, 0)
		var before []Turn
		for _, budget := range []int{1, 2, 30, 100, 1000, 3000} {
			calls := 0
			count := func(r []int) string { calls++; return answer(r) }
			turns, complete := Turning(issues, nil, count, Options{Calls: budget, Max: 200})
			if calls > budget || complete {
				t.Fatalf("seed %d: %d calls of %d, complete %v", seed, calls, budget, complete)
			}
			if again, _ := Turning(issues, nil, answer, Options{Calls: budget, Max: 200}); !reflect.DeepEqual(turns, again) {
				t.Fatalf("seed %d, budget %d: asked again it differs", seed, budget)
			}
			if len(turns) < len(before) || len(before) > 0 && !reflect.DeepEqual(turns[:len(before)], before) {
				t.Fatalf("seed %d: budget %d does not go on from a smaller one", seed, budget)
			}
			for _, turn := range turns[len(before):] {
				if !settles(court, turn.Rulings, turn.Answer) {
					t.Fatalf("seed %d: %v does not settle it", seed, turn)
				}
				for i := range turn.Rulings {
					less := slices.Delete(slices.Clone(turn.Rulings), i, i+1)
					high, low := answer(court.with(less, court.best)), answer(court.with(less, court.worst))
					if high == low {
						t.Fatalf("seed %d: %v does not need ruling %d", seed, turn, i)
					}
				}
			}
			before = turns
		}
		found += len(before)
	}
	if found < 15 {
		t.Errorf("only %d turns found", found)
	}
	t.Logf("%d turns", found)
}
