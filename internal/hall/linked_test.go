package hall_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// throughProvider presses a button that leads to the identity provider, and waits until who it is that was signed in here stands on a page of the hall.
func (b *seat) throughProvider(press, name string) {
	b.t.Helper()
	b.press(press)
	b.until(`document.querySelector('.me')?.innerText.includes(` + quoted(name) + `) && location.pathname !== '/vouched'`)
}

// In a browser: an invitation is taken up by way of the identity provider, and its owner signs in so from then on, and proves no presence by it.
func TestJoiningByProviderInBrowser(t *testing.T) {
	s := newStation(t)
	s.provided()
	s.enrol(invited("moore", "Jo Moore"))
	invitation, _, err := s.desk.Invite(t.Context(), "moore")
	if err != nil {
		t.Fatal(err)
	}
	b := s.sit()
	b.run(screen(wide, tall, light))
	b.visit("/join#" + invitation)
	b.until(`document.getElementById('invitation-v').value.startsWith('affiant_i_') && location.hash === ''`)
	b.picture("join-vouched")
	b.throughProvider("Take it up by", "Jo Moore")
	if text := eval[string](b, `document.querySelector('h1').innerText`); text != "Your desk" {
		t.Errorf("who joined is led to %q", text)
	}
	b.visit("/devices")
	b.says("Your account is linked to u-17 there")
	b.signOut()
	b.throughProvider("Sign in by", "Jo Moore")
	b.visit("/join#" + invitation)
	b.press("Take it up by")
	b.says("invitation")
	if eval[bool](b, `document.querySelector('[role=alert]') === null`) {
		t.Error("an invitation is taken up twice")
	}
}

// In a browser: an account is linked to who its owner is at the provider, presence proved; it signs in so, until the link is taken away.
func TestLinkingInBrowser(t *testing.T) {
	s := newStation(t)
	s.provided()
	b := s.sit()
	b.run(screen(wide, tall, light))
	b.visit("/sign-in")
	b.press("Sign in by")
	b.says("Nobody was signed in")
	b.signIn("vance")
	b.visit("/devices")
	b.press("Link your account to")
	b.says("Show it now first")
	b.picture("link")
	b.fill("#password", password)
	b.fill("#code", "000000")
	b.press("Go on to")
	b.until(`document.querySelector('[role=alert]') !== null && location.pathname === '/devices/link'`)
	b.pass(time.Minute)
	b.fill("#password", password)
	b.fill("#code", b.code("vance"))
	b.press("Go on to")
	b.says("Your identity provider sent you back")
	b.picture("link-back")
	b.press("Link it")
	b.says("Your account is linked to u-17 there")
	b.picture("devices-linked")
	b.signOut()
	b.throughProvider("Sign in by", "Ruth Vance")
	b.visit("/devices")
	b.press("Take the link away")
	b.says("Show that you are here first")
	b.pass(time.Minute)
	b.fill("#password", password)
	b.fill("#code", b.code("vance"))
	b.press("Take the link away")
	b.until(`location.pathname === '/sign-in'`) // the session that it opened has ended with it
	b.press("Sign in by")
	b.says("Nobody was signed in")
}

// What came back from the provider links nothing without the session, the browser and the words with which the link was begun.
func TestLinkingIsOfOneSession(t *testing.T) {
	s := newStation(t)
	if a := s.ask("vance", "POST", "/devices/link", form(s.page("vance", "/devices"), "/devices/end")); a.status != http.StatusNotFound {
		t.Errorf("where there is no provider: %d", a.status)
	}
	if a := s.ask("", "POST", "/join/vouched", url.Values{"invitation": {"affiant_i_x"}}); a.status != http.StatusNotFound {
		t.Errorf("where there is no provider: %d", a.status)
	}
	p := s.provided()
	if a := s.ask("", "POST", "/join/vouched", url.Values{"invitation": {"affiant_i_x"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("with no invitation: %d", a.status)
	}
	begin := func() (*http.Cookie, string) {
		t.Helper()
		s.pass(time.Minute)
		page := s.send("vance", s.page("vance", "/devices"), "/devices/link").body
		a := s.send("vance", page, "/devices/link", "password", password, "code", s.code("vance"))
		if a.status != 200 {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
		code, state := p.Visit(attr(a.body[strings.Index(a.body, `class="btn strong wide"`):], "href"))
		var kept *http.Cookie
		for _, c := range (&http.Response{Header: a.header}).Cookies() {
			if strings.HasSuffix(c.Name, "-vouching") {
				kept = c
			}
		}
		r := httptest.NewRequest("GET", "/vouched?"+url.Values{"code": {code}, "state": {state}}.Encode(), nil)
		r.Host = "localhost"
		r.AddCookie(kept)
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		f, ok := formOf(w.Body.String(), "/vouched/link")
		if w.Code != 200 || !ok || strings.Contains(w.Body.String(), code) {
			t.Fatalf("%d %s", w.Code, words(w.Body.String()))
		}
		return kept, f.Get("_carried")
	}
	end := func(account string, c *http.Cookie, carried string) int {
		r := httptest.NewRequest("POST", "/vouched/link", strings.NewReader(url.Values{"_carried": {carried}}.Encode()))
		r.Host = "localhost"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if account != "" {
			r.AddCookie(&http.Cookie{Name: "affiant", Value: s.secrets[account]})
		}
		if c != nil {
			r.AddCookie(c)
		}
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		return w.Code
	}
	linked := func(account string) bool {
		_, subject, err := s.desk.Linked(t.Context(), account)
		if err != nil {
			t.Fatal(err)
		}
		return subject != ""
	}
	for name, do := range map[string]func(c *http.Cookie, carried string) int{
		"signed out":               func(c *http.Cookie, carried string) int { return end("", c, carried) },
		"another's session":        func(c *http.Cookie, carried string) int { return end("hart", c, carried) },
		"another browser":          func(_ *http.Cookie, carried string) int { return end("vance", nil, carried) },
		"without what came back":   func(c *http.Cookie, _ string) int { return end("vance", c, "") },
		"as what it is not":        func(c *http.Cookie, _ string) int { return end("vance", c, c.Value) },
		"when it is long too late": func(c *http.Cookie, carried string) int { s.pass(11 * time.Minute); return end("vance", c, carried) },
	} {
		c, carried := begin()
		if code := do(c, carried); code != http.StatusUnauthorized || linked("vance") || linked("hart") {
			t.Errorf("%s: %d", name, code)
		}
	}
	c, carried := begin()
	if code := end("vance", c, carried); code != http.StatusSeeOther || !linked("vance") {
		t.Errorf("as it was begun: %d", code)
	}
	if code := end("vance", c, carried); code != http.StatusUnauthorized {
		t.Errorf("twice: %d", code)
	}
}

func TestLinkingIsSound(t *testing.T) {
	s := newStation(t)
	p := s.provided()
	s.linked("vance", p)
	b := s.sit()
	b.inspect("join-by-provider", "/join")
	b.signIn("vance")
	b.inspect("devices-with-provider", "/devices")
}
