package clerk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// BreakGlass shows all of a matter, in an emergency and for a reason, to one who may not read it and may break the glass. It is in the
// trail, and everyone concerned who has an account is told in the matter itself, before it is shown.
func (c *Clerk) BreakGlass(ctx context.Context, by Caller, id record.MatterID, because string) (*View, error) {
	if strings.TrimSpace(because) == "" {
		return nil, fault.Errorf(fault.Input, "the glass is broken for a reason, which goes on the record")
	}
	var v *View
	var no *access.Decision
	err := c.store.View(ctx, func(tx store.Tx) error {
		v, no = nil, nil
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		at, err := c.seatIn(ctx, tx, roll, id, asked{by, "", []access.Act{access.BreakGlass}})
		if err != nil {
			return err
		}
		// Asked for each application by itself: one may be under a seal of its own, and a seal does not give way.
		may := func(_ access.Act, app record.AppID) access.Decision { return at.may(access.BreakGlass, app) }
		if d := may(access.BreakGlass, ""); !d.May {
			no = &d
			return nil
		}
		gone, err := c.apart(ctx, tx, roll, by, at.file)
		if err != nil {
			return err
		}
		v = at.file.view(access.ReadSources, at.file.person(by.Account), at.minute, may)
		replace(&v.Matter, gone)
		v.Now, v.Sealed, v.law = at.minute, at.sealed(""), c.law
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
		return nil, c.refused(ctx, by, access.BreakGlass, id, *no)
	}
	if err := c.tellConcerned(ctx, by, id, because); err != nil {
		return nil, err
	}
	if err := c.trace(ctx, Trace{Account: by.Account, Act: access.BreakGlass, Matter: id, Rule: "break-glass", What: "broke-glass", Because: because}); err != nil {
		return nil, err
	}
	return v, nil
}

// tellConcerned gives notice, by the office's own hand, that the glass was broken: to whoever made, reviewed, decides or keeps what was shown.
func (c *Clerk) tellConcerned(ctx context.Context, by Caller, id record.MatterID, because string) error {
	return c.store.Update(ctx, func(tx store.Tx) error {
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		now, err := c.moment(tx)
		if err != nil {
			return err
		}
		f, err := c.byID(ctx, tx, id, asked{by, "", []access.Act{access.BreakGlass}})
		if err != nil {
			return err
		}
		z, err := c.zone(roll, f.m.Court)
		if err != nil {
			return err
		}
		local := now.In(z)
		name := by.Account
		if a := roll.Account(by.Account); a != nil {
			name = a.Name
		}
		g := f
		for _, p := range f.m.People {
			if p.Account == "" || p.Account == by.Account || !slices.ContainsFunc(p.Roles, func(r record.Role) bool { return slices.Contains(keepers, r) }) {
				continue
			}
			told := record.NoticeGiven{Notice: record.Notice{To: p.ID, Of: "read-in-emergency", Means: "in the docket", Time: stamp(local),
				Words: fmt.Sprintf("%s (%s) read the matter in an emergency, on %s. The reason given: %s", name, by.Account, stamp(local), strings.TrimSpace(because))}}
			if g, _, err = c.enter(ctx, tx, g, told, officeHand(local), now); err != nil {
				return err
			}
		}
		if g == f {
			return nil
		}
		return c.derive(tx, f, g, z)
	})
}
