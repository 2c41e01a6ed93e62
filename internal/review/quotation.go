package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/xrash/smetrics"
)

// A quoted is one quotation of an assertion.
type quoted struct {
	span  Span
	parts [][]string // folded words, cut at ellipses; "" stands for words altered in brackets
	first int
	last  int
}

// quotations returns the quotations of a text that have words, in order.
func quotations(t *diction.Text) []quoted {
	var out []quoted
	for _, s := range t.Quotes {
		first, end := t.Between(diction.Span{Start: s.Start, End: s.End})
		if first >= end {
			continue
		}
		q := quoted{span: spanOf(t, s.Start, s.End), first: first, last: end - 1}
		var part []string
		depth := 0
		for i := first; i < end; i++ {
			before := ""
			if i > first {
				before = t.Raw[t.Words[i-1].End:t.Words[i].Start]
			} else {
				before = t.Raw[s.Start:t.Words[i].Start]
			}
			if strings.Contains(before, "...") || strings.Contains(before, "…") || strings.Contains(before, ". . .") {
				if len(part) > 0 {
					q.parts = append(q.parts, part)
				}
				part = nil
			}
			depth += strings.Count(before, "[") - strings.Count(before, "]")
			switch {
			case depth > 0 && t.Words[i].Norm == "sic":
			case depth > 0:
				if n := len(part); n == 0 || part[n-1] != "" {
					part = append(part, "")
				}
			default:
				part = append(part, plainWord(t.Words[i].Norm))
			}
		}
		if len(part) > 0 {
			q.parts = append(q.parts, part)
		}
		if len(q.parts) > 0 {
			out = append(out, q)
		}
	}
	return out
}

// plainWord folds what typography may change inside a word.
func plainWord(w string) string { return strings.Trim(w, "'") }

// A run is a run of words across lines of one source.
type run struct {
	words []string
	line  []spoken
	word  []int
}

// runs gives the words of the cited lines, one run for each source.
func runs(lines []spoken) []run {
	var out []run
	for i, l := range lines {
		if i == 0 || lines[i-1].source != l.source {
			out = append(out, run{})
		}
		r := &out[len(out)-1]
		for k, w := range l.text.Words {
			if w.Norm == "sic" {
				continue
			}
			r.words = append(r.words, plainWord(w.Norm))
			r.line = append(r.line, l)
			r.word = append(r.word, k)
		}
	}
	return out
}

// find returns where the parts of a quotation stand in the run, in order, as pairs of first and last index.
func (r *run) find(parts [][]string) ([][2]int, bool) {
	var out [][2]int
	from := 0
	for _, part := range parts {
		at, end := -1, -1
		for i := from; i < len(r.words) && at < 0; i++ {
			if e, ok := r.matches(i, part); ok {
				at, end = i, e
			}
		}
		if at < 0 {
			return nil, false
		}
		out = append(out, [2]int{at, end})
		from = end + 1
	}
	return out, true
}

// matches reports whether a part stands at word i, and where it ends. A word altered in brackets stands for one to three.
func (r *run) matches(i int, part []string) (int, bool) {
	if len(part) == 0 {
		return i - 1, true
	}
	if part[0] == "" {
		for n := 0; n <= 3; n++ {
			if e, ok := r.matches(i+n, part[1:]); ok {
				return e, true
			}
		}
		return 0, false
	}
	if i >= len(r.words) || r.words[i] != part[0] && !(len(part) == 1 && withoutOwner(r.words[i]) == part[0]) {
		return 0, false
	}
	return r.matches(i+1, part[1:])
}

// withoutOwner is a word without the 's of a possessive, which a quotation that ends there may leave to its sentence.
func withoutOwner(w string) string {
	return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
}

// nearest finds the window of the run that is most like a quotation, with the words that differ on both sides. Likeness
// is by words, and a word counts in part for how like it is written.
func (r *run) nearest(q []string) (at [2]int, score float64) {
	n := len(q)
	for size := max(1, n-2); size <= n+2; size++ {
		for i := 0; i+size <= len(r.words); i++ {
			s := alike(q, r.words[i:i+size])
			if s > score {
				at, score = [2]int{i, i + size - 1}, s
			}
		}
	}
	return at, score
}

// alike is the length of the heaviest common subsequence of two runs of words over the longer length, where words that
// are nearly the same count in part.
func alike(a, b []string) float64 {
	prev := make([]float64, len(b)+1)
	for _, x := range a {
		row := make([]float64, len(b)+1)
		for j, y := range b {
			row[j+1] = max(prev[j]+closeness(x, y), prev[j+1], row[j])
		}
		prev = row
	}
	return prev[len(b)] / float64(max(len(a), len(b)))
}

func closeness(x, y string) float64 {
	if x == y {
		return 1
	}
	if len(x) < 3 || len(y) < 3 || x[0] != y[0] {
		return 0
	}
	if smetrics.JaroWinkler(x, y, 0.7, 4) >= 0.85 || smetrics.WagnerFischer(x, y, 1, 1, 1) == 1 {
		return 0.8
	}
	return 0
}

// flat joins the parts of a quotation.
func (q quoted) flat() []string {
	return slices.DeleteFunc(slices.Concat(q.parts...), func(w string) bool { return w == "" })
}

// verbatim reports whether a quotation stands in the cited lines to the letter.
func (b *backing) verbatim(q quoted) bool {
	for _, r := range runs(b.lines) {
		if _, ok := r.find(q.parts); ok {
			return true
		}
	}
	return false
}

// leastQuoted is how many words a quotation has that can be no name, label or title.
const leastQuoted = 4

// addedQuotes finds quotations of four words or more that are in the cited lines neither verbatim nor nearly.
func (p *Pass) addedQuotes(b *backing) []excess {
	var out []excess
	for _, q := range quotations(b.text) {
		words := q.flat()
		if len(words) < leastQuoted || b.verbatim(q) || claimedIn(p, b, q) || b.marked[b.text.Words[q.first].Sentence] {
			continue
		}
		near := false
		for _, r := range runs(b.lines) {
			if _, score := r.nearest(words); score >= 0.5 {
				near = true
			}
		}
		if near || p.quotedElsewhere(b, q) {
			continue
		}
		out = append(out, excess{
			terms: []diction.Term{{First: q.first, Last: q.last, Start: q.span.Start, End: q.span.End}}, rank: 2, kind: "words",
		})
	}
	return out
}

// quotedElsewhere reports whether a quotation stands to the letter in another line of the cited sources, in a reading,
// or in an assertion that this one rests on.
func (p *Pass) quotedElsewhere(b *backing, q quoted) bool {
	var texts []spoken
	for _, s := range b.elsewhere() {
		for i := range s.Lines {
			texts = append(texts, spoken{s, &s.Lines[i], p.Text(s.Lines[i].Text)})
		}
	}
	for _, n := range b.RestsOn {
		if o := p.App.Assertion(n); o != nil {
			texts = append(texts, spoken{nil, nil, p.Text(o.Text)})
		}
	}
	for _, r := range b.Readings {
		texts = append(texts, spoken{nil, nil, p.Text(r.Words)})
	}
	for _, t := range texts {
		r := runs([]spoken{t})
		if _, ok := r[0].find(q.parts); ok {
			return true
		}
	}
	return false
}
