package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/argue/dung"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
)

// A timing is what one question to one paper cost, in processor time by step, and by the clock.
type timing struct {
	what      string
	sentences int
	rules     int
	steps     [5]time.Duration // see stepNames
	wall      time.Duration
}

var stepNames = [5]string{"reasoner", "acceptance", "certificate", "checked", "tree"}

// whole is the processor time of an answer with its explanation.
func (t timing) whole() (sum time.Duration) {
	for _, d := range t.steps {
		sum += d
	}
	return sum
}

// answer puts one question to a paper: a new reasoner, how the goal is accepted, the certificate, its checking by the
// package that knows nothing of the reasoner, and the tree of reasons.
func answer(p paper, a ask) (timing, error) {
	t := timing{what: a.what, sentences: p.frame.Len(), rules: len(p.frame.Rules())}
	begun, last, step := time.Now(), spent(), 0
	lap := func() {
		now := spent()
		t.steps[step] = now - last
		last, step = now, step+1
	}
	r := label.New(p.frame)
	lap()
	r.Accept(a.goal, a.on)
	lap()
	c := why.Certify(p.frame, r, a.goal, a.on)
	lap()
	if err := showing.Verify(p.frame, c, a.on); err != nil {
		return t, err
	}
	lap()
	l := r.Grounded(a.on)
	if l.Of(a.goal) == label.Undec {
		l, _ = r.Credulous(a.goal, a.on)
	}
	if why.Tree(p.frame, l, a.goal, a.on) == nil {
		return t, fmt.Errorf("%s has no tree", a.what)
	}
	lap()
	t.wall = time.Since(begun)
	if !strings.HasPrefix(a.what, c.Kind) && a.what != "" {
		return t, fmt.Errorf("%s came out as %s", a.what, c.Kind)
	}
	t.what = c.Kind + " " + c.Acceptance
	return t, nil
}

// best is the least of some runs, more of them the shorter they are.
func best(p paper, a ask) (timing, error) {
	var least timing
	var used time.Duration
	for run := 0; run < 3 || run < 200 && used < 300*time.Millisecond; run++ {
		runtime.GC()
		t, err := answer(p, a)
		if err != nil {
			return t, err
		}
		used += t.wall
		if run == 0 || t.whole() < least.whole() {
			least = t
		}
	}
	return least, nil
}

// grounded measures the grounded extension of a graph with so many attacks: rows of arguments in which each attacks the
// next two and each thousandth is attacked by none.
func grounded(attacks int) (in int, build, settle time.Duration, err error) {
	list := make([][2]int32, 0, attacks)
	for i := int32(0); len(list) < attacks; i++ {
		for _, b := range []int32{i + 1, i + 2} {
			if b%1000 > 1 && len(list) < attacks {
				list = append(list, [2]int32{i, b})
			}
		}
	}
	n := int(list[len(list)-1][1]) + 1
	before := time.Now()
	f, err := dung.New(n, list)
	build = time.Since(before)
	if err != nil {
		return 0, build, 0, err
	}
	before = time.Now()
	in = len(f.Grounded())
	return in, build, time.Since(before), nil
}
