package brief

import (
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// A prosecution has ended without a conviction if the last step of every charge ended it so.
func TestEnded(t *testing.T) {
	step := func(act, charge string, against ...record.PersonID) record.Charge {
		return record.Charge{Act: act, Charge: charge, Respondents: against}
	}
	for _, row := range []struct {
		name  string
		steps []record.Charge
		want  bool
	}{
		{"none", nil, false},
		{"dismissed", []record.Charge{step("complaint", ""), step("dismissed", "")}, true},
		{"no true bill, then indicted", []record.Charge{step("no-true-bill", ""), step("indicted", "")}, false},
		{"dismissed, brought again, convicted", []record.Charge{step("dismissed", ""), step("indicted", ""), step("convicted", "")}, false},
		{"one charge dismissed, one convicted", []record.Charge{step("convicted", "theft"), step("dismissed", "fraud")}, false},
		{"one charge dismissed, one pending", []record.Charge{step("indicted", "theft"), step("dismissed", "fraud")}, false},
		{"both ended", []record.Charge{step("acquitted", "theft"), step("dismissed", "fraud")}, true},
		{"all dismissed at once", []record.Charge{step("indicted", "theft"), step("indicted", "fraud"), step("dismissed", "")}, true},
		{"another's", []record.Charge{step("indicted", "", "his"), step("dismissed", "", "hers")}, false},
	} {
		c := &paper{filing: &filing{app: &record.Application{Charges: row.steps}}, respondent: "his"}
		if got := c.ended(); got != row.want {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}

// A warrant to search a place issues against the place though the decision names who lives there, and the last counts.
func TestGrantedAgainstAPlace(t *testing.T) {
	decided := func(acts ...string) *record.Application {
		var ds []record.Decision
		for _, a := range acts {
			ds = append(ds, record.Decision{Act: a, Respondents: []record.PersonID{"occupant"}})
		}
		return &record.Application{Presentments: []record.Presentment{{Decisions: ds}}}
	}
	for _, row := range []struct {
		acts []string
		want bool
	}{{nil, false}, {[]string{"granted"}, true}, {[]string{"denied", "granted"}, true}, {[]string{"granted", "denied"}, false}} {
		if got := (&paper{filing: &filing{app: decided(row.acts...)}}).granted(); got != row.want {
			t.Errorf("%v: %v, want %v", row.acts, got, row.want)
		}
	}
}

// Ids that are not alike have fragments that are not.
func TestFragmentsDiffer(t *testing.T) {
	seen := make(map[string]string)
	for _, id := range []string{"S2@a-1", "S2@a.1", "S2@a.1#2", "S2@a.1-2", "S2@a.b.c", "S2@a-b.c", "S2@a.b-c", "S2@a-b-c", "a-b", "a.b"} {
		f := Fragment(id)
		if o, ok := seen[f]; ok {
			t.Errorf("%s and %s are both %s", id, o, f)
		}
		seen[f] = id
	}
}
