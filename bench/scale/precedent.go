package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/affiant-project/affiant/internal/argue"
)

// precedents is a new case before so many decided ones. Each decided case had some twenty factors and an authority from 0 to 3,
// highest last. It is a rule: if the new case has all the factors for which it was decided, then for that side, unless it does not
// govern. That it governs is attacked by a case for the other side of equal or higher authority that applies as well
// (after Horty and Bench-Capon, "A factor-based definition of precedential constraint", Artificial Intelligence and Law
// 20, 2012). The question is whether the new case must go one way.
//
// Cases of one side and authority attack those of the other through one sentence, so that rules grow with the cases and not with their pairs.
func precedents(cases int) (paper, error) {
	const factors, ranks, each = 200, 4, 20
	rnd := rand.New(rand.NewPCG(uint64(cases), 20))
	b := argue.NewBuilder()
	names := [2]string{"for probable cause", "against probable cause"}
	var here [factors]argue.Sentence
	for i := range here {
		here[i] = b.Sentence(fmt.Sprint("factor ", i))
		if rnd.IntN(100) < 97 {
			b.Fact(fmt.Sprint("found ", i), here[i])
		}
	}
	var outcome [2]argue.Sentence
	var reach [2][ranks]argue.Sentence // some case of that side and at least that authority governs
	for s := range outcome {
		outcome[s] = b.Sentence(names[s])
		for rank := range ranks {
			reach[s][rank] = b.Sentence(fmt.Sprint("a case ", names[s], ", authority ", rank, " or more, governs"))
			if rank > 0 {
				b.Rule(fmt.Sprint("as much as ", rank, " ", names[s]), reach[s][rank-1], reach[s][rank])
			}
		}
		b.Rule("follow "+names[s], outcome[s], reach[s][0])
	}
	for i := range cases {
		n := fmt.Sprint(i)
		s, rank := rnd.IntN(2), rnd.IntN(ranks)
		governs, applies := b.Assume("case "+n+" governs"), b.Sentence("case "+n+" applies")
		var body []argue.Sentence
		for _, x := range rnd.Perm(factors)[:each] {
			body = append(body, here[x])
		}
		b.Rule("factors of "+n, applies, body...)
		b.Rule("case "+n, reach[s][rank], applies, governs)
		b.Rule("distinguished "+n, b.Against(governs), reach[1-s][rank])
	}
	f, err := b.Build()
	return paper{frame: f, asks: []ask{{"", outcome[0], nil}}}, err
}
