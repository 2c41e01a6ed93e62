package main

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// A kind is one sort of thing that can be explained. Names are unique within a kind and not beyond: M1 is a check of the
// oath, and a rule of law.
type kind struct {
	name  string // as it narrows a name: check in check:M1
	title string // as it heads an entry
	list  string // the name of its list
	hang  int    // where the text begins in that list
	lines func() []entry
	find  func(name string) (set func(*report.Sheet), ok bool)
}

// An entry is a line of a list.
type entry struct{ id, says string }

// An explainer says what stands in a law and a casebook.
type explainer struct {
	law  *doctrine.Law
	book *doctrine.Casebook
	long bool // a list has all of each thing in it
}

// kinds lists what can be explained, in the order in which entries of one name are shown.
func (x explainer) kinds() []kind {
	law, book := x.law, x.book
	return append([]kind{
		{"check", "Check", "checks", 6,
			entries(review.Checks, func(c *review.Check) entry { return entry{c.Code, c.Title} }),
			finder(func(name string) (*review.Check, bool) { return review.Explain(strings.ToUpper(name)) }, x.check)},
		{"rule", "Rule of law", "rules", 6,
			entries(law.Rules, func(r doctrine.Rule) entry { return entry{r.ID, r.Title} }),
			finder(func(name string) (doctrine.Rule, bool) {
				if r, ok := law.Rule(name); ok {
					return r, true
				}
				return law.Rule(strings.ToUpper(name))
			}, x.rule)},
		{"authority", "Authority", "authorities", 28,
			entries(law.Authorities, func(a doctrine.Authority) entry { return entry{a.ID, a.Name + ", " + a.Citation} }),
			finder(func(name string) (doctrine.Authority, bool) {
				id, _, _ := strings.Cut(name, "@") // a pin may follow
				return law.Authority(id)
			}, x.authority)},
		{"question", "Question", "questions", 28,
			entries(law.Questions, func(q doctrine.Question) entry { return entry{q.ID, q.Asks} }),
			finder(law.Question, x.question)},
		{"profile", "View of the law", "profiles", 28,
			entries(law.Profiles, func(p doctrine.Profile) entry { return entry{p.ID, p.Title} }),
			finder(law.Profile, x.profile)},
		{"term", "Term of the rules", "terms", 28,
			entries(law.Terms, func(t doctrine.Term) entry { return entry{t.ID, t.Means} }),
			finder(law.Term, x.term)},
		{"offence", "Offence", "offences", 28,
			entries(law.Offences, func(o doctrine.Offence) entry { return entry{o.ID, o.Title} }),
			finder(law.Offence, x.offence)},
		{"case", "Decided case", "cases", 28,
			entries(book.Cases, func(c doctrine.Case) entry { return entry{c.ID, c.Name + ", " + c.Citation} }),
			finder(book.Case, x.decided)},
		{"factor", "Factor", "factors", 38,
			entries(book.Factors, func(f doctrine.Factor) entry { return entry{string(f.ID), factorEntry(f)} }),
			finder(func(name string) (doctrine.Factor, bool) { return book.Factor(doctrine.FactorID(name)) }, x.factor)},
		{"aftermath", "What came after", "aftermath", 28,
			entries(book.AllAftermath, func(a doctrine.Aftermath) entry { return entry{string(a.ID), a.Title} }),
			finder(func(name string) (doctrine.Aftermath, bool) { return book.Aftermath(doctrine.AfterID(name)) }, x.after)},
		{"court", "Court", "courts", 28,
			entries(book.Courts, func(c doctrine.Court) entry { return entry{c.ID, c.Name} }),
			finder(book.Court, x.court)},
		{"issue", "What cases were asked", "issues", 28,
			entries(book.Issues, func(i doctrine.Issue) entry { return entry{i.ID, i.Asks} }),
			finder(book.Issue, x.issue)},
		{"factor-rule", "Rule from factors", "factor-rules", 34,
			entries(book.Rules, func(r doctrine.Rule) entry { return entry{r.ID, r.Title} }),
			finder(book.Rule, x.rule)},
		{"step", "Step of the rules from factors", "steps", 28,
			entries(book.Steps, func(s doctrine.Step) entry { return entry{s.ID, s.Means} }),
			finder(book.Step, x.step)},
		{"", "", "examples", 38,
			entries(examples.List, func(e examples.Example) entry { return entry{examplePrefix + e.Name(), e.Title} }),
			func(string) (func(*report.Sheet), bool) { return nil, false }},
	}, x.timeKinds()...)
}

func entries[T any](all func() []T, line func(T) entry) func() []entry {
	return func() []entry {
		var list []entry
		for _, t := range all() {
			list = append(list, line(t))
		}
		return list
	}
}

func finder[T any](get func(string) (T, bool), set func(*report.Sheet, T)) func(string) (func(*report.Sheet), bool) {
	return func(name string) (func(*report.Sheet), bool) {
		t, ok := get(name)
		return func(p *report.Sheet) { set(p, t) }, ok
	}
}

// listings are the lists that explain can print.
func (x explainer) listings() []string {
	var names []string
	for _, k := range x.kinds() {
		names = append(names, k.list)
	}
	return names
}

// kindNames are the words that narrow a name.
func (x explainer) kindNames() []string {
	var names []string
	for _, k := range x.kinds() {
		if k.name != "" {
			names = append(names, k.name)
		}
	}
	return names
}

// narrowed is the name of an entry with its kind before it: check:M1.
func narrowed(k kind, id string) string { return k.name + ":" + id }

// explicable lists every name that can be explained, and the lists; and a name that several entries have in each of its
// narrow forms too.
func (x explainer) explicable() []string {
	bearers := make(map[string]int)
	for _, k := range x.kinds() {
		for _, e := range k.lines() {
			bearers[e.id]++
		}
	}
	names := x.listings()
	for _, k := range x.kinds() {
		if k.name == "" {
			continue
		}
		for _, e := range k.lines() {
			if !slices.Contains(names, e.id) {
				names = append(names, e.id)
			}
			if bearers[e.id] > 1 {
				names = append(names, narrowed(k, e.id))
			}
		}
	}
	return names
}

// completions are the names that may come of what was begun: all of one kind in narrow form once that kind is begun.
func (x explainer) completions(toComplete string) []string {
	of, _, narrow := strings.Cut(toComplete, ":")
	if !narrow {
		return x.explicable()
	}
	var names []string
	for _, k := range x.kinds() {
		if k.name != of || of == "" {
			continue
		}
		for _, e := range k.lines() {
			names = append(names, narrowed(k, e.id))
		}
	}
	return names
}
