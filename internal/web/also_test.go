package web

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

func filed(t *testing.T, name string) *record.Matter {
	t.Helper()
	data, err := os.ReadFile("../../examples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

var (
	ids    = regexp.MustCompile(` id="([^"]+)"`)
	leads  = regexp.MustCompile(` (?:href="#|for="|aria-owns="|aria-labelledby=")([^"]+)"`)
	region = regexp.MustCompile(`role="region" aria-label="([^"]+)"`)
)

// exported writes a matter as one file, and holds that no two places in it have one id, that all that leads anywhere leads to a place in
// it, and that its regions are told apart.
func exported(t *testing.T, m *record.Matter, who record.PersonID) string {
	t.Helper()
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var app record.AppID
	if who != "" {
		app = m.Applications[0].ID
	}
	data, err := Export(r, doctrine.Default(), nil, app, who)
	if err != nil {
		t.Fatal(err)
	}
	html, have := string(data), make(map[string]bool)
	for _, x := range ids.FindAllStringSubmatch(html, -1) {
		if have[x[1]] {
			t.Errorf("two places have the id %s", x[1])
		}
		have[x[1]] = true
	}
	for _, x := range leads.FindAllStringSubmatch(html, -1) {
		for _, id := range strings.Fields(x[1]) {
			if !have[id] {
				t.Errorf("something leads to #%s, which is not in the file", id)
			}
		}
	}
	named := make(map[string]bool)
	for _, x := range region.FindAllStringSubmatch(html, -1) {
		if named[x[1]] {
			t.Errorf("two regions are called %q", x[1])
		}
		named[x[1]] = true
	}
	return html
}

// One file holds the whole review: the answers about every respondent of every application, each with its reasons and its argument, as the
// text and the data have it; about one alone, if one is named.
func TestFileHoldsEveryone(t *testing.T) {
	m := filed(t, "malley-v-briggs.yaml")
	html := exported(t, m, "")
	for _, want := range []string{"Opinion of the Court, for James R. Briggs.", "Opinion of the Court, for Louisa Briggs.", "Short answers for Louisa Briggs", `href="#part-arrest-louisa"`, `aria-label="Argument map, Louisa Briggs"`, `id="part-arrest-louisa-q-veracity"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	one := exported(t, m, "louisa")
	if !strings.Contains(one, "for Louisa Briggs.") || strings.Contains(one, "Opinion of the Court, for James R. Briggs.") {
		t.Error("the file about one respondent is not about that one alone")
	}

	two := *m
	second := m.Applications[0]
	second.ID, second.Respondents = "second", []record.PersonID{"louisa"}
	two.Applications = append(two.Applications[:1:1], second)
	html = exported(t, &two, "")
	if !strings.Contains(html, `id="part-second-louisa-words"`) || !strings.Contains(html, `id="part-second-louisa-a-second-13"`) {
		t.Error("the file lacks the words of the second application")
	}
}

// Before a magistrate has decided, the file has the words and the elements of every application, and no answer.
func TestFileBeforeDecision(t *testing.T) {
	m := filed(t, "malley-v-briggs.yaml")
	x := *m
	first, second := m.Applications[0], m.Applications[0]
	first.Presentments, first.Execution, first.Custody, first.Charges = nil, nil, nil, nil
	second = first
	second.ID = "second"
	x.Applications, x.Proceedings, x.Statements = []record.Application{first, second}, nil, nil
	html := exported(t, &x, "")
	if strings.Contains(html, "Short answers") || !strings.Contains(html, `id="part-second-james-words"`) {
		t.Error("before decision, the file has answers, or lacks the words of the second application")
	}
}
