package review

import (
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// longAgo is the class of words that put a fact back in time without a number, and bound that of words that make a number a limit.
const (
	longAgo diction.Class = "long-ago"
	bound   diction.Class = "bound"
)

// noLimit is the most days of an age of which nothing says how great it may be.
const noLimit = -1

// An age is how many days lie between a fact and the application: no fewer, and no more, or noLimit.
type age struct {
	fewest, most int
	told         string // the date, or the words that count back
}

// ages returns how old what an assertion tells is: by the times of the sources that it cites, by the dates in its words and, where no source
// says when it was, by the words in which it counts back. A time of after the application has no age. ok is false if one of the times
// may be of the very day.
func (p *Pass) ages(f *fact) (out []age, ok bool) {
	asked := p.asked()
	times, relative := p.whenTold(f)
	for _, w := range times {
		fewest, most, known := w.Days(asked)
		switch {
		case known:
			out = append(out, age{fewest, most, w.String()})
		case w.After(asked) != record.Yes:
			return nil, false
		}
	}
	return append(out, relative...), true
}

// whenTold returns the times of an assertion and, where no source says when it was, the ages that its words count back: told by another, they
// count back from the telling.
func (p *Pass) whenTold(f *fact) (times []record.When, relative []age) {
	near := record.When("")
	for _, s := range f.sources {
		if s.Time.Known() {
			times = append(times, s.Time)
		}
	}
	if len(times) > 0 {
		near = times[0]
	} else {
		relative = p.countedBack(f.text)
	}
	return append(times, p.dated(f.text, false, near)...), relative
}

// countedBack returns the ages that a text counts back from the application: two years ago, at least six months ago, in the past week, last year.
func (p *Pass) countedBack(t *diction.Text) (out []age) {
	add := func(fewest, most, first, last int) {
		out = append(out, age{fewest, most, quote(t.Raw[t.Words[first].Start:t.Words[last].End])})
	}
	counted := make(map[int]bool) // words of a length of time
	for _, n := range t.Numbers() {
		if n.Kind != diction.Duration {
			continue
		}
		for i := n.First; i <= n.Last; i++ {
			counted[i] = true
		}
		days := int(n.Value+23) / 24
		within, after := endsAt(t, lately, n.First-1), startsAt(t, lately, n.Last+1)
		switch limit := boundBefore(t, n.First); {
		case within || after && limit == "most":
			add(0, days, n.First, n.Last)
		case after && limit == "least":
			add(days, noLimit, n.First, n.Last+1)
		case after:
			add(days, max(days, int(n.High+23)/24), n.First, n.Last+1)
		}
	}
	for _, h := range t.Hits(justNow) {
		add(0, 2, h.First, h.Last)
	}
	for _, h := range t.Hits(longAgo) {
		if counted[h.First] {
			continue // two years ago
		}
		if fewest, most, ok := p.wholePast(h); ok {
			add(fewest, most, h.First, h.Last)
		}
	}
	return out
}

// boundBefore returns the kind of the words right before word i that make a number a limit: at least, under; "" for none.
func boundBefore(t *diction.Text, i int) string {
	for _, h := range t.Hits(bound) {
		if h.Last == i-1 {
			return h.Kind
		}
	}
	return ""
}

// wholePast returns the ages of words that count back without a number. Last year is counted by the calendar, where the application was made
// within one year.
func (p *Pass) wholePast(h diction.Hit) (fewest, most int, ok bool) {
	if h.Kind == "least" {
		return int(h.Value), noLimit, true
	}
	lo, hi, ok := p.asked().Bounds()
	if !ok || lo.IsZero() || hi.IsZero() || lo.Year() != hi.Add(-time.Minute).Year() {
		return 0, 0, false
	}
	until := time.Date(lo.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	from := until.AddDate(-1, 0, 0)
	if h.Kind == "month" {
		if lo.Month() != hi.Add(-time.Minute).Month() {
			return 0, 0, false
		}
		until = time.Date(lo.Year(), lo.Month(), 1, 0, 0, 0, 0, time.UTC)
		from = until.AddDate(0, -1, 0)
	}
	days := func(a, b time.Time) int { return int(b.Sub(a).Hours() / 24) }
	return max(1, days(until, lo)), days(from, hi), true
}

// youngest returns the fewest and the most days of the newest of some ages.
func youngest(ages []age) (fewest, most int, ok bool) {
	for _, a := range ages {
		if !ok || a.fewest < fewest {
			fewest = a.fewest
		}
		if !ok || most == noLimit || a.most != noLimit && a.most < most {
			most = a.most
		}
		ok = true
	}
	return fewest, most, ok
}

// ageNotKnown reports whether nobody can tell how old what is relied on was: no application of a known time, or no time for any of it, in the
// sworn words or in a source, that sets a limit to its age.
func (p *Pass) ageNotKnown() bool {
	lo, hi, ok := p.asked().Bounds()
	if !ok || lo.IsZero() || hi.IsZero() {
		return true
	}
	d := p.paper()
	return !slices.ContainsFunc(d.facts, func(f fact) bool {
		if f.form || f.aside {
			return false
		}
		times, relative := p.whenTold(&f)
		return len(times) > 0 || slices.ContainsFunc(relative, func(a age) bool { return a.most != noLimit })
	}) && !slices.ContainsFunc(p.Matter.Sources, func(s record.Source) bool { return d.incorporated[s.ID] && s.Time.Known() })
}
