package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/report"
)

func casesConflicts(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "conflicts",
		Short: "List decided cases that force opposite outcomes of one situation",
		Long: `Conflicts prints every two decided cases that contradict each other where both bind, with the least situation in which they do
and which prevails: that of the higher court, or neither. Two circuits may differ, and are no conflict.`,
		Example: example("affiant cases conflicts", "affiant cases conflicts --law ./our-law --json"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			type clash struct {
				Question  string              `json:"question"`
				Cases     [2]string           `json:"cases"`
				Outcomes  [2]string           `json:"outcomes"`
				Situation []doctrine.FactorID `json:"situation"`
				Prevails  string              `json:"prevails,omitempty"`
			}
			found := []clash{}
			for _, c := range holding.Read(b, holding.Options{AsOf: x.asOf}).Clashes() {
				found = append(found, clash{c.Pool, [2]string{c.First.Case.ID, c.Second.Case.ID}, [2]string{c.First.Outcome, c.Second.Outcome}, c.Situation, c.Prevails})
			}
			if x.format == "json" {
				return w.json(&x, found)
			}
			p := report.NewSheet(x.text(w))
			for _, c := range found {
				who := "neither prevails"
				if c.Prevails != "" {
					who = c.Prevails + " prevails"
				}
				p.Item(c.Question, 24, fmt.Sprintf("%s (%s) against %s (%s); %s. Where there is: %s.", c.Cases[0], c.Outcomes[0], c.Cases[1], c.Outcomes[1], who,
					report.Factors(b, c.Situation, len(c.Situation))))
			}
			if len(found) == 0 {
				p.Para("No two decided cases force opposite outcomes of one situation.")
			}
			return w.write(x.output, "", p.Bytes())
		},
	}
	c.Flags().StringVar(&x.asOf, "as-of", "", "the cases as of this `DATE` (default the last)")
	x.formatted(c, []string{"text", "json"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}
