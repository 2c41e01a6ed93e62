package clerk

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/figures"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Summary is what a list shows of a matter to one who may find it. At rest it is sealed.
type Summary struct {
	Matter       record.MatterID `json:"matter"`
	Title        string          `json:"title"`
	Agency       string          `json:"agency"`
	Court        string          `json:"court"`
	Stage        record.Stage    `json:"stage"`
	Applications []AppSummary    `json:"applications,omitempty"`
	Due          []DueSummary    `json:"due,omitempty"`   // what is still to be done, the most pressing first
	Seals        []SealSummary   `json:"seals,omitempty"` // those that were not lifted
	Told         []ToldSummary   `json:"told,omitempty"`  // the notices that were given; to whoever is shown it, the own

	Sketch *sketched `json:"sketch,omitempty"` // who may find it; never shown
}

// A DueSummary is what a list shows of something that is due.
type DueSummary struct {
	Title       string         `json:"title"`
	Application record.AppID   `json:"application,omitempty"`
	Order       record.OrderID `json:"order,omitempty"`
	Who         string         `json:"who"` // the role that answers for it
	By          time.Time      `json:"by"`
}

// A SealSummary is what a list shows of a seal to one who may know of it.
type SealSummary struct {
	ID          record.SealID `json:"id"`
	Application record.AppID  `json:"application,omitempty"`
	Until       record.When   `json:"until,omitempty"`
}

// dueBefore reports whether something that it shows is due before a moment.
func (s *Summary) dueBefore(t time.Time) bool {
	return slices.ContainsFunc(s.Due, func(d DueSummary) bool { return d.By.Before(t) })
}

// mostDue is how many of the things due in a matter its summary has.
const mostDue = 20

// An AppSummary is what a list shows of an application.
type AppSummary struct {
	ID       record.AppID    `json:"id"`
	Kind     record.AppKind  `json:"kind"`
	Stage    record.Stage    `json:"stage"`
	Offence  string          `json:"offence"`
	Affiant  record.PersonID `json:"affiant"`
	Assigned record.PersonID `json:"assigned,omitempty"`
	Words    int             `json:"words"` // of the affidavit

	Before    string   `json:"before,omitempty"`    // the account of the magistrate before whom it lies, or who has still to issue
	Brings    string   `json:"brings,omitempty"`    // the account of the affiant who is to put it before the magistrate, or again
	Presented string   `json:"presented,omitempty"` // since when, RFC 3339
	Out       int      `json:"out,omitempty"`       // warrants that were issued and have not been returned
	Reviewed  []string `json:"reviewed,omitempty"`  // the accounts that endorsed or declined a draft and have nothing new to read since; to whoever is shown it, the own
	Alerts    int      `json:"alerts,omitempty"`    // raised since it was sworn to, and seen by nobody yet, while a warrant may still be executed

	Sealed  bool                 `json:"sealed,omitempty"`  // whether it is under a seal of its own
	Counted *figures.Application `json:"counted,omitempty"` // what figures are made of; never shown
}

const fieldSummary = "summary"

// derive puts what lists and search need of a matter that was f and is g.
func (c *Clerk) derive(tx store.Tx, f, g *file, z *time.Location) error {
	if err := c.count(tx, f, g, z); err != nil {
		return err
	}
	if g.m.Expunged != nil {
		return c.destroyLater(tx, g, g.last)
	}
	was, weighed := f.is, f.weighed
	switch {
	case len(f.list) == 0:
		was = &store.Derived{}
	case was == nil:
		weighed = c.weighWords(&f.m, nil)
		d, _ := c.derived(f, weighed, z)
		was = &d
	}
	g.weighed = c.weighWords(&g.m, weighed)
	is, summary := c.derived(g, g.weighed, z)
	g.is = &is
	text, err := json.Marshal(summary)
	if err != nil {
		return err
	}
	c.drawing.Lock()
	is.Row.Text, err = vault.SealField(g.key, fieldSummary, c.lots, text)
	c.drawing.Unlock()
	if err != nil {
		return err
	}
	return tx.Derive(was, is)
}

// derived works out what is kept of a file beside its entries, as of its last entry: the row, without its text, the words, and the summary, of which the
// text is made.
func (c *Clerk) derived(g *file, w *weighing, z *time.Location) (store.Derived, Summary) {
	now := g.last
	minute := record.When(now.In(z).Format("2006-01-02T15:04"))
	at := g.placeBut("", minute, func(app record.AppID) bool { return g.ownSeal(app, minute) }) // a list by stage is not to tell of it
	s := Summary{Matter: g.m.ID, Title: g.m.Title, Agency: g.m.Agency, Court: g.m.Court, Stage: at.Stage}
	row := store.Row{Stream: g.stream, Kind: "matter", Court: g.m.Court, Agency: g.m.Agency, Stage: string(at.Stage), Opened: g.opened, Changed: now, Seq: g.head.Seq,
		Sealed: g.m.SealedAt("", minute)}
	accounts := map[string]bool{}
	for _, p := range g.m.People {
		if p.Account != "" && !accounts[p.Account] {
			accounts[p.Account] = true
			row.Tags = append(row.Tags, c.tag(p.Account))
		}
	}
	for i := range g.m.Applications {
		a := &g.m.Applications[i]
		x := AppSummary{ID: a.ID, Kind: a.Kind, Stage: g.m.Stage(a, minute), Offence: a.Offence.Title, Affiant: a.Affiant, Assigned: a.Assigned()}
		x.Counted, x.Sealed = g.counted(a.ID), g.m.SealedAt(a.ID, minute)
		x.Words = x.Counted.Words
		if x.Stage == record.Drafting {
			x.Reviewed = g.reviewed(a.ID)
		}
		if held(x.Stage) {
			for _, alert := range g.m.Alerts {
				if alert.Application == a.ID && len(alert.Seen) == 0 {
					x.Alerts++
				}
			}
		}
		s.Applications = append(s.Applications, x)
	}
	row.Tags = append(row.Tags, g.trayTags(&s, minute)...)
	row.Tags = append(row.Tags, g.toldTags(&s)...)
	row.Tags = append(row.Tags, c.broughtTags(&g.m)...)
	for _, d := range clock.Deadlines(&g.m, c.terms, z, now) {
		if d.Done != "" {
			continue
		}
		if row.Due.IsZero() || d.Due.Before(row.Due) {
			row.Due = d.Due.UTC()
		}
		if len(s.Due) < mostDue {
			s.Due = append(s.Due, DueSummary{Title: d.Term.Title, Application: d.Application, Order: d.Order, Who: d.Term.Who, By: d.Due})
		}
	}
	slices.Sort(row.Tags)
	row.Tags = slices.Compact(row.Tags)
	s.Sketch = g.sketched()
	return store.Derived{Row: row, Words: w.words}, s
}

// wordsIn is how many words a text has.
func wordsIn(text string) int { return len(strings.Fields(text)) }

// tag is the handle under which the matters of an account are found.
func (c *Clerk) tag(account string) string { return "account:" + account }
