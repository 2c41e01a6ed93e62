package contest

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/aba"
	"github.com/affiant-project/affiant/internal/argue/dung"
	"github.com/affiant-project/affiant/internal/argue/inquiry"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// An Instance is a framework that was read.
type Instance struct {
	Format Format

	size    int // arguments or atoms
	attacks [][2]int32
	names   []string // of arguments; nil if they are numbers from 1
	index   map[string]int32

	assumptions []int32
	contrary    map[int32]int32
	rules       []aba.Rule
}

// Size is the number of arguments, or of atoms.
func (i *Instance) Size() int { return i.size }

// Find is the argument or atom of that name. A number has no sign and no zeros
// before it.
func (i *Instance) Find(name string) (int32, bool) {
	if i.names != nil {
		a, ok := i.index[name]
		return a, ok
	}
	n, ok := number([]byte(name), i.size)
	return n - 1, ok && name[0] != '0'
}

// Name is what an argument or atom is called.
func (i *Instance) Name(a int32) string {
	if i.names != nil {
		return i.names[a]
	}
	return strconv.Itoa(int(a) + 1)
}

// Options limit and shape the work; see [dung.Options].
type Options struct {
	Context context.Context // ends the question as unknown when it ends; may be nil
	Prove   bool
	Workers int
}

// A Verdict is how a question was answered.
type Verdict string

const (
	Unknown Verdict = "unknown" // time ran out
	Yes     Verdict = "yes"
	No      Verdict = "no"    // for SE: there is no extension
	Given   Verdict = "given" // for SE, EE and CE
)

// A Result answers a task.
type Result struct {
	Task        Task
	Verdict     Verdict
	Extension   []int32   // the witness of DC, the counterexample of DS, the extension of SE; nil if there is none
	Extensions  [][]int32 // of EE
	Count       int       // of EE and CE
	Known       string    // what is known so far, if the verdict is unknown; why a certificate is missing
	Certificate *proof.Certificate

	of *Instance
}

// A reasoner is what abstract and assumption-based frameworks have in common.
type reasoner interface {
	Credulous(sem argue.Semantics, query int32) inquiry.Answer
	Sceptical(sem argue.Semantics, query int32) inquiry.Answer
	Some(sem argue.Semantics) inquiry.Answer
	Each(sem argue.Semantics, yield func([]int32) bool) inquiry.Answer
}

// mostHeld is for how many members of extensions EE has room, 512 MB of them;
// setCost is what a set takes besides its members.
const (
	mostHeld = 1 << 27
	setCost  = 8
)

// Solve answers a task about the instance. Query is the argument or atom asked
// about, for DC and DS.
func (i *Instance) Solve(t Task, query int32, o Options) (Result, error) {
	r, err := i.reasoner(o)
	if err != nil {
		return Result{}, err
	}
	res := Result{Task: t, of: i}
	held, full := 0, false
	a := ask(r, t, query, func(set []int32) bool {
		if t.Problem == EE {
			if held += setCost + len(set); held > mostHeld {
				full = true
				return false
			}
			res.Extensions = append(res.Extensions, append([]int32{}, set...))
		}
		res.Count++
		return true
	})
	res.Verdict, res.Extension, res.Known, res.Certificate = Verdict(a.Verdict.String()), a.Extension, a.Known, a.Certificate
	if full {
		res.Verdict, res.Extensions, res.Certificate = Unknown, nil, nil
		res.Known = "there is no room for all extensions; CE counts them without holding them"
	}
	if (t.Problem == SE || t.Problem == EE || t.Problem == CE) && res.Verdict == Yes {
		res.Verdict = Given
	}
	if res.Verdict == Unknown && res.Count > 0 {
		res.Known += fmt.Sprintf("; there are at least %d extensions", res.Count)
	}
	return res, nil
}

func (i *Instance) reasoner(o Options) (reasoner, error) {
	options := inquiry.Options{Context: o.Context, Prove: o.Prove, Workers: o.Workers}
	if i.Format == ABA {
		f, err := aba.New(i.size, i.assumptions, i.contrary, i.rules)
		if err != nil {
			return nil, err
		}
		return aba.NewReasoner(f, options), nil
	}
	f, err := dung.New(i.size, i.attacks)
	if err != nil {
		return nil, err
	}
	return dung.NewReasoner(f, options), nil
}

func ask(r reasoner, t Task, query int32, each func([]int32) bool) inquiry.Answer {
	switch t.Problem {
	case DC:
		return r.Credulous(t.Semantics, query)
	case DS:
		return r.Sceptical(t.Semantics, query)
	case SE:
		return r.Some(t.Semantics)
	}
	return r.Each(t.Semantics, each)
}

// Verify checks a certificate against the instance, and says the first thing
// that is wrong. It leans on nothing that found the answer.
func (i *Instance) Verify(c *proof.Certificate) error {
	if c == nil {
		return errors.New("there is no certificate")
	}
	if i.Format != ABA {
		return proof.VerifyAF(i.size, i.attacks, c)
	}
	f := proof.ABAFrame{Atoms: i.size, Assumptions: i.assumptions, Contrary: make([]int32, i.size)}
	for x := range f.Contrary {
		f.Contrary[x] = -1
	}
	for a, b := range i.contrary {
		f.Contrary[a] = b
	}
	for _, r := range i.rules {
		f.Rules = append(f.Rules, proof.Rule{Head: r.Head, Body: r.Body})
	}
	return proof.VerifyABA(f, c)
}
