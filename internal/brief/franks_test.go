package brief_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// ruled returns the matter with its own rulings of one flaw replaced.
func ruled(m *record.Matter, flaw, value, mind string) *record.Matter {
	x := *m
	x.Rulings = slices.DeleteFunc(slices.Clone(m.Rulings), func(r record.Ruling) bool { return r.On == flaw })
	x.Rulings = append(x.Rulings, record.Ruling{On: flaw, Value: value, Mind: mind})
	return &x
}

// Strike what was false, put in what was left out, and read again: what does not matter changes nothing, negligence strikes
// nothing, and the answer shows both readings and what makes the difference (Franks v. Delaware).
func TestFranks(t *testing.T) {
	omitted, falsehood := open(t, "jacobs.yaml"), open(t, "ganek.yaml")
	for _, c := range []struct {
		name             string
		m                *record.Matter
		profile          string
		veracity, faith  string
		sworn, corrected string
		does             string // with the first allegation
	}{
		{"an omission that matters, reckless", ruled(omitted, "O4@search.1", "sustained", "reckless"), "", "violation", "suppress", "established", "insufficient", brief.PutIn},
		{"the same, deliberate", ruled(omitted, "O4@search.1", "sustained", "deliberate"), "", "violation", "suppress", "established", "insufficient", brief.PutIn},
		{"the same, negligent", ruled(omitted, "O4@search.1", "sustained", "negligent"), "", "no-violation", "good-faith", "established", "established", brief.Stays},
		{"the same, innocent", ruled(omitted, "O4@search.1", "sustained", "innocent"), "", "no-violation", "good-faith", "established", "established", brief.Stays},
		{"the same, overruled", ruled(omitted, "O4@search.1", "overruled", ""), "", "no-violation", "valid", "established", "established", brief.Stays},
		{"reckless, where only meaning to mislead counts", ruled(omitted, "O4@search.1", "sustained", "reckless"), "ca6", "no-violation", "good-faith", "established", "established", brief.Stays},
		{"a falsehood that does not matter, reckless", falsehood, "", "immaterial", "valid", "established", "established", brief.Struck},
		{"the same, negligent", ruled(falsehood, "S3@search.2", "sustained", "negligent"), "", "no-violation", "valid", "established", "established", brief.Stays},
	} {
		o := brief.Options{Profile: c.profile, Posture: brief.AtSuppression}
		q := ask(t, c.m, "veracity", o)
		if q.Answer != c.veracity {
			t.Errorf("%s: veracity %s, want %s", c.name, q.Answer, c.veracity)
		}
		if x := q.Corrected; x == nil || x.Sworn != c.sworn || x.Corrected != c.corrected || len(x.Lines) == 0 || x.Lines[0].Does != c.does || x.Lines[0].Words == "" {
			t.Errorf("%s: read as %+v, want %s as sworn and %s as corrected, the first %s", c.name, x, c.sworn, c.corrected, c.does)
		}
		if q := ask(t, c.m, "good-faith", o); q.Answer != c.faith {
			t.Errorf("%s: good faith %s, want %s", c.name, q.Answer, c.faith)
		}
	}
}

// Of what was left out there was no Franks challenge before the courts of appeals allowed one, each from its own day and in its own
// state of mind.
func TestOmissionsCountFromTheirDay(t *testing.T) {
	m := open(t, "jacobs.yaml")
	for _, c := range []struct {
		profile string
		day     record.When
		mind    string
		want    string
	}{
		{"court", "1979-06-01", "reckless", "no-violation"},
		{"court", "1981-06-01", "reckless", "violation"},
		{"ca4", "1990-03-26", "reckless", "no-violation"},
		{"ca4", "1990-03-27", "reckless", "violation"},
		{"ca8", "1985-06-01", "deliberate", "no-violation"},
		{"ca8", "1993-12-31", "reckless", "violation"},
		{"ca6", "1997-01-01", "deliberate", "no-violation"},
		{"ca6", "2026-01-01", "reckless", "no-violation"},
		{"ca6", "2026-01-01", "deliberate", "violation"},
		{"us-pa", "2026-01-01", "reckless", "violation"},
	} {
		q := ask(t, ruled(m, "O4@search.1", "sustained", c.mind), "veracity", brief.Options{Profile: c.profile, Acted: c.day, AsOf: c.day, Posture: brief.AtSuppression})
		if q.Answer != c.want {
			t.Errorf("%s on %s, %s: %s, want %s", c.profile, c.day, c.mind, q.Answer, c.want)
		}
	}
}

// A re-reading under a ruling shows on the paper what was left out and is put in, once, with where it stands.
func TestWhatIfPutsInWhatWasLeftOut(t *testing.T) {
	m := ruled(open(t, "jacobs.yaml"), "O4@search.1", "overruled", "")
	re, err := brief.WhatIf(m, doctrine.Default(), "test", brief.Options{NoProof: true}, brief.Change{Find: []record.Ruling{{On: "O4@search.1", Value: "sustained", Mind: "reckless"}}})
	if err != nil {
		t.Fatal(err)
	}
	var in []brief.SheetLine
	for _, l := range re.Paper[0].Lines {
		if l.Inserted {
			in = append(in, l)
		}
	}
	if len(in) != 1 || in[0].Cite.String() != "dog:2" || in[0].Text != "The dog did not alert to the parcel." {
		t.Errorf("put in: %v", in)
	}
	before, _ := brief.QuestionOf(re.Before, "search", "jacobs", "veracity")
	after, _ := brief.QuestionOf(re.After, "search", "jacobs", "veracity")
	if before.Answer != "no-violation" || after.Answer != "violation" {
		t.Errorf("veracity %s, then %s", before.Answer, after.Answer)
	}
}

// till reads a matter in which a sum is sworn ten times too high, and is all that shows what was taken.
func till(t *testing.T) *record.Matter {
	t.Helper()
	f, err := transcript.Read("till.yaml", []byte(`affiant: matter/1
id: till
title: The till of the ferry
jurisdiction: us
people:
  - {id: kell, name: Joan Kell, roles: [affiant, officer]}
  - {id: oduya, name: Simon Oduya, roles: [respondent]}
  - {id: tran, name: Minh Tran, roles: [magistrate]}
sources:
  - id: watch
    kind: observation
    title: own count of booth 2
    time: 2023-09-01T10:00
    author: kell
    seen: first-hand
    lines:
      - {n: 1, text: 'I saw Simon Oduya take $400.00 from the drawer of booth 2 and put it in his pocket.'}
applications:
  - id: arrest
    kind: arrest
    affiant: kell
    respondents: [oduya]
    offence:
      title: theft
      elements:
        - {id: taking, title: the respondent took the money, kind: act}
        - {id: worth, title: worth over $1000, kind: value}
    affidavit:
      assertions:
        - n: 1
          text: I saw Simon Oduya take $4,000.00 from the drawer of booth 2 and put it in his pocket.
          basis: observed
          cites: ['watch:1']
    grounds:
      - {element: taking, on: [1]}
      - {element: worth, on: [1]}
    warrant: {person: Simon Oduya, text: Arrest the person named.}
    oath: {time: 2023-09-01T12:00, by: tran, means: in-person}
    presentments:
      - {time: 2023-09-01T12:05, magistrate: tran, papers: [affidavit], decisions: [{act: granted, time: 2023-09-01T12:10}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

// A lesser falsehood, in a sum or a date, is a difference of weight and no more until it is found reckless or deliberate. Then its words are
// struck: what rests on the sentence alone is in question, and so is the truth of the paper; and what the law says to both is not that
// nothing was found. Where the source's own words stand recited elsewhere, and of the name that a speaker gave, nothing comes of it.
func TestLesserFalsehoodIsStruck(t *testing.T) {
	m := till(t)
	o := brief.Options{Posture: brief.AtSuppression}
	for _, c := range []struct {
		value, mind                string
		support, veracity, obvious string
	}{
		{"overruled", "", "supported", "no-violation", "arguable"},
		{"sustained", "innocent", "supported", "no-violation", "arguable"},
		{"sustained", "negligent", "supported", "no-violation", "arguable"},
		{"sustained", "reckless", "in-question", "open", "arguable"},
		{"sustained", "deliberate", "in-question", "open", "arguable"},
	} {
		m := ruled(m, "S7@arrest.1", c.value, c.mind)
		if q := ask(t, m, "veracity", o); q.Answer != c.veracity {
			t.Errorf("%s %s: veracity %s, want %s", c.value, c.mind, q.Answer, c.veracity)
		}
		if q := ask(t, m, "obviousness", o); q.Answer != c.obvious {
			t.Errorf("%s %s: obviousness %s, want %s", c.value, c.mind, q.Answer, c.obvious)
		}
		r, err := brief.Read(m, doctrine.Default(), "test", o)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(r.Elements[1].Support); got != c.support {
			t.Errorf("%s %s: the sum is %s, want %s", c.value, c.mind, got, c.support)
		}
	}
	q := ask(t, m, "veracity", o)
	if q.Answer != brief.Depends || !slices.Contains(q.Relevant, "S7@arrest.1") {
		t.Errorf("not ruled on, it is %s and turns on %v", q.Answer, q.Relevant)
	}

	malley := open(t, "malley-v-briggs.yaml")
	for _, id := range []string{"S5@arrest.3", "S4@arrest.11"} { // a speaker's name; a hedge that ¶ 5 keeps
		if q := ask(t, ruled(malley, id, "sustained", "deliberate"), "veracity", brief.Options{}); q.Answer != "no-violation" {
			t.Errorf("%s found deliberate: %s", id, q.Answer)
		}
	}
}
