package hall

import (
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// A todayLink says what waits for someone, and leads to where it is done.
type todayLink struct{ Href, Says string }

// today says what the account was told and has not read, and what waits in the trays of the posts that it holds, so that the desk leads at once to where it is done.
func (v *visit) today() ([]todayLink, error) {
	var list []todayLink
	unread, more, err := v.Clerk.Unread(v.r.Context(), v.caller())
	if err != nil {
		return nil, err
	}
	if unread > 0 {
		says := count(unread, "notice") + " to you, not read yet"
		if more {
			says = "More than " + says
		}
		list = append(list, todayLink{"/notices", says})
	}
	for _, t := range []struct {
		role record.Role
		tray clerk.Tray
		href string
		in   func(clerk.AppSummary) bool
		says func(n int) string
	}{
		{record.Magistrate, clerk.AtBench, "/bench", func(a clerk.AppSummary) bool { return a.Before == v.session.Account && a.Stage == record.AtBench },
			func(n int) string { return awaits(n, "application", "your decision") }},
		{record.Clerk, clerk.Unassigned, "/registry", func(a clerk.AppSummary) bool { return a.Stage == record.SwornTo && a.Assigned == "" },
			func(n int) string { return awaits(n, "application", "a magistrate") }},
		{record.Affiant, clerk.ToBring, "/?stage=" + string(record.SwornTo), func(a clerk.AppSummary) bool { return a.Brings == v.session.Account && a.Stage == record.SwornTo },
			func(n int) string { return count(n, "application") + " to put before the magistrate" }},
		{record.Affiant, clerk.ToBring, "/?stage=" + string(record.SentBack), func(a clerk.AppSummary) bool { return a.Brings == v.session.Account && a.Stage == record.SentBack },
			func(n int) string { return awaits(n, "application", "your answer: the magistrate asked for more") }},
		{record.Executing, clerk.Out, "/warrants", func(a clerk.AppSummary) bool { return a.Stage == record.Live },
			func(n int) string { return awaits(n, "live warrant", "you or a colleague") }},
	} {
		if !v.holds(t.role) {
			continue
		}
		matters, next, err := v.Clerk.Tray(v.r.Context(), v.caller(), t.tray, mostListed, nil)
		if err != nil {
			return nil, err
		}
		n := 0
		for _, s := range matters {
			for _, a := range s.Applications {
				if t.in(a) {
					n++
				}
			}
		}
		if n > 0 {
			says := t.says(n)
			if next != nil { // the page to which it leads has them all
				says = "More than " + says
			}
			list = append(list, todayLink{t.href, says})
		}
	}
	return list, nil
}

// awaits says how many things wait for what.
func awaits(n int, thing, what string) string {
	if n == 1 {
		return "1 " + thing + " awaits " + what
	}
	return count(n, thing) + " await " + what
}
