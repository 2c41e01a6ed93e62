package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var rivalUndisclosed = &Check{
	Code:  "O1",
	Name:  "rival-undisclosed",
	Title: "Another person of that name is left out",
	Why: "A source gives only a name that more than one person bears, and the paper says which one is meant without telling " +
		"the magistrate of the other. The magistrate cannot weigh a choice that he does not see. An omission counts under " +
		"Franks only if it was deliberate or reckless and the paper would fail with the fact put in.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}, {Authority: "malley-1986", Pin: "345"}},
	Severity: Who, Force: Contestable, Link: OnOmission, Mindful: true, By: "factfinder", After: true,
	Mend: "Does a source name anyone else who could be meant? Is there a source that tells the two apart?",
	run:  findRivals,
}

// findRivals looks, for each person whom the paper identifies by a part of a name and on nothing that settles it, for
// another in the sources who bears that name, and of whom the paper says nothing.
func findRivals(p *Pass) {
	d := p.paper()
	done := make(map[record.PersonID]bool)
	tried := make(map[string]bool)
	for i := range d.facts {
		f := &d.facts[i]
		for _, id := range f.Identifies {
			who := d.person[id.Person]
			if who == nil || done[id.Person] || p.toldApart(id) {
				continue
			}
			for _, name := range p.namesUsed(f, id) {
				key := string(who.ID) + " " + name
				if tried[key] {
					continue
				}
				tried[key] = true
				if r, ok := p.rival(who, name); ok {
					done[id.Person] = true
					p.reportRival(f, id, who, name, r)
					break
				}
			}
		}
	}
	p.findNamesakes(done)
	p.findInitials(done)
}

// findInitials looks for a name of the sworn words with an initial for the first name that fits a respondent and another whom a source names, and of whom nothing sworn
// speaks: V. Smith, where there are Vera and Vincent.
func (p *Pass) findInitials(done map[record.PersonID]bool) {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		for _, n := range p.namesOf(f.text) {
			fits := p.partakers(n.Text)
			i := slices.IndexFunc(fits, p.isRespondent)
			if i < 0 || len(fits) < 2 || len(p.parts(n.Text).Tokens) < 2 || len(p.parts(n.Text).Tokens[0]) > 1 || done[fits[i]] {
				continue
			}
			who := d.person[fits[i]]
			for _, r := range p.spoken() {
				q := p.partakers(r.name)
				if len(q) != 1 || q[0] == who.ID || !slices.Contains(fits, q[0]) || p.speaksOf(who, r.name) {
					continue
				}
				done[who.ID] = true
				r.person = q[0]
				p.reportRival(f, record.Identification{Name: n.Text, Person: who.ID}, who, n.Text, r)
				break
			}
		}
	}
}

// toldApart reports whether an identification says what tells its person from others.
func (p *Pass) toldApart(id record.Identification) bool {
	return len(id.Cites) > 0 || p.Text(id.Basis).Has(diction.Telling)
}

// namesUsed are the names by which the assertion and the lines it cites speak of the person identified.
func (p *Pass) namesUsed(f *fact, id record.Identification) []string {
	out := []string{id.Name}
	if p.Text(id.Name).Has(pronouns) {
		out = nil
	}
	for _, c := range f.Cites {
		lines, _, err := p.Matter.Resolve(c)
		if err != nil {
			continue
		}
		for _, l := range lines {
			for _, n := range p.namesIn(p.Text(l.Text)) {
				if p.like(n.Text, id.Name).Fits() && !slices.Contains(out, n.Text) {
					out = append(out, n.Text)
				}
			}
		}
	}
	return out
}

// A rival is another who bears a name, where a source speaks of him.
type rival struct {
	name   string
	person record.PersonID // empty if the record has no such person
	claims record.PersonID // for a name that a speaker gave himself: who he is
	source *record.Source
	line   *record.Line
	span   Span
}

// rival finds another bearer of name in a source known to the affiant, of whom the sworn words say nothing.
func (p *Pass) rival(who *record.Person, name string) (rival, bool) {
	if len(p.parts(name).Tokens) == 0 {
		return rival{}, false
	}
	for _, r := range p.spoken() {
		if r.claims == who.ID && who.ID != "" {
			continue
		}
		if q, ok := p.other(who, name, r.name); ok && !p.speaksOf(who, r.name) && !(p.Matter.Person(q) != nil && p.setApart(who.ID, p.Matter.Person(q))) {
			r.person = q
			return r, true
		}
	}
	return rival{}, false
}

// spoken returns the names that stand in the sources known to the affiant and not sworn, each where it first stands.
func (p *Pass) spoken() []rival {
	d := p.paper()
	if d.spokenRead {
		return d.spoken
	}
	d.spokenRead = true
	seen := make(map[string]bool)
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if d.incorporated[s.ID] || !p.had(s) {
			continue
		}
		for j := range s.Lines {
			l := &s.Lines[j]
			t := p.Text(l.Text)
			for _, n := range p.namesOf(t) {
				if !seen[n.Text] {
					seen[n.Text] = true
					d.spoken = append(d.spoken, rival{name: n.Text, source: s, line: l, span: spanOf(t, n.Start, n.End)})
				}
			}
		}
		for _, t := range s.Speakers {
			if t.Claimed != "" {
				d.spoken = append(d.spoken, rival{name: t.Claimed, claims: t.Person, source: s, line: &record.Line{}, span: Span{Words: t.Claimed}})
			}
		}
	}
	return d.spoken
}

// other reports whether n names someone who is called by name, is not who, and is told apart by more of a name.
func (p *Pass) other(who *record.Person, name, n string) (record.PersonID, bool) {
	if n == "" || !p.like(n, name).Fits() || len(p.parts(n).Tokens) < 2 {
		return "", false
	}
	for _, own := range who.Names() {
		if p.like(n, own) >= diction.Near {
			return "", false
		}
	}
	for i := range p.Matter.People {
		q := &p.Matter.People[i]
		for _, own := range q.Names() {
			if q.ID != who.ID && p.like(n, own).Fits() {
				return q.ID, true
			}
		}
	}
	return "", true
}

// speaksOf reports whether the sworn words have what tells the bearer of name from who.
func (p *Pass) speaksOf(who *record.Person, name string) bool {
	var own []string
	for _, n := range who.Names() {
		own = append(own, p.parts(n).Tokens...)
	}
	apart := make(map[string]bool)
	for _, tok := range p.parts(name).Tokens {
		if !slices.ContainsFunc(own, func(o string) bool { return p.Lexicon.LikeToken(tok, o).Fits() }) {
			apart[tok] = true
		}
	}
	words := p.Text(name)
	unlike := len(words.Words) > 1 && slices.ContainsFunc(p.parts(name).Tokens, func(tok string) bool { return !slices.Contains(own, tok) })
	suffix := p.parts(name).Suffix
	unlike = unlike || suffix != "" && !p.bearsSuffix(who.ID, suffix)
	return p.sworn(func(t *diction.Text) bool {
		if _, ok := findWords(t, words); ok && unlike {
			return true // Bryan Kesler, letter for letter, beside Brian Kessler; Dale Kroll Sr. beside Dale Kroll
		}
		return slices.ContainsFunc(folded(t), func(w string) bool { return apart[w] })
	})
}

func (p *Pass) reportRival(f *fact, id record.Identification, who *record.Person, name string, r rival) {
	flaw := Flaw{
		Assertion: f.N, Person: id.Person, Span: p.wordsIn(f, id.Name), Searched: p.searched(),
		Sources: []At{{Source: r.source.ID, Line: r.line.N, Span: r.span}},
		Message: fmt.Sprintf("The paper takes %s to be %s. Source %s also speaks of %s, and nothing sworn does.",
			quote(name), who.Name, r.source.ID, quote(r.name)),
		Asks: fmt.Sprintf("Was it reckless to leave out that the sources also speak of %s?", quote(r.name)),
	}
	if r.person != "" {
		flaw.Rivals = []record.PersonID{r.person}
	}
	if slices.Contains(p.App.Respondents, id.Person) {
		flaw.Respondents = []record.PersonID{id.Person}
	}
	p.Report(flaw)
}

// wordsIn returns where words stand in an assertion, or the whole of it.
func (p *Pass) wordsIn(f *fact, words string) Span {
	want := folded(p.Text(words))
	for i := range f.text.Words {
		if runsAt(f.text, i, want) {
			return spanOf(f.text, f.text.Words[i].Start, f.text.Words[i+len(want)-1].End)
		}
	}
	return whole(f.text)
}

// searched are the sources that an omission was looked for in.
func (p *Pass) searched() []record.SourceID {
	d := p.paper()
	if !d.searchedRead {
		d.searchedRead = true
		for i := range p.Matter.Sources {
			if s := &p.Matter.Sources[i]; !d.incorporated[s.ID] && p.had(s) {
				d.searched = append(d.searched, s.ID)
			}
		}
	}
	return slices.Clone(d.searched)
}
