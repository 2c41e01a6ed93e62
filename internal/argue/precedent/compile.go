package precedent

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
)

// A Compiled is where the sentences of a case base are in a framework.
type Compiled struct {
	// Forced is, by side, the sentence that decided cases force that outcome. Both are arguable where equal rivals govern,
	// and neither holds where nothing does: then the cases leave the outcome free.
	Forced [2]argue.Sentence
	Cases  []Sentences // one for each case, in the order of the base
}

// Sentences are those of one case.
type Sentences struct {
	Governs   argue.Sentence // the situation has its reason, and it can be followed
	Followed  argue.Sentence // the assumption that it can be followed: not distinguished, overruled or outweighed
	Beyond    argue.Sentence // that there is a factor for the other side which it had not; shared with cases that had the same
	Overruled argue.Sentence // a fact, if something overruled it; if that is open, let what is open derive it
}

// Compile writes the base into b. Each factor is the sentence of that name, made on first mention; it may be a fact, a
// switch, an assumption, or derived, and so be open. Where a factor counts by its absence, it counts as absent as far as
// nothing derives it: a case is followed on the assumption that nothing distinguishes it, and a distinguishing factor
// attacks that. So a case can be followed in just those labellings in which no such factor stands.
//
// Of each case it writes four sentences and one more that cases with the same against them share; and six rules at most,
// and 2(k+1) more for what is shared, k being what it had against it. What distinguishes cases is put together from runs of
// factors ([argue.Row]), and cases for one side attack those for the other through one sentence for each authority. So what
// is written grows with the cases and their factors, not with pairs of cases, nor with cases times factors.
//
// The names of what is written begin with that of the base. To write a base twice is refused by Build.
func (base *Base) Compile(b *argue.Builder) Compiled {
	w := &writer{Base: base, b: b, beyond: make(map[string]argue.Sentence)}
	for _, f := range base.factors {
		w.here = append(w.here, b.Sentence(f))
	}
	for side, name := range base.sides {
		from, to := 0, base.split
		if side == 1 {
			from, to = base.split, len(base.factors)
		}
		w.rows[side] = b.Row(w.say("factors for ", name), w.here[from:to]...)
	}
	out := Compiled{Forced: w.ranks()}
	for i := range base.cases {
		out.Cases = append(out.Cases, w.decided(&base.cases[i]))
	}
	return out
}

type writer struct {
	*Base
	b           *argue.Builder
	here        []argue.Sentence // by factor
	rows        [2]*argue.Row
	authorities []int
	reach       [2][]argue.Sentence // by side and authority: a case of at least that authority governs
	beyond      map[string]argue.Sentence
}

// say is the name of a sentence or rule of this base.
func (w *writer) say(parts ...any) string { return w.name + ": " + fmt.Sprint(parts...) }

// ranks writes, for each side, that some case of so high an authority governs, from the highest down to any.
func (w *writer) ranks() (forced [2]argue.Sentence) {
	for _, d := range w.cases {
		w.authorities = append(w.authorities, d.authority)
	}
	slices.Sort(w.authorities)
	w.authorities = slices.Compact(w.authorities)
	for side, name := range w.sides {
		forced[side] = w.b.Fresh(w.say(name, " is forced by decided cases"))
		for i, rank := range w.authorities {
			s := w.b.Fresh(w.say("a case for ", name, " of authority ", rank, " or higher governs"))
			w.reach[side] = append(w.reach[side], s)
			if i > 0 {
				w.b.Rule(w.say("for ", name, ", authority ", rank, " is higher than ", w.authorities[i-1]), w.reach[side][i-1], s)
			}
		}
		if len(w.authorities) > 0 {
			w.b.Rule(w.say(name, " follows from what governs"), forced[side], w.reach[side][0])
		}
	}
	return forced
}

// decided writes one case.
func (w *writer) decided(d *decided) Sentences {
	other := 1 - d.side
	rank, _ := slices.BinarySearch(w.authorities, d.authority)
	s := Sentences{
		Governs:   w.b.Fresh(w.say(d.name, " governs")),
		Followed:  w.assume(w.say(d.name, " can be followed")),
		Beyond:    w.distinguishing(other, d.against),
		Overruled: w.b.Fresh(w.say(d.name, " is overruled")),
	}
	reason := w.sentences(d.reason)
	w.b.Rule(w.say(d.name, " governs a fortiori"), s.Governs, append(reason, s.Followed)...)
	w.b.Rule(w.say(d.name, " is for ", w.sides[d.side]), w.reach[d.side][rank], s.Governs)
	against := w.b.Against(s.Followed)
	w.b.Rule(w.say(d.name, " is distinguished"), against, s.Beyond)
	w.b.Rule(w.say(d.name, " is overruled, and governs nothing"), against, s.Overruled)
	w.b.Rule(w.say(d.name, " is met by a case for ", w.sides[other], " of no lower authority"), against, w.reach[other][rank])
	if d.overruledBy != "" {
		w.b.Fact(w.say(d.name, " was overruled by ", d.overruledBy), s.Overruled)
	}
	return s
}

// assume makes a new assumption.
func (w *writer) assume(name string) argue.Sentence {
	w.b.Fresh(name)
	return w.b.Assume(name)
}

// distinguishing is the sentence that there is a factor for a side besides those that a case had. Cases that had the same
// share it.
func (w *writer) distinguishing(side int, had set) argue.Sentence {
	key := fmt.Sprint(side, had)
	if s, ok := w.beyond[key]; ok {
		return s
	}
	says := w.say("a factor for ", w.sides[side])
	if names := w.names(had); len(names) > 0 {
		says = w.say("a factor for ", w.sides[side], " besides ", strings.Join(names, "; "))
	}
	s := w.rows[side].AnyBut(says, w.sentences(had)...)
	w.beyond[key] = s
	return s
}

func (w *writer) sentences(factors set) (list []argue.Sentence) {
	for _, i := range factors.places() {
		list = append(list, w.here[i])
	}
	return list
}
