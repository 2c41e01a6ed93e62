package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Problem is one mistake in a person's input: where it is, what is there, and what was expected.
type Problem struct {
	File     string // name of the file; empty if there is none
	Line     int    // from 1; 0 if not known
	Column   int    // from 1, counted in characters
	Path     string // the entry, such as people[0].name; empty for the file as a whole
	What     string // what is wrong, without a full stop
	Expected string // what was expected instead; may be empty

	// Names says what is not there to be found, as kind:name or kind:entry/name, when that is the problem. A door that
	// knows why it is missing can leave the problem out.
	Names string
}

// Error returns "file:line:column: what; expected …", leaving out what is not known.
func (p Problem) Error() string {
	var b strings.Builder
	switch {
	case p.Line > 0:
		if p.File != "" {
			b.WriteString(p.File + ":")
		}
		fmt.Fprintf(&b, "%d:%d: ", p.Line, p.Column)
	case p.File != "" && p.Path != "":
		b.WriteString(p.File + ": " + p.Path + ": ")
	case p.File != "" || p.Path != "":
		b.WriteString(p.File + p.Path + ": ")
	}
	b.WriteString(p.What)
	if p.Expected != "" {
		b.WriteString("; expected " + p.Expected)
	}
	return b.String()
}

// Problems are all the mistakes of one input, reported together.
type Problems []Problem

// MostSaid is how many problems are said of one input: whoever mends these has learned what there is to learn, and a file of the wrong kind has one at
// each of its lines.
const MostSaid = 100

// Error returns one line for each problem, of many the first, and how many more there are.
func (ps Problems) Error() string {
	said, more := ps.Said()
	lines := make([]string, len(said))
	for i, p := range said {
		lines[i] = p.Error()
	}
	if more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more; mend these first", more))
	}
	return strings.Join(lines, "\n")
}

// Said returns the problems that are said, and how many more there are.
func (ps Problems) Said() (said Problems, more int) {
	n := min(len(ps), MostSaid)
	return ps[:n], len(ps) - n
}

// Sort puts the problems in the order of the input: by file, line and column, then path and text.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.What, b.What))
	})
}

// Err returns the problems as an error, or nil if there are none.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}
