package main

import (
	"cmp"
	"fmt"
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
		Short: "Compare two views of the law, or one on two days: rules and answers",
		Long: `Diff prints, for each question on which two views of the law differ, the rules that only one of them has, with what they rest
on, and the smallest premises on which the answers part. Given one VIEW and two days it compares the law of those days; given
two and one day, both as of that day. Premises are tried from what the answers of either view rest on, with at most one
exception at a time.`,
		Example: example("affiant law diff court powell", "affiant law diff court --as-of 1983-01-01 --as-of 2012-03-01",
			"affiant law diff court powell --as-of 1990-01-01 --law ./our-law"),
		Args:              takes(1, 2, "one VIEW or two"),
		ValidArgsFunction: w.amongLaw(profileNames),
		RunE: func(_ *cobra.Command, args []string) error {
			law, err := w.law()
			if err != nil {
				return err
			}
			a, b, err := views(law, args, days)
			if err != nil {
				return err
			}
			p := report.NewSheet(x.text(w))
			explainer{law: law}.diff(p, a, b)
			_, err = w.out.Write(p.Bytes())
			return err
		},
	}
	w.lawFlag(c)
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

// diff sets what two views of the law make differently.
func (x explainer) diff(p *report.Sheet, a, b doctrine.View) {
	found := x.law.Diff(a, b)
	if len(found) == 0 {
		p.Para(fmt.Sprintf("%s and %s have the same rules.", a, b))
		return
	}
	both := []doctrine.View{a, b}
	for _, d := range found {
		q, _ := x.law.Question(d.Question)
		p.Section(cmp.Or(q.Title, "Background, which serves no question"))
		x.parts(p, both, q, d)
		for i, v := range both {
			for _, r := range d.Only[i] {
				x.only(p, v, both[1-i], r)
			}
		}
	}
}

// parts sets on which premises the answers to a question part.
func (x explainer) parts(p *report.Sheet, both []doctrine.View, q doctrine.Question, d doctrine.Difference) {
	wide := max(hang, len(both[0].String())+2, len(both[1].String())+2)
	for i, part := range d.Parts {
		if i > 0 {
			p.Gap()
		}
		if len(part.Given) == 0 {
			p.Item("if", wide, "nothing is given")
		}
		for _, id := range part.Given {
			p.Item("if", wide, x.meaning(id))
		}
		for i, v := range both {
			text := "no answer"
			if part.Answers[i].ID != "" {
				text = strings.ReplaceAll(part.Answers[i].ID, "-", " ") + ": " + part.Answers[i].Means
			}
			p.Item(v.String(), wide, text)
		}
	}
	switch {
	case d.More > 0:
		p.Para(fmt.Sprintf("They part on %s of premises more.", counted(d.More, "set")))
	case len(d.Parts) == 0 && x.labelled(q):
		p.Para("The answer is worked out on the paper; what follows are bright lines that it goes by.")
	case len(d.Parts) == 0 && d.Question != "":
		p.Para("The answers do not part on any premises that were tried.")
	}
}

// labelled reports whether a question is answered by labels that are worked out on the paper.
func (x explainer) labelled(q doctrine.Question) bool {
	return slices.ContainsFunc(q.Answers, func(a doctrine.Answer) bool {
		t, _ := x.law.Term(a.When)
		return t.Given == "label"
	})
}

// only sets a rule that one view has and the other has not.
func (x explainer) only(p *report.Sheet, has, lacks doctrine.View, r doctrine.Rule) {
	p.Gap()
	p.Para("Only " + has.String() + ": " + r.ID + " " + r.Title)
	p.Item("text", hang, r.Text)
	p.Item("status", hang, r.Status+", "+since(r.From, r.Until))
	x.rests(p, r.Rests)
	if a, ok := x.law.SetAside(lacks, r.ID); ok {
		p.Item("set aside", hang, fmt.Sprintf("by %s, %s: %s", lacks.Profile, since(a.From, a.Until), a.Why))
		x.rests(p, a.Rests)
	}
}
