package contest

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

const (
	// MostBytes is how large a file may be.
	MostBytes = 1 << 30
	// MostElements is how many arguments or atoms a framework may have.
	MostElements = 10_000_000
	// mostProblems is how many mistakes of one file are reported.
	mostProblems = 20
)

// Read reads a framework. Name stands for the file in errors, which are
// [fault.Problems]: each says the line and what was expected there.
// Lines may end as on any system; blank lines, space at either end, and remarks
// are passed over.
func Read(name string, r io.Reader, f Format) (*Instance, error) {
	data, err := io.ReadAll(io.LimitReader(r, MostBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MostBytes {
		return nil, fault.Errorf(fault.Input, "%s is larger than %d MB, which is the most that is read", name, MostBytes>>20)
	}
	return Parse(name, data, f)
}

// Parse is Read of what is there already.
func Parse(name string, data []byte, f Format) (*Instance, error) {
	p := &parser{file: name, rest: data, in: &Instance{Format: f}}
	switch f {
	case I23:
		p.af()
	case ABA:
		p.aba()
	case APX:
		p.apx()
	case TGF:
		p.tgf()
	default:
		return nil, fault.Errorf(fault.Input, "there is no format number %d; expected one of %s", f, strings.Join(formats, ", "))
	}
	if err := p.problems.Err(); err != nil {
		return nil, err
	}
	return p.in, nil
}

// Detect says in what format a file is written: by its first words, or else by
// how its name ends, or else by a line that is only #, as tgf has one.
func Detect(name string, data []byte) (Format, bool) {
	p := &parser{rest: data}
	lone := false
words:
	for p.next() {
		w := p.words
		switch {
		case len(w) == 0 || w[0][0] == '%':
			continue
		case w[0][0] == '#':
			lone = lone || len(w) == 1 && len(w[0]) == 1
			continue
		case string(w[0]) == "p" && len(w) > 1 && string(w[1]) == "af":
			return I23, true
		case string(w[0]) == "p" && len(w) > 1 && string(w[1]) == "aba":
			return ABA, true
		case bytes.HasPrefix(w[0], []byte("arg(")), bytes.HasPrefix(w[0], []byte("att(")):
			return APX, true
		}
		break words
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".af", ".i23":
		return I23, true
	case ".aba":
		return ABA, true
	case ".apx":
		return APX, true
	case ".tgf":
		return TGF, true
	}
	for !lone && p.next() {
		lone = len(p.words) == 1 && string(p.words[0]) == "#"
	}
	return TGF, lone
}

// A parser goes through a file by lines.
type parser struct {
	file     string
	rest     []byte
	line     int
	words    [][]byte // of the present line
	in       *Instance
	problems fault.Problems
}

// next goes to the next line and splits it. It reports false at the end.
func (p *parser) next() bool {
	if len(p.rest) == 0 {
		return false
	}
	line := p.rest
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line, p.rest = line[:i], line[i+1:]
	} else {
		p.rest = nil
	}
	p.line++
	p.words = p.words[:0]
	for i := 0; i < len(line); {
		if blank(line[i]) {
			i++
			continue
		}
		k := i
		for k < len(line) && !blank(line[k]) {
			k++
		}
		p.words = append(p.words, line[i:k:k])
		i = k
	}
	return true
}

func blank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' || c == '\n'
}

// wrong notes a mistake in the present line. It reports false once there are
// so many that reading on is of no use.
func (p *parser) wrong(expected, format string, args ...any) bool {
	if len(p.problems) < mostProblems {
		p.problems = append(p.problems, fault.Problem{File: p.file, Line: p.line, Column: min(p.line, 1), What: fmt.Sprintf(format, args...), Expected: expected})
	}
	return len(p.problems) < mostProblems
}

// said is what a line says, cut short, for errors.
func (p *parser) said() string {
	s := string(bytes.Join(p.words, []byte(" ")))
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "..."
	}
	return s
}

// number reads a number from 1 to most.
func number(w []byte, most int) (int32, bool) {
	n := 0
	for _, c := range w {
		if c < '0' || c > '9' || n > most {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return int32(n), len(w) > 0 && n >= 1 && n <= most
}
