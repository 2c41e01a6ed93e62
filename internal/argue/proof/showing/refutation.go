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
	holds := limit{rule: -1, s: v.goal, least: in}
	switch v.c.Kind {
	case Lacking:
		b := loose(v.f, v.c.Grounds)
		b.suppose(holds)
		return b
	case Open:
		b := v.plain()
		if i == 1 {
			holds = limit{rule: -1, s: v.goal, least: undecided, less: true}
		}
		b.suppose(holds)
		return b
	case Arguable:
		b := v.plain()
		b.clauses = append(b.clauses, v.outside(v.c.Against))
		for _, a := range v.sentences(v.c.Against) {
			b.suppose(limit{rule: -1, s: a, least: in})
		}
		return b
	}
	b := v.plain()
	without := []limit{{rule: -1, s: v.goal, least: in, less: true}}
	if v.c.Acceptance == "sceptical" {
		without = nil
		for _, a := range v.sentences(v.c.Common) {
			without = append(without, limit{rule: -1, s: a, least: in, less: true})
		}
	}
	b.clauses = append(b.clauses, without)
	for _, p := range v.c.Positions {
		b.clauses = append(b.clauses, v.outside(p))
	}
	return b
}

// plain is the framework as it is.
func (v *checker) plain() *bounds {
	b := newBounds(v.f)
	for _, s := range v.f.Switches() {
		b.s[s] = interval{out, out}
		if v.on[s] {
			b.s[s] = interval{in, in}
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

// outside is the clause that some assumption not named is in.
func (v *checker) outside(names []string) []limit {
	var clause []limit
	for _, a := range v.f.Assumptions() {
		if !slices.Contains(names, v.f.Name(a)) {
			clause = append(clause, limit{rule: -1, s: a, least: in})
		}
	}
	return clause
}

// refuted checks that each lemma follows, and then a contradiction.
func (v *checker) refuted(b *bounds, lemmas [][]Claim) error {
	b.carry()
	for i, claims := range lemmas {
		if b.clash {
			return nil
		}
		lemma, err := v.limits(claims)
		if err != nil {
			return err
		}
		denied := b.copy()
		for _, l := range lemma {
			l.less = !l.less
			denied.suppose(l)
		}
		if !denied.carry() {
			return fmt.Errorf("lemma %d does not follow", i+1)
		}
		b.clauses = append(b.clauses, lemma)
		b.carry()
	}
	if !b.clash {
		return fmt.Errorf("the lemmas do not lead to a contradiction")
	}
	return nil
}

func (v *checker) limits(claims []Claim) ([]limit, error) {
	var lemma []limit
	for _, c := range claims {
		l := limit{rule: -1}
		var ok bool
		if c.Rule != "" {
			l.rule, ok = v.rules[c.Rule]
		} else {
			l.s, ok = v.f.Find(c.Sentence)
		}
		if !ok {
			return nil, fmt.Errorf("a lemma speaks of %q, which is not there", c.Rule+c.Sentence)
		}
		switch c.Is {
		case "in":
			l.least = in
		case "not in":
			l.least, l.less = in, true
		case "not out":
			l.least = undecided
		case "out":
			l.least, l.less = undecided, true
		default:
			return nil, fmt.Errorf("a lemma says %q, which is not a claim", c.Is)
		}
		lemma = append(lemma, l)
	}
	return lemma, nil
}
