package showing

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// steps checks that each step follows from those before and that the last
// shows that the goal holds, or that it fails.
func (v *checker) steps(holds bool) error {
	shown := make(map[string]bool) // what each sentence was shown to do
	known := make(map[string]bool)
	for i, st := range v.c.Steps {
		s, ok := v.f.Find(st.Says)
		if !ok {
			return fmt.Errorf("step %d is about %q, which is not a sentence of the framework", i+1, st.Says)
		}
		does := func(name string, holds bool) bool { return known[name] && shown[name] == holds }
		if err := v.step(s, st, does); err != nil {
			return fmt.Errorf("step %d, about %q: %w", i+1, st.Says, err)
		}
		known[st.Says], shown[st.Says] = true, st.Holds
	}
	if n := len(v.c.Steps); n == 0 || v.c.Steps[n-1].Says != v.c.Goal || v.c.Steps[n-1].Holds != holds {
		return fmt.Errorf("the last step does not show it")
	}
	return nil
}

func (v *checker) step(s argue.Sentence, st Step, does func(string, bool) bool) error {
	premise := func(name string, holds bool) error {
		if !does(name, holds) {
			return fmt.Errorf("it rests on %q, which was not shown to do so", name)
		}
		return nil
	}
	contrary := v.f.Contrary(s)
	switch {
	case st.By == "switch" && v.f.IsSwitch(s) && v.on[s] == st.Holds:
		return nil
	case (st.By == "fact" || st.By == "rule") && st.Holds:
		i, ok := v.rules[st.Rule]
		if !ok || v.f.Rules()[i].Head != s {
			return fmt.Errorf("no rule %q derives it", st.Rule)
		}
		body := v.f.Rules()[i].Body
		if (len(body) == 0) != (st.By == "fact") || len(body) != len(st.Premises) {
			return fmt.Errorf("rule %q has %d premises", st.Rule, len(body))
		}
		for _, p := range body {
			if !slices.Contains(st.Premises, v.f.Name(p)) {
				return fmt.Errorf("rule %q also rests on %q", st.Rule, v.f.Name(p))
			}
			if err := premise(v.f.Name(p), true); err != nil {
				return err
			}
		}
		return nil
	case st.By == "attack" && !st.Holds && contrary != argue.Nothing:
		return premise(v.f.Name(contrary), true)
	case st.By == "assumption" && st.Holds && contrary != argue.Nothing:
		if v.f.IsAssumption(contrary) || v.f.IsSwitch(contrary) {
			return premise(v.f.Name(contrary), false)
		}
		return v.defeated(contrary, st.Defeaters, does)
	case st.By == "absence" && !st.Holds && contrary == argue.Nothing && !v.f.IsSwitch(s):
		return v.defeated(s, st.Defeaters, does)
	}
	return fmt.Errorf("%q does not show it", st.By)
}

// defeated checks that every rule for s is listed, with a premise that fails.
func (v *checker) defeated(s argue.Sentence, ds []Defeater, does func(string, bool) bool) error {
	for _, r := range v.f.RulesFor(s) {
		rule := v.f.Rules()[r]
		i := slices.IndexFunc(ds, func(d Defeater) bool { return d.Rule == rule.Name })
		if i < 0 {
			return fmt.Errorf("rule %q is left out", rule.Name)
		}
		p, ok := v.f.Find(ds[i].Fails)
		if !ok || !slices.Contains(rule.Body, p) || !does(ds[i].Fails, false) {
			return fmt.Errorf("rule %q was not shown to fail on %q", rule.Name, ds[i].Fails)
		}
	}
	if len(ds) != len(v.f.RulesFor(s)) {
		return fmt.Errorf("%d rules are listed and there are %d", len(ds), len(v.f.RulesFor(s)))
	}
	return nil
}
