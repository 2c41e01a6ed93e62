package review

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
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

// searchTime says within how many days of issue, and between which hours, a search warrant is to be executed.
type searchTime struct {
	Jurisdiction string            `yaml:"jurisdiction"`
	Days         int               `yaml:"days"`
	From         string            `yaml:"from"` // HH:MM; empty: the rule sets no hours
	To           string            `yaml:"to"`
	Rule         string            `yaml:"rule"` // id of the authority, where it is one that we hold
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
		for _, h := range []string{s.From, s.To} {
			if _, err := time.Parse("15:04", h); h != "" && err != nil {
				return t, fmt.Errorf("clocks.yaml: %s: %w", s.Jurisdiction, err)
			}
		}
	}
	return t, nil
}

// hours returns the time of a search for a jurisdiction, and whether the data know it.
func (t clockTable) hours(jurisdiction string) (searchTime, bool) {
	for _, s := range t.Search {
		if s.Jurisdiction == jurisdiction {
			return s, true
		}
	}
	return searchTime{}, false
}
