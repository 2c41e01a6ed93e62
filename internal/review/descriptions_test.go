package review

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A described is a group of testdata/descriptions.yaml: sources, and papers that rest on them.
type described struct {
	Respondents []record.PersonID `yaml:"respondents"` // kroll alone, if none are given
	Sources     []struct {
		ID        record.SourceID   `yaml:"id"`
		Kind      record.SourceKind `yaml:"kind"`
		Title     string            `yaml:"title"`
		Declarant record.PersonID   `yaml:"declarant"`
		Printed   record.Printed    `yaml:"printed"`
		Lines     []string          `yaml:"lines"`
	} `yaml:"sources"`
	Papers []struct {
		Sworn    []string `yaml:"sworn"`    // "saw:1 reg:1-2; text": what it cites, and its words
		Identity []int    `yaml:"identity"` // what is offered for the element that it was the respondent
		Want     []string `yaml:"want"`     // O4@2 and the words of the sources; ?O4@2 for a query
	} `yaml:"papers"`
}

func (g described) matter(t *testing.T, sworn []string, identity []int) *record.Matter {
	t.Helper()
	m := &record.Matter{
		ID: "described", Title: "described", Jurisdiction: "us",
		People: []record.Person{
			{ID: "mora", Name: "Grace Mora", Roles: []record.Role{record.Affiant, record.Officer}},
			{ID: "reyes", Name: "Alma Reyes", Roles: []record.Role{record.Witness}},
			{ID: "vance", Name: "Carl Vance", Roles: []record.Role{record.Victim}},
			{ID: "ci", Name: "unknown", Roles: []record.Role{record.Informant}},
			{ID: "kroll", Name: "Dennis Kroll", Roles: []record.Role{record.Respondent}},
			{ID: "tull", Name: "Wade Tull", Roles: []record.Role{record.Bystander}},
		},
	}
	for _, x := range g.Sources {
		s := record.Source{ID: x.ID, Kind: x.Kind, Title: x.Title, Declarant: x.Declarant, Author: "mora", Seen: record.FirstHand, Printed: x.Printed}
		for i, l := range x.Lines {
			s.Lines = append(s.Lines, record.Line{N: i + 1, Text: l})
		}
		m.Sources = append(m.Sources, s)
	}
	app := record.Application{ID: "a", Kind: record.Arrest, Affiant: "mora", Respondents: g.Respondents}
	if len(app.Respondents) == 0 {
		app.Respondents = []record.PersonID{"kroll"}
	}
	if len(identity) > 0 {
		app.Offence.Elements = []record.Element{{ID: "him", Title: "the respondent is the person meant", Kind: record.Identity}}
		app.Grounds = []record.Ground{{Element: "him", On: identity}}
	}
	for i, x := range sworn {
		cites, text, ok := strings.Cut(x, "; ")
		if !ok {
			t.Fatalf("cites nothing: %s", x)
		}
		a := record.Assertion{N: i + 1, Text: text, Basis: record.Reported}
		for _, c := range strings.Fields(cites) {
			id, lines, _ := strings.Cut(c, ":")
			from, to, ranged := strings.Cut(lines, "-")
			if !ranged {
				to = from
			}
			a.Cites = append(a.Cites, record.Cite{Source: record.SourceID(id), From: lineIn(t, from), To: lineIn(t, to)})
		}
		app.Affidavit.Assertions = append(app.Affidavit.Assertions, a)
	}
	m.Applications = []record.Application{app}
	return m
}

// TestDescriptions holds which descriptions of one person or one vehicle are seen to exclude each other, which are silent, and where a flaw points:
// the rows of testdata/descriptions.yaml. Only what speaks against the paper (O4), contradicts a line (S3) or adds a sign (S2) is looked at.
func TestDescriptions(t *testing.T) {
	for i, g := range rowsOf[described](t, "descriptions.yaml") {
		for _, w := range g.Papers {
			t.Run(fmt.Sprintf("%d/%s", i+1, w.Sworn[len(w.Sworn)-1]), func(t *testing.T) {
				var got []string
				for _, f := range raised(g.matter(t, w.Sworn, w.Identity), doctrine.Default()) {
					if !slices.Contains([]string{"O4", "S3", "S2"}, f.Check.Code) {
						continue
					}
					found := fmt.Sprintf("%s@%d", f.Check.Code, f.Assertion)
					if f.Query {
						found = "?" + found
					}
					for _, x := range f.Sources {
						found += fmt.Sprintf(" %s:%d %q", x.Source, x.Line, x.Span.Words)
					}
					got = append(got, found)
				}
				if diff := cmp.Diff(w.Want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// TestTolerance holds that two figures of a kind may differ by the most that a word for it allows, and by any number where a law has none.
func TestTolerance(t *testing.T) {
	for _, w := range []struct {
		laid []diction.Sheet
		want float64
	}{
		{want: 8},
		{laid: []diction.Sheet{{Class: sized, Entries: []diction.SheetEntry{{Words: []string{"looks"}, Kind: yearsOld, Value: 12}}}}, want: 12},
		{laid: []diction.Sheet{{Class: sized, Without: []diction.Without{{Words: []string{"aged"}}}}}, want: math.Inf(1)},
	} {
		lx, faults := diction.Over(w.laid)
		if faults != nil {
			t.Fatal(faults)
		}
		p := &Pass{Lexicon: lx, Matter: &record.Matter{}, App: &record.Application{}}
		if got := p.tolerance(yearsOld); got != w.want {
			t.Errorf("%v: %v, want %v", w.laid, got, w.want)
		}
	}
}
