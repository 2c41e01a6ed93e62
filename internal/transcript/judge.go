package transcript

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// patience is how many problems a file may have for each to be asked whether another explains it.
const patience = 20 * MaxProblems

// judge returns the problems found while decoding together with those of content, placed in the file, so that one
// mistake is told once: nothing is said of what lies in an entry that could not be read, nor of a name that is missing
// only because the entry that should bear it is itself mistaken.
func (d *decoder) judge(m *record.Matter) fault.Problems {
	j := &judge{d: d, m: m}
	for b := range d.bad {
		j.wrong = append(j.wrong, b)
	}
	all := m.Problems()
	for _, p := range all {
		if p.Names == "" {
			j.wrong = append(j.wrong, p.Path)
		}
	}
	slices.Sort(j.wrong)
	found := slices.Clone(d.found)
	for _, p := range all {
		if d.unreadable(p.Path) || p.Names != "" && len(all) <= patience && j.excused(p) {
			continue
		}
		at, exact := nearest(d.at, p.Path)
		p.Line, p.Column = at.line, at.column
		if entry := takenBy.FindStringSubmatch(p.What); entry != nil {
			first, _ := nearest(d.at, entry[1])
			p.What = fmt.Sprintf("%s on line %d", p.What, first.line)
		}
		if exact {
			p.What = strings.Replace(p.What, " is missing", " is empty", 1)
		}
		found = append(found, p)
	}
	return found
}

// unreadable reports whether path is that of an entry that could not be read, or lies in one.
func (d *decoder) unreadable(path string) bool {
	for p := path; ; p = parent(p) {
		if d.bad[p] {
			return true
		}
		if p == "" {
			return false
		}
	}
}

// takenBy finds the entry that has a name already, at the end of what record says of the second to have it.
var takenBy = regexp.MustCompile(` is taken by ([a-z]\S*)$`)

// A judge knows which entries are mistaken in themselves.
type judge struct {
	d     *decoder
	m     *record.Matter
	wrong []string // their paths, sorted
}

// in reports whether something in the entry is mistaken, or the entry itself.
func (j *judge) in(entry string) bool {
	return slices.ContainsFunc(j.wrong, func(w string) bool { return within(w, entry) })
}

// is reports whether the entry itself is mistaken, or one of the keys given.
func (j *judge) is(entry string, keys ...string) bool {
	_, found := slices.BinarySearch(j.wrong, entry)
	for _, k := range keys {
		_, at := slices.BinarySearch(j.wrong, key(entry, k))
		found = found || at
	}
	return found || j.d.unreadable(entry)
}

// excused reports whether the name that p misses is missing for a reason that is reported already.
func (j *judge) excused(p fault.Problem) bool {
	kind, name, _ := strings.Cut(p.Names, ":")
	switch kind {
	case "person":
		return j.bearer("people", reflect.ValueOf(j.m.People), name)
	case "order":
		return j.bearer("orders", reflect.ValueOf(j.m.Orders), name)
	case "source":
		return j.bearer("sources", reflect.ValueOf(j.m.Sources), name)
	case "application":
		return j.bearer("applications", reflect.ValueOf(j.m.Applications), name)
	case "speaker":
		i := slices.IndexFunc(j.m.Sources, func(s record.Source) bool { return string(s.ID) == name })
		return i >= 0 && j.in(index("sources", i)+".speakers")
	case "words":
		return j.words(p.Path, name)
	case "cut":
		return j.d.unreadable(name + ".cut")
	}
	id, part, _ := strings.Cut(name, "/")
	i := slices.IndexFunc(j.m.Applications, func(a record.Application) bool { return string(a.ID) == id })
	if i < 0 {
		return false
	}
	app, a := index("applications", i), j.m.Applications[i]
	switch kind {
	case "element":
		return j.is(app+".offence") || j.bearer(app+".offence.elements", reflect.ValueOf(a.Offence.Elements), part)
	case "respondent":
		return j.in(app+".respondents") || j.in(app+".place")
	case "assertion":
		n, err := strconv.Atoi(part)
		return err == nil && j.numbered(app+".affidavit.assertions", len(a.Affidavit.Assertions),
			func(i int) int { return a.Affidavit.Assertions[i].N }, n, n)
	case "grant":
		return j.in(app + ".presentments")
	}
	return false
}

// bearer reports whether an entry of the list that has no usable id could be the one that name means: every part of the
// name is a word of it. If the whole list is missing or mistaken, any name could be in it.
func (j *judge) bearer(list string, entries reflect.Value, name string) bool {
	if j.is(list) {
		return true
	}
	for i := range entries.Len() {
		entry := index(list, i)
		if !j.is(entry, "id") {
			continue
		}
		have := map[string]bool{}
		gather(entries.Index(i), have)
		if missing := strings.FieldsFunc(name, notWord); !slices.ContainsFunc(missing, func(w string) bool { return !have[w] }) {
			return true
		}
	}
	return false
}

// gather adds the words of every text within v.
func gather(v reflect.Value, words map[string]bool) {
	switch v.Kind() {
	case reflect.String:
		for _, w := range strings.FieldsFunc(strings.ToLower(v.String()), notWord) {
			words[w] = true
		}
	case reflect.Struct:
		for _, x := range v.Fields() {
			gather(x, words)
		}
	case reflect.Slice:
		for i := range v.Len() {
			gather(v.Index(i), words)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			gather(v.Elem(), words)
		}
	}
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// words reports whether the words that were not found, at path, in these citations ("log:3-5,report") may be among
// those that are mistaken.
func (j *judge) words(path, cites string) bool {
	// A reading or an identification looks for its words in the assertion too.
	if last := path[strings.LastIndex(path, ".")+1:]; last == "words" || last == "name" {
		assertion := parent(parent(parent(path)))
		if j.is(assertion, "text", "cites") || j.in(assertion+".cites") {
			return true
		}
	}
	for text := range strings.SplitSeq(cites, ",") {
		c, err := record.ParseCite(text)
		if err != nil {
			continue
		}
		i := slices.IndexFunc(j.m.Sources, func(s record.Source) bool { return s.ID == c.Source })
		if i < 0 {
			continue
		}
		s, list := j.m.Sources[i], index("sources", i)+".lines"
		if j.is(list) || j.numbered(list, len(s.Lines), func(i int) int { return s.Lines[i].N }, c.From, c.To) {
			return true
		}
		for k, l := range s.Lines {
			if (c.From == 0 || c.From <= l.N && l.N <= c.To) && j.is(index(list, k), "text", "cut") {
				return true
			}
		}
	}
	return false
}

// numbered reports whether an entry of the list whose own number is mistaken could bear one from first to last, by its
// place in the list or after its neighbour. A first of 0 stands for every number.
func (j *judge) numbered(list string, n int, number func(int) int, first, last int) bool {
	if j.is(list) {
		return true
	}
	for k := range n {
		if !j.is(index(list, k), "n") {
			continue
		}
		guesses := []int{k + 1}
		if k > 0 {
			guesses = append(guesses, number(k-1)+1)
		}
		for _, g := range guesses {
			if first == 0 || first <= g && g <= last && !bears(n, number, g) {
				return true
			}
		}
	}
	return false
}

// bears reports whether some entry of the list has this number.
func bears(n int, number func(int) int, x int) bool {
	for k := range n {
		if number(k) == x {
			return true
		}
	}
	return false
}
