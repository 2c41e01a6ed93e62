package proof

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
)

// textbook are certificates written by hand, in the frameworks of the literature.
var textbook = []struct {
	name    string
	n       int
	attacks [][2]int32
	aba     *ABAFrame
	text    string
	want    string
}{
	{name: "reinstatement", n: 3, attacks: [][2]int32{{1, 0}, {2, 1}},
		text: "p proof af DS GR 1\nv YES\nq\n"},
	{name: "reinstatement, in every preferred set", n: 3, attacks: [][2]int32{{1, 0}, {2, 1}},
		text: "p proof af DS PR 1\nv YES\nr complete\nl 0\nq\n"},
	{name: "not of the admissible sets alone", n: 3, attacks: [][2]int32{{1, 0}, {2, 1}},
		text: "p proof af DS PR 1\nv YES\nr admissible\nl 0\nq\n", want: "refutation 1, step 1: the lemma [] does not follow"},
	{name: "two that attack each other: one is shown", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af DC ST 1\nv YES\ne 1 0\nq\n"},
	{name: "the other does not show it", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af DC ST 1\nv YES\ne 2 0\nq\n", want: "where it is to show the contrary"},
	{name: "both sets", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af EE PR\nv EXT\ns 1 0\ns 2 0\nr admissible\nl 0\nq\n"},
	{name: "one set of two", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af EE PR\nv EXT\ns 1 0\nr admissible\nl 0\nq\n", want: "does not follow"},
	{name: "all complete sets", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af EE CO\nv EXT\ns 1 0\ns 2 0\ns 0\nr complete\nl 1 0\nl 0\nq\n"},
	{name: "all complete sets but the least", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af EE CO\nv EXT\ns 1 0\ns 2 0\nr complete\nl 0\nq\n", want: "does not follow"},
	{name: "a set that is part of another", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af EE PR\nv EXT\ns 1 0\ns 2 0\ns 0\nr admissible\nl 0\nq\n", want: "set 3 says less than set 1"},
	{name: "a set twice", n: 2, attacks: [][2]int32{{0, 1}, {1, 0}},
		text: "p proof af EE PR\nv EXT\ns 1 0\ns 2 0\ns 1 0\nr admissible\nl 0\nq\n", want: "sets 1 and 3 are the same"},
	{name: "three in a circle have no stable set", n: 3, attacks: [][2]int32{{0, 1}, {1, 2}, {2, 0}},
		text: "p proof af SE ST\nv NO\nr stable\nl -1 0\nl 0\nq\n"},
	{name: "three in a circle: the ideal set is empty", n: 3, attacks: [][2]int32{{0, 1}, {1, 2}, {2, 0}},
		text: "p proof af SE ID\nv EXT\ne 0\nr admissible\nl 0\nr admissible\nl -1 0\nl 0\nq\n"},
	{name: "half of the ideal", n: 3, attacks: [][2]int32{{0, 1}, {1, 2}, {2, 0}},
		text: "p proof af SE ID\nv EXT\ne 0\nr admissible\nl 0\nq\n", want: "refutation 2 is missing"},
	{name: "what two rivals both attack floats", n: 4, attacks: [][2]int32{{0, 1}, {1, 0}, {0, 2}, {1, 2}, {2, 3}},
		text: "p proof af DS PR 4\nv YES\ns 1 4 0\ns 2 4 0\nr complete\nl 0\nq\n"},
	{name: "what is beside it does not matter", n: 6, attacks: [][2]int32{{0, 1}, {1, 0}, {0, 2}, {1, 2}, {2, 3}, {4, 5}, {5, 4}},
		text: "p proof af DS PR 4\nv YES\ns 1 4 0\ns 2 4 0\nr complete\nl 0\nq\n"},
	{name: "a set without the query", n: 4, attacks: [][2]int32{{0, 1}, {1, 0}, {0, 2}, {1, 2}, {2, 3}},
		text: "p proof af DS PR 4\nv YES\ns 1 0\ns 2 4 0\nr complete\nl 0\nq\n", want: "set 1 does not have the query"},
	{name: "it is not ideal", n: 4, attacks: [][2]int32{{0, 1}, {1, 0}, {0, 2}, {1, 2}, {2, 3}},
		text: "p proof af DS ID 4\nv NO\ne 0\ns 1 4 0\ns 2 4 0\nr admissible\nl 0\nr complete\nl 0\nq\n"},
	{name: "self-defeat: nothing is attacked, and one has no place", n: 2, attacks: [][2]int32{{0, 0}, {0, 1}},
		text: "p proof af DC PR 2\nv NO\nr admissible\nl 0\nq\n"},
	{name: "a stage set is not put off", n: 2, attacks: [][2]int32{{0, 0}, {0, 1}},
		text: "p proof af DS STG 2\nv YES\ns 2 0\nr free\nl 0\nq\n"},
	{name: "the semi-stable set of a path into a loop", n: 3, attacks: [][2]int32{{0, 1}, {1, 0}, {1, 2}, {2, 2}},
		text: "p proof af DC SST 1\nv NO\ns 2 0\nr admissible\nl 0\nq\n"},
	{name: "greatest range", n: 3, attacks: [][2]int32{{0, 1}, {1, 0}, {1, 2}, {2, 2}},
		text: "p proof af SE SST\nv EXT\ne 2 0\nr admissible\nl 0\nq\n"},
	{name: "not the greatest range", n: 3, attacks: [][2]int32{{0, 1}, {1, 0}, {1, 2}, {2, 2}},
		text: "p proof af SE SST\nv EXT\ne 1 0\nr admissible\nl 0\nq\n", want: "does not follow"},
	{name: "too many refutations", n: 1,
		text: "p proof af DS CO 1\nv YES\nr complete\nl 0\nq\n", want: "it has 1 refutations; expected 0"},
	{name: "sets that nobody asked for", n: 1,
		text: "p proof af DS CO 1\nv YES\ns 1 0\nq\n", want: "it has sets"},
	{name: "not in the framework", n: 1,
		text: "p proof af DC CO 1\nv YES\ne 2 0\nq\n", want: "the extension: 2 is not an element"},
	{name: "a rule that rests on itself gives nothing", // atoms: the assumption 1, its contrary 2, from itself
		aba:  &ABAFrame{Atoms: 2, Assumptions: []int32{0}, Contrary: []int32{1, 0}, Rules: []Rule{{1, []int32{1}}}},
		text: "p proof aba DC CO 2\nv NO\nu der 2 0\nr complete\nl 0\nq\n"},
	{name: "but that has to be said",
		aba:  &ABAFrame{Atoms: 2, Assumptions: []int32{0}, Contrary: []int32{1, 0}, Rules: []Rule{{1, []int32{1}}}},
		text: "p proof aba DC ST 2\nv NO\nr stable\nl 0\nq\n", want: "does not follow"},
	{name: "a loop of assumptions",
		aba:  &ABAFrame{Atoms: 2, Assumptions: []int32{0}, Contrary: []int32{1, 0}},
		text: "p proof aba DC CO 2\nv NO\nu der 1 0\nr complete\nl 0\nq\n", want: "loop 1: 1 is not an atom that rules derive"},
	{name: "two readings, and what follows from both", // assumptions 1 and 2 exclude each other; 3 follows from each
		aba: &ABAFrame{Atoms: 3, Assumptions: []int32{0, 1}, Contrary: []int32{1, 0, 0},
			Rules: []Rule{{2, []int32{0}}, {2, []int32{1}}}},
		text: "p proof aba DS PR 3\nv YES\ns 1 0\ns 2 0\nr complete\nl 0\nq\n"},
}

func TestTextbook(t *testing.T) {
	for _, tt := range textbook {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Read(strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if tt.aba != nil {
				refusal(t, VerifyABA(*tt.aba, c), tt.want)
				return
			}
			refusal(t, VerifyAF(tt.n, tt.attacks, c), tt.want)
		})
	}
}

func TestFrameworksRefused(t *testing.T) {
	c := &Certificate{Task: DS}
	refusal(t, VerifyAF(-1, nil, c), "expected 0 to")
	refusal(t, VerifyAF(1, [][2]int32{{0, 1}}, c), "attack 1 is of 1 on 2")
	refusal(t, VerifyABA(ABAFrame{}, c), "about af; expected aba")
	c.Problem = ABA
	refusal(t, VerifyAF(1, nil, c), "about aba; expected af")
	refusal(t, VerifyABA(ABAFrame{Atoms: 1, Assumptions: []int32{1}}, c), "the assumption 2 is not an atom")
	refusal(t, VerifyABA(ABAFrame{Atoms: 1, Assumptions: []int32{0}}, c), "has no contrary")
	flat := ABAFrame{Atoms: 1, Assumptions: []int32{0}, Contrary: []int32{0}, Rules: []Rule{{0, nil}}}
	refusal(t, VerifyABA(flat, c), "rule 1 derives an assumption")
}

// TestLoopsRefused holds that the loops of a short certificate cannot ask for clauses without end.
func TestLoopsRefused(t *testing.T) {
	f := ABAFrame{Atoms: 4, Assumptions: []int32{0, 1}, Contrary: []int32{2, 3, 0, 0}}
	for range 3000 {
		f.Rules = append(f.Rules, Rule{Head: 2, Body: []int32{1}})
	}
	again := make([]Loop, 30_000)
	for i := range again {
		again[i].Atoms = []int32{2}
	}
	for want, loops := range map[string][]Loop{
		"loop 1: 1 is not an atom that rules derive":                    {{Atoms: []int32{2, 0}}},
		"loop 2: 5 is not an atom that rules derive":                    {{Atoms: []int32{2}}, {Atoms: []int32{4}}},
		"loop 1 names 3 twice; expected each atom once":                 {{Atoms: []int32{2, 3, 2}}},
		"loop 22363: the loops up to here call for more than 67108864 ": again,
	} {
		err := VerifyABA(f, &Certificate{Problem: ABA, Task: DC, Semantics: argue.Complete, Query: 2, Verdict: No, Loops: loops})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
