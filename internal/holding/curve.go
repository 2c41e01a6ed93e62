package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Point is how measurements came out on the average with so many other cases known.
type Point struct {
	Known              int
	Right, Open, Wrong float64
}

// mean is the point of so many measurements together. It divides once, so that a mean that is a whole number comes out as one.
func mean(known int, sum Tally, measurements int) Point {
	n := float64(max(1, measurements))
	return Point{known, float64(sum.Right) / n, float64(sum.Open) / n, float64(sum.Wrong) / n}
}

// A shuffle is a source of orders that is the same on every machine: the generator of Steele, Lea and Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014 (splitmix64).
type shuffle struct{ state uint64 }

func (s *shuffle) next() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// order is the numbers below n in an order of chance.
func (s *shuffle) order(n int) []int {
	out := make([]int, n)
	for i := range out {
		j := int(s.next() % uint64(i+1))
		out[i], out[j] = out[j], i
	}
	return out
}

// Curve measures with some cases known and the others not: they are no precedent, and what rests on them alone is switched
// off. For each number it takes the mean of rounds drawings, the same for the same seed.
func Curve(b *doctrine.Casebook, m Method, numbers []int, rounds int, seed uint64) []Point {
	cases := b.Cases()
	all := AllDecided(b)
	var out []Point
	for _, n := range numbers {
		n = min(n, len(cases))
		var sum Tally
		draws := rounds
		if n == 0 || n == len(cases) {
			draws = 1 // there is one way only
		}
		chance := shuffle{seed}
		for range draws {
			var hidden []string
			for _, i := range chance.order(len(cases))[n:] {
				hidden = append(hidden, cases[i].ID)
			}
			got := Measure(b, cases, Method{Profile: m.Profile, Without: slices.Concat(m.Without, hidden), Decided: all})
			sum.addAll(got.Total)
		}
		out = append(out, mean(n, sum, draws))
	}
	return out
}

// Shuffled measures with the outcomes of the cases shuffled among them, question by question, and scores the answers by the
// truth: what still comes out right owes nothing to the cases' outcomes, and is the doctrine's share. It takes the mean of
// rounds shufflings, the same for the same seed.
func Shuffled(b *doctrine.Casebook, m Method, rounds int, seed uint64) Point {
	cases := b.Cases()
	var sum Tally
	chance := shuffle{seed}
	for range rounds {
		got := Measure(b, cases, Method{Profile: m.Profile, Without: m.Without, Decided: chance.outcomes(AllDecided(b))})
		sum.addAll(got.Total)
	}
	return mean(len(cases), sum, rounds)
}

// outcomes deals the outcomes on each question out anew. Whoever gets the other side was decided for all it had for it.
func (s *shuffle) outcomes(all []Decided) []Decided {
	out := slices.Clone(all)
	by := make(map[string][]int)
	var issues []string
	for i, d := range all {
		if by[d.Asked.About] == nil {
			issues = append(issues, d.Asked.About)
		}
		by[d.Asked.About] = append(by[d.Asked.About], i)
	}
	for _, issue := range issues {
		places := by[issue]
		for i, j := range s.order(len(places)) {
			to, from := places[i], places[j]
			if all[to].Outcome != all[from].Outcome {
				out[to].Outcome, out[to].Because = all[from].Outcome, nil
			}
		}
	}
	return out
}
