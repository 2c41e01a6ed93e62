package precedent_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
)

// A docket is a small case base as the definitions have it: sets of factors are bits, side 0 has the low ones.
type docket struct {
	result bool
	each   [2]int // factors of each side
	cases  []filed
}

type filed struct {
	side, rank    int
	facts, reason uint
	overruled     bool
}

func (d *docket) factors() int { return d.each[0] + d.each[1] }

// of is what of a set favours a side.
func (d *docket) of(side int, s uint) uint {
	low := uint(1)<<d.each[0] - 1
	if side == 0 {
		return s & low
	}
	return s &^ low
}

// binds is the reason of a case under the model.
func (d *docket) binds(c filed) uint {
	if d.result || c.reason == 0 {
		return d.of(c.side, c.facts)
	}
	return c.reason
}

// parts goes over all subsets of s.
func parts(s uint, yield func(uint) bool) bool {
	for p := s; ; p = (p - 1) & s {
		if !yield(p) {
			return false
		}
		if p == 0 {
			return true
		}
	}
}

// prefers: the case puts the reason strong, for its side, before the reason weak, for the other, just if strong has all of
// its rule's premise and weak is no more than what it had (Horty 2011; Horty and Bench-Capon 2012).
func (d *docket) prefers(c filed, strong, weak uint) bool {
	premise, had := d.binds(c), d.of(1-c.side, c.facts)
	return premise&^strong == 0 && weak&^had == 0
}

// inconsistent: there are two reasons that the cases put in opposite orders.
func (d *docket) inconsistent(c, e filed) bool {
	if c.side == e.side {
		return false
	}
	all := uint(1)<<d.factors() - 1
	return !parts(d.of(c.side, all), func(u uint) bool {
		return parts(d.of(e.side, all), func(v uint) bool { return !d.prefers(c, u, v) || !d.prefers(e, v, u) })
	})
}

// forces: under the reason model, whatever reason there was for deciding the situation the other way, that decision would
// contradict one of the cases; under the result model, the situation is at least as strong for the side as one of them.
func (d *docket) forces(cases []filed, side int, situation uint) bool {
	if d.result {
		return slices.ContainsFunc(cases, func(c filed) bool {
			return c.side == side && d.of(side, c.facts)&^situation == 0 && d.of(1-side, situation)&^c.facts == 0
		})
	}
	return parts(d.of(1-side, situation), func(reason uint) bool {
		return slices.ContainsFunc(cases, func(c filed) bool {
			return d.inconsistent(c, d.newCase(1-side, situation, reason))
		})
	})
}

// newCase is a decision whose reason may be empty, which stands for deciding without any.
func (d *docket) newCase(side int, situation, reason uint) filed {
	c := filed{side: side, facts: situation, reason: reason}
	if reason == 0 {
		c.facts = d.of(1-side, situation) // so that all it has for its side is nothing
	}
	return c
}

// outcome is what the highest cases that force anything force.
func (d *docket) outcome(situation uint) (forced [2]bool) {
	for rank := 3; rank >= 0; rank-- {
		var bench []filed
		for _, c := range d.cases {
			if c.rank == rank && !c.overruled {
				bench = append(bench, c)
			}
		}
		for side := range forced {
			forced[side] = d.forces(bench, side, situation)
		}
		if forced[0] || forced[1] {
			return forced
		}
	}
	return forced
}

func factor(i int) string { return fmt.Sprint("factor ", i) }

func names(s uint) (list []string) {
	for i := range 64 {
		if s>>i&1 == 1 {
			list = append(list, factor(i))
		}
	}
	return list
}

// base is the docket as the package takes it.
func (d *docket) base(t testing.TB) *precedent.Base {
	t.Helper()
	all := uint(1)<<d.factors() - 1
	sides := [2]precedent.Side{{Name: "yes", Factors: names(d.of(0, all))}, {Name: "no", Factors: names(d.of(1, all))}}
	var cases []precedent.Case
	for i, c := range d.cases {
		p := precedent.Case{
			Name: fmt.Sprint("case ", i), Outcome: sides[c.side].Name, Authority: c.rank,
			Factors: names(c.facts), Reason: names(c.reason),
		}
		if c.overruled {
			p.OverruledBy = "statute"
		}
		cases = append(cases, p)
	}
	model := precedent.ReasonModel
	if d.result {
		model = precedent.ResultModel
	}
	b, err := precedent.New("question", model, sides, cases)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// random makes a docket of at most three factors a side, seven cases and three authorities.
func random(seed uint64) *docket {
	rnd := rand.New(rand.NewPCG(seed, 11))
	d := &docket{result: rnd.IntN(3) == 0, each: [2]int{rnd.IntN(4), rnd.IntN(4)}}
	for range rnd.IntN(8) {
		c := filed{side: rnd.IntN(2), rank: rnd.IntN(3), overruled: rnd.IntN(8) == 0}
		c.facts = rnd.UintN(1 << d.factors())
		c.reason = d.of(c.side, c.facts) & rnd.UintN(1<<d.factors())
		d.cases = append(d.cases, c)
	}
	return d
}

// TestDefinitions holds labels, and what Constrain says, against the definitions in every situation of random case bases.
func TestDefinitions(t *testing.T) {
	seen := make(map[[2]bool]int)
	for seed := range arguetest.Rounds(t, 3000) {
		d := random(uint64(seed))
		base := d.base(t)
		b := argue.NewBuilder()
		for i := range d.factors() {
			b.Switch(factor(i))
		}
		at := base.Compile(b)
		f, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		r := label.New(f)
		for situation := range uint(1) << d.factors() {
			want := d.outcome(situation)
			seen[want]++
			got, err := base.Constrain(names(situation)...)
			if err != nil || got.Forced != want {
				t.Fatalf("seed %d, %v: %v (%v), by definition %v", seed, names(situation), got.Forced, err, want)
			}
			if (situation+uint(seed))%5 != 0 {
				continue
			}
			on := turn(f, names(situation))
			for side, s := range at.Forced {
				accepted(t, r, s, on, want[side], want[0] && want[1])
			}
			for i, c := range got.Cases {
				accepted(t, r, at.Cases[i].Governs, on, c.Governs, want[0] && want[1])
				l, _ := r.Credulous(at.Cases[i].Governs, on)
				if c.Governs && l.Of(at.Cases[i].Beyond) != label.Out || (l.Of(at.Cases[i].Overruled) == label.In) != (c.OverruledBy != "") && c.Governs {
					t.Fatalf("seed %d: case %d governs, yet is distinguished or overruled", seed, i)
				}
			}
			if seed%10 == 0 {
				explained(t, f, r, on)
			}
		}
	}
	if len(seen) != 4 {
		t.Errorf("only %v came up", seen)
	}
}

// accepted: what is forced is grounded, or credulous if both sides are; what is not is never accepted.
func accepted(t *testing.T, r *label.Reasoner, s argue.Sentence, on []argue.Sentence, forced, both bool) {
	t.Helper()
	want := label.None
	switch {
	case forced && both:
		want = label.Credulous
	case forced:
		want = label.Grounded
	}
	if got := r.Accept(s, on); got != want {
		t.Fatalf("%v, want %v", got, want)
	}
}

// explained: every sentence has a certificate that passes and a tree.
func explained(t *testing.T, f *argue.Framework, r *label.Reasoner, on []argue.Sentence) {
	t.Helper()
	l := r.Grounded(on)
	for s := range argue.Sentence(f.Len()) {
		c := why.Certify(f, r, s, on)
		if err := showing.Verify(f, c, on); err != nil || c.Kind == "" {
			t.Fatal(c.Kind, err)
		}
		if n := why.Tree(f, l, s, on); n == nil || n.Value != l.Of(s).String() {
			t.Fatalf("%s has no tree", f.Name(s))
		}
	}
}

// turn finds sentences by name.
func turn(f *argue.Framework, names []string) (on []argue.Sentence) {
	for _, n := range names {
		s, _ := f.Find(n)
		on = append(on, s)
	}
	return on
}

// TestOpenFactors: factors may be arguable. In every stable labelling of a random framework the outcome is that of the
// factors that stand in it, by definition; there are two labellings for each choice of them where equals conflict, and
// one where not.
func TestOpenFactors(t *testing.T) {
	kinds := make(map[string]int)
	for seed := range arguetest.Rounds(t, 1500) {
		d := random(uint64(seed) + 1<<32)
		rnd := rand.New(rand.NewPCG(uint64(seed), 12))
		b := argue.NewBuilder()
		open := 0
		for i := 0; i < d.factors(); i++ {
			switch rnd.IntN(8) {
			case 6, 7: // it is this one or the next
				if i+1 < d.factors() {
					a, c := b.Assume("it is "+factor(i)), b.Assume("it is "+factor(i+1))
					b.Rivals(a, c)
					b.Rule("one "+factor(i), b.Sentence(factor(i)), a)
					b.Rule("other "+factor(i), b.Sentence(factor(i+1)), c)
					open++
					i++
				}
			case 0: // nothing for it
			case 1:
				b.Fact("found "+factor(i), b.Sentence(factor(i)))
			case 2: // it is itself assumed, and doubted
				b.Rivals(b.Assume(factor(i)), b.Assume("not "+factor(i)))
				open++
			default:
				a, c := b.Assume("one reading of "+factor(i)), b.Assume("another reading of "+factor(i))
				b.Rivals(a, c)
				b.Rule("read so "+factor(i), b.Sentence(factor(i)), a)
				open++
			}
		}
		at := d.base(t).Compile(b)
		f, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		r := label.New(f)
		stable, _ := r.Stable(nil, 0)
		situations := make(map[uint]int)
		for _, l := range stable {
			var situation uint
			for i := range d.factors() {
				if s, _ := f.Find(factor(i)); l.Of(s) == label.In {
					situation |= 1 << i
				}
			}
			situations[situation]++
			want := d.outcome(situation)
			var got [2]bool
			for side, s := range at.Forced {
				got[side] = l.Of(s) == label.In
			}
			if want[0] && want[1] {
				if got[0] == got[1] {
					t.Fatalf("seed %d, %v: rivals, of which %v stand", seed, names(situation), got)
				}
			} else if got != want {
				t.Fatalf("seed %d, %v: %v, by definition %v", seed, names(situation), got, want)
			}
		}
		if len(situations) != 1<<open {
			t.Fatalf("seed %d: %d situations of %d", seed, len(situations), 1<<open)
		}
		for _, situation := range slices.Sorted(maps.Keys(situations)) {
			want := 1
			if o := d.outcome(situation); o[0] && o[1] {
				want = 2
			}
			if situations[situation] != want {
				t.Fatalf("seed %d, %v: %d labellings, want %d", seed, names(situation), situations[situation], want)
			}
		}
		if preferred, _ := r.Preferred(nil, 0); len(preferred) != len(stable) {
			t.Fatalf("seed %d: %d preferred labellings, %d of them stable", seed, len(preferred), len(stable))
		}
		for _, s := range at.Forced {
			c := why.Certify(f, r, s, nil)
			if err := showing.Verify(f, c, nil); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			kinds[c.Acceptance]++
		}
	}
	if len(kinds) != 5 { // all degrees of acceptance
		t.Errorf("only %v came up", kinds)
	}
}

// TestConflicts holds the pairs found against both definitions: reasons put in opposite orders, and a situation that
// each case alone forces its way.
func TestConflicts(t *testing.T) {
	found := 0
	for seed := range arguetest.Rounds(t, 2000) {
		d := random(uint64(seed) + 1<<33)
		base := d.base(t)
		conflicts := make(map[[2]int]precedent.Conflict)
		for c := range base.Conflicts() {
			var i, j int
			fmt.Sscanf(c.First+" "+c.Second, "case %d case %d", &i, &j)
			conflicts[[2]int{i, j}] = c
		}
		consistent := true
		for i, x := range d.cases {
			for j, y := range d.cases[:i] {
				c, ok := conflicts[[2]int{j, i}]
				want := !x.overruled && !y.overruled && x.side != y.side && d.both(x, y, func(uint) bool { return true })
				if ok != want || !x.overruled && !y.overruled && !d.result && want != d.inconsistent(x, y) {
					t.Fatalf("seed %d: cases %d and %d conflict: %v, by definition %v", seed, j, i, ok, want)
				}
				if !ok {
					continue
				}
				found++
				if !d.both(x, y, func(s uint) bool { return slices.Equal(names(s), c.Situation) }) {
					t.Fatalf("seed %d: %v is not forced both ways by cases %d and %d", seed, c.Situation, j, i)
				}
				prevails := map[bool]string{true: c.Second, false: c.First}[x.rank > y.rank]
				if x.rank == y.rank {
					prevails, consistent = "", false
				}
				if c.Prevails != prevails {
					t.Fatalf("seed %d: of cases %d and %d %q prevails", seed, j, i, c.Prevails)
				}
			}
		}
		if base.Consistent() != consistent {
			t.Fatalf("seed %d: consistent: %v", seed, !consistent)
		}
	}
	if found < 1000 {
		t.Errorf("only %d conflicts came up", found)
	}
}

// both reports whether some situation that passes is forced one way by x alone and the other by y alone.
func (d *docket) both(x, y filed, passes func(uint) bool) bool {
	for s := range uint(1) << d.factors() {
		if passes(s) && d.forces([]filed{x}, x.side, s) && d.forces([]filed{y}, y.side, s) {
			return true
		}
	}
	return false
}
