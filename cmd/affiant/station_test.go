package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
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

// A process is affiant serve, as a process would run it.
type process struct {
	url  string
	stop func() // tells it to stop, and waits until it has
}

// startServed starts it, and waits until it answers.
func startServed(t *testing.T, w *world, x service) process {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	said, says := io.Pipe()
	ended := make(chan error, 1)
	w.out = says
	go func() {
		ended <- w.serve(ctx, &x)
		says.Close()
	}()
	line := make([]byte, 200)
	n, err := said.Read(line)
	if err != nil {
		t.Fatal(<-ended)
	}
	return process{strings.TrimSpace(strings.TrimPrefix(string(line[:n]), "answers at ")), func() {
		t.Helper()
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(time.Minute):
			t.Fatal("it does not stop")
		}
	}}
}

// TestServe founds a station, serves it as a process would, joins as its administrator, and stops it; fsck finds it sound.
func TestServe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "station")
	env := map[string]string{envSession: filepath.Join(t.TempDir(), "session"), envPassword: castPassword}
	var errs syncBuffer
	run := func(want int, in string, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		w := &world{in: strings.NewReader(in), out: &out, err: &errs, getenv: func(k string) string { return env[k] }}
		if code := w.run(args); code != want {
			t.Fatalf("%v exits with %d: %s%s", args, code, out.String(), errs.String())
		}
		return out.String()
	}
	out := run(0, "", "init", dir, "--name", "Ashford County", "--log", "docket.ashford.example")
	env[envInvitation] = regexp.MustCompile(`affiant_i_\S+`).FindString(out)
	run(2, "", "init", dir, "--name", "Another")
	// What is wrong is told before anything is made, or it is taken away again: the same line, put right, founds the station.
	for _, wrong := range [][]string{{"--log", "two words"}, {"--log", "a+b"}, {"--log", ""}, {"--admin", "x y"}} {
		other := filepath.Join(t.TempDir(), "other")
		run(2, "", append([]string{"init", other, "--name", "Another"}, wrong...)...)
		if _, err := os.Stat(other); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v has left %s", wrong, other)
		}
		run(0, "", "init", other, "--name", "Another")
	}
	for _, f := range []string{"record.db", "keys.db"} {
		if info, err := os.Stat(filepath.Join(dir, f)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, info, err)
		}
	}
	for flag, says := range map[string]string{"--hsts-days=-4": "expected a number of days", "--host=https://docket.example": "without scheme", "--host=docket.example:443": "without scheme",
		"--log-format=xml": "expected text or json"} {
		run(2, "", "serve", "--data", dir, "--addr", "127.0.0.1:0", flag)
		if !strings.Contains(errs.String(), says) {
			t.Errorf("%s: %s", flag, errs.String())
		}
	}
	for _, f := range []string{masterFile, logFile, trustFile} {
		if info, err := os.Stat(filepath.Join(dir, f)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, info, err)
		}
	}
	run(2, "", "serve", "--data", dir, "--addr", "0.0.0.0:0")
	run(2, "", "serve", "--data", dir, "--tls-cert", "x")
	if err := os.Chmod(filepath.Join(dir, masterFile), 0o644); err != nil {
		t.Fatal(err)
	}
	run(2, "", "serve", "--data", dir, "--addr", "127.0.0.1:0")
	if !strings.Contains(errs.String(), "may be read by others") {
		t.Error(errs.String())
	}
	if err := os.Chmod(filepath.Join(dir, masterFile), 0o600); err != nil {
		t.Fatal(err)
	}

	counts := freePort(t)
	s := startServed(t, &world{err: &errs, getenv: func(k string) string { return env[k] }}, service{at: place{data: dir}, addr: "127.0.0.1:0", measured: counts, form: "json"})
	env[envStation] = s.url
	// A page is counted and logged as a request to the API is, by its route; and the numbers of the log are there to be read.
	if a, err := http.Get(s.url + "/sign-in?next=%2Fmatters%2Fsecret-name"); err != nil || a.StatusCode != 200 {
		t.Fatal(a, err)
	} else {
		a.Body.Close()
	}
	for until := time.Now().Add(5 * time.Second); !strings.Contains(errs.String(), `"route":"GET /sign-in","status":200`); time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("no line for a page: %s", errs.String())
		}
	}
	if strings.Contains(errs.String(), "secret-name") {
		t.Error("the address that was asked for is in the log")
	}
	if a, err := http.Get("http://" + counts + "/metrics"); err != nil {
		t.Error(err)
	} else {
		text, _ := io.ReadAll(a.Body)
		a.Body.Close()
		for _, says := range []string{`affiant_request_seconds_count{route="GET /sign-in",status="200"} 1`, "affiant_log_leaves ", "affiant_log_witnessed_leaves 0", "affiant_store_up 1"} {
			if !strings.Contains(string(text), says) {
				t.Errorf("no %s in %s", says, text)
			}
		}
	}
	var err error
	secret := regexp.MustCompile(`(?m)^[A-Z2-7]{32}$`).FindString(run(0, "", "docket", "join"))
	if env[envCode], err = totp.GenerateCode(secret, time.Now()); err != nil {
		t.Fatal(err)
	}
	if out := run(0, "", "docket", "join", "--confirm", "--device", "test"); !strings.Contains(out, "signed in as root") {
		t.Error(out)
	}
	run(2, "", "docket", "join", "--confirm")
	if out := run(0, "", "docket", "roll"); !strings.Contains(out, `"station": "Ashford County"`) || !strings.Contains(out, `"role": "administrator"`) {
		t.Error(out)
	}
	if out := run(0, "", "docket", "sessions"); !strings.Contains(out, "(this one)") {
		t.Error(out)
	}
	run(0, "", "docket", "sign-out")
	run(2, "", "docket", "roll")
	if env[envCode], err = totp.GenerateCode(secret, time.Now().Add(30*time.Second)); err != nil { // the next: that of now was used
		t.Fatal(err)
	}
	run(0, castPassword+"\n", "docket", "sign-in", "root")
	if !strings.Contains(errs.String(), "A restricted system\n\nYou are about to use a restricted information system.") {
		t.Errorf("the notice of use was not shown: %s", errs.String())
	}
	run(0, "", "docket", "lock")
	run(2, "", "docket", "roll")
	run(2, "", "docket", "unlock") // the code was used
	env[envCode] = "000000"
	run(2, "{id: vance, name: Ruth Vance}", "docket", "enrol", "account-invited", "--body", "-")
	s.stop()
	if out := run(0, "", "invite", "root", "--data", dir); !strings.Contains(out, "affiant_i_") {
		t.Error(out)
	}
	if out := run(0, "", "fsck", "--data", dir, "--key", filepath.Join(dir, trustFile), "--master", filepath.Join(dir, masterFile)); !strings.Contains(out, "the store is what was entered") {
		t.Error(out)
	}
	for _, word := range []string{castPassword, env[envInvitation], secret} {
		if strings.Contains(errs.String(), word) {
			t.Errorf("the log says %q", word)
		}
	}
}

// TestFill: a flag comes before the environment, and that before the file; an unknown setting is an error that says what may be meant.
func TestFill(t *testing.T) {
	file := filepath.Join(t.TempDir(), "affiant.yaml")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("addr: 127.0.0.1:1\nmetrics: 127.0.0.1:2\nlog-format: json\ndata: /file\n")
	env := map[string]string{"AFFIANT_METRICS": "127.0.0.1:3", "AFFIANT_LOG_FORMAT": "text", "AFFIANT_DATABASE": "postgres://x"}
	c := serveCommand(&world{})
	if err := c.ParseFlags([]string{"--log-format", "json", "--data", "/flag"}); err != nil {
		t.Fatal(err)
	}
	if err := fill(c.Flags(), file, func(k string) string { return env[k] }); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"addr": "127.0.0.1:1", "metrics": "127.0.0.1:3", "log-format": "json", "data": "/flag", "database": ""} {
		if got := c.Flags().Lookup(name).Value.String(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for from, env := range map[string]string{"law: state:county\n": "", "law: other\n": "state:county"} { // folders one after another, as for the other commands
		write(from)
		w := &world{}
		if err := fill(serveCommand(w).Flags(), file, func(k string) string { return map[string]string{lawVariable: env}[k] }); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(w.dirs(), " "); got != "state county" {
			t.Errorf("of %q and %q the folders of law are %s", from, env, got)
		}
	}
	write("adr: 127.0.0.1:1\n")
	if err := fill(c.Flags(), file, func(string) string { return "" }); err == nil || !strings.Contains(err.Error(), "did you mean addr") {
		t.Error(err)
	}
	write("behind-proxy: maybe\n")
	if err := fill(serveCommand(&world{}).Flags(), file, func(string) string { return "" }); err == nil {
		t.Error("a flag that is no truth was taken")
	}
}
