package argue

import "fmt"

// A Builder collects sentences and rules. Its methods never fail; what is
// wrong with what they were given is reported by Build, all at once.
type Builder struct {
	names    []string
	index    map[string]Sentence
	kinds    []kind
	contrary map[Sentence]Sentence
	rules    []Rule
	rivals   map[[2]Sentence]bool
	faults   []string
	tallies  map[Sentence]Tally
}

// NewBuilder returns a builder of an empty framework.
func NewBuilder() *Builder {
	return &Builder{
		index:    make(map[string]Sentence),
		contrary: make(map[Sentence]Sentence),
		rivals:   make(map[[2]Sentence]bool),
		tallies:  make(map[Sentence]Tally),
	}
}

// Sentence is the sentence with that name, made on first mention.
func (b *Builder) Sentence(name string) Sentence {
	if s, ok := b.index[name]; ok {
		return s
	}
	if name == "" {
		b.fault("a sentence has no name; give every sentence a name")
	}
	s := Sentence(len(b.names))
	b.index[name] = s
	b.names = append(b.names, name)
	b.kinds = append(b.kinds, derived)
	return s
}

// Fresh makes a sentence of that name, which must be new. It is for sentences that stand for what somebody works out of
// what others gave, and so must not come to mean anything else.
func (b *Builder) Fresh(name string) Sentence {
	if _, ok := b.index[name]; ok {
		b.fault("%q is made for a rule, and is the name of something else; rename the other", name)
	}
	return b.Sentence(name)
}

// Assume makes the named sentence an assumption, whose contrary is the
// sentence "against "+name. Assuming it again changes nothing.
func (b *Builder) Assume(name string) Sentence {
	a := b.Sentence(name)
	if !b.become(a, assumption) {
		return a
	}
	if _, ok := b.contrary[a]; !ok {
		b.contrary[a] = b.Sentence("against " + name)
	}
	return a
}

// Against is the contrary of assumption a: whatever derives it attacks a.
func (b *Builder) Against(a Sentence) Sentence {
	c, ok := b.contrary[a]
	if !ok {
		b.fault("the contrary of %s was asked for, which is not an assumption; assume it first", b.show(a))
		return Nothing
	}
	return c
}

// Switch makes the named sentence a switch, which a query turns on (then it
// is a fact) or leaves off (then nothing derives it). The rulings of a court
// or fact-finder are switches.
func (b *Builder) Switch(name string) Sentence {
	s := b.Sentence(name)
	b.become(s, toggle)
	return s
}

// Fact adds the rule of that name that derives head from nothing.
func (b *Builder) Fact(name string, head Sentence) { b.Rule(name, head) }

// Rule adds the rule of that name that derives head from all of body. A
// premise given twice counts once.
func (b *Builder) Rule(name string, head Sentence, body ...Sentence) {
	b.rules = append(b.rules, Rule{Name: name, Head: head, Body: distinct(body)})
}

// Rivals makes each of two assumptions attack the other. Saying it again, in
// either order, changes nothing.
func (b *Builder) Rivals(a, c Sentence) {
	againstA, first := b.contrary[a]
	againstC, second := b.contrary[c]
	if !first || !second || a == c {
		b.fault("%s and %s cannot be rivals; rivals are two different assumptions", b.show(a), b.show(c))
		return
	}
	pair := [2]Sentence{min(a, c), max(a, c)}
	if b.rivals[pair] {
		return
	}
	b.rivals[pair] = true
	b.Rule(b.names[c]+" excludes "+b.names[a], againstA, c)
	b.Rule(b.names[a]+" excludes "+b.names[c], againstC, a)
}

// become gives s the part k, unless it already plays another.
func (b *Builder) become(s Sentence, k kind) bool {
	if b.kinds[s] != derived && b.kinds[s] != k {
		b.fault("%s is both an assumption and a switch; make two sentences of it", b.show(s))
		return false
	}
	b.kinds[s] = k
	return true
}

func (b *Builder) has(s Sentence) bool { return s >= 0 && int(s) < len(b.names) }

// show names s for a reader.
func (b *Builder) show(s Sentence) string {
	if !b.has(s) {
		return fmt.Sprintf("an unknown sentence (number %d)", s)
	}
	return fmt.Sprintf("%q", b.names[s])
}

func (b *Builder) fault(format string, args ...any) {
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}
