package clerk

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// This file is how a presentment finds what was brought before in other matters without keeping anyone waiting. Of a common name there may be thousands, and
// whoever has his turn to enter an act keeps all others from theirs. So they are read before his turn comes, in a state of the store that others go on from, and
// in his turn only what was entered since is read again.

// A reading is what one who presents is told of other matters, as of one state of the store.
type reading struct {
	size   int64     // of the log
	last   time.Time // when its last entry was recorded
	roll   *people.Roll
	mine   []aim // whom and what the application is against
	at     time.Time
	until  time.Time               // before which the passing of time alone changes nothing of it
	told   map[entry.Stream][]said // by matter; of one that was looked at and of which nothing is told, nothing
	inTurn bool                    // it could not be kept up with what is entered, and the rest is read in his turn, whatever it takes
}

// errOutdated says that more has changed since a reading than is to be read while others wait.
var errOutdated = errors.New("what was read beforehand is out of date")

// mostSince is how much may have been entered since a reading for it to be brought up to date while others wait. mostTries is how often it is done again while
// they need not wait. Each reading but the first has only to catch up with what was entered during the one before.
const (
	mostSince = 100
	mostTries = 10
)

// outlook is how far ahead it is looked, minute by minute, whether what may be told would change by the time alone, as by the end of a seal.
const outlook = 10 * time.Minute

// beforehand reads what an act that is a presentment will disclose of other matters, going on from what was read before; nil for any other act, and for one that
// may not come: that is told in its turn. Of an oath it has the papers reviewed, which the file remembers.
func (c *Clerk) beforehand(ctx context.Context, by Caller, act Act, digest string, was *reading, inTurn bool) (*reading, error) {
	_, swears := act.Event.(record.Sworn)
	if _, presents := act.Event.(record.Presented); !presents && !swears {
		return nil, nil
	}
	var r *reading
	err := c.store.View(ctx, func(tx store.Tx) error {
		r = nil
		if done, err := c.done(tx, by, act, digest); err != nil || done != nil {
			return nil
		}
		p, err := c.pose(ctx, tx, by, act, nil)
		if err != nil {
			return nil
		}
		if swears {
			r = &reading{inTurn: inTurn}
			_ = c.stands(p, by, act) // what it says is said in its turn
			return nil
		}
		a := p.f.m.Application(record.Concerns(act.Event))
		if a == nil {
			return nil
		}
		if r, err = c.readOthers(ctx, tx, p, by, aimsOf(&p.f.m, a), was); err == nil {
			r.inTurn = inTurn
		}
		return err
	})
	if r == nil && inTurn {
		r = &reading{inTurn: true}
	}
	return r, err
}

// elsewhere tells of every earlier presentment of an application against someone of the same name, or for the same place, that record.Matter.Earlier does not
// know of: in the same matter under another id, and in other matters. What the one who presents may not read, and what is under a seal, is not told of: the
// sentence stands in this matter, for all who read it. Nor is anything of it opened, so that how long it takes says nothing of it. Of very many the refusals come
// before the rest, and of the rest the latest: how many are left out is said, and the magistrate is told of them at the bench. It is errOutdated if what was read
// of other matters beforehand has to be read again before.
func (c *Clerk) elsewhere(ctx context.Context, tx store.Tx, p *posed, by Caller, app record.AppID, before *reading) ([]string, error) {
	a := p.f.m.Application(app)
	if a == nil {
		return nil, nil
	}
	mine := aimsOf(&p.f.m, a)
	list, err := c.openTo(p, by, mine, p.f, app, new(time.Time))
	if err != nil {
		return nil, err
	}
	if before == nil || !before.inTurn {
		tree, err := tx.Tree()
		if err != nil {
			return nil, err
		}
		if !before.stands(p, by, mine) || tree.Edge.Size()-before.size > mostSince {
			return nil, errOutdated
		}
	}
	r, err := c.readOthers(ctx, tx, p, by, mine, before)
	if err != nil {
		return nil, err
	}
	for _, x := range r.told {
		list = append(list, x...)
	}
	return atMost(list, mostDisclosed), nil
}

// stands reports whether a reading is one of what is asked for now, but for what was entered since.
func (r *reading) stands(p *posed, by Caller, mine []aim) bool {
	if r == nil || p.now.Before(r.at) || !p.now.Before(r.until) || !reflect.DeepEqual(r.mine, mine) {
		return false
	}
	if !slices.Equal(r.roll.Account(by.Account).Now(r.at), p.roll.Account(by.Account).Now(p.now)) {
		return false
	}
	return r.roll == p.roll || slices.Equal(r.roll.Agencies, p.roll.Agencies) && reflect.DeepEqual(r.roll.Courts, p.roll.Courts)
}

// readOthers reads the other matters in which an application was put before a magistrate against the same or for the same, as far as they may be told; going on from
// an earlier reading, if that stands, by what was entered since.
func (c *Clerk) readOthers(ctx context.Context, tx store.Tx, p *posed, by Caller, mine []aim, was *reading) (*reading, error) {
	tree, err := tx.Tree()
	if err != nil {
		return nil, err
	}
	r := &reading{size: tree.Edge.Size(), last: tree.Last, roll: p.roll, mine: mine, at: p.now, until: p.now.Add(outlook), told: map[entry.Stream][]said{}}
	seen := map[entry.Stream]bool{p.f.stream: true}
	var since time.Time
	if was.stands(p, by, mine) {
		if was.size == r.size {
			return was, nil
		}
		r.at, r.until, r.told, since = was.at, was.until, maps.Clone(was.told), was.last
		if err := leavesSince(tx, was.size, func(k store.Kept) { delete(r.told, k.Stream) }); err != nil {
			return nil, err
		}
		for s := range r.told {
			seen[s] = true
		}
	}
	tags := c.tagsOf(mine)
	if len(tags) == 0 {
		return r, nil
	}
	look := func(g *file) (err error) {
		r.told[g.stream], err = c.openTo(p, by, mine, g, "", &r.until)
		return err
	}
	own, others := agencies(p.roll, by, p.now)
	unsealed := false
	q := store.Query{Kinds: []string{"matter"}, Agencies: own, Sealed: &unsealed}
	for _, tag := range tags {
		if len(own) == 0 {
			break
		}
		q.Tags = []string{tag}
		if err := c.through(ctx, tx, q, since, seen, look); err != nil {
			return nil, err
		}
	}
	if len(others) > 0 { // matters of another agency in which he has a part himself
		q.Tags, q.Agencies = []string{c.tag(by.Account)}, others
		if err := c.through(ctx, tx, q, since, seen, look); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// leavesSince calls each with what was entered in the log from a leaf on.
func leavesSince(tx store.Tx, from int64, each func(store.Kept)) error {
	for {
		page, err := tx.Leaves(from, pageOf)
		if err != nil {
			return err
		}
		for _, k := range page {
			each(k)
		}
		if from += int64(len(page)); len(page) < pageOf {
			return nil
		}
	}
}

// openTo tells of the presentments in a matter against the same or for the same that are open to whoever presents; not of the application but itself. It sets until to
// the minute in which that would change by the time alone, if that comes before.
func (c *Clerk) openTo(p *posed, by Caller, mine []aim, g *file, but record.AppID, until *time.Time) ([]said, error) {
	z, err := c.zone(p.roll, g.m.Court)
	if err != nil {
		return nil, err
	}
	who := g.who(by, p.roll, p.now)
	var list []said
	for i := range g.m.Applications {
		b := &g.m.Applications[i]
		_, theirs := shared(mine, aimsOf(&g.m, b))
		if theirs == nil || g == p.f && b.ID == but {
			continue
		}
		open := func(at time.Time) bool {
			minute := record.When(at.In(z).Format(minuteForm))
			return !g.m.SealedAt(b.ID, minute) && access.May(who, access.ReadDocket, g.place(who, b.ID, minute)).May
		}
		now := open(p.now)
		for at := p.now.Truncate(time.Minute).Add(time.Minute); at.Before(*until); at = at.Add(time.Minute) {
			if open(at) != now {
				*until = at
			}
		}
		for j := range b.Presentments {
			if x := &b.Presentments[j]; now {
				list = append(list, said{begins(x.Time, z), openly(p.f, g, b, x, theirs), weighs(x)})
			}
		}
	}
	return list, nil
}
