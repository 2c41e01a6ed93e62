package solve

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDRATTrim has the checker of the field check whole proofs, where it is installed (Wetzler, Heule and Hunt 2014).
func TestDRATTrim(t *testing.T) {
	trim, err := exec.LookPath("drat-trim")
	if err != nil {
		if slices.Contains(strings.Split(os.Getenv("AFFIANT_REQUIRE"), ","), "drat-trim") {
			t.Fatal(err)
		}
		t.Skip("drat-trim is not installed; the proofs are checked by our own checkers alone")
	}
	dir := t.TempDir()
	proofs := 0
	for seed := range uint64(20) {
		f := pigeonholes(5 + int(seed)%3)
		if seed > 2 {
			rnd := rand.New(rand.NewPCG(seed, 13))
			f = Formula{Vars: 120}
			for range 560 {
				var c []Lit
				for _, v := range rnd.Perm(f.Vars)[:3] {
					c = append(c, Lit(2*v+rnd.IntN(2)))
				}
				f.Clauses = append(f.Clauses, c)
			}
		}
		s := New()
		s.capacity = 30
		f.AddTo(s)
		var text, formula bytes.Buffer
		d := Prove(s, &text)
		if s.Solve() != Unsatisfiable {
			continue
		}
		if err := d.End(s.Core()); err != nil {
			t.Fatal(err)
		}
		if err := f.Write(&formula); err != nil {
			t.Fatal(err)
		}
		check := func(proof []byte) string {
			cnf, drat := filepath.Join(dir, fmt.Sprint(seed, ".cnf")), filepath.Join(dir, fmt.Sprint(seed, ".drat"))
			for name, data := range map[string][]byte{cnf: formula.Bytes(), drat: proof} {
				if err := os.WriteFile(name, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			out, _ := exec.Command(trim, cnf, drat).CombinedOutput() // what it found it prints
			return string(out)
		}
		if out := check(text.Bytes()); !strings.Contains(out, "s VERIFIED") {
			t.Errorf("seed %d: %s", seed, out)
		}
		if out := check([]byte("0\n")); strings.Contains(out, "s VERIFIED") {
			t.Errorf("seed %d: it takes the bare claim too: %s", seed, out)
		}
		proofs++
	}
	if proofs < 10 {
		t.Errorf("only %d proofs", proofs)
	}
}
