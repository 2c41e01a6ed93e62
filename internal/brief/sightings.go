package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/review"
)

// A sighting is how a paper can come to show a factor of the casebook, whatever is ruled.
type sighting struct {
	always bool
	ways   [][]glimpse // of each way all must be there
	stated bool        // somebody states it, and that counts under some rulings
}

// A glimpse is one clue that rulings may give or take.
type glimpse struct {
	doctrine.Clue
	flaws []*review.Flaw
	at    [][]int // assertions, of each set of which all must hold
	truth bool    // of the truth of the paper, and so not there until found
}

func (s sighting) may() bool { return s.always || len(s.ways) > 0 || s.stated }

// sight is how this paper may show a factor. A factor that is about the truth of the paper is in the text that is read only
// once falsehood or omission is found reckless: until then the text is what was sworn.
func (c *paper) sight(id doctrine.FactorID) sighting {
	if s, ok := c.sighted[id]; ok {
		return s
	}
	out := sighting{stated: slices.ContainsFunc(c.stated, func(x Stated) bool { return x.Factor == id && x.inSworn() })}
	f, _ := c.law.bench.book.Factor(id)
	signs, _ := f.Derived.Signs() // an error the linter reports
	for _, sign := range signs {
		var way []glimpse
		possible := len(sign) > 0
		for _, clue := range sign {
			g, may, must := c.glimpse(clue, holding.OfTruth(f) || holding.Veiled(f) && c.hidden(clue))
			possible = possible && may
			if !must {
				way = append(way, g)
			}
		}
		if possible {
			out.always = out.always || len(way) == 0
			out.ways = append(out.ways, way)
		}
	}
	c.sighted[id] = out
	return out
}

// hidden reports whether a clue asks for what was left out of the paper, or is told there falsely: whoever reads the paper does not see it.
func (c *paper) hidden(clue doctrine.Clue) bool {
	return clue.Word == doctrine.SignFlaw && slices.ContainsFunc(c.flaws, func(f *review.Flaw) bool { return f.Check.Code == clue.Of && f.Check.Mindful }) ||
		c.exhibit(clue).kept
}

// glimpse is what a clue rests on here; whether it may be there, and whether it is whatever is ruled.
func (c *paper) glimpse(clue doctrine.Clue, truth bool) (g glimpse, may, must bool) {
	g = glimpse{Clue: clue, truth: truth}
	switch clue.Word {
	case doctrine.SignFlaw, doctrine.SignNo:
		for _, f := range c.flaws {
			if c.asksFor(clue, f) && (!truth || f.Check.Mindful || f.Force == review.Decisive) {
				g.flaws = append(g.flaws, f)
			}
		}
		if clue.Word == doctrine.SignNo {
			return g, true, len(g.flaws) == 0
		}
		return g, len(g.flaws) > 0, false
	case doctrine.SignReckless, doctrine.SignInnocent:
		g.flaws = c.mindful
		return g, len(g.flaws) > 0, false
	case doctrine.SignRecorded:
		has := slices.Contains(c.fromRecord(), clue.Of)
		return g, has, has
	case doctrine.SignOffered:
		for _, n := range c.need {
			if slices.Contains(c.weighedAt(n), clue.Of) {
				g.at = append(g.at, []int{n})
			}
		}
	case doctrine.SignCites:
		at, _ := c.citing(clue.Of)
		for _, n := range at {
			g.at = append(g.at, []int{n})
		}
	default:
		s := c.exhibit(clue)
		if s.ever {
			return g, !s.kept, !s.kept // what was known and not sworn is in no text that a label reads
		}
		g.at = s.at
	}
	return g, len(g.at) > 0, false
}

// factor adds the sentence that a factor is there, with the rules by which the paper shows it.
func (c *paper) factor(id doctrine.FactorID) {
	f, _ := c.law.bench.book.Factor(id)
	s, name := c.sight(id), holding.FactorName(id)
	if _, ok := c.meta[name]; ok {
		return
	}
	head := c.build.Sentence(c.say(name, Reason{Kind: "factor", Says: f.Title, App: c.app.ID}))
	if s.always {
		c.build.Fact(name+" is on the record", head)
		return
	}
	made := make(map[string]bool) // of two signs what the record gives may be all that sets them apart
	for _, way := range s.ways {
		var body []argue.Sentence
		var by []string
		for _, g := range way {
			body, by = append(body, c.glimpsed(g)), append(by, g.name())
		}
		if rule := name + " by " + strings.Join(by, " and "); !made[rule] {
			made[rule] = true
			c.build.Rule(rule, head, body...)
		}
	}
	for i := range c.stated {
		if x := &c.stated[i]; x.Factor == id && x.inSworn() {
			c.assert(x, head)
		}
	}
}

func (g glimpse) name() string {
	name := strings.TrimSpace(g.Word + " " + g.Of)
	if g.If != "" {
		name += " if " + g.If
	}
	if g.truth {
		return name + " as corrected"
	}
	return name
}

// glimpsed adds the sentence that a clue is there, with the rulings and the words that give it. A flaw is there until it is
// overruled; one that a court left standing has its support struck where it was found reckless, and so what that support
// showed is gone with it.
func (c *paper) glimpsed(g glimpse) argue.Sentence {
	name := "shown: " + g.name()
	head := c.build.Sentence(name)
	if _, ok := c.meta[name]; ok {
		return head
	}
	c.say(name, Reason{Kind: "factor", Says: c.told(g), App: c.app.ID})
	if g.Word == doctrine.SignNo {
		var body []argue.Sentence
		for _, f := range g.flaws {
			c.use(&c.governing, f)
			body = append(body, c.set(f).cleared)
		}
		c.build.Rule(name, head, body...)
		return head
	}
	if g.Word == doctrine.SignInnocent {
		c.slip(g, name, head)
		return head
	}
	for _, f := range g.flaws {
		c.use(&c.governing, f)
		s := c.set(f)
		var by []argue.Sentence
		switch {
		case f.Force == review.Decisive:
			by = []argue.Sentence{s.upheld}
		case g.truth || g.Word == doctrine.SignReckless:
			by = []argue.Sentence{s.reckless}
		case f.Check.Mindful:
			by = []argue.Sentence{s.unsettled, s.reckless}
		default:
			by = []argue.Sentence{s.unsettled, s.sustained}
		}
		for i, state := range by {
			c.build.Rule(name+" by "+f.ID+[]string{"", ", ruled"}[i], head, state)
		}
	}
	for _, set := range g.at {
		var body []argue.Sentence
		for _, n := range set {
			body = append(body, c.holds(n))
		}
		c.build.Rule(name+" at "+pars(set), head, body...)
	}
	return head
}

// slip adds that what was wrong or missing was found to be innocent or negligent, and nothing of it to be more. What is found not to
// be wrong at all is no weaker for the officer than a slip, and so stands for one: else a finding that clears the paper would take
// a case from under it.
func (c *paper) slip(g glimpse, name string, head argue.Sentence) {
	spared := c.build.Assume(c.say("nothing was found reckless", Reason{Kind: "assumption", Says: "no falsehood or omission was found reckless or deliberate", App: c.app.ID}))
	for _, f := range g.flaws {
		c.use(&c.governing, f)
		s := c.set(f)
		c.build.Rule(f.ID+" was found reckless", c.build.Against(spared), s.reckless)
		c.build.Rule(name+" by "+f.ID, head, s.innocent, spared)
		c.build.Rule(name+" by "+f.ID+", which was found not to be wrong", head, s.cleared, spared)
	}
}

// told says a clue in words.
func (c *paper) told(g glimpse) string {
	var ids []string
	for _, f := range g.flaws {
		ids = append(ids, f.ID)
	}
	switch g.Word {
	case doctrine.SignFlaw:
		return "read off " + strings.Join(ids, ", ")
	case doctrine.SignNo:
		return strings.Join(ids, ", ") + " overruled"
	case doctrine.SignInnocent:
		return "no more than a slip found of " + strings.Join(ids, ", ")
	case doctrine.SignReckless:
		return "recklessness found of " + strings.Join(ids, ", ")
	case doctrine.SignOffered:
		if t, ok := c.law.law.Term(g.Of); ok {
			return "what is offered at " + pars(slices.Concat(g.at...)) + ": " + lower(t.Means)
		}
	case doctrine.SignCites:
		return pars(slices.Concat(g.at...)) + " cites " + g.Of
	}
	return "read off " + pars(slices.Compact(slices.Sorted(slices.Values(slices.Concat(g.at...))))) // what the matter shows by how it is made up
}
