package holding

import (
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// In a view the cases of the Supreme Court may bind, and in a circuit's those of its own court of appeals; no other court's do, and
// nothing does before its day.
func TestControlling(t *testing.T) {
	b := doctrine.DefaultCasebook()
	for _, p := range b.Law().Profiles() {
		list := Controlling(b, doctrine.View{Profile: p.ID})
		if len(list) == 0 {
			t.Errorf("in the view %s nothing binds", p.ID)
		}
		for _, c := range list {
			if c.Court != "us-supreme" && c.Court != p.ID {
				t.Errorf("in the view %s binds %s, of %s", p.ID, c.ID, c.Court)
			}
		}
	}
	ca4, court := doctrine.View{Profile: "ca4"}, doctrine.View{Profile: "court"}
	if n := len(BindingOnly(b, ca4, court)); n == 0 {
		t.Error("no case of the Fourth Circuit binds in it alone")
	}
	if list := BindingOnly(b, court, ca4); len(list) > 0 {
		t.Errorf("%v bind in the view of the Court and not in that of a circuit", list)
	}
	for _, c := range Controlling(b, doctrine.View{Profile: "ca4", AsOf: "1991-01-01"}) {
		if c.Date > "1991-01-01" {
			t.Errorf("%s of %s binds in 1991", c.ID, c.Date)
		}
	}
}
