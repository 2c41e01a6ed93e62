package audit

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

// derived looks at what was derived from the entries.
func (w *walk) derived(ctx context.Context) error {
	q := store.Query{Limit: page}
	for {
		rows, err := w.tx.Rows(q)
		if err != nil {
			return err
		}
		for _, r := range rows {
			head, ok := w.heads[r.Stream]
			where := fmt.Sprintf("the row of stream %s", r.Stream)
			switch {
			case !ok && r.Seq <= int64(len(w.absent)): // all of it may be among what is told as not there
				w.mar(r.Stream)
				w.report.follow(proof.Projected, where, "there is no such stream")
			case !ok:
				w.report.fault(proof.Projected, where, "there is no such stream")
			case r.Seq > head.Seq:
				tell := w.report.fault
				if r.Seq <= head.Seq+int64(len(w.absent)) { // it was derived from one that is told as not there
					tell = w.report.follow
				}
				tell(proof.Projected, where, "it was derived from entry %d, and the stream has %d", r.Seq, head.Seq)
			}
		}
		if len(rows) < page {
			break
		}
		q.After = rows[len(rows)-1].Cursor()
	}
	if w.audit.Derived == nil || len(w.audit.Ring) == 0 || w.out != nil {
		return nil
	}
	streams := slices.Sorted(maps.Keys(w.heads))
	var err error
	w.report.Derived, err = w.audit.Derived(ctx, w.tx, streams, func(where, how string) {
		if s, ok := strings.CutPrefix(where, "stream "); ok && w.marred[entry.Stream(s)] || !ok && len(w.marred) > 0 && where == "the table of figures" { // from what is told nothing can be derived or counted as it was
			w.report.follow(proof.Projected, where, "%s", how)
			return
		}
		w.report.fault(proof.Projected, where, "%s", how)
	})
	return err
}
