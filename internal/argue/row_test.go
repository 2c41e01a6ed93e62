package argue

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"
)

// TestRow says of rows of up to nine grounds that one holds besides each choice of them, and follows the rules back: the
// sentence rests on all others, on nothing else, and on few rules.
func TestRow(t *testing.T) {
	for n := range 10 {
		b := NewBuilder()
		var grounds []Sentence
		for i := range n {
			grounds = append(grounds, b.Sentence(fmt.Sprint("ground ", i)))
		}
		row := b.Row("ground", append(grounds, grounds...)...)
		heads := make([]Sentence, 1<<n)
		for out := range heads {
			var left []Sentence
			for i, g := range grounds {
				if out>>i&1 == 1 {
					left = append(left, g)
				}
			}
			heads[out] = row.AnyBut(fmt.Sprint("any but ", out), left...)
		}
		f, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		if most := n + len(heads) + n*bits.Len(uint(n)); f.Len() > most {
			t.Errorf("%d grounds make %d sentences, at most %d expected", n, f.Len(), most)
		}
		for out, head := range heads {
			if got, most := len(f.RulesFor(head)), 2*(bits.OnesCount(uint(out))+1); got > most {
				t.Errorf("%d of %d: %d rules, at most %d expected", out, n, got, most)
			}
			tally, ok := f.Tally(head)
			if !ok || tally.K != 1 {
				t.Errorf("%d of %d is not a tally", out, n)
			}
			below := f.Below(head)
			for i, g := range grounds {
				want := out>>i&1 == 0
				if below[g] != want || slices.Contains(tally.Grounds, g) != want {
					t.Errorf("%d of %d: ground %d: rests on it %v, counts it %v", out, n, i, below[g], slices.Contains(tally.Grounds, g))
				}
			}
			for s, is := range below { // any one will do: no rule asks for two
				for _, i := range f.RulesFor(Sentence(s)) {
					if is && len(f.Rules()[i].Body) != 1 {
						t.Errorf("rule %q has %d premises", f.Rules()[i].Name, len(f.Rules()[i].Body))
					}
				}
			}
		}
	}
}

func TestRowRefusals(t *testing.T) {
	b := NewBuilder()
	x, y := b.Sentence("x"), b.Sentence("y")
	row := b.Row("row", x)
	row.AnyBut("any", y)
	row.AnyBut("any")
	b.Row("strange", 99, Nothing).AnyBut("any stranger")
	_, err := b.Build()
	for _, want := range []string{`"y" cannot be left out of the row "row"`, "rename the other", "mentions an unknown sentence (number 99)"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("nothing like %q in: %v", want, err)
		}
	}
}
