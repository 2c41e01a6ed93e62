package precedent_test

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/precedent"
)

// Two houses were entered. In the first the neighbour's word was enough for the judge, though it was old; in the second it
// was not, since he also had a grudge.
func Example() {
	base, err := precedent.New("search", precedent.ReasonModel,
		[2]precedent.Side{
			{Name: "enough", Factors: []string{"a neighbour saw it", "the record agrees"}},
			{Name: "too little", Factors: []string{"it is old", "he has a grudge"}},
		},
		[]precedent.Case{
			{
				Name: "first house", Outcome: "enough",
				Factors: []string{"a neighbour saw it", "the record agrees", "it is old"}, Reason: []string{"a neighbour saw it"},
			},
			{
				Name: "second house", Outcome: "too little",
				Factors: []string{"a neighbour saw it", "it is old", "he has a grudge"}, Reason: []string{"he has a grudge"},
			},
		})
	if err != nil {
		fmt.Println(err)
		return
	}

	// A third house. That there was a grudge is for the court to find.
	b := argue.NewBuilder()
	b.Fact("statement", b.Sentence("a neighbour saw it"))
	b.Rule("as found", b.Sentence("he has a grudge"), b.Switch("a grudge is found"))
	at := base.Compile(b)
	f, err := b.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	r := label.New(f)
	for _, on := range [][]argue.Sentence{nil, f.Switches()} {
		for side, s := range at.Forced {
			fmt.Printf("%s: %v; %s: %v\n", f.Name(s), r.Accept(s, on), f.Name(at.Cases[side].Governs), r.Accept(at.Cases[side].Governs, on))
		}
	}

	c, err := base.Constrain("a neighbour saw it", "he has a grudge")
	fmt.Println(c.Cases[0].Case, "is distinguished:", c.Cases[0].Distinguishing, err)
	// Output:
	// search: enough is forced by decided cases: grounded; search: first house governs: grounded
	// search: too little is forced by decided cases: none; search: second house governs: none
	// search: enough is forced by decided cases: none; search: first house governs: none
	// search: too little is forced by decided cases: grounded; search: second house governs: grounded
	// first house is distinguished: [he has a grudge] <nil>
}
