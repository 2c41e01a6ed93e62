package collation

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// counts reports whether a difference is of a sort that can be told from an ordinary paraphrase. What is added must be a
// thing, a person, an act or a quality that the source would have named had it been there; where the source is written in
// notes, which leave verbs out, only a thing or a person. What is changed must stand between the same words on both sides, or be a
// number or a name.
func (a *alignment) counts(d Difference, s slot, i int) bool {
	k := &a.sworn.tokens[i]
	if d.Kind == Changed {
		switch d.Sort {
		case Figure, Amount:
			return !a.tells(i)
		case Person:
			return k.fabric == name || s.near && !a.tells(i)
		case Other:
			return s.near && s.anchors >= 3 && !a.tells(i) && slices.Contains([]int{fieldDeed, fieldEvent, fieldState}, a.field(k.lore, 'n'))
		}
		return s.near && !a.tells(i)
	}
	if a.leads(i) || k.paper || k.light || d.Sort == Act && a.slight(k) || s.anchors < 3 {
		return false
	}
	before := ""
	if k.first > 0 {
		before = a.sworn.text.Words[k.first-1].Norm
	}
	switch d.Sort {
	case Thing:
		return a.brought(k) && !a.limb(k, before) && !a.holdsLinked(i) && !(i > 0 && a.link[i-1] >= 0 && a.sworn.tokens[i-1].last+1 == k.first && a.sworn.tokens[i-1].fabric == word)
	case Person:
		return slices.Contains([]string{"a", "an", "another", "and", "with"}, before)
	case Amount:
		return !a.notes(s.home) && (k.kind == "all" && !a.every(i+1) || k.kind == "many") && i+1 < len(a.link) && a.link[i+1] >= 0 && a.sworn.tokens[i+1].first == k.last+1
	case Act:
		return a.predicates(i) && !a.notes(s.home) && !a.does(s) && !slices.ContainsFunc(s.free, func(j int) bool {
			o := a.token(j)
			return o.fabric == word && (o.frame || a.part(a.lines[a.source[j].line], a.source[j].token) == 'v')
		})
	case Other:
		return !a.notes(s.home) && (before == "a" || before == "an") && a.field(k.lore, 'n') == fieldEvent && a.part(a.sworn, i) == 'n'
	case Quality:
		return !a.notes(s.home) && a.qualifies(i) && !a.unmatched(s, Quality)
	}
	return false
}

// brought reports whether a noun is brought in as one thing more, rather than pointed to as known or as a part of
// what is known: no article or an indefinite one stands before it, or "and", "with" or a comma before its definite one.
func (a *alignment) brought(n *token) bool {
	w, i := a.sworn.text.Words, n.first
	for k := i - 1; k >= max(0, i-3) && w[k].Sentence == w[i].Sentence; k-- {
		switch w[k].Norm {
		case "the", "his", "her", "their", "its", "that", "this", "my", "our", "your":
			return k > 0 && (w[k-1].Norm == "and" || w[k-1].Norm == "with" || strings.Contains(a.sworn.text.Raw[w[k-1].End:w[k].Start], ","))
		case "a", "an", "and", "with", "of", "or":
			return true
		}
		o := a.sworn.at[k]
		if o < 0 {
			break // a small word: its own phrase begins there
		}
		if a.sworn.tokens[o].fabric == figure {
			return true
		}
	}
	return n.lore != nil && n.lore.plain != n.norm
}

// every reports whether the source speaks of what token i is linked to as of all there are: the registers.
func (a *alignment) every(i int) bool {
	if i >= len(a.link) || a.link[i] < 0 {
		return false
	}
	p := a.source[a.link[i]]
	r := a.lines[p.line]
	k := r.tokens[p.token]
	if k.first == 0 {
		return false
	}
	switch r.text.Words[k.first-1].Norm {
	case "a", "an", "per", "each": // two or three a summer
		return true
	case "the":
		return k.lore != nil && k.lore.plain != k.norm
	}
	return false
}

// limb reports whether a noun is the part of the body with which somebody does what he does: kicked her with his foot.
func (a *alignment) limb(k *token, before string) bool {
	return k.first > 1 && a.sworn.text.Words[k.first-2].Norm == "with" && (before == "his" || before == "her" || before == "their") && k.lore != nil && a.field(k.lore, 'n') == fieldBody
}

// unmatched reports whether the sentence of a slot has a word of a sort that nothing is linked to.
func (a *alignment) unmatched(s slot, sort Sort) bool {
	r := a.lines[s.line]
	from, to := r.of(s.sentence)
	for t := from; t < to; t++ {
		if a.back[a.where[place{s.line, t}]] < 0 && a.sortOf(r, t) == sort {
			return true
		}
	}
	return false
}

// holdsLinked reports whether a sworn noun only measures or holds what the source has too: six bottles of beer.
func (a *alignment) holdsLinked(i int) bool {
	last := a.sworn.tokens[i].last
	return i+1 < len(a.link) && a.link[i+1] >= 0 && last+2 == a.sworn.tokens[i+1].first && a.sworn.text.Words[last+1].Norm == "of"
}

// slight reports whether a token is a verb, or a noun, of the light ones, in any of its forms.
func (a *alignment) slight(k *token) bool {
	if k.light {
		return true
	}
	for _, f := range plainForms(k.norm) {
		if a.lights[f[0]] && (f[0] != k.norm || strings.HasPrefix(k.lore.parts, "v")) {
			return true
		}
	}
	return false
}

// predicates reports whether a sworn verb tells one thing more of somebody: it is joined by "and" or a comma, or follows
// a person; or else it is the participle before a noun that the source has too.
func (a *alignment) predicates(i int) bool {
	k := &a.sworn.tokens[i]
	if k.first > 0 {
		w := a.sworn.text.Words[k.first-1]
		if w.Norm == "and" || w.Norm == "then" || strings.Contains(a.sworn.text.Raw[w.End:a.sworn.text.Words[k.first].Start], ",") && !a.small(k.last+1) {
			return true
		}
		if o := a.sworn.at[k.first-1]; o >= 0 && (a.sworn.tokens[o].fabric == name || a.sworn.tokens[o].fabric == being) {
			return true
		}
		if (w.Norm == "he" || w.Norm == "she" || w.Norm == "they") && k.first > 1 && (a.sworn.text.Words[k.first-2].Norm == "and" || a.sworn.text.Words[k.first-2].Norm == "that") {
			return true
		}
	}
	return i+1 < len(a.link) && a.link[i+1] >= 0 && a.sworn.tokens[i+1].first == k.last+1
}

// small reports whether a small word of place stands at word i.
func (a *alignment) small(i int) bool {
	return marks(a.sworn.text, diction.Relation)[i] || i < len(a.sworn.text.Words) && slices.Contains([]string{"with", "by", "to", "from", "of", "for"}, a.sworn.text.Words[i].Norm)
}

// does reports whether the source has a verb that stands for any other, such as did or done, in the sentence of a slot.
func (a *alignment) does(s slot) bool {
	r := a.lines[s.line]
	return slices.ContainsFunc(r.text.Hits(doing), func(h diction.Hit) bool { return r.text.Words[h.First].Sentence == s.sentence })
}

// qualifies reports whether a sworn token says how something is that the source has too: an adjective right before a linked
// noun, an adverb in -ly right before or after a linked verb.
func (a *alignment) qualifies(i int) bool {
	k := &a.sworn.tokens[i]
	if slices.ContainsFunc([]diction.Class{diction.Hedge, diction.Negation, diction.Relation, reserves}, func(c diction.Class) bool {
		return marks(a.sworn.text, c)[k.first]
	}) {
		return false
	}
	next := i+1 < len(a.link) && a.link[i+1] >= 0 && a.sworn.tokens[i+1].first == k.last+1
	if a.part(a.sworn, i) == 'a' {
		return next && (a.sworn.tokens[i+1].fabric == word || a.sworn.tokens[i+1].fabric == being)
	}
	prev := i > 0 && a.link[i-1] >= 0 && a.sworn.tokens[i-1].last == k.first-1
	return strings.HasSuffix(k.norm, "ly") && (next || prev)
}

// leads reports whether a sworn token belongs to what leads in the telling: nothing of its sentence is repeated before it,
// or a verb of telling stands between it and what is repeated next.
func (a *alignment) leads(i int) bool {
	from, to := a.sworn.of(a.sworn.tokens[i].sentence)
	first := -1
	for k := from; k < to; k++ {
		if a.strong(k) || a.link[k] >= 0 && a.sworn.tokens[k].fabric == word && !a.tells(k) {
			first = k
			break
		}
	}
	if first < 0 || i < first-1 || i == first-1 && a.sworn.tokens[i].last+1 != a.sworn.tokens[first].first {
		return true
	}
	return a.tells(i)
}

// tells reports whether a verb of telling stands between a sworn token and what is repeated next.
func (a *alignment) tells(i int) bool {
	_, to := a.sworn.of(a.sworn.tokens[i].sentence)
	for k := i + 1; k < to && a.link[k] < 0; k++ {
		if a.sworn.tokens[k].frame {
			return true
		}
	}
	return false
}

// strong reports whether a sworn token is linked together with the one before or after it.
func (a *alignment) strong(k int) bool {
	if a.link[k] < 0 {
		return false
	}
	return k > 0 && a.link[k-1] >= 0 && a.link[k] == a.link[k-1]+1 || k+1 < len(a.link) && a.link[k+1] == a.link[k]+1
}

// notes reports whether a sentence of the source is written in notes: fewer than two in five of its words are small words.
func (a *alignment) notes(h home) bool {
	r := a.lines[h.line]
	small := marks(r.text, diction.Common)
	n, all := 0, 0
	for i, w := range r.text.Words {
		if w.Sentence == h.sentence {
			all++
			if small[i] {
				n++
			}
		}
	}
	return 5*n < 2*all
}
