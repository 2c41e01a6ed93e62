package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
)

// casesCommand gathers what is asked of the decided cases.
func casesCommand(w *world) *cobra.Command {
	c := &cobra.Command{
		Use:   "cases",
		Short: "Read the decided cases, find those nearest to a matter, and measure the law on them",
		Long: `Cases reads the casebook: decided cases with their facts coded by factors, their outcomes and the reasons for them. It finds
the cases nearest to a matter, with what sets them apart, and measures how well the law and the cases answer questions that
courts have answered.`,
		Example: example("affiant cases list --question leon", "affiant cases show groh-2004", "affiant cases near example:malley-v-briggs", "affiant cases measure"),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return noCommand(c, args[0])
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(casesList(w), casesShow(w), casesCompare(w), casesSearch(w), casesNear(w), casesConflicts(w), casesMeasure(w))
	return c
}

// noCase is the error of a case that is not there.
func noCase(b *doctrine.Casebook, id string) error {
	if _, ok := b.Law().Authority(id); ok {
		return fault.Errorf(fault.NotFound, "%s is cited as an authority, and not coded as a case; affiant explain %s tells of it, affiant cases list lists the cases", id, id)
	}
	return fault.Errorf(fault.NotFound, "there is no case %q%s; affiant cases list lists them", id, didYouMean(id, caseIDs(b)))
}

func caseIDs(b *doctrine.Casebook) []string {
	var ids []string
	for _, c := range b.Cases() {
		ids = append(ids, c.ID)
	}
	return ids
}

// completeCases completes the ids of cases, up to so many of them.
func (w *world) completeCases(most int) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		b, err := w.book()
		if err != nil || len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return caseIDs(b), cobra.ShellCompDirectiveNoFileComp
	}
}

func issueIDs(b *doctrine.Casebook) []string {
	var ids []string
	for _, q := range b.Issues() {
		ids = append(ids, q.ID)
	}
	return ids
}

func courtIDs(b *doctrine.Casebook) []string {
	var ids []string
	for _, c := range b.Courts() {
		ids = append(ids, c.ID)
	}
	return ids
}

// amongOrNone refuses a value that is not in a list; empty is allowed.
func amongOrNone(flag, got string, may []string) error {
	if got != "" && !slices.Contains(may, got) {
		return fault.Errorf(fault.Input, "--%s %s is none%s; expected one of %s", flag, got, didYouMean(got, may), strings.Join(may, ", "))
	}
	return nil
}

func casesList(w *world) *cobra.Command {
	var x choices
	var question, court, outcome string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the decided cases with what they were asked and how it came out",
		Long: `List prints every decided case, or those that were asked a question, decided by a court, or came out in a way: a side of the
question, not-decided, assumed or fact-question. As JSON it prints the cases whole.`,
		Example: example("affiant cases list", "affiant cases list --question qualified-immunity --outcome not-immune", "affiant cases list --court ca4 --json"),
		Args:    takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			if err := cmp.Or(amongOrNone("question", question, issueIDs(b)), amongOrNone("court", court, courtIDs(b)), amongOrNone("outcome", outcome, outcomes(b))); err != nil {
				return err
			}
			var found []doctrine.Case
			for _, c := range b.Cases() {
				fits := slices.ContainsFunc(c.Questions, func(q doctrine.Asked) bool {
					return (question == "" || q.About == question) && (outcome == "" || q.Outcome == outcome)
				})
				if fits && (court == "" || c.Court == court) {
					found = append(found, c)
				}
			}
			return w.cases(&x, b, found)
		},
	}
	c.Flags().StringVar(&question, "question", "", "only cases that were asked this `QUESTION`")
	c.Flags().StringVar(&court, "court", "", "only cases that this `COURT` decided")
	c.Flags().StringVar(&outcome, "outcome", "", "only cases that came out in this `WAY`")
	w.completeBook(c, "question", issueIDs)
	w.completeBook(c, "court", courtIDs)
	w.completeBook(c, "outcome", outcomes)
	x.formatted(c, []string{"text", "json"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}

// completeBook completes a flag from what the casebook has.
func (w *world) completeBook(c *cobra.Command, flag string, list func(*doctrine.Casebook) []string) {
	must(c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		b, err := w.book()
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return list(b), cobra.ShellCompDirectiveNoFileComp
	}))
}

// outcomes lists every side, and the words for having taken none.
func outcomes(b *doctrine.Casebook) []string {
	all := []string{doctrine.NotDecided, doctrine.Assumed, doctrine.FactQuestion}
	for _, q := range b.Issues() {
		for _, s := range q.Sides {
			if !slices.Contains(all, s.ID) {
				all = append(all, s.ID)
			}
		}
	}
	return all
}

// cases prints cases, a line or two each.
func (w *world) cases(x *choices, b *doctrine.Casebook, found []doctrine.Case) error {
	if x.format == "json" {
		return w.json(x, notNull(found))
	}
	p := report.NewSheet(x.text(w))
	for _, c := range found {
		var asked []string
		for _, q := range c.Questions {
			text := q.About + " " + strings.ReplaceAll(q.Outcome, "-", " ")
			if q.Profile != "" {
				text += " (" + q.Profile + ")"
			}
			asked = append(asked, strings.TrimSpace(text))
		}
		p.Item(c.ID, 26, fmt.Sprintf("%s, %s. %s.", c.Name, c.Citation, strings.Join(asked, "; ")))
	}
	if len(found) == 0 {
		p.Para("No case fits.")
	}
	return w.write(x.output, "", p.Bytes())
}

func notNull[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// json prints anything as JSON.
func (w *world) json(x *choices, doc any) error {
	text, err := report.Indented(doc)
	if err != nil {
		return err
	}
	return w.write(x.output, "", text)
}

func casesShow(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "show CASE",
		Short: "Print a decided case: facts, factors, outcomes, reasons, later history",
		Long: `Show prints a decided case whole, by its id: what it was asked and how that came out, its facts with the factors that each
shows, what came after apart, the reason, pins with their standing, and what later decisions did to it.`,
		Example:           example("affiant cases show groh-2004", "affiant cases show spinelli-1969 --json"),
		Args:              takes(1, 1, "one CASE"),
		ValidArgsFunction: w.completeCases(1),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			c, ok := b.Case(args[0])
			if !ok {
				return noCase(b, args[0])
			}
			if x.format == "json" {
				return w.json(&x, c)
			}
			p := report.NewSheet(x.text(w))
			explainer{law: b.Law(), book: b}.decided(p, c)
			return w.write(x.output, "", p.Bytes())
		},
	}
	x.formatted(c, []string{"text", "json"})
	x.sheet(c)
	w.lawFlag(c)
	return c
}
