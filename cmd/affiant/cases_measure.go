package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/report"
)

// How the curve and the control are drawn: the same on every machine.
const (
	drawings  = 5
	shuffles  = 20
	seed      = 1986
	curveStep = 10
)

func casesMeasure(w *world) *cobra.Command {
	var x choices
	var only, outcomes string
	var quick bool
	c := &cobra.Command{
		Use:   "measure",
		Short: "Measure the law and the cases on decisions whose outcome is known",
		Long: `Measure answers every question of every decided case as of the day before it was decided: without it, its litigation and later
law, and with every rule and factor that rests on nothing else switched off. It prints how many answers are right, open and
wrong, by question, with the reason for each that is open or wrong; what two simple guesses would have scored; how it grows
with the cases known; and how much is left if the other cases' outcomes are shuffled. docs/casebook.md says what counts.

With --only it answers the decisions of a file instead, and scores those that have an outcome. They do not become law.
The file's form is in docs/casebook.md; affiant schema decisions prints its JSON Schema. Outcomes may stand in a file of their
own, --outcomes: the same form, with no facts.`,
		Example: example("affiant cases measure", "affiant cases measure --format json > measure.json", "affiant cases measure --only facts.yaml --json",
			"affiant cases measure --only facts.yaml --outcomes outcomes.yaml"),
		Args: takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			if outcomes != "" && only == "" {
				return fault.Errorf(fault.Input, "--outcomes goes with --only; expected the file of the facts there")
			}
			if _, err := x.options(b.Law()); err != nil {
				return err
			}
			m := report.Measured{Book: b, Drawings: drawings, Rounds: shuffles, Seed: seed}
			if only == "" {
				m = measured(b, x.profile, quick)
			} else {
				cases, err := w.decisions(b, only)
				if err == nil && outcomes != "" {
					err = w.outcomes(b, cases, outcomes)
				}
				if err != nil {
					return err
				}
				m.Outside, m.Measurement = true, holding.Measure(b, cases, holding.Method{Profile: x.profile})
			}
			return w.measured(&x, m)
		},
	}
	c.Flags().StringVar(&only, "only", "", "answer and score the decisions of this `FILE`, and no others")
	c.Flags().StringVar(&outcomes, "outcomes", "", "take the outcomes of those decisions from this `FILE`")
	c.Flags().BoolVar(&quick, "quick", false, "leave the curve and the control out")
	c.Flags().StringVar(&x.profile, "profile", "", "whose `VIEW` of the law (default that of each decision's circuit)")
	must(c.RegisterFlagCompletionFunc("profile", w.amongLaw(profileNames)))
	x.formatted(c, []string{"text", "json", "markdown"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}

// measured makes the measurement of the casebook.
func measured(b *doctrine.Casebook, profile string, quick bool) report.Measured {
	method := holding.Method{Profile: profile}
	m := report.Measured{Book: b, Drawings: drawings, Rounds: shuffles, Seed: seed, Measurement: holding.Measure(b, b.Cases(), method)}
	if quick {
		return m
	}
	first := holding.Measure(b, b.Cases(), holding.Method{Profile: profile, Strict: holding.FirstStays}).Total
	all := holding.Measure(b, b.Cases(), holding.Method{Profile: profile, Strict: holding.AllStay}).Total
	m.First, m.All = &first, &all
	var numbers []int
	for n := 0; n < len(b.Cases()); n += curveStep {
		numbers = append(numbers, n)
	}
	m.Curve = holding.Curve(b, method, append(numbers, len(b.Cases())), drawings, seed)
	control := holding.Shuffled(b, method, shuffles, seed)
	m.Control = &control
	return m
}

func (w *world) measured(x *choices, m report.Measured) error {
	switch x.format {
	case "json":
		text, err := report.MeasureJSON(m)
		if err != nil {
			return err
		}
		return w.write(x.output, "", text)
	case "markdown":
		return w.write(x.output, "", report.MeasurePage(m))
	}
	p := report.NewSheet(x.text(w))
	report.MeasureText(p, m)
	return w.write(x.output, "", p.Bytes())
}

// decisions reads a file of decisions from outside. What may be meant and is worth a second look is said on standard error.
func (w *world) decisions(b *doctrine.Casebook, file string) ([]doctrine.Case, error) {
	name, data, err := w.decided(file)
	if err != nil {
		return nil, err
	}
	cases, notes, err := doctrine.ReadDecisions(name, data, b)
	w.looked(notes)
	return cases, err
}

// outcomes puts the outcomes of a file into decisions, question by question.
func (w *world) outcomes(b *doctrine.Casebook, cases []doctrine.Case, file string) error {
	name, data, err := w.decided(file)
	if err != nil {
		return err
	}
	notes, err := doctrine.JoinOutcomes(cases, name, data, b)
	w.looked(notes)
	return err
}

// decided is the text of a file of decisions.
func (w *world) decided(file string) (name string, data []byte, err error) {
	name, data, err = w.load(file)
	if errors.Is(err, os.ErrNotExist) {
		err = fault.Errorf(fault.Input, "there is no file %s; name a file of decisions, in the form that docs/casebook.md has", file)
	}
	return name, data, err
}

func (w *world) looked(notes doctrine.Problems) {
	for _, n := range notes {
		fmt.Fprintln(w.err, "note: "+n.Error())
	}
}
