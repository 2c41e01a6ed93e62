package clerk

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// watch returns the alerts that an event gives rise to: what came in after an oath and puts in question what was sworn, while
// someone may still act on it; a charge that ended while a warrant was out.
func (c *Clerk) watch(before, after *file, e record.Event) []record.Event {
	now := record.When(after.list[len(after.list)-1].Hand.At[:len("2006-01-02T15:04")])
	var alerts []record.Event
	raise := func(app record.AppID, source record.SourceID, because string) {
		id := record.AlertID(fmt.Sprintf("alert-%d", len(after.m.Alerts)+len(alerts)+1))
		alerts = append(alerts, record.AlertRaised{Alert: record.Alert{ID: id, Application: app, Source: source, Because: because}})
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
		for _, f := range review.Run(&before.m) {
			known[f.ID] = true
		}
		flaws := review.Run(&after.m)
		for _, app := range watched {
			for _, f := range flaws {
				if f.App == app && !known[f.ID] && touches(f, e.Source.ID) {
					raise(app, e.Source.ID, f.Check.Title+": "+f.Message)
				}
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
