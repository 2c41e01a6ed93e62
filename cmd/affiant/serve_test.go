package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

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
	write("host: [a.example, b.example]\nlaw:\n  - state\n  - county\nhsts-days: 30\nbehind-proxy: true\n") // a list, for what may be said several times
	w := &world{}
	c = serveCommand(w)
	if err := fill(c.Flags(), file, none); err != nil {
		t.Fatal(err)
	}
	if got := c.Flags().Lookup("host").Value.String() + strings.Join(w.dirs(), " ") + c.Flags().Lookup("hsts-days").Value.String(); got != "[a.example b.example]state county30" {
		t.Errorf("of lists: %s", got)
	}
	for text, want := range map[string]string{"behind-proxy: maybe\n": `--behind-proxy is "maybe"; expected true or false`, "hsts-days: soon\n": "expected a whole number", "mail-gap: soon\n": "expected a time such as 10m", "addr: {a: b}\n": "line 1 is no word"} {
		write(text)
		if err := fill(serveCommand(&world{}).Flags(), file, none); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "strconv") {
			t.Errorf("%q: %v; want %q", text, err, want)
		}
	}
}
