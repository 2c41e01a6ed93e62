package hall

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestPreparedIsForgotten: what was read of a matter for the editor goes when the matter is gone, and what was read for an account when it signs out.
func TestPreparedIsForgotten(t *testing.T) {
	p := &prepared{}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for _, account := range []string{"vance", "stone"} {
		for _, id := range []record.MatterID{"ferry", "quay"} {
			m := &record.Matter{ID: id, Title: "T", Jurisdiction: "us", People: []record.Person{{ID: "vance", Name: "Ruth Vance"}},
				Applications: []record.Application{{ID: "a", Kind: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"vance"}}}}
			if p.of(account, m, doctrine.Default(), "a", now) == nil {
				t.Fatal("nothing is prepared")
			}
		}
	}
	if got := fmt.Sprint(p.Matters()); got != "[ferry quay ferry quay]" {
		t.Fatal(got)
	}
	p.Drop("ferry")
	if slices.Contains(p.Matters(), "ferry") || len(p.Matters()) != 2 {
		t.Error("a matter that is gone is kept in memory")
	}
	p.drop("vance")
	if len(p.Matters()) != 1 {
		t.Error("what was prepared for an account that signed out is kept")
	}
}
