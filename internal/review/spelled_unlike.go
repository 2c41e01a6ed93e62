package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var spelledUnlike = &Check{
	Code:     "I2",
	Name:     "spelled-unlike",
	Title:    "A name spelled otherwise than in the source",
	Why:      "The same person may well be meant. But a name is how a later reader finds the person, and how two are told apart.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}},
	Severity: Care,
	Force:    Note,
	Link:     OnForm,
	By:       "court",
	Mend:     "How does the source spell the name, and how does the person?",
	run:      findSpelledUnlike,
}

func findSpelledUnlike(p *Pass) {
	var found []*Flaw
	var keys []string
	p.assertions(func(b *backing) {
		for _, n := range p.namesOf(b.text) {
			if b.text.Words[n.First].Quoted {
				continue // held to the letter as a quotation
			}
			l, m, key, ok := p.respelled(b, n)
			var from At
			says := m.Text
			if ok {
				from = l.at(m.Start, m.End)
			} else if from.Source, says, key, ok = p.respelledHead(b, n); !ok {
				continue
			}
			i := slices.Index(keys, key)
			if i >= 0 {
				if found[i].Assertion != b.N && !slices.Contains(found[i].Also, b.N) {
					found[i].Also = append(found[i].Also, b.N)
				}
				continue
			}
			keys = append(keys, key)
			found = append(found, &Flaw{
				Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{from}, Says: says, Sworn: n.Text,
				Message: fmt.Sprintf("The sentence has “%s”; the source has “%s”.", n.Text, says),
				Asks:    "Is the same person meant?",
			})
		}
	})
	for _, f := range found {
		p.Report(*f)
	}
}

// respelled finds a name of the cited lines that has a word of n in another spelling, where no cited line or head has
// that word as it is. The key is the pair of spellings.
func (p *Pass) respelled(b *backing, n diction.Name) (l spoken, m diction.Name, key string, ok bool) {
	for _, tok := range p.parts(n.Text).Tokens {
		if len(tok) < 3 || b.hasToken(p, tok) {
			continue
		}
		for _, l := range b.lines {
			for _, m := range p.namesOf(l.text) {
				for _, o := range p.parts(m.Text).Tokens {
					like := p.Lexicon.LikeToken(tok, o)
					if (like == diction.Variant || like == diction.Near) && !p.pluralOnly(n.Text, m.Text) && !p.pluralOnly(tok, o) && o != tok+"es" && tok != o+"es" && !hasFolded(b.text, o) && p.claimedAs(l, m.Text) == "" {
						return l, m, tok + " " + o, true
					}
				}
			}
		}
	}
	return spoken{}, diction.Name{}, "", false
}

// pluralOnly reports whether two names that belong to nobody of the matter differ by no more than a plural: a Bronco, two Broncos.
func (p *Pass) pluralOnly(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return (a+"s" == b || b+"s" == a) && len(p.fitting(a)) == 0 && len(p.fitting(b)) == 0
}

// respelledHead finds the name of the author or teller of a cited source that has a word of n in another spelling.
func (p *Pass) respelledHead(b *backing, n diction.Name) (id record.SourceID, name, key string, ok bool) {
	for _, tok := range p.parts(n.Text).Tokens {
		if len(tok) < 3 || b.hasToken(p, tok) || p.nameTokens()[tok] {
			continue
		}
		for _, s := range b.elsewhere() {
			for _, id := range []record.PersonID{s.Declarant, s.Author} {
				who := p.Matter.Person(id)
				if who == nil {
					continue
				}
				for _, o := range p.parts(who.Name).Tokens {
					if l := p.Lexicon.LikeToken(tok, o); (l == diction.Variant || l == diction.Near) && !hasFolded(b.text, o) {
						return s.ID, who.Name, tok + " " + o, true
					}
				}
			}
		}
	}
	return "", "", "", false
}

// hasToken reports whether a word of a name stands as it is in the cited lines or the heads of their sources.
func (b *backing) hasToken(p *Pass, tok string) bool {
	for _, l := range b.lines {
		if hasFolded(l.text, tok) {
			return true
		}
	}
	for _, s := range b.elsewhere() {
		for _, text := range p.head(s) {
			if hasFolded(p.Text(text), tok) {
				return true
			}
		}
	}
	return false
}

// hasFolded reports whether a folded word stands in t, with or without a possessive.
func hasFolded(t *diction.Text, tok string) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool { return strings.TrimSuffix(w.Norm, "'s") == tok })
}

// claimedAs returns the name that a speaker of the line's source claimed, if the name is like it: that is another
// check's.
func (p *Pass) claimedAs(l spoken, name string) string {
	for _, t := range l.source.Speakers {
		if t.Claimed != "" && p.like(t.Claimed, name) > diction.Unlike {
			return t.Claimed
		}
	}
	return ""
}
