package proof

import (
	"fmt"
	"slices"
)

// A Rule derives Head from all of Body.
type Rule struct {
	Head int32
	Body []int32
}

// An ABAFrame is a flat framework with assumptions. Its rules may go in circles.
type ABAFrame struct {
	Atoms       int     // they are 0 to Atoms-1
	Assumptions []int32 // no rule derives one
	Contrary    []int32 // by atom; of what is no assumption it does not matter
	Rules       []Rule
}

// VerifyABA checks a certificate against the framework, and says the first thing that is wrong. Sets and extensions are
// of assumptions; a query may be any atom. See the package comment for what it asks of which answer.
func VerifyABA(f ABAFrame, c *Certificate) error {
	if c.Problem != ABA {
		return fmt.Errorf("the certificate is about %s; expected aba", c.Problem)
	}
	s, err := newSystem(f)
	if err != nil {
		return err
	}
	if err := s.take(c.Loops); err != nil {
		return err
	}
	return verify(s, c)
}

// mostSupport is how many literals the clauses of all loops may have together: 256 MB of them. Each atom of a loop calls for
// a clause over all rules that support the loop, so that without a limit a short certificate could ask for any amount.
const mostSupport = 1 << 26

// take reads the loops: each names atoms that rules derive, each atom once.
func (s *system) take(loops []Loop) error {
	total := 0
	for i, u := range loops {
		atoms := slices.Clone(u.Atoms)
		slices.Sort(atoms)
		for k, x := range atoms {
			switch {
			case !s.asks(x) || s.assumed[x]:
				return fmt.Errorf("loop %d: %d is not an atom that rules derive", i+1, int64(x)+1)
			case k > 0 && atoms[k-1] == x:
				return fmt.Errorf("loop %d names %d twice; expected each atom once", i+1, int64(x)+1)
			}
		}
		if total += len(atoms) * (1 + len(s.supporting(atoms))); total > mostSupport {
			return fmt.Errorf("loop %d: the loops up to here call for more than %d literals; expected fewer or smaller loops", i+1, mostSupport)
		}
		s.loops = append(s.loops, Loop{Possible: u.Possible, Atoms: atoms})
	}
	return nil
}

// supporting lists the rules for some atom of a loop that rest on none. The atoms are ascending.
func (s *system) supporting(loop []int32) []int32 {
	within := func(x int32) bool {
		_, ok := slices.BinarySearch(loop, x)
		return ok
	}
	var rules []int32
	for _, h := range loop {
		for _, r := range s.byHead[h] {
			if !slices.ContainsFunc(s.Rules[r].Body, within) {
				rules = append(rules, r)
			}
		}
	}
	return rules
}

// A system is a framework with assumptions. Its variables are, for n atoms and R rules: der(s) = s+1, pos(s) = n+s+1,
// bod(r) = 2n+r+1, pbod(r) = 2n+R+r+1 and ran(a) = 2n+2R+a+1.
type system struct {
	ABAFrame
	assumed []bool
	loops   []Loop
	byHead  [][]int32 // rules by head
	uses    [][]int32 // rules by premise, as often as it is one
}

func newSystem(f ABAFrame) (*system, error) {
	if f.Atoms < 0 || f.Atoms > mostElements || len(f.Rules) > mostElements {
		return nil, fmt.Errorf("there are %d atoms and %d rules; expected at most %d", f.Atoms, len(f.Rules), mostElements)
	}
	s := &system{ABAFrame: f, assumed: make([]bool, f.Atoms)}
	s.byHead, s.uses = make([][]int32, f.Atoms), make([][]int32, f.Atoms)
	for _, a := range f.Assumptions {
		if !s.asks(a) {
			return nil, fmt.Errorf("the assumption %d is not an atom; atoms are 1 to %d", int64(a)+1, f.Atoms)
		}
		if int(a) >= len(f.Contrary) || !s.asks(f.Contrary[a]) {
			return nil, fmt.Errorf("the assumption %d has no contrary among the atoms", int64(a)+1)
		}
		s.assumed[a] = true
	}
	for i, r := range f.Rules {
		if !s.asks(r.Head) || s.assumed[r.Head] || slices.ContainsFunc(r.Body, func(x int32) bool { return !s.asks(x) }) {
			return nil, fmt.Errorf("rule %d derives an assumption, or mentions what is no atom", i+1)
		}
		s.byHead[r.Head] = append(s.byHead[r.Head], int32(i))
		for _, x := range r.Body {
			s.uses[x] = append(s.uses[x], int32(i))
		}
	}
	return s, nil
}

func (s *system) size() int           { return s.Atoms }
func (s *system) is(x int32) bool     { return s.assumed[x] }
func (s *system) asks(q int32) bool   { return q >= 0 && int(q) < s.Atoms }
func (s *system) top() int64          { return 3*int64(s.Atoms) + 2*int64(len(s.Rules)) }
func (s *system) in(x int32) int32    { return x + 1 }
func (s *system) hit(x int32) int32   { return s.Contrary[x] + 1 }
func (s *system) ran(x int32) int32   { return 2*int32(s.Atoms) + 2*int32(len(s.Rules)) + x + 1 }
func (s *system) holds(q int32) int32 { return q + 1 }

// derive marks what follows from the assumptions that are granted.
func (s *system) derive(granted func(a int32) bool) []bool {
	got := make([]bool, s.Atoms)
	var list []int32
	reach := func(x int32) {
		if !got[x] {
			got[x] = true
			list = append(list, x)
		}
	}
	for x := range int32(s.Atoms) {
		if s.assumed[x] && granted(x) {
			reach(x)
		}
	}
	left := make([]int, len(s.Rules))
	for i, r := range s.Rules {
		if left[i] = len(r.Body); left[i] == 0 {
			reach(r.Head)
		}
	}
	for len(list) > 0 {
		x := list[len(list)-1]
		list = list[:len(list)-1]
		for _, r := range s.uses[x] {
			if left[r]--; left[r] == 0 {
				reach(s.Rules[r].Head)
			}
		}
	}
	return got
}

func (s *system) stand(set []int32) *stand {
	st := &stand{set: set, has: make([]bool, s.Atoms), attacked: make([]bool, s.Atoms)}
	for _, a := range set {
		st.has[a] = true
	}
	st.holds = s.derive(func(a int32) bool { return st.has[a] })
	for a := range int32(s.Atoms) {
		st.attacked[a] = s.assumed[a] && st.holds[s.Contrary[a]]
	}
	possible := s.derive(func(a int32) bool { return !st.attacked[a] })
	st.free, st.admissible, st.complete = true, true, true
	for a := range int32(s.Atoms) {
		if !s.assumed[a] {
			continue
		}
		defended := !possible[s.Contrary[a]]
		st.free = st.free && !(st.has[a] && st.attacked[a])
		st.admissible = st.admissible && (defended || !st.has[a])
		st.complete = st.complete && defended == st.has[a]
	}
	st.admissible = st.admissible && st.free
	st.complete = st.complete && st.free
	return st
}

// grounded takes in what the assumptions so far defend, until nothing changes.
func (s *system) grounded() []int32 {
	in := []int32{}
	for {
		st := s.stand(in)
		possible := s.derive(func(a int32) bool { return !st.attacked[a] })
		more := []int32{}
		for a := range int32(s.Atoms) {
			if s.assumed[a] && !possible[s.Contrary[a]] {
				more = append(more, a)
			}
		}
		if len(more) == len(in) {
			return in
		}
		in = more
	}
}

// cone is the assumptions from which rules and attacks lead to q.
func (s *system) cone(q int32) []bool {
	cone := make([]bool, s.Atoms)
	list := []int32{q}
	cone[q] = true
	reach := func(x int32) {
		if !cone[x] {
			cone[x] = true
			list = append(list, x)
		}
	}
	for len(list) > 0 {
		x := list[len(list)-1]
		list = list[:len(list)-1]
		if s.assumed[x] {
			reach(s.Contrary[x])
		}
		for _, r := range s.byHead[x] {
			for _, y := range s.Rules[r].Body {
				reach(y)
			}
		}
	}
	return cone
}

// theory gives the clauses once for what is derived and once for what is possible: derived from the assumptions that are
// not attacked. Both are closed under the rules, hold nothing that no rule gives (Clark 1978), and obey the loops.
func (s *system) theory(t Theory, add adder) bool {
	n, rules := int32(s.Atoms), int32(len(s.Rules))
	ok := true
	put := func(clause ...int32) { ok = ok && add(clause...) }
	der := func(x int32) int32 { return x + 1 }
	pos := func(x int32) int32 { return n + x + 1 }
	bod := func(r int32) int32 { return 2*n + r + 1 }
	pbod := func(r int32) int32 { return 2*n + rules + r + 1 }
	s.follow(der, bod, put)
	s.follow(pos, pbod, put)
	for _, u := range s.loops {
		if u.Possible {
			s.support(u.Atoms, pos, pbod, put)
		} else {
			s.support(u.Atoms, der, bod, put)
		}
	}
	for a := range n {
		if !s.assumed[a] {
			continue
		}
		in, attacked, doubted := der(a), der(s.Contrary[a]), pos(s.Contrary[a])
		put(pos(a), attacked)
		put(-pos(a), -attacked)
		put(-s.ran(a), in, attacked)
		put(s.ran(a), -in)
		put(s.ran(a), -attacked)
		put(-in, -attacked)
		switch t {
		case Admissible:
			put(-in, -doubted)
		case Complete:
			put(-in, -doubted)
			put(in, doubted)
		case Stable:
			put(in, attacked)
		}
	}
	return ok
}

// follow gives the clauses of all rules: x(head) if and only if some body holds.
func (s *system) follow(x, body func(int32) int32, put func(...int32)) {
	var some []int32
	for r, rule := range s.Rules {
		b := body(int32(r))
		some = append(some[:0], b)
		for _, p := range rule.Body {
			put(-b, x(p))
			some = append(some, -x(p))
		}
		put(some...)
		some[0] = x(rule.Head)
		put(some...)
	}
	for h := range int32(s.Atoms) {
		if s.assumed[h] {
			continue
		}
		some = append(some[:0], -x(h))
		for _, r := range s.byHead[h] {
			some = append(some, body(r))
		}
		put(some...)
	}
}

// support gives the clauses of a loop: an atom of it needs a rule for some atom of it that rests on none (unfounded sets,
// Van Gelder, Ross and Schlipf 1991; loop formulas, Lin and Zhao 2004).
func (s *system) support(loop []int32, x, body func(int32) int32, put func(...int32)) {
	some := []int32{0}
	for _, r := range s.supporting(loop) {
		some = append(some, body(r))
	}
	for _, h := range loop {
		some[0] = -x(h)
		put(some...)
	}
}
