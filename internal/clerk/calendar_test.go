package clerk_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"

	"github.com/affiant-project/affiant/internal/clerk"
)

// TestFurnishing: a hearing that is set starts the ten days before it for those who answer for them, and tells nobody of an interception who is not to know of it.
func TestFurnishing(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("vance", record.OrderNoted{Order: record.Order{ID: "tap", Kind: record.Interception, By: "hart", Made: "2026-02-01", From: "2026-02-02", Until: "2026-02-20", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.HearingSet{Hearing: record.Hearing{ID: "motion", Kind: "suppression", At: "2026-04-06T10:00", Application: "purse", Uses: []record.OrderID{"tap"}}})
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.no("archer", record.PeriodWaived{Hearing: "motion", Waived: record.Waiver{By: "hart", Because: "no prejudice"}}, fault.Denied, "no rule lets")
	o.no("archer", record.HearingSet{Hearing: record.Hearing{ID: "past", Kind: "civil", At: "2026-02-01"}}, fault.Conflict, "still to come")
	o.do("hart", record.PeriodWaived{Hearing: "motion", Waived: record.Waiver{By: "hart", Because: "it was not possible, and there is no prejudice"}})
	due := func(account string) string {
		v, err := o.read(account, access.ReadDocket)
		if err != nil {
			t.Fatal(account, err)
		}
		var list []string
		for _, d := range v.Due {
			if d.Order != "" {
				list = append(list, d.Term.ID+" "+d.Due.Format("2006-01-02"))
			}
		}
		for _, h := range v.Matter.Hearings {
			list = append(list, "hearing")
			if len(h.Uses) > 0 || len(h.Waived) > 0 {
				list = append(list, "that uses")
			}
		}
		for _, l := range v.Lines {
			if l.Kind == "period-waived" {
				list = append(list, "waived")
			}
		}
		return strings.Join(list, ", ")
	}
	for _, account := range []string{"vance", "archer", "hart"} {
		if got := due(account); !strings.Contains(got, "furnish-interception 2026-04-06") || !strings.Contains(got, "that uses, waived") {
			t.Errorf("%s is shown %s", account, got)
		}
	}
	// He was arrested, and reads the docket; that someone listened, the judge has not told him yet.
	if got := due("dole"); got != "hearing" {
		t.Errorf("the person named is shown %s", got)
	}
	lists := func(account string) string {
		list, _, err := o.List(t.Context(), clerk.Caller{Account: account}, store.Query{Limit: 10})
		if err != nil || len(list) != 1 {
			t.Fatalf("%s finds %d matters: %v", account, len(list), err)
		}
		var titles []string
		for _, d := range list[0].Due {
			titles = append(titles, d.Title)
		}
		return strings.Join(titles, "; ")
	}
	if got := lists("archer"); !strings.Contains(got, "interception") {
		t.Errorf("the clerk's list has %s", got)
	}
	if got := lists("dole"); strings.Contains(got, "intercept") || strings.Contains(got, "recordings") {
		t.Errorf("the list of the person named has %s", got)
	}
	o.do("archer", record.HearingMoved{Hearing: "motion", Moved: record.Move{Because: "he pleads"}})
	if got := due("vance"); strings.Contains(got, "furnish") {
		t.Errorf("nothing is due before a hearing that was taken off: %s", got)
	}
}
