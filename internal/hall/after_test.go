package hall_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// after brings a matter to its end: served, charged, disclosed to counsel, no true bill.
func (s *station) after(matter string) {
	s.t.Helper()
	s.warrant(matter)
	s.do("pratt", matter, "executed", `{"application":"purse","execution":{"act":"arrested","persons":["dole"],"warrant":"w1","place":"the pier"}}`)
	s.do("quill", matter, "charged", `{"application":"purse","charge":{"act":"complaint","charge":"larceny"}}`)
	s.do("quill", matter, "disclosed", `{"disclosure":{"to":"cross","under":"brady","by":"quill","sources":["log"],"applications":["purse"],"note":"<script>alert(1)</script>"}}`)
	s.do("quill", matter, "charged", `{"application":"purse","charge":{"act":"no-true-bill","by":"grand jury"}}`)
	s.do("quill", matter, "notice-given", `{"notice":{"to":"dole","of":"no-true-bill","by":"quill","words":"No grand jury indicted you."}}`)
	s.again("cross", "dole", "vance", "hart", "lowe", "archer", "other", "audit") // they were long idle
}

// Counsel sees what was disclosed and the sheet of each posture once there is a case, and nothing before.
func TestCounsel(t *testing.T) {
	s := newStation(t)
	s.bench("mill")
	s.after("ferry")
	at := "/matters/ferry/applications/purse/counsel"
	for posture, want := range map[string][]string{
		"suppression":      {"Burdens", "Whoever attacks the affidavit", "preponderance of the evidence", "Franks v. Delaware, 438 U.S. at 155-156 (inferred)"},
		"summary-judgment": {"For the court", "Hunter v. Bryant", "Malley v. Briggs, 475 U.S. at 341"},
		"trial":            {"The fact-finder", "Who claims an absolute exemption"},
	} {
		text := words(s.page("cross", at+"?posture="+posture))
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("the sheet of %s does not say %q", posture, w)
			}
		}
	}
	page := s.page("cross", at)
	text := words(page)
	for _, want := range []string{"Given to you under Brady v. Maryland", "Deck log", "For the court", "For the fact-finder", "affiant verify", s.digest("cross", "ferry")} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q: %s", want, text)
		}
	}
	if strings.Contains(page, "<script>alert") {
		t.Error("hostile words stand in the page as they are")
	}
	if !strings.Contains(words(s.page("cross", "/matters/ferry/sources/log?application=purse")), "red purse") {
		t.Error("a source that was disclosed cannot be read")
	}
	for _, posture := range []string{"summary-judgment", "trial"} {
		if !strings.Contains(words(s.page("cross", at+"?posture="+posture)), "Sheet: "+strings.ReplaceAll(posture, "-", " ")) {
			t.Errorf("there is no sheet for %s", posture)
		}
	}
	if a := s.ask("cross", "GET", at+"?posture=none", nil); a.status != 422 {
		t.Errorf("a posture that is none: %d", a.status)
	}
	form, bundle := "/matters/ferry/bundle", map[string]any{}
	if err := json.Unmarshal([]byte(s.page("cross", form)), &bundle); err != nil || len(bundle) == 0 {
		t.Errorf("the bundle is no JSON: %v", err)
	}
	href := attr(page[strings.Index(page, `class="btn" href="/matters/ferry/disclosures/`):], "href")
	if one, two := s.page("cross", href), s.page("cross", href); one != two || one == "" {
		t.Error("what was given differs from one time to the next")
	}
	if a := s.ask("lowe", "GET", href, nil); a.status == 200 {
		t.Error("another takes what was given to counsel")
	}
	// Before the decision no one is told an answer, and no page says one.
	for _, who := range []string{"cross", "vance", "hart"} {
		if a := s.ask(who, "GET", "/matters/mill/applications/purse/counsel", nil); a.status == 200 || strings.Contains(a.body, "For the court") {
			t.Errorf("%s is told answers before the decision: %d", who, a.status)
		}
	}
	if a := s.ask("cross", "GET", "/matters/ferry/reading", nil); a.status != 404 { // this station has no reading
		t.Errorf("%d", a.status)
	}
}

// The person named reads what happened in plain words once told, asks, and reads the answer.
func TestConcerned(t *testing.T) {
	s := newStation(t)
	s.warrant("mill")
	s.after("ferry")
	if text := words(s.page("dole", "/concerned")); !strings.Contains(text, "The ferry") || strings.Contains(text, "The mill") {
		t.Errorf("what concerns the reader is %s", text)
	}
	at := "/matters/ferry/concerned"
	page := s.page("dole", at)
	for _, want := range []string{"It has ended", "A grand jury did not indict you", "You were arrested, at the pier", "No grand jury indicted you.", "Your things back"} {
		if !strings.Contains(words(page), want) {
			t.Errorf("the page does not say %q: %s", want, words(page))
		}
	}
	if strings.Contains(page, "I saw Peter Dole take") {
		t.Error("the affidavit is shown")
	}
	for who, path := range map[string]string{"dole": "/matters/mill/concerned", "cross": at, "other": at} {
		if a := s.ask(who, "GET", path, nil); a.status != 404 {
			t.Errorf("%s by %s: %d", path, who, a.status)
		}
	}
	ask := at + "/ask"
	form := s.page("dole", ask+"?for=return-of-property")
	if !strings.Contains(form, "Ask for: Your things back") || strings.Contains(form, "Ruth Vance") || strings.Contains(form, "Short name") {
		t.Errorf("the form does not know what is asked for, or asks for more than words: %s", words(form))
	}
	if a := s.send("dole", form, ask, "words", "  "); a.status != http.StatusUnprocessableEntity || !strings.Contains(words(a.body), "Say it in your words") {
		t.Errorf("asked for without a word: %d", a.status)
	}
	if a := s.send("dole", form, ask, "words", "My <b>coat</b>"); a.status != http.StatusSeeOther || a.header.Get("Location") != at+"?done=requested#entered" {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if text := words(s.page("dole", at+"?done=requested")); !strings.Contains(text, "Entered: Your things back. The court or the prosecutor answers it; no time is set for that, and none is promised.") {
		t.Errorf("it is not said what comes of it: %s", text)
	}
	if a := s.send("dole", s.page("dole", ask+"?for=dispute"), ask, "words", "I was not on the ferry."); a.status != http.StatusSeeOther {
		t.Errorf("disputed: %d %s", a.status, words(a.body))
	}
	for who, path := range map[string]string{"dole": ask + "?for=money", "cross": ask + "?for=papers", "vance": ask + "?for=papers", "other": ask + "?for=papers"} {
		if a := s.ask(who, "GET", path, nil); a.status != http.StatusNotFound {
			t.Errorf("%s by %s: %d", path, who, a.status)
		}
	}
	page = s.page("dole", at)
	if !strings.Contains(words(page), "My <b>coat</b> Not answered yet.") {
		t.Errorf("what was asked is not there: %s", words(page))
	}
}

// A disclosure is offered to whom something may be disclosed, under duties by their names.
func TestDisclosureIsToWhomItMayBe(t *testing.T) {
	s := newStation(t)
	s.after("ferry")
	form := s.page("quill", "/matters/ferry/acts/disclosed")
	_, to, _ := strings.Cut(form, `name="disclosure.to"`)
	to, _, _ = strings.Cut(to, "</select>")
	for _, who := range []string{"hart", "vance", "archer"} {
		if strings.Contains(to, `<option value="`+who+`"`) {
			t.Errorf("it may be handed to %s", who)
		}
	}
	for _, want := range []string{`<option value="dole">`, `<option value="cross">`, "Brady v. Maryland", "18 U.S.C. 2518(9)"} {
		if !strings.Contains(form, want) {
			t.Errorf("the form has no %s: %s", want, words(form))
		}
	}
}

// The auditor reads figures and the trail, and no one else does; a station without decisions has none.
func TestFiguresAndTrail(t *testing.T) {
	s := newStation(t)
	s.after("ferry")
	if text := words(s.page("audit", "/figures")); !strings.Contains(text, "nothing to show yet") || strings.Contains(text, "Hart") || strings.Contains(text, "ferry") {
		t.Errorf("the figures of one decision: %s", text)
	}
	s.ask("vance", "GET", "/figures", nil)
	if text := words(s.page("audit", "/trail")); !strings.Contains(text, "Ruth Vance was refused read figures auditor-counts") && !strings.Contains(text, "Ruth Vance was refused") {
		t.Errorf("the trail: %s", text)
	}
	for range 120 { // more than a page
		s.ask("vance", "GET", "/figures", nil)
	}
	first, back := s.page("audit", "/trail"), s.page("audit", "/trail?order=last")
	next := regexp.MustCompile(`href="/trail\?order=last&amp;before=(\d+)">Earlier lines`).FindStringSubmatch(back)
	if !strings.Contains(first, `href="/trail?order=last"`) || next == nil || strings.Count(back, `<td class="nw">`) != 100 {
		t.Fatalf("the last line first: %s", words(back))
	}
	before, _ := strconv.Atoi(next[1])
	if rest := s.page("audit", "/trail?order=last&before="+next[1]); strings.Count(rest, `<td class="nw">`) != before-1 || strings.Contains(rest, "Earlier lines") {
		t.Errorf("the lines before %s: %s", next[1], words(rest))
	}
	for _, path := range []string{"/figures", "/figures.csv", "/trail", "/trail?order=last"} {
		for _, who := range []string{"vance", "hart", "archer", "cross"} {
			if a := s.ask(who, "GET", path, nil); a.status != http.StatusForbidden {
				t.Errorf("%s by %s: %d", path, who, a.status)
			}
		}
	}
	if a := s.ask("audit", "GET", "/figures.csv", nil); a.status != 200 || !strings.HasPrefix(a.body, "told apart by,") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// The administrator invites, appoints and ends posts by the signing step; no one else sees the roll.
func TestRollPages(t *testing.T) {
	s := newStation(t)
	page := s.page("root", "/roll/account-invited")
	sign := s.send("root", page, "/roll/account-invited", "id", "newcomer", "name", `<i>New</i> Comer`)
	if sign.status != 200 || !strings.Contains(words(sign.body), "review and sign") {
		t.Fatalf("%d %s", sign.status, words(sign.body))
	}
	s.pass(time.Minute)
	if a := s.send("root", sign.body, "/roll/account-invited", "password", "not it at all", "code", s.code("root")); a.status != 403 {
		t.Fatalf("a wrong password: %d", a.status)
	}
	s.pass(time.Minute)
	if a := s.send("root", sign.body, "/roll/account-invited", "name", "Someone Else", "password", password, "code", s.code("root")); a.status != http.StatusConflict {
		t.Fatalf("a name other than the one shown: %d", a.status)
	}
	s.pass(time.Minute)
	done := s.send("root", sign.body, "/roll/account-invited", "password", password, "code", s.code("root"))
	if done.status != 200 || !strings.Contains(done.body, "affiant_i_") {
		t.Fatalf("%d %s", done.status, words(done.body))
	}
	// From the invitation one goes on to the post, for that account.
	to := regexp.MustCompile(`<a class="btn strong" href="(/roll/post-given\?of=[^"]*)">Appoint to a post`).FindStringSubmatch(done.body)
	if to == nil || !strings.Contains(s.page("root", to[1]), `<option value="newcomer" selected>`) {
		t.Errorf("from the invitation there is no way to a post: %v", to)
	}
	if text := words(s.page("root", "/roll?done=post-given")); !strings.Contains(text, "Entered, and in force: Appoint to a post.") {
		t.Error("it is not said that a post was given")
	}
	roll := s.page("root", "/roll")
	if !strings.Contains(words(roll), "<i>New</i> Comer newcomer none Invited; has not joined") || strings.Contains(roll, "affiant_i_") || strings.Contains(roll, "<i>New") {
		t.Errorf("the roll: %s", words(roll))
	}
	if a := s.send("root", s.page("root", "/roll/post-given"), "/roll/post-given", "id", "newcomer", "post.role", "magistrate"); a.status != 422 || !strings.Contains(words(a.body), "has a post at a court") || !strings.Contains(a.body, `value="newcomer" selected`) { // said before anyone signs
		t.Errorf("a magistrate without a court: %d %s", a.status, words(a.body))
	}
	for _, path := range []string{"/roll", "/roll/post-given", "/health", "/limits"} {
		for _, who := range []string{"vance", "hart", "audit"} {
			if a := s.ask(who, "GET", path, nil); a.status != http.StatusForbidden {
				t.Errorf("%s by %s: %d", path, who, a.status)
			}
		}
	}
	if text := words(s.page("root", "/health")); !strings.Contains(text, "was invited and has not joined") || !strings.Contains(text, "No magistrate of County Court can be found now") {
		t.Errorf("the health: %s", text)
	} else if !strings.Contains(text, "signs the log") || !strings.Contains(text, "the keys of new matters are wrapped under it") {
		t.Errorf("the keys: %s", text)
	}
	for at, want := range map[string][]string{
		"/limits":             {"sits under it", "Execute the search warrant", "Fed. R. Crim. P. 41(e)(2)(A)(i)", "14 days; a last day on which courts rest moves on", "Federal"},
		"/limits?place=us-az": {"Arizona (us-az)", "No court of this station sits under it", "5 days, whatever the last day is", "Ariz. Rev. Stat. 13-3918 (inferred)", "Its own", "6:30 a.m. to 10:00 p.m."},
	} {
		for _, who := range []string{"root", "archer"} {
			text := words(s.page(who, at))
			for _, w := range want {
				if !strings.Contains(text, w) {
					t.Errorf("%s by %s does not say %q: %s", at, who, w, text)
				}
			}
		}
	}
	if a := s.ask("root", "GET", "/limits?place=us-nowhere", nil); a.status != 404 {
		t.Errorf("limits of nowhere: %d", a.status)
	}
	if a := s.ask("root", "GET", "/roll/none", nil); a.status != 404 {
		t.Errorf("%d", a.status)
	}
}

// A ruling on what is not in question here is kept, and keeps no one from reading.
func TestRulingOnNothing(t *testing.T) {
	s := newStation(t)
	s.after("ferry")
	s.do("hart", "ferry", "ruling-made", `{"ruling":{"on":"Z9@purse.1","value":"sustained","by":"court","kept":true}}`)
	text := words(s.page("vance", "/matters/ferry/applications/purse/counsel"))
	if !strings.Contains(text, "1 ruling on record is not applied here") || !strings.Contains(text, "Z9@purse.1") || !strings.Contains(text, "For the court") {
		t.Error(text)
	}
}

// A factor that someone states stands on counsel's sheet with how far it counts, and leads to where a ruling on it can be tried.
func TestStatedFactorOnTheSheet(t *testing.T) {
	s := newStation(t)
	s.after("ferry")
	s.do("cross", "ferry", "statement-made", `{"statement":{"says":"stated","by":"counsel for Peter Dole","about":"The purse was like any other.","factor":"innocent-reading-open","application":"purse","on":["purse.1"]}}`)
	page := s.page("cross", "/matters/ferry/applications/purse/counsel")
	_, part, ok := strings.Cut(page, "Stated for the decided cases")
	if !ok {
		t.Fatal("the sheet does not say what is stated")
	}
	text := words(part)
	for _, want := range []string{"The acts told are also those of the innocent", "Peter Dole", "The purse was like any other.", "Stated by counsel for Peter Dole. It shows at ¶ 1.", "It counts in the decided cases."} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet does not say %q: %s", want, text)
		}
	}
	if href := attr(part, "href"); href != "/matters/ferry/reading?app=purse&respondent=dole#n-innocent--reading--open-purse-dole" {
		t.Errorf("it leads to %s", href)
	}
	// What a judge rules of it is in counsel's answers as in anyone's.
	s.do("hart", "ferry", "ruling-made", `{"ruling":{"on":"innocent-reading-open@purse.dole","value":"overruled","by":"factfinder","kept":true}}`)
	s.again("cross")
	if text := words(s.page("cross", "/matters/ferry/applications/purse/counsel")); !strings.Contains(text, "It was found not to be so, and counts for nothing.") {
		t.Errorf("the ruling is not on the sheet: %s", text)
	}
}
