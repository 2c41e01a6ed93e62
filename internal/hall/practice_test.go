package hall_test

import (
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
)

// Whether the bench is shown the questions of the review is for the court to choose, by a signed change of the roll that an administrator makes on a page: when the
// magistrate asks, as where nothing is set; at once; or not at all, and then no door gives them.
func TestTheCourtChoosesWhatTheBenchIsShown(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	const at = "/matters/ferry/applications/purse/bench"
	const asks, button = `<ol class="asks">`, `?questions=shown#questions`
	look := func(when string, path string, want ...bool) {
		t.Helper()
		page := s.page("hart", path)
		if strings.Contains(page, asks) != want[0] || strings.Contains(page, button) != want[1] {
			t.Errorf("%s, %s: questions %t, button %t", when, path, strings.Contains(page, asks), strings.Contains(page, button))
		}
	}
	look("nothing is set", at, false, true)
	look("nothing is set", at+"?questions=shown", true, false)
	if text := words(s.page("root", "/roll")); !strings.Contains(text, "questions of the review are shown when the magistrate asks for them") {
		t.Errorf("the roll: %s", text)
	}
	page := s.page("root", "/roll/practice-set")
	a := s.send("root", page, "/roll/practice-set", "court", "county", "questions", people.AtOnce)
	if a.status != 200 || !strings.Contains(a.body, "at-once") {
		t.Fatalf("it is not shown to be signed: %d %s", a.status, words(a.body))
	}
	look("not signed yet", at, false, true)
	s.pass(time.Minute)
	if a = s.send("root", a.body, "/roll/practice-set", "password", password, "code", s.code("root")); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	look("at once", at, true, false)
	if text := words(s.page("root", "/roll")); !strings.Contains(text, "questions of the review are shown at once, with the papers") {
		t.Errorf("the roll: %s", text)
	}
	s.enrol(people.PracticeSet{Court: "county", Questions: people.NotShown})
	look("not shown", at+"?questions=shown", false, false)
	if _, err := s.clerk.Read(t.Context(), callerOf("hart"), "ferry", access.ReadFlaws, "purse"); fault.KindOf(err) != fault.Denied || !strings.Contains(err.Error(), "court-practice") {
		t.Errorf("the clerk gives them all the same: %v", err)
	}
	if _, err := s.clerk.Read(t.Context(), callerOf("vance"), "ferry", access.ReadFlaws, "purse"); err != nil {
		t.Errorf("the affiant is kept from them as well: %v", err)
	}
	s.enrol(people.PracticeSet{Court: "county", Questions: people.OnAsking})
	look("as before", at, false, true)
}
