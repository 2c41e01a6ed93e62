package fault_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
)

func TestKindOf(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want fault.Kind
	}{
		{nil, ""},
		{io.EOF, fault.Internal},
		{fault.Errorf(fault.Conflict, "not now"), fault.Conflict},
		{fmt.Errorf("entry 3: %w", fault.Errorf(fault.NotFound, "no such flaw")), fault.NotFound},
		{fault.Problems{{What: "wrong"}}, fault.Input},
		{fmt.Errorf("case.yaml: %w", fault.Problems{{What: "wrong"}}), fault.Input},
	} {
		if got := fault.KindOf(tt.err); got != tt.want {
			t.Errorf("%v is %q, want %q", tt.err, got, tt.want)
		}
	}
	if err := fault.Errorf(fault.Input, "reading: %w", io.EOF); !errors.Is(err, io.EOF) || err.Error() != "reading: EOF" {
		t.Error(err)
	}
}

func TestProblems(t *testing.T) {
	ps := fault.Problems{
		{File: "b.yaml", Line: 1, Column: 1, What: "last"},
		{File: "a.yaml", Line: 12, Column: 3, What: "third", Expected: "another"},
		{File: "a.yaml", Line: 2, Column: 9, What: "second"},
		{File: "a.yaml", Line: 2, Column: 1, What: "first"},
		{Path: "people[0].name", What: "nowhere"},
		{What: "bare"},
	}
	ps.Sort()
	want := "bare\npeople[0].name: nowhere\na.yaml:2:1: first\na.yaml:2:9: second\na.yaml:12:3: third; expected another\nb.yaml:1:1: last"
	if got := ps.Error(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if fault.Problems(nil).Err() != nil || ps.Err() == nil {
		t.Error("an error without problems, or none with them")
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"id", "name", "aliases", "roles", "respondents", "responded", "of", "on"}
	for word, want := range map[string]string{
		"nmae": "name", "Name": "name", "alias": "aliases", "respondent": "respondents", "role": "roles",
		"idd": "id", "zebra": "", "or": "", "": "",
	} {
		if got := fault.Nearest(word, keys); got != want {
			t.Errorf("%q is nearest to %q, want %q", word, got, want)
		}
	}
	if got := fault.DidYouMean("nmae", keys); got != " (did you mean name?)" {
		t.Error(got)
	}
}

// However many mistakes there are, what is said of them is bounded, and how many are not said is told.
func TestProblemsAreBounded(t *testing.T) {
	ps := make(fault.Problems, 20000)
	for i := range ps {
		ps[i] = fault.Problem{Line: i + 1, Column: 1, What: "wrong"}
	}
	text := ps.Error()
	if n := strings.Count(text, "\n"); n != fault.MostSaid || !strings.HasSuffix(text, "and 19900 more; mend these first") {
		t.Errorf("%d lines, ending in %q", n, text[len(text)-40:])
	}
	if text := ps[:fault.MostSaid].Error(); strings.Contains(text, "more") {
		t.Error("more is told of than there is")
	}
}
