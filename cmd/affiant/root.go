package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
)

const about = `Affiant reads a warrant application the way a later court will: every assertion against its source, every element of the
offence against its support, the whole against the law as it stood. It says what is in question, with the words on both
sides and the authority, and after a magistrate has decided, what follows and on which rulings that turns.

It decides nothing and is not legal advice. The same file, law and dates give the same bytes.`

const exits = `Exit codes:
  0  no flaw is open (review, whatif); done (all others)
  1  some flaw is open (review, whatif); a file is not formatted (fmt --check); a proof does not hold (verify, fsck)
  2  the input is at fault: a file, a flag, a name
  3  affiant is at fault
  4  unknown: the time ran out (solve)`

// root builds the command with all its subcommands.
func root(w *world) *cobra.Command {
	c := &cobra.Command{
		Use:   "affiant",
		Short: "Reviews warrant applications, with reasons",
		Long:  about + "\n\n" + exits,
		Example: example(
			"affiant review example:malley-v-briggs",
			"affiant why example:malley-v-briggs qualified-immunity --respondent louisa",
			"affiant demo",
		),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return noCommand(c, args[0])
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fault.Errorf(fault.Input, "%w; %s --help lists the flags", unfit(err), c.CommandPath())
	})
	c.AddCommand(
		reviewCommand(w),
		whyCommand(w),
		whatifCommand(w),
		explainCommand(w),
		lawCommand(w),
		casesCommand(w),
		schemaCommand(w),
		fmtCommand(w),
		demoCommand(w),
		solveCommand(w),
		initCommand(w),
		serveCommand(w),
		inviteCommand(w),
		policyCommand(w),
		docketCommand(w),
		verifyCommand(w),
		witnessCommand(w),
		keysCommand(w),
		fsckCommand(w),
		backupCommand(w),
		restoreCommand(w),
		importCommand(w),
		migrateCommand(w),
		completionCommand(w),
		versionCommand(w),
	)
	c.SetHelpCommand(helpCommand())
	return c
}

// example indents the lines of a help text's examples.
func example(lines ...string) string { return "  " + strings.Join(lines, "\n  ") }

// takes checks how many arguments a command is given.
func takes(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) >= least && (most < 0 || len(args) <= most) {
			return nil
		}
		return fault.Errorf(fault.Input, "%s takes %s; %s --help says more", c.CommandPath(), what, c.CommandPath())
	}
}
