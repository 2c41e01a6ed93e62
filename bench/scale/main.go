// Command scale measures what an answer with its explanation costs as a paper grows: a new reasoner, how a conclusion is
// accepted, the certificate, its independent checking, and the tree of reasons. It prints tables, and with a file named draws cost
// against size as a picture.
//
//	scale                   papers of 10 to 100,000 sentences, decided cases, a million attacks
//	scale -most 10000       papers up to that size
//	scale -svg FILE         draws as well
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
)

func main() {
	most := flag.Int("most", 100_000, "how many sentences the largest paper has")
	svg := flag.String("svg", "", "draw cost against size to this `file`")
	flag.Parse()
	if err := run(*most, *svg); err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

// sizes are those of the papers, in sentences.
var sizes = []int{10, 30, 100, 300, 1000, 3000, 5000, 10_000, 30_000, 100_000}

func run(most int, svg string) error {
	fmt.Printf("Processor time, the least of some runs, on %d cores; by the clock in the last column.\n\n", runtime.NumCPU())
	fmt.Printf("| sentences | rules | answer | %s | %s | %s | %s | %s | whole | by the clock |\n|---|---|---|---|---|---|---|---|---|---|\n",
		stepNames[0], stepNames[1], stepNames[2], stepNames[3], stepNames[4])
	var list []timing
	for _, n := range sizes {
		if n > most {
			break
		}
		p, err := draft(n)
		if err != nil {
			return err
		}
		for _, a := range p.asks {
			t, err := best(p, a)
			if err != nil {
				return fmt.Errorf("%d sentences: %w", n, err)
			}
			row(t)
			list = append(list, t)
		}
	}
	fmt.Printf("\nA new case before decided ones over 60 factors, some twenty each:\n\n| cases | factors | sentences | rules | answer | whole | by the clock |\n|---|---|---|---|---|---|---|\n")
	for _, cases := range []int{100, 500, 1000, 2000} {
		for _, settled := range []bool{false, true} {
			p, err := precedents(cases, settled)
			if err != nil {
				return err
			}
			for _, a := range p.asks {
				t, err := best(p, a)
				if err != nil {
					return fmt.Errorf("%d cases: %w", cases, err)
				}
				facts := map[bool]string{true: "settled", false: "16 open"}[settled]
				fmt.Printf("| %d | %s | %d | %d | %s | %s | %s |\n", cases, facts, t.sentences, t.rules, t.what, short(t.whole()), short(t.wall))
			}
		}
	}
	in, build, settle, err := grounded(1_000_000)
	if err != nil {
		return err
	}
	fmt.Printf("\nGrounded extension over 1,000,000 attacks: built in %s, settled in %s (%d in), by the clock.\n", short(build), short(settle), in)
	if svg == "" {
		return nil
	}
	return os.WriteFile(svg, []byte(plot(list)), 0o644)
}

func row(t timing) {
	fmt.Printf("| %d | %d | %s |", t.sentences, t.rules, t.what)
	for _, d := range t.steps {
		fmt.Printf(" %s |", short(d))
	}
	fmt.Printf(" %s | %s |\n", short(t.whole()), short(t.wall))
}
