package report

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A style is how a terminal shows words. Colour belongs to marks; everything also reads without it.
type style string

const (
	plain style = ""
	bold  style = "1"
	dim   style = "2"
)

// families are the colours of the families of checks, as of the marks on the page.
var families = map[byte]style{
	'S': "31", 'M': "31", 'X': "31", 'T': "31",
	'I': "34", 'O': "32", 'F': "33", 'P': "1",
}

func family(code string) style {
	if code == "" {
		return plain
	}
	return families[code[0]]
}

// A page is text being set for a terminal of a width.
type page struct {
	bytes.Buffer
	width  int
	colour bool
	told   map[string]bool // what later decisions did, as far as it was said under this question
}

// paint shows s in a style.
func (p *page) paint(st style, s string) string {
	s = seen(s)
	if !p.colour || st == plain || s == "" {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}

// line sets one line as it is.
func (p *page) line(s string) {
	p.WriteString(strings.TrimRight(s, " "))
	p.WriteByte('\n')
}

// gap sets an empty line, unless one is there.
func (p *page) gap() {
	if p.Len() > 0 && !bytes.HasSuffix(p.Bytes(), []byte("\n\n")) {
		p.WriteByte('\n')
	}
}

// para sets text as lines that begin at column indent.
func (p *page) para(indent int, st style, text string) {
	for _, l := range fold(text, p.width-indent) {
		p.line(strings.Repeat(" ", indent) + p.paint(st, l))
	}
}

// item sets text beside a label that stands at column indent; the text begins at column hang.
func (p *page) item(indent, hang int, st style, label, text string) {
	lines := fold(text, p.width-hang)
	label = seen(label)
	head := strings.Repeat(" ", indent) + p.paint(st, label)
	if pad := hang - indent - utf8.RuneCountInString(label); pad > 0 {
		head += strings.Repeat(" ", pad)
	} else {
		p.line(head)
		head = strings.Repeat(" ", hang)
	}
	if len(lines) == 0 {
		p.line(head)
		return
	}
	p.line(head + lines[0])
	for _, l := range lines[1:] {
		p.line(strings.Repeat(" ", hang) + l)
	}
}

// section sets a heading with a rule under it.
func (p *page) section(title string) {
	p.gap()
	p.line(p.paint(bold, title))
	p.line(p.paint(dim, strings.Repeat("─", min(p.width, max(24, utf8.RuneCountInString(title))))))
}

// fold breaks text into lines of at most width characters, at spaces where it can.
func fold(text string, width int) []string {
	width = max(width, 16)
	var lines []string
	line, length := "", 0
	for _, w := range strings.Fields(seen(text)) {
		n := utf8.RuneCountInString(w)
		if length > 0 && length+1+n > width {
			lines = append(lines, line)
			line, length = "", 0
		}
		for n > width {
			cut := []rune(w)
			lines = append(lines, string(cut[:width]))
			w, n = string(cut[width:]), n-width
		}
		if length > 0 {
			line += " "
			length++
		}
		line += w
		length += n
	}
	if length > 0 {
		lines = append(lines, line)
	}
	return lines
}

// marked shows a span of a text between brackets, with as much of what stands round it as fits in about width
// characters. A span that is not in the text is shown by its own words.
func marked(text string, start, end int, words string, width int) string {
	if start < 0 || end > len(text) || start >= end {
		return words
	}
	around := max(0, width-utf8.RuneCountInString(text[start:end])-6) / 2
	return lastPart(text[:start], around) + "[" + text[start:end] + "]" + firstPart(text[end:], around)
}

// lastPart is the last n characters of s or fewer, from the beginning of a word.
func lastPart(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	r = r[len(r)-n:]
	for i, c := range r {
		if c == ' ' {
			return "…" + string(r[i+1:])
		}
	}
	return "…"
}

// firstPart is the first n characters of s or fewer, up to the end of a word.
func firstPart(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	for i := n - 1; i >= 0; i-- {
		if r[i] == ' ' {
			return string(r[:i]) + "…"
		}
	}
	return "…"
}
