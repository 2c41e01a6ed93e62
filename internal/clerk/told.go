package clerk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// bucketTold has, by account, up to which moment the notices to it were read, in RFC 3339.
const bucketTold = "told"

// noticed is the tray of the matters in which an account was told of something.
const noticed Tray = "noticed"

// A ToldSummary is what a list keeps of a notice: to which account, and when it was entered.
type ToldSummary struct {
	Account string    `json:"account"`
	At      time.Time `json:"at"`
}

// toldTags returns the tray of whoever was told of something in a matter, and puts into its summary when.
func (g *file) toldTags(s *Summary) []string {
	var tags []string
	for _, t := range g.told() {
		s.Told = append(s.Told, ToldSummary{t.account, t.at})
		tags = append(tags, trayTag(noticed, t.account))
	}
	return tags
}

// A toldTo is a notice that was given in a matter to one with an account.
type toldTo struct {
	account string
	at      time.Time // when it was entered
	record.Notice
}

// What else one is told of than by a notice: it has no notice of its own on the record, since the act says it.
const (
	OfDisclosure = "disclosure" // something was handed to one
	OfAnswer     = "answer"     // a request of one's own was answered
)

// told returns what was told in a matter, in the order of its entries: the notices, what was handed to someone, and how a request was answered to whoever made
// it. What was only recounted was told by no one here.
func (g *file) told() []toldTo {
	var list []toldTo
	for _, e := range g.list {
		if e.Hand == nil {
			continue
		}
		var n record.Notice
		switch x := e.Body.(type) {
		case record.NoticeGiven:
			n = x.Notice
		case record.Disclosed:
			d := x.Disclosure
			n = record.Notice{To: d.To, Of: OfDisclosure, By: d.By, Time: d.Time}
		case record.RequestAnswered:
			i := slices.IndexFunc(g.m.Requests, func(r record.Request) bool { return r.ID == x.Request })
			if i < 0 {
				continue
			}
			n = record.Notice{To: g.m.Requests[i].By, Of: OfAnswer, By: x.Reply.By, Time: x.Reply.Time}
		default:
			continue
		}
		at, err := time.Parse(time.RFC3339, e.Hand.At)
		if p := g.m.Person(n.To); err == nil && p != nil && p.Account != "" {
			list = append(list, toldTo{p.Account, at.UTC(), n})
		}
	}
	return list
}

// A Notice is one that the caller was given, in a matter that the caller may find.
type Notice struct {
	Matter record.MatterID
	Title  string // of the matter
	Court  string
	record.Notice
	Giver string    // the name of whoever gave it, to one who may open the matter; "" if that is not known
	At    time.Time // when it was entered; which entry it is would tell of others
	New   bool      // not read yet
	Opens bool      // whether the caller may read the docket or the warrant of the matter
}

// Notices returns what the caller was told of, those not read yet first and the latest of them first, and where the next page begins; nil at the end. A page
// has the notices of as many matters as the limit says. Of a matter that the caller may not find, or not any more, it has nothing, and leaves no gap for it. To
// be shown what stands in a sealed matter is a read of it, and is entered in the trail.
func (c *Clerk) Notices(ctx context.Context, by Caller, limit int, after *store.Cursor) ([]Notice, *store.Cursor, error) {
	matters, next, err := c.List(ctx, by, store.Query{Tags: []string{trayTag(noticed, by.Account)}, Limit: limit, After: after})
	if err != nil {
		return nil, nil, err
	}
	var list []Notice
	var sealed []record.MatterID
	err = c.store.View(ctx, func(tx store.Tx) error {
		list, sealed = nil, nil
		read, err := readTold(tx, by.Account)
		if err != nil {
			return err
		}
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		for _, s := range matters {
			at, err := c.seatIn(ctx, tx, roll, s.Matter, asked{by, "", []access.Act{access.Find}})
			if err != nil {
				return err
			}
			f := at.file
			opens := slices.ContainsFunc(append(appIDs(&f.m), ""), func(app record.AppID) bool {
				return at.may(access.ReadDocket, app).May || at.may(access.ReadWarrant, app).May
			})
			if at.sealed("") {
				sealed = append(sealed, s.Matter)
			}
			for _, n := range f.told() {
				if n.account != by.Account {
					continue
				}
				x := Notice{Matter: s.Matter, Title: s.Title, Court: s.Court, Notice: n.Notice, At: n.at, New: n.at.After(read), Opens: opens}
				if p := f.m.Person(n.By); p != nil && opens {
					x.Giver = p.Name
				}
				list = append(list, x)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, m := range sealed {
		if err := c.trace(ctx, Trace{Account: by.Account, Act: access.ReadDocket, Matter: m, Rule: "sealed", What: "read-sealed"}); err != nil {
			return nil, nil, err
		}
	}
	slices.SortStableFunc(list, func(a, b Notice) int {
		if a.New != b.New {
			return cmp.Compare(unread(b), unread(a))
		}
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Matter, b.Matter))
	})
	return list, next, nil
}

func unread(t Notice) int {
	if t.New {
		return 1
	}
	return 0
}

// Unread returns how many notices the caller has not read, in the matters that were changed last, and whether there are further matters with notices.
func (c *Clerk) Unread(ctx context.Context, by Caller) (n int, more bool, err error) {
	matters, next, err := c.List(ctx, by, store.Query{Tags: []string{trayTag(noticed, by.Account)}})
	if err != nil {
		return 0, false, err
	}
	var read time.Time
	err = c.store.View(ctx, func(tx store.Tx) (err error) {
		read, err = readTold(tx, by.Account)
		return err
	})
	for _, s := range matters {
		for _, t := range s.Told {
			if t.At.After(read) {
				n++
			}
		}
	}
	return n, next != nil, err
}

// SetRead keeps that the caller has read the notices that were entered up to a moment; what was read before stays read. The error is fault.Input for a moment to
// come.
func (c *Clerk) SetRead(ctx context.Context, by Caller, until time.Time) error {
	if until.After(c.now()) {
		return fault.Errorf(fault.Input, "what is still to be told cannot have been read")
	}
	return c.store.Update(ctx, func(tx store.Tx) error {
		if was, err := readTold(tx, by.Account); err != nil || !until.After(was) {
			return err
		}
		return tx.Put(bucketTold, by.Account, []byte(until.UTC().Format(time.RFC3339)))
	})
}

// readTold returns up to when an account has read what it was told; the zero time if nothing.
func readTold(tx store.Tx, account string) (time.Time, error) {
	v, err := tx.Get(bucketTold, account)
	if notFound(err) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, string(v))
}
