package review

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

//go:embed clocks.yaml
var clockData []byte

// clockTable holds the numbers that rules set, and those past which a question is worth asking.
type clockTable struct {
	Stale  []staleness  `yaml:"stale"`
	Search []searchTime `yaml:"search"`
	Seal   sealTime     `yaml:"seal"`
	Many   int          `yaml:"many"` // so many other applications presented together are worth a note
}

// staleness says how old the newest fact may be for a kind of thing, in days. Class "" is any other thing.
type staleness struct {
	Kind     string            `yaml:"kind"`
	Class    diction.Class     `yaml:"class"`
	Days     int               `yaml:"days"`
	Ongoing  int               `yaml:"ongoing"` // where the sworn words show a course that goes on
	Rests    string            `yaml:"rests"`
	Standing doctrine.Standing `yaml:"standing"`
}

// searchTime says within how many days of issue a search warrant is to be executed.
type searchTime struct {
	Jurisdiction string            `yaml:"jurisdiction"`
	Days         int               `yaml:"days"`
	Until        string            `yaml:"until"` // YYYY-MM-DD: for warrants issued before that day; the newest rule has none
	Rule         string            `yaml:"rule"`  // id of the authority, where it is one that we hold
	Says         string            `yaml:"says"`
	Standing     doctrine.Standing `yaml:"standing"`
}

// sealTime says how many days after the order's end the recordings may be sealed.
type sealTime struct {
	Days  int    `yaml:"days"`
	Rests string `yaml:"rests"`
	Note  string `yaml:"note"`
}

// clocks returns the numbers that ship with the program.
var clocks = sync.OnceValue(func() clockTable {
	t, err := readClocks(clockData)
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return t
})

func readClocks(data []byte) (clockTable, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var t clockTable
	if err := dec.Decode(&t); err != nil {
		return t, fmt.Errorf("clocks.yaml: %w", err)
	}
	for _, s := range t.Stale {
		if s.Days <= 0 || s.Ongoing < s.Days || s.Rests == "" {
			return t, fmt.Errorf("clocks.yaml: %q needs days, no fewer days for a course that goes on, and an authority", s.Kind)
		}
	}
	for _, s := range t.Search {
		if s.Jurisdiction == "" || s.Days <= 0 || s.Says == "" || s.Standing == "" {
			return t, fmt.Errorf("clocks.yaml: a search in %q needs a jurisdiction, days, its authority and the standing of that", s.Jurisdiction)
		}
	}
	return t, nil
}

// within returns the time of a search for a jurisdiction on the day on which the warrant was issued, and whether the data know it. Of a
// day that is not known, or may be on either side of a change, the newest rule is taken.
func (t clockTable) within(jurisdiction string, issued record.When) (searchTime, bool) {
	found := false
	var best searchTime
	for _, s := range t.Search {
		old := s.Until != "" && record.When(s.Until).After(issued) == record.Yes
		if s.Jurisdiction == jurisdiction && (s.Until == "" && !found || old && (!found || best.Until == "" || s.Until < best.Until)) {
			best, found = s, true
		}
	}
	return best, found
}
