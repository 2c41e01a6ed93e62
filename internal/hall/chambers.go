package hall

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/store"
)

const atReview = "/matters/{matter}/applications/{application}/review"

// chambersGroup is for the supervisor and the prosecutor: what is being written, read with its sources, questioned at its words, endorsed or
// declined with reasons. Whoever drafts reads there what was asked.
var chambersGroup = group{
	pages: []page{
		{route: "GET /reviews", serve: (*visit).reviews, nav: "Reviews", roles: []record.Role{record.Supervisor, record.Prosecutor}},
		{route: "GET " + atReview, serve: (*visit).reviewPage},
		{route: "POST " + atReview, serve: (*visit).reviewPost},
	},
	acts:  map[string]string{"endorsed": atReview, "question-asked": atReview},
	views: []view{{name: "Review before the oath", at: atReview, act: access.ReadFlaws, now: record.Drafting}},
}

// A reviewsPage is what is being written in the agency.
type reviewsPage struct {
	chrome
	Open  []registryRow // that await the reader
	Read  []registryRow // that the reader has reviewed, and in which nothing is new
	Empty []registryRow // in which nothing is written
	Next  string        // the address of the next page
}

func (v *visit) reviews() error {
	if !v.holds(record.Supervisor, record.Prosecutor) {
		return fault.Errorf(fault.Denied, "this list is for supervisors and prosecutors")
	}
	list, next, err := v.drafting()
	if err != nil {
		return err
	}
	p := reviewsPage{chrome: v.chrome("Reviews before the oath"), Next: next}
	p.Styles = []string{"bench.css"}
	for _, s := range list {
		for _, a := range s.Applications {
			if a.Stage != record.Drafting {
				continue
			}
			r := v.registryRow(s, a)
			r.Do, r.DoSays = at(atReview, s.Matter, a.ID), "Read it"
			if x := v.roll.Account(string(a.Affiant)); x != nil {
				r.Who = x.Name
			}
			switch { // as the desk counts them
			case a.Words == 0:
				p.Empty = append(p.Empty, r)
			case len(a.Reviewed) > 0:
				r.DoSays = "Read it again"
				p.Read = append(p.Read, r)
			default:
				p.Open = append(p.Open, r)
			}
		}
	}
	return v.show(http.StatusOK, "reviews.html", p)
}

// drafting is what is being written where one is supervisor or prosecutor, and the address of what follows.
func (v *visit) drafting() ([]clerk.Summary, string, error) {
	var agencies []string
	for _, x := range v.posts {
		if (x.Role == record.Supervisor || x.Role == record.Prosecutor) && x.Agency != "" {
			agencies = append(agencies, x.Agency)
		}
	}
	q := store.Query{Agencies: agencies, Stages: []string{string(record.Drafting)}, Limit: 100}
	if v.r.URL.Path != "/reviews" { // the place in a list that an address has is of another list
		list, next, err := v.Clerk.List(v.r.Context(), v.caller(), q)
		return list, v.further("/reviews?after", next), err
	}
	return v.list(q, "/reviews", "after")
}

// A reviewSheet is an application as it is read before the oath.
type reviewSheet struct {
	chrome
	Matter, Back, Base, Gate string
	Paper                    paperPart
	Says                     []reviewSays
	Elements, People         []string
	Cells                    [][]string
	Open                     int // questions of the program that are neither mended nor answered
	May                      bool
	Again                    bool // the reader has reviewed it, and nothing is new since
	Past                     []pastReview
	Gone                     []askedAt // asked of assertions that were taken out
	Act, Note                string    // what was typed
	Wrong, By, Done          string
	Key, Head                string
}

// A reviewSays is one assertion, what it rests on, what was asked of it, and what is typed of it now.
type reviewSays struct {
	benchSays
	Asked       []askedAt
	Words, Asks string
}

// A pastReview is a review that was given.
type pastReview struct{ Who, Act, Time, Note string }

// anchored is how a question stood in the note of a review before questions were entries of their own: its paragraph, the words, and what is
// asked, on one line. Old notes are read so for ever.
var anchored = regexp.MustCompile(`^¶ ([0-9]+)(?:, “([^”]*)”)?: (.+)$`)

func readNote(text string) (note string, asks []askedAt) {
	var rest []string
	for _, l := range strings.Split(text, "\n") {
		if m := anchored.FindStringSubmatch(l); m != nil {
			n, _ := strconv.Atoi(m[1])
			asks = append(asks, askedAt{N: n, Words: m[2], Asks: m[3]})
		} else {
			rest = append(rest, l)
		}
	}
	return strings.TrimSpace(strings.Join(rest, "\n")), asks
}

func (v *visit) reviewPage() error { return v.reviewShow(http.StatusOK, nil) }

func (v *visit) reviewShow(status int, err error) error {
	x, a, rerr := v.readApp(access.ReadFlaws)
	if rerr != nil {
		return rerr
	}
	m := &x.Matter
	if x.May(access.ReadFlaws, a.ID).As == record.Magistrate {
		return fault.Errorf(fault.Denied, "this page is for those who review before the oath; the bench has a page of its own")
	}
	p := reviewSheet{chrome: v.chrome("Review: " + m.Title), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: at(atReview, m.ID, a.ID), Gate: v.actHref("flaw-answered", m.ID, a.ID), Open: len(x.Unanswered(a.ID)),
		May: x.May("endorsed", a.ID).May, Key: v.newKey(), Act: v.form.Get("act"), Note: v.form.Get("note")}
	p.Styles, p.Scripts = []string{"bench.css"}, []string{"chambers.js"}
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.By = s.text, s.by
	}
	p.Again = x.Reviewed(a.ID, v.session.Account) && p.Wrong == "" && p.Act == "" && p.Note == ""
	if p.Paper, rerr = v.paperOf(x, a); rerr != nil {
		return rerr
	}
	p.Elements, p.People, p.Cells = cellsOf(m, a)
	asked := askedOf(m, a)
	for _, e := range a.Endorsements {
		note, asks := readNote(e.Note)
		p.Past = append(p.Past, pastReview{Who: whom(m, e.By), Act: e.Act, Time: e.Time.String(), Note: note})
		for _, q := range asks {
			q.Who = whom(m, e.By)
			asked = append(asked, q)
		}
	}
	for i := range a.Affidavit.Assertions {
		s := &a.Affidavit.Assertions[i]
		r := reviewSays{benchSays: benchSaysOf(x, m, a, s, false), Words: v.form.Get("words-" + strconv.Itoa(s.N)), Asks: v.form.Get("asks-" + strconv.Itoa(s.N))}
		for j := range r.Cites {
			r.Cites[j].Here = fmt.Sprintf("/matters/%s/sources/%s?application=%s", m.ID, r.Cites[j].Source, a.ID)
		}
		for _, q := range asked {
			if q.N == s.N {
				r.Asked = append(r.Asked, q)
			}
		}
		p.Says = append(p.Says, r)
	}
	for _, q := range asked {
		if q.Gone && a.Assertion(q.N) == nil {
			p.Gone = append(p.Gone, q)
		}
	}
	switch done := cmp.Or(v.r.URL.Query().Get("done"), v.form.Get(fieldSaid)); {
	case done == "asked" && len(a.Questions) > 0:
		p.Done = "Entered: what you ask stands at its sentence, and the affiant reads it where it is written."
	case done != "" && len(p.Past) > 0:
		p.Done = "Entered: your review is in the matter, and the affiant reads it here."
	}
	return v.show(status, "review-sheet.html", p)
}

func (v *visit) reviewPost() error {
	if v.again() {
		return v.reviewShow(http.StatusOK, nil)
	}
	x, a, err := v.readApp(access.ReadFlaws)
	if err != nil {
		return err
	}
	again := func(status int, err error) error { return v.reviewShow(status, err) }
	act, note, only := v.form.Get("act"), strings.TrimSpace(v.form.Get("note")), v.form.Has("only")
	list, err := v.questionsTyped(a)
	if err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	switch {
	case only && len(list) == 0:
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say what you ask"))
	case only:
	case act != "endorsed" && act != "declined":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "endorse or decline; neither is chosen for you"))
	case act == "declined" && note == "" && len(list) == 0 && !slices.ContainsFunc(a.Questions, func(q record.Question) bool { return q.By == x.Me && q.Answered == nil }):
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say why you decline, or ask what you want to know"))
	case slices.ContainsFunc(strings.Split(note, "\n"), anchored.MatchString):
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "a line of your reasons looks like a question at a paragraph; put it at the paragraph"))
	}
	kind := access.Act("endorsed")
	if len(list) > 0 {
		kind = "question-asked"
	}
	if x.Me, err = v.Clerk.NameSelf(v.r.Context(), v.caller(), x.Matter.ID, a.ID, kind); err != nil {
		return err
	}
	if err := v.askQuestions(x, a, list); err != nil {
		return again(sayOf(err).status, err)
	}
	if only && (act != "" || note != "") { // the reasons are not entered yet, and stay where they are typed
		v.entered()
		v.form.Set(fieldSaid, "asked")
		return again(http.StatusOK, nil)
	}
	if only {
		return v.to(at(atReview, x.Matter.ID, a.ID) + "?done=asked#n-" + strconv.Itoa(list[0].Assertion))
	}
	v.next = at(atReview, x.Matter.ID, a.ID) + "?done=endorsed"
	return v.enterAct(x, record.Endorsed{Application: a.ID, Endorsement: record.Endorsement{By: x.Me, Act: act, Note: note}}, again)
}

// Says says what a review came to.
func (p pastReview) Says() string { return report.Upper(p.Act) }
