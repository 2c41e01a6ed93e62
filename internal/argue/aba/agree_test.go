package aba_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/aba"
	"github.com/affiant-project/affiant/internal/argue/dung"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// written is a framework of arguments and attacks written with assumptions:
// each argument is one, and its contrary follows from each attacker.
func written(n int, attacks [][2]int32) *plain {
	p := &plain{n: 2 * n, contrary: map[int32]int32{}}
	for a := range int32(n) {
		p.assumptions = append(p.assumptions, a)
		p.contrary[a] = a + int32(n)
	}
	for _, t := range attacks {
		p.rules = append(p.rules, aba.Rule{Head: t[1] + int32(n), Body: []int32{t[0]}})
	}
	return p
}

// TestAgreesWithAbstract holds frameworks of up to 24 arguments, written with
// assumptions, against what package dung says of the arguments.
func TestAgreesWithAbstract(t *testing.T) {
	for seed := range min(rounds(t, 250), 5000) {
		rng := rand.New(rand.NewPCG(uint64(seed), 7))
		n := 1 + rng.IntN(24)
		var attacks [][2]int32
		for range rng.IntN(2*n + 1) {
			a, b := int32(rng.IntN(n)), int32(rng.IntN(n))
			attacks = append(attacks, [2]int32{a, b})
			if rng.IntN(2) == 0 {
				attacks = append(attacks, [2]int32{b, a})
			}
		}
		df, err := dung.New(n, attacks)
		if err != nil {
			t.Fatal(err)
		}
		p := written(n, attacks)
		want, got := dung.NewReasoner(df, dung.Options{}), aba.NewReasoner(p.framework(), aba.Options{Prove: true})
		tr := &trial{p: p}
		for _, sem := range every {
			a := int32(rng.IntN(n))
			check := func(what string, d dung.Answer, x aba.Answer) {
				if d.Verdict.String() != x.Verdict.String() {
					t.Fatalf("seed %d, %s of %s about %d: %v, but %v of the arguments themselves", seed, what, sem, a, x.Verdict, d.Verdict)
				}
				if err := tr.certificate(x); err != nil {
					t.Fatalf("seed %d, %s of %s about %d: %v", seed, what, sem, a, err)
				}
			}
			check("credulous", want.Credulous(sem, a), got.Credulous(sem, a))
			check("sceptical", want.Sceptical(sem, a), got.Sceptical(sem, a))
			check("some", want.Some(sem), got.Some(sem))
			var theirs, ours [][]int32
			most := 300
			add := func(list *[][]int32) func([]int32) bool {
				return func(set []int32) bool {
					*list = append(*list, slices.Clone(set))
					return len(*list) < most
				}
			}
			want.Each(sem, add(&theirs))
			if len(theirs) == most {
				continue
			}
			check("each", dung.Answer{Verdict: dung.Yes}, got.Each(sem, add(&ours)))
			slices.SortFunc(theirs, slices.Compare[[]int32])
			slices.SortFunc(ours, slices.Compare[[]int32])
			if !slices.EqualFunc(theirs, ours, slices.Equal[[]int32]) {
				t.Fatalf("seed %d, each of %s: %v, but %v of the arguments themselves", seed, sem, ours, theirs)
			}
		}
	}
}

// TestAgreesWithLabel holds frameworks of the kind that a brief makes, whose
// rules do not go in circles, against what package label says of them.
func TestAgreesWithLabel(t *testing.T) {
	for seed := range min(rounds(t, 300), 5000) {
		rng := rand.New(rand.NewPCG(uint64(seed), 11))
		b := argue.NewBuilder()
		var all, assumed, derived []argue.Sentence
		for i := range 2 + rng.IntN(6) {
			a := b.Assume(fmt.Sprint("a", i))
			assumed, all = append(assumed, a), append(all, a, b.Against(a))
			derived = append(derived, b.Against(a))
		}
		for i := range rng.IntN(8) {
			s := b.Sentence(fmt.Sprint("s", i))
			derived, all = append(derived, s), append(all, s)
		}
		for i := range rng.IntN(20) {
			head := derived[rng.IntN(len(derived))]
			var body []argue.Sentence
			for range 1 + rng.IntN(3) {
				s := all[rng.IntN(len(all))]
				if slices.Contains(assumed, s) || s < head { // so that nothing goes in a circle
					body = append(body, s)
				}
			}
			if len(body) > 0 {
				b.Rule(fmt.Sprint("r", i), head, body...)
			}
		}
		lf, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		contrary := map[int32]int32{}
		var assumptions []int32
		for _, a := range lf.Assumptions() {
			assumptions = append(assumptions, int32(a))
			contrary[int32(a)] = int32(lf.Contrary(a))
		}
		var rules []aba.Rule
		for _, r := range lf.Rules() {
			rule := aba.Rule{Head: int32(r.Head)}
			for _, s := range r.Body {
				rule.Body = append(rule.Body, int32(s))
			}
			rules = append(rules, rule)
		}
		f, err := aba.New(lf.Len(), assumptions, contrary, rules)
		if err != nil {
			t.Fatal(err)
		}
		lr, r := label.New(lf), aba.NewReasoner(f, aba.Options{})
		for s := range int32(lf.Len()) {
			_, want := lr.Credulous(argue.Sentence(s), nil)
			if got := r.Credulous(argue.Preferred, s); got.Verdict != verdict(want) {
				t.Fatalf("seed %d: credulous of %s is %v, but %v by labels", seed, lf.Name(argue.Sentence(s)), got.Verdict, want)
			}
			_, want = lr.Sceptical(argue.Sentence(s), nil)
			if got := r.Sceptical(argue.Preferred, s); got.Verdict != verdict(want) {
				t.Fatalf("seed %d: sceptical of %s is %v, but %v by labels", seed, lf.Name(argue.Sentence(s)), got.Verdict, want)
			}
			want = lr.Grounded(nil).Of(argue.Sentence(s)) == label.In
			if got := r.Credulous(argue.Grounded, s); got.Verdict != verdict(want) {
				t.Fatalf("seed %d: grounded of %s is %v, but %v by labels", seed, lf.Name(argue.Sentence(s)), got.Verdict, want)
			}
		}
		count := func(sem argue.Semantics) (n int) {
			r.Each(sem, func([]int32) bool { n++; return true })
			return n
		}
		complete, _ := lr.Complete(nil, 1<<20)
		preferred, _ := lr.Preferred(nil, 1<<20)
		stable, _ := lr.Stable(nil, 1<<20)
		for sem, want := range map[argue.Semantics]int{
			argue.Complete: len(complete), argue.Preferred: len(preferred), argue.Stable: len(stable),
		} {
			if got := count(sem); got != want {
				t.Fatalf("seed %d: %d extensions of %s, but %d by labels", seed, got, sem, want)
			}
		}
	}
}

// TestTamperedIsRefused holds that a certificate altered in any one line is
// accepted only if what it then says is so, by the definitions.
func TestTamperedIsRefused(t *testing.T) {
	tried, refused, flipped := 0, 0, 0
	for seed := range min(rounds(t, 150), 2000) {
		rng := rand.New(rand.NewPCG(uint64(seed), 13))
		p := random(rng, 6)
		r := aba.NewReasoner(p.framework(), aba.Options{Prove: true})
		for _, sem := range every {
			s := int32(rng.IntN(p.n))
			for _, a := range []aba.Answer{
				r.Credulous(sem, s), r.Sceptical(sem, s), r.Some(sem), r.Each(sem, func([]int32) bool { return true }),
			} {
				var b bytes.Buffer
				if err := proof.Write(&b, a.Certificate); err != nil {
					t.Fatal(err)
				}
				lines := strings.SplitAfter(b.String(), "\n")
				for i, line := range lines {
					for _, other := range tamper(rng, line, p.n) {
						text := strings.Join(slices.Concat(lines[:i], []string{other}, lines[i+1:]), "")
						c, err := proof.Read(strings.NewReader(text))
						tried++
						if err != nil || proof.VerifyABA(frame(p), c) != nil {
							refused++
							continue
						}
						if strings.HasPrefix(line, "v ") && other != line {
							flipped++
						}
						if err := p.true(c); err != nil {
							t.Fatalf("seed %d: %q made %q is accepted, though %v:\n%s%+v", seed, line, other, err, text, *p)
						}
					}
				}
			}
		}
	}
	t.Logf("%d alterations, %d refused", tried, refused)
	if flipped > 0 {
		t.Errorf("%d certificates hold with the contrary answer", flipped)
	}
	if refused < tried/2 {
		t.Errorf("only %d of %d alterations are refused", refused, tried)
	}
}

// tamper alters a line in a few ways; one of them is to leave it out.
func tamper(rng *rand.Rand, line string, n int) []string {
	out := []string{""}
	switch {
	case strings.HasPrefix(line, "v YES"):
		out = append(out, "v NO\n")
	case strings.HasPrefix(line, "v NO"):
		out = append(out, "v YES\n")
	case strings.HasPrefix(line, "e "), strings.HasPrefix(line, "s "):
		out = append(out, strings.Replace(line, " 0\n", fmt.Sprintf(" %d 0\n", 1+rng.IntN(n)), 1), line[:2]+"0\n")
	case strings.HasPrefix(line, "p "):
		if w := strings.Fields(line); len(w) == 5 {
			w[4] = fmt.Sprint(1 + rng.IntN(n))
			out = append(out, strings.Join(w, " ")+"\n")
		}
	}
	return out
}

// true reports what is not so in what a certificate says.
func (p *plain) true(c *proof.Certificate) error {
	want := p.extensions(c.Semantics)
	has := func(set int) bool { return c.Query >= 0 && p.derived[set]>>c.Query&1 == 1 }
	yes := slices.ContainsFunc(want, has)
	if c.Task == proof.DS {
		yes = !slices.ContainsFunc(want, func(set int) bool { return !has(set) })
	}
	e := p.bitset(c.Extension)
	switch c.Task {
	case proof.DC, proof.DS:
		if yes != (c.Verdict == proof.Yes) {
			return fmt.Errorf("the answer is %v", yes)
		}
	case proof.SE:
		if (len(want) == 0) != (c.Verdict == proof.No) {
			return fmt.Errorf("there are %d extensions", len(want))
		}
		if len(want) > 0 && !slices.Contains(want, e) {
			return fmt.Errorf("%v is no extension", c.Extension)
		}
	case proof.EE:
		got := []int{e}
		if c.Semantics != argue.Grounded && c.Semantics != argue.Ideal {
			got = nil
			for _, set := range c.Sets {
				got = append(got, p.bitset(set))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			return fmt.Errorf("the extensions are %v", want)
		}
	}
	return nil
}

// TestRepeats holds that the same question to a fresh reasoner gets the same
// bytes, with one worker or two, and whatever was asked before.
func TestRepeats(t *testing.T) {
	for seed := range 60 {
		rng := rand.New(rand.NewPCG(uint64(seed), 17))
		p := random(rng, 9)
		f := p.framework()
		used := aba.NewReasoner(f, aba.Options{Prove: true, Workers: 2})
		for _, sem := range every {
			s := int32(rng.IntN(p.n))
			used.Each(sem, func([]int32) bool { return true })
			ask := func(r *aba.Reasoner) string {
				var b bytes.Buffer
				for _, a := range []aba.Answer{
					r.Credulous(sem, s), r.Sceptical(sem, s), r.Some(sem),
					r.Each(sem, func(set []int32) bool { fmt.Fprintln(&b, set); return true }),
				} {
					fmt.Fprintln(&b, a.Verdict, a.Extension)
					if err := proof.Write(&b, a.Certificate); err != nil {
						t.Fatal(err)
					}
				}
				return b.String()
			}
			if a, b := ask(used), ask(aba.NewReasoner(f, aba.Options{Prove: true})); a != b {
				t.Fatalf("seed %d, %s: answers differ:\n%s\n%s", seed, sem, a, b)
			}
		}
	}
}

// hard is a framework that takes thousands of conflicts.
func hard() *plain {
	rng := rand.New(rand.NewPCG(5, 5))
	var attacks [][2]int32
	const n = 150
	for range 6 * n {
		attacks = append(attacks, [2]int32{int32(rng.IntN(n)), int32(rng.IntN(n))})
	}
	return written(n, attacks)
}

func TestBudgets(t *testing.T) {
	p := hard()
	f := p.framework()
	ended, stop := context.WithCancel(context.Background())
	stop()
	for _, o := range []aba.Options{{Conflicts: 3}, {Conflicts: 3, Prove: true}, {Context: ended}} {
		r := aba.NewReasoner(f, o)
		for _, sem := range []argue.Semantics{argue.Preferred, argue.Stable, argue.SemiStable, argue.Stage, argue.Ideal} {
			for what, a := range map[string]aba.Answer{
				"credulous": r.Credulous(sem, 1), "sceptical": r.Sceptical(sem, 1), "some": r.Some(sem),
				"each": r.Each(sem, func([]int32) bool { return true }),
			} {
				if a.Verdict == aba.Unknown && (a.Known == "" || a.Extension != nil || a.Certificate != nil) {
					t.Errorf("%s of %s with %+v: unknown with %q, %v", what, sem, o, a.Known, a.Extension)
				}
				if o.Context != nil && a.Verdict != aba.Unknown {
					t.Errorf("%s of %s after the end is %v", what, sem, a.Verdict)
				}
				if a.Verdict != aba.Unknown && o.Prove && a.Certificate == nil && !strings.HasPrefix(a.Known, "uncertified: ") {
					t.Errorf("%s of %s goes uncertified without a word: %q", what, sem, a.Known)
				}
			}
		}
	}
	if a := aba.NewReasoner(f, aba.Options{Conflicts: 3}).Some(argue.Stable); a.Verdict != aba.Unknown {
		t.Errorf("three conflicts are enough: %v", a.Verdict)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	r := aba.NewReasoner(written(2, nil).framework(), aba.Options{})
	for _, a := range []aba.Answer{
		r.Credulous(argue.Preferred, 4), r.Sceptical(argue.Preferred, -1), r.Credulous(99, 0), r.Some(99),
		r.Each(99, func([]int32) bool { return true }),
	} {
		if a.Verdict != aba.Unknown || !strings.HasPrefix(a.Known, "there is no ") {
			t.Errorf("%v, %q", a.Verdict, a.Known)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	one := map[int32]int32{0: 1}
	for want, make := range map[string]func() (*aba.Framework, error){
		"cannot have -1 atoms":            func() (*aba.Framework, error) { return aba.New(-1, nil, nil, nil) },
		"assumption 2 is not an atom":     func() (*aba.Framework, error) { return aba.New(2, []int32{2}, map[int32]int32{2: 0}, nil) },
		"assumption 0 has no contrary":    func() (*aba.Framework, error) { return aba.New(2, []int32{0}, nil, nil) },
		"contrary 7 of the assumption 0":  func() (*aba.Framework, error) { return aba.New(2, []int32{0}, map[int32]int32{0: 7}, nil) },
		"rule 1 derives the assumption 0": func() (*aba.Framework, error) { return aba.New(2, []int32{0}, one, []aba.Rule{{Head: 0}}) },
		"rule 1 derives 2":                func() (*aba.Framework, error) { return aba.New(2, []int32{0}, one, []aba.Rule{{Head: 2}}) },
		"rule 2 has the premise -1": func() (*aba.Framework, error) {
			return aba.New(2, []int32{0}, one, []aba.Rule{{Head: 1}, {Head: 1, Body: []int32{-1}}})
		},
	} {
		if _, err := make(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q", err, want)
		}
	}
}

// TestLargeIsQuick goes through a chain of a hundred thousand attacks, and a
// circle of as many rules.
func TestLargeIsQuick(t *testing.T) {
	const n = 100_000
	var attacks [][2]int32
	for a := range int32(n - 1) {
		attacks = append(attacks, [2]int32{a, a + 1})
	}
	p := written(n, attacks)
	if got := len(p.framework().Grounded()); got != n/2 {
		t.Errorf("of a chain of %d, %d are in", n, got)
	}
	q := &plain{n: n + 1, assumptions: []int32{n}, contrary: map[int32]int32{n: 0}}
	for x := range int32(n) {
		q.rules = append(q.rules, aba.Rule{Head: x, Body: []int32{(x + 1) % n}})
	}
	if got := q.framework().Grounded(); !slices.Equal(got, []int32{n}) {
		t.Errorf("what is attacked from nothing is out: %v", slices.Collect(maps.Keys(q.contrary)))
	}
}
