package doctrine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
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
	cases *Casebook // over the law, whose rules its views may set aside too; nil for a law alone
	found Problems
}

// Lint reports everything in a law that does not hang together, in the order of files and lines: what is dangling,
// unused, undated, without authority, in a circle or in contradiction. An empty list means that the law is sound.
func Lint(l *Law) []Problem { return lintUnder(l, nil) }

// lintUnder lints a law that a casebook stands on.
func lintUnder(l *Law, cases *Casebook) []Problem {
	c := &linter{Law: l, cases: cases}
	c.lintAuthorities()
	c.lintTerms()
	c.lintRules()
	c.lintQuestions()
	c.lintProfiles()
	c.lintOffences()
	c.lintTimes()
	c.lintWords()
	if c.whole() {
		c.lintUse()
		c.lintReach()
	}
	c.lintCircles()
	c.lintContradictions()
	c.found.Sort()
	return c.found
}

// whole reports whether every item was read whole. If not, that something is lacking may be because of that.
func (c *linter) whole() bool {
	for _, at := range c.at {
		if at.broken {
			return false
		}
	}
	return true
}

// note adds a problem at the item of that kind and id.
func (c *linter) note(kind, id, format string, args ...any) {
	c.noteIn(nil, kind, id, format, args...)
}

// in names a part of an item, by fields and by indexes of lists.
func in(part ...any) []any { return part }

// noteIn adds a problem at a part of the item of that kind and id. Of an item that was not read whole, which has been
// told, nothing more is.
func (c *linter) noteIn(part []any, kind, id, format string, args ...any) {
	at := c.at[kind+" "+id]
	if at.broken {
		return
	}
	p := at.within(part...)
	p.What = fmt.Sprintf("%s %s: ", kind, id) + fmt.Sprintf(format, args...)
	c.found = append(c.found, p)
}

// oneOf notes a word that is not among those allowed, in the last of the part.
func (c *linter) oneOf(part []any, kind, id, got string, allowed []string) {
	if !slices.Contains(allowed, got) {
		c.noteIn(part, kind, id, "%s is %q%s; expected one of %s", spell(part), got, fault.DidYouMean(got, allowed), strings.Join(allowed, ", "))
	}
}

// spell writes a part as a reader would: pins[2].standing.
func spell(part []any) string {
	var b strings.Builder
	for _, p := range part {
		switch p := p.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", p+1)
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(p)
		}
	}
	return b.String()
}

var dateForm = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)

// day notes a date that is none. Days before 1900 and years alone are as good as any.
func (c *linter) day(part []any, kind, id, date string) {
	full := lastDay(date)
	if dateForm.MatchString(date) && len(date) == len("2006-01") {
		full = date + "-01"
	}
	if _, err := time.Parse(time.DateOnly, full); err != nil || !dateForm.MatchString(date) {
		c.noteIn(part, kind, id, "%s %q is no date; write YYYY-MM-DD, or YYYY if no more is known", spell(part), date)
	}
}

// cites notes citations of what is not there, and the want of a pin where one is needed.
func (c *linter) cites(part []any, kind, id string, list []Cite) {
	for i, cite := range list {
		at := append(slices.Clip(part), i)
		a, ok := c.Authority(cite.Authority)
		switch {
		case !ok:
			c.noteIn(at, kind, id, "rests on %s, and there is no authority %q%s; add one, or name one that is there",
				cite, cite.Authority, fault.DidYouMean(cite.Authority, ids(c.authorities, authorities)))
		case c.at["authority "+a.ID].broken:
		case cite.Pin == "":
			c.noteIn(at, kind, id, "rests on %s without a pin; say where in it: %s@ and one of %s", cite, cite, strings.Join(places(a), ", "))
		case !slices.Contains(places(a), cite.Pin):
			c.noteIn(at, kind, id, "rests on %s, and that authority has no pin %q%s; add it there, with its standing",
				cite, cite.Pin, fault.DidYouMean(cite.Pin, places(a)))
		}
	}
}

// ids lists the ids of items.
func ids[T any](items []T, kind sort[T]) []string {
	var list []string
	for _, item := range items {
		list = append(list, kind.id(item))
	}
	return list
}

// places lists the pins of an authority.
func places(a Authority) []string {
	var list []string
	for _, p := range a.Pins {
		list = append(list, p.At)
	}
	return list
}

// noSuch says that there is nothing of that kind and id, and what may have been meant.
func noSuch[T any](kind sort[T], id string, items []T) string {
	return fmt.Sprintf("there is no such %s%s", kind.name, fault.DidYouMean(id, ids(items, kind)))
}

func (c *linter) lintAuthorities() {
	for _, a := range c.authorities {
		c.oneOf(in("kind"), "authority", a.ID, a.Kind, kinds)
		c.day(in("date"), "authority", a.ID, a.Date)
		if a.Until != "" {
			c.day(in("until"), "authority", a.ID, a.Until)
		}
		seen := make(map[string]bool)
		for i, p := range a.Pins {
			if seen[p.At] {
				c.noteIn(in("pins", i), "authority", a.ID, "gives the pin %q twice; keep one", p.At)
			}
			seen[p.At] = true
			c.oneOf(in("pins", i, "standing"), "authority", a.ID, string(p.Standing), standings)
		}
		for i, m := range a.Later {
			c.day(in("later", i, "date"), "authority", a.ID, m.Date)
			by, ok := c.Authority(m.By)
			switch {
			case !ok:
				c.noteIn(in("later", i, "by"), "authority", a.ID, "is marked by %q, and %s; add it, or name one that is there", m.By, noSuch(authorities, m.By, c.authorities))
			case lastDay(by.Date) < lastDay(a.Date):
				c.noteIn(in("later", i, "by"), "authority", a.ID, "is marked by %s, which is earlier; only what came later can have done something to it", m.By)
			}
		}
	}
}

func (c *linter) lintTerms() {
	for _, t := range c.terms {
		c.oneOf(in("given"), "term", t.ID, t.Given, givers)
		if t.Given == "ruling" {
			c.oneOf(in("by"), "term", t.ID, t.By, rulers)
			c.oneOf(in("judged"), "term", t.ID, t.Judged, judgings)
			if len(t.Rests) == 0 {
				c.note("term", t.ID, "is a ruling without authority; add rests")
			}
			if !strings.HasSuffix(t.Asks, "?") {
				c.noteIn(in("asks"), "term", t.ID, "is a ruling without a question; add asks, ending in a question mark")
			}
		} else if t.By != "" || t.Asks != "" || t.Judged != "" {
			c.noteIn(in("given"), "term", t.ID, "is no ruling; drop by, asks and judged")
		}
		if t.Given == byLaw && len(t.Rests) == 0 {
			c.note("term", t.ID, "is a fact of law without authority; add rests")
		}
		c.cites(in("rests"), "term", t.ID, t.Rests)
		c.lintShown(t)
		if other, ok := c.Term(t.Contrary); t.Contrary != "" && (!ok || other.Contrary != t.ID) {
			what := "that does not say the same of it; say so in both"
			if !ok {
				what = noSuch(terms, t.Contrary, c.terms)
			}
			c.noteIn(in("contrary"), "term", t.ID, "is contrary to %q, and %s", t.Contrary, what)
		}
	}
}

// lintShown notes ways of showing a term that no source could answer to, or that any would.
func (c *linter) lintShown(t Term) {
	if len(t.Shown) > 0 && t.Given != "label" {
		c.noteIn(in("shown"), "term", t.ID, "is given by %s, so nothing behind an assertion shows it; drop shown", t.Given)
	}
	for i, s := range t.Shown {
		each := func(name string, got []string, allowed []string) {
			for j, g := range got {
				c.oneOf(in("shown", i, name, j), "term", t.ID, g, allowed)
			}
		}
		each("sources", s.Sources, spelled(record.SourceKinds()))
		each("author", s.Author, spelled(record.Roles()))
		each("declarant", s.Declarant, spelled(record.Roles()))
		each("track", s.Track, Tracks())
		each("lacks", s.Lacks, Tracks())
		each("facts", s.Facts, Facts())
		of := len(s.Sources) + len(s.Author) + len(s.Declarant) + len(s.Track) + len(s.Lacks) + len(s.Facts)
		at := in("shown", i, "basis")
		switch {
		case s.Basis != "" && of > 0:
			c.noteIn(at, "term", t.ID, "%s is of an assertion that cites nothing, and the rest of shown[%d] is of a source; make two of it", spell(at), i+1)
		case s.Basis != "":
			c.oneOf(at, "term", t.ID, s.Basis, spelled(record.Bases()))
		case of == 0:
			c.noteIn(in("shown", i), "term", t.ID, "shown[%d] is empty; say what shows it", i+1)
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
		c.ruleForm(r)
		if _, ok := c.Question(r.Question); r.Question != "" && !ok {
			c.noteIn(in("question"), "rule", r.ID, "serves the question %q, and %s; name one, or leave the line out for background", r.Question, noSuch(questions, r.Question, c.questions))
		}
		use := func(id string, part ...any) {
			if _, ok := c.Term(id); !ok {
				c.noteIn(part, "rule", r.ID, "uses %q, and %s; add it to terms.yaml, or name one that is there", id, noSuch(terms, id, c.terms))
			}
		}
		for i, id := range r.If {
			use(id, "if", i)
		}
		for i, id := range r.Unless {
			use(id, "unless", i)
		}
		use(r.Then, "then")
		if t, ok := c.Term(r.Then); ok && t.Given != byRule {
			c.noteIn(in("then"), "rule", r.ID, "concludes %q, which is given by %s; split what is given from what is concluded", r.Then, t.Given)
		}
	}
}

// ruleForm notes what is wrong with a rule whatever its terms are.
func (c *linter) ruleForm(r Rule) {
	c.oneOf(in("status"), "rule", r.ID, r.Status, statuses)
	if r.Corpus != "" {
		c.oneOf(in("corpus"), "rule", r.ID, r.Corpus, corpora)
	}
	for i, p := range r.Profiles {
		if _, ok := c.Profile(p); !ok {
			c.noteIn(in("profiles", i), "rule", r.ID, "is in the profile %q, and %s; name one of profiles.yaml, or add it there", p, noSuch(profiles, p, c.profiles))
		}
	}
	c.cites(in("rests"), "rule", r.ID, r.Rests)
	c.lintDates(r)
}

func (c *linter) lintDates(r Rule) {
	if r.Dated != "" {
		c.oneOf(in("dated"), "rule", r.ID, r.Dated, []string{ByActed})
	}
	c.day(in("from"), "rule", r.ID, r.From)
	if r.Until != "" {
		c.day(in("until"), "rule", r.ID, r.Until)
		if lastDay(r.Until) <= lastDay(r.From) {
			c.noteIn(in("until"), "rule", r.ID, "ends on %s before it is in force on %s; mend one of the dates", r.Until, r.From)
		}
	}
	for _, cite := range r.Rests {
		if a, ok := c.Authority(cite.Authority); !ok || lastDay(a.Date) <= lastDay(r.From) {
			return
		}
	}
	if len(r.Rests) > 0 {
		c.noteIn(in("from"), "rule", r.ID, "is in force from %s, before any authority that it rests on; begin it with the first of them, or add an earlier one", r.From)
	}
}

func (c *linter) lintQuestions() {
	for _, q := range c.questions {
		c.oneOf(in("corpus"), "question", q.ID, q.Corpus, corpora)
		c.cites(in("rests"), "question", q.ID, q.Rests)
		if len(q.Answers) < 2 {
			c.noteIn(in("answers"), "question", q.ID, "has fewer than two answers; a question can be answered in two ways at least")
		}
		given := make(map[string]bool)
		for i, a := range q.Answers {
			if given[a.ID] {
				c.noteIn(in("answers", i, "id"), "question", q.ID, "gives the answer %q twice; keep one", a.ID)
			}
			given[a.ID] = true
			if a.Yields != "" && !slices.ContainsFunc(q.Answers[i+1:], func(o Answer) bool { return o.ID == a.Yields }) {
				c.noteIn(in("answers", i, "yields"), "question", q.ID, "has the answer %s yield to %q, which is no answer that comes after it; name a worse one", a.ID, a.Yields)
			}
			t, ok := c.Term(a.When)
			concluded := slices.ContainsFunc(c.rules, func(r Rule) bool { return r.Question == q.ID && r.Then == a.When })
			switch {
			case !ok:
				c.noteIn(in("answers", i, "when"), "question", q.ID, "answers %s when %q, and %s; add it to terms.yaml, or name one that is there", a.ID, a.When, noSuch(terms, a.When, c.terms))
			case t.Given == byRule && !concluded && c.whole():
				c.noteIn(in("answers", i, "when"), "question", q.ID, "answers %s when %q, which no rule of this question concludes; write one that does", a.ID, a.When)
			}
		}
	}
}

func (c *linter) lintOffences() {
	for _, o := range c.offences {
		given := make(map[string]bool)
		for i, e := range o.Elements {
			switch {
			case given[e.ID]:
				c.noteIn(in("elements", i, "id"), "offence", o.ID, "gives the element %q twice; keep one", e.ID)
			case !idForm.MatchString(e.ID):
				c.noteIn(in("elements", i, "id"), "offence", o.ID, "has the element %q, which is no id; use small letters, digits and hyphens", e.ID)
			}
			given[e.ID] = true
			c.oneOf(in("elements", i, "kind"), "offence", o.ID, string(e.Kind), spelled(record.ElementKinds()))
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
