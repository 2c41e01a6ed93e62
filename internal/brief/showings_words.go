package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// traced: whom an offered assertion means by a name is settled by a kept record.
func (c *paper) traced() exhibit {
	var out exhibit
	for _, n := range c.need {
		a := c.app.Assertion(n)
		if a == nil {
			continue
		}
		for _, id := range a.Identifies {
			for _, cite := range id.Cites {
				if s := c.source[cite.Source]; id.Person == c.respondent && c.known(s) && s.Kind == record.Document {
					out.by([]int{n}, string(s.ID))
				}
			}
		}
	}
	return out
}

// recordsOfAct: what is offered for the act, or for the crime, rests on kept records and on nothing else.
func (c *paper) recordsOfAct() exhibit {
	var out exhibit
	for _, o := range c.offeredFor(record.Act, record.Crime) {
		var from []string
		if !slices.ContainsFunc(o.On, func(n int) bool {
			a := c.app.Assertion(n)
			if a == nil || a.Basis == record.Inferred || len(a.Cites) == 0 {
				return true
			}
			return slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
				s := c.source[cite.Source]
				from = append(from, string(cite.Source))
				return !c.known(s) || s.Kind != record.Document || s.Declarant != "" || len(s.Speakers) > 0
			})
		}) {
			out.by(o.On, from...)
		}
	}
	return out
}

// ownWords: words that the respondent spoke or wrote, by the source itself, are offered for what he did, agreed, had or meant, and
// stand there without a reading. What he denied is nothing against him.
func (c *paper) ownWords() exhibit {
	var out exhibit
	c.eachOffered(func(a *record.Assertion, s *record.Source, cite record.Cite) {
		if s == nil || c.respondent == "" || len(a.Readings) > 0 || a.Basis == record.Inferred || !c.isFor(a.N, deeds...) {
			return
		}
		his := s.Kind == record.Interview && s.Declarant == c.respondent && !c.teller().Denies(a.Text)
		lines, err := s.Resolve(cite)
		for _, l := range lines {
			his = his || err == nil && l.Speaker != "" && slices.ContainsFunc(s.Speakers, func(t record.Talker) bool { return t.As == l.Speaker && t.Person == c.respondent })
		}
		if his {
			out.by([]int{a.N}, string(s.ID))
		}
	})
	return out
}

// pickedByWitness: the interview of a victim or witness who has a name names the respondent, is what the paper says it knows him by, or is
// offered for who he is.
func (c *paper) pickedByWitness() exhibit {
	var out exhibit
	him := c.matter.Person(c.respondent)
	c.eachOffered(func(a *record.Assertion, s *record.Source, cite record.Cite) {
		if s == nil || s.Kind != record.Interview || !c.has(s.Declarant, record.Victim, record.Witness) || him == nil {
			return
		}
		if p := c.matter.Person(s.Declarant); p.Name == "" || p.Name == string(record.Unknown) {
			return
		}
		picks := c.isFor(a.N, record.Identity) || slices.ContainsFunc(a.Identifies, func(id record.Identification) bool {
			return id.Person == c.respondent && slices.ContainsFunc(id.Cites, func(o record.Cite) bool { return o.Source == s.ID })
		})
		lines, _ := s.Resolve(cite)
		for _, l := range lines {
			picks = picks || c.teller().Names(l.Text, him)
		}
		if picks {
			out.by([]int{a.N}, string(s.ID))
		}
	})
	return out
}

// othersOnly: nothing is offered against the respondent, and no sworn word names or means him.
func (c *paper) othersOnly() exhibit {
	him := c.matter.Person(c.respondent)
	if him == nil || len(him.Names()) == 0 || len(c.offers) > 0 || len(c.app.Affidavit.Assertions) == 0 {
		return exhibit{}
	}
	if slices.ContainsFunc(c.app.Affidavit.Assertions, func(a record.Assertion) bool {
		return c.teller().Names(a.Text, him) || slices.ContainsFunc(a.Identifies, func(id record.Identification) bool { return id.Person == c.respondent })
	}) {
		return exhibit{}
	}
	return ever(string(c.respondent))
}

// inWords looks for words in what is offered, at those sources that pass.
func (c *paper) inWords(has func(*review.Teller, string) bool, pass func(a *record.Assertion, s *record.Source) bool) exhibit {
	var out exhibit
	c.eachOffered(func(a *record.Assertion, s *record.Source, _ record.Cite) {
		if pass(a, s) && has(c.teller(), a.Text) {
			out.by([]int{a.N}, par(a.N))
		}
	})
	return out
}

// own reports whether an assertion is of what an officer saw or did: the affiant's own sight, an observation, or an officer's report.
func (c *paper) own(a *record.Assertion, s *record.Source) bool {
	if s == nil {
		return a.Basis == record.Observed
	}
	if s.Declarant != "" || a.Basis == record.Inferred {
		return false
	}
	return s.Kind == record.Observation || s.Kind == record.Report && (s.Author == c.app.Affiant || c.has(s.Author, record.Officer, record.Executing, record.Supervisor, record.Affiant))
}

// controlledBuy: it is sworn that one whom the police sent bought: one sentence calls it so, or one has their money and one that
// something was bought, from the same source.
func (c *paper) controlledBuy() exhibit {
	var out exhibit
	money := make(map[record.SourceID]int)
	c.eachOffered(func(a *record.Assertion, s *record.Source, _ record.Cite) {
		if a.Basis == record.Inferred {
			return
		}
		called, paid, bought := c.teller().ControlledBuy(a.Text)
		if called {
			out.by([]int{a.N}, par(a.N))
		}
		if s == nil {
			return
		}
		if paid {
			money[s.ID] = a.N
		}
		if n, ok := money[s.ID]; ok && bought {
			out.by([]int{n, a.N}, string(s.ID))
		}
	})
	return out
}

// sensed: an officer's own sight, smell or hearing of the forbidden thing is offered.
func (c *paper) sensed() exhibit { return c.inWords((*review.Teller).SensedContraband, c.own) }

// flight: an officer saw the respondent run, hide or throw something away from officers, and the sentence names him.
func (c *paper) flight() exhibit {
	him := c.matter.Person(c.respondent)
	return c.inWords((*review.Teller).Flight, func(a *record.Assertion, s *record.Source) bool {
		return c.own(a, s) && (c.teller().Names(a.Text, him) || slices.ContainsFunc(a.Identifies, func(id record.Identification) bool { return id.Person == c.respondent }))
	})
}

// repute: his convictions, his gang or his name with officers are offered, for something that is no element of status.
func (c *paper) repute() exhibit {
	him := c.matter.Person(c.respondent)
	status := c.teller().Repute(c.app.Offence.Title) || slices.ContainsFunc(c.app.Offence.Elements, func(e record.Element) bool { return e.Kind == record.Status || c.teller().Repute(e.Title) })
	return c.inWords((*review.Teller).Repute, func(a *record.Assertion, s *record.Source) bool {
		return !status && a.Basis != "" && (c.teller().Names(a.Text, him) || slices.ContainsFunc(a.Identifies, func(id record.Identification) bool { return id.Person == c.respondent }))
	})
}

// awaited: the warrant is to be executed only once something has come about.
func (c *paper) awaited() exhibit {
	if w := c.app.Warrant; w != nil && c.teller().Awaited(w.Text) {
		return ever(string(c.app.ID))
	}
	for i := range c.app.Affidavit.Assertions {
		if a := &c.app.Affidavit.Assertions[i]; c.teller().Awaited(a.Text) {
			return ever(par(a.N))
		}
	}
	return exhibit{}
}
