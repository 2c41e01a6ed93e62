package hall_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// foldTag is the fold of a form: whether it is open, what it is called, and what is under it.
var foldTag = regexp.MustCompile(`(?s)<details class="fold" id="[^"]*"( open)?><summary>More, if it is known <span class="label">([^<]*)</span></summary>(.*?)</details>`)

// What an act needs is asked for at once; the rest lies under one fold, parted by what it asks for, until something in it is filled in or wrong.
func TestWhatIsNotNeededIsFolded(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	const at = "/matters/ferry/acts/source-logged"
	fold := func(page string) (open bool, under, above string) {
		t.Helper()
		m := foldTag.FindStringSubmatchIndex(page)
		if m == nil {
			t.Fatal("the form has no fold")
		}
		return m[2] >= 0, page[m[6]:m[7]], page[:m[0]]
	}
	page := s.page("vance", at)
	open, under, above := fold(page)
	if open || !strings.Contains(above, `name="source.kind"`) || !strings.Contains(above, `name="source.lines"`) || strings.Contains(above, `name="source.author"`) {
		t.Errorf("as it begins: open %t; above the fold %s", open, above[strings.Index(above, "<form"):])
	}
	if who, when := strings.Index(under, "<legend>Who</legend>"), strings.Index(under, "<legend>When and where</legend>"); who < 0 || when < who ||
		!strings.Contains(under[who:when], `name="source.author"`) || !strings.Contains(under[when:], `name="source.time"`) {
		t.Errorf("it is not parted: %s", under)
	}
	for _, c := range []struct {
		says string
		form []string
		open bool
	}{
		{"what is needed is missing", []string{"source.lines", "a line"}, false},
		{"something under the fold is filled in", []string{"source.lines", "a line", "source.author", "vance"}, true},
		{"something under the fold is wrong", []string{"source.kind", "report", "source.lines", "a line", "source.time", "at dawn"}, true},
		{"a row under the fold is to be added", []string{"source.kind", "report", "more", "source.speakers"}, true},
	} {
		a := s.send("vance", page, at, c.form...)
		if a.status == http.StatusSeeOther {
			t.Errorf("%s: it was entered", c.says)
			continue
		}
		if open, _, _ := fold(a.body); open != c.open {
			t.Errorf("%s: the fold is open: %t", c.says, open)
		}
	}
}

// What was filled in beforehand, the one who acts and a short name, opens no fold; a refusal that names no field opens all.
func TestAFoldKeepsWhatWasGiven(t *testing.T) {
	s := newStation(t)
	s.after("harbor")
	const at = "/matters/harbor/acts/hold-placed"
	page := s.page("archer", at)
	m := foldTag.FindStringSubmatch(page)
	if m == nil || m[1] != "" || !strings.Contains(m[3], `name="hold.id"`) || !strings.Contains(m[2], "short name") {
		t.Fatalf("the short name is not under a closed fold: %q", m)
	}
	given, _ := formOf(page, at)
	a := s.send("archer", page, at, "hold.because", "a suit is pending")
	if a.status != http.StatusSeeOther {
		t.Fatalf("not entered: %d", a.status)
	}
	a = s.send("archer", s.page("archer", at), at, "hold.id", given.Get("hold.id"), "hold.because", "another suit")
	if m := foldTag.FindStringSubmatch(a.body); a.status == http.StatusSeeOther || m == nil || m[1] == "" {
		t.Errorf("a name that is taken: %d, fold %q", a.status, m)
	}
}

// A post is given at an agency or a court, and either may be left out: nothing is folded there.
func TestTheRollFoldsNothing(t *testing.T) {
	s := newStation(t)
	s.again("root")
	for _, kind := range []string{"post-given", "rota-set", "court-founded"} {
		if page := s.page("root", "/roll/"+kind); strings.Contains(page, `class="fold"`) {
			t.Errorf("%s has a fold", kind)
		}
	}
}
