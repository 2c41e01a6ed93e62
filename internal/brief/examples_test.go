package brief_test

import (
	"io/fs"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

type decided struct {
	File, Case, Note string
	Answers          []struct {
		Application      record.AppID
		Respondent       record.PersonID
		Question, Answer string
		Profile, Label   string
		Find             []string
		Note             string
	}
}

// unlike are the answers in which the review parts from the court; docs/measured.md says why of each. The test fails if one
// comes to agree, so that the list stays true.
var unlike = map[string]string{
	"spencer-staton.yaml spencer qualified-immunity": "the court left for trial whether more was said under oath; nothing of it is in the record",
	"weaver.yaml weaver good-faith":                  "the court weighed that the paper was a printed form; its words say what was seen, and where",
}

// Each example comes out as its court decided.
func TestExamplesComeOutAsDecided(t *testing.T) {
	data, err := fs.ReadFile(examples.FS(), "expected.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var want []decided
	if err := yaml.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) < 8 {
		t.Fatalf("only %d examples say what was decided", len(want))
	}
	for _, d := range want {
		t.Run(d.File, func(t *testing.T) {
			m := embedded(t, d.File)
			for _, a := range d.Answers {
				got := answersOf(t, m, a.Application, a.Respondent, a.Profile, finds(a.Find...))[a.Question]
				if a.Label != "" {
					got, a.Answer = labelOf(t, m, a.Application, a.Respondent, a.Question), a.Label
				}
				key := strings.Join([]string{d.File, string(a.Respondent), a.Question}, " ")
				_, apart := unlike[key]
				if agrees := got == a.Answer; agrees == apart {
					t.Errorf("%s, %s: got %s, want %s", a.Respondent, a.Question, got, a.Answer)
				}
			}
		})
	}
}

// A sound application has no flaw at all, and is established.
func TestSoundApplications(t *testing.T) {
	names, err := fs.Glob(examples.FS(), "sound/*.yaml")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d sound examples, %v", len(names), err)
	}
	assertions := 0
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			m := embedded(t, name)
			r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Cases: doctrine.DefaultCasebook()})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Flaws {
				t.Errorf("%s: %s", f.ID, f.Message)
			}
			for _, q := range r.Questions {
				if q.Question.ID == "sufficiency" && q.Answer != "established" {
					t.Errorf("%s %s: sufficiency is %s", q.App, q.Respondent, q.Answer)
				}
			}
			for _, a := range m.Applications {
				assertions += len(a.Affidavit.Assertions)
			}
		})
	}
	if assertions < 100 {
		t.Errorf("the sound examples hold %d assertions; want at least 100", assertions)
	}
}

func embedded(t *testing.T, name string) *record.Matter {
	t.Helper()
	data, err := fs.ReadFile(examples.FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

func labelOf(t *testing.T, m *record.Matter, app record.AppID, p record.PersonID, question string) string {
	t.Helper()
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Cases: doctrine.DefaultCasebook()})
	if err != nil {
		t.Fatal(err)
	}
	q, _ := brief.QuestionOf(r, app, p, question)
	return q.Label
}
