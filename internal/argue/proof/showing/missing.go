package showing

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// missing checks the reasons for a lacking goal in the labelling of st.
func (v *checker) missing(st *Position) error {
	m := &coroner{v: v, st: st, told: make(map[argue.Sentence]bool)}
	if len(v.f.RulesFor(v.goal)) == 0 {
		rs := v.c.Missing
		if len(rs) != 1 || rs[0].Rule != "" || rs[0].Missing != v.c.Goal {
			return fmt.Errorf("the one reason must be that %q itself is missing", v.c.Goal)
		}
		return m.premise(rs[0], v.goal)
	}
	return m.rules(v.goal, v.c.Missing)
}

type coroner struct {
	v    *checker
	st   *Position
	told map[argue.Sentence]bool
}

func (m *coroner) rules(s argue.Sentence, rs []Reason) error {
	rules := m.v.f.RulesFor(s)
	if len(rs) != len(rules) {
		return fmt.Errorf("there are %d reasons for the %d rules for %q", len(rs), len(rules), m.v.f.Name(s))
	}
	for i, r := range rules {
		rule := m.v.f.Rules()[r]
		p, ok := m.v.f.Find(rs[i].Missing)
		if rs[i].Rule != rule.Name || rs[i].Says != m.v.f.Name(s) || !ok || !slices.Contains(rule.Body, p) {
			return fmt.Errorf("%q is not a premise of rule %q", rs[i].Missing, rule.Name)
		}
		if err := m.premise(rs[i], p); err != nil {
			return err
		}
	}
	return nil
}

// premise checks that p is missing as r says.
func (m *coroner) premise(r Reason, p argue.Sentence) error {
	f := m.v.f
	if m.st.worth(p) != out {
		return fmt.Errorf("%q is not missing", r.Missing)
	}
	how := "underived"
	switch {
	case f.IsSwitch(p):
		how = "off"
	case f.IsAssumption(p):
		how = "attacked"
	case len(f.RulesFor(p)) == 0:
		how = "absent"
	}
	switch {
	case r.How != how:
		return fmt.Errorf("%q is %s, not %s", r.Missing, how, r.How)
	case how == "attacked":
		return m.attack(r, f.Contrary(p))
	case how == "underived" && !m.told[p]:
		m.told[p] = true
		return m.rules(p, r.Because)
	case len(r.Because) > 0:
		return fmt.Errorf("why %q is missing is not asked here", r.Missing)
	}
	return nil
}

// attack checks that what the attack rests on is so and derives the contrary.
func (m *coroner) attack(r Reason, contrary argue.Sentence) error {
	f := m.v.f
	if i, ok := m.v.rules[r.Attacker]; r.Attacker == "" {
		if len(f.RulesFor(contrary)) > 0 {
			return fmt.Errorf("the attack on %q names no rule", r.Missing)
		}
	} else if !ok || f.Rules()[i].Head != contrary {
		return fmt.Errorf("rule %q does not attack %q", r.Attacker, r.Missing)
	}
	rests := setOf(r.Rests)
	known := make(map[argue.Sentence]bool)
	var follows func(s argue.Sentence) bool
	follows = func(s argue.Sentence) bool {
		if got, ok := known[s]; ok {
			return got
		}
		got := rests[f.Name(s)] && m.st.worth(s) == in && (f.IsAssumption(s) || f.IsSwitch(s))
		for _, i := range f.RulesFor(s) {
			rule := f.Rules()[i]
			applies := (len(rule.Body) > 0 || rests[rule.Name]) && (s != contrary || rule.Name == r.Attacker)
			got = got || applies && !slices.ContainsFunc(rule.Body, func(p argue.Sentence) bool { return !follows(p) })
		}
		known[s] = got
		return got
	}
	if !follows(contrary) {
		return fmt.Errorf("the attack on %q does not follow from what it is said to rest on", r.Missing)
	}
	return nil
}
