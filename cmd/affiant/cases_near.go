package main

import (
	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/report"
)

func casesNear(w *world) *cobra.Command {
	var x choices
	most := 3
	c := &cobra.Command{
		Use:   "near FILE",
		Short: "Find the decided cases nearest to a matter, with what sets them apart",
		Long: `Near prints, for each question, what rules and decided cases hold, and the nearest decided cases on each side: what they share
with the matter, what distinguishes them, and which added fact would bring the matter under them.

FILE is a file of decisions or situations whose factors are stated, as docs/casebook.md has it; - for standard input.`,
		Example:           example("affiant cases near facts.yaml", "affiant cases near facts.yaml --most 1 --json"),
		Args:              takes(1, 1, "one FILE"),
		ValidArgsFunction: firstFile,
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			cases, err := w.decisions(b, args[0])
			if err != nil {
				return err
			}
			return w.near(&x, b, besideAll(b, cases, x.asOf), most)
		},
	}
	c.Flags().IntVar(&most, "most", most, "at most so `MANY` cases on each side")
	c.Flags().StringVar(&x.asOf, "as-of", "", "the cases and the law as of this `DATE` (default the day before the decision)")
	x.formatted(c, []string{"text", "json"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}

// besideAll sets every question of decisions beside the casebook.
func besideAll(b *doctrine.Casebook, cases []doctrine.Case, asOf string) []report.Beside {
	all := holding.AllDecided(b)
	var out []report.Beside
	for _, c := range cases {
		for _, q := range c.Questions {
			r := holding.Before(b, c, q.Profile)
			if asOf != "" {
				r = holding.Read(b, holding.Options{Profile: q.Profile, AsOf: asOf, Without: []string{c.ID, c.Authority}})
			}
			s := holding.Of(b, c, q)
			a := r.Answer(s, all)
			out = append(out, report.Beside{Of: c.ID, Situation: s, Actor: q.Actor, Answer: a, Near: r.Nearest(s, all), Why: r.Why(s, a, all)})
		}
	}
	return out
}

func (w *world) near(x *choices, b *doctrine.Casebook, list []report.Beside, most int) error {
	if x.format == "json" {
		text, err := report.NearJSON(list, most)
		if err != nil {
			return err
		}
		return w.write(x.output, "", text)
	}
	p := report.NewSheet(x.text(w))
	for _, one := range list {
		report.NearText(p, b, one, most)
	}
	return w.write(x.output, "", p.Bytes())
}
