// Package precedent makes rules of decided cases: how the factors of a new situation and the cases decided before
// constrain what may be decided now.
//
// A factor is a sentence that favours one of two sides. A case was decided for a side, on factors of both, for a reason:
// some of the factors for that side. It governs a new situation a fortiori if the situation has all of the reason, and
// nothing for the other side that the case had not. That is the reason model of precedential constraint (Horty, "Rules
// and reasons in the theory of precedent", Legal Theory 17, 2011; Horty and Bench-Capon, "A factor-based definition of
// precedential constraint", Artificial Intelligence and Law 20, 2012). The decision puts its reason before all that the
// case had against it, so to decide such a situation the other way would contradict it. If the reason is all that the case
// had for its side, that is the result model (Horty, "The result model of precedent", Legal Theory 10, 2004). That the two
// are told by what the precedent and the situation do not share is shown by Prakken, "A formal analysis of some factor-
// and precedent-based accounts of precedential constraint", Artificial Intelligence and Law 29, 2021.
//
// A factor that the situation has against the case, and the case had not, distinguishes it. A case that was overruled
// governs nothing. Of cases that force different outcomes the one of higher authority prevails, and equals are rivals:
// then the outcome is arguable. Authority is not part of Horty's models. Broughton, "Vertical precedents in formal models of
// precedential constraint", Artificial Intelligence and Law 27, 2019, argues that it has to be, and goes further: whether a
// court may distinguish what a higher court decided is not taken up here.
//
// [New] checks a case base, [Base.Compile] writes it into a framework of package argue, [Base.Constrain] says how a
// settled situation stands before it and [Base.Conflicts] which cases contradict each other. What the factors mean is none
// of its business.
package precedent

// A Model is how much of a decided case binds.
type Model uint8

const (
	// ReasonModel: the reason that the case gives. A case that gives none is bound to all it had for its side, which is the
	// least that any reason could mean.
	ReasonModel Model = iota
	// ResultModel: all that the case had for its side, whatever reason it gives.
	ResultModel
)

// A Side is one of two outcomes, and the factors that favour it, by the names of their sentences.
type Side struct {
	Name    string
	Factors []string
}

// A Case was decided.
type Case struct {
	Name        string
	Outcome     string   // the name of the side it was decided for
	Factors     []string // all it had, for either side
	Reason      []string // those for which it was decided; none if it is not known
	Authority   int      // higher prevails over lower
	OverruledBy string   // what overruled it: a case of the base, or any other authority; empty if nothing did
}

// A Base is a case base that was checked. It never changes.
type Base struct {
	name    string
	sides   [2]string
	factors []string // those of the first side, then those of the second
	split   int      // how many favour the first
	index   map[string]int
	cases   []decided
}

// Name is the name of the base, with which those of all that Compile writes begin.
func (b *Base) Name() string { return b.name }

// decided is a case in numbers. Its sets hold places in factors.
type decided struct {
	name        string
	side        int
	reason      set // what binds
	against     set // what it had for the other side
	authority   int
	overruledBy string
}
