package main

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

func whatifCommand(w *world) *cobra.Command {
	var x choices
	var strike, insert []string
	var app string
	c := &cobra.Command{
		Use:   "whatif FILE",
		Short: "Read a paper again with assertions struck, sources inserted, flaws ruled",
		Long: `Whatif reads the paper twice, as it is and as changed, and prints what was struck and inserted, each answer before and
after, and everything that changed. It is how a Franks hearing reads an affidavit (438 U.S. 154): what was false is set
aside, what was left out is put in, and the rest is weighed.

--strike takes assertions: NUMBER, or APPLICATION.NUMBER where the file holds several applications.
--insert takes spans of sources and nothing else: SOURCE, SOURCE:LINE, SOURCE:LINE-LINE, or SOURCE:LINE "words".
--find supposes a ruling, as for review. affiant schema rereading says what the JSON holds.

` + fileForms + "\n\n" + exits,
		Example: example(
			"affiant whatif example:malley-v-briggs --strike 13",
			"affiant whatif example:malley-v-briggs --insert call-3:1 --respondent louisa",
			"affiant whatif matter.yaml --find S2@arrest.13=sustained,reckless",
		),
		Args:              takes(1, 1, "one FILE"),
		ValidArgsFunction: firstFile,
		RunE: func(_ *cobra.Command, args []string) error {
			law, err := w.law()
			if err != nil {
				return err
			}
			o, err := x.options(law)
			if err != nil {
				return err
			}
			if o.Cases, err = w.book(); err != nil {
				return err
			}
			change := brief.Change{App: record.AppID(app), Find: o.Find}
			o.Find = nil
			if change.Strike, change.Insert, err = changes(strike, insert); err != nil {
				return err
			}
			if len(change.Strike)+len(change.Insert)+len(change.Find) == 0 {
				return fault.Errorf(fault.Input, "nothing is changed; expected --strike, --insert or --find, as in affiant whatif %s --strike 1; the paper as it is: affiant review %[1]s", args[0])
			}
			f, err := w.matter(args[0])
			if err != nil {
				return err
			}
			if err := misstated(f, o.Cases); err != nil {
				return err
			}
			re, err := brief.WhatIf(&f.Matter, law, releaseName(), o, change)
			if err != nil {
				return misruled(f, o.Cases, err)
			}
			return w.reread(args[0], &x, law, re)
		},
	}
	c.Flags().StringArrayVar(&strike, "strike", nil, "take out an `ASSERTION`: NUMBER or APPLICATION.NUMBER; may be given again")
	c.Flags().StringArrayVar(&insert, "insert", nil, "put in a `SPAN` of a source: SOURCE:LINE and the like; may be given again")
	c.Flags().StringVar(&app, "app", "", "the `APPLICATION` that insertions go to (default the only one)")
	x.formatted(c, []string{"text", "json"})
	x.view(w, c)
	x.setting(c)
	return c
}

// changes reads what is struck and what is inserted.
func changes(strike, insert []string) (places []brief.Place, cites []record.Cite, err error) {
	for _, list := range strike {
		for s := range strings.SplitSeq(list, ",") {
			p, err := brief.ParsePlace(strings.TrimSpace(s))
			if err != nil {
				return nil, nil, fault.Errorf(fault.Input, "--strike %w", err)
			}
			places = append(places, p)
		}
	}
	for _, s := range insert {
		c, err := record.ParseCite(s)
		if err != nil {
			return nil, nil, fault.Errorf(fault.Input, "--insert %s: %w; expected SOURCE:LINE, such as log:4", s, err)
		}
		cites = append(cites, c)
	}
	return places, cites, nil
}

// reread prints a paper read twice.
func (w *world) reread(file string, x *choices, law *doctrine.Law, re *brief.Rereading) error {
	var err error
	narrowed := *re
	if narrowed.Before, err = x.narrow(re.Before); err != nil {
		return err
	}
	if narrowed.After, err = x.narrow(re.After); err != nil {
		return err
	}
	if x.respondent != "" {
		_, whom, _ := seatOf(re.After.Matter, x.respondent)
		narrowed.Changed = nil
		for _, d := range re.Changed {
			if d.Respondent == "" || d.Respondent == whom {
				narrowed.Changed = append(narrowed.Changed, d)
			}
		}
	}
	var b bytes.Buffer
	if x.format == "json" {
		err = report.RereadingJSON(&b, &narrowed, law)
	} else {
		err = report.Rereading(&b, &narrowed, law, x.text(w))
	}
	if err != nil {
		return err
	}
	w.code = codeOf(narrowed.After)
	return w.write(x.output, file, b.Bytes())
}
