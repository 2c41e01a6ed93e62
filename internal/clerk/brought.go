package clerk

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// This file is how a matter tells what was brought in it without being opened. A name may be that of very many, and to open each of their matters, entry by entry,
// takes half a millisecond.

// brought adds to the sketch of a matter in which an application was brought what is told of that in others: whom and what it is against, before whom it came, what
// was decided; and who has a part that a magistrate may not have. It returns what of it was done here, which a matter at rest does not say by itself.
func brought(m, s *record.Matter) (here [][]int) {
	s.ID, s.Title, s.People = m.ID, m.Title, nil
	for _, p := range m.People {
		s.People = append(s.People, record.Person{ID: p.ID, Name: p.Name, Aliases: p.Aliases, Born: p.Born, Roles: p.Roles, Account: p.Account})
	}
	for _, x := range m.Sources {
		if !slices.ContainsFunc(s.Sources, func(y record.Source) bool { return y.Author == x.Author && y.Declarant == x.Declarant }) {
			s.Sources = append(s.Sources, record.Source{Author: x.Author, Declarant: x.Declarant})
		}
	}
	for i := range s.Applications {
		a, b := &m.Applications[i], &s.Applications[i]
		b.Place = a.Place
		for _, x := range a.Endorsements {
			b.Endorsements = append(b.Endorsements, record.Endorsement{By: x.By})
		}
		for _, x := range a.Questions {
			b.Questions = append(b.Questions, record.Question{By: x.By})
		}
		for j := range b.Presentments {
			p, q := &a.Presentments[j], &b.Presentments[j]
			if q.Time = p.Time; p.Here {
				here = append(here, []int{i, j})
			}
			for k := range q.Decisions {
				if q.Decisions[k].Time = p.Decisions[k].Time; p.Decisions[k].Here {
					here = append(here, []int{i, j, k})
				}
			}
		}
	}
	return here
}

// told returns the matter of a sketch, with what was done here said.
func (s *sketched) told() record.Matter {
	for _, x := range s.Here {
		switch p := &s.Matter.Applications[x[0]].Presentments[x[1]]; len(x) {
		case 2:
			p.Here = true
		case 3:
			p.Decisions[x[2]].Here = true
		}
	}
	return s.Matter
}

// broughtIn returns the matters of rows, each under its stream, with as much of each as tells what was brought in it; what was expunged is left out. It asks for
// the keys and the last entries of all of them at once. What has no such sketch, or not of its last entry, is read from its entries, and not kept at hand.
func (c *Clerk) broughtIn(ctx context.Context, tx store.Tx, rows []store.Row) (map[entry.Stream]*file, error) {
	streams := make([]entry.Stream, len(rows))
	for i, r := range rows {
		streams[i] = r.Stream
	}
	heads, err := tx.Heads(streams)
	if err != nil {
		return nil, err
	}
	keys, err := c.dataKeys(ctx, streams)
	if err != nil {
		return nil, err
	}
	found := make(map[entry.Stream]*file, len(rows))
	for _, r := range rows {
		if key, ok := keys[r.Stream]; ok {
			var s struct{ Sketch *sketched }
			plain, err := vault.OpenField(key, fieldSummary, r.Text)
			if err == nil {
				err = json.Unmarshal(plain, &s)
			}
			if at := s.Sketch; err == nil && at != nil && at.Brought && at.Head == heads[r.Stream].Hash.String() {
				found[r.Stream] = &file{stream: r.Stream, key: key, head: heads[r.Stream], opened: r.Opened, m: at.told(), sketch: at}
				continue
			}
		}
		f, err := c.leafed(ctx, tx, r.Stream)
		if destroyed(err) || err == nil && f.m.Expunged != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		found[r.Stream] = f
	}
	return found, nil
}
