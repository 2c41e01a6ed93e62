package clerk

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// Read shows a matter to a caller who may do the act of reading asked for (access.ReadDocket and the like) on an application, or on the
// matter as a whole, cut down to what that act lets. A read of a sealed matter is entered in the trail.
func (c *Clerk) Read(ctx context.Context, by Caller, id record.MatterID, act access.Act, app record.AppID) (*View, error) {
	return c.ReadFirst(ctx, by, id, app, act)
}

// ReadFirst is Read by the first of several acts of reading that the caller may do; View.As says which. It is one read, and one refusal if
// the caller may do none of them: whoever does not know what a reader may see need not try it out on the trail.
func (c *Clerk) ReadFirst(ctx context.Context, by Caller, id record.MatterID, app record.AppID, acts ...access.Act) (*View, error) {
	if len(acts) == 0 || slices.ContainsFunc(acts, access.Act.General) {
		return nil, fault.Errorf(fault.Internal, "%s is about no matter", acts)
	}
	act := acts[0]
	var v *View
	var no *access.Decision
	var sealed bool
	err := c.store.View(ctx, func(tx store.Tx) error {
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		at, err := c.seatIn(ctx, tx, roll, id, asked{by, app, acts})
		if err != nil {
			return err
		}
		f, may := at.file, at.may
		var d access.Decision
		for _, act = range acts {
			if d = f.decide(app, func(app record.AppID) access.Decision { return may(act, app) }); d.May {
				if act != access.ReadFlaws || d.As != record.Magistrate || roll.Practice(f.m.Court) != people.NotShown {
					break
				}
				d = access.Decision{Rule: "court-practice", Says: "The court has its magistrates decide without the questions of the review."}
			}
			// Who may read one application finds the matter that it is in, cut down to that.
			i := slices.IndexFunc(f.m.Applications, func(a record.Application) bool { return may(act, a.ID).May })
			if app == "" && i >= 0 && (act == access.ReadDocket || act == access.ReadWarrant || act == access.Find) {
				d = may(act, f.m.Applications[i].ID)
				break
			}
		}
		if !d.May {
			act, no = acts[0], &d
			return nil
		}
		if app != "" && (f.m.Application(app) == nil || !may(act, app).May) {
			return noApplication(app)
		}
		sealed = at.sealed(app)
		gone, err := c.apart(ctx, tx, roll, by, f)
		if err != nil {
			return err
		}
		v = f.view(act, f.person(by.Account), at.minute, may)
		v.gone = gone
		replace(&v.Matter, gone)
		if veil := f.veil(at.who, at.minute); veil != nil {
			v.renumber(f.numbers(veil, may(access.ReadSources, "")))
		}
		v.Now, v.Sealed, v.Me, v.As, v.law = at.minute, sealed, f.person(by.Account), act, c.law
		proved := at.who
		proved.Proved = true
		v.Could = func(act access.Act, app record.AppID) access.Decision {
			return access.May(proved, act, f.placeFor(at.who, act, app, at.minute))
		}
		orders := f.ordersShown(may)
		for _, x := range clock.Deadlines(&f.m, c.terms, at.zone, at.now) {
			if (x.Application == "" || may(act, x.Application).May) && (x.Order == "" || orders) {
				v.Due = append(v.Due, x)
			}
		}
		return nil
	})
	var none *refusal
	if errors.As(err, &none) {
		no, err = &none.d, nil
	}
	switch {
	case err != nil:
		return nil, err
	case no != nil:
		return nil, c.refused(ctx, by, act, id, *no)
	case sealed:
		if err := c.trace(ctx, Trace{Account: by.Account, Act: act, Matter: id, Rule: "sealed", What: "read-sealed"}); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// byID returns the file of a matter; of one that was expunged, as of one that is not there, a *refusal.
func (c *Clerk) byID(ctx context.Context, tx store.Tx, id record.MatterID, a asked) (*file, error) {
	s, err := c.find(tx, id)
	if notFound(err) {
		return nil, c.absent(tx, a)
	}
	if err != nil {
		return nil, err
	}
	f, err := c.read(ctx, tx, s)
	if destroyed(err) || err == nil && f.m.Expunged != nil {
		return nil, c.absent(tx, a)
	}
	return f, err
}

func (c *Clerk) local(roll *people.Roll, f *file) (time.Time, *time.Location, error) {
	z, err := c.zone(roll, f.m.Court)
	if err != nil {
		return time.Time{}, nil, err
	}
	return c.now().In(z), z, nil
}

// List returns the summaries of the matters that a query chooses and the caller may find, and where the next page begins; nil at the
// end. What the caller may not find leaves no trace: neither a gap nor a count.
func (c *Clerk) List(ctx context.Context, by Caller, q store.Query) ([]Summary, *store.Cursor, error) {
	want := q.Limit
	if want <= 0 || want > 200 {
		want = 50
	}
	q.Kinds, q.Limit = []string{"matter"}, want
	var list []Summary
	var next *store.Cursor
	err := c.store.View(ctx, func(tx store.Tx) error {
		list, next = nil, nil
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		if len(q.Tags) == 0 { // a tag is a handle of the caller's own, and there are few matters under it
			q.Within = c.within(roll, by)
		}
		for {
			rows, err := tx.Rows(q)
			if err != nil {
				return err
			}
			seen, err := c.glances(ctx, tx, rows)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if len(list) == want {
					return nil
				}
				next = q.Cursor(r)
				s, ok, err := c.shown(by, roll, seen[r.Stream])
				if err != nil {
					return err
				}
				if ok && (len(q.Stages) == 0 || slices.Contains(q.Stages, string(s.Stage))) && (q.DueBefore.IsZero() || s.dueBefore(q.DueBefore)) {
					list = append(list, s)
				}
			}
			if len(rows) < q.Limit {
				next = nil
				return nil
			}
			q.After = next
		}
	})
	return list, next, err
}

// within bounds a list to what the caller may find by a post or has a part in; what of that he may really find is decided row by row. Without it,
// the list of someone who may find little would go through all there is.
func (c *Clerk) within(roll *people.Roll, by Caller) *store.Within {
	list := posts(roll.Account(by.Account).Now(c.now()))
	agencies, courts, all := access.Reach(list)
	if all {
		return nil
	}
	w := &store.Within{Agencies: partsOf(agencies), Courts: partsOf(courts), Tags: []string{c.tag(by.Account)}}
	for _, p := range list { // the stage of an application under a seal of its own does not stand in the list
		if p.Role == access.SealKeeper && p.Court != "" {
			w.Tags = append(w.Tags, trayTag(Seals, "court "+p.Court))
		}
	}
	return w
}

// partsOf returns wards as the store knows them: without the stages that come before the one from which they are reached.
func partsOf(list []access.Ward) []store.Part {
	var parts []store.Part
	for _, w := range list {
		p := store.Part{Of: w.ID}
		for _, s := range record.Stages() {
			if s == w.From {
				break
			}
			p.But = append(p.But, string(s))
		}
		parts = append(parts, p)
	}
	return parts
}

// shown returns the summary of a matter if the caller may find it; of one that is not there, nothing.
func (c *Clerk) shown(by Caller, roll *people.Roll, g *glance) (Summary, bool, error) {
	if g == nil {
		return Summary{}, false, nil
	}
	f := &g.file
	at, err := c.seat(by, roll, f)
	if err != nil {
		return Summary{}, false, err
	}
	who, minute := at.who, at.minute
	finds := map[record.AppID]bool{}
	may := false
	for _, app := range append(appIDs(&f.m), "") {
		finds[app] = at.may(access.Find, app).May
		may = may || finds[app]
	}
	if !may {
		return Summary{}, false, nil
	}
	sum := g.summary
	sum.Applications, sum.Seals, sum.Due = slices.Clone(sum.Applications), slices.Clone(sum.Seals), slices.Clone(sum.Due)
	for i := range sum.Applications {
		sum.Applications[i].Counted = nil
		sum.Applications[i].Reviewed = slices.DeleteFunc(slices.Clone(sum.Applications[i].Reviewed), func(a string) bool { return a != by.Account })
	}
	sum.Told = slices.DeleteFunc(slices.Clone(sum.Told), func(t ToldSummary) bool { return t.Account != by.Account })
	all := len(sum.Applications)
	sum.Applications = slices.DeleteFunc(sum.Applications, func(a AppSummary) bool { return !finds[a.ID] })
	sum.Seals = slices.DeleteFunc(sum.Seals, func(x SealSummary) bool { return x.Application != "" && !finds[x.Application] })
	orders := f.ordersShown(func(act access.Act, app record.AppID) access.Decision {
		return access.May(who, act, f.place(who, app, minute))
	})
	sum.Due = slices.DeleteFunc(sum.Due, func(d DueSummary) bool {
		return d.Application != "" && !finds[d.Application] || d.Order != "" && !orders
	})
	if len(sum.Applications) < all { // the stage of one that is hidden would tell of it
		sum.Stage = record.Drafting
		for _, a := range sum.Applications {
			if stageRank(a.Stage) > stageRank(sum.Stage) {
				sum.Stage = a.Stage
			}
		}
	}
	return sum, true, nil
}

func appIDs(m *record.Matter) []record.AppID {
	var ids []record.AppID
	for _, a := range m.Applications {
		ids = append(ids, a.ID)
	}
	return ids
}

// Prove returns the receipt of an entry of a matter that the caller may have proved: that it is in the log as it is now, signed. The
// second result opens the entry's words, and no other's; it is nil if the caller may not read them.
func (c *Clerk) Prove(ctx context.Context, by Caller, id record.MatterID, seq int64) (proof.Receipt, *entry.Secret, error) {
	v, err := c.Read(ctx, by, id, access.Prove, "")
	if err != nil {
		return proof.Receipt{}, nil, err
	}
	seq = v.no.real(seq)
	var r proof.Receipt
	var secret *entry.Secret
	err = c.store.View(ctx, func(tx store.Tx) error {
		secret = nil
		f, err := c.byID(ctx, tx, id, asked{by, "", []access.Act{access.Prove}})
		if err != nil {
			return err
		}
		s := f.sightOf(f.person(by.Account), v.May, v.gone)
		if seq < 1 || seq > int64(len(f.list)) || !s.there(f.list[seq-1]) {
			return fault.Errorf(fault.NotFound, "the matter has no entry %d that you may know of", seq)
		}
		page, err := tx.Entries(f.stream, seq, 1)
		if err != nil {
			return err
		}
		size, signed, err := c.best(tx, page[0].Leaf)
		if err != nil {
			return err
		}
		if r, err = ledger.Receipt(page[0].Cover, page[0].Leaf, signed, size, tx); err != nil {
			return err
		}
		if s.opens(f.list[seq-1]) {
			x := f.key.SecretOf(f.stream, seq)
			secret = &x
		}
		return nil
	})
	if none := (*refusal)(nil); errors.As(err, &none) { // it went between the two
		err = c.refused(ctx, by, access.Prove, id, none.d)
	}
	return r, secret, err
}
