package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/bench/process"
)

// A contest is how solvers are compared.
type contest struct {
	runs  int
	limit int // seconds of processor time, for one run
}

// A peer is a solver: how it is called, before the name of the file.
type peer struct {
	name string
	call []string
}

func peers() ([]peer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	list := []peer{{"affiant", []string{self, "decide"}}}
	for _, p := range []peer{{"minisat", []string{"minisat", "-verb=0"}}, {"cadical", []string{"cadical", "-q", "-n"}}} {
		if _, err := exec.LookPath(p.call[0]); err == nil {
			list = append(list, p)
		}
	}
	return list, nil
}

// A measure is one solver's answer to one formula. Seconds are twice the limit if there was none.
type measure struct {
	answer  string
	seconds float64
}

// compare prints a line for each file and a column for each solver. It fails if two answers differ.
func (c contest) compare(files []string) error {
	slices.Sort(files)
	list, err := peers()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d processors; seconds of processor time, the least of %d, up to %d\n\n", runtime.Version(), runtime.NumCPU(), c.runs, c.limit)
	fmt.Printf("%-28s %-8s", "formula", "answer")
	for _, p := range list {
		fmt.Printf(" %9s", p.name)
	}
	fmt.Println()
	total := make([]float64, len(list))
	var wrong []error
	for _, file := range files {
		row := make([]measure, len(list))
		for range c.runs {
			for i, p := range list {
				m := p.decide(file, c.limit)
				if row[i].answer == "" || m.seconds < row[i].seconds {
					row[i] = m
				}
			}
		}
		answer := "unknown"
		for i, m := range row {
			total[i] += m.seconds
			switch {
			case m.answer == "unknown":
			case answer == "unknown":
				answer = m.answer
			case answer != m.answer:
				wrong = append(wrong, fmt.Errorf("%s: %s and %s", file, answer, m.answer))
			}
		}
		fmt.Printf("%-28s %-8s", strings.TrimSuffix(filepath.Base(file), ".cnf"), answer)
		for _, m := range row {
			fmt.Printf(" %9.2f", m.seconds)
		}
		fmt.Println()
	}
	fmt.Printf("%-28s %-8s", "total", "")
	for _, t := range total {
		fmt.Printf(" %9.2f", t)
	}
	fmt.Println()
	return errors.Join(wrong...)
}

func (p peer) decide(file string, limit int) measure {
	o := process.Run(limit, p.call[0], append(p.call[1:], file)...)
	switch o.Code {
	case 10:
		return measure{"sat", o.User}
	case 20:
		return measure{"unsat", o.User}
	}
	return measure{"unknown", 2 * float64(limit)}
}
