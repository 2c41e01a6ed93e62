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

// A telling is what is told of a matter in others and its sketch does not say: whom and what applications are against, before whom they came and when, what of it was
// done here; and which of those who have an account have a part that a magistrate may not have. What else a matter has, however much, makes it no larger.
type telling struct {
	ID           record.MatterID   `json:"id"`
	Title        string            `json:"title,omitempty"`
	People       []record.Person   `json:"people,omitempty"` // by their names: those whom it is against, and the magistrates
	Wrote        []record.PersonID `json:"wrote,omitempty"`  // a source, or told what is in it
	Applications []tellingOf       `json:"applications,omitempty"`
}

// A tellingOf is that of an application, in the place that it has in the sketch, as its presentments and their decisions have theirs.
type tellingOf struct {
	Place        *record.Place     `json:"place,omitempty"` // of who lives there, those with an account
	Endorsed     []record.PersonID `json:"endorsed,omitempty"`
	Asked        []record.PersonID `json:"asked,omitempty"`
	Presentments []tellingAtBench  `json:"presentments,omitempty"`
}

type tellingAtBench struct {
	doneThen
	Decisions []doneThen `json:"decisions,omitempty"`
}

// A doneThen says when something was done, and whether here, which a matter at rest does not say by itself.
type doneThen struct {
	Time record.When `json:"time,omitempty"`
	Here bool        `json:"here,omitempty"`
}

// brought returns the telling of a matter.
func brought(m *record.Matter) telling {
	accounts, against, judges := map[record.PersonID]bool{}, map[record.PersonID]bool{}, map[record.PersonID]bool{}
	for _, p := range m.People {
		accounts[p.ID] = p.Account != ""
	}
	held := func(ids []record.PersonID) (list []record.PersonID) { // those who have an account, each once
		seen := map[record.PersonID]bool{}
		for _, id := range ids {
			if accounts[id] && !seen[id] {
				seen[id] = true
				list = append(list, id)
			}
		}
		return list
	}
	t := telling{ID: m.ID, Title: m.Title, Applications: make([]tellingOf, len(m.Applications))}
	var wrote []record.PersonID
	for i := range m.Sources {
		wrote = append(wrote, m.Sources[i].Author, m.Sources[i].Declarant)
	}
	t.Wrote = held(wrote)
	for i := range m.Applications {
		a, x := &m.Applications[i], &t.Applications[i]
		if p := a.Place; p != nil {
			x.Place = &record.Place{Describe: p.Describe, Whose: held(p.Occupants())}
			for _, s := range p.Also {
				x.Place.Also = append(x.Place.Also, record.Site{Describe: s.Describe})
			}
		}
		var endorsed, asked []record.PersonID
		for j := range a.Endorsements {
			endorsed = append(endorsed, a.Endorsements[j].By)
		}
		for j := range a.Questions {
			asked = append(asked, a.Questions[j].By)
		}
		x.Endorsed, x.Asked = held(endorsed), held(asked)
		for _, id := range a.Respondents {
			against[id] = true
		}
		for j := range a.Presentments {
			p := &a.Presentments[j]
			y := tellingAtBench{doneThen: doneThen{p.Time, p.Here}}
			judges[p.Magistrate] = true
			for k := range p.Decisions {
				d := &p.Decisions[k]
				for _, id := range d.Respondents {
					against[id] = true
				}
				y.Decisions = append(y.Decisions, doneThen{d.Time, d.Here})
			}
			x.Presentments = append(x.Presentments, y)
		}
	}
	for _, p := range m.People {
		switch {
		case against[p.ID]:
			t.People = append(t.People, record.Person{ID: p.ID, Name: p.Name, Aliases: p.Aliases, Born: p.Born})
		case judges[p.ID]:
			t.People = append(t.People, record.Person{ID: p.ID, Name: p.Name})
		}
	}
	return t
}

// told returns the matter of a sketch, with what is told of it in others. ok is false if the sketch does not have that, as where nothing was brought,
// and of what was expunged: its entries say what has become of it.
func (s *sketched) told() (m record.Matter, ok bool) {
	var t telling
	if s.Matter.Expunged != nil || len(s.Brought) == 0 || json.Unmarshal(s.Brought, &t) != nil || len(t.Applications) != len(s.Matter.Applications) {
		return record.Matter{}, false
	}
	m = s.Matter
	m.ID, m.Title, m.People, m.Applications = t.ID, t.Title, slices.Clone(m.People), slices.Clone(m.Applications)
	at := make(map[record.PersonID]int, len(m.People))
	for i, p := range m.People {
		at[p.ID] = i
	}
	for _, p := range t.People {
		if i, known := at[p.ID]; known {
			m.People[i].Name, m.People[i].Aliases, m.People[i].Born = p.Name, p.Aliases, p.Born
		} else {
			m.People = append(m.People, p)
		}
	}
	for _, id := range t.Wrote {
		m.Sources = append(m.Sources, record.Source{Author: id})
	}
	for i, x := range t.Applications {
		a := &m.Applications[i]
		if a.Place = x.Place; len(x.Presentments) != len(a.Presentments) {
			return record.Matter{}, false
		}
		for _, id := range x.Endorsed {
			a.Endorsements = append(a.Endorsements, record.Endorsement{By: id})
		}
		for _, id := range x.Asked {
			a.Questions = append(a.Questions, record.Question{By: id})
		}
		a.Presentments = slices.Clone(a.Presentments)
		for j, y := range x.Presentments {
			p := &a.Presentments[j]
			if p.Time, p.Here, p.Decisions = y.Time, y.Here, slices.Clone(p.Decisions); len(y.Decisions) != len(p.Decisions) {
				return record.Matter{}, false
			}
			for k, z := range y.Decisions {
				p.Decisions[k].Time, p.Decisions[k].Here = z.Time, z.Here
			}
		}
	}
	return m, true
}

// broughtIn returns the matters of rows, each under its stream, with as much of each as tells what was brought in it; what was expunged is left out. It asks for
// the keys and the last entries of all of them at once. What has no such sketch, or not of its last entry, is read from its entries, and not kept at hand.
func (c *Clerk) broughtIn(ctx context.Context, tx store.Tx, rows []store.Row) (map[entry.Stream]*file, error) {
	heads, keys, err := c.headsAndKeys(ctx, tx, rows, false)
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
			if at := s.Sketch; err == nil && at != nil && at.Head == heads[r.Stream].Hash.String() {
				if m, ok := at.told(); ok {
					found[r.Stream] = &file{stream: r.Stream, key: key, head: heads[r.Stream], opened: r.Opened, m: m, sketch: at}
					continue
				}
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
