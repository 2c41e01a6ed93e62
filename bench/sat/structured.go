package main

import (
	"math/rand/v2"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// scatter is attacks among n arguments, each with chance p.
func scatter(chance *rand.Rand, n int, p float64) [][2]int {
	var attacks [][2]int
	for x := range n {
		for y := range n {
			if x != y && chance.Float64() < p {
				attacks = append(attacks, [2]int{x, y})
			}
		}
	}
	return attacks
}

// framework is a literal for each argument, and one for each that something in attacks it.
func framework(b *builder, n int, attacks [][2]int) (in, attacked []solve.Lit) {
	in = b.variables(n)
	by := make([][]solve.Lit, n)
	for _, a := range attacks {
		b.say(in[a[0]].Not(), in[a[1]].Not())
		by[a[1]] = append(by[a[1]], in[a[0]])
	}
	for x := range n {
		attacked = append(attacked, b.either(by[x]...))
	}
	return in, attacked
}

// complete asks for a complete extension with the middle argument in (Besnard and Doutre, "Checking the acceptability
// of a set of arguments", 2004).
func complete(n int, attacks [][2]int) solve.Formula {
	b := builder{}
	in, attacked := framework(&b, n, attacks)
	defended := make([][]solve.Lit, n)
	for _, a := range attacks {
		b.say(in[a[1]].Not(), attacked[a[0]])
		defended[a[1]] = append(defended[a[1]], attacked[a[0]].Not())
	}
	for x := range n {
		b.say(append(defended[x], in[x])...)
	}
	b.say(in[n/2])
	return b.f
}

// stable asks for a stable extension.
func stable(n int, attacks [][2]int) solve.Formula {
	b := builder{}
	in, attacked := framework(&b, n, attacks)
	for x := range n {
		b.say(in[x], attacked[x])
	}
	return b.f
}

// times is the product of two numbers, least bit first, as an array of adders.
func (b *builder) times(x, y []solve.Lit) []solve.Lit {
	zero := b.variable()
	b.say(zero.Not())
	sum := make([]solve.Lit, len(x)+len(y))
	for i := range sum {
		sum[i] = zero
	}
	for j, t := range y {
		carry := zero
		for i, f := range x {
			bit := b.both(f, t)
			half := b.odd(sum[i+j], bit)
			over := b.either(b.both(sum[i+j], bit), b.both(half, carry))
			sum[i+j], carry = b.odd(half, carry), over
		}
		sum[j+len(x)] = carry
	}
	return sum
}

// product asks for two factors of n, each of half the bits and neither of them one.
func product(bits int, n uint64) solve.Formula {
	b := builder{}
	x, y := b.variables(bits/2), b.variables(bits/2)
	b.say(x[1:]...)
	b.say(y[1:]...)
	for i, l := range b.times(x, y) {
		b.say(l ^ solve.Lit(n>>i&1^1))
	}
	return b.f
}

// commutes says that x times y is not y times x.
func commutes(bits int) solve.Formula {
	b := builder{}
	x, y := b.variables(bits), b.variables(bits)
	p, q := b.times(x, y), b.times(y, x)
	var differ []solve.Lit
	for i := range p {
		differ = append(differ, b.odd(p[i], q[i]))
	}
	b.say(differ...)
	return b.f
}
