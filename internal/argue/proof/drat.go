package proof

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// CheckRUP checks that the clauses, in DIMACS literals, have no model: each lemma follows from them and the lemmas before
// by reverse unit propagation, and the last is empty.
func CheckRUP(clauses, lemmas [][]int32) error {
	r := &Refutation{}
	for _, l := range lemmas {
		r.Lemma(l...)
	}
	return refute(clauses, r)
}

// CheckDRAT checks a proof in the text form of DRAT (Wetzler, Heule and Hunt 2014) against clauses in DIMACS: a lemma a
// line, deletions after d, comments after c, the last lemma empty. Lemmas must follow by reverse unit propagation: one
// that only has the RAT property is refused, as is any that does not follow. Deletions that match no clause are passed
// over, and what a deleted clause forced stays forced.
func CheckDRAT(cnf, proof io.Reader) error {
	clauses, err := dimacs(cnf)
	if err != nil {
		return fmt.Errorf("the clauses: %w", err)
	}
	r := &Refutation{}
	err = lines(proof, func(line string) error {
		rest, del := strings.CutPrefix(line, "d ")
		lits, err := literals(rest)
		if err != nil || len(lits) == 0 || lits[len(lits)-1] != 0 || slices.Contains(lits[:len(lits)-1], 0) {
			return errors.Join(errors.New("expected one lemma or deletion, closed by 0"), err)
		}
		if lits = lits[:len(lits)-1]; del {
			r.Delete(lits...)
		} else {
			r.Lemma(lits...)
		}
		return nil
	})
	switch {
	case err != nil:
		return fmt.Errorf("the proof: %w", err)
	case r.cut:
		return ErrTooLarge
	}
	return refute(clauses, r)
}

// mostVariables is how many variables a formula given as text or as clauses may have.
const mostVariables = 1 << 24

func refute(clauses [][]int32, r *Refutation) error {
	vars := int32(0)
	for _, c := range clauses {
		for _, x := range c {
			if x == 0 || x > mostVariables || x < -mostVariables {
				return fmt.Errorf("a clause has the literal %d; variables are 1 to %d", x, mostVariables)
			}
			vars = max(vars, x, -x)
		}
	}
	e := newEngine(int(vars), r.deletes())
	for _, c := range clauses {
		e.add(c)
	}
	return e.check(r.Steps())
}

// dimacs reads clauses, which may run over lines.
func dimacs(r io.Reader) ([][]int32, error) {
	var clauses [][]int32
	clause := []int32{}
	headed := false
	err := lines(r, func(line string) error {
		if strings.HasPrefix(line, "p ") {
			if headed || !strings.HasPrefix(line, "p cnf ") {
				return errors.New("expected one line such as p cnf 3 5")
			}
			headed = true
			return nil
		}
		lits, err := literals(line)
		for _, x := range lits {
			if x != 0 {
				clause = append(clause, x)
				continue
			}
			clauses = append(clauses, clause)
			clause = []int32{}
		}
		return err
	})
	if err == nil && (!headed || len(clause) > 0) {
		err = errors.New("expected a line such as p cnf 3 5, and every clause closed by 0")
	}
	return clauses, err
}

// lines goes through the lines that are neither empty nor comments.
func lines(r io.Reader, each func(line string) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<26)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line == "c" || strings.HasPrefix(line, "c ") {
			continue
		}
		if err := each(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

func literals(text string) ([]int32, error) {
	var lits []int32
	for word := range strings.FieldsSeq(text) {
		x, err := strconv.ParseInt(word, 10, 32)
		if err != nil || x < -mostVariables || x > mostVariables {
			return nil, fmt.Errorf("%q is not a literal; expected a number from -%d to %d", word, mostVariables, mostVariables)
		}
		lits = append(lits, int32(x))
	}
	return lits, nil
}
