package dung

import "slices"

// A value is what a labelling gives an argument (Caminada, "On the issue of
// reinstatement in argumentation", JELIA 2006).
type value int8

const (
	undec value = iota
	in          // accepted
	out         // attacked by what is accepted
)

// A labelling is a value for each argument.
type labelling []value

// members lists the arguments with the value v, in ascending order.
func (l labelling) members(v value) []int32 {
	var list []int32
	for a, w := range l {
		if w == v {
			list = append(list, int32(a))
		}
	}
	return list
}

// Grounded is the grounded extension, in ascending order: the least set that
// holds all it defends (Dung 1995, definition 20). It takes time linear in
// the number of attacks.
func (f *Framework) Grounded() []int32 { return f.spread(nil, nil).members(in) }

// spread labels in what is in the admissible set given and all that it comes
// to defend, step by step, and out what that attacks: the least complete
// labelling that has the set in (Dung 1995, theorem 25, in the linear form of
// Nofal, Atkinson and Dunne, "Computing grounded extensions of abstract
// argumentation frameworks", The Computer Journal 64, 2021). What is barred
// comes in only if given.
func (f *Framework) spread(given []int32, barred []bool) labelling {
	n := int32(f.Len())
	l := make(labelling, n)
	open := make([]int32, n) // attackers not out
	var queue []int32
	accept := func(a int32) {
		if l[a] == undec {
			l[a] = in
			queue = append(queue, a)
		}
	}
	for _, a := range given {
		accept(a)
	}
	for a := range n {
		open[a] = int32(len(f.Attackers(a)))
		if open[a] == 0 && (barred == nil || !barred[a]) {
			accept(a)
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, b := range f.Attacked(queue[at]) {
			if l[b] != undec {
				continue
			}
			l[b] = out
			for _, c := range f.Attacked(b) {
				if open[c]--; open[c] == 0 && (barred == nil || !barred[c]) {
					accept(c)
				}
			}
		}
	}
	return l
}

// A part is the framework that is left when only some arguments are kept.
type part struct {
	*Framework
	names  []int32 // by argument of the part: which of the whole it is; ascending
	barred []bool  // by argument of the part: it may not be accepted; nil if all may
}

// keep is the part of p (its arguments named as p names them) that holds the
// arguments listed, which are in ascending order.
func (p part) keep(args []int32) part {
	local := places(p.Len(), args)
	q := part{names: make([]int32, len(args))}
	if p.barred != nil {
		q.barred = make([]bool, len(args))
	}
	for i, a := range args {
		q.names[i] = p.names[a]
		if p.barred != nil {
			q.barred[i] = p.barred[a]
		}
	}
	list := sorted(len(args), func(yield func(a, b int32)) {
		for i, a := range args {
			for _, b := range p.Attacked(a) {
				if at := local(b); at >= 0 {
					yield(int32(i), at)
				}
			}
		}
	})
	q.Framework = &Framework{to: list, from: transpose(list)}
	return q
}

// places tells where in args, which are ascending and of 0 to n-1, an argument
// stands; -1 if it does not. A few are looked up, so that to keep one piece
// after another of a large part takes no longer than the pieces are large.
func places(n int, args []int32) func(int32) int32 {
	if len(args) < n/16 {
		return func(a int32) int32 {
			if i, ok := slices.BinarySearch(args, a); ok {
				return int32(i)
			}
			return -1
		}
	}
	local := make([]int32, n)
	for i := range local {
		local[i] = -1
	}
	for i, a := range args {
		local[a] = int32(i)
	}
	return func(a int32) int32 { return local[a] }
}

// whole is the part of f that is all of it.
func whole(f *Framework) part {
	p := part{Framework: f, names: make([]int32, f.Len())}
	for i := range p.names {
		p.names[i] = int32(i)
	}
	return p
}

// may reports whether a may be accepted at all.
func (p part) may(a int32) bool {
	if p.barred != nil && p.barred[a] {
		return false
	}
	_, self := slices.BinarySearch(p.Attackers(a), a)
	return !self
}

// outward names the arguments of the part as the whole does. They stay in order.
func (p part) outward(args []int32) []int32 {
	list := make([]int32, len(args))
	for i, a := range args {
		list[i] = p.names[a]
	}
	return list
}
