package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// How a paper vouches for one who tells, and how a record has that what he told came to nothing.
const (
	noStake       diction.Class = "no-stake"
	proved        diction.Class = "proved"
	cameToNothing diction.Class = "came-to-nothing"
)

// A track of an informant is set down in parts, one after another: paid; charges pending; five tips, two of which led to seizures. What an honest
// paper tells of him it tells part by part, and a part of which nothing sworn has a word was left out.

// partsOfTrack cuts what the record says of an informant into its parts: at semicolons, and before an and or a comma that a verb follows.
func (p *Pass) partsOfTrack(s string) []*diction.Text {
	t := p.Text(s)
	var out []*diction.Text
	start := 0
	for i := 1; i < len(t.Words); i++ {
		gap := t.Raw[t.Words[i-1].End:t.Words[i].Start]
		and := wordAt(t, i, "and") && wordAt(t, i+1, "is", "was", "has", "had", "hopes", "hoped", "owes", "owed", "faces", "wants", "awaits", "lied", "nothing", "seeks")
		comma := strings.Contains(gap, ",") && wordAt(t, i, "is", "was", "has", "had", "hopes", "owes", "faces", "wants", "awaits", "one", "the", "once", "but", "two")
		if strings.Contains(gap, ";") || and || comma {
			out = append(out, p.Text(strings.Trim(t.Raw[start:t.Words[i].Start], " ,;")))
			start = t.Words[i].Start
		}
	}
	out = append(out, p.Text(strings.Trim(t.Raw[start:], " ,;.")))
	for i, part := range out {
		out[i] = p.Text(strings.TrimPrefix(part.Raw, "and "))
	}
	return out
}

// ofTrack are the sorts of what a motive is made of, each by the words that tell of it.
var ofTrack = []struct{ in, told []string }{
	{[]string{"paid", "pay", "payment", "payments", "reward", "compensated"}, []string{"paid", "pay", "pays", "payment", "payments", "reward", "money", "compensation", "compensated", "fee", "cash", "dollars", "unpaid"}},
	{[]string{"charge", "charges", "charged", "arrested", "probation", "parole", "sentence", "sentencing", "indicted", "jailed", "held", "cited", "citation", "warrant", "pending", "prosecution"},
		[]string{"charge", "charges", "charged", "arrest", "arrested", "probation", "parole", "sentence", "sentencing", "sentenced", "indicted", "indictment", "jail", "jailed", "held", "custody", "cited", "citation", "warrant", "pending", "prosecution", "prosecuted", "case", "trial", "bond", "bail", "convicted", "conviction", "crime", "accused", "guilty", "plea", "probationer", "parolee", "leniency", "lenient", "mercy", "consideration", "prosecutor"}},
}

// untoldMotive returns a part of what an informant stands to gain, or has against someone, of which no sworn sentence has a word.
func (p *Pass) untoldMotive(x declarant) (At, string, bool) {
	for _, s := range x.sources {
		if s.Track == nil || s.Kind != record.Tip {
			continue
		}
		for _, part := range p.partsOfTrack(s.Track.Motive) {
			if negated(part) || part.Has(noMotive) || len(p.content(part)) == 0 || !hasAny(part, motives, grudge, illWill, discredit, dispositions) {
				continue
			}
			if !p.tellsTrack(x, part) {
				return head(s), part.Raw, true
			}
		}
	}
	return At{}, "", false
}

// tellsTrack reports whether a sworn sentence has a word of a part of a track, or a word of its sort. Names, and what every part has, do not tell it.
func (p *Pass) tellsTrack(x declarant, part *diction.Text) bool {
	names := p.nameWords(part)
	var want []string
	for i, w := range part.Words {
		if contentAt(part, i) && !names[i] && !wordAt(part, i, "county", "state", "federal", "said", "says", "each", "dollars", "case") {
			want = append(want, w.Norm)
		}
	}
	var sorts []string
	for _, k := range ofTrack {
		if slices.ContainsFunc(part.Words, func(w diction.Word) bool { return slices.Contains(k.in, w.Norm) }) {
			sorts = append(sorts, k.told...)
		}
	}
	d := p.paper()
	return slices.ContainsFunc(d.facts, func(f fact) bool {
		if f.aside || f.form || !p.aboutTeller(x, &f) {
			return false
		}
		if slices.ContainsFunc(f.text.Words, func(w diction.Word) bool { return slices.Contains(sorts, w.Norm) }) {
			return true
		}
		if slices.ContainsFunc(part.Numbers(), func(n diction.Number) bool { return slices.ContainsFunc(f.text.Numbers(), n.Same) }) {
			return true
		}
		return len(sorts) == 0 && (hasAny(f.text, illWill, grudge) && part.Has(illWill) && !slices.ContainsFunc(f.text.Hits(illWill), func(h diction.Hit) bool { return h.Means == "gain" }) ||
			slices.ContainsFunc(want, func(w string) bool { return p.saidIn(f.text, w) }))
	})
}

// aboutTeller reports whether an assertion can speak of an informant: it rests on him, means him or speaks of one who tells.
func (p *Pass) aboutTeller(x declarant, f *fact) bool {
	return slices.Contains(x.facts, f.N) || x.id != "" && f.meansPerson(x.id) || f.text.Has(teller) || len(f.sources) == 0
}

// vouching returns the assertion about an informant that tells of his record or of what he gets, at which a part left out misleads; else the first that
// rests on him.
func (p *Pass) vouching(x declarant) int {
	d := p.paper()
	for _, n := range x.facts {
		if f := d.fact(n); hasAny(f.text, history, motives, noStake, proved) {
			return n
		}
	}
	n, _ := first(x.facts)
	return n
}

// untoldRecord returns a part of an informant's record by which what he told came to nothing, or only a part of it came to something, where nothing sworn
// of him tells of that and a sworn sentence tells of his record.
func (p *Pass) untoldRecord(x declarant) (At, string, bool) {
	d := p.paper()
	tells := func(is func(*fact) bool) bool {
		return slices.ContainsFunc(d.facts, func(f fact) bool { return !f.aside && !f.form && p.aboutTeller(x, &f) && is(&f) })
	}
	if !tells(func(f *fact) bool { return slices.Contains(x.facts, f.N) && hasAny(f.text, history, proved) }) {
		return At{}, "", false
	}
	for _, s := range x.sources {
		if s.Track == nil || s.Kind != record.Tip {
			continue
		}
		for _, part := range p.partsOfTrack(s.Track.Record) {
			words := p.content(part)
			if part.Has(cameToNothing) {
				if len(words) > 0 && !tells(func(f *fact) bool {
					return hasAny(f.text, cameToNothing, diction.Negation, denyingWord, discredit) && hasAny(f.text, history, cameToNothing, discredit) || wordIn(f.text, "first") || 2*shared(words, p.content(f.text)) > len(words) && len(words) > 1
				}) {
					return head(s), part.Raw, true
				}
			}
		}
	}
	return At{}, "", false
}

// belied reports a sentence that vouches for one who tells against what the record has of him: no reason to lie, of one who is paid or hopes for mercy;
// proved reliable, of one who told nothing before or was wrong.
func (p *Pass) belied(b *backing) bool {
	for _, c := range []diction.Class{noStake, proved} {
		for _, h := range b.text.Hits(c) {
			if !b.plain(h.First) && c != noStake || b.text.Words[h.First].Quoted || deniedNear(b.text, h.First) && c == proved || inSentence(b.text, b.text.Words[h.First].Sentence, diction.Exception, "") {
				continue
			}
			from, says, ok := p.against(b, c)
			if !ok {
				continue
			}
			p.Report(Flaw{
				Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{from}, Says: says, Sworn: b.text.Raw[h.Start:h.End],
				Message: fmt.Sprintf("The sentence has “%s”; of the one who tells source %s has %s. Both cannot be so.", b.text.Raw[h.Start:h.End], from.Source, quote(says)),
				Asks:    "Does the sentence turn the source into its opposite?",
			})
			return true
		}
	}
	return false
}

// against finds in the cited sources what belies that one who tells has no stake, or that he proved reliable.
func (p *Pass) against(b *backing, c diction.Class) (At, string, bool) {
	for _, s := range b.elsewhere() {
		if s.Kind != record.Tip && s.Kind != record.Interview {
			continue
		}
		if s.Track != nil {
			text := s.Track.Motive
			if c == proved {
				text = s.Track.Record
			}
			for _, part := range p.partsOfTrack(text) {
				if c == proved && part.Has(cameToNothing) || c == noStake && hasAny(part, motives, grudge, illWill) && !negated(part) && !part.Has(noMotive) {
					return head(s), part.Raw, true
				}
			}
		}
		if c == proved {
			continue
		}
		for i := range s.Lines {
			l := &s.Lines[i]
			t := p.Text(l.Text)
			for _, h := range t.Hits(grudge) {
				if !negated(t) && hasFirstPerson(t) {
					return at(s, l, hitSpan(t, h)), l.Text, true
				}
			}
		}
	}
	return At{}, "", false
}
