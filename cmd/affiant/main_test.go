package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv(envKMS) != "" {
		os.Exit(fakeKMS())
	}
	testscript.Main(m, map[string]func(){"affiant": main})
}

// TestScripts tells what each command does as stories at a terminal. Beyond testscript's own commands a script may say
// code N COMMAND..., which runs a command that has to exit with N.
func TestScripts(t *testing.T) {
	commands := stationCommands()
	commands["code"] = code
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup:               setUpLog,
		UpdateScripts:       os.Getenv("AFFIANT_UPDATE") != "",
		Cmds:                commands,
	})
}

// code runs affiant in a process of its own and checks its exit code: code N ARGS...
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N affiant ARGS...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s exits with %s, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// TestPanicIsOurs holds that a mistake of ours ends with a sentence and the code for it.
func TestPanicIsOurs(t *testing.T) {
	var errs bytes.Buffer
	w := &world{in: panics{}, out: &bytes.Buffer{}, err: &errs, getenv: func(string) string { return "" }}
	if got := w.run([]string{"review", "-"}); got != exitOurs {
		t.Errorf("a panic exits with %d, want %d", got, exitOurs)
	}
	if !strings.Contains(errs.String(), "inside affiant itself") || strings.Contains(errs.String(), "goroutine") {
		t.Errorf("a panic says %q", errs.String())
	}
}

type panics struct{}

func (panics) Read([]byte) (int, error) { panic("a test") }

// TestColour holds that colour is for terminals whose owners want it.
func TestColour(t *testing.T) {
	for _, c := range []struct {
		terminal bool
		env      map[string]string
		want     bool
	}{
		{true, nil, true},
		{false, nil, false},
		{true, map[string]string{"NO_COLOR": "1"}, false},
		{true, map[string]string{"TERM": "dumb"}, false},
	} {
		var out bytes.Buffer
		w := &world{out: &out, err: &bytes.Buffer{}, terminal: c.terminal, getenv: func(k string) string { return c.env[k] }}
		w.run([]string{"review", "example:malley-v-briggs"})
		if got := bytes.Contains(out.Bytes(), []byte("\x1b[")); got != c.want {
			t.Errorf("terminal %v, %v: colour %v, want %v", c.terminal, c.env, got, c.want)
		}
	}
}
