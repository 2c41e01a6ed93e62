package showing

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// refutations checks that there are n and that each holds.
func (v *checker) refutations(n int) error {
	if len(v.c.Refutations) != n {
		return fmt.Errorf("it has %d refutations and needs %d", len(v.c.Refutations), n)
	}
	for i, r := range v.c.Refutations {
		if err := v.refuted(v.supposition(i), r.Lemmas); err != nil {
			return fmt.Errorf("refutation %d: %w", i+1, err)
		}
	}
	return nil
}

// supposition is what refutation i refutes.
func (v *checker) supposition(i int) *bounds {
	var b *bounds
	switch v.c.Kind {
	case Lacking:
		b = loose(v.f, v.c.Grounds)
		b.tell(b.in(v.goal))
	case Open:
		b = v.plain()
		if i == 1 {
			b.tell(b.possible(v.goal).not())
		} else {
			b.tell(b.in(v.goal))
		}
	case Arguable:
		b = v.plain()
		b.larger(v.sentences(v.c.Against))
	default:
		b = v.plain()
		without := v.common()
		var clause []claim
		for _, s := range without {
			clause = append(clause, b.in(s).not())
		}
		b.add(clause...)
		cone := coneOf(v.f, without)
		for _, p := range v.c.Positions {
			b.add(b.attacked(take(v.f, v.on, v.sentences(p)), cone)...)
		}
	}
	return b
}

// common is what every preferred extension is shown to have together: the goal, or the assumptions that derive it.
func (v *checker) common() []argue.Sentence {
	if v.c.Acceptance == "sceptical" {
		return v.sentences(v.c.Common)
	}
	return []argue.Sentence{v.goal}
}

// plain is the framework as it is.
func (v *checker) plain() *bounds {
	b := newBounds(v.f, func(int) bool { return false }, func(argue.Sentence) bool { return false })
	for _, s := range v.f.Switches() {
		if v.on[s] {
			b.tell(b.in(s))
		} else {
			b.tell(b.possible(s).not())
		}
	}
	return b
}

func (v *checker) sentences(names []string) []argue.Sentence {
	var list []argue.Sentence
	for _, name := range names {
		if s, ok := v.f.Find(name); ok {
			list = append(list, s)
		}
	}
	return list
}

// larger supposes that all the assumptions are in, and some other.
func (b *bounds) larger(set []argue.Sentence) {
	has := make(map[argue.Sentence]bool, len(set))
	for _, a := range set {
		has[a] = true
		b.tell(b.in(a))
	}
	var clause []claim
	for _, a := range b.f.Assumptions() {
		if !has[a] {
			clause = append(clause, b.in(a))
		}
	}
	b.add(clause...)
}

// attacked is the clause that something in the cone is in that the position attacks. A preferred set of which that is not
// so and the position, which is admissible, stand together as far as the cone goes, and so the set holds what the position
// holds there (two sets may attack a third only jointly, but then the third attacks one of them).
func (b *bounds) attacked(p *Position, cone []bool) []claim {
	var clause []claim
	for _, a := range b.f.Assumptions() {
		if cone[a] && p.derives[b.f.Contrary(a)] {
			clause = append(clause, b.in(a))
		}
	}
	return clause
}

// coneOf marks what bears on any of the sentences: what they could be derived from, what could defeat that, and so on.
func coneOf(f *argue.Framework, all []argue.Sentence) []bool {
	cone := make([]bool, f.Len())
	left := slices.Clone(all)
	for len(left) > 0 {
		s := left[len(left)-1]
		left = left[:len(left)-1]
		if cone[s] {
			continue
		}
		cone[s] = true
		if c := f.Contrary(s); c != argue.Nothing {
			left = append(left, c)
		}
		for _, r := range f.RulesFor(s) {
			left = append(left, f.Rules()[r].Body...)
		}
	}
	return cone
}

// refuted checks that each lemma follows, and then a contradiction. It leaves the bounds as they were.
func (v *checker) refuted(b *bounds, lemmas [][]Claim) error {
	b.carry()
	before := b.mark()
	defer b.back(before)
	for i, said := range lemmas {
		if b.clash {
			return nil
		}
		lemma, err := v.lemma(b, said)
		if err != nil {
			return err
		}
		if !b.leads(lemma) {
			return fmt.Errorf("lemma %d does not follow", i+1)
		}
		b.add(lemma...)
		b.carry()
	}
	if !b.clash {
		return fmt.Errorf("the lemmas do not lead to a contradiction")
	}
	return nil
}

func (v *checker) lemma(b *bounds, said []Claim) ([]claim, error) {
	var lemma []claim
	for _, c := range said {
		var in, possible claim
		if r, ok := v.rules[c.Rule]; ok && c.Rule != "" {
			in, possible = b.ruleIn(r), b.rulePossible(r)
		} else if s, ok := v.f.Find(c.Sentence); ok && c.Rule == "" {
			in, possible = b.in(s), b.possible(s)
		} else {
			return nil, fmt.Errorf("a lemma speaks of %q, which is not there", c.Rule+c.Sentence)
		}
		switch c.Is {
		case "in":
			lemma = append(lemma, in)
		case "not in":
			lemma = append(lemma, in.not())
		case "not out":
			lemma = append(lemma, possible)
		case "out":
			lemma = append(lemma, possible.not())
		default:
			return nil, fmt.Errorf("a lemma says %q, which is not a claim", c.Is)
		}
	}
	return lemma, nil
}
