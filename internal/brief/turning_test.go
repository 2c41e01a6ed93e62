package brief

import (
	"fmt"
	"strconv"
	"testing"
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
