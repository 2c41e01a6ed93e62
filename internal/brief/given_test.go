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

// A prosecutor or a grand jury that goes on with the case stands between only if it is another than who asked, and decided after.
func TestIntermediaryIsAnother(t *testing.T) {
	m := &record.Matter{People: []record.Person{
		{ID: "deputy", Name: "Ann Okafor", Roles: []record.Role{record.Prosecutor}}, {ID: "chief", Name: "Dan Vance", Roles: []record.Role{record.Prosecutor}},
		{ID: "officer", Name: "Ed Rask", Roles: []record.Role{record.Officer}},
	}}
	for _, row := range []struct {
		affiant record.PersonID
		charge  record.Charge
		want    bool
	}{
		{"officer", record.Charge{Act: "information", Time: "1995-02-09", By: "prosecutor"}, true},
		{"officer", record.Charge{Act: "information", Time: "1995-02-06", By: "prosecutor"}, false}, // before he asked
		{"officer", record.Charge{Act: "indicted"}, true},                                           // nothing tells when
		{"deputy", record.Charge{Act: "information", Time: "1995-02-09", By: "prosecutor"}, false},
		{"deputy", record.Charge{Act: "information", Time: "1995-02-09", By: "Ann Okafor"}, false},
		{"deputy", record.Charge{Act: "information", Time: "1995-02-09", By: "chief"}, true},
		{"deputy", record.Charge{Act: "indicted", Time: "1995-02-09", By: "grand jury"}, true},
		{"officer", record.Charge{Act: "dismissed", Time: "1995-02-09"}, false},
	} {
		app := &record.Application{Affiant: row.affiant, Oath: &record.Oath{Time: "1995-02-07"}, Charges: []record.Charge{row.charge}}
		c := &paper{filing: &filing{matter: m, app: app}, respondent: "his"}
		if got := len(c.intermediary()) > 0; got != row.want {
			t.Errorf("%s, %+v: %v, want %v", row.affiant, row.charge, got, row.want)
		}
	}
}

// Approval counts of another than the affiant, and from before the oath.
func TestApprovalComesBefore(t *testing.T) {
	m := &record.Matter{People: []record.Person{{ID: "deputy", Roles: []record.Role{record.Prosecutor}}, {ID: "sergeant", Roles: []record.Role{record.Supervisor}}}}
	for _, row := range []struct {
		by      record.PersonID
		time    record.When
		affiant record.PersonID
		want    string
	}{
		{"deputy", "1985-11-03", "officer", "prosecutor-approved"},
		{"deputy", "", "officer", "prosecutor-approved"}, // nothing tells that it was later
		{"deputy", "1985-11-10", "officer", ""},
		{"deputy", "1985-11-03", "deputy", ""},
		{"sergeant", "1985-11-03", "officer", "superior-approved"},
		{"sergeant", "1985-11-10", "officer", ""},
	} {
		app := &record.Application{Affiant: row.affiant, Oath: &record.Oath{Time: "1985-11-04"}, Endorsements: []record.Endorsement{{By: row.by, Time: row.time, Act: "endorsed"}}}
		c := &paper{filing: &filing{matter: m, app: app}}
		got := ""
		for _, term := range c.fromRecord() {
			if term == "prosecutor-approved" || term == "superior-approved" {
				got += term
			}
		}
		if got != row.want {
			t.Errorf("%s of %s on %q: %q, want %q", row.by, row.affiant, row.time, got, row.want)
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
