package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// setOff reports whether the cited lines, or the titles of their sources, have for each of some others a word of a person's name that the
// other does not bear: PRUITT CODY, TACKETT D, the Pruitt boy, Dale. The words are looked for one by one, since records and
// people who talk put the parts of a name anywhere.
func (p *Pass) setOff(b *backing, id record.PersonID, others []record.PersonID) bool {
	who := p.Matter.Person(id)
	if who == nil {
		return false
	}
	texts := p.linesAndTitles(b)
	return !slices.ContainsFunc(others, func(o record.PersonID) bool {
		other := p.Matter.Person(o)
		if other != nil && p.coworker(b, who) && !p.coworker(b, other) {
			return false
		}
		return other == nil || !slices.ContainsFunc(texts, func(t *diction.Text) bool { return p.apartWord(t, who, other) })
	})
}

// linesAndTitles are the texts of the cited lines, and of the titles of their sources.
func (p *Pass) linesAndTitles(b *backing) []*diction.Text {
	var out []*diction.Text
	for _, l := range b.lines {
		out = append(out, l.text)
	}
	for _, s := range b.elsewhere() {
		out = append(out, p.Text(s.Title))
	}
	return out
}

// apartWord reports whether a text has a word, with a capital, of the name of one person that another does not bear. An initial counts only
// right beside another word of the name.
func (p *Pass) apartWord(t *diction.Text, who, other *record.Person) bool {
	for i, w := range t.Words {
		if !capital(w.Raw) {
			continue
		}
		norm := bareNorm(t, i)
		if len(norm) > 1 {
			if p.bearsWord(who, norm) && !p.bearsWord(other, norm) {
				return true
			}
			continue
		}
		beside := i > 0 && p.bearsWord(who, bareNorm(t, i-1)) || i+1 < len(t.Words) && p.bearsWord(who, bareNorm(t, i+1))
		if beside && bearsInitial(who, norm) && !bearsInitial(other, norm) {
			return true
		}
	}
	return false
}

// bearsWord reports whether a word is one of a person's names, or a short form of one.
func (p *Pass) bearsWord(who *record.Person, word string) bool {
	return slices.ContainsFunc(who.Names(), func(n string) bool {
		return slices.ContainsFunc(p.parts(n).Tokens, func(token string) bool { return token == word || p.shortOf(word, token) })
	})
}

// shortOf reports whether a word is a short form of a name: Ray for Raymond, Bev for Beverly, Tom for Thomas.
func (p *Pass) shortOf(word, token string) bool {
	return len(word) >= 3 && len(token) > len(word) && strings.HasPrefix(token, word) || p.Lexicon.LikeToken(word, token) == diction.Nickname
}

// bearsInitial reports whether a given name of a person begins with a letter.
func bearsInitial(who *record.Person, letter string) bool {
	return slices.ContainsFunc(who.Names(), func(n string) bool {
		words := strings.Fields(strings.ToLower(n))
		return slices.ContainsFunc(words[:max(0, len(words)-1)], func(w string) bool { return strings.HasPrefix(w, letter) })
	})
}

// settledByRecord reports whether nothing is left open by taking a name of one word to mean a person: the cited lines or the title of their
// source have his given name and his surname, be it apart; or a word that sets him off from all others who may be called so; or
// nobody else may be, and he is no respondent or was named in full before.
func (p *Pass) settledByRecord(b *backing, n namedAs, l spoken, name string) bool {
	who := p.Matter.Person(n.person)
	if who == nil {
		return false
	}
	if tokens := p.parts(who.Name).Tokens; len(tokens) > 1 && p.hasToken(b, tokens[0]) && p.hasToken(b, tokens[len(tokens)-1]) {
		return true
	}
	if rivals := p.rivals(name, n.person); len(rivals) > 0 {
		return p.setOff(b, n.person, rivals)
	}
	return p.ownName(name, who) && (!p.isRespondent(n.person) || p.introduced(b, who) || acquaintanceTells(l.source))
}

// coworker reports whether a person belongs to the same office as he who wrote the cited source: officers call one another by surname.
func (p *Pass) coworker(b *backing, who *record.Person) bool {
	return who.Of != "" && slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool {
		author := p.Matter.Person(s.Author)
		return author != nil && strings.EqualFold(author.Of, who.Of)
	})
}

// hasToken reports whether a word with a capital in the cited lines, or in the titles of their sources, is a name or a short form of it.
func (p *Pass) hasToken(b *backing, token string) bool {
	return slices.ContainsFunc(p.linesAndTitles(b), func(t *diction.Text) bool {
		for i, w := range t.Words {
			if norm := bareNorm(t, i); capital(w.Raw) && (norm == token || p.shortOf(norm, token)) {
				return true
			}
		}
		return false
	})
}

// ownName reports whether a name of one word is, in full or short, a word of the name that a person has of his own, or of a fuller name that
// the record gives him besides and that shares a word with that one: Gary, of Gerald Nyquist who is called Gary Nyquist.
func (p *Pass) ownName(name string, who *record.Person) bool {
	tokens := p.parts(name).Tokens
	own := p.parts(who.Name).Tokens
	if len(tokens) != 1 {
		return false
	}
	if slices.ContainsFunc(own, func(t string) bool { return t == tokens[0] || p.shortOf(tokens[0], t) }) {
		return true
	}
	return slices.ContainsFunc(who.Aliases, func(a string) bool {
		other := p.parts(a).Tokens
		return len(other) > 1 && slices.Contains(other, tokens[0]) && slices.Contains(own, other[len(other)-1])
	})
}

// introduced reports whether an earlier assertion has the full name of a person from a source that has it too.
func (p *Pass) introduced(b *backing, who *record.Person) bool {
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		if a.N >= b.N {
			break
		}
		o := p.backing(a.N)
		tokens := p.parts(who.Name).Tokens
		if p.spelledIn(o.text, who) && len(tokens) > 1 && p.hasToken(o, tokens[0]) && p.hasToken(o, tokens[len(tokens)-1]) {
			return true
		}
	}
	return false
}

// acquaintanceTells reports whether a source is the interview of a witness or an officer's report: people call one another by given names, and
// where the record has one of that name a reader is not misled. A wiretap, a message or an informant is another matter: there
// who is meant is what has to be shown.
func acquaintanceTells(s *record.Source) bool {
	return s.Kind == record.Report || s.Kind == record.Interview && s.Declarant != ""
}
