package contest

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue/aba"
)

// heading reads on to the line `p KIND n`, passing over remarks (#).
func (p *parser) heading(kind string) bool {
	expected := fmt.Sprintf("p %s N, with N from 0 to %d", kind, MostElements)
	for p.next() {
		w := p.words
		if w[0][0] == '#' {
			continue
		}
		n, ok := int32(0), false
		if len(w) == 3 && string(w[0]) == "p" && string(w[1]) == kind {
			n, ok = number(w[2], MostElements)
			ok = ok || string(w[2]) == "0"
		}
		if !ok {
			p.wrong(expected, "it begins with %q", p.said())
			return false
		}
		p.in.size = int(n)
		return true
	}
	p.line = 0
	p.wrong(expected, "there is nothing in it")
	return false
}

// remark reports whether the present line says nothing.
func (p *parser) remark() bool { return p.words[0][0] == '#' }

// numbers reads all words as numbers of arguments or atoms.
func (p *parser) numbers(words [][]byte) ([]int32, bool) {
	list := make([]int32, len(words))
	for k, w := range words {
		n, ok := number(w, p.in.size)
		if !ok {
			return nil, false
		}
		list[k] = n - 1
	}
	return list, true
}

// af reads `p af n`, then an attack `i j` a line.
func (p *parser) af() {
	if !p.heading("af") {
		return
	}
	expected := fmt.Sprintf("an attack, as two numbers from 1 to %d", p.in.size)
	for p.next() {
		if p.remark() {
			continue
		}
		if len(p.words) == 2 {
			a, fine := number(p.words[0], p.in.size)
			b, fine2 := number(p.words[1], p.in.size)
			if fine && fine2 {
				p.in.attacks = append(p.in.attacks, [2]int32{a - 1, b - 1})
				continue
			}
		}
		if !p.wrong(expected, "%q", p.said()) {
			return
		}
	}
}

// aba reads `p aba n`, then lines `a X`, X is an assumption; `c X Y`, the
// contrary of X is Y; and `r H B...`, H follows from all of B.
func (p *parser) aba() {
	if !p.heading("aba") {
		return
	}
	in := p.in
	in.contrary = map[int32]int32{}
	expected := fmt.Sprintf("a X, c X Y or r X Y..., with numbers from 1 to %d", in.size)
	assumed := map[int32]int{} // in which line
	contrary := map[int32]int{}
	var ruleLines []int
	for p.next() {
		if p.remark() {
			continue
		}
		list, ok := p.numbers(p.words[1:])
		kind := string(p.words[0])
		on := true
		switch {
		case ok && kind == "a" && len(list) == 1:
			if _, twice := assumed[list[0]]; !twice {
				in.assumptions = append(in.assumptions, list[0])
				assumed[list[0]] = p.line
			}
		case ok && kind == "c" && len(list) == 2:
			if before, twice := contrary[list[0]]; twice && in.contrary[list[0]] != list[1] {
				on = p.wrong("one contrary for each assumption", "%d has another contrary in line %d", list[0]+1, before)
			}
			in.contrary[list[0]], contrary[list[0]] = list[1], p.line
		case ok && kind == "r" && len(list) >= 1:
			in.rules = append(in.rules, aba.Rule{Head: list[0], Body: list[1:]})
			ruleLines = append(ruleLines, p.line)
		default:
			on = p.wrong(expected, "%q", p.said())
		}
		if !on {
			return
		}
	}
	slices.Sort(in.assumptions)
	for _, a := range in.assumptions {
		if _, ok := in.contrary[a]; !ok {
			p.line = assumed[a]
			p.wrong(fmt.Sprintf("a line c %d X", a+1), "the assumption %d has no contrary", a+1)
		}
	}
	for k, r := range in.rules {
		if _, bad := assumed[r.Head]; bad {
			p.line = ruleLines[k]
			p.wrong("a flat framework, in which no rule derives an assumption", "the rule derives the assumption %d", r.Head+1)
		}
	}
	for a := range in.contrary {
		if _, ok := assumed[a]; !ok {
			delete(in.contrary, a) // what is no assumption has no contrary that matters
		}
	}
	p.problems.Sort()
}
