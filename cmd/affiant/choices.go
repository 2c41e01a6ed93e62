package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// choices are the flags that choose the view of the law, the hypotheses and how the answer is set.
type choices struct {
	profile, acted, asOf, posture string
	find                          []string
	respondent                    string
	output                        string
	full                          bool
	width                         columns
	format                        string
	asJSON                        bool
}

// view adds the flags that choose the view of the law and the hypotheses.
func (x *choices) view(w *world, c *cobra.Command) {
	f := c.Flags()
	w.lawFlag(c)
	f.StringVar(&x.profile, "profile", "", "whose `VIEW` of the law: "+strings.Join(profileNames(doctrine.Default()), ", ")+" (default the first)")
	f.StringVar(&x.acted, "acted", "", "`DATE` on which the affiant acted, which fixes clearly established law (default the matter's)")
	f.StringVar(&x.asOf, "as-of", "", "the law of decision as of this `DATE` (default the matter's last date)")
	f.StringVar(&x.posture, "posture", "", "`STAGE` of the case: "+strings.Join(postureNames(), ", ")+" (default the matter's)")
	f.StringArrayVar(&x.find, "find", nil, "suppose a `RULING`: FLAW=overruled|sustained[,innocent|negligent|reckless|deliberate][,by=court|factfinder|reviewer]; may be given again")
	f.StringVar(&x.respondent, "respondent", "", "only this respondent: `WHO`, as RESPONDENT or APPLICATION.RESPONDENT")
	must(c.RegisterFlagCompletionFunc("profile", w.amongLaw(profileNames)))
	must(c.RegisterFlagCompletionFunc("posture", among(postureNames)))
	must(c.RegisterFlagCompletionFunc("find", w.completeFind))
	must(c.RegisterFlagCompletionFunc("respondent", w.completeRespondent))
}

// setting adds the flags that say how text is set.
func (x *choices) setting(c *cobra.Command) {
	x.sheet(c)
	c.Flags().BoolVar(&x.full, "full", false, "every reason, every turning set, and notes in full (text)")
}

// sheet adds the flags that say where text goes, and how wide it is.
func (x *choices) sheet(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&x.output, "output", "o", "", "write to this `FILE` instead of standard output")
	f.Var(&x.width, "width", "`CHARACTERS` in a line (text; default that of the terminal, or 100)")
}

// formatted adds the flags that choose the format, the first of which is usual.
func (x *choices) formatted(c *cobra.Command, formats []string) {
	f := c.Flags()
	f.StringVar(&x.format, "format", formats[0], "`FORMAT` to write: "+strings.Join(formats, ", "))
	f.BoolVar(&x.asJSON, "json", false, "the same as --format json")
	must(c.RegisterFlagCompletionFunc("format", among(func() []string { return formats })))
	c.PreRunE = func(*cobra.Command, []string) error {
		switch {
		case x.asJSON && f.Changed("format") && x.format != "json":
			return fault.Errorf(fault.Input, "--json and --format %s do not go together; expected one of them", x.format)
		case x.asJSON:
			x.format = "json"
		case !slices.Contains(formats, x.format):
			return fault.Errorf(fault.Input, "--format %s: there is no such format%s; expected one of %s",
				x.format, didYouMean(x.format, formats), strings.Join(formats, ", "))
		}
		return nil
	}
}

// leastColumns is the narrowest line in which a review can be set.
const leastColumns = 40

// columns is the width of a line as a flag; 0 if it was not given.
type columns int

func (n *columns) String() string {
	if *n == 0 {
		return "" // no default to print in the help
	}
	return strconv.Itoa(int(*n))
}

func (n *columns) Type() string { return "characters" }

func (n *columns) Set(s string) error {
	i, err := strconv.Atoi(s)
	if err != nil || i < leastColumns {
		return fmt.Errorf("expected a number from %d", leastColumns)
	}
	*n = columns(i)
	return nil
}

// must is for what can only fail if this program was written wrongly.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// options turns the flags into what a review takes.
func (x *choices) options(law *doctrine.Law) (brief.Options, error) {
	o := brief.Options{Profile: x.profile, Acted: record.When(x.acted), AsOf: record.When(x.asOf), Posture: brief.Posture(x.posture),
		NoProof: x.format != "json" && x.format != "html"}
	if views := profileNames(law); x.profile != "" && !slices.Contains(views, x.profile) {
		return o, fault.Errorf(fault.Input, "--profile %s: there is no such view of the law%s; expected one of %s",
			x.profile, didYouMean(x.profile, views), strings.Join(views, ", "))
	}
	if x.posture != "" && !slices.Contains(postureNames(), x.posture) {
		return o, fault.Errorf(fault.Input, "--posture %s: there is no such posture%s; expected one of %s",
			x.posture, didYouMean(x.posture, postureNames()), strings.Join(postureNames(), ", "))
	}
	for _, d := range []struct{ flag, value string }{{"acted", x.acted}, {"as-of", x.asOf}} {
		if d.value != "" && !record.When(d.value).Known() {
			return o, fault.Errorf(fault.Input, "--%s %s: this is no date; expected YYYY, YYYY-MM or YYYY-MM-DD", d.flag, d.value)
		}
	}
	for _, s := range x.find {
		r, err := brief.ParseFind(s)
		if err != nil {
			return o, fault.Errorf(fault.Input, "--find %w", err)
		}
		o.Find = append(o.Find, r)
	}
	return o, nil
}

// text says how text is set here: with colour only on a terminal whose owner has not asked for none
// (https://no-color.org).
func (x *choices) text(w *world) report.TextOptions {
	width := int(x.width)
	if n, err := strconv.Atoi(w.getenv("COLUMNS")); err == nil && width == 0 && w.terminal {
		width = n
	}
	return report.TextOptions{Colour: w.colour() && x.output == "", Width: width, Full: x.full}
}

func (w *world) colour() bool {
	return w.terminal && w.getenv("NO_COLOR") == "" && w.getenv("TERM") != "dumb"
}

// narrow leaves in a review only what concerns one respondent, if one was named.
func (x *choices) narrow(r *brief.Review) (*brief.Review, error) {
	if x.respondent == "" {
		return r, nil
	}
	app, whom, err := seatOf(r.Matter, x.respondent)
	if err != nil {
		return nil, err
	}
	n := *r
	n.Flaws = slices.DeleteFunc(slices.Clone(r.Flaws), func(f brief.Flaw) bool {
		return app != "" && f.App != app || !slices.Contains(f.Respondents, whom)
	})
	n.Queries = slices.DeleteFunc(slices.Clone(r.Queries), func(f review.Flaw) bool {
		return app != "" && f.App != app || !slices.Contains(f.Respondents, whom)
	})
	n.Elements = slices.DeleteFunc(slices.Clone(r.Elements), func(e brief.Element) bool {
		return app != "" && e.App != app || e.Respondent != whom
	})
	n.Questions = slices.DeleteFunc(slices.Clone(r.Questions), func(q brief.Question) bool {
		return app != "" && q.App != app || q.Respondent != whom
	})
	return &n, nil
}

// seatOf reads RESPONDENT or APPLICATION.RESPONDENT. The application is empty if it was not named.
func seatOf(m *record.Matter, name string) (record.AppID, record.PersonID, error) {
	app, whom, named := strings.Cut(name, ".")
	if !named {
		app, whom = "", name
	}
	var known []string
	for _, a := range m.Applications {
		for _, p := range a.Respondents {
			known = append(known, string(p))
			if string(p) == whom && (!named || string(a.ID) == app) {
				return record.AppID(app), p, nil
			}
		}
	}
	slices.Sort(known)
	return "", "", fault.Errorf(fault.Input, "--respondent %s: the file has no such respondent%s; expected one of %s",
		name, didYouMean(whom, known), strings.Join(slices.Compact(known), ", "))
}

func profileNames(law *doctrine.Law) []string {
	var ids []string
	for _, p := range law.Profiles() {
		ids = append(ids, p.ID)
	}
	return ids
}

func postureNames() []string {
	var ids []string
	for _, p := range brief.Postures() {
		ids = append(ids, string(p))
	}
	return ids
}
