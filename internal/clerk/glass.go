package clerk

import (
	"context"
	"errors"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// BreakGlass shows all of a matter, in an emergency and for a reason, to one who may not read it and may break the glass. It is in the
// trail before it is shown.
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
		f, err := c.byID(ctx, tx, id, asked{by, "", []access.Act{access.BreakGlass}})
		if err != nil {
			return err
		}
		now, _, err := c.local(roll, f)
		if err != nil {
			return err
		}
		minute := record.When(now.Format("2006-01-02T15:04"))
		who := f.who(by, roll, now)
		// Asked for each application by itself: one may be under a seal of its own, and a seal does not give way.
		may := func(_ access.Act, app record.AppID) access.Decision {
			return access.May(who, access.BreakGlass, f.place(who, app, minute))
		}
		if d := may(access.BreakGlass, ""); !d.May {
			no = &d
			return nil
		}
		v = f.view(access.ReadSources, f.person(by.Account), may)
		v.Now, v.Sealed, v.law = minute, f.m.SealedAt("", minute), c.law
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
	if err := c.trace(ctx, Trace{Account: by.Account, Act: access.BreakGlass, Matter: id, Rule: "break-glass", What: "broke-glass", Because: because}); err != nil {
		return nil, err
	}
	return v, nil
}
