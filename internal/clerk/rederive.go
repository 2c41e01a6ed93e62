package clerk

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Rederived says how far a Rederive came.
type Rederived struct {
	Of      int // streams there are
	Seen    int // streams that were derived anew, or found to have nothing to be derived
	Mended  int // streams of which what is kept was put right
	Unread  int // streams that could not be derived: fsck names them
	Renamed int // names of matters that were put right, or taken away
}

// rederiveAtOnce is how many streams are looked at before it is told how far it came, and put right in one update.
const rederiveAtOnce = 50

// Rederive derives anew, from the entries, what is kept of every matter for lists and search, and puts right what differs: after a new release that derives
// otherwise, after other numbers of the law, and after something was changed behind the server's back. Entries, keys and log stay as they are. It may be run while
// nodes serve, and again at any time: what is right is left alone, so one that was stopped is gone on with by running it again. tell hears how far it came. The store is
// noted as derived by this release (OfAnotherDerivation) only if every stream could be.
//
// The error is fault.NotFound if the station was never founded, and Input if the keys are not its own.
func Rederive(ctx context.Context, s store.Store, ring vault.Ring, terms *clock.Table, lots io.Reader, tell func(Rederived)) (Rederived, error) {
	var done Rederived
	keys, err := s.Keys().AllKeys(ctx)
	if err != nil {
		return done, err
	}
	var streams []entry.Stream
	for _, k := range keys {
		streams = append(streams, k.Stream)
	}
	stones, err := s.Keys().Tombstones(ctx)
	if err != nil {
		return done, err
	}
	for _, x := range stones {
		streams = append(streams, x.Stream)
	}
	slices.Sort(streams)
	streams = slices.Compact(streams)
	done.Of = len(streams)
	named := map[string]entry.Stream{}
	unread := map[entry.Stream]bool{}
	for part := range slices.Chunk(streams, rederiveAtOnce) {
		if err := ctx.Err(); err != nil {
			return done, err
		}
		var wrong []entry.Stream
		err := s.View(ctx, func(tx store.Tx) error {
			wrong = nil
			r, err := rederiving(ctx, s, ring, terms, tx)
			if err != nil {
				return err
			}
			for _, x := range part {
				a, err := r.anew(ctx, x)
				if err != nil {
					return err
				}
				switch {
				case a.unread:
					unread[x] = true
				case len(a.differs) > 0:
					wrong = append(wrong, x)
				}
				if a.file != nil {
					named[r.clerk.blinded(a.file.m.ID)] = x
				}
			}
			return nil
		})
		if err != nil {
			return done, err
		}
		if len(wrong) > 0 {
			mended := 0
			err := s.Update(ctx, func(tx store.Tx) error {
				r, err := rederiving(ctx, s, ring, terms, tx)
				mended = 0
				for _, x := range wrong {
					if err == nil {
						err = r.mend(ctx, x, lots)
						mended++
					}
				}
				return err
			})
			if err != nil {
				return done, err
			}
			done.Mended += mended
		}
		done.Seen, done.Unread = done.Seen+len(part), len(unread)
		tell(done)
	}
	if err := s.Update(ctx, func(tx store.Tx) error {
		if done.Mended > 0 { // the table of figures may have been made of what was wrong
			if err := Miscount(tx); err != nil {
				return err
			}
		}
		return forgetStray(tx)
	}); err != nil {
		return done, err
	}
	if done.Renamed, err = rename(ctx, s, named, unread); err != nil {
		return done, err
	}
	if done.Unread > 0 { // what is kept of those may be of another release yet
		return done, nil
	}
	return done, s.Update(ctx, derivedSo)
}

// rederiving is a reckoning that is to put right what it finds.
func rederiving(ctx context.Context, s store.Store, ring vault.Ring, terms *clock.Table, tx store.Tx) (*reckoning, error) {
	var why string
	r, err := newReckoning(ctx, s, ring, terms, tx, func(_, how string) { why = how })
	switch {
	case err != nil:
		return nil, err
	case why != "":
		return nil, fault.Errorf(fault.Input, "%s", why)
	case r == nil:
		return nil, fault.Errorf(fault.NotFound, "no station was founded in this store: there is nothing to derive")
	}
	return r, nil
}

// mend puts right what is kept of a stream, as it is by now.
func (r *reckoning) mend(ctx context.Context, s entry.Stream, lots io.Reader) error {
	x, err := r.anew(ctx, s)
	if err != nil || x.unread || len(x.differs) == 0 {
		return err
	}
	if x.destroy != "" {
		if err := r.tx.PutJob(store.Job{Queue: queueDestroy, Key: x.destroy, Run: time.Unix(0, 0)}); err != nil { // done when a node serves
			return err
		}
	}
	if x.file == nil {
		return r.tx.Forget(s)
	}
	if x.is.Row.Text, err = vault.SealField(x.file.key, fieldSummary, lots, x.text); err != nil {
		return err
	}
	return r.tx.Derive(nil, x.is)
}

// forgetStray takes away the words and tags of streams that have no row.
func forgetStray(tx store.Tx) error {
	for {
		stray, err := tx.Stray(pageOf)
		if err != nil || len(stray) == 0 {
			return err
		}
		for _, s := range stray {
			if err := tx.Forget(s); err != nil {
				return err
			}
		}
	}
}

// rename has each name lead to its matter, and takes away names that lead to none. Names made meanwhile, and those of matters that could not be read, stay.
func rename(ctx context.Context, s store.Store, named map[string]entry.Stream, unread map[entry.Stream]bool) (int, error) {
	right := map[entry.Stream]bool{}
	for _, x := range named {
		right[x] = true
	}
	n, after := 0, ""
	for more := true; more; {
		var changed int
		err := s.Update(ctx, func(tx store.Tx) error {
			changed = 0
			list, err := tx.Scan(bucketMatters, "", after, pageOf)
			if err != nil {
				return err
			}
			for _, x := range list {
				after = x.Key
				to := entry.Stream(x.Value)
				if unread[to] || named[x.Key] == to || named[x.Key] == "" && !right[to] && !isGone(ctx, s, to) {
					continue
				}
				changed++
				if err := tx.Delete(bucketMatters, x.Key); err != nil {
					return err
				}
			}
			more = len(list) == pageOf
			return nil
		})
		if err != nil {
			return n, err
		}
		n += changed
	}
	for part := range slices.Chunk(sortedKeys(named), pageOf) {
		var changed int
		err := s.Update(ctx, func(tx store.Tx) error {
			changed = 0
			for _, name := range part {
				if _, err := tx.Get(bucketMatters, name); !notFound(err) {
					if err != nil {
						return err
					}
					continue
				}
				if _, err := tx.Row(named[name]); notFound(err) { // expunged meanwhile
					continue
				}
				changed++
				if err := tx.Put(bucketMatters, name, []byte(named[name])); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return n, err
		}
		n += changed
	}
	return n, nil
}

// isGone reports whether the key of a stream was destroyed.
func isGone(ctx context.Context, s store.Store, x entry.Stream) bool {
	_, err := s.Keys().Key(ctx, x, keyName)
	return destroyed(err)
}

func sortedKeys(m map[string]entry.Stream) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
