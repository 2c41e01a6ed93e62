package solve

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// A Formula is clauses over the variables 0 to Vars-1, to be kept, sent
// elsewhere or given to a solver.
type Formula struct {
	Vars    int
	Clauses [][]Lit
}

// mostVars is how many variables a formula may have.
const mostVars = 1<<30 - 1

// ReadFormula reads the DIMACS form of a formula: lines that begin with c are
// remarks; then `p cnf VARIABLES CLAUSES`, then the clauses, each a list of
// variables, counted from 1 and negative if negated, that ends with 0. An
// error names the line.
func ReadFormula(r io.Reader) (Formula, error) {
	var f Formula
	var all []Lit // the literals of many clauses; each clause is a part
	from := 0     // where the present clause begins
	said, line := -1, 0
	var words [][]byte
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 1<<16), 1<<26)
	for in.Scan() {
		line++
		words = fields(words[:0], in.Bytes())
		switch {
		case len(words) == 0, words[0][0] == 'c':
			continue
		case words[0][0] == '%': // ends the files of an old collection
			return f, f.complete(said, len(all) > from, line)
		case said < 0:
			var err error
			if f.Vars, said, err = promise(words); err != nil {
				return f, fmt.Errorf("line %d: %w", line, err)
			}
			continue
		}
		for _, w := range words {
			n, err := strconv.Atoi(string(w))
			switch {
			case err != nil:
				return f, fmt.Errorf("line %d: %.20q is no literal: write whole numbers", line, w)
			case n > f.Vars || n < -f.Vars:
				return f, fmt.Errorf("line %d: %d is beyond the %d variables of the p line", line, n, f.Vars)
			case n == 0:
				f.Clauses = append(f.Clauses, all[from:len(all):len(all)])
				from = len(all)
			default:
				if len(all) == cap(all) {
					all = append(make([]Lit, 0, max(1<<12, 2*(len(all)-from))), all[from:]...)
					from = 0
				}
				all = append(all, literal(n))
			}
		}
	}
	if err := in.Err(); err != nil {
		return f, fmt.Errorf("after line %d: %w", line, err)
	}
	return f, f.complete(said, len(all) > from, line)
}

// promise reads the p line.
func promise(words [][]byte) (vars, clauses int, err error) {
	if len(words) != 4 || string(words[0]) != "p" || string(words[1]) != "cnf" {
		return 0, 0, fmt.Errorf("expected `p cnf VARIABLES CLAUSES`")
	}
	vars, err = strconv.Atoi(string(words[2]))
	if err != nil || vars < 0 || vars > mostVars {
		return 0, 0, fmt.Errorf("%.20q is no number of variables", words[2])
	}
	clauses, err = strconv.Atoi(string(words[3]))
	if err != nil || clauses < 0 {
		return 0, 0, fmt.Errorf("%.20q is no number of clauses", words[3])
	}
	return vars, clauses, nil
}

// complete returns an error unless all that was promised is there.
func (f Formula) complete(said int, open bool, line int) error {
	switch {
	case said < 0:
		return fmt.Errorf("line %d: the formula ends before its p line", line)
	case open:
		return fmt.Errorf("line %d: the last clause does not end with 0", line)
	case len(f.Clauses) != said:
		return fmt.Errorf("line %d: %d clauses, but the p line says %d", line, len(f.Clauses), said)
	}
	return nil
}

// fields appends the words of a line.
func fields(words [][]byte, line []byte) [][]byte {
	from := -1
	for i, b := range line {
		blank := b == ' ' || b == '\t' || b == '\r'
		switch {
		case blank && from >= 0:
			words = append(words, line[from:i])
			from = -1
		case !blank && from < 0:
			from = i
		}
	}
	if from >= 0 {
		words = append(words, line[from:])
	}
	return words
}

// Write writes the DIMACS form of f. Give it a writer that collects.
func (f Formula) Write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "p cnf %d %d\n", f.Vars, len(f.Clauses)); err != nil {
		return err
	}
	var line []byte
	for _, c := range f.Clauses {
		line = appendClause(line[:0], c)
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// AddTo makes the variables of f in s, which is to have none, and adds the clauses.
func (f Formula) AddTo(s *Solver) {
	for range f.Vars {
		s.Var()
	}
	for _, c := range f.Clauses {
		s.Add(c...)
	}
}

// literal is the literal of a DIMACS number.
func literal(n int) Lit {
	if n < 0 {
		return Lit(-n-1)<<1 | 1
	}
	return Lit(n-1) << 1
}

// appendClause appends the DIMACS form of a clause, a line.
func appendClause(line []byte, c []Lit) []byte {
	for _, l := range c {
		if l&1 != 0 {
			line = append(line, '-')
		}
		line = strconv.AppendInt(line, int64(l.variable())+1, 10)
		line = append(line, ' ')
	}
	return append(line, '0', '\n')
}
