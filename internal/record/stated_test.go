package record_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A factor that is stated has bytes of its own, which mean the same for ever; a statement of anything else has those that it had. It
// comes after the application and the people that it is about.
func TestStatedFactorBytes(t *testing.T) {
	const line = `{"seq":22,"kind":"statement-made","version":1,"mode":"recounted","body":{"statement":{"says":"stated","by":"the State","about":"it went on for weeks","factor":"continuing-course","application":"shed","respondents":["roe"],"cites":["call:1"],"on":["shed.1"]}}}`
	e, err := record.Decode([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	back, err := record.Encode(e)
	if err != nil || string(back) != line {
		t.Fatalf("%v\n%s", err, back)
	}
	s := e.Body.(record.StatementMade).Statement
	if s.Factor != "continuing-course" || s.Application != "shed" || !slices.Equal(s.Respondents, []record.PersonID{"roe"}) || s.Says != record.Stated {
		t.Errorf("it decodes to %+v", s)
	}
	list := entries(t)
	at := slices.IndexFunc(list, func(e record.Entry) bool { return e.Body.Kind() == "statement-made" })
	for name, change := range map[string]func(*record.Statement){
		"no such application": func(s *record.Statement) { s.Application = "barn" },
		"no such person":      func(s *record.Statement) { s.Respondents = []record.PersonID{"nobody"} },
	} {
		x := list[at].Body.(record.StatementMade)
		x.Statement.Factor = "continuing-course"
		change(&x.Statement)
		told := slices.Clone(list)
		told[at].Body = x
		if _, err := record.Replay(told); !errors.As(err, new(*fault.Error)) || fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
}
