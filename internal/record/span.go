package record

import (
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Cite is a span of a source: SOURCE, SOURCE:LINE, SOURCE:LINE-LINE, or SOURCE:LINE "words". In a file it is written
// as that one string.
type Cite struct {
	Source SourceID
	From   int    // first line; 0 for the whole source
	To     int    // last line; equals From for one line
	Words  string // the exact words meant, or empty for the whole of the lines
}

// A When is a time as the record knows it: a date or time, a month or a year, a bound, or unknown. It is written
// YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM, or one of these after "before", "after" or "about", or two joined by
// "..", or "unknown". The empty value means that the record says nothing. It is on the clock of the place; a minute that this shows twice, when the clocks
// are put back, bears its offset from UTC: YYYY-MM-DDTHH:MM-05:00.
type When string

// CiteForm is how a citation may be written, for messages.
const CiteForm = `SOURCE, SOURCE:LINE, SOURCE:LINE-LINE, or one of these followed by a space and "words"`

// ParseCite reads a citation. The words, if any, stand between the first double quote and the last; quotes among them
// need no escape.
func ParseCite(s string) (Cite, error) {
	var c Cite
	bad := func(what string) (Cite, error) {
		return Cite{}, fault.Errorf(fault.Input, "%s in citation %q", what, s)
	}
	where, words, quoted := strings.Cut(s, ` "`)
	if quoted {
		inner, closed := strings.CutSuffix(words, `"`)
		if !closed {
			return bad("no closing quote")
		}
		if strings.TrimSpace(inner) == "" {
			return bad("no words between the quotes")
		}
		c.Words = inner
	}
	id, lines, numbered := strings.Cut(where, ":")
	if !validID(id) {
		return bad("no source id")
	}
	c.Source = SourceID(id)
	if !numbered {
		return c, nil
	}
	from, to, ranged := strings.Cut(lines, "-")
	var ok bool
	if c.From, ok = lineNumber(from); !ok {
		return bad("no line number after the colon")
	}
	c.To = c.From
	if ranged {
		if c.To, ok = lineNumber(to); !ok {
			return bad("no line number after the hyphen")
		}
		if c.To < c.From {
			return bad("the last line comes before the first")
		}
	}
	return c, nil
}

// lineNumber reads a positive number without sign or leading zero.
func lineNumber(s string) (int, bool) {
	if s == "" || s[0] < '1' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// String returns the citation as a file writes it; ParseCite reads it back.
func (c Cite) String() string {
	s := string(c.Source)
	if c.From > 0 {
		s += ":" + strconv.Itoa(c.From)
		if c.To > c.From {
			s += "-" + strconv.Itoa(c.To)
		}
	}
	if c.Words != "" {
		s += ` "` + c.Words + `"`
	}
	return s
}

// span returns the citation without its words.
func (c Cite) span() Cite { return Cite{Source: c.Source, From: c.From, To: c.To} }

// MarshalText returns the citation as one string.
func (c Cite) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a citation from one string.
func (c *Cite) UnmarshalText(text []byte) error {
	p, err := ParseCite(string(text))
	if err != nil {
		return err
	}
	*c = p
	return nil
}

// Resolve finds what a citation points at: its source and the lines it covers, which are all of them where it names no
// line. A source whose text is not in the record (printed: none) resolves to no lines. Words, if given, must occur in
// those lines exactly, except that any run of white space matches any other. The error, of kind NotFound, says what is
// missing.
func (m *Matter) Resolve(c Cite) ([]*Line, *Source, error) {
	s := m.Source(c.Source)
	if s == nil {
		return nil, nil, noSource(c.Source)
	}
	lines, err := s.Resolve(c)
	return lines, s, err
}

func noSource(id SourceID) error {
	return fault.Errorf(fault.NotFound, "there is no source %q", string(id))
}

// Resolve finds the lines that a citation of this source covers, as Matter.Resolve does.
func (s *Source) Resolve(c Cite) ([]*Line, error) {
	first, last := 0, len(s.Lines)-1
	if c.From > 0 {
		if len(s.Lines) == 0 {
			return nil, fault.Errorf(fault.NotFound, "the text of source %s is not in the record, so it has no line %d", s.ID, c.From)
		}
		var ok1, ok2 bool
		first, ok1 = s.at(c.From)
		last, ok2 = s.at(c.To)
		if !ok1 || !ok2 {
			n := c.From
			if ok1 {
				n = c.To
			}
			return nil, fault.Errorf(fault.NotFound, "source %s has no line %d", s.ID, n)
		}
	}
	var lines []*Line
	for i := first; i <= last; i++ {
		lines = append(lines, &s.Lines[i])
	}
	if c.Words == "" {
		return lines, nil
	}
	if !HasWords(joined(lines), c.Words) {
		return nil, fault.Errorf(fault.NotFound, "the words %q are not in %s", c.Words, c.span())
	}
	return lines, nil
}

// HasWords reports whether text contains words exactly, except that any run of white space matches any other.
func HasWords(text, words string) bool {
	return strings.Contains(squeeze(text), squeeze(words))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// joined returns the words of the lines as one text. Where words were cut nothing can be read across the gap.
func joined(lines []*Line) string {
	var b strings.Builder
	for _, l := range lines {
		if l.Cut != "" {
			b.WriteString("\x00")
		}
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}
