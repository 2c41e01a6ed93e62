package argue

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestBuild(t *testing.T) {
	b := NewBuilder()
	a := b.Assume("the name may be hers")
	c := b.Assume("the name may be another's")
	ruling := b.Switch("found reckless")
	goal, step := b.Sentence("goal"), b.Sentence("step")
	b.Rule("last", goal, step, a, step)
	b.Rule("first", step)
	b.Rule("reckless", b.Against(a), ruling)
	b.Rivals(a, c)
	b.Rivals(c, a)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	if again := b.Assume("the name may be hers"); again != a {
		t.Errorf("assumed again: %d, was %d", again, a)
	}
	if got := f.Name(f.Contrary(a)); got != "against the name may be hers" {
		t.Errorf("the contrary is %q", got)
	}
	if got := len(f.Rules()); got != 5 {
		t.Errorf("%d rules, want 3 and 2 for the rivals", got)
	}
	if got := f.Rules()[0].Body; !slices.Equal(got, []Sentence{step, a}) {
		t.Errorf("a premise given twice: %v", got)
	}
	if !slices.Equal(f.Assumptions(), []Sentence{a, c}) || !slices.Equal(f.Switches(), []Sentence{ruling}) {
		t.Errorf("assumptions %v, switches %v", f.Assumptions(), f.Switches())
	}
	if slices.Index(f.Order(), step) > slices.Index(f.Order(), goal) {
		t.Error("a conclusion comes before its premise")
	}
	if below := f.Below(goal); !below[step] || !below[a] || below[ruling] {
		t.Errorf("below the goal: %v", below)
	}
	if f.Name(-5) != "" || f.Name(99) != "" || f.RulesFor(99) != nil || f.Contrary(goal) != Nothing || f.IsSwitch(-1) {
		t.Error("a sentence that is not there has properties")
	}
	b.Rule("later", goal)
	if len(f.Rules()) != 5 || len(f.RulesFor(goal)) != 1 {
		t.Error("the builder reaches into a finished framework")
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name string
		make func(b *Builder)
		want []string
	}{
		{"circle", func(b *Builder) {
			p, q, r := b.Sentence("p"), b.Sentence("q"), b.Sentence("r")
			b.Rule("one", q, p)
			b.Rule("two", r, q)
			b.Rule("three", p, r)
		}, []string{`rules go in a circle: "p" gives "q" (rule "one"), which gives "r" (rule "two"), which gives "p" (rule "three")`}},
		{"rests on itself", func(b *Builder) {
			p := b.Sentence("p")
			b.Rule("p because p", p, p)
		}, []string{`rules go in a circle: "p" gives "p" (rule "p because p")`}},
		{"derived assumption and switch", func(b *Builder) {
			b.Fact("one", b.Assume("a"))
			b.Fact("two", b.Switch("s"))
		}, []string{`rule "one" derives "a", which is an assumption`, `rule "two" derives "s", which is a switch`}},
		{"both", func(b *Builder) {
			b.Switch("x")
			b.Assume("x")
		}, []string{`"x" is both an assumption and a switch`}},
		{"names", func(b *Builder) {
			p := b.Sentence("")
			b.Fact("one", p)
			b.Fact("one", p)
			b.Fact("one", p)
			b.Fact("", p)
			b.Fact("", p)
		}, []string{"a sentence has no name", `more than one rule is called "one"`, "has no name; give every rule"}},
		{"strangers", func(b *Builder) {
			b.Rule("one", 7, Nothing)
			b.Against(b.Sentence("p"))
			b.Rivals(b.Assume("a"), b.Sentence("p"))
		}, []string{`the contrary of "p" was asked for`, `"a" and "p" cannot be rivals`,
			`rule "one" mentions an unknown sentence (number 7)`, "(number -1)"}},
		{"its own rival", func(b *Builder) {
			b.Rivals(b.Assume("a"), b.Assume("a"))
		}, []string{`"a" and "a" cannot be rivals`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := NewBuilder()
			tt.make(b)
			f, err := b.Build()
			var refusal *Refusal
			if f != nil || !errors.As(err, &refusal) {
				t.Fatalf("not refused: %v", err)
			}
			if len(refusal.Reasons) != len(tt.want) {
				t.Errorf("%d reasons, want %d:\n%v", len(refusal.Reasons), len(tt.want), err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("nothing like\n  %s\nin\n%v", want, err)
				}
			}
		})
	}
}

// A circle of attacks is not a circle of rules.
func TestAttackCirclesPass(t *testing.T) {
	b := NewBuilder()
	a, c := b.Assume("a"), b.Assume("c")
	b.Rivals(a, c)
	b.Rule("self", b.Against(a), a)
	if _, err := b.Build(); err != nil {
		t.Error(err)
	}
}

func TestLongChain(t *testing.T) {
	b := NewBuilder()
	last := b.Sentence("0")
	for i := range 200_000 {
		next := b.Sentence(fmt.Sprint(i + 1))
		b.Rule(fmt.Sprint("step ", i), last, next)
		last = next
	}
	if f, err := b.Build(); err != nil || f.Order()[0] != last {
		t.Error("a long chain of rules is not put in order:", err)
	}
}

// FuzzBuild builds from arbitrary bytes: whatever it is, either a framework
// whose order holds, or a refusal with a reason.
func FuzzBuild(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0, 1, 0, 1, 2, 0, 4, 2, 1, 3, 1, 2})
	f.Add([]byte{4, 1, 1, 4, 1, 1, 5, 200, 3, 2, 9, 9})
	f.Add([]byte{1, 0, 0, 1, 1, 0, 3, 0, 1, 6, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		b := NewBuilder()
		for len(data) >= 3 {
			op, x, y := data[0]%7, data[1], data[2]
			data = data[3:]
			name := fmt.Sprint(x % 16)
			switch op {
			case 0:
				b.Sentence(name)
			case 1:
				b.Assume(name)
			case 2:
				b.Switch(name)
			case 3:
				b.Rivals(Sentence(x%16), Sentence(y%16))
			case 4:
				b.Rule(fmt.Sprint(x, y), Sentence(x)-2, Sentence(y)-2)
			case 5:
				b.Rule(fmt.Sprint(x, " from ", y), b.Sentence(name), b.Sentence(fmt.Sprint(y%16)))
			case 6:
				b.Fact(fmt.Sprint("for ", y), b.Against(Sentence(x%16)))
			}
		}
		fw, err := b.Build()
		if err != nil {
			var refusal *Refusal
			if !errors.As(err, &refusal) || len(refusal.Reasons) == 0 || fw != nil {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		place := make([]int, fw.Len())
		if len(fw.Order()) != fw.Len() {
			t.Fatalf("%d of %d sentences in order", len(fw.Order()), fw.Len())
		}
		for i, s := range fw.Order() {
			place[s] = i
		}
		for _, r := range fw.Rules() {
			if fw.IsAssumption(r.Head) || fw.IsSwitch(r.Head) {
				t.Fatalf("rule %q is not flat", r.Name)
			}
			for _, p := range r.Body {
				if place[p] >= place[r.Head] {
					t.Fatalf("rule %q: a premise comes after its conclusion", r.Name)
				}
			}
		}
	})
}
