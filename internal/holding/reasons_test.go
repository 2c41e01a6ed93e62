package holding

import (
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Each open answer of the measure has a reason that a lawyer can check: what no authority had spoken of, what is missing and what would
// bear on it, which way a finding turns, or what sets the nearest cases apart; and by what the court went instead.
func TestReasonsOfOpenAnswers(t *testing.T) {
	b := doctrine.DefaultCasebook()
	seen := make(map[string]bool)
	for _, s := range Measure(b, b.Cases(), Method{}).Scored {
		if s.Mark != Open && s.Mark != Wrong {
			continue
		}
		kinds := []string{"No earlier authority had spoken of “", "Missing fact: nothing that is coded bears on the question, as would", "Missing fact: nothing that is coded bears on the question, and no authority",
			"Wanting here: “", "Here besides: “", "The question is put only since", "If not so: ", "force opposite sides", "It follows from "}
		if i := slices.IndexFunc(kinds, func(k string) bool { return strings.Contains(s.Why, k) }); i < 0 {
			t.Errorf("%s on %s: %q", s.Case.ID, s.Asked.About, s.Why)
		} else {
			seen[kinds[i]] = true
		}
		if court := []string{"The court ", "No factor shows the court's ground: "}; s.Answer.Early == "" && !slices.ContainsFunc(court, func(k string) bool { return strings.Contains(s.Why, k) }) {
			t.Errorf("%s on %s does not say by what the court went: %q", s.Case.ID, s.Asked.About, s.Why)
		}
		if strings.Contains(s.Why, "If so: open") && !strings.Contains(s.Why, "Open is then whether the corrected paper shows cause. Nearest for ") {
			t.Errorf("%s on %s does not say what is open if it is found so: %q", s.Case.ID, s.Asked.About, s.Why)
		}
	}
	if len(seen) < 4 {
		t.Errorf("only %v were met", seen)
	}
}

// Of a situation whose outcome is not known nothing is said of a court.
func TestReasonWithoutOutcome(t *testing.T) {
	b := doctrine.DefaultCasebook()
	s := situation("us-district", "us-va")
	r := Read(b, Options{})
	if why := r.Why(s, r.Answer(s, AllDecided(b)), AllDecided(b)); why == "" || strings.Contains(why, "The court") || strings.Contains(why, "the court's") {
		t.Errorf("%q", why)
	}
}
