package brief

import (
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/review"
)

// The labels. For one set of rulings, with complete labellings of the brief, sufficiency is established if every
// preferred extension derives it, insufficient if no admissible set does and some complete labelling has it out, else
// open; obviousness is lacking if no admissible set derives that a competent officer could have thought so and some complete
// labelling has it out, undetermined if that is only ever undecided, else arguable. That is fair support for every element,
// unless decided cases that control had settled it when the officer acted.
const (
	Established  = "established"
	OpenLabel    = "open"
	Insufficient = "insufficient"
	Arguable     = "arguable"
	Undetermined = "undetermined"
	Lacking      = "lacking"
)

// The states of mind from which words are struck or put in (Franks v. Delaware, 438 U.S. at 155-156).
const (
	reckless   = "reckless"
	deliberate = "deliberate"
)

// A standing is how one flaw or question of law stands.
type standing struct {
	state State
	mind  string
	by    string
	kept  bool
}

// reckless reports whether the affiant was found to know, or not to care, that it was false or misleading.
func (s standing) reckless() bool {
	return s.state == Sustained && (s.mind == reckless || s.mind == deliberate)
}

// rulings are the standings of flaws and questions, by id. What is not there is open.
type rulings map[string]standing

// on lists the switches that a set of rulings turns on, sorted.
func (c *paper) on(r rulings) []argue.Sentence {
	var on []argue.Sentence
	for _, f := range c.flaws {
		s, ok := c.settings[f.ID]
		if !ok {
			continue
		}
		st := r[f.ID]
		switch {
		case st.state == Overruled:
			on = append(on, s.cleared)
		case f.Force == review.Decisive:
			on = append(on, s.upheld)
			if st.state == Sustained {
				on = append(on, s.sustained)
			}
		case c.law.culpable(f, st):
			on = append(on, s.reckless)
		case st.state == Sustained && !f.Check.Mindful:
			on = append(on, s.sustained)
		default:
			on = append(on, s.unsettled)
			if f.Check.Mindful && st.state == Sustained && st.mind != "" && !st.reckless() {
				on = append(on, s.innocent)
			}
		}
	}
	for i := range c.stated {
		if s, ok := c.said[c.stated[i].ID]; ok {
			switch st := r[c.stated[i].ID]; {
			case st.state == Overruled:
				on = append(on, s.cleared)
			case c.stated[i].found(st):
				on = append(on, s.sustained)
			default:
				on = append(on, s.unsettled)
			}
		}
	}
	slices.Sort(on)
	return slices.Compact(on)
}

// sufficiency answers whether the paper shows probable cause under a set of rulings. Each of the two labels is worked out
// only where it is asked for: the search for what an answer turns on tries thousands of sets of rulings, and most rules of
// law read one label or none.
func (c *paper) sufficiency(r rulings) string {
	on := c.on(r)
	return remembered(c.sufficiencies, keyOf(on), func() string {
		return c.three(c.sufficient, on, c.reasoner().Grounded(on), Established, OpenLabel, Insufficient)
	})
}

// obviousness answers whether a competent officer could have thought so, of what was clear when the officer acted.
func (c *paper) obviousness(r rulings) string {
	on := c.on(c.clear(r))
	return remembered(c.obviousnesses, keyOf(on), func() string {
		switch c.reasoner().Grounded(on).Of(c.thinkable) {
		case label.In:
			return Arguable
		case label.Out: // out of the grounded labelling is out of every complete one
			return Lacking
		}
		switch {
		case c.reasoner().Can(c.thinkable, label.In, on):
			return Arguable
		case c.reasoner().Can(c.thinkable, label.Out, on):
			return Lacking
		}
		return Undetermined
	})
}

// remembered returns what is kept under a key, worked out on the first call.
func remembered(kept map[string]string, key string, work func() string) string {
	if known, ok := kept[key]; ok {
		return known
	}
	kept[key] = work()
	return kept[key]
}

// clear leaves out what no law had yet made clear when the officer acted: a flaw whose authorities all came later does not
// make a request obviously unreasonable (Harlow v. Fitzgerald, 457 U.S. at 818; Anderson v. Creighton, 483 U.S. at 639).
func (c *paper) clear(r rulings) rulings {
	if len(c.later) == 0 && c.law.then == c.law.mind {
		return r
	}
	then := maps.Clone(r)
	if then == nil {
		then = make(rulings)
	}
	for _, id := range c.later {
		then[id] = standing{state: Overruled}
	}
	for _, f := range c.mindful {
		if st := then[f.ID]; f.Check.Link == review.OnOmission && c.law.culpable(f, st) && !culpable(f, st, c.law.then) {
			then[f.ID] = standing{state: Sustained}
		}
	}
	return then
}

// three labels a sentence: best if every preferred extension derives it, worst if no admissible set does and some
// complete labelling has it out, else middle. A complete labelling that has it out is part of a preferred one that has.
func (c *paper) three(s argue.Sentence, on []argue.Sentence, firm label.Labelling, best, middle, worst string) string {
	switch firm.Of(s) {
	case label.In:
		return best
	case label.Out:
		return worst
	}
	can, out := c.reasoner().Can(s, label.In, on), c.reasoner().Can(s, label.Out, on)
	switch {
	case !can && out:
		return worst
	case can && !out:
		if _, all := c.reasoner().Sceptical(s, on); all {
			return best
		}
	}
	return middle
}

func keyOf(on []argue.Sentence) string {
	var b strings.Builder
	for _, s := range on {
		b.WriteByte(byte(s))
		b.WriteByte(byte(s >> 8))
		b.WriteByte(byte(s >> 16))
	}
	return b.String()
}
