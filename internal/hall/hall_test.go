package hall_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

func callerOf(account string) clerk.Caller { return clerk.Caller{Account: account} }

func TestSignInAndOut(t *testing.T) {
	s := newStation(t)
	if a := s.ask("", "GET", "/matters/ferry?x=1", nil); a.status != http.StatusSeeOther || a.header.Get("Location") != "/sign-in?to=%2Fmatters%2Fferry%3Fx%3D1" {
		t.Fatalf("%d to %s", a.status, a.header.Get("Location"))
	}
	page := s.page("", "/sign-in?to=/search?words=purse")
	s.pass(time.Minute)
	a := s.send("", page, "/sign-in", "account", "vance", "password", password, "code", "000000")
	if a.status != http.StatusUnauthorized || !strings.Contains(a.body, "The account, the password or the code is wrong") {
		t.Fatalf("a wrong code: %d %s", a.status, words(a.body))
	}
	a = s.send("", a.body, "/sign-in", "password", password, "code", s.code("vance")[:3]+" "+s.code("vance")[3:])
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/search?words=purse" {
		t.Fatalf("%d to %s: %s", a.status, a.header.Get("Location"), words(a.body))
	}
	c := a.header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(c, want) {
			t.Errorf("the cookie lacks %s: %s", want, c)
		}
	}
	s.secrets["vance"] = regexp.MustCompile(`affiant=([^;]*)`).FindStringSubmatch(c)[1]
	desk := s.page("vance", "/")
	if !strings.Contains(desk, "Ruth Vance") {
		t.Errorf("the desk does not say whose it is: %s", words(desk))
	}
	if a := s.send("vance", desk, "/sign-out"); a.status != http.StatusSeeOther || !strings.Contains(a.header.Get("Clear-Site-Data"), "storage") {
		t.Errorf("signing out: %d %v", a.status, a.header)
	}
	if a := s.ask("vance", "GET", "/", nil); a.status != http.StatusSeeOther {
		t.Errorf("after signing out the desk says %d", a.status)
	}
}

// Over TLS the cookie is one that no other host and no plain page can set.
func TestCookieOverTLS(t *testing.T) {
	s := newStation(t)
	page := s.page("", "/sign-in")
	s.pass(time.Minute)
	form, _ := formOf(page, "/sign-in")
	form.Set("account", "vance")
	form.Set("password", password)
	form.Set("code", s.code("vance"))
	r := request(t, "POST", "https://localhost/sign-in", form)
	a := s.serve(r)
	if c := a.header.Get("Set-Cookie"); !strings.HasPrefix(c, "__Host-affiant=") || !strings.Contains(c, "Secure") {
		t.Errorf("the cookie over TLS: %s", c)
	}
}

// An address from elsewhere leads nowhere else.
func TestNoOpenRedirect(t *testing.T) {
	s := newStation(t)
	for _, to := range []string{"https://elsewhere.example/", "//elsewhere.example/", `/\elsewhere.example`, "javascript:alert(1)", "elsewhere"} {
		a := s.ask("vance", "GET", "/sign-in?to="+url.QueryEscape(to), nil)
		if a.status != http.StatusSeeOther || a.header.Get("Location") != "/" {
			t.Errorf("%s leads to %d %s", to, a.status, a.header.Get("Location"))
		}
	}
}

func TestInvitationIsTakenUp(t *testing.T) {
	s := newStation(t)
	i, _, err := s.desk.Invite(t.Context(), "lowe")
	if err != nil {
		t.Fatal(err)
	}
	page := s.page("", "/join")
	if a := s.send("", page, "/join", "invitation", i, "password", "another quince lantern", "repeat", "another"); a.status != 422 {
		t.Errorf("two passwords that differ: %d", a.status)
	}
	a := s.send("", page, "/join", "invitation", i, "password", "another quince lantern", "repeat", "another quince lantern")
	if a.status != 200 || !strings.Contains(a.body, "<svg") || !strings.Contains(a.body, "otpauth://totp/") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	secret := strings.ReplaceAll(regexp.MustCompile(`<code>([A-Z2-7 ]+)</code>`).FindStringSubmatch(a.body)[1], " ", "")
	s.codes["lowe"] = secret
	b := s.send("", a.body, "/join/confirm", "code", "000000")
	if b.status != 422 || !strings.Contains(strings.ReplaceAll(b.body, " ", ""), secret) {
		t.Fatalf("a wrong code: %d, and the secret is not shown again: %s", b.status, words(b.body))
	}
	if b = s.send("", b.body, "/join/confirm", "code", s.code("lowe")); b.status != http.StatusSeeOther || b.header.Get("Set-Cookie") == "" {
		t.Fatalf("%d %s", b.status, words(b.body))
	}
}

// A form that did not come from a page of the session does nothing.
func TestForgedForms(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("vance", "/matters/ferry/acts/source-logged")
	good, _ := formOf(page, "/matters/ferry/acts/source-logged")
	good.Set("source.id", "forged")
	good.Set("source.kind", "report")
	good.Set("source.lines", "words")
	for name, c := range map[string]struct {
		account string
		token   string
		header  []string
		want    int
	}{
		"no token":         {"vance", "", nil, 403},
		"a made-up token":  {"vance", "affiant", nil, 403},
		"another's token":  {"stone", good.Get("_token"), nil, 403},
		"another origin":   {"vance", good.Get("_token"), []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example"}, 403},
		"a sibling origin": {"vance", good.Get("_token"), []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate"}, 403},
	} {
		form := url.Values{}
		for k, l := range good {
			form[k] = l
		}
		form.Set("_token", c.token)
		if a := s.ask(c.account, "POST", "/matters/ferry/acts/source-logged", form, c.header...); a.status != c.want {
			t.Errorf("%s: %d, want %d", name, a.status, c.want)
		}
	}
	v, err := s.clerk.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	if v.Matter.Source("forged") != nil {
		t.Error("a forged form was acted on")
	}
}

// What is typed when the session has ended is there again after signing in, and only for who typed it.
func TestExpiredInMidSentence(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/assertion-drafted?application=purse"
	page := s.page("vance", at)
	s.pass(time.Hour)
	const sentence = "At ten I saw Peter Dole walk away & look “back”\r\nat the deck."
	a := s.send("vance", page, "/matters/ferry/acts/assertion-drafted", "assertion.text", sentence, "assertion.cites", "log:1")
	if a.status != http.StatusUnauthorized || strings.Contains(a.body, "walk away") || !strings.Contains(a.body, "You were signed out while you wrote") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	waiting := a.body
	s.pass(time.Minute)
	a = s.send("", waiting, "/sign-in", "account", "stone", "password", password, "code", s.code("stone"))
	if a.status != 403 || strings.Contains(a.body, "walk away") {
		t.Errorf("another who signs in is shown it: %d %s", a.status, words(a.body))
	}
	a = s.send("", waiting, "/sign-in", "account", "vance", "password", password, "code", s.code("vance"))
	if a.status != 200 || !strings.Contains(words(a.body), "walk away & look “back”") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	s.secrets["vance"] = regexp.MustCompile(`affiant=([^;]*)`).FindStringSubmatch(a.header.Get("Set-Cookie"))[1]
	a = s.send("vance", a.body, "/matters/ferry/acts/assertion-drafted")
	if a.status != 200 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	form, _ := formOf(a.body, "/matters/ferry/acts/assertion-drafted")
	if form.Get("assertion.text") != strings.ReplaceAll(sentence, "\r", "") || form.Get("assertion.cites") != "log:1" {
		t.Errorf("the form came back with %q", form)
	}
	if a = s.send("vance", a.body, "/matters/ferry/acts/assertion-drafted"); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if !strings.Contains(words(s.page("vance", "/matters/ferry/applications/purse")), "walk away & look “back”") {
		t.Error("the sentence is not in the affidavit")
	}
}

// Signed in anew on another page, the form of the page before is shown again instead of being lost.
func TestFormOfEarlierSession(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("vance", "/matters/ferry/acts/assertion-drafted?application=purse")
	s.pass(time.Hour)
	s.again("vance")
	a := s.send("vance", page, "/matters/ferry/acts/assertion-drafted", "assertion.text", "I saw the purse fall.", "password", "typed for a signature", "code", "918273")
	if a.status != 200 || !strings.Contains(a.body, "I saw the purse fall.") || !strings.Contains(a.body, "Your words are here") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if strings.Contains(a.body, "typed for a signature") || strings.Contains(a.body, "918273") {
		t.Error("a password or a code is shown in clear")
	}
}

// Two write the same assertion: the second is told what came first, and loses no word.
func TestConflictLosesNoWord(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/assertion-revised"
	page := s.page("vance", at+"?application=purse&n=1")
	s.do("vance", "ferry", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"I saw Peter Dole take a purse.","basis":"observed","cites":["log:1"]}}`)
	a := s.send("vance", page, at, "assertion.text", "I saw him take the red purse.")
	if a.status != http.StatusConflict {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	form, _ := formOf(a.body, at)
	if form.Get("assertion.text") != "I saw him take the red purse." {
		t.Errorf("what was typed is %q", form.Get("assertion.text"))
	}
	if !strings.Contains(words(a.body), "Entered since you began") || !strings.Contains(words(a.body), "revised an assertion") {
		t.Errorf("it is not said what came first: %s", words(a.body))
	}
	if a = s.send("vance", a.body, at); a.status != http.StatusSeeOther {
		t.Errorf("sent again: %d %s", a.status, words(a.body))
	}
	if a = s.send("vance", page, at, "_again", "1"); a.status != 200 {
		t.Errorf("%d", a.status)
	}
}

// The same form sent twice is entered once.
func TestSentTwice(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/source-logged"
	page := s.page("vance", at)
	one := s.send("vance", page, at, "source.id", "note", "source.kind", "report", "source.lines", "The deck was wet.")
	two := s.send("vance", page, at, "source.id", "note", "source.kind", "report", "source.lines", "The deck was wet.")
	if one.status != 303 || two.status != 303 || one.header.Get("Location") != two.header.Get("Location") {
		t.Errorf("%d %s, %d %s: %s", one.status, one.header.Get("Location"), two.status, two.header.Get("Location"), words(one.body))
	}
}

// An oath and a decision go by the signing step, for the bytes that were shown, on the papers that were read.
func TestSigningStep(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/sworn"
	page := s.page("vance", at+"?application=purse")
	sign := s.send("vance", page, at, "oath.by", "archer", "oath.means", "in-person")
	if sign.status != 200 || !strings.Contains(words(sign.body), "Tom Archer") || !strings.Contains(sign.body, s.digest("vance", "ferry")) {
		t.Fatalf("%d %s", sign.status, words(sign.body))
	}
	s.pass(time.Minute)
	wrong := s.send("vance", sign.body, at, "password", "not it at all", "code", s.code("vance"))
	if wrong.status != 403 || strings.Contains(wrong.body, "not it at all") {
		t.Fatalf("a wrong password: %d", wrong.status)
	}
	s.pass(time.Minute)
	changed := s.send("vance", sign.body, at, "password", password, "code", s.code("vance"), "oath.by", "stone")
	if changed.status != http.StatusConflict {
		t.Fatalf("an oath other than the one shown: %d", changed.status)
	}
	s.pass(time.Minute)
	back := s.send("vance", sign.body, at, "_again", "1")
	if form, _ := formOf(back.body, at); form.Get("oath.by") != "archer" {
		t.Errorf("back in the form stands %v", form)
	}
	done := s.send("vance", wrong.body, at, "password", password, "code", s.code("vance"))
	if done.status != 303 {
		t.Fatalf("%d %s", done.status, words(done.body))
	}
	text := words(s.page("vance", done.header.Get("Location")))
	for _, want := range []string{"you swore to the affidavit", "Sworn to, not yet before a magistrate", "password and code for"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page of the matter does not say %q: %s", want, text)
		}
	}
}

// Papers that changed after they were read are not sworn to.
func TestOathOnOtherPapers(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/sworn"
	sign := s.send("vance", s.page("vance", at+"?application=purse"), at, "oath.by", "archer", "oath.means", "in-person")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"I saw Peter Dole take a red purse from the deck of the ferry.","basis":"observed","cites":["log:1"]}}`)
	s.pass(time.Minute)
	a := s.send("vance", sign.body, at, "password", password, "code", s.code("vance"))
	if a.status != http.StatusConflict || !strings.Contains(words(a.body), "not those that were before you") {
		t.Errorf("%d %s", a.status, words(a.body))
	}
}

func TestDevices(t *testing.T) {
	s := newStation(t)
	before := s.secrets["vance"]
	s.again("vance")
	page := s.page("vance", "/devices")
	if n := strings.Count(page, `name="id"`); n != 2 {
		t.Fatalf("%d sessions are listed", n)
	}
	form, _ := formOf(page, "/devices/end")
	form.Set("id", "")
	if a := s.ask("vance", "POST", "/devices/end", form); a.status != 303 {
		t.Fatalf("%d", a.status)
	}
	now := s.secrets["vance"]
	s.secrets["vance"] = before
	if a := s.ask("vance", "GET", "/", nil); a.status != 303 {
		t.Error("the other session lives")
	}
	s.secrets["vance"] = now
	s.page("vance", "/")
}

// Matters are opened, listed and found in the browser.
func TestOpenListSearch(t *testing.T) {
	s := newStation(t)
	a := s.send("vance", s.page("vance", "/open"), "/open", "title", "The lighthouse & the lamp", "agency", "rangers", "court", "county")
	if a.status != 303 || !strings.HasPrefix(a.header.Get("Location"), "/matters/the-lighthouse-the-lamp") {
		t.Fatalf("%d %s %s", a.status, a.header.Get("Location"), words(a.body))
	}
	if !strings.Contains(words(s.page("vance", a.header.Get("Location"))), "you opened the matter") {
		t.Error("the matter's page does not say what was done")
	}
	for _, at := range []string{"/", "/search?words=lighthouse", "/?stage=drafting"} {
		if !strings.Contains(words(s.page("vance", at)), "The lighthouse & the lamp") {
			t.Errorf("%s does not list it", at)
		}
		if strings.Contains(s.page("other", at), "The lighthouse &amp; the lamp") {
			t.Errorf("%s lists it for one of another agency", at)
		}
	}
	a = s.send("vance", s.page("vance", "/open"), "/open", "title", "The lighthouse & the lamp", "agency", "rangers", "court", "county")
	if a.status != http.StatusConflict || !strings.Contains(a.body, "The lighthouse &amp; the lamp") {
		t.Errorf("a name that is taken: %d %s", a.status, words(a.body))
	}
}

// A list that is longer than a page is gone through by its pages, each matter once, on the desk and in a search; a place in a list is good for one
// account, and for the list that it is of.
func TestLongLists(t *testing.T) {
	s := newStation(t)
	var all []clerk.Told
	for i := range 2*50 + 20 {
		m := record.Matter{ID: record.MatterID(fmt.Sprint("long-", i)), Title: fmt.Sprint("Buoy number ", i), Jurisdiction: "us-ri",
			People: []record.Person{{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"}}}
		all = append(all, clerk.Told{By: clerk.Caller{Account: "vance"}, Agency: "rangers", Court: "county", Matter: m})
	}
	if _, err := s.clerk.RecountAll(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	links, next := regexp.MustCompile(`<h3><a href="/matters/([^"]*)"`), regexp.MustCompile(`class="after"><a class="btn" href="([^"]*)"`)
	var places []string
	for _, first := range []string{"/", "/?stage=drafting", "/search?words=buoy"} {
		seen, pages := map[string]int{}, 0
		for at := first; at != ""; pages++ {
			body := s.page("vance", at)
			for _, m := range links.FindAllStringSubmatch(body, -1) {
				seen[m[1]]++
			}
			at = ""
			if m := next.FindStringSubmatch(body); m != nil {
				at = html.UnescapeString(m[1])
				places = append(places, at)
			}
		}
		for _, x := range all {
			if n := seen[string(x.Matter.ID)]; n != 1 {
				t.Errorf("%s: %s is listed %d times", first, x.Matter.ID, n)
			}
		}
		if pages != 3 {
			t.Errorf("%s has %d pages", first, pages)
		}
	}
	for _, at := range places {
		if a := s.ask("stone", "GET", at, nil); a.status != 422 || !strings.Contains(a.body, "no place in a list of yours") {
			t.Errorf("%s of another account: %d %s", at, a.status, words(a.body))
		}
	}
	_, listed, _ := strings.Cut(places[0], "after=")
	for _, at := range []string{"/search?words=buoy&after=" + listed, "/bench?after=x", "/warrants?after=x", "/reviews?after=x", "/registry?lying=x", "/registry?due=" + listed} {
		who := map[byte]string{'s': "vance", 'b': "hart", 'w': "pratt", 'r': "stone"}[at[1]]
		if strings.HasPrefix(at, "/registry") {
			who = "archer"
		}
		if a := s.ask(who, "GET", at, nil); a.status != 422 || !strings.Contains(a.body, "no place in a list of yours") {
			t.Errorf("%s: %d %s", at, a.status, words(a.body))
		}
	}
}

// Who is not signed in is not shown the bar of who is, whatever was typed.
func TestBarIsOfWhoIsSignedIn(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("vance", "/matters/ferry/acts/assertion-drafted?application=purse")
	s.pass(time.Hour)
	for what, body := range map[string]string{
		"the session ended": s.send("vance", page, "/matters/ferry/acts/assertion-drafted", "assertion.text", "I saw the purse fall.").body,
		"a wrong code":      s.send("", s.page("", "/sign-in"), "/sign-in", "account", "vance", "password", password, "code", "000000").body,
	} {
		if strings.Contains(body, `action="/sign-out"`) || strings.Contains(body, `role="search"`) || !strings.Contains(body, `value="vance"`) {
			t.Errorf("%s: %s", what, words(body))
		}
	}
}

// What is wrong with a form is said by the names that its fields have on the page.
func TestWrongByTheNameOfTheField(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/person-named"
	a := s.send("vance", s.page("vance", at), at, "person.roles", "witness")
	if text := words(a.body); a.status != 422 || !strings.Contains(text, "Short name is needed") || strings.Contains(text, "people[") {
		t.Errorf("%d %s", a.status, text)
	}
}
