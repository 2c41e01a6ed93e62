package brief

import (
	"bytes"
	_ "embed"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/doctrine"
)

//go:embed burdens.yaml
var burdensData []byte

// A Burden is what someone has to show at a stage of the proceedings, and how strongly.
type Burden struct {
	Who   string          `yaml:"who"`
	Says  string          `yaml:"says"`
	Rests []doctrine.Cite `yaml:"rests"` // each of which the law has
}

var burdens = sync.OnceValue(func() map[Posture][]Burden {
	dec := yaml.NewDecoder(bytes.NewReader(burdensData))
	dec.KnownFields(true)
	var all map[Posture][]Burden
	if err := dec.Decode(&all); err != nil {
		panic(err) // it is embedded, and held sound by a test
	}
	return all
})

// Burdens returns who has to show what at a posture, in the order in which it is asked; nothing before the magistrate, to whom the paper shows it.
func Burdens(p Posture) []Burden { return burdens()[p] }
