package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
)

// A Stated is a factor of the casebook that someone says is there, since no check can read it off the matter. It bears on what
// decided cases make of the paper and on nothing else: no check is told what to find, and no element is supported by it.
type Stated struct {
	ID         string // FACTOR@APPLICATION.RESPONDENT, by which it is ruled on
	App        record.AppID
	Respondent record.PersonID
	Factor     doctrine.FactorID
	Title      string
	About      string             // the fact, in the words of who first stated it
	Said       []record.Statement // all that was said of it, in order
	State      StatedState
	On         []int // the assertions that are said to tell it
	Wordless   []int // those of them that have no word of content in common with what is said of it

	ruling standing // of it, if there is one
	truth  bool     // of the truth of the paper
	favor  [2]int
	ways   []statedWay
}

// A StatedState says how far a stated factor counts.
type StatedState string

// The states of a stated factor. Only the first two and, for what was known, Kept count.
const (
	StatedSo       StatedState = "so"         // stated or conceded and not disputed, or found
	StatedDisputed StatedState = "disputed"   // in question, for who finds the facts
	StatedNotSo    StatedState = "not-so"     // found not to be so
	StatedKept     StatedState = "not-sworn"  // among what was known, and told by no assertion: no part of what was sworn
	StatedUnfound  StatedState = "not-found"  // of the truth of the paper, which counts once it is found
	StatedStruck   StatedState = "struck"     // what tells it gives no support
	StatedLate     StatedState = "came-after" // it shows only in what came after the oath
	StatedAway     StatedState = "not-there"  // it is said to show in another application only
	StatedUndated  StatedState = "not-dated"  // nothing shows that it was there by then
	StatedUnsaid   StatedState = "not-stated" // disputed or unknown, and nobody says it is there
	StatedUnknown  StatedState = "no-factor"  // the casebook has no such factor
	StatedDerived  StatedState = "read-off"   // the program reads it off the matter, and so nobody can state it
	StatedAfter    StatedState = "aftermath"  // the casebook has it among what comes after an application
)

// Says says in a sentence what follows from the state of a stated factor.
func (s StatedState) Says() string {
	switch s {
	case StatedSo:
		return "It counts in the decided cases."
	case StatedDisputed:
		return "It is in question, and settles nothing until it is found."
	case StatedNotSo:
		return "It was found not to be so, and counts for nothing."
	case StatedKept:
		return "No assertion tells it. It counts for what was known and not for what was sworn."
	case StatedUnfound:
		return "It goes to the truth of the paper, and counts in what was sworn only once it is found."
	case StatedStruck:
		return "What tells it gives no support, and so it counts for nothing."
	case StatedLate:
		return "It came after the oath, and counts for nothing that the affiant knew."
	case StatedUndated:
		return "Nothing shows that it was there before the oath, and so it counts for nothing that the affiant knew."
	case StatedAway:
		return "It is said to show in another application, and counts for nothing in this one."
	case StatedUnsaid:
		return "Nobody says that it is there."
	case StatedUnknown:
		return "The casebook has no such factor, and it counts for nothing."
	case StatedAfter:
		return "It comes after an application, and counts for nothing that the affiant knew."
	}
	return "It is read off the matter, and counts as it is found there, whatever is stated."
}

// Counts reports whether a factor in this state is in what was sworn, or known.
func (s StatedState) counts() bool { return s == StatedSo || s == StatedKept }

// A statedWay is one statement that a factor is there: where it shows.
type statedWay struct {
	on    []int
	sworn bool // it is told in the affidavit, or is of what was done with it
}

// statedOf lists the factors that are stated of one paper, in the order of the matter.
func statedOf(m *record.Matter, app *record.Application, respondent record.PersonID, b *doctrine.Casebook) []Stated {
	var out []Stated
	for _, s := range m.Statements {
		if a := m.Application(s.Application); s.Factor == "" || a == nil || a.ID != app.ID || len(s.Respondents) > 0 && !slices.Contains(s.Respondents, respondent) {
			continue
		}
		at := slices.IndexFunc(out, func(x Stated) bool { return string(x.Factor) == s.Factor })
		if at < 0 {
			at = len(out)
			out = append(out, Stated{ID: TermID(s.Factor, app, respondent), App: app.ID, Respondent: respondent, Factor: doctrine.FactorID(s.Factor)})
		}
		out[at].Said = append(out[at].Said, s)
	}
	for i := range out {
		out[i].weigh(m, app, b)
	}
	return out
}

// weigh says how far a stated factor counts before any ruling.
func (x *Stated) weigh(m *record.Matter, app *record.Application, b *doctrine.Casebook) {
	f, ok := b.Factor(x.Factor)
	x.Title, x.About, x.truth, x.favor = f.Title, x.Said[0].About, holding.OfTruth(f), favours(b, f)
	if state := misfit(b, string(x.Factor)); state != "" {
		x.State = state
		if !ok {
			x.Title = string(x.Factor)
		}
		return
	}
	said, disputed := false, false
	var states []StatedState
	last := make(map[string]record.Statement) // the last word of each
	for _, s := range x.Said {
		last[s.By] = s
	}
	for _, s := range x.Said {
		disputed = disputed || last[s.By].Says == record.Disputed
		if s.Says != record.Stated && s.Says != record.Conceded || last[s.By].Says != record.Stated && last[s.By].Says != record.Conceded {
			continue
		}
		if !said {
			x.About = s.About
		}
		said = true
		state := placed(m, app, f, s)
		on, here := numbersOn(app, s.On)
		if !here {
			state = StatedAway
		}
		states = append(states, state)
		if state.counts() {
			x.On = append(x.On, on...)
			x.ways = append(x.ways, statedWay{on: on, sworn: state == StatedSo})
		}
	}
	slices.Sort(x.On)
	x.On = slices.Compact(x.On)
	x.Wordless = x.wordless(app, b.Law())
	switch {
	case !said:
		x.State = StatedUnsaid
	case slices.Contains(states, StatedSo):
		x.State = StatedSo
	case slices.Contains(states, StatedKept):
		x.State = StatedKept
	case slices.Contains(states, StatedLate):
		x.State = StatedLate
	case slices.Contains(states, StatedAway):
		x.State = StatedAway
	default:
		x.State = StatedUndated
	}
	switch {
	case !x.State.counts():
	case x.truth:
		x.State = StatedUnfound
	case disputed:
		x.State = StatedDisputed
	}
}

// misfit says why no one can state a factor of that id; "" if one can.
func misfit(b *doctrine.Casebook, id string) StatedState {
	f, ok := b.Factor(doctrine.FactorID(id))
	_, after := b.Aftermath(doctrine.AfterID(id))
	switch {
	case after:
		return StatedAfter
	case !ok:
		return StatedUnknown
	case !f.Stateable():
		return StatedDerived
	}
	return ""
}

// placed says whether what a statement shows was sworn, or at least known, when the affiant swore. What is done with a paper, and
// what goes to its truth, may show later: no one counts it as known.
func placed(m *record.Matter, app *record.Application, f doctrine.Factor, s record.Statement) StatedState {
	if holding.OfTruth(f) || holding.OfCourse(f) {
		return StatedSo
	}
	dated := true
	for _, cite := range s.Cites {
		switch source := m.Source(cite.Source); {
		case source == nil:
			dated = false
		case later(m, app, source) == record.Yes:
			return StatedLate
		case later(m, app, source) != record.No && !inPaper(app, source.ID):
			dated = false
		}
	}
	switch {
	case !dated:
		return StatedUndated
	case len(s.On) > 0:
		return StatedSo
	}
	return StatedKept
}

// later reports whether what a source tells, or where that is not known its writing, came after the oath; where there was none,
// after the application was first put before a magistrate, or after the affiant acted.
func later(m *record.Matter, app *record.Application, s *record.Source) record.Tri {
	sworn := record.NoTime
	switch {
	case app.Oath != nil && app.Oath.Time.Known():
		sworn = app.Oath.Time
	case len(app.Presentments) > 0 && app.Presentments[0].Time.Known():
		sworn = app.Presentments[0].Time
	default:
		sworn = m.ActedDate()
	}
	told := s.Time
	if !told.Known() {
		told = s.Made
	}
	return told.After(sworn)
}

// inPaper reports whether the affidavit cites a source or incorporates it.
func inPaper(app *record.Application, id record.SourceID) bool {
	return slices.Contains(app.Affidavit.Incorporates, id) || slices.ContainsFunc(app.Affidavit.Assertions, func(a record.Assertion) bool {
		return slices.ContainsFunc(a.Cites, func(c record.Cite) bool { return c.Source == id })
	})
}

// favours says for each pool which of its two sides a factor favours: 0 the paper or the officer, 1 the other, -1 neither.
func favours(b *doctrine.Casebook, f doctrine.Factor) [2]int {
	out := [2]int{-1, -1}
	for pool, abouts := range [2][]string{{pooled[onCause]}, {pooled[onObviousness], "leon"}} {
		for _, about := range abouts {
			issue, ok := b.Issue(about)
			for _, bears := range f.Bears {
				if ok && bears.About == about && out[pool] < 0 {
					out[pool] = 1
					if len(issue.Sides) > 0 && bears.Favours == issue.Sides[0].ID {
						out[pool] = 0
					}
				}
			}
		}
	}
	return out
}

// under is the state of a stated factor once it is ruled on.
func (x *Stated) under(st standing) StatedState {
	switch {
	case len(x.ways) == 0:
		return x.State
	case st.state == Overruled:
		return StatedNotSo
	case st.state == Sustained && x.found(st):
		if !slices.ContainsFunc(x.ways, func(w statedWay) bool { return w.sworn }) {
			return StatedKept
		}
		return StatedSo
	}
	return x.State
}

// found reports whether a ruling makes a factor count. One of the truth of the paper that speaks against it has to be found with
// recklessness, as any falsehood (Franks v. Delaware, 438 U.S. at 155-156).
func (x *Stated) found(st standing) bool {
	return st.state == Sustained && (!x.truth || st.reckless() || x.favor[onCause] == 0 || x.favor[onObviousness] == 0)
}

// Rulable reports whether a ruling on a stated factor can change how far it counts.
func (x *Stated) Rulable() bool { return len(x.ways) > 0 }

// Mindful reports whether a state of mind is found with it, as with a falsehood.
func (x *Stated) Mindful() bool { return x.truth }

// inSworn reports whether a stated factor may be in what was sworn, under some rulings.
func (x *Stated) inSworn() bool {
	return slices.ContainsFunc(x.ways, func(w statedWay) bool { return w.sworn })
}

// Ruled is how a stated factor was ruled, and with what state of mind; empty if it was not.
func (x *Stated) Ruled() (State, string) { return x.ruling.state, x.ruling.mind }

// By says who said what of a stated factor: stated by one, disputed by another.
func (x *Stated) By() string {
	var parts []string
	for _, s := range x.Said {
		part := s.Says + " by " + s.By
		if s.Says == "unknown" {
			part = "unknown to " + s.By
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

// A Misstatement is a statement of a factor that nobody can state, or that points at what is not in its application.
type Misstatement struct {
	Field, Factor, What, Expected string // the field of the statement that is at fault, factor or on
}

func (e *Misstatement) Error() string { return e.What + "; expected " + e.Expected }

// Misstatements returns an error for each of the matter's statements, in their order: *Misstatement for one of a factor that the
// casebook does not have or that is read off the matter, or that points into another application, nil for any other.
func Misstatements(m *record.Matter, b *doctrine.Casebook) []error {
	out := make([]error, len(m.Statements))
	var ids []string
	for _, f := range b.Factors() {
		if f.Stateable() {
			ids = append(ids, string(f.ID))
		}
	}
	for i, s := range m.Statements {
		if s.Factor == "" {
			continue
		}
		switch misfit(b, s.Factor) {
		case StatedUnknown:
			out[i] = &Misstatement{"factor", s.Factor, fmt.Sprintf("there is no factor %q%s", s.Factor, fault.DidYouMean(s.Factor, ids)), "one that affiant explain factors lists"}
		case StatedAfter:
			out[i] = &Misstatement{"factor", s.Factor, fmt.Sprintf("%q comes after an application", s.Factor), "a factor that could be known when the affiant swore; tell what came after under charges and proceedings"}
		case StatedDerived:
			out[i] = &Misstatement{"factor", s.Factor, fmt.Sprintf("%q is read off the matter, and nobody can state it", s.Factor), "what shows it, in the sources and assertions; affiant explain " + s.Factor + " says how it is read off"}
		default:
			if app := m.Application(s.Application); app != nil {
				if _, here := numbersOn(app, s.On); !here {
					out[i] = &Misstatement{"on", s.Factor, fmt.Sprintf("%q is stated of application %s, and this is of another", s.Factor, app.ID), "assertions of " + string(app.ID) + "; state it of the other application apart"}
				}
			}
		}
	}
	return out
}
