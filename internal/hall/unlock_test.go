package hall_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A session that was left alone is unlocked by its owner and goes on; by no one else, and with no word lost.
func TestUnlock(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("vance", ferryEdit)
	s.pass(45 * time.Minute)
	before := s.secrets["vance"]
	a := s.send("vance", page, ferryEdit, "assertion.text", "Words of a long thought.")
	if a.status != http.StatusUnauthorized || !strings.Contains(words(a.body), "A session of Ruth Vance is locked here") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	lock := s.send("vance", a.body, "/unlock")
	if lock.status != 200 || !strings.Contains(words(lock.body), "Show that you are still Ruth Vance") || strings.Contains(lock.body, "Words of a long thought") {
		t.Fatalf("%d %s", lock.status, words(lock.body))
	}
	if a := s.send("vance", lock.body, "/unlock", "password", "wrong horse battery", "code", s.code("vance")); a.status != http.StatusUnauthorized || !strings.Contains(words(a.body), "Not unlocked") {
		t.Errorf("with a wrong password: %d %s", a.status, words(a.body))
	}
	if a := s.send("vance", lock.body, "/unlock", "password", password, "code", s.code("hart")); a.status != http.StatusUnauthorized {
		t.Errorf("with the code of another: %d", a.status)
	}
	s.pass(time.Minute)
	a = s.send("vance", lock.body, "/unlock", "password", password, "code", s.code("vance"))
	if a.status != 200 || !strings.Contains(a.body, "Words of a long thought.") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if got := s.page("vance", ferryEdit); !strings.Contains(got, "Ruth Vance") || s.secrets["vance"] != before {
		t.Error("it is not the same session that goes on")
	}
	if a := s.ask("vance", "GET", "/unlock?to=//evil.example/", nil); a.status != 303 || a.header.Get("Location") != "/" {
		t.Errorf("with nothing locked: %d %s", a.status, a.header.Get("Location"))
	}
	if a := s.ask("", "GET", "/unlock", nil); a.status != 303 {
		t.Errorf("for no one: %d", a.status)
	}
}

func TestUnlockInBrowser(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	b := s.sit()
	b.signIn("vance")
	s.pass(45 * time.Minute)
	b.inspect("unlock", "/unlock?to=/matters/ferry")
	b.inspect("sign-in-locked", "/sign-in?to=/matters/ferry")
	b.visit("/matters/ferry")
	b.says("A session of Ruth Vance is locked here")
	b.press("Unlock it")
	b.says("Show that you are still Ruth Vance")
	b.pass(time.Minute)
	b.fill("#password", password)
	b.fill("#code", b.code("vance"))
	b.run(chromedp.Click(chromedp.CSS(`form[action="/unlock"] .btn.strong`)))
	b.until(`location.pathname === '/matters/ferry' && document.querySelector('.me') !== null`)
}
