package review

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// onRecord are the figures that the record has anywhere but in sworn words: in the lines and the heads of all sources, in what it says of
// people and places, and in the times of the application itself.
type onRecord struct {
	numbers []diction.Number
	digits  map[string]bool
	filed   *onRecord // those of the sources and the people, which stay while an assertion is typed
}

// add adds the figures of a text.
func (r *onRecord) add(p *Pass, s string) {
	if s == "" {
		return
	}
	r.numbers = append(r.numbers, p.Text(s).Numbers()...)
	for _, d := range digitRuns(s) {
		r.digits[d] = true
	}
}

// when adds those of times.
func (r *onRecord) when(list ...record.When) {
	for _, w := range list {
		r.numbers = append(r.numbers, whenNumbers(w)...)
	}
}

// any reports whether one of the numbers is such.
func (r *onRecord) any(such func(diction.Number) bool) bool {
	return slices.ContainsFunc(r.numbers, such) || slices.ContainsFunc(r.filed.numbers, such)
}

// run reports whether the digits stand anywhere.
func (r *onRecord) run(digits string) bool { return r.digits[digits] || r.filed.digits[digits] }

// file gathers the figures of the sources and the people once, for all passes that know of the same.
func (p *Pass) file() *onRecord {
	if p.kept.filed == nil {
		p.kept.filed = new(onRecord)
	}
	r := p.kept.filed
	if r.digits != nil {
		return r
	}
	r.digits = make(map[string]bool)
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		for j := range s.Lines {
			r.add(p, s.Lines[j].Text)
			r.add(p, s.Lines[j].Cut)
		}
		for _, t := range p.head(s) {
			r.add(p, t)
		}
		r.when(s.Time, s.Made)
	}
	for i := range p.Matter.People {
		r.add(p, p.Matter.People[i].Home)
		r.add(p, p.Matter.People[i].Of)
	}
	return r
}

// onRecord gathers the figures of the record, on the first call.
func (p *Pass) onRecord() *onRecord {
	if p.kept.onRecord != nil {
		return p.kept.onRecord
	}
	r := &onRecord{digits: make(map[string]bool), filed: p.file()}
	p.kept.onRecord = r
	for i := range p.Matter.Orders {
		o := &p.Matter.Orders[i]
		r.when(o.Made, o.From, o.Until, o.SealedOn)
	}
	if p.App.Place != nil {
		r.add(p, p.App.Place.All())
	}
	for _, item := range p.App.Items {
		r.add(p, item)
	}
	r.add(p, p.App.Offence.Title)
	if p.App.Complaint != nil {
		r.add(p, p.App.Complaint.Text)
	}
	r.when(p.App.Drafted, p.asked())
	return r
}

// digitRuns are the runs of figures of a text as plain numbers: without the commas of thousands, cents of nought, or noughts in front.
func digitRuns(s string) []string {
	var out []string
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for i := 0; i < len(s); i++ {
		if !digit(i) {
			continue
		}
		from := i
		for i < len(s) && (digit(i) || (s[i] == ',' || s[i] == '.') && digit(i-1) && digit(i+1) && (s[i] == '.' || digit(i+2) && digit(i+3))) {
			i++
		}
		run := strings.ReplaceAll(s[from:i], ",", "")
		if whole, cents, ok := strings.Cut(run, "."); ok && strings.Trim(cents, "0") == "" {
			run = whole
		}
		if run = strings.TrimLeft(run, "0"); run != "" {
			out = append(out, run)
		}
	}
	return out
}

// leastTelling is the least figure that may be told from another by itself: small ones stand in any record for anything.
const leastTelling = 13

// has reports whether the record has a figure in any form: the same value of the same sort, the same digits, or the words for it.
func (r *onRecord) has(t *diction.Text, n diction.Number) bool {
	if r.any(n.Same) {
		return true
	}
	switch n.Kind {
	case diction.Clock, diction.Duration, diction.Ordinal, diction.Locator, diction.Measure:
		return false
	case diction.Date:
		if year, month, _ := dateOf(n); month != "00" || year == "0000" {
			return false
		}
	}
	if n.Value < leastTelling && n.Kind != diction.Sum && n.Kind != diction.Date {
		return false
	}
	for _, run := range digitRuns(t.Raw[n.Start:n.End]) {
		if r.run(run) {
			return true
		}
	}
	same := func(v float64) bool {
		return r.any(func(o diction.Number) bool {
			return (o.Kind == diction.Count || o.Kind == n.Kind) && (math.Abs(o.Value-v) < 1e-6 || math.Abs(o.High-v) < 1e-6)
		})
	}
	if n.Kind == diction.Sum || n.Kind == diction.Count {
		return same(n.Value) || r.run(strconv.FormatFloat(n.Value, 'f', -1, 64))
	}
	return false
}

// digitsCited reports whether the cited sources have the digits of a figure, by themselves or grown together with letters: 12GA.
func (p *Pass) digitsCited(b *backing, n diction.Number) bool {
	runs := digitRuns(b.text.Raw[n.Start:n.End])
	if len(runs) == 0 && n.Kind == diction.Count && n.Value == n.High {
		runs = []string{strconv.FormatFloat(n.Value, 'f', -1, 64)} // four, for 4
	} else if len(runs) == 1 && len(runs[0]) == 1 {
		return false
	}
	if n.Kind == diction.Clock {
		return clockCited(b, n)
	}
	if n.Kind == diction.Measure && heightCited(b, n) {
		return true
	}
	if len(runs) != 1 || n.Kind == diction.Locator || n.Kind == diction.Date && !yearAlone(n) {
		return false
	}
	has := func(s string) bool { return slices.Contains(digitRuns(s), runs[0]) }
	return slices.ContainsFunc(b.lines, func(l spoken) bool { return has(l.text.Raw) }) ||
		slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool { return slices.ContainsFunc(p.head(s), has) })
}

// valueCited reports whether a cited line has the value of a figure as a bare number, whose unit stands with another or is left out (60 by
// 120 feet; for eight hundred, nine hundred), or in the label of who speaks.
func (b *backing) valueCited(n diction.Number) bool {
	switch n.Kind {
	case diction.Measure, diction.Sum, diction.Count:
	default:
		return false
	}
	runs := digitRuns(b.text.Raw[n.Start:n.End])
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		if len(runs) == 1 && len(runs[0]) >= 3 && strings.Contains(l.line.Speaker, runs[0]) {
			return true
		}
		return slices.ContainsFunc(l.text.Numbers(), func(o diction.Number) bool {
			if o.Kind != diction.Count {
				return false
			}
			return n.Kind == diction.Sum && n.Value >= leastTelling && o.Value == n.Value ||
				n.Kind == diction.Measure && len(runs) == 1 && strconv.FormatFloat(o.Value, 'f', -1, 64) == runs[0] && joinsFigure(l.text, o)
		})
	})
}

// joinsFigure reports whether a bare number is joined to a measure that follows: 60 by 120 feet, ten or twelve miles, 5 x 7 inches.
func joinsFigure(t *diction.Text, o diction.Number) bool {
	return slices.ContainsFunc(t.Numbers(), func(m diction.Number) bool {
		return m.Kind == diction.Measure && m.First == o.Last+2 && wordAt(t, o.Last+1, "by", "x", "or", "to", "and")
	})
}

// clockConverted reports whether the sentence of a time or a date says that it goes by another clock than its source: in UTC, by the
// clock of Newark, two hours behind.
func clockConverted(t *diction.Text, n diction.Number) bool {
	if n.Kind != diction.Clock && n.Kind != diction.Date {
		return false
	}
	return inSentence(t, t.Words[n.First].Sentence, otherClock, "")
}

// otherClock is the class of words by which a sentence says by which clock it tells a time.
const otherClock diction.Class = "other-clock"

// heightCited reports whether a cited line has feet and inches by two figures and a mark: 6-2 or 6'2", for six feet two.
func heightCited(b *backing, n diction.Number) bool {
	var parts []string
	for i := n.First; i <= min(n.Last+1, len(b.text.Words)-1); i++ {
		if v, ok := numberAt(b.text, i); ok && v.First == v.Last && v.First != n.First {
			parts = append(parts, strconv.FormatFloat(v.Value, 'f', -1, 64))
		} else if k := slices.Index(unitsToTwelve, b.text.Words[i].Norm); k >= 0 {
			parts = append(parts, strconv.Itoa(k+1))
		}
	}
	return len(parts) == 2 && slices.ContainsFunc(b.lines, func(l spoken) bool {
		for _, mark := range []string{"-", "'", "’", " ft "} {
			if strings.Contains(l.text.Raw, parts[0]+mark+parts[1]) {
				return true
			}
		}
		return false
	})
}

var unitsToTwelve = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// clockCited reports whether a cited line has a time of day as four figures, by twelve hours or by twenty-four: 1821, for 6:21 p.m.
func clockCited(b *backing, n diction.Number) bool {
	if n.Value != math.Trunc(n.Value) {
		return false
	}
	minutes := int(n.Value)
	var forms []string
	all := []int{minutes}
	if n.Unit == "" {
		all = []int{minutes, minutes % 720, minutes%720 + 720}
	}
	for _, m := range all {
		forms = append(forms, strconv.Itoa(m/60*100+m%60))
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(digitRuns(l.text.Raw), func(d string) bool { return len(d) >= 3 && slices.Contains(forms, d) })
	})
}

// oneFigureOff finds a time of day of four figures in the cited lines that is the sworn one but for one figure, where the lines have no other
// such and the assertion does not tell it: 0930, for 0830.
func oneFigureOff(b *backing, n diction.Number) (At, bool) {
	if n.Kind != diction.Clock || n.Value != math.Trunc(n.Value) || len(digitRuns(b.text.Raw[n.Start:n.End])) == 0 {
		return At{}, false
	}
	var found []At
	for _, l := range b.lines {
		for _, w := range l.text.Words {
			if len(w.Raw) != 4 || strings.Trim(w.Raw, "0123456789") != "" {
				continue
			}
			v := small(w.Raw)
			if v/100 > 23 || v%100 > 59 || slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
				return o.Kind == diction.Clock && int(math.Mod(o.Value, 720)) == (v/100*60+v%100)%720
			}) {
				continue
			}
			for _, m := range []int{int(n.Value) % 720, int(n.Value)%720 + 720} {
				if own := m/60*100 + m%60; unlikeSigns(pad4(own), w.Raw) == 1 {
					found = append(found, l.at(w.Start, w.End))
					break
				}
			}
		}
	}
	if len(found) != 1 || aboutThen(b.text, n) && slices.ContainsFunc(figuresOf(b), func(f figure) bool { return f.Kind == diction.Clock && f.Same(n) }) {
		return At{}, false
	}
	return found[0], true
}

func pad4(v int) string {
	s := strconv.Itoa(v)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}

// yearAlone reports whether a date is a year and nothing more.
func yearAlone(n diction.Number) bool {
	year, month, _ := dateOf(n)
	return year != "0000" && month == "00"
}

// shortYear reports whether a line has the year of a sworn one by its last two figures: a ninety-six, for 1996.
func shortYear(b *backing, n diction.Number) bool {
	year := 0.0
	switch {
	case yearAlone(n):
		year = float64(small(n.Norm[:4]))
	case n.Kind == diction.Count && n.Value >= 1900 && n.Value < 2100:
		year = n.Value
	default:
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Numbers(), func(o diction.Number) bool { return o.Value == math.Mod(year, 100) || o.Value == year })
	})
}

// letterForLetter reports whether a cited line has the very characters of a figure, where it was cut or read otherwise: a plate in a list.
func letterForLetter(b *backing, n diction.Number) bool {
	own := strings.ToLower(strings.TrimSpace(b.text.Raw[n.Start:n.End]))
	return len(own) >= 4 && slices.ContainsFunc(b.lines, func(l spoken) bool {
		raw := strings.ToLower(l.text.Raw)
		for at := 0; ; {
			k := strings.Index(raw[at:], own)
			if k < 0 {
				return false
			}
			k += at
			end := k + len(own)
			if (k == 0 || !wordByte(raw[k-1])) && (end == len(raw) || !wordByte(raw[end])) {
				return true
			}
			at = k + 1
		}
	})
}

func wordByte(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 0x80 }

// rangeTold reports whether a range of the source is told by both its ends: from $1,400 to $2,900, between $1,400 and $2,900.
func rangeTold(t *diction.Text, f diction.Number) bool {
	has := func(v float64) bool {
		return slices.ContainsFunc(t.Numbers(), func(o diction.Number) bool { return o.Kind == f.Kind && (o.Value == v || o.High == v) })
	}
	return f.High > f.Value && has(f.Value) && has(f.High)
}

// sumOfSome reports whether an amount of money is the sum of two or more that the lines give, in whatever order.
func sumOfSome(b *backing, n diction.Number) bool {
	if n.Kind != diction.Sum {
		return false
	}
	var cents []int64
	for _, f := range figuresOf(b) {
		if f.Kind == diction.Sum || f.Kind == diction.Count && f.Value >= 100 {
			cents = append(cents, int64(math.Round(f.Value*100)))
		}
	}
	if len(cents) > mostSummed {
		return false
	}
	want := int64(math.Round(n.Value * 100))
	for set := 1; set < 1<<len(cents); set++ {
		total, terms := int64(0), 0
		for i, c := range cents {
			if set>>i&1 == 1 {
				total += c
				terms++
			}
		}
		if terms > 1 && total == want {
			return true
		}
	}
	return false
}

// mostSummed bounds how many amounts are tried in every combination.
const mostSummed = 12

// figureAt is the number of a line that begins at a word, or one of no value there.
func figureAt(l spoken, first int) figure {
	n, ok := numberAt(l.text, first)
	if !ok {
		n = diction.Number{First: first, Last: first}
	}
	return figure{Number: n, text: l.text}
}
