package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/precedent"
)

// sides are the two ways to decide; perSide factors favour each.
var sides = [2]string{"for", "against"}

const perSide = 30

// precedents is a new case before so many decided ones, as package precedent writes them. Each decided case had about a third of
// sixty factors, an authority from 0 to 3, was decided as the weight of its factors lies (one in ten the other way), and for
// one or two of them. The questions are whether decided cases force an outcome: one of them where sixteen factors of the
// new case can be argued either way, and if all is settled, each. What comes of these depends on the cases, so that no answer is expected.
func precedents(cases int, settled bool) (paper, error) {
	rnd := rand.New(rand.NewPCG(uint64(cases), 20))
	var list [2]precedent.Side
	var weight [2][perSide]float64
	for s, name := range sides {
		list[s].Name = name
		for i := range perSide {
			list[s].Factors = append(list[s].Factors, factor(s, i))
			weight[s][i] = rnd.Float64()
		}
	}
	var decided []precedent.Case
	for i := range cases {
		var had [2][]string
		balance := 0.0 // in favour of the first side
		for s := range sides {
			for _, j := range rnd.Perm(perSide)[:perSide/3] {
				had[s] = append(had[s], factor(s, j))
				balance += weight[s][j] * float64(1-2*s)
			}
		}
		s := 0
		if (balance < 0) != (rnd.IntN(10) == 0) {
			s = 1
		}
		decided = append(decided, precedent.Case{
			Name: fmt.Sprint("case ", i), Outcome: sides[s], Authority: rnd.IntN(4),
			Factors: append(had[0], had[1]...), Reason: had[s][:1+rnd.IntN(2)],
		})
	}
	base, err := precedent.New("the question", precedent.ReasonModel, list, decided)
	if err != nil {
		return paper{}, err
	}
	b := argue.NewBuilder()
	for s := range sides {
		for i := range perSide {
			f, name := b.Sentence(factor(s, i)), factor(s, i)
			switch {
			case i%15 == 0:
				b.Fact("found: "+name, f)
			case !settled && i%15 >= 4 && i%15 < 8:
				yes, no := b.Assume("so it is: "+name), b.Assume("it is not so: "+name)
				b.Rivals(yes, no)
				b.Rule("if so: "+name, f, yes)
			}
		}
	}
	forced := base.Compile(b).Forced
	frame, err := b.Build()
	p := paper{frame: frame, asks: []ask{{goal: forced[0]}}}
	if settled {
		p.asks = append(p.asks, ask{goal: forced[1]})
	}
	return p, err
}

func factor(side, i int) string { return fmt.Sprintf("%s %d", sides[side], i) }
