package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// The sayings are what a paper has from one who tells: the sentences of the assertions that rest on his sources, and in which of them each word stands. A
// long paper from one mouth is asked about many words; each is looked for in its vocabulary once.
type sayings struct {
	sentences []told
	words     []diction.Word   // each once
	in        map[string][]int // word to indexes of sentences
	kin       map[string][]int // word asked about to indexes of the sentences that have it in some form
	count     []int            // scratch
}

type told struct {
	fact     *fact
	sentence int
}

// sayings returns what rests on a source, or on another of the same declarant, from those read before or read now.
func (p *Pass) sayings(known map[string]*sayings, s *record.Source) *sayings {
	key := "source " + string(s.ID)
	if s.Declarant != "" {
		key = "declarant " + string(s.Declarant)
	}
	if known[key] != nil {
		return known[key]
	}
	x := &sayings{in: make(map[string][]int), kin: make(map[string][]int)}
	for i := range p.paper().facts {
		f := &p.paper().facts[i]
		if !p.sameTeller(f, s) {
			continue
		}
		from := len(x.sentences)
		for n := range f.text.Sentences {
			x.sentences = append(x.sentences, told{f, n})
		}
		for _, w := range f.text.Words {
			at := x.in[w.Norm]
			if at == nil {
				x.words = append(x.words, w)
			}
			if n := from + w.Sentence; len(at) == 0 || at[len(at)-1] != n {
				x.in[w.Norm] = append(at, n)
			}
		}
	}
	x.count = make([]int, len(x.sentences))
	known[key] = x
	return x
}

// most is how many of some words stand, in whatever form, in one sentence of an assertion that does not cite the line of a limit.
func (x *sayings) most(p *Pass, of limit, want []diction.Word) (most int) {
	clear(x.count)
	for _, w := range want {
		for _, n := range x.having(p, w) {
			x.count[n]++
		}
	}
	for n, has := range x.count {
		if has > most && !x.sentences[n].fact.citesAt(of.source, of.line.N) {
			most = has
		}
	}
	return most
}

// having returns the sentences that have a word, or one of its kin, each once.
func (x *sayings) having(p *Pass, w diction.Word) []int {
	if at, ok := x.kin[w.Norm]; ok {
		return at
	}
	var at []int
	for _, o := range x.words {
		if p.comesTo(o, w, true) {
			at = append(at, x.in[o.Norm]...)
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	x.kin[w.Norm] = at
	return at
}
