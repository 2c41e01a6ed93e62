// Command sat measures the solver for propositional clauses beside minisat and cadical, where they are installed: the
// seconds of processor time that a whole process takes to read and decide each of a set of formulas, the least of some
// runs. What is not answered within the limit counts twice the limit (PAR-2).
//
//	sat                      generates formulas and prints the table
//	sat -runs 1 -limit 15    with one run of each, and 15 seconds of processor time (as a rule 3, and 30)
//	sat FILE...              takes formulas in DIMACS form from files instead
//	sat write FOLDER         writes the generated formulas there
//	sat decide FILE [PROOF]  decides one formula, and writes a proof that it cannot be satisfied
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

func main() {
	runs := flag.Int("runs", 3, "how often each solver is run on each formula")
	limit := flag.Int("limit", 30, "seconds of processor time for one run")
	flag.Parse()
	code, err := run(flag.Args(), contest{max(1, *runs), max(1, *limit)})
	if err != nil {
		fmt.Fprintln(os.Stderr, "sat:", err)
		code = 1
	}
	os.Exit(code)
}

func run(args []string, c contest) (int, error) {
	switch {
	case len(args) > 1 && args[0] == "decide":
		return decide(args[1], args[2:])
	case len(args) == 2 && args[0] == "write":
		return 0, write(args[1])
	case len(args) > 0:
		return 0, c.compare(args)
	}
	folder, err := os.MkdirTemp("", "sat")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	if err := write(folder); err != nil {
		return 0, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.cnf"))
	if err != nil {
		return 0, err
	}
	return 0, c.compare(files)
}

// write writes the generated formulas to a folder.
func write(folder string) error {
	for _, m := range formulas() {
		out, err := os.Create(filepath.Join(folder, m.name+".cnf"))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(out)
		if err := errors.Join(m.make().Write(w), w.Flush(), out.Close()); err != nil {
			return err
		}
	}
	return nil
}

// decide answers as solvers of the field do, with 10 for satisfiable and 20 for not.
func decide(file string, proof []string) (int, error) {
	in, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	f, err := solve.ReadFormula(in)
	if err := errors.Join(err, in.Close()); err != nil {
		return 0, fmt.Errorf("%s: %w", file, err)
	}
	s := solve.New()
	f.AddTo(s)
	done := func([]solve.Lit) error { return nil }
	if len(proof) > 0 {
		out, err := os.Create(proof[0])
		if err != nil {
			return 0, err
		}
		w := bufio.NewWriterSize(out, 1<<20)
		d := solve.Prove(s, w)
		done = func(core []solve.Lit) error { return errors.Join(d.End(core), w.Flush(), out.Close()) }
	}
	result := s.Solve()
	fmt.Println("s", result)
	switch result {
	case solve.Satisfiable:
		return 10, nil
	case solve.Unsatisfiable:
		return 20, done(s.Core())
	}
	return 0, nil
}
