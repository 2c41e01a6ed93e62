package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// heads are the words of a text that mean a person or a vehicle, from left to right. Of two that share a word the first of this order is kept.
func (r *sitting) heads(t *diction.Text) []subject {
	var out []subject
	taken := make([]bool, len(t.Words))
	add := func(h subject) {
		if !slices.Contains(taken[h.first:h.last+1], true) {
			out = append(out, h)
			for i := h.first; i <= h.last; i++ {
				taken[i] = true
			}
		}
	}
	for _, n := range r.p.namesIn(t) {
		add(subject{first: n.First, last: n.Last, name: &n})
	}
	for _, h := range t.Hits(culprit) {
		add(subject{first: h.First, last: h.Last, culprit: true, several: h.Kind == "many"})
	}
	for _, h := range t.Hits(stature) {
		if h.Kind == "sex" || h.Kind == "height" || h.Means == "teens" {
			last := t.Words[h.Last].Norm
			add(subject{first: h.First, last: h.Last, several: h.Kind == "sex" && strings.HasSuffix(last, "s") || last == "men" || last == "women"})
		}
	}
	for _, h := range t.Hits(personNoun) {
		add(subject{first: h.Last, last: h.Last})
	}
	for _, h := range t.Hits(personMeant) {
		add(subject{first: h.First, last: h.Last})
	}
	for _, h := range t.Hits(vehicles) {
		if h.Kind == "any" || h.Kind == "many" || h.Kind == "body" || h.Kind == "make" {
			add(subject{first: h.First, last: h.Last, vehicle: true, several: h.Kind == "many"})
		}
	}
	for _, h := range t.Hits(pronouns) {
		if !wordAt(t, h.First, "they", "them", "their") {
			add(subject{first: h.First, last: h.Last, pronoun: true})
		}
	}
	for i := range t.Words {
		if wordAt(t, i, "it", "its") {
			add(subject{first: i, last: i, pronoun: true, vehicle: true})
		}
	}
	for _, h := range r.others(t) {
		add(h)
	}
	slices.SortFunc(out, func(a, b subject) int { return a.first - b.first })
	return out
}

// place finds the portrait that a head goes on with, or begins one.
func (r *sitting) place(t *diction.Text, heads []subject, i int) {
	h := &heads[i]
	last := &r.person
	if h.vehicle {
		last = &r.vehicle
	}
	switch {
	case h.another:
		h.of = r.add(&portrait{named: true})
		if h.passing {
			return
		}
	case h.name != nil:
		h.of = r.byName(h.name)
	case h.pronoun:
		if h.of = *last; h.of == nil {
			return // of whom is not told
		}
	case i > 0 && heads[i-1].of != nil && heads[i-1].vehicle == h.vehicle && !h.several && r.sameAs(t, heads[i-1], *h):
		h.of = heads[i-1].of
	default:
		the := determiner(t, h.first)
		old := *last
		if old == nil || old.several != h.several || bringsIn(the) || old.named && !r.meant(t, *h, the) {
			old = r.unnamed(h, the)
		}
		h.of = old
	}
	h.of.culprit = h.of.culprit || h.culprit || h.vehicle && ofDoer(heads)
	h.of.several = h.of.several || h.several
	*last = h.of
}

// ofDoer reports whether a sentence speaks of the doer and names nobody, so that a vehicle of which it tells is the one that he came or left in.
func ofDoer(heads []subject) bool {
	return slices.ContainsFunc(heads, func(h subject) bool { return h.culprit }) && !slices.ContainsFunc(heads, func(h subject) bool { return h.name != nil })
}

// unnamed is the portrait of one who is spoken of by a noun with an article: the last of the sort whom the texts do not name, or a new one.
func (r *sitting) unnamed(h *subject, the string) *portrait {
	if !bringsIn(the) {
		of := sortOfNoun{h.vehicle, h.several}
		for k := len(r.nameless[of]); k > 0; k-- {
			if x := r.nameless[of][k-1]; !x.named {
				return x
			}
			r.nameless[of] = r.nameless[of][:k-1] // tied to someone since
		}
	}
	return r.add(&portrait{vehicle: h.vehicle, several: h.several, named: the == "my" || the == "our"})
}

// meant reports whether a noun may go on with one who was named: the subject, the vehicle, but not the robber; in a record of one person, male too.
func (r *sitting) meant(t *diction.Text, h subject, the string) bool {
	return h.vehicle || !h.culprit && (!standsAt(t, personNoun, h.last) || r.ofOne && the == "")
}

// sameAs reports whether a noun says what the head before it is: the car is a red coupe, Reed, a tall man, a green Honda Accord.
func (r *sitting) sameAs(t *diction.Text, before, h subject) bool {
	from := h.first
	for i := h.first - 1; i > before.last && h.first-i <= determining; i-- {
		if from = i; bringsIn(t.Words[i].Norm) {
			break
		}
	}
	gap := strings.TrimSpace(t.Raw[t.Words[before.last].End:t.Words[from].Start])
	if !h.vehicle && from-before.last <= farthestApposed && (before.name != nil || before.pronoun) && strings.HasSuffix(gap, ",") && wordAt(t, from, "a", "an") && !wordAt(t, from+1, "second", "third") {
		return true // Reed stood by, a tall man
	}
	if from == before.last+1 {
		return gap == "" && (h.vehicle || !bringsIn(t.Words[from].Norm)) || gap == "," && bringsIn(t.Words[from].Norm)
	}
	return wordAt(t, from-1, "is", "was", "be", "being", "as") && bringsIn(t.Words[from].Norm)
}

// farthestApposed is how far from a name a noun that says what he is may begin.
const farthestApposed = 4

// determiner is the word that brings in the noun at word i, past what describes it; empty for none.
func determiner(t *diction.Text, i int) string {
	for k := i - 1; k >= 0 && i-k <= determining && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
		w := t.Words[k].Norm
		switch {
		case bringsIn(w) || w == "the" || w == "this" || w == "that" || w == "his" || w == "her" || w == "my" || w == "our" || w == "its":
			return w
		case smallWord(t, k) && w != "and":
			return ""
		}
	}
	return ""
}

// bringsIn reports whether a word brings in one who was not spoken of.
func bringsIn(w string) bool {
	return w == "a" || w == "an" || w == "another" || w == "one" || w == "second" || w == "some" || w == "other"
}
