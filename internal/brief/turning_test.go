package brief

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Past the number of turning sets that are kept, the smallest may all give one answer though another is still open; only
// that no ruling is needed settles it.
func TestTurningBeyondWhatIsShown(t *testing.T) {
	const many = maxTurns + 6
	ids := func(n int) []issue {
		open := make([]issue, n)
		for i := range open {
			open[i] = issue{flaw: fmt.Sprintf("F%d", i), values: []standing{{state: Overruled}, {state: Sustained}}}
		}
		return open
	}
	// One ruling for the paper is enough; only if all go against it does it fail.
	anyOf := func(n int) func(rulings) string {
		return func(rs rulings) string {
			for i := range n {
				if rs[fmt.Sprintf("F%d", i)].state == Overruled {
					return Arguable
				}
			}
			return Lacking
		}
	}
	left := allAnswers
	got := turning(ids(many), nil, anyOf(many), 1, &left)
	if got.settled || got.complete || len(got.turns) != maxTurns {
		t.Errorf("%d sets of one ruling: settled %v, complete %v, %d shown", many, got.settled, got.complete, len(got.turns))
	}
	got = turning(ids(3), nil, anyOf(3), 1, &left)
	if got.settled || !got.complete || len(got.turns) != 4 {
		t.Errorf("three issues: settled %v, complete %v, %d turns; want 4 turns", got.settled, got.complete, len(got.turns))
	}
	got = turning(ids(3), nil, func(rulings) string { return Arguable }, 1, &left)
	if !got.settled || !got.complete {
		t.Errorf("an answer that nothing changes: settled %v, complete %v", got.settled, got.complete)
	}
	if got = turning(nil, nil, anyOf(0), 1, &left); !got.settled || !got.complete {
		t.Errorf("nothing open: settled %v, complete %v", got.settled, got.complete)
	}
	// With nothing left to try, it is still told that the answer turns, and no more.
	left = 0
	if got = turning(ids(3), nil, anyOf(3), 1, &left); got.settled || got.complete {
		t.Errorf("nothing left to try: settled %v, complete %v", got.settled, got.complete)
	}
}

// Where each set of rulings costs more, fewer are tried.
func TestTurningInALargeFramework(t *testing.T) {
	asked := 0
	left := 60
	answer := func(rs rulings) string {
		asked++
		for _, s := range rs {
			if s.state == Sustained {
				return Lacking
			}
		}
		return Arguable
	}
	var open []issue
	for i := range 200 {
		open = append(open, issue{flaw: strconv.Itoa(i), values: []standing{{state: Overruled}, {state: Sustained}}})
	}
	if got := turning(open, nil, answer, 10, &left); got.complete || got.settled || asked > 10 {
		t.Errorf("%d sets were tried of 6: settled %v, complete %v", asked, got.settled, got.complete)
	}
}

// Where an answer yields, only what is alleged is taken to be found, and what else is open is left so; it does not yield where
// that makes a difference.
func TestYieldingTakesWhatIsAlleged(t *testing.T) {
	alleged := issue{flaw: "S7@a.1", values: []standing{{state: Overruled}, {state: Sustained, mind: reckless}}}
	reading := issue{flaw: "R1@a.2", values: []standing{{state: Overruled}, {state: Sustained}}}
	q := doctrine.Question{Answers: []doctrine.Answer{{ID: "no-violation", Yields: "immaterial"}, {ID: "immaterial"}, {ID: "violation"}}}
	found := func(rs rulings) string {
		if rs[alleged.flaw].reckless() {
			return "immaterial"
		}
		return "no-violation"
	}
	got, ok := yielding(q, []issue{alleged, reading}, []issue{alleged}, nil, found)
	if _, ruled := got[reading.flaw]; !ok || ruled || !got[alleged.flaw].reckless() {
		t.Errorf("%v, %t; want %s reckless and nothing of %s", got, ok, alleged.flaw, reading.flaw)
	}
	if got, ok = yielding(q, []issue{alleged, reading}, []issue{alleged}, nil, func(rs rulings) string {
		if _, ruled := rs[reading.flaw]; !ruled {
			return OpenLabel
		}
		return found(rs)
	}); ok {
		t.Errorf("it yields though what else is open makes a difference: %v", got)
	}
	if got, ok = yielding(q, []issue{alleged, reading}, []issue{alleged}, nil, func(rs rulings) string {
		if rs[reading.flaw].state == Sustained {
			return "violation"
		}
		return found(rs)
	}); ok {
		t.Errorf("it yields though a reading could do more: %v", got)
	}
}

// The best and the worst rulings bound what every other gives of the truth of the affidavit, and one that is worse for the paper
// never gives a better answer: on the examples, by rulings drawn at random.
func TestVeracityIsMonotone(t *testing.T) {
	rank := map[string]int{"no-violation": 0, "immaterial": 1, OpenLabel: 2, "violation": 3}
	draw, tried := rand.New(rand.NewPCG(1, 2)), 0
	for name, m := range matters(t) {
		x := *m
		x.Rulings = nil
		r, err := Read(&x, doctrine.Default(), "test", Options{Posture: AtSuppression, NoProof: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, q := range r.Questions {
			i := slices.IndexFunc(r.papers, func(c *paper) bool { return c.app.ID == q.App && c.respondent == q.Respondent })
			if q.Question.ID != veracityQ || i < 0 || len(r.papers[i].mindful) == 0 {
				continue
			}
			c := r.papers[i]
			answer, laws, err := c.oracle(r, q.Question, r.Profile)
			if err != nil {
				t.Fatal(err)
			}
			open := slices.Concat(c.openIssues(nil, veracityQ, laws, r.Posture), c.openTerms(nil, laws, r.Posture))
			best, worst := rulings(nil).ends(open)
			low, high := rank[answer(best)], rank[answer(worst)]
			for range 40 {
				at := make(rulings)
				for _, o := range open {
					at[o.flaw] = o.values[draw.IntN(len(o.values))]
				}
				o := open[draw.IntN(len(open))]
				better, worse := at.with(), at.with()
				v := draw.IntN(len(o.values))
				better[o.flaw], worse[o.flaw] = o.values[v], o.values[v+draw.IntN(len(o.values)-v)]
				a, b := answer(better), answer(worse)
				ra, known := rank[a]
				rb, known2 := rank[b]
				if tried++; !known || !known2 || low > ra || ra > rb || rb > high {
					t.Errorf("%s, %s: %s, and with %s worse %s; best %d, worst %d", name, c.app.ID, a, o.flaw, b, low, high)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d rulings were tried", tried)
	}
}
