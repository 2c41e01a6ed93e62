package review

import "fmt"

var notAttached = &Check{
	Code:  "F5",
	Name:  "not-attached",
	Title: "A paper called attached is not there",
	Why: "The sworn words refer to a paper as attached, and no source is incorporated. What was not before the magistrate " +
		"under oath is outside the four corners. A house rule, since whether a reference alone brings a paper in differs from " +
		"court to court.",
	Severity: Care, Force: Note, Link: OnForm, By: "court",
	Mend: "Was the paper handed up with the affidavit, and which source is it?",
	run:  findUnattached,
}

func findUnattached(p *Pass) {
	d := p.paper()
	if len(d.incorporated) > 0 || p.App.Complaint != nil && p.App.Complaint.Sworn {
		return
	}
	for i := range d.facts {
		f := &d.facts[i]
		for _, h := range f.text.Hits(attached) {
			span := hitSpan(f.text, h)
			p.Report(Flaw{
				Assertion: f.N, Span: span,
				Message: fmt.Sprintf("The sworn words refer to a paper as going with them (%s). None is incorporated.", quote(span.Words)),
				Asks:    "Was the paper before the magistrate?",
			})
			return
		}
	}
}
