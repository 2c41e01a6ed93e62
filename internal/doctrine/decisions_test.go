package doctrine

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

const soundDecision = `id: tip-2001
court: 4th Cir. (en banc)
date: "2001"
act: search
questions:
  - about: Probable_Cause
    outcome: assumed_lacking
  - about: franks
    outcome: no_violation_immaterial
  - about: leon
facts:
  - says: Someone rang.
    shows: [source-unidentified]
  - tag: omit
    says: He had lied before.
    shows: [credit-left-out]
    taken: plaintiff
factors: [magistrate-issued]
after:
  - says: He was let go.
    shows: [charges-dropped]
`

func TestReadDecisions(t *testing.T) {
	one, err := ReadDecisions("d.yaml", []byte(soundDecision), DefaultCasebook())
	if err != nil {
		t.Fatal(err)
	}
	c := one[0]
	if c.Court != "ca4" || c.Sitting != "en-banc" || c.Kind != "suppression" || c.Name != "tip-2001" {
		t.Errorf("%+v", c)
	}
	var outcomes []string
	for _, q := range c.Questions {
		outcomes = append(outcomes, q.About+" "+q.Outcome)
	}
	if diff := cmp.Diff([]string{"probable-cause assumed", "franks stands", "leon "}, outcomes); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]FactorID{"credit-left-out", "magistrate-issued", "source-unidentified"}, c.Shown()); diff != "" {
		t.Errorf("factors (-want +got):\n%s", diff)
	}
	if tag := c.Facts[2].Tag; tag != "omission" {
		t.Errorf("omit is read as %q", tag)
	}
	indented := "  " + strings.ReplaceAll(strings.TrimSuffix(soundDecision, "\n"), "\n", "\n  ") + "\n"
	for name, text := range map[string]string{
		"a list":           "- " + strings.TrimPrefix(indented, "  "),
		"a list of cases":  "cases:\n- " + strings.TrimPrefix(indented, "  "),
		"one among others": "note: held out\ncases:\n- " + strings.TrimPrefix(indented, "  "),
	} {
		again, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook())
		if err != nil || len(again) != 1 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(c.Shown(), again[0].Shown()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDecisionProblems(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"id: tip-2001\n", "", `d.yaml:1:1: this decision has no "id"`},
		{"date: \"2001\"\n", "", `d.yaml:1:1: this decision has no "date"`},
		{"court: 4th Cir. (en banc)", "court: 14th Cir.", `d.yaml:2:8: there is no court "14th Cir."`},
		{`date: "2001"`, "date: 2001", "d.yaml:3:7: date is int, not words; put it in quotes"},
		{`date: "2001"`, "date: 2001-02-30", `d.yaml:3:7: date "2001-02-30" is no date`},
		{"act: search", "act: seizure", `d.yaml:4:6: act is "seizure"`},
		{"Probable_Cause", "cause", `d.yaml:6:12: is asked about "cause", and there is no such question`},
		{"assumed_lacking", "likely", `d.yaml:7:14: the outcome "likely" is none on probable-cause`},
		{"[source-unidentified]", "[source-unidentifed]", `d.yaml:13:13: shows "source-unidentifed", and there is no such factor (did you mean source-unidentified?)`},
		{"[source-unidentified]", "[acquitted]", `d.yaml:13:13: shows "acquitted", which comes after the application`},
		{"[charges-dropped]", "[dropped]", `d.yaml:21:13: what came after shows "dropped", and there is no such thing`},
		{"tag: omit", "tag: omitted", `d.yaml:14:10: tag is "omitted"`},
		{"tag: omit", "tag: after", "d.yaml:14:10: a fact that came after never counts"},
		{"taken: plaintiff", "taken: defendant", `d.yaml:17:12: taken is "defendant"`},
		{"  - about: leon\n", "  - about: leon\n    factors: [facts-old]\n", `d.yaml:11:15: states "facts-old" for leon, and none of its facts shows that`},
		{"factors: [magistrate-issued]\n", "factors: [magistrate-issued]\nfactor: [facts-old]\n", `d.yaml:19:1: unknown field "factor" (did you mean factors?)`},
		{"  - says: Someone rang.\n", "  - text: Someone rang.\n", `d.yaml:12:5: unknown field "text"`},
	} {
		text := strings.Replace(soundDecision, c.old, c.new, 1)
		_, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook())
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v\nwant %s", c.new, err, c.want)
		}
	}
}

// Outcomes alone need no date, for it stands with the facts; and what is told twice is told of with where it was told first.
func TestOutcomesAloneNeedNoDate(t *testing.T) {
	const text = "- id: a\n  questions: [{about: leon, outcome: suppress}]\n- id: b\n  questions: [{about: leon, outcome: suppress}]\n"
	got, err := ReadOutcomes("o.yaml", []byte(text), DefaultCasebook())
	if err != nil || len(got) != 2 || got[1].Questions[0].Outcome != "suppress" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := ReadDecisions("o.yaml", []byte(text), DefaultCasebook()); err == nil || !strings.Contains(err.Error(), `o.yaml:3:3: this decision has no "date"`) {
		t.Errorf("facts with no date: %v", err)
	}
	_, err = ReadOutcomes("o.yaml", []byte(strings.Replace(text, "id: b", "id: a", 1)), DefaultCasebook())
	if err == nil || !strings.Contains(err.Error(), "o.yaml:3:7: the decision on line 1 has the id a too") {
		t.Errorf("the same id twice: %v", err)
	}
}

// The schema accepts what is read, and the page's own decision; it refuses an unknown field.
func TestDecisionSchema(t *testing.T) {
	s, _ := schema(t, "decisions.schema.json")
	page, err := os.ReadFile("../../docs/casebook.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(page), "```yaml\n")
	block, _, _ = strings.Cut(block, "```")
	for text, ok := range map[string]bool{soundDecision: true, block: true, strings.Replace(soundDecision, "court:", "cuort:", 1): false, "id: a\n": false} {
		var doc yaml.Node
		if err := yaml.Load([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(plain(&doc)); (err == nil) != ok {
			t.Errorf("%v:\n%s", err, text)
		}
		if _, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook()); (err == nil) != ok {
			t.Errorf("read: %v:\n%s", err, text)
		}
	}
}

func FuzzReadDecisions(f *testing.F) {
	f.Add([]byte(soundDecision))
	f.Add([]byte("- {id: a, date: 2001-01-01, questions: [{about: leon}]}"))
	f.Add([]byte("cases:\n- id: a\n  questions: 5\n"))
	f.Add([]byte("cases: [[]]"))
	f.Add([]byte("- &a {id: b}\n- *a\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		cases, err := ReadDecisions("f.yaml", text, DefaultCasebook())
		if err == nil {
			for _, c := range cases {
				c.Shown()
			}
		}
	})
}
