package why

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// kind is the kind of certificate that goal deserves.
func kind(r *label.Reasoner, goal argue.Sentence, on []argue.Sentence) string {
	status, acceptance := r.Status(goal, on), r.Accept(goal, on)
	switch {
	case acceptance >= label.Floating:
		return showing.Established
	case acceptance == label.Credulous:
		return showing.Arguable
	case status.Out:
		return showing.Lacking
	}
	return showing.Open
}

// TestCertificates certifies every sentence of random frameworks. Each
// certificate is of the kind that package label, itself held against brute
// force, gives; it passes; and a fresh reasoner writes the same.
func TestCertificates(t *testing.T) {
	kinds, acceptances := make(map[string]int), make(map[string]int)
	lemmas := 0
	for seed := range arguetest.Rounds(t, 1500) {
		size := 5
		if seed%15 == 0 {
			size = 10
		}
		f, on := arguetest.Random(t, uint64(seed), size)
		r := label.New(f)
		for s := range argue.Sentence(f.Len()) {
			c := Certify(f, r, s, on)
			if want := kind(r, s, on); c.Kind != want {
				t.Fatalf("seed %d: %s is %s, want %s", seed, f.Name(s), c.Kind, want)
			}
			if err := showing.Verify(f, c, on); err != nil {
				t.Fatalf("seed %d: %v\n%+v\nrules %v on %v", seed, err, c, f.Rules(), on)
			}
			if c.Kind == showing.Arguable && spare(f, c, s, on) {
				t.Fatalf("seed %d: some of %v can be left out for %s", seed, c.For, c.Goal)
			}
			kinds[c.Kind]++
			acceptances[c.Acceptance]++
			for _, x := range c.Refutations {
				lemmas += len(x.Lemmas)
			}
			if again := Certify(f, label.New(f), s, on); s%3 == 0 && !reflect.DeepEqual(c, again) {
				t.Fatalf("seed %d: certified twice:\n%+v\n%+v", seed, c, again)
			}
		}
	}
	t.Logf("%v, %v, %d lemmas", kinds, acceptances, lemmas)
	if len(kinds) != 4 || len(acceptances) != 5 || lemmas == 0 {
		t.Error("some kind of certificate was never needed")
	}
}

// TestTrimmed certifies what a soak once found to be refused: the lemmas were tried with others in mind that had been left
// out two tries before.
func TestTrimmed(t *testing.T) {
	f, on := arguetest.Random(t, 13632, 5)
	r := label.New(f)
	for s := range argue.Sentence(f.Len()) {
		if err := showing.Verify(f, Certify(f, r, s, on), on); err != nil {
			t.Errorf("%s: %v", f.Name(s), err)
		}
	}
}

// spare reports whether a smaller part of For would do.
func spare(f *argue.Framework, c showing.Certificate, goal argue.Sentence, on []argue.Sentence) bool {
	for choice := range 1<<len(c.For) - 1 {
		var part []argue.Sentence
		for i, name := range c.For {
			if choice>>i&1 == 1 {
				a, _ := f.Find(name)
				part = append(part, a)
			}
		}
		if st := showing.Take(f, part, on); st.Admissible() && st.Derives(goal) {
			return true
		}
	}
	return false
}

// TestForeignCertificates puts forward certificates from frameworks with a
// rule less, a rule more or other switches. One that passes must be true.
func TestForeignCertificates(t *testing.T) {
	refused, passed := 0, 0
	for seed := range arguetest.Rounds(t, 1000) {
		f, on := arguetest.Random(t, uint64(seed), 5)
		rnd := rand.New(rand.NewPCG(uint64(seed), 3))
		if len(f.Rules()) == 0 {
			continue
		}
		g, onG := without(t, f, rnd.IntN(len(f.Rules()))), on
		if rnd.IntN(3) == 0 && len(f.Switches()) > 0 {
			g, onG = f, f.Switches()[:rnd.IntN(len(f.Switches()))]
		}
		for s := range argue.Sentence(f.Len()) {
			for _, x := range []struct {
				from, to     *argue.Framework
				onFrom, onTo []argue.Sentence
			}{{f, g, on, onG}, {g, f, onG, on}} {
				c := Certify(x.from, label.New(x.from), s, x.onFrom)
				if showing.Verify(x.to, c, x.onTo) != nil {
					refused++
					continue
				}
				passed++
				if !honest(x.to, label.New(x.to), c, x.onTo) {
					t.Fatalf("seed %d: a false certificate passes:\n%+v\nrules %v on %v", seed, c, x.to.Rules(), x.onTo)
				}
			}
		}
	}
	t.Logf("%d refused, %d also true there", refused, passed)
	if refused < 1000 || passed < 1000 {
		t.Error("the frameworks are too much or too little alike")
	}
}

// without is f without one of its rules; its sentences have the same places.
func without(t *testing.T, f *argue.Framework, rule int) *argue.Framework {
	t.Helper()
	b := argue.NewBuilder()
	for s := range argue.Sentence(f.Len()) {
		b.Sentence(f.Name(s))
	}
	for s := range argue.Sentence(f.Len()) {
		if f.IsAssumption(s) {
			b.Assume(f.Name(s))
		}
		if f.IsSwitch(s) {
			b.Switch(f.Name(s))
		}
	}
	for i, r := range f.Rules() {
		if i != rule {
			b.Rule(r.Name, r.Head, r.Body...)
		}
	}
	g, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestTampering alters certificates in every place. A certificate that still
// passes must still be true, and nearly all must not pass.
func TestTampering(t *testing.T) {
	refused, passed := 0, 0
	for seed := range arguetest.Rounds(t, 400) {
		f, on := arguetest.Random(t, uint64(seed), 5)
		r := label.New(f)
		rnd := rand.New(rand.NewPCG(uint64(seed), 2))
		for s := range argue.Sentence(f.Len()) {
			c := Certify(f, r, s, on)
			for range 12 {
				bad := tamper(t, rnd, f, c)
				if reflect.DeepEqual(bad, c) {
					continue
				}
				if showing.Verify(f, bad, on) != nil {
					refused++
					continue
				}
				passed++
				if !honest(f, r, bad, on) {
					t.Fatalf("seed %d: a false certificate passes:\n%+v\nfor\n%+v\nrules %v on %v", seed, bad, c, f.Rules(), on)
				}
			}
		}
	}
	t.Logf("%d refused, %d altered but true", refused, passed)
	if refused < 5*passed {
		t.Error("too many altered certificates pass")
	}
}

// honest checks all that Verify vouches for.
func honest(f *argue.Framework, r *label.Reasoner, c showing.Certificate, on []argue.Sentence) bool {
	goal, ok := f.Find(c.Goal)
	if !ok || kind(r, goal, on) != c.Kind {
		return false
	}
	degree := map[string]label.Acceptance{"none": label.None, "credulous": label.Credulous,
		"floating": label.Floating, "sceptical": label.Sceptical, "grounded": label.Grounded}
	if least, ok := degree[c.Acceptance]; !ok || r.Accept(goal, on) < least {
		return false
	}
	if c.Kind != showing.Lacking {
		return true
	}
	var g label.Grounds
	for i, rule := range f.Rules() {
		for _, name := range c.Grounds.Facts {
			if rule.Name == name {
				g.Facts = append(g.Facts, i)
			}
		}
	}
	find := func(names []string) (list []argue.Sentence) {
		for _, name := range names {
			s, _ := f.Find(name)
			list = append(list, s)
		}
		return list
	}
	g.On, g.Absent = find(c.Grounds.On), find(c.Grounds.Absent)
	_, excluded := r.Refute([][]label.Bound{{{Rule: -1, Sentence: goal, Value: label.In}}}, on, &g)
	return excluded
}

// tamper copies a certificate and makes one change somewhere in it.
func tamper(t *testing.T, rnd *rand.Rand, f *argue.Framework, c showing.Certificate) showing.Certificate {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var bad showing.Certificate
	if err := json.Unmarshal(text, &bad); err != nil {
		t.Fatal(err)
	}
	var places []func()
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			places = append(places, func() { v.SetString(word(rnd, f)) })
		case reflect.Bool:
			places = append(places, func() { v.SetBool(!v.Bool()) })
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
				places = append(places, func() {
					v.Set(reflect.AppendSlice(v.Slice3(0, i, i), v.Slice(i+1, v.Len())))
				})
			}
		}
	}
	walk(reflect.ValueOf(&bad).Elem())
	places[rnd.IntN(len(places))]()
	return bad
}

// word is something that occurs in certificates.
func word(rnd *rand.Rand, f *argue.Framework) string {
	fixed := []string{"", showing.Established, showing.Arguable, showing.Lacking, showing.Open, "none", "credulous", "floating", "sceptical",
		"grounded", "fact", "rule", "switch", "assumption", "attack", "absence", "in", "out", "not in", "not out",
		"attacked", "underived", "off", "absent"}
	switch rnd.IntN(3) {
	case 0:
		return fixed[rnd.IntN(len(fixed))]
	case 1:
		if len(f.Rules()) > 0 {
			return f.Rules()[rnd.IntN(len(f.Rules()))].Name
		}
	}
	return f.Name(argue.Sentence(rnd.IntN(f.Len())))
}

// TestNothingClaimed: without an answer there is no certificate.
func TestNothingClaimed(t *testing.T) {
	f, on := arguetest.Random(t, 1, 5)
	c := Certify(f, label.New(f), argue.Nothing, on)
	if !reflect.DeepEqual(c, showing.Certificate{}) || showing.Verify(f, c, on) == nil {
		t.Errorf("certified nothing: %+v", c)
	}
}
