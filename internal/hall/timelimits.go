package hall

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// limitsGroup shows the numbers that the law sets where a court sits, for those who answer for the station.
var limitsGroup = group{pages: []page{
	{route: "GET /limits", serve: (*visit).timeLimits, nav: "Time limits", roles: []record.Role{access.Administrator, record.Clerk, access.SealKeeper}},
}}

// A limitsPage is the time limits of one jurisdiction, as they stand today.
type limitsPage struct {
	chrome
	Place, On string
	Places    []option
	Courts    []string // that sit there
	Limits    []limitRow
	Daytime   *limitRow
	Holidays  []saidField
	Digest    string
}

// A limitRow is a time limit with its authority.
type limitRow struct{ What, Long, Who, Under, Own string }

func (v *visit) timeLimits() error {
	if !v.holds(access.Administrator, record.Clerk, access.SealKeeper) {
		if err := v.keeps(); err != nil {
			return err
		}
	}
	table := v.Law.Clocks()
	p := limitsPage{chrome: v.chrome("Time limits"), On: v.here(v.now).Format("2 January 2006"), Digest: v.Law.Digest()}
	p.Styles = []string{"after.css"}
	places := table.Jurisdictions()
	for _, c := range v.roll.Courts {
		places = append(places, c.Jurisdiction)
		if p.Place == "" {
			p.Place = c.Jurisdiction
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	if asked := v.r.URL.Query().Get("place"); asked != "" {
		if !slices.Contains(places, asked) {
			return fault.Errorf(fault.NotFound, "no court here sits under that law, and the law in use has no time limit of its own for it; choose one of the list")
		}
		p.Place = asked
	}
	if p.Place == "" {
		p.Place = clock.Federal
	}
	for _, x := range places {
		p.Places = append(p.Places, option{Value: x, Says: v.placeSays(x)})
	}
	for _, c := range v.roll.Courts {
		if c.Jurisdiction == p.Place {
			p.Courts = append(p.Courts, c.Name)
		}
	}
	for _, t := range table.Governs(p.Place, v.now) {
		p.Limits = append(p.Limits, limitRow{sentence(t.Title), longSays(t), roleSays(record.Role(t.Who)), uncheckedSays(underSays(t.Says, t.Standing), t.Unchecked), ownSays(t.Jurisdiction)})
	}
	if d, ok := table.Hours(p.Place); ok {
		p.Daytime = &limitRow{Long: hourSays(d.Begin) + " to " + hourSays(d.End), Under: underSays(d.Says, d.Standing), Own: ownSays(d.Jurisdiction)}
	}
	for _, k := range table.Kept(p.Place, v.now) {
		p.Holidays = append(p.Holidays, saidField{k.Day.Format("Mon 2 January 2006"), k.Name})
	}
	return v.show(http.StatusOK, "limits.html", p)
}

// daytimeSays says between which hours daytime is by the law of a jurisdiction, to stand behind the word; "" where no law in use says.
func (v *visit) daytimeSays(jurisdiction string) string {
	d, ok := v.Law.Clocks().Hours(jurisdiction)
	if !ok {
		return ""
	}
	return " (" + hourSays(d.Begin) + " to " + hourSays(d.End) + ")"
}

// placeSays names a jurisdiction by the view of the law of that name, where the law has one, and else as a State is called.
func (v *visit) placeSays(id string) string {
	if id == clock.Federal {
		return "federal (" + id + ")"
	}
	if p, ok := v.Law.Profile(id); ok {
		return p.Name + " (" + id + ")"
	}
	if name := placeWords[id]; name != "" {
		return name + " (" + id + ")"
	}
	return id
}

// underSays says an authority, and how sure it is that it says so; of one that is sure, or of which that is not known, nothing more.
func underSays[S ~string](says string, standing S) string {
	if standing == "" || standing == "fixed" {
		return says
	}
	return says + " (" + string(standing) + ")"
}

// uncheckedSays adds to an authority what was not checked of what it is cited for.
func uncheckedSays(under, unchecked string) string {
	if unchecked == "" {
		return under
	}
	return under + ". " + unchecked
}

// ownSays says whose a limit is.
func ownSays(jurisdiction string) string {
	if jurisdiction == clock.Federal {
		return "federal"
	}
	return "its own"
}

// longSays says how long a limit is, and how it is counted (Fed. R. Crim. P. 45(a), unless the limit has a count of its own).
func longSays(t clock.Term) string {
	before := ""
	if t.Before {
		before = " before"
	}
	switch t.Unit {
	case clock.Days:
		return count(t.Count, "day") + before + "; a last day on which courts rest moves on"
	case clock.CalendarDays:
		return count(t.Count, "day") + before + ", whatever the last day is"
	case clock.Hours:
		return count(t.Count, "hour") + "; a last hour on a day on which courts rest moves on"
	case clock.RealHours:
		return count(t.Count, "hour") + ", every one counted"
	case clock.Months:
		return count(t.Count, "month")
	case clock.YearMonth:
		return fmt.Sprintf("by the end of %s of the year after", time.Month(t.Count))
	case clock.AsOrdered:
		return "until the day that was set"
	case clock.None:
		return "no such limit"
	}
	return fmt.Sprint(t.Count, " ", t.Unit)
}
