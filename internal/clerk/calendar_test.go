package clerk_test

import (
	"errors"
	"strings"
	"testing"
	"time"

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

// TestInterceptionIsKept: a litigation hold comes first, and then the law's ten years, against which no judge's order destroys what an interception took down.
func TestInterceptionIsKept(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("hart", record.WarrantRecalled{Application: "purse", Warrant: "w1", Recall: record.Recall{By: "hart", Because: "he came by himself"}})
	o.do("vance", record.OrderNoted{Order: record.Order{ID: "tap", Kind: record.Interception, By: "hart", Made: "2026-02-01"}})
	o.do("archer", record.HoldPlaced{Hold: record.Hold{ID: "suit", By: "archer", Because: "a suit is pending"}})
	last := record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}}
	refusedBy := func(rule string) {
		t.Helper()
		_, err := o.try("hart", last)
		var no *record.Refusal
		if !errors.As(err, &no) || no.Rule.ID != rule {
			t.Fatalf("%v; want it refused by the rule %q", err, rule)
		}
	}
	refusedBy("hold")
	o.do("hart", record.HoldLifted{Hold: "suit", Lifted: record.Lifting{By: "hart", Because: "settled"}})
	refusedBy("kept-interception")
	o.no("hart", last, fault.Conflict, "nothing in the record shows when it ended")
	o.do("vance", record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: "ended", Time: "2026-02-20"}})
	o.no("hart", last, fault.Conflict, `is kept until 20 February 2036. What was recorded under an order for interception, its application and the order are kept for ten years in any event, also from an order to destroy them. (18 U.S.C. 2518(8)(a), (b))`)
	if _, err := o.read("vance", access.ReadSources); err != nil {
		t.Fatalf("something was destroyed: %v", err)
	}
	o.pass(10*365*24*time.Hour - 30*24*time.Hour)
	refusedBy("kept-interception")
	o.pass(60 * 24 * time.Hour)
	o.do("hart", last)
	if _, err := o.read("vance", access.ReadSources); fault.KindOf(err) != fault.NotFound {
		t.Errorf("after ten years it is not destroyed: %v", err)
	}
}
