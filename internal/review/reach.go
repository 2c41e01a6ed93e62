package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A mention is a place in an assertion where a person is meant, by name, by identification or by a pronoun.
type mention struct {
	person      record.PersonID
	first, last int // words
	pronoun     bool
	possessive  bool
	loose       bool // a pronoun that may as well mean another
}

// forms are the names of the people of a matter as runs of folded words, by their first word.
type forms map[string][]form

type form struct {
	words  []string
	person record.PersonID
}

// forms gathers every name and alias, written in full or without middle initials.
func (p *Pass) forms() forms {
	out := make(forms)
	for i := range p.Matter.People {
		person := &p.Matter.People[i]
		for _, n := range person.Names() {
			words := folded(p.Text(n))
			p.enter(out, words, person.ID)
			short := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) < 2 })
			if len(short) < len(words) {
				p.enter(out, short, person.ID)
			}
		}
	}
	return out
}

func (p *Pass) enter(out forms, words []string, id record.PersonID) {
	if len(words) > 0 {
		out[words[0]] = append(out[words[0]], form{words, id})
	}
}

func folded(t *diction.Text) []string {
	var out []string
	for _, w := range t.Words {
		out = append(out, strings.TrimSuffix(w.Norm, "'s"))
	}
	return out
}

// mention finds who is meant in each assertion: first by name and identification, then by the pronouns that follow.
func (d *paper) mention(p *Pass) {
	fits := make(map[string][]record.PersonID)
	for i := range d.facts {
		f := &d.facts[i]
		d.identified(p, f)
		d.called(f)
		for _, n := range p.namesIn(f.text) {
			for _, who := range p.fits(fits, n.Text) {
				f.add(mention{person: who, first: n.First, last: n.Last, possessive: possessive(f.text, n.Last)})
			}
		}
		for _, h := range f.text.Hits(personMeant) {
			if len(p.App.Respondents) == 1 {
				f.add(mention{person: p.App.Respondents[0], first: h.First, last: h.Last, possessive: possessive(f.text, h.Last)})
			}
		}
		for _, h := range f.text.Hits(allMeant) {
			for _, r := range p.App.Respondents {
				f.add(mention{person: r, first: h.First, last: h.Last, possessive: possessive(f.text, h.Last)})
			}
		}
		f.sort()
		var before *fact
		if i > 0 && (f.Paragraph == d.facts[i-1].Paragraph || f.Paragraph == 0) {
			before = &d.facts[i-1]
		}
		f.follow(before)
	}
}

// identified adds what the assertion itself says of whom it means.
func (d *paper) identified(p *Pass, f *fact) {
	for _, id := range f.Identifies {
		words := folded(p.Text(id.Name))
		for at := range f.text.Words {
			if runsAt(f.text, at, words) {
				last := at + len(words) - 1
				f.add(mention{person: id.Person, first: at, last: last, possessive: possessive(f.text, last) || ownsNext(f.text, last)})
			}
		}
	}
}

// called adds the full names and aliases of the record where they stand.
func (d *paper) called(f *fact) {
	for at := range f.text.Words {
		for _, n := range d.names[strings.TrimSuffix(f.text.Words[at].Norm, "'s")] {
			if !runsAt(f.text, at, n.words) || len(n.words) == 1 && !capital(f.text.Words[at].Raw) {
				continue
			}
			last := at + len(n.words) - 1
			f.add(mention{person: n.person, first: at, last: last, possessive: possessive(f.text, last)})
		}
	}
}

func runsAt(t *diction.Text, at int, words []string) bool {
	if len(words) == 0 || at+len(words) > len(t.Words) {
		return false
	}
	for i, w := range words {
		if strings.TrimSuffix(t.Words[at+i].Norm, "'s") != w {
			return false
		}
	}
	return true
}

func capital(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

func possessive(t *diction.Text, last int) bool {
	return strings.HasSuffix(t.Words[last].Norm, "'s") || strings.HasPrefix(t.Raw[t.Words[last].End:], "'") ||
		strings.HasPrefix(t.Raw[t.Words[last].End:], "’")
}

// ownsNext reports whether the pronoun at word i is followed by what it owns: his hand, but not: passed her a cigarette.
func ownsNext(t *diction.Text, i int) bool {
	for _, h := range t.Hits(pronouns) {
		if h.First == i {
			return owns(t, h)
		}
	}
	return false
}

// owns reports whether a pronoun stands for an owner: his, their, and her where a noun follows.
func owns(t *diction.Text, h diction.Hit) bool {
	next := h.Last + 1
	return h.Kind == "possessive" || h.Kind == "either" && next < len(t.Words) && t.Words[next].Sentence == t.Words[h.Last].Sentence &&
		t.Raw[h.End:t.Words[next].Start] == " " && (startsAt(t, kin, next) || !startsAt(t, diction.Common, next))
}

// fits returns the people whom a name fits best; a name that is no one's best fits all that it fits equally.
func (p *Pass) fits(known map[string][]record.PersonID, name string) []record.PersonID {
	if who, ok := known[name]; ok {
		return who
	}
	var who []record.PersonID
	best := diction.Partial
	for i := range p.Matter.People {
		for _, n := range p.Matter.People[i].Names() {
			like := p.like(name, n)
			if like < best {
				continue
			}
			if like > best {
				who, best = nil, like
			}
			if !slices.Contains(who, p.Matter.People[i].ID) {
				who = append(who, p.Matter.People[i].ID)
			}
		}
	}
	known[name] = who
	return who
}

// add enters a mention unless the same person, or by identification another, is already meant there.
func (f *fact) add(m mention) {
	for _, o := range f.mentions {
		if m.first <= o.last && o.first <= m.last && (o.person == m.person || f.identifiesAt(o)) {
			return
		}
	}
	f.mentions = append(f.mentions, m)
}

// identifiesAt reports whether the file itself says who is meant at o.
func (f *fact) identifiesAt(o mention) bool {
	return slices.ContainsFunc(f.Identifies, func(id record.Identification) bool { return id.Person == o.person })
}

func (f *fact) sort() {
	slices.SortStableFunc(f.mentions, func(a, b mention) int { return a.first - b.first })
}

// follow adds the pronouns of f that mean a person named before. A pronoun means the one last named before it in the same
// assertion, or, where it opens the assertion, those named in the assertion before; never one who is named beside it.
func (f *fact) follow(before *fact) {
	var added []mention
	for _, h := range f.text.Hits(pronouns) {
		if f.taken(h.First) {
			continue
		}
		owner, loose := owns(f.text, h), false
		var who []record.PersonID
		for _, m := range f.mentions {
			if m.last < h.First {
				who = []record.PersonID{m.person}
			}
		}
		if who == nil && before != nil && h.First < 4 {
			for _, m := range before.mentions {
				if !slices.Contains(who, m.person) {
					who = append(who, m.person)
				}
				loose = loose || before.governed(m) && before.others()
			}
		}
		for _, id := range who {
			if !f.namedAfter(id, h.First) {
				added = append(added, mention{person: id, first: h.First, last: h.First, pronoun: true, possessive: owner, loose: loose})
			}
		}
	}
	f.mentions = append(f.mentions, added...)
	f.sort()
}

// others reports whether an assertion speaks of someone without a name, or by a pronoun that means no one it names.
func (f *fact) others() bool {
	return hasAny(f.text, personUnnamed, teller) ||
		slices.ContainsFunc(f.text.Hits(pronouns), func(h diction.Hit) bool { return h.Kind == "subject" && !f.taken(h.First) })
}

func (f *fact) taken(word int) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return m.first <= word && word <= m.last })
}

// namedAfter reports whether a person is named in the sentence of a word, after it.
func (f *fact) namedAfter(id record.PersonID, word int) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool {
		return m.person == id && m.first > word && f.text.Words[m.first].Sentence == f.text.Words[word].Sentence
	})
}

// meansPerson reports whether the assertion means the person anywhere.
func (f *fact) meansPerson(id record.PersonID) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return m.person == id }) ||
		slices.ContainsFunc(f.Identifies, func(x record.Identification) bool { return x.Person == id })
}

// unnamed reports whether the assertion speaks of someone by a noun, or by a pronoun that means no one it names.
func (f *fact) unnamed() bool {
	return hasAny(f.text, personUnnamed, personNoun) ||
		slices.ContainsFunc(f.text.Hits(pronouns), func(h diction.Hit) bool { return !f.taken(h.First) })
}

// names reports whether the assertion means the person otherwise than by a pronoun.
func (f *fact) names(id record.PersonID) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return m.person == id && !m.pronoun }) ||
		slices.ContainsFunc(f.Identifies, func(x record.Identification) bool { return x.Person == id })
}
