package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A filing is what the papers of one application share: what does not depend on whom it is read against.
type filing struct {
	matter *record.Matter
	app    *record.Application
	law    *view
	flaws  []review.Flaw // of the whole matter
	all    []review.Flaw // the same, whether or not they could be raised on the day

	offers map[record.PersonID][]offer // the grounds by whom they are offered against, in order
	source map[record.SourceID]*record.Source
	firmly map[int]firmness // by assertion, made by firm

	corroborator *review.Corroborator // what of a tip is borne out by what else is sworn

	words *review.Teller // made by teller

	answers map[int][]string // the terms of weight that an assertion answers to, made by weighedAt
}

// An offer is a ground with its place among all that the application has.
type offer struct {
	review.Ground
	index int
}

// firmness is whether an assertion rests on sources of a kind that bright lines hold enough, and by which rules.
type firmness struct {
	rules []doctrine.Rule
	ok    bool
}

func newFiling(m *record.Matter, app *record.Application, flaws []review.Flaw, grounds []review.Ground, law *view) *filing {
	x := &filing{
		matter: m, app: app, law: law, flaws: flaws,
		offers:       make(map[record.PersonID][]offer),
		source:       make(map[record.SourceID]*record.Source),
		corroborator: review.NewCorroborator(m, app, law.law),
		firmly:       make(map[int]firmness), answers: make(map[int][]string),
	}
	for i, g := range grounds {
		x.offers[g.Respondent] = append(x.offers[g.Respondent], offer{g, i})
	}
	for i := range m.Sources {
		x.source[m.Sources[i].ID] = &m.Sources[i]
	}
	return x
}

// rests reports whether assertion n starts, directly or through others, from assertion on.
func (x *filing) rests(n, on int) bool {
	seen := make(map[int]bool)
	var starts func(n int) bool
	starts = func(n int) bool {
		a := x.app.Assertion(n)
		if a == nil || seen[n] {
			return false
		}
		seen[n] = true
		return slices.Contains(a.RestsOn, on) || slices.ContainsFunc(a.RestsOn, starts)
	}
	return starts(n)
}
