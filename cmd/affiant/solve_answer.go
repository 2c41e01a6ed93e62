package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/affiant-project/affiant/internal/argue/contest"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/fault"
)

// clearProof takes away the certificate of an earlier run, so that none is taken for that of an answer that has none. What
// is no plain file, such as a terminal, stays.
func (x *solving) clearProof() error {
	old, err := os.Stat(x.proof)
	if err != nil || !old.Mode().IsRegular() {
		return nil // if it cannot be written either, that is said when it is
	}
	if in, err := os.Stat(x.file); err == nil && os.SameFile(in, old) {
		return fault.Errorf(fault.Input, "--proof %s: that is the framework itself; expected another file", x.proof)
	}
	return os.Remove(x.proof)
}

// answer prints an answer and writes its certificate.
func (w *world) answer(x *solving, r contest.Result) error {
	certified := r.Certificate != nil
	if certified && x.proof != "" {
		var b bytes.Buffer
		err := proof.Write(&b, r.Certificate)
		switch {
		case errors.Is(err, proof.ErrTooLarge):
			certified, r.Known = false, "uncertified: "+err.Error()
		case err != nil:
			return err
		default:
			if err := os.WriteFile(x.proof, b.Bytes(), 0o644); err != nil {
				return err
			}
		}
	}
	if r.Verdict == contest.Unknown {
		w.code = exitUnknown
		fmt.Fprintf(w.err, "affiant: unknown after %.3g s: %s\n", time.Since(x.begun).Seconds(), r.Known)
	} else if x.proof != "" && !certified {
		fmt.Fprintf(w.err, "affiant: %s\n", r.Known)
	}
	if x.asJSON {
		return w.answerJSON(x, r, certified)
	}
	return r.Write(w.out)
}

// answerJSON prints an answer with names, whatever the format.
func (w *world) answerJSON(x *solving, r contest.Result, certified bool) error {
	named := func(set []int32) []string {
		if set == nil {
			return nil
		}
		names := make([]string, len(set))
		for i, a := range set {
			names[i] = x.instance.Name(a)
		}
		return names
	}
	out := struct {
		Format     string          `json:"format"`
		Task       string          `json:"task"`
		Argument   string          `json:"argument,omitempty"`
		Verdict    contest.Verdict `json:"verdict"`
		Extension  *[]string       `json:"extension,omitempty"`
		Extensions *[][]string     `json:"extensions,omitempty"`
		Count      *int            `json:"count,omitempty"`
		Known      string          `json:"known,omitempty"`
		Certified  bool            `json:"certified"`
	}{
		Format: x.instance.Format.String(), Task: r.Task.String(), Argument: x.arg, Verdict: r.Verdict, Known: r.Known, Certified: certified,
	}
	if r.Extension != nil {
		names := named(r.Extension)
		out.Extension = &names
	}
	if r.Task.Problem == contest.EE {
		all := [][]string{}
		for _, set := range r.Extensions {
			all = append(all, named(set))
		}
		out.Extensions = &all
	}
	if r.Task.Problem == contest.EE || r.Task.Problem == contest.CE {
		out.Count = &r.Count
	}
	e := json.NewEncoder(w.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// verify checks a certificate.
func (w *world) verify(x *solving, task contest.Task) error {
	file, err := os.Open(x.verify)
	if err != nil {
		return err
	}
	defer file.Close()
	c, err := proof.Read(file)
	if err != nil {
		return fault.Errorf(fault.Input, "%s: %w", x.verify, err)
	}
	says := c.Task.String() + "-" + c.Semantics.String()
	about := ""
	if c.Query >= 0 && int(c.Query) < x.instance.Size() {
		about = " about " + x.instance.Name(c.Query)
	}
	switch {
	case x.task != "" && !task.Certified(c), x.arg != "" && c.Query != x.query:
		err = fmt.Errorf("it is about another question: %s%s", says, about)
	default:
		err = x.instance.Verify(c)
	}
	if err != nil {
		w.code = exitOpen
		fmt.Fprintf(w.err, "affiant: %s does not hold: %v\n", x.verify, err)
		return nil
	}
	fmt.Fprintf(w.out, "%s holds: %s%s is %s\n", x.verify, says, about, c.Verdict)
	return nil
}
