package showing

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// A worth is the value of a sentence in a labelling: out, undecided or in. It
// is kept apart from label.Value so that checking shares nothing with it.
type worth int8

const (
	out worth = iota
	undecided
	in
)

// opposite is the worth of an assumption whose contrary is worth w.
func (w worth) opposite() worth { return in - w }

// An interval is what a worth may still be.
type interval struct{ low, high worth }

// A limit is a claim that a sentence, or the worst premise of a rule, is
// worth at least w, or less.
type limit struct {
	rule  int // -1 if of a sentence
	s     argue.Sentence
	least worth
	less  bool
}

// bounds carries what is supposed along rules and attacks. Each sentence and
// each rule (the worst of its premises) has an interval, which only narrows.
type bounds struct {
	f       *argue.Framework
	s, r    []interval
	freeS   []bool // sentences that may be supplied or switched: out or in
	freeR   []bool // facts that may be struck: out or in
	clauses [][]limit
	changed bool
	clash   bool // some interval is empty
}

func newBounds(f *argue.Framework) *bounds {
	b := &bounds{
		f: f,
		s: make([]interval, f.Len()), r: make([]interval, len(f.Rules())),
		freeS: make([]bool, f.Len()), freeR: make([]bool, len(f.Rules())),
	}
	for i := range b.s {
		b.s[i].high = in
	}
	for i := range b.r {
		b.r[i].high = in
	}
	return b
}

// copy is an independent copy, but for the clauses, which it may add to.
func (b *bounds) copy() *bounds {
	c := *b
	c.s, c.r = append([]interval(nil), b.s...), append([]interval(nil), b.r...)
	c.clauses = b.clauses[:len(b.clauses):len(b.clauses)]
	return &c
}

// suppose narrows by one claim.
func (b *bounds) suppose(l limit) {
	v := b.at(l)
	if l.less {
		b.narrow(v, out, l.least-1)
		return
	}
	b.narrow(v, l.least, in)
}

func (b *bounds) at(l limit) *interval {
	if l.rule >= 0 {
		return &b.r[l.rule]
	}
	return &b.s[l.s]
}

// holds and fails report whether a claim is certainly true, or certainly not.
func (b *bounds) holds(l limit) bool {
	v := b.at(l)
	return !l.less && v.low >= l.least || l.less && v.high < l.least
}

func (b *bounds) fails(l limit) bool {
	l.less = !l.less
	return b.holds(l)
}

func (b *bounds) narrow(v *interval, low, high worth) {
	if low > v.low {
		v.low, b.changed = low, true
	}
	if high < v.high {
		v.high, b.changed = high, true
	}
	b.clash = b.clash || v.low > v.high
}

// carry narrows until nothing changes, and reports whether there is a clash.
func (b *bounds) carry() bool {
	for b.changed = true; b.changed && !b.clash; {
		b.changed = false
		for i := range b.f.Rules() {
			b.carryRule(i)
		}
		for _, s := range b.f.Order() {
			b.carrySentence(s)
		}
		for _, c := range b.clauses {
			b.carryClause(c)
		}
	}
	return b.clash
}

// carryRule: a rule is worth its worst premise.
func (b *bounds) carryRule(i int) {
	v, body := &b.r[i], b.f.Rules()[i].Body
	if b.freeR[i] {
		b.definite(v)
		return
	}
	low, high := in, in
	for _, p := range body {
		low, high = min(low, b.s[p].low), min(high, b.s[p].high)
	}
	b.narrow(v, low, high)
	for _, p := range body {
		b.narrow(&b.s[p], v.low, in)
	}
	for most := v.high; most < in; most++ { // some premise is worth at most most
		var only *interval
		n := 0
		for _, p := range body {
			if b.s[p].low <= most {
				only = &b.s[p]
				n++
			}
		}
		if n == 1 {
			b.narrow(only, out, most)
		}
	}
}

// carrySentence: an assumption is worth the opposite of its contrary, a
// derived sentence its best rule.
func (b *bounds) carrySentence(s argue.Sentence) {
	v, rules := &b.s[s], b.f.RulesFor(s)
	switch c := b.f.Contrary(s); {
	case c != argue.Nothing:
		b.narrow(v, b.s[c].high.opposite(), b.s[c].low.opposite())
		b.narrow(&b.s[c], v.high.opposite(), v.low.opposite())
		return
	case b.f.IsSwitch(s), b.freeS[s]:
		b.definite(v)
		return
	}
	low, high := out, out
	for _, r := range rules {
		low, high = max(low, b.r[r].low), max(high, b.r[r].high)
	}
	b.narrow(v, low, high)
	for _, r := range rules {
		b.narrow(&b.r[r], out, v.high)
	}
	for least := v.low; least > out; least-- { // some rule is worth at least least
		var only *interval
		n := 0
		for _, r := range rules {
			if b.r[r].high >= least {
				only = &b.r[r]
				n++
			}
		}
		if n == 1 {
			b.narrow(only, least, in)
		}
	}
}

// definite: a fact or a ruling is there or not, and never undecided.
func (b *bounds) definite(v *interval) {
	if v.low > out {
		b.narrow(v, in, in)
	}
	if v.high < in {
		b.narrow(v, out, out)
	}
}

// carryClause: one of the claims is true.
func (b *bounds) carryClause(c []limit) {
	left := -1
	for i, l := range c {
		switch {
		case b.holds(l):
			return
		case b.fails(l):
		case left >= 0:
			return
		default:
			left = i
		}
	}
	if left < 0 {
		b.clash = true
		return
	}
	b.suppose(c[left])
}

// A Reach is what grounds alone lead to, all other facts and switches being free.
type Reach struct{ b *bounds }

// Carry carries grounds as far as they reach.
func Carry(f *argue.Framework, g Grounds) Reach {
	b := loose(f, g)
	b.carry()
	return Reach{b}
}

// Fails reports whether s fails on the grounds alone, and Gives whether the rule of that place applies on them alone.
func (r Reach) Fails(s argue.Sentence) bool { return r.b.s[s].high == out }
func (r Reach) Gives(rule int) bool         { return r.b.r[rule].low == in }

// loose frees every fact and every sentence without rules but the grounds.
func loose(f *argue.Framework, g Grounds) *bounds {
	b := newBounds(f)
	for i, r := range f.Rules() {
		b.freeR[i] = len(r.Body) == 0 && !slices.Contains(g.Facts, r.Name)
	}
	for i := range f.Len() {
		s := argue.Sentence(i)
		if f.IsAssumption(s) || len(f.RulesFor(s)) > 0 {
			continue
		}
		b.freeS[s] = true
		switch name := f.Name(s); {
		case slices.Contains(g.On, name):
			b.s[s].low = in
		case slices.Contains(g.Absent, name):
			b.s[s].high = out
		}
	}
	return b
}
