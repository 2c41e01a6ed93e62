package review

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// The casebook names checks by their codes from below; whether there are such checks only this room can say.
func TestFactorsNameChecksThatExist(t *testing.T) {
	n := 0
	for _, f := range doctrine.DefaultCasebook().Factors() {
		for _, code := range f.Derived.Checks {
			n++
			if !slices.ContainsFunc(Checks(), func(c *Check) bool { return c.Code == code }) {
				t.Errorf("the factor %s is derived from the check %s, and there is no such check", f.ID, code)
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d codes were looked at", n)
	}
}
