package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var fitsMoreThanOne = &Check{
	Code:  "I1",
	Name:  "fits-more-than-one",
	Title: "The name fits more than one person",
	Why: "The name in the source is taken to mean one person, and fits another in the record as well. A warrant needs cause " +
		"against the very person it names, not against one of those who bear the name.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "ybarra-1979", Pin: "91"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnIdentification,
	By:       "court",
	Mend:     "What tells this person from the others of that name: voice, address, photograph, another source?",
	run:      findFitsMoreThanOne,
}

func findFitsMoreThanOne(p *Pass) {
	type claim struct {
		first namedAs
		also  []int
		other []record.PersonID
	}
	var claims []*claim
	p.assertions(func(b *backing) {
		for _, n := range p.identifications(b) {
			i := slices.IndexFunc(claims, func(c *claim) bool { return c.first.person == n.person })
			if i >= 0 {
				if claims[i].first.b.N != b.N && !slices.Contains(claims[i].also, b.N) {
					claims[i].also = append(claims[i].also, b.N)
				}
				continue
			}
			if other := p.unsettled(b, n); len(other) > 0 && !p.settledEarlier(n) {
				claims = append(claims, &claim{first: n, other: other})
			}
		}
	})
	var asked []int
	for _, c := range claims {
		n := c.first
		asked = append(append(asked, n.b.N), c.also...)
		f := Flaw{Assertion: n.b.N, Also: c.also, Span: n.span, Rivals: c.other, Sworn: p.nameOf(n.person), Says: n.name, Query: pronounAlone(p, n.name)}
		if p.isRespondent(n.person) {
			f.Respondents = []record.PersonID{n.person}
		}
		for _, l := range n.b.lines {
			for _, m := range p.namesOf(l.text) {
				if p.like(n.name, m.Text).Fits() {
					f.Says = m.Text
					f.Sources = append(f.Sources, l.at(m.Start, m.End))
				}
			}
		}
		var names []string
		for _, r := range c.other {
			names = append(names, p.nameOf(r))
		}
		f.Message = fmt.Sprintf("“%s” is taken to mean %s. The record also has %s, whom the name fits, and nothing settles which.", f.Says, f.Sworn, strings.Join(names, " and "))
		f.Query = f.Query || len(n.b.lines) > 0 && !slices.ContainsFunc(n.b.lines, func(l spoken) bool { return !p.sawHim(n.b, l) })
		f.Asks = fmt.Sprintf("May “%s” fairly be taken to mean %s rather than %s?", f.Says, f.Sworn, strings.Join(names, " or "))
		p.Report(f)
	}
	p.reportBareNames(asked)
}

// paperWide is the class of words by which a paper says what a name means wherever it stands in it.
const paperWide diction.Class = "paper-wide"

// meantThroughout reports whether an assertion says whom a name means throughout the paper, on a basis or a source: a reader then knows of everyone who
// is called by it, before that assertion too. It has to say so of his full name, and to name whoever else of the record bears a word of it.
func (p *Pass) meantThroughout(id record.PersonID) bool {
	return slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool {
		return p.Text(a.Text).Has(paperWide) && slices.ContainsFunc(a.Identifies, func(o record.Identification) bool {
			return o.Person == id && len(p.parts(o.Name).Tokens) > 1 && (p.Text(o.Basis).Has(diction.Telling) || p.weighsWho(o.Basis) || len(o.Cites) > 0)
		}) && !slices.ContainsFunc(p.Matter.People, func(w record.Person) bool {
			return w.ID != id && p.sharesToken(p.nameOf(id), &w) && !p.spelledIn(p.Text(a.Text), &w)
		})
	})
}

// settledEarlier reports whether an earlier assertion says on what it takes a name to mean the person whom a name of one word means
// here: a reader then knows whom the paper calls by it.
func (p *Pass) settledEarlier(n namedAs) bool {
	if p.meantThroughout(n.person) {
		return true
	}
	if len(p.parts(n.name).Tokens) > 1 {
		return false
	}
	return slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool {
		return a.N < n.b.N && slices.ContainsFunc(a.Identifies, func(id record.Identification) bool {
			return id.Person == n.person && diction.Fold(id.Name) == diction.Fold(n.name) && (p.Text(id.Basis).Has(diction.Telling) || p.weighsWho(id.Basis))
		})
	})
}

func (p *Pass) isRespondent(id record.PersonID) bool { return slices.Contains(p.App.Respondents, id) }

// nameOf returns the name of a person, or the id if none is known.
func (p *Pass) nameOf(id record.PersonID) string {
	if who := p.Matter.Person(id); who != nil {
		if n := who.Names(); len(n) > 0 {
			return n[0]
		}
	}
	return string(id)
}

// unsettled returns the other persons whom a name may mean, if nothing tells them apart. The name is that of the source
// where the cited lines have one that fits, since the assertion's own may be the fuller for the reading.
func (p *Pass) unsettled(b *backing, n namedAs) []record.PersonID {
	if p.speaks(b, n.person) || p.unknown(n.person) {
		return nil // to say of one that nobody knows who he is takes him to be no one
	}
	name := n.name
	if s, ok := p.sourceName(b, n); ok {
		name = s
	} else if n.span.Words == "" || len(p.rivals(name, n.person)) == 0 || !p.like(name, p.nameOf(n.person)).Fits() {
		return nil
	}
	other := slices.DeleteFunc(p.rivals(name, n.person), func(id record.PersonID) bool {
		who := p.Matter.Person(id)
		return len(who.Roles) > 0 && !slices.ContainsFunc(who.Roles, partaking) || n.basis != "" && !p.sharesToken(n.name, who) && p.setApart(n.person, who) || p.suffixTells(name, n.person, who) || p.titleTells(n.name, who)
	})
	if len(other) == 0 || p.setOff(b, n.person, other) || p.distinguished(n, other) || p.toldByKin(n, other) || p.toldFrom(n, other) {
		return nil
	}
	return other
}

// setApart reports whether an assertion names two people side by side, each by a name that is spelled as his own, so that a magistrate knows of
// both and who is not meant.
func (p *Pass) setApart(id record.PersonID, other *record.Person) bool {
	who := p.Matter.Person(id)
	return who != nil && slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool {
		t := p.Text(a.Text)
		return p.spelledIn(t, who) && p.spelledIn(t, other)
	})
}

// sharesToken reports whether a person bears, letter for letter, a word of a name: the same surname, rather than one that only sounds like it.
func (p *Pass) sharesToken(name string, who *record.Person) bool {
	return slices.ContainsFunc(p.parts(name).Tokens, func(token string) bool {
		return slices.ContainsFunc(who.Names(), func(n string) bool { return slices.Contains(p.parts(n).Tokens, token) })
	})
}

// spelledIn reports whether a text has a full name of a person, letter for letter.
func (p *Pass) spelledIn(t *diction.Text, who *record.Person) bool {
	return slices.ContainsFunc(who.Names(), func(n string) bool {
		words := p.Text(n)
		_, ok := findWords(t, words)
		return ok && len(words.Words) > 1
	})
}

// titleTells reports whether the title of a name is of the other sex than someone whom the record has as sister, wife or son of another.
func (p *Pass) titleTells(name string, other *record.Person) bool {
	title := p.parts(name).Title
	return title != "" && slices.ContainsFunc(other.Ties, func(t record.Tie) bool {
		return slices.ContainsFunc(p.Text(t.As).Hits(sexed), func(h diction.Hit) bool { return slices.Contains(p.Lexicon.Opposites(h.Means), title) })
	})
}

// sexed is the class of words of kinship that tell whether one is a man or a woman; they mean the title that is his or hers.
const sexed diction.Class = "sexed"

// suffixTells reports whether the Sr. or Jr. of a name tells its person from another. It tells one from a namesake who does not
// bear it; and as it is said only of one who has a namesake, from anyone else who has none.
func (p *Pass) suffixTells(name string, id record.PersonID, other *record.Person) bool {
	suffix := p.parts(name).Suffix
	who := p.Matter.Person(id)
	if suffix == "" || who == nil || p.bearsSuffix(other.ID, suffix) {
		return false
	}
	return p.bearsSuffix(id, suffix) || p.hasNamesake(who) && !p.hasNamesake(other)
}

// hasNamesake reports whether another person of the record has the same name but for a Sr. or Jr.
func (p *Pass) hasNamesake(who *record.Person) bool {
	return slices.ContainsFunc(p.Matter.People, func(o record.Person) bool {
		return o.ID != who.ID && slices.Equal(p.parts(o.Name).Tokens, p.parts(who.Name).Tokens)
	})
}

// toldByKin reports whether a person is meant by a word of kinship that a line behind the identification has too, and that the
// record knows of him and of none of the others: his son.
func (p *Pass) toldByKin(n namedAs, other []record.PersonID) bool {
	t := p.Text(n.name)
	return slices.ContainsFunc(t.Hits(kin), func(h diction.Hit) bool {
		behind := slices.ContainsFunc(p.behind(n), func(l spoken) bool {
			return slices.ContainsFunc(l.text.Hits(kin), func(o diction.Hit) bool { return o.Means == h.Means })
		})
		return behind && p.isKin(n.person, h.Means) && !slices.ContainsFunc(other, func(id record.PersonID) bool { return p.isKin(id, h.Means) })
	})
}

// toldFrom reports whether the stated basis speaks of every other whom the name fits, by his kinship to someone, his Sr. or Jr., a
// name of his own or where he lives: the paper has weighed him, and says on what it chose.
func (p *Pass) toldFrom(n namedAs, other []record.PersonID) bool {
	basis := p.Text(n.basis)
	who := p.Matter.Person(n.person)
	return len(basis.Words) > 2 && who != nil && !slices.ContainsFunc(other, func(id record.PersonID) bool {
		return !p.marksOut(basis, p.Matter.Person(id), who)
	})
}

// marksOut reports whether a text has what is said of one person and not of another.
func (p *Pass) marksOut(t *diction.Text, who, apart *record.Person) bool {
	if slices.ContainsFunc(t.Hits(kin), func(h diction.Hit) bool { return p.isKin(who.ID, h.Means) && !p.isKin(apart.ID, h.Means) }) {
		return true
	}
	if slices.ContainsFunc(who.Names(), func(n string) bool { _, ok := findWords(t, p.Text(n)); return ok && !p.unknownName(n) }) {
		return true
	}
	own := make(map[string]bool)
	for _, s := range append(apart.Names(), apart.Home) {
		for _, w := range p.Text(s).Words {
			own[w.Norm] = true
		}
	}
	for _, s := range append(slices.Clone(who.Names()), who.Home) {
		for _, w := range p.Text(s).Words {
			if len(w.Norm) > 1 && capital(w.Raw) && !own[w.Norm] && hasFolded(t, w.Norm) {
				return true
			}
		}
	}
	return false
}

// isKin reports whether the record has a person as kin of that word to anyone.
func (p *Pass) isKin(id record.PersonID, word string) bool {
	who := p.Matter.Person(id)
	return who != nil && slices.ContainsFunc(who.Ties, func(t record.Tie) bool {
		return slices.ContainsFunc(p.Text(t.As).Hits(kin), func(h diction.Hit) bool { return h.Means == word })
	})
}

// partaking reports whether a role is one of a person whom a source may speak of, rather than of office.
func partaking(r record.Role) bool {
	switch r {
	case record.Respondent, record.Informant, record.Witness, record.Victim, record.Speaker, record.Bystander:
		return true
	}
	return false
}

// speaks reports whether the cited lines are spoken or told by the person, as the source itself has it.
func (p *Pass) speaks(b *backing, id record.PersonID) bool {
	for _, s := range b.elsewhere() {
		if s.Declarant == id || slices.ContainsFunc(s.Speakers, func(t record.Talker) bool { return t.Person == id && t.By != "" }) {
			return true
		}
	}
	return false
}

// sourceName returns the name in the cited lines that is taken to mean the person. If a line has a name that only that
// person bears, it is that.
func (p *Pass) sourceName(b *backing, n namedAs) (string, bool) {
	best, fewest := "", 0
	for _, l := range b.lines {
		for _, m := range p.namesIn(l.text) {
			if !slices.Contains(p.fitting(m.Text), n.person) {
				continue
			}
			if c := len(p.fitting(m.Text)); best == "" || c < fewest {
				best, fewest = m.Text, c
			}
		}
	}
	return best, best != ""
}

// distinguished reports whether something tells the person from the others: a stated basis that is more than the name, or
// a line, cited by the assertion or for the identification, that has a name which only this person bears, or the home.
func (p *Pass) distinguished(n namedAs, other []record.PersonID) bool {
	if p.Text(n.basis).Has(diction.Telling) || p.weighsWho(n.basis) {
		return true
	}
	for _, l := range p.behind(n) {
		for _, m := range p.namesOf(l.text) {
			fits := p.fitting(m.Text)
			if slices.Contains(fits, n.person) && !slices.ContainsFunc(other, func(o record.PersonID) bool { return slices.Contains(fits, o) }) {
				return true
			}
		}
	}
	who := p.Matter.Person(n.person)
	shared := slices.ContainsFunc(other, func(id record.PersonID) bool { return who != nil && p.Matter.Person(id).Home == who.Home })
	return !shared && p.toldByHome(n)
}

// weighsWho reports whether a stated basis says in some words what the choice rests on. That a name is the name tells nothing; nor
// does a word or two. What else an affiant states is for the court to weigh, and no name that nobody accounts for.
func (p *Pass) weighsWho(basis string) bool {
	t := p.Text(basis)
	names, n := p.nameWords(t), 0
	for _, u := range t.Terms() {
		if !names[u.First] && !standsAt(t, nameWord, u.First) {
			n++
		}
	}
	return n >= leastBasis
}

// leastBasis is how many words of content, other than names and words for names, a basis has that says on what it rests.
const leastBasis = 3

// nameWord is the class of words for names and for calling by them.
const nameWord diction.Class = "name-word"

// behind returns the lines that an assertion cites and those cited for an identification in it.
func (p *Pass) behind(n namedAs) []spoken {
	lines := slices.Clone(n.b.lines)
	for _, c := range n.cites {
		lines = append(lines, p.linesOf(c)...)
	}
	return lines
}

// toldByHome reports whether a line behind an identification has the address of the person's home.
func (p *Pass) toldByHome(n namedAs) bool {
	who := p.Matter.Person(n.person)
	if who == nil || who.Home == "" {
		return false
	}
	for _, l := range p.behind(n) {
		for _, a := range p.Text(who.Home).Numbers() {
			if a.Kind == diction.Address && slices.ContainsFunc(l.text.Numbers(), a.Same) {
				return true
			}
		}
	}
	return false
}
