package solve

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadFormula(t *testing.T) {
	tests := []struct {
		name, text string
		want       Formula
		err        string
	}{
		{"plain", "c a remark\np cnf 3 2\n1 -2 0\n3\n-1 0\n", Formula{3, [][]Lit{{0, 3}, {4, 1}}}, ""},
		{"two on a line", "p cnf 2 3\n1 0 2 0\n\nc more\n0\r\n", Formula{2, [][]Lit{{0}, {2}, {}}}, ""},
		{"old collection", "p cnf 1 1\n1 0\n%\n0\n", Formula{1, [][]Lit{{0}}}, ""},
		{"nothing", "", Formula{}, "line 0: the formula ends before its p line"},
		{"no p", "1 0\n", Formula{}, "line 1: expected `p cnf VARIABLES CLAUSES`"},
		{"bad number of variables", "p cnf -1 0\n", Formula{}, `line 1: "-1" is no number of variables`},
		{"bad number of clauses", "p cnf 1 x\n", Formula{}, `line 1: "x" is no number of clauses`},
		{"beyond", "p cnf 2 1\n1 -3 0\n", Formula{}, "line 2: -3 is beyond the 2 variables of the p line"},
		{"no number", "p cnf 2 1\n1 two 0\n", Formula{}, `line 2: "two" is no literal: write whole numbers`},
		{"open end", "p cnf 2 1\n1 2\n", Formula{}, "line 2: the last clause does not end with 0"},
		{"too few", "p cnf 2 2\n1 2 0\n", Formula{}, "line 2: 1 clauses, but the p line says 2"},
	}
	for _, tt := range tests {
		got, err := ReadFormula(strings.NewReader(tt.text))
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("%s: the error is %v, want %s", tt.name, err, tt.err)
			}
			continue
		}
		if err != nil || !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %v, %s", tt.name, err, cmp.Diff(tt.want, got))
		}
	}
}

func FuzzReadFormula(f *testing.F) {
	for _, seed := range []string{"", "p cnf 3 2\n1 -2 0\n3 -1 0\n", "c x\np cnf 0 1\n0\n%", "p cnf 2 1\n1\t-1 0", "p cnf 9 1\n-9 9 9 0\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := ReadFormula(bytes.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := got.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := ReadFormula(&out)
		if err != nil || !cmp.Equal(got, again) {
			t.Fatalf("written and read again: %v, %s", err, cmp.Diff(got, again))
		}
		if got.Vars <= 12 && len(got.Clauses) <= 50 {
			s := New()
			got.AddTo(s)
			if want := len(solutions(got.Clauses, got.Vars)) > 0; (s.Solve() == Satisfiable) != want {
				t.Fatalf("%s: satisfiable is %v", text, want)
			}
		}
	})
}
