package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var presenceOnly = &Check{
	Code:  "P3",
	Name:  "presence-only",
	Title: "He was there, and no more",
	Why: "What is offered for a deed, for possession or for knowledge puts the person at, near or with others, or at home, and " +
		"tells of nothing that he did. To be near those who are suspected does not without more give probable cause against one.",
	Rests:    []doctrine.Cite{{Authority: "ybarra-1979", Pin: "91"}, {Authority: "di-re-1948", Pin: "593"}},
	Severity: Who, Force: Contestable, Link: OnInference, By: "court",
	Mend: "Does any source say what he himself did, had or said?",
	run:  findPresence,
}

func findPresence(p *Pass) {
	p.eachElement(func(e *record.Element, r record.PersonID, grounds []Ground, at []int) {
		switch e.Kind {
		case record.Possession, record.Act, record.Mind:
		case record.Agreement: // he was by when others agreed; where no word of agreeing is offered, P2 says so
			if !p.speaksOfKind(e, grounds) {
				return
			}
		default:
			return
		}
		n, ok := p.only(grounds, r, situated)
		if !ok {
			return
		}
		f := p.paper().fact(n)
		p.Report(Flaw{
			Element: e.ID, Respondents: only(r), Grounds: at, Assertion: n, Span: f.of(r), Query: e.Kind == record.Mind, // what he meant is inferred from what was done
			Message: fmt.Sprintf("For %s the paper offers %s. %s where %s was, or what home or thing is in the name of %s, and nothing that %s did.",
				quote(e.Title), assertionList(onList(grounds)), itSays(grounds), p.calledBy(r), p.calledBy(r), p.calledBy(r)),
			Asks: fmt.Sprintf("May %s fairly be inferred from being there?", quote(e.Title)),
		})
	})
}

// only reports whether the grounds say of a respondent no more than where he was and whom he knows, and, of the two, more
// of the one wanted: where he was, if they say that at all. It returns the first assertion that says so.
func (p *Pass) only(grounds []Ground, r record.PersonID, want part) (int, bool) {
	says := map[part]int{}
	for _, n := range onList(grounds) {
		f := p.paper().fact(n)
		if f == nil {
			continue
		}
		parts := f.parts(r)
		for _, m := range parts {
			if m != situated && m != associated {
				return 0, false
			}
			if says[m] == 0 {
				says[m] = n
			}
		}
		if len(parts) == 0 && (f.text.Has(personUnnamed) || f.unnamed() && p.identityShown(r)) {
			return 0, false // it may be of him
		}
	}
	if want == associated && says[situated] != 0 {
		return 0, false
	}
	return says[want], says[want] != 0
}

// of returns where the assertion first means a person.
func (f *fact) of(r record.PersonID) Span {
	i := slices.IndexFunc(f.mentions, func(m mention) bool { return m.person == r })
	if i < 0 {
		return whole(f.text)
	}
	m := f.mentions[i]
	return spanOf(f.text, f.text.Words[m.first].Start, f.text.Words[m.last].End)
}
