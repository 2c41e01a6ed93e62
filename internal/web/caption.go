package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// A caption is the head of a review: what the matter is, and the short answers.
type caption struct {
	Title   string
	Matter  string // one sentence on the application
	Note    string
	Lead    lead
	Whose   string
	Views   []string // names of the two opinions
	Answers []short
}

// A lead is the one sentence that answers.
type lead struct {
	For, Question, Answer, Says string
	Asked                       []askedBy
}

// A short is one row of the short answers.
type short struct {
	Title, Href string
	Answers     []string
	Main        bool
	Quiet       []bool // not reached
}

// fillCaption says what was asked for, by whom, and what came of it, with the answers under both opinions.
func fillCaption(r *brief.Review, app *record.Application, respondent record.PersonID, law *doctrine.Law, tags map[string]note) caption {
	c := caption{
		Title: r.Matter.Title, Note: r.Matter.Note,
		Matter: describe(r.Matter, app),
		Whose:  respondentName(r.Matter, app, respondent),
	}
	// The opinions stand in the order of the law, whichever is taken.
	flip := r.Profile.ID != law.Profiles()[0].ID
	order := func(taken, other string) []string {
		if flip {
			return []string{other, taken}
		}
		return []string{taken, other}
	}
	c.Views = order(r.Profile.Name, r.Other.Name)
	if r.Withheld {
		return c
	}
	questions := questionsOf(r, app.ID, respondent)
	main := mainQuestion(r, questions)
	for i, q := range questions {
		s := short{Title: q.Question.Title, Href: "#" + questionID(q.Question.ID), Main: i == main}
		for _, a := range order(q.Answer, besideAnswer(q)) {
			s.Answers = append(s.Answers, report.Spoken(a))
			s.Quiet = append(s.Quiet, a == brief.NotReached)
		}
		c.Answers = append(c.Answers, s)
	}
	if main >= 0 {
		q := questions[main]
		c.Lead = lead{For: c.Whose, Question: lower(q.Question.Title), Answer: report.Spoken(q.Answer), Says: q.Says, Asked: askedOf(q, tags)}
		if len(q.Turns) > 0 && len(c.Lead.Asked) > 0 {
			c.Lead.Says = turnsOn(c.Lead.Asked)
		}
	}
	return c
}

func besideAnswer(q brief.Question) string {
	if q.Other == nil {
		return brief.NotReached
	}
	return q.Other.Answer
}

func questionsOf(r *brief.Review, app record.AppID, p record.PersonID) []brief.Question {
	var qs []brief.Question
	for _, q := range r.Questions {
		if q.App == app && q.Respondent == p {
			qs = append(qs, q)
		}
	}
	return qs
}

// mainQuestion is the question that a case at this stage is about: where it is reached, immunity at trial and summary
// judgment, the evidence at suppression; else whether the paper was enough. It is -1 if none was asked.
func mainQuestion(r *brief.Review, qs []brief.Question) int {
	order := []string{"sufficiency"}
	switch r.Posture {
	case brief.AtTrial, brief.AtSummaryJudgment:
		order = []string{"qualified-immunity", "sufficiency"}
	case brief.AtSuppression:
		order = []string{"good-faith", "sufficiency"}
	}
	if len(qs) > 0 && warrantless(r.Matter.Application(qs[0].App)) { // there is no warrant on which anyone could have relied
		order = []string{"sufficiency"}
	}
	for _, id := range order {
		if i := slices.IndexFunc(qs, func(q brief.Question) bool { return q.Question.ID == id && q.Answer != brief.NotReached }); i >= 0 {
			return i
		}
	}
	return min(0, len(qs)-1)
}

// warrantless reports whether all that a magistrate decided on an application is that no warrant issues on it.
func warrantless(app *record.Application) bool {
	if app == nil || len(app.Warrants) > 0 || len(app.Execution) > 0 {
		return false
	}
	decided := false
	for _, p := range app.Presentments {
		for _, d := range p.Decisions {
			if decided = true; d.Grants() {
				return false
			}
		}
	}
	return decided
}

// describe says in a sentence or two what was asked for, who swore, and before whom it came.
func describe(m *record.Matter, app *record.Application) string {
	what := "Application for an arrest warrant"
	if n := len(app.Respondents); app.Kind == record.Arrest && n > 1 {
		what = "Application for " + numberWord(n) + " arrest warrants on one sworn text"
	}
	if app.Kind == record.Search {
		what = "Application for a search warrant"
		if app.Place != nil {
			what += " for " + lower(app.Place.All())
		}
	}
	says := []string{strings.TrimSuffix(what, ".") + "."}
	affiant := "Affiant " + personName(m, app.Affiant)
	if p := m.Person(app.Affiant); p != nil && p.Of != "" {
		affiant += ", " + p.Of
	}
	says = append(says, affiant+".")
	for _, p := range app.Presentments {
		s := "Presented to " + personName(m, p.Magistrate)
		if x := m.Person(p.Magistrate); x != nil && x.Of != "" {
			s += ", " + x.Of
		}
		if p.Time != "" {
			s += ", " + onDate(p.Time)
		}
		acts := make([]string, 0, len(p.Decisions))
		for _, d := range p.Decisions {
			acts = append(acts, d.Act)
		}
		if len(acts) > 0 {
			s += "; " + joinWords(slices.Compact(acts))
		}
		says = append(says, s+".")
	}
	if len(app.Presentments) == 0 {
		says = append(says, "Not yet presented.")
	}
	if warrantless(app) {
		says = append(says, "No warrant issued on it: an answer about a warrant says what would hold if one had.")
	}
	return strings.Join(says, " ")
}

func numberWord(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return strings.TrimSuffix(count(n, ""), " s")
}

// A settings is the bar by which a reader chooses whose review, and under which law.
type settings struct {
	Apps, People, Views []choice
	All                 []choices // every view of the law, by its kind
	Acted, AsOf         string
	Wide                int // how many characters the longer of the two has: neither is cut off
	Postures            []choice
}

// choices are those of a kind.
type choices struct {
	Heading string
	Of      []choice
}

// kindNames head the kinds of views of the law.
var kindNames = map[string]string{"opinion": "Opinions", "circuit": "Circuits", "state": "States"}

func viewChoice(p doctrine.Profile, r *brief.Review, v view) choice {
	v.Profile = p.ID
	return choice{Value: p.ID, Label: p.Name, Chosen: p.ID == r.Profile.ID, Href: v.URL("", "")}
}

// fillSettings offers what can be chosen; each choice keeps the rest.
func fillSettings(r *brief.Review, app *record.Application, respondent record.PersonID, v view, law *doctrine.Law) settings {
	s := settings{
		Acted: string(cmp.Or(v.Acted, r.Matter.ActedDate())),
		AsOf:  string(cmp.Or(v.AsOf, r.Matter.AsOfDate())),
	}
	if w := v.Mistake("acted"); w != nil {
		s.Acted = w.Value
	}
	if w := v.Mistake("as-of"); w != nil {
		s.AsOf = w.Value
	}
	s.Wide = max(len("2006-01-02"), len(s.Acted), len(s.AsOf))
	s.Wide += s.Wide / 8 // figures are wider than the letters by which a browser reckons
	if len(r.Matter.Applications) > 1 {
		for i := range r.Matter.Applications {
			a := &r.Matter.Applications[i]
			x := v
			x.App, x.Respondent = a.ID, ""
			s.Apps = append(s.Apps, choice{Value: string(a.ID), Label: report.Upper(report.Spoken(string(a.ID))), Chosen: a == app, Href: x.URL("", "")})
		}
	}
	for _, p := range app.Respondents {
		x := v
		x.Respondent = p
		s.People = append(s.People, choice{Value: string(p), Label: personName(r.Matter, p), Chosen: p == respondent, Href: x.URL("", "")})
	}
	views := []doctrine.Profile{r.Profile, r.Other}
	slices.SortFunc(views, func(a, b doctrine.Profile) int { return cmp.Compare(a.ID, b.ID) })
	for _, p := range views {
		s.Views = append(s.Views, viewChoice(p, r, v))
	}
	for _, p := range law.Profiles() {
		if n := len(s.All); n == 0 || s.All[n-1].Heading != kindNames[p.Kind] {
			s.All = append(s.All, choices{Heading: kindNames[p.Kind]})
		}
		at := &s.All[len(s.All)-1]
		at.Of = append(at.Of, viewChoice(p, r, v))
	}
	for _, p := range brief.Postures() {
		s.Postures = append(s.Postures, choice{Value: string(p), Label: report.Upper(report.Spoken(string(p))), Chosen: p == r.Posture})
	}
	return s
}
