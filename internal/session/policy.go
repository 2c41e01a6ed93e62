package session

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"
)

//go:embed policy.yaml
var policyData []byte

// A Number is one number of the policy, with the authority for it.
type Number struct {
	ID       string `yaml:"id"`
	Title    string `yaml:"title"`
	Count    int    `yaml:"count"`
	Says     string `yaml:"says"`
	Standing string `yaml:"standing"` // fixed, or inferred
}

// A Banner is the notice of use that people are shown before they sign in.
type Banner struct {
	Title       string `yaml:"title"`
	Text        string `yaml:"text"`
	Acknowledge bool   `yaml:"acknowledge"` // whether a program too has to say that it was shown
	Says        string `yaml:"says"`
	Standing    string `yaml:"standing"` // of the authority: fixed, or inferred
}

// ID names the banner by its words: what was acknowledged is this and no other.
func (b Banner) ID() string {
	h := sha256.Sum256([]byte(b.Title + "\n" + b.Text))
	return hex.EncodeToString(h[:8])
}

// A Policy is what signing in has to keep.
type Policy struct {
	Banner  Banner   `yaml:"banner"`
	Numbers []Number `yaml:"numbers"`
}

// The numbers that a policy has to have.
var numberIDs = []string{"tries", "lock-minutes", "idle-minutes", "session-hours", "sessions-at-once", "password-least", "password-most", "code-seconds", "code-skew", "proof-seconds", "challenge-seconds", "passkeys-most",
	"invitation-hours", "token-days", "hash-kib", "hash-passes"}

// Builtin returns the policy that comes with the program.
var Builtin = sync.OnceValue(func() *Policy {
	p, err := ReadPolicy(policyData)
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return p
})

// PolicyFile is the file of the policy that comes with the program, to begin one's own from.
func PolicyFile() []byte { return bytes.Clone(policyData) }

// ReadPolicy reads a policy strictly: every number once, none that it does not know, each with its authority.
func ReadPolicy(data []byte) (*Policy, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var p Policy
	if err := dec.Decode(&p); err != nil {
		return nil, fmt.Errorf("policy of signing in: %w", err)
	}
	if b := p.Banner; strings.TrimSpace(b.Title) == "" || strings.TrimSpace(b.Text) == "" || len(b.Title) > 200 || len(b.Text) > 10000 || b.Says == "" || b.Standing != "fixed" && b.Standing != "inferred" {
		return nil, fmt.Errorf("policy of signing in: the banner needs a title of at most 200 bytes, a text of at most 10000, its authority, and the standing of that, fixed or inferred")
	}
	for _, id := range numberIDs {
		if n := count(p.Numbers, func(n Number) bool { return n.ID == id }); n != 1 {
			return nil, fmt.Errorf("policy of signing in: the number %s stands there %d times; expected once", id, n)
		}
	}
	for _, n := range p.Numbers {
		switch {
		case !slices.Contains(numberIDs, n.ID):
			return nil, fmt.Errorf("policy of signing in: there is no number %q", n.ID)
		case n.Title == "" || n.Says == "" || n.Standing != "fixed" && n.Standing != "inferred":
			return nil, fmt.Errorf("policy of signing in: %s needs a title, its authority, and the standing of that, fixed or inferred", n.ID)
		case n.Count <= 0 || n.Count > 1<<20:
			return nil, fmt.Errorf("policy of signing in: %s is %d", n.ID, n.Count)
		}
	}
	return &p, nil
}

func count[E any](list []E, is func(E) bool) (n int) {
	for _, e := range list {
		if is(e) {
			n++
		}
	}
	return n
}

// Number returns a number of the policy.
func (p *Policy) Number(id string) int {
	for _, n := range p.Numbers {
		if n.ID == id {
			return n.Count
		}
	}
	return 0
}

func (p *Policy) minutes(id string) time.Duration { return time.Duration(p.Number(id)) * time.Minute }
func (p *Policy) hours(id string) time.Duration   { return time.Duration(p.Number(id)) * time.Hour }
func (p *Policy) seconds(id string) time.Duration { return time.Duration(p.Number(id)) * time.Second }
