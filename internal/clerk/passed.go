package clerk

import (
	"slices"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
)

// This file is what a reader is shown of the sentences by which an application discloses another in its matter that is not there for him. They stand in the record for
// good, as they were told to the magistrate; who reads them later may not read all of which they tell.

// passOn returns the presentments of an application with the sentences that a reader is shown. What tells of an application that he may not read, he is shown without
// people whom he does not read of elsewhere; what tells of one that is under a seal of its own by now, not at all. The magistrate to whom it was told has it as it was told.
func (f *file) passOn(a *record.Application, me record.PersonID, now record.When, open func(record.AppID) bool, shown *record.Matter) []record.Presentment {
	list := a.Presentments
	for i := range f.m.Applications {
		b := &f.m.Applications[i]
		if b.ID == a.ID || open(b.ID) {
			continue
		}
		for told, p := range tellings(b) {
			for j := range list {
				at := slices.Index(list[j].Disclosed, told)
				if at < 0 || me != "" && list[j].Magistrate == me {
					continue
				}
				if &list[0] == &a.Presentments[0] {
					list = slices.Clone(list)
				}
				list[j].Disclosed = slices.Clone(list[j].Disclosed)
				if f.ownSeal(b.ID, now) {
					list[j].Disclosed = slices.Delete(list[j].Disclosed, at, at+1)
				} else {
					list[j].Disclosed[at] = passedOn(b, p, shown, &f.m)
				}
			}
		}
	}
	return list
}

// passedOn is a sentence about a presentment without people whom its reader does not read of.
func passedOn(b *record.Application, p record.Presentment, shown, m *record.Matter) string {
	return toldAs(b, p, calledIn(shown, m, func(id record.PersonID) string { return string(id) }))
}

// calledIn is how people of a matter are called to one who is shown only some of them.
func calledIn(shown, m *record.Matter, name func(record.PersonID) string) func(record.PersonID) string {
	return func(id record.PersonID) string {
		switch x := m.Person(id); {
		case x == nil || shown.Person(id) != nil:
			return name(id)
		case slices.Contains(x.Roles, record.Magistrate):
			return "another magistrate"
		}
		return "another person"
	}
}

// opener is which applications someone reads, by an act of reading or in the docket; to find one is not to read it, nor to have it proved.
func opener(act access.Act, may func(access.Act, record.AppID) access.Decision) func(record.AppID) bool {
	return func(app record.AppID) bool {
		return act != access.Find && act != access.Prove && may(act, app).May || may(access.ReadDocket, app).May
	}
}

// tellsOnly reports whether a presentment discloses nothing of an application that its reader may not read: else the entry's own words are not his to open.
func (f *file) tellsOnly(p record.Presentment, app record.AppID, open func(record.AppID) bool) bool {
	for i := range f.m.Applications {
		b := &f.m.Applications[i]
		if b.ID == app || open(b.ID) {
			continue
		}
		for told := range tellings(b) {
			if slices.Contains(p.Disclosed, told) {
				return false
			}
		}
	}
	return true
}

// tellsOf reports whether a presentment discloses something of what is gone.
func tellsOf(p record.Presentment, gone map[string]string) bool {
	return slices.ContainsFunc(p.Disclosed, func(says string) bool { return gone[says] != "" })
}

// tellsSealed reports whether a presentment discloses something of an application that is under a seal of its own by now and is not there for its reader.
func (f *file) tellsSealed(p record.Presentment, app record.AppID, now record.When, open func(record.AppID) bool) bool {
	for i := range f.m.Applications {
		b := &f.m.Applications[i]
		if b.ID == app || open(b.ID) || !f.ownSeal(b.ID, now) {
			continue
		}
		for told := range tellings(b) {
			if slices.Contains(p.Disclosed, told) {
				return true
			}
		}
	}
	return false
}
