package clerk

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// What is told of a matter in others, of whom and by its sketch, is what its entries tell, after each of them; what was done here and what is only recounted alike.
func TestSketchTellsWhatWasBrought(t *testing.T) {
	m := everything()
	m.People[0].Aliases, m.People[0].Born = []string{"A. Nother"}, "1980-02-03"
	for i := range m.People {
		m.People[i].Account = []string{"account-0", "account-1", "", "account-2"}[i%4]
	}
	m.Sources = append(m.Sources, record.Source{ID: "tip", Kind: "report", Author: m.People[1].ID, Declarant: m.People[2].ID, Time: "2026-03-01", Lines: []record.Line{{N: 1, Text: "He was there."}}})
	for i := range m.Applications {
		a := &m.Applications[i]
		a.Place = &record.Place{Describe: "12 Water Street", Whose: []record.PersonID{"dole"}, Also: []record.Site{{Describe: "the shed behind it", Whose: []record.PersonID{"lowe"}}}}
		a.Kind = []record.AppKind{record.Arrest, record.Search}[i%2]
		a.Endorsements = []record.Endorsement{{By: "archer", Act: "endorsed", Time: "2026-03-01"}}
		for j := range a.Presentments { // some of it is done here
			a.Presentments[j].Here = (i+j)%2 == 0
			for k := range a.Presentments[j].Decisions {
				a.Presentments[j].Decisions[k].Here = (i+j+k)%3 > 0
			}
		}
	}
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	roll := &people.Roll{Courts: []people.Court{{ID: "county", Name: "County Court", Zone: "America/New_York"}}, Agencies: []people.Agency{{ID: "rangers", Name: "The Rangers"}}}
	c := &Clerk{now: func() time.Time { return now }}
	whole := &file{m: m}
	text, err := json.Marshal(whole.sketched())
	if err != nil {
		t.Fatal(err)
	}
	var at sketched
	if err := json.Unmarshal(text, &at); err != nil {
		t.Fatal(err)
	}
	one, ok := at.told()
	if !ok {
		t.Fatal("the sketch does not tell what was brought")
	}
	small := &file{m: one, sketch: &at}
	said, here := 0, map[bool]int{}
	tell := func(f *file) (list []any) {
		for _, account := range []string{"account-0", "account-1", "account-2", "none"} {
			list = append(list, concerned(roll, f, Caller{Account: account}, now))
		}
		for _, p := range m.People {
			if p.Account != "" { // of others it is not asked who may hear it
				list = append(list, f.m.KeptFrom(p.ID))
			}
		}
		for i := range f.m.Applications {
			b := &f.m.Applications[i]
			aims := aimsOf(&f.m, b)
			there, err := c.seat(Caller{Account: "account-0"}, roll, f)
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			for _, x := range aims {
				keys = append(keys, string(x.who)+" "+x.called+" "+string(x.born))
				keys = append(keys, x.keys...)
			}
			list = append(list, keys, namesAgainst(&f.m, b.ID), b.Kind)
			for j := range b.Presentments {
				p := &b.Presentments[j]
				here[p.Here]++
				list = append(list, elsewhereSays(roll, &f.m, p, aims, aims), openly(&file{}, f, b, p, aims), namely(roll, there, b, p, aims, aims), weighs(p), p.Time)
				for _, x := range refusals(p, aims) {
					list = append(list, x.Time, x.Here)
				}
				said++
			}
		}
		return list
	}
	if d := cmp.Diff(tell(whole), tell(small)); d != "" {
		t.Error(d)
	}
	if said < 20 || here[true] < 4 || here[false] < 4 || !slices.Contains(tell(whole), any(true)) {
		t.Errorf("%d presentments, done here %v: too few to tell", said, here)
	}
}

// What a matter has beside those it is against and the magistrates makes neither its sketch larger nor what a list takes apart of it.
func TestSketchHasABound(t *testing.T) {
	with := func(n int) *sketched {
		m := record.Matter{ID: "long", Title: "Long", People: []record.Person{{ID: "dole", Name: "Peter Dole"}, {ID: "hart", Name: "Judge Hart", Account: "hart"}, {ID: "stone", Name: "Ida Stone", Account: "stone"}}}
		a := record.Application{ID: "purse", Kind: record.Arrest, Affiant: "stone", Respondents: []record.PersonID{"dole"}, Presentments: []record.Presentment{{Magistrate: "hart", Time: "2026-03-01"}}}
		for i := range n {
			id := record.PersonID(fmt.Sprint("witness-", i))
			m.People = append(m.People, record.Person{ID: id, Name: "Some Witness", Aliases: []string{"Another Name"}})
			m.Sources = append(m.Sources, record.Source{ID: record.SourceID(id), Author: "stone", Declarant: id})
			a.Questions = append(a.Questions, record.Question{By: "stone"})
			a.Endorsements = append(a.Endorsements, record.Endorsement{By: "stone"})
		}
		m.Applications = []record.Application{a}
		return (&file{m: m}).sketched()
	}
	size := func(s *sketched) int {
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return len(text)
	}
	few, many := with(1), with(2000)
	if a, b := size(few), size(many); a != b {
		t.Errorf("the sketch has %d bytes, and %d with 2000 witnesses, sources, questions and endorsements", a, b)
	}
	if m, ok := many.told(); !ok || !m.KeptFrom("stone") || m.KeptFrom("hart") || len(m.Sources) != 1 || len(m.Applications[0].Questions) != 1 || len(m.Applications[0].Endorsements) != 1 {
		t.Errorf("told: %v %+v", ok, m)
	}
	m := record.Matter{ID: "crowd", Title: "Crowd", People: []record.Person{{ID: "hart", Name: "Judge Hart"}}}
	a := record.Application{ID: "purse", Kind: record.Arrest, Presentments: []record.Presentment{{Magistrate: "hart", Time: "2026-03-01"}}}
	for i := range 200 {
		id := record.PersonID(fmt.Sprint("r", i))
		m.People, a.Respondents = append(m.People, record.Person{ID: id, Name: "Some Respondent", Aliases: []string{"Another Name"}}), append(a.Respondents, id)
	}
	m.Applications = []record.Application{a}
	takes := func(s *sketched) float64 {
		text, err := json.Marshal(Summary{Sketch: s})
		if err != nil {
			t.Fatal(err)
		}
		return testing.AllocsPerRun(10, func() {
			var listed Summary
			if err := json.Unmarshal(text, &listed); err != nil {
				t.Error(err)
			}
		})
	}
	full := (&file{m: m}).sketched()
	bare := *full
	bare.Brought = nil
	if a, b := takes(&bare), takes(full); b > a+20 {
		t.Errorf("a list makes %.0f things of a row, and %.0f of one that has the names of 200 respondents beside", a, b)
	}
}

// Of a matter that was expunged a sketch tells nothing of what was brought.
func TestSketchTellsNothingExpunged(t *testing.T) {
	f := &file{m: record.Matter{ID: "ferry", People: []record.Person{{ID: "hart", Name: "Judge Hart"}},
		Applications: []record.Application{{ID: "purse", Presentments: []record.Presentment{{Magistrate: "hart", Time: "2026-03-01"}}}}}}
	for _, order := range []*record.Expungement{nil, {By: "hart", Under: "an order"}} {
		f.m.Expunged = order
		if _, ok := f.sketched().told(); ok != (order == nil) {
			t.Errorf("expunged: %v, told: %v", order != nil, ok)
		}
	}
}
