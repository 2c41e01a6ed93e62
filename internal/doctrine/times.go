package doctrine

import (
	"slices"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/diction"
)

// A Staleness says for how many days a kind of thing keeps its weight: past them it is asked whether it is there still.
type Staleness struct {
	ID       string        `json:"id"`
	Kind     string        `json:"kind"`            // in words
	Class    diction.Class `json:"class,omitempty"` // whose words tell of it; without one, any other thing
	Days     int           `json:"days"`
	Ongoing  int           `json:"ongoing"` // where the sworn words show a course that goes on
	Rests    []Cite        `json:"rests"`
	Standing Standing      `json:"standing"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// A Number is one that a check goes by.
type Number struct {
	ID    string `json:"id"`
	Means string `json:"means"`
	Value int    `json:"value"`
	Rests []Cite `json:"rests"`
	Note  string `json:"note,omitempty"`

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// The ids of the numbers that checks ask for.
const (
	DaysToSeal = "days-to-seal" // so many days after the end of an order its recordings may still be sealed
	ManyAtOnce = "many-at-once" // so many other applications presented together are worth a note
)

// askedFor are all of them.
var askedFor = []string{DaysToSeal, ManyAtOnce}

// A Burden is what someone has to show at a stage of the proceedings, and how strongly.
type Burden struct {
	ID      string `json:"id"`
	Posture string `json:"posture"` // one of Postures
	Who     string `json:"who"`
	Says    string `json:"says"`
	Rests   []Cite `json:"rests"`
	From    string `json:"from,omitempty"`  // in force from, if that matters
	Until   string `json:"until,omitempty"` // and until, that day not included

	Replaces string `json:"replaces,omitempty"` // its own id, if it stands in the place of one beneath
}

// Postures lists the stages of the proceedings at which someone bears a burden. Before the magistrate nobody does: the paper shows it or does not.
func Postures() []string { return []string{"suppression", "summary-judgment", "trial"} }

// Clocks are the law's time limits, its hours of the daytime and its holidays.
func (l *Law) Clocks() *clock.Table { return l.clocks }

// Stalenesses lists how long things keep their weight, in the order of their file and then of what is laid over it.
func (l *Law) Stalenesses() []Staleness { return slices.Clone(l.stale) }

// Staleness is the one of that id.
func (l *Law) Staleness(id string) (Staleness, bool) { return find(l.where, "staleness", id, l.stale) }

// Numbers lists the numbers that checks go by.
func (l *Law) Numbers() []Number { return slices.Clone(l.numbers) }

// Number is the number of that id; every law that is sound has those that checks ask for.
func (l *Law) Number(id string) (Number, bool) { return find(l.where, "number", id, l.numbers) }

// Burdens lists all burdens, in the order of their file and then of what is laid over it.
func (l *Law) Burdens() []Burden { return slices.Clone(l.burdens) }

// Burden is the burden of that id.
func (l *Law) Burden(id string) (Burden, bool) { return find(l.where, "burden", id, l.burdens) }

// BurdensAt lists who has to show what at a posture on a day, YYYY-MM-DD, in the order in which it is asked.
func (l *Law) BurdensAt(posture, day string) []Burden {
	var list []Burden
	for _, b := range l.burdens {
		if b.Posture == posture && (b.From == "" || lastDay(b.From) <= day) && (b.Until == "" || day < lastDay(b.Until)) {
			list = append(list, b)
		}
	}
	return list
}

// Limits lists the time limits.
func (l *Law) Limits() []clock.Term { return slices.Clone(l.limits) }

// Limit is the time limit of that name, ID@JURISDICTION.
func (l *Law) Limit(name string) (clock.Term, bool) { return find(l.where, "limit", name, l.limits) }

// Daytimes lists the hours of the daytime.
func (l *Law) Daytimes() []clock.Daytime { return slices.Clone(l.daytimes) }

// Daytime is that of a jurisdiction.
func (l *Law) Daytime(jurisdiction string) (clock.Daytime, bool) {
	return find(l.where, "daytime", jurisdiction, l.daytimes)
}

// Holidays lists the legal holidays.
func (l *Law) Holidays() []clock.Holiday { return slices.Clone(l.holidays) }

// Holiday is the holiday of that name, ID@JURISDICTION.
func (l *Law) Holiday(name string) (clock.Holiday, bool) {
	return find(l.where, "holiday", name, l.holidays)
}

// The sorts of items that say how long and how much.
var (
	limits   = sort[clock.Term]{"limit", "limits", func(t *clock.Term) (string, string) { return named(t.ID, t.Jurisdiction), t.Replaces }}
	daytimes = sort[clock.Daytime]{"daytime", "daytime", func(d *clock.Daytime) (string, string) { return d.Jurisdiction, d.Replaces }}
	holidays = sort[clock.Holiday]{"holiday", "holidays", func(h *clock.Holiday) (string, string) { return named(h.ID, h.Jurisdiction), h.Replaces }}
	stales   = sort[Staleness]{"staleness", "staleness", func(s *Staleness) (string, string) { return s.ID, s.Replaces }}
	numbers  = sort[Number]{"number", "numbers", func(n *Number) (string, string) { return n.ID, n.Replaces }}
	burdens  = sort[Burden]{"burden", "burdens", func(b *Burden) (string, string) { return b.ID, b.Replaces }}
)

// named is what something of a jurisdiction is called: its id means one thing in each. Without either it has no name.
func named(id, jurisdiction string) string {
	if id == "" || jurisdiction == "" {
		return ""
	}
	return id + "@" + jurisdiction
}

// times reads what says how long and how much, over that beneath.
func (r *reader) times(l, beneath *Law) {
	l.limits = list(r, "limits.yaml", limits, beneath.limits)
	l.daytimes = list(r, "daytime.yaml", daytimes, beneath.daytimes)
	l.holidays = list(r, "holidays.yaml", holidays, beneath.holidays)
	l.stale = list(r, "staleness.yaml", stales, beneath.stale)
	l.numbers = list(r, "numbers.yaml", numbers, beneath.numbers)
	l.burdens = list(r, "burdens.yaml", burdens, beneath.burdens)
	l.clocks = &clock.Table{Terms: l.limits, Daytimes: l.daytimes, Holidays: l.holidays}
}

func (l *Law) indexTimes() {
	index(l.where, limits, l.limits)
	index(l.where, daytimes, l.daytimes)
	index(l.where, holidays, l.holidays)
	index(l.where, stales, l.stale)
	index(l.where, numbers, l.numbers)
	index(l.where, burdens, l.burdens)
}
