// Package fault names the few kinds of error that a door can tell a person: the input is at fault, an act came out of
// order, a thing that was asked for is not there. Every other error is ours.
package fault

import (
	"errors"
	"fmt"
)

// Kind says whose move it is after an error.
type Kind string

// The kinds.
const (
	Input    Kind = "input"     // the file or the flag has to be mended
	Conflict Kind = "conflict"  // the act may not come now
	NotFound Kind = "not-found" // nothing has that name
	Denied   Kind = "denied"    // the person may not do it
	Internal Kind = "internal"  // our own mistake
)

// An Error is an error of a kind, with a sentence for a person.
type Error struct {
	Kind Kind
	Text string
	Err  error // what lies behind it, or nil
}

// Error returns the sentence.
func (e *Error) Error() string { return e.Text }

// Unwrap returns the error behind it.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error of a kind. Its sentence is formatted as by fmt.Errorf, %w included.
func Errorf(k Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: k, Text: err.Error(), Err: errors.Unwrap(err)}
}

// KindOf returns the kind of an error: that of the first Error or Problems in its chain, and Internal for a stranger.
// It is empty for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	var ps Problems
	if errors.As(err, &ps) {
		return Input
	}
	return Internal
}
