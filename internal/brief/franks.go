package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A Correction is an affidavit read twice over falsehood and omission, with everything else taken at its best: as it was sworn,
// and as findings correct it. Strike what was false, put in what was left out, and ask whether enough remains (Franks v. Delaware,
// 438 U.S. at 155-156, 171-172).
type Correction struct {
	Sworn     string // the label of the paper as sworn: established, open or insufficient
	Corrected string // the label less what findings struck and with what they put in
	AtWorst   string // the label if all that is alleged were found reckless or deliberate
	Lines     []Corrected
}

// A Corrected is one allegation of falsehood or omission, and what a finding does with it.
type Corrected struct {
	Flaw      string
	App       record.AppID
	Assertion int
	Does      string      // struck, put in, stays
	Mind      string      // the state of mind found; empty if none is
	State     State       // of the flaw
	Cite      record.Cite // for an omission: where the words left out stand
	Words     string      // the words sworn beyond their source, or left out
}

// What a finding does with an allegation.
const (
	Struck = "struck"
	PutIn  = "put in"
	Stays  = "stays"
)

// correction reads the paper twice under a set of rulings; nil if no falsehood or omission is alleged in its support.
func (c *paper) correction(rs rulings) *Correction {
	if len(c.mindful) == 0 {
		return nil
	}
	sworn, corrected, worst := c.otherwiseFair(rs), c.otherwiseFair(rs), c.otherwiseFair(rs)
	for _, f := range c.mindful {
		sworn[f.ID] = standing{state: Overruled}
		if !c.law.culpable(f, rs[f.ID]) {
			corrected[f.ID] = standing{state: Overruled} // only findings strike and put in
		}
		if worst[f.ID].state != Overruled {
			worst[f.ID] = standing{state: Sustained, mind: deliberate}
		}
	}
	out := &Correction{
		Sworn: c.sufficiency(sworn), Corrected: c.sufficiency(corrected), AtWorst: c.sufficiency(worst),
	}
	for _, f := range c.mindful {
		st := rs[f.ID]
		line := Corrected{Flaw: f.ID, App: f.App, Assertion: f.Assertion, Does: Stays, Mind: st.mind, State: st.state, Words: f.Sworn}
		if st.state == "" {
			line.State = Open
		}
		omitted := f.Check.Link == review.OnOmission
		if omitted {
			line.Cite, line.Words = c.leftOut(f)
		}
		switch {
		case !c.law.culpable(f, st):
		case omitted:
			line.Does = PutIn
		default:
			line.Does = Struck
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// leftOut is where the words that an omission is about stand in the sources, and the words.
func (c *filing) leftOut(f *review.Flaw) (record.Cite, string) {
	i := slices.IndexFunc(f.Sources, func(at review.At) bool { return at.Line > 0 })
	if i < 0 {
		return record.Cite{}, ""
	}
	at := f.Sources[i]
	cite := record.Cite{Source: at.Source, From: at.Line, To: at.Line}
	text, err := inserted(c.matter, cite)
	if err != nil {
		return record.Cite{}, ""
	}
	return cite, text
}
