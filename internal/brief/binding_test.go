package brief_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// A newCase is a decided case that is laid over the casebook.
type newCase struct {
	court, place, date      string
	about, outcome, because string
	shows                   string
	later                   string
}

func (c newCase) file(id string) *fstest.MapFile {
	text := fmt.Sprintf(`id: %s
name: Doe v. %s
citation: 1 Test %d (%s)
court: %s
date: "%s"
kind: damages
act: search
questions:
  - about: %s
    outcome: %s
    because: [%s]
facts:
  - tag: source
    says: What the paper showed.
    shows: [%s]
reason: So it was held.
pins:
  - at: "7"
    standing: inferred
    for: what decided it
`, id, id, len(id), c.date[:4], c.court, c.date, c.about, c.outcome, c.because, c.shows)
	if c.place != "" {
		text += "place: " + c.place + "\n"
	}
	return &fstest.MapFile{Data: []byte(text + c.later)}
}

// laid is the casebook with new cases over it, which must pass the linter but for conflicts that are meant.
func laid(t *testing.T, cases map[string]newCase) *doctrine.Casebook {
	t.Helper()
	files := make(fstest.MapFS)
	for id, c := range cases {
		files["casebook/cases/"+id+".yaml"] = c.file(id)
	}
	b, err := doctrine.Lay(doctrine.Layer{Name: "ours", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func readWith(t *testing.T, m *record.Matter, b *doctrine.Casebook, o brief.Options) *brief.Review {
	t.Helper()
	o.Cases = b
	r, err := brief.Read(m, b.Law(), "test", o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func asked(t *testing.T, r *brief.Review, id string) brief.Question {
	t.Helper()
	for _, q := range r.Questions {
		if q.Question.ID == id {
			return q
		}
	}
	t.Fatalf("%s is not asked", id)
	return brief.Question{}
}

func cites(rs []brief.Reason, text string) bool {
	return slices.ContainsFunc(rs, func(r brief.Reason) bool {
		return slices.ContainsFunc(r.Cites, func(c string) bool { return strings.Contains(c, text) }) || cites(r.Children, text)
	})
}

// weaver's paper: a second-hand word, unchecked, from one whom nothing shows to be believed. It fails, and is arguable.
var deniedOnSuch = newCase{court: "ca6", date: "1990-05-01", about: "qualified-immunity", outcome: "not-immune",
	because: "nothing-corroborated, reliability-not-shown", shows: "nothing-corroborated, reliability-not-shown, magistrate-issued"}

// What a check says of the source is held to be so; that nothing was checked, the matter's own court held.
var ruledSo = []record.Ruling{{On: "O2@search.1", Value: "sustained"}}

// A case of a controlling court that denied immunity on facts no weaker changes the label of obviousness, and immunity with it, and
// both say why. A court that does not control, a later day, an overruling or a fact that sets the paper apart leave all as it was.
func TestNewCaseBindsInTheReview(t *testing.T) {
	with := func(change func(*newCase)) newCase {
		c := deniedOnSuch
		change(&c)
		return c
	}
	for name, x := range map[string]struct {
		c    newCase
		want string
	}{
		"the circuit":            {deniedOnSuch, "lacking"},
		"the Supreme Court":      {with(func(c *newCase) { c.court = "us-supreme" }), "lacking"},
		"another circuit":        {with(func(c *newCase) { c.court = "ca9" }), "arguable"},
		"a district court of it": {with(func(c *newCase) { c.court, c.place = "us-district", "us-ky" }), "arguable"},
		"after the act":          {with(func(c *newCase) { c.date = "1996-06-01" }), "arguable"},
		"after the decision":     {with(func(c *newCase) { c.date = "2001-06-01" }), "arguable"},
		"found no cause alone":   {with(func(c *newCase) { c.about, c.outcome = "probable-cause", "lacking" }), "arguable"},
		"for another reason":     {with(func(c *newCase) { c.because, c.shows = "place-not-tied", c.shows+", place-not-tied" }), "arguable"},
		"overruled before": {with(func(c *newCase) {
			c.later = "later:\n  - {by: gates-1983, did: overruled it, date: 1994-01-01, overruled: yes}\n"
		}), "arguable"},
		"overruled after the act": {with(func(c *newCase) {
			c.later = "later:\n  - {by: gates-1983, did: overruled it, date: 2005-01-01, overruled: yes}\n"
		}), "lacking"},
	} {
		t.Run(name, func(t *testing.T) {
			r := readWith(t, embedded(t, "weaver.yaml"), laid(t, map[string]newCase{"new-case": x.c}), brief.Options{Find: ruledSo})
			label, immune := asked(t, r, "obviousness"), asked(t, r, "qualified-immunity")
			if label.Answer != x.want || (immune.Answer == "not-immune") != (x.want == "lacking") {
				t.Fatalf("%s and %s, want %s", label.Answer, immune.Answer, x.want)
			}
			bound := x.want == "lacking"
			for _, q := range []brief.Question{label, immune} {
				if cites(q.Because, "Doe v. new-case, 1 Test 8") != bound || cites(q.Because, "at 7, what decided it (inferred)") != bound {
					t.Errorf("the reasons for %s name the case: %v, want %v", q.Question.ID, !bound, bound)
				}
			}
			if strings.Contains(label.Says, "Doe v. new-case, 1 Test 8") != bound {
				t.Errorf("it says: %s", label.Says)
			}
			if strings.Contains(fmt.Sprintf("%+v", *label.Certificate), "new-case on qualified-immunity governs") != bound {
				t.Errorf("the certificate names the case: %v, want %v", !bound, bound)
			}
			for _, c := range r.Cases {
				if c.Issue.ID == "qualified-immunity" && (c.Forced.Side == "lacking") != bound {
					t.Errorf("beside the answer it forces %+v", c.Forced)
				}
			}
		})
	}
}

// While the flaws that bring a paper under a case are open, the label turns on them; overruled, they take the paper from under it.
func TestBindingTurnsOnFlaws(t *testing.T) {
	m, b := embedded(t, "weaver.yaml"), laid(t, map[string]newCase{"new-case": deniedOnSuch})
	q := asked(t, readWith(t, m, b, brief.Options{}), "obviousness")
	if q.Label != "lacking" || q.Answer != "turns" || !slices.Contains(q.Relevant, "O2@search.1") || !strings.Contains(q.Says, "Doe v. new-case") {
		t.Errorf("label %s, answer %s, relevant %v: %s", q.Label, q.Answer, q.Relevant, q.Says)
	}
	if immune := asked(t, readWith(t, m, b, brief.Options{}), "qualified-immunity"); immune.Label != "not-immune" || immune.Answer != "depends" {
		t.Errorf("immunity: label %s, answer %s", immune.Label, immune.Answer)
	}
	one := []record.Ruling{{On: "O2@search.1", Value: "overruled"}}
	if q := asked(t, readWith(t, m, b, brief.Options{Find: one}), "obviousness"); q.Answer != "arguable" {
		t.Errorf("with one flaw overruled: %s", q.Answer)
	}
}

// noBasis takes out of the teaching matter what it says of how the informant knew, so that neither strand is left.
var noBasis = []string{"    track:\n      basis: was in the kitchen and saw it\n", "", "the informant was in the kitchen of the house at 9 Quay Lane.", "there was heroin at 9 Quay Lane.",
	"that he was in the kitchen of the house at 9 Quay Lane on\n            May 12, 1981, and saw Gideon Pell take", "that on May 12, 1981, at 9 Quay Lane, Gideon Pell took",
	"off the shelf and put the tin\n            back", "off the shelf"}

// strand is the teaching matter of a tip with one strand, changed, old words by new.
func strand(t *testing.T, change ...string) *record.Matter {
	t.Helper()
	text, err := fs.ReadFile(examples.FS(), "teaching/one-strand.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read("one-strand.yaml", []byte(strings.NewReplacer(change...).Replace(string(text))))
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

// metered is strand before a court of the sixth circuit, with a kept record that ties the house at ¶ 3.
func metered(t *testing.T, change ...string) *record.Matter {
	t.Helper()
	return strand(t, append(change,
		"jurisdiction: us\n", "jurisdiction: us\nforum: ca6\n",
		"applications:\n", "  - id: meter\n    kind: record\n    title: the meter of the house\n    time: 1981-05-01\n    author: amory\n    seen: read\n    lines:\n"+
			"      - n: 1\n        text: The meter at 9 Quay Lane is in the name of Gideon Pell.\n\napplications:\n",
		"    grounds:\n", "        - n: 3\n          text: The meter at 9 Quay Lane is in the name of Gideon Pell.\n          basis: reported\n          cites: [\"meter:1\"]\n"+
			"    grounds:\n      - element: nexus\n        on: [3]\n",
	)...)
}

// borneOut is a ruling that something bears the tip out.
var borneOut = []record.Ruling{{On: "O5@search.1", Value: "overruled"}}

// Of sufficiency cases bind presumptively: they settle what would be left to be weighed; the higher prevails, and equals part. A
// bright line of higher authority prevails over a case, and one of the same parts with it.
func TestNewCaseSettlesSufficiency(t *testing.T) {
	const weak = "nothing-corroborated, corroboration-slight, reliability-not-shown, source-unnamed, magistrate-issued" // of the house alone a record tells
	for1979 := func(court string) newCase {
		return newCase{court: court, date: "1979-05-01", about: "probable-cause", outcome: "established", because: "source-record", shows: "source-record, " + weak}
	}
	against1979 := func(court string) newCase {
		return newCase{court: court, date: "1979-06-01", about: "probable-cause", outcome: "lacking", because: "reliability-not-shown", shows: "source-record, corroborated-incriminating, place-tied-by-facts, " + weak}
	}
	for name, x := range map[string]struct {
		unchecked bool // nothing bears it out, and neither strand is shown: then a bright line of the Supreme Court has such a tip not enough
		cases     map[string]newCase
		want      string
		says      string
	}{
		"none":                                {false, nil, "open", "no rule chooses"},
		"for, of the circuit":                 {false, map[string]newCase{"for-it": for1979("ca6")}, "established", "Doe v. for-it, 1 Test 6 (1979)"},
		"against, of the circuit":             {false, map[string]newCase{"against": against1979("ca6")}, "insufficient", "Doe v. against, 1 Test 7 (1979)"},
		"against, of another":                 {false, map[string]newCase{"against": against1979("ca2")}, "open", "no rule chooses"},
		"equals part":                         {false, map[string]newCase{"for-it": for1979("ca6"), "against": against1979("ca6")}, "open", "part on facts no weaker"},
		"the higher prevails":                 {false, map[string]newCase{"for-it": for1979("us-supreme"), "against": against1979("ca6")}, "established", "Doe v. for-it"},
		"the higher prevails, the other way":  {false, map[string]newCase{"for-it": for1979("ca6"), "against": against1979("us-supreme")}, "insufficient", "Doe v. against"},
		"a bright line":                       {true, nil, "insufficient", "May probable cause rest on these words alone?"},
		"a bright line over the circuit":      {true, map[string]newCase{"for-it": for1979("ca6")}, "insufficient", "May probable cause rest on these words alone?"},
		"a bright line beside the same court": {true, map[string]newCase{"for-it": for1979("us-supreme")}, "open", "a rule of equal authority says otherwise"},
	} {
		t.Run(name, func(t *testing.T) {
			m, o := metered(t), brief.Options{AsOf: "1990", Find: borneOut}
			if x.unchecked {
				m, o.Find = metered(t, noBasis...), nil
			}
			r := readWith(t, m, laid(t, x.cases), o)
			q := asked(t, r, "sufficiency")
			if q.Label != x.want || !strings.Contains(q.Says, x.says) {
				t.Errorf("%s (%s), want %s: %s", q.Label, q.Answer, x.want, q.Says)
			}
		})
	}
}

// What is struck takes its factor with it, and the case no longer governs.
func TestStruckSentenceTakesItsFactorAway(t *testing.T) {
	c := newCase{court: "ca6", date: "1979-05-01", about: "probable-cause", outcome: "established", because: "source-record",
		shows: "source-record, nothing-corroborated, corroboration-slight, reliability-not-shown, source-unnamed"}
	b := laid(t, map[string]newCase{"for-it": c})
	o := brief.Options{AsOf: "1990", Cases: b, Find: borneOut}
	re, err := brief.WhatIf(metered(t), b.Law(), "test", o, brief.Change{Strike: []brief.Place{{N: 3}}})
	if err != nil {
		t.Fatal(err)
	}
	before, after := asked(t, re.Before, "sufficiency"), asked(t, re.After, "sufficiency")
	if before.Label != "established" || after.Label != "open" {
		t.Errorf("%s, and with ¶ 3 struck %s", before.Label, after.Label)
	}
}

// The day on which a case came changes the answer, and the review says on which day, and by which case.
func TestDayOfACaseIsTold(t *testing.T) {
	c := newCase{court: "ca6", date: "1985-05-01", about: "probable-cause", outcome: "lacking", because: "reliability-not-shown",
		shows: "source-record, corroborated-incriminating, place-tied-by-facts, reliability-not-shown, magistrate-issued"}
	r := readWith(t, metered(t), laid(t, map[string]newCase{"against": c}), brief.Options{AsOf: "1990", Find: borneOut})
	q := asked(t, r, "sufficiency")
	i := slices.IndexFunc(q.Changes, func(s brief.Shift) bool { return s.Day == "1985-05-01" })
	if i < 0 || !cites(q.Changes[i].Why, "Doe v. against") {
		t.Errorf("%s %s, changes: %+v", q.Label, q.Answer, q.Changes)
	}
	denied := c
	denied.about, denied.outcome = "qualified-immunity", "not-immune"
	r = readWith(t, metered(t), laid(t, map[string]newCase{"against": denied}), brief.Options{AsOf: "1990", Find: borneOut})
	q = asked(t, r, "obviousness")
	if q.Label != "arguable" || len(q.Changes) != 1 || q.Changes[0].Day != "1985-05-01" || !q.Changes[0].Acted || !cites(q.Changes[0].Why, "Doe v. against") {
		t.Errorf("%s, changes: %+v", q.Label, q.Changes)
	}
}

// What bears a tip out shares a particular with it: a record of the meter tells of the house alone, and what was bought there of the
// crime. The first is a factor against, the second one for; only the second is of a kind that is enough.
func TestTipIsBorneOutByWhatItTells(t *testing.T) {
	shows := func(m *record.Matter) []doctrine.FactorID {
		r := readWith(t, m, doctrine.DefaultCasebook(), brief.Options{AsOf: "1990", Find: borneOut, Posture: brief.AtSuppression})
		return r.Coded(doctrine.DefaultCasebook())[0].Factors()
	}
	house := shows(metered(t))
	m := metered(t)
	m.Source("meter").Lines[0].Text = "A man bought heroin from Gideon Pell at 9 Quay Lane."
	m.Applications[0].Assertion(3).Text = m.Source("meter").Lines[0].Text
	bought := shows(m)
	for factor, want := range map[doctrine.FactorID][2]bool{"corroboration-slight": {true, false}, "corroborated-incriminating": {false, true}} {
		if got := [2]bool{slices.Contains(house, factor), slices.Contains(bought, factor)}; got != want {
			t.Errorf("%s, by the meter and by what was bought: %v, want %v", factor, got, want)
		}
	}
}
