package label

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
)

// read builds a framework from lines: "assume a b", "switch s", "a <> b" for
// rivals, and "head <- premise, premise", where "!a" is the contrary of a.
func read(t *testing.T, text string) *argue.Framework {
	t.Helper()
	b := argue.NewBuilder()
	sentence := func(name string) argue.Sentence {
		if a, ok := strings.CutPrefix(strings.TrimSpace(name), "!"); ok {
			return b.Against(b.Assume(a))
		}
		return b.Sentence(strings.TrimSpace(name))
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if names, ok := strings.CutPrefix(line, "assume "); ok {
			for _, name := range strings.Fields(names) {
				b.Assume(name)
			}
		} else if name, ok := strings.CutPrefix(line, "switch "); ok {
			b.Switch(name)
		} else if x, y, ok := strings.Cut(line, " <> "); ok {
			b.Rivals(sentence(x), sentence(y))
		} else if head, body, ok := strings.Cut(line, "<-"); ok {
			var premises []argue.Sentence
			if strings.TrimSpace(body) != "" {
				for p := range strings.SplitSeq(body, ",") {
					premises = append(premises, sentence(p))
				}
			}
			b.Rule(line, sentence(head), premises...)
		}
	}
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestTextbook: known cases with known answers.
func TestTextbook(t *testing.T) {
	const party = `
		assume hers
		party <-
		names <-
		who <- names, hers
		goal <- party, who
	`
	const pollock = `
		assume looks-are-right lamp-matters
		switch a red lamp shines
		switch the lamp is off
		looks red <-
		red <- looks red, looks-are-right
		!looks-are-right <- a red lamp shines, lamp-matters
		!lamp-matters <- the lamp is off
		not red <- another colour
	`
	const murder = `
		switch killed
		switch intent
		switch threatened with a knife
		switch the witness is a friend
		switch seen without a knife
		assume no-excuse believed saw-nothing
		guilty <- killed, intent, no-excuse
		!no-excuse <- threatened with a knife, believed
		!believed <- the witness is a friend
		!believed <- seen without a knife, saw-nothing
		!saw-nothing <- seen without a knife, believed
	`
	const precedent = `
		switch x applies
		switch y applies
		switch top applies
		assume x-governs y-governs top-governs
		for <- x applies, x-governs
		against <- y applies, y-governs
		against <- top applies, top-governs
		!x-governs <- y applies, y-governs
		!x-governs <- top applies, top-governs
		!y-governs <- x applies, x-governs
	`
	tests := []struct {
		name, text string
		goal       string
		on         []string
		status     string
		accept     Acceptance
	}{
		{"nothing for it", "x <-\n goal <- y", "goal", nil, "{out}", None},
		{"a fact", "goal <-", "goal", nil, "{in}", Grounded},
		{"unattacked assumption", "assume a\n goal <- a", "goal", nil, "{in}", Grounded},
		{"attacked by a fact", "assume a\n goal <- a\n !a <-", "goal", nil, "{out}", None},
		{"reinstatement", "assume a b c\n !a <- b\n !b <- c", "a", nil, "{in}", Grounded},
		{"reinstatement, the attacker", "assume a b c\n !a <- b\n !b <- c", "b", nil, "{out}", None},
		{"even circle", "assume a b\n a <> b", "a", nil, "{in,out,undec}", Credulous},
		{"four circle", "assume a b c d\n !a <- b\n !b <- c\n !c <- d\n !d <- a", "a", nil, "{in,out,undec}", Credulous},
		{"odd circle", "assume a b c\n !a <- b\n !b <- c\n !c <- a", "a", nil, "{undec}", None},
		{"self-defeat", "assume a\n !a <- a", "a", nil, "{undec}", None},
		{"attacked by a self-defeater only", "assume a b\n !a <- b\n !b <- b", "a", nil, "{undec}", None},
		{"self-defeater answered", "assume a b c\n !a <- b\n !b <- b\n !b <- c", "a", nil, "{in}", Grounded},
		{"floating conclusion", "assume a b\n a <> b\n goal <- a\n goal <- b", "goal", nil, "{in,undec}", Floating},
		{"floating assumption", "assume a b c d\n a <> b\n !c <- a\n !c <- b\n !d <- c", "d", nil, "{in,undec}", Sceptical},
		{"floating defeat", "assume a b c d\n a <> b\n !c <- a\n !c <- b\n !d <- c", "c", nil, "{out,undec}", None},
		{"needs both rivals", "assume a b\n a <> b\n goal <- a, b", "goal", nil, "{out,undec}", None},
		{"rival that defeats itself", "assume a b\n a <> b\n !b <- b", "a", nil, "{in,undec}", Sceptical},
		{"switch off", "switch s\n goal <- s", "goal", nil, "{out}", None},
		{"switch on", "switch s\n goal <- s", "goal", []string{"s"}, "{in}", Grounded},
		{"ruled against", "switch s\n assume a\n !a <- s\n goal <- a", "goal", []string{"s"}, "{out}", None},

		{"four circle and a floating conclusion", "assume a b c d\n !a <- b\n !b <- c\n !c <- d\n !d <- a\n goal <- a, c\n goal <- b, d", "goal", nil, "{in,undec}", Floating},
		{"defence by one's own attack", "assume a b\n !b <- a\n !a <- b\n goal <- a\n !b <-", "goal", nil, "{in}", Grounded},

		// A zombie path: what a self-defeating argument attacks is not thereby lost or saved (Makinson and Schlechta 1991).
		{"zombie", "assume liar a b\n !liar <- liar\n !a <- liar\n !b <- a\n goal <- b", "goal", nil, "{undec}", None},

		// Tandem (Carneades' benchmark; Prakken 2010): three observers, two of whom can be right but not all three. Each of a, b and c
		// is excluded by the other two together.
		{"tandem, one", "assume a b c\n !a <- b, c\n !b <- a, c\n !c <- a, b", "a", nil, "{in,out,undec}", Credulous},
		{"tandem, two", "assume a b c\n !a <- b, c\n !b <- a, c\n !c <- a, b\n goal <- a, b", "goal", nil, "{in,out,undec}", Credulous},
		{"tandem, all", "assume a b c\n !a <- b, c\n !b <- a, c\n !c <- a, b\n goal <- a, b, c", "goal", nil, "{out,undec}", None},
		{"tandem, some two", "assume a b c\n !a <- b, c\n !b <- a, c\n !c <- a, b\n goal <- a, b\n goal <- b, c\n goal <- a, c", "goal", nil, "{in,undec}", Floating},

		// The red light (Pollock, Cognitive Science 11, 1987): it looks red, which is a reason to think it is; a red lamp on it undercuts that
		// and speaks not against its being red; if the lamp is found to be off, the reason is back.
		{"looks red", pollock, "red", nil, "{in}", Grounded},
		{"red light", pollock, "red", []string{"a red lamp shines"}, "{out}", None},
		{"red light, not red is not shown", pollock, "not red", []string{"a red lamp shines"}, "{out}", None},
		{"red light doubted", pollock, "red", []string{"a red lamp shines", "the lamp is off"}, "{in}", Grounded},

		// Murder (Prakken and Sartor, "Modelling reasoning with precedents in a formal dialogue game", Artificial Intelligence and
		// Law 6, 1998): a killing with intent is murder unless it was self-defence, which the accused need only make plausible; what the
		// prosecution says against it may settle that.
		{"murder", murder, "guilty", []string{"killed", "intent"}, "{in}", Grounded},
		{"murder without intent", murder, "guilty", []string{"killed"}, "{out}", None},
		{"murder, self-defence shown", murder, "guilty", []string{"killed", "intent", "threatened with a knife"}, "{out}", None},
		{"murder, the witness is impeached", murder, "guilty", []string{"killed", "intent", "threatened with a knife", "the witness is a friend"}, "{in}", Grounded},
		{"murder, two witnesses at odds", murder, "guilty", []string{"killed", "intent", "threatened with a knife", "seen without a knife"}, "{in,out,undec}", Credulous},

		// Decided cases: the later question follows one of higher authority, and is open between equals.
		{"precedent alone", precedent, "for", []string{"x applies"}, "{in}", Grounded},
		{"precedent against its equal", precedent, "for", []string{"x applies", "y applies"}, "{in,out,undec}", Credulous},
		{"precedent against a higher one", precedent, "for", []string{"x applies", "top applies"}, "{out}", None},
		{"higher precedent", precedent, "against", []string{"x applies", "top applies"}, "{in}", Grounded},

		// Which of two people does the name mean? How that is put decides
		// whether doubt makes a conclusion arguable or does away with it.
		{"no defeater", party, "goal", nil, "{in}", Grounded},
		{"two-sided", party + "assume another\n hers <> another", "goal", nil, "{in,out,undec}", Credulous},
		{"one-sided", party + "assume another\n !hers <- another", "goal", nil, "{out}", None},
		{"self-attacking attacker", party + "assume liar\n !hers <- liar\n !liar <- liar", "goal", nil, "{undec}", None},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := read(t, tt.text)
			r := New(f)
			goal, ok := f.Find(tt.goal)
			if !ok {
				t.Fatal("no goal")
			}
			var on []argue.Sentence
			for _, name := range tt.on {
				s, _ := f.Find(name)
				on = append(on, s)
			}
			if got := r.Status(goal, on).String(); got != tt.status {
				t.Errorf("status %s, want %s", got, tt.status)
			}
			if got := r.Accept(goal, on); got != tt.accept {
				t.Errorf("acceptance %v, want %v", got, tt.accept)
			}
		})
	}
}

func TestNoStable(t *testing.T) {
	f := read(t, "assume a b c\n !a <- b\n !b <- c\n !c <- a")
	r := New(f)
	if got, ok := r.Stable(nil, 0); len(got) > 0 || !ok {
		t.Errorf("an odd circle has %d stable labellings", len(got))
	}
	if got, _ := r.Preferred(nil, 0); len(got) != 1 || len(got[0].In()) > 0 || got[0].Stable() {
		t.Errorf("an odd circle has the preferred labellings %v", got)
	}
}

// TestStrangers: sentences of another framework, and switches that are none.
func TestStrangers(t *testing.T) {
	f := read(t, "assume a\n goal <- a")
	r := New(f)
	a, _ := f.Find("a")
	for _, s := range []argue.Sentence{argue.Nothing, 99} {
		_, credulous := r.Credulous(s, nil)
		_, sceptical := r.Sceptical(s, nil)
		_, excluded := r.Excluding(s, nil)
		if credulous || sceptical || excluded || r.Accept(s, nil) != None || r.Status(s, nil) != (Status{}) {
			t.Errorf("sentence %d has an answer", s)
		}
		if r.Grounded(nil).Of(s) != Undec || (Labelling{}).Of(s) != Undec {
			t.Errorf("sentence %d has a value", s)
		}
	}
	if got := r.Grounded([]argue.Sentence{a, 99, -3}).Of(a); got != In {
		t.Errorf("with nonsense turned on, a is %v", got)
	}
}
