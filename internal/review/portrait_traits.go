package review

import (
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
)

// A trait is one thing by which a person or a vehicle is told from others.
type trait struct {
	kind, means string
	opposite    []string
	low, high   float64 // of a height in inches, a weight in pounds, an age in years
	denied      bool
	at          At
}

// The kinds of trait that are read from figures and signs. Those of words are the kinds of the vocabulary.
const (
	tallness   = "tallness"
	heaviness  = "heaviness"
	yearsOld   = "age"
	plateWhole = "plate"
	makeKind   = "make"
)

// leastWeight is the least weight in pounds that is taken for a person's and not for that of a thing.
const leastWeight = 80

// oldest is more than the age of any person: what is above it was told in more units than one.
const oldest = 120

// traits reads what a sentence says of those whom it means.
func (r *sitting) traits(t *diction.Text, sentence int, heads []subject) {
	for _, c := range []diction.Class{looks, stature, complexion, vehicles} {
		for _, h := range hitsIn(t, sentence, c) {
			if c == vehicles && (h.Kind == "any" || h.Kind == "many") {
				continue
			}
			if of := r.sitter(t, heads, h.First, h.Last, c == vehicles, c == complexion || h.Kind == "paint"); of != nil {
				x := trait{kind: h.Kind, means: h.Means, opposite: h.Opposite, denied: deniedNear(t, h.First), at: r.at(withDenial(t, h.First, h.Start, h.End))}
				if h.Kind == "years" {
					x.kind, x.low, x.high = yearsOld, h.Value, h.Value+9
					if h.Means == "teens" {
						x.high = 19
					}
				}
				of.traits = append(of.traits, x)
			}
		}
	}
	r.figures(t, sentence, heads)
	r.plates(t, sentence, heads)
}

// withDenial is the span of words that describe, from the word that denies them on if one does.
func withDenial(t *diction.Text, first, start, end int) diction.Span {
	for _, h := range hitsIn(t, t.Words[first].Sentence, diction.Negation) {
		if h.First < first && first-h.Last <= 4 && negates(t, h) {
			start = min(start, h.Start)
		}
	}
	return diction.Span{Start: start, End: end}
}

// sitter is the portrait that words from first to last belong to: that of the noun right after them, else of the last before them, else of the one
// who was spoken of last. A colour that stands after its noun must be said of it.
func (r *sitting) sitter(t *diction.Text, heads []subject, first, last int, vehicle, colour bool) *portrait {
	for _, h := range heads {
		if h.first <= last && first <= h.last && h.vehicle == vehicle {
			return h.of
		}
	}
	if of := describedBy(t, heads, last, vehicle); of != nil {
		return of
	}
	var before *subject
	for i := len(heads) - 1; i >= 0 && before == nil; i-- {
		if h := &heads[i]; h.last < first && (colour || h.vehicle == vehicle) {
			before = h
		}
	}
	if colour && !saidOf(t, first, last) {
		return nil
	}
	if before != nil {
		if before.vehicle != vehicle {
			return nil
		}
		return before.of
	}
	if vehicle {
		return r.vehicle
	}
	return r.person
}

// describedBy is the portrait of the noun right after word last, past what describes it; nil for none.
func describedBy(t *diction.Text, heads []subject, last int, vehicle bool) *portrait {
	for i := last + 1; i < len(t.Words) && i <= last+determining && t.Words[i].Sentence == t.Words[last].Sentence; i++ {
		if strings.Trim(t.Raw[t.Words[i-1].End:t.Words[i].Start], " ,-–\"”'’/") != "" {
			return nil
		}
		if k := slices.IndexFunc(heads, func(h subject) bool { return h.first == i }); k >= 0 {
			if heads[k].vehicle == vehicle && !heads[k].pronoun && heads[k].name == nil {
				return heads[k].of
			}
			return nil
		}
		if !describes(t, i) {
			return nil
		}
	}
	return nil
}

// describes reports whether word i may stand between a word that describes and its noun.
func describes(t *diction.Text, i int) bool {
	for _, c := range []diction.Class{looks, stature, complexion, vehicles, diction.Direction} {
		if standsAt(t, c, i) {
			return true
		}
	}
	return strings.ContainsFunc(t.Words[i].Norm, unicode.IsDigit) ||
		kindAt(t, describing, i, "between")
}

// saidOf reports whether a colour stands where it is said of what was named before: after is, was or as, or between commas, with no noun of its own.
func saidOf(t *diction.Text, first, last int) bool {
	if n := last + 1; n < len(t.Words) && t.Words[n].Sentence == t.Words[last].Sentence &&
		strings.TrimSpace(t.Raw[t.Words[last].End:t.Words[n].Start]) == "" && !smallWord(t, n) && !describes(t, n) {
		return false
	}
	for i := first - 1; i >= 0 && t.Words[i].Sentence == t.Words[first].Sentence; i-- {
		switch {
		case wordAt(t, i, "is", "was", "be", "being", "as", "not", "isn't", "wasn't"), kindAt(t, describing, i, "label"):
			return true
		case strings.Contains(t.Raw[t.Words[i].End:t.Words[i+1].Start], ",") && standsAt(t, vehicles, i):
			return true
		case !describes(t, i):
			return false
		}
	}
	return false
}

// figures reads heights, weights and ages. Two that a word such as to or and joins are the ends of one range.
func (r *sitting) figures(t *diction.Text, sentence int, heads []subject) {
	var was *trait
	end := -1
	for _, n := range ofSentence(t, r.numbers, sentence, firstOf) {
		kind, low, high := measured(t, n)
		if kind == "" {
			continue
		}
		if was != nil && was.kind == kind && n.First-end <= 2 && (n.First == end+1 || wordAt(t, end+1, "and", "to", "or")) {
			was.low, was.high = min(was.low, low), max(was.high, high)
			was.at = r.at(diction.Span{Start: was.at.Span.Start, End: n.End})
			end = n.Last
			continue
		}
		if of := r.figureOf(t, heads, n); of != nil {
			of.traits = append(of.traits, trait{kind: kind, low: low, high: high, denied: deniedNear(t, n.First), at: r.at(diction.Span{Start: n.Start, End: n.End})})
			was, end = &of.traits[len(of.traits)-1], n.Last
		}
	}
}

func firstOf(n diction.Number) int { return n.First }

// measured tells what a figure is if it can be of a person: how tall, how heavy or how old. Feet without
// inches are a height only where they are said to be, and an age is told in years.
func measured(t *diction.Text, n diction.Number) (kind string, low, high float64) {
	feet := n.End < len(t.Raw) && (strings.HasPrefix(t.Raw[n.End:], "'") || strings.HasPrefix(t.Raw[n.End:], "’")) && n.Kind == diction.Count && n.Value >= 4 && n.Value <= 7
	switch {
	case n.Kind == diction.Age && (n.Unit == "" || n.Unit == "year" && n.High < oldest), n.Kind == diction.Count && n.Value >= 12 && n.High < 100 && ofAbout(t, n):
		return yearsOld, n.Value, n.High
	case feet && (ofInches(t, n) || saidTall(t, n, 3)) && !ofDistance(t, n):
		return tallness, 12 * n.Value, 12 * n.Value
	case n.Kind == diction.Measure && n.Unit == "foot" && n.Value >= 48 && n.High <= 84:
		if (saidTall(t, n, 1) || wordAt(t, n.Last+1, "in") || int(n.Value)%12 != 0) && !ofDistance(t, n) {
			return tallness, n.Value, n.High
		}
	case n.Kind == diction.Measure && n.Unit == "pound" && n.Value/gramsInPound >= leastWeight && !t.Has(diction.Drug):
		return heaviness, n.Value / gramsInPound, n.High / gramsInPound
	}
	return "", 0, 0
}

// saidTall reports whether a word within three before a figure says that it is a height, or one within so many after it. What is tall before a figure
// is he who is so far away.
func saidTall(t *diction.Text, n diction.Number, after int) bool {
	for i := max(0, n.First-3); i <= n.Last+after && i < len(t.Words); i++ {
		h, ok := hitOver(t, sized, i)
		if !ok || h.Kind != tallness || t.Words[i].Sentence != t.Words[n.First].Sentence {
			continue
		}
		if i < n.First && h.Means != "tall" || i > n.Last && h.Means != "to stand" {
			return true
		}
	}
	return false
}

// ofDistance reports whether the word right after a figure in feet says that it is how far one thing is from another, or how much of a thing there is:
// six feet from the register. Before another figure such a word joins the two: 5' to 5'4".
func ofDistance(t *diction.Text, n diction.Number) bool {
	h, ok := hitOver(t, describing, n.Last+1)
	if !ok || h.Kind != "apart" || t.Words[h.First].Sentence != t.Words[n.Last].Sentence || strings.ContainsAny(t.Raw[n.End:h.Start], ",;:()") {
		return false
	}
	_, joins := numberAt(t, h.Last+1)
	build := false
	for i := h.Last + 1; i <= h.Last+3; i++ {
		build = build || standsAt(t, traitNouns, i) // 6' of slim build
	}
	return !joins && !build
}

// ofAbout reports whether a bare figure stands where an age does: a man of about 25.
func ofAbout(t *diction.Text, n diction.Number) bool {
	i := n.First - 1
	if h, ok := hitOver(t, diction.Hedge, i); ok && h.Kind == "approximate" {
		i = h.First - 1
	} else if wordAt(t, i, "perhaps") {
		i--
	}
	next := n.Last + 1
	return wordAt(t, i, "of") && (standsAt(t, personNoun, i-1) || standsAt(t, culprit, i-1)) &&
		(next == len(t.Words) || t.Words[next].Sentence != t.Words[n.Last].Sentence || smallWord(t, next))
}

// gramsInPound is the unit of the vocabulary for a pound.
const gramsInPound = 453.6

// plates reads the sign on a plate, whole or in part.
func (r *sitting) plates(t *diction.Text, sentence int, heads []subject) {
	put := func(kind, norm string, first int, span diction.Span) {
		if of := r.sitter(t, heads, first, first, true, false); of != nil {
			of.traits = append(of.traits, trait{kind: kind, means: strings.ToUpper(norm), denied: deniedNear(t, first), at: r.at(withDenial(t, first, span.Start, span.End))})
		}
	}
	for _, h := range hitsIn(t, sentence, platePart) {
		for i := h.Last + 1; i < len(t.Words) && i <= h.Last+4 && t.Words[i].Sentence == sentence; i++ {
			if w := t.Words[i].Raw; len(w) > 1 && len(w) < 6 && plateSign(w) {
				put(h.Kind, w, h.First, diction.Span{Start: h.Start, End: t.Words[i].End})
				break
			}
		}
	}
	for _, n := range ofSentence(t, r.numbers, sentence, firstOf) {
		if n.Kind == diction.Plate && !partBefore(t, n.First) {
			put(plateWhole, n.Norm, n.First, diction.Span{Start: n.Start, End: n.End})
		}
	}
}

// partBefore reports whether words for a part of a plate end within four words before word i.
func partBefore(t *diction.Text, i int) bool {
	for k := max(i-4, 0); k < i; k++ {
		if h, ok := hitOver(t, platePart, k); ok && h.Last < i {
			return true
		}
	}
	return false
}

// plateSign reports whether a word is of capitals and figures alone.
func plateSign(w string) bool {
	return !strings.ContainsFunc(w, func(c rune) bool { return !unicode.IsUpper(c) && !unicode.IsDigit(c) })
}
