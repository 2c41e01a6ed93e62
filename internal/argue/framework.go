// Package argue holds a flat assumption-based argumentation framework: rules,
// assumptions and their contraries (Bondarenko, Dung, Kowalski and Toni,
// "An abstract, argumentation-theoretic approach to default reasoning",
// Artificial Intelligence 93, 1997).
//
// A [Builder] collects, [Builder.Build] refuses what would not be flat or
// would go in circles, and the resulting [Framework] never changes. What the
// sentences mean is none of its business; which of them stand is worked out
// by package label.
package argue

// A Sentence is an index into one framework (or the builder it comes from).
// It means nothing in another.
type Sentence int32

// Nothing is the sentence that is not there. A framework that mentions it is
// refused.
const Nothing Sentence = -1

// A Rule derives Head from all of Body together. A rule with an empty body is
// a fact.
type Rule struct {
	Name string
	Head Sentence
	Body []Sentence
}

// A kind is the part that a sentence plays.
type kind uint8

const (
	derived    kind = iota // stands if a rule derives it
	assumption             // stands unless its contrary is derived
	toggle                 // stands if the query turns it on
)

// A Framework is a finished set of rules, assumptions and contraries. It is
// immutable and safe for use by many at once; the slices it hands out belong
// to it and must not be written to.
type Framework struct {
	names       []string
	index       map[string]Sentence
	kinds       []kind
	rules       []Rule
	byHead      [][]int // rules for each sentence, in the order they were added
	byBody      [][]int // rules that rest on each sentence, in that order
	contrary    []Sentence
	defeats     []Sentence // by sentence, the assumption whose contrary it is
	assumptions []Sentence
	switches    []Sentence
	order       []Sentence
	tallies     map[Sentence]Tally
}

// Len is the number of sentences; they are 0 to Len()-1.
func (f *Framework) Len() int { return len(f.names) }

// Has reports whether s is a sentence of this framework.
func (f *Framework) Has(s Sentence) bool { return s >= 0 && int(s) < len(f.names) }

// Name is the name s was given, or "" if s is not a sentence of f.
func (f *Framework) Name(s Sentence) string {
	if !f.Has(s) {
		return ""
	}
	return f.names[s]
}

// Find is the sentence with that name, if there is one.
func (f *Framework) Find(name string) (Sentence, bool) {
	s, ok := f.index[name]
	return s, ok
}

// Rules lists every rule in the order they were added.
func (f *Framework) Rules() []Rule { return f.rules }

// RulesFor lists the rules whose head is s, as indices into Rules.
func (f *Framework) RulesFor(s Sentence) []int {
	if !f.Has(s) {
		return nil
	}
	return f.byHead[s]
}

// RulesWith lists the rules that have s among their premises, as indices into Rules.
func (f *Framework) RulesWith(s Sentence) []int {
	if !f.Has(s) {
		return nil
	}
	return f.byBody[s]
}

// Assumptions lists the assumptions in ascending order.
func (f *Framework) Assumptions() []Sentence { return f.assumptions }

// Switches lists the switches in ascending order.
func (f *Framework) Switches() []Sentence { return f.switches }

// IsAssumption reports whether s is an assumption of f.
func (f *Framework) IsAssumption(s Sentence) bool { return f.Has(s) && f.kinds[s] == assumption }

// IsSwitch reports whether s is a switch of f.
func (f *Framework) IsSwitch(s Sentence) bool { return f.Has(s) && f.kinds[s] == toggle }

// Contrary is the sentence that defeats assumption a, or Nothing if a is not
// an assumption.
func (f *Framework) Contrary(a Sentence) Sentence {
	if !f.IsAssumption(a) {
		return Nothing
	}
	return f.contrary[a]
}

// Defeats is the assumption whose contrary is s, or Nothing if s is not a contrary.
func (f *Framework) Defeats(s Sentence) Sentence {
	if !f.Has(s) {
		return Nothing
	}
	return f.defeats[s]
}

// Order lists every sentence after all the sentences that a rule could derive
// it from, so that one pass over it settles what follows from what.
func (f *Framework) Order() []Sentence { return f.order }
