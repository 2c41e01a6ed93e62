// Package foolscap reads YAML that is written plainly, as the law, the vocabulary and matter files are, many times faster
// than the YAML library, which reads whatever is not.
//
// Plain are block lists and maps with bare keys, one to a line; texts bare, quoted or folded; and lists and maps between
// brackets. What Read accepts, it reads exactly as the library does: kinds, tags, values, styles and places. A test holds it to
// that on every file that ships, and a fuzz test on any text. It judges nothing: a fault of a file is for the library to tell.
package foolscap

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxDepth is how deep lists and maps may lie in one another before a text counts as no longer plain.
const maxDepth = 12

// Read returns the one node of a document that is written plainly. ok is false of any other, and of any that is not YAML; the
// library is to be asked then. Comments are passed over, as the library's loader does.
func Read(data []byte) (root *yaml.Node, ok bool) {
	p := &page{text: string(data), line: 1}
	if !legible(p.text) {
		return nil, false
	}
	defer func() {
		if r := recover(); r != nil {
			if r != error(crabbed{}) {
				panic(r)
			}
			root, ok = nil, false
		}
	}()
	if !p.next() || p.indent != 0 {
		return nil, false
	}
	root = p.block(0)
	return root, p.at == len(p.text)
}

// crabbed is thrown where a text turns out not to be plain.
type crabbed struct{}

func (crabbed) Error() string { return "not plain" }

// refuse gives a text up.
func refuse() { panic(error(crabbed{})) }

// legible reports whether a text is UTF-8 and free of tabs, carriage returns and other signs that have a meaning of their own.
func legible(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= ' ' && c < 0x7f || c == '\n':
			i++
			continue
		case c < utf8.RuneSelf:
			return false
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfffe {
			return false
		}
		i += n
	}
	return true
}

// A page is a text on its way to being read.
type page struct {
	text   string
	at     int // the byte that comes next
	line   int // its line, from 1
	start  int // the byte at which that line begins
	indent int // of the line, once next has found it
	depth  int

	nodes []yaml.Node  // not yet given out
	lists []*yaml.Node // not yet given out
	open  []*yaml.Node // the contents of lists and maps that are being read
}

// node gives out a node that begins at a byte of the line.
func (p *page) node(kind yaml.Kind, at int) *yaml.Node {
	if len(p.nodes) == 0 {
		p.nodes = make([]yaml.Node, 64)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	n.Kind, n.Line, n.Column = kind, p.line, utf8.RuneCountInString(p.text[p.start:at])+1
	return n
}

// close makes what was opened since mark the content of n.
func (p *page) close(n *yaml.Node, mark int) {
	size := len(p.open) - mark
	if len(p.lists) < size {
		p.lists = make([]*yaml.Node, max(256, size))
	}
	n.Content = p.lists[:size:size]
	p.lists = p.lists[size:]
	copy(n.Content, p.open[mark:])
	p.open = p.open[:mark]
	p.depth--
}

// enter notes that a list or map lies within.
func (p *page) enter() int {
	if p.depth++; p.depth > maxDepth {
		refuse()
	}
	return len(p.open)
}

// next goes to the first sign of the next line that says something, from the end of one. It is false at the end of the text.
func (p *page) next() bool {
	for p.at < len(p.text) {
		if p.text[p.at] == '\n' {
			p.newline()
			continue
		}
		from := p.at
		p.spaces()
		switch {
		case p.ended():
		case p.text[p.at] == '#':
			p.skip()
		default:
			p.indent = p.at - from
			if p.indent == 0 && (strings.ContainsRune("%", rune(p.text[p.at])) ||
				strings.HasPrefix(p.text[p.at:], "---") || strings.HasPrefix(p.text[p.at:], "...")) {
				refuse()
			}
			return true
		}
	}
	p.indent = -1
	return false
}

func (p *page) newline() { p.at, p.line, p.start = p.at+1, p.line+1, p.at+1 }

func (p *page) spaces() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

// ended reports whether the line or the text ends here.
func (p *page) ended() bool { return p.at == len(p.text) || p.text[p.at] == '\n' }

// skip goes to the end of the line.
func (p *page) skip() { p.at = p.eol() }

// eol is the byte at which the line ends.
func (p *page) eol() int {
	if i := strings.IndexByte(p.text[p.at:], '\n'); i >= 0 {
		return p.at + i
	}
	return len(p.text)
}

// rest passes over what may follow a value on its line: nothing, or a comment.
func (p *page) rest() {
	from := p.at
	p.spaces()
	switch {
	case p.ended():
	case p.text[p.at] == '#' && p.at > from:
		p.skip()
	default:
		refuse()
	}
}

// dash reports whether an entry of a list begins here.
func (p *page) dash() bool {
	return p.text[p.at] == '-' && (p.at+1 == len(p.text) || p.text[p.at+1] == ' ' || p.text[p.at+1] == '\n')
}

// block reads the list or map that begins here, at a column from 0.
func (p *page) block(column int) *yaml.Node {
	if p.dash() {
		return p.list(column)
	}
	return p.keys(column)
}

func (p *page) list(column int) *yaml.Node {
	n := p.node(yaml.SequenceNode, p.at)
	n.Tag = "!!seq"
	mark := p.enter()
	for p.indent == column && p.at < len(p.text) && p.dash() {
		p.at++
		from := p.at
		p.spaces()
		if p.ended() || p.text[p.at] == '#' || p.dash() {
			refuse()
		}
		if inner := column + 1 + p.at - from; p.key() > 0 {
			p.indent = inner
			p.open = append(p.open, p.keys(inner))
		} else {
			p.open = append(p.open, p.value(column))
			p.rest()
			p.next()
		}
	}
	if p.indent > column {
		refuse()
	}
	p.close(n, mark)
	return n
}

// key is the length of the bare key that begins here; 0 if none does.
func (p *page) key() int {
	i := p.at
	for i < len(p.text) && bare(p.text[i]) {
		i++
	}
	if i == p.at || i-p.at > 100 || i == len(p.text) || p.text[i] != ':' || p.text[p.at] == '-' || p.text[p.at] == '.' {
		return 0
	}
	if i+1 < len(p.text) && p.text[i+1] != ' ' && p.text[i+1] != '\n' {
		return 0
	}
	return i - p.at
}

// bare reports whether a sign may stand in a key without quotes.
func bare(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'
}

// takeKey reads the key of so many bytes, and the colon behind it.
func (p *page) takeKey(size int) *yaml.Node {
	k := p.node(yaml.ScalarNode, p.at)
	k.Value = p.text[p.at : p.at+size]
	k.Tag = tagOf(k.Value)
	p.at += size + 1
	return k
}

func (p *page) keys(column int) *yaml.Node {
	n := p.node(yaml.MappingNode, p.at)
	n.Tag = "!!map"
	mark := p.enter()
	for p.indent == column && p.at < len(p.text) {
		size := p.key()
		if size == 0 {
			if p.dash() {
				break // of the list that this map is an entry of; any other is refused there
			}
			refuse()
		}
		p.open = append(p.open, p.takeKey(size))
		p.spaces()
		if !p.ended() && p.text[p.at] != '#' {
			p.open = append(p.open, p.value(column))
			p.rest()
			p.next()
			continue
		}
		p.skip()
		if !p.next() || p.indent < column || p.indent == column && !p.dash() {
			refuse() // a key without a value
		}
		p.open = append(p.open, p.block(p.indent))
	}
	if p.indent > column {
		refuse()
	}
	p.close(n, mark)
	return n
}
