package precedent_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
)

const perSide = 30 // factors

// reports makes so many decided cases over sixty factors at four grades of authority. Each has about a third of the
// factors, is decided by their weights (one in ten against them), for one or two of those that it had.
func reports(t testing.TB, cases int) (*precedent.Base, []precedent.Case) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(60, 4))
	var sides [2]precedent.Side
	var weight [2][perSide]float64
	for s := range sides {
		sides[s].Name = [2]string{"for", "against"}[s]
		for i := range perSide {
			sides[s].Factors = append(sides[s].Factors, fmt.Sprintf("%s %d", sides[s].Name, i))
			weight[s][i] = rnd.Float64()
		}
	}
	var list []precedent.Case
	for i := range cases {
		c := precedent.Case{Name: fmt.Sprint("case ", i), Authority: rnd.IntN(4)}
		var sum [2]float64
		var had [2][]string
		for s := range sides {
			for j, f := range sides[s].Factors {
				if rnd.IntN(3) == 0 {
					sum[s] += weight[s][j]
					had[s] = append(had[s], f)
				}
			}
		}
		side := 0
		if (sum[1] > sum[0]) != (rnd.IntN(10) == 0) {
			side = 1
		}
		rnd.Shuffle(len(had[side]), func(i, j int) { had[side][i], had[side][j] = had[side][j], had[side][i] })
		c.Outcome, c.Factors, c.Reason = sides[side].Name, append(had[0], had[1]...), had[side][:min(1+rnd.IntN(2), len(had[side]))]
		if rnd.IntN(20) == 0 {
			c.OverruledBy = "a statute"
		}
		list = append(list, c)
	}
	base, err := precedent.New("the question", precedent.ReasonModel, sides, list)
	if err != nil {
		t.Fatal(err)
	}
	return base, list
}

// before puts a new case before the reports: of each side two factors are found, eight are arguable (or not there, if all is
// settled), and the others are not there.
func before(t testing.TB, base *precedent.Base, settled bool) (*argue.Framework, precedent.Compiled) {
	t.Helper()
	b := argue.NewBuilder()
	for _, side := range []string{"for", "against"} {
		for i := range perSide {
			f := b.Sentence(fmt.Sprintf("%s %d", side, i))
			switch n := fmt.Sprintf("%s %d", side, i); {
			case i%15 == 0:
				b.Fact("found "+n, f)
			case !settled && (i%6 == 1 || i%10 == 2):
				yes, no := b.Assume("it is so that "+n), b.Assume("it is not so that "+n)
				b.Rivals(yes, no)
				b.Rule("if so "+n, f, yes)
			}
		}
	}
	at := base.Compile(b)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f, at
}

// TestScale: what is written grows with the cases and their factors. Of each case there is no more than Compile says, and
// twice the cases make no more than twice as much.
func TestScale(t *testing.T) {
	var sentences, rules int
	for _, n := range []int{250, 500, 1000, 2000} {
		base, cases := reports(t, n)
		b := argue.NewBuilder()
		base.Compile(b)
		f, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		runs := 2 * perSide * (bits.Len(perSide) - 1)
		most, mostRules := 2*perSide+runs+2*5, 2*runs+2*4
		for _, c := range cases {
			against := 0
			for _, x := range c.Factors {
				if x[:3] != c.Outcome[:3] {
					against++
				}
			}
			most += 5
			mostRules += 5 + 2*(against+1)
			if c.OverruledBy != "" {
				mostRules++
			}
		}
		if f.Len() > most || len(f.Rules()) > mostRules {
			t.Errorf("%d cases: %d sentences and %d rules, at most %d and %d expected", n, f.Len(), len(f.Rules()), most, mostRules)
		}
		if sentences > 0 && (f.Len() > 2*sentences || len(f.Rules()) > 2*rules+2*n/10) {
			t.Errorf("%d cases: %d sentences and %d rules, half as many make %d and %d", n, f.Len(), len(f.Rules()), sentences, rules)
		}
		sentences, rules = f.Len(), len(f.Rules())
	}
}

// TestScaleAnswers: before a thousand cases both outcomes are arguable where factors are, and some cases govern or do not
// whatever comes of that. Where all is settled the labels are as Constrain says. Every certificate passes.
func TestScaleAnswers(t *testing.T) {
	base, cases := reports(t, 1000)
	f, at := before(t, base, false)
	r := label.New(f)
	for _, s := range at.Forced {
		if c := why.Certify(f, r, s, nil); c.Kind != showing.Arguable || showing.Verify(f, c, nil) != nil {
			t.Errorf("%s is %s", f.Name(s), c.Kind)
		}
	}
	settled := 0
	l := r.Grounded(nil)
	for _, s := range at.Cases {
		if l.Of(s.Governs) != label.Undec {
			settled++
		}
	}
	if settled == 0 || settled == len(cases) {
		t.Errorf("%d of %d cases are settled", settled, len(cases))
	}

	f, at = before(t, base, true)
	r = label.New(f)
	want, err := base.Constrain("for 0", "for 15", "against 0", "against 15")
	if err != nil || want.Forced[0] == want.Forced[1] {
		t.Fatalf("%v is forced: %v", want.Forced, err)
	}
	for side, s := range at.Forced {
		accepted(t, r, s, nil, want.Forced[side], false)
		if err := showing.Verify(f, why.Certify(f, r, s, nil), nil); err != nil {
			t.Error(err)
		}
	}
	l = r.Grounded(nil)
	for i, c := range want.Cases {
		if (l.Of(at.Cases[i].Governs) == label.In) != c.Governs {
			t.Errorf("%s governs: %v", c.Case, c.Governs)
		}
	}
}

// BenchmarkAnswer asks whether an outcome is forced: a new reasoner, acceptance, certificate, its checking, and the tree.
func BenchmarkAnswer(b *testing.B) {
	for _, cases := range []int{500, 1000, 2000} {
		base, _ := reports(b, cases)
		for _, settled := range []bool{false, true} {
			f, at := before(b, base, settled)
			for side, goal := range at.Forced {
				c := why.Certify(f, label.New(f), goal, nil)
				if side == 1 && !settled {
					continue // as arguable as the other
				}
				facts := map[bool]string{true: "settled", false: "open"}[settled]
				b.Run(fmt.Sprint(cases, " ", facts, " ", c.Kind, " ", side), func(b *testing.B) {
					for b.Loop() {
						answer(b, f, goal)
					}
					b.ReportMetric(float64(f.Len()), "sentences")
					b.ReportMetric(float64(len(f.Rules())), "rules")
				})
			}
		}
	}
}

func answer(b *testing.B, f *argue.Framework, goal argue.Sentence) {
	r := label.New(f)
	r.Accept(goal, nil)
	if err := showing.Verify(f, why.Certify(f, r, goal, nil), nil); err != nil {
		b.Fatal(err)
	}
	l, ok := r.Credulous(goal, nil)
	if !ok {
		l = r.Grounded(nil)
	}
	why.Tree(f, l, goal, nil)
}

func BenchmarkCompile1000(b *testing.B) {
	base, _ := reports(b, 1000)
	for b.Loop() {
		before(b, base, false)
	}
}

// BenchmarkConflicts1000 goes over the conflicts of equals and of unequals: half a million pairs.
func BenchmarkConflicts1000(b *testing.B) {
	base, _ := reports(b, 1000)
	n := 0
	for b.Loop() {
		n = 0
		for range base.Conflicts() {
			n++
		}
	}
	b.ReportMetric(float64(n), "conflicts")
}

// BenchmarkConstrain1000 asks how a settled situation stands to each case.
func BenchmarkConstrain1000(b *testing.B) {
	base, _ := reports(b, 1000)
	for b.Loop() {
		if _, err := base.Constrain("for 0", "for 15", "against 0", "against 15"); err != nil {
			b.Fatal(err)
		}
	}
}
