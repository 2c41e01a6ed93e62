package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
)

func migrateCommand(w *world) *cobra.Command {
	var at place
	var in secrets
	var after, rederive bool
	c := &cobra.Command{
		Use:   "migrate --data DIR",
		Short: "Bring a store up to this version of affiant",
		Long: `Migrate runs the changes of the tables that this version needs before its code runs. They only add, so the code of the
version before works on meanwhile; the server runs them too when it starts. With --after it also runs those that take away what
only the older code needed: do that once no node runs it any more. A store that a newer affiant has made is refused.

With --rederive it then derives anew, from the entries and with the master keys, what lists and search have of every matter, and
puts right what differs: after a version that derives otherwise, after the station was given other law (--law), and after something
was changed behind the server's back, which fsck names. Entries, keys and log stay as they are. The server may go on meanwhile, if all
its nodes are of this version. It may be stopped at any time and run again: what is right is left alone. The store is marked as
derived by this version, so that the server no longer asks for it, only when every matter could be.

Exit codes:
  0  done
  1  stopped on the way, or a matter could not be derived: fsck says which and why
  2  the input is at fault: a flag, a directory that is none, a key of another station
  3  affiant is at fault, or the database`,
		Example: example("affiant migrate --database postgres://affiant@db/court", "affiant migrate --database postgres://affiant@db/court --after", "affiant migrate --data /var/lib/affiant --rederive"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			law, err := w.law()
			if err != nil {
				return err
			}
			phase := relation.Before
			if after {
				phase = relation.After
			}
			s, err := p.open(c.Context(), false, phase) // a directory that is none is a slip, and not to be made one
			if err != nil {
				return err
			}
			fmt.Fprintf(w.out, "the tables are as affiant %s needs them%s\n", releaseName(), map[bool]string{true: ", and without what only an older one needed"}[after])
			if rederive {
				err = w.rederive(c.Context(), s, law.Clocks(), in.in(p.data))
			}
			return errors.Join(err, s.Close())
		},
	}
	w.lawFlag(c)
	f := c.Flags()
	at.flags(f)
	f.BoolVar(&after, "after", false, "also take away what only the older code needed")
	f.BoolVar(&rederive, "rederive", false, "also derive anew what lists and search have of every matter")
	in.masterFlags(f)
	return c
}

// tellEvery is how long it takes at least until it is told again how far something came.
const tellEvery = 2 * time.Second

// rederive derives lists and search anew, and tells how far it came.
func (w *world) rederive(ctx context.Context, s store.Store, terms *clock.Table, in secrets) error {
	ring, err := w.masters(in)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	last := time.Now()
	done, err := clerk.Rederive(ctx, s, ring, terms, rand.Reader, func(r clerk.Rederived) {
		if time.Since(last) >= tellEvery && r.Seen < r.Of {
			last = time.Now()
			fmt.Fprintf(w.err, "%d of %s derived anew, %d put right\n", r.Seen, tally(r.Of, "stream", "streams"), r.Mended)
		}
	})
	if err != nil && ctx.Err() != nil {
		w.code = 1
		fmt.Fprintf(w.err, "affiant: stopped after %d of %s, %d put right; run it again to go on\n", done.Seen, tally(done.Of, "stream", "streams"), done.Mended)
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s derived anew, %d put right, %s put right\n", tally(done.Seen, "stream", "streams"), done.Mended, tally(done.Renamed, "name", "names"))
	if done.Unread > 0 {
		w.code = 1
		fmt.Fprintf(w.err, "affiant: %s could not be derived and stayed as before, so this run does not mark the store as derived by this release; affiant fsck --master says which and why\n", tally(done.Unread, "stream", "streams"))
	}
	return nil
}
