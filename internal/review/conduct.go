package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A part is what an assertion says of one person: what he did, that he was given something, or no more than where he was
// or whom he knew.
type part int

const (
	named      part = iota // spoken of, in a way that words alone do not sort
	situated               // at, near, with; host of
	associated             // knows, is kin to, calls
	receives               // is given a thing
	acts                   // does something
)

// reach is how far after a person's name the verb of which he is the subject may stand, in words.
const reach = 9

// parts returns what an assertion says of a person, one part for each mention of him.
func (f *fact) parts(id record.PersonID) []part {
	var out []part
	for _, m := range f.mentions {
		switch {
		case m.person != id:
		case m.loose:
			out = append(out, named)
		default:
			out = append(out, f.part(m))
		}
	}
	return out
}

// part sorts one mention by the words around it.
func (f *fact) part(m mention) part {
	t := f.text
	before := m.first - 1
	for before >= 0 && m.first-before < 3 && endsAt(t, pointer, before) {
		before--
	}
	switch {
	case !m.possessive && endsAt(t, toward, before) && endsAt(t, dwelling, before-1), !m.possessive && endsAt(t, dwelling, before):
		return situated // registered to him
	case before > 0 && t.Words[before].Norm == "of" && endsAt(t, kin, before-1):
		return associated // the wife of him
	case m.first > 0 && t.Words[m.first].Sentence != t.Words[m.first-1].Sentence:
	case !m.possessive && endsAt(t, toward, before) && f.hitBefore(m, giving, deeds, having), !m.possessive && endsAt(t, giving, before):
		return receives
	case endsAt(t, agent, before) && f.hitBefore(m, deeds, having):
		return acts
	case endsAt(t, placed, before) && !m.possessive:
		return f.situation(m)
	}
	if f.does(m) {
		return acts
	}
	if m.possessive && f.hitNear(m, having) && !f.hitNear(m, placed) {
		return acts // in his pocket
	}
	if m.possessive && endsAt(f.text, kin, m.last+1) {
		return associated // her son
	}
	return f.situation(m)
}

// situation sorts a mention that does nothing: by the words of association or of place in its sentence.
func (f *fact) situation(m mention) part {
	sentence := f.text.Words[m.first].Sentence
	in := func(c diction.Class) []diction.Hit {
		return slices.DeleteFunc(slices.Clone(f.text.Hits(c)), func(h diction.Hit) bool {
			return f.text.Words[h.First].Sentence != sentence || endsAt(f.text, reflexive, h.Last+1) || knowsThat(f.text, h) || h.First > m.last && h.First < f.resumes(m)
		})
	}
	if slices.ContainsFunc(in(placed), func(h diction.Hit) bool { // he was in the back seat
		return h.First > m.last && h.First-m.last <= 4 && !slices.ContainsFunc(in(association), func(o diction.Hit) bool { return o.First > m.last && o.First <= h.Last })
	}) {
		return situated
	}
	switch {
	case f.speaks(m):
		return named // what he says to others is something that he does
	case len(in(association)) > 0:
		return associated
	case len(in(placed)) > 0, f.stands(m):
		return situated
	}
	return named
}

// knowsThat reports whether what follows a verb is something that is so, and no person: knew that, knew what.
func knowsThat(t *diction.Text, h diction.Hit) bool {
	i := h.Last + 1
	return i < len(t.Words) && t.Words[i].Sentence == t.Words[h.Last].Sentence && (t.Words[i].Norm == "that" || hasAt(t, asking, i))
}

// stands reports whether a mention is said to be in or at something: he was in the center, they were both at the counter.
func (f *fact) stands(m mention) bool {
	t := f.text
	be := false
	for i := m.last + 1; i+1 < len(t.Words) && i <= m.last+5 && t.Words[i].Sentence == t.Words[m.last].Sentence; i++ {
		switch w := t.Words[i].Norm; {
		case w == "was" || w == "were" || w == "is" || w == "are":
			be = true
		case be && (w == "at" || startsAt(t, diction.Relation, i) || startsAt(t, diction.Presence, i)):
			return slices.ContainsFunc(t.Hits(whereabouts), func(h diction.Hit) bool {
				return h.First > i && h.First-i <= 4 && t.Words[h.First].Sentence == t.Words[i].Sentence
			})
		}
	}
	return false
}

// does reports whether a mention is the subject of a verb of doing or having: the verb stands within reach after it, and
// no other subject and no new clause stands between.
func (f *fact) does(m mention) bool {
	t := f.text
	from := f.resumes(m)
	for _, class := range []diction.Class{deeds, having} {
		for _, h := range t.Hits(class) {
			if h.First < from || h.First-from >= reach && !endsAt(t, joining, h.First-1) || t.Words[h.First].Sentence != t.Words[m.last].Sentence {
				continue
			}
			if m.possessive && h.First-m.last > 2 || f.passes(m, h) || f.parted(m, h) {
				continue
			}
			return true
		}
	}
	return false
}

// speaks reports whether a mention is the subject of a verb of saying whose words are given, in quotation marks or after
// one to whom they are said. What he tells the one who swears, of himself or of others, is no such deed.
func (f *fact) speaks(m mention) bool {
	t := f.text
	sentence := t.Words[m.last].Sentence
	for _, h := range t.Hits(diction.Hearsay) {
		if h.First <= m.last || t.Words[h.First].Sentence != sentence || m.possessive || t.Words[h.First].Quoted || f.parted(m, h) && t.Words[h.First-1].Norm != "and" {
			continue
		}
		for i := h.Last + 1; i < len(t.Words) && i <= h.Last+5 && t.Words[i].Sentence == sentence; i++ {
			switch w := t.Words[i]; {
			case w.Norm == "me" || w.Norm == "us" || endsAt(t, diction.Asserter, i) || endsAt(t, officers, i):
				return false
			case w.Quoted, w.Norm == "that" && i > h.Last+1, w.Norm == "to" && i > h.Last+1 && i+1 < len(t.Words) && !capital(t.Words[i+1].Raw):
				return true
			}
		}
	}
	return false
}

// passes reports whether the hit is part of words of place or association, which tell of no deed.
func (f *fact) passes(m mention, h diction.Hit) bool {
	for _, c := range []diction.Class{placed, association} {
		for _, o := range f.text.Hits(c) {
			if o.First <= h.First && h.Last <= o.Last {
				return true
			}
		}
	}
	return false
}

// resumes returns the word at which a sentence goes on after a mention: the next, or, where a comma opens an aside such as
// "whom I know by sight", the one after the comma that closes it.
func (f *fact) resumes(m mention) int {
	t := f.text
	if !f.comma(m.last) || !endsAt(t, diction.Clause, m.last+1) {
		return m.last + 1
	}
	for i := m.last + 1; i+1 < len(t.Words) && t.Words[i+1].Sentence == t.Words[m.last].Sentence; i++ {
		if f.comma(i) {
			return i + 1
		}
	}
	return m.last + 1
}

// comma reports whether a comma follows word i.
func (f *fact) comma(i int) bool { return strings.HasPrefix(f.text.Raw[f.text.Words[i].End:], ",") }

// parted reports whether another person or a new clause stands between a mention and a verb.
func (f *fact) parted(m mention, h diction.Hit) bool {
	m.last = f.resumes(m) - 1
	for _, o := range f.mentions {
		if o.person != m.person && o.first > m.last && o.last < h.First && !f.joined(m.last+1, o.first) && !f.governed(o) && !f.object(o) {
			return true
		}
	}
	for _, o := range f.text.Hits(pronouns) {
		if o.Kind == "subject" && o.First > m.last && o.First < h.First {
			return true
		}
	}
	for _, c := range f.text.Hits(diction.Clause) {
		if c.First > m.last && c.Last < h.First && !f.joined(c.First, c.Last+1) {
			return true
		}
	}
	return false
}

// governed reports whether a mention stands after a preposition, so that it is no subject.
func (f *fact) governed(o mention) bool {
	for _, c := range []diction.Class{placed, toward, agent, diction.Relation, diction.Presence} {
		if endsAt(f.text, c, o.first-1) {
			return true
		}
	}
	return o.possessive
}

// object reports whether a mention is by a pronoun that is no subject: called her.
func (f *fact) object(o mention) bool {
	return o.first == o.last && slices.ContainsFunc(f.text.Hits(pronouns), func(h diction.Hit) bool {
		return h.First == o.first && (h.Kind == "object" || h.Kind == "either" && o.last+1 < len(f.text.Words) && smallWord(f.text, o.last+1))
	})
}

// joined reports whether only joining words stand from word a up to word b.
func (f *fact) joined(a, b int) bool {
	for i := a; i < b; i++ {
		if !endsAt(f.text, joining, i) {
			return false
		}
	}
	return true
}

// hitBefore reports whether a word of the classes stands before the mention in its sentence.
func (f *fact) hitBefore(m mention, classes ...diction.Class) bool {
	for _, c := range classes {
		for _, h := range f.text.Hits(c) {
			if h.Last < m.first && f.text.Words[h.First].Sentence == f.text.Words[m.first].Sentence {
				return true
			}
		}
	}
	return false
}

// hitNear reports whether a word of the class stands within three words after the mention.
func (f *fact) hitNear(m mention, class diction.Class) bool {
	return slices.ContainsFunc(f.text.Hits(class), func(h diction.Hit) bool {
		return h.Last >= m.first && h.First-m.last <= 3 && f.text.Words[h.First].Sentence == f.text.Words[m.first].Sentence
	})
}

// endsAt reports whether a word or phrase of the class ends at word i.
func endsAt(t *diction.Text, class diction.Class, i int) bool {
	return slices.ContainsFunc(t.Hits(class), func(h diction.Hit) bool { return h.Last == i })
}
