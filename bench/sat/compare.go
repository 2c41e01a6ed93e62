package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

const (
	limit = 60 * time.Second // of waiting, for one run
	runs  = 3
)

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
func compare(files []string) error {
	slices.Sort(files)
	list, err := peers()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d processors; seconds of processor time, the least of %d\n\n", runtime.Version(), runtime.NumCPU(), runs)
	fmt.Printf("%-28s %-8s", "formula", "answer")
	for _, p := range list {
		fmt.Printf(" %9s", p.name)
	}
	fmt.Println()
	total := make([]float64, len(list))
	var wrong []error
	for _, file := range files {
		row := make([]measure, len(list))
		for range runs {
			for i, p := range list {
				m := p.decide(file)
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

func (p peer) decide(file string) measure {
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	cmd := exec.CommandContext(ctx, p.call[0], append(p.call[1:], file)...)
	_ = cmd.Run() // an answer is told by a code that Run takes for failure
	if cmd.ProcessState == nil {
		return measure{"unknown", 2 * limit.Seconds()}
	}
	m := measure{"unknown", cmd.ProcessState.UserTime().Seconds()}
	switch cmd.ProcessState.ExitCode() {
	case 10:
		m.answer = "sat"
	case 20:
		m.answer = "unsat"
	default:
		m.seconds = 2 * limit.Seconds()
	}
	return m
}
