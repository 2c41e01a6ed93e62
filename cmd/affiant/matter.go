package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/transcript"
)

// examplePrefix begins the name of a file that is built in.
const examplePrefix = "example:"

const fileForms = "FILE is a matter file, - for standard input, or example:NAME for a built-in example (affiant explain examples lists them)."

// load reads the bytes of FILE, and returns the name to call it by in messages. At most one byte more is read than a matter
// file may have, so that the reader of the file can say that it is too long.
func (w *world) load(file string) (name string, data []byte, err error) {
	if file == "-" {
		data, err = io.ReadAll(io.LimitReader(w.in, transcript.MaxBytes+1))
		return "stdin", data, err
	}
	if name, ok := strings.CutPrefix(file, examplePrefix); ok {
		data, err = fs.ReadFile(examples.FS(), strings.TrimSuffix(name, ".yaml")+".yaml")
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
			return "", nil, fault.Errorf(fault.NotFound, "there is no example %q%s; affiant explain examples lists them",
				name, didYouMean(name, exampleNames()))
		}
		return file, data, err
	}
	f, err := os.Open(file)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	data, err = io.ReadAll(io.LimitReader(f, transcript.MaxBytes+1))
	return file, data, err
}

// matter reads and decodes FILE.
func (w *world) matter(file string) (*transcript.File, error) {
	name, data, err := w.load(file)
	if err != nil {
		return nil, err
	}
	return transcript.Read(name, data)
}

// misruled turns the error of a review that met a ruling which cannot be made into the problems of the file, if the file
// has such rulings: all of them, each with its place. Any other error stays as it is.
func misruled(f *transcript.File, b *doctrine.Casebook, err error) error {
	if !errors.As(err, new(*brief.UnknownRuling)) && !errors.As(err, new(*brief.BadRuling)) {
		return err
	}
	var found fault.Problems
	for i, err := range brief.Misrulings(&f.Matter, b.Law(), b) {
		if err == nil {
			continue
		}
		path := fmt.Sprintf("rulings[%d].on", i)
		p := fault.Problem{File: f.Name, Path: path}
		p.Line, p.Column = f.Where(path)
		var unknown *brief.UnknownRuling
		var bad *brief.BadRuling
		switch {
		case errors.As(err, &unknown):
			p.What, p.Expected = noSuchFlaw(unknown), idsPrinted
		case errors.As(err, &bad):
			p.What, p.Expected = "the ruling on "+bad.On+": "+bad.What, bad.Expected
		}
		found = append(found, p)
	}
	if len(found) == 0 {
		return err
	}
	return found
}

// misstated returns the problems of a file that states factors which nobody can state, each with its place.
func misstated(f *transcript.File, b *doctrine.Casebook) error {
	var found fault.Problems
	for i, err := range brief.Misstatements(&f.Matter, b) {
		var mis *brief.Misstatement
		if errors.As(err, &mis) {
			path := fmt.Sprintf("statements[%d].%s", i, mis.Field)
			p := fault.Problem{File: f.Name, Path: path, What: mis.What, Expected: mis.Expected}
			p.Line, p.Column = f.Where(path)
			found = append(found, p)
		}
	}
	return found.Err()
}

func exampleNames() []string {
	var names []string
	for _, e := range examples.List() {
		names = append(names, e.Name())
	}
	return names
}

// write puts output into a file, or on standard output if the name is empty. It refuses to write over the file that was
// read.
func (w *world) write(output, input string, data []byte) error {
	if output == "" || output == "-" {
		_, err := w.out.Write(data)
		return err
	}
	if a, err := os.Stat(output); err == nil {
		if b, err := os.Stat(input); err == nil && os.SameFile(a, b) {
			return fault.Errorf(fault.Input, "%s is the file that was read; expected another file to write to", output)
		}
	}
	return os.WriteFile(output, data, 0o644)
}
