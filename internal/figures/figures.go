// Package figures counts what came of the applications of a docket, so that no one is named by it: how they were decided, how long that took
// against how much there was to read, what flaws were answered before the oath, what became of them later.
//
// What would tell of one person or one paper is not shown: nothing of a group with fewer judges than the limits say, no count below the limit, and
// no count to the last digit, so that none that is hidden can be worked out from those that are shown.
package figures

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Limits say what is too little to be shown. They are the office's own measure against pointing at someone, not a rule of law.
type Limits struct {
	Judges int `json:"judges" doc:"of a group with fewer judges than this nothing is shown"`
	Count  int `json:"count" doc:"a count below this is not shown, and every other is rounded to the nearest multiple of it"`
}

// Usual are the limits of a docket that is not told others.
func Usual() Limits { return Limits{Judges: 5, Count: 5} }

// An Application is one application, as far as it is counted. It says who decided, so it is kept as what is secret is kept; what comes out of Count
// does not.
type Application struct {
	Court     string     `json:"-"`
	Kind      string     `json:"kind"`      // arrest or search
	Words     int        `json:"words"`     // of the affidavit
	Decisions []Decision `json:"decisions"` // in order
	Outcomes  []string   `json:"outcomes,omitempty"`
	Answers   []Answer   `json:"answers,omitempty"`
}

// A Decision is one decision of a magistrate.
type Decision struct {
	Judge   string `json:"judge,omitempty"` // an account; empty if it is not known, and then it counts as nobody's
	Act     string `json:"act"`             // granted, modified, denied, returned
	Day     string `json:"day"`             // 2026-03-02, on the court's own calendar
	Seconds int64  `json:"seconds"`         // since it was put before the magistrate; negative if that is not known
}

// An Answer is what was done about a flaw before the oath.
type Answer struct {
	Flaw string `json:"flaw"` // the code of the check
	Act  string `json:"act"`
}

// The outcomes that are fed back.
const (
	NoTrueBill = "no-true-bill"
	Dismissed  = "dismissed"
	Acquitted  = "acquitted"
	Convicted  = "convicted"
	Suppressed = "suppressed"
)

// A Report is all that is counted.
type Report struct {
	Through string  `json:"through" doc:"the last quarter that is counted; the one that runs is not, nor one that waits for more judges; empty if none is"`
	Limits  Limits  `json:"limits" doc:"what is too little to be shown"`
	Groups  []Group `json:"groups" doc:"all that is counted, then the same by court, by kind and by time"`
}

// A Group is what was counted of some of the applications.
type Group struct {
	By     string   `json:"by" doc:"how the applications are told apart" enum:"all,court,kind,time"`
	Name   string   `json:"name" doc:"which of them these are; for those too few to be shown by themselves, the others together"`
	Counts []Figure `json:"counts" doc:"how many"`
	Times  []Time   `json:"times" doc:"how long it took, by how much there was to read"`
}

// A Figure is a count with what it counts.
type Figure struct {
	ID    string `json:"id" doc:"its name for programs"`
	Title string `json:"title" doc:"its name for people"`
	Means string `json:"means" doc:"what is counted"`
	Count *int   `json:"count" doc:"how many, rounded; null if it is too few to be shown"`
}

// A Time is how long decisions took on papers of a length.
type Time struct {
	Title   string `json:"title" doc:"how long the affidavits are"`
	Means   string `json:"means" doc:"what is timed"`
	Count   *int   `json:"count" doc:"how many decisions, rounded; null if it is too few to be shown, and then nothing else is"`
	Quarter *int   `json:"quarter" doc:"a quarter of them took no more than this, in minutes"`
	Median  *int   `json:"median" doc:"half of them took no more than this, in minutes"`
	Most    *int   `json:"most" doc:"three quarters of them took no more than this, in minutes"`
	Within3 *int   `json:"within3" doc:"how many took less than three minutes, rounded"`
}

// Count counts applications. today is the day on which it is asked, 2026-03-02; titles names the checks by their codes.
func Count(all []Application, today string, l Limits, titles func(code string) string) (Report, error) {
	t := Table{}
	for i := range all {
		t.Add(&all[i], 1)
	}
	return t.Report(today, l, titles)
}

// Report says what a table has, as Count does.
func (t Table) Report(today string, l Limits, titles func(code string) string) (Report, error) {
	if l.Judges < 1 || l.Count < 1 {
		return Report{}, fmt.Errorf("figures are counted with limits of at least 1, and these are %+v", l)
	}
	now, ok := quarter(today)
	if !ok {
		return Report{}, fmt.Errorf("%q is no day; expected such as 2026-03-02", today)
	}
	r := Report{Limits: l, Groups: []Group{}}
	times, counted := t.periods(now, l)
	if len(counted) == 0 {
		return r, nil
	}
	r.Through = times[len(times)-1].last
	all := counted.sum(func(Key) bool { return true })
	codes := slices.Sorted(maps.Keys(all.Codes))
	group := func(by, name string, c *Cell) { r.Groups = append(r.Groups, c.group(by, name, l, codes, titles)) }
	group("all", "all", all)
	for _, by := range []string{"court", "kind"} {
		for _, p := range counted.parts(l, func(k Key) string {
			if by == "court" {
				return k.Court
			}
			return k.Kind
		}) {
			group(by, p.name, p.cell)
		}
	}
	for _, p := range times {
		group("time", p.name, p.cell)
	}
	return r, nil
}

// quarter is that of a day, as 2026-Q1.
func quarter(day string) (string, bool) {
	if len(day) != len("2026-03-02") || day[4] != '-' || day[7] != '-' {
		return "", false
	}
	m, err := strconv.Atoi(day[5:7])
	if err != nil || m < 1 || m > 12 {
		return "", false
	}
	return fmt.Sprintf("%s-Q%d", day[:4], (m+2)/3), true
}

// A one is one decision that is counted. What is counted of an application goes with its first.
type one struct {
	app   *Application
	d     Decision
	first bool
}

// sum adds up the cells of which fn approves.
func (t Table) sum(fn func(Key) bool) *Cell {
	c := &Cell{}
	for k, x := range t {
		if fn(k) {
			c.merge(x)
		}
	}
	return c
}

// A part is a group of a partition.
type part struct {
	name, last string
	cell       *Cell
}

// periods cuts the time before a quarter into spells of whole quarters, each with enough judges, the earliest first, and returns what is in them. Quarters at
// the end that have too few judges together wait: were they in the sum, what was added since the last time would tell of those few.
func (t Table) periods(now string, l Limits) ([]part, Table) {
	by := map[string]*Cell{}
	for k, x := range t {
		if k.Quarter >= now {
			continue
		}
		if by[k.Quarter] == nil {
			by[k.Quarter] = &Cell{}
		}
		by[k.Quarter].merge(x)
	}
	var list []part
	last := ""
	open := part{cell: &Cell{}}
	for _, q := range slices.Sorted(maps.Keys(by)) {
		if open.name == "" {
			open.name = q
		}
		open.last = q
		open.cell.merge(by[q])
		if len(open.cell.Judges) < l.Judges {
			continue
		}
		if open.name != q {
			open.name += " to " + q
		}
		last = q
		list, open = append(list, open), part{cell: &Cell{}}
	}
	counted := Table{}
	for k, x := range t {
		if k.Quarter <= last {
			counted[k] = x
		}
	}
	return list, counted
}

// othersName is that of the groups that are too small, together.
const othersName = "the others together"

// parts tells decisions apart. Groups with too few judges are shown together, with as many more, the smallest first, as it takes for that to have
// enough: the sum of all is shown, and less the rest it would tell of them. If that leaves nothing apart, nothing is told apart.
func (t Table) parts(l Limits, key func(Key) string) []part {
	by := map[string]*Cell{}
	for k, x := range t {
		name := key(k)
		if by[name] == nil {
			by[name] = &Cell{}
		}
		by[name].merge(x)
	}
	var apart []part
	rest, few := &Cell{}, false
	for name, x := range by {
		apart = append(apart, part{name: name, cell: x})
	}
	slices.SortFunc(apart, func(a, b part) int { // the largest first
		return cmp.Or(cmp.Compare(b.cell.decisions(), a.cell.decisions()), cmp.Compare(a.name, b.name))
	})
	apart = slices.DeleteFunc(apart, func(p part) bool {
		small := len(p.cell.Judges) < l.Judges
		if small {
			rest.merge(p.cell)
			few = true
		}
		return small
	})
	for few && len(rest.Judges) < l.Judges && len(apart) > 0 {
		last := apart[len(apart)-1]
		rest.merge(last.cell)
		apart = apart[:len(apart)-1]
	}
	if len(apart) == 0 {
		return nil
	}
	slices.SortFunc(apart, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	if few {
		apart = append(apart, part{name: othersName, cell: rest})
	}
	return apart
}
