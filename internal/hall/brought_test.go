package hall_test

import (
	"strings"
	"testing"
)

// The desk of an affiant says what is to be put before a magistrate, and again, and leads there; that of a colleague does not.
func TestTheDeskSaysWhatIsToBeBrought(t *testing.T) {
	s := newStation(t)
	s.enrol(invited("second", "Ann Second"))
	s.join("second")
	if text := words(s.page("second", "/")); !strings.Contains(text, "Your account has no post yet.") {
		t.Errorf("who has no post is told nothing of it: %s", text)
	}
	s.enrol(affiantAt("second"))
	s.open("ferry")
	says := func(when, account, today, next string, want bool) {
		t.Helper()
		page := s.page(account, "/")
		if strings.Contains(page, today) != want || strings.Contains(page, next) != want {
			t.Errorf("%s, the desk of %s: %s", when, account, words(page))
		}
	}
	sworn := [2]string{`<span>1 application to put before the magistrate</span><a class="btn strong" href="/matters/ferry/acts/presented?application=purse">`, `<a class="next" href="/matters/ferry/acts/presented?application=purse">`}
	back := [2]string{`<span>1 application awaits your answer: the magistrate asked for more</span><a class="btn strong" href="/matters/ferry#app-purse">`, `<a class="next" href="/matters/ferry#app-purse">`}
	says("drafted", "vance", sworn[0], sworn[1], false)
	s.do("vance", "ferry", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "ferry"))
	s.assign("ferry", "hart")
	says("assigned", "vance", sworn[0], sworn[1], true)
	says("assigned", "second", sworn[0], sworn[1], false)
	if page := s.page("vance", "/matters/ferry/acts/presented?application=purse"); !strings.Contains(page, `<option value="hart" selected>`) {
		t.Errorf("the magistrate to whom it is assigned is not chosen beforehand: %s", words(page))
	}
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	says("presented", "vance", sworn[0], sworn[1], false)
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"who saw the deck?"}}`, s.digest("hart", "ferry"))
	says("sent back", "vance", back[0], back[1], true)
	says("sent back", "second", back[0], back[1], false)
}
