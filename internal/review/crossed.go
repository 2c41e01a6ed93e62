package review

import (
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// A pairing is a figure of a text with the one name or serial that it stands with, in a stretch of its own.
type pairing struct {
	key         string
	value       diction.Number
	first, last int
}

// differingPairs reports two figures that stand with each other's names or serials: six notes of the one serial and four of the other, for four and six.
func (p *Pass) differingPairs(b *backing) bool {
	own := p.pairings(b.text)
	for i, x := range own {
		for _, y := range own[i+1:] {
			if x.key == y.key || x.value.Same(y.value) || x.value.Kind != y.value.Kind || !b.told(x.first) {
				continue
			}
			var left, right *pairing
			var line spoken
			for _, l := range b.lines {
				theirs := p.pairings(l.text)
				for k := range theirs {
					o := &theirs[k]
					switch {
					case o.key == x.key && o.value.Same(x.value), o.key == y.key && o.value.Same(y.value):
						return false
					case o.key == x.key && o.value.Same(y.value):
						left, line = o, l
					case o.key == y.key && o.value.Same(x.value):
						right = o
					}
				}
			}
			if left != nil && right != nil {
				return p.differs(b, b.text.Words[x.first].Start, b.text.Words[x.last].End, line.at(line.text.Words[left.first].Start, line.text.Words[left.last].End))
			}
		}
	}
	return false
}

// pairings cuts a text into stretches, at marks and at and, and returns those that have one name or serial and one figure.
func (p *Pass) pairings(t *diction.Text) []pairing {
	var out []pairing
	names := p.namesIn(t)
	first := 0
	for i := range t.Words {
		end := i+1 == len(t.Words) || t.Words[i+1].Sentence != t.Words[i].Sentence || wordAt(t, i+1, "and", "while", "whereas", "but") ||
			strings.ContainsAny(t.Raw[t.Words[i].End:t.Words[i+1].Start], ",;:")
		if !end {
			continue
		}
		if x, ok := p.pairingIn(t, names, first, i); ok {
			out = append(out, x)
		}
		first = i + 1
	}
	return out
}

// pairingIn finds the one name or serial of a stretch, and its one figure.
func (p *Pass) pairingIn(t *diction.Text, names []diction.Name, first, last int) (pairing, bool) {
	x := pairing{first: first, last: last}
	taken := make(map[int]bool)
	add := func(key string, from, to int) bool {
		for i := from; i <= to; i++ {
			taken[i] = true
		}
		free := x.key == ""
		x.key = key
		return free
	}
	for _, n := range names {
		if n.First >= first && n.Last <= last {
			who := p.fitting(n.Text)
			if len(who) != 1 || !add("person "+string(who[0]), n.First, n.Last) {
				return x, false
			}
		}
	}
	for i := first; i <= last; i++ {
		key, to := "", i
		for to <= last && !taken[to] && plainSign(t.Words[to].Raw) && (to == i || strings.Trim(t.Raw[t.Words[to-1].End:t.Words[to].Start], " -") == "") {
			key += t.Words[to].Raw
			to++
		}
		if len(key) >= leastSerial && strings.ContainsAny(key, "0123456789") && strings.Trim(key, "0123456789") != "" && !add(key, i, to-1) {
			return x, false
		}
		i = max(i, to-1)
	}
	found := false
	for _, n := range t.Numbers() {
		if n.First < first || n.Last > last || taken[n.First] {
			continue
		}
		if found {
			return x, false
		}
		x.value, found = n, true
	}
	return x, found && x.key != ""
}

// leastSerial is how many signs a serial or a plate has.
const leastSerial = 5

// plainSign reports whether a word is a piece of a serial: capitals or digits.
func plainSign(w string) bool {
	return w != "I" && strings.Trim(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" && (len(w) <= 3 || strings.ContainsAny(w, "0123456789"))
}
