// Command bench measures what a user waits for: the review of a generated wiretap and of one twice its size, in time and
// in memory, and the whole process on an example.
//
// Each measurement runs in a process of its own, so that its peak of memory is its own.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/bench/process"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/transcript"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "generate":
		err = generate(os.Args[2])
	case len(os.Args) == 3 && os.Args[1] == "review":
		err = review(os.Args[2])
	case len(os.Args) == 1:
		err = bench()
	default:
		err = fmt.Errorf("usage: bench, bench generate TIMES, or bench review FILE")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// generate prints a wiretap as a matter file.
func generate(times string) error {
	n, err := strconv.Atoi(times)
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no number of times", times)
	}
	_, err = os.Stdout.Write(transcript.Write(wiretap(usual.times(n))))
	return err
}

// review reads and reviews a matter file as the command does, and prints the seconds it took and how many flaws there are.
func review(file string) error {
	begun := time.Now()
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	f, err := transcript.Read(file, data)
	if err != nil {
		return err
	}
	read := time.Since(begun)
	r, err := brief.Read(&f.Matter, doctrine.Default(), "bench", brief.Options{})
	if err != nil {
		return err
	}
	fmt.Println(time.Since(begun).Seconds(), read.Seconds(), len(r.Flaws))
	return nil
}

// A result is one measurement.
type result struct {
	seconds, reading float64 // in all, and of it for reading the file
	processor        float64 // seconds of all cores together, which other work on the machine hardly changes
	flaws            int
	peak             int64 // bytes
}

// bench measures and prints everything.
func bench() error {
	dir, err := os.MkdirTemp("", "affiant-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Printf("%s, %s/%s, %d cores\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	fmt.Println("| matter | log lines | respondents | assertions | flaws | seconds (of it, reading the file) | processor seconds | peak memory |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
	var results []result
	for _, n := range []int{1, 2} {
		r, err := measure(dir, n)
		if err != nil {
			return err
		}
		s := usual.times(n)
		fmt.Printf("| wiretap × %d | %d | %d | %d | %d | %.2f (%.2f) | %.2f | %d MiB |\n",
			n, s.lines, s.respondents, s.assertions, r.flaws, r.seconds, r.reading, r.processor, r.peak>>20)
		results = append(results, r)
	}
	fmt.Printf("\nTwice the record takes %.2f times as long, and %.2f times the processor's time.\n",
		results[1].seconds/results[0].seconds, results[1].processor/results[0].processor)
	took, err := whole(dir)
	if err != nil {
		return err
	}
	fmt.Printf("The whole process on an example, affiant review example:malley-v-briggs: %d ms (median of %d).\n", took.Milliseconds(), tries)
	return nil
}

// tries is how often each thing is measured; the median counts.
const tries = 5

// measure reviews a wiretap of n times the usual size, each time in a process of its own.
func measure(dir string, n int) (result, error) {
	self, err := os.Executable()
	if err != nil {
		return result{}, err
	}
	file := filepath.Join(dir, fmt.Sprintf("wiretap-%d.yaml", n))
	data := transcript.Write(wiretap(usual.times(n)))
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return result{}, err
	}
	var all []result
	for range tries {
		c := exec.Command(self, "review", file)
		c.Stderr = os.Stderr
		out, err := c.Output()
		if err != nil {
			return result{}, fmt.Errorf("reviewing %s: %w", file, err)
		}
		r := result{peak: process.Peak(c.ProcessState), processor: (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()}
		if _, err := fmt.Sscan(strings.TrimSpace(string(out)), &r.seconds, &r.reading, &r.flaws); err != nil {
			return result{}, err
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b result) int { return int(1e6 * (a.seconds - b.seconds)) })
	return all[len(all)/2], nil
}

// whole builds the command and times the whole of it on an example, from start to exit.
func whole(dir string) (time.Duration, error) {
	binary := filepath.Join(dir, "affiant")
	if out, err := exec.Command("go", "build", "-o", binary, "./cmd/affiant").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building the command: %w\n%s", err, out)
	}
	var all []time.Duration
	for range tries {
		begun := time.Now()
		c := exec.Command(binary, "review", "example:malley-v-briggs")
		err := c.Run()
		if code := c.ProcessState.ExitCode(); code != 0 && code != 1 {
			return 0, fmt.Errorf("reviewing the example: %w", err)
		}
		all = append(all, time.Since(begun))
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}
