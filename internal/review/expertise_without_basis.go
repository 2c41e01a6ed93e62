package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
)

var expertiseWithoutBasis = &Check{
	Code:  "P10",
	Name:  "expertise-without-basis",
	Title: "Experience is invoked and not described",
	Why: "The paper asks the magistrate to take a meaning or a likelihood on the affiant's experience, and says nowhere what " +
		"that experience is: no years, no schooling, no number of cases. Inferences of trained officers count, but a magistrate " +
		"can weigh only training that he is told of.",
	Rests:    []doctrine.Cite{{Authority: "gates-1983", Pin: "230-233"}, {Authority: "nathanson-1933", Pin: "46-47"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court", Verbatim: true,
	Mend: "What training, how many years, how many cases of this kind?",
	run:  findExpertise,
}

func findExpertise(p *Pass) {
	d := p.paper()
	var where []int
	var span Span
	for i := range d.facts {
		f := &d.facts[i]
		if hits := f.text.Hits(expertise); len(hits) > 0 {
			if where == nil {
				span = hitSpan(f.text, hits[0])
			}
			where = append(where, f.N)
		}
		if p.schooled(f) {
			return
		}
	}
	if len(where) == 0 {
		return
	}
	n, also := first(where)
	p.Report(Flaw{
		Assertion: n, Also: also, Span: span,
		Message: fmt.Sprintf("The paper rests on %s and says nowhere what that experience is.", quote(span.Words)),
		Asks:    "May a magistrate give weight to experience that is not described?",
	})
}

// schooled reports whether an assertion tells of the affiant's years, schooling or cases.
func (p *Pass) schooled(f *fact) bool {
	if slices.ContainsFunc(f.text.Hits(expertise), func(h diction.Hit) bool {
		return slices.ContainsFunc(f.text.Numbers(), func(n diction.Number) bool {
			return n.First == h.Last+2 && wordAt(f.text, h.Last+1, "of", "in", "with", "from", "over")
		})
	}) {
		return true // in my experience of 118 fires
	}
	if len(f.sources) == 0 && p.manyOfHisOwn(f) {
		return true
	}
	if !f.text.Has(schooling) || len(f.sources) > 0 {
		return false
	}
	if !slices.ContainsFunc(f.text.Hits(schooling), func(h diction.Hit) bool { return h.Kind != "post" }) {
		return false // where he serves says nothing of how long
	}
	return f.aside || f.form || slices.ContainsFunc(f.text.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Duration || n.Kind == diction.Count
	})
}

// manyCases is from how many on a count of what the affiant says that he has done tells of experience.
const manyCases = 10

// manyOfHisOwn reports whether a sentence that only tells of the affiant's own work has how many of a thing he has had to do with: over a hundred
// poached elk, some forty barns.
func (p *Pass) manyOfHisOwn(f *fact) bool {
	return slices.ContainsFunc(f.text.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Count && n.Value >= manyCases && !yearLike(n) && hisOwnCount(f.text, n) && p.ownCareer(f.text, f.text.Words[n.First].Sentence)
	})
}

// hisOwnCount reports whether a count is of what the affiant himself did or met with: "I have" or the like leads to it, and a noun follows. A troop or
// district has a number too, a department its deputies, and an office the towns that it serves.
func hisOwnCount(t *diction.Text, n diction.Number) bool {
	in := t.Words[n.First].Sentence
	if n.Last+1 >= len(t.Words) || t.Words[n.Last+1].Sentence != in || !contentAt(t, n.Last+1) || n.First > 0 && capital(t.Words[n.First-1].Raw) && n.First > 1 {
		return false
	}
	for i := n.First - 1; i >= 0 && t.Words[i].Sentence == in; i-- {
		if wordAt(t, i, "i", "have", "i've", "i'd") {
			return true
		}
		if wordAt(t, i, "of", "whose", "which", "who", "that", "where", "assigned", "in", "at", "for", "am", "was", "been", "it", "has", "serves") {
			return false
		}
	}
	return false
}

// yearLike reports whether a count may be the number of a year.
func yearLike(n diction.Number) bool { return n.Value >= 1900 && n.Value < 2100 }
