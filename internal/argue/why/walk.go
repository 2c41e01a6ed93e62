package why

import (
	"container/heap"

	"github.com/affiant-project/affiant/internal/argue"
)

// A walk goes round and round the sentences in order, stopping only at those that are due: decided by what was found before.
type walk struct {
	f       *argue.Framework
	place   []int // by sentence, its place in the order
	here    int   // the place it is at
	now     places
	later   []int  // due the next time round
	due     []bool // by sentence: due, or passed
	wanting []int32
	failed  []bool
	living  []int32
}

func newWalk(f *argue.Framework) *walk {
	w := &walk{
		f: f, place: make([]int, f.Len()), here: -1, due: make([]bool, f.Len()),
		wanting: make([]int32, len(f.Rules())), failed: make([]bool, len(f.Rules())), living: make([]int32, f.Len()),
	}
	for i, s := range f.Order() {
		w.place[s] = i
		w.living[s] = int32(len(f.RulesFor(s)))
	}
	for i, r := range f.Rules() {
		w.wanting[i] = int32(len(r.Body))
		if len(r.Body) == 0 {
			w.visit(r.Head)
		}
	}
	for i := range f.Len() {
		if s := argue.Sentence(i); !f.IsAssumption(s) && w.living[s] == 0 {
			w.visit(s)
		}
	}
	return w
}

// visit makes s due, this time round if it is still to come.
func (w *walk) visit(s argue.Sentence) {
	switch {
	case w.due[s]:
		return
	case w.place[s] > w.here:
		heap.Push(&w.now, w.place[s])
	default:
		w.later = append(w.later, w.place[s])
	}
	w.due[s] = true
}

// next is the next sentence that is due.
func (w *walk) next() (argue.Sentence, bool) {
	if len(w.now) == 0 {
		w.now, w.later = w.later, nil
		heap.Init(&w.now)
	}
	if len(w.now) == 0 {
		return argue.Nothing, false
	}
	w.here = heap.Pop(&w.now).(int)
	return w.f.Order()[w.here], true
}

// carry notes that a premise of rule r holds or fails, and reports whether that decides the head.
func (w *walk) carry(r int, holds bool) bool {
	if holds {
		w.wanting[r]--
		return w.wanting[r] == 0
	}
	if w.failed[r] {
		return false
	}
	w.failed[r] = true
	head := w.f.Rules()[r].Head
	w.living[head]--
	return w.living[head] == 0
}

// places is a heap of places in the order.
type places []int

func (p places) Len() int           { return len(p) }
func (p places) Less(i, j int) bool { return p[i] < p[j] }
func (p places) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *places) Push(x any)        { *p = append(*p, x.(int)) }
func (p *places) Pop() any {
	last := len(*p) - 1
	x := (*p)[last]
	*p = (*p)[:last]
	return x
}
