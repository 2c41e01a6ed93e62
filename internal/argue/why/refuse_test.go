package why

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// TestRefuse alters good certificates in one place each, and checks what
// Verify finds wrong.
func TestRefuse(t *testing.T) {
	someone := func(b *argue.Builder) {
		b.Rule("she", b.Sentence("someone is named"), b.Sentence("it means her"))
		b.Rule("another", b.Sentence("someone is named"), b.Sentence("it means another"))
		x, y := b.Assume("defended"), b.Assume("attacker")
		b.Rule("attack", b.Against(x), y)
		b.Rule("answer", b.Against(y), b.Sentence("it means her"))
		b.Rule("answer too", b.Against(y), b.Sentence("it means another"))
	}
	tests := []struct {
		name, goal, on string
		alter          func(c *showing.Certificate)
		want           string
	}{
		{"no such kind", "cause", "", func(c *showing.Certificate) { c.Kind = "proved" }, "no kind of certificate"},
		{"no such goal", "cause", "", func(c *showing.Certificate) { c.Goal = "effect" }, "not a sentence"},
		{"too sure", "cause", "", func(c *showing.Certificate) { c.Acceptance = "grounded" }, "does not go with it"},

		{"a step left out", "cause", "found unreliable", func(c *showing.Certificate) { c.Steps = c.Steps[1:] }, "was not shown"},
		{"steps turned round", "cause", "found unreliable", func(c *showing.Certificate) { c.Steps[0], c.Steps[1] = c.Steps[1], c.Steps[0] }, "was not shown"},
		{"a defeater left out", "cause", "found unreliable", func(c *showing.Certificate) { c.Steps[5].Defeaters = c.Steps[5].Defeaters[:1] }, "is left out"},
		{"a defeater not defeated", "cause", "found unreliable", func(c *showing.Certificate) { c.Steps[3].Defeaters[0].Fails = "it means her" }, "was not shown to fail"},
		{"a defeater twice", "cause", "found unreliable", func(c *showing.Certificate) {
			c.Steps[5].Defeaters = append(c.Steps[5].Defeaters, c.Steps[5].Defeaters[0])
		}, "3 rules are listed"},
		{"a switch the other way", "the source is reliable", "", func(c *showing.Certificate) { c.Steps[0].Holds = true }, "does not show it"},
		{"by nothing", "the source is reliable", "", func(c *showing.Certificate) { c.Steps[1].By = "hope" }, "does not show it"},
		{"not to the end", "the source is reliable", "", func(c *showing.Certificate) { c.Steps = c.Steps[:1] }, "the last step"},
		{"another's rule", "a name was heard", "", func(c *showing.Certificate) { c.Steps[0].Rule = "reading" }, "derives it"},
		{"a premise short", "cause", "found unreliable", func(c *showing.Certificate) { c.Steps[1].Premises = nil }, "has 1 premises"},
		{"a premise changed", "cause", "found unreliable", func(c *showing.Certificate) { c.Steps[1].Premises[0] = "cause" }, "also rests on"},

		{"not admissible", "cause", "", func(c *showing.Certificate) { c.For = append(c.For, "it means another") }, "not an admissible set"},
		{"does not derive it", "cause", "", func(c *showing.Certificate) { c.For = c.For[:1] }, "not an admissible set"},
		{"not an assumption", "cause", "", func(c *showing.Certificate) { c.For[0] = "cause" }, "is not an assumption"},
		{"not complete", "cause", "", func(c *showing.Certificate) { c.Against = c.Against[:1] }, "not complete and without it"},
		{"not without it", "cause", "", func(c *showing.Certificate) { c.Against = append(c.For, "defended") }, "not complete and without it"},
		{"could be larger", "cause", "", func(c *showing.Certificate) { c.Against = []string{"the source is reliable"} }, "do not lead to a contradiction"},
		{"no refutation", "cause", "", func(c *showing.Certificate) { c.Refutations = nil }, "0 refutations and needs 1"},
		{"a lemma that does not follow", "cause", "", func(c *showing.Certificate) {
			c.Refutations[0].Lemmas = [][]showing.Claim{{{Sentence: "cause", Is: "in"}}}
			c.Against = []string{"the source is reliable"}
		}, "lemma 1 does not follow"},
		{"a lemma about nothing", "cause", "", func(c *showing.Certificate) {
			c.Refutations[0].Lemmas = [][]showing.Claim{{{Rule: "no such rule", Is: "in"}}}
			c.Against = []string{"the source is reliable"}
		}, "which is not there"},
		{"a lemma that claims nothing", "cause", "", func(c *showing.Certificate) {
			c.Refutations[0].Lemmas = [][]showing.Claim{{{Sentence: "cause", Is: "perhaps"}}}
			c.Against = []string{"the source is reliable"}
		}, "which is not a claim"},

		{"an undefended position", "someone is named", "", func(c *showing.Certificate) { c.Positions[0] = []string{"defended", "it means her", "attacker"} }, "position 1 is not an admissible set"},
		{"a position that does not derive it", "someone is named", "", func(c *showing.Certificate) { c.Positions[0] = []string{"the source is reliable"} }, "position 1 is not an admissible set"},
		{"no position", "someone is named", "", func(c *showing.Certificate) { c.Positions = nil }, "do not lead to a contradiction"},
		{"nothing in common", "defended", "", func(c *showing.Certificate) { c.Common = nil }, "do not derive it"},
		{"not in common", "defended", "", func(c *showing.Certificate) { c.Common = append(c.Common, "it means another") }, "does not contain"},
		{"undefended", "defended", "", func(c *showing.Certificate) { c.Positions[0] = []string{"defended"} }, "position 1 is not an admissible set"},

		{"not out", "cause", "found unreliable", func(c *showing.Certificate) { c.Goal = "a name was heard" }, "not complete with it out"},
		{"a ground left out", "cause", "found unreliable", func(c *showing.Certificate) { c.Grounds.On = nil }, "do not lead to a contradiction"},
		{"an absence left out", "cause", "found unreliable", func(c *showing.Certificate) { c.Grounds.Absent = nil }, "do not lead to a contradiction"},
		{"a ground that is not so", "cause", "found unreliable", func(c *showing.Certificate) { c.Grounds.On = append(c.Grounds.On, "cause") }, "not a switch that is on"},
		{"an absence that is not so", "cause", "found unreliable", func(c *showing.Certificate) { c.Grounds.Absent = append(c.Grounds.Absent, "a name was heard") }, "is not absent"},
		{"a fact that is none", "cause", "found unreliable", func(c *showing.Certificate) { c.Grounds.Facts = []string{"reading"} }, "is not a fact"},
		{"a reason left out", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing = c.Missing[:1] }, "1 reasons for the 2 rules"},
		{"a premise that is there", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing[0].Because[0].Missing = "a name was heard" }, "is not missing"},
		{"not its premise", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing[0].Missing = "she was seen" }, "not a premise"},
		{"missing in another way", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing[1].How = "off" }, "is absent, not off"},
		{"another attacker", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing[0].Because[0].Attacker = "reading" }, "does not attack"},
		{"no attacker", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing[0].Because[0].Attacker = "" }, "names no rule"},
		{"an attack on nothing", "cause", "found unreliable", func(c *showing.Certificate) { c.Missing[0].Because[0].Rests = nil }, "does not follow from what it is said to rest on"},
	}
	f := reading(t, someone)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var on []argue.Sentence
			if tt.on != "" {
				on = append(on, find(t, f, tt.on))
			}
			c := Certify(f, label.New(f), find(t, f, tt.goal), on)
			if err := showing.Verify(f, c, on); err != nil {
				t.Fatalf("refused before it was altered: %v", err)
			}
			tt.alter(&c)
			err := showing.Verify(f, c, on)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
		})
	}
}
