package figures

import (
	"maps"
	"slices"
)

// A Table is what is counted of applications, added up: by court, kind and quarter of the decision. It holds all that a Report needs, and grows with
// the time that it covers, not with the applications. It says who decided, so it is kept as what is secret is kept.
type Table map[Key]*Cell

// A Key is what is told apart.
type Key struct {
	Court   string `json:"court"`
	Kind    string `json:"kind"`
	Quarter string `json:"quarter"` // 2026-Q1
}

// A Cell is what was counted under a key.
type Cell struct {
	Counts map[string]int `json:"counts,omitempty"` // by the id of the figure
	Codes  map[string]int `json:"codes,omitempty"`  // decisions on papers in which a flaw of the code was answered
	Judges map[string]int `json:"judges,omitempty"` // decisions, by who decided
	Bands  []Band         `json:"bands,omitempty"`  // as bands has them
}

// A Band is the decisions on papers of a length of which it is known how long they took.
type Band struct {
	Judges  map[string]int `json:"judges,omitempty"`
	Minutes map[int]int    `json:"minutes,omitempty"` // decisions, by the whole minutes they took
	Within3 int            `json:"within3,omitempty"` // those that took less than three
}

// Decided reports whether anything of an application is counted.
func (a *Application) Decided() bool {
	return slices.ContainsFunc(a.Decisions, func(d Decision) bool { _, ok := quarter(d.Day); return ok })
}

// Add counts an application n times; with -1 it takes away what was added.
func (t Table) Add(a *Application, n int) {
	for i, d := range a.Decisions {
		q, ok := quarter(d.Day)
		if !ok {
			continue
		}
		k := Key{a.Court, a.Kind, q}
		c := t[k]
		if c == nil {
			c = &Cell{}
			t[k] = c
		}
		c.add(one{app: a, d: d, first: i == 0}, n)
		if c.empty() {
			delete(t, k)
		}
	}
}

// Merge adds what another table has.
func (t Table) Merge(other Table) {
	for k, c := range other {
		if t[k] == nil {
			t[k] = &Cell{}
		}
		t[k].merge(c)
		if t[k].empty() {
			delete(t, k)
		}
	}
}

func (c *Cell) empty() bool {
	return len(c.Counts)+len(c.Codes)+len(c.Judges) == 0 && !slices.ContainsFunc(c.Bands, func(b Band) bool { return len(b.Judges)+len(b.Minutes) > 0 || b.Within3 != 0 })
}

// count adds n under a key; what comes to nothing is not there.
func count[K comparable](to *map[K]int, k K, n int) {
	if *to == nil {
		*to = map[K]int{}
	}
	if (*to)[k] += n; (*to)[k] == 0 {
		delete(*to, k)
	}
}

func (c *Cell) add(o one, n int) {
	for _, m := range measures {
		if m.each(o) {
			count(&c.Counts, m.id, n)
		}
	}
	codes, acts := map[string]bool{}, map[string]bool{}
	for _, x := range o.app.Answers {
		codes[x.Flaw], acts[x.Act] = true, true
	}
	for code := range codes {
		count(&c.Codes, code, n)
		if o.first {
			count(&c.Counts, "flaw-"+code, n)
		}
	}
	for act := range acts {
		if o.first {
			count(&c.Counts, "answered-"+act, n)
		}
	}
	if o.d.Judge != "" {
		count(&c.Judges, o.d.Judge, n)
	}
	if o.d.Seconds < 0 {
		return
	}
	if c.Bands == nil {
		c.Bands = make([]Band, len(bands))
	}
	b := &c.Bands[0]
	for i, from := range bands {
		if o.app.Words >= from {
			b = &c.Bands[i]
		}
	}
	if o.d.Judge != "" {
		count(&b.Judges, o.d.Judge, n)
	}
	count(&b.Minutes, int(o.d.Seconds/60), n)
	if o.d.Seconds < 180 {
		b.Within3 += n
	}
}

func mergeCounts[K comparable](to *map[K]int, from map[K]int) {
	for k, n := range from {
		count(to, k, n)
	}
}

func (c *Cell) merge(x *Cell) {
	mergeCounts(&c.Counts, x.Counts)
	mergeCounts(&c.Codes, x.Codes)
	mergeCounts(&c.Judges, x.Judges)
	if c.Bands == nil && x.Bands != nil {
		c.Bands = make([]Band, len(bands))
	}
	for i := range x.Bands {
		if i < len(c.Bands) {
			mergeCounts(&c.Bands[i].Judges, x.Bands[i].Judges)
			mergeCounts(&c.Bands[i].Minutes, x.Bands[i].Minutes)
			c.Bands[i].Within3 += x.Bands[i].Within3
		}
	}
}

// decisions is how many decisions were counted.
func (c *Cell) decisions() int { return c.Counts["decisions"] }

// of is how many decisions a band has.
func (b *Band) of() int {
	n := 0
	for _, k := range b.Minutes {
		n += k
	}
	return n
}

// at returns how many whole minutes k quarters of n decisions took at most.
func (b *Band) at(k, n int) int {
	rank := (n*k+3)/4 - 1
	for _, m := range slices.Sorted(maps.Keys(b.Minutes)) {
		if rank -= b.Minutes[m]; rank < 0 {
			return m
		}
	}
	return 0
}
