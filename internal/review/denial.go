package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

type denial struct {
	diction.Hit
	of   map[string]bool
	verb string
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
				if w.Stem == "tell" && startsAt(t, asking, i+1) || !carries(t, h, i) {
					break // cannot tell what: of telling apart, not of telling
				}
				if _, ok := out[w.Stem]; !ok {
					h.End = w.End
					d := p.denial(t, h, i)
					out[w.Stem] = d
					if standsAt(t, supplying, i) {
						for _, stem := range p.suppliers() { // not supplied: nor given, nor furnished
							if _, ok := out[stem]; !ok {
								d.verb = stem
								out[stem] = d
							}
						}
					}
				}
				if startsAt(t, asking, i+1) {
					break // what is asked after is not denied
				}
			}
		}
	}
	return out
}

// suppliers are the stems of the verbs by which someone gives what he has or knows.
func (p *Pass) suppliers() []string {
	if p.kept.suppliers == nil {
		for _, e := range p.Lexicon.Class(supplying) {
			if stem := p.Text(e.Words).Words[0].Stem; !slices.Contains(p.kept.suppliers, stem) {
				p.kept.suppliers = append(p.kept.suppliers, stem)
			}
		}
	}
	return p.kept.suppliers
}

// carries reports whether a word of negation denies the verb at word i outright: not where it is a request (don't ask), where no stands before a noun
// that may also be a verb (no prior fire claim), nor where it is denied of a time only (not till he came, not that day), unless that is
// the time of what a relative clause tells.
func carries(t *diction.Text, h diction.Hit, i int) bool {
	no := t.Words[h.Last]
	switch {
	case no.Norm == "no" && t.Words[i].Norm == t.Words[i].Stem && t.Words[i-1].Norm != "to":
		return false
	case strings.HasPrefix(no.Norm, "don") && i == h.Last+1 && (h.First == 0 || t.Words[h.First-1].Sentence != no.Sentence || strings.ContainsAny(t.Raw[t.Words[h.First-1].End:t.Words[h.First].Start], ",;:")):
		return false
	}
	for k := i + 1; k < len(t.Words) && t.Words[k].Sentence == no.Sentence; k++ {
		switch t.Words[k].Norm {
		case "who", "whom", "which":
			return true // what follows dates something else
		case "till", "until", "before", "yet", "then", "anymore":
			return false
		case "day", "night", "time", "morning", "evening":
			if t.Words[k-1].Norm == "that" {
				return false
			}
		}
	}
	return true
}

func (p *Pass) denial(t *diction.Text, h diction.Hit, i int) denial {
	d := denial{Hit: h, of: make(map[string]bool), verb: t.Words[i].Stem}
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
	if len(d.of) == 0 || t.Words[h.Last].Norm == "no" { // no shots heard, temperature not taken: what is denied stands before the verb
		for _, u := range t.Terms() {
			if u.Last < i && t.Words[u.First].Sentence == t.Words[i].Sentence && (u.First > h.Last || len(d.of) == 0) {
				d.of[t.Words[u.Last].Stem] = true
			}
		}
	}
	if wordAt(t, h.First-1, "was", "were", "is", "are", "been") && wordAt(t, i+1, "by") { // was not supplied by her: of what stands before it
		for _, u := range t.Terms() {
			if u.Last < h.First && t.Words[u.First].Sentence == t.Words[i].Sentence {
				d.of[t.Words[u.Last].Stem] = true
			}
		}
	}
	switch {
	case asks, standsAt(t, minding, i) && !standsAt(t, seeing, i):
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

// affirms reports whether a sentence of f affirms what a line denies: it has the verb and as many of the words that the verb governs as the denial asks
// for, and where f does not rest on the source or its teller, two of all that the line speaks of beside the verb.
func (p *Pass) affirms(f *fact, s *record.Source, t *diction.Text, h denial) bool {
	if h.need > 1 && !slices.Contains(f.sources, s) {
		return false
	}
	for _, part := range f.text.Sentences {
		words := p.content(p.Text(f.Text[part.Start:part.End]))
		if !words[h.verb] || shared(h.of, words) < h.need {
			continue
		}
		if p.sameTeller(f, s) || shared(p.content(t), words) > 2 {
			return true
		}
	}
	return false
}
