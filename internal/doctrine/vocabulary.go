package doctrine

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// sheetSchema is the schema of a file of vocabulary, and what such a file is called.
const sheetSchema = "vocabulary"

// A laid sheet is a file of vocabulary that a layer has, and where it stands.
type laid struct {
	sheet diction.Sheet
	at    spot
}

// Lexicon is the vocabulary by which texts are read: that which comes with the program, with what layers laid over it.
func (l *Law) Lexicon() *diction.Lexicon { return l.lexicon() }

// vocabulary lists the sheets that layers laid over that of the program.
func (l *Law) vocabulary() []diction.Sheet {
	var list []diction.Sheet
	for _, x := range l.sheets {
		list = append(list, x.sheet)
	}
	return list
}

// vocabulary reads the sheets of a layer into its law.
func (r *reader) vocabulary(l *Law) {
	names := r.folder(".")
	l.sheets = slices.Clip(l.sheets)
	for i, o := range r.openAll(names, sheetSchema) {
		if o.node != nil {
			var s diction.Sheet
			sound := o.decoder.item(o.node, reflect.ValueOf(&s).Elem(), "this sheet of vocabulary")
			at := r.spot(&source{files: r.files, name: names[i]}, o.node)
			at.broken = !sound
			l.sheets = append(l.sheets, laid{s, at})
			l.at[sheetSchema+" "+strings.TrimSuffix(path.Base(names[i]), ".yaml")] = at
		}
		r.faults = append(r.faults, o.decoder.faults...)
	}
}

// read makes the vocabulary of a law of what layers laid over that of the program, and says what is wrong with that. Where a sheet was not
// read whole, which has been told, the law keeps that of the program.
func (l *Law) read() Problems {
	if len(l.sheets) == 0 || slices.ContainsFunc(l.sheets, func(x laid) bool { return x.at.broken }) {
		return nil
	}
	lx, misfits := diction.Over(l.vocabulary())
	var found Problems
	for _, m := range misfits {
		p := l.sheets[m.Sheet].at.within(m.Part...)
		p.What = m.What
		found = append(found, p)
	}
	if lx != nil {
		l.lexicon = func() *diction.Lexicon { return lx }
	}
	return found
}
