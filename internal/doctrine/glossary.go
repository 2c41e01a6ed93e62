package doctrine

import (
	"slices"
	"strings"
)

// A Word is a word of the field, what it means in plain words, and on what that rests: pins of authorities, and rules that the law has no entry for. A
// word that is the program's own, and no court's, has neither. No rule reads it: it is for people.
type Word struct {
	ID    string     `json:"id"`
	Term  string     `json:"term"`  // how it is said
	Means string     `json:"means"` // in sentences
	Rests []Cite     `json:"rests,omitempty"`
	Rule  []RuleText `json:"rule,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A RuleText is a rule or statute as it is cited, and how sure it is that it says so: fixed if its text or a time limit of the law was held against it,
// inferred if it is to be checked.
type RuleText struct {
	Says     string   `json:"says"`
	Standing Standing `json:"standing"`
}

var glossary = sort[Word]{"word", "glossary", func(w *Word) (string, string) { return w.ID, w.Replaces }}

// Words lists the words that are explained, in the order of their terms.
func (l *Law) Words() []Word {
	list := slices.Clone(l.words)
	slices.SortStableFunc(list, func(a, b Word) int { return strings.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term)) })
	return list
}

// Word is the word of that id.
func (l *Law) Word(id string) (Word, bool) { return find(l.where, "word", id, l.words) }

// lintWords notes what is wrong with the words.
func (c *linter) lintWords() {
	for _, w := range c.words {
		if strings.TrimSpace(w.Term) == "" {
			c.noteIn(in("term"), "word", w.ID, "term is empty; write how it is said")
		}
		if !strings.HasSuffix(w.Means, ".") {
			c.noteIn(in("means"), "word", w.ID, "means is no sentence; write it as one, with its full stop")
		}
		c.cites(in("rests"), "word", w.ID, w.Rests)
		for _, r := range w.Rule {
			c.oneOf(in("rule"), "word", w.ID, string(r.Standing), ruleStandings)
		}
	}
}

// ruleStandings are how sure it may be that a rule says what it is cited for.
var ruleStandings = []string{"fixed", "inferred"}
