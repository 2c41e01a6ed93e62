package proof

import (
	"errors"
	"iter"

	"github.com/affiant-project/affiant/internal/argue"
)

// MaxBytes is how large a certificate may be, as text and in memory.
const MaxBytes = 256 << 20

// ErrTooLarge says that a certificate has grown past MaxBytes. The answer then goes uncertified.
var ErrTooLarge = errors.New("the certificate is larger than 256 MB")

// A Problem says what the framework is made of.
type Problem uint8

const (
	AF  Problem = iota // arguments and attacks (Dung 1995)
	ABA                // assumptions, contraries and rules (Bondarenko et al. 1997), flat
)

// A Task is a question of the competitions (ICCMA).
type Task uint8

const (
	DC Task = iota // is the query in some extension?
	DS             // is it in all?
	SE             // one extension
	EE             // all extensions
)

// A Verdict is the answer.
type Verdict uint8

const (
	Yes   Verdict = iota // to DC and DS
	No                   // to DC and DS; to SE: there is no extension
	Given                // to SE and EE: here it is, or they are
)

// A Theory is a set of clauses whose models are some of the sets of arguments, or of assumptions.
type Theory uint8

const (
	Free       Theory = iota // the sets free of conflict
	Admissible               // those that answer every attack
	Complete                 // those that hold all they defend
	Stable                   // those that attack all they leave out
)

var (
	problems = []string{"af", "aba"}
	tasks    = []string{"DC", "DS", "SE", "EE"}
	verdicts = []string{"YES", "NO", "EXT"}
	theories = []string{"free", "admissible", "complete", "stable"}
)

func (p Problem) String() string { return word(problems, int(p)) }
func (t Task) String() string    { return word(tasks, int(t)) }
func (v Verdict) String() string { return word(verdicts, int(v)) }
func (t Theory) String() string  { return word(theories, int(t)) }

func word(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "?"
}

// A Certificate states an answer and what shows it. Arguments and atoms count from 0.
type Certificate struct {
	Problem   Problem
	Task      Task
	Semantics argue.Semantics
	Query     int32 // an argument or atom; -1 for SE and EE
	Verdict   Verdict

	// Extension is the witness: it holds the query for a Yes to DC, is without it for a No to DS, answers SE, and is the one
	// extension for ID (whatever the task and verdict) and for EE of GR. In all other cases it is empty.
	Extension []int32

	// Sets are, for EE but of ID and GR, the extensions; else sets on which the refutations rest.
	Sets [][]int32

	// Loops are sets of atoms that cannot derive each other from nothing, for ABA.
	Loops []Loop

	// Refutations are those that the answer calls for, in its order. See Verify.
	Refutations []*Refutation
}

// A Loop is a set of atoms that are no assumptions. Each of them that is derived (if Possible is set: derived from the
// assumptions that are not attacked) needs some rule for an atom of the loop whose premises are all outside it.
type Loop struct {
	Possible bool
	Atoms    []int32
}

// Refute starts the next refutation, of the theory with the constraints that the answer calls for.
func (c *Certificate) Refute(t Theory) *Refutation {
	r := &Refutation{Theory: t}
	c.Refutations = append(c.Refutations, r)
	return r
}

// TooLarge reports whether the certificate has grown past MaxBytes. What was to be added since is lost.
func (c *Certificate) TooLarge() bool {
	size := 0
	for _, r := range c.Refutations {
		if r.cut {
			return true
		}
		size += 4 * len(r.log)
	}
	return size > MaxBytes
}

// A Refutation shows that a theory with its constraints has no model: each lemma follows by reverse unit propagation, and
// the last is the empty clause.
type Refutation struct {
	Theory Theory

	// log is, for each step, how many literals it has (or, for a deletion, one less than the negative of that) and the
	// literals.
	log []int32
	cut bool // the log has grown too large
}

// Lemma adds a clause that follows by unit propagation from those before. Literals are as in DIMACS: variables from 1,
// negative for "not". They are copied.
func (r *Refutation) Lemma(lits ...int32) { r.add(int32(len(lits)), lits) }

// Delete says that a clause with these literals is not needed any longer.
func (r *Refutation) Delete(lits ...int32) { r.add(-1-int32(len(lits)), lits) }

func (r *Refutation) add(head int32, lits []int32) {
	if r.cut || 4*(len(r.log)+1+len(lits)) > MaxBytes {
		r.cut = true
		return
	}
	r.log = append(append(r.log, head), lits...)
}

// A Step is a lemma, or the deletion of a clause.
type Step struct {
	Delete bool
	Lits   []int32 // not to be kept or written to
}

// Steps goes through the lemmas and deletions in order.
func (r *Refutation) Steps() iter.Seq[Step] {
	return func(yield func(Step) bool) {
		for i := 0; i < len(r.log); {
			n, del := int(r.log[i]), false
			if n < 0 {
				n, del = -1-n, true
			}
			if !yield(Step{del, r.log[i+1 : i+1+n : i+1+n]}) {
				return
			}
			i += 1 + n
		}
	}
}

// deletes reports whether some step is a deletion.
func (r *Refutation) deletes() bool {
	for s := range r.Steps() {
		if s.Delete {
			return true
		}
	}
	return false
}

// witnesses reports whether the answer is shown by an extension with the query, or without it.
func (c *Certificate) witnesses() bool {
	return c.Task == DC && c.Verdict == Yes || c.Task == DS && c.Verdict == No || c.Task == SE && c.Verdict == Given
}

// hasExtension reports whether the answer has an extension.
func (c *Certificate) hasExtension() bool {
	return c.witnesses() || c.Semantics == argue.Ideal || c.Task == EE && c.Semantics == argue.Grounded
}
