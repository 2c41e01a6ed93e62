package hall

import (
	"errors"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// A review is made once for what is shown, and anew for anything else; one of a long matter or that failed is not kept, and what is gone or old is forgotten.
func TestAnswersAreKept(t *testing.T) {
	k := &answers{}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	m := record.Matter{ID: "ferry", Title: "T"}
	made := 0
	var fails error
	read := func() (*brief.Review, error) { made++; return &brief.Review{}, fails }
	want := func(what string, m record.Matter, p brief.Posture, n int) {
		t.Helper()
		r, err := k.of(&m, p, now, read)
		if err == nil && r == nil || made != n {
			t.Errorf("%s: %d readings, want %d (%v)", what, made, n, err)
		}
	}
	want("first", m, brief.AtTrial, 1)
	want("again", m, brief.AtTrial, 1)
	want("at another stage", m, brief.AtSuppression, 2)
	want("that again", m, brief.AtSuppression, 2)
	other := m
	other.Title = "what another reader is shown"
	want("as another is shown it", other, brief.AtTrial, 3)
	want("the first still", m, brief.AtTrial, 3)
	k.Drop("ferry")
	if len(k.Matters()) != 0 {
		t.Error("a matter that is gone is kept in memory")
	}
	fails = errors.New("no")
	want("one that fails", m, brief.AtTrial, 4)
	want("one that fails, again", m, brief.AtTrial, 5)
	fails = nil
	want("kept", m, brief.AtTrial, 6)
	now = now.Add(2 * longestKept)
	want("another, long after", other, brief.AtTrial, 7)
	if n := len(k.Matters()); n != 1 {
		t.Errorf("%d are kept that were not used for long", n)
	}
	long := record.Matter{ID: "long", Sources: []record.Source{{ID: "log", Lines: make([]record.Line, mostAnswerLines+1)}}}
	want("a long one", long, brief.AtTrial, 8)
	want("a long one again", long, brief.AtTrial, 9)
	for i := range 40 {
		m.Title = string(rune('a' + i))
		want("many", m, brief.AtTrial, 10+i)
	}
	if n := len(k.Matters()); n != mostAnswers {
		t.Errorf("%d are kept", n)
	}
}
