package clerk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A Wish is what an application for a magistrate may say.
type Wish struct {
	Chosen   string // an account; empty, and as a rule, whoever the court's way of assigning finds
	Why      string // why that one, or why the one before is passed over
	Escalate bool   // the magistrate assigned does not answer: the next
}

// Assign finds the magistrate who is to decide an application, by the court's rota or by lot, and enters the assignment. Whoever has
// stepped aside, has a declared conflict, or has a part in the matter is passed over; so, if the wish is to escalate, is whoever was
// assigned before. The magistrate is named in the matter if need be.
func (c *Clerk) Assign(ctx context.Context, by Caller, id record.MatterID, app record.AppID, w Wish) (r Receipt, err error) {
	ctx, part := minutes.Begin(ctx, minutes.Act, record.MagistrateAssigned{}.Kind())
	defer func() { part.End(cameOut(err)) }()
	var no *refusal
	err = c.store.Update(ctx, func(tx store.Tx) error {
		no = nil
		var err error
		if r, err = c.assign(ctx, tx, by, id, app, w); errors.As(err, &no) {
			return nil
		}
		return err
	})
	if no != nil {
		return Receipt{}, c.refused(ctx, by, "magistrate-assigned", id, no.d)
	}
	return r, err
}

// WouldFind tells whom Assign would find as things stand, and how. Where a lot decides among several, account is empty: it is not known before. It enters nothing
// and promises nothing; Assign asks everything again. The error is that of Assign.
func (c *Clerk) WouldFind(ctx context.Context, by Caller, id record.MatterID, app record.AppID, w Wish) (account, how string, err error) {
	err = c.store.View(ctx, func(tx store.Tx) error {
		s, err := c.seek(ctx, tx, by, id, app, w)
		if err != nil {
			return err
		}
		if account, how = s.account, s.how; how == "random" {
			account = ""
		}
		return nil
	})
	return account, how, err
}

// A sought is whom the court's way of assigning found for an application, and what it went by.
type sought struct {
	account, how string
	roll         *people.Roll
	f            *file
	now          time.Time
	z            *time.Location
	as           record.Role // in which the caller asks
}

// seek finds who is to decide an application. It enters nothing; access that is refused is a *refusal.
func (c *Clerk) seek(ctx context.Context, tx store.Tx, by Caller, id record.MatterID, app record.AppID, w Wish) (*sought, error) {
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		return nil, err
	}
	now, err := c.moment(tx)
	if err != nil {
		return nil, err
	}
	f, err := c.byID(ctx, tx, id, asked{by, app, []access.Act{"magistrate-assigned"}})
	if err != nil {
		return nil, err
	}
	z, err := c.zone(roll, f.m.Court)
	if err != nil {
		return nil, err
	}
	minute := record.When(now.In(z).Format("2006-01-02T15:04"))
	who := f.who(by, roll, now)
	d := access.May(who, "magistrate-assigned", f.place(who, app, minute))
	if !d.May {
		return nil, &refusal{d}
	}
	a := f.m.Application(app)
	if a == nil {
		return nil, fault.Errorf(fault.NotFound, "the matter has no application %q", string(app))
	}
	if err := again(f, roll, a, w, now); err != nil {
		return nil, err
	}
	call, err := c.call(f, a, w)
	if err != nil {
		return nil, err
	}
	account, how, err := roll.Find(call, now)
	if err != nil {
		return nil, err
	}
	return &sought{account, how, roll, f, now, z, d.As}, nil
}

func (c *Clerk) assign(ctx context.Context, tx store.Tx, by Caller, id record.MatterID, app record.AppID, w Wish) (Receipt, error) {
	s, err := c.seek(ctx, tx, by, id, app, w)
	if err != nil {
		return Receipt{}, err
	}
	account, how, roll, f, now, z := s.account, s.how, s.roll, s.f, s.now, s.z
	local := now.In(z)
	hand := &record.Hand{Account: by.Account, Person: f.person(by.Account), Role: s.as, At: local.Format(time.RFC3339)}
	before := f
	magistrate := f.person(account)
	if magistrate == "" {
		magistrate = freeName(&f.m, account)
		p := record.Person{ID: magistrate, Name: roll.Account(account).Name, Roles: []record.Role{record.Magistrate}, Account: account}
		if f, _, err = c.enter(ctx, tx, f, record.PersonNamed{Person: p}, hand, now); err != nil {
			return Receipt{}, err
		}
	}
	g, r, err := c.enter(ctx, tx, f, record.MagistrateAssigned{Application: app, Assignment: record.Assignment{Magistrate: magistrate, How: how,
		By: hand.Person, Time: stamp(local), Because: w.Why}}, hand, now)
	if err != nil {
		return Receipt{}, err
	}
	r.Matter = id
	return r, c.derive(tx, before, g, z)
}

// again refuses to draw anew while a magistrate is assigned who may decide and has not been asked: else one could draw until the lot falls as one
// likes. Who does not answer is passed over for a reason, which goes on the record.
func again(f *file, roll *people.Roll, a *record.Application, w Wish, now time.Time) error {
	who := record.Awaited(f.list, a.ID)
	switch {
	case w.Escalate && strings.TrimSpace(w.Why) == "":
		return fault.Errorf(fault.Input, "a magistrate is passed over for a reason, which goes on the record")
	case who == "" || w.Escalate || w.Chosen != "":
		return nil
	}
	if judges(roll, &f.m, record.MagistrateAssigned{Application: a.ID, Assignment: record.Assignment{Magistrate: who}}, now) != nil {
		return nil // the post has ended since, or a conflict was declared
	}
	return fault.Errorf(fault.Conflict, "%s is assigned, and the application has not been put before that magistrate; it is drawn anew only if the one assigned does not answer or steps aside", who)
}

// call says what a magistrate is sought for.
func (c *Clerk) call(f *file, a *record.Application, w Wish) (people.Call, error) {
	call := people.Call{Court: f.m.Court, Agency: f.m.Agency, Chosen: w.Chosen, Why: w.Why}
	for _, p := range a.Respondents {
		if x := f.m.Person(p); x != nil {
			call.Names = append(call.Names, x.Names()...)
		}
	}
	for _, x := range a.Recusals {
		if p := f.m.Person(x.Magistrate); p != nil && p.Account != "" {
			call.Not = append(call.Not, p.Account)
		}
	}
	if w.Escalate {
		for _, x := range a.Assignments {
			if p := f.m.Person(x.Magistrate); p != nil && p.Account != "" {
				call.Not = append(call.Not, p.Account)
			}
		}
	}
	for _, p := range f.m.People {
		if p.Account == "" {
			continue
		}
		for _, r := range p.Roles {
			if r != record.Magistrate {
				call.Not = append(call.Not, p.Account)
				break
			}
		}
	}
	var lot [8]byte
	if err := c.draw(lot[:]); err != nil {
		return call, err
	}
	call.Lot = binary.BigEndian.Uint64(lot[:])
	return call, nil
}

// freeName returns an id for an account that no person of the matter has.
func freeName(m *record.Matter, account string) record.PersonID {
	id := record.PersonID(account)
	for n := 2; m.Person(id) != nil; n++ {
		id = record.PersonID(fmt.Sprintf("%s-%d", account, n))
	}
	return id
}
