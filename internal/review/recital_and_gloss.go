package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

var recitalAndGloss = &Check{
	Code:  "F2",
	Name:  "recital-and-gloss",
	Title: "Recital and reading run together",
	Why: "What a source says and what the affiant takes it to mean stand in one paragraph, and nothing marks which is which. A " +
		"magistrate may take the reading for the source's words. A house rule: keep them apart, or say \"I take this to mean\".",
	Severity: Care, Force: Note, Link: OnForm, By: "court", Verbatim: true,
	Mend: "Which of these sentences are the source's, and which are yours?",
	run:  findGloss,
}

// findGloss leaves one flaw for each paragraph that recites a source and reads it too without marking the reading.
func findGloss(p *Pass) {
	d := p.paper()
	for i := range d.facts {
		p.findAside(&d.facts[i])
	}
	for i := 0; i < len(d.facts); {
		all := d.beside(&d.facts[i])
		i = max(i+1, d.at[all[len(all)-1].N]+1)
		var gloss []int
		recites := false
		for _, f := range all {
			if f.Basis == record.Reported {
				recites = true
			}
			if p.glosses(f) {
				gloss = append(gloss, f.N)
				recites = recites || f.text.Has(retelling) && len(f.text.Sentences) > 1
			}
		}
		if !recites || len(gloss) == 0 {
			continue
		}
		n, also := first(gloss)
		f := d.fact(n)
		p.Report(Flaw{
			Assertion: n, Also: also, Span: whole(f.text),
			Message: fmt.Sprintf("The words %s are the affiant's reading. They stand with the recital of a source, and nothing marks them.", quote(f.Text)),
			Asks:    "Would a magistrate take these for the source's words?",
		})
	}
}

// glosses reports whether an assertion is the affiant's own reading and no word of it says so.
func (p *Pass) glosses(f *fact) bool {
	if wouldShow(f.text) || hasAny(f.text, glossLabel, diction.Inference, expertise, resting) || f.form || f.aside || ownMind(f.text) {
		return false
	}
	return f.Basis == record.Inferred || f.Basis == "" && len(f.RestsOn) > 0
}

// wouldShow reports whether a text tells what a thing would, could or does not by itself show.
func wouldShow(t *diction.Text) bool {
	for i := range t.Words {
		if wordAt(t, i, "would", "could", "cannot", "not", "may", "can") && wordAfter(t, i, "show", "tell", "settle", "prove", "reveal") {
			return true
		}
	}
	return false
}

// ownMind reports whether the affiant says in a sentence what he thinks, supposes or understands: I should think, and understand it so.
func ownMind(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(recalling), func(h diction.Hit) bool {
		for i := h.First - 1; i >= 0 && t.Words[i].Sentence == t.Words[h.First].Sentence && !t.Words[h.First].Quoted; i-- {
			if hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind == "subject" {
				return false
			}
			if w := t.Words[i].Norm; w == "i" || w == "affiant" || w == "we" {
				return true
			}
		}
		return false
	})
}

// findAside leaves a flaw where words such as "meaning that" or "which refers to" put a reading into the recital of a source,
// and neither the source nor a declared reading has it, nor a word marks it as the affiant's.
func (p *Pass) findAside(f *fact) {
	if f.Basis == record.Inferred || len(f.Cites) == 0 || len(f.Readings) > 0 || hasAny(f.text, expertise, resting) {
		return
	}
	for _, h := range f.text.Hits(diction.Inference) {
		if h.Kind != "gloss" || f.text.Words[h.First].Quoted || h.Words == "meant" || h.First < 3 {
			continue
		}
		end := h.Last
		for end+1 < len(f.text.Words) && f.text.Words[end+1].Sentence == f.text.Words[h.Last].Sentence && !f.text.Words[end+1].Quoted {
			end++
		}
		after := p.content(p.Text(f.text.Raw[h.End:f.text.Words[end].End]))
		if wordAt(f.text, h.First, "means") && wordAt(f.text, h.First-1, "by", "a", "the", "no", "any", "other", "some", "what") && wordAt(f.text, h.First+1, "of", "to") {
			continue // by means of
		}
		if wordAt(f.text, h.First, "means") && wordAt(f.text, h.First-1, "no", "any", "all") && wordAt(f.text, h.First-2, "by") {
			continue // by no means
		}
		if w := f.text.Words[h.First-1].Norm; w == "i" || w == "affiant" || w == "we" {
			continue // by Mabry I mean: marked as his own
		}
		if ownTaking(f.text, h.First) {
			continue // by that name I take the caller to mean him
		}
		if end-h.Last <= 4 && hasAt(f.text, sheets, end) {
			continue // refers to the memorandum: where one is sent, and no reading
		}
		if len(after) == 0 || endsAt(f.text, pointer, h.First-1) || hasAt(f.text, pronouns, h.First-1) || p.sourceSays(f, h, after) {
			continue
		}
		span := spanOf(f.text, h.Start, f.text.Words[end].End)
		p.Report(Flaw{
			Assertion: f.N, Span: span,
			Message: fmt.Sprintf("The words %s stand in the recital of a source that does not have them, and nothing marks them as a reading.", quote(span.Words)),
			Asks:    "Would a magistrate take these for the source's words?",
		})
		return
	}
}

// ownTaking reports whether the affiant says before a word, in its sentence, that he takes, reads or understands something: the reading is
// then marked as his.
func ownTaking(t *diction.Text, at int) bool {
	for i := at - 1; i > 0 && t.Words[i].Sentence == t.Words[at].Sentence; i-- {
		if wordAt(t, i, "take", "took", "read", "understand", "understood") && (affiantAt(t, i-1) || wordAt(t, i-1, "i", "we")) {
			return true
		}
	}
	return false
}

// sourceSays reports whether a line that an assertion cites has itself words of reading, or half of the words of one.
func (p *Pass) sourceSays(f *fact, h diction.Hit, words map[string]bool) bool {
	for _, c := range f.cites() {
		lines := p.linesOf(c)
		if len(lines) == 0 {
			return true
		}
		for _, l := range lines {
			if inText(l.text, h.Means) && l.text.Has(diction.Inference) || 2*shared(words, p.content(l.text)) >= len(words) {
				return true
			}
		}
	}
	return false
}
