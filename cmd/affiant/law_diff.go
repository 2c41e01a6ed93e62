package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

func lawDiffCommand(w *world) *cobra.Command {
	var x choices
	var days []string
	c := &cobra.Command{
		Use:   "diff VIEW [VIEW]",
		Short: "Compare two views of the law, or one on two days: all in which they differ",
		Long: `Diff prints, for each question on which two views of the law differ, the rules that only one of them has, with what they rest
on, and the smallest premises on which the answers part. Then the casebook's own rules, from factors, that only one has; what is
made of what open rulings could turn; time limits, hours of the daytime and legal holidays, which a State's view has of its own and
the others have of federal law; burdens; and the decided cases that may bind in one view only. Given one VIEW and two days it
compares the law of those days; given two and one day, both as of that day. Premises are tried from what the answers of either view
rest on, with at most one exception at a time.`,
		Example: example("affiant law diff court powell", "affiant law diff court --as-of 1983-01-01 --as-of 2012-03-01",
			"affiant law diff court powell --as-of 1990-01-01 --law ./our-law", "affiant law diff court us-wa --json"),
		Args:              takes(1, 2, "one VIEW or two"),
		ValidArgsFunction: w.amongLaw(profileNames),
		RunE: func(_ *cobra.Command, args []string) error {
			book, err := w.book()
			if err != nil {
				return err
			}
			a, b, err := views(book.Law(), args, days)
			if err != nil {
				return err
			}
			if x.format == "json" {
				out, err := report.DiffJSON(book, a, b)
				if err != nil {
					return err
				}
				_, err = w.out.Write(out)
				return err
			}
			p := report.NewSheet(x.text(w))
			explainer{law: book.Law(), book: book}.diff(p, a, b)
			_, err = w.out.Write(p.Bytes())
			return err
		},
	}
	w.lawFlag(c)
	x.formatted(c, []string{"text", "json"})
	c.Flags().StringArrayVar(&days, "as-of", nil, "the law as of this `DATE` (default the latest); a second for the second view")
	c.Flags().Var(&x.width, "width", "`CHARACTERS` in a line (default that of the terminal, or 100)")
	return c
}

// views reads which two views of the law are compared.
func views(law *doctrine.Law, args, days []string) (a, b doctrine.View, err error) {
	known := profileNames(law)
	for _, name := range args {
		if !slices.Contains(known, name) {
			return a, b, fault.Errorf(fault.Input, "there is no view of the law called %q%s; expected one of %s", name, didYouMean(name, known), strings.Join(known, ", "))
		}
	}
	for _, day := range days {
		if !record.When(day).Known() {
			return a, b, fault.Errorf(fault.Input, "--as-of %s: this is no date; expected YYYY, YYYY-MM or YYYY-MM-DD", day)
		}
	}
	switch {
	case len(args) == 1 && len(days) != 2:
		return a, b, fault.Errorf(fault.Input, "one view alone is compared on two days; expected --as-of twice, or a second VIEW")
	case len(days) > 2:
		return a, b, fault.Errorf(fault.Input, "two views are compared; expected --as-of at most twice")
	}
	first, last := "", ""
	if len(days) > 0 {
		first, last = days[0], days[len(days)-1]
	}
	if args[0] == args[len(args)-1] && first == last {
		return a, b, fault.Errorf(fault.Input, "both are %s on the same day, so nothing can differ; expected two VIEWs, or --as-of twice, with two days", args[0])
	}
	return doctrine.View{Profile: args[0], AsOf: first}, doctrine.View{Profile: args[len(args)-1], AsOf: last}, nil
}
