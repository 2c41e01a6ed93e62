package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// namesPerson reports whether a text has a name or alias of a person in full.
func (p *Pass) namesPerson(t *diction.Text, who *record.Person) bool {
	for _, n := range who.Names() {
		words := folded(p.Text(n))
		for i := range t.Words {
			if runsAt(t, i, words) {
				return true
			}
		}
	}
	return false
}

// about reports whether words at i of a declarant's line are about himself: his name, a word for an informant or a pronoun
// stands before them, or the line begins with them.
func (p *Pass) about(x declarant, t *diction.Text, i int) bool {
	if who := p.paper().person[x.id]; who != nil && p.namesPerson(t, who) {
		return true
	}
	if i < 2 {
		return true
	}
	for _, c := range []diction.Class{pronouns, teller} {
		for _, h := range t.Hits(c) {
			if h.First < i {
				return !slices.ContainsFunc(t.Names(), func(n diction.Name) bool { return n.Last < i })
			}
		}
	}
	return false
}

func containsSource(all []*record.Source, s *record.Source) bool { return slices.Contains(all, s) }

func sortedUnique(ns []int) []int {
	slices.Sort(ns)
	return slices.Compact(ns)
}

// sourceList names sources in a message.
func sourceList(all []At) string {
	var ids []string
	for _, a := range all {
		ids = append(ids, string(a.Source))
	}
	switch n := len(ids); {
	case n == 1:
		return "source " + ids[0]
	case n > 4:
		return fmt.Sprintf("sources %s and %d more", strings.Join(ids[:3], ", "), n-3)
	default:
		return "sources " + strings.Join(ids[:n-1], ", ") + " and " + ids[n-1]
	}
}

// calledBy returns the name of a person for a message.
func (p *Pass) calledBy(id record.PersonID) string {
	if who := p.paper().person[id]; who != nil && len(who.Names()) > 0 {
		return who.Names()[0]
	}
	if id == "" {
		return "the place"
	}
	return string(id)
}
