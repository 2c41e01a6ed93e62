package dung

import "github.com/affiant-project/affiant/internal/argue/solve"

// A theory says in clauses which sets of arguments of a part are free of
// conflict, admissible or stable (Besnard and Doutre, "Checking the
// acceptability of a set of arguments", NMR 2004).
type theory struct {
	*oracle
	part part
	in   []solve.Lit // by argument: it is in the set
	att  []solve.Lit // by argument: the set attacks it; nil if not needed
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

// free says that the set is free of conflict, and gives each argument a
// literal that says, at least where it is true, that the set attacks it.
func free(p *purse, of part) *theory {
	t := newTheory(p, of)
	t.att = make([]solve.Lit, len(t.in))
	for a := range t.in {
		t.att[a] = t.Var()
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
		t.Add(append(clause, t.att[a].Not())...)
	}
	return t
}

// admissible says that the set attacks all that attacks it (Dung 1995,
// definition 6). The literals for being attacked keep the size linear in the
// number of attacks.
func admissible(p *purse, of part) *theory {
	t := free(p, of)
	t.defend()
	t.insist(t.in)
	return t
}

func (t *theory) defend() {
	for a := range t.in {
		for _, b := range t.part.Attackers(int32(a)) {
			t.Add(t.in[a].Not(), t.att[b])
		}
	}
}

// complete says besides that the set holds all that it defends (Dung 1995,
// definition 10). Nothing may be barred.
func complete(p *purse, of part) *theory {
	t := admissible(p, of)
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
		t.Add(t.ran[a].Not(), t.in[a], t.att[a])
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
