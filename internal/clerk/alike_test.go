package clerk

import (
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// TestAlike: the same person and the same place in another spelling, and others that are not the same.
func TestAlike(t *testing.T) {
	who := func(p record.Person) aim { return aim{"x", p.Name, nameKeys(&p), p.Born} }
	named := func(name string, aliases ...string) record.Person { return record.Person{Name: name, Aliases: aliases} }
	born := func(name string, day record.When) record.Person { return record.Person{Name: name, Born: day} }
	for _, c := range []struct {
		a, b record.Person
		same bool
	}{
		{named("Peter Dole"), named("PETER  dole"), true},
		{named("Peter Dole"), named("Dole, Peter"), true},
		{named("Peter Dole"), named("Dole, Peter J."), true},
		{named("José Núñez"), named("Jose Nunez"), true},
		{named("Sean O'Brien"), named("Sean O’Brien"), true},
		{named("Sean O'Brien"), named("SEAN OBRIEN"), true},
		{named("Anna Smith-Jones"), named("Anna Smith Jones"), true},
		{named("P. D.", "Peter Dole"), named("Peter Dole"), true},
		{named("Peter Dole"), named("Peter Doleman"), false},
		{named("Peter Dole"), named("Paul Dole"), false},
		{named("Peter Dole"), named("Peter Dole, Jr."), false},
		{named("unknown"), named("unknown"), false},
		{named("?"), named("!"), false},
		{born("Peter Dole", "1990-02-03"), born("Peter Dole", "1990-02-03"), true},
		{born("Peter Dole", "1990-02-03"), born("Peter Dole", "1971-08-30"), true}, // a wrong day hides no refusal
		{born("Peter Dole", "1990-02-03"), named("Peter Dole"), true},
		{born("Peter Dole", "1990-02-03"), born("Peter Dole", "1990"), true},
		{born("Pete Dole", "1990-02-03"), born("Peter Dole", "1990-02-03"), true}, // one name and the day
		{born("Pete Dole", "1990"), born("Peter Dole", "1990"), false},            // a year is no day
		{born("Ann Lee", "1990-02-03"), born("Peter Dole", "1990-02-03"), false},
	} {
		for _, x := range [][2]record.Person{{c.a, c.b}, {c.b, c.a}} {
			if got := who(x[0]).is(who(x[1])); got != c.same {
				t.Errorf("%+v and %+v: %v", x[0], x[1], got)
			}
		}
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"4 Water Street, Ashford", "4 water st., ashford", true},
		{"4 Water Street", "the shed behind 4 Water St, Ashford", true},
		{"4 Water Street, apartment 2", "4 Water St. Apt. 2, Ashford", true},
		{"4 Water Street, apartment 2", "4 Water Street, apartment 3", false},
		{"12 N. Main St.", "12 North Main Street", true},
		{"12 Old Mill Pond Road", "12 Old Mill Pond Rd", true},
		{"4 Water Street", "14 Water Street", false},
		{"4 Water Street", "4 Water Lane", false},
		{"the green barn", "The Green Barn.", true},
		{"the green barn", "the red barn", false},
		{"...", "---", false},
	} {
		x, y := aim{"", c.a, placeKeys(c.a), ""}, aim{"", c.b, placeKeys(c.b), ""}
		if x.is(y) != c.same || y.is(x) != c.same {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, x.keys, y.keys)
		}
	}
}
