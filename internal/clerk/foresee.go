package clerk

import (
	"context"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
)

// foresee tells the store what Do will ask for, so that it may be asked for together with what others ask: of a matter that is not at hand all of
// it, of one that is not there the decoy.
func (c *Clerk) foresee(ctx context.Context, by Caller, act Act) context.Context {
	name := [][2]string{{bucketMatters, c.blinded(act.Matter)}}
	f := store.Foreseen{Heads: []entry.Stream{c.decoy}, Named: name}
	if !c.files.has(act.Matter) {
		f.Named, f.Whole = nil, name
	}
	if act.Key != "" {
		f.Cells = append(f.Cells, [2]string{bucketIdem, c.idemKey(by, act)})
	}
	if s := c.roll.stream(); s != "" {
		f.Heads = append(f.Heads, s)
	}
	return store.Foresee(ctx, f)
}
