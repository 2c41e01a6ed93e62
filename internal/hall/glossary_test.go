package hall_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// The page explains every word and every code, to one who is not signed in as well, and every page leads there.
func TestWordsAreExplained(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("", "/words")
	for _, w := range doctrine.Default().Words() {
		if !strings.Contains(page, `<div id="`+w.ID+`"><dt>`+html.EscapeString(w.Term)) {
			t.Errorf("%s is not there", w.ID)
		}
	}
	for _, c := range review.Checks() {
		if !strings.Contains(page, `<div id="code-`+strings.ToLower(c.Code)+`">`) {
			t.Errorf("the code %s is not there", c.Code)
		}
	}
	if !strings.Contains(words(page), "Franks v. Delaware, 438 U.S. at 155-156") {
		t.Error("a word stands without its authority")
	}
	if text := words(page); !strings.Contains(text, "28 U.S.C. 455 (inferred)") || strings.Contains(text, "18 U.S.C. 3103a (inferred)") {
		t.Error("it does not say how sure a rule is")
	}
	for _, at := range []string{"/", "/matters/ferry", "/matters/ferry/applications/purse/edit", "/search", "/matters/none"} {
		if body := s.ask("vance", "GET", at, nil).body; !strings.Contains(body, `href="/words"`) {
			t.Errorf("%s does not lead to what the words mean", at)
		}
	}
}

// What a page calls a post or a stage, and what its forms are about, has an entry.
func TestGlossaryHasTheWordsOfThePages(t *testing.T) {
	var said []string
	for _, w := range doctrine.Default().Words() {
		said = append(said, strings.ToLower(w.Term+" "+w.Means))
	}
	all := strings.Join(said, "\n")
	for _, r := range []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Magistrate, record.Clerk, record.Executing, record.Counsel} {
		word := map[record.Role]string{record.Executing: "executing officer", record.Clerk: "court"}[r]
		if word == "" {
			word = string(r)
		}
		if !strings.Contains(all, word) {
			t.Errorf("no entry speaks of the %s", word)
		}
	}
	link := regexp.MustCompile(`{{word "([^"]+)"`)
	files, err := filepath.Glob("pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	linked := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			linked++
			if !has(m[1]) {
				t.Errorf("%s explains %q, which has no entry", f, m[1])
			}
		}
	}
	if linked < 6 {
		t.Errorf("only %d words are explained where they stand", linked)
	}
}

func has(id string) bool {
	_, ok := doctrine.Default().Word(id)
	return ok
}
