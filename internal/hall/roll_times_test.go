package hall_test

import (
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/people"
)

// A time of the roll that the clocks of the court leave out, or show twice, is refused in words, at the one field in which it stands; with its zone it
// is taken.
func TestRollTimesOnTheClock(t *testing.T) {
	s := newStation(t)
	s.again("root")
	const post, rota = "/roll/post-given", "/roll/rota-set"
	given := []string{"id", "vance", "post.role", "supervisor", "post.agency", "rangers", "post.until"}
	for typed, want := range map[string]string{
		"8 March 2026, 2:30 a.m.":    "There is no 8 March 2026, 2:30 a.m. in New York time: the clocks are put forward over it",
		"1 November 2026, 1:30 a.m.": "1 November 2026, 1:30 a.m. comes twice in New York time: the clocks are put back then; write 2026-11-01T01:30:00-04:00 for the first, 2026-11-01T01:30:00-05:00 for the second",
	} {
		a := s.send("root", s.page("root", post), post, append(given, typed)...)
		if a.status != 422 || strings.Contains(a.body, `name="_digest"`) || !strings.Contains(words(a.body), want) || !strings.Contains(a.body, `<a href="#f-post-until">`) || !strings.Contains(a.body, `value="`+typed+`"`) {
			t.Errorf("%s: %d %s", typed, a.status, words(a.body))
		}
	}
	for _, typed := range []string{"2026-11-01T01:30:00-05:00", "8 March 2026, 3:00 a.m."} {
		if a := s.send("root", s.page("root", post), post, append(given, typed)...); a.status != 200 || !strings.Contains(a.body, `name="_digest"`) {
			t.Errorf("%s: %d %s", typed, a.status, words(a.body))
		}
	}
	a := s.send("root", s.page("root", rota), rota, "court", "county", "watches.0.account", "hart", "watches.0.from", "7 March 2026, 9:00 a.m.", "watches.0.until", "7 March 2026, 9:00 p.m.",
		"watches.1.account", "hart", "watches.1.from", "8 March 2026, 2:30 a.m.", "watches.1.until", "9 March 2026, 9:00 a.m.")
	if a.status != 422 || !strings.Contains(a.body, `<a href="#f-watches-1-from">`) || strings.Contains(a.body, `<a href="#f-watches-0-from">`) {
		t.Errorf("a turn: %d %s", a.status, words(a.body))
	}
}

// A day alone begins what runs from it at its beginning, and is in what runs until it.
func TestRollDays(t *testing.T) {
	s := newStation(t)
	s.again("root")
	const at = "/roll/post-given"
	page := s.page("root", at)
	for _, want := range []string{"a day alone is from its beginning", "a day alone is until its end"} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not say that %s", want)
		}
	}
	a := s.send("root", page, at, "id", "vance", "post.role", "supervisor", "post.agency", "rangers", "post.from", "31 March 2026", "post.until", "31 October 2026")
	for _, want := range []string{"2026-03-31T00:00:00-04:00", "2026-11-01T00:00:00-04:00"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("%s is not signed: %d %s", want, a.status, words(a.body))
		}
	}
}

// Where courts lie in two zones, one clock is that of a form: by it a time is typed, shown as it might be, and said above the signature, with its name, as
// what is signed has it.
func TestRollTimesHaveOneClock(t *testing.T) {
	s := newStation(t)
	s.enrol(people.CourtFounded{Court: people.Court{ID: "west", Name: "West Court", Jurisdiction: "us-ca", Zone: "America/Los_Angeles", Assigns: "rota"}})
	s.again("root")
	west, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	const at = "/roll/post-given"
	post := func(more ...string) answer {
		return s.send("root", s.page("root", at), at, append([]string{"id", "hart", "post.role", "magistrate", "post.court", "west", "post.until"}, more...)...)
	}
	for typed, want := range map[string]string{
		"1 July 2026, 9:15 a.m.":    "1 July 2026, 9:15 a.m., Los Angeles time",
		"2026-07-01T12:15:00-04:00": "1 July 2026, 9:15 a.m., Los Angeles time",
		"1 July 2026":               "2 July 2026, midnight, Los Angeles time",
		"2026-11-01T01:30:00-08:00": "1 November 2026, 1:30 a.m., Los Angeles time (UTC-08:00)",
	} {
		if a := post(typed); a.status != 200 || !strings.Contains(words(a.body), "Post, until "+want) {
			t.Errorf("%s is said to be signed as: %d %s", typed, a.status, words(a.body))
		}
	}
	if a := post("next Tuesday"); a.status != 422 || !strings.Contains(a.body, `placeholder="`+s.clock().In(west).Format("2 January 2006, 3:04")) {
		t.Errorf("how a time might be typed: %d %s", a.status, a.body)
	}
	s.signed("root", s.page("root", at), at, "id", "hart", "post.role", "magistrate", "post.court", "west", "post.until", "1 July 2026, 9:15 a.m.")
	if text := words(s.page("root", "/roll")); !strings.Contains(text, "(until 1 July 2026, 9:15 a.m.)") {
		t.Errorf("the roll: %s", text)
	}
}
