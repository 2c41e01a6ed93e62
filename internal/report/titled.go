package report

import (
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// ByTitle takes a sentence of the review, which names sources by their ids (source call-1; sources call-1, call-2 and log), and names them by their
// titles, for one who reads a page and never saw an id. The id stands behind the title where another source of the matter has the same one. A
// source without a title keeps its id; what stands in quotation marks is left as it is, since it was said so.
func ByTitle(m *record.Matter, text string) string {
	var b strings.Builder
	quoted, straight := 0, false
	for i := 0; i < len(text); {
		rest := text[i:]
		switch {
		case strings.HasPrefix(rest, "“"):
			quoted++
		case strings.HasPrefix(rest, "”"):
			quoted = max(0, quoted-1)
		case rest[0] == '"':
			straight = !straight
		case quoted == 0 && !straight && (i == 0 || text[i-1] == ' '):
			if n := sourceWord(rest); n > 0 {
				b.WriteString(rest[:n])
				said, took := titledList(m, rest[n:])
				b.WriteString(said)
				i += n + took
				continue
			}
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

// sourceWord is how long the word is after which ids of sources stand, with the space behind it; 0 if the text begins with another.
func sourceWord(s string) int {
	for _, w := range []string{"source ", "sources ", "Source ", "Sources "} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// titledList reads ids with commas and "and" between them, and returns them by title, and how much of the text they are.
func titledList(m *record.Matter, s string) (said string, took int) {
	for {
		n := 0
		for took+n < len(s) && (s[took+n] == '-' || 'a' <= s[took+n] && s[took+n] <= 'z' || '0' <= s[took+n] && s[took+n] <= '9') {
			n++
		}
		id := record.SourceID(s[took : took+n])
		src := m.Source(id)
		if n == 0 || src == nil {
			return said, took
		}
		said += sourceByTitle(m, src)
		took += n
		between := ""
		for _, w := range []string{", and ", ", ", " and "} {
			if strings.HasPrefix(s[took:], w) {
				between = w
				break
			}
		}
		next, _, _ := strings.Cut(strings.TrimRight(firstWord(s[took+len(between):]), ".,;:)"), "'")
		if between == "" || m.Source(record.SourceID(next)) == nil {
			return said, took
		}
		said += between
		took += len(between)
	}
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// sourceByTitle names a source by its title.
func sourceByTitle(m *record.Matter, s *record.Source) string {
	if s.Title == "" {
		return string(s.ID)
	}
	for i := range m.Sources {
		if o := &m.Sources[i]; o.ID != s.ID && strings.EqualFold(o.Title, s.Title) {
			return "“" + s.Title + "” (" + string(s.ID) + ")"
		}
	}
	return "“" + s.Title + "”"
}
