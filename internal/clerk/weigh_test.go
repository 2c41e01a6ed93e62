package clerk

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/vault"
)

// TestWeighedOn: what words weigh after an act, worked out from what they weighed before it, is what they weigh when all is weighed anew, whatever was added,
// changed or taken away, and in several places.
func TestWeighedOn(t *testing.T) {
	c := &Clerk{index: vault.NewIndex(entry.DataKey{7})}
	r := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		list := []string{"purse", "purses", "the", "Ferry", "deck", "took", "red", "river"}
		s := ""
		for range r.IntN(8) {
			s += list[r.IntN(len(list))] + " "
		}
		return s
	}
	m := record.Matter{ID: "ferry", Title: "The ferry"}
	var was *weighing
	gone := 0
	for i := range 400 {
		m.People, m.Sources, m.Applications = append([]record.Person(nil), m.People...), append([]record.Source(nil), m.Sources...), append([]record.Application(nil), m.Applications...)
		for range 1 + r.IntN(2) {
			switch r.IntN(7) {
			case 0:
				m.People = append(m.People, record.Person{Name: text(), Aliases: []string{text()}})
			case 1:
				m.Sources = append(m.Sources, record.Source{Title: text(), Lines: []record.Line{{Text: text()}, {Text: text()}}})
			case 2:
				a := record.Application{Place: &record.Place{Describe: text()}}
				a.Offence.Title = text()
				a.Affidavit.Assertions = []record.Assertion{{Text: text()}}
				m.Applications = append(m.Applications, a)
			case 3:
				m.Title = text()
			case 4:
				if n := len(m.People); n > 0 {
					m.People = append(m.People[:n/2:n/2], m.People[n/2+1:]...)
				}
			case 5:
				if n := len(m.Sources); n > 0 {
					m.Sources = append(m.Sources[:n/2:n/2], m.Sources[n/2+1:]...)
				}
			case 6:
				if n := len(m.Applications); n > 0 {
					m.Applications = append(m.Applications[:n/2:n/2], m.Applications[n/2+1:]...)
				}
			}
		}
		before := fmt.Sprint(was)
		is, anew := c.weighWords(&m, was), c.weighWords(&m, nil)
		if d := cmp.Diff(anew, is, cmp.AllowUnexported(weighing{}, weighed{})); d != "" {
			t.Fatalf("after %d changes: %s", i, d)
		}
		if fmt.Sprint(was) != before {
			t.Fatalf("after %d changes: what the words weighed before was changed", i)
		}
		if was != nil && len(is.words) < len(was.words) {
			gone++
		}
		was = is
	}
	if gone == 0 {
		t.Error("no word ever went; the test tells too little")
	}
	for n, want := range map[int]int{1: 1, 2: 2, 3: 2, 4: 4, 7: 4, 8: 8, 1000: 512} {
		if got := rounded(n); got != want {
			t.Errorf("%d is kept as %d, want %d", n, got, want)
		}
	}
}
