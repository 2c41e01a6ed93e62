package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// The classes of signs by which a person or a thing is traced, and of verbs by which someone gives what he knows.
const (
	personalSign diction.Class = "personal-sign"
	supplying    diction.Class = "supplying"
)

// signUnsaid reports a sentence by which someone saw, wrote down or gave the number of a plate, of a telephone or of goods, where no line of the sources
// that it cites, their titles or what it rests on has such a sign or a word for one: whoever brought it in is then not told. That a source is printed in
// part excuses nothing here, since the lines which the sentence cites are printed.
func (p *Pass) signUnsaid(b *backing) bool {
	if len(b.lines) == 0 || !b.own {
		return false
	}
	for _, h := range b.text.Hits(personalSign) {
		w := b.text.Words[h.First]
		if !b.plain(h.First) || formal(b.text, w.Sentence) || deniedNear(b.text, h.First) || !givesOrSees(b.text, h) {
			continue
		}
		if slices.ContainsFunc(b.read(p), hasSign) || slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool {
			return slices.ContainsFunc(s.Lines, func(l record.Line) bool { return l.Cut != "" || hasSign(p.Text(l.Text)) })
		}) {
			continue
		}
		f := Flaw{
			Assertion: b.N, Span: hitSpan(b.text, h), Sworn: b.text.Raw[h.Start:h.End],
			Message: fmt.Sprintf("The sentence swears to “%s”. Nothing in the lines it cites says so.", b.text.Raw[h.Start:h.End]),
			Asks:    fmt.Sprintf("Does the source say “%s”, or only what was read into it?", b.text.Raw[h.Start:h.End]),
		}
		for _, l := range b.lines {
			f.Sources = append(f.Sources, l.whole())
		}
		p.Report(f)
		return true
	}
	return false
}

// givesOrSees reports whether the sentence of a sign has a verb by which someone sees it or gives it.
func givesOrSees(t *diction.Text, h diction.Hit) bool {
	in := t.Words[h.First].Sentence
	return inSentence(t, in, supplying, "") || inSentence(t, in, seeing, "")
}

// hasSign reports whether a text has a sign by which something is traced, a word for one, or a figure that may be one.
func hasSign(t *diction.Text) bool {
	return t.Has(personalSign) || len(signs(t)) > 0 || slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		switch w.Norm {
		case "number", "numbers", "tag", "tags", "registration", "license", "licence", "serial", "digits", "vin":
			return true
		}
		return false
	}) || slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Plate || n.Kind == diction.Phone })
}
