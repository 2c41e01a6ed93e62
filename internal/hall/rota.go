package hall

import (
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/people"
)

// A turnRow is one turn of a rota.
type turnRow struct {
	Who         string
	From, Until time.Time
	Next        bool // asked if the one before does not answer
	Now         bool
	account     string
}

// mostTurns is how many turns of a rota a page shows.
const mostTurns = 28

// zoneOf is the time zone of a court; that of the world, where it is not known.
func (v *visit) zoneOf(court string) *time.Location {
	if c := v.roll.Court(court); c != nil {
		if z, err := time.LoadLocation(c.Zone); err == nil {
			return z
		}
	}
	return time.UTC
}

// turns returns the turns of a court's rota from now on, in the court's own time, and who is on call now; "" if no one is.
func (v *visit) turns(court string) (list []turnRow, now string, err error) {
	watches, at, err := v.Clerk.OnCall(v.r.Context(), v.caller(), court)
	if err != nil {
		return nil, "", err
	}
	list, now = v.turnRows(watches, court, at)
	return list, now, nil
}

// turnRows says the turns of a court's rota that are not over at a moment, and who is on call then.
func (v *visit) turnRows(watches []people.Watch, court string, at time.Time) (list []turnRow, now string) {
	zone := v.zoneOf(court)
	var on []string
	for _, w := range watches {
		from, _ := time.Parse(time.RFC3339, w.From)
		until, _ := time.Parse(time.RFC3339, w.Until)
		if !at.Before(until) {
			continue
		}
		r := turnRow{account: w.Account, Who: w.Account, From: from.In(zone), Until: until.In(zone), Next: w.Order > 0, Now: !at.Before(from) && at.Before(until)}
		if a := v.roll.Account(w.Account); a != nil {
			r.Who = a.Name
		}
		if r.Now {
			on = append(on, r.Who)
		}
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b turnRow) int { return a.From.Compare(b.From) })
	return list[:min(len(list), mostTurns):min(len(list), mostTurns)], strings.Join(on, ", then ")
}
