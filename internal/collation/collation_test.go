package collation_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
)

// A pair is one row of testdata/pairs.yaml: a sworn sentence, the lines it cites, and the differences that it has from them.
type pair struct {
	Source []string `yaml:"source"`
	Sworn  string   `yaml:"sworn"`
	Want   []string `yaml:"want"`
}

func pairs(t testing.TB) []pair {
	data, err := os.ReadFile("testdata/pairs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rows []pair
	if err := yaml.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// namesOf takes two names for one person's where they share a word.
func namesOf(t *diction.Text) []collation.Named {
	var out []collation.Named
	for _, n := range t.Names() {
		out = append(out, collation.Named{First: n.First, Last: n.Last, Who: strings.Fields(diction.Fold(n.Text))})
	}
	return out
}

func collate(p pair) (*diction.Text, []*diction.Text, []collation.Difference) {
	lx := diction.Default()
	sworn := diction.Read(p.Sworn, lx)
	var lines []*diction.Text
	for _, l := range p.Source {
		lines = append(lines, diction.Read(l, lx))
	}
	return sworn, lines, collation.New(lx, namesOf).Collate(sworn, lines)
}

// show writes a difference as KIND SORT "sworn" / "source"; what is added has nothing on the other side.
func show(d collation.Difference, sworn *diction.Text, lines []*diction.Text) string {
	out := fmt.Sprintf("%s %s", d.Kind, d.Sort)
	if d.Kind != collation.Lacking {
		out += fmt.Sprintf(" %q", sworn.Raw[d.Sworn.Start:d.Sworn.End])
	}
	if d.Kind != collation.Added {
		out += fmt.Sprintf(" / %q", lines[d.Line].Raw[d.Source.Start:d.Source.End])
	}
	return out
}

func TestPairs(t *testing.T) {
	for _, p := range pairs(t) {
		t.Run(p.Sworn, func(t *testing.T) {
			sworn, lines, all := collate(p)
			var got []string
			for _, d := range all {
				got = append(got, show(d, sworn, lines))
				if d.Close <= 0 || d.Close > 1 {
					t.Errorf("%s: closeness %v", show(d, sworn, lines), d.Close)
				}
			}
			if diff := cmp.Diff(strings.Join(p.Want, "\n"), strings.Join(got, "\n")); diff != "" {
				t.Errorf("source: %s\n%s", strings.Join(p.Source, " / "), diff)
			}
		})
	}
}
