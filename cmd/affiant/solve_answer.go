package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/affiant-project/affiant/internal/argue/contest"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/fault"
)

// clearProof takes away the certificate of an earlier run, so that none is taken for that of an answer that has none, and
// makes sure that one can be written, before the work rather than after it. What is no plain file, such as a terminal,
// stays as it is, unopened: a pipe might wait for its reader.
func (x *solving) clearProof(standard io.Reader) error {
	old, err := os.Stat(x.proof)
	switch {
	case err == nil && old.IsDir():
		return fault.Errorf(fault.Input, "--proof %s: that is a directory; expected a file to write", x.proof)
	case err == nil && !old.Mode().IsRegular():
		return nil
	case err == nil:
		if x.reads(standard, old) {
			return fault.Errorf(fault.Input, "--proof %s: that is the framework itself; expected another file", x.proof)
		}
		if err := os.Remove(x.proof); err != nil {
			return fault.Errorf(fault.Input, "--proof: what the file held cannot be taken away: %v", err)
		}
	}
	file, err := os.Create(x.proof)
	if err != nil {
		return fault.Errorf(fault.Input, "--proof: the certificate cannot be written: %v", err)
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Remove(x.proof)
}

// reads reports whether the framework was read from the file, by its name or by way of standard input.
func (x *solving) reads(standard io.Reader, file os.FileInfo) bool {
	in, err := os.Stat(x.file)
	if x.file == "-" {
		from, ok := standard.(*os.File)
		if !ok {
			return false
		}
		in, err = from.Stat()
	}
	return err == nil && os.SameFile(in, file)
}

// answer writes the certificate of an answer and prints the answer, this even if the certificate cannot be written.
func (w *world) answer(x *solving, r contest.Result) error {
	certified := r.Certificate != nil
	var unwritten error
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
				certified = false
				unwritten = fault.Errorf(fault.Input, "--proof: the answer stands, but its certificate could not be written: %v", err)
			}
		}
	}
	if r.Verdict == contest.Unknown {
		w.code = exitUnknown
		fmt.Fprintf(w.err, "affiant: unknown after %.3g s: %s\n", time.Since(x.begun).Seconds(), r.Known)
	} else if x.proof != "" && !certified && unwritten == nil {
		fmt.Fprintf(w.err, "affiant: %s\n", r.Known)
	}
	if x.asJSON {
		return errors.Join(w.answerJSON(x, r, certified), unwritten)
	}
	return errors.Join(r.Write(w.out), unwritten)
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
