package hall_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
)

// Each says for himself whether he is written to; no one sees or sets another's.
func TestLetters(t *testing.T) {
	s := newStation(t)
	const at = "/letters"
	page := s.page("vance", at)
	if !strings.Contains(words(page), "This station sends no mail now") || !strings.Contains(words(page), "the next is at least 25 minutes later") {
		t.Error(words(page))
	}
	for _, bad := range []string{"ruth", "Ruth <r@x.example>", "a@b.example, c@d.example", "<script>@x.example", ""} {
		if a := s.send("vance", page, at, "on", "yes", "address", bad); a.status != http.StatusUnprocessableEntity || strings.Contains(a.body, "<script>@") {
			t.Errorf("%q: %d", bad, a.status)
		}
	}
	if a := s.send("vance", page, at, "on", "yes", "address", " ruth@rangers.example "); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a := s.page("vance", at+"?done=1"); !strings.Contains(a, `value="ruth@rangers.example"`) || !strings.Contains(a, " checked") || !strings.Contains(words(a), "Kept.") {
		t.Error(words(a))
	}
	if a := s.page("hart", at); strings.Contains(a, "ruth@") {
		t.Error("the address of another is shown")
	}
	if w, err := s.clerk.Mail(t.Context(), clerk.Caller{Account: "vance"}); err != nil || !w.On || w.Address != "ruth@rangers.example" {
		t.Errorf("%+v %v", w, err)
	}
	f := form(s.page("vance", at), at, "address", "")
	f.Del("on")
	if a := s.ask("vance", "POST", at, f); a.status != 303 || strings.Contains(s.page("vance", at), "ruth@") {
		t.Errorf("%d: what was to be forgotten is kept", a.status)
	}
}

// That an address was refused is shown to its owner, where he says it and where his notices are, and to the administrator without the address.
func TestAddressRefusedIsShown(t *testing.T) {
	s := newStation(t)
	const at = "ruth@rangers.example"
	shown := func(want bool) {
		t.Helper()
		for _, x := range [][3]string{{"vance", "/letters", "refused the address at which you are written to, " + at}, {"vance", "/notices", "refused the address at which you are written to, " + at},
			{"root", "/health", "The address at which Ruth Vance is written to was refused by the server of mail"}, {"root", "/", "The address at which Ruth Vance is written to was refused by the server of mail"}} {
			page := words(s.page(x[0], x[1]))
			if strings.Contains(page, x[2]) != want || want && !strings.Contains(page, "(550)") || x[0] == "root" && strings.Contains(page, at) {
				t.Errorf("%s, %s: want it shown: %v; %s", x[0], x[1], want, page)
			}
		}
	}
	if a := s.send("vance", s.page("vance", "/letters"), "/letters", "on", "yes", "address", at); a.status != 303 {
		t.Fatal(a.status)
	}
	shown(false)
	if err := s.clerk.Posted(t.Context(), clerk.Letter{Account: "vance", Address: at}, false, time.Time{}, 550); err != nil {
		t.Fatal(err)
	}
	shown(true)
	for _, page := range []string{"/letters", "/notices"} {
		if strings.Contains(words(s.page("hart", page)), "refused the address") {
			t.Errorf("%s: another is shown it", page)
		}
	}
}

func TestLettersAreSound(t *testing.T) {
	s := newStation(t)
	b := s.sit()
	b.signIn("vance")
	b.inspect("letters", "/letters")
}
