package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// ownDenials reports, after the other checks, what affirms of a thing what the cited lines deny of that very thing, though they affirm it of another; or
// denies what they have.
func (p *Pass) ownDenials(b *backing) {
	if p.found(contradicts, b.N) || len(b.lines) == 0 {
		return
	}
	p.check = contradicts
	_ = p.ruledOut(b) || p.deniedOfOne(b) || p.deniesFound(b)
}

// turnedOver reports a run of an assertion that a run of a line belies.
func (p *Pass) turnedOver(b *backing, first, last int, l spoken, from, to int) bool {
	span := spanOf(b.text, b.text.Words[first].Start, b.text.Words[last].End)
	if p.spokenIn(b, span.Start, span.End) {
		return false
	}
	at := l.at(l.text.Words[from].Start, l.text.Words[to].End)
	p.Report(Flaw{
		Assertion: b.N, Span: span, Sources: []At{at}, Says: at.Span.Words, Sworn: span.Words,
		Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. One denies what the other affirms.", at.Span.Words, span.Words),
		Asks:    "Does the sentence turn the source into its opposite?",
	})
	return true
}

// excludes finds the words by which a text says that something is ruled out or excluded: the first and the last.
func excludes(t *diction.Text) [][2]int {
	var out [][2]int
	for i, w := range t.Words {
		switch {
		case wordAt(t, i, "rule", "rules", "ruled", "ruling") && wordAt(t, i+1, "out"):
			out = append(out, [2]int{i, i + 1})
		case slices.Contains([]string{"exclude", "excludes", "excluded", "eliminate", "eliminates", "eliminated"}, w.Norm):
			out = append(out, [2]int{i, i})
		}
	}
	return out
}

// notExcluded reports whether what a text says of ruling out at word i is that it could not be done: cannot wholly rule out, too burned to rule out.
func notExcluded(t *diction.Text, i int) bool {
	for k := i - 1; k >= 0 && k >= i-6 && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
		if wordAt(t, k, "too", "unable", "insufficient", "impossible") || standsAt(t, diction.Negation, k) {
			return true
		}
	}
	return false
}

// ruledOut reports a sentence that something is ruled out, where the cited lines say that it, or one thing among all, could not be.
func (p *Pass) ruledOut(b *backing) bool {
	for _, x := range excludes(b.text) {
		in := b.text.Words[x[0]].Sentence
		if !b.told(x[0]) || notExcluded(b.text, x[0]) || inSentence(b.text, in, diction.Exception, "") || hedgedNear(b.text, x[0]) {
			continue
		}
		own := p.objectsOf(b.text, x[1])
		for _, l := range b.lines {
			var left []int
			at := [2]int{-1, -1}
			done := make(map[string]bool)
			for _, y := range excludes(l.text) {
				of := p.objectsOf(l.text, y[1])
				if notExcluded(l.text, y[0]) {
					left, at = of, y
					continue
				}
				for _, k := range of {
					done[l.text.Words[k].Stem] = true
				}
			}
			if at[0] < 0 {
				continue
			}
			wide := slices.ContainsFunc(b.text.Words[x[1]:], func(w diction.Word) bool {
				return w.Sentence == in && slices.Contains([]string{"all", "any", "every", "other", "others", "else", "everything", "anything"}, w.Norm)
			})
			named := slices.ContainsFunc(own, func(i int) bool {
				return slices.ContainsFunc(left, func(k int) bool { return l.text.Words[k].Stem == b.text.Words[i].Stem })
			})
			if wide || named || len(done) == 0 {
				from := at[0]
				for k := from - 1; k >= 0 && k >= from-6 && l.text.Words[k].Sentence == l.text.Words[from].Sentence; k-- {
					if wordAt(l.text, k, "too", "unable", "insufficient", "impossible") || standsAt(l.text, diction.Negation, k) {
						from = k
						break
					}
				}
				last := at[1]
				for _, k := range left {
					last = max(last, k)
				}
				end := x[1]
				for _, i := range own {
					end = max(end, i)
				}
				return p.turnedOver(b, x[0], end, l, from, last)
			}
		}
	}
	return false
}

// deniedOfOne reports a verb that a sentence has of two things, where the cited lines have it of the one and deny it of the other: searched him and his
// car, for searched him, did not search the car.
func (p *Pass) deniedOfOne(b *backing) bool {
	for _, l := range b.lines {
		for _, d := range p.verbsDenied(l) {
			if len(d.of) == 0 || !p.affirmedIn(b, d) {
				continue
			}
			k := d.of[len(d.of)-1]
			if d.of[0] < d.hit.First {
				k = d.of[0] // the nearest before it: the car was not searched
			}
			stem := l.text.Words[k].Stem
			if mentions(b, stem) != 1 {
				continue
			}
			for i, w := range b.text.Words {
				if w.Stem != l.text.Words[d.verb].Stem || !asVerb(b.text, i) || !b.told(i) || b.waived[w.Sentence] || deniedNear(b.text, i) {
					continue
				}
				for o := i + 1; o < len(b.text.Words) && o <= i+farthestObject && b.text.Words[o].Sentence == w.Sentence; o++ {
					if strings.ContainsAny(b.text.Raw[b.text.Words[o-1].End:b.text.Words[o].Start], ",;:") || wordAt(b.text, o, "but", "not", "without", "neither", "except", "which", "who", "that", "for", "before", "after", "while", "whereas", "though") {
						break
					}
					if b.text.Words[o].Stem == stem && !deniedNear(b.text, o) {
						return p.turnedOver(b, i, o, l, d.hit.First, max(k, d.verb))
					}
				}
			}
		}
	}
	return false
}

// farthestObject is how many words after a verb what it governs may stand, across an and.
const farthestObject = 9

// deniesFound reports a sentence that none of some had any of a thing, which the cited lines count or have more than one of in a clause that denies
// nothing: none had any shortage, for four had shortages.
func (p *Pass) deniesFound(b *backing) bool {
	for _, h := range negations(b.text) {
		w := b.text.Words[h.First]
		if !wordAt(b.text, h.First, "none", "nobody", "neither") && !(wordAt(b.text, h.First, "no") && wordAt(b.text, h.First+1, "one")) || !b.told(h.First) || b.waived[w.Sentence] || formal(b.text, w.Sentence) ||
			inSentence(b.text, w.Sentence, diction.Exception, "") || inSentence(b.text, w.Sentence, diction.Hedge, "") {
			continue
		}
		noun := 0
		for i := h.Last + 1; i < len(b.text.Words) && i <= h.Last+farthestObject && noun == 0 && b.text.Words[i].Sentence == w.Sentence; i++ {
			if strings.ContainsAny(b.text.Raw[b.text.Words[i-1].End:b.text.Words[i].Start], ",;:") {
				break
			}
			if wordAt(b.text, i, "any") {
				noun = nounOf(b.text, i)
			}
		}
		if noun == 0 {
			continue
		}
		for _, l := range b.lines {
			for _, c := range foundThings(l.text) {
				if l.text.Words[c[1]].Stem == b.text.Words[noun].Stem && !clauseDenies(l.text, c[1]) && p.sharedInSentence(b.text, w.Sentence, l.text, c[1]) >= 2 {
					return p.turnedOver(b, h.First, noun, l, c[0], c[1])
				}
			}
		}
	}
	return false
}

// clauseDenies reports whether the clause of word i denies or excepts anything.
func clauseDenies(t *diction.Text, i int) bool {
	for _, c := range t.Clauses() {
		if c.First <= i && i <= c.Last {
			return slices.ContainsFunc(slices.Concat(negations(t), t.Hits(denyingWord), t.Hits(privative), t.Hits(diction.Exception)), func(h diction.Hit) bool {
				return c.First <= h.First && h.First <= c.Last
			})
		}
	}
	return true
}

// foundThings are the things that a text counts, or has more than one of by their form, each with the word that says so: three tags, shortages.
func foundThings(t *diction.Text) [][2]int {
	var out [][2]int
	for _, c := range countings(t) {
		out = append(out, [2]int{c.First, c.noun})
	}
	for i := range t.Words {
		if strings.HasSuffix(t.Words[i].Norm, "s") && contentAt(t, i) {
			out = append(out, [2]int{i, i})
		}
	}
	return out
}
