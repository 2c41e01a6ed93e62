package diction

import (
	"fmt"
	"io/fs"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/foolscap"
)

// A Sheet is one file of vocabulary, as it is written.
type Sheet struct {
	Class   Class        `json:"class"` // of the entries that say none
	Note    string       `json:"note"`  // where the words come from
	Without []Without    `json:"without,omitempty"`
	Entries []SheetEntry `json:"entries,omitempty"`
}

// A Without takes words out of a class of the vocabulary over which a sheet is laid.
type Without struct {
	Words []string `json:"words"`
	Class Class    `json:"class,omitempty"` // that of the sheet, if empty
}

// A SheetEntry is one entry of a sheet. Its fields are those of an Entry; what it leaves out is as there.
type SheetEntry struct {
	Words    []string `json:"words"`
	Class    Class    `json:"class,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	Means    string   `json:"means,omitempty"`
	Under    []string `json:"under,omitempty"`
	Opposite []string `json:"opposite,omitempty"`
	Of       []string `json:"of,omitempty"`
	Value    float64  `json:"value,omitempty"`
	Exact    bool     `json:"exact,omitempty"`
	Case     string   `json:"case,omitempty"`
}

// readSheet reads one file of vocabulary.
func readSheet(files fs.FS, name string) (Sheet, error) {
	var s Sheet
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return s, err
	}
	n, ok := foolscap.Read(data)
	if !ok {
		var doc yaml.Node
		if err := yaml.Load(data, &doc); err != nil {
			return s, fmt.Errorf("%s: %w", name, err)
		}
		n = &doc
		if doc.Kind == yaml.DocumentNode {
			n = doc.Content[0]
		}
	}
	if err := s.fill(n); err != nil {
		return s, fmt.Errorf("%s:%w", name, err)
	}
	if s.Note == "" {
		return s, fmt.Errorf("%s: has no note that says where its words come from", name)
	}
	return s, nil
}

// fill takes a sheet from what its file holds.
func (s *Sheet) fill(n *yaml.Node) error {
	return keys(n, func(key string, n *yaml.Node) error {
		switch key {
		case "class":
			return scalar(n, (*string)(&s.Class))
		case "note":
			return scalar(n, &s.Note)
		case "entries":
			if n.Kind != yaml.SequenceNode {
				return misread(n, "a list of entries")
			}
			s.Entries = make([]SheetEntry, len(n.Content))
			for i, n := range n.Content {
				if err := s.Entries[i].fill(n); err != nil {
					return err
				}
			}
			return nil
		}
		return misread(n, "a key of a sheet, which are class, note and entries, and not "+key)
	})
}

func (e *SheetEntry) fill(n *yaml.Node) error {
	return keys(n, func(key string, n *yaml.Node) (err error) {
		switch key {
		case "words":
			return list(n, &e.Words)
		case "class":
			return scalar(n, (*string)(&e.Class))
		case "kind":
			return scalar(n, &e.Kind)
		case "means":
			return scalar(n, &e.Means)
		case "under":
			return list(n, &e.Under)
		case "opposite":
			return list(n, &e.Opposite)
		case "of":
			return list(n, &e.Of)
		case "case":
			return scalar(n, &e.Case)
		case "value":
			if e.Value, err = strconv.ParseFloat(n.Value, 64); err != nil {
				return misread(n, "a number")
			}
			return nil
		case "exact":
			if n.Value != "true" {
				return misread(n, "true, or no such line")
			}
			e.Exact = true
			return nil
		}
		return misread(n, "a key of an entry, and "+key+" is none")
	})
}

// keys gives each key of a map with its value to take, until it fails.
func keys(n *yaml.Node, take func(key string, n *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return misread(n, "keys and values")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if err := take(n.Content[i].Value, n.Content[i+1]); err != nil {
			return err
		}
		for j := range i / 2 {
			if n.Content[2*j].Value == n.Content[i].Value {
				return misread(n.Content[i], "each key once")
			}
		}
	}
	return nil
}

func list(n *yaml.Node, into *[]string) error {
	if n.Kind != yaml.SequenceNode {
		return misread(n, "a list of words")
	}
	*into = make([]string, len(n.Content))
	for i, n := range n.Content {
		if err := scalar(n, &(*into)[i]); err != nil {
			return err
		}
	}
	return nil
}

func scalar(n *yaml.Node, into *string) error {
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
		return misread(n, "words")
	}
	*into = n.Value
	return nil
}

// misread is the error of a value that is not what was expected.
func misread(n *yaml.Node, expected string) error {
	return fmt.Errorf("%d:%d: expected %s", n.Line, n.Column, expected)
}
