package review

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/transcript"
)

// A planted is one row of testdata/planted.yaml: a sound paper with some words put for others, and the flaws of one check
// that it should then have, none if it stays sound.
type planted struct {
	Base  string      `yaml:"base"`
	Check string      `yaml:"check"`
	Edits [][2]string `yaml:"edits"`
	Want  []string    `yaml:"want"`
	Says  string      `yaml:"says"` // words of the message, where they matter
}

func TestPlanted(t *testing.T) {
	for i, row := range rowsOf[planted](t, "planted.yaml") {
		data, err := os.ReadFile(filepath.FromSlash(row.Base))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, e := range row.Edits {
			if !strings.Contains(text, e[0]) {
				t.Errorf("row %d: %s has no %q", i+1, row.Base, e[0])
			}
			text = strings.ReplaceAll(text, e[0], e[1])
		}
		f, err := transcript.Read(row.Base, []byte(text))
		if err != nil {
			t.Errorf("row %d: %v", i+1, err)
			continue
		}
		var got []string
		said := ""
		for _, f := range raised(&f.Matter, doctrine.Default()) {
			if f.Check.Code == row.Check {
				got = append(got, f.ID)
				said += f.Message
			}
		}
		if !strings.Contains(said, row.Says) {
			t.Errorf("row %d: says %q, without %q", i+1, said, row.Says)
		}
		slices.Sort(got)
		if diff := cmp.Diff(row.Want, got); diff != "" {
			t.Errorf("row %d, %s of %s, %q: (-want +got)\n%s", i+1, row.Check, row.Base, row.Edits, diff)
		}
	}
}
