package aba

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// asked is a question as certificates name it.
type asked struct {
	task  proof.Task
	sem   argue.Semantics
	query int32 // -1 if there is none
}

// shows reports whether a set answers, rather than that there is none.
func (a asked) shows(v Verdict) bool {
	return (a.task == proof.DC || a.task == proof.SE) && v == Yes || a.task == proof.DS && v == No
}

// findings are the sets that the search came upon and a certificate may rest on.
type findings struct {
	sets   []*stand // for DS-PR those with the query; for ranges the widest; for ideal all
	listed []*stand // the extensions handed over
}

func (q *question) note(st *stand) {
	if q.facts != nil {
		q.facts.sets = append(q.facts.sets, st)
	}
}

func (q *question) list(st *stand) {
	if q.facts != nil {
		q.facts.listed = append(q.facts.listed, st)
	}
}

// give answers with a verdict and the set that was found, if any.
func (q *question) give(ask asked, v Verdict, set []int32) Answer {
	a := Answer{Verdict: v}
	if ask.shows(v) {
		a.Extension = nonNil(set)
	}
	if q.facts == nil {
		return a
	}
	c := &proof.Certificate{Problem: proof.ABA, Task: ask.task, Semantics: ask.sem, Query: ask.query, Verdict: proof.Given}
	switch {
	case v == No:
		c.Verdict = proof.No
	case ask.query >= 0:
		c.Verdict = proof.Yes
	}
	if ask.shows(v) || ask.sem == argue.Ideal || ask.sem == argue.Grounded && ask.task == proof.EE {
		c.Extension = slices.Clone(set)
	}
	if !q.refutations(c, ask.shows(v)) {
		a.Known = "uncertified: the budget ran out while the proof was made"
		return a
	}
	if c.TooLarge() {
		a.Known = "uncertified: the proof is larger than 256 MB"
		return a
	}
	a.Certificate = c
	return a
}

// refutations gives a certificate its sets, refutations and loops, as package
// proof asks. It reports false if the purse is empty.
func (q *question) refutations(c *proof.Certificate, shown bool) bool {
	ok := true
	switch sem := c.Semantics; {
	case sem == argue.Grounded, sem == argue.Complete && (c.Task == proof.DS || c.Task == proof.SE):
	case sem == argue.Ideal:
		ok = q.refuteIdeal(c)
	case c.Task == proof.EE:
		ok = q.refuteMore(c)
	case shown && (sem == argue.Complete || sem == argue.Stable || sem == argue.Preferred && c.Task == proof.DC):
	case shown:
		ok = q.refuteGreater(c)
	case sem == argue.SemiStable || sem == argue.Stage:
		ok = q.refute(c, ranged(sem), q.whole(c.Query), func(t *theory) {
			t.ranges()
			for i, st := range q.facts.sets {
				t.noLess(st, i)
			}
			t.Add(t.asked(c))
		})
		c.Sets = sets(q.facts.sets)
	case sem == argue.Stable && c.Task == proof.SE:
		ok = q.refute(c, proof.Stable, q.whole(), func(*theory) {})
	case sem == argue.Stable:
		ok = q.refute(c, proof.Stable, q.whole(c.Query), func(t *theory) { t.Add(t.asked(c)) })
	default: // credulous complete and preferred, sceptical preferred
		ok = q.refute(c, proof.Complete, q.f.cone(c.Query), func(t *theory) {
			t.Add(t.asked(c))
			for _, st := range q.facts.sets {
				t.Add(t.attacked(st)...)
			}
		})
		c.Sets = sets(q.facts.sets)
	}
	c.Loops = q.certified(c)
	return ok
}

// asked is the literal that the query holds (DC) or does not (DS): what is refuted.
func (t *theory) asked(c *proof.Certificate) solve.Lit {
	if c.Task == proof.DS {
		return t.der[c.Query].Not()
	}
	return t.der[c.Query]
}

// refuteGreater shows that no set is greater than the extension: beyond it, for
// preferred, or of wider range.
func (q *question) refuteGreater(c *proof.Certificate) bool {
	st := q.f.standing(c.Extension)
	return q.refute(c, ranged(c.Semantics), q.whole(), func(t *theory) {
		greater, held := t.beyond(st), t.members(st.set)
		if c.Semantics != argue.Preferred {
			t.ranges()
			greater, held = t.wider(st), t.reach(st)
		}
		for _, l := range held {
			t.Add(l)
		}
		t.Add(greater...)
	})
}

// refuteMore shows that there are no extensions but those listed.
func (q *question) refuteMore(c *proof.Certificate) bool {
	kind, sem := ranged(c.Semantics), c.Semantics
	if sem == argue.Stable {
		kind = proof.Stable
	}
	c.Sets = sets(q.facts.listed)
	return q.refute(c, kind, q.whole(), func(t *theory) {
		t.exact = sem == argue.Complete
		if sem == argue.SemiStable || sem == argue.Stage {
			t.ranges()
		}
		for i, st := range q.facts.listed {
			switch {
			case sem == argue.Complete:
				t.Add(t.differ(st)...)
			default:
				t.Add(t.beyond(st)...)
			}
			if t.ran != nil {
				t.noLess(st, i)
			}
		}
	})
}

// refuteIdeal shows that no admissible set is in conflict with the ideal
// extension, and that those in conflict with none of the sets are part of it.
func (q *question) refuteIdeal(c *proof.Certificate) bool {
	st := q.f.standing(c.Extension)
	c.Sets = sets(q.facts.sets)
	return q.refute(c, proof.Complete, q.whole(), func(t *theory) {
		var rivals []solve.Lit
		for _, b := range q.f.assumptions {
			if st.holds[q.f.contrary[b]] {
				rivals = append(rivals, t.der[b])
			}
		}
		t.Add(rivals...)
	}) && q.refute(c, proof.Complete, q.whole(), func(t *theory) {
		for _, l := range t.sparing(q.facts.sets) {
			t.Add(l)
		}
		t.Add(t.beyond(st)...)
	})
}

func sets(list []*stand) [][]int32 {
	all := make([][]int32, 0, len(list))
	for _, st := range list {
		all = append(all, slices.Clone(st.set))
	}
	return all
}

// refute works out once more, from the theory with all that constrains it,
// that there is no such set, and writes down how. The search that found out
// asked other things in between, and what it learnt says more than can be checked.
func (q *question) refute(c *proof.Certificate, kind proof.Theory, cone []bool, constrain func(t *theory)) bool {
	q.spelled = true
	t := q.theory(kind, cone)
	r := c.Refute(kind)
	merge := func() {
		for _, ls := range t.merged {
			r.Lemma(t.dimacs(ls)...)
		}
		t.merged = nil
	}
	t.learn = func(ls []solve.Lit) {
		merge()
		r.Lemma(t.dimacs(ls)...)
	}
	t.OnDrop = func(ls []solve.Lit) { r.Delete(t.dimacs(ls)...) }
	constrain(t)
	switch t.ask() {
	case solve.Unknown:
		return false
	case solve.Satisfiable:
		panic("aba: what was found not to be there is there")
	}
	merge()
	r.Lemma()
	return true
}

// dimacs is a clause as certificates write it.
func (t *theory) dimacs(ls []solve.Lit) []int32 {
	t.line = t.line[:0]
	for _, l := range ls {
		x := t.name[l>>1]
		if l&1 == 1 {
			x = -x
		}
		t.line = append(t.line, x)
	}
	return t.line
}

// certified lists the loops that a certificate's refutations rest on: of what
// is derived, and of what is possible if a theory speaks of that.
func (q *question) certified(c *proof.Certificate) []proof.Loop {
	if len(c.Refutations) == 0 {
		return nil
	}
	kind := c.Refutations[0].Theory
	var list []proof.Loop
	if kind != proof.Free {
		list = append(list, q.dead...)
		if kind == proof.Complete {
			for _, u := range q.dead {
				list = append(list, proof.Loop{Possible: true, Atoms: u.Atoms})
			}
		}
	}
	return append(list, q.loops...)
}
