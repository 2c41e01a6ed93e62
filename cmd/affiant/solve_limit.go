package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/argue/contest"
)

// longest is the greatest limit on time that is one; a duration holds little more. Past it --seconds is no limit.
const longest = 100 * 365 * 24 * time.Hour

// grace is for how long past the limit work may go on, to notice for itself and say what it knows.
const grace = 60 * time.Millisecond

// A deadline is when solve has to end, the zero time if it need not.
type deadline time.Time

// limit is when the seconds asked for will be over.
func (x *solving) limit() deadline {
	if x.seconds > 0 && x.seconds < longest.Seconds() {
		return deadline(x.begun.Add(time.Duration(x.seconds * float64(time.Second))))
	}
	return deadline{}
}

// context ends when the limit does.
func (d deadline) context(parent context.Context) (context.Context, func()) {
	if parent == nil {
		parent = context.Background()
	}
	if time.Time(d).IsZero() {
		return parent, func() {}
	}
	return context.WithDeadline(parent, time.Time(d))
}

// errLate is that work was not done within the limit and the grace.
var errLate = errors.New("out of time")

// within does work that may not look at the clock, or that waits for somebody, such as whoever writes a pipe. If it is not
// done in time it is left alone, to end with the process, and what it gives is lost.
func within[T any](d deadline, work func() (T, error)) (T, error) {
	if time.Time(d).IsZero() {
		return work()
	}
	type outcome struct {
		what  T
		err   error
		panic any
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			o.panic = recover()
			done <- o
		}()
		o.what, o.err = work()
	}()
	late := time.NewTimer(time.Until(time.Time(d)) + grace)
	defer late.Stop()
	select {
	case o := <-done:
		if o.panic != nil {
			panic(o.panic)
		}
		return o.what, o.err
	case <-late.C:
		var none T
		return none, errLate
	}
}

// unknown says on standard error that time ran out, and what is known.
func (w *world) unknown(x *solving, known string) {
	w.code = exitUnknown
	fmt.Fprintf(w.err, "affiant: unknown after %.3g s: %s\n", time.Since(x.begun).Seconds(), known)
}

// tooLate is the end of a question about which no more is known than how far the work came.
func (w *world) tooLate(x *solving, task contest.Task, known string) error {
	w.unknown(x, known)
	if x.asJSON && x.verify == "" {
		return w.answerJSON(x, contest.Result{Task: task, Verdict: contest.Unknown, Known: known}, false)
	}
	return nil
}
