package diction

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Misfit is a fault of a sheet that was to be laid over a vocabulary.
type Misfit struct {
	Sheet int   // which of them
	Part  []any // where in it, by fields and by indexes of lists
	What  string
}

// Over returns the vocabulary that ships with the program with sheets laid over it, each over those before it: what a sheet says is to be
// without is taken out, and its entries are added. A word that its class has already is not added again: whoever wants it otherwise takes it
// out too. There are no classes, and no kinds within a class, but those of the program, since only those are asked for.
//
// If anything is wrong it returns no vocabulary, and all that is.
func Over(laid []Sheet) (*Lexicon, []Misfit) {
	base, _, err := readSheets(vocabulary, "vocabulary")
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	o := &overlay{sheets: base, ways: make(map[Class]ways), concepts: make(map[string]bool), forms: &Lexicon{irregular: make(map[string]string)}}
	for _, s := range base {
		for _, e := range s.Entries {
			o.learn(cmp.Or(e.Class, s.Class), e)
		}
	}
	for _, s := range laid { // what a sheet means may lie under what a later one does
		for _, e := range s.Entries {
			o.means(e)
		}
	}
	for i, s := range laid {
		o.at = i
		o.lay(s)
	}
	if len(o.found) > 0 {
		return nil, o.found
	}
	lx, at, err := build(o.sheets)
	if err != nil {
		return nil, []Misfit{{Sheet: max(at-len(base), 0), What: err.Error()}}
	}
	for c := range o.ways {
		if len(lx.Class(c)) == 0 {
			lx.emptied = append(lx.emptied, c)
		}
	}
	slices.Sort(lx.emptied)
	return lx, nil
}

// An overlay is a vocabulary while sheets are laid over it.
type overlay struct {
	sheets   []Sheet
	ways     map[Class]ways
	concepts map[string]bool
	forms    *Lexicon // of the irregular words only, by which inflections are told
	at       int      // the sheet that is laid
	found    []Misfit
}

// ways are how the entries of a class are told apart in the program's own vocabulary.
type ways struct {
	kinds            []string
	valued, unvalued bool // whether some have a value, and some none
}

func (o *overlay) learn(class Class, e SheetEntry) {
	w := o.ways[class]
	if !slices.Contains(w.kinds, e.Kind) {
		w.kinds = append(w.kinds, e.Kind)
	}
	if e.Value != 0 {
		w.valued = true
	} else {
		w.unvalued = true
	}
	o.ways[class] = w
	if class == Irregular {
		for _, words := range e.Words {
			o.forms.irregular[words] = inflected(e.Means)
		}
	}
	o.means(e)
	for _, c := range slices.Concat(e.Under, e.Of, e.Opposite) {
		o.concepts[c] = true
	}
}

func (o *overlay) means(e SheetEntry) {
	if len(e.Words) > 0 {
		o.concepts[cmp.Or(e.Means, e.Words[0])] = true
	}
}

func (o *overlay) fault(part []any, format string, args ...any) {
	o.found = append(o.found, Misfit{o.at, part, fmt.Sprintf(format, args...)})
}

// lay lays one sheet over what there is.
func (o *overlay) lay(s Sheet) {
	if len(s.Without) == 0 && len(s.Entries) == 0 {
		o.fault(nil, "the sheet has neither entries nor words to be without; write some")
	}
	if !o.known(s.Class, "class") {
		return // what it has would be told to be nowhere, again and again
	}
	for i, w := range s.Without {
		class := cmp.Or(w.Class, s.Class)
		if !o.known(class, "without", i, "class") {
			continue
		}
		for j, words := range w.Words {
			if !o.takeOut(class, words) {
				o.fault([]any{"without", i, "words", j}, "class %s has no %q%s; take it out of without, or name a word that is there", class, words, fault.DidYouMean(words, o.phrases(class)))
			}
		}
	}
	own := Sheet{Class: s.Class, Note: s.Note}
	for i, e := range s.Entries {
		e.Words = slices.Clone(e.Words)
		class := cmp.Or(e.Class, s.Class)
		if o.known(class, "entries", i, "class") {
			o.entry(i, class, e, own)
		}
		own.Entries = append(own.Entries, e)
	}
	o.sheets = append(o.sheets, own)
}

// known notes a class that there is not.
func (o *overlay) known(class Class, part ...any) bool {
	if _, ok := o.ways[class]; ok {
		return true
	}
	var names []string
	for c := range o.ways {
		names = append(names, string(c))
	}
	slices.Sort(names)
	o.fault(part, "there is no class of words %q%s; no check would ask for it", class, fault.DidYouMean(string(class), names))
	return false
}

// entry notes what is wrong with an entry of a sheet, of which own has those before it.
func (o *overlay) entry(i int, class Class, e SheetEntry, own Sheet) {
	part := func(name string, more ...any) []any { return append([]any{"entries", i, name}, more...) }
	w := o.ways[class]
	if !slices.Contains(w.kinds, e.Kind) {
		kinds := slices.Sorted(slices.Values(slices.DeleteFunc(slices.Clone(w.kinds), func(k string) bool { return k == "" })))
		switch {
		case len(kinds) == 0:
			o.fault(part("kind"), "class %s has no kinds; take the line out", class)
		case e.Kind == "":
			o.fault([]any{"entries", i}, "it says no kind; those of class %s are %s", class, strings.Join(kinds, ", "))
		default:
			o.fault(part("kind"), "class %s has no kind %q%s; expected one of %s", class, e.Kind, fault.DidYouMean(e.Kind, kinds), strings.Join(kinds, ", "))
		}
	}
	switch {
	case e.Value == 0 && w.valued && !w.unvalued:
		o.fault([]any{"entries", i}, "it says no value, and every entry of class %s has one; write value:", class)
	case e.Value != 0 && !w.valued:
		o.fault(part("value"), "no entry of class %s has a value; take the line out", class)
	}
	if e.Case != "" && e.Case != "upper" && e.Case != "lower" {
		o.fault(part("case"), "case is %q; expected upper or lower", e.Case)
	}
	if class == Irregular && e.Means == "" {
		o.fault([]any{"entries", i}, "it says not what word this is a form of; write means:")
	}
	for _, list := range []struct {
		name     string
		concepts []string
	}{{"under", e.Under}, {"opposite", e.Opposite}, {"of", e.Of}} {
		for j, c := range list.concepts {
			if !o.concepts[c] {
				o.fault(part(list.name, j), "nothing means %q%s; name what an entry means, or add one that does", c, fault.DidYouMean(c, o.allConcepts()))
			}
		}
	}
	for j, words := range e.Words {
		if firstWord(words) == "" {
			o.fault(part("words", j), "%q has no word in it", words)
			continue
		}
		if as, ok := o.has(class, words); ok {
			of := ""
			if !alike(words)(as) {
				of = fmt.Sprintf(", as a form of %q", as)
			}
			o.fault(part("words", j), "%q is in class %s already%s; take it out here, or name it under without too, to say otherwise what it is", words, class, of)
		}
		mine := func(x SheetEntry) bool {
			return cmp.Or(x.Class, own.Class) == class && x.Kind == e.Kind && slices.ContainsFunc(x.Words, alike(words))
		}
		if slices.ContainsFunc(own.Entries, mine) || slices.ContainsFunc(e.Words[:j], alike(words)) {
			o.fault(part("words", j), "%q is given twice in class %s; keep one", words, class)
		}
	}
}

// firstWord is the first word of a phrase, or nothing.
func firstWord(phrase string) string {
	for w := range each(phrase) {
		return w
	}
	return ""
}

func alike(words string) func(string) bool {
	want := Fold(words)
	return func(s string) bool { return Fold(s) == want }
}

// stems is a phrase by the stems of its words.
func (o *overlay) stems(phrase string) string {
	var list []string
	for raw := range each(phrase) {
		list = append(list, o.forms.stem(strings.ReplaceAll(Fold(raw), ".", "")))
	}
	return strings.Join(list, " ")
}

// form reports whether a phrase is one of those of an entry, or an inflection of one.
func (o *overlay) form(class Class, e SheetEntry, words string) func(string) bool {
	if e.Exact || class == Irregular {
		return alike(words)
	}
	want := o.stems(words)
	return func(s string) bool { return o.stems(s) == want }
}

// takeOut takes a phrase and its inflections out of a class, and reports whether it was there.
func (o *overlay) takeOut(class Class, words string) bool {
	found := false
	for i := range o.sheets {
		for j := range o.sheets[i].Entries {
			e := &o.sheets[i].Entries[j]
			if cmp.Or(e.Class, o.sheets[i].Class) != class || !slices.ContainsFunc(e.Words, o.form(class, *e, words)) {
				continue
			}
			found = true
			e.Means = cmp.Or(e.Means, e.Words[0]) // its other words mean what they did
			e.Words = slices.DeleteFunc(e.Words, o.form(class, *e, words))
		}
		o.sheets[i].Entries = slices.DeleteFunc(o.sheets[i].Entries, func(e SheetEntry) bool { return len(e.Words) == 0 })
	}
	return found
}

// has is the phrase of a class of which words are a form.
func (o *overlay) has(class Class, words string) (string, bool) {
	for _, s := range o.sheets {
		for _, e := range s.Entries {
			if cmp.Or(e.Class, s.Class) != class {
				continue
			}
			if i := slices.IndexFunc(e.Words, o.form(class, e, words)); i >= 0 {
				return e.Words[i], true
			}
		}
	}
	return "", false
}

// phrases are all of a class.
func (o *overlay) phrases(class Class) []string {
	var list []string
	for _, s := range o.sheets {
		for _, e := range s.Entries {
			if cmp.Or(e.Class, s.Class) == class {
				list = append(list, e.Words...)
			}
		}
	}
	return list
}

func (o *overlay) allConcepts() []string {
	var list []string
	for c := range o.concepts {
		list = append(list, c)
	}
	slices.Sort(list)
	return list
}
