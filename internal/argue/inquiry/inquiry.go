// Package inquiry is how a question about a framework is put and answered, whatever the framework is made of: abstract
// arguments (package dung) or rules and assumptions (package aba).
package inquiry

import (
	"context"

	"github.com/affiant-project/affiant/internal/argue/proof"
)

// A Verdict answers a question.
type Verdict int8

const (
	Unknown Verdict = iota // the budget ran out, or there is no such argument, atom or semantics
	Yes
	No
)

func (v Verdict) String() string {
	switch v {
	case Yes:
		return "yes"
	case No:
		return "no"
	}
	return "unknown"
}

// Options limit and shape the work. The zero value is: no limit, no proof, one worker.
type Options struct {
	Conflicts int             // solver conflicts for each question; zero is no limit
	Context   context.Context // ends the question as Unknown when it ends; may be nil
	Prove     bool            // give each answer a certificate
	Workers   int             // how many goroutines may work at once; the answer is the same with any number
}

// An Answer is a verdict and what bears it out.
type Answer struct {
	Verdict Verdict

	// Extension is a witness or counterexample, of arguments or assumptions, ascending; nil if there is none, or if Known
	// says that it was not to be had.
	Extension []int32

	// Known is what is known so far, if the verdict is Unknown; if a certificate is missing, why.
	Known string

	// Certificate shows the answer to whoever checks it with package proof. It is nil unless Prove was asked for.
	Certificate *proof.Certificate
}
