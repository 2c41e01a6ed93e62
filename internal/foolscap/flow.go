package foolscap

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// flow reads a list or map between brackets. Its lines stand further in than column.
func (p *page) flow(column int) *yaml.Node {
	kind, end, tag := yaml.SequenceNode, byte(']'), "!!seq"
	if p.text[p.at] == '{' {
		kind, end, tag = yaml.MappingNode, '}', "!!map"
	}
	n := p.node(kind, p.at)
	n.Style, n.Tag = yaml.FlowStyle, tag
	mark := p.enter()
	p.at++
	for p.gap(column); p.text[p.at] != end; {
		if kind == yaml.MappingNode {
			size := p.key()
			if size == 0 {
				refuse()
			}
			p.open = append(p.open, p.takeKey(size))
			p.gap(column)
		}
		p.open = append(p.open, p.flowValue(column))
		p.gap(column)
		if p.text[p.at] == end {
			break
		}
		if p.text[p.at] != ',' {
			refuse()
		}
		p.at++
		if p.gap(column); p.text[p.at] == end {
			refuse() // a comma with nothing behind it
		}
	}
	p.at++
	p.close(n, mark)
	return n
}

// gap passes over spaces and line ends between brackets.
func (p *page) gap(column int) {
	for {
		p.spaces()
		if p.at == len(p.text) || p.text[p.at] == '#' {
			refuse()
		}
		if p.text[p.at] != '\n' {
			if p.at-p.start <= column {
				refuse()
			}
			return
		}
		p.newline()
	}
}

func (p *page) flowValue(column int) *yaml.Node {
	switch p.text[p.at] {
	case '"', '\'':
		n := p.quoted(column)
		if p.at < len(p.text) && strings.IndexByte(" \n,]}", p.text[p.at]) < 0 {
			refuse()
		}
		return n
	case '[', '{':
		return p.flow(column)
	}
	return p.flowWords(column)
}

// flowWords reads a bare text between brackets, up to a comma or the end of what it stands in.
func (p *page) flowWords(column int) *yaml.Node {
	n := p.node(yaml.ScalarNode, p.at)
	if strings.IndexByte(indicators, p.text[p.at]) >= 0 && !p.minus() {
		refuse()
	}
	n.Value = p.flowLine()
	for p.spaces(); p.ended(); p.spaces() {
		from := p.line
		p.gap(column)
		if strings.IndexByte(",]}", p.text[p.at]) >= 0 {
			break
		}
		if strings.IndexByte(indicators, p.text[p.at]) >= 0 || p.line > from+1 {
			refuse()
		}
		n.Value += " " + p.flowLine()
	}
	n.Tag = tagOf(n.Value)
	return n
}

// flowLine takes the bare text up to a comma, a closing bracket or the end of its line.
func (p *page) flowLine() string {
	from := p.at
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; c {
		case '\n', ',', ']', '}':
			return strings.TrimRight(p.text[from:p.at], " ")
		case '[', '{', '?':
			refuse()
		case ':':
			if p.at+1 == len(p.text) || strings.IndexByte(" \n,[]{}", p.text[p.at+1]) >= 0 {
				refuse()
			}
		case '#':
			if p.text[p.at-1] == ' ' {
				refuse()
			}
		}
	}
	refuse()
	return ""
}
