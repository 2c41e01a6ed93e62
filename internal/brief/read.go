package brief

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// ErrStopped is the error of a review that was given up because Options.Stop said so.
var ErrStopped = fault.Errorf(fault.Conflict, "the review was given up before it was done, since no one waits for it")

// Read reviews a matter under one view of the law. It is a function of its arguments: the same matter, law, release and
// options give the same review.
//
// Errors: an unknown profile or posture, a date that cannot be told, a ruling on what is not there (*UnknownRuling) or
// that cannot be made of it (*BadRuling), and ErrStopped if the options said to stop.
func Read(m *record.Matter, law *doctrine.Law, release string, o Options) (*Review, error) {
	r, err := settings(m, law, o)
	if err != nil {
		return nil, err
	}
	results, done := o.Checked, true
	if results == nil {
		results, done = review.RunUntil(m, law, o.Stop)
	}
	if !done {
		return nil, ErrStopped
	}
	all, queries := takenUp(results, slices.Concat(m.Rulings, o.Find))
	r.Queries = queries
	found := inForce(slices.Clone(all), law, r.AsOf)
	rs, err := gather(m, o.Find, slices.Concat(found, queries), law, o.Cases)
	if err != nil {
		return nil, err
	}
	r.Matter = m
	r.Digests = Digests{Record: record.Digest(*m), Law: law.Digest(), Release: release,
		Layers: law.Layers(), Replaced: law.Replaced()}
	if o.Cases != nil {
		r.Digests.Cases = o.Cases.Digest()
	}

	if r.Withheld {
		o.Cases = nil // there is no label that they could settle
	}
	r.library = libraryOf(law, o)
	v := newView(m, r, o)
	var papers []*paper
	turned := make(map[string]bool)
	for i := range m.Applications {
		app := &m.Applications[i]
		x := newFiling(m, app, found, results[i].Grounds, v)
		x.all = all
		for _, p := range Respondents(app) {
			c, err := compile(x, p)
			if err == nil {
				err = c.beside(r)
			}
			if err != nil {
				return nil, err
			}
			papers = append(papers, c)
			r.Elements = append(r.Elements, c.grid(rs, r.Withheld)...)
			qs, err := c.questions(r, rs)
			if err != nil {
				return nil, err
			}
			if v.stopped() {
				return nil, ErrStopped
			}
			for _, q := range qs {
				for _, t := range q.Turns {
					for _, ruled := range t.Rulings {
						turned[ruled.Flaw] = true
					}
				}
			}
			r.Questions = append(r.Questions, qs...)
			c.rest()
		}
	}
	for i := range found {
		f := found[i]
		st := rs[f.ID]
		by := st.by
		if st.state == "" {
			by = decides(f.Check.By, r.Posture)
		}
		r.Flaws = append(r.Flaws, Flaw{
			Flaw: f, State: cmp.Or(st.state, Open), Mind: st.mind, By: by, Kept: st.kept,
			Turns: turned[f.ID],
		})
	}
	r.papers, r.standings = papers, rs
	if o.Cases != nil {
		r.Stated = r.statedOf(o.Cases)
		if !o.Bare {
			r.Cases = r.Beside(o.Cases)
		}
	}
	return r, nil
}

// takenUp returns the flaws of all applications, and apart from them the queries. A query that is ruled on is taken up: it is a flaw with
// that ruling, for whoever rules has looked.
func takenUp(results []review.Result, rulings []record.Ruling) (flaws, queries []review.Flaw) {
	for _, x := range results {
		at := len(flaws)
		flaws = append(flaws, x.Flaws...)
		for _, q := range x.Queries {
			if !slices.ContainsFunc(rulings, func(r record.Ruling) bool { return r.On == q.ID }) {
				queries = append(queries, q)
				continue
			}
			q.Query = false
			flaws = append(flaws, q)
		}
		review.Order(flaws[at:])
	}
	return flaws, queries
}

// inForce keeps a flaw whose authorities all came after the day as a note: it is shown, and bears on no answer of that day.
func inForce(flaws []review.Flaw, law *doctrine.Law, asOf string) []review.Flaw {
	for i := range flaws {
		if flaws[i].Check.Since(law) > asOf {
			flaws[i].Force = review.Note
		}
	}
	return flaws
}

// newView takes the law of the review's profile on its date.
func newView(m *record.Matter, r *Review, o Options) *view {
	left := allAnswers
	law := r.library.law
	v := &view{
		law: law, lib: r.library, chains: make(map[string]*chain), asked: make(map[rulesKey][]doctrine.Rule), acted: r.Acted,
		answers: &left, noProof: o.NoProof, bare: o.Bare, stop: o.Stop, bench: newBench(m, r.library, o.Cases),
	}
	for t := range law.EachTerm() {
		if t.Given == "ruling" {
			v.ruled = append(v.ruled, t)
		}
		if len(t.Shown) > 0 {
			v.shown = append(v.shown, t)
		}
	}
	v.take(m, r.Profile.ID, r.AsOf)
	return v
}

// elsewhere leaves out the bright lines that rest on nothing but decisions of the same litigation: what was decided in a
// case is no precedent for it.
func elsewhere(m *record.Matter, law *doctrine.Law, rules []doctrine.Rule) []doctrine.Rule {
	own := func(c doctrine.Cite) bool {
		a, ok := law.Authority(c.Authority)
		return ok && slices.ContainsFunc(m.Proceedings, func(p record.Proceeding) bool {
			return reported(p.Citation, a.Citation)
		})
	}
	return slices.DeleteFunc(slices.Clone(rules), func(r doctrine.Rule) bool {
		return !slices.ContainsFunc(r.Rests, func(c doctrine.Cite) bool { return !own(c) })
	})
}

// settings chooses the profile, the dates and the posture.
func settings(m *record.Matter, law *doctrine.Law, o Options) (*Review, error) {
	r := &Review{Posture: o.Posture}
	profiles := law.Profiles()
	id := cmp.Or(o.Profile, profiles[0].ID)
	at := slices.IndexFunc(profiles, func(p doctrine.Profile) bool { return p.ID == id })
	if at < 0 {
		return nil, fault.Errorf(fault.Input, "there is no profile %q; expected one of %s", id, names(profiles))
	}
	r.Profile = profiles[at]
	r.Other = beside(law, profiles[at])

	acted, asOf := cmp.Or(o.Acted, m.ActedDate()), cmp.Or(o.AsOf, m.AsOfDate())
	var err error
	if r.Acted, err = day(acted, "acted", m.AsOfDate()); err != nil {
		return nil, err
	}
	if r.AsOf, err = day(asOf, "as-of", ""); err != nil {
		return nil, err
	}

	r.Posture = cmp.Or(r.Posture, posture(m))
	if !slices.Contains(Postures(), r.Posture) {
		return nil, fault.Errorf(fault.Input, "there is no posture %q; expected application, suppression, summary-judgment or trial", r.Posture)
	}
	r.Withheld = r.Posture == AtApplication
	return r, nil
}

// beside is the view set beside a view: the one that it stands over, or, for an opinion, the next opinion.
func beside(law *doctrine.Law, p doctrine.Profile) doctrine.Profile {
	if under, ok := law.Profile(p.Over); ok {
		return under
	}
	all := slices.DeleteFunc(law.Profiles(), func(q doctrine.Profile) bool { return q.Over != "" })
	at := slices.IndexFunc(all, func(q doctrine.Profile) bool { return q.ID == p.ID })
	return all[(at+1)%len(all)]
}

// posture is the stage that the matter itself has reached.
func posture(m *record.Matter) Posture {
	reached := AtApplication
	for i := range m.Applications {
		for _, p := range m.Applications[i].Presentments {
			if len(p.Decisions) > 0 {
				reached = AtSuppression
			}
		}
	}
	for _, p := range m.Proceedings {
		switch p.Kind {
		case "suppression", "franks", "criminal-trial":
			reached = AtSuppression
		case "civil":
			reached = AtTrial
		}
	}
	return reached
}

// decides says who decides what the check leaves to be decided: at a suppression hearing the judge finds the facts too.
func decides(by string, at Posture) string {
	if at == AtSuppression {
		return "court"
	}
	return by
}

// day gives the last day of a time, as the law of a date is the law by its end; fallback stands in for an unknown one.
func day(w record.When, what string, fallback record.When) (string, error) {
	lo, hi, ok := w.Bounds()
	if !ok && fallback != "" {
		lo, hi, ok = fallback.Bounds()
	}
	if !ok {
		return "", fault.Errorf(fault.Input, "the %s date is not known; give it as YYYY-MM-DD", what)
	}
	if hi.IsZero() {
		return lo.Format("2006-01-02"), nil
	}
	return hi.Add(-time.Nanosecond).Format("2006-01-02"), nil
}

func names(ps []doctrine.Profile) string {
	var ids []string
	for _, p := range ps {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, ", ")
}
