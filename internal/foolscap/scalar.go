package foolscap

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// value reads what follows a key or a dash on its line. It goes on for as long as lines stand further in than column.
func (p *page) value(column int) *yaml.Node {
	switch c := p.text[p.at]; c {
	case '"', '\'':
		return p.quoted(column)
	case '[', '{':
		return p.flow(column)
	case '>', '|':
		return p.lines(column)
	default:
		return p.words(column)
	}
}

// indicators are the signs with which no bare text begins.
const indicators = "-?:,[]{}#&*!|>'\"%@`"

// words reads a bare text. Its lines are joined with spaces.
func (p *page) words(column int) *yaml.Node {
	n := p.node(yaml.ScalarNode, p.at)
	if strings.IndexByte(indicators, p.text[p.at]) >= 0 && !p.minus() {
		refuse()
	}
	line, whole := p.wordsOfLine()
	n.Value = line
	var joined strings.Builder
	for whole && p.further(column) {
		if p.text[p.at] == '#' || strings.IndexByte(indicators, p.text[p.at]) >= 0 {
			refuse()
		}
		if joined.Len() == 0 {
			joined.WriteString(n.Value)
		}
		line, whole = p.wordsOfLine()
		joined.WriteByte(' ')
		joined.WriteString(line)
	}
	if joined.Len() > 0 {
		n.Value = joined.String()
	}
	n.Tag = tagOf(n.Value)
	return n
}

// minus reports whether a bare number below nothing begins here.
func (p *page) minus() bool {
	return p.text[p.at] == '-' && p.at+1 < len(p.text) && p.text[p.at+1] >= '0' && p.text[p.at+1] <= '9'
}

// wordsOfLine takes the bare text up to the end of its line, or up to a comment, when whole is false.
func (p *page) wordsOfLine() (text string, whole bool) {
	line := p.text[p.at:p.eol()]
	whole = true
	if i := strings.Index(line, " #"); i >= 0 {
		line, whole = line[:i], false
	}
	text = strings.TrimRight(line, " ")
	if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") {
		refuse()
	}
	p.at += len(text)
	return text, whole
}

// further goes on to the next line, if it stands further in than column and is not blank; else it stays.
func (p *page) further(column int) bool {
	i := p.eol()
	if i == len(p.text) {
		return false
	}
	j := i + 1
	for j < len(p.text) && p.text[j] == ' ' {
		j++
	}
	if j == len(p.text) || j-i-1 <= column {
		return false
	}
	if p.text[j] == '\n' {
		refuse() // a blank line: whether the text goes on behind it is for the library to see
	}
	if p.text[j] == '#' {
		return false
	}
	p.at = i
	p.newline()
	p.at = j
	return true
}

// quoted reads a text between quotation marks.
func (p *page) quoted(column int) *yaml.Node {
	n := p.node(yaml.ScalarNode, p.at)
	mark := p.text[p.at]
	n.Tag, n.Style = "!!str", yaml.DoubleQuotedStyle
	if mark == '\'' {
		n.Style = yaml.SingleQuotedStyle
	}
	p.at++
	if i := strings.IndexByte(p.text[p.at:], mark); i >= 0 { // most are on one line, with no sign that stands for another
		if s := p.text[p.at : p.at+i]; !strings.ContainsAny(s, "\\\n") && (mark == '"' || !strings.HasPrefix(p.text[p.at+i+1:], "'")) {
			n.Value = s
			p.at += i + 1
			return n
		}
	}
	var b strings.Builder
	for {
		if p.at == len(p.text) {
			refuse()
		}
		switch c := p.text[p.at]; {
		case c == mark && mark == '\'' && strings.HasPrefix(p.text[p.at:], "''"):
			b.WriteByte('\'')
			p.at += 2
		case c == mark:
			p.at++
			n.Value = b.String()
			return n
		case c == '\\' && mark == '"':
			b.WriteByte(p.escaped())
		case c == '\n':
			p.fold(&b, column)
		case c == ' ':
			from := p.at
			if p.spaces(); !p.ended() { // those that end a line are dropped
				b.WriteString(p.text[from:p.at])
			}
		default:
			b.WriteByte(c)
			p.at++
		}
	}
}

// escapes are the signs behind a backslash that are known here, and what they stand for.
var escapes = map[byte]byte{'"': '"', '\\': '\\', 'n': '\n', 't': '\t', '/': '/'}

func (p *page) escaped() byte {
	if p.at+1 == len(p.text) {
		refuse()
	}
	c, known := escapes[p.text[p.at+1]]
	if !known {
		refuse()
	}
	p.at += 2
	return c
}

// fold takes the end of a line within quotation marks: a space, or as many line breaks as lines are blank behind it.
func (p *page) fold(b *strings.Builder, column int) {
	breaks := 0
	for ; p.at < len(p.text) && p.text[p.at] == '\n'; breaks++ {
		p.newline()
		p.spaces()
	}
	if p.at == len(p.text) || p.at-p.start <= column {
		refuse()
	}
	if breaks == 1 {
		b.WriteByte(' ')
	}
	for ; breaks > 1; breaks-- {
		b.WriteByte('\n')
	}
}

// lines reads a text in lines of their own below > or |.
func (p *page) lines(column int) *yaml.Node {
	n := p.node(yaml.ScalarNode, p.at)
	folded := p.text[p.at] == '>'
	n.Tag, n.Style = "!!str", yaml.LiteralStyle
	if folded {
		n.Style = yaml.FoldedStyle
	}
	head := strings.TrimRight(p.text[p.at+1:p.eol()], " ")
	if head != "" && head != "-" {
		refuse()
	}
	p.skip()
	var b strings.Builder
	inner, blank := 0, 0
	for p.at < len(p.text) {
		from := p.at + 1 // behind the line break
		to := from
		for to < len(p.text) && p.text[to] == ' ' {
			to++
		}
		switch {
		case to == len(p.text) && to == from:
			p.newline()
			continue
		case to == len(p.text):
			refuse()
		case p.text[to] == '\n':
			if inner == 0 || to-from > inner {
				refuse()
			}
			blank++
			p.newline()
			p.at = to
			continue
		case inner == 0 && to-from > column:
			inner = to - from
		case inner == 0 || to-from > inner: // nothing in it, or a line that stands further in and is kept as it is
			refuse()
		}
		if to-from < inner {
			break
		}
		switch {
		case b.Len() == 0:
		case folded && blank == 0:
			b.WriteByte(' ')
		case folded:
			b.WriteString(strings.Repeat("\n", blank))
		default:
			b.WriteString(strings.Repeat("\n", blank+1))
		}
		blank = 0
		p.newline()
		p.at = to
		b.WriteString(p.text[to:p.eol()])
		p.skip()
	}
	if b.Len() == 0 {
		refuse()
	}
	if head == "" {
		if p.at == len(p.text) && p.text[p.at-1] != '\n' {
			refuse() // the text ends without a line break
		}
		b.WriteByte('\n')
	}
	n.Value = b.String()
	return n
}
