package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/affiant-project/affiant/internal/argue/contest"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/fault"
)

// clearProof takes away the certificate of an earlier run, so that none is taken for that of an answer that has none, and
// makes sure that one can be written, before the work rather than after it. Behind a symbolic link it is what that points
// to that goes and is written. What is no plain file, such as a terminal, stays as it is, unopened: a pipe might wait for
// its reader.
func (x *solving) clearProof(standard io.Reader) error {
	old, err := os.Stat(x.proof)
	switch {
	case err == nil && old.IsDir():
		return fault.Errorf(fault.Input, "--proof %s: that is a directory; expected a file to write", x.proof)
	case err == nil && !old.Mode().IsRegular():
		return nil
	case err == nil && x.reads(standard, old):
		return fault.Errorf(fault.Input, "--proof %s: that is the framework itself; expected another file", x.proof)
	}
	file, err := os.OpenFile(x.proof, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return fault.Errorf(fault.Input, "--proof: the certificate cannot be written: %v", err)
	}
	if err := file.Close(); err != nil {
		return err
	}
	target, err := filepath.EvalSymlinks(x.proof)
	if err == nil {
		err = os.Remove(target)
	}
	if err != nil {
		return fault.Errorf(fault.Input, "--proof: what the file held cannot be taken away: %v", err)
	}
	return nil
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
func (w *world) answer(x *solving, r contest.Result, limit deadline) error {
	certified := r.Certificate != nil
	var unwritten error
	if certified && x.proof != "" {
		text, err := within(limit, func() ([]byte, error) {
			var b bytes.Buffer
			err := proof.Write(&b, r.Certificate)
			return b.Bytes(), err
		})
		switch {
		case errors.Is(err, proof.ErrTooLarge):
			certified, r.Known = false, "uncertified: "+err.Error()
		case errors.Is(err, errLate):
			certified, r.Known = false, "uncertified: the limit was reached while the certificate was being written"
		case err != nil:
			return err
		default:
			if err := os.WriteFile(x.proof, text, 0o644); err != nil {
				certified = false
				unwritten = fault.Errorf(fault.Input, "--proof: the answer stands, but its certificate could not be written: %v", err)
			}
		}
	}
	if r.Verdict == contest.Unknown {
		w.unknown(x, r.Known)
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
		Format     string          `json:"format,omitempty"` // none if it was not read so far
		Task       string          `json:"task"`
		Argument   string          `json:"argument,omitempty"`
		Verdict    contest.Verdict `json:"verdict"`
		Extension  *[]string       `json:"extension,omitempty"`
		Extensions *[][]string     `json:"extensions,omitempty"`
		Count      *int            `json:"count,omitempty"`
		Known      string          `json:"known,omitempty"`
		Certified  bool            `json:"certified"`
	}{
		Task: r.Task.String(), Argument: x.arg, Verdict: r.Verdict, Known: r.Known, Certified: certified,
	}
	if x.instance != nil {
		out.Format = x.instance.Format.String()
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
func (w *world) verify(x *solving, task contest.Task, limit deadline) error {
	late := "the certificate was not checked to its end"
	c, err := within(limit, func() (*proof.Certificate, error) {
		in := w.in
		if x.verify != "-" {
			file, err := os.Open(x.verify)
			if err != nil {
				return nil, err
			}
			defer file.Close()
			in = file
		}
		c, err := proof.Read(in)
		if err != nil {
			err = fault.Errorf(fault.Input, "%s: %w", x.verify, err)
		}
		return c, err
	})
	if errors.Is(err, errLate) {
		return w.tooLate(x, task, late)
	}
	if err != nil {
		return err
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
		_, err = within(limit, func() (none struct{}, err error) { return none, x.instance.Verify(c) })
	}
	if errors.Is(err, errLate) {
		return w.tooLate(x, task, late)
	}
	if err != nil {
		w.code = exitOpen
		fmt.Fprintf(w.err, "affiant: %s does not hold: %v\n", x.verify, err)
		return nil
	}
	fmt.Fprintf(w.out, "%s holds: %s%s is %s\n", x.verify, says, about, c.Verdict)
	return nil
}
