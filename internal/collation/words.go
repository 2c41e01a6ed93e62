package collation

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/diction"
)

//go:embed words.txt
var wordTable string

//go:embed senses.txt
var senseTable string

// rows are the lines of a table that are no comment, cut on the first call.
func rows(table *string) func() []string {
	return sync.OnceValue(func() []string {
		all := strings.Split(strings.TrimSuffix(*table, "\n"), "\n")
		return all[slices.IndexFunc(all, func(l string) bool { return !strings.HasPrefix(l, "#") }):]
	})
}

var wordRows, senseRows = rows(&wordTable), rows(&senseTable)

// A sense is the number of a meaning, a line of senses.txt.
type sense int

// lore is what the tables know of one word.
type lore struct {
	word   string
	made   *diction.Made
	plain  string // the word without its inflection
	known  bool
	parts  string           // n, v, a, r: the parts of speech in which it is met, the commonest first
	senses map[byte][]sense // by part of speech, the commonest first
	own    []sense          // all of them, sorted
	broad  []sense          // those broader by so many steps as say less and no more, sorted
	akin   []sense          // those derived from them or similar, sorted
}

// wordRow returns the row of a word, and the plain form of which it is an irregular inflection; either may be empty.
func wordRow(word string) (row, plain string) {
	all := wordRows()
	i, _ := slices.BinarySearchFunc(all, word, func(l, w string) int {
		k, _, _ := strings.Cut(l, " ")
		return strings.Compare(k, w)
	})
	for ; i < len(all) && strings.HasPrefix(all[i], word+" "); i++ {
		if p, ok := strings.CutPrefix(all[i], word+" = "); ok {
			plain = p
		} else {
			row = all[i]
		}
	}
	return row, plain
}

// endings are the inflections of English with what they replace, by part of speech, as the rules of detachment of WordNet
// (morphy) have them.
var endings = []struct {
	part       byte
	end, plain string
}{
	{'n', "ies", "y"}, {'n', "ves", "f"}, {'n', "ves", "fe"}, {'n', "men", "man"}, {'n', "es", ""}, {'n', "s", ""},
	{'v', "ies", "y"}, {'v', "es", "e"}, {'v', "es", ""}, {'v', "s", ""}, {'v', "ied", "y"}, {'v', "ed", "e"}, {'v', "ed", ""},
	{'v', "ing", "e"}, {'v', "ing", ""},
}

// plainForms returns a folded word and what it may be an inflection of, each with the parts of speech in which it may be so
// inflected; the empty string stands for all.
func plainForms(word string) [][2]string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	out := [][2]string{{word, ""}}
	if _, plain := wordRow(word); plain != "" {
		out = append(out, [2]string{plain, ""})
	}
	for _, e := range endings {
		if w, ok := strings.CutSuffix(word, e.end); ok && len(w) >= 2 {
			w += e.plain
			out = append(out, [2]string{w, string(e.part)})
			if n := len(w); e.part == 'v' && e.plain == "" && n > 3 && w[n-1] == w[n-2] {
				out = append(out, [2]string{w[:n-1], "v"})
			}
		}
	}
	return out
}

// broader is how many steps up a word of a part of speech may lie and still be one that only says less: furniture, for bed.
var broader = map[byte]int{'n': 4, 'v': 1, 'a': 1, 'r': 1}

// know looks a folded word up.
func (c *Collator) know(word string) *lore {
	if l, ok := c.lore[word]; ok {
		return l
	}
	l := &lore{word: word, plain: word, senses: make(map[byte][]sense)}
	c.lore[word] = l
	for _, f := range plainForms(word) {
		row, _ := wordRow(f[0])
		if row == "" {
			continue
		}
		if !l.known || l.plain == word && f[0] != word && len(f[0]) > 2 {
			l.plain = f[0]
		}
		l.known = true
		part := byte(0)
		for _, field := range strings.Fields(row)[1:] {
			if len(field) == 1 && strings.Contains("nvar", field) {
				part = field[0]
				if f[1] != "" && f[1][0] != part {
					part = 0
					continue
				}
				if !strings.Contains(l.parts, field) {
					l.parts += field
				}
				continue
			}
			if n, err := strconv.ParseInt(field, 36, 32); err == nil && part != 0 {
				l.senses[part] = append(l.senses[part], sense(n))
			}
		}
	}
	for _, part := range "nvar" {
		for _, s := range l.senses[byte(part)] {
			l.own = append(l.own, s)
			_, up, akin := row(s)
			l.akin = append(l.akin, akin...)
			for range broader[byte(part)] {
				l.broad = append(l.broad, up...)
				var next []sense
				for _, u := range up {
					_, more, _ := row(u)
					next = append(next, more...)
				}
				up = next
			}
		}
	}
	for _, s := range []*[]sense{&l.own, &l.broad, &l.akin} {
		slices.Sort(*s)
		*s = slices.Compact(*s)
	}
	return l
}

// PersonNoun reports whether a word means a sort of person in the sense in which it is met most: a warden, an analyst.
func (c *Collator) PersonNoun(word string) bool {
	l := c.know(word)
	if len(l.senses['n']) == 0 {
		return false
	}
	f, _, _ := row(l.senses['n'][0])
	return f == fieldPerson
}

// Animal reports whether a word is the name of an animal in the sense in which it is met most.
func (c *Collator) Animal(word string) bool {
	l := c.know(word)
	if len(l.senses['n']) == 0 {
		return false
	}
	f, _, _ := row(l.senses['n'][0])
	return f == fieldAnimal
}

// row returns the field of a sense, the senses next broader and those akin.
func row(s sense) (field int, up, akin []sense) {
	all := senseRows()
	if int(s) >= len(all) {
		return -1, nil, nil
	}
	line, rest, _ := strings.Cut(all[s], ";")
	for i, f := range strings.Fields(line) {
		n, _ := strconv.ParseInt(f, 36, 32)
		if i == 0 {
			field = int(n)
		} else {
			up = append(up, sense(n))
		}
	}
	for _, f := range strings.Fields(rest) {
		n, _ := strconv.ParseInt(f, 36, 32)
		akin = append(akin, sense(n))
	}
	return field, up, akin
}

// meet reports whether two sorted lists have a sense in common.
func meet(a, b []sense) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			return true
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return false
}

// Kin reports whether a folded word may stand for another, as a synonym, a broader word or one derived from it.
func (c *Collator) Kin(word, other string) bool { return c.kin(word, other) }

// MayBeVerb reports whether a word can be a verb.
func (c *Collator) MayBeVerb(norm string) bool { return strings.Contains(c.know(norm).parts, "v") }

// kin reports whether a sworn word may stand for a word of the source: a synonym, a broader word, or one derived from it.
func (c *Collator) kin(sworn, source string) bool {
	a, b := c.know(sworn), c.know(source)
	if a.plain == b.plain && len(a.plain) > 1 {
		return true
	}
	if meet(a.own, b.own) || meet(a.own, b.broad) || meet(a.own, b.akin) || meet(b.own, a.akin) {
		return true
	}
	return c.madeKin(a, b)
}

// madeKin reports the same of nouns of made things.
func (c *Collator) madeKin(sworn, source *lore) bool {
	m, n := source.thing(), sworn.thing()
	return m.Noun != "" && n.Noun != "" && (n.Noun == m.Noun || slices.Contains(m.Alike, n.Noun) || slices.Contains(m.Broader, n.Noun))
}

// thing looks a word up among the nouns of made things, once.
func (l *lore) thing() diction.Made {
	if l.made == nil {
		m, _ := diction.MadeThing(l.word)
		l.made = &m
	}
	return *l.made
}
