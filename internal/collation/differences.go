package collation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// differences lists what differs, in the order of the sworn text; what only the source has comes where it would stand.
func (a *alignment) differences() []Difference {
	var out []Difference
	for s := range a.sworn.ends {
		from, to := a.sworn.of(s)
		for i := from; i < to; i++ {
			if a.link[i] >= 0 || a.idle(i) {
				continue
			}
			end := i
			for end+1 < to && a.link[end+1] < 0 && a.sworn.clause[a.sworn.tokens[end+1].first] == a.sworn.clause[a.sworn.tokens[i].first] {
				end++
			}
			out = append(out, a.gap(s, i, end)...)
			i = end
		}
		out = append(out, a.doers(s)...)
		out = append(out, a.turned(s)...)
	}
	out = append(out, a.lacking()...)
	slices.SortStableFunc(out, func(x, y Difference) int {
		return cmp.Or(cmp.Compare(x.Sworn.First, y.Sworn.First), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Source.First, y.Source.First))
	})
	return out
}

// doers finds names that a sworn sentence gives to the doer of what is done, in a sentence of the source that repeats the
// rest, by nobody named: money was withdrawn.
func (a *alignment) doers(sentence int) []Difference {
	var out []Difference
	from, to := a.sworn.of(sentence)
	for i := from; i+1 < to; i++ {
		k, v := &a.sworn.tokens[i], &a.sworn.tokens[i+1]
		j := a.link[i+1]
		if k.fabric != name || strings.HasSuffix(a.sworn.text.Words[k.last].Norm, "'s") || v.fabric != word || v.first != k.last+1 || j < 0 || v.says || a.part(a.sworn, i+1) != 'v' {
			continue
		}
		p := a.source[j]
		r := a.lines[p.line]
		at := r.tokens[p.token]
		if !r.passive(at.first) || slices.ContainsFunc(r.tokens, func(o token) bool { return o.sentence == at.sentence && o.fabric == name && shares(o.who, k.who) }) {
			continue
		}
		none := func(n int) bool { return n == i }
		if h := a.homeOf(sentence, j, none, func(int) bool { return false }); h.close() {
			out = append(out, Difference{Kind: Added, Sort: Doer, Sworn: a.run(a.sworn, i, i+1), Line: p.line, Source: a.run(r, p.token, p.token), Close: (h.given + h.taken) / 2})
		}
	}
	return out
}

// passive reports whether the verb at word i is passive, and nobody is said to be its doer.
func (r *reading) passive(i int) bool {
	w := r.text.Words
	be := false
	for k := i - 1; k >= max(0, i-2) && w[k].Sentence == w[i].Sentence; k-- {
		switch w[k].Norm {
		case "was", "were", "been", "being", "is", "are":
			be = !strings.HasSuffix(w[i].Norm, "ing") // has been getting
		}
	}
	for k := i + 1; k < len(w) && w[k].Sentence == w[i].Sentence; k++ {
		if w[k].Norm == "by" {
			return false
		}
	}
	return be
}

// idle reports whether an unlinked sworn token says nothing of its own: it belongs to the telling, is quoted, or the lines
// have it somewhere.
func (a *alignment) idle(i int) bool {
	k := &a.sworn.tokens[i]
	if k.fabric == figure && slices.ContainsFunc(a.lines, func(r *reading) bool { return k.number.Unspelled(a.sworn.text, r.text) }) {
		return true
	}
	return k.frame || k.quoted || k.fabric == being || k.fabric != figure && k.fabric != amount && a.said(k)
}

// said reports whether any of the lines has a token or its like.
func (a *alignment) said(k *token) bool {
	for _, r := range a.lines { // the very word first, which is soon found
		for j := range r.tokens {
			if r.tokens[j].stem == k.stem {
				return true
			}
		}
		for j := range r.text.Words {
			if k.fabric == word && r.text.Words[j].Stem == k.stem {
				return true
			}
		}
	}
	for _, r := range a.lines {
		for j := range r.tokens {
			o := &r.tokens[j]
			if k.fabric == word && spelledAlike(k.norm, o.norm) || a.equal(k, o) > 0 && (k.fabric != word || !a.verbal(k) || k.lore.plain == o.lore.plain) {
				return true
			}
		}
	}
	return false
}

// verbal reports whether a word is mostly a verb. Verbs are so often broader than one another that only the same verb
// counts as said before.
func (a *alignment) verbal(k *token) bool {
	return k.lore != nil && strings.HasPrefix(k.lore.parts, "v")
}

// A slot is where a gap of the sworn text would stand in the source.
type slot struct {
	home
	left, right int   // indexes of source on either side, or -1
	free        []int // indexes of source in it that nothing is linked to
	near        bool  // both sides stand at the gap itself, in the order of the source
}

// slotOf finds the slot of the sworn tokens from i to end, from what stands beside them.
func (a *alignment) slotOf(sentence, i, end int) (slot, bool) {
	from, to := a.sworn.of(sentence)
	s := slot{left: -1, right: -1}
	for k := i - 1; k >= from && i-k <= 4 && s.left < 0; k-- {
		s.left = a.link[k]
	}
	for k := end + 1; k < to && k-end <= 4 && s.right < 0; k++ {
		s.right = a.link[k]
	}
	at := s.left
	if at < 0 {
		at = s.right
	}
	if at < 0 {
		return s, false
	}
	same := func(x, y int) bool {
		return a.source[x].line == a.source[y].line && a.token(x).sentence == a.token(y).sentence
	}
	add := func(j int) {
		if !slices.Contains(s.free, j) {
			s.free = append(s.free, j)
		}
	}
	if s.left >= 0 {
		for j := s.left + 1; j < len(a.source) && same(s.left, j) && a.back[j] < 0; j++ {
			add(j)
		}
	}
	if s.right >= 0 {
		for j := s.right - 1; j >= 0 && same(s.right, j) && a.back[j] < 0; j-- {
			add(j)
		}
	}
	slices.Sort(s.free)
	s.near = s.left >= 0 && s.right > s.left && same(s.left, s.right) || a.opens(sentence, i, s) || a.closes(end, s)
	skip := func(k int) bool { return k >= i && k <= end }
	pass := func(j int) bool { return slices.Contains(s.free, j) }
	s.home = a.homeOf(sentence, at, skip, pass)
	if s.right >= 0 && !s.close() {
		s.home = a.homeOf(sentence, s.right, skip, pass)
	}
	return s, s.close()
}

// closes reports whether a gap that ends at token end is the last of its clause, and the slot that of its own.
func (a *alignment) closes(end int, s slot) bool {
	if s.left < 0 || len(s.free) == 0 || !a.last(a.sworn, end) {
		return false
	}
	p := a.source[s.free[len(s.free)-1]] // its line may be another than that of what stands to the left
	return a.last(a.lines[p.line], p.token)
}

// last reports whether a token is the last of its clause.
func (a *alignment) last(r *reading, i int) bool {
	return i+1 == len(r.tokens) || r.clause[r.tokens[i+1].first] != r.clause[r.tokens[i].first]
}

// opens reports whether a gap that begins at token i is the first word of what a sentence tells, and the slot the first of
// what the source does.
func (a *alignment) opens(sentence, i int, s slot) bool {
	if s.left >= 0 || s.right < 0 || len(s.free) == 0 {
		return false
	}
	from, _ := a.sworn.of(sentence)
	p := a.source[s.free[0]]
	r := a.lines[p.line]
	start, _ := r.of(r.tokens[p.token].sentence)
	return (i == from || a.sworn.tokens[i-1].says) && p.token == start && !a.notes(home{line: p.line, sentence: r.tokens[p.token].sentence})
}

// gap judges a run of sworn tokens that nothing is linked to.
func (a *alignment) gap(sentence, i, end int) []Difference {
	s, ok := a.slotOf(sentence, i, end)
	if !ok {
		return nil
	}
	var out []Difference
	taken := make(map[int]bool)
	for k := i; k <= end; k++ {
		if a.idle(k) {
			continue
		}
		u := &a.sworn.tokens[k]
		d := Difference{Kind: Added, Sort: a.sortOf(a.sworn, k), Line: s.line, Close: (s.given + s.taken) / 2}
		d.Sworn = a.run(a.sworn, k, k)
		if j, ok := a.counterpart(u, d.Sort, s, taken); ok {
			taken[j] = true
			d.Kind, d.Line = Changed, a.source[j].line
			d.Source = a.run(a.lines[d.Line], a.source[j].token, a.source[j].token)
			if u.fabric == figure && a.token(j).fabric == figure && consistent(a.sworn.text, u.number, a.lines[d.Line].text, a.token(j).number) {
				continue
			}
			if u.fabric == word && a.token(j).fabric == word && !a.apart(u, a.token(j), d.Sort, s) {
				continue
			}
		} else if u.fabric == name {
			r, ok := a.person(s)
			if !ok || a.tells(k) {
				continue
			}
			d.Kind, d.Source = Changed, r
		} else {
			d.Source = a.extent(s.home)
		}
		if n := len(out); n > 0 && out[n-1].Sworn.Last+1 == d.Sworn.First && out[n-1].Kind == d.Kind && d.Kind == Added && out[n-1].Sort != Figure && d.Sort != Figure {
			out[n-1].Sworn.Last, out[n-1].Sworn.End = d.Sworn.Last, d.Sworn.End
			if weight(d.Sort) > weight(out[n-1].Sort) {
				out[n-1].Sort = d.Sort
			}
			continue
		}
		if a.counts(d, s, k) {
			out = append(out, d)
		}
	}
	return out
}

// apart reports whether two words in one place tell different things: neither is so light that it may stand for the other, and
// where little else of the sentence is there to hold on to, both are known words.
func (a *alignment) apart(u, v *token, sort Sort, s slot) bool {
	if v.frame || a.kin(v.norm, u.norm) || u.street || v.street || v.nay || v.capitals && u.proper && lettersOf(v.norm, u.norm) {
		return false
	}
	if sort == Act && (a.slight(u) || a.slight(v)) || sort != Quality && u.light || sort == Quality && u.lore != nil && a.lights[u.lore.plain] {
		return false
	}
	return s.anchors >= 3 || (u.lore.known || u.thing) && (v.lore.known || v.thing) && !u.proper && !v.proper
}

// lettersOf reports whether a word may be one of those whose first letters another is: Patent, in USPTO.
func lettersOf(short, word string) bool {
	return len(short) >= 2 && len(short) <= 6 && len(word) > len(short) && strings.ContainsRune(short[1:], rune(word[0]))
}

// weight ranks the sorts by what may turn on them.
func weight(s Sort) int {
	return slices.Index([]Sort{Other, Proper, Place, Quality, Amount, Figure, Act, Thing, Person}, s)
}

// counterpart finds the token of a slot that stands for a sworn token: one that answers the same question.
func (a *alignment) counterpart(u *token, sort Sort, s slot, taken map[int]bool) (int, bool) {
	for pass := range 2 {
		for _, j := range s.free {
			v := a.token(j)
			if taken[j] {
				continue
			}
			other := a.sortOf(a.lines[a.source[j].line], a.source[j].token)
			switch {
			case u.fabric == figure && v.fabric == figure:
				if answers(u.number, v.number) && !a.attached(u) && ago(a.sworn.text, u.number) == ago(a.lines[a.source[j].line].text, v.number) {
					return j, true
				}
			case u.fabric == figure || u.fabric == amount:
				if v.fabric == amount || v.fabric == figure && u.fabric == amount {
					return j, true
				}
			case v.fabric == figure || v.fabric == amount || v.fabric == being:
			case u.fabric == name && v.fabric == name:
				return j, true
			case sort == other && pass == 0:
				return j, true
			case pass == 1 && u.fabric != name && v.fabric != name && (named(sort) && named(other) || told(sort) && told(other)):
				return j, true
			}
		}
	}
	return 0, false
}

// attached reports whether a figure is the end of a longer sign, such as the name of an informant.
func (a *alignment) attached(u *token) bool {
	at := a.sworn.text.Words[u.first].Start
	return at > 0 && strings.ContainsRune("-#/", rune(a.sworn.text.Raw[at-1]))
}

// named reports whether a sort is one of nouns.
func named(s Sort) bool {
	return s == Thing || s == Place || s == Other
}

// told reports whether a sort is one of what is told of a thing: it was open, it was sealed.
func told(s Sort) bool { return s == Act || s == Quality }

// person finds a word for a person whom the source does not name, where a sworn name would stand.
func (a *alignment) person(s slot) (Run, bool) {
	r := a.lines[s.line]
	from, to := r.of(s.sentence)
	first, last := r.tokens[from].first, r.tokens[to-1].last
	if s.left >= 0 && a.source[s.left].line == s.line {
		first = r.tokens[a.source[s.left].token].last + 1
	}
	if s.right >= 0 && a.source[s.right].line == s.line {
		last = r.tokens[a.source[s.right].token].first - 1
	}
	for _, h := range slices.Concat(r.text.Hits(unnamed), r.text.Hits(somebody)) {
		if h.First >= first-1 && h.Last <= last+1 && r.text.Words[h.First].Norm != "the" && !a.unnamedToo(h) {
			return Run{h.First, h.Last, h.Start, h.End}, true
		}
	}
	return Run{}, false
}

// unnamedToo reports whether the sworn text has the very words for a person whom the source does not name: then a name beside them is another's.
func (a *alignment) unnamedToo(h diction.Hit) bool {
	return slices.ContainsFunc(slices.Concat(a.sworn.text.Hits(unnamed), a.sworn.text.Hits(somebody)), func(o diction.Hit) bool { return strings.EqualFold(o.Words, h.Words) })
}

// run makes a run of the tokens from i to k.
func (a *alignment) run(r *reading, i, k int) Run {
	first, last := r.tokens[i].first, r.tokens[k].last
	start := r.text.Words[first].Start
	if n := r.tokens[i].number; r.tokens[i].fabric == figure && n.First == first {
		start = n.Start
	}
	return Run{first, last, start, r.text.Words[last].End}
}

// extent is the sentence of the source from the first of its tokens that is linked to the last.
func (a *alignment) extent(h home) Run {
	r := a.lines[h.line]
	from, to := r.of(h.sentence)
	first, last := -1, -1
	for t := from; t < to; t++ {
		if a.back[a.where[place{h.line, t}]] >= 0 {
			if first < 0 {
				first = t
			}
			last = t
		}
	}
	if first < 0 {
		first, last = from, to-1
	}
	return a.run(r, first, last)
}
