package clerk

import (
	"context"
	"errors"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// NameSelf returns which person of a matter the caller is, for an act that has to say by whom it is done. One who may do the act and is
// not named in the matter is named in it, in the role by which the act is let: an officer who is sent out with a warrant need not wait for
// someone at a desk. The error is that of the act itself, where it is not let.
func (c *Clerk) NameSelf(ctx context.Context, by Caller, id record.MatterID, app record.AppID, act access.Act) (record.PersonID, error) {
	var me record.PersonID
	var no *refusal
	err := c.store.Update(ctx, func(tx store.Tx) error {
		no = nil
		var err error
		if me, err = c.nameSelf(ctx, tx, by, id, app, act); errors.As(err, &no) {
			return nil
		}
		return err
	})
	if no != nil {
		return "", c.refused(ctx, by, act, id, no.d)
	}
	return me, err
}

func (c *Clerk) nameSelf(ctx context.Context, tx store.Tx, by Caller, id record.MatterID, app record.AppID, act access.Act) (record.PersonID, error) {
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		return "", err
	}
	now, err := c.moment(tx)
	if err != nil {
		return "", err
	}
	f, err := c.byID(ctx, tx, id, asked{by, app, []access.Act{act}})
	if err != nil {
		return "", err
	}
	z, err := c.zone(roll, f.m.Court)
	if err != nil {
		return "", err
	}
	local := now.In(z)
	minute := record.When(local.Format("2006-01-02T15:04"))
	who := f.who(by, roll, now)
	who.Proved = true // whether presence was proved is for the act itself to ask
	d := f.decide(app, func(app record.AppID) access.Decision { return access.May(who, act, f.place(who, app, minute)) })
	if !d.May {
		return "", &refusal{d}
	}
	if app != "" && f.m.Application(app) == nil {
		return "", noApplication(app)
	}
	if me := f.person(by.Account); me != "" {
		return me, nil
	}
	p := record.Person{ID: freeName(&f.m, by.Account), Name: roll.Account(by.Account).Name, Roles: []record.Role{d.As}, Account: by.Account}
	hand := &record.Hand{Account: by.Account, Role: d.As, At: local.Format(time.RFC3339)}
	g, _, err := c.enter(ctx, tx, f, record.PersonNamed{Person: p}, hand, now)
	if err != nil {
		return "", err
	}
	return p.ID, c.derive(tx, f, g, z)
}
