package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/transcript"
)

func casesNear(w *world) *cobra.Command {
	var x choices
	var stated []string
	most := 3
	c := &cobra.Command{
		Use:   "near FILE",
		Short: "Find the decided cases nearest to a matter, with what sets them apart",
		Long: `Near prints, for each question, what rules and decided cases hold of the factors alone, and the nearest decided cases on each
side: what they share with the matter, what distinguishes them, and which added fact would bring the matter under them.

Of a matter file the factors are read off by the checks and the record, as far as a matter can show them (affiant explain NAME
says how); --state adds what it cannot. What is held of factors alone is coarser than a review, and does not replace it.
FILE may also be a file of decisions or situations whose factors are stated, as docs/casebook.md has it.

` + fileForms,
		Example: example("affiant cases near example:malley-v-briggs --respondent louisa", "affiant cases near matter.yaml --state source-citizen,facts-recent",
			"affiant cases near facts.yaml --most 1 --json"),
		Args:              takes(1, 1, "one FILE"),
		ValidArgsFunction: firstFile,
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := w.book()
			if err != nil {
				return err
			}
			if most < 1 {
				return fault.Errorf(fault.Input, "--most %d: expected 1 or more", most)
			}
			name, data, err := w.load(args[0])
			if err != nil {
				return err
			}
			if doctrine.IsDecisions(data) {
				cases, notes, err := doctrine.ReadDecisions(name, data, b)
				w.looked(notes)
				if err != nil {
					return err
				}
				if len(stated)+len(x.find) > 0 || x.respondent+x.posture+x.acted != "" {
					return fault.Errorf(fault.Input, "--state, --respondent, --find, --posture and --acted go with a matter file, and %s holds decisions; state factors, kind and acted there", name)
				}
				if _, err := x.options(b.Law()); err != nil {
					return err
				}
				return w.near(&x, b, nil, besideAll(b, cases, x.profile, x.asOf), most)
			}
			return w.nearMatter(&x, b, name, data, stated, most)
		},
	}
	c.Flags().IntVar(&most, "most", most, "at most so `MANY` cases on each side")
	c.Flags().StringSliceVar(&stated, "state", nil, "`FACTORS` that the matter has and cannot show")
	x.formatted(c, []string{"text", "json"})
	x.view(w, c)
	x.sheet(c)
	w.completeBook(c, "state", factorIDs)
	return c
}

// nearMatter sets a matter beside the decided cases.
func (w *world) nearMatter(x *choices, b *doctrine.Casebook, name string, data []byte, stated []string, most int) error {
	f, err := transcript.Read(name, data)
	if err != nil {
		return err
	}
	if err := misstated(f, b); err != nil {
		return err
	}
	o, err := x.options(b.Law())
	if err != nil {
		return err
	}
	o.NoProof, o.Cases = true, b
	r, err := brief.Read(&f.Matter, b.Law(), releaseName(), o)
	if err != nil {
		return misruled(f, b, err)
	}
	if r.Withheld {
		return fault.Errorf(fault.Conflict, "no magistrate has decided, so answers are withheld; --posture suppression (or another) asks for them all the same")
	}
	var more []doctrine.FactorID
	for _, id := range stated {
		if _, ok := b.Factor(doctrine.FactorID(id)); !ok {
			return fault.Errorf(fault.Input, "--state %s: there is no such factor%s; affiant explain factors lists them", id, didYouMean(id, factorIDs(b)))
		}
		more = append(more, doctrine.FactorID(id))
	}
	reading, all := r.Reading(b), holding.AllDecided(b)
	var list []report.Beside
	found := r.Beside(b, more...)
	for _, c := range found {
		if x.respondent != "" && string(c.Respondent) != x.respondent {
			continue
		}
		a := reading.Answer(c.Situation, all)
		one := report.Beside{Of: strings.TrimSpace(string(c.App) + " " + string(c.Respondent)), Situation: c.Situation, Answer: a, Near: c.Near, Why: reading.Why(c.Situation, a, all)}
		if q, ok := brief.QuestionOf(r, c.App, c.Respondent, c.Issue.Serves); ok && len(more) == 0 {
			one.Review = q.Answer
		}
		list = append(list, one)
	}
	if len(list) == 0 {
		return fault.Errorf(fault.NotFound, "the matter has no respondent %q", x.respondent)
	}
	return w.near(x, b, found, list, most)
}

func factorIDs(b *doctrine.Casebook) []string {
	var ids []string
	for _, f := range b.Factors() {
		ids = append(ids, string(f.ID))
	}
	return ids
}

// besideAll sets every question of decisions beside the casebook, in a view of the law or, without one, in that of each decision's circuit.
func besideAll(b *doctrine.Casebook, cases []doctrine.Case, profile, asOf string) []report.Beside {
	all := holding.AllDecided(b)
	var out []report.Beside
	for _, c := range cases {
		for _, q := range c.Questions {
			view := holding.ViewOf(b, c, q, profile)
			r := holding.Before(b, c, view)
			if asOf != "" {
				r = holding.Read(b, holding.Options{Profile: view, AsOf: asOf, Without: []string{c.ID, c.Authority}})
			}
			s := holding.Of(b, c, q)
			a := r.Answer(s, all)
			out = append(out, report.Beside{Of: c.ID, Situation: s, Actor: q.Actor, Answer: a, Near: r.Nearest(s, all), Why: r.Why(s, a, all)})
		}
	}
	return out
}

// near prints situations beside decided cases; shown is what a matter shows, if it is one.
func (w *world) near(x *choices, b *doctrine.Casebook, shown []brief.Precedents, list []report.Beside, most int) error {
	if x.format == "json" {
		text, err := report.NearJSON(list, most)
		if err != nil {
			return err
		}
		return w.write(x.output, "", text)
	}
	p := report.NewSheet(x.text(w))
	report.ShownText(p, b, shown, x.respondent)
	for _, one := range list {
		report.NearText(p, b, one, most)
	}
	return w.write(x.output, "", p.Bytes())
}
