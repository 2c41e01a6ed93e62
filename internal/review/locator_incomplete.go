package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

var locatorIncomplete = &Check{
	Code:  "F1",
	Name:  "locator-incomplete",
	Title: "A part of the locator is missing",
	Why: "Where one call is cited by reel, side and footage, and the next without the side, nobody can find the second. A house " +
		"rule: no court requires the form, but a reader has to be able to go to the place.",
	Severity: Care, Force: Note, Link: OnForm, By: "court",
	Mend: "Can the missing part be read off the reel, the file or the page?",
	run:  findLocators,
}

// locatorParts are the parts of a locator that belong together, by the word that stands for each in the vocabulary.
func locatorParts(l record.Locator) [][]locatorPart {
	return [][]locatorPart{{{"reel", l.Reel}, {"side", l.Side}, {"footage", l.Footage}}, {{"session", l.Session}, {"offset", l.Offset}}}
}

type locatorPart struct{ name, value string }

func findLocators(p *Pass) {
	d := p.paper()
	given := partsGiven(d.cited)
	for _, s := range d.cited {
		missing := given.missing(s)
		if len(missing) == 0 {
			continue
		}
		n, also := first(slices.Clone(d.citing[s.ID]))
		f := d.fact(n)
		span := locatorIn(f)
		p.Report(Flaw{
			Assertion: n, Also: also, Span: span, Sources: []At{{Source: s.ID, Span: Span{Words: locatorText(s.Locator)}}},
			Message: fmt.Sprintf("Source %s is located by %s, without the %s that others of its kind have.",
				s.ID, locatorText(s.Locator), strings.Join(missing, " or ")),
			Asks: "Can a reader find the place?",
		})
	}
	p.findSwornLocators()
}

// locatorNames are the names of the parts that locators of sources of one kind and order have, in the order in which they first do.
type locatorNames map[sourceSort][]string

type sourceSort struct {
	kind  record.SourceKind
	order record.OrderID
}

func partsGiven(all []*record.Source) locatorNames {
	out := make(locatorNames)
	for _, s := range all {
		of := sourceSort{s.Kind, s.Order}
		for _, group := range locatorParts(s.Locator) {
			for _, part := range group {
				if part.value != "" && !slices.Contains(out[of], part.name) {
					out[of] = append(out[of], part.name)
				}
			}
		}
	}
	return out
}

// missing returns the parts of a source's locator that another source of its kind has, where it has some other part of the same group.
func (g locatorNames) missing(s *record.Source) []string {
	lacks := make(map[string]bool)
	for _, group := range locatorParts(s.Locator) {
		some := slices.ContainsFunc(group, func(l locatorPart) bool { return l.value != "" })
		for _, part := range group {
			lacks[part.name] = some && part.value == ""
		}
	}
	return slices.DeleteFunc(slices.Clone(g[sourceSort{s.Kind, s.Order}]), func(name string) bool { return !lacks[name] })
}

func locatorText(l record.Locator) string {
	var out []string
	for _, group := range locatorParts(l) {
		for _, part := range group {
			if part.value != "" {
				out = append(out, part.name+" "+part.value)
			}
		}
	}
	return strings.Join(out, ", ")
}

// locatorIn returns the words of an assertion that locate, or its whole.
func locatorIn(f *fact) Span {
	start, end := -1, -1
	for _, n := range f.text.Numbers() {
		if n.Kind != diction.Locator {
			continue
		}
		if start < 0 {
			start = f.text.Words[max(n.First-1, 0)].Start
		}
		end = n.End
	}
	if start < 0 {
		return whole(f.text)
	}
	return spanOf(f.text, start, end)
}

// findSwornLocators looks for sworn words that give a part of the locator and leave out one that the source has and that
// the words give for another source of its kind.
func (p *Pass) findSwornLocators() {
	d := p.paper()
	units := func(f *fact) []string {
		var out []string
		for _, n := range f.text.Numbers() {
			if n.Kind == diction.Locator {
				out = append(out, n.Unit)
			}
		}
		return out
	}
	given := make(map[string]bool)
	for i := range d.facts {
		for _, u := range units(&d.facts[i]) {
			given[u] = true
		}
	}
	for i := range d.facts {
		f := &d.facts[i]
		here := units(f)
		located := slices.DeleteFunc(slices.Clone(f.sources), func(s *record.Source) bool { return locatorText(s.Locator) == "" })
		if len(here) == 0 || len(located) != 1 {
			continue
		}
		s := located[0]
		for _, group := range locatorParts(s.Locator) {
			if !slices.ContainsFunc(group, func(l locatorPart) bool { return slices.Contains(here, l.name) }) {
				continue
			}
			for _, part := range group {
				if part.value != "" && given[part.name] && !slices.Contains(here, part.name) {
					p.Report(Flaw{
						Assertion: f.N, Span: locatorIn(f), Sources: []At{{Source: s.ID, Span: Span{Words: locatorText(s.Locator)}}},
						Message: fmt.Sprintf("The words %s leave out the %s, which source %s has.", quote(locatorIn(f).Words), part.name, s.ID),
						Asks:    "Can a reader find the place?",
					})
				}
			}
		}
	}
}
