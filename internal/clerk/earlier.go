package clerk

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// This file is how an application that was brought before says so, also when it is brought again in another matter, or under another id of the same
// person: by the names of those it is against and the places that it is for.

// targetTag is the handle under which matters are found in which an application against someone of a name, or for a place, was put before a magistrate. It
// is blinded, as the words of the search are.
func (c *Clerk) targetTag(target string) string {
	b := c.index.Blind("brought\x00" + target)
	return "brought:" + hex.EncodeToString(b[:])
}

// tagsOf returns those of whom and what an application is against.
func (c *Clerk) tagsOf(list []aim) []string {
	var tags []string
	for _, x := range list {
		for _, k := range x.keys {
			tags = append(tags, c.targetTag(k))
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// broughtTags returns those of a matter.
func (c *Clerk) broughtTags(m *record.Matter) []string {
	var tags []string
	for i := range m.Applications {
		if a := &m.Applications[i]; len(a.Presentments) > 0 {
			tags = append(tags, c.tagsOf(aimsOf(m, a))...)
		}
	}
	return tags
}

// elsewhere tells of every earlier presentment of an application against someone of the same name, or for the same place, that record.Matter.Earlier does not
// know of: in the same matter under another id, and in other matters. What the one who presents may not read, and what is under a seal, is not told of: the
// sentence stands in this matter, for all who read it.
func (c *Clerk) elsewhere(ctx context.Context, tx store.Tx, f *file, roll *people.Roll, by Caller, app record.AppID, now time.Time) ([]string, error) {
	a := f.m.Application(app)
	if a == nil {
		return nil, nil
	}
	mine := aimsOf(&f.m, a)
	tags := c.tagsOf(mine)
	if len(tags) == 0 {
		return nil, nil
	}
	var list []said
	look := func(g *file) error {
		local, _, err := c.local(roll, g)
		if err != nil {
			return err
		}
		minute := record.When(local.Format("2006-01-02T15:04"))
		who := g.who(by, roll, now)
		for i := range g.m.Applications {
			b := &g.m.Applications[i]
			_, theirs := shared(mine, aimsOf(&g.m, b))
			if theirs == nil || g == f && b.ID == app || g.m.SealedAt(b.ID, minute) || !access.May(who, access.ReadDocket, g.place(who, b.ID, minute)).May {
				continue
			}
			for j := range b.Presentments {
				p := &b.Presentments[j]
				list = append(list, said{p.Time, openly(f, g, b, p, theirs)})
			}
		}
		return nil
	}
	if err := c.brought(ctx, tx, f, tags, look); err != nil {
		return nil, err
	}
	return inOrder(list), nil
}

// A said is a sentence about something that was brought, and when it was.
type said struct {
	at   record.When
	says string
}

// inOrder returns the sentences in the order in which it was, each once.
func inOrder(list []said) []string {
	slices.SortStableFunc(list, func(x, y said) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.says, y.says)) })
	var out []string
	for _, x := range list {
		if !slices.Contains(out, x.says) {
			out = append(out, x.says)
		}
	}
	return out
}

// brought calls look with a file, and with every other in which an application under one of the tags was put before a magistrate.
func (c *Clerk) brought(ctx context.Context, tx store.Tx, f *file, tags []string, look func(*file) error) error {
	if err := look(f); err != nil {
		return err
	}
	rows, err := tx.Rows(store.Query{Kinds: []string{"matter"}, Tags: tags, Limit: mostElsewhere})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Stream == f.stream {
			continue
		}
		g, err := c.read(ctx, tx, r.Stream)
		if destroyed(err) || err == nil && g.m.Expunged != nil {
			continue
		}
		if err != nil {
			return err
		}
		if err := look(g); err != nil {
			return err
		}
	}
	return nil
}

// openly tells a presentment of b, an application in g, to those of f who may read it: with the name of its matter, and as that calls those whom both are against.
func openly(f, g *file, b *record.Application, p *record.Presentment, theirs []aim) string {
	if g == f {
		return b.Told(p, string(p.Magistrate))
	}
	name := string(p.Magistrate)
	if x := g.m.Person(p.Magistrate); x != nil {
		name = x.Name
	}
	return fmt.Sprintf("in the matter %s (%s), %s", g.m.ID, called(theirs), b.Told(p, name))
}

// mostElsewhere is how many matters, the last changed first, are looked through for what was brought before.
const mostElsewhere = 200
