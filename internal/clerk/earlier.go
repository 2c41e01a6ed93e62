package clerk

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// This file is how an application that was brought before says so, also when it is brought again in another matter, or under another id of the same
// person: by the names of those it is against and the places that it is for.

// folded returns a name or a place by its words alone, so that case and punctuation do not matter; "" if it has none.
func folded(kind, text string) string {
	w := strings.FieldsFunc(diction.Fold(text), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127) })
	if len(w) == 0 {
		return ""
	}
	return kind + "\x00" + strings.Join(w, " ")
}

// aims calls each with everyone and every place that an application is against: how it is called, and each of its names folded.
func aims(m *record.Matter, a *record.Application, each func(called string, names []string)) {
	for _, id := range a.Respondents {
		if p := m.Person(id); p != nil {
			var names []string
			for _, n := range p.Names() {
				names = append(names, folded("who", n))
			}
			each(p.Name, names)
		}
	}
	if a.Place != nil {
		for _, s := range a.Place.Sites() {
			each(s, []string{folded("where", s)})
		}
	}
}

// targets returns whom and what place an application is against, by every name, folded.
func targets(m *record.Matter, a *record.Application) []string {
	var list []string
	aims(m, a, func(_ string, names []string) {
		for _, n := range names {
			if n != "" {
				list = append(list, n)
			}
		}
	})
	slices.Sort(list)
	return slices.Compact(list)
}

// targetTag is the handle under which matters are found in which an application against someone of a name, or for a place, was put before a magistrate. It
// is blinded, as the words of the search are.
func (c *Clerk) targetTag(target string) string {
	b := c.index.Blind("brought\x00" + target)
	return "brought:" + hex.EncodeToString(b[:])
}

// broughtTags returns those of a matter.
func (c *Clerk) broughtTags(m *record.Matter) []string {
	var tags []string
	for i := range m.Applications {
		if a := &m.Applications[i]; len(a.Presentments) > 0 {
			for _, t := range targets(m, a) {
				tags = append(tags, c.targetTag(t))
			}
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
	want := targets(&f.m, a)
	var tags []string
	for _, t := range want {
		tags = append(tags, c.targetTag(t))
	}
	if len(tags) == 0 {
		return nil, nil
	}
	type said struct {
		at   record.When
		says string
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
			shared := against(&g.m, b, want)
			if shared == "" || g == f && b.ID == app || g.m.SealedAt(b.ID, minute) || !access.May(who, access.ReadDocket, g.place(who, b.ID, minute)).May {
				continue
			}
			for j := range b.Presentments {
				p := &b.Presentments[j]
				name := string(p.Magistrate)
				if x := g.m.Person(p.Magistrate); x != nil && g != f {
					name = x.Name
				}
				says := b.Told(p, name)
				if g != f {
					says = fmt.Sprintf("in the matter %s (%s), %s", g.m.ID, shared, says)
				}
				list = append(list, said{p.Time, says})
			}
		}
		return nil
	}
	if err := look(f); err != nil {
		return nil, err
	}
	q := store.Query{Kinds: []string{"matter"}, Tags: tags, Limit: mostElsewhere}
	rows, err := tx.Rows(q)
	if err != nil {
		return nil, err
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
			return nil, err
		}
		if err := look(g); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(list, func(x, y said) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.says, y.says)) })
	var out []string
	for _, x := range list {
		out = append(out, x.says)
	}
	return out, nil
}

// mostElsewhere is how many matters, the last changed first, are looked through for what was brought before.
const mostElsewhere = 200

// against says, of those whom and what an application is against, who has one of some names, as that matter calls them; "" if no one.
func against(m *record.Matter, a *record.Application, want []string) string {
	var list []string
	aims(m, a, func(called string, names []string) {
		if slices.ContainsFunc(names, func(n string) bool { return slices.Contains(want, n) }) {
			list = append(list, called)
		}
	})
	return strings.Join(list, "; ")
}
