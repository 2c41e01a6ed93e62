package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/affiant-project/affiant/internal/api"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

const castPassword = "quince harbour lantern"

// A served is a station that a script talks to, with a clock that the script turns.
type served struct {
	*station
	mu    sync.Mutex
	now   time.Time
	codes map[string]string
}

func (s *served) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *served) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// code is what the authenticator of an account shows, a minute later than the last that was asked for.
func (s *served) code(secret string) (string, error) {
	s.pass(time.Minute)
	return totp.GenerateCode(secret, s.clock())
}

// stationCommands are what a script may say of a station:
//
//	station [TIME]     founds one in data and serves it, with everyone who plays a part
//	as ACCOUNT         goes on as ACCOUNT, a minute later, with a new code at hand
//	pass DURATION      lets time pass
//	tell MATTER FILE   does the acts of a file one by one: each a line "== KIND", and under it what it says
//	kinds MATTER FILE  writes into FILE the kinds of the acts of a matter in their order, each with how many of it follow each other
//	authenticator FILE takes the secret of a second factor out of FILE, and puts a code of it at hand
func stationCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"station": func(ts *testscript.TestScript, neg bool, args []string) {
			begun := time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)
			if len(args) > 0 {
				var err error
				begun, err = time.Parse(time.RFC3339, args[0])
				ts.Check(err)
			}
			s, url := serveStation(ts, begun)
			ts.Setenv(envStation, url)
			ts.Setenv(envPassword, castPassword)
			ts.Check(os.MkdirAll(ts.MkAbs("passes"), 0o700))
			for account, secret := range s.cast(ts) {
				text, err := json.Marshal(pass{url, secret})
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs("passes/"+account), text, 0o600))
			}
			stations.Store(ts.Getenv("WORK"), s)
		},
		"as": func(ts *testscript.TestScript, neg bool, args []string) {
			s := stationOf(ts)
			code, err := s.code(s.codes[args[0]])
			ts.Check(err)
			ts.Setenv(envSession, ts.MkAbs("passes/"+args[0]))
			ts.Setenv(envCode, code)
		},
		"pass": func(ts *testscript.TestScript, neg bool, args []string) {
			d, err := time.ParseDuration(args[0])
			ts.Check(err)
			stationOf(ts).pass(d)
		},
		"tell": func(ts *testscript.TestScript, neg bool, args []string) {
			for i, act := range strings.Split("\n"+ts.ReadFile(args[1]), "\n== ") {
				kind, body, ok := strings.Cut(act, "\n")
				if i == 0 && strings.TrimSpace(act) == "" {
					continue
				}
				if !ok {
					ts.Fatalf("act %d of %s says nothing", i, args[1])
				}
				var out, errs bytes.Buffer
				w := &world{in: strings.NewReader(body), out: &out, err: &errs, getenv: ts.Getenv}
				if code := w.run([]string{"docket", "act", args[0], kind, "--body", "-"}); code != 0 {
					ts.Fatalf("act %d of %s, %s: %s", i, args[1], kind, errs.String())
				}
			}
		},
		"kinds": func(ts *testscript.TestScript, neg bool, args []string) {
			var out, errs bytes.Buffer
			w := &world{out: &out, err: &errs, getenv: ts.Getenv}
			if code := w.run([]string{"docket", "show", args[0], "--json"}); code != 0 {
				ts.Fatalf("%s", errs.String())
			}
			var shown shownDocket
			ts.Check(json.Unmarshal(out.Bytes(), &shown))
			var text strings.Builder
			for i, n := 0, 0; i < len(shown.Lines); i++ {
				if n++; i+1 == len(shown.Lines) || shown.Lines[i+1].Kind != shown.Lines[i].Kind {
					fmt.Fprintln(&text, shown.Lines[i].Kind, n)
					n = 0
				}
			}
			ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text.String()), 0o600))
		},
		"authenticator": func(ts *testscript.TestScript, neg bool, args []string) {
			secret := regexp.MustCompile(`(?m)^[A-Z2-7]{32}$`).FindString(ts.ReadFile(args[0]))
			code, err := stationOf(ts).code(secret)
			ts.Check(err)
			ts.Setenv(envCode, code)
		},
		"write": func(ts *testscript.TestScript, neg bool, args []string) { // write FILE TEXT
			ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[1]), 0o600))
		},
		"keep": func(ts *testscript.TestScript, neg bool, args []string) { // keep VAR REGEXP: what of stdout matches its group
			m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
			if m == nil {
				ts.Fatalf("stdout has no %s", args[1])
			}
			ts.Setenv(args[0], m[1])
		},
	}
}

var stations sync.Map // by the script's folder

func stationOf(ts *testscript.TestScript) *served {
	s, ok := stations.Load(ts.Getenv("WORK"))
	if !ok {
		ts.Fatalf("there is no station; say station first")
	}
	return s.(*served)
}

// quick is a policy whose hashes take no time.
func quick() *session.Policy {
	p := session.Policy{Numbers: append([]session.Number{}, session.Builtin().Numbers...)}
	for i := range p.Numbers {
		if p.Numbers[i].ID == "hash-kib" {
			p.Numbers[i].Count = 64
		}
	}
	return &p
}

var unlimited = api.Rates{Address: 1e6, AddressBurst: 1e6, Account: 1e6, AccountBurst: 1e6, SignIn: 1e6, SignInBurst: 1e6}

// serveStation founds a station as affiant init does, and serves it by a clock of its own.
func serveStation(ts *testscript.TestScript, begun time.Time) (*served, string) {
	s := &served{now: begun, codes: map[string]string{}}
	w := &world{getenv: func(string) string { return "" }}
	ctx := context.Background()
	dir := ts.MkAbs("data")
	at := place{data: dir}
	if dsn := ts.Getenv(envDatabase); dsn != "" {
		at = place{database: dsn}
	} else {
		ts.Setenv(envData, dir)
	}
	ts.Check(w.foundAt(ctx, dir, at, s.clock))
	st, err := at.open(ctx, false, relation.Before)
	ts.Check(err)
	o, err := w.options(st, secrets{}.in(dir))
	ts.Check(err)
	o.Now = s.clock
	logged := &syncBuffer{}
	log := slog.New(slog.NewTextHandler(logged, nil))
	heard := newCollector(nil)
	taker, err := (&tracing{endpoint: heard.URL + "/v1/traces"}).open(ctx, func(string) string { return "" }, log)
	ts.Check(err)
	book, err := (&world{getenv: ts.Getenv}).book() // law that the script names, by its whole path, in $AFFIANT_LAW
	ts.Check(err)
	s.station, err = openStation(ctx, o, manner{log: log, policy: quick(), rates: unlimited, minutes: taker.taker(), cases: book})
	ts.Check(err)
	h := httptest.NewServer(s.all)
	ts.Defer(func() {
		h.Close()
		taker.close(log)
		heard.Close()
		st.Close()
		ts.Check(heard.wordless("purse", "Dole", "dole", castPassword, "vance", "hart", "archer", "Somebody", "ferry", "rangers", "affiant_", "127.0.0.1"))
		for _, word := range []string{"purse", "Dole", castPassword} {
			if strings.Contains(logged.String(), word) {
				ts.Fatalf("the log of the station says %q", word)
			}
		}
	})
	return s, h.URL
}

// foundAt is found by another clock than the machine's.
func (w *world) foundAt(ctx context.Context, dir string, at place, now func() time.Time) error {
	_, _, err := w.found(ctx, dir, at, "Ashford County", "docket.ashford.example", people.AccountInvited{ID: "root", Name: "Root Somebody"}, now)
	return err
}

type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}

// freePort is an address of this machine at which nothing answers just now.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// cast enrols everyone who plays a part, and returns their sessions.
func (s *served) cast(ts *testscript.TestScript) map[string]string {
	ctx := context.Background()
	secrets := map[string]string{}
	join := func(account string) {
		i, _, err := s.desk.Invite(ctx, account)
		ts.Check(err)
		j, err := s.desk.Begin(ctx, i, castPassword)
		ts.Check(err)
		s.codes[account] = j.Secret
		code, err := s.code(j.Secret)
		ts.Check(err)
		secrets[account], _, err = s.desk.Confirm(ctx, i, code, "script", s.clerk.Join)
		ts.Check(err)
	}
	enrol := func(e people.Event) { ts.Check(s.clerk.Enrol(ctx, clerk.Caller{Account: "root", Proved: true}, e)) }
	join("root")
	enrol(people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "The Rangers"}})
	enrol(people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "The District Attorney"}})
	enrol(people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "random"}})
	for _, x := range []struct {
		id   string
		post people.Post
	}{
		{"vance", people.Post{Role: record.Affiant, Agency: "rangers"}}, {"stone", people.Post{Role: record.Supervisor, Agency: "rangers"}},
		{"pratt", people.Post{Role: record.Executing, Agency: "rangers"}}, {"hart", people.Post{Role: record.Magistrate, Court: "county"}},
		{"archer", people.Post{Role: record.Clerk, Court: "county"}}, {"cross", people.Post{Role: record.Counsel}},
		{"dole", people.Post{Role: "named"}}, {"lawyer", people.Post{Role: record.Prosecutor, Agency: "rangers"}}, {"audit", people.Post{Role: "auditor"}}, {"other", people.Post{Role: record.Affiant, Agency: "da"}},
	} {
		enrol(people.AccountInvited{ID: x.id, Name: strings.ToUpper(x.id[:1]) + x.id[1:] + " Somebody"})
		join(x.id)
		enrol(people.PostGiven{ID: x.id, Post: x.post})
	}
	return secrets
}

// TestLifeOnPostgres tells the life of docket.txtar once more, on PostgreSQL, and so the two of Malley.
func TestLifeOnPostgres(t *testing.T) {
	server := storetest.Postgres(t)
	commands := stationCommands()
	commands["code"] = code
	testscript.Run(t, testscript.Params{
		Files:               []string{"testdata/script/docket.txtar", "testdata/script/malley.txtar"},
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv(envDatabase, server.Database(t))
			return nil
		},
		Cmds: commands,
	})
}
