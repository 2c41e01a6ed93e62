package main

import (
	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
)

func lawCommand(w *world) *cobra.Command {
	c := &cobra.Command{
		Use:   "law",
		Short: "Write law of your own, and check and compare what there is",
		Long: `Law is for those who add to the law that Affiant goes by, or change it: a State's variation of a rule, a decision of last
week, an offence. What they write stands in a folder of their own, laid over the built-in law by --law DIR of review, why, whatif,
explain, cases, demo and serve, or by $` + lawVariable + `. docs/doctrine.md is the guide.

  DIR/law/rules/*.yaml           rules                 DIR/casebook/cases/ID.yaml      decided cases
  DIR/law/authorities/ID.yaml    what they rest on     DIR/casebook/factors/*.yaml     factors
  DIR/law/offences/ID.yaml       offences              DIR/casebook/courts.yaml        courts
  DIR/law/profiles.yaml          views of the law      DIR/casebook/aftermath.yaml     what comes after
  DIR/law/terms.yaml             terms of the rules    DIR/casebook/questions.yaml     what cases are asked
  DIR/law/questions.yaml         questions             DIR/vocabulary/*.yaml          words that checks ask for
  DIR/law/limits.yaml            time limits           DIR/law/staleness.yaml          when facts are old
  DIR/law/daytime.yaml           hours of the day      DIR/law/numbers.yaml            numbers that checks go by
  DIR/law/holidays.yaml          legal holidays        DIR/law/burdens.yaml            who has to show what
  DIR/law/glossary.yaml          words of the field

All of them may be left out.`,
		Example: example("affiant law new rule us-ri-night --law ./our-law", "affiant law lint ./our-law",
			"affiant review matter.yaml --law ./our-law", "affiant law diff court powell"),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return noCommand(c, args[0])
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(lawLintCommand(w), lawNewCommand(w), lawDiffCommand(w), lawSchemaCommand(w))
	return c
}

func lawKinds() []string {
	var names []string
	for _, k := range doctrine.Kinds() {
		names = append(names, k.Name)
	}
	return names
}
