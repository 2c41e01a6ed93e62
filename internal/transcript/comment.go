package transcript

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A comment is one comment of a file as it stands there.
type comment struct {
	text   string // from the # to the end of the line
	offset int    // of the #, in bytes
	line   int
	column int
	alone  bool // nothing but space stands before it on its line
}

// A text is the bytes of a file with the starts of its lines, counted as the YAML library counts them.
type text struct {
	data   []byte
	starts []int
}

func newText(data []byte) *text {
	t := &text{data: data, starts: []int{0}}
	for i := 0; i < len(data); {
		n := breakAt(data[i:])
		if n == 0 {
			i++
			continue
		}
		i += n
		t.starts = append(t.starts, i)
	}
	return t
}

// breakAt returns the length of the line break that data begins with, or 0. YAML 1.1 has five kinds.
func breakAt(data []byte) int {
	for _, b := range []string{"\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"} {
		if bytes.HasPrefix(data, []byte(b)) {
			return len(b)
		}
	}
	return 0
}

// offset returns the byte at which a line and column lie.
func (t *text) offset(line, column int) int {
	if line < 1 || line > len(t.starts) {
		return len(t.data)
	}
	i := t.starts[line-1]
	for ; column > 1 && i < len(t.data); column-- {
		_, n := utf8.DecodeRune(t.data[i:])
		i += n
	}
	return i
}

// line returns the bytes of a line with its break.
func (t *text) line(n int) []byte {
	if n < len(t.starts) {
		return t.data[t.starts[n-1]:t.starts[n]]
	}
	return t.data[t.starts[n-1]:]
}

// blank reports whether there is an empty line between two lines.
func (t *text) blank(after, before int) bool {
	for n := after + 1; n < before && n <= len(t.starts); n++ {
		if len(bytes.TrimSpace(t.line(n))) == 0 {
			return true
		}
	}
	return false
}

// comments finds every comment. A # begins one at the start of the text or after space, outside of quotes and blocks
// (YAML 1.2, 6.6); quoted has the texts in quotes and blocks by the byte at which they begin.
func (t *text) comments(quoted map[int]*yaml.Node) []comment {
	var found []comment
	line := 1
	for i := 0; i < len(t.data); {
		if n := quoted[i]; n != nil {
			next := t.after(i, n)
			if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
				// The line on which a block begins may end in a comment.
				stop := i + bytes.IndexAny(t.data[i:], "\r\n")
				if h := bytes.IndexByte(t.data[i:max(i, stop)], '#'); h >= 0 {
					found = append(found, t.comment(i+h, n.Line))
				}
			}
			i = next
			continue
		}
		for line < len(t.starts) && t.starts[line] <= i {
			line++
		}
		if t.data[i] == '#' && (i == 0 || strings.IndexByte(" \t\r\n", t.data[i-1]) >= 0 || i == t.starts[line-1]) {
			found = append(found, t.comment(i, line))
			i += len(found[len(found)-1].text)
			for i < len(t.data) && breakAt(t.data[i:]) == 0 {
				i++
			}
			continue
		}
		i++
	}
	return found
}

// comment returns the comment that begins at a byte of a line.
func (t *text) comment(offset, line int) comment {
	end := offset
	for end < len(t.data) && breakAt(t.data[end:]) == 0 {
		end++
	}
	before := t.data[t.starts[line-1]:offset]
	return comment{
		text:   strings.TrimRight(string(t.data[offset:end]), " \t"),
		offset: offset,
		line:   line,
		column: utf8.RuneCount(before) + 1,
		alone:  len(bytes.TrimSpace(before)) == 0,
	}
}

// after returns the byte after a text in quotes or in a block that begins at i.
func (t *text) after(i int, n *yaml.Node) int {
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i++; i < len(t.data); i++ {
			if t.data[i] != '\'' {
				continue
			}
			if i+1 >= len(t.data) || t.data[i+1] != '\'' {
				return i + 1
			}
			i++
		}
		return i
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i++; i < len(t.data) && t.data[i] != '"'; i++ {
			if t.data[i] == '\\' {
				i++
			}
		}
		return i + 1
	}
	// A block lasts until a line with words stands further out than its first one.
	deep := -1
	for line := n.Line + 1; line <= len(t.starts); line++ {
		l := t.line(line)
		words := bytes.TrimLeft(l, " ")
		if len(bytes.TrimSpace(words)) == 0 {
			continue
		}
		in := len(l) - len(words)
		if deep < 0 {
			deep = in
		}
		if in < deep {
			return t.starts[line-1]
		}
	}
	return len(t.data)
}
