package proof

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue/arguetest"
)

func TestCheckRUP(t *testing.T) {
	square := [][]int32{{1, 2}, {1, -2}, {-1, 2}, {-1, -2}}
	tests := []struct {
		name            string
		clauses, lemmas [][]int32
		want            string // "" if it is accepted
	}{
		{"two steps", square, [][]int32{{1}, {}}, ""},
		{"at once is too quick", square, [][]int32{{}}, "step 1: the lemma [] does not follow"},
		{"never closed", square, [][]int32{{1}}, "after step 1 the empty clause is missing"},
		{"no lemma", square, nil, "after step 0 the empty clause is missing"},
		{"goes on", square, [][]int32{{1}, {}, {2}}, "step 3: it comes after the empty clause"},
		{"does not follow", square[:3], [][]int32{{-1}, {}}, "step 1: the lemma [-1] does not follow"},
		{"a variable from nowhere", square, [][]int32{{3, 1}, {}}, "step 1: the literal 3 is of no variable"},
		{"zero", square, [][]int32{{0}}, "the literal 0 is of no variable"},
		{"units", [][]int32{{1}, {-1}}, [][]int32{{}}, ""},
		{"an empty clause", [][]int32{{}}, [][]int32{{}}, ""},
		{"nothing said", nil, [][]int32{{}}, "does not follow"},
		{"says nothing", [][]int32{{1, -1}, {2, 2}, {-2, -2, -2}}, [][]int32{{}}, ""},
		{"a lemma that says nothing", square, [][]int32{{2, 1, -1}, {1, 1}, {}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { refusal(t, CheckRUP(tt.clauses, tt.lemmas), tt.want) })
	}
}

func refusal(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("refused: %v", err)
	case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("error %v; want %q", err, want)
	}
}

func TestCheckDRAT(t *testing.T) {
	cnf := "c four corners\np cnf 2 4\n1 2 0 1\n-2 0\n-1 2 0\n-1 -2 0\n"
	tests := []struct{ name, cnf, proof, want string }{
		{"lemmas", cnf, "1 0\n0\n", ""},
		{"what is not needed", cnf, "1 0\nd 1 2 0\nd -2 1 0\nd 7 0\n", "literal 7"},
		{"too much is deleted", cnf, "d -1 2 0\n1 0\n0\n", "step 3: the lemma [] does not follow"},
		{"deleted in another order", cnf, "d 2 -1 0\n1 0\n0\n", "step 3: the lemma [] does not follow"},
		{"what a clause forced stays", cnf, "1 0\nd 1 0\nd 1 2 0\n0\n", ""},
		{"matches nothing", cnf, "c say\n1 0\nd -1 0\n0\n", ""},
		{"blocked but not implied", "p cnf 2 1\n1 2 0\n", "-1 0\n", "step 1: the lemma [-1] does not follow"},
		{"not closed", cnf, "1\n0\n", "line 1: expected one lemma"},
		{"two on a line", cnf, "1 0 0\n", "line 1: expected one lemma"},
		{"a word", cnf, "1 x 0\n", `"x" is not a literal`},
		{"no header", "1 0\n", "0\n", "expected a line such as p cnf"},
		{"two headers", "p cnf 1 1\np cnf 1 1\n1 0", "0\n", "expected one line"},
		{"an open clause", "p cnf 1 1\n1", "0\n", "every clause closed by 0"},
		{"too large a variable", "p cnf 1 1\n2000000000 0", "0\n", "not a literal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refusal(t, CheckDRAT(strings.NewReader(tt.cnf), strings.NewReader(tt.proof)), tt.want)
		})
	}
}

// TestRandomClauses proves random clauses without a model by splitting cases, with deletions now and then, and sees
// that clauses with a model are never refuted, whatever the lemmas.
func TestRandomClauses(t *testing.T) {
	proved := 0
	for seed := range arguetest.Rounds(t, 2000) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 5))
		vars := 2 + rnd.IntN(6)
		var clauses [][]int32
		for range rnd.IntN(6 * vars) {
			clauses = append(clauses, randomClause(rnd, vars))
		}
		possible := satisfiable(vars, clauses)
		r := &Refutation{}
		e := newEngine(vars, false)
		for _, c := range clauses {
			e.add(c)
		}
		if found := !split(e, r, nil); found != possible {
			t.Fatalf("seed %d: %v has a model: %v, and splitting says %v", seed, clauses, possible, found)
		}
		if possible {
			r = &Refutation{}
			for range rnd.IntN(8) {
				if c := randomClause(rnd, vars); rnd.IntN(3) == 0 {
					r.Delete(c...)
				} else {
					r.Lemma(c...)
				}
			}
		} else {
			proved++
		}
		var steps, whole Refutation
		for s := range r.Steps() {
			for _, to := range []*Refutation{&steps, &whole} {
				if s.Delete {
					to.Delete(s.Lits...)
				} else {
					to.Lemma(s.Lits...)
				}
			}
			if len(clauses) > 0 && rnd.IntN(4) == 0 {
				steps.Delete(clauses[rnd.IntN(len(clauses))]...)
			}
		}
		steps.Lemma()
		whole.Lemma()
		switch err := refute(clauses, &whole); {
		case possible && (err == nil || refute(clauses, &steps) == nil):
			t.Fatalf("seed %d: %v has a model and is refuted", seed, clauses)
		case !possible && err != nil:
			t.Fatalf("seed %d: %v: %v", seed, clauses, err)
		}
	}
	if proved == 0 {
		t.Error("nothing was proved")
	}
}

func randomClause(rnd *rand.Rand, vars int) []int32 {
	var c []int32
	for range 1 + rnd.IntN(3) {
		x := 1 + rnd.Int32N(int32(vars))
		if rnd.IntN(2) == 0 {
			x = -x
		}
		c = append(c, x)
	}
	return c
}

func satisfiable(vars int, clauses [][]int32) bool {
	for m := range uint(1) << vars {
		all := true
		for _, c := range clauses {
			some := false
			for _, x := range c {
				some = some || x > 0 && m>>(x-1)&1 == 1 || x < 0 && m>>(-x-1)&1 == 0
			}
			all = all && some
		}
		if all {
			return true
		}
	}
	return false
}
