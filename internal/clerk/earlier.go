package clerk

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
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

// agencies returns those at which the caller has a post, and the others that there are.
func agencies(roll *people.Roll, by Caller, now time.Time) (own, others []string) {
	for _, p := range roll.Account(by.Account).Now(now) {
		if p.Agency != "" && !slices.Contains(own, p.Agency) {
			own = append(own, p.Agency)
		}
	}
	for _, x := range roll.Agencies {
		if !slices.Contains(own, x.ID) {
			others = append(others, x.ID)
		}
	}
	slices.Sort(own)
	slices.Sort(others)
	return own, others
}

// A said is a sentence about something that was brought, when it was, and whether it was refused.
type said struct {
	at      time.Time
	says    string
	refused bool
}

// weighs reports whether a presentment is one of which a magistrate has to know before others: something of it was refused or sent back.
func weighs(p *record.Presentment) bool {
	return slices.ContainsFunc(p.Decisions, func(x record.Decision) bool { return !x.Grants() })
}

// begins is the first moment at which something may have been that is told by the clock of a zone; the zero time, if that is not known.
func begins(w record.When, z *time.Location) time.Time {
	lo, _, _ := w.In(z)
	return lo
}

// inOrder puts the sentences in the order in which it was, each once.
func inOrder(list []said) []said {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y said) int { return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.says, y.says)) })
	return slices.CompactFunc(list, func(x, y said) bool { return x.at.Equal(y.at) && x.says == y.says })
}

// mostDisclosed is how many sentences a presentment has at most about what was brought elsewhere.
const mostDisclosed = 200

// atMost returns the sentences in order; of too many those of refusals, and of the rest the latest, and a last one that says how many there are beside.
func atMost(list []said, most int) []string {
	list = inOrder(list)
	keep := make([]bool, len(list))
	left := min(most, len(list))
	for _, refused := range []bool{true, false} {
		for i, x := range slices.Backward(list) {
			if left > 0 && x.refused == refused {
				keep[i] = true
				left--
			}
		}
	}
	var out []string
	more, refused := 0, 0
	for i, x := range list {
		switch {
		case keep[i]:
			out = append(out, x.says)
		case x.refused:
			refused++
			more++
		default:
			more++
		}
	}
	if more > 0 {
		none := "none of them refused or sent back"
		if refused > 0 {
			none = fmt.Sprintf("%d of them refused or sent back", refused)
		}
		out = append(out, fmt.Sprintf("and %d more that are not told one by one here, %s; the magistrate before whom it lies is told of each at the bench (affiant docket earlier)", more, none))
	}
	return out
}

// through calls look with every matter of a query that was not seen yet, page by page to its end, or to those that were last changed before since. Of what was
// looked at only the stream's name is kept.
func (c *Clerk) through(ctx context.Context, tx store.Tx, q store.Query, since time.Time, seen map[entry.Stream]bool, look func(*file) error) error {
	if q.Limit, q.After = atOnce, nil; !since.IsZero() {
		q.Limit = fewAtOnce
	}
	for {
		rows, err := tx.Rows(q)
		if err != nil {
			return err
		}
		var list []store.Row
		late := false
		for _, r := range rows {
			if late = r.Changed.Before(since); late {
				break
			}
			if !seen[r.Stream] {
				seen[r.Stream] = true
				list = append(list, r)
			}
		}
		files, err := c.broughtIn(ctx, tx, list)
		if err != nil {
			return err
		}
		for _, r := range list {
			if g := files[r.Stream]; g != nil {
				if err := look(g); err != nil {
					return err
				}
			}
		}
		if late {
			return nil
		}
		if len(rows) < q.Limit {
			return nil
		}
		q.After = q.Cursor(rows[len(rows)-1])
	}
}

// atOnce is how many matters are asked for at once, and fewAtOnce how many where only those are wanted that have just been changed.
const (
	atOnce    = 100
	fewAtOnce = 10
)

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
