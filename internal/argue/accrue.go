package argue

import (
	"fmt"
	"slices"
	"strings"
)

// A Tally is a sentence that holds if at least K of the grounds do.
type Tally struct {
	K       int
	Grounds []Sentence
}

// AtLeast adds the rule of that name that derives head if at least k of the grounds hold: an element met by so many of
// several independent reasons, whichever they are. A ground given twice counts once. With k of 1 or less any ground will do;
// with k of more than there are, none will.
//
// The head is worth the k-th best ground. Its one premise is a sentence such as "2 of these 3: a; b; c", which is a
// [Tally]. That is counted along a row of sentences, "at least j of the first i", no more than k for each ground (Sinz,
// "Towards an optimal CNF encoding of Boolean cardinality constraints", CP 2005): the framework grows with k times the
// grounds and not with the number of ways to choose.
func (b *Builder) AtLeast(name string, head Sentence, k int, grounds ...Sentence) {
	k, grounds = max(k, 1), distinct(grounds)
	names := make([]string, len(grounds))
	for i, g := range grounds {
		names[i] = strings.Trim(b.show(g), `"`)
	}
	says := fmt.Sprintf("%d of these %d: %s", k, len(grounds), strings.Join(names, "; "))
	if s, ok := b.index[says]; !ok || !b.counted(s, k, grounds) {
		b.count(name, says, k, grounds)
	}
	b.Rule(name, head, b.Sentence(says))
}

// counted reports whether s is that tally already.
func (b *Builder) counted(s Sentence, k int, grounds []Sentence) bool {
	t, ok := b.tallies[s]
	return ok && t.K == k && slices.Equal(t.Grounds, grounds)
}

// count adds the rules that count up to the sentence that at least k of the grounds hold.
func (b *Builder) count(rule, says string, k int, grounds []Sentence) {
	n := len(grounds)
	b.tallies[b.Fresh(says)] = Tally{K: k, Grounds: grounds}
	row := make([]Sentence, k+1) // row[j] is that at least j of the first i-1 hold
	for i := 1; i <= n; i++ {
		// More than k need not be told apart, nor so few that the rest cannot bring k.
		for j := min(i, k); j >= max(1, k-(n-i)); j-- {
			told := fmt.Sprintf("at least %d of the first %d", j, i)
			here := b.index[says]
			if i < n {
				here = b.Fresh(told + ": " + rule)
			}
			body := []Sentence{grounds[i-1]}
			if j > 1 {
				body = append(body, row[j-1])
			}
			b.Rule(rule+": "+told+", this one too", here, body...)
			if j < i {
				b.Rule(rule+": "+told+", without this one", here, row[j])
			}
			row[j] = here
		}
	}
}

// distinct is the list with each sentence once.
func distinct(list []Sentence) []Sentence {
	const few = 16 // so few are looked through sooner than noted
	once := make([]Sentence, 0, len(list))
	var seen map[Sentence]bool
	if len(list) > few {
		seen = make(map[Sentence]bool, len(list))
	}
	for _, s := range list {
		if seen[s] || seen == nil && slices.Contains(once, s) {
			continue
		}
		if seen != nil {
			seen[s] = true
		}
		once = append(once, s)
	}
	return once
}

// Tally is what s counts, if it is a tally.
func (f *Framework) Tally(s Sentence) (Tally, bool) {
	t, ok := f.tallies[s]
	return t, ok
}
