package brief

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

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

// crowded is the casebook with decisions of the highest court laid over it that each turn on one factor, and that nothing sets a
// paper apart from: many bind, and many against each other.
func crowded(t *testing.T) *doctrine.Casebook {
	t.Helper()
	b := doctrine.DefaultCasebook()
	sides := map[string][2][]string{}
	for _, issue := range []string{"probable-cause", "qualified-immunity"} {
		q, _ := b.Issue(issue)
		var list [2][]string
		for _, f := range b.Factors() {
			if side, ok := f.Favours(doctrine.Asked{About: issue}); ok && f.IsRead() && f.Kept == "" {
				i := slices.IndexFunc(q.Sides, func(s doctrine.Side) bool { return s.ID == side })
				list[i] = append(list[i], string(f.ID))
			}
		}
		sides[issue] = list
	}
	files := make(fstest.MapFS)
	for issue, list := range sides {
		q, _ := b.Issue(issue)
		for i := range list {
			for n, factor := range list[i] {
				if n%3 == 1 {
					continue // some have no case
				}
				id := fmt.Sprintf("on-%s-%s", factor, q.Sides[i].ID)
				files["casebook/cases/"+id+".yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, `id: %s
name: Doe v. %s
citation: %d Test %d (1950)
court: us-supreme
date: "1950-01-%02d"
kind: damages
act: search
questions:
  - about: %s
    outcome: %s
    because: [%s]
facts:
  - tag: source
    says: What the paper showed.
    shows: [%s]
reason: So it was held.
`, id, id, len(files)+1, n+1, n%28+1, issue, q.Sides[i].ID, factor, strings.Join(append(slices.Clone(list[1-i]), factor), ", "))}
			}
		}
	}
	laid, err := doctrine.Lay(doctrine.Layer{Name: "crowd", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return laid
}

// books are the casebooks with which every example is read: that which comes with the program, and a crowded one.
func books(t *testing.T) map[string]*doctrine.Casebook {
	return map[string]*doctrine.Casebook{"": doctrine.DefaultCasebook(), " in a crowd of cases": crowded(t)}
}

// Every certificate that a review of an example carries is accepted by the verifier, which knows nothing of the solver.
func TestCertificatesVerify(t *testing.T) {
	checked, bound := 0, 0
	for with, b := range books(t) {
		for name, m := range matters(t) {
			r, err := Read(m, b.Law(), "test", Options{Posture: AtTrial, Cases: b})
			if err != nil {
				t.Errorf("%s%s: %v", name, with, err)
				continue
			}
			checked += verified(t, name+with, r)
			for _, c := range r.papers {
				for pool := range pooled {
					if f, _ := c.forcedOn(pool, r.standings); len(f.Cases) > 0 {
						bound++
					}
				}
			}
		}
	}
	if checked < 500 || bound < 40 {
		t.Errorf("only %d certificates were checked, and %d labels bound", checked, bound)
	}
}

// verified checks every certificate of a review, and counts them.
func verified(t *testing.T, name string, r *Review) (checked int) {
	t.Helper()
	for _, c := range r.papers {
		for _, q := range r.Questions {
			if q.App != c.app.ID || q.Respondent != c.respondent || q.Certificate == nil {
				continue
			}
			frame, on := c.frame, c.on(r.standings)
			if q.Question.ID == obviousnessQ {
				on = c.on(c.clear(r.standings))
			}
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
	return checked
}

// What an answer is said to turn on is true: each set of rulings gives its answer whatever else is ruled, and without any
// one of its rulings it does not. Tried against every completion, on the examples that have few enough.
func TestTurningSetsAgainstEveryCompletion(t *testing.T) {
	tried := 0
	for with, b := range books(t) {
		for name, m := range matters(t) {
			r, err := Read(m, b.Law(), "test", Options{Posture: AtTrial, Cases: b, NoProof: true})
			if err != nil {
				continue
			}
			tried += turnsTruly(t, name+with, r)
		}
	}
	if tried < 30 {
		t.Errorf("only %d turning sets were tried", tried)
	}
}

// turnsTruly tries the turning sets of a review, and counts them.
func turnsTruly(t *testing.T, name string, r *Review) (tried int) {
	t.Helper()
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
	return tried
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
