package doctrine

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The words that the casebook may use where only some are allowed.
var (
	families = []string{"source", "basis", "veracity", "corroboration", "sworn", "inference", "identity", "place", "time", "offence",
		"omission", "falsehood", "mind", "review", "magistrate", "execution", "function"}
	tags      = slices.Concat(families, []string{"procedure", "law"})
	versions  = []string{"plaintiff", "pleaded", "offered"}
	caseKinds = []string{"damages", "suppression", "arrest-warrant"}
	acts      = []string{"arrest", "search", "search-of-person"}
	sittings  = []string{"en-banc"}
	ranks     = []string{"supreme", "appeals", "district", "state-high", "state"}
	noSides   = []string{"not-decided", "assumed", "fact-question"}
)

// onClaim is the one question on which what came after may bear.
const onClaim = "claim"

var (
	checkForm  = regexp.MustCompile(`^[A-Z][1-9][0-9]*$`)
	regionForm = regexp.MustCompile(`^us(-[a-z]{2})?$`)
)

// A shelver goes through a casebook and notes what does not hang together.
type shelver struct {
	linter
	book *Casebook
	used map[string]bool // factors and aftermath that some case shows, by kind and id
}

// LintCasebook reports everything in a casebook that does not hang together, in the order of files and lines: what names a
// factor, question, court, authority, term or profile that is not there; factors that no case shows; what came after
// listed among the facts; questions without sides, factors without direction or authority. An empty list means that the
// casebook is sound.
func LintCasebook(b *Casebook) []Problem {
	law := *b.law
	law.at = b.at // so that what is noted stands in the casebook's files
	c := &shelver{linter: linter{Law: &law}, book: b, used: make(map[string]bool)}
	c.courts()
	c.issues()
	c.cases()
	c.factors()
	c.aftermath()
	c.found.sort()
	return c.found
}

// noteAt adds a problem at a place within the item of that kind and id.
func (c *shelver) noteAt(at Place, kind, id, format string, args ...any) {
	c.note(kind, id, format, args...)
	p := &c.found[len(c.found)-1]
	p.Line, p.Col = at.Line, at.Col
}

func (c *shelver) courts() {
	holds := make(map[string]string) // the court of appeals of each jurisdiction
	for _, t := range c.book.courts {
		c.oneOf("court", t.ID, "rank", t.Rank, ranks)
		if t.From != "" {
			c.day("court", t.ID, "from", t.From)
		}
		switch binds := t.Rank != "district" && t.Rank != "state"; {
		case binds && len(t.Controls) == 0:
			c.note("court", t.ID, "controls nothing; a court of rank %s binds others, so say which", t.Rank)
		case !binds && len(t.Controls) > 0:
			c.note("court", t.ID, "controls %s; a court of rank %s binds no other, so take that out", strings.Join(t.Controls, ", "), t.Rank)
		}
		for _, j := range t.Controls {
			if !regionForm.MatchString(j) {
				c.note("court", t.ID, "controls %q; write a jurisdiction as in a matter file, us-ri or us", j)
			}
			if first := holds[j]; first != "" && t.Rank == "appeals" {
				c.note("court", t.ID, "controls %s, which is of %s; a jurisdiction has one court of appeals", j, first)
			}
			if t.Rank == "appeals" {
				holds[j] = t.ID
			}
		}
	}
}

func (c *shelver) issues() {
	for _, q := range c.book.issues {
		if len(q.Sides) != 2 || q.Sides[0].ID == q.Sides[1].ID {
			c.note("question", q.ID, "has not two sides; give two, first the one that favours the officer or the paper")
		}
		if _, ok := c.Question(q.Serves); q.Serves != "" && !ok {
			c.note("question", q.ID, "serves %q, and the law has no such question", q.Serves)
		}
	}
}

// sides lists the sides of a question.
func sides(q Issue) []string {
	var ids []string
	for _, s := range q.Sides {
		ids = append(ids, s.ID)
	}
	return ids
}

func (c *shelver) factors() {
	for _, f := range c.book.factors {
		id := string(f.ID)
		c.oneOf("factor", id, "family", f.Family, families)
		if len(f.Bears) == 0 {
			c.note("factor", id, "bears on nothing; say on which question, and which side it favours")
		}
		c.bears(f)
		if len(f.Rests) == 0 {
			c.note("factor", id, "rests on no authority; add one with a pin")
		}
		c.cites("factor", id, f.Rests)
		c.recognised(f)
		switch {
		case !c.used["factor "+id] && f.Kept == "":
			c.note("factor", id, "is shown by no case; take it out, or say under kept why it stays")
		case c.used["factor "+id] && f.Kept != "":
			c.note("factor", id, "is kept for want of a case, and a case shows it; take kept out")
		}
		if _, ok := c.book.Aftermath(AfterID(id)); ok {
			c.note("factor", id, "is among what comes after too; give one of them another id")
		}
	}
}

func (c *shelver) bears(f Factor) {
	seen := make(map[string]bool)
	for _, b := range f.Bears {
		if seen[b.About] {
			c.note("factor", string(f.ID), "bears on %s twice; it can favour one side only", b.About)
		}
		seen[b.About] = true
		if b.Corpus != "" {
			c.oneOf("factor", string(f.ID), "corpus", b.Corpus, corpora)
		}
		q, ok := c.book.Issue(b.About)
		switch {
		case !ok:
			c.note("factor", string(f.ID), "bears on %q, and there is no such question in questions.yaml", b.About)
		case !slices.Contains(sides(q), b.Favours):
			c.note("factor", string(f.ID), "favours %q on %s; its sides are %s", b.Favours, b.About, strings.Join(sides(q), " and "))
		}
		c.profile(f.At, "factor", string(f.ID), b.Profile)
	}
}

func (c *shelver) profile(at Place, kind, id, profile string) {
	if _, ok := c.Profile(profile); profile != "" && !ok {
		c.noteAt(at, kind, id, "is of the profile %q, and there is no such profile", profile)
	}
}

// recognised notes a factor of which it is not said how it is recognised.
func (c *shelver) recognised(f Factor) {
	id := string(f.ID)
	d := f.Derived
	if d.When == "" && f.Stated == "" {
		c.note("factor", id, "is neither derived nor stated; say how it is recognised")
	}
	if d.When != "" && len(d.Checks)+len(d.Terms) == 0 {
		c.note("factor", id, "is derived from nothing; name checks or terms, or make it stated")
	}
	for _, code := range d.Checks {
		if !checkForm.MatchString(code) {
			c.note("factor", id, "is derived from %q, which is no code of a check; write one such as O2", code)
		}
	}
	for _, term := range d.Terms {
		if _, ok := c.Term(term); !ok {
			c.note("factor", id, "is derived from %q, and the law has no such term", term)
		}
	}
}

func (c *shelver) aftermath() {
	claim, ok := c.book.Issue(onClaim)
	for _, a := range c.book.aftermath {
		id := string(a.ID)
		switch {
		case a.Claim == "":
		case !ok:
			c.note("aftermath", id, "favours %q on a claim, and there is no question %q in questions.yaml", a.Claim, onClaim)
		case !slices.Contains(sides(claim), a.Claim):
			c.note("aftermath", id, "favours %q on a claim; its sides are %s", a.Claim, strings.Join(sides(claim), " and "))
		case len(a.Rests) == 0:
			c.note("aftermath", id, "favours a side and rests on no authority; add one with a pin")
		}
		c.cites("aftermath", id, a.Rests)
		if !c.used["aftermath "+id] {
			c.note("aftermath", id, "is shown by no case; take it out")
		}
	}
}

// named says what an unknown factor may be instead.
func (c *shelver) named(id string) string {
	if _, ok := c.book.Aftermath(AfterID(id)); ok {
		return fmt.Sprintf("shows %q, which comes after the application and never counts among the facts; list it under after", id)
	}
	return fmt.Sprintf("shows %q, and there is no such factor", id)
}
