package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var motiveUndisclosed = &Check{
	Code:  "O6",
	Name:  "motive-undisclosed",
	Title: "What the one who tells stands to gain is left out",
	Why: "The record shows that the one on whose word the paper rests is paid, hopes for mercy, or bears a grudge, and no " +
		"sworn word says so. A magistrate who knew might trust him less, or, told of it, trust the affiant more. The omission " +
		"counts under Franks only if it was deliberate or reckless and would have mattered.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}, {Authority: "giglio-1972"}, {Authority: "brady-1963"}},
	Severity: Weight, Force: Contestable, Link: OnOmission, Mindful: true, By: "factfinder",
	Mend: "What does he get, hope for or want, and do the sworn words say so?",
	run:  findMotive,
}

func findMotive(p *Pass) {
	for _, x := range p.declarants() {
		where, words, ok := p.motiveOf(x)
		if !ok || p.swears(motives) || p.tells(words) {
			continue
		}
		n, also := first(x.facts)
		p.Report(Flaw{
			Assertion: n, Also: also, Person: x.id, Span: whole(p.paper().fact(n).text), Sources: []At{where}, Searched: p.searched(),
			Message: fmt.Sprintf("What is sworn here rests on the word of %s. Source %s shows what stands behind it, %s, and nothing sworn does.",
				p.call(x), where.Source, quote(words)),
			Asks: fmt.Sprintf("Was it reckless to leave out %s?", quote(words)),
		})
	}
}

// motiveOf finds a motive of x in what the record says of him, in any source he is the declarant of.
func (p *Pass) motiveOf(x declarant) (At, string, bool) {
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if x.id == "" || s.Declarant != x.id || !p.had(s) {
			if !containsSource(x.sources, s) {
				continue
			}
		}
		if s.Track != nil && s.Track.Motive != "" {
			if t := p.Text(s.Track.Motive); !t.Has(noMotive) && !negated(t) {
				return head(s), s.Track.Motive, true
			}
		}
		if s.Kind == record.Intercept {
			continue
		}
		for j := range s.Lines {
			t := p.Text(s.Lines[j].Text)
			if s.Kind != record.Tip && x.named {
				break
			}
			for _, h := range t.Hits(motives) {
				if !negated(t) && p.about(x, t, h.First) {
					return at(s, &s.Lines[j], hitSpan(t, h)), s.Lines[j].Text, true
				}
			}
		}
	}
	return At{}, "", false
}

// tells reports whether a sworn text has the greater part of some words.
func (p *Pass) tells(words string) bool {
	want := p.content(p.Text(words))
	return len(want) > 1 && p.sworn(func(t *diction.Text) bool { return 2*shared(want, p.content(t)) > len(want) })
}
