package argue

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Refusal says everything for which Build refused a framework, one reason
// for each fault, in a fixed order.
type Refusal struct{ Reasons []string }

func (r *Refusal) Error() string {
	return "the framework is refused:\n  " + strings.Join(r.Reasons, "\n  ")
}

// Build checks what was collected and returns the framework. It refuses with
// a *Refusal that names every
//
//   - mention of a sentence that this builder did not make,
//   - rule without a name, or with the name of another,
//   - rule that derives an assumption or a switch: the framework would not be
//     flat (Bondarenko et al. 1997),
//   - circle of rules: a sentence would rest on itself.
//
// Circles of attack are allowed. The builder may be added to and built again.
func (b *Builder) Build() (*Framework, error) {
	faults := slices.Clone(b.faults)
	faults = append(faults, b.misnamed()...)
	strange := b.strangers()
	faults = append(faults, strange...)
	faults = append(faults, b.notFlat()...)
	if len(strange) > 0 {
		return nil, &Refusal{Reasons: faults}
	}
	f := b.assemble()
	order, circles := arrange(f)
	for _, circle := range circles {
		faults = append(faults, f.describe(circle))
	}
	if len(faults) > 0 {
		return nil, &Refusal{Reasons: faults}
	}
	f.order = order
	return f, nil
}

// misnamed finds the rules without a name of their own.
func (b *Builder) misnamed() (faults []string) {
	uses := make(map[string]int)
	for _, r := range b.rules {
		uses[r.Name]++
		switch {
		case r.Name == "" && uses[""] == 1:
			faults = append(faults, fmt.Sprintf("a rule for %s has no name; give every rule a name", b.show(r.Head)))
		case r.Name != "" && uses[r.Name] == 2:
			faults = append(faults, fmt.Sprintf("more than one rule is called %q; give every rule a name of its own", r.Name))
		}
	}
	return faults
}

// strangers finds the rules that mention a sentence this builder did not make.
func (b *Builder) strangers() (faults []string) {
	for _, r := range b.rules {
		for _, s := range append([]Sentence{r.Head}, r.Body...) {
			if !b.has(s) {
				faults = append(faults, fmt.Sprintf("rule %q mentions %s; make sentences with this builder", r.Name, b.show(s)))
			}
		}
	}
	return faults
}

// notFlat finds the rules that derive what is assumed or ruled.
func (b *Builder) notFlat() (faults []string) {
	for _, r := range b.rules {
		if !b.has(r.Head) {
			continue
		}
		part := ""
		switch b.kinds[r.Head] {
		case assumption:
			part = "an assumption"
		case toggle:
			part = "a switch"
		default:
			continue
		}
		faults = append(faults, fmt.Sprintf("rule %q derives %s, which is %s; split what is derived from it",
			r.Name, b.show(r.Head), part))
	}
	return faults
}

// assemble copies what was collected into a framework, all but its order.
func (b *Builder) assemble() *Framework {
	f := &Framework{
		names:    slices.Clone(b.names),
		index:    maps.Clone(b.index),
		kinds:    slices.Clone(b.kinds),
		rules:    slices.Clone(b.rules),
		byHead:   make([][]int, len(b.names)),
		byBody:   make([][]int, len(b.names)),
		contrary: make([]Sentence, len(b.names)),
		defeats:  make([]Sentence, len(b.names)),
		tallies:  maps.Clone(b.tallies),
	}
	for i := range f.rules {
		f.rules[i].Body = slices.Clone(f.rules[i].Body)
		h := f.rules[i].Head
		f.byHead[h] = append(f.byHead[h], i)
		for _, p := range f.rules[i].Body {
			f.byBody[p] = append(f.byBody[p], i)
		}
	}
	for i := range f.names {
		f.contrary[i], f.defeats[i] = Nothing, Nothing
	}
	for i := range f.names {
		s := Sentence(i)
		switch f.kinds[s] {
		case assumption:
			f.contrary[s] = b.contrary[s]
			f.defeats[b.contrary[s]] = s
			f.assumptions = append(f.assumptions, s)
		case toggle:
			f.switches = append(f.switches, s)
		}
	}
	return f
}

// describe tells a circle of rules: each sentence with the rule that leads on
// to the next, back to the first.
func (f *Framework) describe(circle []int) string {
	var tell strings.Builder
	last := f.rules[circle[len(circle)-1]].Head
	fmt.Fprintf(&tell, "rules go in a circle: %q", f.names[last])
	for _, r := range circle {
		fmt.Fprintf(&tell, " gives %q (rule %q)", f.names[f.rules[r].Head], f.rules[r].Name)
		if f.rules[r].Head != last {
			tell.WriteString(", which")
		}
	}
	tell.WriteString("; a sentence cannot rest on itself")
	return tell.String()
}
