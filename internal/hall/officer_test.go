package hall_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

const warrantsAt = "/matters/ferry/applications/purse/warrants"

// TestAlertsInLists: that something came in is said where warrants and matters are listed, until someone has seen it.
func TestAlertsInLists(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	s.again("pratt", "vance")
	if list := words(s.page("pratt", "/warrants")); strings.Contains(list, "alert") {
		t.Fatal(list)
	}
	s.do("vance", "ferry", "source-logged", `{"source":{"id":"died","kind":"report","author":"vance","time":"2026-03-02","lines":[{"n":1,"text":"Peter Dole died on February 27, 2026."}]}}`)
	if list := words(s.page("pratt", "/warrants")); !strings.Contains(list, "1 alert to be seen before it is executed") {
		t.Error(list)
	}
	if desk := words(s.page("vance", "/")); !strings.Contains(desk, "1 alert to be seen") {
		t.Error(desk)
	}
	if page := words(s.page("pratt", warrantsAt)); !strings.Contains(page, "Peter Dole died on February 27") {
		t.Error(page)
	}
	s.do("vance", "ferry", "alert-seen", `{"alert":"alert-1","seen":{"by":"vance","act":"holds-off"}}`)
	if list := words(s.page("pratt", "/warrants")); strings.Contains(list, "alert") {
		t.Error(list)
	}
}

func TestWarrantPage(t *testing.T) {
	s := newStation(t)
	s.bench("mill")
	s.warrant("ferry")
	s.again("pratt", "vance", "other", "cross", "audit")
	list := words(s.page("pratt", "/warrants"))
	if !strings.Contains(list, "The ferry") || strings.Contains(list, "The mill") {
		t.Errorf("the list: %s", list)
	}
	page := s.page("pratt", warrantsAt)
	text := words(page)
	for _, want := range []string{"It lives.", "As of 2 March 2026", "to arrest Peter Dole", "by Judge Hart", "Larceny"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q: %s", want, text)
		}
	}
	for _, not := range []string{"I saw Peter Dole", "seen by the affiant"} {
		if strings.Contains(text, not) {
			t.Errorf("the officer reads of the affidavit: %q", not)
		}
	}
	if a := s.send("pratt", page, warrantsAt+"/serve", "place", "12 Dock Street"); a.status != 422 || !strings.Contains(a.body, "12 Dock Street") {
		t.Errorf("nothing is said of what was done: %d", a.status)
	}
	if a := s.send("pratt", page, warrantsAt+"/serve", "act", "attempted", "place", "12 Dock Street"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	page = s.page("pratt", warrantsAt+"?done=executed")
	if text := words(page); !strings.Contains(text, "you told of an attempt.") || !strings.Contains(text, "Attempted, and not carried out , 12 Dock Street") || !strings.Contains(text, "Ned Pratt") || !strings.Contains(text, "It lives.") {
		t.Error(text)
	}
	if a := s.send("pratt", page, warrantsAt+"/return"); a.status != http.StatusConflict || !strings.Contains(words(a.body), "does not say why") {
		t.Errorf("an unserved return without a reason: %d %s", a.status, words(a.body))
	}
	late := page
	sure := s.send("pratt", page, warrantsAt+"/serve", "act", "arrested", "place", "the pier")
	if text := words(sure.body); sure.status != 200 || !strings.Contains(text, "Entering this ends the warrant") || !strings.Contains(text, "the pier") || !strings.Contains(words(s.page("pratt", warrantsAt)), "It lives.") {
		t.Fatalf("a warrant ends at one press: %d %s", sure.status, text)
	}
	if a := s.send("pratt", sure.body, warrantsAt+"/serve", "_again", "yes"); a.status != 200 || !strings.Contains(a.body, "the pier") || !strings.Contains(words(a.body), "It lives.") {
		t.Errorf("there is no way back: %d %s", a.status, words(a.body))
	}
	if a := s.send("pratt", sure.body, warrantsAt+"/serve"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if text := words(s.page("pratt", warrantsAt+"?done=executed")); !strings.Contains(text, "you told of service.") || !strings.Contains(text, "It is dead: ") || strings.Contains(text, "Say what was done") {
		t.Error(text)
	}
	if a := s.send("pratt", late, warrantsAt+"/serve", "act", "arrested", "_key", "another"); a.status != http.StatusConflict || !strings.Contains(words(a.body), "is dead") {
		t.Errorf("a second arrest: %d %s", a.status, words(a.body))
	}
	a := s.send("pratt", s.page("pratt", warrantsAt), warrantsAt+"/return", "inventory", "a red purse", "others", "Ada Byrd\nNed Pratt", "receipt", "at the door")
	if a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "ferry", access.ReadDocket, "purse")
	if err != nil {
		t.Fatal(err)
	}
	r := v.Matter.Application("purse").Warrants[0].Returned
	if r == nil || r.By != "pratt" || len(r.Witnesses) != 2 || v.Matter.Person(r.Witnesses[0]).Name != "Ada Byrd" || v.Matter.Person("pratt").Roles[0] != record.Executing {
		t.Errorf("%+v", r)
	}
	if strings.Contains(s.page("pratt", "/warrants"), "The ferry") {
		t.Error("a warrant that was returned is out")
	}
	for _, who := range []string{"other", "audit"} {
		if a := s.ask(who, "GET", warrantsAt+"/state", nil); a.status == 200 {
			t.Errorf("%s is told the state of the warrant", who)
		}
	}
}

// Hostile words in what an officer writes are shown as words; a name that is no word makes no bad one.
func TestWarrantHostile(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	const evil = `"><script>alert(1)</script>` + "\u202e"
	page := s.page("pratt", warrantsAt)
	if a := s.send("pratt", page, warrantsAt+"/serve", "act", "attempted", "place", evil); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a := s.send("pratt", page, warrantsAt+"/return", "unserved", evil, "others", "§§§\n"+evil); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if page := s.page("pratt", warrantsAt); strings.Contains(page, "<script>alert") || strings.Contains(page, "\u202e") {
		t.Error("hostile words stand in the page as they are")
	}
}

// A deadSpot is where the connection is lost: what is sent is cut off, and nothing is answered.
type deadSpot struct {
	next http.Handler
	out  atomic.Bool
}

func (d *deadSpot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if d.out.Load() {
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			c.Close()
		}
		return
	}
	d.next.ServeHTTP(w, r)
}

// On a telephone in a dead spot: what is written is kept, the page says since when it knows nothing new, even when it is loaded again;
// it is entered once when there is a connection. What comes too late for a warrant that died is refused, and said.
func TestWarrantInDeadSpot(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	s.warrant("mill")
	spot := &deadSpot{next: s.handler}
	s.handler = spot
	b := s.sit()
	b.run(screen(phoneWide, phoneTall, light))
	b.signIn("pratt")
	b.visit(warrantsAt)
	b.run(script(`navigator.serviceWorker.ready.then(() => {})`)) // a promise is true before it is kept, so it is waited for
	b.visit(warrantsAt)                                           // now through the worker
	b.until(`navigator.serviceWorker.controller !== null`)
	b.visit(warrantsAt)
	spot.out.Store(true)
	b.tabTo(`[name=act]`)
	b.keys(" ")
	b.tabTo(`[name=place]`)
	b.keys("12 Dock Street")
	b.keys(kb.Enter)
	b.says("Kept on this device, not yet entered")
	b.until(`document.activeElement === document.querySelector('[data-outbox]')`) // what one reads next
	b.says("What was done: Attempted")
	b.says("Where: 12 Dock Street")
	b.says("Written 2 March 2026, 9:")
	b.says("No connection. What stands here was known 2 March 2026")
	b.says("It lived when last known")
	b.picture("warrant-dead-spot-phone")
	b.visit(warrantsAt)
	b.says("No connection.")
	b.says("12 Dock Street")
	spot.out.Store(false)
	b.run(script(`dispatchEvent(new Event('online'))`))
	b.says("Entered: you told of an attempt")
	if eval[bool](b, `document.querySelector('.kept') !== null`) {
		t.Error("it is kept still")
	}
	n := 0
	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "ferry", access.ReadDocket, "purse")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range v.Matter.Application("purse").Execution {
		if e.Place == "12 Dock Street" && e.Time.Known() {
			n++
		}
	}
	if n != 1 {
		t.Errorf("it was entered %d times", n)
	}
	// The other warrant is recalled while the officer is in the dead spot.
	const mill = "/matters/mill/applications/purse/warrants"
	b.visit(mill)
	spot.out.Store(true)
	s.do("hart", "mill", "warrant-recalled", `{"application":"purse","warrant":"w1","recall":{"by":"hart","because":"the case has ended"}}`)
	b.tick(`[name=act]`)
	b.hit(kb.ArrowRight) // Arrested
	b.enter(`[data-serves] .btn`)
	b.enter(`.sure .btn.strong`) // asked once more in a dead spot too
	b.says("Kept on this device")
	b.tabTo(`[data-serves] [name=place]`)
	b.hit("1")
	spot.out.Store(false)
	b.run(script(`dispatchEvent(new Event('online'))`))
	b.says("Not entered: What was done under warrant w1")
	b.says("is dead: it was recalled")
	b.says("It may not be executed")
	b.picture("warrant-late-phone")
	if at := eval[string](b, `document.activeElement.className`); at != "lives dead" {
		t.Errorf("the field in which one wrote is gone, and one stands on %q", at)
	}
	b.backTo(`.kept .btn`)
	b.hit(kb.Enter)
	b.until(`document.querySelector('.kept') === null`)
	b.tabTo(`[data-zone] a`) // from where that stood
	b.signOut()
	if kept := eval[int](b, `caches.keys().then(k => k.length + localStorage.length)`); kept != 0 {
		t.Errorf("after signing out %d things are kept in the browser", kept)
	}
}

// What is kept for a dead spot is kept for one person: another who signs in on the device, without the first having signed out, is shown nothing of it.
func TestWarrantKeptForOne(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	spot := &deadSpot{next: s.handler}
	s.handler = spot
	b := s.sit()
	b.signIn("pratt")
	b.visit(warrantsAt)
	b.run(script(`navigator.serviceWorker.ready.then(() => {})`)) // a promise is true before it is kept, so it is waited for
	b.visit(warrantsAt)
	b.until(`navigator.serviceWorker.controller !== null`)
	b.visit(warrantsAt)
	b.until(`caches.open('affiant-warrants-2').then(c => c.keys()).then(k => k.some(r => r.url.includes('/warrants?whose=pratt')))`)
	if err := s.desk.End(t.Context(), "pratt", ""); err != nil {
		t.Fatal(err)
	}
	spot.out.Store(true)
	b.visit(warrantsAt) // the same person's device, in the dead spot still
	b.says("No connection.")
	spot.out.Store(false)
	b.signIn("vance")
	b.until(`localStorage.getItem('affiant whose') === 'vance'`)
	if n := eval[int](b, `caches.keys().then(async l => { let n = 0; for (const k of l) n += (await (await caches.open(k)).keys()).filter(r => r.url.includes('/warrants')).length; return n; })`); n != 0 {
		t.Errorf("%d pages of another are kept", n)
	}
	spot.out.Store(true)
	if _, err := chromedp.Run(b.ctx, chromedp.Navigate(b.base+warrantsAt)); err == nil {
		if text := eval[string](b, `document.body.innerText`); strings.Contains(text, "warrant") {
			t.Errorf("another is shown what was kept: %s", text)
		}
	}
}

func TestOfficerPagesAreSound(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	s.warrant("mill")
	s.do("vance", "ferry", "source-logged", `{"source":{"id":"alibi","kind":"report","author":"stone","time":"2026-03-02","lines":[{"n":1,"text":"Peter Dole did not take a red purse from the deck of the ferry; he was in Providence."}]}}`)
	s.do("hart", "mill", "warrant-recalled", `{"application":"purse","warrant":"w1","recall":{"by":"hart","because":"the case has ended"}}`)
	b := s.sit()
	b.signIn("pratt")
	b.inspect("warrant-list", "/warrants")
	b.inspect("warrant", warrantsAt)
	b.inspect("warrant-dead", "/matters/mill/applications/purse/warrants")
	b.run(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	if eval[bool](b, `[...document.querySelectorAll('form, .find')].some(e => e.checkVisibility())`) {
		t.Error("forms are printed")
	}
}

// The session ends while something is kept: the page says so, and what was written is sent when the officer has signed in again.
func TestWarrantKeptAcrossSignIn(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	spot := &deadSpot{next: s.handler}
	s.handler = spot
	b := s.sit()
	b.run(screen(phoneWide, phoneTall, light))
	b.signIn("pratt")
	b.visit(warrantsAt)
	spot.out.Store(true)
	b.click(`[name=act][value=attempted]`)
	b.fill(`[name=place]`, "12 Dock Street")
	b.press("Enter it")
	b.says("Kept on this device")
	s.pass(3 * time.Hour)
	spot.out.Store(false)
	b.run(script(`dispatchEvent(new Event('online'))`))
	b.says("You are signed out.")
	b.says("what is kept here is sent")
	b.click(`[data-asof] a`)
	b.until(`location.pathname === '/sign-in'`)
	b.fill("#account", "pratt")
	b.fill("#password", password)
	b.fill("#code", b.code("pratt"))
	b.run(chromedp.Click(chromedp.CSS(`form[action="/sign-in"] .btn.strong`)))
	b.says("Entered: you told of an attempt")
	b.says("12 Dock Street")
}

// TestWarrantToldLate: when the time of a warrant has passed, its page says that nothing may be done under it any more, and takes what was done before, with
// the time.
func TestWarrantToldLate(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen by the affiant"}}`, s.digest("hart", "ferry"))
	until := s.clock().Add(-4 * time.Hour) // the court is five hours behind
	s.do("hart", "ferry", "warrant-issued", `{"application":"purse","warrant":{"id":"w1","by":"hart","respondents":["dole"],"until":"`+until.Format("2006-01-02T15:04")+`"}}`)
	if page := s.page("pratt", warrantsAt); strings.Contains(words(page), "may still be told") {
		t.Error("a warrant that lives is told late")
	}
	s.pass(5 * time.Hour)
	s.again("pratt")
	page := s.page("pratt", warrantsAt)
	if text := words(page); !strings.Contains(text, "It is dead: its time ended") || !strings.Contains(text, "may still be told") {
		t.Fatal(text)
	}
	if a := s.send("pratt", page, warrantsAt+"/serve", "act", "arrested", "time", until.Add(time.Minute).Format("2006-01-02T15:04")); a.status != http.StatusConflict {
		t.Errorf("too late: %d %s", a.status, words(a.body))
	}
	if a := s.send("pratt", page, warrantsAt+"/serve", "act", "arrested", "time", until.Add(-time.Minute).Format("2006-01-02T15:04"), "_key", "another", "_sure", "yes"); a.status != 303 {
		t.Errorf("in time: %d %s", a.status, words(a.body))
	}
	if text := words(s.page("pratt", warrantsAt)); strings.Contains(text, "may still be told") {
		t.Error(text)
	}
}

// TestWarrantInTheHourTwice: while the clocks are put back the page asks which of the two is meant, and of no other time.
func TestWarrantInTheHourTwice(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	if strings.Contains(words(s.page("pratt", warrantsAt)), "shows twice") {
		t.Error("it is asked in March")
	}
	s.pass(time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC).Sub(s.clock()))
	s.again("pratt")
	page := s.page("pratt", warrantsAt)
	if text := words(page); !strings.Contains(text, "Of an hour that the clock shows twice") || !strings.Contains(text, "put back to 1 November 2026, 1:00 a.m. (UTC-04:00)") {
		t.Error(text)
	}
	if a := s.send("pratt", page, warrantsAt+"/serve", "act", "attempted", "time", "2026-11-01T01:30"); a.status != 422 || !strings.Contains(words(a.body), "comes twice at the court") {
		t.Errorf("not said which: %d %s", a.status, words(a.body))
	}
	for at, want := range map[string]string{"2026-11-01T01:30": "1:30 a.m. (UTC-05:00)", "2026-11-01T02:30": "2:30 a.m., Ned"} { // of the second the offset is passed over
		if a := s.send("pratt", page, warrantsAt+"/serve", "act", "attempted", "time", at, "offset", "-05:00", "_key", "key-of-"+at); a.status != 303 {
			t.Errorf("%s: %d %s", at, a.status, words(a.body))
		}
		if text := words(s.page("pratt", warrantsAt)); !strings.Contains(text, want) {
			t.Errorf("%s is not there as %q: %s", at, want, text)
		}
	}
}

// A warrant for the daytime says between which hours that is where its court sits.
func TestDaytimeHasItsHours(t *testing.T) {
	s := newStation(t)
	m := record.Matter{ID: "mill", Title: "The mill", Jurisdiction: "us-ri", People: []record.Person{{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"},
		{ID: "lowe", Name: "Judge Lowe", Roles: []record.Role{record.Magistrate}}},
		Applications: []record.Application{{ID: "shed", Kind: record.Search, Affiant: "vance", Place: &record.Place{Describe: "12 Dock Street"}, Items: []string{"a purse"},
			Offence:      record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took it", Kind: "act"}}},
			Affidavit:    record.Affidavit{Assertions: []record.Assertion{{N: 1, Text: "It was gone."}}},
			Presentments: []record.Presentment{{Magistrate: "lowe", Decisions: []record.Decision{{Act: "granted"}}}},
			Warrants:     []record.Issued{{ID: "w1", By: "lowe", Time: "2026-03-01T10:00", Until: "2026-03-09T20:00", Hours: "daytime"}}}}}
	if _, err := s.clerk.RecountAll(t.Context(), []clerk.Told{{By: clerk.Caller{Account: "vance"}, Agency: "rangers", Court: "county", Matter: m}}); err != nil {
		t.Fatal(err)
	}
	if text := words(s.page("vance", "/matters/mill/applications/shed/warrants")); !strings.Contains(text, "In the daytime (6:00 a.m. to 10:00 p.m.)") {
		t.Error(text)
	}
}
