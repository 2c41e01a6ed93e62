package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var noSource = &Check{
	Code:  "S1",
	Name:  "no-source",
	Title: "Rests on nothing",
	Why: "A magistrate may not take an affiant's word that a thing is so: the paper must show how it is known. A sentence " +
		"of fact that cites nothing, rests on no other sentence and is not what the affiant himself saw gives no support at all.",
	Rests:    []doctrine.Cite{{Authority: "nathanson-1933", Pin: "46-47"}, {Authority: "giordenello-1958", Pin: "486"}, {Authority: "whiteley-1971"}},
	Severity: Weight,
	Force:    Decisive,
	Link:     OnSource,
	By:       "court",
	Mend:     "How is this known? Did the affiant see it, was he told, or did he read it, and where is that in the file?",
	run:      findNoSource,
}

func findNoSource(p *Pass) {
	p.each(func(b *backing) {
		if len(b.Cites) > 0 || len(b.RestsOn) > 0 || b.Basis == record.Observed && !p.seenByNobody(b) || len(b.Identifies) > 0 || len(b.text.Words) == 0 {
			return
		}
		if b.Basis == "" && b.text.Has(diction.Own) {
			return
		}
		span, ok := bareFact(p, b)
		if !ok {
			return
		}
		p.Report(Flaw{
			Query:     hasAny(b.text, schooling, expertise) || wordIn(b.text, "case") || hasSeen(b.text), // of the affiant's own work, it may be
			Assertion: b.N,
			Span:      span,
			Message:   "Nothing in the file stands behind this sentence: it cites no source, rests on no other assertion, and does not say that the affiant saw it.",
			Asks:      "Does anything in the record support what this sentence states?",
		})
	})
}

// hasSeen reports whether the affiant speaks of what he has come to know at large: I have heard buyers call it so.
func hasSeen(t *diction.Text) bool {
	for i := range t.Words {
		if (wordAt(t, i, "i") && wordAt(t, i+1, "have") || affiantAt(t, i) && wordAt(t, i+1, "has")) && wordAt(t, i+2, "heard", "seen", "found", "learned", "known", "observed", "encountered", "noticed", "come") {
			return true
		}
	}
	return false
}

// seenByNobody reports whether an assertion that is sworn to be observed has no affiant in it who observed anything: no I, no my, no
// name of his. What is said of an order for interception is known to the paper without one.
func (p *Pass) seenByNobody(b *backing) bool {
	for i, w := range b.text.Words {
		switch w.Norm {
		case "i", "my", "me", "we", "our", "us", "affiant", "affiant's", "undersigned", "intercept", "interception", "recordings":
			return false
		}
		if w.Stem == "intercept" || hasAt(b.text, diction.Own, i) {
			return false
		}
	}
	f := p.paper().fact(b.N)
	return f != nil && !f.form && !f.aside && !f.meansPerson(p.App.Affiant) && !hasAny(b.text, preambles, diction.Inference)
}

// bareFact finds the first sentence of an assertion that states a fact of the case: not set form, not the affiant's
// general experience, not who he is.
func bareFact(p *Pass, b *backing) (Span, bool) {
	if f := p.paper().fact(b.N); f != nil && p.introduces(f) {
		return Span{}, false
	}
	for i, s := range b.text.Sentences {
		if formal(b.text, i) && !restsOnBelief(b, i) || inSentence(b.text, i, diction.Inference, "expertise") || inSentence(b.text, i, diction.Own, "") ||
			inSentence(b.text, i, aside, "") || p.ownCareer(b.text, i) || p.whoHeIs(b.text, i) || !p.ofTheCase(b, i) || inSentence(b.text, i, preambles, "") || inSentence(b.text, i, conclusions, "") && !restsOnBelief(b, i) {
			continue
		}
		return spanOf(b.text, s.Start, s.End), true
	}
	return Span{}, false
}

// ofTheCase reports whether a sentence can be of this case: it means someone of the matter other than the affiant, by a name, a word for him or
// a pronoun, has a day, an hour, a sum or a number by which a thing is known, or speaks of the place. How such things are done, and
// who the affiant is, tell nothing that a source would have to bear out.
func (p *Pass) ofTheCase(b *backing, sentence int) bool {
	t := b.text
	in := func(i int) bool { return i < len(t.Words) && t.Words[i].Sentence == sentence }
	if f := p.paper().fact(b.N); f != nil && slices.ContainsFunc(f.mentions, func(m mention) bool { return in(m.first) && m.person != p.App.Affiant }) {
		return true
	}
	if slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		if !in(n.First) {
			return false
		}
		switch n.Kind {
		case diction.Clock, diction.Sum, diction.Plate, diction.Phone, diction.Address:
			return true
		case diction.Date:
			return !yearAlone(n)
		}
		return false
	}) {
		return true
	}
	own := slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		return w.Sentence == sentence && (w.Norm == "i" || w.Norm == "i've" || w.Norm == "my" || w.Norm == "we")
	})
	for i, w := range t.Words {
		if !in(i) {
			continue
		}
		switch w.Norm {
		case "he", "she", "him", "her", "his", "they", "their", "them":
			if !own && i > 0 && !generalOne(t) {
				return true
			}
			if i == 0 || t.Words[i-1].Sentence != sentence {
				return true
			}
		}
		if !own && (standsAt(t, diction.Drug, i) || standsAt(t, diction.Weapon, i) || standsAt(t, premises, i) || standsAt(t, personMeant, i) || standsAt(t, allMeant, i)) {
			return true
		}
	}
	return p.App.Place != nil && !own && shared(p.content(p.Text(p.App.Place.All())), p.content(p.Text(t.Raw[t.Sentences[sentence].Start:t.Sentences[sentence].End]))) > 1
}

// generalOne reports whether a text speaks of anyone of a kind: someone, a person, a victim.
func generalOne(t *diction.Text) bool {
	for i := range t.Words {
		if wordAt(t, i, "someone", "somebody", "anyone", "one", "people", "persons", "those") || wordAt(t, i, "a", "an") && i+1 < len(t.Words) && (standsAt(t, personNoun, i+1) || standsAt(t, personUnnamed, i+1) || wordAt(t, i+1, "victim", "buyer", "seller", "user", "dealer", "thief", "customer", "person")) {
			return true
		}
	}
	return false
}

// restsOnBelief reports whether a sentence swears that a thing is so on belief alone: it is sworn as inferred, has the words
// of a belief, and neither it nor the assertion says from what it follows.
func restsOnBelief(b *backing, i int) bool {
	set := slices.ContainsFunc(b.text.Hits(diction.Formal), func(h diction.Hit) bool {
		return b.text.Words[h.First].Sentence == i && h.Kind != "belief"
	})
	return b.Basis == record.Inferred && !set && inSentence(b.text, i, belief, "") && !b.text.Has(resting)
}
