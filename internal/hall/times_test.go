package hall_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/people"
)

var (
	tagsIn    = regexp.MustCompile(`(?s)<(script|style|select|textarea|article class="paper|table class="ledger).*?</[a-z]+>|<[^>]*>`)
	clockTime = regexp.MustCompile(`[0-9]{1,2}:[0-9]{2}( [ap]\.m\.)?`)
	shortDate = regexp.MustCompile(`\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[ap]\.m\.\.|\b(EST|EDT|UTC)\b`)
	asTyped   = regexp.MustCompile(`such as (2 March 2026, 9:15 a\.m\., or )?[0-9T:-]+`) // how a time is typed, said where one is
)

// A time is said in one way on every page, in the words that the record has for its own, and which zone it is of stands once, at the foot.
func TestTimesAreSaidInOneWay(t *testing.T) {
	s := newStation(t)
	s.bench("mill")
	s.after("harbor")
	s.again("root")
	for account, paths := range map[string][]string{
		"vance":  {"/", "/matters/mill", "/devices", "/notices", "/letters"},
		"hart":   {"/bench", "/matters/mill/applications/purse/bench"},
		"archer": {"/registry", "/limits", "/matters/harbor", "/matters/harbor/acts/hearing-set"},
		"dole":   {"/concerned", "/matters/harbor/concerned"},
		"root":   {"/roll", "/health", "/components"},
	} {
		for _, path := range paths {
			page := s.page(account, path)
			text := asTyped.ReplaceAllString(html.UnescapeString(tagsIn.ReplaceAllString(page, " ")), "")
			for _, m := range clockTime.FindAllStringSubmatch(text, -1) {
				if m[1] == "" {
					t.Errorf("%s says the time %s", path, m[0])
				}
			}
			if m := shortDate.FindString(text); m != "" {
				t.Errorf("%s has %q", path, m)
			}
			if n := strings.Count(page, "Times are those of the court: New York time."); n != 1 {
				t.Errorf("%s says %d times what clock its times are of", path, n)
			}
		}
	}
}

// Where courts lie in several zones, what concerns no court is said in that of the world, and the foot says so.
func TestTimesOfSeveralZones(t *testing.T) {
	s := newStation(t)
	s.enrol(people.CourtFounded{Court: people.Court{ID: "west", Name: "West Court", Jurisdiction: "us-ca", Zone: "America/Los_Angeles", Assigns: "rota"}})
	if page := s.page("vance", "/devices"); !strings.Contains(page, "Times are those of the court of each matter, and of what concerns none, UTC.") {
		t.Error("the foot does not say whose times these are")
	}
}

// A form takes a time as pages say one, and leaves what is no time as it was typed.
func TestTimesAreTakenAsTheyAreSaid(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	const at = "/matters/ferry/acts/source-logged"
	for typed, kept := range map[string]string{
		"30 November 2025, 9:34 p.m.": "2025-11-30T21:34", "30 November 2025,  noon": "2025-11-30T12:00", "Before  January 2026": "before 2026-01", "1 March 2026": "2026-03-01", "2026-03-01T09:15": "2026-03-01T09:15",
	} {
		a := s.send("vance", s.page("vance", at), at, "source.kind", "report", "source.lines", "A line.", "source.time", typed)
		if a.status != 303 {
			t.Errorf("%q is refused: %s", typed, words(a.body))
			continue
		}
		m := s.matterOf("vance", "ferry")
		if got := m.Sources[len(m.Sources)-1].Time; string(got) != kept {
			t.Errorf("%q is kept as %q", typed, got)
		}
	}
	if a := s.send("vance", s.page("vance", at), at, "source.kind", "report", "source.lines", "A line.", "source.time", "31 February 2026, 9:00 a.m."); a.status != 422 || !strings.Contains(words(a.body), "February 2026 has no day 31") ||
		!strings.Contains(a.body, `value="31 February 2026, 9:00 a.m."`) {
		t.Errorf("a day that there is not: %d %s", a.status, words(a.body))
	}
	if a := s.send("vance", s.page("vance", at), at, "source.kind", "report", "source.lines", "A line.", "source.time", "30 Smarch 2025"); a.status != 422 || !strings.Contains(a.body, `value="30 Smarch 2025"`) {
		t.Errorf("what is no time: %d", a.status)
	}
}
