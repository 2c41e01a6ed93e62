package showing

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// worth is the value of a sentence in a labelling: out, undecided or in. It
// is kept apart from label.Value so that checking shares nothing with it.
type worth int8

const (
	out worth = iota
	undecided
	in
)

// bounds carries what is supposed along rules and attacks. Of each sentence
// and each rule (the worst of its premises) there are two claims: that it is
// in, and that it is not out.
type bounds struct {
	*claims
	f *argue.Framework
}

// in and possible are the claims about a sentence; ruleIn and rulePossible those about a rule.
func (b *bounds) in(s argue.Sentence) claim       { return claim(4 * s) }
func (b *bounds) possible(s argue.Sentence) claim { return claim(4*s + 2) }
func (b *bounds) ruleIn(r int) claim              { return claim(4 * (b.f.Len() + r)) }
func (b *bounds) rulePossible(r int) claim        { return claim(4*(b.f.Len()+r) + 2) }

// newBounds says in clauses how worth is carried. What is free, facts that may be struck and sentences that may be supplied or
// switched, is in or out.
func newBounds(f *argue.Framework, freeRule func(int) bool, freeSentence func(argue.Sentence) bool) *bounds {
	b := &bounds{claims: newClaims(2 * (f.Len() + len(f.Rules()))), f: f}
	for i := range f.Len() {
		s := argue.Sentence(i)
		b.add(b.in(s).not(), b.possible(s))
		switch c := f.Contrary(s); {
		case c != argue.Nothing: // worth the opposite of its contrary
			b.opposite(b.in(s), b.possible(c))
			b.opposite(b.possible(s), b.in(c))
		case f.IsSwitch(s), freeSentence(s):
			b.add(b.in(s), b.possible(s).not())
		default: // worth its best rule
			b.best(b.in(s), b.ruleIn, f.RulesFor(s))
			b.best(b.possible(s), b.rulePossible, f.RulesFor(s))
		}
	}
	for i, r := range f.Rules() {
		b.add(b.ruleIn(i).not(), b.rulePossible(i))
		if freeRule(i) {
			b.add(b.ruleIn(i), b.rulePossible(i).not())
			continue
		}
		b.worst(b.ruleIn(i), b.in, r.Body)
		b.worst(b.rulePossible(i), b.possible, r.Body)
	}
	return b
}

func (b *bounds) opposite(x, y claim) {
	b.add(x, y)
	b.add(x.not(), y.not())
}

// best says that x holds just if of does of one of the rules.
func (b *bounds) best(x claim, of func(int) claim, rules []int) {
	some := []claim{x.not()}
	for _, r := range rules {
		some = append(some, of(r))
		b.add(of(r).not(), x)
	}
	b.add(some...)
}

// worst says that x holds just if of does of all premises.
func (b *bounds) worst(x claim, of func(argue.Sentence) claim, body []argue.Sentence) {
	all := []claim{x}
	for _, p := range body {
		all = append(all, of(p).not())
		b.add(x.not(), of(p))
	}
	b.add(all...)
}

// A Reach is what grounds alone lead to, all other facts and switches being free.
type Reach struct{ b *bounds }

// Carry carries grounds as far as they reach.
func Carry(f *argue.Framework, g Grounds) Reach {
	b := loose(f, g)
	b.carry()
	return Reach{b}
}

// Fails reports whether s fails on the grounds alone, and Gives whether the rule of that place applies on them alone.
func (r Reach) Fails(s argue.Sentence) bool { return r.b.value[r.b.possible(s)] < 0 }
func (r Reach) Gives(rule int) bool         { return r.b.value[r.b.ruleIn(rule)] > 0 }

// loose frees every fact and every sentence without rules but the grounds.
func loose(f *argue.Framework, g Grounds) *bounds {
	facts := setOf(g.Facts)
	free := func(s argue.Sentence) bool { return len(f.RulesFor(s)) == 0 }
	b := newBounds(f, func(i int) bool { return len(f.Rules()[i].Body) == 0 && !facts[f.Rules()[i].Name] }, free)
	for _, name := range g.On {
		if s, ok := f.Find(name); ok && free(s) && !f.IsAssumption(s) {
			b.tell(b.in(s))
		}
	}
	for _, name := range g.Absent {
		if s, ok := f.Find(name); ok && free(s) && !f.IsAssumption(s) && !slices.Contains(g.On, name) {
			b.tell(b.possible(s).not())
		}
	}
	return b
}

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}
