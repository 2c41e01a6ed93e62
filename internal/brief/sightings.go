package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A sighting is how a paper can come to show a factor of the casebook, whatever is ruled.
type sighting struct {
	always bool
	ways   [][]glimpse // of each way all must be there
}

// A glimpse is one clue that rulings may give or take.
type glimpse struct {
	doctrine.Clue
	flaws []*review.Flaw
	at    []int // assertions
	truth bool  // of the truth of the paper, and so not there until found
}

func (s sighting) may() bool { return s.always || len(s.ways) > 0 }

// sight is how this paper may show a factor. A factor that is about the truth of the paper is in the text that is read only
// once falsehood or omission is found reckless: until then the text is what was sworn.
func (c *paper) sight(id doctrine.FactorID) sighting {
	if s, ok := c.sighted[id]; ok {
		return s
	}
	var out sighting
	f, _ := c.law.bench.book.Factor(id)
	signs, _ := f.Derived.Signs() // an error the linter reports
	for _, sign := range signs {
		var way []glimpse
		possible := len(sign) > 0
		for _, clue := range sign {
			g, may, must := c.glimpse(clue, holding.OfTruth(f))
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

// glimpse is what a clue rests on here; whether it may be there, and whether it is whatever is ruled. That a falsehood is found
// innocent changes no text, and so is no clue here.
func (c *paper) glimpse(clue doctrine.Clue, truth bool) (g glimpse, may, must bool) {
	g = glimpse{Clue: clue, truth: truth}
	switch clue.Word {
	case doctrine.SignFlaw, doctrine.SignNo:
		for _, f := range c.flaws {
			if f.Check.Code == clue.Of && c.touches(f) && (!truth || f.Check.Mindful || f.Force == review.Decisive) {
				g.flaws = append(g.flaws, f)
			}
		}
		if clue.Word == doctrine.SignNo {
			return g, true, len(g.flaws) == 0
		}
		return g, len(g.flaws) > 0, false
	case doctrine.SignReckless:
		for _, id := range c.support {
			if f := c.byID[id]; f.Check.Mindful {
				g.flaws = append(g.flaws, f)
			}
		}
		return g, len(g.flaws) > 0, false
	case doctrine.SignRecorded:
		has := slices.Contains(c.fromRecord(), clue.Of)
		return g, has, has
	case doctrine.SignOffered:
		for _, n := range c.need {
			if slices.Contains(c.weighedAt(n), clue.Of) {
				g.at = append(g.at, n)
			}
		}
	case doctrine.SignCites:
		for _, n := range c.need {
			if a := c.app.Assertion(n); a != nil && slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
				s := c.source[cite.Source]
				return s != nil && string(s.Kind) == clue.Of
			}) {
				g.at = append(g.at, n)
			}
		}
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
	for _, way := range s.ways {
		var body []argue.Sentence
		var by []string
		for _, g := range way {
			body, by = append(body, c.glimpsed(g)), append(by, g.name())
		}
		c.build.Rule(name+" by "+strings.Join(by, " and "), head, body...)
	}
}

func (g glimpse) name() string {
	name := strings.TrimSpace(g.Word + " " + g.Of)
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
	for _, n := range g.at {
		c.build.Rule(name+" at "+par(n), head, c.holds(n))
	}
	return head
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
	case doctrine.SignReckless:
		return "recklessness found of " + strings.Join(ids, ", ")
	case doctrine.SignOffered:
		if t, ok := c.law.law.Term(g.Of); ok {
			return "what is offered at " + pars(g.at) + ": " + lower(t.Means)
		}
	}
	return pars(g.at) + " cites " + g.Of
}
