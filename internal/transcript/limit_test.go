package transcript_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestUnreadable reads what is no YAML, or too much of it: one problem each, with its place.
func TestUnreadable(t *testing.T) {
	const head = "affiant: matter/1\n"
	for _, tt := range []struct {
		name, file, want string
	}{
		{"empty", "", "x:1:1: the file is empty"},
		{"only a comment", "# nothing\n", "x:1:1: the file is empty"},
		{"a list", "- affiant\n", "x:1:1: the file does not hold keys and values"},
		{"two documents", head + "---\nid: x\n", "x:2:1: a second document begins here"},
		{"colon", head + "title: Malley: v. Briggs\n", "x:2:14: this is not YAML: mapping values are not allowed in this context"},
		{"open quote", head + "title: \"Malley\nid: x\n", "this is not YAML: found unexpected end of stream while scanning a quoted scalar that began at line 2"},
		{"tab", head + "people:\n\t- id: x\n", "x:3:1: this is not YAML: found character that cannot start any token"},
		{"deep", head + "note: " + strings.Repeat("[", 100) + strings.Repeat("]", 100), "nested more than 64 levels deep"},
		{"not UTF-8", head + "id: x\ntitle: Mal\xffley\n", "x:3:11: the file is not UTF-8 text here"},
		{"too long", head + "#" + strings.Repeat("x", transcript.MaxBytes), "x:1:1: the file has 33554451 bytes; expected at most 33554432"},
	} {
		_, err := transcript.Read("x", []byte(tt.file))
		if err == nil || !strings.Contains(err.Error(), tt.want) || fault.KindOf(err) != fault.Input || len(problemsOf(err)) != 1 {
			t.Errorf("%s: %v; want %s", tt.name, err, tt.want)
		}
	}
}

// TestAliasBomb reads a file that would grow to a billion names if its aliases were followed.
func TestAliasBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("affiant: matter/1\nid: x\ntitle: x\njurisdiction: us\npeople: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "k%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	fmt.Fprintf(&b, "sources: *a9\n")
	_, err := transcript.Read("x", []byte(b.String()))
	if err == nil || !strings.Contains(err.Error(), "an alias stands here") {
		t.Error(err)
	}
}

// TestTagCommandsNothing reads a tag that holds an escape sequence: what is said of it holds none.
func TestTagCommandsNothing(t *testing.T) {
	_, err := transcript.Read("x", []byte("affiant: matter/1\nid: x\ntitle: !a%1b%5b2J x\n"))
	if err == nil || strings.Contains(err.Error(), "\x1b") || !strings.Contains(err.Error(), `the tag !a\x1b[2J stands here`) {
		t.Errorf("%q", err)
	}
}

// TestManyProblems counts what it does not spell out.
func TestManyProblems(t *testing.T) {
	file := "affiant: matter/1\nid: x\ntitle: x\njurisdiction: us\npeople:\n" + strings.Repeat("  - name: x\n", 1500)
	_, err := transcript.Read("x", []byte(file))
	ps := problemsOf(err)
	if len(ps) != transcript.MaxProblems+1 || ps[len(ps)-1].What != "and 500 more problems up to here" {
		t.Errorf("%d problems, the last: %v", len(ps), ps[len(ps)-1])
	}
}

// TestByteOrderMark reads a file as some editors save it. Places do not count the mark, nor the line breaks twice.
func TestByteOrderMark(t *testing.T) {
	data, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want, err := transcript.Format("x", data)
	if err != nil {
		t.Fatal(err)
	}
	windows := "\ufeff" + strings.ReplaceAll(string(data), "\n", "\r\n")
	got, err := transcript.Format("x", []byte(windows))
	if err != nil || string(got) != string(want) {
		t.Errorf("%v\n%s", err, got)
	}
	f, err := transcript.Read("x", []byte(windows))
	if err != nil {
		t.Fatal(err)
	}
	if line, column := f.Where("id"); line != 2 || column != 5 {
		t.Errorf("id is at %d:%d", line, column)
	}
	if line, column := f.Where("people[0].home"); line != 7 || column != 5 {
		t.Errorf("a key that is not there is placed at %d:%d", line, column)
	}
}

// TestHostile reads a large file in which every line is a mistake. It comes back, with the first thousand.
func TestHostile(t *testing.T) {
	var b strings.Builder
	b.WriteString("affiant: matter/1\nid: x\ntitle: x\njurisdiction: us\npeople:\n")
	for i := range 20000 {
		fmt.Fprintf(&b, "  - name: x\n    ties: [{to: nobody-%d, as: friend}]\n    roles: [role-%d]\n", i, i)
	}
	if _, err := transcript.Read("x", []byte(b.String())); len(problemsOf(err)) != transcript.MaxProblems+1 {
		t.Errorf("%d problems", len(problemsOf(err)))
	}
}

// A character that YAML allows nowhere is told where it stands.
func TestControlCharacter(t *testing.T) {
	_, err := transcript.Read("x.yaml", []byte("affiant: matter/1\nid: h\ntitle: \"é\x00b\"\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "x.yaml:3:10: the character U+0000 may not stand in a matter file") {
		t.Errorf("got %v", err)
	}
}
