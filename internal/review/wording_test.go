package review

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A wording is one row of testdata/wording.yaml.
type wording struct {
	Kind    record.SourceKind `yaml:"kind"`
	Speaker string            `yaml:"speaker"`
	Source  []string          `yaml:"source"`
	Sworn   string            `yaml:"sworn"`
	Want    []string          `yaml:"want"`
}

func (w wording) matter() *record.Matter {
	s := record.Source{ID: "told", Kind: w.Kind, Declarant: "reyes", Author: "mora", Seen: record.FirstHand}
	if s.Kind == "" {
		s.Kind = record.Interview
	}
	if s.Kind != record.Interview {
		s.Declarant = ""
	}
	if w.Speaker != "" {
		s.Speakers = []record.Talker{{As: w.Speaker}}
	}
	for i, l := range w.Source {
		s.Lines = append(s.Lines, record.Line{N: i + 1, Text: l, Speaker: w.Speaker})
	}
	return &record.Matter{
		ID: "pair", Title: "pair", Jurisdiction: "us",
		People: []record.Person{
			{ID: "mora", Name: "Grace Mora", Roles: []record.Role{record.Affiant, record.Officer}},
			{ID: "reyes", Name: "Alma Reyes", Roles: []record.Role{record.Witness}},
			{ID: "kroll", Name: "Dennis Kroll", Roles: []record.Role{record.Respondent}, Home: "14 Birch Lane"},
			{ID: "tina", Name: "Tina Kroll", Roles: []record.Role{record.Respondent}, Home: "9 Oak Street"},
			{ID: "ward", Name: "Dennis Ward", Roles: []record.Role{record.Bystander}},
		},
		Sources: []record.Source{s},
		Applications: []record.Application{{
			ID: "a", Kind: record.Arrest, Affiant: "mora", Respondents: []record.PersonID{"kroll"},
			Affidavit: record.Affidavit{Assertions: []record.Assertion{{
				N: 1, Text: w.Sworn, Basis: record.Reported, Cites: []record.Cite{{Source: "told"}},
			}}},
		}},
	}
}

// wordings reads the rows of a file in testdata.
func wordings(t *testing.T, file string) []wording { return rowsOf[wording](t, file) }

func rowsOf[T any](t *testing.T, file string) (rows []T) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// flaws runs the checks of the families given, by the first letters of their codes, and holds each span to its text.
func (w wording) flaws(t *testing.T, families string) (list []Flaw) {
	t.Helper()
	for _, f := range raised(w.matter(), doctrine.Default()) {
		if !strings.Contains(families, f.Check.Code[:1]) {
			continue
		}
		if s := f.Span; s.Words != w.Sworn[s.Start:s.End] {
			t.Errorf("%s: span %d-%d is %q, not %q", f.ID, s.Start, s.End, w.Sworn[s.Start:s.End], s.Words)
		}
		for _, at := range f.Sources {
			if at.Line > 0 && at.Span.Words != w.Source[at.Line-1][at.Span.Start:at.Span.End] {
				t.Errorf("%s: the span of line %d is not %q", f.ID, at.Line, at.Span.Words)
			}
		}
		list = append(list, f)
	}
	return list
}

// hold compares what was found, sorted, with what the row wants.
func (w wording) hold(t *testing.T, got []string) {
	t.Helper()
	slices.Sort(got)
	if diff := cmp.Diff(strings.Join(slices.Sorted(slices.Values(w.Want)), "\n"), strings.Join(got, "\n")); diff != "" {
		t.Errorf("source: %s\n%s", strings.Join(w.Source, " / "), diff)
	}
}

func TestWording(t *testing.T) {
	for _, w := range wordings(t, "wording.yaml") {
		t.Run(w.Sworn, func(t *testing.T) {
			var got []string
			for _, f := range w.flaws(t, "SI") {
				got = append(got, fmt.Sprintf("%s \"%s\"", f.Check.Code, f.Span.Words))
			}
			w.hold(t, got)
		})
	}
}

// TestHands holds when a sentence tells through whose hands its matter came: the rows of testdata/hands.yaml.
func TestHands(t *testing.T) {
	for _, w := range wordings(t, "hands.yaml") {
		t.Run(w.Sworn, func(t *testing.T) {
			var got []string
			for _, f := range w.flaws(t, "O") {
				got = append(got, f.Check.Code)
			}
			w.hold(t, got)
		})
	}
}
