package report

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// A decided case is called binding only where it governs: where its court binds here, nothing is lacking and nothing sets the paper
// apart. A near one is called near, with what sets it apart.
func TestANearCaseIsNotCalledBinding(t *testing.T) {
	b := doctrine.DefaultCasebook()
	c := brief.Precedents{Titles: map[doctrine.FactorID]string{"place-tied-by-facts": "Facts tie the things or the crime to the place", "nothing-corroborated": "Nothing was checked"}}
	zurcher := holding.Near{Controls: true}
	zurcher.Case, _ = b.Case("zurcher-1978")
	for name, x := range map[string]struct {
		change       func(*holding.Near)
		says, beside []string
		never        []string
	}{
		"governs":          {func(n *holding.Near) { n.Applies = true }, []string{"which binds here", "Here no weaker"}, []string{"which binds here", "governs a fortiori"}, []string{"near"}},
		"lacks something":  {func(n *holding.Near) { n.Lacking = []doctrine.FactorID{"place-tied-by-facts"} }, []string{"near and not binding: its court binds here, but its facts are not these", "It would govern if there were also: facts tie"}, []string{"near and not binding", "It would govern if there were also"}, []string{"which binds here", "governs"}},
		"is set apart":     {func(n *holding.Near) { n.Distinguishing = []doctrine.FactorID{"nothing-corroborated"} }, []string{"near and not binding", "Here besides: nothing was checked"}, []string{"near and not binding", "Distinguished by: nothing was checked"}, []string{"which binds here", "governs"}},
		"of another court": {func(n *holding.Near) { n.Applies, n.Controls = true, false }, []string{"of a court that does not bind here", "Here no weaker"}, []string{"of a court that does not bind here", "would govern a fortiori where its court binds"}, []string{"which binds here", "it governs"}},
		"elsewhere and lacks": {func(n *holding.Near) { n.Controls, n.Lacking = false, []doctrine.FactorID{"place-tied-by-facts"} }, []string{"near and not binding.", "Here lacking", "with that, no weaker"}, []string{"near and not binding. ", "Lacking: facts tie", "with that it would be on facts no weaker"},
			[]string{"which binds here", "govern"}},
		"overruled":       {func(n *holding.Near) { n.OverruledBy = "gates-1983" }, []string{"overruled by gates-1983"}, []string{"overruled by gates-1983"}, []string{"which binds here", "it governs"}},
		"came afterwards": {func(n *holding.Near) { n.AfterAct, n.Controls = true, false }, []string{"decided after the act"}, []string{"decided after the act"}, []string{"which binds here", "it governs"}},
	} {
		n := zurcher
		x.change(&n)
		for where, text := range map[string]string{"review": near(c, n), "cases near": Apart(b, n), "a page": Compared(b, n)} {
			want := x.says
			switch where {
			case "cases near":
				want = x.beside
			case "a page": // which has the name beside it, and no codes
				want, text = x.beside, strings.ToLower(text[:1])+text[1:]
				if strings.ContainsAny(text, "[]") || strings.Contains(text, n.Case.Name) {
					t.Errorf("%s: %q has a code or the name", name, text)
				}
			}
			for _, w := range want {
				if !strings.Contains(text, w) {
					t.Errorf("%s, %s: %q does not say %q", name, where, text, w)
				}
			}
			for _, w := range x.never {
				if strings.Contains(text, w) {
					t.Errorf("%s, %s: %q says %q", name, where, text, w)
				}
			}
		}
	}
}
