package hall_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// matterOf is a matter as its officer reads it.
func (s *station) matterOf(account, matter string) *record.Matter {
	s.t.Helper()
	v, err := s.clerk.Read(s.t.Context(), clerk.Caller{Account: account}, record.MatterID(matter), access.ReadFlaws, "purse")
	if err != nil {
		s.t.Fatal(err)
	}
	return &v.Matter
}

// form is the form of a page to an address, with values put in.
func form(page, action string, values ...string) url.Values {
	f, _ := formOf(page, action)
	for i := 0; i+1 < len(values); i += 2 {
		f.Set(values[i], values[i+1])
	}
	return f
}

const reviewAt = "/matters/ferry/applications/purse/review"

// A reviewer reads, asks at words, declines; the affiant reads the question where it was put; then it is endorsed.
func TestReviewBeforeOath(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	if list := words(s.page("stone", "/reviews")); !strings.Contains(list, "The ferry") || !strings.Contains(list, "Ruth Vance") {
		t.Error(list)
	}
	page := s.page("stone", reviewAt)
	if !strings.Contains(words(page), "I saw Peter Dole take a red purse") || strings.Contains(page, " checked") {
		t.Error(words(page))
	}
	for name, bad := range map[string][]string{
		"neither":           {"note", "good"},
		"declined, no word": {"act", "declined"},
		"words not there":   {"act", "declined", "words-1", "a blue purse", "asks-1", "Which?"},
		"words, no ask":     {"act", "declined", "words-1", "a red purse"},
		"asks nothing":      {"only", "1"},
		"a forged question": {"act", "declined", "note", "¶ 1: who?"},
	} {
		if a := s.send("stone", page, reviewAt, bad...); a.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", name, a.status, words(a.body))
		}
	}
	if a := s.send("stone", page, reviewAt, "act", "declined", "note", "Not yet.", "words-1", "a  red purse", "asks-1", "Whose <b>purse</b>?"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	for _, who := range []string{"vance", "stone"} {
		page := s.page(who, reviewAt+"?done=endorsed")
		if text := words(page); !strings.Contains(text, "Ida Stone asks of a red purse : Whose <b>purse</b>?") || !strings.Contains(text, "Not answered yet") || !strings.Contains(text, "Declined by Ida Stone") || !strings.Contains(text, "Not yet.") || strings.Contains(page, "Whose <b>") {
			t.Errorf("%s: %s", who, text)
		}
	}
	if _, ok := formOf(s.page("vance", reviewAt), reviewAt); ok && strings.Contains(s.page("vance", reviewAt), "Enter your review") {
		t.Error("the affiant may review")
	}
	if a := s.send("stone", s.page("stone", reviewAt), reviewAt, "act", "endorsed"); a.status != 303 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if a := s.ask("hart", "GET", reviewAt, nil); a.status == 200 {
		t.Error("the bench reads a review before the oath")
	}
	if a := s.ask("vance", "GET", "/reviews", nil); a.status != http.StatusForbidden {
		t.Errorf("an officer sees the list of reviews: %d", a.status)
	}
}

// A question is an entry of its own: asked without a review, answered by the affiant at the sentence or at the gate, and by no one else; it does
// not hold up the oath, and neither bench nor clerk reads it.
func TestQuestionOfAReviewer(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const gate, edit = "/matters/ferry/applications/purse/gate", "/matters/ferry/applications/purse/edit"
	ask := func(who string, values ...string) answer {
		t.Helper()
		s.pass(time.Minute)
		a := s.send(who, s.page(who, reviewAt), reviewAt, append(values, "only", "1")...)
		if a.status != 303 {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
		return a
	}
	ask("stone", "words-1", "a red purse", "asks-1", "Whose purse?\nAnd worth what?")
	ask("quill", "asks-1", "From where did you see it?")
	m := s.matterOf("vance", "ferry")
	if list := m.Application("purse").Questions; len(list) != 2 || list[0].By != "stone" || list[0].Words != "a red purse" || list[1].By != "quill" || list[1].Time == "" {
		t.Fatalf("%+v", list)
	}
	page := s.page("vance", gate)
	if text := words(page); !strings.Contains(text, "2 questions not answered") || !strings.Contains(text, "Go to the oath") {
		t.Error(text)
	}
	id := string(m.Application("purse").Questions[0].ID)
	if a := s.ask("stone", "POST", gate, form(page, gate, "reply", id, "reply."+id, "Mine.")); a.status == 303 {
		t.Error("a reviewer answers for the affiant")
	}
	if a := s.send("vance", page, gate, "reply", id, "reply."+id, " "); a.status != http.StatusUnprocessableEntity || !strings.Contains(words(a.body), "Say what you answer") {
		t.Errorf("an empty answer: %d %s", a.status, words(a.body))
	}
	if a := s.send("vance", page, gate, "reply", id, "reply."+id, "Ellen Marsh's."); a.status != 303 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	// In the editor, with words typed that are not saved: they stay.
	second := string(m.Application("purse").Questions[1].ID)
	a := s.send("vance", s.page("vance", edit+"?n=1"), edit, "assertion.text", "On March 1, 2026 I saw it.", "reply", second, "reply."+second, "From the pier.")
	if a.status != 200 || !strings.Contains(a.body, "On March 1, 2026 I saw it.") || !strings.Contains(words(a.body), "Your answer is entered") || !strings.Contains(words(a.body), "Answered: From the pier.") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a := s.send("vance", a.body, edit); a.status != 303 {
		t.Errorf("saving after an answer: %d %s", a.status, words(a.body))
	}
	if text := words(s.page("stone", reviewAt)); !strings.Contains(text, "Answered: Ellen Marsh's.") || !strings.Contains(text, "Those words do not stand there any more") {
		t.Error(text)
	}
	s.do("vance", "ferry", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.","basis":"observed","cites":["log:1"]}}`)
	s.do("vance", "ferry", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "ferry"))
	s.assign("ferry", "hart")
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	for _, who := range []string{"hart", "archer"} {
		for _, at := range []string{"/matters/ferry", "/matters/ferry/applications/purse", "/matters/ferry/applications/purse/bench", "/matters/ferry/bundle"} {
			if a := s.ask(who, "GET", at, nil); strings.Contains(a.body, "Whose purse") || strings.Contains(a.body, "Ellen Marsh") {
				t.Errorf("%s reads what a reviewer asked, on %s", who, at)
			}
		}
	}
	if a := s.ask("vance", "GET", "/matters/ferry/bundle", nil); !strings.Contains(a.body, "bundle") {
		t.Errorf("%d", a.status)
	}
}

// What was offered, and what was answered at the gate, is taken back there, and what it stood for is open again.
func TestTakenBack(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const gate = "/matters/ferry/applications/purse/gate"
	before := s.matterOf("vance", "ferry").Application("purse")
	page := s.page("vance", gate)
	if len(before.Answers) == 0 || strings.Contains(words(page), "Only Ruth Vance can answer") && strings.Contains(page, `name="answer.act"`) {
		t.Fatal("there is nothing that was answered")
	}
	flaw := before.Answers[0].Flaw
	if a := s.send("vance", page, gate, "back", flaw); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if text := words(s.page("vance", gate)); !strings.Contains(text, "While a question is open the oath is not taken") {
		t.Error(text)
	}
	if a := s.ask("stone", "POST", gate, form(page, gate, "back", flaw)); a.status == 303 {
		t.Error("a supervisor takes back what the affiant answered")
	}
	// An assertion that is offered is taken out once the offer is taken back.
	out := "/matters/ferry/acts/assertion-withdrawn"
	if a := s.send("vance", s.page("vance", out+"?application=purse&n=1"), out); a.status != http.StatusConflict || !strings.Contains(words(a.body), "take that back first") {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	back := "/matters/ferry/acts/ground-withdrawn"
	if !strings.Contains(s.page("vance", gate), back+"?application=purse&amp;n=1") {
		t.Error("the gate does not lead to taking an offer back")
	}
	if a := s.send("vance", s.page("vance", back+"?application=purse&n=1"), back, "because", "it shows nothing"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a := s.send("vance", s.page("vance", out+"?application=purse&n=1"), out); a.status != 303 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if after := s.matterOf("vance", "ferry").Application("purse"); len(after.Grounds) != 0 || len(after.Affidavit.Assertions) != 0 {
		t.Errorf("%+v", after)
	}
}

// Without script, opening another assertion with words unsaved warns, keeps the words, and offers to save them first.
func TestUnsavedBeside(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"The purse was later found empty.","basis":"reported","cites":["log:2"]}}`)
	const edit = "/matters/ferry/applications/purse/edit"
	if a := s.send("vance", s.page("vance", edit+"?n=1"), edit, "open", "2"); a.status != 303 || !strings.HasSuffix(a.header.Get("Location"), "/edit?n=2#n-2") {
		t.Errorf("with nothing typed: %d %s %s", a.status, a.header.Get("Location"), words(a.body))
	}
	if a := s.send("vance", s.page("vance", edit), edit, "open", "2"); a.status != 303 {
		t.Errorf("from the next assertion with nothing typed: %d %s", a.status, words(a.body))
	}
	a := s.send("vance", s.page("vance", edit+"?n=1"), edit, "assertion.text", "I saw Peter Dole take it.", "open", "2")
	if a.status != 200 || !strings.Contains(words(a.body), "¶ 1 is not saved") || !strings.Contains(a.body, "I saw Peter Dole take it.") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	b := s.send("vance", a.body, edit, "then", "2")
	if b.status != 303 || !strings.Contains(b.header.Get("Location"), "saved=1&n=2") {
		t.Fatalf("%d %s %s", b.status, b.header.Get("Location"), words(b.body))
	}
	if got := s.matterOf("vance", "ferry").Application("purse").Assertion(1).Text; got != "I saw Peter Dole take it." {
		t.Error(got)
	}
}

// With a choice of words, and by the keys alone.
func TestReviewInBrowser(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	b := s.sit()
	b.signIn("stone")
	b.inspect("reviews", "/reviews")
	b.inspect("review-sheet", reviewAt)
	b.run(screen(phoneWide, phoneTall, light))
	b.visit("/reviews")
	b.tabTo(`.rowed .btn`)
	b.keys(kb.Enter)
	b.says("The affidavit")
	// Chosen again until it is taken: the page's own script may begin after its words are there.
	b.until(`(() => { if (document.getElementById('words-1').value === 'a red purse') return true;
		const t = document.querySelector('[data-choose]').firstChild, i = t.data.indexOf('a red purse'), r = new Range();
		r.setStart(t, i); r.setEnd(t, i + 11); getSelection().removeAllRanges(); getSelection().addRange(r); return false; })()`)
	b.tabTo(`#asks-1`)
	b.keys("Whose purse?")
	b.tabTo(`#act-endorsed`)
	b.keys(" ")
	b.keys(kb.ArrowRight)
	b.tabTo(`.decide .btn`)
	b.keys(kb.Enter)
	b.says("Ida Stone asks of")
	b.says("Whose purse?")
	b.picture("review-asked-phone")
}
