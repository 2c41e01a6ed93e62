package holding

import (
	"cmp"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Scored is one question of one decision, answered and set beside what the court said.
type Scored struct {
	Case   doctrine.Case
	Asked  doctrine.Asked
	Answer Answer
	Mark   Mark
	Why    string // what makes it open or wrong, for a lawyer to accept or not
}

// A Tally counts marks.
type Tally struct{ Right, Open, Wrong, Unscored int }

// Scored is how many were counted.
func (t Tally) Scored() int { return t.Right + t.Open + t.Wrong }

func (t *Tally) add(m Mark) {
	switch m {
	case Right:
		t.Right++
	case Open:
		t.Open++
	case Wrong:
		t.Wrong++
	default:
		t.Unscored++
	}
}

func (t *Tally) addAll(other Tally) {
	t.Right += other.Right
	t.Open += other.Open
	t.Wrong += other.Wrong
	t.Unscored += other.Unscored
}

// A Group is the tally of a question, or of one outcome on it.
type Group struct {
	Question string
	Outcome  string // empty for the question as a whole
	Tally
}

// A Measurement is how a list of decisions came out.
type Measurement struct {
	Scored    []Scored
	Total     Tally
	Questions []Group // in the order of the casebook's questions
	Outcomes  []Group
	Sided     Tally // of the questions on which the court took a side
	Majority  Tally // what the side that most other decisions took would have scored
	Nearest   Tally // what the decision with the most factors in common would have scored
}

// A Method says how a measurement is made.
type Method struct {
	Profile string   // whose view of the law; of each decision's circuit, if empty
	Without []string // cases that are not known, besides the one that is asked about
	Decided []Decided
	Strict  Strictness // how much of a rule's authorities has to be left for it to stay on
}

// Measure answers every question of the decisions as of the day before each, without it and what rests only on it, and
// scores the answers.
func Measure(b *doctrine.Casebook, decisions []doctrine.Case, m Method) Measurement {
	var out Measurement
	all := m.Decided
	if all == nil {
		all = AllDecided(b)
	}
	for _, c := range decisions {
		readings := make(map[string]*Reading)
		for _, q := range c.Questions {
			profile := ViewOf(b, c, q, m.Profile)
			r := readings[profile]
			if r == nil {
				r = before(b, c, profile, m.Strict, m.Without...)
				readings[profile] = r
			}
			s := Of(b, c, q)
			a := r.Answer(s, all)
			scored := Scored{Case: c, Asked: q, Answer: a, Mark: Score(q.Outcome, q.TurnsOn, a)}
			if scored.Mark == Open || scored.Mark == Wrong || scored.Mark == Unscored && a.Kind != Definite {
				scored.Why = r.why(s, scored, all)
			}
			out.Scored = append(out.Scored, scored)
			if scored.Mark != Unscored {
				out.Majority.add(baseline(q, majority(b, c, q, all)))
				out.Nearest.add(baseline(q, mostAlike(c, q, all)))
			}
		}
	}
	out.count(b)
	return out
}

// ViewOf is the view of the law in which a question of a decision is answered: that which it names, else the profile that is asked for, or,
// where none is, that of the circuit that decides; empty for the first.
func ViewOf(b *doctrine.Casebook, c doctrine.Case, q doctrine.Asked, profile string) string {
	if q.Profile != "" || profile != "" {
		return cmp.Or(q.Profile, profile)
	}
	if _, ok := b.Law().Profile(c.Court); ok {
		return c.Court
	}
	return ""
}

func (m *Measurement) count(b *doctrine.Casebook) {
	for _, issue := range b.Issues() {
		of := Group{Question: issue.ID}
		outcomes := append([]string{}, (&Reading{book: b}).sidesOf(issue.ID)...)
		groups := make([]Group, 0, 3)
		for _, o := range append(outcomes, doctrine.FactQuestion) {
			groups = append(groups, Group{Question: issue.ID, Outcome: o})
		}
		for _, s := range m.Scored {
			if s.Asked.About != issue.ID {
				continue
			}
			of.add(s.Mark)
			m.Total.add(s.Mark)
			if slices.Contains(outcomes, s.Asked.Outcome) {
				m.Sided.add(s.Mark)
			}
			if i := slices.IndexFunc(groups, func(g Group) bool { return g.Outcome == s.Asked.Outcome }); i >= 0 {
				groups[i].add(s.Mark)
			}
		}
		if of.Scored()+of.Unscored > 0 {
			m.Questions = append(m.Questions, of)
		}
		for _, g := range groups {
			if g.Scored() > 0 {
				m.Outcomes = append(m.Outcomes, g)
			}
		}
	}
}

// baseline scores a side that was guessed.
func baseline(q doctrine.Asked, side string) Mark {
	if side == "" {
		return Score(q.Outcome, q.TurnsOn, Answer{Kind: Free})
	}
	return Score(q.Outcome, q.TurnsOn, Answer{Kind: Definite, Side: side})
}

// others are the decided questions on one issue that are not of the same case or litigation.
func others(c doctrine.Case, q doctrine.Asked, all []Decided) []Decided {
	var out []Decided
	for _, d := range all {
		if d.Asked.About == q.About && d.Case.ID != c.ID && (c.Litigation == "" || d.Case.Litigation != c.Litigation) {
			out = append(out, d)
		}
	}
	return out
}

// majority is the side that most other decisions took, earlier or later; of equals the one that favours the officer.
func majority(b *doctrine.Casebook, c doctrine.Case, q doctrine.Asked, all []Decided) string {
	votes := make(map[string]int)
	for _, d := range others(c, q, all) {
		votes[d.Outcome]++
	}
	best := ""
	issue, _ := b.Issue(q.About)
	for _, s := range issue.Sides {
		if votes[s.ID] > votes[best] {
			best = s.ID
		}
	}
	return best
}

// mostAlike is the side that the decision took which has most factors in common, measured against all that either has; of
// equals the first by id.
func mostAlike(c doctrine.Case, q doctrine.Asked, all []Decided) string {
	mine := c.FactorsOf(q)
	side, best, of := "", 0, 1 // best over of, as a fraction
	for _, d := range others(c, q, all) {
		common := 0
		for _, id := range d.Factors {
			if slices.Contains(mine, id) {
				common++
			}
		}
		if either := len(mine) + len(d.Factors) - common; either > 0 && common*of > best*either {
			side, best, of = d.Outcome, common, either
		}
	}
	return side
}
