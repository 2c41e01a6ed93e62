package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
)

func backupCommand(w *world) *cobra.Command {
	var at place
	c := &cobra.Command{
		Use:   "backup --data DIR TO",
		Short: "Copy one state of a store into a new directory, while the server goes on",
		Long: `Backup copies one state of a store, all of it or nothing, into a new directory TO, which is a data directory in itself: affiant
fsck --data TO goes through it. It holds no key. Back the keys up apart from it (the file keys.db of a data directory, the
schema affiant_keys of a database), and the master keys apart from both: who has all three can read everything, and who has
lost one can read nothing.`,
		Example: example("affiant backup --data /var/lib/affiant /backup/2026-03-02", "affiant backup --database postgres://affiant@db/court /backup/2026-03-02"),
		Args:    takes(1, 1, "one directory, TO"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			if _, err := os.Stat(args[0]); !errors.Is(err, fs.ErrNotExist) {
				return fault.Errorf(fault.Input, "%s is there already; expected a directory to be made", args[0])
			}
			return p.with(c.Context(), false, func(from store.Store) error {
				return place{data: args[0]}.with(c.Context(), true, func(to store.Store) error {
					done, err := relation.Copy(c.Context(), from, to, false)
					if err == nil {
						fmt.Fprintf(w.out, "%d rows and %s, without keys\n", done.Rows, tally(done.Papers, "paper", "papers"))
					}
					return err
				})
			})
		},
	}
	at.flags(c.Flags())
	return c
}

func restoreCommand(w *world) *cobra.Command {
	var at place
	c := &cobra.Command{
		Use:   "restore --data DIR FROM",
		Short: "Put a backup back, beside today's keys",
		Long: `Restore copies a backup, the directory FROM, into a store that has no record yet: a data directory without record.db, or a
database. Its keys stay as they are. What was expunged since the backup was made stays unreadable, for its key is gone; and
what the backup still had of it in lists, search and jobs is taken away again. Every session, token, proof and invitation that it
had is ended: everyone signs in anew, with what they signed in with on that day.

Then run affiant fsck, with --since and the latest receipt you have: acts that were entered after the backup are not in it.`,
		Example: example("affiant restore --data /var/lib/affiant /backup/2026-03-02"),
		Args:    takes(1, 1, "one directory, FROM"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			return place{data: args[0]}.with(c.Context(), false, func(from store.Store) error {
				return p.with(c.Context(), true, func(to store.Store) error {
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
					if _, err = session.EndAll(c.Context(), to); err == nil {
						fmt.Fprintf(w.out, "%d rows and %s; %s expunged since; everyone signs in anew\n", done.Rows, tally(done.Papers, "paper", "papers"), tally(buried, "stream was", "streams were"))
					}
					return err
				})
			})
		},
	}
	at.flags(c.Flags())
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
