package showing

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// Verify checks a certificate against the framework and the switches turned
// on, and says the first thing that is wrong with it. It uses neither the
// solver nor the labels: each step, set and lemma is computed anew. Of an
// acceptance called floating it checks that every preferred extension derives
// the goal, and of grounds that they suffice, not that none can be spared.
func Verify(f *argue.Framework, c Certificate, on []argue.Sentence) error {
	goal, ok := f.Find(c.Goal)
	if !ok {
		return fmt.Errorf("the goal %q is not a sentence of the framework", c.Goal)
	}
	v := newChecker(f, c, on)
	v.goal = goal
	check := map[string]func() error{
		Established: v.established, Arguable: v.arguable, Lacking: v.lacking, Open: v.open,
	}[c.Kind]
	if check == nil {
		return fmt.Errorf("there is no kind of certificate called %q", c.Kind)
	}
	if err := check(); err != nil {
		return fmt.Errorf("the certificate that %q is %s: %w", c.Goal, c.Kind, err)
	}
	return nil
}

// A Checker checks lemmas one refutation at a time.
type Checker struct {
	v    *checker
	base map[int]*bounds // by refutation
}

// NewChecker takes the certificate as it is, for the framework and the switches turned on. Its goal must be there.
func NewChecker(f *argue.Framework, c Certificate, on []argue.Sentence) Checker {
	return Checker{newChecker(f, c, on), make(map[int]*bounds)}
}

// Refuted checks that the lemmas are a refutation of what refutation i of the certificate, from 0, refutes.
func (c Checker) Refuted(i int, lemmas [][]Claim) error {
	if c.base[i] == nil {
		c.base[i] = c.v.supposition(i)
	}
	return c.v.refuted(c.base[i], lemmas)
}

type checker struct {
	f     *argue.Framework
	c     Certificate
	goal  argue.Sentence
	on    map[argue.Sentence]bool
	rules map[string]int
}

func newChecker(f *argue.Framework, c Certificate, on []argue.Sentence) *checker {
	v := &checker{f: f, c: c, on: turnedOn(f, on), rules: make(map[string]int)}
	v.goal, _ = f.Find(c.Goal)
	for i, r := range f.Rules() {
		v.rules[r.Name] = i
	}
	return v
}

func (v *checker) accepted(as ...string) error {
	if !slices.Contains(as, v.c.Acceptance) {
		return fmt.Errorf("acceptance %q does not go with it", v.c.Acceptance)
	}
	return nil
}

func (v *checker) established() error {
	if err := v.accepted("grounded", "sceptical", "floating"); err != nil {
		return err
	}
	if v.c.Acceptance == "grounded" {
		return v.steps(true)
	}
	if v.c.Acceptance == "sceptical" {
		common, err := v.set(v.c.Common)
		if err != nil {
			return err
		}
		if !take(v.f, v.on, common).derives[v.goal] {
			return fmt.Errorf("the common assumptions do not derive it")
		}
	}
	for i, names := range v.c.Positions {
		set, err := v.set(names)
		if err != nil {
			return err
		}
		st := take(v.f, v.on, set)
		if !st.Admissible() || !st.derives[v.goal] {
			return fmt.Errorf("position %d is not an admissible set that derives it", i+1)
		}
		for _, a := range v.c.Common {
			if !slices.Contains(names, a) {
				return fmt.Errorf("position %d does not contain the common assumption %q", i+1, a)
			}
		}
	}
	return v.refutations(1)
}

func (v *checker) arguable() error {
	if err := v.accepted("credulous"); err != nil {
		return err
	}
	set, err := v.set(v.c.For)
	if err != nil {
		return err
	}
	if st := take(v.f, v.on, set); !st.Admissible() || !st.derives[v.goal] {
		return fmt.Errorf("the set for it is not an admissible set that derives it")
	}
	set, err = v.set(v.c.Against)
	if err != nil {
		return err
	}
	if st := take(v.f, v.on, set); !st.Complete() || st.worth(v.goal) == in {
		return fmt.Errorf("the set against it is not complete and without it")
	}
	return v.refutations(1)
}

func (v *checker) lacking() error {
	if err := v.accepted("none"); err != nil {
		return err
	}
	set, err := v.set(v.c.Against)
	if err != nil {
		return err
	}
	st := take(v.f, v.on, set)
	if !st.Complete() || st.worth(v.goal) != out {
		return fmt.Errorf("the set against it is not complete with it out")
	}
	if len(v.c.Steps) > 0 {
		if err := v.steps(false); err != nil {
			return err
		}
	}
	if err := v.grounds(); err != nil {
		return err
	}
	if err := v.missing(st); err != nil {
		return err
	}
	return v.refutations(1)
}

func (v *checker) open() error {
	if err := v.accepted("none"); err != nil {
		return err
	}
	return v.refutations(2)
}

// grounds checks that the grounds are so.
func (v *checker) grounds() error {
	for _, name := range v.c.Grounds.Facts {
		if i, ok := v.rules[name]; !ok || len(v.f.Rules()[i].Body) > 0 {
			return fmt.Errorf("the ground %q is not a fact", name)
		}
	}
	for _, name := range v.c.Grounds.On {
		if s, ok := v.f.Find(name); !ok || !v.on[s] {
			return fmt.Errorf("the ground %q is not a switch that is on", name)
		}
	}
	for _, name := range v.c.Grounds.Absent {
		s, ok := v.f.Find(name)
		if !ok || v.on[s] || v.f.IsAssumption(s) || len(v.f.RulesFor(s)) > 0 {
			return fmt.Errorf("the ground %q is not absent", name)
		}
	}
	return nil
}

// set finds assumptions by name.
func (v *checker) set(names []string) ([]argue.Sentence, error) {
	var set []argue.Sentence
	for _, name := range names {
		s, ok := v.f.Find(name)
		if !ok || !v.f.IsAssumption(s) {
			return nil, fmt.Errorf("%q is not an assumption", name)
		}
		set = append(set, s)
	}
	return set, nil
}
