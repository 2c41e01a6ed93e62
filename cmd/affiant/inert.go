package main

import (
	"io"

	"github.com/affiant-project/affiant/internal/report"
)

// An inert writer spells out what a terminal would take for an order. Messages hold names of files and words of theirs, which
// other people choose.
type inert struct{ to io.Writer }

func (w inert) Write(b []byte) (int, error) {
	if _, err := w.to.Write(report.Inert(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// forms is where names of files and words of theirs go as they are, for other programs to read; but not to a terminal.
func (w *world) forms() io.Writer {
	if w.terminal {
		return inert{w.out}
	}
	return w.out
}
