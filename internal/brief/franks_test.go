package brief_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
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
