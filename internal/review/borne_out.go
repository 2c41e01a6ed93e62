package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// forecast is the class of words by which a tip foretells: will, is going to, tomorrow.
const forecast diction.Class = "forecast"

// A BorneOut says in which of its particulars what somebody told is borne out by what else is sworn. That anybody knew the name, or
// where someone lives, bears out little of a tale of crime; an act foretold that comes about tells that he who foretold it knew
// (Draper v. United States, 358 U.S. at 312-314; Illinois v. Gates, 462 U.S. at 241-246; Alabama v. White, 496 U.S. at 331-332).
type BorneOut struct {
	Crime    bool // in one that points to the crime
	Forecast bool // in one that was foretold, and came about afterwards
	Detail   bool // in one that is innocent in itself, and was so already: a place, a thing, a time, a number
}

// A Corroborator lays what is told in an application beside what else is sworn there.
type Corroborator struct {
	p     *Pass
	known map[record.SourceID]BorneOut
}

// NewCorroborator is one for an application. It reads nothing until it is asked.
func NewCorroborator(m *record.Matter, app *record.Application, law *doctrine.Law) *Corroborator {
	return &Corroborator{p: newPass(m, app, law, make(map[string]*diction.Text)), known: make(map[record.SourceID]BorneOut)}
}

// Of says in which particulars a source is borne out.
func (x *Corroborator) Of(s *record.Source) BorneOut {
	out, ok := x.known[s.ID]
	if !ok {
		out = x.p.borneOut(s)
		x.known[s.ID] = out
	}
	return out
}

// A testimony is a text of the paper that may bear out what was told.
type testimony struct {
	text *diction.Text
	time record.When
}

// borneOut looks through what is sworn on other authority than that of a source's own declarant for what the source says too. The
// same name alone bears out nothing, and neither does who tells of what the source told.
func (p *Pass) borneOut(tip *record.Source) BorneOut {
	var out BorneOut
	var told []*diction.Text
	for i := range p.App.Affidavit.Assertions {
		for _, c := range p.App.Affidavit.Assertions[i].Cites {
			if c.Source == tip.ID {
				for _, l := range linesAt(tip, c) {
					told = append(told, p.Text(l))
				}
			}
		}
	}
	for _, other := range p.besides(tip) {
		if !p.aboutThem(other.text, told) {
			continue
		}
		for _, t := range told {
			points, foretold, detail := p.alike(t, other.text)
			out.Crime = out.Crime || points
			out.Detail = out.Detail || detail
			out.Forecast = out.Forecast || foretold && other.time.After(tip.Time) == record.Yes
		}
	}
	return out
}

// besides lists what is sworn beside a source, on another kind of source with another declarant, or of the affiant's own sight.
func (p *Pass) besides(tip *record.Source) []testimony {
	var out []testimony
	add := func(text string, time record.When) {
		t := p.Text(text)
		if t.Has(teller) && (t.Has(telling) || t.Has(recalling)) || t.Has(standing) {
			return // it tells of what was told, or of what was done long ago
		}
		out = append(out, testimony{t, time})
	}
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		if a.Basis == record.Observed && len(a.Cites) == 0 && len(a.RestsOn) == 0 {
			add(a.Text, record.NoTime)
		}
		for _, c := range a.Cites {
			s := p.Matter.Source(c.Source)
			if s == nil || s.ID == tip.ID || s.Kind == tip.Kind || s.Declarant != "" && s.Declarant == tip.Declarant {
				continue
			}
			lines := linesAt(s, c)
			if len(lines) == 0 {
				lines = []string{a.Text} // of a source that is not printed the paper has the words
			}
			for _, l := range lines {
				add(l, s.Time)
			}
		}
	}
	return out
}

// linesAt are the words of a source at a citation, line by line.
func linesAt(s *record.Source, c record.Cite) []string {
	var out []string
	for _, l := range s.Lines {
		if l.Text != "" && (c.From == 0 || l.N >= c.From && l.N <= max(c.From, c.To)) {
			out = append(out, l.Text)
		}
	}
	return out
}

// aboutThem reports whether a text is of those of whom something was told, or of nobody by name: what is found with another bears
// nothing out.
func (p *Pass) aboutThem(t *diction.Text, told []*diction.Text) bool {
	others := false
	for i := range p.Matter.People {
		who := &p.Matter.People[i]
		if who.ID == p.App.Affiant || !p.namesPerson(t, who) {
			continue
		}
		if slices.Contains(p.App.Respondents, who.ID) || slices.ContainsFunc(told, func(x *diction.Text) bool { return p.namesPerson(x, who) }) {
			return true
		}
		others = others || !slices.ContainsFunc([]record.Role{record.Officer, record.Executing, record.Supervisor, record.Monitor, record.Custodian}, who.Has)
	}
	return !others
}

// alike says what two texts share besides names: something that points to the crime; enough of a sentence that foretells; an innocent
// particular. What either of them denies is not shared.
func (p *Pass) alike(told, other *diction.Text) (points, foretold, detail bool) {
	mine, yours := p.particulars(told), p.particulars(other)
	n := 0
	for concept, at := range mine {
		o, ok := yours[concept]
		if !ok {
			continue
		}
		points = points || at.crime && o.crime
		detail = detail || at.thing && !at.crime
		if slices.ContainsFunc(told.Hits(forecast), func(h diction.Hit) bool { return told.Words[h.First].Sentence == at.sentence }) {
			n++
		}
	}
	for _, a := range told.Numbers() {
		switch a.Kind {
		case diction.Address, diction.Plate, diction.Phone, diction.Designation, diction.Date, diction.Clock:
			if slices.ContainsFunc(other.Numbers(), a.Same) {
				detail = true
				if slices.ContainsFunc(told.Hits(forecast), func(h diction.Hit) bool { return told.Words[h.First].Sentence == told.Words[a.First].Sentence }) {
					n++
				}
			}
		}
	}
	return points, n >= fewForetold, detail
}

// fewForetold is how many particulars of a sentence that foretells have to come about: one alone may be chance.
const fewForetold = 2

// A particular is something that a text tells of.
type particular struct {
	crime, thing bool
	sentence     int
}

// particulars lists what a text tells of, by concept, without names and words for any building, and without what it denies.
func (p *Pass) particulars(t *diction.Text) map[string]particular {
	out := make(map[string]particular)
	denied, names, sought := p.deniedWords(t), p.nameTokens(), p.soughtWords()
	for _, u := range t.Terms(diction.Drug, diction.Weapon, diction.Act, diction.Thing, building, telling, teller, procedure, forecast) {
		w := t.Words[u.First]
		if denied[u.First] || names[w.Norm] || u.Is(building, telling, teller, procedure, forecast) {
			continue
		}
		_, made := diction.MadeThing(w.Norm)
		x := particular{sentence: w.Sentence, thing: made || u.Is(diction.Thing)}
		x.crime = u.Is(diction.Drug, diction.Weapon) || u.Is(diction.Act) && (grave(u.Kind) || u.Kind == "possess" || u.Kind == "use") ||
			u.Is(diction.Thing) && u.Kind == "weighty" || x.thing && sought[w.Stem]
		for _, c := range u.Concepts {
			out[c] = x
		}
	}
	return out
}

// soughtWords are the words for what a search is for.
func (p *Pass) soughtWords() map[string]bool {
	out := make(map[string]bool)
	for _, item := range p.App.Items {
		for w := range p.content(p.Text(item)) {
			out[w] = true
		}
	}
	return out
}
