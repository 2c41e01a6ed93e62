package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// ageNotKnown is the term that nobody can tell how old what is sworn was.
const ageNotKnown = "age-not-known"

// given lists the terms that the record, the labels and the rulings supply to the rules of law, under one set of
// rulings. Each is defined in the law's own list of terms. Labels that no rule of the question reads are not worked out.
func (c *paper) given(laws *chain, r rulings) []string {
	terms := slices.Concat(c.recorded, c.fromLabels(laws, r))
	for _, f := range c.flaws {
		st := r[f.ID]
		if f.Force != review.Decisive || st.state == Overruled {
			continue
		}
		switch f.Check.Link {
		case review.OnParticularity:
			terms = append(terms, "facially-deficient")
		case review.OnOath:
			terms = append(terms, "not-sworn")
		}
	}
	terms = append(terms, c.fromChecks(r)...)
	if slices.ContainsFunc(c.flaws, func(f *review.Flaw) bool { return f.Term() == "undated-ruled" && r[f.ID].state == Overruled }) {
		terms = slices.DeleteFunc(terms, func(t string) bool { return t == ageNotKnown }) // a magistrate could tell, a court has ruled
	}
	for _, t := range c.law.ruled {
		if r[TermID(t.ID, c.app, c.respondent)].state == Sustained {
			terms = append(terms, t.ID)
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// fromChecks lists the terms that checks say their flaws give: a decisive flaw until it is overruled, another once it is
// sustained.
func (c *paper) fromChecks(r rulings) []string {
	var terms []string
	for _, f := range c.flaws {
		st := r[f.ID].state
		if f.Term() != "" && (st == Sustained || f.Force == review.Decisive && st != Overruled) {
			terms = append(terms, f.Term())
		}
	}
	return terms
}

// fromRecord lists the terms that the events of the matter supply.
func (c *paper) fromRecord() []string {
	app := c.app
	terms := []string{"executive-officer", c.function()}
	if len(app.Presentments) > 0 {
		terms = append(terms, "complaint-or-affidavit-submitted")
	}
	if c.granted() {
		terms = append(terms, "warrant-issued", "judge-found-cause")
	}
	if slices.ContainsFunc(app.Execution, func(e record.Execution) bool {
		// A search of the place is a search of all whose place it is; an arrest is of those who were arrested.
		return e.Act == "searched" || e.Act == "arrested" && (len(e.Persons) == 0 || slices.Contains(e.Persons, c.respondent))
	}) {
		terms = append(terms, "arrest-or-search-followed")
	}
	for _, e := range app.Endorsements {
		if e.Act != "endorsed" || e.By == app.Affiant || e.Time.After(c.brought()) == record.Yes {
			continue // no one approves his own request, and what is approved afterwards was not asked for on it
		}
		if c.has(e.By, record.Prosecutor) {
			terms = append(terms, "prosecutor-approved")
		}
		if c.has(e.By, record.Supervisor) {
			terms = append(terms, "superior-approved")
		}
	}
	if w := app.Warrant; w != nil && (w.Text != "" || w.Person != "" || w.Place != "" || len(w.Items) > 0) {
		terms = append(terms, "warrant-on-record")
	}
	if app.Warrant != nil && app.Warrant.DraftedBy == app.Affiant {
		terms = append(terms, "drafted-the-warrant")
	}
	if slices.ContainsFunc(c.sued(), func(s record.Sued) bool { return s.Function == "state-as-party" || c.has(s.Person, record.State) }) {
		terms = append(terms, "state-defendant")
	}
	if c.ended() {
		terms = append(terms, "ended-without-conviction")
	}
	return append(terms, c.intermediary()...)
}

// brought is when the application was sworn to, or else first put before a magistrate; unknown if neither is told.
func (c *paper) brought() record.When {
	if o := c.app.Oath; o != nil && o.Time.Known() {
		return o.Time
	}
	for _, p := range c.app.Presentments {
		return p.Time
	}
	return record.NoTime
}

// ownCharge reports whether a charge is the affiant's own: he is named as who brought it, or a prosecutor brought it, no other is named, and
// he is one.
func (c *paper) ownCharge(ch record.Charge) bool {
	for i := range c.matter.People {
		if p := &c.matter.People[i]; ch.By == string(p.ID) || slices.Contains(p.Names(), ch.By) {
			return p.ID == c.app.Affiant
		}
	}
	return ch.Act == "information" && c.has(c.app.Affiant, record.Prosecutor)
}

// intermediary lists the terms that a later decision of a grand jury or a prosecutor to go on gives. It is of another than the one who
// asked for the warrant, and not of before that.
func (c *paper) intermediary() []string {
	var terms []string
	for _, ch := range c.app.Charges {
		if ch.Act != "indicted" && ch.Act != "information" || len(ch.Respondents) > 0 && !slices.Contains(ch.Respondents, c.respondent) {
			continue
		}
		if c.ownCharge(ch) || ch.Time.Before(c.brought()) == record.Yes {
			continue
		}
		terms = append(terms, "independent-intermediary")
		if slices.ContainsFunc(c.app.Execution, func(e record.Execution) bool { return e.Time.After(ch.Time) == record.Yes }) {
			terms = append(terms, "intermediary-before-harm")
		}
	}
	return terms
}

// granted reports whether a warrant issued against the respondent; where the application names no one, whether it issued,
// though the decision names the occupant.
func (c *paper) granted() bool {
	if c.respondent != "" {
		return c.app.Granted(c.respondent)
	}
	granted := false
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			granted = d.Grants()
		}
	}
	return granted
}

// endings are the steps of a prosecution that end a charge without a conviction.
var endings = []string{"no-true-bill", "dismissed", "acquitted"}

// ended reports whether the prosecution of the respondent ended, as far as the record goes, and not in a conviction: the
// last step of each charge ended it. A step that names no charge is one of all.
func (c *paper) ended() bool {
	last := make(map[string]string) // by charge
	all := ""
	for _, ch := range c.app.Charges {
		if len(ch.Respondents) > 0 && !slices.Contains(ch.Respondents, c.respondent) {
			continue
		}
		if ch.Charge != "" {
			last[ch.Charge] = ch.Act
			continue
		}
		all = ch.Act
		for name := range last {
			last[name] = ch.Act
		}
	}
	if len(last) == 0 {
		return slices.Contains(endings, all)
	}
	for _, act := range last {
		if !slices.Contains(endings, act) {
			return false
		}
	}
	return true
}

// function is what the affiant is sued for; asking for a warrant, where the record does not say.
func (c *paper) function() string {
	for _, s := range c.sued() {
		if s.Person == c.app.Affiant {
			return s.Function
		}
	}
	return "seeking-warrant"
}

// sued lists the defendants of the later proceedings.
func (c *paper) sued() []record.Sued {
	var all []record.Sued
	for _, p := range c.matter.Proceedings {
		all = append(all, p.Defendants...)
	}
	return all
}

// fromLabels lists the terms that the labels supply. Falsehood counts for immunity only where it mattered: where the
// paper, corrected for it and otherwise taken at its best, lacks fair support. For veracity it counts as found, and the
// corrected paper is asked separately (Franks v. Delaware, 438 U.S. at 155-156, 171-172).
func (c *paper) fromLabels(laws *chain, r rulings) []string {
	var terms []string
	if laws.reads("sufficiency-") {
		terms = append(terms, "sufficiency-"+c.sufficiency(r))
	}
	if laws.reads("obviousness-") {
		terms = append(terms, "obviousness-"+c.obviousness(r))
	}
	found, alleged := false, false
	for _, f := range c.mindful {
		alleged = alleged || r[f.ID].state != Overruled
		found = found || c.law.culpable(f, r[f.ID])
	}
	if alleged {
		terms = append(terms, "falsehood-alleged")
	}
	if !found {
		if laws.reads("corrected-") {
			terms = append(terms, "corrected-"+word(c.sufficiency(r)))
		}
		return terms
	}
	fair := c.otherwiseFair(r)
	if laws.reads("corrected-") {
		terms = append(terms, "corrected-"+word(c.sufficiency(fair)))
	}
	corrected := slices.Contains(readsCorrected, laws.question.ID)
	if corrected || laws.reads("falsehood-reckless") && (c.obviousness(fair) == Lacking || c.sufficiency(fair) == Insufficient) {
		terms = append(terms, "falsehood-reckless")
	}
	return terms
}

// word gives a label's word in the terms about the corrected paper.
func word(sufficiency string) string {
	if sufficiency == Established {
		return "sufficient"
	}
	return sufficiency
}

// otherwiseFair keeps the rulings on falsehood, omission and on what the source's own words can carry, and takes every
// other step at its best.
func (c *paper) otherwiseFair(r rulings) rulings {
	best := make(rulings)
	for _, f := range c.flaws {
		if f.Check.Mindful || f.Check.Link == review.OnReading || f.Force == review.Decisive {
			best[f.ID] = r[f.ID]
			continue
		}
		best[f.ID] = standing{state: Overruled}
	}
	return best
}
