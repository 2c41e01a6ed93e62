package doctrine

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
)

// sound notes what is wrong with a decision as a whole, beyond its words.
func (d *decisions) sound(n *yaml.Node, c Case) {
	if strings.ContainsFunc(c.ID, unicode.IsSpace) {
		d.fault(at(n, "id"), "the id %q has a space; write %s", c.ID, strings.Join(strings.Fields(c.ID), "-"))
	}
	if c.Acted != "" && c.Date != "" && lastDay(c.Date) < c.Acted+"0000-01-01"[min(len(c.Acted), 10):] {
		d.fault(at(n, "acted"), "it was acted on %s, and decided before that, on %s; change one of them", c.Acted, c.Date)
	}
	if _, ok := d.book.law.Authority(c.Authority); c.Authority != "" && !ok {
		d.fault(at(n, "authority"), "is the authority %q, and %s; affiant explain authorities lists them; leave the line out if it is none of them",
			c.Authority, noSuch(authorities, c.Authority, d.book.law.authorities))
	}
	if court, _ := d.book.Court(c.Court); court.Rank == "district" && c.Place == "" {
		d.noted(at(n, "court"), "%s sits in no place here, so that only the Supreme Court binds; add its place, as place: us-va", c.Court)
	}
	d.sameName(n, c)
	seen := make(map[string]*yaml.Node)
	for i, q := range c.Questions {
		at := at(n, "questions", i)
		key := fmt.Sprintf("%s|%s|%s|%s|%s|%v", q.About, strings.ToLower(q.Actor), q.Profile, q.Corpus, q.Act, q.Factors)
		if first := seen[key]; first != nil {
			d.fault(at, "%s is asked of %s on line %d too; say with actor of whom or what each is asked, or keep one", c.ID, q.About, first.Line)
		}
		seen[key] = at
		d.weighed(at, c, q)
	}
}

// sameName notes an id that is also that of an authority or a decided case of the law: what has the same id is taken for this
// decision and left out of the law that answers.
func (d *decisions) sameName(n *yaml.Node, c Case) {
	if d.outcomes {
		return
	}
	what := ""
	if a, ok := d.book.law.Authority(c.ID); ok && c.Authority != c.ID {
		what = fmt.Sprintf("the authority %s, %s", a.Name, a.Citation)
	} else if k, ok := d.book.Case(c.ID); ok {
		what = fmt.Sprintf("the decided case %s, %s", k.Name, k.Citation)
	}
	if what != "" {
		d.noted(at(n, "id"), "%s is also the id of %s, which is taken to be this decision and left out of the law that answers; give it another id if it is not", c.ID, what)
	}
}

// weighed notes what of a question's outcome and factors can hardly be meant.
func (d *decisions) weighed(n *yaml.Node, c Case, q Asked) {
	switch {
	case q.Outcome == FactQuestion && q.TurnsOn == nil:
		d.noted(n, "%s is a fact-question and does not say on what; add turns-on with the factors that the fact-finder has to settle, or no answer to it can be right", q.About)
	case q.Outcome != FactQuestion && len(q.TurnsOn) > 0:
		d.noted(at(n, "turns-on"), "turns-on is for a fact-question; it is not read beside the outcome %q", q.Outcome)
	}
	if d.outcomes {
		return
	}
	of := c.FactorsOf(q)
	if slices.Contains(of, "magistrate-issued") && slices.Contains(of, "no-warrant") {
		d.noted(n, "on %s both magistrate-issued and no-warrant hold; state under factors which of them belongs to this question", q.About)
	}
}

// JoinOutcomes reads the outcomes of decisions from a file of their own, and puts them into the decisions, question by question.
// The file has the same form; a date is not needed in it, and facts in it are not read.
//
// The error is a Problems with everything that is wrong, each with line and column.
func JoinOutcomes(list []Case, name string, text []byte, b *Casebook) (notes Problems, err error) {
	d := &decisions{book: b, outcomes: true}
	with, err := readDecisions(name, text, d)
	if err != nil {
		return nil, err
	}
	for i, o := range with {
		if len(o.Facts) > 0 {
			d.noted(at(d.nodes[i], "facts"), "the facts of %s stand in the other file; those here are not read", o.ID)
		}
		for j, q := range o.Questions {
			if q.Outcome != "" {
				d.join(list, o.ID, q, at(d.nodes[i], "id"), at(d.nodes[i], "questions", j))
			}
		}
	}
	d.notes.Sort()
	if len(d.faults) > 0 {
		return d.notes, d.sorted()
	}
	return d.notes, nil
}

// join puts one outcome into the decisions, or notes why it cannot.
func (d *decisions) join(list []Case, id string, q Asked, name, n *yaml.Node) {
	i := slices.IndexFunc(list, func(c Case) bool { return c.ID == id })
	if i < 0 {
		var have []string
		for _, c := range list {
			have = append(have, c.ID)
		}
		d.fault(name, "there is no decision %q in the file of the facts%s; the ids must be the same in both", id, fault.DidYouMean(id, have))
		return
	}
	var on []*Asked
	var about, actors []string
	for j := range list[i].Questions {
		to := &list[i].Questions[j]
		about = append(about, to.About)
		if to.About != q.About || to.Profile != q.Profile {
			continue
		}
		actors = append(actors, fmt.Sprintf("%q", to.Actor))
		if (q.Actor == "" || strings.EqualFold(q.Actor, to.Actor)) && (q.Corpus == "" || q.Corpus == to.Corpus) {
			on = append(on, to)
		}
	}
	switch {
	case len(actors) == 0:
		d.fault(at(n, "about"), "%s is not asked of %s in the file of the facts; it is asked of %s there", id, q.About, strings.Join(slices.Compact(about), ", "))
		return
	case len(on) == 0:
		d.fault(at(n, "actor"), "%s is asked of %s, and not with the actor %q; in the file of the facts the actor is %s", id, q.About, q.Actor, strings.Join(actors, " or "))
		return
	case len(on) > 1:
		d.fault(n, "%s is asked of %s more than once, and this does not say which is meant; give the actor as in the file of the facts: %s", id, q.About, strings.Join(actors, " or "))
		return
	}
	to := on[0]
	if to.Outcome != "" && to.Outcome != q.Outcome {
		d.fault(at(n, "outcome"), "the outcome of %s on %s is %s here and %s in the file of the facts; take one of them out", id, q.About, q.Outcome, to.Outcome)
		return
	}
	to.Outcome, to.TurnsOn = q.Outcome, q.TurnsOn
	shown := list[i].FactorsOf(*to)
	for j, f := range q.TurnsOn {
		if !slices.Contains(shown, f) {
			d.fault(at(n, "turns-on", j), "%s on %s turns on %q, and none of its facts in the other file shows that; list it under a fact's shows there, or take it out here", id, q.About, f)
		}
	}
}
