package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
)

func initCommand(w *world) *cobra.Command {
	var at place
	var name, origin, admin, adminName string
	c := &cobra.Command{
		Use:   "init DIR --name NAME",
		Short: "Found a station: its store, its keys, and an invitation for its first administrator",
		Long: `Init founds a station in DIR: the store (or, with --database, one in PostgreSQL, and only the keys in DIR), the master key, the
key of the log, and the roll with a first administrator. It prints that administrator's invitation once. There is no default
password. It overwrites nothing.

  DIR/master.keys  wraps the keys of matters; whoever has it and the store can read all of it
  DIR/log.key      signs the log; whoever has it can sign another
  DIR/log.pub      what others check the log with; hand it out

Keep copies of the two keys apart from the store and from its backups. Lost, nothing can be read again.`,
		Example: example(
			`affiant init /var/lib/affiant --name "Ashford County" --log docket.ashford.example --admin root --admin-name "Ann Hart"`,
			`affiant init /etc/affiant --database postgres://affiant@db/court --name "Ashford County" --log docket.ashford.example`,
		),
		Args: takes(1, 1, "one DIR"),
		RunE: func(c *cobra.Command, args []string) error {
			if name == "" {
				return fault.Errorf(fault.Input, "a station has a name; expected --name NAME, such as \"Ashford County\"")
			}
			if at.database == "" {
				at.data = args[0]
			}
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			secret, until, err := w.found(c.Context(), args[0], p, name, origin, people.AccountInvited{ID: admin, Name: adminName}, time.Now)
			if err != nil {
				return err
			}
			fmt.Fprintf(w.out, "founded %s in %s\nits log is %s, for good\n", name, args[0], origin)
			if origin == noLog {
				fmt.Fprintf(w.out, "  which is no name of yours: found another, with --log docket.court.example, before anything is entered in this\n")
			}
			_, err = fmt.Fprintf(w.out, "invitation for %s, good once until %s:\n%s\n", admin, until.Format(time.RFC3339), secret)
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&name, "name", "", "the `NAME` of the station")
	f.StringVar(&origin, "log", noLog, "the `NAME` of the log, in its key and in every receipt; it never changes")
	f.StringVar(&admin, "admin", "root", "the `ACCOUNT` of the first administrator")
	f.StringVar(&adminName, "admin-name", "The first administrator", "the `NAME` of that person")
	f.StringVar(&at.database, "database", "", "the `ADDRESS` of a PostgreSQL database, instead of DIR (default $"+envDatabase+")")
	f.StringVar(&at.keys, "key-database", "", "the `ADDRESS` of the database of the keys, if it is another (default $"+envKeys+")")
	return c
}

// noLog is how the log of a station is called for which no one said how: for a trial.
const noLog = "docket.example"

func inviteCommand(w *world) *cobra.Command {
	var at place
	var x secrets
	c := &cobra.Command{
		Use:   "invite ACCOUNT --data DIR",
		Short: "Invite an account again, at the machine itself",
		Long: `Invite makes a new invitation for an account of the roll, in place of an earlier one, and prints it once. For an account that has
joined it is the way to a new password and second factor. It is for who has the master keys: an administrator who can still
sign in uses affiant docket invite.`,
		Example: example("affiant invite root --data /var/lib/affiant"),
		Args:    takes(1, 1, "one ACCOUNT"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := at.find(w.getenv)
			if err != nil {
				return err
			}
			return p.with(c.Context(), false, func(s store.Store) error {
				o, err := w.options(s, x.in(p.data))
				if err != nil {
					return err
				}
				st, err := openStation(c.Context(), o, manner{})
				if err != nil {
					return err
				}
				secret, until, err := st.desk.Invite(c.Context(), args[0])
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(w.out, "invitation for %s, good once until %s:\n%s\n", args[0], until.Format(time.RFC3339), secret)
				return err
			})
		},
	}
	at.flags(c.Flags())
	x.flags(c)
	return c
}

// flags are those that say where the keys are.
func (x *secrets) flags(c *cobra.Command) { x.flagsIn(c.Flags()) }

func (x *secrets) flagsIn(f *pflag.FlagSet) {
	x.masterFlags(f)
	f.StringVar(&x.log, "log-key", "", "the `FILE` of the key of the log (default "+filepath.Join("DIR", logFile)+")")
}

// masterFlags are those that say where the master keys are.
func (x *secrets) masterFlags(f *pflag.FlagSet) {
	f.StringVar(&x.master, "master", "", "the `FILE` of the master keys (default "+filepath.Join("DIR", masterFile)+", or $"+envMaster+")")
	f.StringVar(&x.command, "master-command", "", "a `PROGRAM` that holds the master key and wraps with it, before those of the file")
	f.StringVar(&x.commandName, "master-command-name", "command", "the `NAME` of the program's key, under which what it wraps is filed")
}
