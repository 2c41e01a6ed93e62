package precedent_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/precedent"
)

func TestRefusals(t *testing.T) {
	type (
		sides = [2]precedent.Side
		cases = []precedent.Case
	)
	good := sides{{"P", []string{"p1", "p2"}}, {"D", []string{"d1"}}}
	tests := []struct {
		name  string
		base  string
		sides sides
		cases cases
		want  []string
	}{
		{"nothing has a name", "", sides{{"", nil}, {"D", []string{""}}}, nil,
			[]string{"the case base has no name", "a side has no name", `a factor for "D" has no name`}},
		{"one side", "q", sides{{"P", nil}, {"P", nil}}, nil, []string{`both sides are called "P"`}},
		{"factors", "q", sides{{"P", []string{"x", "x"}}, {"D", []string{"x"}}}, nil,
			[]string{`the factor "x" is listed twice for "P"`, `the factor "x" favours both sides`}},
		{"cases", "q", good, cases{
			{Name: "a", Outcome: "Q"},
			{Outcome: "P"},
			{Name: "a", Outcome: "D", Factors: []string{"zz"}},
		}, []string{`case "a" was decided for "Q", which is neither "P" nor "D"`, "case number 2 has no name",
			`more than one case is called "a"`, `case "a" has the factor "zz", which favours neither side`}},
		{"reasons", "q", good, cases{
			{Name: "a", Outcome: "P", Factors: []string{"p1", "d1"}, Reason: []string{"p2", "d1"}},
		}, []string{`case "a" was decided by reason of "p2", which is not among its factors`,
			`case "a" was decided for "P" by reason of "d1", which favours the other side`}},
		{"overruling", "q", good, cases{
			{Name: "self", Outcome: "P", OverruledBy: "self"},
			{Name: "high", Outcome: "P", Authority: 2, OverruledBy: "low"},
			{Name: "low", Outcome: "D", Authority: -1, OverruledBy: "a statute"},
			{Name: "x", Outcome: "D", OverruledBy: "y"},
			{Name: "y", Outcome: "D", OverruledBy: "z"},
			{Name: "z", Outcome: "D", OverruledBy: "y"},
			{Name: "after self", Outcome: "D", OverruledBy: "self"},
		}, []string{`case "self" is overruled by itself`, `case "low", of authority -1, cannot overrule "high", of authority 2`,
			`case "y" is overruled in a circle`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := precedent.New(tt.base, precedent.ReasonModel, tt.sides, tt.cases)
			var refusal *precedent.Refusal
			if b != nil || !errors.As(err, &refusal) {
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

// TestTwice: sentences of a case base are its own. It cannot be written twice, nor be given a factor that means one of them.
func TestTwice(t *testing.T) {
	base := read(t, precedent.ReasonModel, "c1 P: p1 d1")
	b := argue.NewBuilder()
	base.Compile(b)
	base.Compile(b)
	if _, err := b.Build(); err == nil || !strings.Contains(err.Error(), `"liable: c1 governs" is made for a rule, and is the name of something else`) {
		t.Errorf("written twice: %v", err)
	}
	b = argue.NewBuilder()
	b.Fact("found", b.Sentence("liable: c1 governs"))
	base.Compile(b)
	if _, err := b.Build(); err == nil {
		t.Error("a sentence means two things")
	}
	// The same cases may decide two questions.
	b = argue.NewBuilder()
	for _, question := range []string{"one", "two"} {
		other, err := precedent.New(question, precedent.ReasonModel, [2]precedent.Side{{Name: "P", Factors: []string{"p1", "p2"}}, {Name: "D"}},
			[]precedent.Case{{Name: "c1", Outcome: "P", Factors: []string{"p1"}}, {Name: "c2", Outcome: "D"}})
		if err != nil {
			t.Fatal(err)
		}
		other.Compile(b)
	}
	if _, err := b.Build(); err != nil {
		t.Error(err)
	}
	// An empty base forces nothing and is no error.
	b = argue.NewBuilder()
	at := read(t, precedent.ReasonModel, "").Compile(b)
	if f, err := b.Build(); err != nil || len(f.RulesFor(at.Forced[0])) > 0 {
		t.Errorf("an empty base: %v", err)
	}
}

// FuzzNew makes bases and situations of arbitrary words: each is refused with a reason, or can be asked and written.
func FuzzNew(f *testing.F) {
	f.Add("q", "P", "p1 p2", "D", "d1 d2", "a|P|p1 d1|p1|1|\nb|D|p1 d1|d1|2|a", "p1")
	f.Add("", "P", "p1 p1", "P", "p1", "a|Q|x|p1||a", "")
	f.Add("q", "P", "p", "D", "", "a|P|p|||b\nb|P||||c\nc|D||||b", "p")
	f.Fuzz(func(t *testing.T, name, one, pro, two, con, cases, situation string) {
		sides := [2]precedent.Side{{Name: one, Factors: strings.Fields(pro)}, {Name: two, Factors: strings.Fields(con)}}
		var list []precedent.Case
		for line := range strings.Lines(cases) {
			p := append(strings.Split(strings.TrimSuffix(line, "\n"), "|"), "", "", "", "", "")
			list = append(list, precedent.Case{
				Name: p[0], Outcome: p[1], Factors: strings.Fields(p[2]), Reason: strings.Fields(p[3]), Authority: len(p[4]), OverruledBy: p[5],
			})
		}
		base, err := precedent.New(name, precedent.Model(len(name)%2), sides, list)
		if err != nil {
			var refusal *precedent.Refusal
			if !errors.As(err, &refusal) || len(refusal.Reasons) == 0 || base != nil {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		base.Consistent()
		if c, err := base.Constrain(strings.Fields(situation)...); err == nil && len(c.Cases) != len(list) {
			t.Fatalf("%d of %d cases are told of", len(c.Cases), len(list))
		}
		b := argue.NewBuilder()
		base.Compile(b)
		if _, err := b.Build(); err != nil && !strings.Contains(err.Error(), "rename the other") && !strings.Contains(err.Error(), "more than one rule is called") {
			t.Fatal(err) // only names may clash
		}
	})
}
