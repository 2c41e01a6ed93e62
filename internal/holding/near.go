package holding

import (
	"cmp"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Near is a decided case beside a situation.
type Near struct {
	Decided
	Controls bool // it binds where the situation is asked
	Shared   []doctrine.FactorID
	// Lacking is what the case was decided for and the situation has not; Distinguishing is what the situation has for the
	// other side and the case had not. If nothing distinguishes it, what is lacking would bring the situation under it.
	Lacking        []doctrine.FactorID
	Distinguishing []doctrine.FactorID
	Applies        bool // neither, and it is not overruled
	OverruledBy    string
	AfterAct       bool     // it was decided after the act, on a question of what was clear then
	Later          []string // what later authorities, up to the day, did to it on this question: each by name and year
}

// far is how much sets a case apart.
func (n Near) far() int { return len(n.Lacking) + len(n.Distinguishing) }

// Nearest lists the decided cases on a situation's question, by side of the question and the nearest first: fewest factors
// that set them apart, then most in common, then those that bind, then the latest. Left out are
// cases that share nothing, and those whose reason no factor shows: nothing would bring a situation under them.
func (r *Reading) Nearest(s Situation, all []Decided) [2][]Near {
	p := r.poolOf(s.Issue)
	b, day := r.base(p, s, r.asOf, all, false), r.dayFor(p, s)
	text := r.read(s)
	var out [2][]Near
	for i, standing := range r.constrain(b, text).Cases {
		d := b.decided[i]
		_, controls := r.controls(s, d)
		after := !doctrine.Reached(d.Case.Date, day)
		n := Near{Decided: d, Controls: controls && d.Bound && !after, Applies: standing.Applies && d.Bound && !after, AfterAct: after, OverruledBy: standing.OverruledBy,
			Lacking: ids(standing.Lacking), Distinguishing: ids(standing.Distinguishing), Later: r.later(d)}
		for _, id := range d.Factors {
			if slices.Contains(text, id) && r.favours(p, id) >= 0 {
				n.Shared = append(n.Shared, id)
			}
		}
		if len(n.Shared) > 0 && d.Bound {
			side := r.side(d.Asked.About, d.Outcome)
			out[side] = append(out[side], n)
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i], func(a, b Near) int {
			return cmp.Or(cmp.Compare(a.far(), b.far()), cmp.Compare(len(b.Shared), len(a.Shared)), binding(b)-binding(a),
				cmp.Compare(b.Case.Date, a.Case.Date), cmp.Compare(a.Case.ID, b.Case.ID))
		})
	}
	return out
}

// later says what was done to a decided case on its question by the day of the reading.
func (r *Reading) later(d Decided) []string {
	var out []string
	for _, m := range d.Case.Later {
		if !doctrine.Reached(m.Date, r.asOf) || m.About != "" && m.About != d.Asked.About {
			continue
		}
		by := m.By
		if a, ok := r.law.Authority(m.By); ok {
			by = a.Name
		} else if c, ok := r.book.Case(m.By); ok {
			by = c.Name
		}
		out = append(out, by+" ("+m.Date[:len("2006")]+") "+m.Did)
	}
	return out
}

func binding(n Near) int {
	if n.Controls {
		return 1
	}
	return 0
}

// read is the text that a situation's question reads first.
func (r *Reading) read(s Situation) []doctrine.FactorID {
	corpus := s.Corpus
	if corpus == "" {
		corpus = Corrected
		if s.Issue == causeIssue {
			corpus = (&asking{Reading: r, s: s}).paper()
		}
	}
	return s.text(corpus, nil)
}

func ids(names []string) []doctrine.FactorID {
	var out []doctrine.FactorID
	for _, n := range names {
		out = append(out, doctrine.FactorID(n))
	}
	return out
}
