package argue

import "slices"

// A path is a depth-first walk from conclusions down to their premises. It
// keeps its own stack, so that a long chain of rules costs no call depth.
type path struct {
	f     *Framework
	state []visit
	order []Sentence
	stack []stop
	found [][]int
}

type visit uint8

const (
	unseen visit = iota
	open         // on the path now: meeting it again closes a circle
	done
)

// A stop is a sentence on the path and how far its premises were walked.
type stop struct {
	s       Sentence
	rule    int // position in RulesFor(s)
	premise int // position in the rule's body
}

// arrange returns the sentences premises first, and the circles that stand in
// the way: one for each premise that leads back onto its own path, as the
// rules passed from that premise round to itself.
func arrange(f *Framework) ([]Sentence, [][]int) {
	p := &path{f: f, state: make([]visit, f.Len())}
	for i := range f.names {
		if p.state[i] == unseen {
			p.enter(Sentence(i))
			p.walk()
		}
	}
	return p.order, p.found
}

func (p *path) enter(s Sentence) {
	p.state[s] = open
	p.stack = append(p.stack, stop{s: s})
}

func (p *path) walk() {
	for len(p.stack) > 0 {
		here := &p.stack[len(p.stack)-1]
		rules := p.f.byHead[here.s]
		if here.rule == len(rules) {
			p.state[here.s] = done
			p.order = append(p.order, here.s)
			p.stack = p.stack[:len(p.stack)-1]
			continue
		}
		body := p.f.rules[rules[here.rule]].Body
		if here.premise == len(body) {
			here.rule, here.premise = here.rule+1, 0
			continue
		}
		next := body[here.premise]
		here.premise++
		switch p.state[next] {
		case unseen:
			p.enter(next)
		case open:
			p.found = append(p.found, p.circle(next))
		}
	}
}

// circle is the rules from the top of the path down to where it met s, so
// that each rule's head is a premise of the next and the last derives s.
func (p *path) circle(s Sentence) []int {
	var rules []int
	for i := len(p.stack) - 1; i >= 0; i-- {
		here := p.stack[i]
		rules = append(rules, p.f.byHead[here.s][here.rule])
		if here.s == s {
			break
		}
	}
	return slices.Clip(rules)
}
