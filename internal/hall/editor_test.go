package hall_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
)

// write brings a matter to a draft with rival names in its sources and nothing written.
func (s *station) write(matter string) {
	s.t.Helper()
	s.do("vance", matter, "matter-opened", `{"id":"`+matter+`","title":"The `+matter+`","jurisdiction":"us-ri","agency":"rangers","court":"county"}`)
	for _, p := range []string{
		`{"id":"vance","name":"Ruth Vance","roles":["affiant"],"account":"vance"}`, `{"id":"stone","name":"Ida Stone","roles":["supervisor"],"account":"stone"}`,
		`{"id":"archer","name":"Tom Archer","roles":["clerk"],"account":"archer"}`,
		`{"id":"dole","name":"Peter Dole","roles":["respondent"]}`, `{"id":"doyle","name":"Peter Doyle","roles":["bystander"]}`, `{"id":"nell","name":"Nell Hay","roles":["respondent"]}`} {
		s.do("vance", matter, "person-named", `{"person":`+p+`}`)
	}
	s.do("vance", matter, "source-logged", `{"source":{"id":"log","kind":"interception","title":"First call","time":"2026-03-01T10:00","speakers":[{"as":"caller","claimed":"Dr. Shogun"}],"lines":[
		{"n":1,"text":"Caller gives his name as Dr. Shogun."},{"n":2,"speaker":"caller","text":"I passed it to Peter on the deck."},{"n":3,"text":"General talk of a party last night."},{"n":4,"cut":"two minutes of music"}]}}`)
	s.do("vance", matter, "source-logged", `{"source":{"id":"later","kind":"report","title":"A later call","author":"vance","time":"2026-03-02","lines":[{"n":1,"text":"The caller speaks of Peter Doyle, who sells fish."}]}}`)
	s.do("vance", matter, "application-drafted", `{"id":"purse","kind":"arrest","affiant":"vance","respondents":["dole","nell"],"offence":{"title":"possession of marihuana","elements":[{"id":"having","title":"had it in possession","kind":"possession"},{"id":"thing","title":"it was marihuana","kind":"nature"}]}}`)
	s.do("vance", matter, "assertion-drafted", `{"application":"purse","assertion":{"n":1,"text":"A man who gives his name as Dr. Shotgun speaks on the line.","basis":"observed","cites":["log:1"]}}`)
}

const ferryEdit = "/matters/ferry/applications/purse/edit"

// An assertion is written, cited, checked, read, identified and saved without a line of script.
func TestWriteWithoutScript(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	page := s.page("vance", ferryEdit)
	if !strings.Contains(words(page), "The next assertion") || !strings.Contains(page, `name="assertion.n" value="2"`) {
		t.Fatalf("the editor opens with %s", words(page))
	}
	const sworn = "He passed a marijuana cigarette to Peter on the deck."
	a := s.send("vance", page, ferryEdit, "assertion.text", sworn, "cite", "log:2")
	form, _ := formOf(a.body, ferryEdit)
	if a.status != 200 || form.Get("assertion.cites") != "log:2" || form.Get("assertion.text") != sworn {
		t.Fatalf("after citing: %d %v", a.status, form)
	}
	a = s.send("vance", a.body, ferryEdit, "assertion.basis", "reported", "test", "yes")
	text := words(a.body)
	if !regexp.MustCompile(`S2 Says more than its source`).MatchString(text) {
		t.Errorf("the check does not ask of what the source lacks: %s", text)
	}
	a = s.send("vance", a.body, ferryEdit, "more", "assertion.readings")
	a = s.send("vance", a.body, ferryEdit, "assertion.readings.0.words", "it", "assertion.readings.0.means", "a marijuana cigarette", "assertion.readings.0.basis", "training and experience", "identify", "Peter")
	form, _ = formOf(a.body, ferryEdit)
	if form.Get("assertion.identifies.0.name") != "Peter" || form.Get("assertion.readings.0.means") != "a marijuana cigarette" || form.Get("assertion.text") != sworn {
		t.Fatalf("a step lost words: %v", form)
	}
	if form.Get("assertion.identifies.0.person") != "" {
		t.Error("a person was chosen for the affiant")
	}
	a = s.send("vance", a.body, ferryEdit, "assertion.identifies.0.person", "dole", "assertion.identifies.0.basis", "voice")
	if a.status != http.StatusSeeOther || a.header.Get("Location") != ferryEdit+"?saved=2" {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	v, err := s.clerk.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	is := v.Matter.Application("purse").Assertion(2)
	if is == nil || is.Text != sworn || len(is.Readings) != 1 || len(is.Identifies) != 1 || is.Identifies[0].Person != "dole" || len(is.Cites) != 1 {
		t.Errorf("entered was %+v", is)
	}
	if c := a.header.Get("Set-Cookie"); !strings.HasPrefix(c, "affiant-entered=") || !strings.Contains(c, "SameSite=Strict") {
		t.Errorf("it is not told what the browser need keep no longer: %q", c)
	}
}

// Sentences that share a paragraph of the paper say so in the editor, and go on saying so when they are revised there.
func TestParagraphsAreKept(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"paragraph":3,"text":"He passed it to Peter on the deck.","basis":"reported","cites":["log:2"]}}`)
	in := func(n int) int { return s.matterOf("vance", "ferry").Application("purse").Assertion(n).Paragraph }
	if a := s.send("vance", s.page("vance", ferryEdit+"?n=2"), ferryEdit, "assertion.text", "He passed it to “Peter” on the deck."); a.status != http.StatusSeeOther || in(2) != 3 {
		t.Errorf("%d; revised, it stands in paragraph %d", a.status, in(2))
	}
	if a := s.send("vance", s.page("vance", ferryEdit), ferryEdit, "assertion.text", "That is all he said.", "assertion.paragraph", " 3 "); a.status != http.StatusSeeOther || in(3) != 3 {
		t.Errorf("%d; written anew, it stands in paragraph %d", a.status, in(3))
	}
	if a := s.send("vance", s.page("vance", ferryEdit), ferryEdit, "assertion.text", "No more.", "assertion.paragraph", "the last"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `value="the last"`) {
		t.Errorf("%d %s", a.status, words(a.body))
	}
}

// What cannot be cited is refused with what is wrong, and no word is lost.
func TestCitationsAreHeld(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	page := s.page("vance", ferryEdit)
	for cite, says := range map[string]string{"log:99": "has no line 99", `log:2 "a marijuana cigarette"`: "do not stand in", "none:1": "has been logged", "log:": "No line number"} {
		a := s.send("vance", page, ferryEdit, "assertion.text", "He passed it.", "assertion.cites", cite)
		form, _ := formOf(a.body, ferryEdit)
		if a.status != 422 || !strings.Contains(words(a.body), says) || form.Get("assertion.cites") != cite || form.Get("assertion.text") != "He passed it." {
			t.Errorf("%s: %d %v: %s", cite, a.status, form, words(a.body))
		}
	}
}

// Two write at the same papers: whoever is second is told, and sends again or not. A new assertion whose number was taken gets the next.
func TestTwoEditors(t *testing.T) {
	s := newStation(t)
	s.enrolSecond()
	s.write("ferry")
	mine, theirs := s.page("vance", ferryEdit), s.page("second", ferryEdit)
	if a := s.send("second", theirs, ferryEdit, "assertion.text", "There was music.", "assertion.cites", "log:3"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	a := s.send("vance", mine, ferryEdit, "assertion.text", "He passed it to Peter.", "assertion.cites", "log:2")
	form, _ := formOf(a.body, ferryEdit)
	if a.status != http.StatusConflict || form.Get("assertion.text") != "He passed it to Peter." || form.Get("assertion.n") != "3" || !strings.Contains(words(a.body), "added an assertion") {
		t.Fatalf("%d %v %s", a.status, form, words(a.body))
	}
	if a = s.send("vance", a.body, ferryEdit); a.status != 303 {
		t.Fatalf("sent again: %d %s", a.status, words(a.body))
	}
	text := words(s.page("vance", "/matters/ferry/applications/purse"))
	for _, want := range []string{"There was music.", "He passed it to Peter."} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func (s *station) enrolSecond() {
	s.t.Helper()
	s.enrol(invited("second", "Una Second"))
	s.join("second")
	s.enrol(affiantAt("second"))
}

// Papers that were sworn meanwhile take no more, and give the words back.
func TestWriteTooLate(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("vance", ferryEdit)
	s.do("vance", "ferry", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "ferry"))
	a := s.send("vance", page, ferryEdit, "assertion.text", "One thing more that I saw.")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "One thing more that I saw.") {
		t.Errorf("%d %s", a.status, words(a.body))
	}
}

// The gate says what is empty and what is open, takes the affiant's answers, and lets no one else answer.
func TestGate(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"He passed a marijuana cigarette to Peter on the deck.","basis":"reported","cites":["log:2"]}}`)
	const gate = "/matters/ferry/applications/purse/gate"
	page := s.page("vance", gate)
	for _, want := range []string{"No complaint is offered with it.", "No assertion is offered for “had it in possession”, Nell Hay.", "S2 Says more than its source"} {
		if !strings.Contains(words(page), want) {
			t.Errorf("the gate does not say %q: %s", want, words(page))
		}
	}
	if strings.Contains(page, "Go to the oath") {
		t.Error("the oath is led to while a question is open")
	}
	if other := s.page("stone", gate); strings.Contains(other, "Enter the answer") {
		t.Error("a supervisor is asked for the affiant's answers")
	}
	a := s.send("vance", page, gate, "answer.act", "as-written", "answer.because", "  ")
	if a.status != 422 || !strings.Contains(words(a.body), "says why") {
		t.Fatalf("sworn as written without a reason: %d %s", a.status, words(a.body))
	}
	all := strings.Count(page, "Enter the answer")
	if !strings.Contains(a.body, `<details name="question" open>`) {
		t.Error("the question that was answered in vain is shut")
	}
	for n := 0; strings.Contains(page, "Enter the answer"); n++ {
		if n > 40 {
			t.Fatal("the gate does not open")
		}
		if open, left := strings.Count(page, `<details name="question" open>`), strings.Count(page, `<details name="question"`); open != 1 || left != all-n {
			t.Errorf("after %d answers %d of %d questions stand open", n, open, left)
		}
		if progress := fmt.Sprintf("%d of %d answered", n, all); !strings.Contains(page, progress) {
			t.Errorf("it does not say %q", progress)
		}
		if a = s.send("vance", page, gate, "answer.act", "as-written", "answer.because", "it is what the line says"); a.status != 303 {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
		to := a.header.Get("Location")
		page = s.page("vance", to)
		if _, next, _ := strings.Cut(to, "#"); next != "oath-h" && !regexp.MustCompile(`(?s)<details name="question" open>.{0,600}?id="`+regexp.QuoteMeta(next)+`"`).MatchString(page) || next == "oath-h" && strings.Contains(page, "Enter the answer") {
			t.Errorf("an answer leads to %s, which is not the question that stands open", to)
		}
	}
	if !strings.Contains(page, "Go to the oath") || !strings.Contains(words(page), "because it is what the line says") {
		t.Errorf("the gate is open, and says %s", words(page))
	}
}

// Drafts are kept and compared word by word; they are the agency's own.
func TestDrafts(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	s.do("vance", "ferry", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"A man who gives his name as Dr. Shogun speaks on the line.","basis":"observed","cites":["log:1"]}}`)
	const at = "/matters/ferry/applications/purse/drafts"
	page := s.page("vance", at)
	if !strings.Contains(page, `<del><span class="vh">taken out: </span>Shotgun</del> <ins><span class="vh">put in: </span>Shogun</ins>`) {
		t.Errorf("the difference is not shown: %s", words(page))
	}
	for _, account := range []string{"archer", "hart", "other", "audit"} {
		if a := s.ask(account, "GET", at, nil); a.status != 404 {
			t.Errorf("%s is answered %d", account, a.status)
		}
		if _, err := s.clerk.Drafts(t.Context(), clerk.Caller{Account: account}, "ferry", "purse"); err == nil {
			t.Errorf("%s is given the drafts", account)
		}
	}
	s.open("mill")
	s.do("vance", "mill", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "mill"))
	s.assign("mill", "hart")
	s.do("vance", "mill", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	if _, err := s.clerk.Drafts(t.Context(), clerk.Caller{Account: "hart"}, "mill", "purse"); err == nil {
		t.Error("the magistrate is given the drafts")
	}
}

// verdicts are words that no page may say of a paper before a magistrate has decided.
var verdicts = regexp.MustCompile(`(?i)\b(arguable|arguably|lacking|established|undercut|undecided|probable cause (is|was) (shown|found)|insufficient|sufficient|supported|unsupported)\b`)

// Before the decision no page says a verdict word, whoever reads it.
func TestNoVerdictBeforeDecision(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"He passed a marijuana cigarette to Peter on the deck.","basis":"reported","cites":["log:2"]}}`)
	s.bench("mill")
	for _, x := range [][2]string{{"vance", "/"}, {"vance", "/matters/ferry"}, {"vance", ferryEdit}, {"vance", ferryEdit + "?n=2"}, {"vance", "/matters/ferry/applications/purse/gate"}, {"vance", "/matters/ferry/applications/purse"},
		{"stone", "/matters/ferry/applications/purse/gate"}, {"hart", "/"}, {"hart", "/matters/mill"}, {"hart", "/matters/mill/applications/purse"}, {"hart", "/matters/mill/acts/decided?application=purse"}} {
		page := s.page(x[0], x[1])
		page = regexp.MustCompile(`(?s)<p class="label( why)?">.*?</p>`).ReplaceAllString(page, "") // what the law says of the question, in its own words
		if m := verdicts.FindString(words(page)); m != "" {
			t.Errorf("%s, read by %s, says %q", x[1], x[0], m)
		}
	}
}
