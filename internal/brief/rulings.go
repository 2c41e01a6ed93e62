package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
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

// gather lays hypotheses over the matter's own rulings and checks each against the flaws and the questions of law.
func gather(m *record.Matter, find []record.Ruling, flaws []review.Flaw, law *doctrine.Law) (rulings, error) {
	byID := make(map[string]*review.Flaw)
	var known []string
	for i := range flaws {
		byID[flaws[i].ID] = &flaws[i]
		known = append(known, flaws[i].ID)
	}
	asked := asks(m, law)
	known = append(known, asked...)
	slices.Sort(known)

	rs := make(rulings)
	for i, r := range find {
		if slices.ContainsFunc(find[:i], func(x record.Ruling) bool { return x.On == r.On && (x.Value != r.Value || x.Mind != r.Mind) }) {
			return nil, &BadRuling{r.On, "it is ruled two ways at once", "one ruling of each flaw"}
		}
	}
	for _, r := range slices.Concat(m.Rulings, find) {
		f, isFlaw := byID[r.On]
		if !isFlaw && !slices.Contains(asked, r.On) {
			return nil, &UnknownRuling{On: r.On, Known: known}
		}
		switch {
		case r.Value != string(Overruled) && r.Value != string(Sustained):
			return nil, &BadRuling{r.On, fmt.Sprintf("%q is no ruling", r.Value), "overruled or sustained"}
		case r.Mind != "" && !slices.Contains(minds, r.Mind):
			return nil, &BadRuling{r.On, fmt.Sprintf("%q is no state of mind", r.Mind), strings.Join(minds, ", ")}
		case r.By != "" && !slices.Contains(deciders, r.By):
			return nil, &BadRuling{r.On, fmt.Sprintf("%q does not rule", r.By), strings.Join(deciders, ", ")}
		case r.Mind != "" && r.Value == string(Overruled):
			return nil, &BadRuling{r.On, "an overruled flaw has no state of mind", "sustained, or no state of mind"}
		case r.Mind != "" && (!isFlaw || !f.Check.Mindful):
			return nil, &BadRuling{r.On, "it is not a flaw of falsehood or omission, so no state of mind is in question", "a ruling without one"}
		}
		rs[r.On] = standing{State(r.Value), r.Mind, r.By, r.Kept}
	}
	return rs, nil
}

var (
	minds    = []string{"innocent", "negligent", "reckless", "deliberate"}
	deciders = []string{"court", "factfinder", "reviewer", "conceded"}
)

// asks lists the questions of law that a court may be asked about each application and respondent, as
// TERM@APPLICATION or TERM@APPLICATION.RESPONDENT.
func asks(m *record.Matter, law *doctrine.Law) []string {
	var ids []string
	for _, t := range law.Terms() {
		if t.Given != "ruling" {
			continue
		}
		for i := range m.Applications {
			for _, p := range respondents(&m.Applications[i]) {
				ids = append(ids, termID(t.ID, &m.Applications[i], p))
			}
		}
	}
	return ids
}

// termID names a question of law as asked of one application and respondent.
func termID(term string, app *record.Application, p record.PersonID) string {
	if p == "" {
		return fmt.Sprintf("%s@%s", term, app.ID)
	}
	return fmt.Sprintf("%s@%s.%s", term, app.ID, p)
}

// respondents lists whom an application is reviewed for: its respondents, or the place alone.
func respondents(app *record.Application) []record.PersonID {
	if len(app.Respondents) == 0 {
		return []record.PersonID{""}
	}
	return app.Respondents
}
