package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/web"
)

// formats are what a review can be written as.
func formats() []string { return []string{"text", "json", "html", "svg"} }

func reviewCommand(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "review FILE",
		Short: "Review an application: flaws, elements, questions",
		Long: `Review reads the applications of a matter against their sources and the law and prints the flaws with the words on both
sides, how far each element is supported against each respondent, and the questions a court would ask, each with its
answer, what it turns on, and the other view of the law beside it.

While no magistrate has decided, support and flaws are printed and no answers; --posture asks for them all the same.

--find supposes a ruling on a flaw, or on a question of law that stands under "turns on" or "unless", and every answer
follows. A flaw's id is printed beside its title.
--format html writes the same as one file that needs nothing else, with all respondents in it, or the one that --respondent names.
--format svg draws the argument about one respondent, the first unless --respondent names another.

` + fileForms + "\n\n" + exits,
		Example: example(
			"affiant review example:malley-v-briggs",
			"affiant review matter.yaml --format html -o review.html",
			"affiant review matter.yaml --profile powell --json",
			"affiant review matter.yaml --find S2@arrest.13=sustained,reckless,by=factfinder",
		),
		Args:              takes(1, 1, "one FILE"),
		ValidArgsFunction: firstFile,
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := w.review(args[0], &x)
			if err != nil {
				return err
			}
			data, err := x.set(w, r)
			if err != nil {
				return err
			}
			w.code = codeOf(r)
			return w.write(x.output, args[0], data)
		},
	}
	x.formatted(c, formats())
	x.view(w, c)
	x.setting(c)
	return c
}

// review reads FILE and reviews it as the flags say.
func (w *world) review(file string, x *choices) (*brief.Review, error) {
	law, err := w.law()
	if err != nil {
		return nil, err
	}
	o, err := x.options(law)
	if err != nil {
		return nil, err
	}
	f, err := w.matter(file)
	if err != nil {
		return nil, err
	}
	if o.Cases, err = w.book(); err != nil { // after the paper, so that the built-in cases load beside it
		return nil, err
	}
	if err := misstated(f, o.Cases); err != nil {
		return nil, err
	}
	r, err := brief.Read(&f.Matter, law, releaseName(), o)
	if err != nil {
		return nil, misruled(f, o.Cases, err)
	}
	return x.narrow(r)
}

// set writes a review in the format chosen.
func (x *choices) set(w *world, r *brief.Review) ([]byte, error) {
	law, err := w.law()
	if err != nil {
		return nil, err
	}
	switch x.format {
	case "text":
		var b bytes.Buffer
		err := report.Text(&b, r, law, x.text(w))
		return b.Bytes(), err
	case "json":
		return report.JSON(r, law)
	}
	if len(r.Matter.Applications) == 0 {
		return nil, fault.Errorf(fault.Input, "the file holds no application, so there is nothing to draw; expected one under applications")
	}
	app, whom := x.seat(r.Matter)
	if x.format == "svg" {
		return report.SVG(r.Chart(app, whom)), nil
	}
	if x.respondent == "" {
		app, whom = "", "" // all of them
	}
	return web.Export(r, law, nil, app, whom)
}

// seat is the application and respondent to draw: those named, or the first.
func (x *choices) seat(m *record.Matter) (record.AppID, record.PersonID) {
	named, whom, err := seatOf(m, x.respondent)
	for _, a := range m.Applications {
		for _, p := range a.Respondents {
			if x.respondent == "" || err == nil && p == whom && (named == "" || named == a.ID) {
				return a.ID, p
			}
		}
		if len(a.Respondents) == 0 && x.respondent == "" {
			return a.ID, ""
		}
	}
	return m.Applications[0].ID, ""
}

// codeOf is the exit code that a review calls for.
func codeOf(r *brief.Review) int {
	for _, f := range r.Flaws {
		if f.State == brief.Open {
			return exitOpen
		}
	}
	return exitClean
}
