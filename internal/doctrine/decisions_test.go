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
	one, _, err := ReadDecisions("d.yaml", []byte(soundDecision), DefaultCasebook())
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
		again, _, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook())
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
		{`date: "2001"`, "date: 2001", "d.yaml:3:7: date is a number, not words; put it in quotes"},
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
		{"  - about: leon\n", "  - about: leon\n  - about: Leon\n", "d.yaml:11:5: tip-2001 is asked of leon on line 10 too"},
		{"  - about: leon\n", "  - about: leon\n    outcome: fact-question\n    turns-on: [credit-left-uot]\n", `d.yaml:12:16: shows "credit-left-uot", and there is no such factor (did you mean credit-left-out?)`},
		{"  - about: leon\n", "  - about: leon\n    outcome: fact-question\n    turns-on: [facts-old]\n", `d.yaml:12:16: states "facts-old" for leon, and none of its facts shows that`},
		{"[source-unidentified]", "[source-unidentified, source-unidentified]", `d.yaml:13:34: shows "source-unidentified" twice`},
		{"id: tip-2001", "id: tip 2001", `d.yaml:1:5: the id "tip 2001" has a space; write tip-2001`},
		{"act: search", "act: search\nacted: 2001-01", ""},
		{"act: search", "act: search\nacted: 2002-01", "d.yaml:5:8: it was acted on 2002-01, and decided before that, on 2001"},
		{"act: search", "act: search\nauthority: gates-1993", `d.yaml:5:12: is the authority "gates-1993", and there is no such authority (did you mean gates-1983?)`},
		{"Someone rang.", "Someone: he rang.", "a text with a colon and a space in it goes in quotes"},
		{soundDecision, "\n", "d.yaml: the file is empty; docs/casebook.md says"},
	} {
		text := strings.Replace(soundDecision, c.old, c.new, 1)
		_, _, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook())
		if c.want == "" && err == nil {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v\nwant %s", c.new, err, c.want)
		}
	}
}

// Outcomes alone need no date, for it stands with the facts; and what is told twice is told of with where it was told first.
func TestJoinOutcomes(t *testing.T) {
	const facts = `- id: a
  date: "2001"
  questions: [{about: leon}, {about: probable-cause, actor: the house}, {about: probable-cause, actor: the car}]
  factors: [facts-old]
- {id: b, date: "2002", questions: [{about: leon, outcome: suppress}]}
`
	const sound = "- id: a\n  questions:\n  - {about: leon, outcome: suppress}\n  - {about: probable-cause, actor: The House, outcome: fact-question, turns-on: [facts-old]}\n"
	join := func(text string) ([]Case, Problems, error) {
		list, _, err := ReadDecisions("f.yaml", []byte(facts), DefaultCasebook())
		if err != nil {
			t.Fatal(err)
		}
		notes, err := JoinOutcomes(list, "o.yaml", []byte(text), DefaultCasebook())
		return list, notes, err
	}
	got, notes, err := join(sound)
	if err != nil || len(notes) > 0 || got[0].Questions[0].Outcome != "suppress" || got[0].Questions[1].TurnsOn[0] != "facts-old" || got[0].Questions[2].Outcome != "" {
		t.Errorf("%v, %v, %v", got, notes, err)
	}
	if _, notes, err := join(sound + "  facts: [{says: It was old.}]\n"); err != nil || len(notes) != 1 || notes[0].Line != 5 {
		t.Errorf("facts beside outcomes: %v, %v", notes, err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"id: a", "id: aa", `o.yaml:1:7: there is no decision "aa" in the file of the facts`},
		{"about: leon, outcome: suppress", "about: franks, outcome: stands", "o.yaml:3:13: a is not asked of franks in the file of the facts; it is asked of leon, probable-cause there"},
		{"outcome: suppress", "outcome: immune", `o.yaml:3:28: the outcome "immune" is none on leon`},
		{"The House", "the barn", `o.yaml:4:36: a is asked of probable-cause, and not with the actor "the barn"; in the file of the facts the actor is "the house" or "the car"`},
		{"actor: The House, ", "", "o.yaml:4:5: a is asked of probable-cause more than once"},
		{"[facts-old]", "[facts-odl]", `o.yaml:4:82: shows "facts-odl", and there is no such factor (did you mean facts-old?)`},
		{"[facts-old]", "[facts-recent]", `o.yaml:4:82: a on probable-cause turns on "facts-recent", and none of its facts in the other file shows that`},
		{"- id: a", "- {id: b, questions: [{about: leon, outcome: good-faith}]}\n- id: a", "o.yaml:1:46: the outcome of b on leon is good-faith here and suppress in the file of the facts"},
		{"- id: a", "- {id: b, questions: [{about: leon, outcome: suppress}]}\n- {id: b, questions: [{about: leon, outcome: suppress}]}\n- id: a", "o.yaml:2:8: the decision on line 1 has the id b too"},
	} {
		text := strings.Replace(sound, c.old, c.new, 1)
		if _, _, err := join(text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v\nwant %s", c.new, err, c.want)
		}
	}
}

// What may be meant is told and not refused.
func TestDecisionNotes(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"  - about: leon\n", "  - about: leon\n    outcome: fact-question\n", "d.yaml:10:5: leon is a fact-question and does not say on what"},
		{"  - about: leon\n", "  - about: leon\n    turns-on: [credit-left-out]\n", "d.yaml:11:15: turns-on is for a fact-question"},
		{"id: tip-2001", "id: gates-1983", "d.yaml:1:5: gates-1983 is also the id of the authority Illinois v. Gates"},
		{"id: tip-2001", "id: sherwood-1997", "d.yaml:1:5: sherwood-1997 is also the id of the decided case Sherwood v. Mulvihill"},
		{"court: 4th Cir. (en banc)", "court: us-district", "d.yaml:2:8: us-district sits in no place here"},
		{"[source-unidentified]", "[source-unidentified, no-warrant]", "d.yaml:6:5: on probable-cause both magistrate-issued and no-warrant hold"},
	} {
		text := strings.Replace(soundDecision, c.old, c.new, 1)
		_, notes, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook())
		if err != nil || !strings.Contains(notes.Error(), c.want) {
			t.Errorf("%q: %v, %v\nwant %s", c.new, notes, err, c.want)
		}
	}
	for _, same := range []string{soundDecision, strings.Replace(soundDecision, "id: tip-2001\n", "id: gates-1983\nauthority: gates-1983\n", 1),
		strings.Replace(soundDecision, "court: 4th Cir. (en banc)", "court: us-district\nplace: us-va", 1),
		strings.Replace(soundDecision, "  - about: leon\n", "  - about: leon\n    outcome: fact-question\n    turns-on: []\n", 1)} {
		if _, notes, err := ReadDecisions("d.yaml", []byte(same), DefaultCasebook()); err != nil || len(notes) > 0 {
			t.Errorf("%v, %v:\n%s", notes, err, same)
		}
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
		if _, _, err := ReadDecisions("d.yaml", []byte(text), DefaultCasebook()); (err == nil) != ok {
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
		cases, _, err := ReadDecisions("f.yaml", text, DefaultCasebook())
		if err == nil {
			for _, c := range cases {
				c.Shown()
			}
		}
	})
}
