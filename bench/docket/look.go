package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/store"
)

// lookFrom starts a process that opens the store anew and looks at its lists and pages. The error is that it could not, or that a page is over the bound, as it has said.
func (h *host) lookFrom(b bed) error {
	c := exec.Command(os.Args[0], "-look", b.where, "-applications", fmt.Sprint(*onFile), "-within", within.String())
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}

// pages is how many pages of a queue are read.
const pages = 300

// look opens a store as a server would, and tells how long it took until it answers, how long the pages of queues take, each of other matters than the
// one before, and the most memory it had.
func (h *host) look(where string) {
	ctx := context.Background()
	begun := time.Now()
	s, err := openAt(ctx, where)
	h.must(err)
	o, err := options(s, time.Now)
	h.must(err)
	c, err := clerk.Open(ctx, o)
	h.must(err)
	_, err = c.Checkpoint(ctx)
	h.must(err)
	start := time.Since(begun)
	if *onlyPage != "" {
		b := h.build(ctx, s, c)
		h.profiled(func() { h.pages(b) })
		h.must(s.Close())
		return
	}
	var waits []time.Duration
	shown := 0
	for i := 0; len(waits) < pages; i++ {
		who := []string{officer(i), fmt.Sprintf("magistrate-%d", i%courts), fmt.Sprintf("clerk-%d", i%courts), "root"}[i%4]
		q := store.Query{Limit: 50}
		if i%4 == 1 {
			q.Stages = []string{"presented"}
		}
		for range 10 {
			t := time.Now()
			list, next, err := c.List(ctx, clerk.Caller{Account: who}, q)
			h.must(err)
			waits, shown = append(waits, time.Since(t)), shown+len(list)
			if q.After = next; next == nil {
				break
			}
		}
	}
	slices.Sort(waits)
	fmt.Printf("start %v; %d pages of queues with %d matters: p50 %v, p99 %v; memory %s\n", start.Round(time.Millisecond), len(waits), shown,
		waits[len(waits)/2].Round(100*time.Microsecond), waits[len(waits)*99/100].Round(100*time.Microsecond), most())
	h.pages(h.build(ctx, s, c))
	fmt.Printf("  memory after all pages %s\n", most())
	h.must(s.Close())
}

// most returns the most memory that the process has had, as the system tells it.
func most() string {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if rest, ok := strings.CutPrefix(in.Text(), "VmHWM:"); ok {
			var kib int
			fmt.Sscan(rest, &kib)
			return fmt.Sprintf("%d MiB", kib>>10)
		}
	}
	return "unknown"
}
