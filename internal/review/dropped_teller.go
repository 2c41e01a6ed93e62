package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// throughOthers finds "the cleaning lady told me that", "Hines said his helper told him" and "a man at a fruit stand, who would not be
// named, told me that" in a line: the teller is whoever the words before the verb tell of, and neither I nor he whose word the source is.
func (p *Pass) throughOthers(s *record.Source, t *diction.Text) []secondhand {
	var out []secondhand
	for _, h := range t.Hits(diction.Hearsay) {
		if h.First == 0 || h.Last > h.First || t.Words[h.First].Quoted {
			continue
		}
		first := h.First
		for first > 0 && t.Words[first-1].Sentence == t.Words[h.First].Sentence && !hasAt(t, diction.Hearsay, first-1) {
			first--
		}
		for wordAt(t, first, "that", "and", "but", "then", "so", "because", "also") {
			first++
		}
		to := wordAt(t, h.Last+1, "me", "us", "him", "her", "them") ||
			wordAt(t, h.First, "says", "said") && (endsAt(t, kin, h.First-1) || endsAt(t, acquainted, h.First-1)) && !wordAt(t, first, "the")
		if first >= h.First || !to || wordAt(t, h.First-1, "i", "we", "he", "she", "they", "you", "to", "was", "were", "been", "is", "be") || !p.opensWithPerson(s, t, first, h.First) {
			continue
		}
		from := h.Last + 1
		end := h.End
		if wordAt(t, from, "me", "us", "him", "her", "them") {
			end = t.Words[from].End
			from++
		}
		if wordAt(t, from, "that") {
			from++
		}
		if from >= len(t.Words) || t.Words[from].Sentence != t.Words[h.Last].Sentence || wordAt(t, from, "to", "not", "about") {
			continue // told me to come
		}
		last := from
		for last+1 < len(t.Words) && t.Words[last+1].Sentence == t.Words[from].Sentence && !(wordAt(t, last+1, "and", "but", "so") && wordAt(t, last+2, "i", "we")) {
			last++
		}
		out = append(out, secondhand{span: spanOf(t, t.Words[first].Start, end), whose: first, from: from, last: last})
	}
	for i := range t.Words {
		if wordAt(t, i, "i", "we") && wordAt(t, i+1, "heard") && i+2 < len(t.Words) && (hasAt(t, pronouns, i+2) && hitAt(t, pronouns, i+2).Kind == "subject" || wordAt(t, i+2, "there's", "he's", "she's", "they're")) && !wordAt(t, i+3, "say", "yell", "scream", "shout") {
			out = append(out, secondhand{span: spanOf(t, t.Words[i].Start, t.Words[i+1].End), whose: -1, from: i + 2, last: endOfSentence(t, i)})
		}
	}
	return out
}

// opensWithPerson reports whether the words from first up to a verb of telling are those for a person whom the record does not have, and no
// clause of their own: an article or a possessive and a noun, with what describes it.
func (p *Pass) opensWithPerson(s *record.Source, t *diction.Text, first, verb int) bool {
	if p.coded(t, first, verb) {
		return true
	}
	if !wordAt(t, first, "a", "an", "the", "my", "his", "her", "our", "their", "one", "another", "some") || verb-first > 12 {
		return false
	}
	names := p.nameWords(t)
	aside := false
	for i := first; i < verb; i++ {
		if names[i] && slices.ContainsFunc(t.Names(), func(n diction.Name) bool { return n.First <= i && i <= n.Last && len(p.fitting(n.Text)) > 0 }) {
			return false
		}
		if wordAt(t, i, "who", "whom", "whose") || i > first && strings.Contains(t.Raw[t.Words[i-1].End:t.Words[i].Start], ",") {
			aside = true
		}
		if !aside && i > first && (wordAt(t, i, "i", "we", "he", "she", "they", "it", "was", "were", "had", "has", "and", "but")) {
			return false
		}
	}
	return true
}

// coded reports whether the words from first up to a verb are the sign by which an informant goes: 24-31, CS-9.
func (p *Pass) coded(t *diction.Text, first, verb int) bool {
	return verb-first <= 3 && slices.ContainsFunc(t.Words[first:verb], func(w diction.Word) bool { return startsWithDigit(w.Norm) }) && !slices.ContainsFunc(t.Words[first:verb], func(w diction.Word) bool {
		return w.Norm == w.Raw && !startsWithDigit(w.Norm)
	})
}

// dropsTeller finds what an assertion tells with one teller, or none, where the line that it cites has it from another besides, of whom the assertion has
// no word: my cousin Dre told me that Tay said it.
func (p *Pass) dropsTeller(f *fact) (secondhand, *record.Source, bool) {
	if f.Basis == record.Inferred || f.form || hasAny(f.text, rumour, commonTalk) || saidByOne(f.text) {
		return secondhand{}, nil, false
	}
	for _, c := range f.Cites {
		s := p.paper().source[c.Source]
		if s == nil || c.From == 0 || s.Kind != record.Interview && s.Kind != record.Tip && s.Kind != record.Report && s.Kind != record.Observation {
			continue
		}
		lines, err := s.Resolve(c)
		if err != nil {
			continue
		}
		for _, l := range lines {
			t := p.Text(l.Text)
			for _, r := range p.throughOthers(s, t) {
				r.line = l
				if r.whose < 0 && !p.hasOf(f, t, r) || r.whose >= 0 && p.coded(t, r.whose, hearsayAfter(t, r.whose)) && (p.saysWhose(f) || f.text.Has(teller) || s.Kind != record.Observation) {
					continue
				}
				if p.tellsOfAnyOf(f, s, t, r) || r.whose >= 0 && !p.swearsTo(f, t, r) || hasFrom(f.text, t, r.whose) || wasTold(f.text) {
					continue
				}
				return r, s, true
			}
		}
	}
	return secondhand{}, nil, false
}

// hearsayAfter is the first verb of telling after word i.
func hearsayAfter(t *diction.Text, i int) int {
	for _, h := range t.Hits(diction.Hearsay) {
		if h.First > i {
			return h.First
		}
	}
	return i
}

// hasOf reports whether an assertion has half of the words of content of what was heard said.
func (p *Pass) hasOf(f *fact, t *diction.Text, r secondhand) bool {
	n, all := 0, 0
	for i := r.from; i <= r.last; i++ {
		if contentAt(t, i) {
			all++
			if p.saidIn(f.text, t.Words[i].Norm) {
				n++
			}
		}
	}
	return n > 0 && 2*n >= all
}

// wasTold reports whether a text says that someone was told a thing, or learned or understood it: then another told him.
func wasTold(t *diction.Text) bool {
	for i := range t.Words {
		if wordAt(t, i, "told", "informed", "advised") && wordAt(t, i-1, "was", "were", "been", "being") || wordAt(t, i, "learned", "learnt", "understands", "understood", "gathered", "hearsay", "secondhand") ||
			wordAt(t, i, "heard") && wordAt(t, i+1, "from", "that", "of", "it") {
			return true
		}
	}
	return false
}
