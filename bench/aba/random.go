package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/argue/aba"
)

// A shape is what a random framework is drawn from, in the manner of the competition of 2023: each atom that is no
// assumption has 1 to rules rules, each with 1 to premises premises drawn from all other atoms, and each assumption has
// any atom for its contrary.
type shape struct {
	atoms           int
	ratio           float64 // of assumptions among the atoms
	rules, premises int
	seed            uint64
}

func (s shape) String() string {
	return fmt.Sprintf("%d_%g_%d_%d_%d", s.atoms, s.ratio, s.rules, s.premises, s.seed)
}

// parse reads what String writes.
func parse(text string) (shape, error) {
	var s shape
	f := strings.Split(text, "_")
	if len(f) != 5 {
		return s, fmt.Errorf("%s: expected ATOMS_RATIO_RULES_PREMISES_SEED, as 2000_0.3_10_10_1", text)
	}
	var err [5]error
	s.atoms, err[0] = strconv.Atoi(f[0])
	s.ratio, err[1] = strconv.ParseFloat(f[1], 64)
	s.rules, err[2] = strconv.Atoi(f[2])
	s.premises, err[3] = strconv.Atoi(f[3])
	s.seed, err[4] = strconv.ParseUint(f[4], 10, 64)
	for _, e := range err {
		if e != nil {
			return s, fmt.Errorf("%s: %w", text, e)
		}
	}
	return s, nil
}

// A drawn framework is one as numbers from 0; assumptions come first.
type drawn struct {
	atoms, assumptions int32
	contrary           []int32
	rules              []aba.Rule
}

func (s shape) draw() drawn {
	rng := rand.New(rand.NewPCG(s.seed, uint64(s.atoms)))
	n := int32(s.atoms)
	d := drawn{atoms: n, assumptions: int32(float64(n)*s.ratio + 0.5)}
	for range d.assumptions {
		d.contrary = append(d.contrary, rng.Int32N(n))
	}
	last := make([]int32, n) // the rule that an atom was last a premise of
	for h := d.assumptions; h < n; h++ {
		for range 1 + rng.IntN(s.rules) {
			r := aba.Rule{Head: h}
			for want := 1 + rng.IntN(s.premises); len(r.Body) < want; {
				if x := rng.Int32N(n); x != h && last[x] != int32(len(d.rules)+1) {
					last[x] = int32(len(d.rules) + 1)
					r.Body = append(r.Body, x)
				}
			}
			d.rules = append(d.rules, r)
		}
	}
	return d
}

// framework is the framework for us.
func (d drawn) framework() (*aba.Framework, error) {
	contrary := make(map[int32]int32)
	var assumptions []int32
	for a, c := range d.contrary {
		assumptions = append(assumptions, int32(a))
		contrary[int32(a)] = c
	}
	return aba.New(int(d.atoms), assumptions, contrary, d.rules)
}

// facts is the framework for clingo.
func (d drawn) facts() []byte {
	var b bytes.Buffer
	for a, c := range d.contrary {
		fmt.Fprintf(&b, "assumption(%d). contrary(%d,%d).\n", a+1, a+1, c+1)
	}
	for i, r := range d.rules {
		fmt.Fprintf(&b, "head(%d,%d).", i+1, r.Head+1)
		for _, x := range r.Body {
			fmt.Fprintf(&b, " body(%d,%d).", i+1, x+1)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// text is the framework in the format of 2023.
func (d drawn) text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "p aba %d\n", d.atoms)
	for a := range d.assumptions {
		fmt.Fprintf(&b, "a %d\n", a+1)
	}
	for a, c := range d.contrary {
		fmt.Fprintf(&b, "c %d %d\n", a+1, c+1)
	}
	for _, r := range d.rules {
		fmt.Fprintf(&b, "r %d", r.Head+1)
		for _, x := range r.Body {
			fmt.Fprintf(&b, " %d", x+1)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}
