package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// perceiving is the class of verbs by which someone is said to have seen, heard or known again for himself.
const perceiving diction.Class = "perceiving"

// A perception is a verb of perceiving in a text, with its subject.
type perception struct {
	hit    diction.Hit
	first  bool // the subject is I or we, or left out at the head of a sentence, as in notes
	he     bool // it is he, she or they
	who    int  // the noun or name that is the subject; -1 for none
	denied bool
}

// perceptions finds who perceived something in a text: I saw, her husband has seen, he never saw.
func (p *Pass) perceptions(t *diction.Text) []perception {
	var out []perception
	for _, h := range t.Hits(perceiving) {
		if t.Words[h.First].Quoted || h.Kind == "heard" && wordAt(t, h.Last+1, "from", "that", "of", "about", "it") {
			continue
		}
		x := perception{hit: h, who: -1}
		i := h.First - 1
		for i >= 0 && t.Words[i].Sentence == t.Words[h.First].Sentence && (wordAt(t, i, "has", "have", "had", "did", "didn't", "hadn't", "haven't", "hasn't", "couldn't", "cannot", "can't", "also", "once", "then", "himself", "herself", "myself", "only", "just", "ever", "never", "not", "still", "later", "often", "could", "can") || strings.HasSuffix(t.Words[i].Norm, "ly")) {
			if wordAt(t, i, "never", "not", "didn't", "hadn't", "haven't", "hasn't", "couldn't", "cannot", "can't") {
				x.denied = true
			}
			i--
		}
		switch {
		case i < 0 || t.Words[i].Sentence != t.Words[h.First].Sentence:
			x.first = h.First == 0 || i >= 0 && h.First-i == 1 // Saw a man, as notes have it
			if x.denied {
				x.first = true
			}
		case wordAt(t, i, "i", "we"):
			x.first = true
		case hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind == "subject":
			x.he = true
		case wordAt(t, i, "be", "was", "were", "is", "are", "been", "to", "being", "and", "or", "not", "who", "that", "which", "as", "you", "nobody", "no", "one"):
			continue // passive, or a subject that stands farther off
		case strings.ContainsAny(t.Raw[t.Words[i].End:t.Words[i+1].Start], ",;:."):
			continue
		default:
			x.who = i
		}
		if wordAt(t, h.Last+1, "no", "not", "nobody", "nothing", "none", "neither", "little") || wordAt(t, h.First-1, "cannot", "couldn't", "can't", "hadn't", "haven't", "hasn't", "don't", "doesn't") {
			x.denied = true
		}
		out = append(out, x)
	}
	return out
}

// sawHimself finds the verb by which an assertion has the one who tells a source perceive what that source has only from another: her
// husband has seen, my sister saw, my neighbor told me, I never saw it. It returns the words of the source that say so.
func (p *Pass) sawHimself(f *fact) (diction.Hit, At, bool) {
	if f.Basis == record.Inferred || f.form {
		return diction.Hit{}, At{}, false
	}
	b := p.backing(f.N)
	if b == nil || len(b.lines) == 0 || len(b.cut) > 0 || slices.ContainsFunc(b.lines, func(l spoken) bool {
		switch l.source.Kind {
		case record.Interview, record.Tip, record.Report, record.Observation:
			return l.line.Speaker != ""
		}
		return true
	}) {
		return diction.Hit{}, At{}, false
	}
	for _, x := range p.perceptions(f.text) {
		if x.denied || x.first || f.text.Words[x.hit.First].Quoted || b.marked[f.text.Words[x.hit.First].Sentence] || !x.he && !p.tellsSource(f, b, x.who) || hedgedNear(f.text, x.hit.First) {
			continue
		}
		if x.hit.Kind == "known" && slices.ContainsFunc(b.lines, func(l spoken) bool { return len(l.text.Hits(picking)) > 0 }) {
			continue
		}
		if at, ok := p.onlyAnotherSaw(f, b, x); ok {
			return x.hit, at, true
		}
	}
	return diction.Hit{}, At{}, false
}

// tellsSource reports whether word i of an assertion means one who tells or writes what it cites: his name, or a word for an informant.
func (p *Pass) tellsSource(f *fact, b *backing, i int) bool {
	if endsAt(f.text, teller, i) || slices.ContainsFunc(f.mentions, func(m mention) bool {
		return m.first <= i && i <= m.last && slices.ContainsFunc(b.lines, func(l spoken) bool { return m.person == l.source.Declarant || m.person == l.source.Author })
	}) {
		return true
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return l.source.Declarant != "" && p.namesOne(f.text, i, l.source.Declarant) || l.source.Author != "" && p.namesOne(f.text, i, l.source.Author)
	}) || startsWithDigit(f.text.Words[i].Norm) && i > 0 && endsAt(f.text, teller, i-1)
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// onlyAnotherSaw reports whether no cited line has the one who tells perceive what a verb of the assertion governs, and one has it from
// another, of whom the assertion has no word: what he was told, what another saw, or that he did not see it.
func (p *Pass) onlyAnotherSaw(f *fact, b *backing, x perception) (At, bool) {
	var at At
	found := false
	for _, l := range b.lines {
		t := l.text
		own := p.perceptions(t)
		if slices.ContainsFunc(own, func(y perception) bool { return !y.denied && y.first }) || p.takesPart(t) || doesSo(t, f.text.Words[x.hit.Last].Stem) {
			return At{}, false
		}
		for _, y := range own {
			switch {
			case y.denied && (y.first || y.he):
				if !p.sharesAfter(f.text, x.hit, t, y.hit) && len(b.lines) > 1 {
					continue
				}
				at, found = l.at(t.Words[max(0, y.hit.First-1)].Start, y.hit.End), true
			case y.who >= 0 && endsAt(t, kin, y.who) || y.who >= 0 && endsAt(t, acquainted, y.who):
				if p.tellsOfOther(f, l.source, t, y.who) {
					return At{}, false
				}
				if p.sharesAfter(f.text, x.hit, t, y.hit) {
					at, found = l.at(t.Words[y.who].Start, y.hit.End), true
				}
			case y.who >= 0 && !y.denied:
				return At{}, false // someone whom the line names saw it
			}
		}
		if i := absentAt(t); i >= 0 {
			at, found = l.at(t.Words[i].Start, t.Words[min(i+3, endOfSentence(t, i))].End), true
		}
		for _, r := range p.throughOthers(l.source, t) {
			if p.tellsOfAnyOf(f, l.source, t, r) {
				return At{}, false
			}
			if p.sharesFrom(f.text, x.hit, t, r.from, r.last) {
				at, found = l.at(r.span.Start, r.span.End), true
			}
		}
	}
	return at, found && !hasAny(f.text, rumour, commonTalk) && !wasTold(f.text) && !saidByOne(f.text)
}

// doesSo reports whether the one who tells a line says of himself the very verb of a stem: I hear roosters.
func doesSo(t *diction.Text, stem string) bool {
	for i := 1; i < len(t.Words); i++ {
		if t.Words[i].Stem == stem && wordAt(t, i-1, "i", "we") {
			return true
		}
	}
	return false
}

// absentAt returns the word by which one who tells says that he was never where he would have had to be, or does not know the person: I
// have never been in there, I don't know him myself. It is -1 for none.
func absentAt(t *diction.Text) int {
	for i := range t.Words {
		if !wordAt(t, i, "i") {
			continue
		}
		k := i + 1
		if wordAt(t, k, "have", "had", "was") {
			k++
		}
		switch {
		case wordAt(t, k, "never", "not", "haven't", "hadn't", "wasn't") && wordAt(t, k+1, "been", "there", "inside", "present"),
			wordAt(t, k, "don't", "didn't") && wordAt(t, k+1, "know") && wordAt(t, k+2, "him", "her", "them"):
			return i
		}
	}
	return -1
}

// takesPart reports whether the one who tells a line says that he was there: I was there, when I got home, I bought.
func (p *Pass) takesPart(t *diction.Text) bool {
	for i := range t.Words {
		if wordAt(t, i, "i", "we") && wordAt(t, i+1, "was", "were", "went", "bought", "followed", "looked", "got", "came", "walked", "stood", "found") && !deniedNear(t, i+2) {
			return true
		}
	}
	return false
}

// tellsOfOther reports whether an assertion, or one that it goes on from, has the word for another from whom a line has a thing.
func (p *Pass) tellsOfOther(f *fact, s *record.Source, t *diction.Text, i int) bool {
	if i < 0 {
		return false
	}
	if p.saidIn(f.text, t.Words[i].Norm) || informantAt(t, i) && slices.ContainsFunc(f.text.Words, func(w diction.Word) bool { return informantWord(w.Norm) }) {
		return true
	}
	return !endsAt(t, personNoun, i) && p.goesOnWith(f, s, t.Words[i].Stem)
}

// informantAt reports whether word i is one by which a confidential informant goes.
func informantAt(t *diction.Text, i int) bool { return informantWord(t.Words[i].Norm) }

// informantWord reports whether a word is one by which a confidential informant goes: the CI is the informant.
func informantWord(norm string) bool {
	switch norm {
	case "informant", "informant's", "ci", "cs", "chs", "cri", "cooperator", "source":
		return true
	}
	return false
}

// tellsOfAnyOf reports whether an assertion has any word of content of what names another in a line: the fruit stand, for a man at a fruit stand.
func (p *Pass) tellsOfAnyOf(f *fact, s *record.Source, t *diction.Text, r secondhand) bool {
	for i := range t.Words {
		if t.Words[i].Start > r.span.Start && t.Words[i].End <= r.span.End && strings.Contains(t.Raw[r.span.Start:t.Words[i].Start], ",") {
			break // what is told of him aside
		}
		if t.Words[i].Start >= r.span.Start && t.Words[i].End <= r.span.End && len(t.Words[i].Norm) > 2 && !hasAt(t, diction.Hearsay, i) && !wordAt(t, i, "the", "his", "her", "our", "one", "who", "him", "that", "told", "them", "their", "another", "would", "name") && p.tellsOfOther(f, s, t, i) {
			return true
		}
	}
	return false
}

// sharesAfter reports whether what one verb governs shares a word with what another does.
func (p *Pass) sharesAfter(t *diction.Text, h diction.Hit, o *diction.Text, g diction.Hit) bool {
	return p.sharesFrom(t, h, o, g.Last+1, endOfSentence(o, g.Last))
}

// sharesFrom reports whether a third of what a verb governs stands among the words of another text from one to another, and a word at least.
func (p *Pass) sharesFrom(t *diction.Text, h diction.Hit, o *diction.Text, from, last int) bool {
	n, all := 0, 0
	for i := h.Last + 1; i <= endOfSentence(t, h.Last) && i <= h.Last+12; i++ {
		if !contentAt(t, i) {
			continue
		}
		all++
		for k := from; k <= last && k < len(o.Words); k++ {
			if x, y := t.Words[i], o.Words[k]; x.Stem == y.Stem || contentAt(o, k) && p.collator().Kin(x.Norm, y.Norm) {
				n++
				break
			}
		}
	}
	return n > 0 && 3*n >= all
}

func endOfSentence(t *diction.Text, i int) int {
	for i+1 < len(t.Words) && t.Words[i+1].Sentence == t.Words[i].Sentence {
		i++
	}
	return i
}
