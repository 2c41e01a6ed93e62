package doctrine

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// testdata/profiles.txt says what circuits and States answer, line by line; and each of those profiles differs somewhere from
// the Court's, in a rule of its own or in one set aside.
func TestProfilesAnswer(t *testing.T) {
	l := Default()
	data, err := os.ReadFile("testdata/profiles.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		cols := strings.Split(line, "|")
		if len(cols) != 6 {
			t.Fatalf("%q has %d columns; 6 were expected", line, len(cols))
		}
		for i := range cols {
			cols[i] = strings.TrimSpace(cols[i])
		}
		given := strings.Fields(cols[3])
		for i, profile := range []string{cols[0], "court"} {
			got := "-"
			if a, _, ok := l.Answer(profile, cols[1], cols[2], func(id string) bool { return slices.Contains(given, id) }); ok {
				got = a.ID
			}
			if got != cols[4+i] {
				t.Errorf("%s on %s given %v under %s: %s, want %s", cols[1], cols[2], given, profile, got, cols[4+i])
			}
		}
	}
	for _, p := range l.Profiles() {
		own := slices.ContainsFunc(l.Rules(), func(r Rule) bool { return slices.Contains(r.Profiles, p.ID) })
		if p.Over != "" && !own {
			t.Errorf("%s has no rule of its own", p.ID)
		}
	}
}

// What was left out counts from the day, and in the state of mind, that a circuit says.
func TestOmissionsByCircuit(t *testing.T) {
	l := Default()
	for _, c := range []struct{ profile, day, want string }{
		{"court", "1979-06-01", ""},
		{"court", "1981-06-01", "omission-counts-if-reckless"},
		{"powell", "1986-03-05", "omission-counts-if-reckless"},
		{"ca4", "1990-03-26", ""},
		{"ca4", "1990-03-27", "omission-counts-if-reckless"},
		{"ca5", "1981-06-01", "omission-counts-if-reckless"},
		{"ca6", "1986-03-05", ""},
		{"ca6", "2026-01-01", "omission-counts-if-deliberate"},
		{"ca9", "1985-06-04", ""},
		{"ca9", "1985-06-05", "omission-counts-if-reckless"},
		{"ca11", "1981-10-01", "omission-counts-if-reckless"},
		{"us-pa", "2026-01-01", "omission-counts-if-reckless"},
	} {
		got := ""
		why := l.Conclude(l.RulesFor(c.profile, "veracity", c.day), func(string) bool { return false })
		for _, id := range []string{"omission-counts-if-reckless", "omission-counts-if-deliberate"} {
			if why.Holds(id) {
				got += id
			}
		}
		if got != c.want {
			t.Errorf("%s on %s: %q, want %q", c.profile, c.day, got, c.want)
		}
	}
}

// A tip with one strand missing falls short where the two strands are asked apart, and is left to be weighed elsewhere.
func TestStrandsByProfile(t *testing.T) {
	l := Default()
	for _, c := range []struct {
		profile, day, given string
		want                bool
	}{
		{"court", "1981-06-01", "strand-of-veracity-missing", true},
		{"court", "1981-06-01", "strand-of-basis-missing", true},
		{"court", "1983-06-07", "strand-of-basis-missing", true},
		{"court", "1983-06-08", "strand-of-basis-missing", false},
		{"us-ma", "1983-06-08", "strand-of-basis-missing", false},
		{"us-ma", "2026-01-01", "strand-of-basis-missing", true},
		{"us-wa", "1984-09-06", "strand-of-veracity-missing", true},
		{"us-nm", "2026-01-01", "strand-of-veracity-missing", true},
		{"us-pa", "2026-01-01", "strand-of-veracity-missing", false},
		{"us-ma", "2026-01-01", "strand-of-basis-missing corroborated-tip", false},
	} {
		given := strings.Fields(c.given)
		why := l.Conclude(l.RulesFor(c.profile, "sufficiency", c.day), func(id string) bool { return slices.Contains(given, id) })
		if got := why.Holds("settled-not-enough"); got != c.want {
			t.Errorf("%s on %s given %s: settled not enough %v, want %v", c.profile, c.day, c.given, got, c.want)
		}
	}
}

// Each circuit that has a decision in the casebook has a rule of its own that rests on one of them, with a pin and its standing; given its
// premises it holds there on its first day and not the day before, and not in the Court's view.
func TestCircuitsHaveTheRulesOfTheirDecisions(t *testing.T) {
	b := DefaultCasebook()
	l := b.Law()
	decided := make(map[string]map[string]bool) // authorities of decisions, by court
	for _, c := range b.Cases() {
		if court, _ := b.Court(c.Court); court.Rank == "appeals" {
			if decided[c.Court] == nil {
				decided[c.Court] = make(map[string]bool)
			}
			decided[c.Court][c.Authority] = true
		}
	}
	own := make(map[string]bool)
	for _, r := range slices.Concat(l.Rules(), b.Rules()) {
		for _, p := range r.Profiles {
			if p == "court" || decided[p] == nil {
				continue
			}
			for _, c := range r.Rests {
				a, _ := l.Authority(c.Authority)
				own[p] = own[p] || decided[p][a.ID] && slices.ContainsFunc(a.Pins, func(x Pin) bool { return x.At == c.Pin && x.Standing != "" })
			}
		}
	}
	for court := range decided {
		if !own[court] && court != "ca3" { // Wilson v. Russo, which its decisions apply, is the authority there
			t.Errorf("%s has decisions in the casebook, and no rule of its own rests on one", court)
		}
	}
	for _, r := range l.Rules() {
		p := r.Profiles[0]
		if len(r.Profiles) != 1 || decided[p] == nil || r.Question == "causation" {
			continue // intermediaries have tables of their own
		}
		given := func(id string) bool { return slices.Contains(r.If, id) }
		holds := func(view, day string) bool { return l.Conclude(l.RulesFor(view, r.Question, day), given).Holds(r.Then) }
		first := lastDay(r.From)
		before, _ := DayBefore(first)
		if !holds(p, first) || holds(p, before) {
			t.Errorf("%s: given %v, %s holds in %s on %s: %v, and the day before: %v", r.ID, r.If, r.Then, p, first, holds(p, first), holds(p, before))
		}
	}
}
