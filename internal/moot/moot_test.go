package moot

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/people"
)

// Days are moved in every form in which papers write them, and nothing else is.
func TestMoved(t *testing.T) {
	v := mover{weeks: 10, year: 2024}
	for from, want := range map[string]string{
		"2024-02-06T02:14":                            "2024-04-16T02:14",
		"before 2024-02":                              "before 2024-04",
		"on February 6, 2024, at 2:14 a.m.":           "on April 16, 2024, at 2:14 a.m.",
		"Feb 6, 2:14 a.m. Rear door alarm":            "Apr 16, 2:14 a.m. Rear door alarm",
		"returned on 10 February 2024 with":           "returned on 20 April 2024 with",
		"from November 2023 until this day":           "from January 2024 until this day",
		"The time since February is explained":        "The time since April is explained",
		"the buy of February 6, in the lab":           "the buy of April 16, in the lab",
		"in the night of Feb. 6, 2024":                "in the night of April 16, 2024",
		"has banked there since February 2023":        "has banked there since April 2023",
		"On May 15, 2024, he saw":                     "On July 24, 2024, he saw",
		"Reel 7, Side 1, Footage 30-48; 203.0.113.44": "Reel 7, Side 1, Footage 30-48; 203.0.113.44",
		"Or. Rev. Stat. 164.215; 404-555-0147":        "Or. Rev. Stat. 164.215; 404-555-0147",
		"he may march in the car":                     "he may march in the car",
	} {
		if got := v.text(from); got != want {
			t.Errorf("%q became %q, want %q", from, got, want)
		}
	}
}

// Every piece that is played is sworn by a person of its own example, and is there under one name.
func TestRepertoire(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range repertoire {
		m, err := load(p.from)
		if err != nil {
			t.Fatal(err)
		}
		id, title, _ := titled(p, m)
		if seen[id] || seen[title] {
			t.Errorf("%s is there twice", id)
		}
		seen[id], seen[title] = true, true
		was, now := m.ActedDate(), time.Date(2026, 11, 27, 15, 0, 0, 0, time.UTC)
		move(m, now)
		if lo, _, ok := m.ActedDate().Bounds(); !ok || lo.After(now) || now.Sub(lo) > 45*day {
			t.Errorf("%s: acted %s was moved to %s", p.from, was, m.ActedDate())
		}
	}
}

func TestTourIsPlayed(t *testing.T) {
	c := Cast()
	if len(c.Tour) < 8 {
		t.Fatalf("the tour has %d stops", len(c.Tour))
	}
	for _, s := range c.Tour {
		if c.Player(s.Account) == nil || s.Title == "" || s.Says == "" {
			t.Errorf("a stop of %q is not whole", s.Account)
		}
	}
}

// TestOnCall: whenever a visitor brings something in the day after the court was founded, the magistrate is on call as whom he may look about.
func TestOnCall(t *testing.T) {
	for _, hour := range []int{0, 5, 12, 23} {
		now := time.Date(2026, 11, 27, hour, 30, 0, 0, time.UTC)
		watches := turns(now).(people.RotaSet).Watches
		for _, at := range []time.Time{now, now.Add(6 * time.Hour), now.Add(24 * time.Hour)} {
			first := ""
			for _, w := range watches {
				from, err := time.Parse(time.RFC3339, w.From)
				if err != nil {
					t.Fatal(err)
				}
				until, err := time.Parse(time.RFC3339, w.Until)
				if err != nil {
					t.Fatal(err)
				}
				if w.Order == 0 && !at.Before(from) && at.Before(until) {
					first = w.Account
				}
			}
			if first != magistrate {
				t.Errorf("founded at %s, on call at %s: %q", now, at, first)
			}
		}
	}
}
