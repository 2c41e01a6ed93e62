package record_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

func TestParseCite(t *testing.T) {
	for _, tt := range []struct {
		text string
		want record.Cite
	}{
		{"log", record.Cite{Source: "log"}},
		{"log-2:3", record.Cite{Source: "log-2", From: 3, To: 3}},
		{"log:3-12", record.Cite{Source: "log", From: 3, To: 12}},
		{`log:3 "passed it to Louisa"`, record.Cite{Source: "log", From: 3, To: 3, Words: "passed it to Louisa"}},
		{`log:3-4 "x"`, record.Cite{Source: "log", From: 3, To: 4, Words: "x"}},
		{`log "x"`, record.Cite{Source: "log", Words: "x"}},
		{`log:3 "he said "yes" twice"`, record.Cite{Source: "log", From: 3, To: 3, Words: `he said "yes" twice`}},
		{`log:3 "a: "b""`, record.Cite{Source: "log", From: 3, To: 3, Words: `a: "b"`}},
	} {
		got, err := record.ParseCite(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("%s: %+v, %v; want %+v", tt.text, got, err, tt.want)
		}
		if got.String() != tt.text {
			t.Errorf("%s is written as %s", tt.text, got)
		}
	}
	for _, text := range []string{"", "Log:3", "log:", "log:0", "log:-1", "log:3-", "log:4-3", "log:03", "log:x", "log: 3",
		`log:3 "`, `log:3 ""`, `log:3 " "`, `log:3 "x`, `log:3"x"`, `"x"`, "log:3 x", "log:99999999999999999999"} {
		if c, err := record.ParseCite(text); err == nil {
			t.Errorf("%s is read as %+v", text, c)
		} else if fault.KindOf(err) != fault.Input {
			t.Errorf("%s: %v is of kind %s", text, err, fault.KindOf(err))
		}
	}
}

func TestCiteIsOneString(t *testing.T) {
	c := record.Cite{Source: "log", From: 3, To: 3, Words: "it"}
	b, err := json.Marshal([]record.Cite{c})
	if err != nil || string(b) != `["log:3 \"it\""]` {
		t.Fatalf("%s, %v", b, err)
	}
	var back []record.Cite
	if err := json.Unmarshal(b, &back); err != nil || len(back) != 1 || back[0] != c {
		t.Fatalf("%+v, %v", back, err)
	}
}

func FuzzParseCite(f *testing.F) {
	for _, s := range []string{"log", "log:3", "log:3-4", `log:3 "words"`, `log "a "b" c"`, `log:`, `"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := record.ParseCite(s)
		if err != nil {
			return
		}
		if back, err := record.ParseCite(c.String()); err != nil || back != c {
			t.Fatalf("%q: %+v is written as %q and read as %+v, %v", s, c, c.String(), back, err)
		}
	})
}

func TestResolve(t *testing.T) {
	m := record.Matter{Sources: []record.Source{
		{ID: "log", Lines: []record.Line{
			{N: 1, Text: "passed  it\nto Louisa"}, {N: 2, Text: "and left"}, {N: 4, Cut: "words cut"}, {N: 5, Text: "again"},
		}},
		{ID: "memo", Printed: record.None},
	}}
	for _, tt := range []struct {
		cite  string
		lines int
		err   string
	}{
		{"log", 4, ""},
		{"log:1", 1, ""},
		{"log:1-2", 2, ""},
		{"log:1-4", 3, ""},
		{"log:4", 1, ""},
		{`log:1 "it to Louisa"`, 1, ""},
		{`log:1-2 "Louisa and left"`, 2, ""},
		{`log "and left"`, 4, ""},
		{"memo", 0, ""},
		{"log:3", 0, "source log has no line 3"},
		{"log:2-3", 0, "source log has no line 3"},
		{"lag:1", 0, `there is no source "lag"`},
		{"memo:1", 0, "the text of source memo is not in the record, so it has no line 1"},
		{`log:1 "It to Louisa"`, 0, `the words "It to Louisa" are not in log:1`},
		{`log:1 "and left"`, 0, `the words "and left" are not in log:1`},
		{`log:2-5 "left again"`, 0, `the words "left again" are not in log:2-5`}, // across the cut
		{`memo "it"`, 0, `the words "it" are not in memo`},
	} {
		c, err := record.ParseCite(tt.cite)
		if err != nil {
			t.Fatal(err)
		}
		lines, s, err := m.Resolve(c)
		switch {
		case tt.err == "" && (err != nil || len(lines) != tt.lines || s == nil || s.ID != c.Source):
			t.Errorf("%s: %d lines of %v, %v", tt.cite, len(lines), s, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err) || fault.KindOf(err) != fault.NotFound):
			t.Errorf("%s: %v, want %s", tt.cite, err, tt.err)
		}
		ilines, is, ierr := record.NewIndex(&m).Resolve(c)
		if len(ilines) != len(lines) || is != s || (ierr == nil) != (err == nil) {
			t.Errorf("%s: the index gives %d lines of %v, %v", tt.cite, len(ilines), is, ierr)
		}
	}
}

// TestSourceID: the name of a source is read as its pattern has it, for every text of up to five or six of these letters.
func TestSourceID(t *testing.T) {
	form := regexp.MustCompile(record.IDPattern)
	list := []string{""}
	for from := 0; len(list) < 50_000; {
		for end := len(list); from < end; from++ {
			for _, x := range []string{"a", "z", "0", "-", "A", "é", "\n"} {
				list = append(list, list[from]+x)
			}
		}
	}
	valid := 0
	for _, s := range list {
		_, err := record.ParseCite(s)
		if got := err == nil; got != form.MatchString(s) {
			t.Fatalf("a source named %q is read: %v; the pattern says %v", s, got, !got)
		} else if got {
			valid++
		}
	}
	if valid < 100 {
		t.Errorf("%d of %d texts were names; the test tells nothing", valid, len(list))
	}
}
