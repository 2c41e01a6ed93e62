package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/vault"
)

// explainError prints an error for a person and returns its exit code. Problems in a file are printed one a line, each
// with its place.
func (w *world) explainError(err error) int {
	var problems fault.Problems
	var unknown *brief.UnknownRuling
	var bad *brief.BadRuling
	var path *fs.PathError
	var silent *vault.Silent
	switch {
	case errors.As(err, &silent): // whoever keeps the master key is to be asked
		fmt.Fprintf(w.err, "affiant: %v\n", err)
		return exitInput
	case errors.As(err, &problems):
		fmt.Fprintln(w.err, problems.Error())
		return exitInput
	case errors.As(err, &unknown):
		fmt.Fprintf(w.err, "affiant: %s; expected %s\n", noSuchFlaw(unknown), idsPrinted)
		return exitInput
	case errors.As(err, &bad):
		fmt.Fprintf(w.err, "affiant: %v\n", bad)
		return exitInput
	case errors.As(err, &path):
		fmt.Fprintf(w.err, "affiant: %s: %v\n", path.Path, path.Err)
		return exitInput
	}
	switch fault.KindOf(err) {
	case fault.Input, fault.NotFound, fault.Conflict:
		fmt.Fprintf(w.err, "affiant: %v\n", err)
		return exitInput
	}
	fmt.Fprintf(w.err, "affiant: %v\nThis is a mistake in affiant; please report it.\n", err)
	return exitOurs
}

// idsPrinted says where the names of what can be ruled on are found.
const idsPrinted = "one of the ids that affiant review prints"

// noSuchFlaw says that a ruling is on nothing that there is, and what may have been meant.
func noSuchFlaw(u *brief.UnknownRuling) string {
	return fmt.Sprintf("there is no flaw and no question called %q here%s", u.On, didYouMean(u.On, u.Known))
}

// didYouMean returns " (did you mean x?)" for the choice that was most likely meant, or "". A word that is near the
// beginning of a choice will do, if it is near none as a whole.
func didYouMean(word string, choices []string) string {
	if s := fault.DidYouMean(word, choices); s != "" {
		return s
	}
	n := len([]rune(word))
	if n < 3 {
		return ""
	}
	for _, length := range []int{n, n + 1, n - 1} {
		heads := make([]string, len(choices))
		for i, c := range choices {
			r := []rune(c)
			heads[i] = string(r[:min(length, len(r))])
		}
		if near := fault.Nearest(word, heads); near != "" {
			return " (did you mean " + choices[slices.Index(heads, near)] + "?)"
		}
	}
	return ""
}
