package clerk

import (
	"context"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// This file is what is shown of the sentences by which an application discloses what was brought in other matters. They stand in the record for good, with the name of the
// matter; it may have come under a seal since, or have been expunged.

// nothingKept is what is shown of a sentence about a matter that was expunged.
const nothingKept = "in another matter, of which nothing is kept"

// nothingShown is what is shown of a sentence about a matter under seal of which it cannot be told what it tells.
const nothingShown = "in another matter, of which nothing is shown"

// saidOf adds to named, by the sentences of stands that tell of other matters, how each is said to the caller, if it is of an application for which want holds.
func (c *Clerk) saidOf(ctx context.Context, tx store.Tx, roll *people.Roll, by Caller, f *file, a *record.Application, stands []string, want func(seat, record.AppID) bool, named map[string]string) error {
	mine := aimsOf(&f.m, a)
	for _, other := range mattersIn(stands) { // those and no others, however many there are of the name
		g, err := c.fileOf(ctx, tx, other)
		if err != nil {
			return err
		}
		if g == nil {
			for _, says := range stands {
				if mentions(says, other) {
					named[says] = nothingKept
				}
			}
			continue
		}
		there, err := c.seat(by, roll, g)
		if err != nil {
			return err
		}
		for i := range g.m.Applications {
			b := &g.m.Applications[i]
			ours, theirs := shared(mine, aimsOf(&g.m, b))
			if theirs == nil || !want(there, b.ID) {
				continue
			}
			for j := range b.Presentments {
				for k := range len(b.Presentments[j].Decisions) + 1 { // as it stood when it was disclosed
					p := b.Presentments[j]
					p.Decisions = p.Decisions[:k]
					told := openly(f, g, b, &p, theirs)
					p.Here = true
					for _, says := range []string{told, openly(f, g, b, &p, theirs)} { // as it was told before it was said that it is recounted, too
						if slices.Contains(stands, says) {
							p.Here = b.Presentments[j].Here
							named[says] = namely(roll, there, b, &p, ours, theirs)
						}
					}
				}
			}
		}
	}
	return nil
}

// fileOf opens a matter that a sentence names; nil if it is gone.
func (c *Clerk) fileOf(ctx context.Context, tx store.Tx, id record.MatterID) (*file, error) {
	s, err := c.find(tx, id)
	if err == nil {
		var g *file
		if g, err = c.leafed(ctx, tx, s); err == nil && g.m.Expunged == nil {
			return g, nil
		}
	}
	if err == nil || notFoundOrGone(err) {
		return nil, nil
	}
	return nil, err
}

// apart returns, by the sentences of a matter's presentments about other matters that are there no longer for the caller, since they came under a seal or were expunged, what he
// is shown in their place. It opens only such matters: of the others it reads the rows.
func (c *Clerk) apart(ctx context.Context, tx store.Tx, roll *people.Roll, by Caller, f *file) (map[string]string, error) {
	var gone map[string]string
	for i := range f.m.Applications {
		a := &f.m.Applications[i]
		var stands []string
		for _, p := range a.Presentments {
			if p.Here { // what is recounted of a presentment is what someone typed: to exchange the true among it for another would tell which is true
				stands = append(stands, p.Disclosed...)
			}
		}
		shut, err := c.shutAmong(ctx, tx, roll, by, mattersIn(stands))
		if err != nil {
			return nil, err
		}
		if len(shut) == 0 {
			continue
		}
		if gone == nil {
			gone = map[string]string{}
		}
		stands = slices.DeleteFunc(stands, func(says string) bool {
			return !slices.ContainsFunc(shut, func(id record.MatterID) bool { return mentions(says, id) })
		})
		open := map[string]string{}
		for _, way := range []struct {
			want  func(seat, record.AppID) bool
			named map[string]string
		}{{shutTo, gone}, {func(there seat, app record.AppID) bool { return !shutTo(there, app) }, open}} {
			if err := c.saidOf(ctx, tx, roll, by, f, a, stands, way.want, way.named); err != nil {
				return nil, err
			}
		}
		for _, says := range stands { // in words that nothing there has any more
			if gone[says] == "" && open[says] == "" {
				gone[says] = nothingShown
			}
		}
	}
	return gone, nil
}

// shutAmong returns those of some matters in which something is shut to the caller, and those that are gone.
func (c *Clerk) shutAmong(ctx context.Context, tx store.Tx, roll *people.Roll, by Caller, ids []record.MatterID) (shut []record.MatterID, err error) {
	var rows []store.Row
	of := map[entry.Stream]record.MatterID{}
	for _, id := range ids {
		s, err := c.find(tx, id)
		if err == nil {
			var r store.Row
			if r, err = tx.Row(s); err == nil {
				rows, of[s] = append(rows, r), id
				continue
			}
		}
		if !notFoundOrGone(err) {
			return nil, err
		}
		shut = append(shut, id)
	}
	if len(rows) == 0 {
		return shut, nil
	}
	seen, err := c.glances(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		g := seen[r.Stream]
		if g == nil || g.file.m.Expunged != nil {
			shut = append(shut, of[r.Stream])
			continue
		}
		there, err := c.seat(by, roll, &g.file)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(g.file.m.Applications, func(b record.Application) bool { return shutTo(there, b.ID) }) {
			shut = append(shut, of[r.Stream])
		}
	}
	return shut, nil
}

// shutTo reports whether an application is under a seal and not there for who sits before its matter.
func shutTo(there seat, app record.AppID) bool {
	return there.sealed(app) && !there.may(access.Find, app).May
}

// mentions reports whether a sentence tells of a matter.
func mentions(says string, id record.MatterID) bool {
	return strings.HasPrefix(says, "in the matter "+string(id)+" (")
}

// replace shows the sentences that are gone as they are said now. What it is given is changed, but for the lists in it, which are shared.
func replace(m *record.Matter, gone map[string]string) {
	for i := range m.Applications {
		list := m.Applications[i].Presentments
		own := false
		for j := range list {
			if !list[j].Here || !slices.ContainsFunc(list[j].Disclosed, func(says string) bool { return gone[says] != "" }) {
				continue
			}
			if !own {
				list, own = slices.Clone(list), true
				m.Applications[i].Presentments = list
			}
			list[j].Disclosed = slices.Clone(list[j].Disclosed)
			for k, says := range list[j].Disclosed {
				if now := gone[says]; now != "" {
					list[j].Disclosed[k] = now
				}
			}
		}
	}
}
