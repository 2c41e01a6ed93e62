package clerk

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A glance is a matter as a list needs it: its summary, and as much of the matter as tells who may find it. It is what would be read from its
// entries, and is read without them.
type glance struct {
	file    file // of a sketched one no entries, and of the matter only the sketch
	summary Summary
}

// A sketched is a sketch of a matter, and the entry after which it is one: it is used only while that is the last.
type sketched struct {
	Head   string        `json:"head"`
	Matter record.Matter `json:"matter"`

	Brought json.RawMessage `json:"brought,omitempty"` // if an application was brought, a telling (brought.go): lists have no use for it, and do not take it apart

	// Of a matter with an application under a seal of its own: who came too late to be inside it, and when the last entry about each application was made,
	// in the order of the entries.
	Late  map[record.AppID][]record.PersonID `json:"late,omitempty"`
	Lasts []last                             `json:"lasts,omitempty"`
}

// A last is when the last entry about an application was made.
type last struct {
	About record.AppID `json:"about,omitempty"`
	At    string       `json:"at"`
}

// sketched returns the sketch of a file.
func (f *file) sketched() *sketched {
	s := &sketched{Head: f.head.Hash.String(), Matter: sketch(&f.m)}
	if slices.ContainsFunc(f.m.Applications, func(a record.Application) bool { return len(a.Presentments) > 0 }) {
		if text, err := json.Marshal(brought(&f.m)); err == nil { // without it the matter is read from its entries
			s.Brought = text
		}
	}
	for _, x := range f.m.Seals {
		if x.Application == "" || x.Lifted != nil {
			continue
		}
		if s.Late == nil {
			s.Late = map[record.AppID][]record.PersonID{}
		}
		s.Late[x.Application] = f.late(x.Application)
	}
	if s.Late == nil {
		return s
	}
	seen := map[record.AppID]bool{}
	for _, e := range slices.Backward(f.list) {
		if e.Hand == nil {
			continue
		}
		if _, err := time.Parse(time.RFC3339, e.Hand.At); err != nil {
			continue
		}
		if about := f.about(e.Body); !seen[about] {
			seen[about] = true
			s.Lasts = append(s.Lasts, last{about, e.Hand.At})
		}
	}
	slices.Reverse(s.Lasts)
	return s
}

// sketch returns as much of a matter as decides who may find it, who has what part in it, and at what stage each application stands at any
// time: no words, and no names but the short ones.
func sketch(m *record.Matter) record.Matter {
	s := record.Matter{Agency: m.Agency, Court: m.Court, Expunged: m.Expunged}
	for _, p := range m.People {
		if p.Account != "" {
			s.People = append(s.People, record.Person{ID: p.ID, Roles: p.Roles, Account: p.Account})
		}
	}
	for _, x := range m.Seals {
		if x.Lifted == nil {
			s.Seals = append(s.Seals, record.Seal{Application: x.Application, Until: x.Until})
		}
	}
	noticed := map[record.PersonID]bool{}
	for _, n := range m.Notices {
		if !noticed[n.To] {
			noticed[n.To] = true
			s.Notices = append(s.Notices, record.Notice{To: n.To})
		}
	}
	proceeded := map[record.AppID]bool{}
	for _, p := range m.Proceedings {
		if !proceeded[p.Application] {
			proceeded[p.Application] = true
			s.Proceedings = append(s.Proceedings, record.Proceeding{Application: p.Application})
		}
	}
	for _, x := range m.Alerts {
		a := record.Alert{Application: x.Application}
		for _, by := range x.Seen {
			a.Seen = append(a.Seen, record.Acknowledgement{By: by.By})
		}
		s.Alerts = append(s.Alerts, a)
	}
	for i := range m.Applications {
		s.Applications = append(s.Applications, sketchOf(&m.Applications[i]))
	}
	return s
}

func sketchOf(a *record.Application) record.Application {
	s := record.Application{ID: a.ID, Kind: a.Kind, Affiant: a.Affiant, Respondents: a.Respondents}
	if a.Oath != nil {
		s.Oath = &record.Oath{}
	}
	if a.Withdrawn != nil {
		s.Withdrawn = &record.Withdrawal{}
	}
	for _, x := range a.Assignments {
		s.Assignments = append(s.Assignments, record.Assignment{Magistrate: x.Magistrate})
	}
	for _, x := range a.Recusals {
		s.Recusals = append(s.Recusals, record.Recusal{Magistrate: x.Magistrate})
	}
	for _, x := range a.Presentments {
		p := record.Presentment{Magistrate: x.Magistrate}
		for _, d := range x.Decisions {
			p.Decisions = append(p.Decisions, record.Decision{Respondents: d.Respondents, Act: d.Act})
		}
		s.Presentments = append(s.Presentments, p)
	}
	for _, x := range a.Warrants {
		w := record.Issued{ID: x.ID, Respondents: x.Respondents, Until: x.Until, Expired: x.Expired}
		if x.Recalled != nil {
			w.Recalled = &record.Recall{}
		}
		if act := x.Delayed(); act != "" {
			w.Delays = []record.Delay{{Act: act}}
		}
		if x.Returned != nil {
			w.Returned = &record.Return{}
		}
		s.Warrants = append(s.Warrants, w)
	}
	for _, x := range a.Execution {
		s.Execution = append(s.Execution, record.Execution{Act: x.Act, Warrant: x.Warrant})
	}
	held := map[record.PersonID]bool{}
	for _, x := range a.Custody {
		if !held[x.Person] {
			held[x.Person] = true
			s.Custody = append(s.Custody, record.Custody{Person: x.Person})
		}
	}
	for _, x := range a.Charges {
		s.Charges = append(s.Charges, record.Charge{Respondents: x.Respondents, Act: x.Act})
	}
	return s
}

// headsAndKeys returns the last entries and the keys of the matters of rows, all of them asked for at once; see dataKeys for what shown means.
func (c *Clerk) headsAndKeys(ctx context.Context, tx store.Tx, rows []store.Row, shown bool) (map[entry.Stream]entry.Head, map[entry.Stream]entry.DataKey, error) {
	streams := make([]entry.Stream, len(rows))
	for i, r := range rows {
		streams[i] = r.Stream
	}
	heads, err := tx.Heads(streams)
	if err != nil {
		return nil, nil, err
	}
	keys, err := c.dataKeys(ctx, streams, shown)
	return heads, keys, err
}

// glances returns the matters of rows, each under its stream; what was expunged meanwhile is left out. It asks for the keys and the last entries
// of all of them at once. A row that was made by an earlier release, or is not of the last entry, is read from the entries.
func (c *Clerk) glances(ctx context.Context, tx store.Tx, rows []store.Row) (map[entry.Stream]*glance, error) {
	heads, keys, err := c.headsAndKeys(ctx, tx, rows, true)
	if err != nil {
		return nil, err
	}
	found := make(map[entry.Stream]*glance, len(rows))
	for _, r := range rows {
		g := &glance{file: file{stream: r.Stream}}
		key, ok := keys[r.Stream]
		if !ok {
			if key, err = c.dataKey(ctx, r.Stream); destroyed(err) {
				continue
			} else if err != nil {
				return nil, err
			}
		}
		g.file.key = key
		plain, err := vault.OpenField(key, fieldSummary, r.Text)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(plain, &g.summary); err != nil {
			return nil, err
		}
		if at := g.summary.Sketch; at != nil && at.Head == heads[r.Stream].Hash.String() {
			g.file.m, g.file.sketch, g.file.opened = at.Matter, at, r.Opened
		} else {
			f, err := c.read(ctx, tx, r.Stream)
			if destroyed(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			g.file = *f
		}
		g.summary.Sketch = nil
		found[r.Stream] = g
	}
	return found, nil
}

// dataKeys returns the data keys of those of the streams that have one: of matters that are shown in a list, or of some that are looked through, of which there may be so
// many that they would leave no key of a list at hand.
func (c *Clerk) dataKeys(ctx context.Context, streams []entry.Stream, shown bool) (map[entry.Stream]entry.DataKey, error) {
	keys := make(map[entry.Stream]entry.DataKey, len(streams))
	var ask []entry.Stream
	for _, s := range streams {
		if k, ok := c.files.key(s); ok {
			keys[s] = k
		} else {
			ask = append(ask, s)
		}
	}
	if len(ask) == 0 {
		return keys, nil
	}
	list, err := c.store.Keys().SomeKeys(ctx, ask, keyName)
	if err != nil {
		return nil, err
	}
	for _, w := range list {
		k, err := c.ring.Unwrap(w)
		if err != nil {
			return nil, err
		}
		keys[w.Stream] = k
		c.files.putKey(w.Stream, k, shown)
	}
	return keys, nil
}
