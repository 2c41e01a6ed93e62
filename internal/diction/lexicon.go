package diction

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed vocabulary/*.yaml
var vocabulary embed.FS

// A Class is a kind of words that checks ask for, such as hedge or drug. The classes are those of the vocabulary files.
type Class string

// An Entry is one word or phrase of the vocabulary.
type Entry struct {
	Words    string   // the phrase, as in the file
	Class    Class    // what sort of words it belongs to
	Kind     string   // a division of the class, or empty
	Means    string   // the concept it names; synonyms share it
	Under    []string // broader concepts, of which this is one sort
	Opposite []string // concepts that cannot hold together with this one
	Value    float64  // for number words and units

	class int // the number of the class in its lexicon
	exact bool
	upper bool // only with a capital
	lower bool // only without one, even at the beginning of a sentence
	keys  []string
}

// A Lexicon is the vocabulary that a text is read by. It is not changed once loaded.
type Lexicon struct {
	entries   []Entry
	classes   map[Class]int    // a number for each class, from 1
	byFirst   map[string][]int // by the stem, or for exact entries the norm, of the first word
	irregular map[string]string
	abbrev    map[string]bool
	under     map[string][]string
	means     map[string][]string // concepts by phrase of stems
	opposite  map[string][]string
	of        map[string][]string
	names     *register
	emptied   []Class // classes of the program's own vocabulary in which what was laid over it left no word
}

// Default returns the vocabulary that ships with the program.
var Default = sync.OnceValue(func() *Lexicon {
	lx, err := Load(vocabulary, "vocabulary")
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return lx
})

// Load reads every .yaml file of a folder as vocabulary, in the order of their names. A key that is not known, an entry
// without words or class, and a phrase given twice in one class with one meaning are errors that name the file.
func Load(files fs.FS, dir string) (*Lexicon, error) {
	sheets, names, err := readSheets(files, dir)
	if err != nil {
		return nil, err
	}
	lx, at, err := build(sheets)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", names[at], err)
	}
	return lx, nil
}

// readSheets reads every .yaml file of a folder, in the order of their names.
func readSheets(files fs.FS, dir string) ([]Sheet, []string, error) {
	names, err := fs.Glob(files, dir+"/*.yaml")
	if err != nil {
		return nil, nil, err
	}
	slices.Sort(names)
	sheets, errs := make([]Sheet, len(names)), make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names { // each by itself: to read the sheets is half of what a start takes
		all.Go(func() { sheets[i], errs[i] = readSheet(files, name) })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, nil, err
		}
	}
	return sheets, names, nil
}

// build makes a lexicon of sheets. An error comes with the number of the sheet that it is of.
func build(sheets []Sheet) (*Lexicon, int, error) {
	phrases := 0
	for _, s := range sheets {
		for _, e := range s.Entries {
			phrases += len(e.Words)
		}
	}
	lx := &Lexicon{
		classes:   make(map[Class]int),
		byFirst:   make(map[string][]int, phrases),
		irregular: make(map[string]string),
		abbrev:    make(map[string]bool),
		under:     make(map[string][]string),
		means:     make(map[string][]string, phrases),
		opposite:  make(map[string][]string),
		of:        make(map[string][]string),
	}
	for _, s := range sheets { // first, since stems of phrases need them
		for _, e := range s.Entries {
			if cmp.Or(e.Class, s.Class) == Irregular {
				for _, w := range e.Words {
					lx.irregular[w] = inflected(e.Means)
				}
			}
		}
	}
	lx.entries = make([]Entry, 0, phrases)
	for i, s := range sheets {
		if err := lx.add(s); err != nil {
			return nil, i, err
		}
	}
	lx.names = newRegister(lx)
	return lx, 0, nil
}

// add takes in one file.
func (lx *Lexicon) add(s Sheet) error {
	for n, e := range s.Entries {
		class := cmp.Or(e.Class, s.Class)
		if class == "" || len(e.Words) == 0 {
			return fmt.Errorf("entry %d: needs a class and words", n+1)
		}
		if e.Case != "" && e.Case != "upper" && e.Case != "lower" {
			return fmt.Errorf("entry %d: case is %q, want upper or lower", n+1, e.Case)
		}
		if class == Irregular {
			continue
		}
		means := cmp.Or(e.Means, e.Words[0])
		for _, u := range e.Under {
			if !slices.Contains(lx.under[means], u) {
				lx.under[means] = append(lx.under[means], u)
			}
		}
		if len(e.Of) > 0 {
			lx.of[means] = e.Of
		}
		for _, o := range e.Opposite {
			lx.opposite[means] = append(lx.opposite[means], o)
			lx.opposite[o] = append(lx.opposite[o], means)
		}
		for _, words := range e.Words {
			entry := Entry{
				Words: words, Class: class, Kind: e.Kind, Means: means, Under: e.Under, Opposite: e.Opposite, Value: e.Value,
				exact: e.Exact, upper: e.Case == "upper", lower: e.Case == "lower",
			}
			if err := lx.enter(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// enter adds one entry to the index.
func (lx *Lexicon) enter(e Entry) error {
	e.keys = make([]string, 0, 1+strings.Count(e.Words, " "))
	for raw := range each(e.Words) {
		n := Fold(raw)
		if !startsWithDigit(n) {
			n = strings.ReplaceAll(n, ".", "")
		}
		if !e.exact {
			n = lx.stem(n)
		}
		e.keys = append(e.keys, n)
	}
	if len(e.keys) == 0 {
		return fmt.Errorf("%q has no word in it", e.Words)
	}
	alike := lx.byFirst[e.keys[0]]
	for _, i := range alike {
		o := &lx.entries[i]
		if o.Class == e.Class && o.Kind == e.Kind && o.Means == e.Means && o.exact == e.exact && slices.Equal(o.keys, e.keys) {
			if o.Words == e.Words {
				return fmt.Errorf("%q is in class %s twice", e.Words, e.Class)
			}
			return nil // another inflection of one that is there
		}
	}
	if lx.classes[e.Class] == 0 {
		lx.classes[e.Class] = len(lx.classes) + 1
	}
	e.class = lx.classes[e.Class]
	if e.Class == Abbreviation {
		lx.abbrev[strings.ReplaceAll(Fold(e.Words), ".", "")] = true
	}
	lx.byFirst[e.keys[0]] = append(alike, len(lx.entries))
	lx.entries = append(lx.entries, e)
	if !e.exact {
		key := strings.Join(e.keys, " ")
		if !slices.Contains(lx.means[key], e.Means) {
			lx.means[key] = append(lx.means[key], e.Means)
		}
	}
	return nil
}

// Class returns the entries of a class, in the order of the files.
func (lx *Lexicon) Class(c Class) []Entry {
	var out []Entry
	for _, e := range lx.entries {
		if e.Class == c {
			out = append(out, e)
		}
	}
	return out
}

// Classes returns the names of all classes, sorted; one in which what was laid over the vocabulary left no word is among them.
func (lx *Lexicon) Classes() []Class {
	out := slices.Clone(lx.emptied)
	for _, e := range lx.entries {
		if !slices.Contains(out, e.Class) {
			out = append(out, e.Class)
		}
	}
	slices.Sort(out)
	return out
}

// Broader returns a concept and every concept that it is a sort of, nearest first.
func (lx *Lexicon) Broader(concept string) []string {
	out := []string{concept}
	for i := 0; i < len(out); i++ {
		for _, u := range lx.under[out[i]] {
			if !slices.Contains(out, u) {
				out = append(out, u)
			}
		}
	}
	return out
}

// Opposites returns the concepts that cannot hold together with the given one.
func (lx *Lexicon) Opposites(concept string) []string { return lx.opposite[concept] }

// Parts returns the concepts that together make up the given one, such as taking and force for a robbery, or nothing.
func (lx *Lexicon) Parts(concept string) []string { return lx.of[concept] }

// stem returns the stem of a folded word.
func (lx *Lexicon) stem(norm string) string {
	if s, ok := lx.irregular[norm]; ok {
		return s
	}
	return inflected(norm)
}

// abbreviation reports whether the full stop at the end of w belongs to it and ends no sentence.
func (lx *Lexicon) abbreviation(w, next Word) bool {
	norm := strings.ReplaceAll(Fold(w.Raw), ".", "")
	if lx.abbrev[norm] {
		return norm != "no" || next.Raw == "" || !upperFirst(next.Raw) || len([]rune(next.Raw)) == 1 && next.Raw != "I" && next.Raw != "A" // I told him no. He left
	}
	if strings.Contains(w.Raw, ".") { // p.m., U.S.: ends a sentence only before a capital
		return next.Raw != "" && !upperFirst(next.Raw)
	}
	return len([]rune(w.Raw)) == 1 && upperFirst(w.Raw) && w.Raw != "I"
}
