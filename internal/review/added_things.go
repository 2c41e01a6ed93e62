package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// addedThings finds nouns of made things that no vocabulary of this program weighs, brought in as something new - a camera,
// two generators - where the source has neither the thing nor a sort of it.
func (p *Pass) addedThings(b *backing, denied map[int]bool) []excess {
	known := make(map[int]bool)
	for _, u := range b.text.Terms(weighty...) {
		for i := u.First; u.Known && i <= u.Last; i++ {
			known[i] = true
		}
	}
	for _, c := range []diction.Class{diction.Common, diction.Vague, diction.Slang, diction.Telling, diction.Unit, diction.Hearsay, diction.Event} {
		for _, h := range b.text.Hits(c) {
			for i := h.First; i <= h.Last; i++ {
				known[i] = true
			}
		}
	}
	var out []excess
	for i, w := range b.text.Words {
		if known[i] || w.Raw != w.Norm || len(w.Norm) < 4 || denied[i] || !b.plain(i) || formal(b.text, w.Sentence) {
			continue
		}
		if _, ok := diction.MadeThing(w.Norm); !ok || !endsNoun(b.text, i) || p.thingSupplied(b, w.Norm, w.Stem) {
			continue
		}
		if first, ok := indefinite(b.text, i); ok {
			start := b.text.Words[first].Start
			out = append(out, excess{
				terms: []diction.Term{{First: first, Last: i, Start: start, End: w.End}}, rank: 5, kind: "thing",
			})
		}
	}
	return out
}

// endsNoun reports whether word i is the last of its noun: a small word, a verb, a mark or the end follows.
func endsNoun(t *diction.Text, i int) bool {
	if i+1 == len(t.Words) || t.Words[i+1].Sentence != t.Words[i].Sentence || strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) != "" {
		return true
	}
	return slices.ContainsFunc([]diction.Class{diction.Common, diction.Act, diction.Hearsay}, func(c diction.Class) bool {
		return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.First == i+1 })
	})
}

// indefinite returns the first word of a noun that ends at i, the article left out, if it is brought in by an indefinite
// article or a number, at most two words before it.
func indefinite(t *diction.Text, i int) (int, bool) {
	for k := i - 1; k >= max(0, i-3); k-- {
		if t.Words[k].Sentence != t.Words[i].Sentence || strings.TrimSpace(t.Raw[t.Words[k].End:t.Words[k+1].Start]) != "" {
			return 0, false
		}
		switch t.Words[k].Norm {
		case "a", "an", "another", "some", "several":
			return k + 1, true
		}
		if slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Count && n.Last == k }) {
			return k + 1, true
		}
		if smallWord(t, k) {
			return 0, false
		}
	}
	return 0, false
}

// smallWord reports whether word k is a small word rather than an adjective or the first noun of two: surveillance camera.
func smallWord(t *diction.Text, k int) bool {
	return len(t.Words[k].Norm) <= 7 && slices.ContainsFunc(t.Hits(diction.Common), func(h diction.Hit) bool { return h.First == k })
}

// thingSupplied reports whether something behind the assertion has the thing, or a sort of it.
func (p *Pass) thingSupplied(b *backing, noun, stem string) bool {
	if b.supplies.stems[stem] || b.same(p).stem(stem) {
		return true
	}
	for _, l := range b.lines {
		for _, w := range l.text.Words {
			if len(w.Norm) > 2 && (diction.SortOf(w.Norm, noun) || synonym(noun, w.Norm)) {
				return true
			}
		}
	}
	return false
}

// synonym reports whether each of two nouns is among the words of the other.
func synonym(a, b string) bool { return diction.SortOf(a, b) && diction.SortOf(b, a) }
