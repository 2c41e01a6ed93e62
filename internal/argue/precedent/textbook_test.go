package precedent_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
	"github.com/affiant-project/affiant/internal/argue/why"
)

// read makes a case base from lines such as "c1 P: p1 p2 d1, because p1, rank 2, overruled by c2", where factors that begin
// with p favour P and those with d favour D.
func read(t *testing.T, model precedent.Model, text string) *precedent.Base {
	t.Helper()
	sides := [2]precedent.Side{
		{Name: "P", Factors: []string{"p1", "p2", "p3"}},
		{Name: "D", Factors: []string{"d1", "d2", "d3"}},
	}
	var cases []precedent.Case
	for line := range strings.Lines(text) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		var c precedent.Case
		c.Name, c.Outcome, _ = strings.Cut(head, " ")
		for i, part := range strings.Split(rest, ",") {
			part = strings.TrimSpace(part)
			reason, because := strings.CutPrefix(part, "because ")
			rank, ranked := strings.CutPrefix(part, "rank ")
			by, overruled := strings.CutPrefix(part, "overruled by ")
			switch {
			case i == 0:
				c.Factors = strings.Fields(part)
			case because:
				c.Reason = strings.Fields(reason)
			case ranked:
				c.Authority, _ = strconv.Atoi(rank)
			case overruled:
				c.OverruledBy = by
			default:
				t.Fatalf("what is %q?", part)
			}
		}
		cases = append(cases, c)
	}
	b, err := precedent.New("liable", model, sides, cases)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTextbook: what the literature says of decided cases, in small. H: Horty, "Rules and reasons in the theory of
// precedent", Legal Theory 17, 2011. HB: Horty and Bench-Capon, "A factor-based definition of precedential constraint",
// Artificial Intelligence and Law 20, 2012. R: Horty, "The result model of precedent", Legal Theory 10, 2004. P: Prakken,
// "A formal analysis of some factor- and precedent-based accounts of precedential constraint", Artificial Intelligence and
// Law 29, 2021. B: Broughton, "Vertical precedents in formal models of precedential constraint", Artificial Intelligence
// and Law 27, 2019.
func TestTextbook(t *testing.T) {
	const (
		reason = precedent.ReasonModel
		result = precedent.ResultModel
	)
	const one = "c1 P: p1 p2 d1 d2, because p1"
	const split = one + "\n c2 D: p1 p2 d1 d3, because d3"
	tests := []struct {
		name, source string
		model        precedent.Model
		cases, facts string
		want         string // P, D, both or neither
		governs      string
	}{
		{"the same facts again", "H, R", result, one, "p1 p2 d1 d2", "P", "c1"},
		{"a fortiori: more for it", "R", result, one, "p1 p2 p3 d1 d2", "P", "c1"},
		{"a fortiori: less against it", "R", result, one, "p1 p2", "P", "c1"},
		{"distinguished by a new factor against it", "H, HB", reason, one, "p1 p2 d1 d2 d3", "neither", ""},
		{"distinguished, whatever more there is for it", "H", reason, one, "p1 p2 p3 d3", "neither", ""},
		{"result model: weaker by what it had for it", "R", result, one, "p1 d1", "neither", ""},
		{"reason model: only the reason is needed", "H, HB", reason, one, "p1 d1", "P", "c1"},
		{"reason model: the reason is needed", "H, HB", reason, one, "p2 d1", "neither", ""},
		{"no reason known: all it had binds, which is least", "P", reason, "c1 P: p1 p2 d1", "p1 d1", "neither", ""},
		{"no reason known, a fortiori", "P", reason, "c1 P: p1 p2 d1", "p1 p2 p3", "P", "c1"},
		{"nothing but the reason", "H", reason, one, "p1", "P", "c1"},
		{"nothing at all", "H", reason, one, "", "neither", ""},
		{"decided for want of enough", "P", reason, "c1 D: p1", "p1", "D", "c1"},
		{"decided for want of enough, and here is less", "P", reason, "c1 D: p1", "", "D", "c1"},
		{"decided for want of enough, and here is more", "P", reason, "c1 D: p1", "p1 p2", "neither", ""},

		// A later court distinguished c1 by d3 and decided the other way. Both bind: what has d3 goes one way, what has not the
		// other, and the base stays consistent (H: the case base is refined, not contradicted).
		{"after it was distinguished, the old rule", "H", reason, split, "p1 d1 d2", "P", "c1"},
		{"after it was distinguished, the new rule", "H", reason, split, "p1 d1 d3", "D", "c2"},
		{"after it was distinguished, something new for the old", "H", reason, split, "p1 p3 d1 d3", "neither", ""},
		{"after it was distinguished, something new against the new", "H", reason, split, "p1 p2 d2 d3", "D", "c2"},

		// A court that decides c1's situation the other way contradicts it: then both are forced, unless one is overruled or
		// of higher authority (H on overruling; B on courts).
		{"contradicted by an equal", "H", reason, one + "\n c2 D: p1 p2 d1 d2, because d1", "p1 p2 d1 d2", "both", "c1 c2"},
		{"contradicted, but not on this", "H", reason, one + "\n c2 D: p1 p2 d1 d2, because d1", "p1 d2", "P", "c1"},
		{"overruled by name", "H", reason, one + ", overruled by c2\n c2 D: p1 p2 d1 d2, because d1", "p1 p2 d1 d2", "D", "c2"},
		{"overruled by a statute: nothing is left", "H", reason, one + ", overruled by a statute", "p1", "neither", ""},
		{"contradicted by a higher court", "B", reason, one + "\n c2 D: p1 p2 d1 d2, because d1, rank 1", "p1 d1", "D", "c2"},
		{"contradicted by a lower court", "B", reason, one + ", rank 1\n c2 D: p1 p2 d1 d2, because d1", "p1 d1", "P", "c1"},
		{"a higher court that does not reach this", "B", reason, one + "\n c2 D: p1 p2 d1 d2, because d2, rank 1", "p1 d1", "P", "c1"},
		{"a higher court follows the lowest against the middle", "B", reason,
			"low P: p1 d1\n middle D: p1 d1, rank 1\n high P: p1 d1, rank 2", "p1 d1", "P", "low high"},
		{"many of an equal do not outweigh one", "H", reason, "c1 P: p1 d1\n c2 P: p1 d1\n c3 P: p1 d1\n c4 D: p1 d1", "p1 d1", "both", "c1 c2 c3 c4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base := read(t, tt.model, tt.cases)
			facts := strings.Fields(tt.facts)
			c, err := base.Constrain(facts...)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string][2]bool{"P": {true, false}, "D": {false, true}, "both": {true, true}, "neither": {}}[tt.want]
			if c.Forced != want {
				t.Errorf("%v is forced, want %s", c.Forced, tt.want)
			}
			var governs []string
			for _, s := range c.Cases {
				if s.Governs {
					governs = append(governs, s.Case)
				}
			}
			if !slices.Equal(governs, strings.Fields(tt.governs)) {
				t.Errorf("%v govern, want %s", governs, tt.governs)
			}

			b := argue.NewBuilder()
			for _, f := range facts {
				b.Fact("found "+f, b.Sentence(f))
			}
			at := base.Compile(b)
			f, err := b.Build()
			if err != nil {
				t.Fatal(err)
			}
			r := label.New(f)
			for side, s := range at.Forced {
				accepted(t, r, s, nil, want[side], tt.want == "both")
			}
			for i, s := range c.Cases {
				accepted(t, r, at.Cases[i].Governs, nil, s.Governs, tt.want == "both")
			}
			explained(t, f, r, nil)
		})
	}
}

// TestStanding: what is told of each case, and which lead.
func TestStanding(t *testing.T) {
	base := read(t, precedent.ReasonModel, `
		c1 P: p1 p2 d1, because p1 p2
		c2 D: p1 d1 d2, because d1, overruled by c3
		c3 P: p1 d1 d2, because p1, rank 1
		c4 D: d1 p1 p3, because d1, rank 1
		c5 D: d1 p1, because d1
	`)
	got, err := base.Constrain("p1", "d1", "d2")
	if err != nil {
		t.Fatal(err)
	}
	want := precedent.Constraint{
		Forced:  [2]bool{true, true},
		Leading: [2][]string{{"c3"}, {"c4"}},
		Cases: []precedent.Standing{
			{Case: "c1", Outcome: "P", Lacking: []string{"p2"}, Distinguishing: []string{"d2"}},
			{Case: "c2", Outcome: "D", OverruledBy: "c3"},
			{Case: "c3", Outcome: "P", Applies: true, Governs: true},
			{Case: "c4", Outcome: "D", Applies: true, Governs: true},
			{Case: "c5", Outcome: "D", Applies: true, Governs: true},
		},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	var conflicts []precedent.Conflict
	for c := range base.Conflicts() {
		conflicts = append(conflicts, c)
	}
	if d := cmp.Diff([]precedent.Conflict{
		{First: "c3", Second: "c4", Situation: []string{"p1", "d1"}},
		{First: "c3", Second: "c5", Situation: []string{"p1", "d1"}, Prevails: "c3"},
	}, conflicts); d != "" {
		t.Error(d)
	}
	if base.Consistent() {
		t.Error("c3 and c4 are equals and conflict")
	}
	for range base.Conflicts() { // stops when told to
		break
	}
	if _, err := base.Constrain("p1", "p9"); err == nil || !strings.Contains(err.Error(), `the factor "p9", which favours no side of the case base "liable"`) {
		t.Errorf("an unknown factor: %v", err)
	}
}

// TestDownplay: a distinction may be downplayed, by saying that what distinguishes does not matter here (Aleven, "Using
// background knowledge in case-based legal reasoning", Artificial Intelligence 150, 2003; Prakken and Sartor, Artificial
// Intelligence and Law 6, 1998). That needs nothing of the case base: whether the factor is there is argued like all else.
func TestDownplay(t *testing.T) {
	b := argue.NewBuilder()
	b.Fact("found p1", b.Sentence("p1"))
	matters := b.Assume("d2 matters")
	b.Rule("d2 as found", b.Sentence("d2"), b.Switch("d2 is found"), matters)
	made, not := b.Assume("p3 makes up for d2"), b.Assume("nothing makes up for d2")
	b.Rule("downplayed", b.Against(matters), b.Switch("p3 is argued"), made)
	b.Rule("said to be as bad", b.Against(made), b.Switch("that is disputed"), not)
	b.Rule("said to be no worse", b.Against(not), made)
	at := read(t, precedent.ReasonModel, "c1 P: p1 d1").Compile(b)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	r := label.New(f)
	for _, tt := range []struct {
		on   []string
		want label.Acceptance
	}{
		{nil, label.Grounded},
		{[]string{"d2 is found"}, label.None},
		{[]string{"d2 is found", "p3 is argued"}, label.Grounded},
		{[]string{"d2 is found", "p3 is argued", "that is disputed"}, label.Credulous},
	} {
		on := turn(f, tt.on)
		if got := r.Accept(at.Forced[0], on); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.on, got, tt.want)
		}
		if err := showing.Verify(f, why.Certify(f, r, at.Forced[0], on), on); err != nil {
			t.Error(err)
		}
	}
}

// TestUnsettled: a distinguishing factor that cannot be settled, since all there is for it defeats itself, leaves open
// whether the case governs. It is not reported as lacking.
func TestUnsettled(t *testing.T) {
	b := argue.NewBuilder()
	b.Fact("found p1", b.Sentence("p1"))
	liar := b.Assume("the liar is believed")
	b.Rule("he says that he lies", b.Against(liar), liar)
	b.Rule("he says d2", b.Sentence("d2"), liar)
	at := read(t, precedent.ReasonModel, "c1 P: p1 d1").Compile(b)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	r := label.New(f)
	if got := r.Status(at.Forced[0], nil).String(); got != "{undec}" {
		t.Errorf("the outcome is %s", got)
	}
	if c := why.Certify(f, r, at.Forced[0], nil); c.Kind != showing.Open || showing.Verify(f, c, nil) != nil {
		t.Errorf("the certificate is of kind %s", c.Kind)
	}
}

// TestOverrulingOpen: whether a case was overruled may itself be for the court.
func TestOverrulingOpen(t *testing.T) {
	b := argue.NewBuilder()
	b.Fact("found p1", b.Sentence("p1"))
	at := read(t, precedent.ReasonModel, "c1 P: p1 d1").Compile(b)
	b.Rule("so ruled", at.Cases[0].Overruled, b.Switch("ruled that c1 is no longer good law"))
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	r := label.New(f)
	if got := r.Accept(at.Forced[0], nil); got != label.Grounded {
		t.Errorf("before the ruling: %v", got)
	}
	if got := r.Accept(at.Forced[0], f.Switches()); got != label.None {
		t.Errorf("after the ruling: %v", got)
	}
}

// TestWhy: the tree of reasons names what distinguishes a case, and of one that governs every factor that would.
func TestWhy(t *testing.T) {
	b := argue.NewBuilder()
	for _, f := range []string{"p1", "p2", "p3", "d1", "d2", "d3"} {
		b.Switch(f)
	}
	at := read(t, precedent.ReasonModel, "c1 P: p1 p2 d2, because p1").Compile(b)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	r := label.New(f)
	for _, tt := range []struct {
		on       string
		children []string
	}{
		{"p1 d2 d3", []string{"d3"}},
		{"p1 d2", []string{"d1", "d3"}},
	} {
		on := turn(f, strings.Fields(tt.on))
		n := why.Tree(f, r.Grounded(on), at.Cases[0].Beyond, on)
		var got []string
		for _, c := range n.Children {
			got = append(got, c.Says)
		}
		if n.Kind != "count" || n.Says != "liable: a factor for D besides d2" || !slices.Equal(got, tt.children) {
			t.Errorf("with %s: %s %q because of %v, want %v", tt.on, n.Kind, n.Says, got, tt.children)
		}
	}
}
