package people

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// What a court has its magistrates shown of the questions of the review, when an application lies before them. It is for the court to choose: they are put by a
// program, on the sworn text, and whoever is shown them has more before him than the paper.
const (
	OnAsking = "on-asking" // when the magistrate asks for them; so it is where nothing was set
	AtOnce   = "at-once"   // with the papers
	NotShown = "not-shown" // not at all
)

var practices = []string{OnAsking, AtOnce, NotShown}

// PracticeSet sets what a court has its magistrates shown, from now on.
type PracticeSet struct {
	Court     string `json:"court"`
	Questions string `json:"questions"`
}

// Kind is the name of the event in stored bytes.
func (PracticeSet) Kind() string { return "practice-set" }

// Version is that of its form.
func (PracticeSet) Version() int { return 1 }

func (e PracticeSet) apply(r *Roll) error {
	c := r.Court(e.Court)
	switch {
	case c == nil:
		return fault.Errorf(fault.NotFound, "there is no court %q", e.Court)
	case !slices.Contains(practices, e.Questions):
		return fault.Errorf(fault.Input, "the questions of the review are shown at the bench %q; expected %s", e.Questions, strings.Join(practices, ", "))
	}
	if r.Practices == nil {
		r.Practices = map[string]string{}
	}
	r.Practices[e.Court] = e.Questions
	return nil
}

// Practice is what a court has its magistrates shown of the questions of the review.
func (r *Roll) Practice(court string) string {
	if p := r.Practices[court]; p != "" {
		return p
	}
	return OnAsking
}
