package hall

import (
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
	acts:  map[string]string{"endorsed": atReview},
	views: []view{{name: "Review before the oath", at: atReview, act: access.ReadFlaws, now: record.Drafting}},
}

// A reviewsPage is what is being written in the agency.
type reviewsPage struct {
	chrome
	Open []registryRow
}

func (v *visit) reviews() error {
	var agencies []string
	for _, x := range v.posts {
		if (x.Role == record.Supervisor || x.Role == record.Prosecutor) && x.Agency != "" {
			agencies = append(agencies, x.Agency)
		}
	}
	if len(agencies) == 0 && !v.holds(record.Supervisor, record.Prosecutor) {
		return fault.Errorf(fault.Denied, "this list is for supervisors and prosecutors")
	}
	list, _, err := v.Clerk.List(v.r.Context(), v.caller(), store.Query{Agencies: agencies, Stages: []string{string(record.Drafting)}, Limit: 100})
	if err != nil {
		return err
	}
	p := reviewsPage{chrome: v.chrome("Reviews before the oath")}
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
			p.Open = append(p.Open, r)
		}
	}
	return v.show(http.StatusOK, "reviews.html", p)
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
	Past                     []pastReview
	Act, Note                string // what was typed
	Wrong, By, Done          string
	Key, Head                string
}

// A reviewSays is one assertion, what it rests on, what was asked of it, and what is typed of it now.
type reviewSays struct {
	benchSays
	Asked       []askedAt
	Words, Asks string
}

// An askedAt is a question that a reviewer put at words of an assertion.
type askedAt struct {
	N                int
	Words, Asks, Who string
}

// A pastReview is a review that was given.
type pastReview struct{ Who, Act, Time, Note string }

// anchored is how a question stands in the note of a review: its paragraph, the words, and what is asked, on one line.
var anchored = regexp.MustCompile(`^¶ ([0-9]+)(?:, “([^”]*)”)?: (.+)$`)

// reviewNote writes a note with the questions in it, and readNote takes it apart again.
func reviewNote(note string, asks []askedAt) string {
	var lines []string
	for _, q := range asks {
		l := fmt.Sprintf("¶ %d: %s", q.N, q.Asks)
		if q.Words != "" {
			l = fmt.Sprintf("¶ %d, “%s”: %s", q.N, q.Words, q.Asks)
		}
		lines = append(lines, l)
	}
	if note != "" {
		lines = append([]string{note}, lines...)
	}
	return strings.Join(lines, "\n")
}

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
	p := reviewSheet{chrome: v.chrome("Review: " + m.Title), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: at(atReview, m.ID, a.ID), Gate: v.actHref("flaw-answered", m.ID, a.ID), Open: len(clerk.Unanswered(m, a.ID)),
		May: x.May("endorsed", a.ID).May, Key: v.newKey(), Act: v.form.Get("act"), Note: v.form.Get("note")}
	p.Styles, p.Scripts = []string{"bench.css"}, []string{"chambers.js"}
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.By = s.text, s.by
	}
	if p.Paper, rerr = v.paperOf(x, a); rerr != nil {
		return rerr
	}
	p.Elements, p.People, p.Cells = cellsOf(m, a)
	var asked []askedAt
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
	if v.r.URL.Query().Get("done") != "" && len(p.Past) > 0 {
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
	act, note := v.form.Get("act"), strings.TrimSpace(v.form.Get("note"))
	var asks []askedAt
	for _, s := range a.Affidavit.Assertions {
		n := strconv.Itoa(s.N)
		words, q := strings.Join(strings.Fields(v.form.Get("words-"+n)), " "), strings.Join(strings.Fields(v.form.Get("asks-"+n)), " ")
		switch {
		case q == "" && words == "":
		case q == "":
			return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "¶ %d: say what you ask of “%s”", s.N, words))
		case words != "" && !record.HasWords(s.Text, words):
			return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "¶ %d does not have the words “%s”; choose them as they stand", s.N, words))
		case strings.ContainsAny(words, "“”"):
			return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "¶ %d: choose words without a quotation mark among them", s.N))
		default:
			asks = append(asks, askedAt{N: s.N, Words: words, Asks: q})
		}
	}
	switch {
	case act != "endorsed" && act != "declined":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "endorse or decline; neither is chosen for you"))
	case act == "declined" && note == "" && len(asks) == 0:
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say why you decline, or ask what you want to know"))
	case slices.ContainsFunc(strings.Split(note, "\n"), anchored.MatchString):
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "a line of your reasons looks like a question at a paragraph; put it at the paragraph"))
	}
	if x.Me, err = v.Clerk.NameSelf(v.r.Context(), v.caller(), x.Matter.ID, a.ID, "endorsed"); err != nil {
		return err
	}
	v.next = at(atReview, x.Matter.ID, a.ID) + "?done=endorsed"
	return v.enterAct(x, record.Endorsed{Application: a.ID, Endorsement: record.Endorsement{By: x.Me, Act: act, Note: reviewNote(note, asks)}}, again)
}

// Says says what a review came to.
func (p pastReview) Says() string { return report.Upper(p.Act) }
