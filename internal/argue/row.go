package argue

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// A Row is a list of grounds of which it is said, again and again, that one holds besides these or those. What is said is
// put together from runs of neighbours, each made once and shared: two of them cover any stretch of the row, since a run
// may be of any length that is a power of two and it does no harm to say a ground twice (the sparse table of Bender and
// Farach-Colton, "The LCA problem revisited", LATIN 2000). So leaving out k of n grounds takes at most 2(k+1) rules, not
// n-k, and all the runs together are at most n log n sentences.
type Row struct {
	b       *Builder
	name    string
	grounds []Sentence
	runs    map[run]Sentence
}

// A run is the grounds from one place on, two to the power of log of them.
type run struct{ from, log int }

// Row makes a row of that name of the grounds. A ground given twice counts once. Nothing is added before something is said
// of it.
func (b *Builder) Row(name string, grounds ...Sentence) *Row {
	return &Row{b: b, name: name, grounds: distinct(grounds), runs: make(map[run]Sentence)}
}

// AnyBut makes the sentence of that name, which holds if any ground does that is not left out: it is worth the best of
// them, and is a [Tally]. The name must be new. What is left out must be in the row.
func (r *Row) AnyBut(says string, out ...Sentence) Sentence {
	for _, s := range out {
		if !slices.Contains(r.grounds, s) {
			r.b.fault("%s cannot be left out of the row %q, which has no such ground", r.b.show(s), r.name)
		}
	}
	head := r.b.Fresh(says)
	var rest []Sentence
	for i := 0; i < len(r.grounds); i++ {
		from := i
		for i < len(r.grounds) && !slices.Contains(out, r.grounds[i]) {
			rest = append(rest, r.grounds[i])
			i++
		}
		if from == i {
			continue
		}
		log := bits.Len(uint(i-from)) - 1
		r.give(says, head, run{from, log})
		if last := i - 1<<log; last > from {
			r.give(says, head, run{last, log})
		}
	}
	r.b.tallies[head] = Tally{K: 1, Grounds: rest}
	return head
}

// give adds the rule that head holds if a run does.
func (r *Row) give(says string, head Sentence, part run) {
	s := r.run(part)
	r.b.Rule(says+": "+strings.Trim(r.b.show(s), `"`), head, s)
}

// run is the sentence that some ground of a run holds.
func (r *Row) run(here run) Sentence {
	if here.log == 0 {
		return r.grounds[here.from]
	}
	if s, ok := r.runs[here]; ok {
		return s
	}
	n := 1 << here.log
	says := fmt.Sprintf("%s, %d to %d of %d", r.name, here.from+1, here.from+n, len(r.grounds))
	s := r.b.Fresh(says)
	r.runs[here] = s
	r.b.tallies[s] = Tally{K: 1, Grounds: r.grounds[here.from : here.from+n]}
	for _, half := range []run{{here.from, here.log - 1}, {here.from + n/2, here.log - 1}} {
		r.give(says, s, half)
	}
	return s
}
