package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var reliabilityUnexplained = &Check{
	Code:  "O2",
	Name:  "reliability-unexplained",
	Term:  "unexplained-tip",
	Title: "No reason is given to believe the one who tells",
	Why: "Sworn facts rest on someone of whom the paper gives the magistrate no reason to believe him: no earlier word of his " +
		"that proved right, no way he came to know, nothing told against himself, nothing that bears him out. Reliability and " +
		"basis of knowledge are weighed together, and a strong showing of one may make up for the other; here neither is shown.",
	Rests:    []doctrine.Cite{{Authority: "gates-1983", Pin: "230-233"}, {Authority: "aguilar-1964"}, {Authority: "jones-1960", Pin: "269"}, {Authority: "harris-1971", Pin: "583-584"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court",
	Mend: "What does a source say of how he knew, of what he told before, of what bears him out?",
	run:  findUnexplained,
}

func findUnexplained(p *Pass) {
	all := p.declarants()
	for _, x := range all {
		if x.named {
			continue
		}
		if p.explained(x, len(all) == 1) {
			if where, words, ok := p.untoldRecord(x); ok {
				p.reportPart(x, where, words)
			} else {
				p.reportRecordUntold(x)
			}
			continue
		}
		if p.saidUnknown(x) && p.followedUp(x) || p.speaksInIt(x) {
			continue
		}
		n, also := first(x.facts)
		f := p.paper().fact(n)
		var sources []At
		for _, s := range x.sources {
			sources = append(sources, head(s))
		}
		p.Report(Flaw{
			Assertion: n, Also: also, Person: x.id, Span: whole(f.text), Sources: sources,
			Message: fmt.Sprintf("What is sworn here rests on the word of %s. %s", p.call(x), p.notTold(x, len(all) == 1)),
			Asks:    fmt.Sprintf("May a magistrate give weight to the word of %s on what is sworn?", p.call(x)),
		})
	}
}

// speaksInIt reports whether one is heard or read only in a message or a recording, in which what he says is itself what he did: a seller
// offers, one who is called answers. No magistrate is asked to take his word for anything that he saw.
func (p *Pass) speaksInIt(x declarant) bool {
	return len(x.sources) > 0 && !slices.ContainsFunc(x.sources, func(s *record.Source) bool {
		return s.Kind != record.Message && s.Kind != record.Recording
	})
}

// saidUnknown reports whether the paper says of one who tells that it is not known how he knew.
func (p *Pass) saidUnknown(x declarant) bool {
	d := p.paper()
	return slices.ContainsFunc(x.facts, func(n int) bool {
		return slices.ContainsFunc(d.beside(d.fact(n)), func(f *fact) bool {
			return slices.ContainsFunc(f.text.Hits(unsaidBasis), func(h diction.Hit) bool {
				s := f.text.Words[h.First].Sentence
				return inSentence(f.text, s, diction.Negation, "") || inSentence(f.text, s, denyingWord, "")
			})
		})
	})
}

// followedUp reports whether the paper cites two observations, records or tests that owe nothing to x, so that his word only began
// the inquiry.
func (p *Pass) followedUp(x declarant) bool {
	n := 0
	for _, s := range p.paper().cited {
		switch s.Kind {
		case record.Observation, record.Document, record.Laboratory, record.Intercept:
			if !slices.Contains(x.sources, s) {
				n++
			}
		}
	}
	return n >= leastFollowed
}

// leastFollowed is how many sources of other kinds take the weight from a tip of which the paper says that its basis is not known.
const leastFollowed = 2

// unsaidBasis is the class of words by which a paper speaks of how someone came to know.
const unsaidBasis diction.Class = "unsaid-basis"

// reportRecordUntold reports an informant of whom the record knows what he told before, or that he told nothing, where nothing
// sworn about him says so: what he says he saw may be weighed, and he himself may not. One whom nobody knows has no record.
func (p *Pass) reportRecordUntold(x declarant) {
	i := slices.IndexFunc(x.sources, func(s *record.Source) bool { return s.Track != nil && s.Track.Record != "" })
	if i < 0 || p.Text(x.sources[i].Track.Record).Has(diction.Negation) && !p.informs(x.id) || p.unknown(x.id) && p.Text(x.sources[i].Track.Record).Has(noMotive) || p.recordTold(x, x.sources[i].Track.Record) {
		return
	}
	s := x.sources[i]
	n, also := first(x.facts)
	p.Report(Flaw{
		Assertion: n, Also: also, Person: x.id, Span: whole(p.paper().fact(n).text), Sources: []At{head(s)},
		Query: p.Text(s.Track.Record).Has(noMotive), // that he told nothing before is for the magistrate, and takes little from one who is named
		Message: fmt.Sprintf("What is sworn here rests on the word of %s. Of what %s told before the record has %s; nothing sworn tells of it.",
			p.call(x), p.call(x), quote(s.Track.Record)),
		Asks: fmt.Sprintf("May a magistrate give weight to the word of %s on what is sworn?", p.call(x)),
	})
}

// informs reports whether a person is an informant by his part in the matter. That a witness never told anything before goes
// without saying.
func (p *Pass) informs(id record.PersonID) bool {
	who := p.Matter.Person(id)
	return who == nil || slices.Contains(who.Roles, record.Informant) && !slices.Contains(who.Roles, record.Witness)
}

// recordTold reports whether a sworn sentence about an informant tells what he told before, in words for that or in a third of
// those of the record, or rests on a line of another source that does.
func (p *Pass) recordTold(x declarant, is string) bool {
	d := p.paper()
	if slices.ContainsFunc(x.sources, func(s *record.Source) bool { return d.incorporated[s.ID] }) {
		return true
	}
	want := p.content(p.Text(is))
	about := func(f *fact) bool {
		return slices.Contains(x.facts, f.N) || x.id != "" && f.meansPerson(x.id) || f.text.Has(teller) || len(f.sources) == 0 && !f.form
	}
	has := func(t *diction.Text) bool { return 3*shared(want, p.content(t)) >= max(len(want), 6) }
	return slices.ContainsFunc(d.facts, func(f fact) bool {
		if !f.text.Has(history) && !has(f.text) && !slices.ContainsFunc(p.backing(f.N).lines, func(l spoken) bool {
			return !slices.Contains(x.sources, l.source) && has(l.text)
		}) {
			return false
		}
		return slices.ContainsFunc(d.beside(&f), about)
	})
}

// notTold says what is not sworn of one who tells: why to believe him and, unless that is told, how he knew.
func (p *Pass) notTold(x declarant, alone bool) string {
	if p.swornOf(x, alone, isTip(x), knowing) {
		return fmt.Sprintf("How %s knew is sworn; nothing sworn says why to believe it, and nothing but records stands beside it.", p.call(x))
	}
	return fmt.Sprintf("Nothing sworn says how %s knew, or why to believe it.", p.call(x))
}

// isTip reports whether x speaks by a tip, or by a report that names nobody.
func isTip(x declarant) bool {
	return slices.ContainsFunc(x.sources, func(s *record.Source) bool {
		return s.Kind == record.Tip || s.Kind == record.Report && s.Declarant == ""
	})
}

// explained reports whether sworn words give a reason to believe x. How he knows is reason enough for one who is no informant;
// an informant who only says that he saw it has to be borne out by more than a record of who lives where (Illinois v. Gates, 462 U.S. at 233).
func (p *Pass) explained(x declarant, alone bool) bool {
	d := p.paper()
	tip := isTip(x)
	reasons := []diction.Class{reliability}
	if !tip || slices.ContainsFunc(d.facts, func(f fact) bool {
		return !p.anyoneKnows(&f) && slices.ContainsFunc(f.citedSources(), func(id record.SourceID) bool {
			s := d.source[id]
			return s != nil && s.Kind != record.Document && !slices.Contains(x.sources, s)
		})
	}) {
		reasons = append(reasons, knowing)
	}
	return p.swornOf(x, alone, tip, reasons...)
}

// swornOf reports whether words of the classes are sworn of x: in an assertion that rests on him or names him, or beside one.
// Where the paper rests on him alone, anywhere in it.
func (p *Pass) swornOf(x declarant, alone, tip bool, reasons ...diction.Class) bool {
	d := p.paper()
	if alone {
		known := make(map[*diction.Text]bool) // what the affiant saw of the house is nothing that the informant saw
		for i := range d.facts {
			if f := &d.facts[i]; p.anyoneKnows(f) {
				known[f.text] = true
			}
		}
		return p.swornOfOthers(func(t *diction.Text) bool { return !known[t] && gives(t, reasons...) })
	}
	for i := range d.facts {
		f := &d.facts[i]
		if f.aside || f.form || !gives(f.text, reasons...) {
			continue
		}
		if slices.Contains(x.facts, f.N) || x.id != "" && f.meansPerson(x.id) {
			return true
		}
		for _, o := range d.beside(f) {
			if slices.Contains(x.facts, o.N) {
				return true
			}
		}
		if tip && len(f.sources) == 0 && !f.form && !f.aside {
			return true // of the informant, without a cite of its own
		}
	}
	return false
}

// gives reports whether a text has words of the classes, none of them taken back by a negation just before: "would not give
// her name" is no reason to believe her.
func gives(t *diction.Text, classes ...diction.Class) bool {
	no := negations(t)
	return slices.ContainsFunc(classes, func(c diction.Class) bool {
		return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool {
			if c == knowing && wordAt(t, h.First-1, "i", "we") && ofNobody(t) {
				return false // the affiant saw the house; how another knows what is in it is not told by that
			}
			return !slices.ContainsFunc(no, func(n diction.Hit) bool { return n.Last < h.First && h.First-n.Last <= 2 })
		})
	})
}

// ofNobody reports whether a text speaks of no one but the affiant.
func ofNobody(t *diction.Text) bool {
	return len(t.Names()) == 0 && !hasAny(t, teller, personNoun, personUnnamed) && !slices.ContainsFunc(t.Hits(pronouns), func(h diction.Hit) bool {
		return !wordAt(t, h.First, "i", "we", "me", "us", "my", "our", "it", "its", "this", "that")
	})
}
