package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// missing tells why goal, which is out in the labelling of st, is not to be
// had: for each rule a premise that fails, preferring one that fails on the
// grounds alone.
func missing(f *argue.Framework, goal argue.Sentence, st *showing.Position, g showing.Grounds) []showing.Reason {
	m := &inquest{f: f, st: st, grounds: showing.Carry(f, g), told: make(map[argue.Sentence]bool)}
	if len(f.RulesFor(goal)) == 0 {
		return []showing.Reason{m.reason(goal, "", goal)}
	}
	return m.rules(goal)
}

type inquest struct {
	f       *argue.Framework
	st      *showing.Position
	grounds showing.Reach // what the grounds alone lead to
	told    map[argue.Sentence]bool
}

func (m *inquest) rules(s argue.Sentence) []showing.Reason {
	var rs []showing.Reason
	for _, r := range m.f.RulesFor(s) {
		rule := m.f.Rules()[r]
		fails := slices.DeleteFunc(slices.Clone(rule.Body), func(p argue.Sentence) bool { return m.st.Allows(p) })
		i := max(0, slices.IndexFunc(fails, func(p argue.Sentence) bool { return m.grounds.Fails(p) }))
		rs = append(rs, m.reason(s, rule.Name, fails[i]))
	}
	return rs
}

func (m *inquest) reason(says argue.Sentence, rule string, p argue.Sentence) showing.Reason {
	r := showing.Reason{Says: m.f.Name(says), Rule: rule, Missing: m.f.Name(p)}
	switch {
	case m.f.IsSwitch(p):
		r.How = "off"
	case m.f.IsAssumption(p):
		r.How = "attacked"
		if i := m.giver(m.f.Contrary(p)); i >= 0 {
			r.Attacker = m.f.Rules()[i].Name
		}
		r.Rests = m.rests(m.f.Contrary(p), nil, make(map[argue.Sentence]bool))
	case len(m.f.RulesFor(p)) == 0:
		r.How = "absent"
	default:
		r.How = "underived"
		if !m.told[p] {
			m.told[p] = true
			r.Because = m.rules(p)
		}
	}
	return r
}

// giver is a rule that derives s, on the grounds alone if there is one.
func (m *inquest) giver(s argue.Sentence) int {
	found := -1
	for _, r := range m.f.RulesFor(s) {
		if m.grounds.Gives(r) {
			return r
		}
		applies := !slices.ContainsFunc(m.f.Rules()[r].Body, func(p argue.Sentence) bool { return !m.st.Derives(p) })
		if found < 0 && applies {
			found = r
		}
	}
	return found
}

// rests adds what s is derived from in the end.
func (m *inquest) rests(s argue.Sentence, list []string, seen map[argue.Sentence]bool) []string {
	if seen[s] {
		return list
	}
	seen[s] = true
	r := m.giver(s)
	switch {
	case r < 0:
		return append(list, m.f.Name(s))
	case len(m.f.Rules()[r].Body) == 0:
		return append(list, m.f.Rules()[r].Name)
	}
	for _, p := range m.f.Rules()[r].Body {
		list = m.rests(p, list, seen)
	}
	return list
}
