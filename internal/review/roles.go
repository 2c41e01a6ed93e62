package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// A doing is a verb between two names: who, what, to whom. None of it is passive.
type doing struct {
	who, whom   diction.Name
	act         diction.Hit
	first, last int // words
}

// doings finds, clause by clause, the verbs of acts that stand between two personal names.
func (p *Pass) doings(t *diction.Text) []doing {
	names := p.namesIn(t)
	var out []doing
	for i := 0; i+1 < len(names); i++ {
		x, y := names[i], names[i+1]
		if t.Words[x.First].Sentence != t.Words[y.First].Sentence || y.First-x.Last > 4 {
			continue
		}
		for _, h := range t.Hits(diction.Act) {
			if h.First <= x.Last || h.Last >= y.First {
				continue
			}
			turned := false
			for k := x.Last + 1; k < y.First; k++ {
				switch t.Words[k].Norm {
				case "by", "from", "was", "were", "is", "been", "and", "or", "that", "who", "with":
					turned = true
				}
			}
			if !turned {
				out = append(out, doing{x, y, h, x.First, y.Last})
			}
			break
		}
	}
	return out
}

// differingRoles reports a sentence in which one person does to another what the source has the other do to him.
func (p *Pass) differingRoles(b *backing) bool {
	for _, d := range p.doings(b.text) {
		if !b.plain(d.first) {
			continue
		}
		var turned *doing
		var line spoken
		same := false
		for _, l := range b.lines {
			for _, o := range p.doings(l.text) {
				if !p.agree(diction.Term{Known: true, Concepts: []string{d.act.Means}}, diction.Term{Known: true, Concepts: []string{o.act.Means}}) {
					continue
				}
				switch {
				case p.like(d.who.Text, o.who.Text).Fits() && p.like(d.whom.Text, o.whom.Text).Fits():
					same = same || p.sameThing(b.text, d, l.text, o)
				case p.like(d.who.Text, o.whom.Text).Fits() && p.like(d.whom.Text, o.who.Text).Fits() && turned == nil && p.sameThing(b.text, d, l.text, o):
					turned, line = &o, l
				}
			}
		}
		if turned != nil && !same {
			return p.differs(b, d.who.Start, d.whom.End, line.at(turned.who.Start, turned.whom.End))
		}
	}
	return false
}

// sameThing reports whether the words after two doings begin with the same thing, or one of them ends there.
func (p *Pass) sameThing(a *diction.Text, x doing, b *diction.Text, y doing) bool {
	after := func(t *diction.Text, last int) []string {
		var out []string
		for _, u := range t.Terms() {
			if u.First > last && u.First <= last+5 && t.Words[u.First].Sentence == t.Words[last].Sentence {
				out = append(out, t.Words[u.First].Stem)
			}
		}
		return out
	}
	m, n := after(a, x.last), after(b, y.last)
	return len(m) == 0 || len(n) == 0 || slices.ContainsFunc(m, func(s string) bool { return slices.Contains(n, s) })
}
