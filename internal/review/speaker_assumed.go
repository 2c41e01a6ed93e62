package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var speakerAssumed = &Check{
	Code:  "I5",
	Name:  "speaker-assumed",
	Title: "An unknown speaker sworn to be a person",
	Why: "The source has a speaker who is unknown, or who only claims a name, and the sentence swears that a person of the " +
		"record spoke. Nothing says how that is known, such as the voice.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnIdentification,
	By:       "court",
	Mend:     "How is the speaker known: by voice, by the telephone, by what was seen?",
	run:      findSpeakerAssumed,
}

func findSpeakerAssumed(p *Pass) {
	p.assertions(func(b *backing) {
		for _, l := range b.lines {
			t := l.source.Talker(l.line.Speaker)
			if t == nil || t.Person != "" {
				continue
			}
			n, who, ok := p.spokenBy(b, l, t)
			if !ok {
				continue
			}
			f := Flaw{
				Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{l.whole()}, Says: t.As, Sworn: n.Text,
				Message: fmt.Sprintf("The source has the speaker as “%s”, not identified; the sentence swears that %s spoke.", t.As, p.nameOf(who)),
				Asks:    fmt.Sprintf("May the speaker fairly be taken to be %s?", p.nameOf(who)),
			}
			if t.Claimed != "" {
				f.Says = t.Claimed
				f.Message = fmt.Sprintf("The source has a speaker who called himself “%s”, not identified; the sentence swears that %s spoke.", t.Claimed, p.nameOf(who))
			}
			if p.isRespondent(who) {
				f.Respondents = []record.PersonID{who}
			}
			p.Report(f)
			return
		}
	})
}

// spokenBy finds the name of a person of the record that the assertion makes the speaker of a line: it stands directly
// before a verb of saying or calling, or after "call from". A name that is no more than the one claimed is not that.
func (p *Pass) spokenBy(b *backing, l spoken, t *record.Talker) (diction.Name, record.PersonID, bool) {
	for _, n := range p.namesIn(b.text) {
		if b.text.Words[n.First].Quoted || b.marked[b.text.Words[n.First].Sentence] || !saysAt(b.text, n) || possessive(b.text, n.Last) {
			continue
		}
		if t.Claimed != "" && p.like(t.Claimed, n.Text) >= diction.Near && len(p.parts(n.Text).Tokens) <= len(p.parts(t.Claimed).Tokens) {
			continue
		}
		all := p.fitting(n.Text)
		if slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool {
			return s != l.source && (s.Declarant != "" && slices.Contains(all, s.Declarant) || s.Kind == record.Interview && slices.ContainsFunc(p.sourceNames(s), func(o string) bool { return p.like(n.Text, o).Fits() }))
		}) {
			continue // he speaks in another source that is cited with it
		}
		if slices.ContainsFunc(l.source.Speakers, func(o record.Talker) bool { return o.Person != "" && slices.Contains(all, o.Person) }) {
			continue // one whom the source itself has as a speaker: no need to look for another of the name
		}
		for _, who := range all {
			if slices.ContainsFunc(l.source.Speakers, func(o record.Talker) bool { return o.Person == who }) || p.unknown(who) || p.voiceKnown(b, who) {
				continue
			}
			if slices.ContainsFunc(p.Matter.Person(who).Roles, func(r record.Role) bool { return r == record.Monitor || r == record.Officer || r == record.Affiant }) {
				continue
			}
			return n, who, true
		}
	}
	return diction.Name{}, "", false
}

// unknown reports whether the record has a person by no name of his own: to call a speaker by what he is called is to lay the
// words to nobody.
func (p *Pass) unknown(id record.PersonID) bool {
	who := p.Matter.Person(id)
	return who != nil && p.unknownName(who.Name)
}

func (p *Pass) unknownName(name string) bool { return p.Text(name).Has(noName) }

// saysAt reports whether a name is the subject of a verb of saying or calling, or what a call came from.
func saysAt(t *diction.Text, n diction.Name) bool {
	for _, c := range []diction.Class{diction.Hearsay, diction.Act} {
		for _, h := range t.Hits(c) {
			if c == diction.Act && h.Means != "call" && h.Means != "talk" && h.Means != "ask" && h.Means != "agree" && h.Means != "admit" {
				continue
			}
			if h.First > n.Last && h.First <= n.Last+2 && t.Words[h.First].Sentence == t.Words[n.First].Sentence {
				return !toldWithin(t, n)
			}
		}
	}
	return n.First >= 1 && (t.Words[n.First-1].Norm == "from" || t.Words[n.First-1].Norm == "by") && n.First >= 2 && wordBefore(t, n.First-1, "call", "made", "said", "stated", "receiv")
}

// toldWithin reports whether a name stands in what a sentence says that someone else said: the other man answered that Beck wants
// one. Someone who speaks has a verb of telling before the name; the affiant, who only heard it, does not count.
func toldWithin(t *diction.Text, n diction.Name) bool {
	for _, h := range t.Hits(diction.Hearsay) {
		if h.Last >= n.First || t.Words[h.First].Sentence != t.Words[n.First].Sentence {
			continue
		}
		if h.First == 0 || t.Words[h.First-1].Norm != "i" && !hasAt(t, asserterWord, h.First-1) {
			return true
		}
	}
	return false
}

// asserterWord is the class of those who swear or report, who tell what others said.
const asserterWord = diction.Asserter

// wordBefore reports whether one of the stems stands within three words before word i.
func wordBefore(t *diction.Text, i int, stems ...string) bool {
	for k := max(0, i-3); k < i; k++ {
		if slices.Contains(stems, t.Words[k].Stem) || slices.Contains(stems, t.Words[k].Norm) {
			return true
		}
	}
	return false
}

// voiceKnown reports whether the assertion identifies the person on a stated basis, or the paper does so in another that
// rests on the same source or tells how the voice is known.
func (p *Pass) voiceKnown(b *backing, who record.PersonID) bool {
	for _, id := range b.Identifies {
		if id.Person == who && (p.Text(id.Basis).Has(diction.Telling) || len(id.Cites) > 0) {
			return true
		}
	}
	sources := b.elsewhere()
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		for _, id := range a.Identifies {
			if id.Person != who || !p.Text(id.Basis).Has(diction.Telling) {
				continue
			}
			if slices.ContainsFunc(p.backing(a.N).elsewhere(), func(s *record.Source) bool {
				return s.Kind == record.Intercept || slices.Contains(sources, s)
			}) {
				return true
			}
		}
	}
	return false
}
