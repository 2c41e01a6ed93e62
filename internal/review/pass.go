package review

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A Pass is one reading of one application: what a check may look at, and where it leaves its flaws. The text of every
// assertion and source line is broken into words once, here, so that checks share the work.
type Pass struct {
	Matter  *record.Matter
	App     *record.Application
	Grounds []Ground
	Lexicon *diction.Lexicon // the law's vocabulary

	law *doctrine.Law // whose words, limits and numbers the checks go by

	check *Check
	flaws []Flaw
	words map[string]*diction.Text // by text
	lone  int                      // the one assertion that is asked about; 0 for all: see each
	base  *Pass                    // the reading of the paper as saved, whose backings serve as far as they are the same; nil for none
	anew  map[int]bool             // assertions of which they are not

	indexed *paper                                  // made by paper()
	backed  map[int]*backing                        // made by backing(), by assertion
	rested  map[*record.Assertion]*record.Assertion // by assertion, the last for which restCites met it
	known   []namesake                              // made by namesakes()
	tokens  map[string]bool                         // made by nameTokens()
	places  []*Pass                                 // made by sites()
	kept    kept                                    // what has been worked out of names, sources and texts
}

// Text returns the words of s, broken once.
func (p *Pass) Text(s string) *diction.Text {
	if t, ok := p.words[s]; ok {
		return t
	}
	t := diction.Read(s, p.Lexicon)
	p.words[s] = t
	return t
}

// Report leaves a flaw. The check's own severity, force and application are filled in where the finding says nothing. What may be no more than
// retold in its sentence becomes a query.
func (p *Pass) Report(f Flaw) {
	f.Query = f.Query || p.check.Retold && p.mayBeRetold(f)
	p.reportSurely(f)
}

// reportSurely leaves a flaw as Report does, in however long a sentence it stands.
func (p *Pass) reportSurely(f Flaw) {
	f.Check = p.check
	f.App = p.App.ID
	f.Severity = cmp.Or(f.Severity, p.check.Severity)
	f.Force = cmp.Or(f.Force, p.check.Force)
	f.Message, f.Asks = plainly(f.Message), plainly(f.Asks)
	if len(f.Respondents) == 0 {
		f.Respondents = slices.Clone(p.App.Respondents)
	}
	p.flaws = append(p.flaws, f)
}

// Run reads every application of the matter and returns the flaws in the order of the paper: by application, assertion,
// element, then code. The same matter and law give the same flaws with the same ids.
func Run(m *record.Matter, law *doctrine.Law) []Flaw {
	var all []Flaw
	results, _ := RunUntil(m, law, nil)
	for _, r := range results {
		all = append(all, r.Flaws...)
	}
	return all
}

// RunUntil returns what a review says of each application in turn. It gives up, with false, when stop says so, which is asked before
// each check and may be nil.
func RunUntil(m *record.Matter, law *doctrine.Law, stop func() bool) ([]Result, bool) {
	var all []Result
	words := make(map[string]*diction.Text)
	for i := range m.Applications {
		app := &m.Applications[i]
		p := newPass(m, app, law, words)
		p.Grounds = GroundsOf(p)
		for _, c := range Checks() {
			if stop != nil && stop() {
				return nil, false
			}
			p.check = c
			c.run(p)
		}
		all = append(all, p.result())
	}
	return all, true
}

// result is what the checks that have run say, with what is left to the collation of sworn and source.
func (p *Pass) result() Result {
	p.collate()
	p.each(func(b *backing) {
		p.outright(b)
		p.eitherColour(b)
		p.ownDenials(b)
		p.namedStranger(b)
		p.wholeOfShare(b)
		p.cutOff(b)
	})
	p.misfits()
	p.passedOver()
	p.inSubstance()
	number(p)
	r := Result{Grounds: p.Grounds}
	for _, f := range p.flaws {
		if f.Query {
			r.Queries = append(r.Queries, f)
		} else {
			r.Flaws = append(r.Flaws, f)
		}
	}
	return r
}

func newPass(m *record.Matter, app *record.Application, law *doctrine.Law, words map[string]*diction.Text) *Pass {
	return &Pass{Matter: m, App: app, Lexicon: law.Lexicon(), law: law, words: words}
}

// Order sorts the flaws of one application as the paper goes: by assertion, element, then check.
func Order(flaws []Flaw) {
	order := make(map[string]int)
	for i, c := range Checks() {
		order[c.Code] = i
	}
	slices.SortStableFunc(flaws, func(a, b Flaw) int {
		return cmp.Or(
			cmp.Compare(a.Assertion, b.Assertion),
			cmp.Compare(a.Element, b.Element),
			cmp.Compare(order[a.Check.Code], order[b.Check.Code]),
			slices.Compare(a.Respondents, b.Respondents),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// number sorts an application's flaws and gives each its id.
func number(p *Pass) {
	Order(p.flaws)
	seen := make(map[string]int)
	for i := range p.flaws {
		f := &p.flaws[i]
		id := f.Check.Code + "@" + locus(f)
		seen[id]++
		f.ID = id
		if n := seen[id]; n > 1 {
			f.ID = fmt.Sprintf("%s#%d", id, n)
		}
	}
}

// locus says where a flaw stands: an assertion, an element as against one respondent, or the paper.
func locus(f *Flaw) string {
	switch {
	case f.Element != "" && len(f.Respondents) == 1:
		return fmt.Sprintf("%s.%s.%s", f.App, f.Respondents[0], f.Element)
	case f.Element != "":
		return fmt.Sprintf("%s.%s", f.App, f.Element)
	case f.Assertion != 0:
		return fmt.Sprintf("%s.%d", f.App, f.Assertion)
	}
	return string(f.App)
}
