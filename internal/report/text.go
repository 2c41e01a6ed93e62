package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// TextOptions say how text is set.
type TextOptions struct {
	Colour bool // with terminal colours
	Width  int  // characters in a line; 0 means 100
	Full   bool // with every reason, every turning set, and notes in full
}

// Disclaimer ends every report.
const Disclaimer = "Reasons, not legal advice."

// fewTurns is how many turning sets are shown unless all are asked for.
const fewTurns = 6

// Text writes a review for a terminal: a sentence for each respondent, the flaws with the words on both sides, the
// elements, the questions with what they turn on, and what the review was made from.
func Text(w io.Writer, r *brief.Review, law *doctrine.Law, o TextOptions) error {
	v := view{r, law}
	p := newPage(o)
	v.heading(p)
	v.leads(p)
	v.flaws(p, o)
	v.queries(p, o)
	v.elements(p)
	v.stated(p)
	v.questions(p, o)
	v.colophon(p)
	_, err := w.Write(p.Bytes())
	return err
}

func newPage(o TextOptions) *page {
	p := &page{width: o.Width, colour: o.Colour, told: make(map[string]bool)}
	if p.width <= 0 {
		p.width = 100
	}
	p.width = max(p.width, 40)
	return p
}

func (v view) heading(p *page) {
	p.line(p.paint(bold, v.Matter.Title))
	parts := []string{v.Profile.Title}
	if v.Acted != "" {
		parts = append(parts, "acted "+plainDate(v.Acted))
	}
	if v.AsOf != "" {
		parts = append(parts, "law as of "+plainDate(v.AsOf))
	}
	if v.Posture != "" {
		parts = append(parts, "at "+Spoken(string(v.Posture)))
	}
	p.para(0, dim, strings.Join(parts, " · "))
	p.gap()
}

func plainDate(s string) string { return record.When(s).String() }

// leads sets the one sentence that answers, for each respondent.
func (v view) leads(p *page) {
	for _, s := range v.seats() {
		p.para(0, plain, v.lead(s))
	}
	if len(v.seats()) == 0 {
		p.para(0, plain, "There is no application in this matter, so there is nothing to review.")
	}
}

// lead says in a sentence how it stands for one respondent: the answers by the short names of their questions, and what
// is open.
func (v view) lead(s seat) string {
	who := v.person(s.app, s.whom)
	if len(v.Matter.Applications) > 1 {
		who += " (" + string(s.app) + ")"
	}
	flaws, notes := v.open(s)
	open := "no flaw is open"
	if flaws > 0 {
		open = Count(flaws, "flaw is", "flaws are") + " open"
	}
	if notes > 0 {
		open += ", with " + Count(notes, "note", "notes")
	}
	if v.Withheld {
		return fmt.Sprintf("%s: %s. No magistrate has decided, so support and flaws are shown and no answer is given.", who, open)
	}
	var parts []string
	for _, q := range v.asked(s) {
		if q.Answer != brief.NotReached {
			parts = append(parts, Spoken(q.Question.ID)+" "+Spoken(q.Answer))
		}
	}
	if len(parts) == 0 {
		return who + ": " + open + "."
	}
	return fmt.Sprintf("%s: %s; %s.", who, strings.Join(parts, ", "), open)
}

// asked lists the questions of one respondent under the view taken.
func (v view) asked(s seat) []brief.Question {
	var qs []brief.Question
	for _, q := range v.Questions {
		if q.App == s.app && q.Respondent == s.whom && q.Profile == v.Profile.ID {
			qs = append(qs, q)
		}
	}
	return qs
}

// open counts the flaws and the notes that touch a respondent and are not ruled on.
func (v view) open(s seat) (flaws, notes int) {
	for i := range v.Flaws {
		f := &v.Flaws[i]
		touches := s.whom == "" || slices.Contains(f.Respondents, s.whom)
		switch {
		case f.App != s.app || f.State != brief.Open || !touches:
		case f.Force == review.Note:
			notes++
		default:
			flaws++
		}
	}
	return flaws, notes
}

// colophon says what the review was made from.
func (v view) colophon(p *page) {
	p.gap()
	law := short(v.Digests.Law)
	if v.Digests.Cases != "" {
		law += " · cases " + short(v.Digests.Cases)
	}
	if len(v.Digests.Layers) > 1 {
		law += " (" + strings.Join(v.Digests.Layers, " + ") + ")"
	}
	p.para(0, dim, fmt.Sprintf("record %s · law %s · release %s",
		cmp.Or(short(v.Digests.Record), "as changed"), law, v.Digests.Release))
	if len(v.Digests.Replaced) > 0 {
		p.para(0, dim, "Law that stands in the place of the built-in: "+strings.Join(v.Digests.Replaced, ", ")+".")
	}
	p.para(0, dim, Disclaimer)
}

// short is a digest as far as a reader can compare it; JSON has the whole.
func short(digest string) string {
	if len(digest) > 16 {
		return digest[:16]
	}
	return digest
}
