package doctrine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// byLaw and byRule are who gives a term: the law itself, or a rule that concludes it.
const (
	byLaw  = "law"
	byRule = "rule"
)

// The words that the data may use where only some are allowed.
var (
	standings = []string{string(Fixed), string(Ranged), string(Inferred)}
	statuses  = []string{"decided", "applied", "reserved", "reasoning", "dissent"}
	givers    = []string{"record", "label", "ruling", byLaw, byRule}
	rulers    = []string{"court", "factfinder"}
	judgings  = []string{"paper", "shown"}
	corpora   = []string{"sworn", "known", "corrected"}
	kinds     = []string{"case", "statute", "rule", "constitution", "treatise"}
	opens     = []string{"reserve", "burden"}
	views     = []string{"opinion", "circuit", "state"}
)

// A linter goes through a law and notes what does not hang together.
type linter struct {
	*Law
	found Problems
}

// Lint reports everything in a law that does not hang together, in the order of files and lines: what is dangling,
// unused, undated, without authority, in a circle or in contradiction. An empty list means that the law is sound.
func Lint(l *Law) []Problem {
	c := &linter{Law: l}
	c.lintAuthorities()
	c.lintTerms()
	c.lintRules()
	c.lintQuestions()
	c.lintProfiles()
	c.lintOffences()
	c.lintUse()
	c.lintReach()
	c.lintCircles()
	c.lintContradictions()
	c.found.sort()
	return c.found
}

// note adds a problem at the item of that kind and id.
func (c *linter) note(kind, id, format string, args ...any) {
	p := c.at[kind+" "+id]
	p.What = fmt.Sprintf("%s %s: ", kind, id) + fmt.Sprintf(format, args...)
	c.found = append(c.found, p)
}

// oneOf notes a word that is not among those allowed.
func (c *linter) oneOf(kind, id, field, got string, allowed []string) {
	if !slices.Contains(allowed, got) {
		c.note(kind, id, "%s is %q; expected one of %s", field, got, strings.Join(allowed, ", "))
	}
}

var dateForm = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)

// day notes a date that is none. Days before 1900 and years alone are as good as any.
func (c *linter) day(kind, id, field, date string) {
	full := lastDay(date)
	if dateForm.MatchString(date) && len(date) == len("2006-01") {
		full = date + "-01"
	}
	if _, err := time.Parse(time.DateOnly, full); err != nil || !dateForm.MatchString(date) {
		c.note(kind, id, "%s %q is no date; write YYYY-MM-DD, or YYYY if no more is known", field, date)
	}
}

// cites notes citations of what is not there, and the want of a pin where one is needed.
func (c *linter) cites(kind, id string, list []Cite) {
	for _, cite := range list {
		a, ok := c.Authority(cite.Authority)
		switch {
		case !ok:
			c.note(kind, id, "rests on %s, and there is no authority %q", cite, cite.Authority)
		case cite.Pin == "":
			c.note(kind, id, "rests on %s without a pin; say where in it", cite)
		case !slices.ContainsFunc(a.Pins, func(p Pin) bool { return p.At == cite.Pin }):
			c.note(kind, id, "rests on %s, and that authority has no pin %q; add it there, with its standing", cite, cite.Pin)
		}
	}
}

func (c *linter) lintAuthorities() {
	for _, a := range c.authorities {
		c.oneOf("authority", a.ID, "kind", a.Kind, kinds)
		c.day("authority", a.ID, "date", a.Date)
		if a.Until != "" {
			c.day("authority", a.ID, "until", a.Until)
		}
		if len(a.Pins) == 0 {
			c.note("authority", a.ID, "has no pins; give at least one place in it")
		}
		seen := make(map[string]bool)
		for _, p := range a.Pins {
			if seen[p.At] {
				c.note("authority", a.ID, "gives the pin %q twice; keep one", p.At)
			}
			seen[p.At] = true
			c.oneOf("authority", a.ID, "standing of "+p.At, string(p.Standing), standings)
		}
		for _, m := range a.Later {
			c.day("authority", a.ID, "date of a later mark", m.Date)
			by, ok := c.Authority(m.By)
			switch {
			case !ok:
				c.note("authority", a.ID, "is marked by %q, and there is no such authority", m.By)
			case lastDay(by.Date) < lastDay(a.Date):
				c.note("authority", a.ID, "is marked by %s, which is earlier", m.By)
			}
		}
	}
}

func (c *linter) lintTerms() {
	for _, t := range c.terms {
		c.oneOf("term", t.ID, "given", t.Given, givers)
		if t.Given == "ruling" {
			c.oneOf("term", t.ID, "by", t.By, rulers)
			c.oneOf("term", t.ID, "judged", t.Judged, judgings)
			if len(t.Rests) == 0 {
				c.note("term", t.ID, "is a ruling without authority; add rests")
			}
			if !strings.HasSuffix(t.Asks, "?") {
				c.note("term", t.ID, "is a ruling without a question; add asks, ending in a question mark")
			}
		} else if t.By != "" || t.Asks != "" || t.Judged != "" {
			c.note("term", t.ID, "is no ruling; drop by, asks and judged")
		}
		if t.Given == byLaw && len(t.Rests) == 0 {
			c.note("term", t.ID, "is a fact of law without authority; add rests")
		}
		c.cites("term", t.ID, t.Rests)
		c.lintShown(t)
		if other, ok := c.Term(t.Contrary); t.Contrary != "" && (!ok || other.Contrary != t.ID) {
			c.note("term", t.ID, "is contrary to %q, which does not say the same of it", t.Contrary)
		}
	}
}

// lintShown notes ways of showing a term that no source could answer to, or that any would.
func (c *linter) lintShown(t Term) {
	if len(t.Shown) > 0 && t.Given != "label" {
		c.note("term", t.ID, "is given by %s, so nothing behind an assertion shows it; drop shown", t.Given)
	}
	for i, s := range t.Shown {
		field := func(name string) string { return fmt.Sprintf("shown[%d].%s", i+1, name) }
		each := func(name string, got []string, allowed []string) {
			for _, g := range got {
				c.oneOf("term", t.ID, field(name), g, allowed)
			}
		}
		each("sources", s.Sources, spelled(record.SourceKinds()))
		each("author", s.Author, spelled(record.Roles()))
		each("declarant", s.Declarant, spelled(record.Roles()))
		each("track", s.Track, Tracks())
		each("facts", s.Facts, Facts())
		of := len(s.Sources) + len(s.Author) + len(s.Declarant) + len(s.Track) + len(s.Facts)
		switch {
		case s.Basis != "" && of > 0:
			c.note("term", t.ID, "%s is of an assertion that cites nothing, and the rest of shown[%d] is of a source; make two of it", field("basis"), i+1)
		case s.Basis != "":
			c.oneOf("term", t.ID, field("basis"), s.Basis, spelled(record.Bases()))
		case of == 0:
			c.note("term", t.ID, "shown[%d] is empty; say what shows it", i+1)
		}
	}
}

// spelled writes the values of a vocabulary as the data has them.
func spelled[S ~string](values []S) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

func (c *linter) lintRules() {
	for _, r := range c.rules {
		c.oneOf("rule", r.ID, "status", r.Status, statuses)
		if r.Corpus != "" {
			c.oneOf("rule", r.ID, "corpus", r.Corpus, corpora)
		}
		if _, ok := c.Question(r.Question); r.Question != "" && !ok {
			c.note("rule", r.ID, "serves the question %q, and there is no such question", r.Question)
		}
		if len(r.Profiles) == 0 {
			c.note("rule", r.ID, "is in no profile; name at least one")
		}
		for _, p := range r.Profiles {
			if _, ok := c.Profile(p); !ok {
				c.note("rule", r.ID, "is in the profile %q, and there is no such profile", p)
			}
		}
		if len(r.If) == 0 {
			c.note("rule", r.ID, "has no if; say at least one term that it needs")
		}
		for _, id := range used(r) {
			if _, ok := c.Term(id); !ok {
				c.note("rule", r.ID, "uses %q, and there is no such term", id)
			}
		}
		if t, ok := c.Term(r.Then); ok && t.Given != byRule {
			c.note("rule", r.ID, "concludes %q, which is given by %s; split what is given from what is concluded", r.Then, t.Given)
		}
		if len(r.Rests) == 0 {
			c.note("rule", r.ID, "rests on no authority; add one with a pin")
		}
		c.cites("rule", r.ID, r.Rests)
		c.lintDates(r)
	}
}

func (c *linter) lintDates(r Rule) {
	c.day("rule", r.ID, "from", r.From)
	if r.Until != "" {
		c.day("rule", r.ID, "until", r.Until)
		if lastDay(r.Until) <= lastDay(r.From) {
			c.note("rule", r.ID, "ends on %s before it is in force on %s", r.Until, r.From)
		}
	}
	for _, cite := range r.Rests {
		if a, ok := c.Authority(cite.Authority); !ok || lastDay(a.Date) <= lastDay(r.From) {
			return
		}
	}
	if len(r.Rests) > 0 {
		c.note("rule", r.ID, "is in force from %s, before any authority that it rests on", r.From)
	}
}

func (c *linter) lintQuestions() {
	for _, q := range c.questions {
		c.oneOf("question", q.ID, "corpus", q.Corpus, corpora)
		c.cites("question", q.ID, q.Rests)
		if len(q.Answers) < 2 {
			c.note("question", q.ID, "has fewer than two answers")
		}
		ids := make(map[string]bool)
		for _, a := range q.Answers {
			if ids[a.ID] {
				c.note("question", q.ID, "gives the answer %q twice", a.ID)
			}
			ids[a.ID] = true
			t, ok := c.Term(a.When)
			concluded := slices.ContainsFunc(c.rules, func(r Rule) bool { return r.Question == q.ID && r.Then == a.When })
			switch {
			case !ok:
				c.note("question", q.ID, "answers %s when %q, and there is no such term", a.ID, a.When)
			case t.Given == byRule && !concluded:
				c.note("question", q.ID, "answers %s when %q, which no rule of this question concludes", a.ID, a.When)
			}
		}
	}
}

func (c *linter) lintOffences() {
	for _, o := range c.offences {
		ids := make(map[string]bool)
		if len(o.Elements) == 0 {
			c.note("offence", o.ID, "has no elements")
		}
		for _, e := range o.Elements {
			if ids[e.ID] || !idForm.MatchString(e.ID) {
				c.note("offence", o.ID, "the element %q is given twice, or is no id", e.ID)
			}
			ids[e.ID] = true
			if !slices.Contains(record.ElementKinds(), e.Kind) {
				c.note("offence", o.ID, "the element %s is of kind %q; expected one of %v", e.ID, e.Kind, record.ElementKinds())
			}
		}
	}
}

// used lists the terms that a rule mentions, each once, sorted.
func used(r Rule) []string {
	all := slices.Concat(r.If, r.Unless, []string{r.Then})
	slices.Sort(all)
	return slices.Compact(all)
}

// sortedKeys lists a map's keys in order, for output that is the same every time.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
