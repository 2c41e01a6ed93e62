package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Clash is two decided cases that force opposite outcomes of one situation, the least in which they do.
type Clash struct {
	Pool          string // the question; obviousness for immunity and good faith, which are held beside one another
	First, Second Decided
	Situation     []doctrine.FactorID
	Prevails      string // the case of the higher court, by id; empty if they are equals
}

// Clashes goes over the decided cases of a reading and reports every two that contradict each other where both bind: the
// Supreme Court's with each other and with those of any circuit, and a circuit's own. Two circuits may differ.
func (r *Reading) Clashes() []Clash {
	all := AllDecided(r.book)
	var out []Clash
	seen := make(map[string]bool)
	for _, issue := range r.book.Issues() {
		p := r.poolOf(issue.ID)
		if seen[p.name] || slices.ContainsFunc(p.issues, func(id string) bool { return seen[id] }) {
			continue
		}
		seen[p.name] = true
		seen[issue.ID] = true
		var told []string
		for _, court := range r.book.Courts() {
			b := r.base(p, Situation{Court: court.ID}, r.asOf, all, true)
			for c := range b.base.Conflicts() {
				key := c.First + " | " + c.Second
				if slices.Contains(told, key) {
					continue
				}
				told = append(told, key)
				clash := Clash{Pool: p.name, First: b.named(c.First), Second: b.named(c.Second), Situation: ids(c.Situation)}
				if c.Prevails != "" {
					clash.Prevails = b.named(c.Prevails).Case.ID
				}
				out = append(out, clash)
			}
		}
	}
	return out
}

// named is the decided question of that name.
func (b base) named(name string) Decided {
	i := slices.IndexFunc(b.decided, func(d Decided) bool { return d.Name() == name })
	return b.decided[i]
}
