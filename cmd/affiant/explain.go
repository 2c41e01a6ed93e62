package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// listings are the lists that explain can print.
func listings() []string {
	return []string{"checks", "rules", "authorities", "questions", "profiles", "terms", "offences", "examples"}
}

func explainCommand(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "explain [CODE|RULE|AUTHORITY]",
		Short: "Say what a check finds, what a rule of law is, what an authority holds",
		Long: `Explain prints a check by its code (S2), a rule of law (M19), an authority with its pins (malley-1986), a question, a view of
the law, a term of the rules or an offence. Without an argument it lists the checks and the rules; it also lists
` + strings.Join(listings(), ", ") + `. A pin that is ranged or inferred is shown so.`,
		Example: example("affiant explain S2", "affiant explain M19", "affiant explain franks-1978", "affiant explain authorities"),
		Args:    takes(0, 1, "one name or none"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return explicable(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			p := report.NewSheet(x.text(w))
			if len(args) == 0 {
				list(p, "checks")
				list(p, "rules")
				p.Gap()
				p.Para("Also: " + strings.Join(listings()[2:], ", ") + ".")
			} else if err := explain(p, args[0]); err != nil {
				return err
			}
			_, err := w.out.Write(p.Bytes())
			return err
		},
	}
	c.Flags().IntVar(&x.width, "width", 0, "`CHARACTERS` in a line (default that of the terminal, or 100)")
	return c
}

// explicable lists every name that can be explained, and the lists.
func explicable() []string {
	law := doctrine.Default()
	names := listings()
	for _, c := range review.Checks() {
		names = append(names, c.Code)
	}
	for _, r := range law.Rules() {
		names = append(names, r.ID)
	}
	for _, a := range law.Authorities() {
		names = append(names, a.ID)
	}
	for _, q := range law.Questions() {
		names = append(names, q.ID)
	}
	for _, p := range law.Profiles() {
		names = append(names, p.ID)
	}
	for _, t := range law.Terms() {
		names = append(names, t.ID)
	}
	for _, o := range law.Offences() {
		names = append(names, o.ID)
	}
	return names
}

// explain sets the thing with this name. A name of a check or a rule may be written in small letters; an authority may
// have a pin after it.
func explain(p *report.Sheet, name string) error {
	law := doctrine.Default()
	upper := strings.ToUpper(name)
	authority, _, _ := strings.Cut(name, "@")
	if slices.Contains(listings(), name) {
		list(p, name)
		return nil
	}
	if c, ok := review.Explain(upper); ok {
		explainCheck(p, c)
		return nil
	}
	for _, id := range []string{name, upper} {
		if r, ok := law.Rule(id); ok {
			explainRule(p, r)
			return nil
		}
	}
	if a, ok := law.Authority(authority); ok {
		explainAuthority(p, a)
		return nil
	}
	if q, ok := law.Question(name); ok {
		explainQuestion(p, q)
		return nil
	}
	if v, ok := law.Profile(name); ok {
		explainProfile(p, v)
		return nil
	}
	if t, ok := law.Term(name); ok {
		explainTerm(p, t)
		return nil
	}
	if o, ok := law.Offence(name); ok {
		explainOffence(p, o)
		return nil
	}
	return fault.Errorf(fault.NotFound, "nothing is called %q%s; affiant explain lists the checks and rules",
		name, didYouMean(name, explicable()))
}

// list sets one list, a line for each thing in it.
func list(p *report.Sheet, what string) {
	law := doctrine.Default()
	p.Section(strings.ToUpper(what[:1]) + what[1:])
	switch what {
	case "checks":
		for _, c := range review.Checks() {
			p.Item(c.Code, 6, c.Title)
		}
	case "rules":
		for _, r := range law.Rules() {
			p.Item(r.ID, 6, r.Title)
		}
	case "authorities":
		for _, a := range law.Authorities() {
			p.Item(a.ID, 28, a.Name+", "+a.Citation)
		}
	case "questions":
		for _, q := range law.Questions() {
			p.Item(q.ID, 28, q.Asks)
		}
	case "profiles":
		for _, v := range law.Profiles() {
			p.Item(v.ID, 28, v.Title)
		}
	case "terms":
		for _, t := range law.Terms() {
			p.Item(t.ID, 28, t.Means)
		}
	case "offences":
		for _, o := range law.Offences() {
			p.Item(o.ID, 28, o.Title)
		}
	case "examples":
		for _, e := range examples.List() {
			p.Item(examplePrefix+e.Name(), 38, e.Title)
		}
	}
}

// since says from when, and until when, something is law.
func since(from, until string) string {
	s := "from " + cmp.Or(from, "the beginning")
	if until != "" {
		s += fmt.Sprintf(" until %s", until)
	}
	return s
}
