package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A member of the set is a formula yet to be made.
type member struct {
	name string
	make func() solve.Formula
}

// formulas is the set: what argumentation asks, and what is hard in different ways. Each is always the same.
func formulas() []member {
	var list []member
	add := func(name string, make func() solve.Formula) { list = append(list, member{name, make}) }
	for i, g := range []struct {
		n int
		p float64
	}{{250, 0.03}, {300, 0.03}, {250, 0.15}, {300, 0.2}} {
		chance := rand.New(rand.NewPCG(uint64(i), 1))
		attacks := scatter(chance, g.n, g.p)
		name := fmt.Sprintf("af-%d-%02.0f", g.n, 100*g.p)
		add(name+"-complete", func() solve.Formula { return complete(g.n, attacks) })
		add(name+"-stable", func() solve.Formula { return stable(g.n, attacks) })
	}
	for _, n := range []int{200, 225, 250} {
		for seed := range uint64(4) {
			add(fmt.Sprintf("random3-%d-%d", n, seed), func() solve.Formula { return random3(n, seed) })
		}
	}
	for _, n := range []int{8, 9} {
		add(fmt.Sprintf("pigeons-%d", n), func() solve.Formula { return pigeons(n) })
	}
	for _, n := range []int{28, 32} {
		add(fmt.Sprintf("parity-%d", n), func() solve.Formula { return parity(n, 2) })
	}
	add("colours-3-500", func() solve.Formula { return colours(500, 1150, 3, 5) })
	add("colours-3-400", func() solve.Formula { return colours(400, 930, 3, 6) })
	add("product-36", func() solve.Formula { return product(36, 200003*190027) })
	add("product-34-prime", func() solve.Formula { return product(34, 8589934609) })
	add("commutes-7", func() solve.Formula { return commutes(7) })
	return list
}

// A builder of formulas: variables and clauses, and gates.
type builder struct{ f solve.Formula }

func (b *builder) variable() solve.Lit {
	b.f.Vars++
	return solve.Lit(2 * (b.f.Vars - 1))
}

func (b *builder) variables(n int) []solve.Lit {
	ls := make([]solve.Lit, n)
	for i := range ls {
		ls[i] = b.variable()
	}
	return ls
}

func (b *builder) say(c ...solve.Lit) { b.f.Clauses = append(b.f.Clauses, c) }

// either is true just if one of ls is.
func (b *builder) either(ls ...solve.Lit) solve.Lit {
	some := b.variable()
	all := []solve.Lit{some.Not()}
	for _, l := range ls {
		b.say(l.Not(), some)
		all = append(all, l)
	}
	b.say(all...)
	return some
}

func (b *builder) both(x, y solve.Lit) solve.Lit { return b.either(x.Not(), y.Not()).Not() }

// odd is true just if one of x and y is, and the other is not.
func (b *builder) odd(x, y solve.Lit) solve.Lit {
	o := b.variable()
	b.say(o.Not(), x, y)
	b.say(o.Not(), x.Not(), y.Not())
	b.say(o, x.Not(), y)
	b.say(o, x, y.Not())
	return o
}

// random3 is a random formula where such are hardest: three literals a clause, 4.26 clauses a variable.
func random3(n int, seed uint64) solve.Formula {
	chance := rand.New(rand.NewPCG(seed, 3))
	b := builder{}
	vs := b.variables(n)
	for range n * 426 / 100 {
		var c []solve.Lit
		for _, v := range chance.Perm(n)[:3] {
			c = append(c, vs[v]^solve.Lit(chance.IntN(2)))
		}
		b.say(c...)
	}
	return b.f
}

// pigeons says that n+1 pigeons sit in n holes, one in each.
func pigeons(n int) solve.Formula {
	b := builder{}
	at := make([][]solve.Lit, n+1)
	for p := range at {
		at[p] = b.variables(n)
		b.say(at[p]...)
		for q := range p {
			for h := range n {
				b.say(at[p][h].Not(), at[q][h].Not())
			}
		}
	}
	return b.f
}

// parity says of a random graph with n points of degree four that the edges at each point add up to an even number,
// and at one to an odd number, which cannot be (Urquhart, "Hard examples for resolution", 1987).
func parity(n int, seed uint64) solve.Formula {
	chance := rand.New(rand.NewPCG(seed, 4))
	b := builder{}
	at := make([][]solve.Lit, n)
	for range 2 {
		round := chance.Perm(n)
		for i, p := range round {
			e, q := b.variable(), round[(i+1)%n]
			at[p], at[q] = append(at[p], e), append(at[q], e)
		}
	}
	for p, edges := range at {
		for signs := range 1 << len(edges) {
			odd := p == 0
			c := make([]solve.Lit, len(edges))
			for i, e := range edges {
				c[i] = e ^ solve.Lit(signs>>i&1)
				odd = odd != (signs>>i&1 != 0)
			}
			if odd {
				b.say(c...)
			}
		}
	}
	return b.f
}

// colours asks for k colours of the points of a random graph such that neighbours differ.
func colours(n, edges, k int, seed uint64) solve.Formula {
	chance := rand.New(rand.NewPCG(seed, 5))
	b := builder{}
	has := make([][]solve.Lit, n)
	for p := range has {
		has[p] = b.variables(k)
		b.say(has[p]...)
	}
	for range edges {
		p, q := chance.IntN(n), chance.IntN(n-1)
		if q >= p {
			q++
		}
		for c := range k {
			b.say(has[p][c].Not(), has[q][c].Not())
		}
	}
	return b.f
}
