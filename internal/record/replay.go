package record

import (
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
)

// Recount tells a matter as the events that add up to it, in the order that a matter comes about. They are recounted,
// not performed. The error is fault.Problems if the matter has mistakes of content.
func Recount(m Matter) ([]Entry, error) {
	if err := m.Problems().Err(); err != nil {
		return nil, err
	}
	var list []Entry
	tell := func(e Event) { list = append(list, Entry{Seq: len(list) + 1, Mode: ModeRecounted, Body: e}) }
	tell(MatterOpened{ID: m.ID, Title: m.Title, Note: m.Note, Jurisdiction: m.Jurisdiction, Forum: m.Forum, Agency: m.Agency, Court: m.Court, Acted: m.Acted,
		AsOf: m.AsOf, Recounted: m.Recounted})
	for _, p := range m.People {
		tell(PersonNamed{p})
	}
	for _, o := range m.Orders {
		steps := o.Steps
		o.Steps = nil
		tell(OrderNoted{o})
		for _, s := range steps {
			tell(OrderCarriedOut{o.ID, s})
		}
	}
	for _, s := range m.Sources {
		tell(SourceLogged{s})
	}
	for i := range m.Applications {
		recount(&m.Applications[i], tell)
	}
	for _, s := range m.Statements {
		tell(StatementMade{s})
	}
	for _, p := range m.Proceedings {
		tell(ProceedingHeld{p})
	}
	for _, h := range m.Hearings {
		moved, waived := h.Moved, h.Waived
		h.Moved, h.Waived = nil, nil
		tell(HearingSet{h})
		for _, x := range waived {
			tell(PeriodWaived{h.ID, x})
		}
		for _, x := range moved {
			tell(HearingMoved{h.ID, x})
		}
	}
	for _, r := range m.Rulings {
		tell(RulingMade{r})
	}
	for _, a := range m.Alerts {
		seen := a.Seen
		a.Seen = nil
		tell(AlertRaised{a})
		for _, s := range seen {
			tell(AlertSeen{a.ID, s})
		}
	}
	for _, n := range m.Notices {
		tell(NoticeGiven{n})
	}
	for _, x := range m.Disclosures {
		tell(Disclosed{x})
	}
	for _, r := range m.Requests {
		answered := r.Answered
		r.Answered = nil
		tell(Requested{r})
		if answered != nil {
			tell(RequestAnswered{r.ID, *answered})
		}
	}
	for _, h := range m.Holds {
		lifted := h.Lifted
		h.Lifted = nil
		tell(HoldPlaced{h})
		if lifted != nil {
			tell(HoldLifted{h.ID, *lifted})
		}
	}
	for _, s := range m.Seals {
		lifted := s.Lifted
		s.Lifted = nil
		tell(Sealed{s})
		if lifted != nil {
			tell(Unsealed{s.ID, *lifted})
		}
	}
	if m.Expunged != nil {
		tell(Expunged{*m.Expunged})
	}
	return list, nil
}

// recount tells one application.
func recount(a *Application, tell func(Event)) {
	tell(ApplicationDrafted{ID: a.ID, Of: a.Kind, Affiant: a.Affiant, Drafted: a.Drafted, Respondents: a.Respondents,
		Place: a.Place, Items: a.Items, Offence: a.Offence, Complaint: a.Complaint, Heading: a.Affidavit.Heading,
		Incorporates: a.Affidavit.Incorporates, Warrant: a.Warrant})
	for _, s := range a.Affidavit.Assertions {
		tell(AssertionDrafted{a.ID, s})
	}
	for _, g := range a.Grounds {
		tell(GroundOffered{a.ID, g})
	}
	for _, e := range a.Endorsements {
		tell(Endorsed{a.ID, e})
	}
	for _, q := range a.Questions {
		answered := q.Answered
		q.Answered = nil
		tell(QuestionAsked{a.ID, q})
		if answered != nil {
			tell(QuestionAnswered{a.ID, q.ID, *answered})
		}
	}
	for _, x := range a.Answers {
		tell(FlawAnswered{a.ID, x})
	}
	if a.Oath != nil {
		oath := *a.Oath
		oath.Confirmed = nil
		tell(Sworn{a.ID, oath})
	}
	for _, x := range a.Assignments {
		tell(MagistrateAssigned{a.ID, x})
	}
	for _, p := range a.Presentments {
		decisions := p.Decisions
		p.Decisions = nil
		tell(Presented{a.ID, p})
		for _, d := range decisions {
			tell(Decided{a.ID, d})
		}
	}
	if a.Oath != nil {
		for _, x := range a.Oath.Confirmed {
			tell(OathConfirmed{a.ID, x})
		}
	}
	for _, x := range a.Testimony {
		tell(TestimonyTaken{a.ID, x})
	}
	for _, x := range a.Opened {
		tell(SourceOpened{a.ID, x})
	}
	for _, x := range a.Recusals {
		tell(MagistrateRecused{a.ID, x})
	}
	for _, w := range a.Warrants {
		recountWarrant(a.ID, w, tell)
	}
	if a.Withdrawn != nil {
		tell(ApplicationWithdrawn{a.ID, *a.Withdrawn})
	}
	for _, x := range a.Execution {
		tell(Executed{a.ID, x})
	}
	for _, c := range a.Custody {
		tell(Detained{a.ID, c})
	}
	for _, x := range a.Extensions {
		tell(TimeExtended{a.ID, x})
	}
	for _, c := range a.Charges {
		tell(Charged{a.ID, c})
	}
}

// recountWarrant tells a warrant and how it ended.
func recountWarrant(app AppID, w Issued, tell func(Event)) {
	issued := w
	issued.Duplicates, issued.Recalled, issued.Expired, issued.Returned, issued.Delays = nil, nil, "", nil, nil
	tell(WarrantIssued{app, issued})
	for _, x := range w.Duplicates {
		tell(DuplicateMade{app, w.ID, x})
	}
	for _, x := range w.Delays {
		tell(NoticeDelayed{app, w.ID, x})
	}
	if w.Recalled != nil {
		tell(WarrantRecalled{app, w.ID, *w.Recalled})
	}
	if w.Expired != "" {
		tell(WarrantExpired{app, w.ID, w.Expired})
	}
	if w.Returned != nil {
		tell(WarrantReturned{app, w.ID, *w.Returned})
	}
}

// Replay adds up events to the matter they tell. It refuses an entry out of sequence, an event that may not come when it
// does (fault.Conflict, saying why), and events that add up to a matter with mistakes of content (fault.Problems).
//
// In a record with performed entries an affidavit may still be empty: it is being drawn up.
// Replay of what Recount told gives the same matter, except that empty lists may become nil.
func Replay(list []Entry) (Matter, error) {
	d := newDocket()
	for i, e := range list {
		if e.Seq != i+1 {
			return Matter{}, fault.Errorf(fault.Conflict, "entry %d stands where entry %d is due", e.Seq, i+1)
		}
		if err := d.admit(e); err != nil {
			return Matter{}, err
		}
	}
	if !d.opened {
		return Matter{}, fault.Errorf(fault.Conflict, "there are no entries; a matter begins by being opened")
	}
	if err := d.m.problems(drafting(list)).Err(); err != nil {
		return Matter{}, err
	}
	return d.m, nil
}

// drafting reports whether papers of this record are drawn up here, and not only told of.
func drafting(list []Entry) bool {
	return slices.ContainsFunc(list, func(e Entry) bool { return e.Mode == ModePerformed })
}
