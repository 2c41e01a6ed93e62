package brief_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// ask reads a matter and returns the answer to one question, of its one application and respondent.
func ask(t *testing.T, m *record.Matter, id string, o brief.Options) brief.Question {
	t.Helper()
	o.NoProof = true
	r, err := brief.Read(m, doctrine.Default(), "test", o)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range r.Questions {
		if q.Question.ID == id {
			return q
		}
	}
	t.Fatalf("%s is not asked", id)
	return brief.Question{}
}

// names reports whether a change names a rule as one that began, or ended, on its day.
func names(c brief.Shift, rule string) bool {
	return slices.ContainsFunc(c.Why, func(r brief.Reason) bool { return r.Rule == rule })
}

// The same record comes out otherwise by the law of 1981, 1986, 2012 and 2026 where the law changed, under each view by its own;
// and the answer names the day and the rule.
func TestTheLawOfTheDay(t *testing.T) {
	for _, c := range []struct {
		file, question, profile string
		answers                 map[record.When]string
		changed                 string // the day
		by                      string // a rule that began or ended on it
	}{
		{"teaching/one-strand.yaml", "sufficiency", "court",
			map[record.When]string{"1981-06-01": "insufficient", "1983-06-07": "insufficient", "1983-06-08": "open", "1986-03-05": "open", "2012-12-31": "open", "2026-01-01": "open"},
			"1983-06-08", "weight-strand-of-veracity"},
		{"teaching/one-strand.yaml", "sufficiency", "us-ma",
			map[record.When]string{"1981-06-01": "insufficient", "1984-01-01": "open", "1986-03-05": "insufficient", "2026-01-01": "insufficient"},
			"1985-12-31", "strand-of-veracity-ma"},
		{"teaching/one-strand.yaml", "sufficiency", "us-wa",
			map[record.When]string{"1984-09-05": "open", "1984-09-06": "insufficient", "2026-01-01": "insufficient"}, "1984-09-06", "strand-of-veracity-wa"},
		{"teaching/one-strand.yaml", "good-faith", "court",
			map[record.When]string{"1981-06-01": "suppress", "1986-03-05": "good-faith", "2026-01-01": "good-faith"}, "1984-07-05", "leon-good-faith-open"},
		{"teaching/approved.yaml", "qualified-immunity", "court",
			map[record.When]string{"1986-03-05": "not-immune", "2012-02-21": "not-immune", "2012-02-22": "depends", "2026-01-01": "depends"},
			"2012-02-22", "messerschmidt-weighs"},
		{"groh.yaml", "qualified-immunity", "court",
			map[record.When]string{"2004-02-23": "immune", "2004-02-24": "not-immune", "2026-01-01": "not-immune"}, "2004-02-24", "groh"},
		{"teaching/swearing-prosecutor.yaml", "absolute-immunity", "powell",
			map[record.When]string{"1997-12-09": "not-reached", "1997-12-10": "denied", "2026-01-01": "denied"}, "1997-12-10", "kalina"},
		{"teaching/grand-jury-witness.yaml", "absolute-immunity", "court",
			map[record.When]string{"2012-04-01": "not-reached", "2012-04-02": "granted", "2026-01-01": "granted"}, "2012-04-02", "rehberg"},
		{"teaching/grand-jury-witness.yaml", "causation", "ca4",
			map[record.When]string{"2012-04-02": "unbroken", "2012-12-17": "broken-later", "2026-01-01": "broken-later"}, "2012-12-17", "intermediary-ca4"},
		{"teaching/grand-jury-witness.yaml", "causation", "court",
			map[record.When]string{"2012-04-02": "unbroken", "2026-01-01": "unbroken"}, "", ""},
	} {
		m := open(t, c.file)
		for day, want := range c.answers {
			q := ask(t, m, c.question, brief.Options{Profile: c.profile, AsOf: day})
			if q.Answer != want {
				t.Errorf("%s: %s under %s on %s: %s, want %s", c.file, c.question, c.profile, day, q.Answer, want)
			}
			i := slices.IndexFunc(q.Changes, func(x brief.Shift) bool { return x.Day == c.changed })
			if c.changed == "" {
				for _, x := range q.Changes {
					t.Errorf("%s: %s under %s on %s: a change on %s", c.file, c.question, c.profile, day, x.Day)
				}
			} else if i < 0 && string(day) >= c.changed || i >= 0 && !names(q.Changes[i], c.by) {
				t.Errorf("%s: %s under %s on %s does not say that %s changed it on %s: %v", c.file, c.question, c.profile, day, c.by, c.changed, q.Changes)
			}
		}
	}
}

// Before Gates each strand of a tip was needed by itself. Since then all is weighed together: one strand leaves it to be weighed
// with the rest, neither is not enough unless something bears the tip out, and both have always been enough. (Aguilar, Spinelli, Gates.)
func TestStrandsBeforeAndAfterGates(t *testing.T) {
	const basis, told = "\n      basis: was in the kitchen and saw it", "\n      record: told three times, and it was so each time"
	track := func(words string) []string {
		return []string{"    track:" + basis, map[bool]string{true: "", false: "    track:" + words}[words == ""]}
	}
	for _, c := range []struct {
		name          string
		track         []string
		before, after string // labels, while nothing is ruled
		taken         string // and after, where a court gives weight to his word and holds the tip borne out
	}{
		{"neither", track(""), "insufficient", "insufficient", "open"},
		{"basis alone", track(basis), "insufficient", "open", "open"},
		{"veracity alone", track(told), "insufficient", "open", "open"},
		{"both", track(basis + told), "open", "open", "established"},
	} {
		m := strand(t, c.track...)
		find := []record.Ruling{{On: "O2@search.1", Value: "overruled"}, {On: "O5@search.1", Value: "overruled"}}
		before := ask(t, m, "sufficiency", brief.Options{AsOf: "1983-06-07"}).Label
		after := ask(t, m, "sufficiency", brief.Options{AsOf: "1983-06-08"}).Label
		taken := ask(t, m, "sufficiency", brief.Options{AsOf: "1983-06-08", Find: find}).Label
		if before != c.before || after != c.after || taken != c.taken {
			t.Errorf("%s: before %s, after %s, his word taken %s; want %s, %s, %s", c.name, before, after, taken, c.before, c.after, c.taken)
		}
	}
}

// Each change is what reading on the day before and on the day itself gives, and on each side of the day of decision.
func TestChangesAreWhatReadingsGive(t *testing.T) {
	for _, file := range []string{"teaching/one-strand.yaml", "teaching/approved.yaml", "groh.yaml", "malley-v-briggs.yaml", "teaching/grand-jury-witness.yaml"} {
		m := open(t, file)
		for _, profile := range []string{"court", "powell", "ca4", "ca6", "us-ma", "us-pa", "us-ri"} {
			r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Profile: profile, NoProof: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range r.Questions {
				for _, c := range q.Changes {
					x, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Profile: profile, AsOf: record.When(c.Day), NoProof: true})
					if err != nil {
						t.Fatal(err)
					}
					then, _ := brief.QuestionOf(x, q.App, q.Respondent, q.Question.ID)
					if then.Answer != c.After {
						t.Errorf("%s, %s under %s: said to be %s from %s on, and is %s", file, q.Question.ID, profile, c.After, c.Day, then.Answer)
					}
					if c.Before == c.After || len(c.Why) == 0 {
						t.Errorf("%s, %s under %s on %s: %s to %s for %d reasons", file, q.Question.ID, profile, c.Day, c.Before, c.After, len(c.Why))
					}
				}
			}
		}
	}
}

// Approval counts only where it was given, and only since 2012; what is left is for the court. (Messerschmidt v. Millender.)
func TestApprovalIsWeighed(t *testing.T) {
	m := open(t, "teaching/approved.yaml")
	find := func(value string) []record.Ruling {
		return []record.Ruling{{On: "apparent-despite-approval@arrest.nash", Value: value}}
	}
	without := *m
	without.Applications = slices.Clone(m.Applications)
	without.Applications[0].Endorsements = nil
	for _, c := range []struct {
		name string
		m    *record.Matter
		o    brief.Options
		want string
	}{
		{"1986 with approval", m, brief.Options{AsOf: "1986-03-05"}, "not-immune"},
		{"1986 without", &without, brief.Options{AsOf: "1986-03-05"}, "not-immune"},
		{"2012 with approval", m, brief.Options{AsOf: "2012-12-31"}, "depends"},
		{"2012, not apparent", m, brief.Options{AsOf: "2012-12-31", Find: find("overruled")}, "immune"},
		{"2012, apparent", m, brief.Options{AsOf: "2012-12-31", Find: find("sustained")}, "not-immune"},
		{"2012 without", &without, brief.Options{AsOf: "2012-12-31"}, "not-immune"},
	} {
		if q := ask(t, c.m, "qualified-immunity", c.o); q.Answer != c.want {
			t.Errorf("%s: %s, want %s", c.name, q.Answer, c.want)
		}
	}
}

// Immunity goes by the function: a prosecutor who charges has it, who swears to facts has none; a witness before a grand jury has
// it, who procured the process has none. (Imbler, Kalina, Rehberg.)
func TestImmunityGoesByFunction(t *testing.T) {
	for _, c := range []struct{ file, function, want string }{
		{"teaching/swearing-prosecutor.yaml", "attesting-facts", "denied"},
		{"teaching/swearing-prosecutor.yaml", "advocacy", "granted"},
		{"teaching/swearing-prosecutor.yaml", "seeking-indictment", "granted"},
		{"teaching/swearing-prosecutor.yaml", "advising-police", "denied"},
		{"teaching/swearing-prosecutor.yaml", "investigating", "denied"},
		{"teaching/grand-jury-witness.yaml", "testifying-before-grand-jury", "granted"},
		{"teaching/grand-jury-witness.yaml", "testifying", "granted"},
		{"teaching/grand-jury-witness.yaml", "seeking-warrant", "denied"},
		{"teaching/grand-jury-witness.yaml", "executing", "denied"},
		{"teaching/grand-jury-witness.yaml", "judging", "granted"},
	} {
		m := *open(t, c.file)
		m.Proceedings = slices.Clone(m.Proceedings)
		for i := range m.Proceedings {
			m.Proceedings[i].Defendants = slices.Clone(m.Proceedings[i].Defendants)
			for j := range m.Proceedings[i].Defendants {
				m.Proceedings[i].Defendants[j].Function = c.function
			}
		}
		if q := ask(t, &m, "absolute-immunity", brief.Options{AsOf: "2026-01-01"}); q.Answer != c.want {
			t.Errorf("%s for %s: %s, want %s", c.file, c.function, q.Answer, c.want)
		}
	}
}
