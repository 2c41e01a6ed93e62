package review

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// groundsIn reads what is offered in an application.
func groundsIn(m *record.Matter, app *record.Application) []Ground {
	return GroundsOf(newPass(m, app, doctrine.Default(), make(map[string]*diction.Text)))
}

func TestGrounds(t *testing.T) {
	m := matter(t, "../../examples/malley-v-briggs.yaml")
	var got []Ground
	for _, g := range groundsIn(m, &m.Applications[0]) {
		if g.Element == "possession" {
			got = append(got, g)
		}
	}
	want := []Ground{{Element: "possession", Respondent: "james", On: []int{10, 11}}, {Element: "possession", Respondent: "louisa", On: []int{12, 13}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("grounds as the file offers them (-want +got)\n%s", d)
	}
}

// TestWorked holds what is made of papers that offer their assertions for nothing in particular.
func TestWorked(t *testing.T) {
	for _, tt := range []struct {
		file        string
		respondents bool
		want        []Ground
	}{
		{"bare-conclusion", true, []Ground{
			{Element: "taking", Respondent: "kehoe", On: []int{2}, Worked: true},
			{Element: "taking", Respondent: "kehoe", On: []int{4}, Worked: true},
			{Element: "owned", Respondent: "kehoe", On: []int{2, 3}, Worked: true},
			{Element: "person", Respondent: "kehoe", On: []int{2}, Worked: true},
			{Element: "person", Respondent: "kehoe", On: []int{4}, Worked: true},
		}},
		{"thin-nexus", false, []Ground{
			{Element: "crime", On: []int{2}, Worked: true},
			{Element: "crime", On: []int{3}, Worked: true},
			{Element: "crime", On: []int{5}, Worked: true},
			{Element: "nexus", On: []int{2}, Worked: true},
			{Element: "nexus", On: []int{4}, Worked: true},
		}},
	} {
		m := matter(t, filepath.Join("testdata", tt.file, "sound.yaml"))
		app := &m.Applications[0]
		app.Grounds = nil
		if !tt.respondents {
			app.Respondents = nil
		}
		app.Affidavit.Assertions = app.Affidavit.Assertions[:min(5, len(app.Affidavit.Assertions))]
		if tt.respondents {
			app.Affidavit.Assertions = app.Affidavit.Assertions[:4]
		}
		if d := cmp.Diff(tt.want, groundsIn(m, app)); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.file, d)
		}
		for _, g := range groundsIn(m, app) {
			if !tt.respondents && g.Respondent != record.PersonID("") {
				t.Errorf("%s: the place is called %q", tt.file, g.Respondent)
			}
		}
	}
}
