package clerk_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// TestDoAll: acts that belong together are entered in their order, each as an entry of its own that lists and search know of, or none of them is; and once under a key.
func TestDoAll(t *testing.T) {
	o := newOffice(t)
	o.do("vance", record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"})
	vance := clerk.Caller{Account: "vance"}
	head := func() int64 {
		t.Helper()
		v, err := o.Read(t.Context(), vance, "ferry", access.ReadDocket, "")
		if err != nil {
			t.Fatal(err)
		}
		return v.Head
	}
	before := head()
	theft := record.Offence{Title: "theft", Elements: []record.Element{{ID: "taking", Title: "it was taken", Kind: record.Act}}}
	acts := func(respondent record.PersonID) []record.Event {
		return []record.Event{
			record.PersonNamed{Person: record.Person{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"}},
			record.PersonNamed{Person: record.Person{ID: "dole", Name: "Peter Dole"}},
			record.ApplicationDrafted{ID: "arrest", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{respondent}, Offence: theft},
		}
	}
	if _, err := o.DoAll(t.Context(), vance, "ferry", "key-0123456789abcdef", acts("nobody")...); fault.KindOf(err) == "" || head() != before {
		t.Fatalf("the last act cannot be done (%v), and of the others %d are entered", err, head()-before)
	}
	if list, _, err := o.Search(t.Context(), vance, "Dole", 10, nil); err != nil || len(list) != 0 {
		t.Errorf("search finds what was not entered: %v %v", list, err)
	}
	r, err := o.DoAll(t.Context(), vance, "ferry", "key-0123456789abcdef", acts("dole")...)
	if err != nil || r.Seq != before+3 || r.Kind != "application-drafted" || head() != before+3 {
		t.Fatalf("%+v %v, and the head is %d", r, err, head())
	}
	if again, err := o.DoAll(t.Context(), vance, "ferry", "key-0123456789abcdef", acts("dole")...); err != nil || again.Seq != r.Seq || head() != r.Seq {
		t.Errorf("the same acts under the same key: %+v %v", again, err)
	}
	if _, err := o.DoAll(t.Context(), vance, "ferry", "key-0123456789abcdef", acts("dole")[1:]...); fault.KindOf(err) != fault.Conflict {
		t.Errorf("other acts under the key: %v", err)
	}
	if list, _, err := o.Search(t.Context(), vance, "Peter Dole", 10, nil); err != nil || len(list) != 1 {
		t.Errorf("search does not find what was entered: %v %v", list, err)
	}
	v, err := o.Read(t.Context(), vance, "ferry", access.ReadDocket, "")
	if err != nil || len(v.Lines) != int(r.Seq) || v.Lines[len(v.Lines)-1].Kind != "application-drafted" {
		t.Errorf("the docket: %d lines %v", len(v.Lines), err)
	}

	// Who may do one of the acts and not the other does neither, and the refusal is in the trail under the act that was refused.
	_, err = o.DoAll(t.Context(), clerk.Caller{Account: "quill"}, "ferry", "", record.PersonNamed{Person: record.Person{ID: "x", Name: "X"}}, record.AssertionWithdrawn{Application: "arrest", N: 1})
	if fault.KindOf(err) != fault.NotFound && fault.KindOf(err) != fault.Denied {
		t.Errorf("a stranger: %v", err)
	}
	_, err = o.DoAll(t.Context(), vance, "ferry", "", record.PersonNamed{Person: record.Person{ID: "x", Name: "X"}}, record.MagistrateRecused{Application: "arrest"})
	if fault.KindOf(err) != fault.Denied || head() != r.Seq {
		t.Errorf("the second is refused: %v, %d entered", err, head()-r.Seq)
	}
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 100)
	if err != nil || len(lines) == 0 || !strings.Contains(string(lines[len(lines)-1].Act), "magistrate-recused") {
		t.Errorf("the trail: %+v %v", lines, err)
	}
	// An act that comes later goes on from what they left.
	o.do("vance", record.AssertionDrafted{Application: "arrest", Assertion: record.Assertion{N: 1, Text: "He ran.", Basis: record.Observed}})
	if _, err := o.DoAll(t.Context(), vance, "ferry", "", record.MatterOpened{ID: "ferry"}); fault.KindOf(err) != fault.Input {
		t.Errorf("a matter opened among others: %v", err)
	}
	if _, err := o.DoAll(t.Context(), vance, "none", "", record.PersonNamed{Person: record.Person{ID: "x", Name: "X"}}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a matter that is not there: %v", err)
	}
}
