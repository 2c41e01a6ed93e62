package clerk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A posed is an act that may come as far as access and the office know, and what it comes to.
type posed struct {
	ev     record.Event // with what the office itself knows
	f      *file
	roll   *people.Roll
	now    time.Time
	local  time.Time // in the court's own zone
	as     record.Role
	veiled func(record.AppID) bool // what is kept from the caller; nil if nothing is
	no     numbers
}

// pose asks for an act all that is asked before it is entered. made is a stream that was drawn, for an act that opens a matter; for one that comes after others
// in the same tx, the file as those left it; and else nil. But for an act that opens a matter it writes nothing.
func (c *Clerk) pose(ctx context.Context, tx store.Tx, by Caller, act Act, made *file) (*posed, error) {
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		return nil, err
	}
	now, err := c.moment(tx)
	if err != nil {
		return nil, err
	}
	f, err := c.fileFor(ctx, tx, by, act, made)
	if err != nil {
		return nil, err
	}
	court := f.m.Court
	if o, opens := act.Event.(record.MatterOpened); opens {
		court = o.Court
		f.m.Agency, f.m.Court = o.Agency, o.Court
		if roll.Agency(o.Agency) == nil {
			return nil, fault.Errorf(fault.Input, "there is no agency %q; a matter belongs to one that is on the roll", o.Agency)
		}
	}
	z, err := c.zone(roll, court)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%w; a matter goes to one that is on the roll", err)
	}
	local := now.In(z)
	minute := record.When(local.Format("2006-01-02T15:04"))

	as := record.Role("office")
	var veil func(record.AppID) bool
	var no numbers
	if !by.Office {
		app, who := record.Concerns(act.Event), f.who(by, roll, now)
		may := func(app record.AppID) access.Decision {
			return access.May(who, access.Act(act.Event.Kind()), f.place(who, app, minute))
		}
		d := f.decide(app, may)
		if !d.May {
			return nil, &refusal{d}
		}
		if veil = f.veil(who, minute); veil != nil {
			no = f.numbers(veil, access.May(who, access.ReadSources, f.place(who, "", minute)))
		}
		if _, drafts := act.Event.(record.ApplicationDrafted); app != "" && !drafts && !may(app).May { // as the record answers for one that is not there
			return nil, fmt.Errorf("entry %d, %s: %w", no.shown(int64(len(f.list)))+1, act.Event.Kind(), fault.Errorf(fault.Conflict, "no application %q has been drafted", string(app)))
		}
		as = d.As
	}
	if act.Head != nil && *act.Head != no.shown(int64(len(f.list))) {
		return nil, beaten(f, *act.Head, record.Concerns(act.Event), veil != nil || !slices.Contains(keepers, as))
	}
	if err := sameBytes(f, act); err != nil {
		return nil, err
	}
	if err := onTheClock(setFor(act.Event), z); err != nil {
		return nil, err
	}
	if err := toldOnTheClock(act.Event, z); err != nil {
		return nil, err
	}
	ev, err := c.prepare(f, roll, act.Event, by, as, local)
	if err != nil {
		return nil, err
	}
	return &posed{ev, f, roll, now, local, as, veil, no}, nil
}

// fileFor returns the file that an act is to be entered in; an empty one for an act that opens a matter.
func (c *Clerk) fileFor(ctx context.Context, tx store.Tx, by Caller, act Act, made *file) (*file, error) {
	a := asked{by, record.Concerns(act.Event), []access.Act{access.Act(act.Event.Kind())}}
	o, opens := act.Event.(record.MatterOpened)
	if made != nil && !opens {
		return made, nil
	}
	s, err := c.find(tx, act.Matter)
	switch {
	case opens && o.ID != act.Matter:
		return nil, fault.Errorf(fault.Input, "the matter to be opened is %q, and the act is for %q", string(o.ID), string(act.Matter))
	case opens && err == nil:
		// The same words whether or not the caller may know of that matter: a name that is taken says nothing of whose it is.
		return nil, fault.Errorf(fault.Conflict, "the name %q cannot be given to a matter; choose another", string(act.Matter))
	case opens && notFound(err):
		tx.Fresh(made.stream)
		return made, tx.Put(bucketMatters, c.blinded(o.ID), []byte(made.stream))
	case notFound(err):
		return nil, c.absent(tx, a)
	case err != nil:
		return nil, err
	}
	f, err := c.read(ctx, tx, s)
	if destroyed(err) {
		return nil, c.absent(tx, a)
	}
	return f, err
}
