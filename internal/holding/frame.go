package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// A frame is rules compiled: what is given of a situation are its switches.
type frame struct {
	frame  *argue.Framework
	reason *label.Reasoner
	rules  map[string]doctrine.Rule // by id
}

// labelled are the terms of the law that are worked out here and given to its rules.
var labelled = []string{
	"sufficiency-established", "sufficiency-open", "sufficiency-insufficient", "obviousness-arguable", "obviousness-undetermined",
	"obviousness-lacking", "corrected-sufficient", "corrected-open", "corrected-insufficient", "falsehood-alleged", "falsehood-reckless",
}

// sideOf is the sentence that a side of an issue is held.
func sideOf(issue, side string) string { return issue + ": " + side }

// compile makes a frame of rules, which are those of the casebook or of the law.
func (r *Reading) compile(rules []doctrine.Rule) *frame {
	b := argue.NewBuilder()
	for f := range r.book.EachFactor() {
		if _, ok := r.factors[f.ID]; ok {
			b.Switch(string(f.ID))
		}
	}
	for _, a := range r.book.AllAftermath() {
		if a.Claim != "" && r.known(a.Rests) {
			b.Switch(string(a.ID))
		}
	}
	for _, t := range labelled {
		b.Switch(t)
	}
	for _, s := range r.steps {
		switch s.Given {
		case "situation", "finding":
			b.Switch(s.ID)
		case "any":
			for _, id := range s.Any {
				doctrine.Compile(b, []doctrine.Rule{{ID: s.ID + " by " + id, If: []string{id}, Unless: s.Unless, Then: s.ID}})
			}
		}
	}
	for t := range r.law.EachTerm() {
		if t.Given == "law" && r.known(t.Rests) {
			b.Fact("law: "+t.ID, b.Sentence(t.ID))
		}
	}
	f := &frame{rules: make(map[string]doctrine.Rule)}
	for _, rule := range rules {
		f.rules[rule.ID] = rule
		if slices.Contains(r.sidesOf(rule.Question), rule.Then) {
			rule.Then = sideOf(rule.Question, rule.Then)
		}
		doctrine.Compile(b, []doctrine.Rule{rule})
	}
	built, err := b.Build()
	if err != nil {
		panic("holding: the casebook's rules do not compile: " + err.Error()) // the linter says so beforehand
	}
	f.frame, f.reason = built, label.New(built)
	return f
}

// about lists the casebook's rules on some questions, and those on none.
func (r *Reading) about(questions ...string) []doctrine.Rule {
	var out []doctrine.Rule
	for _, rule := range r.rules {
		if rule.Question == "" || slices.Contains(questions, rule.Question) {
			out = append(out, rule)
		}
	}
	return out
}

// An outcome is what holds in a frame of what is given.
type outcome struct {
	*frame
	lab label.Labelling
}

// of settles a frame for what is given. What the frame does not know is left out: no rule reads it.
func (f *frame) of(given []string) outcome {
	var on []argue.Sentence
	for _, name := range given {
		if s, ok := f.frame.Find(name); ok && f.frame.IsSwitch(s) {
			on = append(on, s)
		}
	}
	slices.Sort(on)
	return outcome{f, f.reason.Grounded(slices.Compact(on))}
}

// by lists the rules through which a sentence holds, from it downwards, each once.
func (o outcome) by(name string) []string {
	s, ok := o.frame.frame.Find(name)
	if !ok || o.lab.Of(s) != label.In {
		return nil
	}
	var ids []string
	seen := map[argue.Sentence]bool{s: true}
	for queue := []argue.Sentence{s}; len(queue) > 0; queue = queue[1:] {
		for _, i := range o.frame.frame.RulesFor(queue[0]) {
			rule := o.frame.frame.Rules()[i]
			if slices.ContainsFunc(rule.Body, func(p argue.Sentence) bool { return o.lab.Of(p) != label.In }) {
				continue
			}
			if _, ok := o.rules[rule.Name]; ok && !slices.Contains(ids, rule.Name) {
				ids = append(ids, rule.Name)
			}
			for _, p := range rule.Body {
				if !seen[p] {
					seen[p] = true
					queue = append(queue, p)
				}
			}
		}
	}
	return ids
}
