package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// magistrateChecks asks whether it was sworn, and whether the one it was sworn before was neutral and was told.
func magistrateChecks() []*Check {
	return []*Check{noOath, partInTheMatter, refusalUndisclosed, unswornSupplement, joinedTheExecution, manyAtOnce}
}

var noOath = &Check{
	Code:  "M1",
	Name:  "no-oath",
	Title: "It was not sworn",
	Why: "No warrant shall issue but upon probable cause, supported by oath or affirmation. The record shows no oath, or one " +
		"that was taken only after the decision.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "frcrp-4-1"}},
	Severity: Who, Force: Decisive, Link: OnOath, By: "court",
	Mend: "When, before whom and by what means was it sworn?",
	run: func(p *Pass) {
		if p.App.Oath == nil {
			p.Report(Flaw{Message: "The record shows no oath to this paper.", Asks: "Was the paper sworn before the decision?"})
			return
		}
		for _, pr := range p.App.Presentments {
			for _, x := range pr.Decisions {
				if x.Grants() && p.App.Oath.Time.After(x.Time) == record.Yes {
					p.Report(Flaw{
						Message: fmt.Sprintf("The oath was taken %s, after the decision of %s.", p.App.Oath.Time, x.Time),
						Asks:    "Was the paper sworn before the decision?",
					})
					return
				}
			}
		}
	},
}

var unswornSupplement = &Check{
	Code:  "M4",
	Name:  "unsworn-supplement",
	Title: "Something was added without oath",
	Why: "The magistrate was told something that was not sworn. Unsworn words cannot make up for what the paper lacks; whether " +
		"they may be looked at for another purpose is not settled.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "whiteley-1971"}},
	Severity: Care, Force: Note, Link: OnOath, By: "court",
	Mend: "Can what was said be sworn to and put in writing?",
	run: func(p *Pass) {
		for _, pr := range p.App.Presentments {
			if pr.Unsworn != "" {
				p.Report(Flaw{
					Message: fmt.Sprintf("The magistrate was told, not under oath: %s.", quote(pr.Unsworn)),
					Asks:    "Does the paper stand without what was said unsworn?",
				})
			}
		}
	},
}

var joinedTheExecution = &Check{
	Code:  "M5",
	Name:  "joined-the-execution",
	Title: "The magistrate joined the search",
	Why: "A magistrate who goes along and helps to carry out the warrant has become a member of the search party, and is no " +
		"longer a neutral and detached officer.",
	Rests:    []doctrine.Cite{{Authority: "lo-ji-1979", Pin: "326-327"}},
	Severity: Who, Force: Decisive, Link: OnNeutrality, By: "court",
	Mend: "Who carried out the warrant?",
	run: func(p *Pass) {
		for _, who := range p.magistrates() {
			for _, x := range p.App.Execution {
				if slices.Contains(x.By, who) {
					p.Report(Flaw{
						Message: fmt.Sprintf("%s decided on the application and took part in carrying out the warrant.", p.calledBy(who)),
						Asks:    "Was the magistrate neutral and detached?",
					})
					return
				}
			}
		}
	},
}

var manyAtOnce = &Check{
	Code:  "M6",
	Name:  "many-at-once",
	Title: "It came with many others",
	Why: "The application was put before the magistrate together with many others. That proves nothing by itself; the docket " +
		"of a busy court is the reason why an officer may not leave the judgment to it alone.",
	Rests:    []doctrine.Cite{{Authority: "malley-1986", Pin: "345-346"}},
	Severity: Care, Force: Note, Link: OnNeutrality, By: "court",
	Mend: "How long did the magistrate have for this one?",
	run: func(p *Pass) {
		for _, pr := range p.App.Presentments {
			if pr.With >= clocks().Many {
				p.Report(Flaw{
					Message: fmt.Sprintf("The application was put before %s together with %d others.", p.calledBy(pr.Magistrate), pr.With),
					Asks:    "Was there time to read this one?",
				})
			}
		}
	},
}

// magistrates returns those before whom the application was put or sworn, once each, in the order of the record.
func (p *Pass) magistrates() []record.PersonID {
	var out []record.PersonID
	for _, pr := range p.App.Presentments {
		if !slices.Contains(out, pr.Magistrate) {
			out = append(out, pr.Magistrate)
		}
	}
	return out
}
