package clerk

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// EarlierNamed returns, by the sentences with which the presentments of an application disclose what was brought before, how each is said to whoever asks.
// Of the same matter people are told by their names to one who may read the docket of the other application, and to the magistrate who decides this one, unless a conflict of
// interest that he declared holds in the other; to anyone else only those whom he reads of himself. Of other matters people are told by their names, and the matter by its own, to one who may find it; to anyone else as a matter of its agency, with none who is not in this one;
// and of what has come under a seal not that either. The sentences stand in the record with short names, for good. It tells nothing to one who may not read the papers.
func (c *Clerk) EarlierNamed(ctx context.Context, by Caller, id record.MatterID, app record.AppID) (map[string]string, error) {
	named := map[string]string{}
	err := c.store.View(ctx, func(tx store.Tx) error {
		clear(named)
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		at, err := c.seatIn(ctx, tx, roll, id, asked{by, app, []access.Act{access.ReadPapers}})
		if err != nil {
			return err
		}
		f, a := at.file, at.file.m.Application(app)
		if a == nil || !at.may(access.ReadPapers, app).May {
			return nil
		}
		me := f.person(by.Account)
		shown := f.view(access.ReadPapers, me, at.minute, at.may)
		var stands []string // as the reader is shown them
		for _, p := range shown.Matter.Application(app).Presentments {
			if p.Here { // what is recounted stands as someone typed it
				stands = append(stands, p.Disclosed...)
			}
		}
		veil := f.veil(at.who, at.minute)
		decides := at.may(access.ReadPapers, app).As == record.Magistrate && unconflicted(roll, &f.m, app, me) == nil
		for i := range f.m.Applications {
			b := &f.m.Applications[i]
			name := calledIn(&shown.Matter, &f.m, nameIn(&f.m))
			if at.may(access.ReadDocket, b.ID).May || decides && (veil == nil || !veil(b.ID)) && unconflicted(roll, &f.m, b.ID, me) == nil {
				name = nameIn(&f.m)
			}
			for told, p := range tellings(b) {
				for _, says := range []string{told, passedOn(b, p, &shown.Matter, &f.m)} {
					if slices.Contains(stands, says) {
						named[says] = here(b, p, name)
					}
				}
			}
		}
		return c.saidOf(ctx, tx, roll, by, f, a, stands, func(seat, record.AppID) bool { return true }, named)
	})
	var none *refusal
	if errors.As(err, &none) {
		return nil, nil
	}
	return named, err
}

// here tells a presentment of an application in the matter itself, with people by the names that are given.
func here(b *record.Application, p record.Presentment, name func(record.PersonID) string) string {
	says := strings.TrimPrefix(toldAs(b, p, name), "application "+string(b.ID)+" ")
	return "this matter’s warrant to " + string(b.Kind) + ", " + b.Offence.Title + ", " + says
}

// toldAs is how a presentment is disclosed, with people called as given. It puts them where the sentence has them, and changes no other word: a short name may be
// any word, also one for what was decided.
func toldAs(b *record.Application, p record.Presentment, name func(record.PersonID) string) string {
	p.Decisions = slices.Clone(p.Decisions)
	for j := range p.Decisions {
		d := &p.Decisions[j]
		d.Respondents = slices.Clone(d.Respondents)
		for n, id := range d.Respondents {
			d.Respondents[n] = record.PersonID(name(id))
		}
		d.Respondents = slices.Compact(d.Respondents)
	}
	return b.Told(&p, name(p.Magistrate))
}

// tellings are the sentences by which the presentments of an application may have been disclosed, and each presentment as it stood then: after each of its decisions, and
// also as it was told before it was said that it is recounted.
func tellings(b *record.Application) iter.Seq2[string, record.Presentment] {
	return func(yield func(string, record.Presentment) bool) {
		for _, p := range b.Presentments {
			for k := range len(p.Decisions) + 1 {
				at := p
				at.Decisions = p.Decisions[:k]
				told := b.Told(&at, string(at.Magistrate))
				if !yield(told, at) {
					return
				}
				at.Here = true
				if plain := b.Told(&at, string(at.Magistrate)); plain != told {
					at.Here = p.Here
					if !yield(plain, at) {
						return
					}
				}
			}
		}
	}
}

// nameIn is how people are called by their names, as far as a matter has them.
func nameIn(m *record.Matter) func(record.PersonID) string {
	return func(id record.PersonID) string {
		if p := m.Person(id); p != nil {
			return p.Name
		}
		return string(id)
	}
}

// mattersIn returns the matters that disclosed sentences name.
func mattersIn(stands []string) []record.MatterID {
	var list []record.MatterID
	for _, says := range stands {
		rest, ok := strings.CutPrefix(says, "in the matter ")
		id, _, named := strings.Cut(rest, " (")
		if ok && named && !slices.Contains(list, record.MatterID(id)) {
			list = append(list, record.MatterID(id))
		}
	}
	return list
}

// notFoundOrGone reports whether a matter is not there, or its key was destroyed.
func notFoundOrGone(err error) bool { return destroyed(err) || fault.KindOf(err) == fault.NotFound }

// namely tells a presentment in another matter to one who sits before that.
func namely(roll *people.Roll, there seat, b *record.Application, p *record.Presentment, ours, theirs []aim) string {
	m := &there.file.m
	finds := there.may(access.Find, b.ID).May
	says := "in another matter"
	switch {
	case finds:
		says = "in the matter “" + m.Title + "”"
	case there.sealed(b.ID):
	default:
		if x := roll.Agency(m.Agency); x != nil {
			says += " of " + x.Name
		}
	}
	says += ", a warrant to " + string(b.Kind) + ", " + against(ours)
	if x := m.Person(p.Magistrate); x != nil {
		says += ", before " + x.Name
	}
	says += onDay(p.Time) + ": "
	var acts []string
	for _, x := range p.Decisions {
		act := x.Act
		switch {
		case finds && len(x.Respondents) > 0 && len(b.Respondents) > 1:
			var names []string
			for _, id := range x.Respondents {
				if who := m.Person(id); who != nil {
					names = append(names, who.Name)
				}
			}
			act += " for " + strings.Join(names, ", ")
		case !finds && !covers(x, theirs):
			continue
		}
		acts = append(acts, act)
	}
	if !finds { // whose each was is not told: of the same act for each of several it is said once
		acts = slices.Compact(acts)
	}
	if acts == nil {
		acts = []string{"not decided"}
	}
	return says + strings.Join(acts, "; ") + asTold(p.Here, "its agency")
}
