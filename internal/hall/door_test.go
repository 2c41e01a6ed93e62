package hall_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/session"
)

// TestSignOutLocked: a session that is locked is ended by signing out, and so is one that a browser had when someone signs in in it.
func TestSignOutLocked(t *testing.T) {
	s := newStation(t)
	ctx := t.Context()
	page := s.page("vance", "/")
	is, err := s.desk.Find(ctx, s.secrets["vance"])
	if err != nil {
		t.Fatal(err)
	}
	if err := s.desk.Lock(ctx, is); err != nil {
		t.Fatal(err)
	}
	foreign, _ := formOf(s.page("stone", "/"), "/sign-out")
	if a := s.ask("vance", "POST", "/sign-out", foreign); a.status != http.StatusForbidden {
		t.Errorf("signed out by a form of another session: %d", a.status)
	}
	if a := s.send("vance", page, "/sign-out"); a.status != 303 || !strings.Contains(a.header.Get("Clear-Site-Data"), "storage") {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if _, err := s.desk.FindLocked(ctx, s.secrets["vance"]); !session.IsRefused(err) {
		t.Errorf("a locked session that was signed out of lives on: %v", err)
	}
	// One who signs in anew in a browser with a locked session leaves none behind.
	old := s.secrets["hart"]
	if is, err = s.desk.Find(ctx, old); err != nil {
		t.Fatal(err)
	}
	if err := s.desk.Lock(ctx, is); err != nil {
		t.Fatal(err)
	}
	s.pass(120e9)
	in := s.ask("hart", "GET", "/sign-in", nil)
	if a := s.send("hart", in.body, "/sign-in", "account", "hart", "password", password, "code", s.code("hart")); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if _, err := s.desk.FindLocked(ctx, old); !session.IsRefused(err) {
		t.Errorf("the session before lives on: %v", err)
	}
}

// TestEndOthers: who ends all but this ends the tokens too, and is told so; they are kept only if that is said.
func TestEndOthers(t *testing.T) {
	s := newStation(t)
	ctx := t.Context()
	token := func() {
		t.Helper()
		is, err := s.desk.Find(ctx, s.secrets["vance"])
		if err != nil {
			t.Fatal(err)
		}
		s.pass(60e9)
		act := session.DigestAct("", []byte("a token"))
		p, _, err := s.desk.Prove(ctx, is, act, password, s.code("vance"))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.desk.IssueToken(ctx, is, p, act, "reports", []session.Scope{session.Read}, 60e9*60); err != nil {
			t.Fatal(err)
		}
	}
	token()
	page := s.page("vance", "/devices")
	if !strings.Contains(words(page), "1 token of programs act in your name as well, and outlive your sessions") {
		t.Error(words(page))
	}
	all, ok := formOf(strings.Replace(page, `action="/devices/end" method="post"><`, `action="/one" method="post"><`, -1), "/devices/end")
	if !ok || all.Has("id") {
		t.Fatalf("%v", all)
	}
	open := func() int {
		list, err := s.desk.Open(ctx, "vance")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	keep := url.Values{"_token": all["_token"], "tokens": {"keep"}}
	if a := s.ask("vance", "POST", "/devices/end", keep); a.status != 303 || open() != 2 {
		t.Errorf("%d, %d are open", a.status, open())
	}
	if a := s.ask("vance", "POST", "/devices/end", url.Values{"_token": all["_token"]}); a.status != 303 || open() != 1 {
		t.Errorf("%d, %d are open", a.status, open())
	}
}

// TestRollLinks: a link fills in nothing of a change of the roll but what the roll's own page sealed into it, for this administrator.
func TestRollLinks(t *testing.T) {
	s := newStation(t)
	crafted := "id=other&post.role=administrator&post.agency=rangers&post.court=county"
	for _, kind := range []string{"post-given", "post-ended", "account-closed", "invite-again", "account-invited"} {
		for _, query := range []string{crafted, "of=" + url.QueryEscape(crafted), "of=x"} {
			page := s.page("root", "/roll/"+kind+"?"+query)
			form, ok := formOf(page, "/roll/"+kind)
			if !ok {
				t.Fatal(words(page))
			}
			for name, values := range form {
				if name != "_token" && name != "_key" && strings.Join(values, "") != "" {
					t.Errorf("%s: a link of someone else fills in %s: %q", kind, name, values)
				}
			}
		}
	}
	roll := s.page("root", "/roll")
	var links []string
	for _, m := range strings.Split(roll, `href="`)[1:] {
		if at, _, _ := strings.Cut(m, `"`); strings.HasPrefix(at, "/roll/post-ended?of=") {
			links = append(links, at)
		}
	}
	if len(links) == 0 {
		t.Fatal("no post can be ended from the roll")
	}
	if form, _ := formOf(s.page("root", links[0]), "/roll/post-ended"); form.Get("id") == "" || form.Get("post.role") == "" {
		t.Errorf("the roll's own link fills in nothing: %v", form)
	}
	if form, _ := formOf(s.page("root", strings.Replace(links[0], "post-ended", "post-given", 1)), "/roll/post-given"); form.Get("post.role") != "" {
		t.Errorf("a link that ends a post gives one: %v", form)
	}
}

// TestPaced: whoever asks too fast, by address or by account, is answered 429 with when to come again, before any record is read.
func TestPaced(t *testing.T) {
	s := newStation(t)
	h := hall.New(hall.Options{Clerk: s.clerk, Desk: s.desk, Key: s.key, Now: s.clock, Release: "test", Alone: true, Rates: look.Rates{Address: 1e-6, AddressBurst: 5, Account: 1e6, AccountBurst: 1e6}})
	ask := func(h http.Handler, from, account, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.RemoteAddr, r.Host = from, "localhost"
		if account != "" {
			r.AddCookie(&http.Cookie{Name: "affiant", Value: s.secrets[account]})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for i := range 7 {
		w := ask(h, "192.0.2.1:4000", "", "/sign-in")
		if want := i >= 5; (w.Code == 429) != want || want && (w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "Wait a few seconds") || w.Header().Get("Content-Security-Policy") == "") {
			t.Errorf("request %d: %d %v", i+1, w.Code, w.Header())
		}
	}
	if w := ask(h, "192.0.2.2:4000", "", "/sign-in"); w.Code != 200 {
		t.Errorf("another address: %d", w.Code)
	}
	h = hall.New(hall.Options{Clerk: s.clerk, Desk: s.desk, Key: s.key, Now: s.clock, Release: "test", Alone: true, Rates: look.Rates{Address: 1e6, AddressBurst: 1e6, Account: 1e-6, AccountBurst: 3}})
	for i := range 5 {
		w := ask(h, "192.0.2.3:4000", "vance", "/devices")
		if want := i >= 3; (w.Code == 429) != want || want && (w.Header().Get("Retry-After") == "" || !strings.Contains(words(w.Body.String()), "Too many requests")) {
			t.Errorf("request %d of an account: %d %v", i+1, w.Code, w.Header())
		}
	}
	if w := ask(h, "192.0.2.3:4000", "stone", "/devices"); w.Code != 200 {
		t.Errorf("another account: %d", w.Code)
	}
}
