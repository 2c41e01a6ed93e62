package brief

import (
	"cmp"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A Shown is a factor of the casebook that a matter shows, with what shows it.
type Shown struct {
	Factor doctrine.FactorID
	From   []string // flaws by id, terms of the law, kinds of source
	Stated bool     // somebody stated it, and nothing in the matter was asked
	By     string   // of what the matter itself states: who said what of it
}

// A Coded is one paper as the casebook's factors have it.
type Coded struct {
	App        record.AppID
	Respondent record.PersonID
	Act        string // arrest or search
	Shown      []Shown
	Disputed   []Shown             // stated and in dispute
	Unsworn    []doctrine.FactorID // of what is shown, that which was known and not sworn
}

// Factors lists the factors.
func (c Coded) Factors() []doctrine.FactorID {
	var ids []doctrine.FactorID
	for _, s := range c.Shown {
		ids = append(ids, s.Factor)
	}
	return ids
}

// Coded reads the factors of a casebook off every paper that was reviewed, as far as the casebook says how (Derivation.By),
// in the order of the catalogue. A matter cannot show the others; they have to be stated.
func (r *Review) Coded(b *doctrine.Casebook) []Coded {
	var out []Coded
	for _, p := range r.papers {
		c := Coded{App: p.app.ID, Respondent: p.respondent, Act: string(p.app.Kind)}
		seen := reader{paper: p, rulings: r.standings, terms: p.weighed()}
		for f := range b.EachFactor() {
			signs, err := f.Derived.Signs()
			if err != nil {
				continue // the linter says so
			}
			if from, hidden := seen.any(signs); from != nil {
				c.Shown = append(c.Shown, Shown{Factor: f.ID, From: from})
				if hidden && holding.Veiled(f) {
					c.Unsworn = append(c.Unsworn, f.ID)
				}
			}
		}
		for _, x := range r.statedOn(p, b) {
			shown := Shown{Factor: x.Factor, From: []string{x.ID}, Stated: true, By: x.By()}
			switch x.State {
			case StatedDisputed:
				c.Disputed = append(c.Disputed, shown)
			case StatedKept:
				c.Unsworn = append(c.Unsworn, x.Factor)
				c.Shown = append(c.Shown, shown)
			case StatedSo:
				c.Shown = append(c.Shown, shown)
			}
		}
		out = append(out, c)
	}
	return out
}

// A reader looks for signs in a paper.
type reader struct {
	*paper
	rulings rulings
	terms   []string // of weight, that something offered answers to
}

// any returns what the first sign that is there was read off, and whether that was left out of the paper or is told there falsely; nil if
// none is.
func (r reader) any(signs [][]doctrine.Clue) (read []string, hidden bool) {
	for _, sign := range signs {
		var from []string
		all := true
		for _, clue := range sign {
			found, ok := r.clue(clue)
			all = all && ok
			from = append(from, found...)
		}
		if all && len(sign) > 0 {
			slices.Sort(from)
			return append([]string{}, slices.Compact(from)...), slices.ContainsFunc(sign, r.hidden)
		}
	}
	return nil, false
}

func (r reader) clue(c doctrine.Clue) (from []string, ok bool) {
	switch c.Word {
	case doctrine.SignFlaw, doctrine.SignNo:
		for _, f := range r.flaws {
			if r.asksFor(c, f) && r.rulings[f.ID].state != Overruled {
				from = append(from, f.ID)
			}
		}
		if c.Word == doctrine.SignNo {
			return nil, len(from) == 0
		}
		return from, len(from) > 0
	case doctrine.SignReckless, doctrine.SignInnocent:
		reckless := false
		for _, f := range r.mindful {
			st := r.rulings[f.ID]
			reckless = reckless || st.reckless()
			if st.state == Sustained && st.reckless() == (c.Word == doctrine.SignReckless) && st.mind != "" {
				from = append(from, f.ID)
			}
		}
		return from, len(from) > 0 && (c.Word == doctrine.SignReckless || !reckless)
	case doctrine.SignRecorded:
		return []string{c.Of}, slices.Contains(r.recorded, c.Of)
	case doctrine.SignOffered:
		return []string{c.Of}, slices.Contains(r.terms, c.Of)
	case doctrine.SignCites:
		if at, from := r.citing(c.Of); len(at) > 0 {
			return from[:1], true
		}
	default:
		s := r.exhibit(c)
		return s.from, s.there()
	}
	return nil, false
}

// asksFor reports whether a flaw is one that a clue asks for: of its check, under its condition, concerning the respondent, and not all of
// what came after the oath.
func (c *paper) asksFor(clue doctrine.Clue, f *review.Flaw) bool {
	return f.Check.Code == clue.Of && c.meets(f, clue.If) && c.touches(f) && !c.aftermath(f)
}

// citing lists the assertions offered against the respondent that cite a source of a kind from before the oath, and those sources.
func (c *paper) citing(kind string) (at []int, from []string) {
	c.eachOffered(func(a *record.Assertion, s *record.Source, _ record.Cite) {
		if s != nil && string(s.Kind) == kind && !slices.Contains(at, a.N) {
			at, from = append(at, a.N), append(from, string(s.ID))
		}
	})
	return at, from
}

// touches reports whether a flaw concerns what is offered against the respondent, or the paper as a whole.
func (c *paper) touches(f *review.Flaw) bool {
	if f.Check.Whole || f.Assertion == 0 || len(f.Respondents) > 0 {
		return true
	}
	return slices.ContainsFunc(append([]int{f.Assertion}, f.Also...), func(n int) bool {
		_, ok := slices.BinarySearch(c.need, n)
		return ok
	})
}

// weighed lists the terms of weight that something offered against the respondent answers to.
func (c *paper) weighed() []string {
	var out []string
	for _, n := range c.need {
		out = append(out, c.weighedAt(n)...)
	}
	slices.SortFunc(out, cmp.Compare[string])
	return slices.Compact(out)
}

// weighedAt lists those that assertion n answers to.
func (c *filing) weighedAt(n int) []string {
	if terms, ok := c.answers[n]; ok {
		return terms
	}
	var out []string
	if a := c.app.Assertion(n); a != nil {
		for _, t := range c.law.shown {
			byBasis := len(a.Cites) == 0 && len(a.RestsOn) == 0 &&
				slices.ContainsFunc(t.Shown, func(s doctrine.Showing) bool { return s.Basis != "" && s.Basis == string(a.Basis) })
			bySource := slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
				s := c.source[cite.Source]
				return c.known(s) && c.shows(t, s)
			})
			if byBasis || bySource {
				out = append(out, t.ID)
			}
		}
	}
	c.answers[n] = out
	return out
}
