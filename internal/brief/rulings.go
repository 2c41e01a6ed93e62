package brief

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// An UnknownRuling is a ruling on something that the review does not hold.
type UnknownRuling struct {
	On    string   // what was named
	Known []string // what may be ruled on, sorted
}

func (e *UnknownRuling) Error() string {
	return fmt.Sprintf("nothing called %q can be ruled on here", e.On)
}

// A BadRuling is a ruling that cannot be made of the flaw it names.
type BadRuling struct {
	On, What, Expected string
}

func (e *BadRuling) Error() string {
	return fmt.Sprintf("the ruling on %s: %s; expected %s", e.On, e.What, e.Expected)
}

// Issues are what can be ruled on in a matter: its flaws, its queries, and the questions of law that a court may be asked.
type issues struct {
	flaws map[string]*review.Flaw
	asked []string
	truth map[string]bool // of stated factors: whether a state of mind may be found with it
	known []string        // the ids of both, sorted
}

func issuesOf(m *record.Matter, flaws []review.Flaw, law *doctrine.Law, b *doctrine.Casebook) *issues {
	x := &issues{flaws: make(map[string]*review.Flaw), asked: asks(m, law), truth: statedIDs(m, b)}
	x.asked = append(x.asked, slices.Sorted(maps.Keys(x.truth))...)
	for i := range flaws {
		x.flaws[flaws[i].ID] = &flaws[i]
		x.known = append(x.known, flaws[i].ID)
	}
	x.known = append(x.known, x.asked...)
	slices.Sort(x.known)
	return x
}

// check says why a ruling cannot be made here: *UnknownRuling or *BadRuling, or nil if it can.
func (x *issues) check(r record.Ruling) error {
	f, isFlaw := x.flaws[r.On]
	switch {
	case !isFlaw && !slices.Contains(x.asked, r.On):
		return &UnknownRuling{On: r.On, Known: x.known}
	case r.Value != string(Overruled) && r.Value != string(Sustained):
		return &BadRuling{r.On, fmt.Sprintf("%q is no ruling", r.Value), "overruled or sustained"}
	case r.Mind != "" && !slices.Contains(minds, r.Mind):
		return &BadRuling{r.On, fmt.Sprintf("%q is no state of mind", r.Mind), strings.Join(minds, ", ")}
	case r.By != "" && !slices.Contains(deciders, r.By):
		return &BadRuling{r.On, fmt.Sprintf("%q does not rule", r.By), strings.Join(deciders, ", ")}
	case r.Mind != "" && r.Value == string(Overruled):
		return &BadRuling{r.On, "an overruled flaw has no state of mind", "sustained, or no state of mind"}
	case r.Mind != "" && !x.truth[r.On] && (!isFlaw || !f.Check.Mindful):
		return &BadRuling{r.On, "it is not a flaw of falsehood or omission, so no state of mind is in question", "a ruling without one"}
	}
	return nil
}

// Misrulings returns an error for each of the matter's own rulings, in their order: *UnknownRuling or *BadRuling for one
// that cannot be made, nil for one that can. The casebook, which may be nil, says of which stated factors a state of mind is found.
func Misrulings(m *record.Matter, law *doctrine.Law, b *doctrine.Casebook) []error {
	var found []review.Flaw
	results, _ := review.RunUntil(m, law, nil)
	for _, r := range results {
		found = slices.Concat(found, r.Flaws, r.Queries)
	}
	x := issuesOf(m, found, law, b)
	out := make([]error, len(m.Rulings))
	for i, r := range m.Rulings {
		out[i] = x.check(r)
	}
	return out
}

// gather lays hypotheses over the matter's own rulings and checks each against the flaws and the questions of law.
func gather(m *record.Matter, find []record.Ruling, flaws []review.Flaw, law *doctrine.Law, b *doctrine.Casebook) (rulings, error) {
	for i, r := range find {
		if slices.ContainsFunc(find[:i], func(o record.Ruling) bool { return o.On == r.On && (o.Value != r.Value || o.Mind != r.Mind) }) {
			return nil, &BadRuling{r.On, "it is ruled two ways at once", "one ruling of each flaw"}
		}
	}
	x := issuesOf(m, flaws, law, b)
	rs := make(rulings)
	for _, r := range slices.Concat(m.Rulings, find) {
		if err := x.check(r); err != nil {
			return nil, err
		}
		rs[r.On] = standing{State(r.Value), r.Mind, r.By, r.Kept}
	}
	return rs, nil
}

// Minds lists the states of mind that a ruling may find, from the least to the most.
func Minds() []string { return slices.Clone(minds) }

var (
	minds    = []string{"innocent", "negligent", "reckless", "deliberate"}
	deciders = []string{"court", "factfinder", "reviewer", "conceded"}
)

// asks lists the questions of law that a court may be asked about each application and respondent, as
// TERM@APPLICATION or TERM@APPLICATION.RESPONDENT.
func asks(m *record.Matter, law *doctrine.Law) []string {
	var ids []string
	for t := range law.EachTerm() {
		if t.Given != "ruling" {
			continue
		}
		for i := range m.Applications {
			for _, p := range Respondents(&m.Applications[i]) {
				ids = append(ids, TermID(t.ID, &m.Applications[i], p))
			}
		}
	}
	return ids
}

// statedIDs lists what is ruled on of the factors that are stated of each paper, with whether a state of mind may be found with it:
// where it goes to the truth of the paper, or nothing tells what it is.
func statedIDs(m *record.Matter, b *doctrine.Casebook) map[string]bool {
	ids := make(map[string]bool)
	for _, s := range m.Statements {
		a := m.Application(s.Application)
		if s.Factor == "" || a == nil {
			continue
		}
		truth := b == nil
		if b != nil {
			f, _ := b.Factor(doctrine.FactorID(s.Factor))
			truth = holding.OfTruth(f)
		}
		for _, p := range Respondents(a) {
			if len(s.Respondents) == 0 || slices.Contains(s.Respondents, p) {
				ids[TermID(s.Factor, a, p)] = truth
			}
		}
	}
	return ids
}

// TermID names a question of law as asked of one application and respondent.
func TermID(term string, app *record.Application, p record.PersonID) string {
	if p == "" {
		return term + "@" + string(app.ID)
	}
	return term + "@" + string(app.ID) + "." + string(p)
}

// Respondents lists whom an application is reviewed for: its respondents, or the place alone.
func Respondents(app *record.Application) []record.PersonID {
	if len(app.Respondents) == 0 {
		return []record.PersonID{""}
	}
	return app.Respondents
}

// Applicable returns a matter with those of its rulings that can be made in it, and why each of the others cannot. A docket keeps a ruling as it was
// entered; one that names nothing which this law and this release ask of the matter changes no answer, and must not keep everyone from reading it.
// The casebook is that of the reading; it may be nil.
func Applicable(m *record.Matter, law *doctrine.Law, b *doctrine.Casebook) (*record.Matter, []error) {
	if len(m.Rulings) == 0 {
		return m, nil
	}
	out := *m
	out.Rulings = nil
	var not []error
	for i, err := range Misrulings(m, law, b) {
		if err != nil {
			not = append(not, err)
			continue
		}
		out.Rulings = append(out.Rulings, m.Rulings[i])
	}
	return &out, not
}
