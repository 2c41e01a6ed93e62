package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
)

func explainCommand(w *world) *cobra.Command {
	var x choices
	var yaml, long bool
	var built explainer // for what it is called by, not for what it holds
	c := &cobra.Command{
		Use:   "explain [[KIND:]NAME]",
		Short: "Say what a check finds, what a rule of law is, what an authority holds",
		Long: `Explain prints a check by its code (S2), a rule of law (M19), an authority with its pins and what later decisions did to it
(malley-1986), a question, a view of the law, a term of the rules, an offence, a decided case or a factor. Some have the same
name, as the check and the rule M1 have: then all are printed, and a KIND before the name takes one, as check:M1 or rule:M1.
What has no such name is looked for among the titles and citations: malley v. briggs, 475 U.S. 335. The kinds are
` + lines(built.kindNames()) + `.

Without an argument it lists the checks and the rules. It also lists
` + lines(built.listings()[2:]) + `.
With --long a list has all that is known of each thing in it, on one page: affiant explain factors --long is what one codes
decisions from. A pin that is ranged or inferred is shown so.`,
		Example: example("affiant explain S2", "affiant explain rule:M1", "affiant explain franks-1978", `affiant explain "Malley v. Briggs"`, "affiant explain burglary --yaml",
			"affiant explain factors --long", "affiant explain authorities --law ./our-law"),
		Args: takes(0, 1, "one name or none; a title of several words stands in quotes"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			b, err := w.book()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return explainer{law: b.Law(), book: b}.completions(toComplete), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			e := explainer{law: b.Law(), book: b, long: long}
			if yaml {
				return w.offence(b.Law(), args)
			}
			if long && (len(args) == 0 || !slices.Contains(e.listings(), args[0])) {
				return fault.Errorf(fault.Input, "--long is for a whole list; expected one of %s, as in affiant explain factors --long", strings.Join(e.listings(), ", "))
			}
			p := report.NewSheet(x.text(w))
			if len(args) == 0 {
				e.list(p, "checks")
				e.list(p, "rules")
				p.Gap()
				p.Para("Also: " + strings.Join(e.listings()[2:], ", ") + ".")
			} else if err := e.explain(p, args[0]); err != nil {
				return err
			}
			_, err = w.out.Write(p.Bytes())
			return err
		},
	}
	w.lawFlag(c)
	c.Flags().BoolVar(&yaml, "yaml", false, "an offence as it stands in a matter file, to be copied there")
	c.Flags().BoolVar(&long, "long", false, "of a list, all that is known of each thing in it")
	c.Flags().Var(&x.width, "width", "`CHARACTERS` in a line (default that of the terminal, or 100)")
	return c
}

// explain sets everything with this name, each headed by what it is if there are several; or only that of one kind, if the
// name says so. A name of a check or a rule may be written in small letters; an authority may have a pin after it. What is no name is looked
// for among the titles.
func (x explainer) explain(p *report.Sheet, name string) error {
	if slices.Contains(x.listings(), name) {
		x.list(p, name)
		return nil
	}
	of, rest, narrow := strings.Cut(name, ":")
	if !narrow {
		of, rest = "", name
	} else if of == "" || !slices.Contains(x.kindNames(), of) {
		return fault.Errorf(fault.NotFound, "%s: nothing is called a %q%s; expected one of %s before the colon",
			name, of, didYouMean(of, x.kindNames()), strings.Join(x.kindNames(), ", "))
	}
	var titles []string
	var sets []func(*report.Sheet)
	for _, k := range x.kinds() {
		if of != "" && k.name != of {
			continue
		}
		if set, ok := k.find(rest); ok {
			titles, sets = append(titles, k.title), append(sets, set)
		}
	}
	for i, set := range sets {
		if len(sets) > 1 {
			p.Section(titles[i])
		}
		set(p)
	}
	if len(sets) == 0 {
		if done, err := x.byTitle(p, of, rest); done || err != nil {
			return err
		}
		return fault.Errorf(fault.NotFound, "nothing is called %q%s; affiant explain lists the checks and rules",
			name, didYouMean(name, x.completions(name)))
	}
	return nil
}

// list sets one list: a line for each thing in it, or all of it.
func (x explainer) list(p *report.Sheet, what string) {
	p.Section(strings.ToUpper(what[:1]) + what[1:])
	for _, k := range x.kinds() {
		if k.list != what {
			continue
		}
		for i, e := range k.lines() {
			set, ok := k.find(e.id)
			if !x.long || !ok {
				p.Item(e.id, k.hang, e.says)
				continue
			}
			if i > 0 {
				p.Gap()
			}
			set(p)
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
