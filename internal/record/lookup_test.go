package record_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

func TestLookups(t *testing.T) {
	m, err := record.Replay(entries(t))
	if err != nil {
		t.Fatal(err)
	}
	a := m.Application("shed")
	switch {
	case m.Person("dole") == nil || m.Person("dole").Name != "Peter Dole" || m.Person("nobody") != nil:
		t.Error("person")
	case m.Order("tap") == nil || m.Order("tip") != nil:
		t.Error("order")
	case m.Source("tip") == nil || m.Source("tap") != nil:
		t.Error("source")
	case a == nil || m.Application("arrest") != nil:
		t.Error("application")
	case a.Assertion(2) == nil || a.Assertion(2).N != 2 || a.Assertion(3) != nil || a.Assertion(0) != nil:
		t.Error("assertion")
	case a.Element("nexus") == nil || a.Element("mind") != nil:
		t.Error("element")
	case m.Source("call").Talker("caller") == nil || m.Source("call").Talker("Paul") != nil:
		t.Error("speaker")
	case m.Source("tip").Extent() != record.Full || m.Source("call").Extent() != record.Excerpt:
		t.Error("extent")
	case !m.Person("hart").Has(record.Magistrate) || m.Person("hart").Has(record.Clerk):
		t.Error("role")
	}
	if got := m.Person("dole").Names(); !slices.Equal(got, []string{"Peter Dole", "Pete"}) {
		t.Errorf("names %q", got)
	}
	if got := m.Person("crane").Names(); len(got) != 0 {
		t.Errorf("names %q of one who was never named", got)
	}
	x := record.NewIndex(&m)
	if x.Persons["dole"] != m.Person("dole") || x.Orders["tap"] != m.Order("tap") ||
		x.Sources["tip"] != m.Source("tip") || x.Applications["shed"] != a {
		t.Error("the index finds other entries")
	}
}

func TestDecided(t *testing.T) {
	a := record.Application{Presentments: []record.Presentment{
		{Magistrate: "first", Decisions: []record.Decision{{Act: "denied"}}},
		{Magistrate: "second", Decisions: []record.Decision{
			{Act: "granted", Respondents: []record.PersonID{"ann"}}, {Act: "returned", Respondents: []record.PersonID{"bob"}}}},
		{Magistrate: "third"},
	}}
	for _, tt := range []struct {
		who     record.PersonID
		act, at string
		granted bool
	}{
		{"ann", "granted", "second", true},
		{"bob", "returned", "second", false},
		{"carl", "denied", "first", false},
		{"", "denied", "first", false},
	} {
		d, p, ok := a.Decided(tt.who)
		if !ok || d.Act != tt.act || string(p.Magistrate) != tt.at || a.Granted(tt.who) != tt.granted {
			t.Errorf("%s: %s by %s, %v; granted %v", tt.who, d.Act, p.Magistrate, ok, a.Granted(tt.who))
		}
	}
	if _, _, ok := (&record.Application{}).Decided("ann"); ok {
		t.Error("decided before it was presented")
	}
}

func TestDates(t *testing.T) {
	presented := func(times ...record.When) record.Application {
		a := record.Application{Drafted: "2020-01-01", Oath: &record.Oath{Time: "2020-01-02"}}
		for _, w := range times {
			a.Presentments = append(a.Presentments, record.Presentment{Time: w})
		}
		return a
	}
	for _, tt := range []struct {
		name        string
		m           record.Matter
		acted, asOf record.When
	}{
		{"nothing", record.Matter{}, record.NoTime, record.NoTime},
		{"said", record.Matter{Acted: "2020", AsOf: "2021"}, "2020", "2021"},
		{"unknown is not said", record.Matter{Acted: record.NoTime, Applications: []record.Application{presented("2020-01-05")}},
			"2020-01-05", "2020-01-05"},
		{"earliest presentment", record.Matter{Applications: []record.Application{presented("unknown", "2020-01-07"), presented("2020-01-06")}},
			"2020-01-06", "2020-01-07"},
		{"no presentment", record.Matter{Applications: []record.Application{presented()}}, "2020-01-01", "2020-01-02"},
		{"later proceeding", record.Matter{Applications: []record.Application{presented("2020-01-05")},
			Proceedings: []record.Proceeding{{Time: "2022-03"}, {Time: "2022-03-05"}}}, "2020-01-05", "2022-03"},
		{"supposed ruling", record.Matter{Acted: "2020", Rulings: []record.Ruling{{Time: "2030"}}}, "2020", "2020"},
		{"kept ruling", record.Matter{Acted: "2020", Rulings: []record.Ruling{{Time: "2030", Kept: true}}}, "2020", "2030"},
	} {
		if got := tt.m.ActedDate(); got != tt.acted {
			t.Errorf("%s: acted %q, want %q", tt.name, string(got), string(tt.acted))
		}
		if got := tt.m.AsOfDate(); got != tt.asOf {
			t.Errorf("%s: as of %q, want %q", tt.name, string(got), string(tt.asOf))
		}
	}
}

// TestHearingSaysOneThing: a hearing that uses nothing intercepted names nothing that it uses.
func TestHearingSaysOneThing(t *testing.T) {
	m := record.Matter{ID: "m", Title: "M", Jurisdiction: "us", People: []record.Person{{ID: "hart", Name: "Ann Hart"}}, Orders: []record.Order{{ID: "tap", Kind: record.Interception}},
		Hearings: []record.Hearing{{ID: "a", Kind: "franks", At: "2026-05-04", Uses: []record.OrderID{"tap"}}, {ID: "b", Kind: "civil", At: "2026-05-04", Without: true}}}
	if found := m.Problems(); len(found) > 0 {
		t.Fatal(found)
	}
	m.Hearings[0].Without, m.Hearings[1].ID = true, "a"
	if found := m.Problems(); len(found) != 2 {
		t.Errorf("%d problems: %v", len(found), found)
	}
}
