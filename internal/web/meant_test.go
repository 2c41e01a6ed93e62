package web

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// What the answers under two papers mean is said of each once: in the words of the law, and of those that no question has as its own, in ours.
func TestMeant(t *testing.T) {
	var was, is []brief.Question
	for _, q := range doctrine.Default().Questions() {
		was = append(was, brief.Question{Question: q, Answer: brief.Depends})
		is = append(is, brief.Question{Question: q, Answer: q.Answers[len(q.Answers)-1].ID})
	}
	is = append(is, brief.Question{Answer: brief.Turns}, brief.Question{Answer: brief.NotReached}, brief.Question{Answer: brief.Unknown}, brief.Question{Answer: "no answer of any question"})
	said := map[string]int{}
	for _, x := range meant(was, is) {
		said[x.Answer]++
		if x.Title == "" || x.Answer != strings.ToUpper(x.Answer[:1])+x.Answer[1:] {
			t.Errorf("%+v", x)
		}
	}
	for _, want := range []string{"Depends", "Turns", "Not reached", "Unknown", "Unbroken", "Lacking"} {
		if said[want] != 1 {
			t.Errorf("%s is explained %d times", want, said[want])
		}
	}
}
