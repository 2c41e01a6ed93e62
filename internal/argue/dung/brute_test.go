package dung

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

var all = []argue.Semantics{argue.Complete, argue.Grounded, argue.Preferred, argue.Stable, argue.SemiStable, argue.Stage, argue.Ideal}

// rounds is how many random frameworks a test tries: n, or AFFIANT_SOAK where that is more.
func rounds(t *testing.T, n int) int {
	t.Helper()
	if soak, err := strconv.Atoi(os.Getenv("AFFIANT_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

// brute holds sets as bits and works from the definitions alone.
type brute struct {
	n       int
	attacks []uint // by argument: what it attacks
	struck  []uint // by set: what it attacks
	free    []uint
	adm     []uint
}

func newBrute(n int, attacks [][2]int32) *brute {
	b := &brute{n: n, attacks: make([]uint, n), struck: make([]uint, 1<<n)}
	for _, t := range attacks {
		b.attacks[t[0]] |= 1 << t[1]
	}
	for s := range uint(1) << n {
		for a := range n {
			if s>>a&1 == 1 {
				b.struck[s] = b.struck[s&^(1<<a)] | b.attacks[a]
				break
			}
		}
		if s&b.struck[s] == 0 {
			b.free = append(b.free, s)
			if b.defends(s)&s == s {
				b.adm = append(b.adm, s)
			}
		}
	}
	return b
}

// defends is the arguments all of whose attackers s attacks.
func (b *brute) defends(s uint) uint {
	d := uint(1)<<b.n - 1
	for a := range b.n {
		if b.struck[s]>>a&1 == 0 {
			d &^= b.attacks[a]
		}
	}
	return d
}

// greatest is the sets whose size, a set itself, is part of no other's.
func greatest(sets []uint, size func(uint) uint) []uint {
	var list []uint
	for _, s := range sets {
		if !slices.ContainsFunc(sets, func(t uint) bool { return size(s) != size(t) && size(s)&^size(t) == 0 }) {
			list = append(list, s)
		}
	}
	return list
}

func self(s uint) uint { return s }

func (b *brute) extensions(sem argue.Semantics) []uint {
	var complete []uint
	for _, s := range b.adm {
		if b.defends(s) == s {
			complete = append(complete, s)
		}
	}
	span := func(s uint) uint { return s | b.struck[s] }
	switch sem {
	case argue.Complete:
		return complete
	case argue.Grounded:
		least := complete[0]
		for _, s := range complete {
			least &= s
		}
		return []uint{least}
	case argue.Preferred:
		return greatest(complete, self)
	case argue.Stable:
		return slices.DeleteFunc(slices.Clone(b.free), func(s uint) bool { return span(s) != 1<<b.n-1 })
	case argue.SemiStable:
		return greatest(complete, span)
	case argue.Stage:
		return greatest(b.free, span)
	}
	common := uint(1)<<b.n - 1
	for _, s := range greatest(complete, self) {
		common &= s
	}
	var within []uint
	for _, s := range b.adm {
		if s&^common == 0 {
			within = append(within, s)
		}
	}
	return greatest(within, self)
}

// random is a framework of up to size arguments: of one piece or several,
// thick or thin, with more or fewer attacks that are mutual or on oneself.
func random(rnd *rand.Rand, size int) (int, [][2]int32) {
	n := rnd.IntN(size + 1)
	if n == 0 {
		return 0, nil
	}
	var attacks [][2]int32
	thick := []float64{0.5, 1, 1.3, 1.7, 2, 3, 5}[rnd.IntN(7)]
	mutual, selfish := rnd.Float64()*0.5, rnd.Float64()*0.3
	near := n
	if rnd.IntN(3) == 0 {
		near = 1 + rnd.IntN(n)
	}
	for range int(thick * float64(n)) {
		a := rnd.IntN(n)
		b := (a + rnd.IntN(near)) % n
		if a == b && rnd.Float64() > selfish {
			continue
		}
		attacks = append(attacks, [2]int32{int32(a), int32(b)})
		if rnd.Float64() < mutual {
			attacks = append(attacks, [2]int32{int32(b), int32(a)})
		}
	}
	return n, attacks
}

func bitset(set []int32) uint {
	s := uint(0)
	for _, a := range set {
		s |= 1 << a
	}
	return s
}

// checker compares answers on one framework, and has every certificate checked.
type checker struct {
	t       testing.TB
	name    string
	r       *Reasoner
	n       int
	attacks [][2]int32
	list    func(argue.Semantics) []uint
	proven  int
}

func (c *checker) fail(format string, args ...any) {
	c.t.Helper()
	c.t.Fatalf("%s: %s", c.name, fmt.Sprintf(format, args...))
}

// certified checks that an answer has a certificate, and that it is good.
func (c *checker) certified(what string, a Answer) {
	c.t.Helper()
	if a.Certificate == nil {
		c.fail("%s: %v without a certificate: %s", what, a.Verdict, a.Known)
	}
	if err := proof.VerifyAF(c.n, c.attacks, a.Certificate); err != nil {
		c.fail("%s: %v: %v", what, a.Verdict, err)
	}
	c.proven++
}

// member checks that a set is ascending and one of the list.
func (c *checker) member(what string, list []uint, set []int32) {
	c.t.Helper()
	if set == nil || !slices.IsSorted(set) || !slices.Contains(list, bitset(set)) {
		c.fail("%s: %v is no such extension; there are %b", what, set, list)
	}
}

// check asks everything by one semantics about the arguments listed.
func (c *checker) check(sem argue.Semantics, args []int32) {
	c.t.Helper()
	want := c.list(sem)
	var got []uint
	a := c.r.Each(sem, func(set []int32) bool {
		if !slices.IsSorted(set) {
			c.fail("%v: %v is out of order", sem, set)
		}
		got = append(got, bitset(set))
		return true
	})
	if a.Verdict != Yes {
		c.fail("each %v: %v", sem, a)
	}
	c.certified("each "+sem.String(), a)
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		c.fail("each %v: %b, want %b", sem, got, want)
	}
	switch a = c.r.Some(sem); {
	case a.Verdict == Yes:
		c.member("some "+sem.String(), want, a.Extension)
	case a.Verdict != No || len(want) > 0:
		c.fail("some %v: %v", sem, a)
	}
	c.certified("some "+sem.String(), a)
	for _, x := range args {
		has := func(s uint) bool { return s>>x&1 == 1 }
		with := slices.ContainsFunc(want, has)
		without := slices.ContainsFunc(want, func(s uint) bool { return !has(s) })
		a = c.r.Credulous(sem, x)
		if a.Verdict == Unknown || (a.Verdict == Yes) != with {
			c.fail("credulous %v %d: %v, want %v", sem, x, a.Verdict, with)
		}
		if with {
			c.member(fmt.Sprintf("credulous %v %d", sem, x), slices.DeleteFunc(slices.Clone(want), func(s uint) bool { return !has(s) }), a.Extension)
		} else if a.Extension != nil {
			c.fail("credulous %v %d: no, with %v", sem, x, a.Extension)
		}
		c.certified(fmt.Sprintf("credulous %v %d", sem, x), a)
		a = c.r.Sceptical(sem, x)
		if a.Verdict == Unknown || (a.Verdict == No) != without {
			c.fail("sceptical %v %d: %v, want %v", sem, x, a.Verdict, !without)
		}
		if without {
			ce := want
			if sem == argue.Complete {
				ce = c.list(argue.Grounded)
			}
			c.member(fmt.Sprintf("sceptical %v %d", sem, x), slices.DeleteFunc(slices.Clone(ce), has), a.Extension)
		} else if a.Extension != nil {
			c.fail("sceptical %v %d: yes, with %v", sem, x, a.Extension)
		}
		c.certified(fmt.Sprintf("sceptical %v %d", sem, x), a)
	}
}

// TestAgainstBruteForce holds every task by every semantics against the definitions, tried on all subsets, and has the
// certificate of every answer checked.
func TestAgainstBruteForce(t *testing.T) {
	proven := 0
	for seed := range rounds(t, 5000) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 7))
		size := 8
		if seed%10 == 0 {
			size = 14
		}
		n, attacks := random(rnd, size)
		f, err := New(n, attacks)
		if err != nil {
			t.Fatal(err)
		}
		b := newBrute(n, attacks)
		args := make([]int32, n)
		for a := range args {
			args[a] = int32(a)
		}
		if n > 8 {
			rnd.Shuffle(n, func(i, j int) { args[i], args[j] = args[j], args[i] })
			args = args[:4]
		}
		c := &checker{
			t: t, name: fmt.Sprintf("seed %d, %d arguments, %v", seed, n, attacks),
			r: NewReasoner(f, Options{Prove: true}), n: n, attacks: attacks, list: b.extensions,
		}
		for _, sem := range all {
			c.check(sem, args)
		}
		proven += c.proven
	}
	t.Logf("%d certificates accepted", proven)
}
