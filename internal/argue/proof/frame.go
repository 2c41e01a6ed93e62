package proof

import "fmt"

// A frame is a framework as the rules of certificates see it. Its elements are arguments, or assumptions; they are among
// the numbers from 0 to size()-1.
type frame interface {
	size() int
	is(x int32) bool                 // an element
	asks(q int32) bool               // something that can be asked about: an argument, or an atom
	stand(set []int32) *stand        // of elements
	grounded() []int32               // the least complete set, ascending
	cone(q int32) []bool             // the elements that can bear on q
	theory(t Theory, add adder) bool // the clauses of a theory, over variables 1 to top
	top() int64

	// The literals "x is in", "x is attacked", "x is in or attacked", and "q holds".
	in(x int32) int32
	hit(x int32) int32
	ran(x int32) int32
	holds(q int32) int32
}

// An adder takes one clause, which it does not keep, and reports whether it can take more.
type adder func(clause ...int32) bool

// A stand is a set of elements with what it leads to.
type stand struct {
	set                        []int32
	has, attacked              []bool // by element
	holds                      []bool // by what can be asked
	free, admissible, complete bool
}

// stable: free, and it attacks every element left out.
func (st *stand) stable(f frame) bool {
	for x := range int32(f.size()) {
		if f.is(x) && !st.has[x] && !st.attacked[x] {
			return false
		}
	}
	return st.free
}

// covers reports whether x is in its range: in it, or attacked by it.
func (st *stand) covers(x int32) bool { return st.has[x] || st.attacked[x] }

// membership marks the elements of a set, each of which must be one, and listed once.
func membership(f frame, set []int32) ([]bool, error) {
	has := make([]bool, f.size())
	for _, x := range set {
		if x < 0 || int(x) >= f.size() || !f.is(x) {
			return nil, fmt.Errorf("%d is not an element of the framework", int64(x)+1)
		}
		if has[x] {
			return nil, fmt.Errorf("%d is listed twice", int64(x)+1)
		}
		has[x] = true
	}
	return has, nil
}
