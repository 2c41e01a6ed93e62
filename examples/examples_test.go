package examples_test

import (
	"bytes"
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

func read(t *testing.T, path string) *record.Matter {
	t.Helper()
	data, err := fs.ReadFile(examples.FS(), path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

func TestEveryExampleReads(t *testing.T) {
	sound, assertions := 0, 0
	for _, e := range examples.List() {
		t.Run(e.Name(), func(t *testing.T) {
			m := read(t, e.Path)
			if e.Title != m.Title {
				t.Errorf("listed as %q, but its title is %q", e.Title, m.Title)
			}
			if len(m.Applications) == 0 {
				t.Error("it has no application")
			}
			if strings.HasPrefix(e.Path, "sound/") {
				sound++
				for _, a := range m.Applications {
					assertions += len(a.Affidavit.Assertions)
				}
			}
		})
	}
	if sound < 10 || assertions < 110 {
		t.Errorf("%d sound applications with %d assertions; want at least 10 and 110", sound, assertions)
	}
}

// An expectation is what is expected of one file.
type expectation struct {
	File    string `yaml:"file"`
	Case    string `yaml:"case"`
	Note    string `yaml:"note"`
	Answers []struct {
		Application record.AppID    `yaml:"application"`
		Respondent  record.PersonID `yaml:"respondent"`
		Question    string          `yaml:"question"`
		Profile     string          `yaml:"profile"`
		Answer      string          `yaml:"answer"`
		Label       string          `yaml:"label"`
	} `yaml:"answers"`
}

// The expected answers name files, applications, respondents, questions and answers that are there. Whether the program
// comes to them is tested where it answers.
func TestExpectedAnswersArePossible(t *testing.T) {
	var list []expectation
	dec := yaml.NewDecoder(bytes.NewReader(examples.Expected()))
	dec.KnownFields(true)
	if err := dec.Decode(&list); err != nil {
		t.Fatal(err)
	}
	law := doctrine.Default()
	reserved := []string{"depends"} // what is said where open rulings could turn the answer
	var files []string
	for _, x := range list {
		t.Run(x.File, func(t *testing.T) {
			files = append(files, x.File)
			m := read(t, x.File)
			for _, a := range x.Answers {
				app := m.Application(a.Application)
				if app == nil || !slices.Contains(app.Respondents, a.Respondent) {
					t.Errorf("there is no application %s against %s", a.Application, a.Respondent)
				}
				if _, ok := law.Profile(a.Profile); a.Profile != "" && !ok {
					t.Errorf("the law has no profile %s", a.Profile)
				}
				q, ok := law.Question(a.Question)
				if !ok {
					t.Errorf("the law has no question %s", a.Question)
					continue
				}
				known := slices.ContainsFunc(q.Answers, func(y doctrine.Answer) bool { return y.ID == cmp.Or(a.Answer, a.Label) })
				if !known && !slices.Contains(reserved, a.Answer) {
					t.Errorf("%s is no answer to %s", a.Answer, a.Question)
				}
			}
		})
	}
	for _, e := range examples.List() {
		if !strings.HasPrefix(e.Path, "sound/") && !slices.Contains(files, e.Path) {
			t.Errorf("nothing is expected of %s", e.Path)
		}
	}
}
