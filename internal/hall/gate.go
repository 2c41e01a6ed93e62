package hall

import (
	"net/http"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A gatePage is what stands before the oath: what is empty, and what is open. It puts questions, and says nothing of how they are to be
// answered.
type gatePage struct {
	chrome
	Matter, Back, Base string
	What               string
	Empty              []string
	Open, Answered     []finding
	Ways               []option
	Matrix             matrix
	Affiant            string
	Mine               bool // the reader is the affiant
	Writes             bool // the reader may write on the papers
	Oath               string
	Wrong              string
	At                 string // the flaw whose answer was not entered
	Act, Because       string // and what was typed
	Key                string
	Head               string
	Done               bool
}

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
	p := gatePage{chrome: v.chrome("Before the oath"), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: base, What: string(a.Kind) + " warrant, " + a.Offence.Title, Ways: answerWays, Affiant: whom(m, a.Affiant),
		Mine: x.Me == a.Affiant && x.Me != "", Writes: x.May("assertion-drafted", a.ID).May, Oath: v.actHref("sworn", m.ID, a.ID), Wrong: wrong, Key: v.newKey(), Done: v.r.URL.Query().Get("done") != ""}
	if v.form != nil {
		p.At, p.Act, p.Because = v.form.Get("answer.flaw"), v.form.Get("answer.act"), v.form.Get("answer.because")
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
	p.Matrix = r.matrix(0)
	p.Empty = emptyOf(m, a, p.Matrix)
	p.Styles = []string{"editor.css"}
	return v.show(status, "gate.html", p)
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
	e := record.FlawAnswered{Application: a.ID, Answer: record.Answer{Flaw: v.form.Get("answer.flaw"), Act: v.form.Get("answer.act"), Because: strings.TrimSpace(v.form.Get("answer.because")), By: x.Me}}
	if !slices.ContainsFunc(answerWays, func(o option) bool { return o.Value == e.Answer.Act }) {
		return v.gateShow(http.StatusUnprocessableEntity, "Say what you did about it: choose one of the six.")
	}
	if e.Answer.Act == "as-written" && e.Answer.Because == "" {
		return v.gateShow(http.StatusUnprocessableEntity, "Who swears a sentence as written says why.")
	}
	v.next = "/matters/" + string(x.Matter.ID) + "/applications/" + string(a.ID) + "/gate?done=1"
	return v.enterAct(x, e, func(status int, err error) error { return v.gateShow(status, sayOf(err).text) })
}
