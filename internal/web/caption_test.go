package web

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// A paper that was sent back or refused is not led by what would follow from a warrant, and it is said that none issued; one that was granted is.
func TestNoWarrantLeadsWhereNoneIssued(t *testing.T) {
	for act, want := range map[string]string{"returned": "sufficiency", "denied": "sufficiency", "granted": "good-faith", "modified": "good-faith"} {
		m := &record.Matter{Applications: []record.Application{{ID: "n1", Presentments: []record.Presentment{{Decisions: []record.Decision{{Act: act}}}}}}}
		qs := make([]brief.Question, 2)
		for i, id := range []string{"good-faith", "sufficiency"} {
			qs[i].App, qs[i].Answer, qs[i].Question.ID = "n1", "some", id
		}
		r := &brief.Review{Matter: m, Posture: brief.AtSuppression}
		if got := qs[mainQuestion(r, qs)].Question.ID; got != want {
			t.Errorf("%s: it is led by %s, not by %s", act, got, want)
		}
		if says := strings.Contains(describe(m, &m.Applications[0]), "No warrant issued on it"); says != (want == "sufficiency") {
			t.Errorf("%s: that no warrant issued is said: %v", act, says)
		}
	}
}
