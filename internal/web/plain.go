package web

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// Words and ids that every page writes alike.

// slug makes a part of an id from a name, as the argument map does.
func slug(s string) string { return brief.Fragment(s) }

func assertionID(app record.AppID, n int) string { return fmt.Sprintf("a-%s-%d", app, n) }
func lineID(s record.SourceID, n int) string     { return fmt.Sprintf("l-%s-%d", s, n) }
func sourceID(s record.SourceID) string          { return "s-" + string(s) }
func noteID(flaw string) string                  { return "n-" + slug(flaw) }
func elementID(e record.ElementID) string        { return "e-" + slug(string(e)) }
func cellID(e record.ElementID, p record.PersonID) string {
	return "e-" + slug(string(e)+"."+string(p))
}
func questionID(q string) string { return "q-" + q }

// anchored is the part of a page that a reader asked to be led to, without what no id has.
func anchored(to string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || unicode.IsDigit(r) || unicode.IsLetter(r) {
			return r
		}
		return -1
	}, to)
}

// citeID is where a citation leads: its first line, or the head of its source.
func citeID(m *record.Matter, c record.Cite) string {
	if s := m.Source(c.Source); s != nil && c.From > 0 && s.Find(c.From) != nil {
		return lineID(c.Source, c.From)
	}
	return sourceID(c.Source)
}

// citeWords names a citation: logsheet, first call, line 5.
func citeWords(m *record.Matter, c record.Cite) string {
	text := string(c.Source)
	if s := m.Source(c.Source); s != nil {
		text = lower(title(s))
	}
	switch {
	case c.From == 0:
	case c.From == c.To:
		text += ", line " + strconv.Itoa(c.From)
	default:
		text += fmt.Sprintf(", lines %d–%d", c.From, c.To)
	}
	if c.Words != "" {
		text += ", “" + c.Words + "”"
	}
	return text
}

// count writes a number of things.
func count(n int, thing string) string { return report.Count(n, thing, thing+"s") }

// ended ends a sentence with a stop, if the last word has none of its own: at 1:50 p.m.
func ended(s string) string { return strings.TrimSuffix(s, ".") + "." }

// joinWords writes a list: a, b and c.
func joinWords[T ~string](items []T) string {
	var b strings.Builder
	for i, s := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(s))
	}
	return b.String()
}

// lower writes a title within a sentence; a word in capitals stays.
func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) || next == '.' {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// sentence makes a message one.
func sentence(s string) string {
	s = report.Upper(s)
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// dash writes a range with an en dash.
func dash(s string) string { return strings.ReplaceAll(s, "-", "–") }

// onDate writes a time after a verb: on 20 December 1980, in February 1981, at an unknown time.
func onDate(w record.When) string {
	if !w.Known() {
		return "at a time that is " + w.String()
	}
	s := w.String()
	if len(w) > 0 && unicode.IsDigit(rune(w[0])) && !strings.Contains(string(w), "..") {
		if len(w) <= len("2006-01") {
			return "in " + s
		}
		return "on " + s
	}
	return s
}

// digest groups a digest by four, and shows its first 16 characters.
func digest(s string) string {
	var parts []string
	for i := 0; i+4 <= min(len(s), 16); i += 4 {
		parts = append(parts, s[i:i+4])
	}
	return strings.Join(parts, " ")
}

// curly sets the quotation marks of our own sentences as print does. What was sworn or logged is never changed.
func curly(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		out := r
		if r == '"' {
			out = '”'
			if before == ' ' || before == '(' || before == '“' {
				out = '“'
			}
		}
		b.WriteRune(out)
		before = out
	}
	return b.String()
}
