package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

var notAttached = &Check{
	Code:  "F5",
	Name:  "not-attached",
	Title: "A paper called attached is not there",
	Why: "The sworn words refer to a paper as attached, and no source is incorporated. What was not before the magistrate " +
		"under oath is outside the four corners. A house rule, since whether a reference alone brings a paper in differs from " +
		"court to court.",
	Severity: Care, Force: Note, Link: OnForm, By: "court",
	Mend: "Was the paper handed up with the affidavit, and which source is it?",
	run:  findUnattached,
}

func findUnattached(p *Pass) {
	d := p.paper()
	if len(d.incorporated) > 0 || p.App.Complaint != nil && p.App.Complaint.Sworn {
		return
	}
	for i := range d.facts {
		f := &d.facts[i]
		for _, h := range f.text.Hits(attached) {
			if p.fixed(f.text, h) || p.storied(f, h) || !wordAt(f.text, h.First-1, "is", "are") && p.ofTheStory(f.text.Words[h.First].Stem) {
				continue
			}
			span := hitSpan(f.text, h)
			p.Report(Flaw{
				Assertion: f.N, Span: span,
				Message: fmt.Sprintf("The sworn words refer to a paper as going with them (%s). None is incorporated.", quote(span.Words)),
				Asks:    "Was the paper before the magistrate?",
			})
			return
		}
	}
}

// ofTheStory reports whether a line that the paper cites has a word too: what was attached to a loan file is no part of these papers.
func (p *Pass) ofTheStory(stem string) bool {
	found := false
	p.assertions(func(b *backing) {
		found = found || slices.ContainsFunc(b.lines, func(l spoken) bool { return wordIn(l.text, stem) })
	})
	return found
}

// storied reports whether the cited lines have the very word: the bag that the laboratory calls Exhibit 1 is a thing of the story.
func (p *Pass) storied(f *fact, h diction.Hit) bool {
	if !capital(f.text.Words[h.First].Raw) || !lettered(f.text, h.Last+1) {
		return false
	}
	b := p.backing(f.N)
	return slices.ContainsFunc(b.lines, func(l spoken) bool { return wordIn(l.text, f.text.Words[h.First].Stem) })
}

// fixed reports whether "attached" is said of things and not of papers: attached to a bench, an attached garage.
func (p *Pass) fixed(t *diction.Text, h diction.Hit) bool {
	next := h.Last + 1
	if h.First == h.Last && (p.attaches(t, h) || !ofPapers(t, h) || toAnother(t, h.First)) {
		return true
	}
	if h.First != h.Last || next >= len(t.Words) {
		return false
	}
	if startsAt(t, toward, next) {
		for next++; next < len(t.Words) && endsAt(t, pointer, next); next++ {
		}
		return next < len(t.Words) && !hasAt(t, sheets, next)
	}
	return hasAt(t, premises, next) || hasAt(t, diction.Thing, next) && !hasAt(t, sheets, next) && !capital(t.Words[next].Raw)
}

// toAnother reports whether what is attached goes to a thing that the sentence spoke of before, with no paper between: a line to which no name was attached.
func toAnother(t *diction.Text, i int) bool {
	for k := i - 1; k > 0 && t.Words[k].Sentence == t.Words[i].Sentence && !hasAt(t, sheets, k); k-- {
		if wordAt(t, k, "which", "whom") && wordAt(t, k-1, "to") {
			return true
		}
	}
	return false
}

// ofPapers reports whether a word such as attached can be said of a paper of this application. What is enclosed must have the word
// for a paper near; an attachment or an exhibit must have its letter or number, or this application beside it; and what went
// with a message, or was an exhibit elsewhere, is a thing of the story.
func ofPapers(t *diction.Text, h diction.Hit) bool {
	w := t.Words[h.First]
	within := func(class diction.Class, before, after int) bool {
		for i := max(0, h.First-before); i < len(t.Words) && i <= h.Last+after; i++ {
			if i != h.First && t.Words[i].Sentence == w.Sentence && hasAt(t, class, i) {
				return true
			}
		}
		return false
	}
	here := within(sheets, 0, 5) && wordAfter(t, h.Last, "this", "affidavit", "application")
	switch {
	case here:
		return true
	case within(elsewherePapers, 12, 12):
		return false
	case thingBefore(t, h.First):
		return false // a lamp attached, the tape still attached
	case h.First > 0 && strings.HasSuffix(w.Norm, "ed") && !within(sheets, 3, 4) && wordAt(t, h.Last+1, "the", "a", "an", "his", "her", "its", "their", "two", "three"):
		return false // annexed the tract
	case strings.HasPrefix(w.Norm, "enclos"):
		return within(sheets, 3, 3)
	case strings.HasPrefix(w.Norm, "attachment"), strings.HasPrefix(w.Norm, "exhibit"):
		return capital(w.Raw) && lettered(t, h.Last+1)
	case h.First > 0 && (t.Words[h.First-1].Norm == "had" || t.Words[h.First-1].Norm == "has"):
		return within(sheets, 0, 4) || wordBefore(t, h.First, "affiant")
	}
	return true
}

// thingBefore reports whether a noun of a made thing that is no paper stands right before word i, or with an adverb between.
func thingBefore(t *diction.Text, i int) bool {
	k := i - 1
	for k > 0 && t.Words[k].Sentence == t.Words[i].Sentence && (wordAt(t, k, "still", "yet", "already") || strings.HasSuffix(t.Words[k].Norm, "ly")) {
		k--
	}
	return k >= 0 && madeThing(t.Words[k]) && !hasAt(t, sheets, k) && !capital(t.Words[k].Raw)
}

// madeThing reports whether a word is a noun of a made thing.
func madeThing(w diction.Word) bool {
	_, ok := diction.MadeThing(w.Norm)
	return ok
}

// lettered reports whether word i is a number, a letter or the like: Exhibit 4, Attachment B-1.
func lettered(t *diction.Text, i int) bool {
	if i >= len(t.Words) || t.Words[i].Sentence != t.Words[i-1].Sentence {
		return false
	}
	w := t.Words[i].Raw
	return len(w) <= 4 && (capital(w) || w[0] >= '0' && w[0] <= '9') || w == "No."
}

// wordAt reports whether word i is one of some words.
func wordAt(t *diction.Text, i int, words ...string) bool {
	return 0 <= i && i < len(t.Words) && slices.Contains(words, t.Words[i].Norm)
}

// wordAfter reports whether one of the words stands within three after word i.
func wordAfter(t *diction.Text, i int, words ...string) bool {
	for k := i + 1; k < len(t.Words) && k <= i+3; k++ {
		if t.Words[k].Sentence == t.Words[i].Sentence && slices.Contains(words, t.Words[k].Norm) {
			return true
		}
	}
	return false
}

// attaches reports whether "attached" is a verb with a subject right before it that is neither the affiant nor a paper: what its
// customer attached.
func (p *Pass) attaches(t *diction.Text, h diction.Hit) bool {
	i := h.First - 1
	if i < 0 || t.Words[i].Sentence != t.Words[h.First].Sentence || strings.TrimSpace(t.Raw[t.Words[i].End:h.Start]) != "" || !strings.HasSuffix(t.Words[h.First].Norm, "ed") {
		return false
	}
	if hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind == "subject" || p.nameWords(t)[i] {
		return true
	}
	known := false
	for _, c := range []diction.Class{personNoun, personMeant, personUnnamed, acquainted, kin, teller, officers, doers} {
		known = known || endsAt(t, c, i)
	}
	return known && !hasAt(t, sheets, i)
}

// hasAt reports whether a word of the class stands at word i.
func hasAt(t *diction.Text, c diction.Class, i int) bool {
	_, ok := hitOver(t, c, i)
	return ok
}
