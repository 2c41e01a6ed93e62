package notify

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"
)

//go:embed policy.yaml
var policyData []byte

// A Policy is how messages to webhooks are sent. Each number has the authority for it beside.
type Policy struct {
	Waits       []int  `yaml:"waits"` // in seconds
	WaitsSay    string `yaml:"waits-say"`
	Jitter      int    `yaml:"jitter-percent"`
	JitterSays  string `yaml:"jitter-says"`
	Seconds     int    `yaml:"answer-seconds"`
	SecondsSay  string `yaml:"answer-seconds-say"`
	Bytes       int    `yaml:"answer-bytes"`
	BytesSay    string `yaml:"answer-bytes-say"`
	AtOnce      int    `yaml:"at-once"`
	AtOnceSays  string `yaml:"at-once-says"`
	KeepDays    int    `yaml:"keep-days"`
	KeepDaysSay string `yaml:"keep-days-say"`
	GapSeconds  int    `yaml:"letter-gap-seconds"`
	GapSay      string `yaml:"letter-gap-seconds-say"`
}

// Builtin returns the policy that comes with the program.
var Builtin = sync.OnceValue(func() *Policy {
	p, err := readPolicy(policyData)
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return p
})

func readPolicy(data []byte) (*Policy, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var p Policy
	if err := dec.Decode(&p); err != nil {
		return nil, fmt.Errorf("policy of webhooks: %w", err)
	}
	for _, says := range []string{p.WaitsSay, p.JitterSays, p.SecondsSay, p.BytesSay, p.AtOnceSays, p.KeepDaysSay, p.GapSay} {
		if says == "" {
			return nil, fmt.Errorf("policy of webhooks: a number has no authority")
		}
	}
	for _, n := range append([]int{p.Seconds, p.Bytes, p.AtOnce, p.KeepDays, p.GapSeconds}, p.Waits...) {
		if n <= 0 {
			return nil, fmt.Errorf("policy of webhooks: %d; expected a positive number", n)
		}
	}
	if len(p.Waits) == 0 || p.Jitter < 0 {
		return nil, fmt.Errorf("policy of webhooks: expected waits, and a jitter of no less than 0")
	}
	return &p, nil
}

// Next returns when a message is sent again that failed for the n-th time, given a chance of 0 to 1; false, if it is not.
func (p *Policy) Next(n int, at time.Time, chance float64) (time.Time, bool) {
	if n < 1 || n > len(p.Waits) {
		return time.Time{}, false
	}
	wait := time.Duration(p.Waits[n-1]) * time.Second
	return at.Add(wait + time.Duration(chance*float64(wait)*float64(p.Jitter)/100)), true
}

// LetterGap is how long someone is left alone after a letter.
func (p *Policy) LetterGap() time.Duration { return time.Duration(p.GapSeconds) * time.Second }

// lease is how long messages are taken for: until each could have been tried, and some more.
func (p *Policy) lease() time.Duration {
	return time.Duration(p.AtOnce)*time.Duration(p.Seconds)*time.Second + 30*time.Second
}
