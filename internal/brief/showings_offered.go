package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// teller reads the words of the application.
func (c *filing) teller() *review.Teller {
	if c.words == nil {
		c.words = review.NewTeller(c.matter, c.app, c.law.law)
	}
	return c.words
}

// eachOffered looks at each assertion that is offered against the respondent and, for each of its citations of a source from before the
// oath, at that source; at an assertion of the affiant's own sight, which cites nothing, at none.
func (c *paper) eachOffered(look func(a *record.Assertion, s *record.Source, cite record.Cite)) {
	for _, n := range c.need {
		a := c.app.Assertion(n)
		if a == nil {
			continue
		}
		if len(a.Cites) == 0 {
			look(a, nil, record.Cite{})
		}
		for _, cite := range a.Cites {
			if s := c.source[cite.Source]; c.known(s) {
				look(a, s, cite)
			}
		}
	}
}

// offeredFor lists what is offered against the respondent for elements of some kinds.
func (c *paper) offeredFor(kinds ...record.ElementKind) []offer {
	return slices.DeleteFunc(slices.Clone(c.offers), func(o offer) bool {
		return !slices.ContainsFunc(c.app.Offence.Elements, func(e record.Element) bool { return e.ID == o.Element && slices.Contains(kinds, e.Kind) })
	})
}

// isFor reports whether an assertion is in something that is offered for an element of some kinds.
func (c *paper) isFor(n int, kinds ...record.ElementKind) bool {
	return slices.ContainsFunc(c.offeredFor(kinds...), func(o offer) bool {
		return slices.ContainsFunc(o.On, func(on int) bool { return on == n || c.rests(on, n) })
	})
}

// deeds are the kinds of element that are of what someone did.
var deeds = []record.ElementKind{record.Act, record.Agreement, record.Possession, record.Mind, record.Crime}

// factual reports whether an assertion tells what was seen, heard or told, and not what is concluded: it has a source from before the oath,
// or is of the affiant's own sight.
func (c *paper) factual(a *record.Assertion) bool {
	if a == nil || a.Basis == record.Inferred {
		return false
	}
	if len(a.Cites) == 0 {
		return a.Basis == record.Observed
	}
	return slices.ContainsFunc(a.Cites, func(cite record.Cite) bool { return c.known(c.source[cite.Source]) })
}

// facts: so many assertions that are offered tell facts, and each element has one.
func (c *paper) facts(n int) exhibit {
	var all []int
	for _, k := range c.need {
		if c.factual(c.app.Assertion(k)) {
			all = append(all, k)
		}
	}
	for _, e := range c.app.Offence.Elements {
		if !slices.ContainsFunc(c.offers, func(o offer) bool {
			return o.Element == e.ID && slices.ContainsFunc(o.On, func(on int) bool { return c.factual(c.app.Assertion(on)) })
		}) {
			return exhibit{}
		}
	}
	var s exhibit
	if len(all) >= n {
		s.by(all[:n], string(c.app.ID))
	}
	return s
}

// tiedPlace: for the place something is offered, of what was seen or done, by a source that is no kept record; the
// sentence has a building, or the number of the place, and something that points to the crime.
func (c *paper) tiedPlace() exhibit {
	var s exhibit
	if c.app.Kind != record.Search {
		return s
	}
	for _, o := range c.offeredFor(record.Nexus) {
		for _, n := range o.On {
			a := c.app.Assertion(n)
			if !c.factual(a) || len(a.Cites) > 0 && !slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
				src := c.source[cite.Source]
				return c.known(src) && src.Kind != record.Document
			}) {
				continue
			}
			if c.teller().TiesPlace(a.Text) {
				s.by([]int{n}, par(n))
			}
		}
	}
	return s
}

// giver is on whose word a source tells: his who said it, or else his who wrote it.
func giver(s *record.Source) record.PersonID {
	if s.Declarant != "" {
		return s.Declarant
	}
	for _, t := range s.Speakers {
		if t.Person != "" {
			return t.Person
		}
	}
	return s.Author
}

// apartGivers: for one element two grounds are offered that share no source and no one who tells, each is the word of someone and no kept
// record or test, and both tell of one thing.
func (c *paper) apartGivers() exhibit {
	var s exhibit
	tells := func(o offer) (givers []record.PersonID, ok bool) {
		for _, n := range o.On {
			a := c.app.Assertion(n)
			if !c.factual(a) {
				return nil, false
			}
			if len(a.Cites) == 0 {
				givers = append(givers, c.app.Affiant)
			}
			for _, cite := range a.Cites {
				src := c.source[cite.Source]
				if !c.known(src) || giver(src) == "" || src.Kind == record.Document || src.Kind == record.Laboratory {
					return nil, false
				}
				givers = append(givers, giver(src))
			}
		}
		return givers, len(givers) > 0
	}
	for i, o := range c.offers {
		one, ok := tells(o)
		for _, p := range c.offers[i+1:] {
			two, also := tells(p)
			if ok && also && p.Element == o.Element && !slices.ContainsFunc(one, func(id record.PersonID) bool { return slices.Contains(two, id) }) && c.agree(o.On, p.On) {
				s.by(slices.Concat(o.On, p.On), ids(slices.Concat(one, two))...)
			}
		}
	}
	return s
}

// agree reports whether an assertion of one list and one of another tell of one thing.
func (c *filing) agree(some, others []int) bool {
	return slices.ContainsFunc(some, func(n int) bool {
		return slices.ContainsFunc(others, func(k int) bool {
			a, b := c.app.Assertion(n), c.app.Assertion(k)
			return a != nil && b != nil && c.teller().Share(a.Text, b.Text)
		})
	})
}

// anotherOfficer: an observation, a report or an interview that is offered is the word of an officer other than the affiant.
func (c *paper) anotherOfficer() exhibit {
	var out exhibit
	c.eachOffered(func(a *record.Assertion, s *record.Source, _ record.Cite) {
		if s == nil || !slices.Contains([]record.SourceKind{record.Observation, record.Report, record.Interview}, s.Kind) {
			return
		}
		if who := giver(s); who != c.app.Affiant && c.has(who, record.Officer, record.Executing, record.Supervisor, record.Monitor) {
			out.by([]int{a.N}, string(s.ID))
		}
	})
	return out
}

// informants looks at the word of each informant that is offered.
func (c *paper) informants(look func(a *record.Assertion, s *record.Source, who *record.Person)) {
	c.eachOffered(func(a *record.Assertion, s *record.Source, _ record.Cite) {
		if s == nil || s.Kind != record.Tip && !(s.Kind == record.Interview && c.has(s.Declarant, record.Informant)) {
			return
		}
		look(a, s, c.matter.Person(s.Declarant))
	})
}

// unnamedGiver: the police know an informant, since they met him, have his name or have used him before, and no sworn word names him.
func (c *paper) unnamedGiver() exhibit {
	var out exhibit
	c.informants(func(a *record.Assertion, s *record.Source, who *record.Person) {
		t := c.teller()
		met := s.Author != "" && s.Author == c.app.Affiant && s.Seen == record.FirstHand
		named := who != nil && len(who.Names()) > 0
		used := s.Track != nil && t.History(s.Track.Record)
		if who == nil || s.Track != nil && s.Track.Named || !met && !named && !used || t.Faceless(a.Text) {
			return
		}
		if named && who.Name != string(record.Unknown) && slices.ContainsFunc(c.app.Affidavit.Assertions, func(o record.Assertion) bool { return t.Names(o.Text, who) }) {
			return
		}
		out.by([]int{a.N}, string(s.ID))
	})
	return out
}

// giverWithStake: the record tells what an informant stood to gain, or has him among those suspected.
func (c *paper) giverWithStake() exhibit {
	var out exhibit
	c.informants(func(a *record.Assertion, s *record.Source, who *record.Person) {
		motive := s.Track != nil && c.teller().Motive(s.Track.Motive)
		part := who != nil && who.ID != c.respondent && who.Has(record.Respondent)
		if motive || part {
			out.by([]int{a.N}, string(s.ID))
		}
	})
	return out
}

// discredited: what the record has of an informant, from before the oath, tells against his honesty. Where no sworn word does, it was known
// and kept back.
func (c *paper) discredited() exhibit {
	var out exhibit
	c.informants(func(a *record.Assertion, s *record.Source, who *record.Person) {
		if who == nil || out.ever {
			return
		}
		t := c.teller()
		told := slices.ContainsFunc(c.app.Affidavit.Assertions, func(o record.Assertion) bool { return t.Discredits(o.Text, who, false) })
		for i := range c.matter.Sources {
			o := &c.matter.Sources[i]
			if !c.known(o) {
				continue
			}
			has := o.Declarant == who.ID && o.Track != nil && t.Discredits(o.Track.Record, who, true)
			for _, l := range o.Lines {
				has = has || (o.Declarant == who.ID || t.Names(l.Text, who)) && t.Discredits(l.Text, who, false)
			}
			if has {
				out = exhibit{from: []string{string(o.ID)}, ever: true, kept: !told}
				return
			}
		}
	})
	return out
}

// noSource: all that is offered for some element, other than the tie of a place, has neither source nor basis.
func (c *paper) noSource() exhibit {
	for _, e := range c.app.Offence.Elements {
		var on []int
		for _, o := range c.offers {
			if o.Element == e.ID {
				on = append(on, o.On...)
			}
		}
		bare := func(n int) bool {
			a := c.app.Assertion(n)
			return a != nil && a.Basis == "" && len(a.Cites) == 0 && len(a.RestsOn) == 0
		}
		if e.Kind != record.Nexus && len(on) > 0 && !slices.ContainsFunc(on, func(n int) bool { return !bare(n) }) {
			return exhibit{from: []string{string(e.ID)}, at: [][]int{on}}
		}
	}
	return exhibit{}
}
