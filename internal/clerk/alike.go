package clerk

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// This file is who and what is the same in two applications, in whatever spelling: names by their words in any order, without accents, case, stops and initials;
// a person also by the day of birth and one name; a place by all its words, or by its number and street.

// An aim is someone or some place that an application is against.
type aim struct {
	who    record.PersonID // of the matter; empty for a place
	called string          // as the matter calls it
	keys   []string        // what it is found by: it is the same as another that has one of them
	born   record.When
}

// aimsOf returns everyone and every place that an application is against.
func aimsOf(m *record.Matter, a *record.Application) []aim {
	var list []aim
	for _, id := range a.Respondents {
		if p := m.Person(id); p != nil {
			list = append(list, aim{id, p.Name, nameKeys(p), p.Born})
		}
	}
	if a.Place != nil {
		for _, s := range a.Place.Sites() {
			list = append(list, aim{"", s, placeKeys(s), ""})
		}
	}
	return list
}

// shared returns which of two lists are the same, as each has them.
func shared(mine, theirs []aim) (of, with []aim) {
	for _, x := range mine {
		for _, y := range theirs {
			if !x.is(y) {
				continue
			}
			if !slices.ContainsFunc(of, func(o aim) bool { return o.who == x.who && o.called == x.called }) {
				of = append(of, x)
			}
			if !slices.ContainsFunc(with, func(o aim) bool { return o.who == y.who && o.called == y.called }) {
				with = append(with, y)
			}
		}
	}
	return of, with
}

// is reports whether two may be one. That a day of birth differs does not part them: who brings an application says it, and a refusal must not be
// hidden by a wrong one.
func (x aim) is(y aim) bool {
	return slices.ContainsFunc(x.keys, func(k string) bool { return slices.Contains(y.keys, k) })
}

// called says how those are called.
func called(list []aim) string {
	var names []string
	for _, x := range list {
		names = append(names, x.called)
	}
	return strings.Join(names, "; ")
}

// tokens returns the words of a text, folded. An apostrophe is within a word: O'Brien is OBrien.
func tokens(text string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(diction.Fold(text), "'", ""), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
}

// nameKeys are those of a person: one of each name, and, where the day of birth is known, one of that day with each word of a name.
func nameKeys(p *record.Person) []string {
	lo, hi, _ := p.Born.Bounds()
	var keys []string
	for _, n := range p.Names() {
		words := tokens(n)
		if len(words) == 0 {
			continue
		}
		whole := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) == 1 })
		if hi.Sub(lo) == 24*time.Hour {
			for _, w := range whole {
				keys = append(keys, "born\x00"+string(p.Born)+" "+w)
			}
		}
		if len(whole) >= 2 { // an initial tells no two people apart
			words = whole
		}
		slices.Sort(words)
		keys = append(keys, "who\x00"+strings.Join(words, " "))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// placeKeys are those of a place: all its words, with those of an address written out, and each number and street in it.
func placeKeys(text string) []string {
	words := tokens(text)
	if len(words) == 0 {
		return nil
	}
	written := streetWords()
	for i, w := range words {
		if full := written.means[w]; full != "" && i > 0 {
			words[i] = full
		}
	}
	keys := []string{"where\x00" + strings.Join(words, " ")}
	for i := range words {
		if core := address(words[i:], written); core != "" {
			keys = append(keys, "where\x00"+core)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// mostOfStreet is how many words the name of a street has at most, as the reader of sentences has it too.
const mostOfStreet = 3

// address returns the number and street with which words begin, with the apartment behind them if there is one; "" if they begin with none.
func address(words []string, w *spelling) string {
	if words[0][0] < '0' || words[0][0] > '9' {
		return ""
	}
	for i := 2; i < len(words) && i <= mostOfStreet+1; i++ {
		if !w.street[words[i]] {
			continue
		}
		core := words[:i+1]
		if i+2 < len(words) && w.unit[words[i+1]] {
			core = words[:i+3]
		}
		return strings.Join(core, " ")
	}
	return ""
}

// A spelling is how the words of an address are written out.
type spelling struct {
	means        map[string]string // an abbreviation: the word
	street, unit map[string]bool   // words that end the name of a street; that come before the number of a part of a building
}

// compass are the directions before and behind the name of a street, as the post abbreviates them (USPS Publication 28, 233).
var compass = map[string]string{"n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest"}

// streetWords are those of the vocabulary that comes with the program, whatever is laid over it: what is found by them is kept.
var streetWords = sync.OnceValue(func() *spelling {
	w := &spelling{means: map[string]string{}, street: map[string]bool{}, unit: map[string]bool{}}
	for short, long := range compass {
		w.means[short] = long
	}
	for _, e := range diction.Default().Class(diction.Street) {
		w.means[e.Words], w.street[e.Means] = e.Means, true
	}
	for _, e := range diction.Default().Class(diction.DesignationWord) {
		if e.Means == "apartment" || e.Means == "room" {
			w.means[e.Words], w.unit[e.Means] = e.Means, true
		}
	}
	return w
})
