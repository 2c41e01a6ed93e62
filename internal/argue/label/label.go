// Package label says which sentences of a framework stand: by the complete
// labellings of its assumptions (Schulz and Toni, "Labellings for
// assumption-based and abstract argumentation", International Journal of
// Approximate Reasoning 84, 2017, after Caminada 2006), and by the
// grounded, preferred and stable ones among them (Dung 1995; Bondarenko et
// al. 1997).
//
// An assumption is in if nothing that could stand derives its contrary, out
// if its contrary is derived from assumptions that are in, and undecided
// otherwise. A derived sentence is in if it follows from facts and what is
// in; out if it does not even follow when what is undecided is granted.
//
// A [Reasoner] answers. Whatever it returns depends on the framework and the
// question alone, not on what it was asked before.
package label

import "github.com/affiant-project/affiant/internal/argue"

// A Value is what a labelling gives a sentence. Values are ordered: a
// sentence is worth its best rule, and a rule its worst premise.
type Value int8

const (
	Out Value = iota
	Undec
	In
)

func (v Value) String() string {
	switch v {
	case Out:
		return "out"
	case Undec:
		return "undecided"
	case In:
		return "in"
	}
	return "no value"
}

// A Labelling gives each sentence of one framework a value. The zero
// Labelling belongs to no framework.
type Labelling struct {
	values []Value
	in     []argue.Sentence
}

// Of is the value of s, and Undec for a sentence the labelling knows nothing of.
func (l Labelling) Of(s argue.Sentence) Value {
	if s < 0 || int(s) >= len(l.values) {
		return Undec
	}
	return l.values[s]
}

// In lists the assumptions that are in, in ascending order.
func (l Labelling) In() []argue.Sentence { return l.in }

// Stable reports whether no sentence is undecided.
func (l Labelling) Stable() bool {
	for _, v := range l.values {
		if v == Undec {
			return false
		}
	}
	return true
}

// value carries values from premises to conclusions, given those of the
// assumptions and switches (Dung, Kowalski and Toni 2009 show that it is
// enough to ask what is derivable, without building each argument).
func value(f *argue.Framework, leaf func(argue.Sentence) Value) []Value {
	values := make([]Value, f.Len())
	for _, s := range f.Order() {
		if f.IsAssumption(s) || f.IsSwitch(s) {
			values[s] = leaf(s)
			continue
		}
		for _, i := range f.RulesFor(s) {
			worst := In
			for _, p := range f.Rules()[i].Body {
				worst = min(worst, values[p])
			}
			values[s] = max(values[s], worst)
		}
	}
	return values
}

// position is the labelling in which just the assumptions that isIn names are
// in, those they attack are out, and the rest are undecided. It is a complete
// labelling if isIn names the assumptions that are in in one.
func position(f *argue.Framework, on map[argue.Sentence]bool, isIn func(argue.Sentence) bool) Labelling {
	certain := value(f, func(s argue.Sentence) Value {
		if f.IsSwitch(s) && on[s] || f.IsAssumption(s) && isIn(s) {
			return In
		}
		return Out
	})
	var l Labelling
	l.values = value(f, func(s argue.Sentence) Value {
		switch {
		case certain[s] == In:
			return In
		case f.IsSwitch(s), certain[f.Contrary(s)] == In:
			return Out
		}
		return Undec
	})
	for _, a := range f.Assumptions() {
		if isIn(a) {
			l.in = append(l.in, a)
		}
	}
	return l
}
