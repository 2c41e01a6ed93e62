package collation

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// lacking finds words of the source that hold back, except or deny, in a sentence whose rest the sworn text repeats, where
// the sworn text neither repeats their clause nor has any such word of its own.
func (a *alignment) lacking() []Difference {
	var out []Difference
	seen := make(map[place]bool)
	for j := range a.source {
		p := place{a.source[j].line, a.token(j).sentence}
		if a.back[j] < 0 || seen[p] {
			continue
		}
		seen[p] = true
		out = append(out, a.missing(j)...)
	}
	return append(out, a.alternatives()...)
}

// alternatives finds what the source gives as one thing or another and the sworn text as the one alone: black or dark green.
func (a *alignment) alternatives() []Difference {
	var out []Difference
	for j := 0; j+1 < len(a.source); j++ {
		if !a.follows(j, j+1) || (a.back[j] < 0) == (a.back[j+1] < 0) {
			continue
		}
		r := a.lines[a.source[j].line]
		x, y := a.token(j), a.token(j+1)
		if slices.ContainsFunc(r.text.Hits(diction.Hedge), func(h diction.Hit) bool { return h.First <= x.first && y.last <= h.Last }) {
			continue // give or take: one phrase
		}
		if x.fabric != word || y.fabric != word || r.deny[x.first] > 0 || !a.either(r, x.last, y.first) {
			continue
		}
		kept, lost := j, j+1
		if a.back[j] < 0 {
			kept, lost = j+1, j
		}
		i := a.back[kept]
		h := a.homeOf(a.sworn.tokens[i].sentence, kept, func(int) bool { return false }, func(k int) bool { return k == lost })
		if !h.close() || a.oneOfTwo(i) || a.given(a.token(lost)) || r.has("whether", h.sentence) || a.sworn.deny[a.sworn.tokens[i].first] > 0 {
			continue
		}
		out = append(out, Difference{
			Kind: Lacking, Sort: Alternative, Sworn: a.run(a.sworn, i, i), Line: h.line, Close: (h.given + h.taken) / 2,
			Source: Run{x.first, y.last, r.text.Words[x.first].Start, r.text.Words[y.last].End},
		})
	}
	return out
}

// oneOfTwo reports whether "or" stands right after a sworn token or right before it, so that it is one of two there too.
func (a *alignment) oneOfTwo(i int) bool {
	w, k := a.sworn.text.Words, a.sworn.tokens[i]
	return k.last+1 < len(w) && w[k.last+1].Norm == "or" || k.first > 0 && w[k.first-1].Norm == "or"
}

// either reports whether nothing but "or", and an article, stands between two words.
func (a *alignment) either(r *reading, last, first int) bool {
	w := r.text.Words
	return first > last+1 && w[last+1].Norm == "or" && (first == last+2 || first == last+3 && (w[last+2].Norm == "a" || w[last+2].Norm == "an" || w[last+2].Norm == "the"))
}

// given reports whether the sworn text has a token of the source, or its like, anywhere.
func (a *alignment) given(k *token) bool {
	return slices.ContainsFunc(a.sworn.tokens, func(o token) bool { return a.equal(&o, k) > 0 || a.equal(k, &o) > 0 })
}

// has reports whether a word stands in a sentence.
func (r *reading) has(norm string, sentence int) bool {
	return slices.ContainsFunc(r.text.Words, func(w diction.Word) bool { return w.Norm == norm && w.Sentence == sentence })
}

// missing looks at the sentence of the source that holds index j.
func (a *alignment) missing(j int) []Difference {
	line, sentence := a.source[j].line, a.token(j).sentence
	r := a.lines[line]
	for _, m := range a.markers(r, sentence) {
		first, last := r.bounds(m.First)
		if m.sort == Exception && last == m.Last && last+1 < len(r.clause) && r.text.Words[last+1].Sentence == sentence {
			_, last = r.bounds(last + 1) // but so did another: what it excepts is the clause after it
		}
		free := func(k int) bool {
			if a.source[k].line != line {
				return false
			}
			t := r.tokens[a.source[k].token]
			return a.back[k] < 0 && (t.first >= first && t.last <= last || t.first >= m.First && t.last <= m.Last)
		}
		own := a.sentenceOf(line, sentence)
		if own < 0 {
			return nil
		}
		h := a.homeOf(own, j, func(int) bool { return false }, free)
		if h.anchors < 2 || h.anchors < 3 && h.given < 0.8 || h.given < 0.6 || a.keeps(own, m) {
			continue
		}
		kept, told := 0, 0
		for k := range a.source {
			t := a.token(k)
			if a.source[k].line == line && t.first >= first && t.last <= last && a.back[k] >= 0 && !t.frame {
				kept++
				if t.fabric != name {
					told++
				}
			}
		}
		d := Difference{Kind: Lacking, Sort: m.sort, Line: line, Source: m.Run, Close: h.given, Sworn: a.repeated(own, line, sentence)}
		if m.sort != Reserve {
			if kept > 0 {
				continue // the clause is there, and turned or not is another question
			}
			d.Source = Run{first, last, r.text.Words[first].Start, r.text.Words[last].End}
		} else if kept == 0 {
			d.Source = Run{first, last, r.text.Words[first].Start, r.text.Words[last].End}
		} else if told == 0 {
			continue // of what it holds back no more than a name is repeated: Could have been Dena, she drives it too
		}
		return []Difference{d}
	}
	return nil
}

// A marker is a word of the source that may be lacking.
type marker struct {
	Run
	sort    Sort
	denies  bool // it has a negating word in it
	theySay bool // it is no more than that they say so
}

// markers lists the words of a sentence that hold back, except or deny.
func (a *alignment) markers(r *reading, sentence int) []marker {
	var out []marker
	in := func(h diction.Hit) bool { return r.text.Words[h.First].Sentence == sentence }
	for _, c := range []diction.Class{reserves, diction.Hedge} {
		for _, h := range r.text.Hits(c) {
			if in(h) && !(h.First < h.Last && strings.ContainsAny(r.text.Raw[h.Start:h.End], ",;:")) && h.Kind != "approximate" && h.Kind != "frequency" && h.Kind != "none" && h.Means != "joking" && !a.roundsToo(r, h) && !a.countsWhole(r, h) && !slices.ContainsFunc(out, func(m marker) bool { return m.First <= h.Last && h.First <= m.Last }) {
				out = append(out, marker{Run: Run{h.First, h.Last, h.Start, h.End}, sort: Reserve, denies: overlaps(h, r.text.Hits(diction.Negation)), theySay: strings.EqualFold(h.Words, "they say")})
			}
		}
	}
	for _, h := range r.text.Negations() {
		first, last := r.bounds(h.First)
		if in(h) && first > 0 && r.text.Words[first-1].Sentence == sentence && last > h.Last {
			out = append(out, marker{Run: Run{h.First, h.Last, h.Start, h.End}, sort: Denial})
		}
	}
	for _, h := range r.text.Hits(diction.Exception) {
		if h.Words == "yet" && h.First > 0 && r.text.Words[h.First-1].Norm == "not" {
			continue
		}
		if in(h) && h.First > 0 && r.text.Words[h.First-1].Sentence == sentence && r.bound(h.First) && !(h.Words == "if" && wonders(r.text, h.First-1)) {
			out = append(out, marker{Run: Run{h.First, h.Last, h.Start, h.End}, sort: Exception, denies: r.denied(h.First)})
		}
	}
	return out
}

// roundsToo reports whether a word that holds back stands before a number which the sworn text gives as rounded: maybe
// fifteen; some fifteen or twenty.
func (a *alignment) roundsToo(r *reading, h diction.Hit) bool {
	return slices.ContainsFunc(r.text.Numbers(), func(n diction.Number) bool {
		return n.First == h.Last+1 && slices.ContainsFunc(a.sworn.text.Numbers(), func(o diction.Number) bool {
			before := o.First - 1
			return o.Value == n.Value && before >= 0 && (a.sworn.text.Words[before].Norm == "some" || slices.ContainsFunc(a.sworn.text.Hits(diction.Hedge), func(x diction.Hit) bool { return x.Kind == "approximate" && x.Last == before }))
		})
	})
}

// countsWhole reports whether words that hold back only say that a number is all that was seen, or that it is a least: she only saw
// two; at least two, for there could be more.
func (a *alignment) countsWhole(r *reading, h diction.Hit) bool {
	if h.Last+1 >= len(r.text.Words) {
		return false
	}
	if h.Means == "glimpse" && slices.ContainsFunc(r.text.Numbers(), func(n diction.Number) bool { return n.First == h.Last+1 }) {
		return true
	}
	return r.text.Words[h.Last+1].Norm == "more" && len(a.sworn.text.Hits(limits)) > 0
}

// wonders reports whether word i asks or knows, so that "if" after it brings in a question and no condition.
func wonders(t *diction.Text, i int) bool {
	for k := i; k >= max(0, i-2) && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
		for _, h := range t.Hits(wondering) {
			if h.Last == k {
				return true
			}
		}
	}
	return false
}

// overlaps reports whether a hit shares a word with one of others.
func overlaps(h diction.Hit, others []diction.Hit) bool {
	return slices.ContainsFunc(others, func(o diction.Hit) bool { return h.First <= o.Last && o.First <= h.Last })
}

// bounds are the first and the last word of the clause of word i.
func (r *reading) bounds(i int) (first, last int) {
	first, last = i, i
	for first > 0 && r.clause[first-1] == r.clause[i] {
		first--
	}
	for last+1 < len(r.clause) && r.clause[last+1] == r.clause[i] {
		last++
	}
	return first, last
}

// denied reports whether a negation stands in the clause of word i.
func (r *reading) denied(i int) bool {
	first, last := r.bounds(i)
	return slices.ContainsFunc(r.text.Negations(), func(h diction.Hit) bool { return first <= h.First && h.First <= last })
}

// bound reports whether a clause begins at word i.
func (r *reading) bound(i int) bool { return i == 0 || r.clause[i-1] != r.clause[i] }

// sentenceOf returns the sworn sentence that has the most tokens linked to a sentence of the source, or -1.
func (a *alignment) sentenceOf(line, sentence int) int {
	count := make([]int, len(a.sworn.ends))
	for i, j := range a.link {
		if j >= 0 && a.source[j].line == line && a.token(j).sentence == sentence {
			count[a.sworn.tokens[i].sentence]++
		}
	}
	best := -1
	for s, n := range count {
		if n > 0 && (best < 0 || n > count[best]) {
			best = s
		}
	}
	return best
}

// keeps reports whether a sworn sentence, or the one after it, holds back, excepts or denies by any word of its own.
func (a *alignment) keeps(sentence int, m marker) bool {
	classes := []diction.Class{reserves, diction.Hedge, diction.Inference}
	switch {
	case m.sort == Exception && !m.denies:
		classes = append(classes, diction.Exception)
	case m.sort == Denial, m.denies:
		classes = append(classes, diction.Exception, diction.Negation)
	}
	if m.sort == Reserve {
		classes = append(classes, diction.Sureness)
	}
	if m.sort == Denial && a.stillSo(sentence) {
		return true
	}
	if m.theySay && a.sworn.has("they", sentence) && slices.ContainsFunc(a.sworn.text.Hits(diction.Hearsay), func(h diction.Hit) bool { return a.sworn.text.Words[h.First].Sentence == sentence }) {
		return true // they say so there too
	}
	for _, c := range classes {
		for _, h := range a.sworn.text.Hits(c) {
			s := a.sworn.text.Words[h.First].Sentence
			if h.Kind != "approximate" && (s == sentence || s == sentence+1) {
				return true
			}
		}
	}
	return false
}

// stillSo reports whether a sworn sentence has a word that says of now what a denial says of before: still, for not yet.
func (a *alignment) stillSo(sentence int) bool {
	return a.sworn.has("still", sentence) || a.sworn.has("yet", sentence) || a.sworn.has("remained", sentence) || a.sworn.has("remains", sentence)
}

// repeated is the run of a sworn sentence that repeats a sentence of the source.
func (a *alignment) repeated(own, line, sentence int) Run {
	from, to := a.sworn.of(own)
	first, last := -1, -1
	for i := from; i < to; i++ {
		if j := a.link[i]; j >= 0 && a.source[j].line == line && a.token(j).sentence == sentence {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return a.run(a.sworn, first, last)
}
