package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/figures"
)

func (t *teller) figuresCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "figures",
		Short: "Show what came of the applications, counted so that no one is named",
		Long: `Figures shows an auditor how applications were decided, how long that took against how much there was to read,
which flaws were answered before the oath, and what became of the cases. Whole quarters that are over are counted. Of groups with
too few judges nothing is shown, small counts are left out, and the others are rounded, so that what is hidden cannot be worked
out. What is under seal is not counted. --json has what each figure means.`,
		Example: example("affiant docket figures", "affiant docket figures --json"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			var r figures.Report
			return t.read(c.Context(), "/v1/figures", nil, &r, func(out io.Writer) { sayFigures(out, r) })
		},
	}
}

func sayFigures(out io.Writer, r figures.Report) {
	if len(r.Groups) == 0 {
		fmt.Fprintf(out, "there is too little to be shown: fewer than %d judges, or no quarter that is over\n", r.Limits.Judges)
		return
	}
	fmt.Fprintf(out, "through %s; rounded to the nearest %d\n", r.Through, r.Limits.Count)
	said := func(n *int) string {
		if n == nil {
			return fmt.Sprintf("under %d", r.Limits.Count)
		}
		return fmt.Sprint(*n)
	}
	for _, g := range r.Groups {
		fmt.Fprintf(out, "\nby %s: %s\n", g.By, g.Name)
		for _, f := range g.Counts {
			fmt.Fprintf(out, "  %-50s %s\n", f.Title, said(f.Count))
		}
		for _, x := range g.Times {
			if x.Count == nil {
				fmt.Fprintf(out, "  %-50s too few\n", x.Title)
				continue
			}
			fmt.Fprintf(out, "  %-50s %d decisions; a quarter within %d minutes, half within %d, three quarters within %d; in under three minutes: %s\n",
				x.Title, *x.Count, *x.Quarter, *x.Median, *x.Most, said(x.Within3))
		}
	}
}
