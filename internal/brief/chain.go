package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// A chain is the rules of one profile and question at one date, compiled: the terms that the record, the labels and the
// rulings give are its switches, and an answer is the term that the rules then conclude.
type chain struct {
	key      string // the same for all views that have the same rules for the question
	question doctrine.Question
	rules    []doctrine.Rule
	frame    *argue.Framework
	reason   *label.Reasoner
	cache    map[string]string
	proofs   map[string]*showing.Certificate
	read     map[string]bool // by the beginnings of terms, made by reads
}

// chainKey names a question and the rules by which it is answered.
func chainKey(q doctrine.Question, rules []doctrine.Rule) string {
	var key strings.Builder
	key.WriteString(q.ID)
	for i := range rules {
		key.WriteString(" " + rules[i].ID)
	}
	return key.String()
}

// uses reports whether some rule asks for a term.
func (c *chain) uses(term string) bool {
	return slices.ContainsFunc(c.rules, func(r doctrine.Rule) bool {
		return slices.Contains(r.If, term) || slices.Contains(r.Unless, term)
	})
}

// reads reports whether some rule asks for a term that begins so.
func (c *chain) reads(prefix string) bool {
	begins := func(t string) bool { return strings.HasPrefix(t, prefix) }
	known, ok := c.read[prefix]
	if !ok {
		known = slices.ContainsFunc(c.rules, func(r doctrine.Rule) bool {
			return slices.ContainsFunc(r.If, begins) || slices.ContainsFunc(r.Unless, begins)
		}) || slices.ContainsFunc(c.question.Answers, func(a doctrine.Answer) bool { return begins(a.When) })
		c.read[prefix] = known
	}
	return known
}

func newChain(key string, q doctrine.Question, rules []doctrine.Rule, frame *argue.Framework) *chain {
	return &chain{key: key, question: q, rules: rules, frame: frame, reason: label.New(frame), cache: make(map[string]string), read: make(map[string]bool),
		proofs: make(map[string]*showing.Certificate)}
}

// compileRules compiles the rules that answer a question.
func compileRules(law *doctrine.Law, q doctrine.Question, rules []doctrine.Rule) (*argue.Framework, error) {
	b := argue.NewBuilder()
	for t := range law.EachTerm() {
		switch t.Given {
		case "record", "label", "ruling":
			b.Switch(t.ID)
		case "law":
			b.Fact("law: "+t.ID, b.Sentence(t.ID))
		}
	}
	for _, a := range q.Answers {
		b.Sentence(a.When)
	}
	doctrine.Compile(b, rules)
	frame, err := b.Build()
	if err != nil {
		return nil, fmt.Errorf("couldn't compile the rules of %s: %w", q.ID, err)
	}
	return frame, nil
}

// answer returns the id of the answer that the given terms lead to, or "" if the rules reach none.
func (c *chain) answer(given []string) string {
	key := strings.Join(given, " ")
	if a, ok := c.cache[key]; ok {
		return a
	}
	lab := c.reason.Grounded(c.on(given))
	found := ""
	for _, a := range c.question.Answers {
		if s, ok := c.frame.Find(a.When); ok && lab.Of(s) == label.In {
			found = a.ID
		}
	}
	c.cache[key] = found
	return found
}

func (c *chain) on(given []string) []argue.Sentence {
	var on []argue.Sentence
	for _, t := range given {
		if s, ok := c.frame.Find(t); ok && c.frame.IsSwitch(s) {
			on = append(on, s)
		}
	}
	slices.Sort(on)
	return on
}

// tree gives the reasons for an answer under the given terms.
func (c *chain) tree(answer string, given []string) *why.Node {
	s, ok := c.goal(answer)
	if !ok {
		return nil
	}
	on := c.on(given)
	return why.Tree(c.frame, c.reason.Grounded(on), s, on)
}

// certificate gives what a reader can check by hand for an answer under the given terms: one for all respondents of whom
// the same terms hold.
func (c *chain) certificate(answer string, given []string) *showing.Certificate {
	s, ok := c.goal(answer)
	if !ok {
		return nil
	}
	key := answer + ": " + strings.Join(given, " ")
	if _, ok := c.proofs[key]; !ok {
		cert := why.Certify(c.frame, c.reason, s, c.on(given))
		c.proofs[key] = &cert
	}
	return c.proofs[key]
}

func (c *chain) goal(answer string) (argue.Sentence, bool) {
	for _, a := range c.question.Answers {
		if a.ID == answer {
			return c.frame.Find(a.When)
		}
	}
	return 0, false
}
