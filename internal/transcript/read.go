// Package transcript reads and writes matter files: the YAML in which a person writes a matter down.
//
// Reading is strict and reports every mistake of a file at once, each with its line and column. What is written reads
// back to the same matter.
package transcript

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/foolscap"
	"github.com/affiant-project/affiant/internal/record"
)

// The limits of a matter file. A wiretap of 20,000 lines takes about 3 MiB; nothing in a matter lies deeper than ten
// levels.
const (
	MaxBytes    = 32 << 20
	MaxDepth    = 64
	MaxProblems = 1000 // how many problems are spelled out; past that they are only counted
)

// Form is the value of the key affiant, which begins every matter file and says how to read it.
const Form = "matter/1"

// formKey is that key.
const formKey = "affiant"

// A File is a matter file that has been read.
type File struct {
	Name    string // as given to Read
	Matter  record.Matter
	Entries []record.Entry // the matter as events, recounted

	at map[string]place
}

// A place is a position in the file, both from 1; columns count characters.
type place struct{ line, column int }

// Where returns the line and column of an entry by its path, such as people[0].name or
// applications[0].affidavit.assertions[2].text. For an entry that the file does not have it returns the place of the
// nearest one around it.
func (f *File) Where(path string) (line, column int) {
	p, _ := nearest(f.at, path)
	return p.line, p.column
}

// nearest returns the place of path or of the nearest entry around it, and whether it is that of path itself.
func nearest(at map[string]place, path string) (place, bool) {
	for p := path; ; p = parent(p) {
		if found, ok := at[p]; ok {
			return found, p == path
		}
		if p == "" {
			return place{1, 1}, false
		}
	}
}

// parent returns the path of the entry around path: people[0] for people[0].name, people for people[0].
func parent(path string) string {
	return path[:max(0, strings.LastIndexAny(path, ".["))]
}

// within reports whether path is that of an entry or of something inside it.
func within(path, entry string) bool {
	rest, ok := strings.CutPrefix(path, entry)
	return ok && (entry == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Read reads a matter file; name is used in messages only. If the file has mistakes, the error is fault.Problems and
// holds all of them, in the order of the file. A file that is not well-formed YAML has one.
func Read(name string, data []byte) (*File, error) {
	f, _, err := read(name, data)
	return f, err
}

// read reads a matter file as Read does, and returns its YAML too.
func read(name string, data []byte) (*File, *yaml.Node, error) {
	root, problem := parse(data)
	if problem != nil {
		problem.File = name
		return nil, nil, fault.Problems{*problem}
	}
	d := &decoder{at: map[string]place{}, bad: map[string]bool{}}
	f := &File{Name: name, at: d.at}
	d.root(root, &f.Matter)
	found := d.judge(&f.Matter)
	for i := range found {
		found[i].File = name
	}
	found.Sort()
	if n := len(found); n > MaxProblems {
		last := found[n-1]
		found = append(found[:MaxProblems:MaxProblems], fault.Problem{File: name, Line: last.Line, Column: last.Column,
			What: fmt.Sprintf("and %d more problems up to here", n-MaxProblems)})
	}
	if err := found.Err(); err != nil {
		return nil, nil, err
	}
	entries, err := record.Recount(f.Matter)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	f.Entries = entries
	return f, root, nil
}

// parse reads the YAML and returns its one mapping, or the problem that keeps it from being read.
func parse(data []byte) (*yaml.Node, *fault.Problem) {
	fail := func(line, column int, what, expected string) (*yaml.Node, *fault.Problem) {
		return nil, &fault.Problem{Line: max(1, line), Column: max(1, column), What: what, Expected: expected}
	}
	if len(data) > MaxBytes {
		return fail(1, 1, fmt.Sprintf("the file has %d bytes", len(data)), fmt.Sprintf("at most %d", MaxBytes))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		line, column := invalid(data)
		return fail(line, column, "the file is not UTF-8 text here", "UTF-8, without a byte that belongs to no character")
	}
	if i := bytes.IndexFunc(data, forbidden); i >= 0 {
		line, column := placeOf(data, i)
		r, _ := utf8.DecodeRune(data[i:])
		return fail(line, column, fmt.Sprintf("the character %U may not stand in a matter file", r), "text; a control character is written in quotation marks, as \"\\x00\"")
	}
	if n, ok := foolscap.Read(data); ok && n.Kind == yaml.MappingNode {
		return n, nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(limits{}))
	if err != nil {
		return fail(1, 1, err.Error(), "")
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err == io.EOF {
		return fail(1, 1, "the file is empty", "affiant: "+Form+", and a matter")
	} else if err != nil {
		return syntax(err, data, fail)
	}
	if err := loader.Load(&second); err == nil {
		return fail(second.Line, second.Column, "a second document begins here", "one matter a file")
	} else if err != io.EOF {
		return syntax(err, data, fail)
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return fail(doc.Line, doc.Column, "the file does not hold keys and values", "affiant: "+Form+", and a matter")
	}
	return doc.Content[0], nil
}

// syntax turns an error of the YAML library into a problem.
func syntax(err error, data []byte, fail func(int, int, string, string) (*yaml.Node, *fault.Problem)) (*yaml.Node, *fault.Problem) {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return fail(1, 1, "this is not YAML: "+err.Error(), "")
	}
	line, column, what := le.Mark.Line, le.Mark.Column, le.Message
	if le.ContextMsg != "" {
		what += " " + le.ContextMsg
		if le.ContextMark.Line > 0 && le.ContextMark.Line != line {
			what += fmt.Sprintf(" that began at line %d", le.ContextMark.Line)
		}
	}
	expected := ""
	if from, to := quotedFrom(data, line); from > 0 {
		expected = fmt.Sprintf("an end of the quotation that began on line %d, which goes on to line %d", from, to)
	}
	return fail(line, column, "this is not YAML: "+what, expected)
}

// limits refuses a file nested deeper than any matter. Aliases are refused later, each where it stands.
type limits struct{}

func (limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > MaxDepth {
		return fmt.Errorf("nested more than %d levels deep", MaxDepth)
	}
	return nil
}

func (limits) CheckAlias(int, int) error { return nil }

// forbidden reports whether YAML allows a character nowhere, quoted or not (YAML 1.2.2, section 5.1).
func forbidden(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }

// placeOf returns the place of byte i of a text.
func placeOf(data []byte, i int) (line, column int) {
	from := bytes.LastIndexByte(data[:i], '\n') + 1
	return bytes.Count(data[:i], []byte("\n")) + 1, utf8.RuneCount(data[from:i]) + 1
}

// invalid returns the place of the first byte that is not UTF-8.
func invalid(data []byte) (line, column int) {
	line, column = 1, 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			return line, column
		case r == '\n':
			line, column = line+1, 1
		default:
			column++
		}
		data = data[n:]
	}
	return line, column
}

// index returns the path of entry i of a list, and key that of a key of an entry.
func index(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

func key(entry, k string) string {
	if entry == "" {
		return k
	}
	return entry + "." + k
}
