package aba_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/aba"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

var every = []argue.Semantics{
	argue.Complete, argue.Grounded, argue.Preferred, argue.Stable, argue.SemiStable, argue.Stage, argue.Ideal,
}

// rounds is how many random frameworks a test goes through.
func rounds(t *testing.T, usual int) int {
	if s := os.Getenv("AFFIANT_SOAK"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("AFFIANT_SOAK is %q, want a number", s)
		}
		return max(n, usual)
	}
	if testing.Short() {
		return usual / 10
	}
	return usual
}

// A trial holds one framework's answers against the definitions.
type trial struct {
	p      *plain
	f      *aba.Framework
	r      *aba.Reasoner
	sem    argue.Semantics
	want   []int
	proven int
}

// TestAgainstDefinitions holds every answer of every task and semantics on
// random frameworks against all sets of assumptions, with every certificate
// checked.
func TestAgainstDefinitions(t *testing.T) {
	proven := 0
	for seed := range rounds(t, 5000) {
		rng := rand.New(rand.NewPCG(uint64(seed), 3))
		p := random(rng, 2+seed%9)
		f := p.framework()
		tr := &trial{p: p, f: f, r: aba.NewReasoner(f, aba.Options{Prove: true})}
		for _, tr.sem = range every {
			tr.want = p.extensions(tr.sem)
			s := int32(rng.IntN(p.n))
			for what, err := range map[string]error{
				"credulous": tr.credulous(s), "sceptical": tr.sceptical(s), "some": tr.some(), "each": tr.each(),
			} {
				if err != nil {
					t.Fatalf("seed %d, %s of %s about %d: %v\n%+v", seed, what, tr.sem, s, err, *p)
				}
			}
		}
		proven += tr.proven
	}
	t.Logf("%d certificates accepted", proven)
}

// certificate checks that an answer has one, and that it is good.
func (tr *trial) certificate(a aba.Answer) error {
	if a.Certificate == nil {
		return fmt.Errorf("no certificate: %s", a.Known)
	}
	tr.proven++
	return proof.VerifyABA(frame(tr.p), a.Certificate)
}

func frame(p *plain) proof.ABAFrame {
	c := make([]int32, p.n)
	for x := range c {
		c[x] = -1
	}
	for a, b := range p.contrary {
		c[a] = b
	}
	rules := make([]proof.Rule, len(p.rules))
	for i, r := range p.rules {
		rules[i] = proof.Rule(r)
	}
	return proof.ABAFrame{Atoms: p.n, Assumptions: p.assumptions, Contrary: c, Rules: rules}
}

func (tr *trial) has(set int, s int32) bool { return tr.p.derived[set]>>s&1 == 1 }

func (tr *trial) credulous(s int32) error {
	a := tr.r.Credulous(tr.sem, s)
	holds := slices.ContainsFunc(tr.want, func(set int) bool { return tr.has(set, s) })
	if a.Verdict != verdict(holds) {
		return fmt.Errorf("says %v, want %v", a.Verdict, holds)
	}
	if set := tr.p.bitset(a.Extension); holds && (!slices.Contains(tr.want, set) || !tr.has(set, s)) {
		return fmt.Errorf("%v is no witness", a.Extension)
	}
	if (a.Extension != nil) != holds {
		return fmt.Errorf("the witness is %v", a.Extension)
	}
	return tr.certificate(a)
}

func (tr *trial) sceptical(s int32) error {
	a := tr.r.Sceptical(tr.sem, s)
	holds := !slices.ContainsFunc(tr.want, func(set int) bool { return !tr.has(set, s) })
	if a.Verdict != verdict(holds) {
		return fmt.Errorf("says %v, want %v", a.Verdict, holds)
	}
	if set := tr.p.bitset(a.Extension); !holds && (!slices.Contains(tr.want, set) || tr.has(set, s)) {
		return fmt.Errorf("%v is no counterexample", a.Extension)
	}
	if (a.Extension != nil) == holds {
		return fmt.Errorf("the counterexample is %v", a.Extension)
	}
	return tr.certificate(a)
}

func (tr *trial) some() error {
	a := tr.r.Some(tr.sem)
	if a.Verdict != verdict(len(tr.want) > 0) {
		return fmt.Errorf("says %v, want %v", a.Verdict, len(tr.want) > 0)
	}
	if len(tr.want) > 0 && !slices.Contains(tr.want, tr.p.bitset(a.Extension)) {
		return fmt.Errorf("%v is no extension", a.Extension)
	}
	return tr.certificate(a)
}

func (tr *trial) each() error {
	var got []int
	a := tr.r.Each(tr.sem, func(set []int32) bool {
		got = append(got, tr.p.bitset(set))
		return true
	})
	slices.Sort(got)
	if !slices.Equal(got, tr.want) || a.Verdict != aba.Yes {
		return fmt.Errorf("lists %v, want %v", got, tr.want)
	}
	return tr.certificate(a)
}

func verdict(yes bool) aba.Verdict {
	if yes {
		return aba.Yes
	}
	return aba.No
}
