package hall

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A gateSheet is what stands before the oath: what is empty, and what is open. It puts questions, and says nothing of how they are to be
// answered.
type gateSheet struct {
	chrome
	Matter, Back, Base string
	What               string
	Empty              []string
	Open, Answered     []finding
	Count, From, To    int // of all that is open, and which of it is on this page
	Page, Pages        int
	Now                string // the slug of the question that stands open: one asked for, one answered in vain, or the first
	Ways               []option
	Matrix             matrix
	Affiant            string
	Mine               bool // the reader is the affiant
	Writes             bool // the reader may write on the papers
	Oath               string
	Wrong              string
	At                 string // the flaw, or the question of a reviewer, whose answer was not entered
	Act, Because       string // and what was typed
	Key                string
	Head               string
	Done               string
	Asked, Told        []askedAt // what reviewers ask: not answered, and answered
	Grounds            []groundRow
}

// A groundRow is what is offered for an element, with the form of taking it back.
type groundRow struct{ Says, Href string }

// ways are what an affiant may do about a question before the oath.
var answerWays = []option{{"cited", "I cited a source for it"}, {"softened", "I wrote it more softly"}, {"disclosed", "I disclosed what stands against it"}, {"identified", "I said who is meant, and how I know"},
	{"split", "I parted what was seen or said from what I conclude"}, {"as-written", "I swear it as written, because …"}}

func (v *visit) gate() error { return v.gateShow(http.StatusOK, "") }

func (v *visit) gateShow(status int, wrong string) error {
	x, a, err := v.readApp(access.ReadFlaws)
	if err != nil {
		return err
	}
	m := &x.Matter
	if stage := m.Stage(a, x.Now); stage != record.Drafting {
		return fault.Errorf(fault.Conflict, "the papers of this application are closed: it is %s", stageSays(stage))
	}
	base := "/matters/" + string(m.ID) + "/applications/" + string(a.ID)
	p := gateSheet{chrome: v.chrome("Before the oath"), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: base, What: string(a.Kind) + " warrant, " + a.Offence.Title, Ways: answerWays, Affiant: whom(m, a.Affiant),
		Mine: x.Me == a.Affiant && x.Me != "", Writes: x.May("assertion-drafted", a.ID).May, Oath: v.actHref("sworn", m.ID, a.ID), Wrong: wrong, Key: v.newKey(), Done: gateDone[v.r.URL.Query().Get("done")]}
	if v.form != nil {
		p.At, p.Act, p.Because = cmp.Or(v.form.Get("answer.flaw"), v.form.Get("reply")), v.form.Get("answer.act"), v.form.Get("answer.because")
	}
	r := v.reviewOf(m, a.ID)
	for i := range r.flaws {
		f := r.finding(&r.flaws[i])
		switch {
		case clerk.Asked(a, r.flaws[i]):
			p.Open = append(p.Open, f)
		case f.Answered != "":
			p.Answered = append(p.Answered, f)
		}
	}
	for _, q := range askedOf(m, a) {
		if v.form != nil {
			q.Typed = v.form.Get(q.Field())
		}
		if q.Answered == "" {
			p.Asked = append(p.Asked, q)
		} else {
			p.Told = append(p.Told, q)
		}
	}
	p.Grounds = v.groundRows(x, a)
	p.page(v.r.FormValue("page"), v.r.URL.Query().Get("q"))
	p.Matrix = r.matrix(0)
	p.Empty = emptyOf(m, a, p.Matrix)
	p.Styles = []string{"editor.css"}
	return v.show(status, "gate.html", p)
}

// gatePage is how many open questions are on one page of the gate.
const gatePage = 20

// page leaves of what is open what is on a page: that of the flaw that was answered in vain, if one was, or of the question that is asked for by its
// slug. One question of it stands open.
func (p *gateSheet) page(asked, question string) {
	p.Count = len(p.Open)
	p.Pages = max(1, (p.Count+gatePage-1)/gatePage)
	n, _ := strconv.Atoi(asked)
	i := slices.IndexFunc(p.Open, func(f finding) bool { return f.ID == p.At })
	if i < 0 {
		i = slices.IndexFunc(p.Open, func(f finding) bool { return f.Slug == question })
	}
	if i >= 0 {
		n, p.Now = i/gatePage+1, p.Open[i].Slug
	}
	p.Page = min(max(n, 1), p.Pages)
	p.From, p.To = (p.Page-1)*gatePage, min(p.Page*gatePage, p.Count)
	p.Open = p.Open[p.From:p.To]
	if p.From = min(p.From+1, p.To); p.Now == "" && len(p.Open) > 0 {
		p.Now = p.Open[0].Slug
	}
}

// All is how many questions there are, answered and open.
func (p gateSheet) All() int { return p.Count + len(p.Answered) }

// Gist is how a question begins, to tell it from others of its kind before it is opened.
func (f finding) Gist() string { return short(f.Message, 110) }

// nextAsked is the slug of the question that is open after another, in the order of the page, or before it if none comes after; "" if none is open.
func nextAsked(a *record.Application, flaws []review.Flaw, after string) string {
	next, past := "", false
	for _, f := range flaws {
		switch {
		case f.ID == after:
			past = true
		case clerk.Asked(a, f) && past:
			return flawSlug(f.ID)
		case clerk.Asked(a, f) && next == "":
			next = flawSlug(f.ID)
		}
	}
	return next
}

// Prev is the page before.
func (p gateSheet) Prev() int { return p.Page - 1 }

// Next is the page after.
func (p gateSheet) Next() int { return p.Page + 1 }

// gateDone says what was done at the gate.
var gateDone = map[string]string{"1": "Your answer is entered.", "back": "Your answer is taken back; the question is open again.", "told": "Your answer to the reviewer is entered."}

// groundRows are what is offered for the elements.
func (v *visit) groundRows(x *clerk.View, a *record.Application) []groundRow {
	if !x.May("ground-withdrawn", a.ID).May {
		return nil
	}
	var list []groundRow
	for i, g := range a.Grounds {
		says := "¶ " + strings.Trim(strings.ReplaceAll(fmt.Sprint(g.On), " ", ", "), "[]")
		if e := a.Element(g.Element); e != nil {
			says += " for “" + e.Title + "”"
		}
		var who []string
		for _, p := range g.Against {
			who = append(who, whom(&x.Matter, p))
		}
		if len(who) > 0 {
			says += ", against " + strings.Join(who, ", ")
		}
		list = append(list, groundRow{says, "/matters/" + string(x.Matter.ID) + "/acts/ground-withdrawn?application=" + string(a.ID) + "&n=" + strconv.Itoa(i+1)})
	}
	return list
}

// emptyOf lists what is empty in the papers. Much of it may rightly be; that is the affiant's to say.
func emptyOf(m *record.Matter, a *record.Application, x matrix) []string {
	var list []string
	add := func(empty bool, says string) {
		if empty {
			list = append(list, says)
		}
	}
	add(len(a.Affidavit.Assertions) == 0, "The affidavit has no assertion.")
	add(a.Kind == record.Search && a.Place == nil, "No place to be searched is described.")
	add(a.Kind == record.Search && len(a.Items) == 0, "Nothing to be seized is listed.")
	add(a.Complaint == nil, "No complaint is offered with it.")
	add(a.Warrant == nil, "No warrant is proposed.")
	for _, row := range x.Rows {
		for _, c := range row.Cells {
			add(len(c.On) == 0, "No assertion is offered for “"+row.Title+"”, "+c.Person+".")
		}
	}
	return list
}

func (v *visit) gateAnswer() error {
	if v.again() {
		return v.gateShow(http.StatusOK, "")
	}
	x, a, err := v.readApp(access.ReadFlaws)
	if err != nil {
		return err
	}
	gate := "/matters/" + string(x.Matter.ID) + "/applications/" + string(a.ID) + "/gate"
	again := func(status int, err error) error { return v.gateShow(status, sayOf(err).text) }
	if id := v.form.Get("reply"); id != "" {
		return v.answerQuestion(x, a, id, func(clerk.Receipt) error { return v.to(gate + "?done=told#question-" + id) }, again)
	}
	if flaw := v.form.Get("back"); flaw != "" {
		v.next = gate + "?done=back&q=" + flawSlug(flaw) + "#flaw-" + flawSlug(flaw)
		return v.enterAct(x, record.AnswerWithdrawn{Application: a.ID, Flaw: flaw}, again)
	}
	e := record.FlawAnswered{Application: a.ID, Answer: record.Answer{Flaw: v.form.Get("answer.flaw"), Act: v.form.Get("answer.act"), Because: strings.TrimSpace(v.form.Get("answer.because")), By: x.Me}}
	if !slices.ContainsFunc(answerWays, func(o option) bool { return o.Value == e.Answer.Act }) {
		return v.gateShow(http.StatusUnprocessableEntity, "Say what you did about it: choose one of the six.")
	}
	if e.Answer.Act == "as-written" && e.Answer.Because == "" {
		return v.gateShow(http.StatusUnprocessableEntity, "Who swears a sentence as written says why.")
	}
	v.next = gate + "?done=1#oath-h"
	if next := nextAsked(a, v.reviewOf(&x.Matter, a.ID).flaws, e.Answer.Flaw); next != "" {
		v.next = gate + "?done=1&q=" + next + "#flaw-" + next
	}
	return v.enterAct(x, e, again)
}
