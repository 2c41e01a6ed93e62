package hall

import (
	"reflect"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// TestSubstanceIsRecounted: that a sentence is told only in substance stands with it in the papers, and no form asks for it, since nothing done here is.
func TestSubstanceIsRecounted(t *testing.T) {
	a := &record.Application{ID: "purse"}
	x := &former{m: &record.Matter{Applications: []record.Application{*a}}, a: a}
	asked := map[string]bool{}
	var ask func([]field)
	ask = func(list []field) {
		for _, f := range list {
			asked[f.Name] = true
			ask(f.Fields)
		}
	}
	ask(x.fields(reflect.TypeFor[record.Assertion](), "assertion."))
	if asked["assertion.summary"] || !asked["assertion.text"] || !asked["assertion.paragraph"] {
		t.Errorf("the form asks %v", asked)
	}
	for basis, want := range map[record.Basis]string{record.Reported: "told or read, told in substance", "": "told in substance"} {
		if got := assertionOf(&clerk.View{}, a, &record.Assertion{N: 1, Basis: basis, Summary: true}).Basis; got != want {
			t.Errorf("%q; want %q", got, want)
		}
	}
}
