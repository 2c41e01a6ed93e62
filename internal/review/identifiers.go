package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
)

// differs reports a particular of the assertion, and of its source, that are not one.
func (p *Pass) differs(b *backing, start, end int, from At) bool {
	own := b.text.Raw[start:end]
	p.Report(Flaw{
		Assertion: b.N, Span: spanOf(b.text, start, end), Sources: []At{from}, Says: from.Span.Words, Sworn: own,
		Message: fmt.Sprintf("The sentence has “%s”; the source has “%s”.", own, from.Span.Words),
		Asks:    "Which is right, and does the difference matter?",
	})
	return true
}

// plain reports whether word i of an assertion is neither quoted nor in a sentence marked as inference.
func (b *backing) plain(i int) bool {
	w := b.text.Words[i]
	return !w.Quoted && !b.marked[w.Sentence]
}

// A sign is a run of letters and digits, such as a serial number or a plate, with its words.
type sign struct {
	norm        string
	first, last int
}

// signs returns the identifiers of a text: words that are one by themselves, and capitals and digits joined by a hyphen.
func signs(t *diction.Text) []sign {
	var out []sign
	for i := 0; i < len(t.Words); i++ {
		w := t.Words[i]
		if i+1 < len(t.Words) && t.Raw[w.End:t.Words[i+1].Start] == "-" && (i == 0 || t.Raw[t.Words[i-1].End:w.Start] != "-") {
			next := t.Words[i+1]
			joined := w.Raw + next.Raw
			if w.Raw == strings.ToUpper(w.Raw) && next.Raw == strings.ToUpper(next.Raw) && identifier(joined) && strings.ContainsFunc(joined, unicode.IsLetter) {
				out = append(out, sign{strings.ToLower(joined), i, i + 1})
				i++
				continue
			}
		}
		if i+1 < len(t.Words) && t.Raw[w.End:t.Words[i+1].Start] == " " && plateParts(w.Raw, t.Words[i+1].Raw) {
			out = append(out, sign{strings.ToLower(w.Raw + t.Words[i+1].Raw), i, i + 1}) // RKD 5182
			i++
			continue
		}
		if identifier(w.Raw) || strings.Count(w.Raw, ".") == 3 && strings.Trim(w.Raw, "0123456789.") == "" {
			out = append(out, sign{w.Norm, i, i})
		}
	}
	return out
}

// plateParts reports whether two words are the letters and the figures of a plate: two to four capitals, and three to five digits.
func plateParts(a, b string) bool {
	letters := func(s string) bool {
		return len(s) >= 2 && len(s) <= 4 && s == strings.ToUpper(s) && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	}
	mixed := func(s string) bool { // 4RD
		return len(s) >= 2 && len(s) <= 4 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" && strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789") != ""
	}
	figures := func(s string) bool { return len(s) >= 3 && len(s) <= 5 && strings.Trim(s, "0123456789") == "" }
	return (letters(a) || mixed(a)) && figures(b) || figures(a) && letters(b)
}

// differingIdentifier reports a run of letters and digits, such as a serial number, that the source has with one or two
// other signs, or with the same signs in another order.
func (p *Pass) differingIdentifier(b *backing) bool {
	sworn := signs(b.text)
	for _, x := range sworn {
		w := b.text.Words[x.first]
		if !b.plain(x.first) || x.first == x.last && b.supplies.stems[w.Stem] {
			continue
		}
		known := func(o sign) bool { return o.norm == x.norm }
		if slices.ContainsFunc(b.lines, func(l spoken) bool { return slices.ContainsFunc(signs(l.text), known) }) || p.signElsewhere(b, x) {
			continue
		}
		for _, l := range b.lines {
			for _, o := range signs(l.text) {
				used := slices.ContainsFunc(sworn, func(y sign) bool { return y.norm == o.norm })
				if len(o.norm) == len(x.norm) && !used && (unlikeSigns(x.norm, o.norm) <= 2 || sameSigns(x.norm, o.norm)) {
					return p.differs(b, w.Start, b.text.Words[x.last].End, l.at(l.text.Words[o.first].Start, l.text.Words[o.last].End))
				}
			}
		}
	}
	return false
}

// differingLabel reports a mark of capitals and a number that the cited lines have with another number, where nothing behind the assertion has
// the sworn one and the assertion does not tell theirs: PN 7, for PN 1.
func (p *Pass) differingLabel(b *backing) bool {
	sworn := labels(b.text)
	for _, x := range sworn {
		known := func(o sign) bool { return o.norm == x.norm }
		if !b.plain(x.first) || slices.ContainsFunc(b.read(p), func(t *diction.Text) bool { return slices.ContainsFunc(labels(t), known) }) {
			continue
		}
		for _, l := range b.lines {
			for _, o := range labels(l.text) {
				letters := b.text.Words[x.first].Raw == l.text.Words[o.first].Raw
				if letters && !slices.ContainsFunc(sworn, func(y sign) bool { return y.norm == o.norm }) {
					return p.differs(b, b.text.Words[x.first].Start, b.text.Words[x.last].End, l.at(l.text.Words[o.first].Start, l.text.Words[o.last].End))
				}
			}
		}
	}
	return false
}

// labels are the marks of a text that are one to four capitals and a number of at most three figures: PN 1, Q-14.
func labels(t *diction.Text) []sign {
	var out []sign
	for i := 0; i+1 < len(t.Words); i++ {
		w, next := t.Words[i], t.Words[i+1]
		gap := t.Raw[w.End:next.Start]
		if len(w.Raw) <= 4 && strings.Trim(w.Raw, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && w.Raw != "I" && w.Raw != "A" && w.Raw != "AM" && w.Raw != "PM" && w.Raw != "NO" &&
			(gap == " " || gap == "-") && len(next.Raw) <= 3 && strings.Trim(next.Raw, "0123456789") == "" && w.Sentence == next.Sentence {
			out = append(out, sign{w.Norm + " " + strings.TrimLeft(next.Raw, "0"), i, i + 1})
		}
	}
	return out
}

// signElsewhere reports whether the heads of the cited sources, or what the assertion rests on, have an identifier.
func (p *Pass) signElsewhere(b *backing, x sign) bool {
	return slices.ContainsFunc(b.read(p), func(t *diction.Text) bool {
		return slices.ContainsFunc(signs(t), func(o sign) bool { return o.norm == x.norm })
	})
}

// sameSigns reports whether two words have the same signs, in whatever order.
func sameSigns(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// identifier reports whether a word is of five signs or more, has four digits, or three if it is longer, and no mark.
func identifier(w string) bool {
	digits := 0
	for _, r := range w {
		if unicode.IsDigit(r) {
			digits++
		} else if !unicode.IsLetter(r) {
			return false
		}
	}
	return len(w) >= 6 && digits >= 3 || len(w) == 5 && digits >= 4
}

// unlikeSigns counts the places at which two words of one length differ.
func unlikeSigns(a, b string) int {
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// A road is the name of a street: the word before street, and what sort of street.
type road struct {
	name, sort  string
	first, last int
}

func roads(t *diction.Text) []road {
	var out []road
	for _, h := range t.Hits(diction.Street) {
		if h.First == 0 || t.Words[h.First-1].Sentence != t.Words[h.First].Sentence || strings.TrimSpace(t.Raw[t.Words[h.First-1].End:h.Start]) != "" {
			continue
		}
		w := t.Words[h.First-1]
		if slices.ContainsFunc(t.Hits(diction.Common), func(c diction.Hit) bool { return c.First == h.First-1 }) || !capital(w.Raw) && !identifier(w.Raw) || standsAt(t, tribunal, h.First) {
			continue
		}
		out = append(out, road{w.Norm, h.Means, h.First - 1, h.Last})
	}
	return out
}

// tribunal is the class of courts whose names end as those of streets do.
const tribunal diction.Class = "tribunal"

// differingStreet reports a street that nothing behind the assertion has, where the cited lines have another that the
// assertion does not use.
func (p *Pass) differingStreet(b *backing) bool {
	sworn := roads(b.text)
	if len(sworn) == 0 {
		return false
	}
	texts := p.streetTexts(b)
	known := func(r road) bool {
		return slices.ContainsFunc(texts, func(t *diction.Text) bool {
			return slices.ContainsFunc(roads(t), func(o road) bool { return o.name == r.name && o.sort == r.sort })
		})
	}
	for _, r := range sworn {
		if !b.plain(r.first) || known(r) {
			continue
		}
		for _, l := range b.lines {
			if hasFolded(l.text, r.name) && !slices.ContainsFunc(roads(l.text), func(o road) bool { return o.name == r.name }) {
				continue // the source has it without its sort
			}
			for _, o := range roads(l.text) {
				if slices.ContainsFunc(sworn, func(s road) bool { return s.name == o.name && s.sort == o.sort }) {
					continue
				}
				if o.name != r.name && b.supplies.stems[b.text.Words[r.first].Stem] {
					continue
				}
				return p.differs(b, b.text.Words[r.first].Start, b.text.Words[r.last].End, l.at(l.text.Words[o.first].Start, l.text.Words[o.last].End))
			}
		}
	}
	return false
}

// streetTexts are the texts that may supply the name of a street.
func (p *Pass) streetTexts(b *backing) []*diction.Text {
	var out []*diction.Text
	for _, l := range b.lines {
		out = append(out, l.text)
	}
	for _, c := range b.cites {
		if s := p.Matter.Source(c.Source); s != nil {
			for _, text := range p.head(s) {
				out = append(out, p.Text(text))
			}
		}
	}
	names := p.namesIn(b.text)
	for i := range p.Matter.People {
		who := &p.Matter.People[i]
		named := slices.ContainsFunc(names, func(n diction.Name) bool { return slices.Contains(p.fitting(n.Text), who.ID) })
		if home := p.Text(who.Home); named || slices.ContainsFunc(home.Numbers(), func(n diction.Number) bool { return slices.ContainsFunc(b.text.Numbers(), n.Same) }) {
			out = append(out, home)
		}
	}
	if p.App.Place != nil {
		out = append(out, p.Text(p.App.Place.All()))
	}
	return out
}

// differingDay reports a day of the week that no cited line has, beside a date or a word of weight that a line has beside
// another day.
func (p *Pass) differingDay(b *backing) bool {
	for _, h := range b.text.Hits(diction.Day) {
		if !b.plain(h.First) {
			continue
		}
		for _, l := range b.lines {
			if slices.ContainsFunc(l.text.Hits(diction.Day), func(o diction.Hit) bool { return o.Value == h.Value }) {
				return false
			}
		}
		for _, l := range b.lines {
			for _, o := range l.text.Hits(diction.Day) {
				if slices.ContainsFunc(b.text.Hits(diction.Day), func(x diction.Hit) bool { return x.Value == o.Value }) {
					continue
				}
				if sameDateBeside(b.text, h, l.text, o) || p.near(b.text, diction.Term{First: h.First, Last: h.Last}, l.text, o) && onlyDayUntold(b.text, l.text, o) {
					return p.differs(b, h.Start, h.End, l.at(o.Start, o.End))
				}
			}
		}
	}
	return false
}

// onlyDayUntold reports whether every other day of the week that a line has is told in an assertion too, so that one that is not told can only be meant by
// one that the line does not have.
func onlyDayUntold(t, line *diction.Text, day diction.Hit) bool {
	return !slices.ContainsFunc(line.Hits(diction.Day), func(o diction.Hit) bool {
		return o.First != day.First && !slices.ContainsFunc(t.Hits(diction.Day), func(x diction.Hit) bool { return x.Value == o.Value })
	})
}

// sameDateBeside reports whether one date stands directly after two days of the week.
func sameDateBeside(a *diction.Text, x diction.Hit, b *diction.Text, y diction.Hit) bool {
	for _, n := range a.Numbers() {
		for _, m := range b.Numbers() {
			if n.Kind == diction.Date && n.First == x.Last+1 && m.First == y.Last+1 && n.Same(m) {
				return true
			}
		}
	}
	return false
}
