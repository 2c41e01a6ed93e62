package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A stranger is one whom a line has do something and does not name: a woman in a green coat hands, who opens.
type stranger struct {
	first, last int // from the words for him to the verb
	verb        int
}

// farthestDoing is how many words may stand between one and what he does.
const farthestDoing = 7

// strangersIn finds them: after an article a word for a person, someone, or a who that could not be seen, and the first word after it that can be a verb
// with no article before it.
func (p *Pass) strangersIn(t *diction.Text) []stranger {
	var out []stranger
	for i := range t.Words {
		at := -1
		switch {
		case wordAt(t, i, "a", "an", "another"):
			for k := i + 1; k < len(t.Words) && k <= i+3 && t.Words[k].Sentence == t.Words[i].Sentence && t.Raw[t.Words[k-1].End:t.Words[k].Start] == " "; k++ {
				if wordAt(t, k, "man", "woman", "person", "male", "female", "boy", "girl", "guy", "fellow", "individual", "figure", "driver", "passenger", "caller") {
					at = k
					break
				}
			}
		case wordAt(t, i, "someone", "somebody"):
			at = i
		case wordAt(t, i, "who") && i > 0 && (deniedNear(t, i)):
			at = i
		}
		if at < 0 {
			continue
		}
		for k := at + 1; k < len(t.Words) && k <= at+farthestDoing && t.Words[k].Sentence == t.Words[i].Sentence; k++ {
			if wordAt(t, k, "whom", "that", "i") {
				break
			}
			if !smallWord(t, k) && contentAt(t, k) && p.doesAt(t, k) {
				out = append(out, stranger{i, k, k})
				break
			}
		}
	}
	return out
}

// doesAt reports whether word k can be a verb that says what someone does, by its form: hands, walked, left.
func (p *Pass) doesAt(t *diction.Text, k int) bool {
	n := t.Words[k].Norm
	return asVerb(t, k) && !wordAt(t, k-1, "in", "with", "of", "at", "on", "about", "by", "from", "to") && p.collator().MayBeVerb(n) && !strings.HasSuffix(n, "ing") &&
		(strings.HasSuffix(n, "s") || strings.HasSuffix(n, "ed") || t.Words[k].Stem != n)
}

// namedStranger reports a name that a sentence has do what the cited lines have done by one whom they do not name, where no line of that source that is
// cited names him, and the assertion does not say how he was known. That another source has his name is no ground to put it here.
func (p *Pass) namedStranger(b *backing) {
	if p.found(saysMore, b.N) || len(b.RestsOn) > 0 || p.leavesIdentified(b) {
		return
	}
	for _, n := range p.namesIn(b.text) {
		who := p.fitting(n.Text)
		if len(who) != 1 || !b.told(n.First) || possessive(b.text, n.Last) || slices.ContainsFunc(b.Identifies, func(id record.Identification) bool { return id.Person == who[0] }) {
			continue
		}
		named := make(map[*record.Source]bool)
		for _, l := range b.lines {
			if once(&named, l.source, func() bool { return p.namedBySource(b, l.source, who[0]) }) {
				continue
			}
			for _, s := range p.strangersIn(l.text) {
				v := p.doesToo(b.text, n, l.text.Words[s.verb])
				if v < 0 || p.sharedInSentence(b.text, b.text.Words[v].Sentence, l.text, s.verb) < 2 {
					continue
				}
				span := spanOf(b.text, n.Start, n.End)
				if p.spokenIn(b, span.Start, span.End) {
					return
				}
				at := l.at(l.text.Words[s.first].Start, l.text.Words[s.last].End)
				p.check = saysMore
				p.Report(Flaw{
					Assertion: b.N, Span: span, Sources: []At{at}, Says: at.Span.Words, Sworn: span.Words,
					Message: "The source has “" + at.Span.Words + "”; the sentence names " + span.Words + ".",
					Asks:    "By what was it known who that was?",
				})
				return
			}
		}
	}
}

// leavesIdentified reports whether an assertion says in its own words by what someone was known: whom I recognized.
func (p *Pass) leavesIdentified(b *backing) bool {
	return slices.ContainsFunc(b.text.Words, func(w diction.Word) bool {
		return slices.Contains([]string{"recognized", "recognised", "identified", "identify", "known", "know", "knew", "knows", "believe", "believed", "resembling", "resembles", "appeared"}, w.Norm)
	})
}

// namedBySource reports whether a cited line of a source names a person, or he is who tells or speaks there.
func (p *Pass) namedBySource(b *backing, s *record.Source, who record.PersonID) bool {
	if s.Declarant == who || s.Author == who || slices.ContainsFunc(s.Speakers, func(t record.Talker) bool { return t.Person == who }) {
		return true
	}
	names := p.Matter.Person(who).Names()
	return slices.ContainsFunc(b.lines, func(o spoken) bool {
		if o.source != s {
			return false
		}
		return slices.ContainsFunc(names, func(n string) bool { return hasFolded(o.text, diction.Fold(lastWord(n))) }) || slices.ContainsFunc(p.namesIn(o.text), func(n diction.Name) bool { return slices.Contains(p.fitting(n.Text), who) })
	})
}

// doesToo is the word after a name in its sentence that is the verb of a line, or -1: no more than three words may stand between, and no other verb.
func (p *Pass) doesToo(t *diction.Text, n diction.Name, verb diction.Word) int {
	for k := n.Last + 1; k < len(t.Words) && k <= n.Last+farthestDoing && t.Words[k].Sentence == t.Words[n.Last].Sentence; k++ {
		if t.Words[k].Stem == verb.Stem {
			return k
		}
		if wordAt(t, k, "told", "said", "says", "that", "and", "who", "whom", "which", "states", "stated") {
			return -1
		}
	}
	return -1
}
