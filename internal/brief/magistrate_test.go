package brief_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// changed returns a matter like m, with its people and its application changed.
func changed(m *record.Matter, change func(people []record.Person, app *record.Application)) *record.Matter {
	x := *m
	x.People, x.Applications = slices.Clone(m.People), slices.Clone(m.Applications)
	change(x.People, &x.Applications[0])
	return &x
}

// role gives a person other roles.
func role(people []record.Person, id record.PersonID, roles ...record.Role) {
	for i := range people {
		if people[i].ID == id {
			people[i].Roles = roles
		}
	}
}

// Neutrality, particularity and the age of the facts are questions of their own, and a fault in the first two takes the warrant
// away whatever the paper shows.
func TestTheMagistrateTheWarrantAndTheAge(t *testing.T) {
	m := open(t, "teaching/grand-jury-witness.yaml")
	timeless := *m
	timeless.Acted = record.NoTime
	for _, c := range []struct {
		name, question string
		m              *record.Matter
		o              brief.Options
		want, faith    string
	}{
		{"nothing shown", "neutrality", m, brief.Options{}, "neutral", "valid"},
		{"the judge prosecutes", "neutrality", changed(m, func(p []record.Person, _ *record.Application) { role(p, "judge", record.Magistrate, record.Prosecutor) }),
			brief.Options{}, "not-neutral", "suppress"},
		{"the same, before it was decided", "neutrality", changed(m, func(p []record.Person, _ *record.Application) { role(p, "judge", record.Magistrate, record.Prosecutor) }),
			brief.Options{Acted: "1970-01-01", AsOf: "1970-01-01"}, "neutral", "valid"},
		{"the judge joins the arrest", "neutrality", changed(m, func(_ []record.Person, a *record.Application) {
			a.Execution = slices.Clone(a.Execution)
			a.Execution[0].By = []record.PersonID{"haddad", "judge"}
		}), brief.Options{}, "not-neutral", "suppress"},
		{"a court finds that the role was abandoned", "neutrality", m,
			brief.Options{Find: []record.Ruling{{On: "magistrate-abandoned@arrest.weld", Value: "sustained"}}}, "not-neutral", "suppress"},
		{"a court finds the issuer unable", "neutrality", m,
			brief.Options{Find: []record.Ruling{{On: "magistrate-unable@arrest.weld", Value: "sustained"}}}, "not-neutral", "suppress"},
		{"the warrant names him", "particularity", m, brief.Options{}, "particular", "valid"},
		{"the warrant lists nothing", "particularity", open(t, "groh.yaml"), brief.Options{}, "not-particular", "suppress"},
		{"no warrant is on record", "particularity", changed(m, func(_ []record.Person, a *record.Application) { a.Warrant = nil }), brief.Options{}, "not-reached", ""},
		{"fresh facts", "staleness", m, brief.Options{}, "fresh", "valid"},
		{"nobody knows when it was asked for", "staleness", changed(&timeless, func(_ []record.Person, a *record.Application) {
			a.Oath, a.Drafted = &record.Oath{}, record.NoTime
			a.Presentments = slices.Clone(a.Presentments)
			a.Presentments[0].Time = record.NoTime
		}), brief.Options{}, "undated", ""},
	} {
		if q := ask(t, c.m, c.question, c.o); q.Answer != c.want {
			t.Errorf("%s: %s %s, want %s", c.name, c.question, q.Answer, c.want)
		}
		if q := ask(t, c.m, "good-faith", c.o); c.faith != "" && q.Answer != c.faith {
			t.Errorf("%s: good faith %s, want %s", c.name, q.Answer, c.faith)
		}
	}
	malley := open(t, "malley-v-briggs.yaml")
	for value, want := range map[string]string{"sustained": "stale", "overruled": "fresh"} {
		q := ask(t, malley, "staleness", brief.Options{Find: []record.Ruling{{On: "P8@arrest.10", Value: value}}})
		if q.Answer != want {
			t.Errorf("old facts, %s: %s, want %s", value, q.Answer, want)
		}
	}
	if q := ask(t, malley, "staleness", brief.Options{}); q.Answer != "depends" {
		t.Errorf("old facts, not ruled: %s, want depends", q.Answer)
	}
}

// A clerical error of the judge's own is excused since 1984, and in a State without good faith is not.
func TestTheJudgesOwnSlip(t *testing.T) {
	m := open(t, "groh.yaml")
	app := m.Applications[0]
	slip := []record.Ruling{{On: brief.TermID("judges-clerical-error", &app, brief.Respondents(&app)[0]), Value: "sustained"}}
	for _, c := range []struct {
		profile string
		day     record.When
		want    string
	}{
		{"court", "2004-02-24", "good-faith"}, {"court", "1984-07-04", "suppress"}, {"us-pa", "2026-01-01", "suppress"}, {"us-ri", "2026-01-01", "suppress"},
	} {
		if q := ask(t, m, "good-faith", brief.Options{Profile: c.profile, AsOf: c.day, Find: slip}); q.Answer != c.want {
			t.Errorf("%s on %s: %s, want %s", c.profile, c.day, q.Answer, c.want)
		}
	}
}
