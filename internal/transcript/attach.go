package transcript

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// A token is a place in a file at which a key or a value begins.
type token struct {
	path   string // of the key or value
	entry  string // the outermost entry that begins here
	offset int
	line   int
	flow   []string // the entries in brackets or braces that it stands in, from the outside
	empty  bool     // an empty pair of brackets or braces
}

// An outline is the tokens of a file in order, with the column at which each entry begins and the texts in which a #
// begins no comment.
type outline struct {
	text    *text
	tokens  []token
	column  map[string]int
	quoted  map[int]*yaml.Node
	pending []string // entries that have begun but have no token yet
}

func outlineOf(data []byte, root *yaml.Node) *outline {
	o := &outline{text: newText(data), column: map[string]int{}, quoted: map[int]*yaml.Node{}}
	o.keys("", root, nil)
	return o
}

func (o *outline) token(path string, n *yaml.Node, flow []string) {
	t := token{path: path, entry: path, offset: o.text.offset(n.Line, n.Column), line: n.Line, flow: flow}
	if len(o.pending) > 0 {
		t.entry, o.pending = o.pending[0], nil
	}
	t.empty = n.Kind != yaml.ScalarNode && len(n.Content) == 0
	o.tokens = append(o.tokens, t)
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		o.quoted[t.offset] = n
	}
}

func (o *outline) keys(path string, n *yaml.Node, flow []string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		p := key(path, n.Content[i].Value)
		o.column[p] = n.Content[i].Column
		o.token(p, n.Content[i], flow)
		o.value(p, n.Content[i+1], flow)
	}
}

func (o *outline) value(path string, n *yaml.Node, flow []string) {
	inFlow := n.Style&yaml.FlowStyle != 0
	if inFlow {
		o.token(path, n, flow)
		flow = append(flow[:len(flow):len(flow)], path)
	}
	switch n.Kind {
	case yaml.MappingNode:
		o.keys(path, n, flow)
	case yaml.SequenceNode:
		for i, c := range n.Content {
			p := index(path, i)
			o.column[p] = n.Column
			if inFlow {
				o.column[p] = c.Column
			}
			o.pending = append(o.pending, p)
			o.value(p, c, flow)
		}
	default:
		o.token(path, n, flow)
	}
}

// notes gives each comment of the file to an entry. A comment on a line of its own belongs to the entry that begins
// next, unless it stands further in than that: then it ends the entry before. One at the end of a line belongs to what
// stands on the line.
func (o *outline) notes() map[string]*note {
	notes := map[string]*note{}
	at := func(path string) *note {
		if notes[path] == nil {
			notes[path] = &note{}
		}
		return notes[path]
	}
	var last struct {
		list *[]string
		line int
	}
	add := func(list *[]string, c comment) {
		if last.list == list && o.text.blank(last.line, c.line) {
			*list = append(*list, "")
		}
		*list = append(*list, c.text)
		last.list, last.line = list, c.line
	}
	next := 0 // the first token after the comment
	comments := o.text.comments(o.quoted)
	for i, c := range comments {
		for next < len(o.tokens) && o.tokens[next].offset < c.offset {
			next++
		}
		if !c.alone && !o.dashes(c) && next > 0 {
			if n := at(o.onLine(c, o.tokens[next-1], comments[:i])); n.line == "" {
				n.line = c.text
			} else {
				add(&n.head, c)
			}
			continue
		}
		if p, ok := o.before(c, next); ok && c.alone {
			add(&at(p).foot, c)
			continue
		}
		if next == len(o.tokens) {
			add(&at("").foot, c)
			continue
		}
		n := at(o.tokens[next].entry)
		add(&n.head, c)
		ends := i+1 == len(comments) || comments[i+1].offset > o.tokens[next].offset
		if ends && o.text.blank(c.line, o.tokens[next].line) {
			n.head = append(n.head, "")
		}
	}
	return notes
}

// dashes reports whether only dashes of lists stand before a comment on its line.
func (o *outline) dashes(c comment) bool {
	before := string(o.text.data[o.text.starts[c.line-1]:c.offset])
	return strings.Trim(before, "- \t") == ""
}

// onLine returns the entry that a comment at the end of a line belongs to; t is the last token before it. Where brackets
// or braces were closed in between, earlier comments aside, it is the one that they enclose.
func (o *outline) onLine(c comment, t token, earlier []comment) string {
	if len(t.flow) == 0 && !t.empty {
		return t.path
	}
	before, start := "", t.offset
	first := len(earlier)
	for first > 0 && earlier[first-1].offset > t.offset {
		first--
	}
	for _, e := range earlier[first:] {
		before += string(o.text.data[start:e.offset])
		start = e.offset + len(e.text)
	}
	before += string(o.text.data[start:c.offset])
	closed := 0
	for {
		before = strings.TrimRight(before, " \t\r\n,")
		cut := strings.TrimRight(before, "]}")
		if cut == before {
			break
		}
		closed += len(before) - len(cut)
		before = cut
	}
	if t.empty {
		closed--
	}
	if closed <= 0 {
		return t.path
	}
	return t.flow[max(0, len(t.flow)-closed)]
}

// before returns the entry that a comment on a line of its own ends, if it ends one: the innermost that is complete and
// does not stand further in than the comment. The neighbour of the next entry is not meant, since a comment as far out as
// both belongs to what follows.
func (o *outline) before(c comment, next int) (path string, ok bool) {
	if next == 0 {
		return "", false
	}
	following := ""
	if next == len(o.tokens) && c.column == 1 {
		return "", false
	}
	if next < len(o.tokens) {
		following = o.tokens[next].entry
		if c.column <= o.column[following] {
			return "", false
		}
	}
	for p := o.tokens[next-1].path; p != ""; p = parent(p) {
		if following != "" && within(following, p) {
			return "", false
		}
		if up := parent(p); up == "" || following != "" && within(following, up) {
			return "", false
		}
		if o.column[p] <= c.column {
			return p, true
		}
	}
	return "", false
}
