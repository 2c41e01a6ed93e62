package dung

import "github.com/affiant-project/affiant/internal/argue/solve"

// A theory says in clauses which sets of arguments of a part are free of
// conflict, admissible or stable (Besnard and Doutre, "Checking the
// acceptability of a set of arguments", NMR 2004).
type theory struct {
	*oracle
	part part
	in   []solve.Lit // by argument: it is in the set
	att  []solve.Lit // by argument: the set attacks it; unsaid where spelled out; nil if not needed
	ran  []solve.Lit // by argument: it is in the range; nil if not needed
}

func newTheory(p *purse, of part) *theory {
	t := &theory{oracle: newOracle(p), part: of, in: make([]solve.Lit, of.Len())}
	for a := range t.in {
		t.in[a] = t.Var()
		if !of.may(int32(a)) {
			t.Add(t.in[a].Not())
		}
	}
	return t
}

// insist has the solver decide that arguments are in before all else. A set
// found is then as large as it can be: what is not in was ruled out by what
// is. It is also by far the quickest to find a set where few exist.
func (t *theory) insist(lits []solve.Lit) {
	for _, l := range lits {
		t.Insist(l)
	}
}

// unsaid is the literal of what has no variable of its own.
const unsaid = solve.Lit(-1)

// often has every argument given a literal.
const often = 1 << 30

// free says that the set is free of conflict, and gives arguments a literal
// that says, at least where it is true, that the set attacks it. An argument
// for which spelling out its attackers takes no more room has none (as a
// variable is eliminated in Eén and Biere, "Effective preprocessing in SAT
// through variable and clause elimination", SAT 2005). So of the encodings
// with such literals and without (Besnard and Doutre 2004) the smaller is
// chosen for each argument. Uses is how often that it is attacked is said of
// an argument, besides once for each that it attacks; if it is often, all have
// a literal.
func free(p *purse, of part, uses int) *theory {
	t := newTheory(p, of)
	t.att = make([]solve.Lit, len(t.in))
	for a := range t.in {
		t.att[a] = unsaid
		if k, m := len(of.Attackers(int32(a))), len(of.Attacked(int32(a)))+uses; uses == often || m*(k+1) > k+1+2*m {
			t.att[a] = t.Var()
		}
	}
	for a := range t.in {
		row := t.part.Attackers(int32(a))
		clause := make([]solve.Lit, 0, len(row)+1)
		for _, b := range row {
			if b <= int32(a) || !t.part.attacks(int32(a), b) {
				t.Add(t.in[a].Not(), t.in[b].Not())
			}
			clause = append(clause, t.in[b])
		}
		if t.att[a] != unsaid {
			t.Add(append(clause, t.att[a].Not())...)
		}
	}
	return t
}

// attacked is the clause that the set attacks a, or one of the literals holds.
func (t *theory) attacked(a int32, or ...solve.Lit) []solve.Lit {
	if t.att[a] != unsaid {
		return append(or, t.att[a])
	}
	for _, b := range t.part.Attackers(a) {
		or = append(or, t.in[b])
	}
	return or
}

// admissible says that the set attacks all that attacks it (Dung 1995,
// definition 6). The literals for being attacked keep the size linear in the
// number of attacks.
func admissible(p *purse, of part) *theory { return defending(p, of, 0) }

// defending is admissible, where that an argument is attacked is said so often besides (see free).
func defending(p *purse, of part, uses int) *theory {
	t := free(p, of, uses)
	t.defend()
	t.insist(t.in)
	return t
}

func (t *theory) defend() {
	for a := range t.in {
		for _, b := range t.part.Attackers(int32(a)) {
			t.Add(t.attacked(b, t.in[a].Not())...)
		}
	}
}

// complete says besides that the set holds all that it defends (Dung 1995,
// definition 10). Nothing may be barred.
func complete(p *purse, of part) *theory {
	t := defending(p, of, often)
	for a := range t.in {
		row := t.part.Attackers(int32(a))
		clause := make([]solve.Lit, 0, len(row)+1)
		for _, b := range row {
			t.Add(t.in[b].Not(), t.att[a])
			clause = append(clause, t.att[b].Not())
		}
		t.Add(append(clause, t.in[a])...)
	}
	return t
}

// stable says that an argument is in just if no attacker of it is (Dung 1995,
// definition 13). Nothing may be barred.
func stable(p *purse, of part) *theory {
	t := newTheory(p, of)
	t.insist(t.in)
	for a := range t.in {
		row := t.part.Attackers(int32(a))
		clause := make([]solve.Lit, 0, len(row)+1)
		for _, b := range row {
			if b <= int32(a) || !t.part.attacks(int32(a), b) {
				t.Add(t.in[a].Not(), t.in[b].Not())
			}
			clause = append(clause, t.in[b])
		}
		t.Add(append(clause, t.in[a])...)
	}
	return t
}

// ranges gives each argument a literal that says, where it is true, that the
// argument is in the set or attacked by it, and has as many true as can be.
func (t *theory) ranges() {
	t.ran = make([]solve.Lit, len(t.in))
	for a := range t.in {
		t.ran[a] = t.Var()
		t.Add(t.attacked(int32(a), t.ran[a].Not(), t.in[a])...)
	}
	t.insist(t.ran)
}

// found lists the arguments in the set last found, by their names in the part.
func (t *theory) found() []int32 {
	var list []int32
	for a, l := range t.in {
		if t.True(l) {
			list = append(list, int32(a))
		}
	}
	return list
}

// covered is the range of the set given.
func (f *Framework) covered(set []int32) []bool {
	c := f.struck(set)
	for _, a := range set {
		c[a] = true
	}
	return c
}

// some lists the literals of lits whose argument pick names.
func some(lits []solve.Lit, pick func(a int32) bool) []solve.Lit {
	var list []solve.Lit
	for a, l := range lits {
		if pick(int32(a)) {
			list = append(list, l)
		}
	}
	return list
}
