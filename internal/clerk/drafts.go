package clerk

import (
	"context"
	"errors"
	"slices"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A Draft is the papers of an application as they stood after an entry that changed them.
type Draft struct {
	Line        Line
	Application record.Application
}

// draftActs are the acts that change the papers of an application before the oath.
var draftActs = []string{"application-drafted", "papers-revised", "assertion-drafted", "assertion-revised", "assertion-withdrawn", "ground-offered", "ground-withdrawn", "flaw-answered", "answer-withdrawn"}

// mostDrafts is how many drafts of an application are shown, the last.
const mostDrafts = 300

// Drafts returns how an application came to be written, the first draft first. Drafts are the agency's own: they are shown to its officers and
// supervisors and to the prosecutor, and to no one else whatever else he may read.
func (c *Clerk) Drafts(ctx context.Context, by Caller, id record.MatterID, app record.AppID) ([]Draft, error) {
	v, err := c.Read(ctx, by, id, access.ReadSources, app)
	if err != nil {
		return nil, err
	}
	d := v.May(access.ReadSources, app)
	if !slices.Contains([]record.Role{record.Affiant, record.Supervisor, record.Prosecutor}, d.As) {
		return nil, c.refused(ctx, by, access.ReadSources, id, access.Decision{Rule: "drafts", Says: "Drafts are the agency's own; the court reads what was sworn.", Hide: false})
	}
	var list []Draft
	err = c.store.View(ctx, func(tx store.Tx) error {
		f, err := c.byID(ctx, tx, id, asked{by, app, []access.Act{access.ReadSources}})
		if err != nil {
			return err
		}
		var at []int
		for i, e := range f.list {
			if record.Concerns(e.Body) == app && slices.Contains(draftActs, e.Body.Kind()) {
				at = append(at, i)
			}
		}
		if len(at) > mostDrafts {
			at = at[len(at)-mostDrafts:]
		}
		for _, i := range at {
			m, err := record.Replay(f.list[:i+1])
			if err != nil {
				return err
			}
			e := f.list[i]
			if a := m.Application(app); a != nil {
				list = append(list, Draft{Line{Seq: int(v.no.shown(int64(e.Seq))), Kind: e.Body.Kind(), Mode: e.Mode, Hand: e.Hand, Application: app, Hash: f.hashes[i], Leaf: f.leaves[i]}, *a})
			}
		}
		return nil
	})
	if none := (*refusal)(nil); errors.As(err, &none) { // it went between the two
		err = c.refused(ctx, by, access.ReadSources, id, none.d)
	}
	return list, err
}
