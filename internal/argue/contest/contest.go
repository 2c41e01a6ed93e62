// Package contest speaks as the competitions of the field do (ICCMA, the
// International Competition on Computational Models of Argumentation): it reads
// their formats, knows their tasks by name, and writes answers to the letter,
// so that anyone can hold the argument core to their instances.
//
// Of the formats, i23 and aba are those of 2023 (`p af`, `p aba`); apx is that
// of ASPARTIX, and tgf the trivial graph format, both as in 2015 to 2021. An
// instance read is asked by [Instance.Solve], its answer written by
// [Result.Write], and a certificate checked by [Instance.Verify].
package contest

import (
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// A Format is a way to write a framework down.
type Format uint8

const (
	I23 Format = iota // abstract frameworks, `p af n` (ICCMA 2023)
	ABA               // assumption-based frameworks, `p aba n` (ICCMA 2023)
	APX               // abstract frameworks as facts, arg(a). att(a,b). (ASPARTIX)
	TGF               // abstract frameworks, the trivial graph format
)

var formats = []string{"i23", "aba", "apx", "tgf"}

func (f Format) String() string {
	if int(f) < len(formats) {
		return formats[f]
	}
	return "?"
}

// Elements is what the numbers of a framework in this format count: arguments or atoms.
func (f Format) Elements() string {
	if f == ABA {
		return "atoms"
	}
	return "arguments"
}

// Formats lists the formats by name.
func Formats() []string { return append([]string(nil), formats...) }

// ParseFormat finds a format by name.
func ParseFormat(name string) (Format, bool) {
	for i, n := range formats {
		if n == name {
			return Format(i), true
		}
	}
	return 0, false
}

// A Problem is what is asked.
type Problem uint8

const (
	DC Problem = iota // is the argument in some extension?
	DS                // is it in all?
	SE                // some extension
	EE                // every extension
	CE                // how many extensions
)

var problems = []string{"DC", "DS", "SE", "EE", "CE"}

func (p Problem) String() string {
	if int(p) < len(problems) {
		return problems[p]
	}
	return "?"
}

// A Task is a problem and a semantics, such as DS-PR.
type Task struct {
	Problem   Problem
	Semantics argue.Semantics
}

func (t Task) String() string { return t.Problem.String() + "-" + t.Semantics.String() }

// Queried reports whether the task is about one argument or atom.
func (t Task) Queried() bool { return t.Problem == DC || t.Problem == DS }

// Tasks lists all tasks, by problem and then by semantics.
func Tasks() []Task {
	var list []Task
	for p := range Problem(len(problems)) {
		for s := argue.Complete; s <= argue.Ideal; s++ {
			list = append(list, Task{p, s})
		}
	}
	return list
}

// ParseTask finds a task by name. Case does not matter.
func ParseTask(name string) (Task, bool) {
	for _, t := range Tasks() {
		if strings.EqualFold(t.String(), name) {
			return t, true
		}
	}
	return Task{}, false
}

// proofTask is what certificates call the problem. To count is to list.
func (t Task) proofTask() proof.Task {
	switch t.Problem {
	case DC:
		return proof.DC
	case DS:
		return proof.DS
	case SE:
		return proof.SE
	}
	return proof.EE
}

// Certified reports whether a certificate is about this task. To count is to list.
func (t Task) Certified(c *proof.Certificate) bool {
	return c.Task == t.proofTask() && c.Semantics == t.Semantics
}
