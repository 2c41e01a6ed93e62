package hall

import (
	"net/http"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/store"
)

// registryGroup is for the clerk of the court: what has to be assigned, what lies with whom, warrants out, what is due, seals and their
// ends, the rota.
var registryGroup = group{pages: []page{
	{route: "GET /registry", serve: (*visit).registry, nav: "Registry", roles: []record.Role{record.Clerk, access.SealKeeper}},
}}

// A registryPage is the clerk's day.
type registryPage struct {
	chrome
	Courts     []string
	Unassigned []registryRow
	Lying      []registryRow
	Out        []warrantOut
	Due        []dueRow // of the clerk
	Late       []dueRow // of others, past their time
	Seals      []sealRow
	Rotas      []rotaPart

	MoreUnassigned, MoreLying, MoreDue, MoreOut, MoreSeals string // addresses of what follows in each list
}

// A registryRow is an application that waits for something.
type registryRow struct {
	Href, Title, What string
	Do, DoSays        string
	Who, Waits        string
	since             time.Time
}

// A sealRow is a seal that was not lifted.
type sealRow struct {
	Href, Title, What string
	Until, State      string
	ends              time.Time
}

// A rotaPart is who is on call at a court.
type rotaPart struct {
	Court, Now string
	Turns      []turnRow
}

// ahead is how far ahead a registry looks for what is due, and soon how near the end of a seal has to be to be told.
const (
	ahead = 30 * 24 * time.Hour
	soon  = 7 * 24 * time.Hour
)

func (v *visit) registry() error {
	p := registryPage{chrome: v.chrome("The registry")}
	p.Styles = []string{"bench.css"}
	var courts []string
	for _, x := range v.posts {
		if (x.Role == record.Clerk || x.Role == access.SealKeeper) && x.Court != "" && !slices.Contains(courts, x.Court) {
			courts = append(courts, x.Court)
			p.Courts = append(p.Courts, v.courtName(x.Court))
		}
	}
	const path = "/registry"
	var list []clerk.Summary
	var err error
	if list, p.MoreUnassigned, err = v.tray(clerk.Unassigned, path, "unassigned", mostInPart); err != nil {
		return err
	}
	for _, s := range list {
		for _, a := range s.Applications {
			if a.Stage == record.SwornTo && a.Assigned == "" {
				r := v.registryRow(s, a)
				r.Do, r.DoSays = r.Href+"/applications/"+string(a.ID)+"/assign", "Find the magistrate"
				p.Unassigned = append(p.Unassigned, r)
			}
		}
	}
	if list, p.MoreLying, err = v.list(store.Query{Courts: courts, Stages: []string{string(record.AtBench)}, Limit: mostListed, Oldest: true}, path, "lying"); err != nil {
		return err
	}
	for _, s := range list {
		for _, a := range s.Applications {
			if a.Stage == record.AtBench {
				r := v.registryRow(s, a)
				r.Do, r.DoSays = r.Href, "Open the matter"
				p.Lying = append(p.Lying, r)
			}
		}
	}
	slices.SortStableFunc(p.Lying, func(a, b registryRow) int { return a.since.Compare(b.since) })
	if list, p.MoreOut, err = v.tray(clerk.Out, path, "out", mostListed); err != nil {
		return err
	}
	p.Out = v.outOf(list)
	if list, p.MoreDue, err = v.list(store.Query{Courts: courts, DueBefore: v.now.Add(ahead), ByDue: true, Limit: mostListed}, path, "due"); err != nil {
		return err
	}
	_, due := v.rows(list)
	for _, d := range due {
		switch {
		case d.Who == roleSays(record.Clerk) && d.By.Before(v.now.Add(ahead)):
			p.Due = append(p.Due, d)
		case d.State == "missed":
			p.Late = append(p.Late, d)
		}
	}
	if list, p.MoreSeals, err = v.tray(clerk.Seals, path, "seals", mostInPart); err != nil {
		return err
	}
	p.Seals = v.sealRows(list)
	for _, c := range courts {
		r := rotaPart{Court: v.courtName(c)}
		if r.Turns, r.Now, err = v.turns(c); err != nil {
			continue // the keeper of seals alone has no rota
		}
		p.Rotas = append(p.Rotas, r)
	}
	return v.show(http.StatusOK, "registry.html", p)
}

func (v *visit) registryRow(s clerk.Summary, a clerk.AppSummary) registryRow {
	r := registryRow{Href: "/matters/" + string(s.Matter), Title: s.Title, What: report.Upper(string(a.Kind)) + " warrant, " + a.Offence + "; " + count(a.Words, "word")}
	if x := v.roll.Account(a.Before); x != nil {
		r.Who = x.Name
	}
	if t, err := time.Parse(time.RFC3339, a.Presented); err == nil {
		r.since, r.Waits = t, lasted(v.now.Sub(t))
	}
	return r
}

// sealRows lists the seals of matters, those that end first at the head, those without an end last.
func (v *visit) sealRows(list []clerk.Summary) []sealRow {
	var rows []sealRow
	for _, s := range list {
		zone := v.zoneOf(s.Court)
		for _, x := range s.Seals {
			r := sealRow{Href: "/matters/" + string(s.Matter), Title: s.Title, What: "the whole matter", Until: "no end is set"}
			for _, a := range s.Applications {
				if a.ID == x.Application {
					r.What = string(a.Kind) + " warrant, " + a.Offence
				}
			}
			if _, hi, ok := x.Until.Bounds(); ok && !hi.IsZero() {
				r.Until = "until " + x.Until.String()
				r.ends = time.Date(hi.Year(), hi.Month(), hi.Day(), hi.Hour(), hi.Minute(), 0, 0, zone)
				switch left := r.ends.Sub(v.now); {
				case left <= 0:
					r.State = "has ended by itself"
				case left < soon:
					r.State = "ends in " + lasted(left)
				}
			}
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b sealRow) int {
		if a.ends.IsZero() != b.ends.IsZero() {
			if a.ends.IsZero() {
				return 1
			}
			return -1
		}
		return a.ends.Compare(b.ends)
	})
	return rows
}
