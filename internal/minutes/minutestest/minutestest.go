// Package minutestest takes the minutes for tests: all that a taker is told, but for the times.
package minutestest

import (
	"fmt"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/minutes"
)

// A Book is a taker that keeps what it is told. The zero Book is empty.
type Book struct {
	mu    sync.Mutex
	lines []*line
}

type line struct {
	book          *Book
	deep          int
	kind          minutes.Kind
	name, from    string
	outcome       string
	ours, isEnded bool
}

// Begin begins a part of nothing else.
func (b *Book) Begin(kind minutes.Kind, name, from string) minutes.Part {
	return b.add(&line{kind: kind, name: name, from: from})
}

func (b *Book) add(l *line) *line {
	b.mu.Lock()
	defer b.mu.Unlock()
	l.book = b
	b.lines = append(b.lines, l)
	return l
}

// Take returns what was told since the last Take, a line each part in the order in which they began: set in under what it is a part of, with kind, name
// and how it came out.
func (b *Book) Take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var s strings.Builder
	for _, l := range b.lines {
		fmt.Fprintf(&s, "%s%s %s: ", strings.Repeat("  ", l.deep), l.kind, l.name)
		switch {
		case !l.isEnded:
			s.WriteString("not ended")
		case l.ours:
			s.WriteString(l.outcome + ", our mistake")
		default:
			s.WriteString(l.outcome)
		}
		if l.from != "" {
			s.WriteString(" from " + l.from)
		}
		s.WriteByte('\n')
	}
	b.lines = nil
	return s.String()
}

// Name renames the part.
func (l *line) Name(name string) {
	l.book.mu.Lock()
	defer l.book.mu.Unlock()
	l.name = name
}

// Begin begins a part within.
func (l *line) Begin(kind minutes.Kind, name string) minutes.Part {
	return l.book.add(&line{kind: kind, name: name, deep: l.deep + 1})
}

// End ends it.
func (l *line) End(outcome string, ours bool) {
	l.book.mu.Lock()
	defer l.book.mu.Unlock()
	if l.isEnded {
		outcome += ", a second time"
	}
	l.outcome, l.ours, l.isEnded = outcome, ours, true
}
