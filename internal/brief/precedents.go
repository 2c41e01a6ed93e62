package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
)

// A Precedents is the decided cases beside one question of a paper: the nearest on each side, and what those that control
// force. What they force of cause, and of what a competent officer could think, is compiled into the paper and is in its labels;
// the rest informs and decides nothing.
type Precedents struct {
	App        record.AppID
	Respondent record.PersonID
	Issue      doctrine.Issue
	Situation  holding.Situation
	Shown      []Shown
	Disputed   []Shown // stated and in question: left out of what is near and of what is forced
	Near       [2][]holding.Near
	Forced     holding.Forced // what those that control force
	Titles     map[doctrine.FactorID]string
}

// comparable are the casebook's questions that a paper is compared on.
var comparable = []string{"probable-cause", "qualified-immunity", "leon", "veracity"}

// Beside sets every paper of the review beside the decided cases of a casebook, by the factors that the matter shows and those
// that are stated besides, as of the review's dates. Decisions of the matter's own litigation are left out.
func (r *Review) Beside(b *doctrine.Casebook, stated ...doctrine.FactorID) []Precedents {
	lib := r.libraryOf(b)
	reading, all := lib.reading(r.Profile.ID, r.AsOf, own(r.Matter, b)), lib.decided()
	titles := make(map[doctrine.FactorID]string)
	for f := range b.EachFactor() {
		titles[f.ID] = f.Title
	}
	var out []Precedents
	for i, c := range r.Coded(b) {
		for _, id := range stated {
			if !slices.Contains(c.Factors(), id) {
				c.Shown = append(c.Shown, Shown{Factor: id, Stated: true})
			}
		}
		for _, id := range comparable {
			issue, ok := b.Issue(id)
			if !ok {
				continue
			}
			s := holding.Paper(b, holding.Situation{Issue: id, Act: c.Act, Kind: kindOf(r.Posture), Factors: c.Factors(),
				Court: forum(r.Matter, b), Place: r.Matter.Jurisdiction, Acted: r.Acted})
			s.Unsworn = append(s.Unsworn, c.Unsworn...)
			asked := s
			asked.Acted = lib.since(s.Acted) // the same cases were decided by then, and so they are found as they were set out before
			x := Precedents{App: c.App, Respondent: c.Respondent, Issue: issue, Situation: s, Shown: c.Shown, Disputed: c.Disputed,
				Near: reading.Nearest(asked, all), Titles: titles}
			if pool := r.poolOf(b, issue.ID); pool >= 0 && len(stated) == 0 {
				x.Forced, _ = r.papers[i].forcedOn(pool, r.standings) // as the labels have it
			} else {
				x.Forced = reading.Force(asked, all)
			}
			for _, d := range c.Disputed {
				x.Situation.Factors = append(x.Situation.Factors, d.Factor)
				x.Situation.Disputed = append(x.Situation.Disputed, []doctrine.FactorID{d.Factor})
			}
			out = append(out, x)
		}
	}
	return out
}

// poolOf is the pool of cases compiled with the papers that a question of the casebook belongs to; -1 if none was.
func (r *Review) poolOf(b *doctrine.Casebook, issue string) int {
	switch {
	case len(r.papers) == 0 || r.papers[0].law.bench == nil || r.papers[0].law.bench.book != b:
		return -1
	case issue == pooled[onCause]:
		return onCause
	case issue == "qualified-immunity" || issue == "leon":
		return onObviousness
	}
	return -1
}

// libraryOf is the library of a casebook: that of the review, if it took the same.
func (r *Review) libraryOf(b *doctrine.Casebook) *Library {
	if r.library != nil && r.library.cases == b {
		return r.library
	}
	return NewLibrary(b.Law(), b)
}

// Reading is the law and the casebook as the review takes them.
func (r *Review) Reading(b *doctrine.Casebook) *holding.Reading {
	return holding.Read(b, holding.Options{Profile: r.Profile.ID, AsOf: r.AsOf, Without: own(r.Matter, b)})
}

// forum is the court whose precedents bind: that which the matter names, or else a trial court of its jurisdiction.
func forum(m *record.Matter, b *doctrine.Casebook) string {
	for _, c := range b.Courts() {
		if m.Forum != "" && slices.ContainsFunc(append([]string{c.ID}, c.Reported...), func(s string) bool { return strings.EqualFold(s, m.Forum) }) {
			return c.ID
		}
	}
	return "us-district"
}

// kindOf is the kind of proceeding that a posture belongs to.
func kindOf(p Posture) string {
	if p == AtSummaryJudgment || p == AtTrial {
		return "damages"
	}
	return "suppression"
}

// reported reports whether a citation is that of an authority, with or without its court and year.
func reported(citation, authority string) bool {
	return citation != "" && (authority == citation || strings.HasPrefix(authority, citation+" "))
}

// own lists the cases of the matter's own litigation, by the citations of its proceedings.
func own(m *record.Matter, b *doctrine.Casebook) []string {
	var ids []string
	for c := range b.EachCase() {
		if slices.ContainsFunc(m.Proceedings, func(p record.Proceeding) bool { return reported(p.Citation, c.Citation) }) {
			ids = append(ids, c.ID)
			for o := range b.EachCase() {
				if c.Litigation != "" && o.Litigation == c.Litigation {
					ids = append(ids, o.ID)
				}
			}
		}
	}
	return ids
}
