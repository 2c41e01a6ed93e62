package hall_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// Malley v. Briggs as it would have gone, by the pages: from the opening of the matter to the second refusal and what each may know of it then. It is the story that
// the script malley.txtar tells at a terminal, of the same words; at the end the record has the same acts in the same order, but for those that are named here.
func TestMalleyAsItWouldHaveGone(t *testing.T) {
	t.Parallel()
	if os.Getenv("AFFIANT_SOAK") != "" {
		t.Run("desk", func(t *testing.T) { asItWouldHaveGone(t, wide, wide) })
		t.Run("telephone", func(t *testing.T) { asItWouldHaveGone(t, phoneWide, phoneWide) })
		return
	}
	asItWouldHaveGone(t, wide, phoneWide)
}

const (
	malleyAt = "/matters/malley-2"
	arrestAt = malleyAt + "/applications/arrest"
	againAt  = malleyAt + "/applications/again"
	two      = 48 * time.Hour // between the two presentations
)

// apart are the acts that the record has here and not at the terminal, with how many of each and why.
var apart = []struct {
	kind string
	n    int
	why  string
}{
	{"question-asked", 1, "at the terminal no one questions a sentence before the endorsement; here the prosecutor does"},
	{"question-answered", 1, "and so the officer answers, when he has mended it"},
	{"person-named", 1, "she joins the matter by her question"},
	{"person-named", 1, "at the terminal one magistrate hears both; here the rota's next hears the second, and joins the matter by it"},
}

// A malley is the story on its way.
type malley struct {
	*ring
	telling
	desk, phone int64
}

func asItWouldHaveGone(t *testing.T, desk, phone int64) {
	s := newStationAt(t, doctrine.DefaultCasebook(), time.Date(1981, 2, 10, 14, 0, 0, 0, time.UTC))
	for id, x := range map[string]struct {
		name string
		post people.Post
	}{"malley": {"Edward Malley", people.Post{Role: record.Affiant, Agency: "rangers"}}, "louisa": {"Louisa Briggs", people.Post{Role: access.Named}}} {
		s.enrol(invited(id, x.name))
		s.join(id)
		s.enrol(people.PostGiven{ID: id, Post: x.post})
	}
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: "1981-02-10T00:00:00Z", Until: "1981-02-12T00:00:00Z"},
		{Account: "lowe", From: "1981-02-12T00:00:00Z", Until: "1981-02-20T00:00:00Z"}}})
	m := &malley{s.sit().ring("malley", "quill", "stone", "archer", "hart", "lowe", "pratt", "louisa", "cross", "audit"), readTelling(t), desk, phone}

	m.writes()
	m.reviewed()
	m.swears()
	m.decides()
	m.comesAgain()
	bundle := m.whatBecomesOfIt()
	m.verified(bundle)
	m.leaves()
	m.sameRecord()
	if strings.Contains(s.logged.String(), "Louisa") {
		t.Error("a word of the matter was logged")
	}
}

// sameRecord holds that the record has the acts of the terminal's telling in their order, and those that are named apart.
func (m *malley) sameRecord() {
	m.station.t.Helper()
	v, err := m.clerk.Read(m.station.t.Context(), callerOf("malley"), "malley-2", access.ReadDocket, "")
	if err != nil {
		m.station.t.Fatal(err)
	}
	left := map[string]int{}
	for _, x := range apart {
		left[x.kind] += x.n
	}
	want := m.kinds("kinds.txt")
	for i, l := range v.Lines {
		switch {
		case len(want) > 0 && l.Kind == want[0]:
			want = want[1:]
		case left[l.Kind] > 0:
			left[l.Kind]--
		default:
			m.station.t.Fatalf("act %d is %s, where the terminal has %q", i+1, l.Kind, want[:min(1, len(want))])
		}
	}
	maps.DeleteFunc(left, func(_ string, n int) bool { return n == 0 })
	if len(want) > 0 || len(left) > 0 {
		m.station.t.Errorf("the terminal's telling goes on with %q; named and not done: %v", want, slices.Sorted(maps.Keys(left)))
	}
}

// enters does acts by the form that each has.
func (m *malley) enters(acts ...told) {
	m.station.t.Helper()
	for _, a := range acts {
		at, body := malleyAt+"/acts/"+a.kind, maps.Clone(a.body)
		if app := a.in("application"); app != "" {
			at += "?application=" + app
			delete(body, "application") // the address says it
		}
		if p, ok := body["person"].(map[string]any); ok && p["account"] == "vance" {
			p["account"] = "malley"
		}
		m.visit(at)
		m.lays("#act", body)
		m.click("#act .go .btn.strong")
		m.until(`location.pathname === ` + quoted(malleyAt) + ` && document.querySelector('#done, [role=status]') !== null`)
	}
}

// opens opens an assertion in the editor, or the next that is to be written.
func (m *malley) opens(app, n string) {
	m.station.t.Helper()
	m.visit(app + "/edit?n=" + n)
	m.atSentence(n)
}

// atSentence waits until an assertion is open and its script has begun.
func (m *malley) atSentence(n string) {
	m.station.t.Helper()
	m.until(`document.querySelector('[name="assertion.n"]')?.value === ` + quoted(n) + ` && document.querySelector('[data-noscript]').hidden`)
}

// types puts an assertion into the editor and saves it. Between the two he pauses until these words stand beside it.
func (m *malley) types(a told, asked ...string) {
	m.station.t.Helper()
	n := a.in("assertion", "n")
	m.run(script(`for (const e of document.querySelectorAll('#assertion [name^="assertion."]:not([type=hidden], [name$=".text"])')) e.type === 'checkbox' ? e.checked = false : e.value = ''`)) // what stood there before, and is not said again
	m.lays("#assertion", map[string]any{"assertion": a.body["assertion"]})
	for _, words := range asked {
		m.until(`document.getElementById('findings').innerText.includes(` + quoted(words) + `)`)
	}
	m.press("Save ¶ " + n)
	m.says("¶ " + n + " is saved in the matter")
}

// answers answers at the gate what the telling answers, each under the question that asks it.
func (m *malley) answers(app string, acts []told) {
	m.station.t.Helper()
	m.visit(app + "/gate")
	for i, a := range acts {
		form := `form.answer:has([name="answer.flaw"][value="` + a.in("answer", "flaw") + `"])`
		m.until(`document.querySelector(` + quoted(form) + `) !== null`)
		m.run(script(`document.querySelector(` + quoted(form) + `).closest('details').open = true`))
		m.click(form + ` [value="` + a.in("answer", "act") + `"]`)
		m.fill(form+` [name="answer.because"]`, a.in("answer", "because"))
		m.click(form + ` .btn`)
		m.until(`document.querySelector(` + quoted(form) + `) === null && document.querySelector('#oath-h') !== null`)
		m.says(strconv.Itoa(i+1) + " of ")
	}
	m.says("No question is open")
}

// sworn swears an application before the clerk, presence proved, and brings it before whom the clerk finds by the rota.
func (m *malley) sworn(app, judge string) {
	m.station.t.Helper()
	m.visit(app + "/gate")
	m.press("Go to the oath")
	m.fill("#f-oath-by", "clerk")
	m.click("#means-in-person")
	m.press("Review and sign")
	m.signs()
	m.says("you swore to the affidavit")

	m.sits("archer", m.desk)
	m.visit("/registry")
	m.press("Find the magistrate")
	m.says("by the court's rota")
	m.press("Assign ")
	m.says("you assigned a magistrate")
	m.visit("/registry")
	m.says(judge)

	m.sits("malley", m.phone)
	m.visit(malleyAt + "/acts/presented?application=" + filepath.Base(app))
	m.click("#act .go .btn.strong")
	m.says("Before the magistrate")
}

// decision decides for one person at the bench, and signs.
func (m *malley) decision(who, act, finding string) {
	m.station.t.Helper()
	find := `[...document.querySelectorAll('form:has(.decide)')].find(f => f.querySelector('legend').textContent === ` + quoted(who) + `)` // by text, for what is far down on a telephone is not laid out
	m.until(find)
	form := `#` + eval[string](m.seat, find+`.id`)
	m.click(form + ` [name="act"][value="` + act + `"]`)
	m.fill(form+` [name="finding"]`, finding)
	m.click(form + ` .btn.wide`)
	m.signs()
	m.until(`document.querySelector('#decided-h')?.closest('section').textContent.includes(` + quoted(finding) + `)`)
}
