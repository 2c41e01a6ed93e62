package hall_test

import (
	"bytes"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/moot"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
	"github.com/affiant-project/affiant/internal/web"
)

// newMoot is a station in which a moot court sits.
func newMoot(t *testing.T) *station {
	t.Helper()
	s := &station{t: t, now: time.Date(2026, 11, 27, 15, 4, 0, 0, time.UTC), secrets: map[string]string{}, logged: &bytes.Buffer{}}
	st, err := sqlite.Open(t.Context(), sqlite.Config{Dir: t.TempDir(), Brief: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	skey, _, err := note.GenerateKey(rand.Reader, "moot.example")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	if s.port, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.port.Close() })
	s.origin = "http://localhost:" + strconv.Itoa(s.port.Addr().(*net.TCPAddr).Port)
	var key [32]byte
	rand.Read(key[:])
	o := clerk.Options{Store: st, Ring: vault.Ring{vault.NewLocal("m1", key, rand.Reader)}, Keys: []note.Signer{signer}, Lots: rand.Reader, Now: s.clock}
	cast, err := moot.Found(t.Context(), o, s.now)
	if err != nil {
		t.Fatal(err)
	}
	if s.clerk, err = clerk.Open(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	dk, err := s.clerk.DeskKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.desk = session.New(session.Options{Store: st, Key: dk, Lots: rand.Reader, Now: s.clock, Roll: s.clerk.Roll, Moot: true})
	room := web.NewRoom(web.Options{Law: doctrine.Default(), Release: "test"})
	main := hall.New(hall.Options{Clerk: s.clerk, Desk: s.desk, Key: dk, Now: s.clock, Release: "test", Alone: true, Log: slog.New(slog.NewTextHandler(s.logged, nil)), Moot: cast, Rates: unhurried,
		Reading: func(w http.ResponseWriter, r *http.Request, part string, x hall.Sitting) {
			room.Serve(w, r, part, web.Sitting(x))
		}})
	lobby := hall.Lobby{Release: "test", People: cast.People, Stops: len(cast.Tour), Reading: "/reading-room", Case: "/matter/malley-v-briggs"}.Handler()
	mux := http.NewServeMux()
	mux.Handle("/", main)
	mux.Handle("GET /lobby", lobby)
	s.handler = mux
	return s
}

// enter goes in as a person of the moot court, by the button.
func (s *station) enter(page, action string, form url.Values) answer {
	s.t.Helper()
	if !strings.Contains(page, `action="`+action+`"`) {
		s.t.Fatalf("there is no form to %s: %s", action, words(page))
	}
	a := s.ask("", "POST", action, form)
	if a.status != http.StatusSeeOther {
		s.t.Fatalf("%s %v: %d %s", action, form, a.status, words(a.body))
	}
	return a
}

var cookiePair = regexp.MustCompile(`affiant=([^;]*)`)

// mooted is one moot court for all tests that only look.
var mooted sync.Mutex

// One click lets a visitor in as anyone, every stop of the tour is a page that is there for who looks, and each says so above.
func TestMootCourt(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: founds a moot court")
	}
	mooted.Lock()
	defer mooted.Unlock()
	s := newMoot(t)
	lobby := s.page("", "/lobby")
	for _, p := range moot.Cast().People {
		a := s.enter(lobby, "/moot/enter", url.Values{"account": {p.Account}})
		s.secrets[p.Account] = cookiePair.FindStringSubmatch(strings.Join(a.header.Values("Set-Cookie"), " "))[1]
		text := words(s.page(p.Account, a.header.Get("Location")))
		if !strings.Contains(text, "You are "+p.Name) {
			t.Errorf("the page does not say who looks: %s", text)
		}
	}
	if a := s.page("cross", "/matters/malley-after/reading"); !strings.Contains(words(a), "You are Maud Cross") || !strings.Contains(a, "/hall/moot") {
		t.Error("the strip does not stand above the papers that are read again")
	}
	if a := s.page("cross", "/matters/malley-after/reading"); !strings.Contains(a, `<a href="/matters/malley-after">Back to the matter</a>`) || !strings.Contains(a, `href="/words">What the words mean</a>`) {
		t.Error("the papers that are read again do not lead back, or not to what the words mean")
	}
	outside := []string{"cross", "louisa", "audley", "keane"} // of the seal on one of the matters
	for i, stop := range moot.Cast().Tour {
		a := s.page(stop.Account, stop.At)
		if slices.Contains(outside, stop.Account) && strings.Contains(a, "The upload") {
			t.Errorf("stop %d tells of what is under seal", i+1)
		}
	}
	for _, who := range outside {
		if strings.Contains(s.page(who, "/")+s.page(who, "/search?words=upload"), "The upload") {
			t.Errorf("%s is told of what is under seal", who)
		}
	}
	a := s.ask("", "POST", "/moot/tour", url.Values{"stop": {"1"}})
	if a.status != http.StatusSeeOther || a.header.Get("Location") != moot.Cast().Tour[0].At {
		t.Errorf("the tour begins with %d %s", a.status, a.header.Get("Location"))
	}
	for _, bad := range []url.Values{{"account": {"nobody"}}, {"account": {"judge-hart"}}, {}} {
		if a := s.ask("", "POST", "/moot/enter", bad); a.status != http.StatusNotFound {
			t.Errorf("entering as %v: %d", bad, a.status)
		}
	}
	if a := s.ask("", "POST", "/moot/enter", url.Values{"account": {"malley"}}, "Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example"); a.status != http.StatusForbidden {
		t.Errorf("a page from elsewhere lets someone in: %d", a.status)
	}

	// Whose session ended with words under way goes on by one button, since nobody has a password, and finds them again.
	edit := "/matters/malley-drafting/applications/arrest/edit"
	in := s.ask("", "POST", "/moot/enter", url.Values{"account": {"malley"}})
	s.secrets["malley"] = cookiePair.FindStringSubmatch(strings.Join(in.header.Values("Set-Cookie"), " "))[1]
	begun := s.page("malley", edit+"?n=1")
	s.ask("", "POST", "/moot/enter", url.Values{"account": {"malley"}}) // elsewhere: the first session ends
	for range 3 {
		s.ask("", "POST", "/moot/enter", url.Values{"account": {"malley"}})
	}
	ended := s.send("malley", begun, edit, "assertion.text", "Words that nobody else has.")
	if ended.status != http.StatusUnauthorized || strings.Contains(ended.body, `type="password"`) || !strings.Contains(ended.body, "Go on as Edward Malley") {
		t.Fatalf("the session ended: %d %s", ended.status, words(ended.body))
	}
	back, _ := formOf(ended.body, "/moot/enter")
	if a := s.ask("", "POST", "/moot/enter", back); a.status != http.StatusOK || !strings.Contains(a.body, "Words that nobody else has.") {
		t.Errorf("the words are not there: %d %s", a.status, words(a.body))
	}
	back.Set("account", "stone")
	if a := s.ask("", "POST", "/moot/enter", back); strings.Contains(a.body, "Words that nobody else has.") {
		t.Error("another person is shown the words")
	}

	// An act that asks for presence says on the record that none was proved.
	at := "/matters/malley-bench/acts/decided"
	form := s.page("judge-reyes", at+"?application=arrest")
	sign := s.send("judge-reyes", form, at, "decision.act", "denied", "decision.finding", "which Louisa is not said", "decision.respondents", "louisa")
	if sign.status != 200 || strings.Contains(sign.body, `type="password"`) {
		t.Fatalf("%d %s", sign.status, words(sign.body))
	}
	done := s.send("judge-reyes", sign.body, at)
	if done.status != http.StatusSeeOther {
		t.Fatalf("%d %s", done.status, words(done.body))
	}
	if !strings.Contains(words(s.page("judge-reyes", done.header.Get("Location"))), "none, in a moot court") {
		t.Error("the record does not say that presence was not proved")
	}
}

// Where people sign in nobody is let in by name alone.
func TestNoMootInAStation(t *testing.T) {
	s := newStation(t)
	for _, at := range []string{"/moot/enter", "/moot/tour"} {
		if a := s.ask("", "POST", at, url.Values{"account": {"vance"}, "stop": {"1"}}); a.status != http.StatusNotFound || a.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d", at, a.status)
		}
	}
	if _, _, err := s.desk.Enter(t.Context(), "vance", "test"); err == nil {
		t.Error("the desk lets someone in by name alone")
	}
	if _, err := s.desk.ProveMoot(session.Session{Account: "vance"}, "00"); err == nil {
		t.Error("the desk takes nothing for a proof of presence")
	}
}
