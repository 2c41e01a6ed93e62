package hall_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/pquerna/otp/totp"
	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/hall"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/minutes/minutestest"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
)

const password = "quince harbour lantern"

// A station is a hall with people of every role, a clock that the test turns, and all that it logs.
type station struct {
	vkey   string       // of the log
	posted atomic.Int64 // requests with a body that a browser sent

	t       *testing.T
	clerk   *clerk.Clerk
	desk    *session.Desk
	key     entry.DataKey
	handler http.Handler
	book    *minutestest.Book // of the minutes; nil for none
	logged  *bytes.Buffer
	mu      sync.Mutex
	now     time.Time
	codes   map[string]string // by account: the secret of the second factor
	secrets map[string]string // by account: the secret of the session
	port    net.Listener      // where a browser reaches it
	origin  string
}

func (s *station) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *station) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// everyone is a post of every role.
var everyone = []struct {
	id, name string
	post     people.Post
}{
	{"vance", "Ruth Vance", people.Post{Role: record.Affiant, Agency: "rangers"}}, {"stone", "Ida Stone", people.Post{Role: record.Supervisor, Agency: "rangers"}},
	{"pratt", "Ned Pratt", people.Post{Role: record.Executing, Agency: "rangers"}}, {"quill", "Ann Quill", people.Post{Role: record.Prosecutor, Agency: "rangers"}},
	{"hart", "Judge Hart", people.Post{Role: record.Magistrate, Court: "county"}}, {"lowe", "Judge Lowe", people.Post{Role: record.Magistrate, Court: "county"}},
	{"archer", "Tom Archer", people.Post{Role: record.Clerk, Court: "county"}}, {"cross", "Maud Cross", people.Post{Role: record.Counsel}},
	{"dole", "Peter Dole", people.Post{Role: access.Named}}, {"audit", "Clara Audit", people.Post{Role: access.Auditor}},
	{"other", "Sam Other", people.Post{Role: record.Affiant, Agency: "da"}},
}

func newStation(t *testing.T) *station {
	t.Helper()
	return newStationBy(t, doctrine.DefaultCasebook())
}

// newStationBy is a station that goes by a casebook and the law beneath it.
func newStationBy(t *testing.T, book *doctrine.Casebook) *station {
	t.Helper()
	return newStationAt(t, book, time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC))
}

// newStationAt is a station that is founded at a moment.
func newStationAt(t *testing.T, book *doctrine.Casebook, now time.Time) *station {
	t.Helper()
	s := &station{t: t, now: now, codes: map[string]string{}, secrets: map[string]string{}, logged: &bytes.Buffer{}}
	st, err := sqlite.Open(t.Context(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	skey, vkey, err := note.GenerateKey(rand.Reader, "station.example")
	if err != nil {
		t.Fatal(err)
	}
	s.vkey = vkey
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	var key [32]byte
	rand.Read(key[:])
	if s.clerk, err = clerk.Found(t.Context(), clerk.Options{LetterGap: 25 * time.Minute, Store: st, Ring: vault.Ring{vault.NewLocal("m1", key, rand.Reader)}, Keys: []note.Signer{signer},
		Lots: rand.Reader, Now: s.clock, Law: book.Law()}, "Ashford County", people.AccountInvited{ID: "root", Name: "Root Somebody"}); err != nil {
		t.Fatal(err)
	}
	dk, err := s.clerk.DeskKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fast := session.Policy{Numbers: append([]session.Number{}, session.Builtin().Numbers...)}
	for i := range fast.Numbers {
		if fast.Numbers[i].ID == "hash-kib" {
			fast.Numbers[i].Count = 64
		}
		if fast.Numbers[i].ID == "sessions-at-once" { // an agency may grant several
			fast.Numbers[i].Count = 3
		}
	}
	if s.port, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.port.Close() })
	s.origin = fmt.Sprintf("http://localhost:%d", s.port.Addr().(*net.TCPAddr).Port)
	s.key = dk
	s.desk = session.New(session.Options{Store: st, Key: dk, Lots: rand.Reader, Now: s.clock, Policy: &fast, Roll: s.clerk.Roll, Site: session.Site{ID: "localhost", Origin: s.origin}})
	s.handler = hall.New(hall.Options{Clerk: s.clerk, Desk: s.desk, Key: dk, Now: s.clock, Release: "test", Alone: true, Log: slog.New(slog.NewTextHandler(s.logged, nil)),
		Rates: unhurried, Law: book.Law(), Cases: book})
	s.join("root")
	for _, e := range []people.Event{people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "The Rangers"}}, people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "The District Attorney"}},
		people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}}} {
		s.enrol(e)
	}
	for _, x := range everyone {
		s.enrol(people.AccountInvited{ID: x.id, Name: x.name})
		s.join(x.id)
		s.enrol(people.PostGiven{ID: x.id, Post: x.post})
	}
	return s
}

// enrol changes the roll beside the hall.
func (s *station) enrol(e people.Event) {
	s.t.Helper()
	if err := s.clerk.Enrol(s.t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
		s.t.Fatal(err)
	}
}

// join takes an account up, and signs in.
func (s *station) join(account string) {
	s.t.Helper()
	i, _, err := s.desk.Invite(s.t.Context(), account)
	if err != nil {
		s.t.Fatal(err)
	}
	j, err := s.desk.Begin(s.t.Context(), i, password)
	if err != nil {
		s.t.Fatal(err)
	}
	s.codes[account] = j.Secret
	if s.secrets[account], _, err = s.desk.Confirm(s.t.Context(), i, s.code(account), "test", s.clerk.Join); err != nil {
		s.t.Fatal(err)
	}
}

func (s *station) code(account string) string {
	s.t.Helper()
	c, err := totp.GenerateCode(s.codes[account], s.clock())
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// again signs everyone in anew, as those who were long idle have to.
func (s *station) again(accounts ...string) {
	s.t.Helper()
	s.pass(time.Minute)
	for _, a := range accounts {
		var err error
		if s.secrets[a], _, err = s.desk.SignIn(s.t.Context(), a, password, s.code(a), "again"); err != nil {
			s.t.Fatal(err)
		}
	}
}

// do does an act in a matter beside the hall, as one who may; presence proved.
func (s *station) do(account, matter, kind, body string, on ...string) clerk.Receipt {
	s.t.Helper()
	s.pass(time.Minute)
	e, err := record.Parse(kind, 0, []byte(body))
	if err != nil {
		s.t.Fatal(err)
	}
	act := clerk.Act{Matter: record.MatterID(matter), Event: e}
	if len(on) > 0 {
		act.On = on[0]
	}
	r, err := s.clerk.Do(s.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, act)
	if err != nil {
		s.t.Fatalf("%s by %s: %v", kind, account, err)
	}
	return r
}

// open brings a matter up to its oath, with one application in it, called purse.
func (s *station) open(matter string) {
	s.t.Helper()
	s.do("vance", matter, "matter-opened", `{"id":"`+matter+`","title":"The `+matter+`","jurisdiction":"us-ri","agency":"rangers","court":"county"}`)
	for _, x := range everyone {
		if x.id == "other" || x.id == "audit" || x.id == "pratt" {
			continue
		}
		role := string(x.post.Role)
		if role == "named" {
			role = "respondent"
		}
		s.do("vance", matter, "person-named", `{"person":{"id":"`+x.id+`","name":"`+x.name+`","roles":["`+role+`"],"account":"`+x.id+`"}}`)
	}
	s.do("vance", matter, "source-logged", `{"source":{"id":"log","kind":"report","title":"Deck log","author":"vance","time":"2026-03-01T10:00","lines":[{"n":1,"text":"I saw Peter Dole take a red purse from the deck of the ferry."},{"n":2,"text":"The purse was later found empty."}]}}`)
	s.do("vance", matter, "application-drafted", `{"id":"purse","kind":"arrest","affiant":"vance","respondents":["dole"],"offence":{"title":"larceny","elements":[{"id":"taking","title":"took the purse of another","kind":"act"}]}}`)
	s.do("vance", matter, "assertion-drafted", `{"application":"purse","assertion":{"n":1,"text":"On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.","basis":"observed","cites":["log:1"]}}`)
	s.do("vance", matter, "ground-offered", `{"application":"purse","ground":{"element":"taking","on":[1]}}`)
	v, err := s.clerk.Read(s.t.Context(), clerk.Caller{Account: "vance"}, record.MatterID(matter), access.ReadFlaws, "purse")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, f := range v.Unanswered("purse") {
		id, _ := json.Marshal(f.ID)
		s.do("vance", matter, "flaw-answered", `{"application":"purse","answer":{"flaw":`+string(id)+`,"act":"as-written","because":"it is what I saw","by":"vance"}}`)
	}
}

// assign has the court's rota find the magistrate for the purse, and has this judge be on call.
func (s *station) assign(matter, judge string) {
	s.t.Helper()
	s.pass(time.Minute)
	turn := people.Watch{From: s.clock().Add(-time.Minute).Format(time.RFC3339), Until: s.clock().Add(time.Hour).Format(time.RFC3339)}
	next := turn
	turn.Account, next.Account, next.Order = judge, map[string]string{"hart": "lowe", "lowe": "hart"}[judge], 1
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{turn, next}})
	if _, err := s.clerk.Assign(s.t.Context(), clerk.Caller{Account: "archer"}, record.MatterID(matter), "purse", clerk.Wish{}); err != nil {
		s.t.Fatal(err)
	}
}

// digest is that of the papers of an application, as an account reads them.
func (s *station) digest(account, matter string) string {
	s.t.Helper()
	v, err := s.clerk.Read(s.t.Context(), clerk.Caller{Account: account}, record.MatterID(matter), access.ReadPapers, "purse")
	if err != nil {
		s.t.Fatal(err)
	}
	d, err := clerk.PapersDigest(&v.Matter, "purse")
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// bench brings a matter before Judge Hart.
func (s *station) bench(matter string) {
	s.t.Helper()
	s.open(matter)
	s.do("vance", matter, "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", matter))
	s.assign(matter, "hart")
	s.do("vance", matter, "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
}

// warrant brings a matter to a live warrant.
func (s *station) warrant(matter string) {
	s.t.Helper()
	s.bench(matter)
	s.do("hart", matter, "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen by the affiant"}}`, s.digest("hart", matter))
	s.do("hart", matter, "warrant-issued", `{"application":"purse","warrant":{"id":"w1","by":"hart","respondents":["dole"],"return_to":"hart"}}`)
}

// An answer is what the hall said.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends a request as an account; nobody, if it is "".
func (s *station) ask(account, method, path string, form url.Values, header ...string) answer {
	s.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, path, body)
	r.Host = "localhost"
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if account != "" {
		r.AddCookie(&http.Cookie{Name: "affiant", Value: s.secrets[account]})
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "_body" { // of another kind than a form
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(header[i+1])), int64(len(header[i+1]))
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h := s.handler
	if s.book != nil {
		h = look.Timed(h, s.book, false)
	}
	h.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

// page gets a page, and wants it to be there.
func (s *station) page(account, path string) string {
	s.t.Helper()
	a := s.ask(account, "GET", path, nil)
	if a.status != 200 {
		s.t.Fatalf("GET %s by %s: %d: %s", path, account, a.status, words(a.body))
	}
	return a.body
}

// send fills in the form of a page and sends it. Values come in pairs; what is not given stays as the page has it.
func (s *station) send(account, page, action string, values ...string) answer {
	s.t.Helper()
	form, ok := formOf(page, action)
	if !ok {
		s.t.Fatalf("there is no form to %s on the page: %s", action, words(page))
	}
	for i := 0; i+1 < len(values); i += 2 {
		form.Set(values[i], values[i+1])
	}
	return s.ask(account, "POST", action, form)
}

var (
	formTag   = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	inputTag  = regexp.MustCompile(`<input\b[^>]*>`)
	areaTag   = regexp.MustCompile(`(?s)<textarea\b([^>]*)>(.*?)</textarea>`)
	selectTag = regexp.MustCompile(`(?s)<select\b([^>]*)>(.*?)</select>`)
	chosenTag = regexp.MustCompile(`<option value="([^"]*)" selected`)
	spaces    = regexp.MustCompile(`\s+`)
	tags      = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>`)
)

func attr(tag, name string) string {
	m := regexp.MustCompile(`\b` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

// formOf returns what a browser would send of the form to an address.
func formOf(page, action string) (url.Values, bool) {
	for _, m := range formTag.FindAllStringSubmatch(page, -1) {
		if attr(m[1], "action") != action {
			continue
		}
		form := url.Values{}
		for _, in := range inputTag.FindAllString(m[2], -1) {
			if t := attr(in, "type"); (t == "checkbox" || t == "radio") && !strings.Contains(in, " checked") {
				continue
			}
			form.Add(attr(in, "name"), attr(in, "value"))
		}
		for _, in := range areaTag.FindAllStringSubmatch(m[2], -1) {
			form.Add(attr(in[1], "name"), html.UnescapeString(in[2]))
		}
		for _, in := range selectTag.FindAllStringSubmatch(m[2], -1) {
			if c := chosenTag.FindStringSubmatch(in[2]); c != nil {
				form.Add(attr(in[1], "name"), html.UnescapeString(c[1]))
			}
		}
		return form, true
	}
	return nil, false
}

// words is the text of a page.
func words(page string) string {
	return strings.TrimSpace(spaces.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(page, " ")), " "))
}

func invited(id, name string) people.Event { return people.AccountInvited{ID: id, Name: name} }

func affiantAt(id string) people.Event {
	return people.PostGiven{ID: id, Post: people.Post{Role: record.Affiant, Agency: "rangers"}}
}

// unhurried are rates that no test runs into.
var unhurried = look.Rates{Address: 1e6, AddressBurst: 1e6, Account: 1e6, AccountBurst: 1e6, SignIn: 1e6, SignInBurst: 1e6}
