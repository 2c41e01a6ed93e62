package solve

import "io"

// A DRAT is a proof in the text form that checkers of the field read: a
// clause a line as in DIMACS, d before those dropped (Wetzler, Heule and Hunt,
// "DRAT-trim: efficient checking and trimming using expressive clausal
// proofs", 2014). Every clause follows by unit propagation from the clauses
// added and those before it.
type DRAT struct {
	w    io.Writer
	line []byte
	err  error
}

// Prove has s write what it learns and drops from now on to w. Give it a
// writer that collects: each clause is a write of its own.
func Prove(s *Solver, w io.Writer) *DRAT {
	d := &DRAT{w: w}
	s.OnLearn = func(c []Lit) { d.write(c, "") }
	s.OnDrop = func(c []Lit) { d.write(c, "d ") }
	return d
}

// End closes the proof that the core cannot be satisfied, and returns the
// first error in writing it.
func (d *DRAT) End(core []Lit) error {
	end := make([]Lit, len(core))
	for i, l := range core {
		end[i] = l.Not()
	}
	d.write(end, "")
	return d.err
}

func (d *DRAT) write(c []Lit, before string) {
	if d.err != nil {
		return
	}
	d.line = appendClause(append(d.line[:0], before...), c)
	_, d.err = d.w.Write(d.line)
}
