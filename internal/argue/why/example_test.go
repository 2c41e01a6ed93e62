package why

import (
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/google/go-cmp/cmp"
)

// TestWholeCertificates spells out one certificate of each kind.
func TestWholeCertificates(t *testing.T) {
	odd := func(b *argue.Builder) {
		x := b.Assume("the liar is right")
		b.Rule("he says he lies", b.Against(x), x)
		b.Rule("the liar attacks", b.Against(b.Assume("the source is reliable")), x)
	}
	tests := []struct {
		name  string
		goal  string
		on    string
		extra func(b *argue.Builder)
		want  showing.Certificate
	}{
		{"established", "the source is reliable", "", nil, showing.Certificate{
			Kind: showing.Established, Acceptance: "grounded",
			Steps: []showing.Step{
				{Says: "found unreliable", By: "switch"},
				{Says: "the source is reliable", Holds: true, By: "assumption",
					Defeaters: []showing.Defeater{{Rule: "ruled unreliable", Fails: "found unreliable"}}},
			},
		}},
		{"arguable", "cause", "", nil, showing.Certificate{
			Kind: showing.Arguable, Acceptance: "credulous",
			For:         []string{"it means her", "the source is reliable"},
			Against:     []string{"it means another", "the source is reliable"},
			Refutations: []showing.Refutation{{}},
		}},
		{"lacking", "cause", "found unreliable", nil, showing.Certificate{
			Kind: showing.Lacking, Acceptance: "none",
			Steps: []showing.Step{
				{Says: "found unreliable", Holds: true, By: "switch"},
				{Says: "against the source is reliable", Holds: true, By: "rule", Rule: "ruled unreliable", Premises: []string{"found unreliable"}},
				{Says: "the source is reliable", By: "attack", Premises: []string{"against the source is reliable"}},
				{Says: "she is named", By: "absence", Defeaters: []showing.Defeater{{Rule: "reading", Fails: "the source is reliable"}}},
				{Says: "she was seen", By: "absence"},
				{Says: "cause", By: "absence", Defeaters: []showing.Defeater{
					{Rule: "cause if named", Fails: "she is named"}, {Rule: "cause if seen", Fails: "she was seen"}}},
			},
			Missing: []showing.Reason{
				{Says: "cause", Rule: "cause if named", Missing: "she is named", How: "underived", Because: []showing.Reason{
					{Says: "she is named", Rule: "reading", Missing: "the source is reliable", How: "attacked",
						Attacker: "ruled unreliable", Rests: []string{"found unreliable"}}}},
				{Says: "cause", Rule: "cause if seen", Missing: "she was seen", How: "absent"},
			},
			Grounds:     showing.Grounds{On: []string{"found unreliable"}, Absent: []string{"she was seen"}},
			Refutations: []showing.Refutation{{}},
		}},
		{"open", "the source is reliable", "", odd, showing.Certificate{
			Kind: showing.Open, Acceptance: "none",
			Refutations: []showing.Refutation{{}, {}},
		}},
		{"floating", "someone is named", "", func(b *argue.Builder) {
			b.Rule("she", b.Sentence("someone is named"), b.Sentence("it means her"))
			b.Rule("another", b.Sentence("someone is named"), b.Sentence("it means another"))
		}, showing.Certificate{
			Kind: showing.Established, Acceptance: "floating",
			Positions:   [][]string{{"it means her", "the source is reliable"}},
			Refutations: []showing.Refutation{{}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := reading(t, tt.extra)
			var on []argue.Sentence
			if tt.on != "" {
				on = append(on, find(t, f, tt.on))
			}
			got := Certify(f, label.New(f), find(t, f, tt.goal), on)
			tt.want.Goal = tt.goal
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
			if err := showing.Verify(f, got, on); err != nil {
				t.Error(err)
			}
		})
	}
}
