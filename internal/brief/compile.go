package brief

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A paper is one application as it bears on one respondent, compiled: an assumption-based framework whose facts are what
// was sworn, whose assumptions are the readings, identifications and inferences that the support needs, and whose
// switches are the rulings.
//
// Attack cycles occur only among rivals: a contestable step and its contrary. A decisive flaw and a sustained ruling
// attack one way. No rule heads an assumption, and rules are acyclic, so preferred extensions are stable.
type paper struct {
	*filing
	respondent record.PersonID

	flaws  []*review.Flaw         // those that touch this respondent or the paper
	about  map[int][]*review.Flaw // the same, by the assertions that they stand at or affect
	offers []offer                // the grounds offered against the respondent
	need   []int                  // the assertions that they rest on; see needed

	tellers map[record.PersonID][]*review.Flaw // what was left out against an assertion that is needed, by who tells that assertion

	build    *argue.Builder // until it is built
	frame    *argue.Framework
	reason   *label.Reasoner         // made by reasoner
	present  label.Labelling         // the grounded labelling under the rulings in force, made by grid
	meta     map[string]Reason       // what each sentence says, and where its words are
	sworn    map[string]int          // the assertion that each sentence of the form "¶ 6 is sworn" is about
	byID     map[string]*review.Flaw // of flaws
	mindful  []*review.Flaw          // falsehood and omission in the support
	stated   []Stated                // the factors that are stated of it, where decided cases are compiled
	said     map[string]setting      // of those that were compiled, by id
	recorded []string                // terms that the events of the matter supply
	settings map[string]setting
	support  []string // flaws whose ruling can reach pc-possible
	weights  []string // flaws whose ruling can reach enough alone
	bars     []string // decisive flaws in use
	lessened []string // lesser falsehoods whose ruling can take from an assertion what it says
	later    []string // flaws whose authorities all came after the officer acted

	governing []string                       // flaws whose ruling can bring the paper under a decided case, or out of it
	sighted   map[doctrine.FactorID]sighting // made by sight
	looked    map[doctrine.Clue]exhibit      // made by exhibit
	bound     [2]*bound                      // the decided cases compiled with it, by pool; nil where none could govern
	thinkable argue.Sentence                 // that a competent officer could have thought so

	readings  map[string]*paper // the same under the law of other days, by what of it bears on the paper
	answering map[string]bool   // terms of weight that some flaw or source answers to

	other *paper // the same under the law of the view beside it; itself, where that reads papers alike

	possible, sufficient argue.Sentence
	elements             map[record.ElementID]argue.Sentence
	sufficiencies        map[string]string // labels by the switches that are on
	obviousnesses        map[string]string
	turns                map[string]turned
}

// A setting is the set of switches of one flaw, one for each way it may stand. A switch that nothing uses is not made.
type setting struct {
	unsettled, sustained, reckless, innocent, upheld, cleared argue.Sentence
}

// compile builds the framework for one application and respondent.
func compile(x *filing, p record.PersonID) (*paper, error) {
	c := &paper{
		filing: x, respondent: p, offers: x.offers[p],
		about:    make(map[int][]*review.Flaw),
		build:    argue.NewBuilder(),
		meta:     make(map[string]Reason),
		sworn:    make(map[string]int),
		byID:     make(map[string]*review.Flaw),
		settings: make(map[string]setting),
		elements: make(map[record.ElementID]argue.Sentence),
		sighted:  make(map[doctrine.FactorID]sighting),
		said:     make(map[string]setting),
	}
	if b := x.law.bench; b != nil {
		c.stated = statedOf(x.matter, x.app, p, b.book)
	}
	for i := range x.flaws {
		f := &x.flaws[i]
		if f.App == x.app.ID && (len(f.Respondents) == 0 || slices.Contains(f.Respondents, p)) && f.Force != review.Note {
			c.flaws = append(c.flaws, f)
			c.byID[f.ID] = f
			c.about[f.Assertion] = append(c.about[f.Assertion], f)
			for i, n := range f.Also {
				if n != f.Assertion && !slices.Contains(f.Also[:i], n) {
					c.about[n] = append(c.about[n], f)
				}
			}
			if f.Check.Since(x.law.law) > x.law.acted {
				c.later = append(c.later, f.ID)
			}
		}
	}
	c.need = c.needed()
	c.tellers = c.omissionsByTeller()
	c.assertions()
	c.offered()
	for _, id := range slices.Concat(c.support, c.lessened) {
		if f := c.byID[id]; f.Check.Mindful {
			c.mindful = append(c.mindful, f)
		}
	}
	c.recorded = c.fromRecord()
	if c.teller().AgeNotKnown() {
		c.recorded = append(c.recorded, ageNotKnown)
	}
	c.whole()
	frame, err := c.build.Build()
	if err != nil {
		return nil, fmt.Errorf("couldn't compile the brief for %s: %w", c.app.ID, err)
	}
	c.build, c.frame = nil, frame
	c.nameCases()
	c.rest()
	return c, nil
}

// reasoner returns what answers questions about the framework.
func (c *paper) reasoner() *label.Reasoner {
	if c.reason == nil {
		c.reason = label.New(c.frame)
		c.reason.SetBudget(maxConflicts)
	}
	return c.reason
}

// rest lets go of what is needed only while questions are asked: with many respondents, most of the memory.
func (c *paper) rest() {
	c.reason, c.readings = nil, nil
	c.turns = make(map[string]turned)
	c.sufficiencies, c.obviousnesses = make(map[string]string), make(map[string]string)
}

// say names a sentence and keeps what it says.
func (c *paper) say(name string, r Reason) string {
	if _, ok := c.meta[name]; !ok {
		c.meta[name] = r
	}
	return name
}

// set returns the flaw's setting, making the switches of one that is met for the first time.
func (c *paper) set(f *review.Flaw) setting {
	if s, ok := c.settings[f.ID]; ok {
		return s
	}
	sw := func(how, says string) argue.Sentence {
		name := c.say(f.ID+" "+how, Reason{Kind: "ruling", Says: fmt.Sprintf("%s: %s", f.ID, says), Flaw: f.ID, Assertion: f.Assertion, App: f.App})
		return c.build.Switch(name)
	}
	s := setting{
		unsettled: sw("is unsettled", "not ruled on, or found without recklessness"),
		sustained: sw("is sustained", "sustained"),
		reckless:  sw("is sustained as reckless", "sustained, and found reckless or deliberate"),
		innocent:  sw("is sustained as innocent", "sustained, and found innocent or negligent"),
		upheld:    sw("is shown by the record", "shown by the record itself, and not overruled"),
		cleared:   sw("is overruled", "overruled"),
	}
	c.settings[f.ID] = s
	return s
}

// step adds the assumption that a contestable step is fair, with its rival, and returns it. The rival is as good as the
// step until a court rules; overruled, a flaw of wording has no rival left, but a reading or a person that may fairly be
// so still has: which of the fair positions is right is the margin the standard leaves to officers. Sustained, the step
// is gone; but a rival that was recklessly left out comes in as a rival and no more.
func (c *paper) step(f *review.Flaw, fair, rival string) argue.Sentence {
	a := c.build.Assume(c.say(f.ID+" is answered", Reason{Kind: "assumption", Says: fair, Flaw: f.ID, Assertion: f.Assertion, App: f.App}))
	if slices.Contains(c.support, f.ID) {
		return a
	}
	c.use(&c.support, f)
	s := c.set(f)
	r := c.build.Assume(c.say(f.ID+" has a rival", Reason{Kind: "rival", Says: rival, Flaw: f.ID, Assertion: f.Assertion, App: f.App}))
	against := c.build.Against(a)
	c.build.Rule(f.ID+": it excludes the rival", c.build.Against(r), a)
	c.build.Rule(f.ID+": the rival excludes it while unsettled", against, r, s.unsettled)
	switch {
	case !f.Check.Mindful:
		c.build.Rule(f.ID+": fair, and the rival fair too", against, r, s.cleared)
		c.build.Rule(f.ID+": it may not be drawn", against, s.sustained)
	case len(f.Rivals) > 0:
		c.build.Rule(f.ID+": the rival left out is put in", against, r, s.reckless)
	default:
		c.build.Rule(f.ID+": falsehood is struck", against, s.reckless)
	}
	return a
}

// bar adds the assumption that a decisive flaw does not stand, attacked one way while the record shows it.
func (c *paper) bar(f *review.Flaw, clear string) argue.Sentence {
	a := c.build.Assume(c.say(f.ID+" is not so", Reason{Kind: "assumption", Says: clear, Flaw: f.ID, Assertion: f.Assertion, App: f.App}))
	if slices.Contains(c.bars, f.ID) {
		return a
	}
	c.use(&c.bars, f)
	c.build.Rule(f.ID+": decisive", c.build.Against(a), c.set(f).upheld)
	return a
}

// use notes that a flaw's ruling can reach a conclusion.
func (c *paper) use(list *[]string, f *review.Flaw) {
	if !slices.Contains(*list, f.ID) {
		*list = append(*list, f.ID)
	}
}

// at returns the flaws on one link that stand at assertion n, or affect it.
func (c *paper) at(n int, links ...review.Link) []*review.Flaw {
	var fs []*review.Flaw
	for _, f := range c.about[n] {
		if slices.Contains(links, f.Check.Link) {
			fs = append(fs, f)
		}
	}
	return fs
}

func par(n int) string { return fmt.Sprintf("¶ %d", n) }
