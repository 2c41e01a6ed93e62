package clerk

import (
	"maps"
	"math/bits"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/vault"
)

// A weighed is a text of a matter that a search finds, and what each word in it weighs.
type weighed struct {
	text   string
	weight int
}

// A weighing is what the words of a matter weigh. It is never changed: what an act adds or takes away is weighed beside it.
type weighing struct {
	texts []weighed
	sum   map[vault.Blind]int // exactly
	words map[vault.Blind]int // as it is kept: sum, rounded down
}

// texts returns the texts of a matter that a search finds.
func texts(m *record.Matter) []weighed {
	list := []weighed{{m.Title, 5}, {string(m.ID), 5}}
	add := func(text string, weight int) { list = append(list, weighed{text, weight}) }
	for _, p := range m.People {
		add(p.Name, 3)
		for _, a := range p.Aliases {
			add(a, 3)
		}
	}
	for _, s := range m.Sources {
		add(s.Title, 1)
		for _, l := range s.Lines {
			add(l.Text, 1)
		}
	}
	for i := range m.Applications {
		a := &m.Applications[i]
		add(a.Offence.Title, 3)
		if a.Place != nil {
			add(a.Place.Describe, 2)
		}
		for _, s := range a.Affidavit.Assertions {
			add(s.Text, 1)
		}
	}
	return list
}

// rounded is what a word is kept as weighing: the largest power of two that is no more. The order of what is found is hardly another for it, and most
// acts leave the words as they are that stand in the matter already.
func rounded(n int) int { return 1 << (bits.Len(uint(n)) - 1) }

// weighWords weighs the words of a matter, starting from what they weighed before an act; from nothing, if was is nil. What has not changed is
// not gone through again.
func (c *Clerk) weighWords(m *record.Matter, was *weighing) *weighing {
	if was == nil {
		was = &weighing{}
	}
	is := &weighing{texts: texts(m)}
	gone, come := was.texts, is.texts
	for len(gone) > 0 && len(come) > 0 && gone[0] == come[0] {
		gone, come = gone[1:], come[1:]
	}
	for len(gone) > 0 && len(come) > 0 && gone[len(gone)-1] == come[len(come)-1] {
		gone, come = gone[:len(gone)-1], come[:len(come)-1]
	}
	plain := map[string]int{}
	add := func(list []weighed, sign int) {
		for _, t := range list {
			for _, w := range searchWords(t.text) {
				plain[w] += sign * t.weight
			}
		}
	}
	add(gone, -1)
	add(come, 1)
	if len(was.sum) == 0 {
		is.sum, is.words = make(map[vault.Blind]int, len(plain)), make(map[vault.Blind]int, len(plain))
	} else {
		is.sum, is.words = maps.Clone(was.sum), maps.Clone(was.words)
	}
	for w, change := range plain {
		if change == 0 {
			continue
		}
		b := c.index.Blind(w)
		if is.sum[b] += change; is.sum[b] == 0 {
			delete(is.sum, b)
			delete(is.words, b)
			continue
		}
		is.words[b] = rounded(is.sum[b])
	}
	return is
}

// words returns the blinded words of a matter, each with what it weighs there.
func (c *Clerk) words(m *record.Matter) map[vault.Blind]int { return c.weighWords(m, nil).words }

// searchWords returns the folded, stemmed words of a text that a search can find.
func searchWords(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(diction.Fold(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	}) {
		if len(w) > 1 && len(w) <= 64 {
			out = append(out, diction.Stem(w))
		}
	}
	return out
}
