package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var misquoted = &Check{
	Code:  "S5",
	Name:  "misquoted",
	Title: "Misquotes its source",
	Why: "Quotation marks swear to the very words. Here the source has other words, or a speaker gave another name than the " +
		"one sworn. It may be a slip; it may also be what a later reader needs in order to find out who spoke.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Weight,
	Force:    Contestable,
	Link:     OnWording,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "What are the very words of the source?",
	run:      findMisquoted,
}

func findMisquoted(p *Pass) {
	misnamed := make(map[string]*Flaw)
	var order []string
	p.assertions(func(b *backing) {
		if p.misquotes(b) {
			return
		}
		f, ok := p.misnames(b)
		if !ok {
			return
		}
		key := string(f.Sources[0].Source) + " " + diction.Fold(f.Says+" "+f.Sworn)
		if first := misnamed[key]; first != nil {
			first.Also = append(first.Also, f.Assertion)
			return
		}
		misnamed[key] = &f
		order = append(order, key)
	})
	for _, key := range order {
		p.Report(*misnamed[key])
	}
}

// misquotes reports the first quotation that is nearly but not quite in the cited lines.
func (p *Pass) misquotes(b *backing) bool {
	for _, q := range quotations(b.text) {
		words := q.flat()
		if len(words) < 2 || b.verbatim(q) || b.glossed(q) || p.quotedElsewhere(b, q) || claimedIn(p, b, q) {
			continue
		}
		var best run
		var at [2]int
		score := 0.0
		for _, r := range runs(b.lines) {
			if w, s := r.nearest(words); s > score {
				best, at, score = r, w, s
			}
		}
		if score < 0.6 && !(len(words) >= longQuotation && score >= 0.4) && !(len(words) == 2 && score >= 0.5 && p.halfQuoted(b, words)) || len(words) == 2 && score < 0.8 && !p.halfQuoted(b, words) {
			if score == 0 || !p.nobodysWords(b, q) {
				continue
			}
		}
		line := best.line[at[0]]
		end := at[1]
		for best.line[end].line != line.line {
			end--
		}
		start, stop := line.text.Words[best.word[at[0]]].Start, line.text.Words[best.word[end]].End
		says := line.text.Raw[start:stop]
		p.Report(Flaw{
			Assertion: b.N, Span: q.span, Sources: []At{line.at(start, stop)}, Says: says, Sworn: q.span.Words,
			Message: fmt.Sprintf("The words in quotation marks are “%s”; the source has “%s”.", strings.Trim(q.span.Words, " .,"), says),
			Asks:    "Does the difference in the words matter to what they show?",
		})
		return true
	}
	return false
}

// glossed reports whether words in quotation marks are what a declared reading says that others mean: which I take for "on my way".
func (b *backing) glossed(q quoted) bool {
	own := diction.Fold(strings.Trim(q.span.Words, " .,;:\"'“”‘’"))
	return slices.ContainsFunc(b.Readings, func(r record.Reading) bool { return strings.Contains(diction.Fold(r.Means), own) })
}

// nobodysWords reports whether a quotation is of two words or more that stand together nowhere in the record. A sound paper copies what it
// puts in quotation marks: what no line has to the letter was changed, however little is left to show where. A name that the paper itself
// gives to something in brackets is no quotation, nor is what another check takes for words that were added.
func (p *Pass) nobodysWords(b *backing, q quoted) bool {
	w := b.text.Words[q.first]
	if len(b.cut) > 0 || len(b.unseen) > 0 || b.marked[w.Sentence] || formal(b.text, w.Sentence) || b.Basis == record.Inferred && !b.own {
		return false
	}
	if before := strings.TrimRight(b.text.Raw[:q.span.Start], " \"“'"); strings.HasSuffix(before, "(") || strings.HasSuffix(before, "the") && q.first > 0 && strings.HasSuffix(before, "(the") {
		return false
	}
	if q.first > 0 && wordAt(b.text, q.first-1, "as", "hereinafter", "hereafter") {
		return false
	}
	if slices.ContainsFunc(p.addedQuotes(b), func(x excess) bool { return x.terms[0].First == q.first }) {
		return false
	}
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		var lines []spoken
		for k := range s.Lines {
			lines = append(lines, spoken{s, &s.Lines[k], p.Text(s.Lines[k].Text)})
		}
		for _, r := range runs(lines) {
			if _, ok := r.find(q.parts); ok {
				return false
			}
		}
		for _, text := range p.head(s) {
			if r := runs([]spoken{{s, nil, p.Text(text)}}); len(r) > 0 {
				if _, ok := r[0].find(q.parts); ok {
					return false
				}
			}
		}
	}
	for i := range p.Matter.People {
		if slices.ContainsFunc(p.Matter.People[i].Names(), func(n string) bool { return diction.Fold(n) == strings.Join(q.flat(), " ") }) {
			return false
		}
	}
	return true
}

// longQuotation is how many words a quotation has of which two fifths in the source are no chance.
const longQuotation = 5

// halfQuoted reports whether one of two quoted words is the source's and the other stands nowhere in what it or the paper
// has: "catalytic converters" for mufflers or converters.
func (p *Pass) halfQuoted(b *backing, words []string) bool {
	own := 0
	for _, w := range words {
		if len(w) < 5 {
			return false
		}
		if slices.ContainsFunc(b.lines, func(l spoken) bool { return hasFolded(l.text, w) }) {
			own++
			continue
		}
		if slices.ContainsFunc(b.read(p), func(t *diction.Text) bool { return hasFolded(t, w) }) {
			return false
		}
	}
	return own == 1
}

// claimedIn reports whether a quotation holds a name that a speaker of the cited sources claimed; names are compared as
// names.
func claimedIn(p *Pass, b *backing, q quoted) bool {
	for _, n := range p.namesOf(b.text) {
		if n.First < q.first || n.Last > q.last {
			continue
		}
		for _, s := range b.elsewhere() {
			for _, t := range s.Speakers {
				if t.Claimed != "" && p.like(n.Text, t.Claimed) > diction.Unlike {
					return true
				}
			}
		}
	}
	return false
}

// misnames finds a name that is near the one a speaker of the cited sources claimed, and is not it.
func (p *Pass) misnames(b *backing) (Flaw, bool) {
	for _, n := range p.namesOf(b.text) {
		for _, s := range b.elsewhere() {
			for _, t := range s.Speakers {
				like := p.like(n.Text, t.Claimed)
				if t.Claimed == "" || like != diction.Near && like != diction.Variant {
					continue
				}
				if slices.ContainsFunc(b.supplies.names, func(o string) bool { return p.like(o, n.Text) == diction.Same }) {
					continue
				}
				f := Flaw{
					Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Says: t.Claimed, Sworn: n.Text,
					Sources: []At{{Source: s.ID}},
					Message: fmt.Sprintf("In the source the speaker's name is “%s”; the sentence has “%s”.", t.Claimed, n.Text),
					Asks:    "Does the difference in the name matter to who the speaker was?",
				}
				if !slices.Contains(p.App.Respondents, t.Person) {
					f.Sort = Naming
				}
				for i := range s.Lines {
					if at, ok := findWords(p.Text(s.Lines[i].Text), p.Text(t.Claimed)); ok {
						f.Sources = []At{{Source: s.ID, Line: s.Lines[i].N, Span: at}}
						break
					}
				}
				return f, true
			}
		}
	}
	return Flaw{}, false
}
