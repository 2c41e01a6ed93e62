package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// differingClock reports a time of day that the cited lines do not have, where they have one other that the assertion does not tell, beside the
// same words. That the head of the source, or another place of the record, has the sworn one is no excuse: it is the time of another thing there.
func (p *Pass) differingClock(b *backing) bool {
	var own []diction.Number
	for _, n := range b.text.Numbers() {
		if n.Kind == diction.Clock && b.told(n.First) && !slices.ContainsFunc(b.theirFigures(), func(f figure) bool { return f.Kind == diction.Clock && f.Same(n) }) && !clockCited(b, n) {
			own = append(own, n)
		}
	}
	if len(own) != 1 || clockConverted(b.text, own[0]) || aboutThen(b.text, own[0]) || bounded(b.text, own[0]) || len(b.RestsOn) > 0 {
		return false
	}
	n := own[0]
	var theirs []figure
	for _, f := range b.theirFigures() {
		if f.Kind == diction.Clock && !(strings.HasPrefix(f.words, "20") && len(f.words) == 4) && !slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool { return o.Kind == diction.Clock && o.Same(f.Number) }) { // 2025 is a year
			theirs = append(theirs, f)
		}
	}
	if len(theirs) != 1 || aboutThen(theirs[0].text, theirs[0].Number) || !p.besideSame(b.text, n, theirs[0]) || p.roughly(b.text, n, theirs[0]) {
		return false
	}
	for _, s := range b.elsewhere() { // another line of the source has it beside the same words
		for i := range s.Lines {
			t := p.Text(s.Lines[i].Text)
			for _, o := range t.Numbers() {
				if o.Same(n) && p.besideSame(b.text, n, figure{Number: o, text: t}) {
					return false
				}
			}
		}
	}
	return p.differs(b, n.Start, n.End, theirs[0].at)
}

// differingMonth reports a month by its name alone, where the cited lines have one other and no more of a date, and nothing is told of the telling.
func (p *Pass) differingMonth(b *backing) bool {
	own := monthsAlone(b.text)
	if len(own) != 1 || !b.told(own[0].First) || len(b.text.Hits(diction.Month)) != 1 {
		return false
	}
	h := own[0]
	s := b.text.Words[h.First].Sentence
	if inSentence(b.text, s, diction.Hearsay, "") || inSentence(b.text, s, diction.Exception, "") {
		return false
	}
	var found []At
	for _, l := range b.lines {
		for _, o := range l.text.Hits(diction.Month) {
			if o.Value == h.Value || !slices.ContainsFunc(monthsAlone(l.text), func(x diction.Hit) bool { return x.First == o.First }) {
				return false
			}
			found = append(found, l.at(o.Start, o.End))
		}
	}
	return len(found) == 1 && p.differs(b, h.Start, h.End, found[0])
}

// monthsAlone are the months of a text that no day goes with.
func monthsAlone(t *diction.Text) []diction.Hit {
	return slices.DeleteFunc(slices.Clone(t.Hits(diction.Month)), func(h diction.Hit) bool {
		return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
			return n.First <= h.First && h.First <= n.Last && !(n.Kind == diction.Date && strings.HasSuffix(n.Norm, "-00"))
		})
	})
}

// zoneWords is the class of words for the clock by which a time is told.
const zoneWords diction.Class = "zone"

// differingZone reports a time of day that is told by one clock and stands in the cited lines by another, with the same figures.
func (p *Pass) differingZone(b *backing) bool {
	for _, n := range b.text.Numbers() {
		own, ok := zoneAfter(b.text, n)
		if n.Kind != diction.Clock || !ok || !b.told(n.First) {
			continue
		}
		for _, l := range b.lines {
			for _, o := range l.text.Numbers() {
				theirs, ok := zoneAfter(l.text, o)
				if ok && o.Kind == diction.Clock && o.Same(n) && own.Means != theirs.Means && (own.Means == "universal" || theirs.Means == "universal") {
					return p.differs(b, n.Start, own.End, l.at(o.Start, theirs.End))
				}
			}
		}
	}
	return false
}

// zoneAfter is the word for a clock within six words after a time of day, before any stop.
func zoneAfter(t *diction.Text, n diction.Number) (diction.Hit, bool) {
	for _, h := range t.Hits(zoneWords) {
		if h.First > n.Last && h.First <= n.Last+6 && t.Words[h.First].Sentence == t.Words[n.Last].Sentence && !strings.ContainsAny(t.Raw[n.End:h.Start], ",;") {
			return h, true
		}
	}
	return diction.Hit{}, false
}

// differingUnit reports a figure that the cited lines have in another unit only: 41 minutes, for 41 seconds.
func (p *Pass) differingUnit(b *backing) bool {
	for _, n := range b.text.Numbers() {
		own := unitAfter(b.text, n)
		if own == "" || !b.told(n.First) || n.Value != n.High {
			continue
		}
		signs := p.digitsOf(b.text, n)
		if signs == "" {
			continue
		}
		var found []figure
		same := false
		for _, f := range figuresOf(b) {
			theirs := unitAfter(f.text, f.Number)
			if wordAt(b.text, n.Last+1, own+"s", own, "ago") && (wordAt(b.text, n.Last+1, "ago") || wordAt(b.text, n.Last+2, "ago")) && !wordAt(f.text, f.Last+1, "ago") {
				continue // how long before the oath, and how long it took
			}
			same = same || f.Same(n) || f.Kind == n.Kind && theirs == own
			if theirs != "" && theirs != own && p.digitsOf(f.text, f.Number) == signs && p.timeUnit(own) == p.timeUnit(theirs) {
				found = append(found, f)
			}
		}
		if same || len(found) != 1 || p.reckoned(b, n) && n.Kind != diction.Duration {
			continue
		}
		return p.differs(b, n.Start, b.text.Words[n.Last].End, found[0].at)
	}
	return false
}

// unitAfter is the unit of a number: its own, or seconds.
func unitAfter(t *diction.Text, n diction.Number) string {
	switch n.Kind {
	case diction.Measure, diction.Duration:
		return n.Unit
	case diction.Count:
		if countedNoun(t, n) == "second" {
			return "second"
		}
	}
	return ""
}

func (p *Pass) timeUnit(unit string) string {
	if unit == "second" {
		return "time"
	}
	return p.dimension(unit)
}

// digitsOf are the signs of a number, whatever it counts.
func (p *Pass) digitsOf(t *diction.Text, n diction.Number) string {
	s, _ := figureSigns(p, t, n)
	return s
}

// differingPart reports the letter or number of a dwelling or a part of a building, where the cited lines have one other of the same kind that the
// assertion does not tell: unit A, for unit B. That the record has the sworn one for another is no excuse.
func (p *Pass) differingPart(b *backing) bool {
	own := partLabels(b.text)
	var theirs []sign
	var line spoken
	for _, l := range b.lines {
		for _, s := range partLabels(l.text) {
			theirs, line = append(theirs, s), l
		}
	}
	if len(own) != 1 || len(theirs) != 1 || own[0].norm == theirs[0].norm || !b.told(own[0].first) {
		return false
	}
	x, y := own[0], theirs[0]
	kind := func(s sign) string { k, _, _ := strings.Cut(s.norm, " "); return k }
	if kind(x) != kind(y) || slices.ContainsFunc(b.lines, func(l spoken) bool { return hasFolded(l.text, b.text.Words[x.last].Norm) }) && len(b.text.Words[x.last].Norm) > 1 || p.sharedInSentence(b.text, b.text.Words[x.first].Sentence, line.text, y.first) < 3 {
		return false
	}
	return p.differs(b, b.text.Words[x.first].Start, b.text.Words[x.last].End, line.at(line.text.Words[y.first].Start, line.text.Words[y.last].End))
}

// partLabels are the letters and numbers after a word for a dwelling or a part of a building, each with what it is.
func partLabels(t *diction.Text) []sign {
	var out []sign
	for _, h := range t.Hits(diction.DesignationWord) {
		k := h.Last + 1
		switch h.Means {
		case "apartment", "room", "lot", "locker", "bay", "building":
		default:
			continue
		}
		if strings.HasSuffix(t.Words[h.Last].Norm, "s") || k >= len(t.Words) || t.Words[k].Sentence != t.Words[h.Last].Sentence || strings.TrimSpace(t.Raw[h.End:t.Words[k].Start]) != "" {
			continue
		}
		if raw := t.Words[k].Raw; len(raw) == 1 && raw[0] >= 'A' && raw[0] <= 'Z' && (raw != "I") || raw[0] >= '0' && raw[0] <= '9' && len(raw) <= 5 {
			out = append(out, sign{h.Means + " " + t.Words[k].Norm, h.First, k})
		}
	}
	return out
}
