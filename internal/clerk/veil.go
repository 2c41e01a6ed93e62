package clerk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
)

// This file is what of an application under a seal of its own shows in the open matter around it: nothing, to whoever is outside that seal.

// ownSeal reports whether a seal on just this application is in force.
func (f *file) ownSeal(app record.AppID, now record.When) bool { return f.m.OwnSeal(app, now) }

// veil tells of which applications w is not to know: those under a seal of their own that he is outside of. Nil, if there is none.
func (f *file) veil(w access.Who, now record.When) func(record.AppID) bool {
	var list []record.AppID
	for i := range f.m.Applications {
		if id := f.m.Applications[i].ID; f.ownSeal(id, now) && !access.Inside(w, f.placeBut(id, now, nil)) {
			list = append(list, id)
		}
	}
	if list == nil {
		return nil
	}
	return func(app record.AppID) bool { return slices.Contains(list, app) }
}

// late returns who was given a part in the matter after an application came under seal, by someone outside that seal. The matter around it is
// open, so that anyone of the agency may name people in it; he would else let himself in by that. The court's own hand lets in whom it names.
func (f *file) late(app record.AppID) []record.PersonID {
	if f.sketch != nil {
		return f.sketch.Late[app]
	}
	sealed := false
	in := map[record.PersonID]bool{}
	var out []record.PersonID
	for _, e := range f.list {
		switch b := e.Body.(type) {
		case record.Sealed:
			if s := f.seal(b.Seal.ID); b.Seal.Application == app && s != nil && s.Lifted == nil {
				sealed = true
			}
		case record.PersonNamed:
			h := e.Hand
			if !sealed || h == nil || in[h.Person] && h.Person != "" || h.Role == record.Clerk || h.Role == record.Magistrate {
				in[b.Person.ID] = true
			} else {
				out = append(out, b.Person.ID)
			}
		}
	}
	return out
}

func (f *file) seal(id record.SealID) *record.Seal {
	for i := range f.m.Seals {
		if f.m.Seals[i].ID == id {
			return &f.m.Seals[i]
		}
	}
	return nil
}

// about returns which application an entry is about: as the record says, or as what it answers does.
func (f *file) about(e record.Event) record.AppID {
	switch e := e.(type) {
	case record.AlertSeen:
		for _, a := range f.m.Alerts {
			if a.ID == e.Alert {
				return a.Application
			}
		}
	case record.Unsealed:
		if s := f.seal(e.Seal); s != nil {
			return s.Application
		}
	case record.Disclosed:
		if len(e.Disclosure.Applications) == 1 {
			return e.Disclosure.Applications[0]
		}
	case record.HearingMoved:
		return f.hearingOf(e.Hearing)
	case record.PeriodWaived:
		return f.hearingOf(e.Hearing)
	case record.RulingMade:
		return f.ruledOn(e.Ruling)
	}
	return record.Concerns(e)
}

func (f *file) hearingOf(id record.HearingID) record.AppID {
	for _, h := range f.m.Hearings {
		if h.ID == id {
			return h.Application
		}
	}
	return ""
}

// ruledOn returns the application on whose flaw a ruling is, or "". A flaw is named CODE@APPLICATION and the place in it.
func (f *file) ruledOn(r record.Ruling) record.AppID {
	_, at, ok := strings.Cut(r.On, "@")
	if !ok {
		return ""
	}
	app, _, _ := strings.Cut(at, ".")
	if f.m.Application(record.AppID(app)) == nil {
		return ""
	}
	return record.AppID(app)
}

// numbers are those by which a reader counts the entries of a matter: the place of each among the entries that he may know of.
type numbers []int64

// numbers returns those of one to whom some applications are veiled. Only who otherwise reads all of a matter counts so: for anyone else there are
// gaps in any case, by drafts and by applications that do not concern him, and one more tells him nothing.
func (f *file) numbers(veil func(record.AppID) bool, reads access.Decision) numbers {
	if !reads.May || reads.As == record.Magistrate {
		return nil
	}
	list := numbers{}
	for i, e := range f.list {
		if !veil(f.about(e.Body)) {
			list = append(list, int64(i+1))
		}
	}
	return list
}

// shown is the number by which the reader knows an entry: how many there are for him up to it.
func (n numbers) shown(real int64) int64 {
	if n == nil {
		return real
	}
	i, there := slices.BinarySearch(n, real)
	if there {
		i++
	}
	return int64(i)
}

// real is the entry that the reader knows by a number; 0, if he knows none by it.
func (n numbers) real(shown int64) int64 {
	if n == nil {
		return shown
	}
	if shown < 1 || shown > int64(len(n)) {
		return 0
	}
	return n[shown-1]
}

// renumber counts what is shown as its reader does.
func (v *View) renumber(n numbers) {
	v.no, v.Head = n, n.shown(v.Head)
	for i := range v.Lines {
		v.Lines[i].Seq = int(n.shown(int64(v.Lines[i].Seq)))
	}
}

// unveiled refuses an event as it would be refused if what is veiled were not there, in the same words. It returns the matter without that; nil, if something of
// the rest stands on it.
func (f *file) unveiled(veil func(record.AppID) bool, no numbers, e record.Event, hand *record.Hand) (*record.Matter, error) {
	var list []record.Entry
	for _, x := range f.list {
		if !veil(f.about(x.Body)) {
			x.Seq = len(list) + 1
			list = append(list, x)
		}
	}
	m, err := record.Replay(list)
	if err != nil { // something of the rest stands on it
		return nil, nil
	}
	_, err = record.Replay(append(list, record.Entry{Seq: len(list) + 1, Mode: record.ModePerformed, Body: e, Hand: hand}))
	if in := errors.Unwrap(err); in != nil && strings.HasPrefix(err.Error(), "entry ") {
		return nil, fmt.Errorf("entry %d, %s: %w", no.shown(int64(len(f.list)))+1, e.Kind(), in)
	}
	return &m, err
}

// seen is the matter as far as the caller may know of it, if what he does may come there; the whole, where something that he knows of stands on what is veiled.
func (p *posed) seen(hand *record.Hand) (*record.Matter, error) {
	if p.veiled == nil {
		return &p.f.m, nil
	}
	m, err := p.f.unveiled(p.veiled, p.no, p.ev, hand)
	if m == nil {
		m = &p.f.m
	}
	return m, err
}

// lastBut is when the last entry was made that is not veiled.
func (f *file) lastBut(veil func(record.AppID) bool) time.Time {
	if f.sketch != nil {
		for _, x := range slices.Backward(f.sketch.Lasts) {
			if t, err := time.Parse(time.RFC3339, x.At); err == nil && !veil(x.About) {
				return t
			}
		}
		return f.opened
	}
	for i := len(f.list) - 1; i >= 0; i-- {
		if e := f.list[i]; !veil(f.about(e.Body)) && e.Hand != nil {
			if t, err := time.Parse(time.RFC3339, e.Hand.At); err == nil {
				return t
			}
		}
	}
	return f.opened
}
