package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var outOfTime = &Check{
	Code:  "X3",
	Name:  "out-of-time",
	Title: "Executed early, late, or at night",
	Why: "A warrant is executed after it is issued and before it ends. The rule of the jurisdiction sets within how many days a " +
		"search warrant is to be executed and, without special leave, between which hours. What follows from a breach differs; it is noted here and weighed elsewhere.",
	Rests:    []doctrine.Cite{{Authority: "frcrp-41", Pin: "(e)(2)(A)"}},
	Severity: Care, Force: Note, Link: OnExecution, By: "court",
	Mend: "When was it executed, and does the warrant allow the hour?",
	run:  findOutOfTime,
}

func findOutOfTime(p *Pass) {
	p.reportEarly()
	p.reportEnded()
	issued := p.issued()
	if p.App.Kind != record.Search || !slices.ContainsFunc(p.App.Execution, func(x record.Execution) bool { return x.Act == "searched" }) {
		return
	}
	clocks := p.law.Clocks()
	rule, limited := clocks.Own(p.Matter.Jurisdiction, "search-warrant-issued", issued)
	most, counted := rule.Length()
	day, hours := clocks.Daytime(p.Matter.Jurisdiction)
	for _, x := range p.App.Execution {
		if x.Act != "searched" {
			continue
		}
		if days, _, known := issued.Days(x.Time); limited && counted && known && days > most {
			p.Report(Flaw{
				Sort:    Late,
				Message: strings.TrimSpace(fmt.Sprintf("The warrant was issued %s and executed %s, %d days later. %s allows %d. %s", issued, x.Time, days, rule.Says, most, rule.Unchecked)),
				Asks:    "Was the warrant executed in time?",
			})
		}
		if hour, ok := clockOf(x.Time); ok && x.Night == "" && !p.letsNight() && hours && (hour < day.Begin || hour >= day.End) {
			p.Report(Flaw{
				Message: fmt.Sprintf("The search was carried out at %s, outside the hours %s to %s of %s. No leave for the night is shown.", hour, day.Begin, day.End, day.Says),
				Asks:    "Was the search carried out at an hour that the warrant allowed?",
			})
		}
	}
}

// reportEarly reports an execution that came before every decision that granted the warrant.
func (p *Pass) reportEarly() {
	var grants []record.When
	for _, pr := range p.App.Presentments {
		for _, x := range pr.Decisions {
			if x.Grants() {
				grants = append(grants, x.Time)
			}
		}
	}
	for _, x := range p.App.Execution {
		early := func(w record.When) bool { return x.Time.Before(w) == record.Yes }
		if x.Act != "returned-unserved" && len(grants) > 0 && !slices.ContainsFunc(grants, func(w record.When) bool { return !early(w) }) {
			p.Report(Flaw{
				Message: fmt.Sprintf("It was executed %s, before the warrant was granted, %s.", x.Time, grants[0]),
				Asks:    "Was there a warrant when it was executed?",
			})
		}
	}
}

// reportEnded reports an execution after the last moment that its warrant gives for it.
func (p *Pass) reportEnded() {
	for _, x := range p.App.Execution {
		for _, w := range p.App.Warrants {
			mine := x.Warrant == w.ID || x.Warrant == "" && len(p.App.Warrants) == 1
			if mine && x.Act != "returned-unserved" && x.Time.After(w.Until) == record.Yes {
				p.Report(Flaw{
					Sort:    Late,
					Message: fmt.Sprintf("The warrant was to be executed by %s, and was executed %s.", w.Until, x.Time),
					Asks:    "Was the warrant executed in time?",
				})
			}
		}
	}
}

// letsNight reports whether the warrant's own words let it be served at once or at any hour, or a warrant was issued for any hour.
func (p *Pass) letsNight() bool {
	if slices.ContainsFunc(p.App.Warrants, func(w record.Issued) bool { return w.Hours == "any" }) {
		return true
	}
	return p.App.Warrant != nil && p.Text(p.App.Warrant.Text).Has(atNight)
}

// issued is when the warrant was issued, as far as known.
func (p *Pass) issued() record.When {
	var out record.When
	for _, pr := range p.App.Presentments {
		for _, x := range pr.Decisions {
			switch {
			case !x.Grants():
			case x.Time.Known():
				out = x.Time
			default:
				out = pr.Time
			}
		}
	}
	return out
}

// clockOf returns the time of day of w as HH:MM, if w is a single known minute.
func clockOf(w record.When) (string, bool) {
	if m := w.Minutes(); len(m) != 1 || string(w) != m[0] {
		return "", false
	}
	lo, _, _ := w.Bounds()
	return lo.Format("15:04"), true
}
