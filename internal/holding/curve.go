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
		p := Point{Known: n}
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
			p.Right += float64(got.Total.Right) / float64(draws)
			p.Open += float64(got.Total.Open) / float64(draws)
			p.Wrong += float64(got.Total.Wrong) / float64(draws)
		}
		out = append(out, p)
	}
	return out
}

// Shuffled measures with the outcomes of the cases shuffled among them, question by question, and scores the answers by the
// truth: what still comes out right owes nothing to the cases' outcomes, and is the doctrine's share. It takes the mean of
// rounds shufflings, the same for the same seed.
func Shuffled(b *doctrine.Casebook, m Method, rounds int, seed uint64) Point {
	cases := b.Cases()
	p := Point{Known: len(cases)}
	chance := shuffle{seed}
	for range rounds {
		got := Measure(b, cases, Method{Profile: m.Profile, Without: m.Without, Decided: chance.outcomes(AllDecided(b))})
		p.Right += float64(got.Total.Right) / float64(rounds)
		p.Open += float64(got.Total.Open) / float64(rounds)
		p.Wrong += float64(got.Total.Wrong) / float64(rounds)
	}
	return p
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
