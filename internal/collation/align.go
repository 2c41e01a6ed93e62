package collation

import (
	"cmp"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// mostSentences is how many sentences of the source one assertion is laid beside.
const mostSentences = 8

// A place is a token of a line.
type place struct{ line, token int }

// An alignment is a sworn text beside those sentences of its lines that share words with it. Runs of words are matched the
// longest first, wherever they stand, as in R. Wise's greedy string tiling (1993), so that what was moved is found too.
type alignment struct {
	*Collator
	sworn  *reading
	lines  []*reading
	source []place // the tokens of the chosen sentences, in order
	where  map[place]int
	link   []int // for each sworn token the index into source, or -1
	back   []int // for each index of source the sworn token, or -1
}

// align lays a sworn text beside the lines. It returns nil where nothing is shared.
func (c *Collator) align(sworn *diction.Text, lines []*diction.Text) *alignment {
	a := &alignment{Collator: c, sworn: c.reads(sworn), where: make(map[place]int)}
	for _, l := range lines {
		a.lines = append(a.lines, c.reads(l))
	}
	if a.choose(); len(a.source) == 0 {
		return nil
	}
	a.link, a.back = slices.Repeat([]int{-1}, len(a.sworn.tokens)), slices.Repeat([]int{-1}, len(a.source))
	a.tile()
	return a
}

// choose takes the sentences of the lines that share the most words with the sworn text.
func (a *alignment) choose() {
	stems := make(map[string]bool)
	for i := range a.sworn.tokens {
		stems[a.sworn.tokens[i].stem] = true
	}
	type choice struct{ line, sentence, shared int }
	var all []choice
	for l, r := range a.lines {
		for s := range r.ends {
			from, to := r.of(s)
			n := 0
			for i := from; i < to; i++ {
				if stems[r.tokens[i].stem] {
					n++
				}
			}
			if n >= 2 || 2*n >= to-from && n > 0 {
				all = append(all, choice{l, s, n})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y choice) int { return cmp.Compare(y.shared, x.shared) })
	all = all[:min(len(all), mostSentences)]
	slices.SortFunc(all, func(x, y choice) int {
		return cmp.Or(cmp.Compare(x.line, y.line), cmp.Compare(x.sentence, y.sentence))
	})
	for _, ch := range all {
		from, to := a.lines[ch.line].of(ch.sentence)
		for i := from; i < to; i++ {
			a.where[place{ch.line, i}] = len(a.source)
			a.source = append(a.source, place{ch.line, i})
		}
	}
}

// token returns the source's token at an index of source.
func (a *alignment) token(j int) *token {
	p := a.source[j]
	return &a.lines[p.line].tokens[p.token]
}

// follows reports whether index j of source directly follows i in one sentence.
func (a *alignment) follows(i, j int) bool {
	return j == i+1 && a.source[i].line == a.source[j].line && a.token(i).sentence == a.token(j).sentence
}

// tile links what is equal, the longest runs first; of runs as long the first.
func (a *alignment) tile() {
	n, m := len(a.sworn.tokens), len(a.source)
	eq := make([]int8, n*m)
	for i := range n {
		for j := range m {
			eq[i*m+j] = int8(a.equal(&a.sworn.tokens[i], a.token(j)))
		}
	}
	for {
		bi, bj, best, size := 0, 0, 0, 0
		for i := range n {
			for j := range m {
				score, k := 0, 0
				for i+k < n && j+k < m && a.link[i+k] < 0 && a.back[j+k] < 0 && eq[(i+k)*m+j+k] > 0 {
					if k > 0 && (!a.follows(j+k-1, j+k) || a.sworn.tokens[i+k].sentence != a.sworn.tokens[i].sentence) {
						break
					}
					score += int(eq[(i+k)*m+j+k])
					k++
				}
				if k >= 2 && score > best {
					bi, bj, best, size = i, j, score, k
				}
			}
		}
		if best == 0 {
			break
		}
		for k := range size {
			a.link[bi+k], a.back[bj+k] = bj+k, bi+k
		}
	}
	for _, least := range []int8{2, 1} {
		for i := range n {
			if a.link[i] >= 0 {
				continue
			}
			if j := a.nearest(i, eq, least); j >= 0 {
				a.link[i], a.back[j] = j, i
			}
		}
	}
}

// nearest returns the free token of the source equal to the sworn token i that stands nearest to where its neighbours lead.
func (a *alignment) nearest(i int, eq []int8, least int8) int {
	m := len(a.source)
	want := -1
	for d := 1; d < 6 && want < 0; d++ {
		for _, k := range []int{i - d, i + d} {
			if k >= 0 && k < len(a.link) && a.link[k] >= 0 && a.sworn.tokens[k].sentence == a.sworn.tokens[i].sentence && want < 0 {
				want = a.link[k] - (k - i)
			}
		}
	}
	best, far := -1, 0
	for j := range m {
		if a.back[j] >= 0 || eq[i*m+j] < least {
			continue
		}
		d := 0
		if want >= 0 {
			d = max(j-want, want-j)
		}
		if best < 0 || d < far {
			best, far = j, d
		}
	}
	return best
}

// A home is a sentence of the source that a sworn sentence repeats.
type home struct {
	line, sentence int
	anchors        int     // tokens of the sworn sentence linked to it
	given          float64 // the share of it that the sworn text repeats
	taken          float64 // the share of the sworn sentence that it and other sentences of the source make up
}

// homeOf measures how closely a sworn sentence repeats the sentence of the source that holds index j, leaving out of the
// reckoning the sworn tokens and those of the source for which skip and pass say so.
func (a *alignment) homeOf(sentence, j int, skip, pass func(int) bool) home {
	p := a.source[j]
	h := home{line: p.line, sentence: a.token(j).sentence}
	from, to := a.sworn.of(sentence)
	linked, all := 0, 0
	for i := from; i < to; i++ {
		k := &a.sworn.tokens[i]
		if k.frame || k.fabric == being || skip(i) {
			continue
		}
		if a.link[i] < 0 {
			if a.lead(i) {
				continue
			}
			all++
			continue
		}
		all, linked = all+1, linked+1
		if a.source[a.link[i]].line == h.line && a.token(a.link[i]).sentence == h.sentence {
			h.anchors++
		}
	}
	h.taken = share(linked, all)
	linked, all = 0, 0
	from, to = a.lines[h.line].of(h.sentence)
	for t := from; t < to; t++ {
		k := &a.lines[h.line].tokens[t]
		i := a.where[place{h.line, t}]
		if k.frame || k.fabric == being || pass(i) {
			continue
		}
		all++
		if a.back[i] >= 0 {
			linked++
		}
	}
	h.given = share(linked, all)
	return h
}

func share(n, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// close reports whether the sworn sentence repeats the source's closely enough for a difference to count.
func (h home) close() bool {
	return h.anchors >= 2 && h.given == 1 && h.taken == 1 || h.anchors >= 3 && min(h.given, h.taken) >= 0.5 && max(h.given, h.taken) >= 0.7
}

// lead reports whether a sworn token belongs to what leads in the telling: it stands before the verb of saying of its
// sentence, with nothing before it that the source has.
func (a *alignment) lead(i int) bool {
	from, to := a.sworn.of(a.sworn.tokens[i].sentence)
	for k := from; k < i; k++ {
		if a.link[k] >= 0 && a.sworn.tokens[k].fabric == word {
			return false
		}
	}
	for k := i + 1; k < to; k++ {
		if a.sworn.tokens[k].frame {
			return true
		}
		if a.link[k] >= 0 && a.sworn.tokens[k].fabric == word {
			return k-i <= 3
		}
	}
	return false
}
