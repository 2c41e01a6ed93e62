package review

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var motiveUndisclosed = &Check{
	Code:  "O6",
	Name:  "motive-undisclosed",
	Title: "What the one who tells stands to gain is left out",
	Why: "The record shows that the one on whose word the paper rests is paid, hopes for mercy, or bears a grudge, and no " +
		"sworn word says so. A magistrate who knew might trust him less, or, told of it, trust the affiant more. The omission " +
		"counts under Franks only if it was deliberate or reckless and would have mattered.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}, {Authority: "giglio-1972"}, {Authority: "brady-1963"}},
	Severity: Weight, Force: Contestable, Link: OnOmission, Mindful: true, By: "factfinder",
	Mend: "What does he get, hope for or want, and do the sworn words say so?",
	run:  findMotive,
}

func findMotive(p *Pass) {
	for _, x := range p.declarants() {
		where, words, ok := p.motiveOf(x)
		if !ok || p.tellsMotive(x) || p.tells(words) {
			if where, words, ok = p.partUntold(x); !ok {
				if where, words, ok = p.untoldMotive(x); ok {
					p.reportPart(x, where, words)
				}
				continue
			}
		}
		n, also := first(x.facts)
		p.Report(Flaw{
			Assertion: n, Also: also, Person: x.id, Span: whole(p.paper().fact(n).text), Sources: []At{where}, Searched: p.searched(),
			Message: fmt.Sprintf("What is sworn here rests on the word of %s. Source %s shows what stands behind it, %s, and nothing sworn does.",
				p.call(x), where.Source, quote(words)),
			Asks: fmt.Sprintf("Was it reckless to leave out %s?", quote(words)),
		})
	}
}

// reportPart leaves a flaw for a part of what stands behind an informant's word that was left out, at the assertion that tells of the rest.
func (p *Pass) reportPart(x declarant, where At, words string) {
	n := p.vouching(x)
	p.Report(Flaw{
		Assertion: n, Person: x.id, Span: whole(p.paper().fact(n).text), Sources: []At{where}, Searched: p.searched(),
		Message: fmt.Sprintf("Of %s, on whose word this rests, source %s has %s, and nothing sworn tells of it.", p.call(x), where.Source, quote(words)),
		Asks:    fmt.Sprintf("Was it reckless to leave out %s?", quote(words)),
	})
}

// partUntold returns a part of an informant's motives, as the record sets them down one after another, that nothing sworn about him
// tells of: that he hopes for mercy does not tell that he was paid.
func (p *Pass) partUntold(x declarant) (At, string, bool) {
	for _, s := range x.sources {
		if s.Track == nil {
			continue
		}
		parts := strings.Split(s.Track.Motive, ";")
		for _, part := range parts {
			t := p.Text(strings.TrimSpace(part))
			hits := t.Hits(motives)
			if len(parts) < 2 || len(hits) == 0 || t.Has(noMotive) || negated(t) {
				continue
			}
			if !p.tellsPart(x, t, hits[0].Kind) {
				return head(s), t.Raw, true
			}
		}
	}
	return At{}, "", false
}

// tellsPart reports whether a sworn sentence has the kind of motive that a part of the record gives, a number of that part, or half of its words.
func (p *Pass) tellsPart(x declarant, part *diction.Text, kind string) bool {
	want := p.content(part)
	is := func(h diction.Hit) bool { return h.Kind == kind }
	return p.sworn(func(t *diction.Text) bool {
		return kind == "personal" && hasAny(t, illWill, grudge) || slices.ContainsFunc(t.Hits(motives), is) || shared(want, p.content(t)) > 1 && 2*shared(want, p.content(t)) >= len(want) ||
			slices.ContainsFunc(part.Numbers(), func(n diction.Number) bool { return slices.ContainsFunc(t.Numbers(), n.Same) })
	})
}

// motiveOf finds a motive of x in what the record says of him, in any source he is the declarant of.
func (p *Pass) motiveOf(x declarant) (At, string, bool) {
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if x.id == "" || s.Declarant != x.id || !p.had(s) {
			if !containsSource(x.sources, s) {
				continue
			}
		}
		if s.Track != nil && s.Track.Motive != "" {
			if t := p.Text(s.Track.Motive); !t.Has(noMotive) && !negated(t) {
				return head(s), s.Track.Motive, true
			}
		}
		if s.Kind.Spoken() {
			continue
		}
		for j := range s.Lines {
			t := p.Text(s.Lines[j].Text)
			if s.Kind != record.Tip && x.named {
				if h, ok := p.grudges(x, t); ok {
					return at(s, &s.Lines[j], hitSpan(t, h)), s.Lines[j].Text, true
				}
				continue
			}
			for _, h := range t.Hits(motives) {
				if !negated(t) && p.about(x, t, h.First) {
					return at(s, &s.Lines[j], hitSpan(t, h)), s.Lines[j].Text, true
				}
			}
		}
	}
	return At{}, "", false
}

// grudges finds in the words of a named witness what sets him against a respondent, or what he is to get: words of a break
// or a reward, in a line that is about himself and names the respondent, or by one who is kin to him. A victim has his
// grievance, and an officer his pay.
func (p *Pass) grudges(x declarant, t *diction.Text) (diction.Hit, bool) {
	who := p.paper().person[x.id]
	if who == nil {
		return diction.Hit{}, false
	}
	denied := p.deniedWords(t)
	for _, r := range []record.Role{record.Victim, record.Officer, record.Affiant, record.Executing, record.Supervisor, record.Prosecutor, record.Monitor, record.Custodian} {
		if who.Has(r) {
			return diction.Hit{}, false
		}
	}
	for _, h := range t.Hits(grudge) {
		if denied[h.First] && !standsAt(t, diction.Negation, h.First) {
			continue
		}
		if h.Kind == "gain" || p.namesRespondent(t) || p.closeToOne(who) || t.Has(pronouns) && p.tellsOfRespondent(x) {
			return h, p.about(x, t, h.First) || hasFirstPerson(t)
		}
	}
	return diction.Hit{}, false
}

// tellsMotive reports whether a sworn sentence tells of a motive, in an assertion that rests on x, names him or speaks of an
// informant, or beside one; or in one that cites nothing. For a named witness it must be of what sets him against someone.
func (p *Pass) tellsMotive(x declarant) bool {
	d := p.paper()
	words := []diction.Class{motives, grudge}
	where, is, _ := p.motiveOf(x)
	personal := func(h diction.Hit) bool { return h.Kind == "personal" }
	if x.named {
		words = words[1:]
	} else if t := p.Text(is); !t.Has(grudge) && !slices.ContainsFunc(t.Hits(motives), personal) {
		words = nil // what another is owed or hates tells nothing of his pay
	}
	tells := func(f *fact) bool {
		return hasAny(f.text, words...) || words == nil && slices.ContainsFunc(f.text.Hits(motives), func(h diction.Hit) bool { return !personal(h) })
	}
	about := func(f *fact) bool {
		return slices.Contains(x.facts, f.N) || x.id != "" && f.meansPerson(x.id) || f.text.Has(teller) || len(f.sources) == 0 && !f.aside && !f.form
	}
	for i := range d.facts {
		f := &d.facts[i]
		if x.named && about(f) && p.retells(f, where) {
			return true
		}
		if x.named && p.tellsIllWill(f.text, p.Text(is)) && (slices.Contains(x.facts, f.N) || x.id != "" && f.meansPerson(x.id)) {
			return true
		}
		if tells(f) && (about(f) || slices.ContainsFunc(d.beside(f), about)) {
			return true
		}
	}
	return false
}

// tellsIllWill reports whether a sworn text tells in words of its own of what sets a witness against someone, or, where that is what
// the record has, of what he is to get. What stands in quotation marks is of whoever is quoted.
func (p *Pass) tellsIllWill(t, is *diction.Text) bool {
	gain := func(h diction.Hit) bool { return h.Kind == "gain" }
	gets := slices.ContainsFunc(is.Hits(grudge), gain)
	sets := !gets || slices.ContainsFunc(is.Hits(grudge), func(h diction.Hit) bool { return !gain(h) })
	return slices.ContainsFunc(t.Hits(illWill), func(h diction.Hit) bool {
		return !t.Words[h.First].Quoted && (h.Means == "gain" && gets || h.Means != "gain" && sets)
	})
}

// retells reports whether an assertion cites the line in which a motive stands and has two of the words of its clause, and a third
// of them, names apart.
func (p *Pass) retells(f *fact, where At) bool {
	s := p.paper().source[where.Source]
	if s == nil || where.Line == 0 || !f.citesAt(s, where.Line) {
		return false
	}
	i := slices.IndexFunc(s.Lines, func(l record.Line) bool { return l.N == where.Line })
	if i < 0 {
		return false
	}
	t := p.Text(s.Lines[i].Text)
	for _, part := range t.Clauses() {
		start, end := t.Words[part.First].Start, t.Words[part.Last].End
		if where.Span.Start < start || where.Span.Start >= end {
			continue
		}
		u := p.Text(t.Raw[start:end])
		want := maps.Clone(p.content(u))
		for i := range p.nameWords(u) {
			delete(want, u.Words[i].Stem)
		}
		if n := shared(want, p.content(f.text)); n > 1 && 3*n >= len(want) {
			return true
		}
	}
	return false
}

// closeToOne reports whether a witness has a tie to a respondent, or a respondent to him.
func (p *Pass) closeToOne(who *record.Person) bool {
	if slices.ContainsFunc(who.Ties, func(t record.Tie) bool { return slices.Contains(p.App.Respondents, t.To) }) {
		return true
	}
	return slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
		o := p.paper().person[r]
		return o != nil && slices.ContainsFunc(o.Ties, func(t record.Tie) bool { return t.To == who.ID })
	})
}

// tellsOfRespondent reports whether a line of what x told names a respondent.
func (p *Pass) tellsOfRespondent(x declarant) bool {
	return slices.ContainsFunc(x.sources, func(s *record.Source) bool {
		return slices.ContainsFunc(s.Lines, func(l record.Line) bool { return p.namesRespondent(p.Text(l.Text)) })
	})
}

// hasFirstPerson reports whether one speaks of himself.
func hasFirstPerson(t *diction.Text) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		return w.Norm == "i" || w.Norm == "me" || w.Norm == "my" || strings.HasPrefix(w.Norm, "i'") || strings.HasPrefix(w.Norm, "i’")
	})
}

// tells reports whether a sworn text has the greater part of some words.
func (p *Pass) tells(words string) bool {
	t := p.Text(words)
	want := maps.Clone(p.content(t))
	for i := range p.nameWords(t) {
		delete(want, t.Words[i].Stem) // to name them both is not to tell it
	}
	return len(want) > 1 && p.sworn(func(t *diction.Text) bool { return 2*shared(want, p.content(t)) > len(want) })
}
