package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var basisNotStated = &Check{
	Code:  "F3",
	Name:  "basis-not-stated",
	Title: "It does not say how the affiant knows",
	Why: "The sentence states a fact and says neither that the affiant saw it nor who told him, and the record does not say " +
		"either. A magistrate has to know which of the two he is reading.",
	Rests:    []doctrine.Cite{{Authority: "giordenello-1958", Pin: "486"}},
	Severity: Care, Force: Note, Link: OnForm, By: "court", Verbatim: true,
	Mend: "Did you see it, were you told it and by whom, or do you infer it?",
	run:  findBasisless,
}

func findBasisless(p *Pass) {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		if p.inferredFlatly(f) {
			p.Report(Flaw{
				Query:     len(f.text.Numbers()) > 0, // what is reckoned shows itself
				Assertion: f.N, Span: whole(f.text), Severity: Weight, Force: Contestable,
				Message: fmt.Sprintf("The sentence %s is an inference of the affiant's. It is told as a fact, and no word of it says so.", quote(f.Text)),
				Asks:    "May a magistrate weigh this without being told that it is inferred?",
			})
			continue
		}
		if f.Basis != "" || f.form || f.aside || f.text.Has(preambles) || f.text.Has(diction.Formal) && len(f.sources) == 0 {
			continue
		}
		if p.introduces(f) || hasAny(f.text, recalling, seeing, glossLabel, diction.Inference, diction.Own) || saysSo(f.text) || ofOwnCases(f.text) || p.allCareer(f.text) || p.restsOnCareer(f) || p.noneOfTheCase(f) || f.text.Has(paperWide) && len(f.Identifies) > 0 {
			continue
		}
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text),
			Message: fmt.Sprintf("The sentence %s says neither that the affiant saw it nor who told it.", quote(f.Text)),
			Asks:    "How is this known?",
		})
	}
}

// inferredFlatly reports whether an assertion is an inference and nothing in it marks it as one: no word of inferring, doubting or
// reading, none of telling or seeing, and no affiant who speaks.
func (p *Pass) inferredFlatly(f *fact) bool {
	if f.Basis != record.Inferred || f.form || f.aside || len(f.text.Words) == 0 || len(f.RestsOn) == 0 && len(f.Cites) == 0 {
		return false
	}
	if f.text.Has(otherClock) || foretells(f.text) || sharesOut(f.text) || sumsUp(f.text) || wordAt(f.text, 0, "if") || wordAt(f.text, 0, "even") && wordAt(f.text, 1, "if", "so", "then") {
		return false // reckoned by another clock, or what is to come: no one takes it for what was seen
	}
	for i := range f.text.Words {
		if affiantAt(f.text, i) || f.text.Words[i].Norm == "undersigned" || f.text.Words[i].Norm == "we" || f.text.Words[i].Norm == "my" {
			return false
		}
	}
	return !hasAny(f.text, diction.Inference, diction.Hedge, reserve, glossLabel, conclusions, belief, resting, seeing, recalling, diction.Own, diction.Hearsay) && len(f.Readings) == 0
}

// sharesOut reports whether a text only divides a sum: spread over twelve head that is so much apiece.
func sharesOut(t *diction.Text) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool { return w.Norm == "apiece" || w.Norm == "average" || w.Norm == "spread" }) &&
		slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Sum })
}

// sumsUp reports whether a text only adds up what was told before: the two sums come to so much.
func sumsUp(t *diction.Text) bool {
	return len(t.Sentences) == 1 && len(t.Numbers()) > 0 && slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		switch w.Norm {
		case "sum", "sums", "total", "totals", "totalled", "totaled", "altogether":
			return true
		}
		return false
	})
}

// foretells reports whether a text says what will be found or shown.
func foretells(t *diction.Text) bool {
	for i := range t.Words {
		if wordAt(t, i, "will") && i+1 < len(t.Words) && !t.Words[i].Quoted && (wordAt(t, i+1, "be", "show", "reveal", "contain", "hold", "tell", "have", "bear", "prove") || wordAt(t, i+2, "be", "show")) {
			return true
		}
	}
	return false
}

// noneOfTheCase reports whether an assertion that cites nothing has no sentence that can be of this case.
func (p *Pass) noneOfTheCase(f *fact) bool {
	if len(f.Cites) > 0 || len(f.RestsOn) > 0 {
		return false
	}
	for i := range f.text.Sentences {
		if !p.whoHeIs(f.text, i) && p.ofTheCase(p.backing(f.N), i) {
			return false
		}
	}
	return true
}

// ownCases is the class of words by which an affiant speaks of the cases that he has had.
const ownCases diction.Class = "own-cases"

// ofOwnCases reports whether a text says of its matter that it is what the affiant found in cases of his own: in the forty thefts that I have worked. What
// he worked on is told before, and nothing of one case after.
func ofOwnCases(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(ownCases), func(h diction.Hit) bool {
		return h.First > 0 && t.Words[h.First-1].Sentence == t.Words[h.First].Sentence && closes(t, h)
	})
}

// restsOnCareer reports whether an assertion cites nothing and rests on nothing but what the affiant says of his own work: what he has
// found in such cases is then his experience.
func (p *Pass) restsOnCareer(f *fact) bool {
	return len(f.Cites) == 0 && len(f.RestsOn) > 0 && !slices.ContainsFunc(f.RestsOn, func(n int) bool {
		o := p.paper().fact(n)
		return o == nil || len(o.Cites) > 0 || !p.allCareer(o.text)
	})
}

// saysSo reports whether a text has a verb of telling, or a paper that tells. The claim and the call are things of the
// story, and say nothing of who tells it.
func saysSo(t *diction.Text) bool {
	return slices.ContainsFunc(slices.Concat(t.Hits(telling), t.Hits(diction.Hearsay)), func(h diction.Hit) bool {
		noun := slices.ContainsFunc(t.Hits(telling), func(o diction.Hit) bool { return o.First == h.First && o.Kind == "noun" })
		i := h.First - 1
		return !noun || i < 0 || !endsAt(t, pointer, i) && t.Words[i].Norm != "a"
	})
}
