package review

import (
	"cmp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A collated is a difference between an assertion and the lines that it cites, and the check whose flaw it is.
type collated struct {
	collation.Difference
	check *Check
	line  spoken
}

// collate lays every assertion beside the lines that it cites and leaves a flaw, of the check that is there for its kind,
// where one repeats the other closely and yet differs. It runs after the checks, and is silent where one of them has spoken
// of the same words, or a check of its code of the same assertion.
func (p *Pass) collate() {
	p.each(func(b *backing) {
		var all []collated
		for _, d := range p.differences(b) {
			if c := p.codeOf(b, d); c != nil && !p.spokenOf(b, d) {
				all = append(all, collated{d, c, b.lines[d.Line]})
			}
		}
		slices.SortStableFunc(all, func(x, y collated) int { return cmp.Compare(gravest(x.Sort), gravest(y.Sort)) })
		for _, d := range all {
			if !p.spoke(d.check, b.N) {
				p.check = d.check
				p.Report(p.collatedFlaw(b, d))
			}
		}
	})
}

// differences are those between an assertion and its lines, worked out once.
func (p *Pass) differences(b *backing) []collation.Difference {
	if len(b.lines) == 0 || len(b.cut) > 0 || b.Basis == record.Inferred && !b.own {
		return nil
	}
	return once(&p.kept.differences, b.N, func() []collation.Difference {
		var lines []*diction.Text
		for _, l := range b.lines {
			lines = append(lines, l.text)
		}
		return p.collator().Collate(b.text, lines)
	})
}

// named gives the names of a text with the people whom they may mean.
func (p *Pass) named(t *diction.Text) []collation.Named {
	var out []collation.Named
	for _, n := range p.namesIn(t) {
		c := collation.Named{First: n.First, Last: n.Last}
		for _, id := range p.fitting(n.Text) {
			c.Who = append(c.Who, string(id))
		}
		out = append(out, c)
	}
	return out
}

// spoke reports whether a check has left a flaw at an assertion.
func (p *Pass) spoke(c *Check, n int) bool {
	return slices.ContainsFunc(p.flaws, func(f Flaw) bool {
		return f.Check == c && (f.Assertion == n || slices.Contains(f.Also, n))
	})
}

// spokenOf reports whether a flaw in the words of an assertion already covers those of a difference, on either side.
func (p *Pass) spokenOf(b *backing, d collation.Difference) bool {
	l := b.lines[d.Line]
	return slices.ContainsFunc(p.flaws, func(f Flaw) bool {
		if f.Assertion != b.N || f.Check.Link != OnWording && f.Check.Link != OnReading && f.Check.Link != OnIdentification && f.Check.Link != OnForm {
			return false
		}
		if d.Kind != collation.Lacking && f.Span.Start < d.Sworn.End && d.Sworn.Start < f.Span.End && f.Span.End-f.Span.Start < len(b.Text)/2 {
			return true
		}
		return d.Kind != collation.Added && slices.ContainsFunc(f.Sources, func(at At) bool {
			return at.Source == l.source.ID && at.Line == l.line.N && at.Span.Start < d.Source.End && d.Source.Start < at.Span.End
		})
	})
}

// gravest ranks what differs.
func gravest(s collation.Sort) int {
	return slices.Index([]collation.Sort{
		collation.Denial, collation.Doer, collation.Person, collation.Thing, collation.Act, collation.Amount, collation.Figure,
		collation.Place, collation.Proper, collation.Quality, collation.Other, collation.Reserve, collation.Exception, collation.Alternative,
	}, s)
}

// toTheLetter reports whether the line has the very words of a difference of two words or more, capitals apart: then it was
// the cutting into words or names that differed.
func (b *backing) toTheLetter(d collation.Difference) bool {
	if d.Sworn.First == d.Sworn.Last {
		return false
	}
	return strings.Contains(strings.ToLower(b.lines[d.Line].text.Raw), strings.ToLower(b.text.Raw[d.Sworn.Start:d.Sworn.End]))
}

// addsNothing reports whether what was added says no more than what the lines have in another form: money, beside a sum; every
// Friday, for Fridays; a loss, beside two figures; a verb with its particle, which is no thing; an adjective before a fixture of the place.
func (p *Pass) addsNothing(b *backing, d collation.Difference) bool {
	w := b.text.Words
	next := d.Sworn.Last + 1
	follows := func(classes ...diction.Class) bool {
		return next < len(w) && w[next].Sentence == w[d.Sworn.Last].Sentence && slices.ContainsFunc(classes, func(c diction.Class) bool { return standsAt(b.text, c, next) })
	}
	if standsAt(b.text, lessening, d.Sworn.Last) && slices.ContainsFunc(b.text.Numbers(), func(n diction.Number) bool {
		return n.First > d.Sworn.Last && n.First <= d.Sworn.Last+3 && p.reckoned(b, n)
	}) {
		return true
	}
	switch d.Sort {
	case collation.Thing:
		money := slices.ContainsFunc(b.text.Hits(diction.Money), func(h diction.Hit) bool { return h.First <= d.Sworn.Last && d.Sworn.First <= h.Last })
		if money || w[d.Sworn.Last].Norm == "money" || w[d.Sworn.Last].Norm == "cash" {
			return b.paid()
		}
		return next < len(w) && b.text.Raw[w[next-1].End:w[next].Start] == " " && slices.Contains([]string{"off", "up", "out", "away", "down"}, w[next].Norm)
	case collation.Amount:
		return follows(diction.Day, diction.Month) && slices.ContainsFunc(b.lines, func(l spoken) bool {
			return slices.ContainsFunc(l.text.Words, func(o diction.Word) bool { return o.Norm == w[next].Norm+"s" })
		})
	case collation.Quality:
		if p.departs(b, d.Sworn.First, d.Sworn.Last) > 1 && b.otherwiseMarked(next) {
			return true
		}
		return w[d.Sworn.Last].Norm == "public" && follows(building, diction.Street, fixture, premises)
	}
	return false
}

// otherwiseMarked reports whether a line has the noun at word i with another word of quality right before it, which the assertion lacks:
// the sticky side, for the adhesive side.
func (b *backing) otherwiseMarked(i int) bool {
	if i >= len(b.text.Words) {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		for k := 1; k < len(l.text.Words); k++ {
			m := l.text.Words[k-1]
			if l.text.Words[k].Stem == b.text.Words[i].Stem && m.Sentence == l.text.Words[k].Sentence && !smallWord(l.text, k-1) && !wordIn(b.text, m.Stem) &&
				!standsAt(l.text, diction.Direction, k-1) && m.Raw == m.Norm {
				return true
			}
		}
		return false
	})
}

// keepsReserve reports whether a sentence keeps the words by which its source holds back, or has the may of its source as what is
// allowed; what someone was supposed to do is no reserve.
func (b *backing) keepsReserve(d collation.Difference) bool {
	t := b.lines[d.Line].text
	may := t.Words[d.Source.First].Norm == "may" && inSentence(b.text, b.text.Words[d.Sworn.First].Sentence, permission, "")
	in := b.text.Words[d.Sworn.First].Sentence
	if b.keepsSome(in) || b.orNear(d.Sworn) {
		return true
	}
	for _, h := range hedgesWithin(t, d) {
		if deniesToo(h) && deniesAtAll(b.text, in) || b.ableToo(in, t, h) {
			return true
		}
	}
	return may || b.forbidsToo(in, t, d.Source.First) || roughAgeKept(b.text, t, d.Source.First, d.Source.Last) || dutiful(t, diction.Hit{First: d.Source.First, Last: d.Source.First}) || b.echoes(t, diction.Hit{First: d.Source.First, Last: d.Source.Last})
}

// hedgesWithin are the hedges of a text within what a difference has of the source.
func hedgesWithin(t *diction.Text, d collation.Difference) []diction.Hit {
	return slices.DeleteFunc(slices.Clone(t.Hits(diction.Hedge)), func(h diction.Hit) bool { return h.Last < d.Source.First || h.First > d.Source.Last })
}

// foundOdd is the class of words by which a paper tells that one who tells hardly credits a thing.
const foundOdd diction.Class = "found-odd"

// keepsSome reports whether a sentence holds back in any words: a hedge other than one that rounds a number, or a reserve.
func (b *backing) keepsSome(sentence int) bool {
	return tookFor(b.text, sentence) || mayHaveBeen(b.text, sentence) || putAt(b.text, sentence) || inSentence(b.text, sentence, reserve, "") || inSentence(b.text, sentence, foundOdd, "") || slices.ContainsFunc(b.text.Hits(diction.Hedge), func(h diction.Hit) bool {
		return b.text.Words[h.First].Sentence == sentence
	})
}

// orNear reports whether a sentence leaves open which, within three words of a run: at nine-thirty or a little before.
func (b *backing) orNear(r collation.Run) bool {
	for i := max(0, r.First-3); i < min(len(b.text.Words), r.Last+4); i++ {
		if _, number := numberAt(b.text, i+1); b.text.Words[i].Norm == "or" && b.text.Words[i].Sentence == b.text.Words[r.First].Sentence && !number && !standsAt(b.text, diction.NumberWord, i+1) {
			return true
		}
	}
	return false
}

// tellsHere reports whether a person named in a run tells or writes the source, so that what it says without a name may be of himself.
func (p *Pass) tellsHere(b *backing, d collation.Difference) bool {
	s := b.lines[d.Line].source
	return slices.ContainsFunc(p.namesAt(b.text, d.Sworn), func(id record.PersonID) bool { return id == s.Declarant || id == s.Author })
}

// somePlace is the class of words for a place that do not tell which.
const somePlace diction.Class = "some-place"

// weightyAct reports whether an act that a charge may turn on stands in a run.
func weightyAct(t *diction.Text, r collation.Run) bool {
	return slices.ContainsFunc(t.Terms(diction.Act), func(u diction.Term) bool {
		rank, _ := gravity(u)
		return rank > 0 && u.Kind != "deed" && u.First <= r.Last && r.First <= u.Last
	})
}

// mayBeRetelling reports whether a difference is one that any retelling may bring in: an everyday thing, act, quality or place, of which
// nothing is a drug, a weapon or an act that a charge may turn on.
func mayBeRetelling(t *diction.Text, d collation.Difference) bool {
	switch d.Sort {
	case collation.Thing, collation.Quality, collation.Act, collation.Other, collation.Proper, collation.Place:
	default:
		return false
	}
	if d.Sort == collation.Quality && standsAt(t, diction.Direction, d.Sworn.First) || d.Sort == collation.Proper && d.Kind == collation.Changed {
		return false
	}
	for _, c := range []diction.Class{diction.Drug, diction.Weapon} {
		if slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.First <= d.Sworn.Last && d.Sworn.First <= h.Last }) {
			return false
		}
	}
	return !slices.ContainsFunc(t.Hits(diction.Act), func(h diction.Hit) bool {
		return h.First <= d.Sworn.Last && d.Sworn.First <= h.Last && grave(h.Kind)
	})
}

// saidNothing reports whether words of a line only tell that one said no more.
func saidNothing(t *diction.Text, r collation.Run) bool {
	for i := r.First; i <= r.Last; i++ {
		if wordAt(t, i, "said", "say", "says") && wordAt(t, i+1, "nothing", "no") {
			return true
		}
	}
	return false
}

// putForAnother reports whether an everyday thing or quality stands exactly where the source has another, in a sentence of which every other word
// is the source's, and neither is a sort of the other: the arm, for the face.
func (p *Pass) putForAnother(b *backing, d collation.Difference) bool {
	if d.Kind != collation.Changed || d.Sort != collation.Thing && d.Sort != collation.Quality && d.Sort != collation.Place || p.departs(b, d.Sworn.First, d.Sworn.Last) > 0 {
		return false
	}
	own, theirs := b.text.Words[d.Sworn.Last], b.lines[d.Line].text.Words[d.Source.Last]
	if leader(b.text, d.Sworn.First) != leader(b.lines[d.Line].text, d.Source.First) {
		return false
	}
	return !p.collator().Kin(own.Norm, theirs.Norm) && !p.collator().Kin(theirs.Norm, own.Norm) && !b.same(p).stem(own.Stem)
}

// cutShort reports whether word i of a text is another cut short, three letters at least and a stop.
func cutShort(t *diction.Text, i int, whole diction.Word) bool {
	w := t.Words[i]
	return len(w.Norm) >= 3 && len(w.Norm) < len(whole.Norm) && strings.HasPrefix(whole.Norm, w.Norm) && w.End < len(t.Raw) && t.Raw[w.End] == '.'
}

// addedToList reports whether a thing was added as one more of a list that the source has.
func (p *Pass) addedToList(b *backing, d collation.Difference) bool {
	return d.Kind == collation.Added && d.Sort == collation.Thing && p.oneMore(b, excess{terms: []diction.Term{{First: d.Sworn.First, Last: d.Sworn.Last}}})
}

// leader is the stem of the word that leads to the phrase at word i: the preposition, the verb or the adjective before its article.
func leader(t *diction.Text, i int) string {
	for i--; i >= 0; i-- {
		if !standsAt(t, pointer, i) && !wordAt(t, i, "a", "an", "the", "his", "her", "my", "their", "its", "our", "your") {
			return t.Words[i].Stem
		}
	}
	return ""
}

// codeOf returns the check whose flaw a difference is, or nil where something behind the assertion supplies it.
func (p *Pass) codeOf(b *backing, d collation.Difference) *Check {
	w := b.text.Words[d.Sworn.First]
	if b.marked[w.Sentence] || formal(b.text, w.Sentence) || b.waived[w.Sentence] && d.Sort != collation.Figure {
		return nil
	}
	if d.Sort == collation.Person && p.whoseRecord(b, d) {
		return nil
	}
	switch d.Kind {
	case collation.Turned:
		if p.thenDone(b, d) {
			return nil
		}
		if d.Sworn.First == d.Sworn.Last || p.departs(b, d.Sworn.First, d.Sworn.Last) > mostTurned {
			return nil // one word alone is too little to be sure that the same thing is spoken of
		}
		return contradicts
	case collation.Lacking:
		if p.givenElsewhere(b, d) || d.Sort == collation.Reserve && b.keepsReserve(d) {
			return nil
		}
		if w.Quoted {
			return trimmed
		}
		if t := b.lines[d.Line].text; d.Sort == collation.Exception && slices.ContainsFunc(t.Hits(diction.Exception), func(h diction.Hit) bool {
			return h.First >= d.Source.First && h.Last <= d.Source.Last && closes(t, h)
		}) {
			return nil
		}
		if d.Sort == collation.Exception || d.Sort == collation.Denial {
			if p.departs(b, d.Sworn.First, d.Sworn.First) > mostLacking || d.Sort == collation.Denial && (saidNothing(b.lines[d.Line].text, d.Source) || onlyWithout(b.lines[d.Line].text, d.Source) || deniesDenying(b.lines[d.Line].text, d.Source)) {
				return nil
			}
			return trimmed
		}
		return hedgeDropped
	}
	if p.deniedWords(b.text)[d.Sworn.First] || p.suppliedOf(b, d) || b.toTheLetter(d) {
		return nil
	}
	if d.Sort != collation.Figure && d.Sort != collation.Person && d.Sort != collation.Doer && p.departs(b, d.Sworn.First, d.Sworn.Last) > mostBeside {
		return nil
	}
	if b.Basis == record.Inferred && d.Sort != collation.Figure && d.Sort != collation.Person || standsAt(b.text, identifierWord, d.Sworn.Last) {
		return nil // what the affiant concludes is put in his own words; plate, serial: names what the source gives without a name
	}
	if standsAt(b.text, denyingWord, d.Sworn.First) && slices.ContainsFunc(b.lines, func(l spoken) bool { return len(l.text.Negations()) > 0 }) {
		return nil // empty, where the source says that there was nothing in it
	}
	if d.Kind == collation.Changed && slices.ContainsFunc(b.text.Hits(diction.Vague), func(h diction.Hit) bool { return h.Means == "thing" && h.Last == d.Sworn.Last }) {
		return nil // the thing, those items: less than any thing
	}
	if d.Sworn.First == d.Sworn.Last && slices.ContainsFunc(b.lines, func(l spoken) bool { return alikeIn(l.text, b.text, d.Sworn.First) }) {
		return nil
	}
	if d.Sort == collation.Proper && slices.ContainsFunc(b.text.Hits(diction.NotAName), func(h diction.Hit) bool {
		return h.Kind == "body" && h.First <= d.Sworn.Last && d.Sworn.First <= h.Last
	}) {
		return nil // a court or an office, which the paper names by itself
	}
	if d.Kind == collation.Changed && cutShort(b.text, d.Sworn.Last, b.lines[d.Line].text.Words[d.Source.Last]) {
		return nil // Win., for Winchester
	}
	if d.Kind == collation.Changed && p.mayStandFor(b, d) && (p.departs(b, d.Sworn.First, d.Sworn.Last) > 1 || standsAt(b.text, diction.Relation, d.Sworn.First) || standsAt(b.text, nearness, d.Sworn.First)) {
		return nil
	}
	if d.Kind == collation.Added && p.addsNothing(b, d) {
		return nil
	}
	if mayBeRetelling(b.text, d) && !p.putForAnother(b, d) && !p.addedToList(b, d) {
		return nil
	}
	switch d.Sort {
	case collation.Figure:
		if aCouple(b.text, d.Sworn.First, b.lines[d.Line].text, d.Source.First, d.Source.Last) {
			return nil
		}
		if n, ok := numberAt(b.text, d.Sworn.First); ok && (b.valueCited(n) || fromFreezing(b.text, n) || clockConverted(b.text, n) || p.followsFrom(b, n) || p.digitsCited(b, n) || shortYear(b, n) || letterForLetter(b, n) || p.onRecord().has(b.text, n) && !p.besideSame(b.text, n, figureAt(b.lines[d.Line], d.Source.First)) || p.hasDigits(b, n) || strings.Contains(b.lines[d.Line].text.Raw[d.Source.Start:d.Source.End], "/") || n.Kind == diction.Count && afterName(b.lines[d.Line].text, d.Source.First)) {
			return nil
		}
		if bounded(b.text, diction.Number{First: d.Sworn.First, Last: d.Sworn.Last}) {
			return saysMore
		}
		return particularsDiffer
	case collation.Place, collation.Proper:
		if d.Sort == collation.Place && d.Kind == collation.Changed && standsAt(b.text, somePlace, d.Sworn.Last) {
			return nil // the spot, the scene: less than any place
		}
		return particularsDiffer
	case collation.Other:
		if d.Kind == collation.Changed {
			return nil // two abstract nouns in one place are as a rule two words for one matter: analysis, laboratory
		}
	case collation.Act:
		if !weightyAct(b.text, d.Sworn) {
			return nil // wired for spliced, dumped for emptied: a verb of no weight is only another way to tell it
		}
	case collation.Quality:
		if standsAt(b.text, diction.Direction, d.Sworn.First) {
			return particularsDiffer
		}
	case collation.Doer:
		if p.tellsHere(b, d) {
			return nil
		}
	case collation.Person:
		if len(p.namesAt(b.lines[d.Line].text, d.Source)) > 0 {
			if len(p.namesIn(b.text)) == 0 || !p.namedAt(b.text, d.Sworn) {
				return nil // people who are named are told of by what they are
			}
			return particularsDiffer
		}
	case collation.Amount:
		k := p.amountAt(b.text, d.Sworn)
		if k == "all" && wordAt(b.text, d.Sworn.Last+1, "but", "except", "save") || wordAt(b.text, d.Sworn.First-1, "nearly", "almost") {
			return nil // all but three
		}
		if k == "all" && (d.Kind == collation.Added && d.Sworn.First > 0 && wordAt(b.text, d.Sworn.First-1, "are", "were") || slices.ContainsFunc(b.lines, func(l spoken) bool {
			return slices.ContainsFunc(l.text.Hits(amountWords), func(h diction.Hit) bool { return h.Kind == "all" })
		})) {
			return nil // the nine are all black; all tagged, for every one with a tag
		}
		if theirs, ok := numberAt(b.lines[d.Line].text, d.Source.First); ok && d.Kind == collation.Changed && (k == "many" && theirs.Value >= leastTelling || k == "all" && d.Source.First > 0 && endsAt(b.lines[d.Line].text, pointer, d.Source.First-1)) {
			return nil // many, for a hundred; all the applications, for the 17 applications
		}
		if k == "all" && (wordAt(b.text, d.Sworn.First, "every") && wordAt(b.text, d.Sworn.First+1, "one") && wordAt(b.text, d.Sworn.First+2, "of") || wordAt(b.lines[d.Line].text, d.Source.First, "only")) {
			return nil // every one of the 206, for 206 of 206; all that was there, for what only was
		}
		if d.Kind == collation.Changed && k != "all" && k != "many" || b.text.Words[d.Sworn.First].Norm == "each" || d.Sworn.First > 0 && b.text.Words[d.Sworn.First-1].Norm == "as" {
			return nil // some, a few, both, only: not more than any number
		}
		if n, ok := numberAt(b.text, d.Sworn.Last+1); ok && b.supplies.number(n) {
			return nil // all fifteen, where the source has fifteen
		}

	}
	return saysMore
}

// whoseRecord reports whether the source has a patient, a customer or the like where the sentence names the one whose record the head of that
// source says it is.
func (p *Pass) whoseRecord(b *backing, d collation.Difference) bool {
	l := b.lines[d.Line]
	if !standsAt(l.text, doers, d.Source.Last) && !wordAt(l.text, d.Source.Last, "patient", "client", "client's", "patient's", "pt") {
		return false
	}
	for _, n := range p.namesIn(b.text) {
		if n.Last < d.Sworn.First || d.Sworn.Last < n.First {
			continue
		}
		who := p.fitting(n.Text)
		return slices.ContainsFunc(p.head(l.source), func(h string) bool {
			return slices.ContainsFunc(p.namesOf(p.Text(h)), func(o diction.Name) bool {
				return slices.ContainsFunc(p.fitting(o.Text), func(id record.PersonID) bool { return slices.Contains(who, id) })
			})
		})
	}
	return false
}
