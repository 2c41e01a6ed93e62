package hall_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
)

// emptyMatter opens a matter with nothing in it, by the page, and returns its page.
func (s *station) emptyMatter() string {
	s.t.Helper()
	a := s.send("vance", s.page("vance", "/open"), "/open", "title", "The ferry", "agency", "rangers", "court", "county")
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("%d %s", a.status, words(a.body))
	}
	return s.page("vance", a.header.Get("Location"))
}

// wholeOf is a matter as its officer reads it, whatever is in it.
func (s *station) wholeOf(id string) *record.Matter {
	s.t.Helper()
	v, err := s.clerk.Read(s.t.Context(), callerOf("vance"), record.MatterID(id), access.ReadSources, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return &v.Matter
}

var stepTag = regexp.MustCompile(`(?s)<li( aria-current="step")?( class="done")?><span class="tick"`)

// From an empty matter five steps lead to the first sentence, each with its one button; without script, and without a form for the affiant.
func TestFromNothingToTheFirstSentence(t *testing.T) {
	s := newStation(t)
	page := s.emptyMatter()
	button := func(page, want string) {
		t.Helper()
		list := regexp.MustCompile(`(?s)<a class="btn strong" href="([^"]*)">`).FindAllStringSubmatch(page, -1)
		if len(list) != 1 || list[0][1] != want {
			t.Errorf("the button to go on with is %v, and not one to %s", list, want)
		}
	}
	done := func(page string, want int) {
		t.Helper()
		n := 0
		for _, m := range stepTag.FindAllStringSubmatch(page, -1) {
			if m[2] != "" {
				n++
			}
		}
		if n != want || strings.Count(page, `aria-current="step"`) != 1 {
			t.Errorf("%d steps are ticked, want %d: %s", n, want, words(page))
		}
	}
	button(page, "/matters/the-ferry/begin")
	done(page, 0)
	if !strings.Contains(page, "<details class=\"due-else\"><summary>All acts (") {
		t.Error("all acts are not folded below")
	}

	// What is missing is said at once, all of it, and leads to where it is put right; nothing is entered, and what was typed stands.
	form := s.page("vance", "/matters/the-ferry/begin")
	a := s.send("vance", form, "/matters/the-ferry/begin", "whom", "Peter Dole")
	for _, want := range []string{`<a href="#kind-arrest">`, `<a href="#offences">`, ">Peter Dole</textarea>"} {
		if a.status != 422 || !strings.Contains(a.body, want) {
			t.Errorf("%d, without %s: %s", a.status, want, words(a.body))
		}
	}
	if m := s.wholeOf("the-ferry"); len(m.People) != 0 {
		t.Errorf("refused, and %d people are named", len(m.People))
	}

	// Offences are looked for by words of their elements as well; what was typed stands.
	b := s.send("vance", a.body, "/matters/the-ferry/begin", "look", "yes", "_find", "steal force")
	if n := strings.Count(b.body, `name="offence"`); b.status != 200 || n != 1 || !strings.Contains(b.body, ">Peter Dole</textarea>") {
		t.Errorf("no offence has these words, and %d are shown", n-1)
	}
	b = s.send("vance", b.body, "/matters/the-ferry/begin", "look", "yes", "_find", "Force Property")
	if !strings.Contains(b.body, `id="o-robbery"`) || strings.Contains(b.body, `id="o-homicide"`) {
		t.Error("an offence is not found by its elements, or others are")
	}

	a = s.send("vance", b.body, "/matters/the-ferry/begin", "kind", "arrest", "whom", "Peter Dole\nunknown\nPeter Dole", "offence", "theft", "statute", "R.I. Gen. Laws 11-41-1")
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/matters/the-ferry/applications/arrest/first-source" {
		t.Fatalf("%d to %s: %s", a.status, a.header.Get("Location"), words(a.body))
	}
	m := s.wholeOf("the-ferry")
	app := m.Application("arrest")
	me := m.Person(app.Affiant)
	if me == nil || me.Account != "vance" || len(app.Respondents) != 2 || m.Person(app.Respondents[0]).Name != "Peter Dole" || m.Person(app.Respondents[1]).Name != "unknown" {
		t.Errorf("affiant %+v, against %v of %+v", me, app.Respondents, m.People)
	}
	if o := app.Offence; o.Title != "theft" || o.Statute != "R.I. Gen. Laws 11-41-1" || len(o.Elements) != 4 || o.Elements[0].Kind != record.Act {
		t.Errorf("the offence: %+v", o)
	}
	done(s.page("vance", "/matters/the-ferry"), 3)
	button(s.page("vance", "/matters/the-ferry"), "/matters/the-ferry/applications/arrest/first-source")

	source := s.page("vance", "/matters/the-ferry/applications/arrest/first-source")
	if a = s.send("vance", source, "/matters/the-ferry/applications/arrest/first-source", "words", "I saw him take it."); a.status != 422 || !strings.Contains(a.body, ">I saw him take it.</textarea>") {
		t.Errorf("without a time: %d", a.status)
	}
	if a = s.send("vance", a.body, "/matters/the-ferry/applications/arrest/first-source", "when", "3 March 2026"); a.status != 422 || !strings.Contains(words(a.body), "was seen by now") {
		t.Errorf("at a time that is still to come: %d %s", a.status, words(a.body))
	}
	a = s.send("vance", a.body, "/matters/the-ferry/applications/arrest/first-source", "words", "I saw him take it.\nHe ran.", "when", "1 March 2026, 10:05 p.m.")
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/matters/the-ferry/applications/arrest/edit" {
		t.Fatalf("%d to %s: %s", a.status, a.header.Get("Location"), words(a.body))
	}
	if x := s.wholeOf("the-ferry").Sources; len(x) != 1 || x[0].Kind != record.Observation || x[0].Author != me.ID || x[0].Seen != record.FirstHand || x[0].Time != "2026-03-01T22:05" || len(x[0].Lines) != 2 {
		t.Errorf("the source: %+v", x)
	}
	done(s.page("vance", "/matters/the-ferry"), 4)
	button(s.page("vance", "/matters/the-ferry"), "/matters/the-ferry/applications/arrest/edit")
	a = s.send("vance", s.page("vance", "/matters/the-ferry/applications/arrest/edit"), "/matters/the-ferry/applications/arrest/edit", "assertion.text", "I saw Peter Dole take it.", "assertion.basis", "observed", "assertion.cites", "observation:1")
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if page = s.page("vance", "/matters/the-ferry"); strings.Contains(page, "To the first sentence") {
		t.Error("the steps stand there when the sentence is written")
	}
}

// A search, for a colleague, with an offence of one's own: people are named once, whoever has the name of someone who is there is that one, and who holds the place
// is named as well.
func TestBeginASearch(t *testing.T) {
	s := newStation(t)
	s.emptyMatter()
	s.do("vance", "the-ferry", "person-named", `{"person":{"id":"pd","name":"Peter Dole"}}`)
	s.enrol(invited("ray", "Ray Mills"))
	s.enrol(affiantAt("ray"))
	s.join("ray")
	page := s.page("vance", "/matters/the-ferry/begin")
	if strings.Contains(page, `value="other"`) || strings.Contains(page, `value="stone"`) || !strings.Contains(page, `<option value="ray">Ray Mills</option>`) {
		t.Errorf("those who may swear to it are others than the officers of the agency: %s", page[strings.Index(page, `id="affiant"`):][:400])
	}
	at := "/matters/the-ferry/begin"
	a := s.send("vance", page, at, "affiant", "ray", "kind", "search", "whom", "peter dole", "whose", "Ann Holder", "offence", "own", "own.title", "Hoarding")
	if a.status != 422 || !strings.Contains(a.body, `<a href="#place">`) || !strings.Contains(a.body, `<a href="#f-own-elements-0-title">`) {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	a = s.send("vance", a.body, at, "place", "12 Pier Road, second floor", "items", "a red purse\nits contents", "own.elements.0.title", "things were kept back", "own.elements.0.kind", "act", "own.elements.1.title", "there", "own.elements.1.kind", "nexus")
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	m := s.wholeOf("the-ferry")
	app := m.Application("search")
	if app == nil || len(m.People) != 3 || app.Respondents[0] != "pd" || m.Person(app.Affiant).Account != "ray" || m.Person(app.Place.Whose[0]).Name != "Ann Holder" || len(app.Items) != 2 {
		t.Fatalf("%+v of %+v", app, m.People)
	}
	if o := app.Offence; o.Title != "Hoarding" || len(o.Elements) != 2 || o.Elements[0].ID != "things-were-kept-back" || o.Elements[1].Kind != record.Nexus {
		t.Errorf("%+v", o)
	}
	// Who keeps down what he saw for another's affidavit told it to him.
	a = s.send("vance", s.page("vance", "/matters/the-ferry/applications/search/first-source"), "/matters/the-ferry/applications/search/first-source", "words", "I saw it.", "when", "unknown")
	m = s.wholeOf("the-ferry")
	if a.status != http.StatusSeeOther || len(m.Sources) != 1 || m.Sources[0].Seen != record.Told || m.Person(m.Sources[0].Author).Account != "vance" {
		t.Errorf("%d %s %+v", a.status, words(a.body), m.Sources)
	}
	// The next application of the same matter has another name, and goes straight to the editor: sources are there.
	a = s.send("vance", s.page("vance", at), at, "kind", "arrest", "who", "pd", "offence", "theft")
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/matters/the-ferry/applications/arrest/edit" {
		t.Errorf("%d to %s: %s", a.status, a.header.Get("Location"), words(a.body))
	}
}

// A form that wants something of the matter which is not there leads to where it is entered, and comes back with every word and with it chosen: however many deep.
func TestAsideAndBack(t *testing.T) {
	s := newStation(t)
	s.emptyMatter()
	const long, person, source = "/matters/the-ferry/acts/application-drafted", "/matters/the-ferry/acts/person-named", "/matters/the-ferry/acts/source-logged"
	page := s.page("vance", long)
	if !strings.Contains(page, `name="enter" value="person-named choice affiant"`) || !strings.Contains(page, "Name a person") {
		t.Fatalf("no one can be chosen, and nothing leads to where someone is named: %s", words(page))
	}
	a := s.send("vance", page, long, "kind", "arrest", "offence.title", "theft & more", "enter", "person-named choice affiant")
	if a.status != 200 || !strings.Contains(a.body, `action="`+person+`"`) || strings.Contains(a.body, "theft") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	a = s.send("vance", a.body, person, "person.name", "Ruth Vance")
	f, ok := formOf(a.body, long)
	if a.status != 200 || !ok || f.Get("affiant") != "ruth-vance" || f.Get("offence.title") != "theft & more" || f.Get("kind") != "arrest" {
		t.Fatalf("%d, and the form has %v: %s", a.status, f, words(a.body))
	}
	// From there to a source, from that to its author, and back and back.
	a = s.send("vance", a.body, long, "enter", "source-logged many incorporates")
	a = s.send("vance", a.body, source, "source.kind", "report", "source.title", "The report", "enter", "person-named choice source.author")
	a = s.send("vance", a.body, person, "_back", "yes")
	if f, _ = formOf(a.body, source); f.Get("source.title") != "The report" || f.Get("source.author") != "" {
		t.Fatalf("back without it: %v %s", f, words(a.body))
	}
	a = s.send("vance", a.body, source, "source.lines", "It was taken.")
	if f, ok = formOf(a.body, long); !ok || f.Get("incorporates") != "the-report" || f.Get("affiant") != "ruth-vance" || f.Get("offence.title") != "theft & more" {
		t.Fatalf("%v %s", f, words(a.body))
	}
	// A form of another's is not come back to.
	sealed, _ := formOf(s.send("vance", a.body, long, "enter", "person-named choice affiant").body, person)
	s.do("vance", "the-ferry", "source-logged", `{"source":{"id":"x","kind":"report","printed":"none"}}`)
	s.enrol(invited("ray", "Ray Mills"))
	s.enrol(affiantAt("ray"))
	s.join("ray")
	b := s.send("ray", s.page("ray", person), person, "person.name", "Someone", "_return", sealed.Get("_return"))
	if b.status != http.StatusSeeOther {
		t.Errorf("another's form was come back to: %d %s", b.status, words(b.body))
	}
	// Only to what a form may want.
	if b = s.send("vance", a.body, long, "enter", "sworn choice affiant"); b.status != 422 {
		t.Errorf("%d %s", b.status, words(b.body))
	}
	// In the editor someone is named without losing the sentence.
	s.write("dock")
	const edit = "/matters/dock/applications/purse/edit"
	a = s.ask("vance", "POST", edit, form(s.page("vance", edit), edit, "assertion.text", "Ann saw it.", "identify", "Ann"))
	a = s.ask("vance", "POST", edit, form(a.body, edit, "enter", "person-named choice assertion.identifies.0.person"))
	if a.status != 200 || !strings.Contains(a.body, "the sentence that you were writing") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	const named = "/matters/dock/acts/person-named"
	a = s.send("vance", a.body, named, "person.name", "Ann Onlooker")
	if a.status != 200 || !strings.Contains(a.body, "Ann saw it.") || !strings.Contains(a.body, `<option value="ann-onlooker" selected>`) {
		t.Errorf("%d %s", a.status, words(a.body))
	}
}

// In a matter in which no one of the court is named yet, those who may take the oath are offered all the same: whoever is chosen is named in it.
func TestOathBeforeOneWhoIsNotNamedYet(t *testing.T) {
	s := newStation(t)
	s.emptyMatter()
	a := s.send("vance", s.page("vance", "/matters/the-ferry/begin"), "/matters/the-ferry/begin", "kind", "arrest", "whom", "Peter Dole", "offence", "own", "own.title", "landing", "own.elements.0.title", "the respondent left the ferry", "own.elements.0.kind", "act")
	const saw, edit, oath = "/matters/the-ferry/applications/arrest/first-source", "/matters/the-ferry/applications/arrest/edit", "/matters/the-ferry/applications/arrest/oath"
	a = s.send("vance", s.page("vance", saw), saw, "words", "I saw Peter Dole leave the ferry.", "when", "1 March 2026")
	a = s.send("vance", s.page("vance", edit), edit, "assertion.text", "I saw Peter Dole leave the ferry.", "assertion.basis", "observed", "assertion.cites", "observation:1")
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	for {
		gate := "/matters/the-ferry/applications/arrest/gate"
		page := s.page("vance", gate)
		f, ok := formOf(page, gate)
		if !ok || f.Get("flaw") == "" {
			break
		}
		if a = s.send("vance", page, gate, "act", "as-written", "because", "it is what I saw"); a.status != http.StatusSeeOther {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
	}
	page := s.page("vance", oath)
	for _, want := range []string{`<option value="account:hart">Judge Hart, magistrate</option>`, `<option value="account:archer">Tom Archer, clerk: in person only</option>`} {
		if !strings.Contains(page, want) {
			t.Errorf("not offered: %s in %s", want, words(page))
		}
	}
	if strings.Contains(page, `value="account:stone"`) {
		t.Error("one who may not take an oath is offered")
	}
	if b := s.send("vance", page, oath, "oath.by", "account:stone", "oath.means", "telephone"); b.status != 422 || len(s.wholeOf("the-ferry").People) != 2 {
		t.Errorf("before one who may not take it: %d %s", b.status, words(b.body))
	}
	a = s.send("vance", page, oath, "oath.by", "account:hart", "oath.means", "telephone")
	if a.status != 200 || !strings.Contains(a.body, "This will be entered, in your name") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	s.pass(time.Minute)
	if a = s.send("vance", a.body, oath, "password", password, "code", s.code("vance")); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "the-ferry", access.ReadPapers, "arrest")
	if err != nil {
		t.Fatal(err)
	}
	if o := v.Matter.Application("arrest").Oath; o == nil || v.Matter.Person(o.By) == nil || v.Matter.Person(o.By).Account != "hart" || len(v.Matter.People) != 3 {
		t.Errorf("sworn %+v, before one of %+v", o, v.Matter.People)
	}
}

// In a browser, by keyboard alone, from the desk to the first sentence; the pages are sound.
func TestBeginByKeyboard(t *testing.T) {
	s := newStation(t)
	b := s.sit()
	b.run(screen(wide, tall, light))
	b.signIn("vance")
	b.visit("/open")
	b.fill("#title", "The ferry")
	b.run(chromedp.KeyEvent(kb.Enter))
	b.says("To the first sentence")
	b.inspect("matter-empty", "/matters/the-ferry")
	b.inspect("begin", "/matters/the-ferry/begin")
	b.visit("/matters/the-ferry/begin")
	b.until(`getComputedStyle(document.querySelector('#place')).display !== 'none'`)
	b.run(script(`document.querySelector('#kind-search').focus()`), chromedp.KeyEvent(" "), chromedp.KeyEvent(kb.ArrowUp))
	b.until(`document.querySelector('#kind-arrest').checked && document.querySelector('#place').offsetParent === null`)
	b.run(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent("Peter Dole"), chromedp.KeyEvent(kb.Tab))
	b.until(`document.activeElement.id === 'find'`)
	b.run(chromedp.KeyEvent("stolen"))
	b.until(`document.querySelectorAll('.offences > li:not([hidden])').length === 2`)
	b.run(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	b.until(`document.querySelector('#o-receiving-stolen-property').checked && document.querySelector('.elements').checkVisibility !== undefined`)
	b.run(script(`document.querySelector('#statute').focus()`), chromedp.KeyEvent(kb.Enter))
	b.says("A first source")
	b.inspect("first-source", "/matters/the-ferry/applications/arrest/first-source")
	b.visit("/matters/the-ferry/applications/arrest/first-source")
	b.fill("#saw", "I saw it.")
	b.fill("#when", "2 March 2026")
	b.run(chromedp.KeyEvent(kb.Enter))
	b.until(`document.getElementById('text') !== null`)
	time.Sleep(100 * time.Millisecond)
	b.run(chromedp.KeyEvent("He had it."))
	b.until(`document.getElementById('text').value === 'He had it.'`)
}

// Whatever has become of an application, another is begun beside it, as the law has it for one that was refused or sent back: by who may write for the agency, and by no one else.
func TestAnotherIsBegun(t *testing.T) {
	for name, bring := range map[string]func(*station){
		"sworn":    func(s *station) { s.bench("ferry") },
		"refused":  func(s *station) { s.decide("denied") },
		"returned": func(s *station) { s.decide("returned") },
		"live":     func(s *station) { s.warrant("ferry") },
	} {
		s := newStation(t)
		bring(s)
		const begin = "/matters/ferry/begin"
		page := s.page("vance", "/matters/ferry")
		if !strings.Contains(page, `href="`+begin+`"`) {
			t.Errorf("%s: nothing leads to another application: %s", name, words(page))
		}
		if anew := strings.Contains(page, "Begin another, for what is sworn anew"); anew != (name == "refused" || name == "returned") {
			t.Errorf("%s: another is offered beside it: %v", name, anew)
		}
		const open = "it will not be under the seal that this one is under"
		if strings.Contains(page, open) {
			t.Errorf("%s: it is said to be under a seal", name)
		}
		if name == "refused" {
			s.do("hart", "ferry", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant","application":"purse"}}`)
			if page := s.page("vance", "/matters/ferry"); !strings.Contains(page, "Begin another, for what is sworn anew; "+open) {
				t.Errorf("%s, under a seal of its own: %s", name, words(page))
			}
		}
		a := s.send("vance", s.page("vance", begin), begin, "kind", "arrest", "whom", "Nell Hay", "offence", "theft")
		if a.status != http.StatusSeeOther || !strings.Contains(a.header.Get("Location"), "/applications/arrest/") {
			t.Errorf("%s: %d %s", name, a.status, words(a.body))
		}
		for _, who := range []string{"hart", "archer", "other"} {
			if x := s.ask(who, "GET", begin, nil); x.status < 400 {
				t.Errorf("%s: %s may begin one", name, who)
			}
		}
	}
}

// decide has the ferry before Judge Hart, who decides so.
func (s *station) decide(act string) {
	s.t.Helper()
	s.bench("ferry")
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"`+act+`","finding":"say what he did"}}`, s.digest("hart", "ferry"))
}

// What is not filled in of the four questions is said of each, also of whom or what place where it is not said which is asked for.
func TestBeginSaysEveryEmptyQuestion(t *testing.T) {
	s := newStation(t)
	s.emptyMatter()
	const at = "/matters/the-ferry/begin"
	a := s.send("vance", s.page("vance", at), at)
	for _, want := range []string{`<a href="#kind-arrest">`, `<a href="#whom">`, `<a href="#offences">`} {
		if a.status != 422 || !strings.Contains(a.body, want) {
			t.Errorf("%d: there is no %s: %s", a.status, want, words(a.body))
		}
	}
}
