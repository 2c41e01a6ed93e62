// Package moot holds a moot court: a station with people of every role and matters at every stage, so that whoever wants to know the docket
// can walk through it. Everything in it was done through the clerk, by the person whose act it is, in the order in which it could be done.
package moot

import (
	"context"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// Station is what the moot court is called.
const Station = "Ashford County, a moot court"

// A Court is a moot court that sits.
type Court struct {
	People []Player
	Tour   []Stop
	Key    string // of its log, as a verifier takes it, so that a visitor has one to check by
}

// A Player is someone as whom a visitor may look about.
type Player struct {
	Account, Name string
	Role          string // in plain words
	Does          string // what this person's day is about
	At            string // the address at which it begins; the desk, if empty
}

// A Stop is one step of the tour.
type Stop struct {
	Account string // who is to look
	At      string // the address
	Title   string
	Says    string // what to look at, and why it is so
}

// Player returns the player with an account, or nil.
func (c *Court) Player(account string) *Player {
	if i := slices.IndexFunc(c.People, func(p Player) bool { return p.Account == account }); i >= 0 {
		return &c.People[i]
	}
	return nil
}

// A bench is where the acts of a moot court are done, on a clock of its own.
type bench struct {
	clerk *clerk.Clerk
	now   time.Time
}

// Found founds a moot court in a store that is empty, as at a moment: what happened in it happened before. The clock of the options is not asked.
func Found(ctx context.Context, o clerk.Options, now time.Time) (*Court, error) {
	b := &bench{now: now.AddDate(0, -16, 0)}
	o.Now = func() time.Time { return b.now }
	var err error
	if b.clerk, err = clerk.Found(ctx, o, Station, people.AccountInvited{ID: administrator, Name: nameOf(administrator)}); err != nil {
		return nil, err
	}
	if err := b.clerk.Join(ctx, administrator); err != nil {
		return nil, err
	}
	for _, e := range roll(now) {
		if err := b.enrol(ctx, e); err != nil {
			return nil, err
		}
	}
	list, err := course(now)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b act) int { return a.at.Compare(b.at) })
	for _, a := range list {
		if err := b.do(ctx, a); err != nil {
			return nil, err
		}
	}
	if err := b.enrol(ctx, turns(now)); err != nil {
		return nil, err
	}
	return Cast(), b.look(ctx)
}

// Cast returns who is there and what the tour leads to. It needs no station.
func Cast() *Court { return &Court{People: players, Tour: tour} }

// look leaves in the trail what people leave there who sign in, and who look where they may not.
func (b *bench) look(ctx context.Context) error {
	for _, account := range []string{magistrate, affiant, office} {
		if err := b.clerk.NoteSignIn(ctx, account, true); err != nil {
			return err
		}
	}
	for _, account := range []string{executing, named} {
		if _, err := b.clerk.Read(ctx, clerk.Caller{Account: account}, "malley-warrant", access.ReadPapers, "arrest"); err == nil {
			return fault.Errorf(fault.Internal, "the moot court: %s reads papers", account)
		}
	}
	return b.clerk.NoteSignIn(ctx, affiant, false)
}

// enrol enters an event of the roll; whoever is invited joins.
func (b *bench) enrol(ctx context.Context, e people.Event) error {
	if err := b.clerk.Enrol(ctx, clerk.Caller{Account: administrator, Proved: true}, e); err != nil {
		return err
	}
	if i, ok := e.(people.AccountInvited); ok {
		return b.clerk.Join(ctx, i.ID)
	}
	return nil
}

// An act is something that someone does at a time.
type act struct {
	at      time.Time
	by      string // the account
	matter  record.MatterID
	event   record.Event
	answers record.AppID // instead of an event: the affiant answers what is in question of this application

	told  *record.Matter // instead of an event: this is told, as papers are that come from elsewhere
	court string         // to which it goes
}

// do does an act, on the papers as they are then.
func (b *bench) do(ctx context.Context, a act) error {
	if a.at.After(b.now) {
		b.now = a.at
	}
	by := clerk.Caller{Account: a.by, Proved: true}
	switch {
	case a.answers != "":
		return b.answer(ctx, by, a)
	case a.told != nil:
		_, err := b.clerk.Recount(ctx, by, agency, a.court, *a.told)
		return err
	}
	if x, ok := a.event.(record.MagistrateAssigned); ok {
		return b.assign(ctx, by, a, x)
	}
	x := clerk.Act{Matter: a.matter, Event: a.event}
	switch a.event.(type) {
	case record.Sworn, record.Decided, record.WarrantIssued, record.Sealed: // what is signed
		by.Proof = "none, in a moot court"
	}
	switch a.event.(type) {
	case record.Sworn, record.OathConfirmed, record.Decided:
		app := record.Concerns(a.event)
		v, err := b.clerk.Read(ctx, by, a.matter, access.ReadPapers, app)
		if err != nil {
			return err
		}
		if x.On, err = clerk.PapersDigest(&v.Matter, app); err != nil {
			return err
		}
		if e, ok := x.Event.(record.OathConfirmed); ok { // heard when the affiant says that it was taken
			e.Confirmation.Heard = v.Matter.Application(app).Oath.Time
			x.Event = e
		}
	}
	if _, err := b.clerk.Do(ctx, by, x); err != nil {
		return fault.Errorf(fault.Internal, "the moot court: %s in %s by %s: %w", a.event.Kind(), a.matter, a.by, err)
	}
	return nil
}

// assign has the court find the magistrate of the play: who is on call at the district as it is played, and who is asked for at the harbor, where
// one may choose.
func (b *bench) assign(ctx context.Context, by clerk.Caller, a act, x record.MagistrateAssigned) error {
	judge := string(x.Assignment.Magistrate)
	var w clerk.Wish
	if clerkOf(harbor) == a.by {
		w = clerk.Wish{Chosen: judge, Why: "has the duty that night"}
	} else {
		from, until := b.now.Format(time.RFC3339), b.now.Add(time.Minute).Format(time.RFC3339)
		turns := []people.Watch{{Account: judge, From: from, Until: until}}
		for _, j := range judges {
			if j.court == district && j.account != judge {
				turns = append(turns, people.Watch{Account: j.account, From: from, Until: until, Order: 1})
			}
		}
		if err := b.enrol(ctx, people.RotaSet{Court: district, Watches: turns}); err != nil {
			return err
		}
	}
	if _, err := b.clerk.Assign(ctx, by, a.matter, x.Application, w); err != nil {
		return fault.Errorf(fault.Internal, "the moot court: %s is assigned in %s: %w", judge, a.matter, err)
	}
	return nil
}

// answer answers every flaw of an application as an affiant does who leaves the words as they are.
func (b *bench) answer(ctx context.Context, by clerk.Caller, a act) error {
	v, err := b.clerk.Read(ctx, by, a.matter, access.ReadFlaws, a.answers)
	if err != nil {
		return err
	}
	for _, f := range v.Unanswered(a.answers) {
		x := record.Answer{Flaw: f.ID, Act: "as-written", By: v.Me, Because: because[f.Check.Code[:1]]}
		if x.Because == "" {
			x.Because = "It is what I have, and I swear to it as I have it."
		}
		if _, err := b.clerk.Do(ctx, by, clerk.Act{Matter: a.matter, Event: record.FlawAnswered{Application: a.answers, Answer: x}}); err != nil {
			return err
		}
	}
	return nil
}

// because is why a flaw of a family is left as it is.
var because = map[string]string{
	"S": "That is how I understood the words, from my training and from the whole of the talk.",
	"I": "I know of no other person of that name who was there.",
	"P": "The rest of the facts bears it out.",
	"O": "I judged that it does not bear on this.",
	"T": "The order is on file with the court that made it.",
}
