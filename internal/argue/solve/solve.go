// Package solve decides whether propositional clauses can all be satisfied,
// by conflict-driven clause learning: two watched literals, learning at the
// first unique implication point, minimised clauses, activity order with
// saved phases, restarts and clause reduction by the number of decision
// levels in a clause (Marques-Silva and Sakallah 1996; Moskewicz et al. 2001;
// Eén and Sörensson 2003; Audemard and Simon 2009).
//
// It is incremental: clauses and variables may be added between questions,
// and each question is asked under literals taken as given. It reads no
// clock and no random source, so that the same calls give the same answers.
//
// Short names used throughout the package:
//
//	s   the solver        c  a clause             l, p, q  literals
//	v   a variable        w  a watch              lv       a decision level
//	lbd the number of different decision levels among a clause's literals
package solve

// A Lit is a variable (an even number) or its negation (the next odd one).
type Lit int32

// Not is the opposite literal.
func (l Lit) Not() Lit { return l ^ 1 }

func (l Lit) variable() int32 { return int32(l >> 1) }

// A Result answers a question.
type Result int8

const (
	Unknown       Result = iota // the budget ran out first, or Stop said so
	Satisfiable                 // True tells how
	Unsatisfiable               // Core tells why
)

func (r Result) String() string {
	return [...]string{"unknown", "satisfiable", "unsatisfiable"}[r]
}

// A Solver holds clauses. It is not safe for use by several at once.
type Solver struct {
	// Budget is the number of conflicts after which a question is given up
	// as Unknown. Zero is no limit.
	Budget int

	// Stop, if set, is asked every few thousand steps whether to give up the
	// question as Unknown. It is for limits of time, which make the answer
	// depend on the machine; Budget does not.
	Stop func() bool

	// OnLearn, if set, is called with each clause learnt. Every one follows
	// from the clauses added and those learnt before by unit propagation
	// alone, and so can be checked (Goldberg and Novikov 2003). After a
	// question answered Unsatisfiable, so does the clause that one of Core is
	// false. The slice is the solver's own.
	OnLearn func([]Lit)

	// OnDrop, if set, is called with each clause once learnt that will not be
	// used any more, its literals in any order. Clauses of one literal and
	// those added are never dropped. The slice is the solver's own.
	OnDrop func([]Lit)

	arena   []Lit     // all clauses; see clause.go
	wasted  int       // words of the arena that hold nothing of use
	clauses []ref     // added
	learnt  []ref     // learnt
	watches [][]watch // by literal: what to look at when it becomes true
	absurd  bool      // the clauses contradict each other

	value  []int8  // by literal: yes, no or 0
	how    []cause // by variable
	saved  []int8  // by variable: its value when last unsettled
	firm   []int8  // by variable: the value insisted on, or 0; short if none is
	trail  []Lit   // settled literals in order
	marks  []mark  // by level above 0
	next   int     // where on the trail propagation goes on
	wish   int     // the wishes before this one are settled
	tidied int     // length of the trail when clauses were last tidied
	steps  int     // literals propagated, ever
	asked  int     // steps when Stop was last asked

	order    activity
	scratch  analysis
	pace     pace
	capacity int // learnt clauses to keep before the next reduction

	model []int8
	core  []Lit
}

// A cause says how a variable was settled.
type cause struct {
	level  int32
	reason ref // the clause that forced it; nothing if chosen or given
}

// A mark is where a level begins: on the trail, and among the wishes.
type mark struct{ trail, wish int32 }

const (
	yes int8 = 1
	no  int8 = -1
)

// New returns a solver without variables or clauses.
func New() *Solver { return &Solver{order: newActivity(), capacity: firstReduction} }

// Var makes a new variable and returns the literal that says it is true.
func (s *Solver) Var() Lit {
	v := int32(len(s.how))
	s.value = append(s.value, 0, 0)
	s.watches = append(s.watches, nil, nil)
	s.how = append(s.how, cause{reason: nothing})
	s.saved = append(s.saved, no)
	s.scratch.seen = append(s.scratch.seen, false)
	s.order.add(v)
	return Lit(v << 1)
}

// Prefer has the variable of l decided early, so that l is true, until what
// is learnt tells otherwise. Variables are decided in the order in which they
// are preferred, then in that of their making; a variable that is not
// preferred is first decided false.
func (s *Solver) Prefer(l Lit) {
	s.saved[l.variable()] = yes - 2*int8(l&1)
	s.order.favour(l.variable())
}

// Insist has the variable of l decided before all that are not insisted on,
// the most active first, and always so that l is true. A solution then has as
// many of these literals true as can be, in the sense that none more could be
// added to those decided on (compare First, where the order is fixed).
func (s *Solver) Insist(l Lit) {
	v := l.variable()
	for len(s.firm) <= int(v) {
		s.firm = append(s.firm, 0)
	}
	s.firm[v] = yes - 2*int8(l&1)
	s.saved[v] = -s.firm[v]
	s.order.raise(v)
}

// Solve asks whether the clauses can be satisfied with every given literal true.
func (s *Solver) Solve(given ...Lit) Result { return s.search(given, nil) }

// First is Solve, but answers with the first solution in the order that the
// wishes lay down: one in which the first wish is true if any has it so, then
// among those the second, and so on. The wishes are decided before all else
// and in order, so one that comes out false was ruled out by those before it
// (Giunchiglia and Maratea, "Solving optimization problems with DLL", 2006).
// Which solution this is depends on the clauses alone as far as wishes reach.
func (s *Solver) First(wishes []Lit, given ...Lit) Result { return s.search(given, wishes) }

// True reports whether l holds in the solution last found.
func (s *Solver) True(l Lit) bool { return int(l) < len(s.model) && s.model[l] == yes }

// Core is the given literals that could not stand together when the last
// question was answered Unsatisfiable; none, if the clauses alone cannot be
// satisfied. It need not be minimal: see Shrink.
func (s *Solver) Core() []Lit { return s.core }
