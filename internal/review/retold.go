package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A secondhand word is a place in a source where the one who tells says that he has it from another.
type secondhand struct {
	line  *record.Line
	span  Span // the words that say so
	whose int  // the word for the other; -1 where it is nobody in particular
	from  int  // the word from which on it is the other's
	last  int  // the last word of it
}

// retold finds the cited lines in which someone's word is given, that the assertion swears to without giving it as his.
func (p *Pass) retold(f *fact) (record.SourceID, secondhand, bool) {
	for _, c := range f.Cites {
		s := p.paper().source[c.Source]
		if s == nil || s.Kind != record.Interview && s.Kind != record.Tip && s.Kind != record.Report && s.Kind != record.Observation {
			continue
		}
		lines, err := s.Resolve(c)
		if err != nil {
			continue
		}
		for _, l := range lines {
			t := p.Text(l.Text)
			if f.Basis == record.Inferred && p.givenBefore(f, s, l) {
				continue
			}
			if h, ok := p.toldByHim(s, l, t); ok && p.swearsTo(f, t, h) && p.oneVoice(f, s, t, h) {
				return s.ID, h, true
			}
			for _, r := range p.retellings(t) {
				r.line = l
				if twoVoices(f.text) || hasFrom(f.text, t, r.whose) {
					continue
				}
				if p.swearsTo(f, t, r) && (!p.creditsIt(f, s, t, r) || p.oneVoice(f, s, t, r)) {
					return s.ID, r, true
				}
			}
		}
	}
	return "", secondhand{}, false
}

// twoVoices reports whether a sentence has two verbs of telling, each with its own subject before it: her father says that she called
// him and said.
func twoVoices(t *diction.Text) bool {
	hits := t.Hits(diction.Hearsay)
	for i, w := range t.Words {
		if i > 0 && wordAt(t, i, "account", "telling", "version") && possessive(t, i-1) && slices.ContainsFunc(hits, func(h diction.Hit) bool {
			return h.First != i && t.Words[h.First].Sentence == w.Sentence && !t.Words[h.First].Quoted
		}) {
			return true // by the one's account, the other said
		}
	}
	return slices.ContainsFunc(hits, func(h diction.Hit) bool {
		return slices.ContainsFunc(hits, func(o diction.Hit) bool {
			if h.Last >= o.First || t.Words[h.First].Sentence != t.Words[o.First].Sentence || t.Words[o.First].Quoted {
				return false
			}
			for i := h.Last + 1; i < o.First; i++ {
				if hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind == "subject" && !wordAt(t, i, "i", "we") {
					return true
				}
			}
			return false
		})
	})
}

// hasFrom reports whether a sentence says that something is known from the one whom word whose of a line names: only from his daughter.
func hasFrom(t, line *diction.Text, whose int) bool {
	if whose < 0 {
		return false
	}
	for i := range t.Words {
		if t.Words[i].Stem == line.Words[whose].Stem && (wordAt(t, i-1, "from", "through") || wordAt(t, i-2, "from", "through")) {
			return true
		}
	}
	return false
}

// givenBefore reports whether an assertion that is no conclusion gives a line from which another only concludes: what there is
// to say of who told it is for the one that gives it.
func (p *Pass) givenBefore(f *fact, s *record.Source, l *record.Line) bool {
	d := p.paper()
	return slices.ContainsFunc(d.citing[s.ID], func(n int) bool {
		o := d.fact(n)
		return o.N != f.N && o.Basis != record.Inferred && slices.ContainsFunc(o.Cites, func(c record.Cite) bool {
			return c.Source == s.ID && (c.From == 0 || c.From <= l.N && l.N <= c.To)
		})
	})
}

// retellings finds "my nephew told me that", "CI-22 said that", "I heard that" in a line.
func (p *Pass) retellings(t *diction.Text) []secondhand {
	var out []secondhand
	end := func(i int) int {
		for i+1 < len(t.Words) && t.Words[i+1].Sentence == t.Words[i].Sentence {
			i++
		}
		return i
	}
	for _, h := range t.Hits(rumour) {
		if heardItself(t, h) {
			continue
		}
		out = append(out, secondhand{span: hitSpan(t, h), whose: -1, from: h.Last + 1, last: end(h.Last)})
	}
	for _, h := range t.Hits(diction.Hearsay) {
		next := h.Last + 1
		if h.Last > h.First { // according to my sister
			if who := p.sourceAfter(t, h); who >= 0 {
				out = append(out, secondhand{span: spanOf(t, h.Start, t.Words[who].End), whose: who, from: who + 1, last: end(who)})
			}
			continue
		}
		if next < len(t.Words) && startsAt(t, diction.Relation, next) || h.First == 0 {
			continue
		}
		who := p.whoTells(t, h)
		if who < 0 || saidOfIt(t, h) || wordAt(t, next, "me", "us") && wordAt(t, next+1, "to") {
			continue // my son told me to come: an order tells nothing
		}
		if p.looksBack(t, h) {
			k := h.First
			for k > 0 && t.Words[k-1].Sentence == t.Words[h.First].Sentence {
				k--
			}
			out = append(out, secondhand{span: hitSpan(t, h), whose: who, from: k, last: h.First - 1})
			continue
		}
		out = append(out, secondhand{span: spanOf(t, t.Words[who].Start, h.End), whose: who, from: next, last: end(h.Last)})
	}
	return out
}

// heardItself reports whether "heard" has a thing and what it did after it, and no clause of what others say: I have heard dogs howl.
func heardItself(t *diction.Text, h diction.Hit) bool {
	if t.Words[h.Last].Norm != "heard" {
		return false
	}
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+6 && t.Words[i].Sentence == t.Words[h.Last].Sentence; i++ {
		w := t.Words[i]
		if i == h.Last+1 && (capital(w.Raw) || hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind == "subject") || hasAt(t, diction.Hearsay, i) {
			return false
		}
		switch w.Norm {
		case "that", "it", "from", "of", "about", "how", "there", "is", "was", "are", "were", "has", "had", "have", "does", "did", "will", "would", "can", "could":
			return false
		}
	}
	return h.Last+2 < len(t.Words) && t.Words[h.Last+2].Sentence == t.Words[h.Last].Sentence
}

// saidOfIt reports whether a verb of saying is in the passive without who said it, so that what stands before it is no teller: child care,
// which was never claimed. Who was told a thing tells it on.
func saidOfIt(t *diction.Text, h diction.Hit) bool {
	if wordAt(t, h.First, "told", "informed", "advised") || wordAt(t, h.Last+1, "by") {
		return false
	}
	i := h.First - 1
	for i > 0 && (wordAt(t, i, "never", "ever", "not", "also") || strings.HasSuffix(t.Words[i].Norm, "ly")) {
		i--
	}
	return i >= 0 && t.Words[i].Sentence == t.Words[h.First].Sentence && wordAt(t, i, "was", "were", "been", "is", "are", "being") && strings.HasSuffix(t.Words[h.First].Norm, "ed")
}

// looksBack reports whether a verb of telling closes its sentence, so that what was told stands before it: my brother saw it
// and told me.
func (p *Pass) looksBack(t *diction.Text, h diction.Hit) bool {
	i := h.Last + 1
	for i < len(t.Words) && t.Words[i].Sentence == t.Words[h.Last].Sentence {
		switch t.Words[i].Norm {
		case "me", "us", "it", "so", "later", "that", "about":
			i++
			continue
		}
		return false
	}
	return i > h.Last+1
}

// whoTells returns the word for the subject of a verb of saying: a name, kin, an informant. It returns -1 for I, he and she,
// of whom the line itself does not say who they are.
func (p *Pass) whoTells(t *diction.Text, h diction.Hit) int {
	names := p.nameWords(t)
	if wordAt(t, h.First-1, "that", "which") && h.First >= 2 && !names[h.First-2] && !endsAt(t, kin, h.First-2) && !endsAt(t, acquainted, h.First-2) && !endsAt(t, teller, h.First-2) && !endsAt(t, personNoun, h.First-2) {
		return -1 // a truck that said: what is written on a thing
	}
	for i := h.First - 1; i >= 0 && t.Words[i].Sentence == t.Words[h.First].Sentence; i-- {
		if w := t.Words[i].Norm; w == "i" || w == "we" {
			return -1
		}
		if endsAt(t, pronouns, i) && !owns(t, hitAt(t, pronouns, i)) {
			return p.antecedent(t, i)
		}
		if names[i] || endsAt(t, kin, i) || endsAt(t, acquainted, i) || endsAt(t, teller, i) {
			if k := p.firstOf(t, i); k == 0 || t.Words[k].Sentence != t.Words[k-1].Sentence || h.First-i <= 3 || !names[i] {
				return i
			}
		}
	}
	return -1
}

// antecedent returns the word for one of the teller's kin or acquaintance whom the pronoun at word i means: one that opens
// the sentence, or the sentence before. It returns -1 where there is none.
func (p *Pass) antecedent(t *diction.Text, i int) int {
	n := t.Words[i].Sentence
	for k := i - 1; k >= 0 && t.Words[k].Sentence >= n-1; k-- {
		opens := k < 3 || t.Words[k-1].Sentence != t.Words[k].Sentence || t.Words[k-2].Sentence != t.Words[k].Sentence
		if opens && (endsAt(t, kin, k) || endsAt(t, acquainted, k)) {
			return k
		}
	}
	return -1
}

// sourceAfter returns the word for the one whom "according to" names after it, or -1.
func (p *Pass) sourceAfter(t *diction.Text, h diction.Hit) int {
	names := p.nameWords(t)
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+3 && t.Words[i].Sentence == t.Words[h.Last].Sentence; i++ {
		if names[i] || endsAt(t, kin, i) || endsAt(t, acquainted, i) || endsAt(t, teller, i) {
			return i
		}
	}
	return -1
}

// firstOf returns the first word of the name that word i belongs to.
func (p *Pass) firstOf(t *diction.Text, i int) int {
	names := p.nameWords(t)
	for i > 0 && names[i-1] {
		i--
	}
	return i
}

func hitAt(t *diction.Text, c diction.Class, i int) diction.Hit {
	if h, ok := hitOver(t, c, i); ok && h.Last == i {
		return h
	}
	return diction.Hit{First: i, Last: i}
}

// swearsTo reports whether the assertion has the greater part of what was retold, and at least three words of it.
func (p *Pass) swearsTo(f *fact, t *diction.Text, r secondhand) bool {
	words := p.content(f.text)
	has, all := 0, 0
	for _, u := range t.Terms() {
		if u.First < r.from || u.Last > r.last {
			continue
		}
		all++
		if words[t.Words[u.First].Stem] {
			has++
		}
	}
	return has >= 2 && 2*has >= all
}

// creditsIt reports whether the assertion, or one beside it that cites the same, gives the words as the other's: it has a
// verb of telling, and the other himself.
func (p *Pass) creditsIt(f *fact, s *record.Source, t *diction.Text, r secondhand) bool {
	if r.whose < 0 {
		return hasAny(f.text, rumour, commonTalk) || handed(f.text) || wordIn(f.text, "hear") || len(f.text.Hits(telling)) > 1 && hasAny(f.text, kin, acquainted, personUnnamed)
	}
	if !p.saysWhose(f) && !f.text.Has(layers) {
		return false
	}
	if p.goesOnWith(f, s, t.Words[r.whose].Stem) || saidByOne(f.text) {
		return true
	}
	if wordIn(f.text, t.Words[r.whose].Stem) || hasAny(f.text, pronouns) && !endsAt(t, kin, r.whose) && !endsAt(t, acquainted, r.whose) {
		return true
	}
	for _, n := range t.Names() {
		if n.First <= r.whose && r.whose <= n.Last {
			return slices.ContainsFunc(p.fitting(n.Text), f.meansPerson)
		}
	}
	return endsAt(t, teller, r.whose) && f.text.Has(teller)
}

// saidByOne reports whether a verb of telling has a noun for a person right before it: the child answered.
func saidByOne(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(diction.Hearsay), func(h diction.Hit) bool {
		return h.First > 0 && (endsAt(t, personNoun, h.First-1) || endsAt(t, kin, h.First-1) || endsAt(t, acquainted, h.First-1)) && !t.Words[h.First].Quoted
	})
}

// goesOnWith reports whether an assertion that means someone by a pronoun goes on with a source after one that has the word for him:
// the mother said this; she also said that.
func (p *Pass) goesOnWith(f *fact, s *record.Source, stem string) bool {
	if !slices.ContainsFunc(f.text.Hits(pronouns), func(h diction.Hit) bool {
		return h.Kind == "subject" || endsAt(f.text, recalling, h.Last+1) // she; her recollection
	}) {
		return false
	}
	return slices.ContainsFunc(p.runBefore(f, s), func(o *fact) bool { return wordIn(o.text, stem) && p.saysWhose(o) })
}

// runBefore returns the assertions right before one that rest on a source without a break, the nearest first. One that says that it
// goes on with the same paper is read after all that rest on it.
func (p *Pass) runBefore(f *fact, s *record.Source) []*fact {
	d := p.paper()
	same := f.text.Has(samePaper)
	var out []*fact
	for i := d.at[f.N] - 1; i >= 0; i-- {
		o := &d.facts[i]
		if slices.Contains(o.sources, s) {
			out = append(out, o)
		} else if !same {
			break
		}
	}
	return out
}

// handed reports whether a text tells of another through whose hands a thing came.
func handed(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(layers), func(h diction.Hit) bool { return h.Kind != "direct" })
}

// toldByHim finds "he told me that" in the words of a declarant, where "he" is another whom an earlier line names.
func (p *Pass) toldByHim(s *record.Source, l *record.Line, t *diction.Text) (secondhand, bool) {
	for _, h := range t.Hits(diction.Hearsay) {
		i := h.Last + 1
		if h.First == 0 || i >= len(t.Words) || t.Words[i].Norm != "me" && t.Words[i].Norm != "us" || t.Words[i].Quoted ||
			!hasAt(t, pronouns, h.First-1) || hitAt(t, pronouns, h.First-1).Kind != "subject" {
			continue
		}
		other := slices.ContainsFunc(s.Lines, func(o record.Line) bool {
			return o.N < l.N && slices.ContainsFunc(p.Text(o.Text).Names(), func(n diction.Name) bool {
				return !slices.Contains(p.fitting(n.Text), s.Declarant) && len(p.fitting(n.Text)) > 0
			})
		})
		if other {
			last := i
			for last+1 < len(t.Words) && t.Words[last+1].Sentence == t.Words[i].Sentence {
				last++
			}
			return secondhand{line: l, span: spanOf(t, t.Words[h.First-1].Start, t.Words[i].End), whose: h.First - 1, from: i + 1, last: last}, true
		}
	}
	return secondhand{}, false
}

// sameNamed reports whether the words at which two names begin, or of which they are, name one and the same person: Rudd, and Travis.
func (p *Pass) sameNamed(t *diction.Text, i int, o *diction.Text, k int) bool {
	at := func(t *diction.Text, i int) []record.PersonID {
		for _, n := range p.namesIn(t) {
			if n.First <= i && i <= n.Last {
				return p.fitting(n.Text)
			}
		}
		return nil
	}
	who := at(t, i)
	return len(who) == 1 && slices.Equal(who, at(o, k))
}

// oneVoice reports whether a sentence has one verb of telling where there are two who tell, the declarant of the source and
// the one who told him, and leaves one of them out.
func (p *Pass) oneVoice(f *fact, s *record.Source, t *diction.Text, r secondhand) bool {
	if s.Declarant == "" || r.whose < 0 || p.namesOne(t, r.whose, s.Declarant) || hasAny(f.text, rumour, diction.Clause) && len(f.text.Hits(diction.Hearsay)) > 1 {
		return false
	}
	if f.Basis == record.Inferred || len(f.text.Hits(telling))+len(f.text.Hits(recalling)) != 1 || len(f.text.Hits(diction.Hearsay)) != 1 || hearerNamed(f.text) || fromWhatSaid(f.text) {
		return false
	}
	h := f.text.Hits(diction.Hearsay)[0]
	next := h.Last + 1
	for i := next; i < len(f.text.Words) && f.text.Words[i].Sentence == f.text.Words[h.Last].Sentence; i++ {
		if f.text.Words[i].Stem == t.Words[r.whose].Stem || p.sameNamed(f.text, i, t, r.whose) {
			return false // her son says that her doctor finds it
		}
	}
	if next < len(f.text.Words) && endsAt(f.text, toward, next) {
		next++ // said to
	}
	if hasAt(f.text, teller, next) || hasAt(f.text, pronouns, next) && hitAt(f.text, pronouns, next).Kind != "subject" {
		return false
	}
	return !slices.ContainsFunc(f.mentions, func(m mention) bool { return m.first == next }) // told Ms. Aldous
}

// ownWord reports whether an assertion tells the word of one interviewed, or of an informant, as if nobody had told it: no
// verb of telling stands in it, nor in the one before that rests on the same.
func (p *Pass) ownWord(f *fact) *record.Source {
	if f.Basis == record.Inferred || f.form || len(f.Cites) == 0 {
		return nil
	}
	d := p.paper()
	told := func(o *fact) bool { return hasAny(o.text, telling, recalling, layers, diction.Hearsay) }
	for _, c := range f.Cites {
		s := d.source[c.Source]
		if s == nil || s.Kind != record.Interview && s.Kind != record.Tip || s.Declarant == p.App.Affiant || d.incorporated[s.ID] || c.From == 0 {
			return nil
		}
	}
	if told(f) || hasAny(f.text, teller, diction.Own) || slices.ContainsFunc(d.beside(f), told) {
		return nil
	}
	s := d.source[f.Cites[0].Source]
	if i := d.at[f.N]; i > 0 && slices.Contains(d.facts[i-1].sources, s) {
		return nil // the story goes on
	}
	if s.Declarant != "" && (f.opensWith(s.Declarant) || p.tellsStill(f, s.Declarant, told)) {
		return nil
	}
	return s
}

// opensWith reports whether the first words of an assertion name a person: Attla knows one of the two. What he knows he told.
func (f *fact) opensWith(who record.PersonID) bool {
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return m.first <= 1 && m.person == who })
}

// farthestBack is how many assertions back one may have said whose word it is that goes on.
const farthestBack = 3

// tellsStill reports whether an assertion that begins with a pronoun goes on with the word of a person, told shortly before in assertions that
// rest on him, be it on another paper of his, without a break: she had told the trooper too; she did not look out.
func (p *Pass) tellsStill(f *fact, who record.PersonID, told func(*fact) bool) bool {
	d := p.paper()
	if len(f.text.Words) == 0 || !hasAt(f.text, pronouns, 0) || hitAt(f.text, pronouns, 0).Kind != "subject" {
		return false
	}
	for i := d.at[f.N] - 1; i >= 0 && i >= d.at[f.N]-farthestBack; i-- {
		o := &d.facts[i]
		if !slices.ContainsFunc(o.sources, func(s *record.Source) bool { return s.Declarant == who }) && !told(o) {
			return false
		}
		if told(o) && (o.meansPerson(who) || slices.ContainsFunc(o.sources, func(s *record.Source) bool { return s.Declarant == who })) {
			return true
		}
	}
	return false
}
