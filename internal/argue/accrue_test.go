package argue

import (
	"fmt"
	"strings"
	"testing"
)

// TestAtLeastStaysSmall: fifty of a hundred would be 10^29 rules if written out.
func TestAtLeastStaysSmall(t *testing.T) {
	b := NewBuilder()
	var grounds []Sentence
	for i := range 100 {
		grounds = append(grounds, b.Assume(fmt.Sprint("ground ", i)))
	}
	head := b.Sentence("met")
	b.AtLeast("accrual", head, 50, grounds...)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	if got, most := f.Len(), 200+2+100*50; got > most {
		t.Errorf("%d sentences, at most %d expected", got, most)
	}
	premise := f.Rules()[f.RulesFor(head)[0]].Body[0]
	tally, ok := f.Tally(premise)
	if !ok || tally.K != 50 || len(tally.Grounds) != 100 || !strings.HasPrefix(f.Name(premise), "50 of these 100: ground 0; ") {
		t.Errorf("the premise %q is the tally %v", f.Name(premise), tally)
	}
	if _, ok := f.Tally(head); ok {
		t.Error("the head is a tally")
	}
}

func TestAtLeastNames(t *testing.T) {
	b := NewBuilder()
	x, y, head := b.Sentence("x"), b.Sentence("y"), b.Sentence("head")
	b.AtLeast("one", head, 2, x, y, x)
	b.AtLeast("two", b.Sentence("other head"), 2, x, y)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	if top, ok := f.Find("2 of these 2: x; y"); !ok || len(f.RulesFor(top)) != 1 {
		t.Error("the same tally is counted twice")
	}
	b = NewBuilder()
	b.Sentence("1 of these 1: x")
	b.AtLeast("one", b.Sentence("head"), 1, b.Sentence("x"))
	if _, err := b.Build(); err == nil || !strings.Contains(err.Error(), "rename the other") {
		t.Errorf("a name is used for two things: %v", err)
	}
	b = NewBuilder()
	b.AtLeast("one", b.Sentence("head"), 1, 99)
	if _, err := b.Build(); err == nil {
		t.Error("a ground that is not there is let pass")
	}
}
