package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/pquerna/otp/totp"
	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/api"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/minutes/minutestest"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
)

const password = "quince harbour lantern"

// A station is a served docket with people of every role, a clock that the test turns, and all that it logs.
type station struct {
	t       *testing.T
	clerk   *clerk.Clerk
	desk    *session.Desk
	handler *api.Handler
	store   store.Store
	watched *watched
	book    *minutestest.Book // of the minutes; nil for none
	logged  *bytes.Buffer
	mu      sync.Mutex
	now     time.Time
	codes   map[string]string // by account: the secret of the second factor
	secrets map[string]string // by account: the secret of the session
	vkey    string
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

// fast is a policy whose hashes take no time.
func fast() *session.Policy {
	p := *session.Builtin()
	p.Numbers = slices.Clone(p.Numbers)
	for i := range p.Numbers {
		if p.Numbers[i].ID == "hash-kib" {
			p.Numbers[i].Count = 64
		}
	}
	return &p
}

var free = api.Rates{Address: 1e6, AddressBurst: 1e6, Account: 1e6, AccountBurst: 1e6, SignIn: 1e6, SignInBurst: 1e6}

func newStation(t *testing.T, rates api.Rates) *station {
	t.Helper()
	s := &station{t: t, now: time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC), codes: map[string]string{}, secrets: map[string]string{}, logged: &bytes.Buffer{}}
	st, err := sqlite.Open(t.Context(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	s.watched = &watched{Store: st}
	s.store = s.watched
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
	if s.clerk, err = clerk.Found(t.Context(), clerk.Options{Store: s.store, Ring: vault.Ring{vault.NewLocal("m1", key, rand.Reader)}, Keys: []note.Signer{signer},
		Lots: rand.Reader, Now: s.clock}, "Ashford County", people.AccountInvited{ID: "root", Name: "Root Somebody"}); err != nil {
		t.Fatal(err)
	}
	dk, err := s.clerk.DeskKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.desk = session.New(session.Options{Store: s.store, Key: dk, Lots: rand.Reader, Now: s.clock, Policy: fast(), Roll: s.clerk.Roll, Site: session.Site{ID: "docket.example", Origin: origin}})
	s.handler = api.New(api.Options{Clerk: s.clerk, Desk: s.desk, Key: dk, Now: s.clock, Rates: rates, Pace: api.Pace{Look: 2 * time.Millisecond, Beat: 20 * time.Millisecond}, Release: "test", Log: slog.New(slog.NewTextHandler(s.logged, nil))})
	s.join("root")
	for _, e := range []people.Event{people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "The Rangers"}}, people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "The District Attorney"}},
		people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}}} {
		s.enrol(e)
	}
	for _, x := range []struct {
		id   string
		post people.Post
	}{
		{"vance", people.Post{Role: record.Affiant, Agency: "rangers"}}, {"stone", people.Post{Role: record.Supervisor, Agency: "rangers"}},
		{"pratt", people.Post{Role: record.Executing, Agency: "rangers"}}, {"hart", people.Post{Role: record.Magistrate, Court: "county"}},
		{"lowe", people.Post{Role: record.Magistrate, Court: "county"}}, {"archer", people.Post{Role: record.Clerk, Court: "county"}},
		{"cross", people.Post{Role: record.Counsel}}, {"dole", people.Post{Role: access.Named}}, {"audit", people.Post{Role: access.Auditor}},
		{"other", people.Post{Role: record.Affiant, Agency: "da"}},
	} {
		s.enrol(people.AccountInvited{ID: x.id, Name: strings.ToUpper(x.id[:1]) + x.id[1:] + " Somebody"})
		s.join(x.id)
		s.enrol(people.PostGiven{ID: x.id, Post: x.post})
	}
	return s
}

// enrol changes the roll beside the door.
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

// again signs an account in anew, as those who were long idle have to.
func (s *station) again(account string) {
	s.t.Helper()
	s.pass(time.Minute)
	var err error
	if s.secrets[account], _, err = s.desk.SignIn(s.t.Context(), account, password, s.code(account), "again"); err != nil {
		s.t.Fatal(err)
	}
}

// An answer is what the station said.
type answer struct {
	status int
	header http.Header
	body   string
}

// A listener goes once a stream has said all that it says at first, however long that takes.
type listener struct {
	*httptest.ResponseRecorder
	gone func()
}

// Write takes in what is said.
func (l listener) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte("event: ready")) {
		defer l.gone()
	}
	return l.ResponseRecorder.Write(b)
}

// WriteString is Write.
func (l listener) WriteString(s string) (int, error) { return l.Write([]byte(s)) }

// ask sends a request as an account; nobody, if it is "".
func (s *station) ask(account, method, path, body string, header ...string) answer {
	s.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if account != "" {
		r.Header.Set("Authorization", "Bearer "+s.secrets[account])
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	gone := func() {}
	if strings.HasPrefix(path, "/v1/queue") { // a stream goes on until whoever listens goes
		ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
		defer cancel()
		gone = cancel
		r = r.WithContext(ctx)
	}
	w := httptest.NewRecorder()
	to := listener{w, gone}
	if s.book != nil {
		look.Timed(s.handler, s.book, true).ServeHTTP(to, r)
	} else {
		s.handler.ServeHTTP(to, r)
	}
	text, _ := io.ReadAll(w.Result().Body)
	return answer{w.Code, w.Header(), string(text)}
}

// ok is ask, and wants a status; v, if not nil, gets the body.
func (s *station) ok(status int, v any, account, method, path, body string, header ...string) answer {
	s.t.Helper()
	a := s.ask(account, method, path, body, header...)
	if a.status != status {
		s.t.Fatalf("%s %s by %s: %d, want %d: %s", method, path, account, a.status, status, a.body)
	}
	if v != nil {
		if err := json.Unmarshal([]byte(a.body), v); err != nil {
			s.t.Fatalf("%s: %v", a.body, err)
		}
	}
	return a
}

// proof proves presence for an act, and returns the header that says so.
func (s *station) proof(account, matter, body string) []string {
	s.t.Helper()
	s.pass(time.Minute)
	var p api.Proof
	in, _ := json.Marshal(api.Proving{Digest: session.DigestAct(matter, []byte(body)), Password: password, Code: s.code(account)})
	s.ok(201, &p, account, "POST", "/v1/proofs", string(in))
	return []string{"Affiant-Proof", p.Proof}
}

// act does an act in the ferry matter, presence proved if the act asks for it.
func (s *station) act(account, kind, body string, on ...string) answer {
	s.t.Helper()
	s.pass(time.Minute)
	text := `{"kind":"` + kind + `","body":` + body + `}`
	if len(on) > 0 {
		text = `{"kind":"` + kind + `","body":` + body + `,"on":"` + on[0] + `"}`
	}
	switch kind {
	case "sworn", "decided", "warrant-issued", "sealed", "unsealed", "expunged", "request-answered":
		return s.ok(201, nil, account, "POST", "/v1/matters/ferry/acts", text, s.proof(account, "ferry", text)...)
	}
	return s.ok(201, nil, account, "POST", "/v1/matters/ferry/acts", text)
}

// assign has the court's rota find the magistrate: Hart, and Lowe if she does not answer.
func (s *station) assign() {
	s.t.Helper()
	s.pass(time.Minute)
	from, until := s.clock().Add(-time.Minute).Format(time.RFC3339), s.clock().Add(time.Hour).Format(time.RFC3339)
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: from, Until: until}, {Account: "lowe", From: from, Until: until, Order: 1}}})
	s.ok(201, nil, "archer", "POST", "/v1/matters/ferry/applications/purse/assignments", `{}`)
}

// digest is that of the papers of the ferry application, as an account reads them.
func (s *station) digest(account string) string {
	s.t.Helper()
	var p api.Papers
	s.ok(200, &p, account, "GET", "/v1/matters/ferry/applications/purse/papers", "")
	return p.Digest
}

// open brings the ferry application up to its oath.
func (s *station) open() {
	s.t.Helper()
	s.act("vance", "matter-opened", `{"id":"ferry","title":"The ferry","jurisdiction":"us-ri","agency":"rangers","court":"county"}`)
	for _, x := range [][2]string{{"vance", "affiant"}, {"stone", "supervisor"}, {"hart", "magistrate"}, {"lowe", "magistrate"}, {"archer", "clerk"}, {"cross", "counsel"}, {"dole", "respondent"}} {
		name := map[string]string{"dole": "Peter Dole", "vance": "Ruth Vance"}[x[0]]
		if name == "" {
			name = strings.ToUpper(x[0][:1]) + x[0][1:] + " Somebody"
		}
		s.act("vance", "person-named", `{"person":{"id":"`+x[0]+`","name":"`+name+`","roles":["`+x[1]+`"],"account":"`+x[0]+`"}}`)
	}
	s.act("vance", "source-logged", `{"source":{"id":"log","kind":"report","author":"vance","time":"2026-03-01T10:00","lines":[{"n":1,"text":"I saw Peter Dole take a red purse from the deck of the ferry."}]}}`)
	s.act("vance", "application-drafted", `{"id":"purse","kind":"arrest","affiant":"vance","respondents":["dole"],"offence":{"title":"larceny","elements":[{"id":"taking","title":"took the purse of another","kind":"act"}]}}`)
	s.act("vance", "assertion-drafted", `{"application":"purse","assertion":{"n":1,"text":"On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.","basis":"observed","cites":["log:1"]}}`)
	s.act("vance", "ground-offered", `{"application":"purse","ground":{"element":"taking","on":[1]}}`)
	var f api.Flaws
	s.ok(200, &f, "vance", "GET", "/v1/matters/ferry/applications/purse/flaws", "")
	for _, x := range f.Flaws {
		s.act("vance", "flaw-answered", `{"application":"purse","answer":{"flaw":"`+x.ID+`","act":"as-written","because":"it is what I saw","by":"vance"}}`)
	}
}

// warrant brings it to a live warrant.
func (s *station) warrant() {
	s.t.Helper()
	s.open()
	s.act("vance", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance"))
	s.assign()
	s.act("vance", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	s.act("hart", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen by the affiant"}}`, s.digest("hart"))
	s.act("hart", "warrant-issued", `{"application":"purse","warrant":{"id":"w1","by":"hart","respondents":["dole"],"return_to":"hart"}}`)
}
