package brief_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// Whatever an answer about probable cause turns on stands in the map: as a step with its rival, against what it attacks, or beside what the
// whole weighs. So does what stands against an answer by itself.
func TestMapHasWhatAnAnswerTurnsOn(t *testing.T) {
	steps, weights := 0, 0
	for _, name := range []string{"malley-v-briggs.yaml", "spencer-staton.yaml", "jacobs.yaml", "betker.yaml", "teaching/two-louisas.yaml"} {
		m := open(t, name)
		r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{NoProof: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range r.Questions {
			if q.Question.ID != "sufficiency" && q.Question.ID != "obviousness" {
				continue
			}
			chart := r.Chart(q.App, q.Respondent)
			for _, id := range q.Relevant {
				code, _, _ := strings.Cut(id, "@")
				switch {
				case slices.ContainsFunc(chart.Nodes, func(b brief.Box) bool { return b.ID == "step-"+id }):
					steps++
				case slices.ContainsFunc(chart.Nodes, func(b brief.Box) bool {
					return b.ID == "enough" && slices.Contains(strings.Split(b.Sub, ", "), code)
				}):
					weights++
				case slices.ContainsFunc(r.Flaws, func(f brief.Flaw) bool { return f.ID == id }):
					t.Errorf("%s, %s, %s turns on %s, which is not in the map", name, q.Respondent, q.Question.ID, id)
				}
			}
		}
	}
	if steps < 8 || weights < 4 {
		t.Errorf("%d steps and %d weights were looked for, too few to mean anything", steps, weights)
	}

	m := open(t, "malley-v-briggs.yaml")
	m.Applications[0].Oath = nil
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{NoProof: true})
	if err != nil {
		t.Fatal(err)
	}
	if chart := r.Chart("arrest", "james"); !slices.ContainsFunc(chart.Edges, func(l brief.Line) bool { return l.From == "flaw-M1@arrest" && l.To == "whole" && l.Kind == "attacks" }) {
		t.Error("that it was not sworn does not stand against the whole in the map")
	}
}

// Words that are struck as false leave a rival in the map, and only then.
func TestMapHasWhatStrikingLeaves(t *testing.T) {
	for _, c := range []struct {
		mind string
		want bool
	}{{"negligent", false}, {"reckless", true}} {
		r, err := brief.Read(ruled(till(t), "S7@arrest.1", "sustained", c.mind), doctrine.Default(), "test", brief.Options{NoProof: true})
		if err != nil {
			t.Fatal(err)
		}
		chart := r.Chart("arrest", "oduya")
		if got := slices.ContainsFunc(chart.Nodes, func(b brief.Box) bool { return b.ID == "rival-S7@arrest.1" }); got != c.want {
			t.Errorf("%s: a rival in the map: %v", c.mind, got)
		}
	}
}
