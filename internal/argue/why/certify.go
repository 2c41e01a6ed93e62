package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// Certify finds out how goal stands in f with the switches on turned on, and
// returns the certificate. r must be a reasoner about f. The certificate is
// empty, without a Kind, if goal is not a sentence of f, or if the reasoner's
// budget ran out: then nothing is claimed.
func Certify(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on []argue.Sentence) showing.Certificate {
	if !f.Has(goal) {
		return showing.Certificate{}
	}
	w := &writer{f: f, r: r, goal: goal, on: on, course: run(f, on)}
	acceptance := r.Accept(goal, on)
	w.c = showing.Certificate{Goal: f.Name(goal), Acceptance: acceptance.String()}
	switch acceptance {
	case label.None:
		if l, ok := r.Possible(goal, label.Out, on); ok {
			w.lacking(l)
		} else {
			w.open()
		}
	case label.Credulous:
		w.arguable()
	default:
		w.established(acceptance)
	}
	if r.Exhausted() {
		return showing.Certificate{}
	}
	return w.c
}

type writer struct {
	f      *argue.Framework
	r      *label.Reasoner
	goal   argue.Sentence
	on     []argue.Sentence
	course *course
	c      showing.Certificate
}

func (w *writer) established(by label.Acceptance) {
	w.c.Kind = showing.Established
	all := []argue.Sentence{w.goal}
	switch by {
	case label.Grounded:
		w.c.Steps = w.course.steps(w.goal)
		return
	case label.Sceptical:
		all, _ = w.r.Common(w.goal, w.on)
		w.c.Common = w.names(all)
	}
	_, positions, _ := w.r.Cover(all, w.on)
	var without []label.Bound
	for _, s := range all {
		without = append(without, label.Bound{Rule: -1, Sentence: s, Value: label.In, Less: true})
	}
	supposed := [][]label.Bound{without}
	cone := w.r.Cone(all)
	for _, p := range positions {
		w.c.Positions = append(w.c.Positions, w.names(p.In()))
		supposed = append(supposed, w.attacked(p, cone))
	}
	w.refute(supposed, nil)
}

func (w *writer) arguable() {
	w.c.Kind = showing.Arguable
	witness, _ := w.r.Credulous(w.goal, w.on)
	counter, _ := w.r.Sceptical(w.goal, w.on)
	w.c.For = w.names(w.spare(witness.In()))
	w.c.Against = w.names(counter.In())
	supposed := [][]label.Bound{w.outside(counter.In())}
	for _, a := range counter.In() {
		supposed = append(supposed, []label.Bound{{Rule: -1, Sentence: a, Value: label.In}})
	}
	w.refute(supposed, nil)
}

func (w *writer) lacking(l label.Labelling) {
	w.c.Kind = showing.Lacking
	w.c.Against = w.names(l.In())
	if w.course.fails(w.goal) {
		w.c.Steps = w.course.steps(w.goal)
	}
	g, ok := w.r.Excluding(w.goal, w.on)
	if !ok {
		return // the budget ran out
	}
	for _, i := range g.Facts {
		w.c.Grounds.Facts = append(w.c.Grounds.Facts, w.f.Rules()[i].Name)
	}
	w.c.Grounds.On = w.names(g.On)
	w.c.Grounds.Absent = w.names(g.Absent)
	w.refute([][]label.Bound{{{Rule: -1, Sentence: w.goal, Value: label.In}}}, &g)
	w.c.Missing = missing(w.f, w.goal, showing.Take(w.f, l.In(), w.on), w.c.Grounds)
}

func (w *writer) open() {
	w.c.Kind = showing.Open
	w.refute([][]label.Bound{{{Rule: -1, Sentence: w.goal, Value: label.In}}}, nil)
	w.refute([][]label.Bound{{{Rule: -1, Sentence: w.goal, Value: label.Undec, Less: true}}}, nil)
}

// outside is the claims of which one is true unless all that is in is in set.
func (w *writer) outside(set []argue.Sentence) []label.Bound {
	has := make(map[argue.Sentence]bool, len(set))
	for _, a := range set {
		has[a] = true
	}
	var bs []label.Bound
	for _, a := range w.f.Assumptions() {
		if !has[a] {
			bs = append(bs, label.Bound{Rule: -1, Sentence: a, Value: label.In})
		}
	}
	return bs
}

// attacked is the claims of which one is true if something in the cone is in that the position attacks.
func (w *writer) attacked(p label.Labelling, cone []bool) []label.Bound {
	var bs []label.Bound
	for _, a := range w.f.Assumptions() {
		if cone[a] && p.Of(a) == label.Out {
			bs = append(bs, label.Bound{Rule: -1, Sentence: a, Value: label.In})
		}
	}
	return bs
}

// maxTrim is how many lemmas are tried one by one for being spared.
const maxTrim = 60

func (w *writer) refute(supposed [][]label.Bound, g *label.Grounds) {
	lemmas, _ := w.r.Refute(supposed, w.on, g)
	var told showing.Refutation
	for _, lemma := range lemmas {
		var claims []showing.Claim
		for _, b := range lemma {
			claims = append(claims, w.claim(b))
		}
		told.Lemmas = append(told.Lemmas, claims)
	}
	w.c.Refutations = append(w.c.Refutations, told)
	if len(told.Lemmas) > maxTrim {
		return
	}
	at := len(w.c.Refutations) - 1
	check := showing.NewChecker(w.f, w.c, w.on)
	for i := len(told.Lemmas) - 1; i >= 0; i-- {
		less := slices.Concat(told.Lemmas[:i], told.Lemmas[i+1:])
		if check.Refuted(at, less) == nil {
			told.Lemmas = less
		}
	}
	w.c.Refutations[at] = told
}

func (w *writer) claim(b label.Bound) showing.Claim {
	c := showing.Claim{Is: "in"}
	if b.Rule >= 0 {
		c.Rule = w.f.Rules()[b.Rule].Name
	} else {
		c.Sentence = w.f.Name(b.Sentence)
	}
	switch {
	case b.Value == label.In && b.Less:
		c.Is = "not in"
	case b.Value == label.Undec && b.Less:
		c.Is = "out"
	case b.Value == label.Undec:
		c.Is = "not out"
	}
	return c
}

func (w *writer) names(ss []argue.Sentence) []string {
	var names []string
	for _, s := range ss {
		names = append(names, w.f.Name(s))
	}
	return names
}
