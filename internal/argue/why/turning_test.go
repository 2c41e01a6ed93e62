package why

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/argue/arguetest"
)

// A gauge answers by how many of some thresholds a weighted sum reaches, or
// by the worst or best of two others: all monotone, and all in one line.
type gauge struct {
	weights    []int
	thresholds []int
	parts      []gauge
	worst      bool
}

func randomGauge(rnd *rand.Rand, n, depth int) gauge {
	if depth > 0 && rnd.IntN(2) == 0 {
		return gauge{parts: []gauge{randomGauge(rnd, n, depth-1), randomGauge(rnd, n, depth-1)}, worst: rnd.IntN(2) == 0}
	}
	g := gauge{}
	for range n {
		g.weights = append(g.weights, rnd.IntN(4)*rnd.IntN(2))
	}
	for range 1 + rnd.IntN(3) {
		g.thresholds = append(g.thresholds, 1+rnd.IntN(2*n))
	}
	return g
}

func (g gauge) level(ruling []int) int {
	if g.parts != nil {
		a, b := g.parts[0].level(ruling), g.parts[1].level(ruling)
		if g.worst {
			return max(a, b)
		}
		return min(a, b)
	}
	sum, level := 0, 0
	for i, v := range ruling {
		sum += g.weights[i] * v
	}
	for _, t := range g.thresholds {
		if sum >= t {
			level++
		}
	}
	return level
}

// bruteTurns tries every partial ruling, smallest first, with all its
// completions.
func bruteTurns(issues []Issue, fixed []int, answer func([]int) string) []Turn {
	partial := [][]int{{}}
	for i, issue := range issues {
		var next [][]int
		for _, p := range partial {
			if fixed[i] >= 0 {
				next = append(next, append(slices.Clone(p), fixed[i]))
				continue
			}
			for v := -1; v < len(issue.Values); v++ {
				next = append(next, append(slices.Clone(p), v))
			}
		}
		partial = next
	}
	var all func(p []int, i int, see func(string))
	all = func(p []int, i int, see func(string)) {
		if i == len(p) {
			see(answer(p))
			return
		}
		if p[i] >= 0 {
			all(p, i+1, see)
			return
		}
		for v := range issues[i].Values {
			q := slices.Clone(p)
			q[i] = v
			all(q, i+1, see)
		}
	}
	var turns []Turn
	for _, p := range partial {
		answers := make(map[string]bool)
		all(p, 0, func(a string) { answers[a] = true })
		if len(answers) > 1 {
			continue
		}
		var t Turn
		for i, v := range p {
			if v >= 0 && fixed[i] < 0 {
				t.Rulings = append(t.Rulings, Ruled{i, v})
			}
		}
		for a := range answers {
			t.Answer = a
		}
		turns = append(turns, t)
	}
	contains := func(big, small Turn) bool {
		return !slices.ContainsFunc(small.Rulings, func(r Ruled) bool { return !slices.Contains(big.Rulings, r) })
	}
	minimal := slices.DeleteFunc(slices.Clone(turns), func(t Turn) bool {
		return slices.ContainsFunc(turns, func(u Turn) bool { return len(u.Rulings) < len(t.Rulings) && contains(t, u) })
	})
	slices.SortFunc(minimal, func(a, b Turn) int {
		return cmp.Or(len(a.Rulings)-len(b.Rulings), slices.CompareFunc(a.Rulings, b.Rulings, func(x, y Ruled) int {
			return cmp.Or(x.Issue-y.Issue, x.Value-y.Value)
		}))
	})
	return minimal
}

func TestTurningAgainstBruteForce(t *testing.T) {
	many := 0
	for seed := range arguetest.Rounds(t, 1500) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 11))
		var issues []Issue
		var fixed []int
		for i := range 1 + rnd.IntN(6) {
			issue := Issue{Name: fmt.Sprint("issue ", i)}
			for v := range 1 + rnd.IntN(3) {
				issue.Values = append(issue.Values, fmt.Sprint(v))
			}
			issues = append(issues, issue)
			fixed = append(fixed, -1)
			if rnd.IntN(5) == 0 {
				fixed[i] = rnd.IntN(len(issue.Values))
			}
		}
		g := randomGauge(rnd, len(issues), 2)
		answer := func(r []int) string { return "answer " + fmt.Sprint(g.level(r)) }
		want := bruteTurns(issues, fixed, answer)
		// An issue of one value is no issue: no turn needs to rule on it.
		got, complete := Turning(issues, fixed, answer, Options{Max: 10000})
		if !complete || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: turns (complete %v)\n%v, want\n%v", seed, complete, got, want)
		}
		if len(got) > 2 {
			many++
			some, complete := Turning(issues, fixed, answer, Options{Max: 2})
			if complete || !reflect.DeepEqual(some, want[:2]) {
				t.Fatalf("seed %d: the two smallest (complete %v) are %v, want %v", seed, complete, some, want[:2])
			}
		}
		if stable := Stable(issues, fixed, answer); stable != (len(want) == 1 && len(want[0].Rulings) == 0) {
			t.Fatalf("seed %d: stable %v, but the turns are %v", seed, stable, want)
		}
		calls := 0
		few, complete := Turning(issues, fixed, func(r []int) string { calls++; return answer(r) }, Options{Max: 10000, Calls: 5})
		if calls > 5 || !reflect.DeepEqual(few, want[:len(few):len(few)]) && len(few) > 0 || complete && len(few) != len(want) {
			t.Fatalf("seed %d: with 5 calls (made %d): %v, complete %v", seed, calls, few, complete)
		}
	}
	if many < 200 {
		t.Errorf("only %d functions have more than two turns", many)
	}
}

func TestRelevant(t *testing.T) {
	turns := []Turn{{Rulings: []Ruled{{4, 0}}}, {Rulings: []Ruled{{1, 1}, {4, 1}}}}
	if got := Relevant(turns); !slices.Equal(got, []int{1, 4}) {
		t.Errorf("relevant: %v", got)
	}
	if got := Relevant(nil); len(got) > 0 {
		t.Errorf("relevant of nothing: %v", got)
	}
}

// TestManyIssues has forty issues of three values, of which five matter.
func TestManyIssues(t *testing.T) {
	var issues []Issue
	for i := range 40 {
		issues = append(issues, Issue{Name: fmt.Sprint(i), Values: []string{"best", "middling", "worst"}})
	}
	calls := 0
	answer := func(r []int) string {
		calls++
		switch {
		case r[3] == 2 || r[11]+r[17] >= 3:
			return "bad"
		case r[29] > 0 && r[38] > 0:
			return "middling"
		}
		return "good"
	}
	start := time.Now()
	turns, complete := Turning(issues, nil, answer, Options{})
	t.Logf("%d turns, %d calls, %v", len(turns), calls, time.Since(start))
	if !complete {
		t.Error("not complete")
	}
	if got := Relevant(turns); !slices.Equal(got, []int{3, 11, 17, 29, 38}) {
		t.Errorf("relevant: %v", got)
	}
	if want := (Turn{Rulings: []Ruled{{3, 2}}, Answer: "bad"}); !reflect.DeepEqual(turns[0], want) {
		t.Errorf("first turn %v, want %v", turns[0], want)
	}
	if calls > 2000 {
		t.Errorf("%d calls; issues that do not matter should cost little", calls)
	}
}

// TestNotMonotone: nonsense from the answer must not hang or panic.
func TestNotMonotone(t *testing.T) {
	issues := make([]Issue, 6)
	for i := range issues {
		issues[i].Values = []string{"a", "b", "c"}
	}
	issues = append(issues, Issue{Name: "no values"})
	for seed := range uint64(50) {
		Turning(issues, []int{-1, 7}, func(r []int) string {
			x := seed
			for _, v := range r {
				x = (x*31 + uint64(v) + 7) * 2654435761 >> 3
			}
			return fmt.Sprint(x % 3)
		}, Options{})
	}
}
