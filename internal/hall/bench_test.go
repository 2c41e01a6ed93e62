package hall_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

const benchAt = "/matters/ferry/applications/purse/bench"

// signed sends a form and goes through the signing step by password and code.
func (s *station) signed(account, page, action string, values ...string) answer {
	s.t.Helper()
	sign := s.send(account, page, action, values...)
	if sign.status != 200 || !strings.Contains(sign.body, "This will be entered, in your name") {
		s.t.Fatalf("no signing step: %d %s", sign.status, words(sign.body))
	}
	s.pass(time.Minute)
	return s.send(account, sign.body, action, "password", password, "code", s.code(account))
}

// benchVerdicts are words that no page may say of an application before it is decided.
var benchVerdicts = regexp.MustCompile(`(?i)\b(sufficient|insufficient|adequate|inadequate|valid|invalid|lacking|lacks|weak|strong(er|est)? (case|application)|established|satisfied|proven|probable cause (is|exists)|recommend|score|likely to be)\b`)

func TestBenchReads(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	s.pass(13 * time.Minute)
	s.again("hart", "lowe", "vance", "archer", "stone")
	if desk := words(s.page("hart", "/")); !strings.Contains(desk, "1 application awaits your decision") {
		t.Errorf("the desk does not lead to the bench: %s", desk)
	}
	if desk := words(s.page("lowe", "/")); strings.Contains(desk, "awaits your decision") {
		t.Errorf("the desk of another judge: %s", desk)
	}
	list := words(s.page("hart", "/bench"))
	for _, want := range []string{"The ferry", "Arrest warrant, larceny", "Waiting 14 minutes", "about 1 minute to read"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list does not say %q: %s", want, list)
		}
	}
	if strings.Contains(s.page("lowe", "/bench"), "The ferry") {
		t.Error("it awaits a judge to whom it is not assigned")
	}
	for who, want := range map[string]bool{"archer": false, "vance": false, "hart": true} {
		if strings.Contains(s.page(who, "/matters/ferry"), `href="`+benchAt+`"`) != want {
			t.Errorf("%s is led to the bench: %v", who, !want)
		}
	}
	page := s.page("hart", benchAt)
	text := words(page)
	for _, want := range []string{"Put before you 14 minutes ago", "took the purse of another", "Peter Dole", "The record tells of no earlier request", "Sworn to by Ruth Vance before Tom Archer, in person", "Not opened", "Grant", "Modify", "Ask for more", "Refuse"} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("the page does not say %q: %s", want, text)
		}
	}
	if found := benchVerdicts.FindString(text); found != "" {
		t.Errorf("before the decision the page says %q", found)
	}
	if strings.Contains(page, " checked") || strings.Contains(text, "later found empty") || strings.Contains(text, "wording") {
		t.Error("something is chosen beforehand, or a source is shown that was not opened")
	}
	for _, who := range []string{"vance", "archer", "stone"} {
		if a := s.ask(who, "GET", benchAt, nil); a.status != http.StatusForbidden {
			t.Errorf("%s sees the page of the bench: %d", who, a.status)
		}
	}
	asks := words(s.page("hart", benchAt+"?questions=shown"))
	if benchVerdicts.MatchString(asks) || !strings.Contains(asks, "goes to “Deck log”, which you have not opened") || strings.Contains(asks, "later found empty") {
		t.Errorf("the questions: %s", asks)
	}
	s.do("hart", "ferry", "source-opened", `{"application":"purse","opening":{"source":"log","magistrate":"hart"}}`)
	if asks := words(s.page("hart", benchAt+"?questions=shown")); strings.Contains(asks, "reckless") || !strings.Contains(asks, "The paper leaves out") {
		t.Errorf("once the source is open: %s", asks)
	}
}

// Without script a source is opened in the middle of a finding, and every word of the finding stands there again.
func TestBenchOpensAndLosesNoWord(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	page := s.page("hart", benchAt)
	button := regexp.MustCompile(`<button class="btn" name="opens" value="log" form="([^"]*)" formaction="([^"#]*)#source-log" formnovalidate>`).FindStringSubmatch(page)
	if button == nil || button[2] != benchAt+"/open" || !strings.Contains(page, `id="`+button[1]+`"`) {
		t.Fatalf("what opens a source is no button of the form of the decision: %v", button)
	}
	form, _ := formOf(page, benchAt+"/decide")
	form.Set("act", "denied")
	form.Set("finding", "The affiant does not say whose purse.")
	form.Set("element-taking", "not shown")
	form.Set("opens", "log")
	for range 2 { // sent again, it is what it was
		a := s.ask("hart", "POST", benchAt+"/open", form)
		back, ok := formOf(a.body, benchAt+"/decide")
		if a.status != http.StatusOK || !ok || back.Get("act") != "denied" || back.Get("finding") != form.Get("finding") || back.Get("element-taking") != "not shown" || !strings.Contains(words(a.body), "The purse was later found empty") {
			t.Fatalf("%d %v %s", a.status, back, words(a.body))
		}
		if back.Get("_key") == form.Get("_key") || back.Get("_on") == form.Get("_on") || strings.Contains(a.body, `name="opens"`) {
			t.Error("the form is not made anew for the papers as they are now")
		}
	}
	if n := strings.Count(words(s.page("vance", "/matters/ferry")), "opened a source"); n != 1 {
		t.Errorf("%d sources were opened", n)
	}
	form.Del("opens")
	form.Set("opens", "none")
	if a := s.ask("hart", "POST", benchAt+"/open", form); a.status < 400 || !strings.Contains(a.body, "does not say whose purse") {
		t.Errorf("refused, the words are gone: %d %s", a.status, words(a.body))
	}
}

// A source that is opened joins the four corners, by an act, and the decision is bound to what they then are.
func TestBenchOpens(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	before := s.page("hart", benchAt)
	a := s.send("hart", before, benchAt+"/open")
	if a.status != http.StatusSeeOther || !strings.HasSuffix(a.header.Get("Location"), "#source-log") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	text := words(s.page("hart", benchAt+"?done=source-opened"))
	for _, want := range []string{"Back to ¶ 1", "I saw Peter Dole take a red purse", "The purse was later found empty", "you opened a source"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q: %s", want, text)
		}
	}
	form, _ := formOf(before, benchAt+"/decide") // read before the source was opened
	form.Set("act", "granted")
	form.Set("finding", "seen by the affiant")
	late := s.ask("hart", "POST", benchAt+"/decide", form) // said before anything is signed
	if late.status != http.StatusConflict || !strings.Contains(late.body, "seen by the affiant") || !strings.Contains(words(late.body), "not those that were before you") {
		t.Errorf("a decision on papers that have changed: %d %s", late.status, words(late.body))
	}
	if fresh, _ := formOf(late.body, benchAt+"/decide"); fresh.Get("_on") == form.Get("_on") || fresh.Get("finding") != "seen by the affiant" {
		t.Errorf("shown again with %v", fresh)
	}
}

// Each of the four is signed with words, and none without.
func TestBenchDecides(t *testing.T) {
	for _, c := range []struct{ act, finding, changes, says string }{
		{"granted", "seen by the affiant", "", "Granted,"},
		{"modified", "seen by the affiant", "the purse is left out", "the purse is left out"},
		{"returned", "Who else was on the deck?", "", "Who else was on the deck?"},
		{"denied", "no one says whose purse it was", "", "whose purse it was"},
	} {
		t.Run(c.act, func(t *testing.T) {
			s := newStation(t)
			s.bench("ferry")
			page := s.page("hart", benchAt)
			for _, bad := range [][]string{{"finding", c.finding}, {"act", "approved", "finding", c.finding}, {"act", c.act}, {"act", "modified", "finding", c.finding}} {
				if a := s.send("hart", page, benchAt+"/decide", bad...); a.status != http.StatusUnprocessableEntity || len(bad) > 2 && bad[2] == "finding" && !strings.Contains(a.body, c.finding) {
					t.Errorf("%v: %d %s", bad, a.status, words(a.body))
				}
			}
			a := s.signed("hart", page, benchAt+"/decide", "act", c.act, "finding", c.finding, "changes", c.changes, "element-taking", "I find it in paragraph 1")
			if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), benchAt+"?done=decided") {
				t.Fatalf("%d %s", a.status, words(a.body))
			}
			after := s.page("hart", benchAt+"?done=decided")
			text := words(after)
			if !strings.Contains(text, c.says) || !strings.Contains(text, "I find it in paragraph 1") || strings.Contains(text, "Review and sign for") {
				t.Errorf("%s", text)
			}
			if granted := c.act == "granted" || c.act == "modified"; strings.Contains(text, "Review and sign the warrant") != granted {
				t.Errorf("a warrant to issue: %v: %s", !granted, text)
			} else if top, _, _ := strings.Cut(after, `<dl class="facts">`); !strings.Contains(words(top), report.Upper(c.act)+": Peter Dole.") || strings.Contains(top, `href="#issue"`) != granted ||
				strings.Contains(top, "No warrant exists until it is issued") != granted || strings.Contains(after, "No warrant yet") != granted || !strings.Contains(after, `<nav class="thumb"`) {
				t.Errorf("the top does not say what was decided, and that there is no warrant: %s", words(top))
			}
		})
	}
}

// A warrant is issued on a signature of its own, and the list says so until it is.
func TestBenchIssues(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen by the affiant"}}`, s.digest("hart", "ferry"))
	if !strings.Contains(words(s.page("hart", "/bench")), "Granted, and no warrant issued") {
		t.Error("the list does not say that a warrant is to be issued")
	}
	page := s.page("hart", benchAt)
	if a := s.send("hart", page, benchAt+"/issue", "until", "next week"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if a := s.signed("hart", page, benchAt+"/issue", "until", "2026-03-20T22:00"); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if strings.Contains(words(s.page("hart", benchAt)), "Review and sign the warrant") {
		t.Error("a second warrant is offered while one lives")
	}
	if text := words(s.page("hart", "/matters/ferry")); !strings.Contains(text, "Warrant w1") || !strings.Contains(text, "it lives") {
		t.Error(text)
	}
	s.do("archer", "ferry", "warrant-recalled", `{"application":"purse","warrant":"w1","recall":{"by":"hart","because":"the name was misspelled","order":"`+strings.Repeat("0a", 32)+`"}}`)
	page = s.page("hart", benchAt)
	if form, ok := formOf(page, benchAt+"/issue"); !ok || form.Get("id") != "w2" {
		t.Errorf("no other warrant is offered after one that was recalled: %s", words(page))
	}
	for who, want := range map[string]bool{"archer": false, "hart": false} {
		if strings.Contains(s.page(who, "/matters/ferry"), `href="`+benchAt+`"`) != want {
			t.Errorf("%s is led to the bench: %v", who, !want)
		}
	}
}

func TestBenchHearsAndStepsAside(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	page := s.page("hart", benchAt)
	if a := s.send("hart", page, benchAt+"/hear", "text", "I know Dole from the market."); a.status != 422 || !strings.Contains(a.body, "I know Dole from the market.") {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if a := s.send("hart", page, benchAt+"/hear", "by", "vance", "means", "telephone", "sworn", "yes", "recorded", "done", "text", "I know Dole from the market."); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	page = s.page("hart", benchAt)
	if !strings.Contains(words(page), "Ruth Vance, under oath: I know Dole from the market.") {
		t.Error(words(page))
	}
	if a := s.send("hart", page, benchAt+"/recuse"); a.status != 422 {
		t.Errorf("without a ground: %d", a.status)
	}
	if a := s.send("hart", page, benchAt+"/recuse", "because", "Dole is my neighbour"); a.status != 303 || a.header.Get("Location") != "/bench" {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a := s.ask("hart", "GET", benchAt, nil); a.status == 200 {
		t.Error("who stepped aside still reads it")
	}
	if !strings.Contains(words(s.page("hart", "/bench")), "Nothing awaits your decision") {
		t.Error("it still awaits who stepped aside")
	}
}

// What came of it before is told by the record itself, with people by their names.
func TestBenchToldOfRefusal(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"denied","finding":"whose purse?"}}`, s.digest("hart", "ferry"))
	s.assign("ferry", "lowe")
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"lowe"}}`)
	if text := words(s.page("lowe", benchAt)); !strings.Contains(text, "before Judge Hart") || !strings.Contains(text, ": denied") {
		t.Error(text)
	}
}

// The oath is taken with its means, its words and the rule.
func TestOathPage(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/applications/purse/oath"
	if a := s.ask("stone", "GET", at, nil); a.status != http.StatusForbidden {
		t.Errorf("a supervisor is shown the oath: %d", a.status)
	}
	page := s.page("vance", at)
	if a := s.send("vance", page, at, "oath.by", "hart"); a.status != 422 {
		t.Errorf("no means: %d", a.status)
	}
	if a := s.signed("vance", page, at, "oath.by", "hart", "oath.means", "attestation"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	v, err := s.clerk.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadPapers, "purse")
	if err != nil || !strings.Contains(v.Matter.Application("purse").Oath.Words, "under penalty of perjury") {
		t.Errorf("%+v %v", v.Matter.Application("purse").Oath, err)
	}
	s.assign("ferry", "hart")
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	if text := words(s.page("hart", benchAt)); !strings.Contains(text, "true and correct") || !strings.Contains(text, "the judge acknowledges it in writing") {
		t.Error(text)
	}
}

// An oath by telephone is confirmed by the magistrate, with one signature where it was as the affiant entered it, and before that nothing is granted.
func TestBenchConfirmsOath(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/applications/purse/oath"
	if a := s.signed("vance", s.page("vance", at), at, "oath.by", "hart", "oath.means", "telephone"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	s.assign("ferry", "hart")
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	page := s.page("hart", benchAt)
	if text := words(page); !strings.Contains(text, "I placed Ruth Vance under oath by telephone on 2 March 2026") || !strings.Contains(text, "nothing is granted on it") {
		t.Fatal(text)
	}
	a := s.send("hart", page, benchAt+"/decide", "person", "dole", "act", "granted", "finding", "seen by the affiant")
	if a.status != 409 || !strings.Contains(words(a.body), "o magistrate has confirmed it") || !strings.Contains(a.body, "seen by the affiant") {
		t.Errorf("granted unconfirmed: %d %s", a.status, words(a.body))
	}
	if a := s.send("hart", page, benchAt+"/decide", "person", "dole", "act", "denied", "finding", "no oath"); a.status != 200 || !strings.Contains(a.body, "This will be entered") {
		t.Errorf("refused unconfirmed: %d %s", a.status, words(a.body))
	}
	for field, want := range map[string]string{"words": "in what words", "heard": "such as 2026-03-16T02:14", "means": "how the oath was taken"} {
		if a := s.send("hart", page, benchAt+"/oath", field, " "); a.status != 422 || !strings.Contains(words(a.body), want) {
			t.Errorf("no %s: %d %s", field, a.status, words(a.body))
		}
	}
	if a := s.signed("hart", page, benchAt+"/oath"); a.status != 303 { // the form as it stands there
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	page = s.page("hart", benchAt)
	if text := words(page); !strings.Contains(text, "Judge Hart confirms it: placed Ruth Vance under oath by telephone") || strings.Contains(text, "Confirm the oath and sign") {
		t.Error(text)
	}
	if a := s.signed("hart", page, benchAt+"/decide", "person", "dole", "act", "granted", "finding", "seen by the affiant"); a.status != 303 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
}

// An oath that is only recounted is shown as that: nothing is granted on it until the magistrate has taken it; and a recounted warrant does not live here.
func TestBenchOfATale(t *testing.T) {
	s := newStation(t)
	m := record.Matter{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", People: []record.Person{
		{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"}, {ID: "dole", Name: "Peter Dole", Roles: []record.Role{record.Respondent}},
		{ID: "hart", Name: "Judge Hart", Roles: []record.Role{record.Magistrate}, Account: "hart"}}}
	m.Sources = []record.Source{{ID: "log", Kind: "report", Author: "vance", Time: "2026-03-01T10:00", Lines: []record.Line{{N: 1, Text: "I saw Peter Dole take a purse."}}}}
	a := record.Application{ID: "purse", Kind: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"}, Oath: &record.Oath{Time: "2026-03-01", By: "hart", Means: "in-person"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}}
	a.Affidavit.Assertions = []record.Assertion{{N: 1, Text: "I saw Peter Dole take a purse.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}}
	m.Applications = []record.Application{a}
	if _, err := s.clerk.Recount(t.Context(), clerk.Caller{Account: "vance"}, "rangers", "county", m); err != nil {
		t.Fatal(err)
	}
	s.assign("ferry", "hart")
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	page := s.page("hart", benchAt)
	if text := words(page); !strings.Contains(text, "it was not sworn to here") || !strings.Contains(text, "The oath is recounted and was not taken here") {
		t.Fatal(text)
	}
	if a := s.send("hart", page, benchAt+"/decide", "person", "dole", "act", "granted", "finding", "seen by the affiant"); a.status != 409 || !strings.Contains(words(a.body), "is recounted and was not taken here") {
		t.Errorf("granted on a recounted oath: %d %s", a.status, words(a.body))
	}
	if a := s.signed("hart", page, benchAt+"/oath", "heard", "2026-03-02T09:00", "means", "in-person", "words", "I do."); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a := s.signed("hart", s.page("hart", benchAt), benchAt+"/decide", "person", "dole", "act", "granted", "finding", "seen by the affiant"); a.status != 303 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	m.ID = "barge"
	m.Applications[0].Presentments = []record.Presentment{{Magistrate: "hart", Decisions: []record.Decision{{Act: "granted"}}}}
	m.Applications[0].Warrants = []record.Issued{{ID: "w", By: "hart", Time: "2026-03-01", Respondents: []record.PersonID{"dole"}, Until: "2030-03-01"}}
	if _, err := s.clerk.Recount(t.Context(), clerk.Caller{Account: "vance"}, "rangers", "county", m); err != nil {
		t.Fatal(err)
	}
	if text := words(s.page("vance", "/matters/barge/applications/purse/warrants")); !strings.Contains(text, "it is recounted, and was not issued here") {
		t.Error(text)
	}
	if text := words(s.page("pratt", "/warrants")); strings.Contains(text, "ferry") {
		t.Errorf("a recounted warrant is listed as out: %s", text)
	}
}

// Words that would be script stand as words at the bench.
func TestBenchHostile(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	const evil = `"><script>alert(1)</script>{{.}}` + "\u202e"
	page := s.page("hart", benchAt)
	for action, values := range map[string][]string{"/decide": {"act", evil, "finding", evil, "changes", evil, "element-taking", evil, "person", "dole"}, "/hear": {"by", evil, "text", evil, "means", evil},
		"/recuse": {"because", "", "_on", evil}, "/open": {"source", evil}} {
		a := s.send("hart", page, benchAt+action, values...)
		if a.status != 422 || strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "\u202e") {
			t.Errorf("%s: %d", action, a.status)
		}
	}
}

// Two people are decided one by one: each has a form and a signature of its own, and no one form decides for both.
func TestBenchOneByOne(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.do("vance", "ferry", "papers-revised", `{"papers":{"id":"purse","kind":"arrest","affiant":"vance","respondents":["dole","stone"],"offence":{"title":"larceny","elements":[{"id":"taking","title":"took the purse of another","kind":"act"}]}}}`)
	for _, f := range s.flaws("ferry").Unanswered("purse") {
		s.do("vance", "ferry", "flaw-answered", `{"application":"purse","answer":{"flaw":"`+f.ID+`","act":"as-written","because":"it is what I saw","by":"vance"}}`)
	}
	s.do("vance", "ferry", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "ferry"))
	s.assign("ferry", "hart")
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	page := s.page("hart", benchAt)
	if n := strings.Count(page, `action="`+benchAt+`/decide"`); n != 2 || !strings.Contains(words(page), "Each person separately") {
		t.Fatalf("%d forms for two people", n)
	}
	if a := s.send("hart", page, benchAt+"/decide", "person", "", "act", "granted", "finding", "both"); a.status == 200 && strings.Contains(a.body, "This will be entered") {
		s.pass(time.Minute)
		if b := s.send("hart", a.body, benchAt+"/decide", "password", password, "code", s.code("hart")); b.status == 303 {
			t.Error("one signature decides for two people")
		}
	}
	if a := s.signed("hart", page, benchAt+"/decide", "act", "denied", "finding", "not he"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	page = s.page("hart", benchAt)
	if n := strings.Count(page, `action="`+benchAt+`/decide"`); n != 1 {
		t.Errorf("%d forms are left", n)
	}
	if a := s.signed("hart", page, benchAt+"/decide", "act", "returned", "finding", "Which of them?"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if text := words(s.page("hart", benchAt)); !strings.Contains(text, "not he") || !strings.Contains(text, "Which of them?") {
		t.Error(text)
	}
}

// flaws is the matter as its affiant reads it with the flaws.
func (s *station) flaws(matter string) *clerk.View {
	s.t.Helper()
	v, err := s.clerk.Read(s.t.Context(), clerk.Caller{Account: "vance"}, record.MatterID(matter), access.ReadFlaws, "purse")
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}
