package contest

import (
	"bytes"
	"fmt"
	"strings"
)

// name gives an argument of that name, made if it is new.
func (p *parser) name(name string) int32 {
	in := p.in
	if in.index == nil {
		in.index = map[string]int32{}
	}
	a, ok := in.index[name]
	if !ok {
		a = int32(len(in.names))
		in.index[name] = a
		in.names = append(in.names, name)
	}
	return a
}

// A promise is an attack between names, to be looked up once all are known.
type promise struct {
	from, to string
	line     int
}

// resolve turns promises into attacks.
func (p *parser) resolve(list []promise, expected string) {
	in := p.in
	if in.names == nil {
		in.names = []string{}
	}
	in.size = len(in.names)
	if in.size > MostElements {
		p.wrong(fmt.Sprintf("at most %d", MostElements), "there are %d arguments", in.size)
		return
	}
	for _, t := range list {
		a, fine := in.index[t.from]
		b, fine2 := in.index[t.to]
		if fine && fine2 {
			in.attacks = append(in.attacks, [2]int32{a, b})
			continue
		}
		stranger := t.from
		if fine {
			stranger = t.to
		}
		p.line = t.line
		if !p.wrong(fmt.Sprintf(expected, stranger), "the attack names %q, which is no argument", stranger) {
			return
		}
	}
}

// reserved is what stands between names in answers, and so in none.
const reserved = ",[]"

// tgf reads a name a line, then #, then an attack a line as two names. What
// stands after them in a line is a label and is passed over.
func (p *parser) tgf() {
	var list []promise
	edges := false
	for p.next() {
		w := p.words
		switch {
		case len(w) == 1 && string(w[0]) == "#":
			if edges && !p.wrong("one line # between arguments and attacks", "a second #") {
				return
			}
			edges = true
		case !edges:
			if at := bytes.IndexAny(w[0], reserved); at >= 0 {
				if !p.wrongAt(p.column(0, at), "a name without any of "+reserved+", which answers put between names", "the name %q has a %q", w[0], w[0][at]) {
					return
				}
				continue
			}
			p.name(string(w[0]))
		case len(w) >= 2:
			list = append(list, promise{string(w[0]), string(w[1]), p.line})
		default:
			if !p.wrong("an attack, as two names of arguments", "%q", p.said()) {
				return
			}
		}
	}
	if !edges {
		p.line = 0
		p.wrong("a line # between arguments and attacks", "there is no line #")
	}
	p.resolve(list, "a line %s before the #")
}

// apx reads the facts arg(a). and att(a,b)., however they are set in lines.
// From % to the end of its line is a remark.
func (p *parser) apx() {
	s := &facts{text: p.rest, line: 1}
	var list []promise
	for s.space(); len(s.text) > 0; s.space() {
		p.line = s.line
		kind, args, ok := s.fact()
		on := true
		switch {
		case ok && kind == "arg" && len(args) == 1:
			p.name(args[0])
		case ok && kind == "att" && len(args) == 2:
			list = append(list, promise{args[0], args[1], p.line})
		default:
			on = p.wrong("arg(a). or att(a,b).", "%q", s.skip())
		}
		if !on {
			return
		}
	}
	p.resolve(list, "arg(%s).")
}

// facts goes through the text of an apx file.
type facts struct {
	text  []byte
	line  int
	begun []byte // the text from the fact now read
}

// space passes over blanks and remarks.
func (s *facts) space() {
	for len(s.text) > 0 {
		switch c := s.text[0]; {
		case c == '%':
			s.leave()
			continue
		case !blank(c):
			return
		case newline(s.text, 0):
			s.line++
		}
		s.text = s.text[1:]
	}
}

// leave goes to the end of the line.
func (s *facts) leave() {
	if k := bytes.IndexAny(s.text, "\r\n"); k >= 0 {
		s.text = s.text[k:]
	} else {
		s.text = nil
	}
}

// word takes a name: up to a blank or a mark of punctuation, or in quotes.
func (s *facts) word() string {
	s.space()
	k := 0
	if len(s.text) > 0 && s.text[0] == '"' {
		k = 1
		for k < len(s.text) && s.text[k] != '"' && s.text[k] != '\n' && s.text[k] != '\r' {
			k++
		}
		if k == len(s.text) || s.text[k] != '"' {
			return ""
		}
		k++
	} else {
		for k < len(s.text) && !blank(s.text[k]) && strings.IndexByte(`(),.%"[]`, s.text[k]) < 0 {
			k++
		}
	}
	w := string(s.text[:k])
	s.text = s.text[k:]
	return w
}

// mark takes a mark of punctuation.
func (s *facts) mark(c byte) bool {
	s.space()
	if len(s.text) == 0 || s.text[0] != c {
		return false
	}
	s.text = s.text[1:]
	return true
}

// fact takes `kind(name,...).`
func (s *facts) fact() (kind string, args []string, ok bool) {
	s.begun = s.text
	kind = s.word()
	if kind == "" || !s.mark('(') {
		return kind, nil, false
	}
	for {
		w := s.word()
		if w == "" {
			return kind, args, false
		}
		args = append(args, w)
		if !s.mark(',') {
			break
		}
	}
	return kind, args, s.mark(')') && s.mark('.')
}

// skip passes over what is no fact, to the end of its line, and returns it.
func (s *facts) skip() string {
	said := s.begun
	for k, c := range said {
		if c == '\n' || c == '\r' || k == 60 {
			said = said[:k]
			break
		}
	}
	s.leave()
	return strings.TrimSpace(strings.ToValidUTF8(string(said), "?"))
}
