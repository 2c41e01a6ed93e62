package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

type denial struct {
	diction.Hit
	of   map[string]bool
	need int // how many of these an assertion must have for the denial to speak against it
}

func (p *Pass) denials(t *diction.Text) map[string]denial {
	out := make(map[string]denial)
	for _, h := range negations(t) {
		if h.Last+1 < len(t.Words) && t.Words[h.Last+1].Norm == "to" {
			continue // told not to: what is asked is not denied
		}
		for i := h.Last + 1; i < len(t.Words) && i <= h.Last+3 && t.Words[i].Sentence == t.Words[h.Last].Sentence; i++ {
			if w := t.Words[i]; w.Quoted == t.Words[h.Last].Quoted && !capital(w.Raw) && p.verb(t, i) {
				if w.Stem == "tell" && startsAt(t, asking, i+1) {
					break // cannot tell what: of telling apart, not of telling
				}
				if _, ok := out[w.Stem]; !ok {
					h.End = w.End
					out[w.Stem] = p.denial(t, h, i)
				}
				if startsAt(t, asking, i+1) {
					break // what is asked after is not denied
				}
			}
		}
	}
	return out
}

func (p *Pass) denial(t *diction.Text, h diction.Hit, i int) denial {
	d := denial{Hit: h, of: make(map[string]bool)}
	asks := startsAt(t, asking, i+1)
	last := i
	for _, c := range t.Clauses() {
		if c.First <= i && i <= c.Last || asks && c.First == last+1 && t.Words[c.First].Sentence == t.Words[i].Sentence {
			last = c.Last
		}
	}
	for _, u := range t.Terms() {
		if u.First > i && u.Last <= last {
			for k := u.First; k <= u.Last; k++ {
				d.of[t.Words[k].Stem] = true
			}
		}
	}
	switch {
	case asks:
		d.need = 2
	case len(d.of) > 0 || endsAt(t, seeing, i) && last > i:
		d.need = 1
	}
	return d
}

func (x *postings) against(denied map[string]denial) map[int]denial {
	first := make(map[int]denial)
	for stem, h := range denied {
		for _, i := range x.in[stem] {
			if was, ok := first[i]; !ok || h.End < was.End {
				first[i] = h
			}
		}
	}
	return first
}

func (p *Pass) verb(t *diction.Text, i int) bool {
	for _, c := range []diction.Class{deeds, having, seeing, diction.Act, diction.Own} {
		if endsAt(t, c, i) {
			return true
		}
	}
	return false
}

func (p *Pass) notHim(t *diction.Text) *diction.Hit {
	for _, h := range negations(t) {
		for _, n := range t.Names() {
			if n.First != h.Last+1 {
				continue
			}
			for _, r := range p.App.Respondents {
				if who := p.paper().person[r]; who != nil && p.likeNamed(t, who) && slices.Contains(p.fitting(n.Text), r) {
					h.End, h.Last = n.End, n.Last
					return &h
				}
			}
		}
	}
	return nil
}

func sameVerb(a, b map[string]denial) bool {
	for stem, x := range a {
		if y, ok := b[stem]; ok && 2*shared(x.of, y.of) >= len(x.of) {
			return true
		}
	}
	return false
}

// deprives reports whether a text has one of some words within three of a word that denies without a word of negation.
func deprives(t *diction.Text, words map[string]bool) bool {
	return slices.ContainsFunc(t.Hits(privative), func(h diction.Hit) bool {
		for i := max(0, h.First-3); i < len(t.Words) && i <= h.Last+3; i++ {
			if t.Words[i].Sentence == t.Words[h.First].Sentence && words[t.Words[i].Stem] && (i < h.First || i > h.Last) {
				return true
			}
		}
		return false
	})
}
