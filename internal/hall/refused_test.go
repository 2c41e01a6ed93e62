package hall_test

import (
	"net/http"
	"strings"
	"testing"
)

// Whatever refuses a form, a line of script or none: its words come back, in the form or as text with a way back to it; to no one but who typed them,
// and no secret among them.
func TestRefusedGivesWordsBack(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.bench("mill")
	s.again("vance", "hart", "stone", "cross", "archer")
	edit, review := s.page("vance", ferryEdit), s.page("stone", "/matters/ferry/applications/purse/review")
	s.do("vance", "ferry", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "ferry"))

	// The papers were closed meanwhile: all of what was written, and not the sentence alone.
	a := s.send("vance", edit, ferryEdit, "assertion.text", "One thing more.", "assertion.readings#", "1", "assertion.readings.0.words", "thing", "assertion.readings.0.means", "a purse", "assertion.rests_on", "1", "reply.q-1", "An answer.")
	for _, want := range []string{"One thing more.", "Readings 1 means", "a purse", "An answer.", "Rests on"} {
		if a.status != http.StatusConflict || !strings.Contains(words(a.body), want) {
			t.Errorf("%d, and %q is not given back: %s", a.status, want, words(a.body))
		}
	}
	const at = "/matters/ferry/applications/purse/review"
	a = s.send("stone", review, at, "act", "declined", "note", "The second call is missing.", "asks-1", "How do you know?")
	for _, want := range []string{"The second call is missing.", "How do you know?"} {
		if a.status < 400 || !strings.Contains(words(a.body), want) {
			t.Errorf("%d, and %q is not given back: %s", a.status, want, words(a.body))
		}
	}

	// It was taken from the magistrate meanwhile: there is nothing here any more, but the words.
	const bench = "/matters/mill/applications/purse/bench"
	page := s.page("hart", bench)
	s.do("hart", "mill", "magistrate-recused", `{"application":"purse","recusal":{"magistrate":"hart","because":"I know the family"}}`)
	form, _ := formOf(page, bench+"/decide")
	form.Set("act", "denied")
	form.Set("finding", "Nobody says who saw it.")
	form.Set("password", "quince")
	a = s.ask("hart", "POST", bench+"/decide", form)
	if a.status < 400 || !strings.Contains(words(a.body), "Nobody says who saw it.") || !strings.Contains(a.body, `name="_again"`) || strings.Contains(a.body, "quince") {
		t.Errorf("%d %s", a.status, words(a.body))
	}

	// A form of someone else is not shown to whoever sends it.
	if a = s.ask("cross", "POST", bench+"/decide", form); strings.Contains(a.body, "Nobody says who saw it.") {
		t.Error("a form that another opened is shown")
	}
	form.Del("_token")
	if a = s.ask("hart", "POST", bench+"/decide", form); strings.Contains(a.body, "Nobody says who saw it.") {
		t.Error("a form that came from elsewhere is shown")
	}
}

// A question that is asked at once takes no reasons with it that are not entered yet, and who is chosen and passed over stays so.
func TestAskNowLeavesReasons(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.again("stone")
	const at = "/matters/ferry/applications/purse/review"
	a := s.send("stone", s.page("stone", at), at, "only", "1", "asks-1", "How do you know the name?", "act", "declined", "note", "The second call is missing.")
	form, _ := formOf(a.body, at)
	if a.status != 200 || form.Get("note") != "The second call is missing." || form.Get("act") != "declined" || form.Get("asks-1") != "" || !strings.Contains(words(a.body), "what you ask stands at its sentence") {
		t.Errorf("%d %v: %s", a.status, form, words(a.body))
	}
	if n := len(s.matterOf("stone", "ferry").Application("purse").Questions); n != 1 {
		t.Errorf("%d questions", n)
	}
}
