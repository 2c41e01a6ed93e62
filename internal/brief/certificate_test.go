package brief

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

func matters(t *testing.T) map[string]*record.Matter {
	t.Helper()
	out := make(map[string]*record.Matter)
	for _, e := range examples.List() {
		data, err := fs.ReadFile(examples.FS(), e.Path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := transcript.Read(e.Path, data)
		if err != nil {
			t.Fatal(err)
		}
		out[e.Path] = &f.Matter
	}
	return out
}

// Every certificate that a review of an example carries is accepted by the verifier, which knows nothing of the solver.
func TestCertificatesVerify(t *testing.T) {
	checked := 0
	for name, m := range matters(t) {
		r, err := Read(m, doctrine.Default(), "test", Options{Posture: AtTrial})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, c := range r.papers {
			for _, q := range r.Questions {
				if q.App != c.app.ID || q.Respondent != c.respondent || q.Certificate == nil {
					continue
				}
				frame, on := c.frame, c.on(r.standings)
				if q.Question.ID != sufficiencyQ && q.Question.ID != obviousnessQ {
					laws, err := c.law.chain(r.Profile.ID, q.Question, r.AsOf)
					if err != nil {
						t.Fatal(err)
					}
					frame, on = laws.frame, laws.on(c.given(laws, r.standings))
				}
				if err := showing.Verify(frame, *q.Certificate, on); err != nil {
					t.Errorf("%s, %s, %s: %v", name, q.Respondent, q.Question.ID, err)
				}
				checked++
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d certificates were checked", checked)
	}
}

// What an answer is said to turn on is true: each set of rulings gives its answer whatever else is ruled, and without any
// one of its rulings it does not. Tried against every completion, on the examples that have few enough.
func TestTurningSetsAgainstEveryCompletion(t *testing.T) {
	tried := 0
	for name, m := range matters(t) {
		r, err := Read(m, doctrine.Default(), "test", Options{Posture: AtTrial})
		if err != nil {
			continue
		}
		for _, c := range r.papers {
			for _, q := range r.Questions {
				if q.App != c.app.ID || q.Respondent != c.respondent || len(q.Turns) == 0 {
					continue
				}
				answer, laws, err := c.oracle(r, q.Question, r.Profile)
				if err != nil {
					t.Fatal(err)
				}
				open := slices.Concat(c.openIssues(r.standings, q.Question.ID, laws, r.Posture), c.openTerms(r.standings, laws, r.Posture))
				n := 1
				for _, o := range open {
					n *= len(o.values)
				}
				if n > 3000 {
					continue
				}
				for _, turn := range q.Turns {
					tried++
					if got := completions(open, r.standings, turn.Rulings, answer); len(got) != 1 || !got[turn.Answer] {
						t.Errorf("%s, %s, %s: %v gives %v", name, q.Respondent, q.Question.ID, turn, got)
					}
					for i := range turn.Rulings {
						fewer := append(append([]Ruled(nil), turn.Rulings[:i]...), turn.Rulings[i+1:]...)
						if got := completions(open, r.standings, fewer, answer); len(got) == 1 {
							t.Errorf("%s, %s, %s: %v holds without %s", name, q.Respondent, q.Question.ID, turn, turn.Rulings[i].Flaw)
						}
					}
				}
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d turning sets were tried", tried)
	}
}

// completions lists the answers of every completion of a partial ruling.
func completions(open []issue, rs rulings, fixed []Ruled, answer func(rulings) string) map[string]bool {
	got := make(map[string]bool)
	all := make(rulings)
	for id, st := range rs {
		all[id] = st
	}
	var fill func(i int)
	fill = func(i int) {
		if i == len(open) {
			got[answer(all)] = true
			return
		}
		for _, v := range open[i].values {
			allowed := true
			for _, f := range fixed {
				if f.Flaw == open[i].flaw && f.Value != v.value() {
					allowed = false
				}
			}
			if allowed {
				all[open[i].flaw] = v
				fill(i + 1)
			}
		}
		delete(all, open[i].flaw)
	}
	fill(0)
	return got
}
