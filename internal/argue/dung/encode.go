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
	}
	for a := range t.in {
		if !of.may(int32(a)) {
			t.Add(t.in[a].Not())
		}
	}
	return t
}

// attacks gives each argument a literal that says that the set attacks it.
// The set is free of conflict if what is in is not attacked.
func (t *theory) attacks() {
	t.att = make([]solve.Lit, len(t.in))
	for a := range t.in {
		t.att[a] = t.Var()
	}
	for a := range t.in {
		row := t.part.Attackers(int32(a))
		some := make([]solve.Lit, 0, len(row)+1)
		for _, b := range row {
			t.Add(t.in[b].Not(), t.att[a])
			some = append(some, t.in[b])
		}
		t.Add(append(some, t.att[a].Not())...)
		t.Add(t.in[a].Not(), t.att[a].Not())
	}
}

// admissible says that the set attacks all that attacks it (Dung 1995,
// definition 6), with a literal for being attacked: the size is linear in the
// number of attacks.
func admissible(p *purse, of part) *theory {
	t := newTheory(p, of)
	t.attacks()
	for a := range t.in {
		for _, b := range t.part.Attackers(int32(a)) {
			t.Add(t.in[a].Not(), t.att[b])
		}
	}
	return t
}

// complete says besides that the set holds all that it defends (Dung 1995, definition 10).
func complete(p *purse, of part) *theory {
	t := admissible(p, of)
	for a := range t.in {
		if of.barred != nil && of.barred[a] {
			continue
		}
		row := t.part.Attackers(int32(a))
		clause := make([]solve.Lit, 0, len(row)+1)
		for _, b := range row {
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
	for a := range t.in {
		row := t.part.Attackers(int32(a))
		clause := make([]solve.Lit, 0, len(row)+1)
		for _, b := range row {
			if b < int32(a) || !t.part.attacks(int32(a), b) {
				t.Add(t.in[a].Not(), t.in[b].Not())
			}
			clause = append(clause, t.in[b])
		}
		t.Add(append(clause, t.in[a])...)
	}
	return t
}

// free says that the set is free of conflict, and gives attacks their literals.
func free(p *purse, of part) *theory {
	t := newTheory(p, of)
	t.attacks()
	return t
}

// ranges gives each argument a literal that says that it is in the set or
// attacked by it.
func (t *theory) ranges() {
	t.ran = make([]solve.Lit, len(t.in))
	for a := range t.in {
		r := t.Var()
		t.ran[a] = r
		t.Add(r.Not(), t.in[a], t.att[a])
		t.Add(t.in[a].Not(), r)
		t.Add(t.att[a].Not(), r)
	}
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

// covered lists the range of the set last found.
func (t *theory) covered() []bool {
	list := make([]bool, len(t.ran))
	for a, l := range t.ran {
		list[a] = t.True(l)
	}
	return list
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
