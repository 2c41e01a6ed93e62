package clock

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/record"
)

// A Keep is for how long the law has something kept, whoever orders it destroyed.
type Keep struct {
	ID           string `yaml:"id"`
	Jurisdiction string `yaml:"jurisdiction"` // a state's own stands in the place of the federal one with the same id
	Title        string `yaml:"title"`        // as a sentence
	Of           string `yaml:"of"`           // what is kept: interception
	Count        int    `yaml:"count"`
	Unit         Unit   `yaml:"unit"`
	Says         string `yaml:"says"`     // the authority
	Standing     string `yaml:"standing"` // of what it says
	From         string `yaml:"from"`     // from when it is counted here, and by whose choice, where the authority does not say
}

// A Held is what a matter has that is to be kept.
type Held struct {
	Keep   Keep
	Order  record.OrderID  // under which it was taken down, or ""
	Source record.SourceID // which it is, if no order that is noted is said to be for it
	Until  time.Time       // the last moment of it; zero, if nothing in the record shows from when it is counted
}

// kept are the things of which a keep can be.
var kept = map[string]bool{"interception": true}

//go:embed keeps.yaml
var keepData []byte

// Keeps are what comes with the program.
var Keeps = sync.OnceValue(func() []Keep {
	list, err := ReadKeeps(keepData)
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return list
})

// ReadKeeps reads what is to be kept, strictly.
func ReadKeeps(data []byte) ([]Keep, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var x struct {
		Keeps []Keep `yaml:"keeps"`
	}
	if err := dec.Decode(&x); err != nil {
		return nil, fmt.Errorf("what is to be kept: %w", err)
	}
	seen := map[string]bool{}
	for _, k := range x.Keeps {
		if err := k.check(); err != nil {
			return nil, err
		}
		if seen[k.ID+" "+k.Jurisdiction] {
			return nil, fmt.Errorf("what is to be kept: %s stands twice for %s", k.ID, k.Jurisdiction)
		}
		seen[k.ID+" "+k.Jurisdiction] = true
	}
	return x.Keeps, nil
}

// check holds a table of what is to be kept to its form.
func (k Keep) check() error {
	switch {
	case k.ID == "" || k.Jurisdiction == "" || k.Title == "" || k.Says == "" || k.Standing == "" || k.From == "":
		return fmt.Errorf("what is to be kept: %q needs an id, a jurisdiction, a title, its authority, the standing of that and from when it is counted", k.ID)
	case !kept[k.Of]:
		return fmt.Errorf("what is to be kept: %s is of %q; expected interception", k.ID, k.Of)
	case k.Count <= 0 || k.Count > 5000 || k.Unit != Months && k.Unit != CalendarDays:
		return fmt.Errorf("what is to be kept: %s is counted as %d %s; expected months or calendar-days", k.ID, k.Count, k.Unit)
	}
	return nil
}

// keeps returns what is to be kept of a thing in a jurisdiction.
func keeps(all []Keep, jurisdiction, of string) []Keep {
	own := map[string]bool{}
	for _, k := range all {
		own[k.ID] = own[k.ID] || k.Jurisdiction == jurisdiction
	}
	var list []Keep
	for _, k := range all {
		if k.Of == of && (k.Jurisdiction == jurisdiction || k.Jurisdiction == "us" && !own[k.ID]) {
			list = append(list, k)
		}
	}
	return list
}

// Holds returns what of a matter the law has kept at a time. What was over, the record has to show: of an interception whose end is in no entry, or is known only by
// its beginning, the end is not known, and it is kept.
func Holds(m *record.Matter, all []Keep, zone *time.Location, now time.Time) []Held {
	d := &desk{m: m, zone: zone, now: now.In(zone)}
	var list []Held
	hold := func(at Held, ends ...record.When) {
		var end time.Time
		for _, w := range ends {
			if x, ok := d.last(w); ok && x.After(end) {
				end = x
			}
		}
		for _, k := range keeps(all, m.Jurisdiction, "interception") {
			at.Keep, at.Until = k, time.Time{}
			if !end.IsZero() {
				at.Until = (&Table{}).Due(Term{Count: k.Count, Unit: k.Unit}, end, m.Jurisdiction)
			}
			if at.Until.IsZero() || d.now.Before(at.Until) {
				list = append(list, at)
			}
		}
	}
	of := map[record.OrderID][]record.When{}
	for _, s := range m.Sources {
		if s.Kind == record.Intercept {
			of[s.Order] = append(of[s.Order], s.Time)
		}
	}
	for i := range m.Orders {
		o := &m.Orders[i]
		if o.Kind == record.Interception {
			hold(Held{Order: o.ID}, append(of[o.ID], o.Until, o.Step("ended"), o.Put("extended"), o.SealedOn)...)
		}
		delete(of, o.ID)
	}
	for i := range m.Sources {
		if s := &m.Sources[i]; s.Kind == record.Intercept && len(of[s.Order]) > 0 {
			hold(Held{Source: s.ID}, s.Time)
		}
	}
	return list
}
