package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/store/sqlite"
)

func backupCommand(w *world) *cobra.Command {
	var at place
	var apart string
	c := &cobra.Command{
		Use:   "backup --data DIR TO",
		Short: "Copy one state of a store into a new directory, while the server goes on",
		Long: `Backup copies one state of a store, all of it or nothing, into a new directory TO, which is a data directory in itself: affiant
fsck --data TO goes through it. It holds no key. --keys copies the wrapped keys too, after the record, into a new directory of their own, to be
kept apart from TO; and the master keys are kept apart from both: who has all three can read everything, and who has lost one can read nothing.

Do not copy the files of a data directory by hand while the server runs: what was kept last lies in a log beside them (record.db-wal, keys.db-wal),
and what is sealed under a key that is not in the copy can never be read again.`,
		Example: example("affiant backup --data /var/lib/affiant /backup/2026-03-02 --keys /vault/2026-03-02",
			"affiant backup --database postgres://affiant@db/court /backup/2026-03-02 --keys /vault/2026-03-02"),
		Args: takes(1, 1, "one directory, TO"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			for _, to := range []string{args[0], apart} {
				if _, err := os.Stat(to); to != "" && !errors.Is(err, fs.ErrNotExist) {
					return fault.Errorf(fault.Input, "%s is there already; expected a directory to be made", to)
				}
			}
			if apart != "" && liesIn(apart, args[0]) {
				return fault.Errorf(fault.Input, "--keys %s lies in %s; expected a directory apart from it: whoever has both needs only the master keys", apart, args[0])
			}
			return p.with(c.Context(), false, func(from store.Store) error {
				var done relation.Copied
				err := place{data: args[0]}.with(c.Context(), true, func(to store.Store) error {
					var err error
					done, err = relation.Copy(c.Context(), from, to, false)
					return err
				})
				if err != nil {
					return err
				}
				if apart == "" {
					_, err := fmt.Fprintf(w.out, "%d rows and %s, without keys\n", done.Rows, tally(done.Papers, "paper", "papers"))
					return err
				}
				n, err := copyKeys(c.Context(), from.Keys(), apart)
				if err == nil {
					_, err = fmt.Fprintf(w.out, "%d rows and %s, without keys; %s in %s\n", done.Rows, tally(done.Papers, "paper", "papers"), tally(n, "wrapped key", "wrapped keys"), apart)
				}
				return err
			})
		},
	}
	at.flags(c.Flags())
	c.Flags().StringVar(&apart, "keys", "", "a `DIR` to be made, into which the wrapped keys are copied, apart from the rest")
	return c
}

// copyKeys copies wrapped keys into a directory of their own.
func copyKeys(ctx context.Context, from store.Keys, dir string) (int, error) {
	to, end, err := sqlite.OpenKeys(ctx, dir)
	if err != nil {
		return 0, err
	}
	n, err := relation.CopyKeys(ctx, from, to)
	return n, errors.Join(err, end())
}

// putKeys puts keys that were copied into a store that has none: an older copy must not stand beside, or in place of, what was destroyed since.
func putKeys(ctx context.Context, dir string, to store.Keys) (int, error) {
	if _, err := os.Stat(filepath.Join(dir, sqlite.KeyFile)); err != nil {
		return 0, fault.Errorf(fault.Input, "--keys %s: it has no %s; expected a directory that affiant backup --keys has made", dir, sqlite.KeyFile)
	}
	keys, err := to.AllKeys(ctx)
	if err != nil {
		return 0, err
	}
	stones, err := to.Tombstones(ctx)
	if err != nil {
		return 0, err
	}
	if len(keys)+len(stones) > 0 {
		return 0, fault.Errorf(fault.Conflict, "there are keys already, and they may know of more that was expunged than the copy in %s; without --keys they are kept", dir)
	}
	from, end, err := sqlite.OpenKeys(ctx, dir)
	if err != nil {
		return 0, err
	}
	n, err := relation.CopyKeys(ctx, from, to)
	return n, errors.Join(err, end())
}

// openNone warns where no key that was put back opens under the master keys of today: then nothing that is restored can be read, and everything else looks well.
func (w *world) openNone(ctx context.Context, in secrets, s store.Store) error {
	ring, err := w.masters(in)
	if errors.Is(err, fs.ErrNotExist) || fault.KindOf(err) == fault.Input && in.master == "" {
		fmt.Fprintln(w.err, "note: no master keys are at hand, so it was not tried whether the keys that were put back open; --master FILE has it tried, and affiant fsck --master opens each")
		return nil
	}
	if err != nil {
		return err
	}
	keys, err := s.Keys().AllKeys(ctx)
	if err != nil {
		return err
	}
	var names []string
	for _, k := range keys {
		if _, err := ring.Unwrap(k); err == nil {
			return nil
		}
		if !slices.Contains(names, k.Master) {
			names = append(names, k.Master)
		}
	}
	if len(keys) > 0 {
		slices.Sort(names)
		fmt.Fprintf(w.err, "warning: none of the %s that %s put back opens under the master keys at hand, so nothing that is restored can be read; they were wrapped under %s: bring the master keys of the day of the copy (--master, affiant fsck --master)\n",
			tally(len(keys), "key", "keys"), map[bool]string{true: "was", false: "were"}[len(keys) == 1], strings.Join(names, ", "))
	}
	return nil
}

// liesIn tells whether a path is a directory or lies in it.
func liesIn(path, dir string) bool {
	a, err1 := filepath.Abs(path)
	b, err2 := filepath.Abs(dir)
	if err1 != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(b, a)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func restoreCommand(w *world) *cobra.Command {
	var at place
	var in secrets
	var keys string
	c := &cobra.Command{
		Use:   "restore --data DIR FROM",
		Short: "Put a backup back, beside today's keys",
		Long: `Restore copies a backup, the directory FROM, into a store that has no record yet: a data directory without record.db, or a
database. Its keys stay as they are. What was expunged since the backup was made stays unreadable, for its key is gone; and
what the backup still had of it in lists, search and jobs is taken away again. Every session, token, proof and invitation that it
had is ended: everyone signs in anew, with what they signed in with on that day.

If today's keys are lost too, --keys puts a copy of them back first; it is refused where there are keys, and warns if none of them opens under the
master keys at hand. A copy knows nothing of what was destroyed
after it was made: such a key is there again. affiant fsck --master names each that an order was entered to destroy, and affiant migrate --rederive
has it destroyed.

Then run affiant fsck, with --since and the latest receipt you have: acts that were entered after the backup are not in it.`,
		Example: example("affiant restore --data /var/lib/affiant /backup/2026-03-02", "affiant restore --data /var/lib/affiant /backup/2026-03-02 --keys /vault/2026-03-02"),
		Args:    takes(1, 1, "one directory, FROM"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			return place{data: args[0]}.with(c.Context(), false, func(from store.Store) error {
				return p.with(c.Context(), true, func(to store.Store) error {
					put := 0
					if keys != "" {
						var err error
						if put, err = putKeys(c.Context(), keys, to.Keys()); err != nil {
							return err
						}
					}
					done, err := relation.Copy(c.Context(), from, to, false)
					if err != nil {
						return err
					}
					buried, err := clerk.Bury(c.Context(), to)
					if err != nil {
						return err
					}
					if err := to.Update(c.Context(), clerk.Miscount); err != nil { // what was buried was counted
						return err
					}
					if keys != "" {
						fmt.Fprintf(w.out, "%s put back\n", tally(put, "key", "keys"))
						if err := w.openNone(c.Context(), in.in(p.data), to); err != nil {
							return err
						}
					}
					if _, err = session.EndAll(c.Context(), to); err == nil {
						fmt.Fprintf(w.out, "%d rows and %s; %s expunged since; everyone signs in anew\n", done.Rows, tally(done.Papers, "paper", "papers"), tally(buried, "stream was", "streams were"))
					}
					return err
				})
			})
		},
	}
	at.flags(c.Flags())
	c.Flags().StringVar(&keys, "keys", "", "a `DIR` that affiant backup --keys has made, whose keys are put back where there are none")
	in.masterFlags(c.Flags())
	return c
}

func importCommand(w *world) *cobra.Command {
	var at, from place
	c := &cobra.Command{
		Use:   "import --from-data DIR --database ADDRESS",
		Short: "Move a store from one database to the other, keys and all",
		Long: `Import copies one state of a store, with its keys, into an empty one: from a data directory to PostgreSQL when one machine
is no longer enough, or back. Stop the server first: what it enters meanwhile is not in the copy. Run affiant fsck on the copy
before you let it go on there, and never let both go on: that would split the log.`,
		Example: example("affiant import --from-data /var/lib/affiant --database postgres://affiant@db/court", "affiant import --from-database postgres://affiant@db/court --data /var/lib/affiant"),
		Args:    takes(0, 0, "no arguments but flags"),
		RunE: func(c *cobra.Command, _ []string) error {
			to, err := at.find(func(string) string { return "" })
			if err != nil {
				return err
			}
			src, err := from.find(func(string) string { return "" })
			if err != nil {
				return fault.Errorf(fault.Input, "it is not said what to import; expected --from-data DIR or --from-database ADDRESS, one of them")
			}
			return src.with(c.Context(), false, func(s store.Store) error {
				return to.with(c.Context(), true, func(d store.Store) error {
					done, err := relation.Copy(c.Context(), s, d, true)
					if err == nil {
						fmt.Fprintf(w.out, "%d rows, %s and %s\n", done.Rows, tally(done.Papers, "paper", "papers"), tally(done.Keys, "key", "keys"))
					}
					return err
				})
			})
		},
	}
	f := c.Flags()
	at.flags(f)
	f.StringVar(&from.data, "from-data", "", "the data `DIR` to import")
	f.StringVar(&from.database, "from-database", "", "the `ADDRESS` of the database to import")
	f.StringVar(&from.keys, "from-key-database", "", "the `ADDRESS` of the database of its keys, if it is another")
	return c
}
