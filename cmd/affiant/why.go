package main

import (
	"bytes"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
)

func questionNames(law *doctrine.Law) []string {
	var ids []string
	for _, q := range law.Questions() {
		ids = append(ids, q.ID)
	}
	return ids
}

// lines joins ids with commas, a few in a line.
func lines(ids []string) string {
	text, width := "", 0
	for i, id := range ids {
		switch {
		case i == 0:
		case width > 80:
			text, width = text+",\n", 0
		default:
			text += ", "
		}
		text, width = text+id, width+len(id)+2
	}
	return text
}

func whyCommand(w *world) *cobra.Command {
	var x choices
	c := &cobra.Command{
		Use:   "why FILE QUESTION",
		Short: "Print the reasons for one answer, down to the words",
		Long: `Why prints the answer to one question with the tree of its reasons: rules of law with their pins, flaws, assertions, and
the lines of the sources they rest on; and where a reason is wanting, what was searched. It prints one tree for each
respondent unless --respondent names one. As JSON it is a review that holds this question and no other.

The questions are: ` + lines(questionNames(doctrine.Default())) + `.

` + fileForms,
		Example: example(
			"affiant why example:malley-v-briggs obviousness --respondent louisa",
			"affiant why matter.yaml qualified-immunity --find S2@arrest.13=sustained,reckless",
			"affiant why matter.yaml sufficiency --json",
		),
		Args: takes(2, 2, "FILE and QUESTION"),
		ValidArgsFunction: func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return w.amongLaw(questionNames)(c, args, toComplete)
			}
			return firstFile(c, args, toComplete)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			law, err := w.law()
			if err != nil {
				return err
			}
			if asked := questionNames(law); !slices.Contains(asked, args[1]) {
				return fault.Errorf(fault.Input, "there is no question %q%s; expected one of %s",
					args[1], didYouMean(args[1], asked), strings.Join(asked, ", "))
			}
			r, err := w.review(args[0], &x)
			if err != nil {
				return err
			}
			if r.Withheld {
				return fault.Errorf(fault.Conflict, "no magistrate has decided, so answers are withheld; --posture suppression (or another) asks for them all the same")
			}
			return w.why(&x, law, r, args)
		},
	}
	x.formatted(c, []string{"text", "json"})
	x.view(w, c)
	x.setting(c)
	return c
}

// why prints the answer to a question for each respondent of the review.
func (w *world) why(x *choices, law *doctrine.Law, r *brief.Review, args []string) error {
	only := *r
	only.Questions = slices.DeleteFunc(slices.Clone(r.Questions), func(q brief.Question) bool {
		return q.Question.ID != args[1] || q.Profile != r.Profile.ID
	})
	if len(only.Questions) == 0 {
		return fault.Errorf(fault.NotFound, "%s is not asked in this matter under the view %s", args[1], r.Profile.ID)
	}
	if x.format == "json" {
		data, err := report.JSON(&only, law)
		if err != nil {
			return err
		}
		return w.write(x.output, args[0], data)
	}
	var b bytes.Buffer
	for i, q := range only.Questions {
		if i > 0 {
			b.WriteByte('\n')
		}
		if err := report.Why(&b, r, law, q, x.text(w)); err != nil {
			return err
		}
	}
	return w.write(x.output, args[0], b.Bytes())
}
