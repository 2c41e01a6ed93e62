package contest

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

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
// Lines may end as on any system; blank lines, space at either end, remarks,
// and a byte order mark before the first line are passed over.
func Read(name string, r io.Reader, f Format) (*Instance, error) {
	data, err := io.ReadAll(io.LimitReader(r, MostBytes+1))
	if err != nil {
		return nil, err
	}
	return Parse(name, data, f)
}

// mark is what some editors put before the text, to say that it is UTF-8.
var mark = []byte("\xef\xbb\xbf")

// Parse is Read of what is there already.
func Parse(name string, data []byte, f Format) (*Instance, error) {
	if len(data) > MostBytes {
		return nil, fault.Errorf(fault.Input, "%s is larger than %d MB, which is the most that is read", name, MostBytes>>20)
	}
	p := &parser{file: name, rest: bytes.TrimPrefix(data, mark), in: &Instance{Format: f}}
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
	p := &parser{rest: bytes.TrimPrefix(data, mark)}
	lone := false
words:
	for p.next() {
		w := p.words
		switch {
		case w[0][0] == '%':
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
	rest     []byte   // from the end of the present line
	line     int      // number of the present line
	text     []byte   // all from where the present line begins
	words    [][]byte // of the present line
	in       *Instance
	problems fault.Problems
}

// next goes to the next line that is not blank and splits it. It reports false at the end.
func (p *parser) next() bool {
	p.words = p.words[:0]
	p.line = max(p.line, 1)
	p.text = p.rest
	for i := 0; i < len(p.rest); {
		switch {
		case !blank(p.rest[i]):
			k := i + 1
			for k < len(p.rest) && !blank(p.rest[k]) {
				k++
			}
			p.words = append(p.words, p.rest[i:k:k])
			i = k
		case !newline(p.rest, i):
			i++
		case len(p.words) > 0:
			p.rest = p.rest[i:]
			return true
		default:
			i++
			p.line++
			p.text = p.rest[i:]
		}
	}
	p.rest = nil
	return len(p.words) > 0
}

func blank(c byte) bool {
	return c == ' ' || c >= '\t' && c <= '\r'
}

// newline reports whether a line ends with byte i of the text. A carriage return is one line end with the line feed after it.
func newline(text []byte, i int) bool {
	return text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n')
}

// column is where in its line, counted in characters from 1, byte at of word k stands.
func (p *parser) column(k, at int) int {
	i := 0
	for {
		for blank(p.text[i]) {
			i++
		}
		if k == 0 {
			return 1 + utf8.RuneCount(p.text[:i+at])
		}
		for !blank(p.text[i]) {
			i++
		}
		k--
	}
}

// wrong notes a mistake in the present line. It reports false once there are
// so many that reading on is of no use.
func (p *parser) wrong(expected, format string, args ...any) bool {
	return p.wrongAt(min(p.line, 1), expected, format, args...)
}

// wrongAt is wrong of a mistake that begins at a column.
func (p *parser) wrongAt(column int, expected, format string, args ...any) bool {
	if len(p.problems) < mostProblems {
		p.problems = append(p.problems, fault.Problem{File: p.file, Line: p.line, Column: column, What: fmt.Sprintf(format, args...), Expected: expected})
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
