package review

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var particularsDiffer = &Check{
	Code:  "S7",
	Name:  "particulars-differ",
	Title: "Particulars differ from the source",
	Why: "A number, sum, time, date, address, plate or direction is not the one the source has. Such slips decide whether a " +
		"later reader can find what is meant, and whether the rest was copied with care.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Weight,
	Force:    Contestable,
	Link:     OnWording,
	Retold:   true,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "Which is right, the source or the sentence?",
	run:      findParticulars,
}

func findParticulars(p *Pass) {
	p.each(func(b *backing) {
		if len(b.lines) == 0 && len(b.unseen) == 0 {
			return
		}
		if p.differingNumber(b) || p.differingIdentifier(b) || p.differingLabel(b) || p.differingStreet(b) || p.differingDay(b) || p.differingDayOfMonth(b) || p.differingName(b) || p.differingRoles(b) || p.differingDirection(b) || p.onlyColour(b) || p.ofAnotherNoun(b) {
			return
		}
		p.differingRelation(b)
	})
}

// fromFreezing reports whether a number counts degrees from a point: two degrees above freezing.
func fromFreezing(t *diction.Text, n diction.Number) bool {
	for i := n.Last; i <= n.Last+2 && i+1 < len(t.Words); i++ {
		if wordAt(t, i, "above", "below", "over", "under") && wordAt(t, i+1, "freezing", "zero", "normal") {
			return true
		}
	}
	return false
}

// A figure is a number of a source, with where it stands.
type figure struct {
	diction.Number
	at    At
	text  *diction.Text // nil for the head of a source
	words string
}

// figures returns the numbers of the cited lines, and of the heads of their sources.
func (p *Pass) figures(b *backing) (lines, heads []figure) {
	lines = figuresOf(b)
	seen := make(map[string]bool)
	for _, c := range b.cites {
		s := p.Matter.Source(c.Source)
		if s == nil || seen[string(s.ID)] {
			continue
		}
		seen[string(s.ID)] = true
		for _, n := range whenNumbers(s.Time) {
			if n.Kind == diction.Clock && (s.Kind == record.Interview || s.Kind == record.Tip) {
				continue // when it was told, not when it was
			}
			heads = append(heads, figure{n, At{Source: s.ID}, nil, s.Time.String()})
		}
		if s.Track != nil {
			for _, text := range []string{s.Track.Basis, s.Track.Record} {
				for _, n := range p.Text(text).Numbers() {
					heads = append(heads, figure{n, At{Source: s.ID}, p.Text(text), p.Text(text).Raw[n.Start:n.End]})
				}
			}
		}
		for _, text := range p.head(s) {
			t := p.Text(text)
			for _, n := range t.Numbers() {
				if n.Kind == diction.Locator {
					heads = append(heads, figure{n, At{Source: s.ID}, nil, text})
				}
			}
		}
	}
	return lines, heads
}

// figuresOf returns the numbers of the cited lines.
func figuresOf(b *backing) (lines []figure) {
	for _, l := range b.lines {
		for _, n := range l.text.Numbers() {
			if raw := l.text.Raw[n.Start:n.End]; n.Kind == diction.Count && withCents(raw) {
				n.Kind = diction.Sum // 2,200.00 in a ledger
			}
			lines = append(lines, figure{n, l.at(n.Start, n.End), l.text, l.text.Raw[n.Start:n.End]})
		}
	}
	return lines
}

// withCents reports whether a figure is written with two places after the point, as sums of money are in ledgers.
func withCents(raw string) bool {
	k := len(raw) - 3
	return k > 0 && raw[k] == '.' && strings.Trim(raw, "0123456789.,") == ""
}

// differingNumber reports the first number that nothing behind the assertion supplies, where the source has another of
// the same sort that the assertion does not use.
func (p *Pass) differingNumber(b *backing) bool {
	sworn := b.text.Numbers()
	lines, heads := p.figures(b)
	used := func(f figure) bool {
		return slices.ContainsFunc(sworn, func(n diction.Number) bool {
			return rangeTold(b.text, f.Number) || n.Same(f.Number) && (f.text == nil || total(b.text, n) == total(f.text, f.Number))
		})
	}
	for _, n := range sworn {
		w := b.text.Words[n.First]
		if f, ok := p.anotherYear(b, n, lines); ok && !w.Quoted && !b.marked[w.Sentence] {
			return p.differs(b, n.Start, n.End, f.at)
		}
		if w.Quoted || b.marked[w.Sentence] || clockConverted(b.text, n) || fromFreezing(b.text, n) {
			continue
		}
		for _, end := range ends(b.text, n) {
			if bounded(b.text, end) && !inSentence(b.text, w.Sentence, diction.Bound, "total") && !p.outOfBound(b, end) {
				continue
			}
			if at, ok := p.slipped(b, end); ok && !b.supplies.number(end) && !p.followsAnyhow(b, end) {
				return p.differs(b, n.Start, n.End, at)
			}
		}
		if p.misadded(b, n) || p.misreckoned(b, n) {
			return true
		}
		if b.supplies.number(n) || p.dateParts(b, n) || p.usual(n) || bounded(b.text, n) && !p.outOfBound(b, n) {
			continue
		}
		if b.Basis == record.Inferred && !b.own && n.Kind != diction.Date && n.Kind != diction.Plate {
			continue // what he reckons or rounds in what he concludes
		}
		if b.valueCited(n) || b.endsSpan(n) || shortYear(b, n) || letterForLetter(b, n) || n.Kind == diction.Clock && clockCited(b, n) {
			continue
		}
		if at, ok := oneFigureOff(b, n); ok {
			return p.differs(b, n.Start, n.End, at)
		}
		elsewhere := p.onRecord().has(b.text, n)
		all := slices.Concat(lines, heads)
		if slices.ContainsFunc(all, func(f figure) bool { return p.roughly(b.text, n, f) }) || p.reckoned(b, n) || p.leftOver(b, n, all) {
			continue
		}
		for _, f := range all {
			if !p.sameSort(n, f.Number) || p.usual(f.Number) || used(f) || !p.sameNoun(b.text, n, f) {
				continue
			}
			if elsewhere && !p.besideSame(b.text, n, f) && !p.onlyPair(b, n, f) || f.text == nil && (b.Basis == record.Inferred || timesOfDay(b, n, f)) {
				continue // the record has it: it is another's figure here only where both stand beside the same words
			}
			own := b.text.Raw[n.Start:n.End]
			sure := ofTheHand(p.Text(own), p.Text(f.words)) || n.Kind == diction.Count && f.text != nil && countedNoun(b.text, n) != "" && countedNoun(b.text, n) == countedNoun(f.text, f.Number)
			report := p.Report
			if sure {
				report = p.reportSurely
			}
			report(Flaw{
				Query:     unlikeSize(n, f.Number) || !sure && (len(b.lines) >= severalLines || p.departs(b, n.First, n.Last) > sureClose),
				Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{f.at}, Says: f.words, Sworn: own,
				Message: fmt.Sprintf("The sentence has “%s”; the source has “%s”.", own, f.words),
				Asks:    "Which is right, and does the difference matter?",
			})
			return true
		}
	}
	return false
}

// unlikeSize reports whether two counts are so far apart that no slip makes one of the other: two towers, and 2118: towers.
func unlikeSize(n, o diction.Number) bool {
	small, large := min(n.Value, o.Value), max(n.Value, o.Value)
	return n.Kind == diction.Count && small < leastTelling && large >= 100
}

// onlyPair reports whether a number is the only one of its sort in an assertion that nothing behind it supplies, and one of a line the only one of that
// sort that the assertion does not tell: then they can only be meant for one another.
func (p *Pass) onlyPair(b *backing, n diction.Number, f figure) bool {
	if f.text == nil || n.Kind == diction.Count || n.Kind == diction.Duration {
		return false
	}
	ours, theirs := 0, 0
	for _, o := range b.text.Numbers() {
		if p.sameSort(n, o) && !b.supplies.number(o) && !b.same(p).number(o) {
			ours++
		}
	}
	for _, o := range figuresOf(b) {
		if p.sameSort(n, o.Number) && !slices.ContainsFunc(b.text.Numbers(), o.Same) && !dayAlone(b.text, o.Number) {
			theirs++
		}
	}
	return ours == 1 && theirs == 1
}

// dayAlone reports whether a text has the day of a date by its number alone: on the 27th.
func dayAlone(t *diction.Text, o diction.Number) bool {
	_, _, day := dateOf(o)
	return o.Kind == diction.Date && day != "00" && slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Ordinal && n.Value == float64(small(day))
	})
}

// timesOfDay reports whether a time of day is held only against the head of a source whose cited lines have times of their own.
func timesOfDay(b *backing, n diction.Number, f figure) bool {
	if n.Value != f.Value && math.Mod(n.Value, 720) == math.Mod(f.Value, 720) {
		return false // the same minute of the other half of the day
	}
	return n.Kind == diction.Clock && slices.ContainsFunc(figuresOf(b), func(f figure) bool {
		return f.Kind == diction.Clock || f.Kind == diction.Count && f.Value >= 100 && f.Value < 2400
	})
}

// besideSame reports whether a number and one of a line stand beside the same words: a word of content in common within five of each.
func (p *Pass) besideSame(t *diction.Text, n diction.Number, f figure) bool {
	return f.text != nil && p.near(t, diction.Term{First: n.First, Last: n.Last}, f.text, diction.Hit{First: f.First, Last: f.Last})
}

// bounded reports whether a number is a limit or a total, which no source need have: under $10,000, at least three.
func bounded(t *diction.Text, n diction.Number) bool {
	first := n.First
	if first > 0 && t.Words[first-1].Norm == "a" { // as many as a dozen
		first--
	}
	return slices.ContainsFunc(t.Hits(diction.Bound), func(h diction.Hit) bool { return h.Last+1 == first || h.First == n.Last+1 })
}

// outOfBound reports whether the limit or total that a number gives is not that of the source: a total that the source gives
// otherwise, or a limit on the wrong side of the source's one figure of that sort.
func (p *Pass) outOfBound(b *backing, n diction.Number) bool {
	lines, _ := p.figures(b)
	var same []figure
	for _, f := range lines {
		if p.sameSort(n, f.Number) && p.sameNoun(b.text, n, f) {
			same = append(same, f)
		}
	}
	if len(same) != 1 {
		return false
	}
	f := same[0]
	for _, h := range b.text.Hits(diction.Bound) {
		if h.Last+1 != n.First && h.First != n.Last+1 {
			continue
		}
		if f.Value != n.Value && n.Kind == diction.Sum && f.text != nil && slices.ContainsFunc(f.text.Hits(diction.Bound), func(o diction.Hit) bool {
			return isLimit(o.Kind) && isLimit(h.Kind) && (o.Last+1 == f.First || o.First == f.Last+1)
		}) {
			return true // above $50, for more than $500: both are the limit
		}
		switch h.Kind {
		case "total":
			return bounded(f.text, f.Number)
		case "least":
			return f.High < n.Value
		case "most":
			return f.Value > n.High
		}
	}
	return false
}

// isLimit reports whether a bound of a kind is a limit, and no total.
func isLimit(kind string) bool { return kind == "least" || kind == "most" }

// usual reports whether a number is of a sort that is not compared: a rank, a length of time, a share.
func (p *Pass) usual(n diction.Number) bool {
	if n.Kind == diction.Date {
		return strings.HasSuffix(n.Norm, "-00") // a month or a year alone
	}
	return n.Kind == diction.Ordinal || n.Kind == diction.Locator && n.Unit == "offset" // a place further on in what is cited has its own
}

// dateParts reports whether a date or time agrees with something the paper says elsewhere of the same sources, such as
// the date that an assertion it follows gives. A date that stands in another assertion of the same paragraph is not
// another date of the source.
func (p *Pass) dateParts(b *backing, n diction.Number) bool {
	if n.Kind != diction.Date && n.Kind != diction.Clock {
		return false
	}
	return b.same(p).number(n) || n.Kind == diction.Date && b.dayGiven(n)
}

// sameNoun reports whether two counts are of one thing: the word after them agrees. Other sorts of number need none, but
// a date is compared only with a date that is as full.
func (p *Pass) sameNoun(t *diction.Text, n diction.Number, f figure) bool {
	if n.Kind == diction.Duration {
		if wordAt(t, n.Last+1, "ago") != (f.text != nil && wordAt(f.text, f.Last+1, "ago")) {
			return false // how long before the oath, and how long it took
		}
		return f.text != nil && onlyOne(t, n.Kind) && onlyOne(f.text, n.Kind)
	}
	if n.Kind != diction.Count && n.Kind != diction.Percent {
		return true
	}
	if f.text == nil || n.Kind == diction.Count && afterName(f.text, f.First) {
		return false
	}
	x, y := counted(t, n), counted(f.text, f.Number)
	if x >= len(t.Words) || y >= len(f.text.Words) || t.Words[x].Sentence != t.Words[n.Last].Sentence {
		return false
	}
	a, b := t.Words[x], f.text.Words[y]
	if n.Kind == diction.Percent && sure(t, x) && sure(f.text, y) {
		return true
	}
	if slices.ContainsFunc(t.Hits(diction.Common), func(h diction.Hit) bool { return h.First == x }) {
		return false
	}
	return a.Stem == b.Stem || p.agree(diction.Term{Known: true, Concepts: p.Lexicon.Concepts(a.Raw)}, diction.Term{Known: true, Concepts: p.Lexicon.Concepts(b.Raw)})
}

// onlyOne reports whether a text has one number of a kind.
func onlyOne(t *diction.Text, k diction.NumberKind) bool {
	n := 0
	for _, o := range t.Numbers() {
		if o.Kind == k {
			n++
		}
	}
	return n == 1
}

// counted is the index of the word for what a number counts: cues in six cues, and in four of six cues.
func counted(t *diction.Text, n diction.Number) int {
	at := n.Last + 1
	if at+1 < len(t.Words) && t.Words[at].Norm == "of" {
		for _, o := range t.Numbers() {
			if o.First == at+1 && o.Kind == diction.Count {
				return o.Last + 1
			}
		}
	}
	return at
}

// total reports whether a number is the whole of which another is a part: six in four of six.
func total(t *diction.Text, n diction.Number) bool {
	return n.First >= 2 && t.Words[n.First-1].Norm == "of" && slices.ContainsFunc(t.Numbers(), func(o diction.Number) bool { return o.Last == n.First-2 })
}

// sure reports whether a word of certainty stands at i.
func sure(t *diction.Text, i int) bool {
	return slices.ContainsFunc(t.Hits(diction.Sureness), func(h diction.Hit) bool { return h.First == i })
}
