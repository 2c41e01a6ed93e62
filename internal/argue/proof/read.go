package proof

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/affiant-project/affiant/internal/argue"
)

// Read reads what Write writes, and nothing else: a single space between words, each list closed by 0, the lines in
// order. An error names the line and what was expected there. Text larger than MaxBytes is refused with ErrTooLarge.
func Read(r io.Reader) (*Certificate, error) {
	t := &reader{r: bufio.NewReaderSize(r, 1<<16), c: &Certificate{Query: -1}}
	for t.next() {
		if err := t.take(); err != nil {
			return nil, fmt.Errorf("line %d of the certificate: %w", t.number, err)
		}
	}
	switch {
	case t.err != nil && errors.Is(t.err, ErrTooLarge):
		return nil, t.err
	case t.err != nil:
		return nil, fmt.Errorf("line %d of the certificate: %w", t.number, t.err)
	case t.at != ended:
		return nil, fmt.Errorf("line %d of the certificate: it ends without q; is it whole?", t.number)
	}
	return t.c, nil
}

// The places that a reader may be at, by the lines that have been.
const (
	opened = iota
	asked
	answered
	extended
	setting
	looping
	refuting
	ended
)

type reader struct {
	r      *bufio.Reader
	c      *Certificate
	line   []byte
	number int
	size   int
	at     int
	lits   []int32
	err    error
}

// next reads a line, which ends with a newline.
func (t *reader) next() bool {
	t.line = t.line[:0]
	for {
		part, err := t.r.ReadSlice('\n')
		if t.size += len(part); t.size > MaxBytes {
			t.err = ErrTooLarge
			return false
		}
		t.line = append(t.line, part...)
		switch {
		case err == nil:
			t.number++
			t.line = t.line[:len(t.line)-1]
			return true
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(t.line) == 0:
			return false
		case errors.Is(err, io.EOF):
			t.number++
			t.err = errors.New("it is cut short; is the certificate whole?")
			return false
		default:
			t.number++
			t.err = err
			return false
		}
	}
}

func (t *reader) take() error {
	what, rest, spaced := bytes.Cut(t.line, []byte(" "))
	switch {
	case t.at == opened:
		return t.header()
	case t.at == asked:
		if string(what) != "v" || !choose(verdicts, string(rest), &t.c.Verdict) {
			return fmt.Errorf("expected v YES, v NO or v EXT, found %s", show(t.line))
		}
		t.at = answered
		return nil
	case t.at == ended:
		return errors.New("there is more after q")
	case string(t.line) == "q":
		t.at = ended
		return nil
	case len(what) != 1 || !spaced:
		return t.unexpected()
	}
	switch what[0] {
	case 'e':
		if t.at >= extended {
			return t.unexpected()
		}
		t.at = extended
		set, err := elements(rest)
		t.c.Extension = set
		if err == nil && !t.c.hasExtension() {
			return errors.New("this answer has no extension")
		}
		return err
	case 's':
		if t.at > setting {
			return t.unexpected()
		}
		t.at = setting
		set, err := elements(rest)
		t.c.Sets = append(t.c.Sets, set)
		return err
	case 'u':
		return t.loop(rest)
	case 'r':
		r := t.c.Refute(0)
		if !choose(theories, string(rest), &r.Theory) {
			return fmt.Errorf("expected r and one of free, admissible, complete, stable, found %s", show(t.line))
		}
		t.at = refuting
		return nil
	case 'l', 'd':
		if t.at != refuting {
			return t.unexpected()
		}
		lits, err := numbers(rest, t.lits[:0])
		if err != nil {
			return err
		}
		t.lits = lits
		r := t.c.Refutations[len(t.c.Refutations)-1]
		if what[0] == 'l' {
			r.Lemma(lits...)
		} else {
			r.Delete(lits...)
		}
		if r.cut {
			return ErrTooLarge
		}
		return nil
	}
	return t.unexpected()
}

func (t *reader) header() error {
	expected := "expected a first line such as p proof af DS PR 166"
	words := bytes.Split(t.line, []byte(" "))
	if len(words) < 5 || len(words) > 6 || string(words[0]) != "p" || string(words[1]) != "proof" ||
		!choose(problems, string(words[2]), &t.c.Problem) || !choose(tasks, string(words[3]), &t.c.Task) {
		return fmt.Errorf("%s, found %s", expected, show(t.line))
	}
	sem, ok := argue.ParseSemantics(string(words[4]))
	if !ok {
		return fmt.Errorf("%s; %s is not a semantics", expected, show(words[4]))
	}
	t.c.Semantics, t.at = sem, asked
	queried := t.c.Task == DC || t.c.Task == DS
	if queried != (len(words) == 6) {
		return fmt.Errorf("%s; DC and DS have a query and the others none", expected)
	}
	if queried {
		q, rest, err := number(words[5])
		if err != nil || len(rest) > 0 || q < 1 {
			return fmt.Errorf("%s; %s is not a query, which is a number from 1", expected, show(words[5]))
		}
		t.c.Query = q - 1
	}
	return nil
}

func (t *reader) loop(rest []byte) error {
	of, rest, _ := bytes.Cut(rest, []byte(" "))
	if t.at > looping || t.c.Problem != ABA {
		return t.unexpected()
	}
	if string(of) != "der" && string(of) != "pos" {
		return fmt.Errorf("expected u der or u pos, found %s", show(t.line))
	}
	t.at = looping
	atoms, err := elements(rest)
	t.c.Loops = append(t.c.Loops, Loop{Possible: string(of) == "pos", Atoms: atoms})
	return err
}

func (t *reader) unexpected() error {
	return fmt.Errorf("%s is not expected here; lines come in the order p, v, e, s, u, r with its l and d, q", show(t.line))
}

// show quotes the beginning of a line.
func show(line []byte) string {
	if len(line) > 40 {
		return fmt.Sprintf("%q...", line[:40])
	}
	return fmt.Sprintf("%q", line)
}

// choose finds a word in a list and keeps its place.
func choose[T ~uint8](list []string, word string, into *T) bool {
	for i, w := range list {
		if w == word {
			*into = T(i)
			return true
		}
	}
	return false
}

// elements reads a list of arguments or atoms, which count from 1 in text.
func elements(text []byte) ([]int32, error) {
	list, err := numbers(text, []int32{})
	for i := range list {
		if list[i]--; list[i] < 0 {
			return nil, errors.New("arguments and atoms count from 1")
		}
	}
	return list, err
}

// numbers reads numbers up to the closing 0.
func numbers(text []byte, into []int32) ([]int32, error) {
	for {
		x, rest, err := number(text)
		switch {
		case err != nil:
			return nil, err
		case x == 0 && len(rest) > 0:
			return nil, errors.New("expected the end of the line after 0")
		case x == 0:
			return into, nil
		case len(rest) == 0:
			return nil, errors.New("expected a list closed by 0; is the line whole?")
		}
		into = append(into, x)
		text = rest[1:]
	}
}

// number reads a number without sign or with a minus, up to a space or the end.
func number(text []byte) (int32, []byte, error) {
	i, minus := 0, len(text) > 0 && text[0] == '-'
	if minus {
		i++
	}
	from, x := i, int64(0)
	for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
		if x = x*10 + int64(text[i]-'0'); x >= math.MaxInt32 {
			return 0, nil, fmt.Errorf("%s is too large a number", show(text))
		}
	}
	if i == from || text[from] == '0' && (i > from+1 || minus) || i < len(text) && text[i] != ' ' {
		return 0, nil, fmt.Errorf("expected a number, found %s", show(text))
	}
	if minus {
		x = -x
	}
	return int32(x), text[i:], nil
}
