package doctrine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Problem is one fault of the data: where it is, and what was expected. Line and Col count from 1; they are 0 where a
// file as a whole is at fault.
type Problem struct {
	File string
	Line int
	Col  int
	What string
}

// A Place is where in its file something stands, counted from 1.
type Place struct{ Line, Col int }

// String is FILE:LINE:COL: WHAT.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.What
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.What)
}

// Problems is every fault that was found, in the order of files and lines. It is the error that Load returns.
type Problems []Problem

// Error lists them, one on a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i := range p {
		lines[i] = p[i].String()
	}
	return strings.Join(lines, "\n")
}

func (p Problems) sort() {
	slices.SortFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.What, b.What))
	})
}
