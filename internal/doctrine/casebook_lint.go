package doctrine

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
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
	readings  = []string{"outcome-read", "exists-read", "memory"}
	ranks     = []string{"supreme", "appeals", "district", "state-high", "state"}
	noSides   = []string{NotDecided, Assumed, FactQuestion}
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
// listed among the facts; questions without sides, factors without direction or authority; rules and steps that use what is
// not there. An empty list means that the casebook is sound.
func LintCasebook(b *Casebook) []Problem {
	law := *b.law
	law.at = maps.Clone(b.law.at)
	maps.Copy(law.at, b.at) // so that what is noted stands in the casebook's files
	c := &shelver{linter: linter{Law: &law}, book: b, used: make(map[string]bool)}
	c.courts()
	c.issues()
	c.cases()
	c.factors()
	c.aftermath()
	c.steps()
	c.rules()
	c.offered()
	c.found.Sort()
	return c.found
}

// offered notes terms of weight that no rule uses and no factor is read off.
func (c *shelver) offered() {
	use := c.book.law.uses()
	for _, f := range c.book.factors {
		signs, _ := f.Derived.Signs()
		for _, clue := range slices.Concat(signs...) {
			if clue.Word == SignOffered {
				use[clue.Of] = true
			}
		}
	}
	for _, t := range c.book.law.terms {
		if len(t.Shown) > 0 && !use[t.ID] {
			c.note("term", t.ID, "is used by no rule and no answer, and no factor is read off it; use it, or take it out")
		}
	}
}

func (c *shelver) courts() {
	holds := make(map[string]string) // the court of appeals of each jurisdiction
	for _, t := range c.book.courts {
		c.oneOf(in("rank"), "court", t.ID, t.Rank, ranks)
		if t.From != "" {
			c.day(in("from"), "court", t.ID, t.From)
		}
		switch binds := t.Rank != "district" && t.Rank != "state"; {
		case binds && len(t.Controls) == 0:
			c.note("court", t.ID, "controls nothing; a court of rank %s binds others, so say which", t.Rank)
		case !binds && len(t.Controls) > 0:
			c.noteIn(in("controls"), "court", t.ID, "controls %s; a court of rank %s binds no other, so take that out", strings.Join(t.Controls, ", "), t.Rank)
		}
		for i, j := range t.Controls {
			if !regionForm.MatchString(j) {
				c.noteIn(in("controls", i), "court", t.ID, "controls %q; write a jurisdiction as in a matter file, us-ri or us", j)
			}
			if first := holds[j]; first != "" && t.Rank == "appeals" {
				c.noteIn(in("controls", i), "court", t.ID, "controls %s, which is of %s; a jurisdiction has one court of appeals", j, first)
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
			c.noteIn(in("sides"), "question", q.ID, "has not two sides; give two, first the one that favours the officer or the paper")
		}
		if _, ok := c.Question(q.Serves); q.Serves != "" && !ok {
			c.noteIn(in("serves"), "question", q.ID, "serves %q, and the law has no such question%s; leave it out where the law has none", q.Serves, fault.DidYouMean(q.Serves, ids(c.questions, questions)))
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
		c.oneOf(in("family"), "factor", id, f.Family, families)
		c.bears(f)
		c.cites(in("rests"), "factor", id, f.Rests)
		c.recognised(f)
		switch {
		case !c.used["factor "+id] && f.Kept == "" && c.whole():
			c.note("factor", id, "is shown by no case; take it out, or say under kept why it stays")
		case c.used["factor "+id] && f.Kept != "":
			c.noteIn(in("kept"), "factor", id, "is kept for want of a case, and a case shows it; take kept out")
		}
		if _, ok := c.book.Aftermath(AfterID(id)); ok {
			c.note("factor", id, "is among what comes after too; give one of them another id")
		}
	}
}

func (c *shelver) bears(f Factor) {
	seen := make(map[string]bool)
	for i, b := range f.Bears {
		if seen[b.About] {
			c.noteIn(in("bears", i), "factor", string(f.ID), "bears on %s twice; it can favour one side only", b.About)
		}
		seen[b.About] = true
		if b.Corpus != "" {
			c.oneOf(in("bears", i, "corpus"), "factor", string(f.ID), b.Corpus, corpora)
		}
		q, ok := c.book.Issue(b.About)
		switch {
		case !ok:
			c.noteIn(in("bears", i, "about"), "factor", string(f.ID), "bears on %q, and %s; name one of the casebook's questions.yaml", b.About, noSuch(issues, b.About, c.book.issues))
		case !slices.Contains(sides(q), b.Favours):
			c.noteIn(in("bears", i, "favours"), "factor", string(f.ID), "favours %q on %s%s; its sides are %s", b.Favours, b.About, fault.DidYouMean(b.Favours, sides(q)), strings.Join(sides(q), " and "))
		}
		c.profile(in("bears", i, "profile"), "factor", string(f.ID), b.Profile)
	}
}

func (c *shelver) profile(at []any, kind, id, profile string) {
	if _, ok := c.Profile(profile); profile != "" && !ok {
		c.noteIn(at, kind, id, "is of the profile %q, and %s", profile, noSuch(profiles, profile, c.profiles))
	}
}

// recognised notes a factor of which it is not said how it is recognised.
func (c *shelver) recognised(f Factor) {
	id := string(f.ID)
	d := f.Derived
	c.signs(f)
	switch {
	case d.When != "" && !f.IsRead():
		c.noteIn(in("derived"), "factor", id, "is derived by no sign; give one under by, or take derived out and say under unread why no matter can show it")
	case !f.IsRead() && f.Stated == "":
		c.note("factor", id, "is neither derived nor stated; say how it is recognised")
	case !f.IsRead() && f.Unread == "":
		c.note("factor", id, "is not read off a matter, and does not say why; give it signs under derived, or say under unread why no matter can show it")
	}
	for i, code := range d.Checks {
		if !checkForm.MatchString(code) {
			c.noteIn(in("derived", "checks", i), "factor", id, "is derived from %q, which is no code of a check; write one such as O2", code)
		}
	}
	for i, term := range d.Terms {
		if _, ok := c.Term(term); !ok {
			c.noteIn(in("derived", "terms", i), "factor", id, "is derived from %q, and %s in the law's terms.yaml", term, noSuch(terms, term, c.terms))
		}
	}
}

// signs notes signs that cannot be read, or that name what is not there.
func (c *shelver) signs(f Factor) {
	id := string(f.ID)
	signs, err := f.Derived.Signs()
	if err != nil {
		c.noteIn(in("derived", "by"), "factor", id, "has a sign that cannot be read: %v", err)
		return
	}
	for i, sign := range signs {
		for _, clue := range sign {
			_, term := c.Term(clue.Of)
			switch {
			case (clue.Word == SignFlaw || clue.Word == SignNo) && !checkForm.MatchString(clue.Of):
				c.noteIn(in("derived", "by", i), "factor", id, "is read off the flaw %q, which is no code of a check; write one such as O2", clue.Of)
			case (clue.Word == SignRecorded || clue.Word == SignOffered) && !term:
				c.noteIn(in("derived", "by", i), "factor", id, "is read off %q, and %s in the law's terms.yaml", clue.Of, noSuch(terms, clue.Of, c.terms))
			case clue.Word == SignCites && !slices.Contains(record.SourceKinds(), record.SourceKind(clue.Of)):
				c.noteIn(in("derived", "by", i), "factor", id, "is read off sources of the kind %q, and there is no such kind", clue.Of)
			case clue.Word == SignShows && !slices.Contains(Showings(), clue.Of):
				c.noteIn(in("derived", "by", i), "factor", id, "is read off what shows %q, and nothing is looked for by that name%s; expected one that docs/doctrine.md lists",
					clue.Of, fault.DidYouMean(clue.Of, Showings()))
			case clue.If != "" && !knownCondition(clue.If):
				c.noteIn(in("derived", "by", i), "factor", id, "counts a flaw if %q, which is no condition%s; expected a kind of source or of element, or one of %s",
					clue.If, fault.DidYouMean(clue.If, Conditions()), strings.Join(Conditions(), ", "))
			}
		}
	}
}

// knownCondition reports whether a flaw may be asked for under a condition.
func knownCondition(c string) bool {
	return slices.Contains(Conditions(), c) || slices.Contains(record.SourceKinds(), record.SourceKind(c)) || slices.Contains(record.ElementKinds(), record.ElementKind(c))
}

func (c *shelver) aftermath() {
	claim, ok := c.book.Issue(onClaim)
	for _, a := range c.book.aftermath {
		id := string(a.ID)
		switch {
		case a.Claim == "":
		case !ok:
			c.noteIn(in("claim"), "aftermath", id, "favours %q on a claim, and there is no question %q in questions.yaml", a.Claim, onClaim)
		case !slices.Contains(sides(claim), a.Claim):
			c.noteIn(in("claim"), "aftermath", id, "favours %q on a claim; its sides are %s", a.Claim, strings.Join(sides(claim), " and "))
		case len(a.Rests) == 0:
			c.note("aftermath", id, "favours a side and rests on no authority; add one with a pin")
		}
		c.cites(in("rests"), "aftermath", id, a.Rests)
		if !c.used["aftermath "+id] && c.whole() {
			c.note("aftermath", id, "is shown by no case; take it out")
		}
	}
}

// LintCodes reports factors that are derived from checks that there are not; codes are those that there are.
func LintCodes(b *Casebook, codes []string) []Problem {
	c := &linter{Law: &Law{at: b.at}}
	for _, f := range b.factors {
		for i, code := range f.Derived.Checks {
			if !slices.Contains(codes, code) {
				c.noteIn(in("derived", "checks", i), "factor", string(f.ID), "is derived from %q, and there is no such check%s; affiant explain checks lists them",
					code, fault.DidYouMean(code, codes))
			}
		}
		signs, _ := f.Derived.Signs() // one that cannot be read is told by LintCasebook
		for i, sign := range signs {
			for _, clue := range sign {
				if (clue.Word == SignFlaw || clue.Word == SignNo) && !slices.Contains(codes, clue.Of) {
					c.noteIn(in("derived", "by", i), "factor", string(f.ID), "is read off the flaw %q, and there is no such check%s; affiant explain checks lists them",
						clue.Of, fault.DidYouMean(clue.Of, codes))
				}
			}
		}
	}
	c.found.Sort()
	return c.found
}

// named says what an unknown factor may be instead.
func (c *shelver) named(id string) string {
	if _, ok := c.book.Aftermath(AfterID(id)); ok {
		return fmt.Sprintf("shows %q, which comes after the application and never counts among the facts; list it under after", id)
	}
	return fmt.Sprintf("shows %q, and %s; name one that affiant explain factors lists, or add it to a file of factors", id, noSuch(factors, id, c.book.factors))
}
