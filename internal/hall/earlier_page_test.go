package hall_test

import (
	"strings"
	"testing"
)

// What was decided before is read at the bench and in the papers as it was decided, with the magistrate by name, also where an officer has named someone by the word for
// a decision.
func TestNoNameRewritesWhatWasDecided(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	for _, id := range []string{"returned", "before"} {
		s.do("vance", "ferry", "person-named", `{"person":{"id":"`+id+`","name":"granted","roles":["executing-officer"],"account":"pratt"}}`)
	}
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"who saw the deck?"}}`, s.digest("hart", "ferry"))
	s.do("vance", "ferry", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	for _, at := range []string{"/matters/ferry/applications/purse/bench", "/matters/ferry/applications/purse"} {
		text := words(s.page("hart", at))
		_, told, found := strings.Cut(text, "This matter’s warrant to arrest, larceny, before Judge Hart on 2 March 2026, ")
		if _, told, _ = strings.Cut(told, ": "); !found || !strings.HasPrefix(told, "returned.") {
			t.Errorf("%s: %s", at, text)
		}
	}
}
