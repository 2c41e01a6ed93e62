package hall

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
)

// noticesGroup is where everyone reads what he was told of, in whatever matter.
var noticesGroup = group{pages: []page{
	{route: "GET /notices", serve: (*visit).notices, nav: "Notices"},
	{route: "POST /notices", serve: (*visit).noticesRead},
}}

// A noticesPage is what someone was told of.
type noticesPage struct {
	chrome
	New, Read []noticeRow
	Until     string // the latest of them; what is read up to it is not new any more
	Next      string // the address of the next page
	Else      string // what else awaits the reader, in a sentence; "" for nothing
	Refused   string // what became of the address at which the reader is written to; "" if nothing
	Wrong     string
}

// A noticeRow is one notice.
type noticeRow struct {
	Says, How string
	At        time.Time
	Title     string
	Href      string // of its matter; "" if the reader may find it and no more
}

func (v *visit) notices() error { return v.noticesShow(http.StatusOK, "") }

func (v *visit) noticesShow(status int, wrong string) error {
	after, err := v.after("after")
	if err != nil {
		return err
	}
	list, next, err := v.Clerk.Notices(v.r.Context(), v.caller(), mostListed, after)
	if err != nil {
		return err
	}
	p := noticesPage{chrome: v.chrome("What you were told"), Next: v.further("/notices?after", next), Wrong: wrong}
	var latest time.Time
	for _, n := range list {
		row := v.noticeRow(n)
		if !n.New {
			p.Read = append(p.Read, row)
			continue
		}
		p.New = append(p.New, row)
		if n.At.After(latest) {
			latest = n.At
		}
	}
	if len(p.New) > 0 {
		p.Until = latest.Format(time.RFC3339)
	}
	waiting, err := v.awaits()
	if err != nil {
		return err
	}
	rest, more := sumOf(slices.DeleteFunc(slices.Clone(waiting), func(a awaiting) bool { return a.Href == "/notices" }))
	if rest > 0 {
		p.Else = strings.TrimSuffix(sumSays(rest, more), ".")
	}
	w, err := v.Clerk.Mail(v.r.Context(), v.caller())
	if err != nil {
		return err
	}
	p.Refused = v.refusedSays(w)
	return v.show(status, "notices.html", p)
}

// noticeRow says a notice: in the words that were given, or else of what it was.
func (v *visit) noticeRow(n clerk.Notice) noticeRow {
	x := noticeRow{Says: n.Words, How: n.Means, At: n.At.In(v.zoneOf(n.Court)), Title: n.Title}
	if x.Says == "" {
		x.Says = "You were told of this: " + noticeWords(n.Of) + "."
	}
	x.Says = sentence(x.Says)
	if n.Giver != "" {
		if x.How != "" {
			x.How += ", "
		}
		x.How += "by " + n.Giver
	}
	if n.Opens {
		x.Href = "/matters/" + string(n.Matter)
		if v.holds(access.Named) { // in plain words
			x.Href += "/concerned"
		}
	}
	return x
}

// noticesRead keeps that what was on the page has been read.
func (v *visit) noticesRead() error {
	if v.again() {
		return v.noticesShow(http.StatusOK, "")
	}
	until, err := time.Parse(time.RFC3339, v.form.Get("until"))
	if err == nil {
		err = v.Clerk.SetRead(v.r.Context(), v.caller(), until)
	} else {
		err = fault.Errorf(fault.Input, "the form does not say up to when you have read; open the page again")
	}
	if fault.KindOf(err) == fault.Input && err != nil {
		return v.noticesShow(http.StatusUnprocessableEntity, sentence(err.Error()))
	}
	if err != nil {
		return err
	}
	return v.to("/notices")
}
