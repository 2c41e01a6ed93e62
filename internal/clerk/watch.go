package clerk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// watch returns the alerts that an event gives rise to: what came in after an oath and puts in question what was sworn, or touches the place, the person or the
// things that a warrant is for, while someone may still act on it; a charge that ended while a warrant was out; that the person is held already; a ruling against
// the paper.
func (c *Clerk) watch(before, after *file, e record.Event) []record.Event {
	now := record.When(after.list[len(after.list)-1].Hand.At[:len("2006-01-02T15:04")])
	var alerts []record.Event
	raise := func(app record.AppID, source record.SourceID, because string) {
		id := record.AlertID(fmt.Sprintf("alert-%d", len(after.m.Alerts)+len(alerts)+1))
		alerts = append(alerts, record.AlertRaised{Alert: record.Alert{ID: id, Application: app, Source: source, Because: because}})
	}
	if by, order, ok := record.InName(e); ok && order != "" { // the judge is told what was entered in the judge's name, and says so who ordered nothing
		h := after.list[len(after.list)-1].Hand
		if by != h.Person {
			alerts = append(alerts, record.NoticeGiven{Notice: record.Notice{To: by, Of: "order-entered", By: h.Person, Means: "in the docket",
				Words: fmt.Sprintf("The clerk entered in your name, as entry %d (%s), what your written order says whose SHA-256 is %s. If you made no such order, say so at once.", len(after.list), e.Kind(), order)}})
		}
	}
	switch e := e.(type) {
	case record.SourceLogged:
		known := map[string]bool{}
		var watched []record.AppID
		for i := range after.m.Applications {
			switch a := &after.m.Applications[i]; after.m.Stage(a, now) {
			case record.SwornTo, record.AtBench, record.SentBack, record.Granted, record.Live:
				watched = append(watched, a.ID)
			}
		}
		if len(watched) == 0 {
			return nil
		}
		for _, f := range review.Run(&before.m, c.law) {
			known[f.ID] = true
		}
		flaws := review.Run(&after.m, c.law)
		for _, app := range watched {
			told := len(alerts)
			for _, f := range flaws {
				if f.App == app && !known[f.ID] && touches(f, e.Source.ID) {
					raise(app, e.Source.ID, f.Check.Title+": "+f.Message)
				}
			}
			if len(alerts) > told { // whoever reads that reads the source
				continue
			}
			for _, b := range review.Bearings(&after.m, c.law, app, e.Source.ID) {
				raise(app, e.Source.ID, b.Message(e.Source.ID))
			}
		}
	case record.Charged:
		a, was := after.m.Application(e.Application), before.m.Application(e.Application)
		if a == nil || was == nil {
			return nil
		}
		for i := range a.Warrants {
			if dead := after.m.Dead(a, &a.Warrants[i], now); dead != "" && before.m.Dead(was, &was.Warrants[i], now) == "" {
				raise(a.ID, "", fmt.Sprintf("warrant %s is dead: %s", a.Warrants[i].ID, dead))
			}
		}
	case record.Detained:
		if e.Custody.Act != "arrested" && e.Custody.Act != "booked" && e.Custody.Act != "held" {
			return nil
		}
		for i := range after.m.Applications { // he is held, and another warrant to arrest him is out
			a := &after.m.Applications[i]
			if a.ID == e.Application || a.Kind != record.Arrest {
				continue
			}
			for j := range a.Warrants {
				if w := &a.Warrants[j]; slices.Contains(w.Respondents, e.Custody.Person) && after.m.Dead(a, w, now) == "" {
					raise(a.ID, "", fmt.Sprintf("%s is in custody on another application, and warrant %s still lives", e.Custody.Person, w.ID))
				}
			}
		}
	case record.RulingMade:
		_, on, _ := strings.Cut(e.Ruling.On, "@")
		app, _, _ := strings.Cut(on, ".")
		if a := after.m.Application(record.AppID(app)); a != nil && e.Ruling.Kept && e.Ruling.Value == "sustained" && held(after.m.Stage(a, now)) {
			raise(a.ID, "", fmt.Sprintf("a flaw of what was sworn was sustained: %s", e.Ruling.On))
		}
	case record.ProceedingHeld:
		if a := after.m.Application(e.Proceeding.Application); a != nil && e.Proceeding.Result == record.Suppression && held(after.m.Stage(a, now)) {
			raise(a.ID, "", "a court keeps out what was found under this application")
		}
	}
	return alerts
}

// touches reports whether a flaw is about a source.
func touches(f review.Flaw, s record.SourceID) bool {
	for _, at := range f.Sources {
		if at.Source == s {
			return true
		}
	}
	for _, x := range f.Searched {
		if x == s {
			return true
		}
	}
	return false
}
