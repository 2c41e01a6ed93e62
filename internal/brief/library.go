package brief

import (
	"cmp"
	"slices"
	"sync"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// A Library is a law and its decided cases, with what was worked out of them alone: rules compiled, and the cases as they were known on a
// day. Reviews that share one have it worked out once. It holds nothing of a matter: of a day no more than which law was in force, and which courts and
// jurisdictions were asked about. It is safe for use by several at once.
type Library struct {
	law     *doctrine.Law
	cases   *doctrine.Casebook // none if nil
	decided func() []holding.Decided
	days    func() []string

	mu     sync.Mutex
	frames map[string]*argue.Framework // by the question and its rules
	known  map[knownKey]*holding.Reading
}

// A knownKey tells apart what was known of the decided cases: in which profile, by which day.
type knownKey struct{ profile, day string }

// How many sets of rules are kept compiled, and how many readings of the cases, each of which takes about a megabyte. When there are more, all go.
const (
	mostFrames   = 512
	mostReadings = 24
)

// NewLibrary returns the library of a law and its decided cases, which may be nil.
func NewLibrary(law *doctrine.Law, cases *doctrine.Casebook) *Library {
	l := &Library{law: law, cases: cases, frames: make(map[string]*argue.Framework), known: make(map[knownKey]*holding.Reading)}
	l.decided = sync.OnceValue(func() []holding.Decided { return holding.AllDecided(cases) })
	l.days = sync.OnceValue(cases.Days)
	return l
}

// libraryOf is the library of a reading: that of the options, if it has the same law and cases, else a new one.
func libraryOf(law *doctrine.Law, o Options) *Library {
	if l := o.Library; l != nil && l.law == law && l.cases == o.Cases {
		return l
	}
	return NewLibrary(law, o.Cases)
}

// frame is what rules compile to, by the key of their chain.
func (l *Library) frame(key string, compile func() (*argue.Framework, error)) (*argue.Framework, error) {
	l.mu.Lock()
	f := l.frames[key]
	l.mu.Unlock()
	if f != nil {
		return f, nil
	}
	f, err := compile()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.frames) >= mostFrames {
		clear(l.frames)
	}
	l.frames[key] = f
	return f, nil
}

// reading is law and cases as they were known on a day in a profile, without some of the cases. One that leaves out cases is of one litigation, and not kept.
func (l *Library) reading(profile, day string, without []string) *holding.Reading {
	day = l.since(day)
	if len(without) > 0 {
		return holding.Read(l.cases, holding.Options{Profile: profile, AsOf: day, Without: without})
	}
	key := knownKey{cmp.Or(profile, l.cases.Law().Profiles()[0].ID), day}
	l.mu.Lock()
	r := l.known[key]
	l.mu.Unlock()
	if r != nil {
		return r
	}
	r = holding.Read(l.cases, holding.Options{Profile: key.profile, AsOf: day})
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.known) >= mostReadings {
		clear(l.known)
	}
	l.known[key] = r
	return r
}

// since is the first of the days on which law and cases were known as they were on a day.
func (l *Library) since(day string) string {
	if day == "" {
		return ""
	}
	days := l.days()
	i, found := slices.BinarySearch(days, doctrine.LastDay(day))
	switch {
	case found:
		return days[i]
	case i == 0:
		return beforeAll
	}
	return days[i-1]
}

// beforeAll is a day on which there was no law yet.
const beforeAll = "0001-01-01"
