package proof

import (
	"bufio"
	"io"
	"strconv"
)

// Write writes the certificate as text, one thing a line, numbers as in DIMACS with arguments and atoms from 1:
//
//	p proof af DS PR 166    what was asked: af or aba, task, semantics and, for DC and DS, the query
//	v NO                    the answer: YES, NO, or EXT
//	e 3 7 0                 the extension, if the answer has one
//	s 1 5 9 0               a set
//	u der 2 4 0             a loop; u pos if of what is possible
//	r admissible            a refutation, of free, admissible, complete or stable
//	l 4 -7 0                a lemma
//	d 4 -7 0                a deletion
//	q                       the end
//
// It returns ErrTooLarge if the text is larger than MaxBytes.
func Write(w io.Writer, c *Certificate) error {
	if c.TooLarge() {
		return ErrTooLarge
	}
	t := &typist{w: bufio.NewWriterSize(w, 1<<16)}
	t.text("p proof ", c.Problem.String(), " ", c.Task.String(), " ", c.Semantics.String())
	if c.Task == DC || c.Task == DS {
		t.text(" ", strconv.Itoa(int(c.Query)+1))
	}
	t.text("\nv ", c.Verdict.String(), "\n")
	if c.hasExtension() {
		t.list("e", c.Extension, 1)
	}
	for _, s := range c.Sets {
		t.list("s", s, 1)
	}
	for _, u := range c.Loops {
		of := "u der"
		if u.Possible {
			of = "u pos"
		}
		t.list(of, u.Atoms, 1)
	}
	for _, r := range c.Refutations {
		t.text("r ", r.Theory.String(), "\n")
		for s := range r.Steps() {
			what := "l"
			if s.Delete {
				what = "d"
			}
			t.list(what, s.Lits, 0)
		}
	}
	t.text("q\n")
	if t.err != nil {
		return t.err
	}
	return t.w.Flush()
}

type typist struct {
	w    *bufio.Writer
	line []byte
	size int
	err  error
}

func (t *typist) text(parts ...string) {
	for _, p := range parts {
		t.put([]byte(p))
	}
}

func (t *typist) list(what string, list []int32, from int32) {
	t.line = append(t.line[:0], what...)
	for _, x := range list {
		t.line = append(t.line, ' ')
		t.line = strconv.AppendInt(t.line, int64(x)+int64(from), 10)
	}
	t.line = append(t.line, " 0\n"...)
	t.put(t.line)
}

func (t *typist) put(p []byte) {
	if t.size += len(p); t.size > MaxBytes && t.err == nil {
		t.err = ErrTooLarge
	}
	if t.err == nil {
		_, t.err = t.w.Write(p)
	}
}
