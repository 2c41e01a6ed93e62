package doctrine

import (
	"io/fs"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Problem is one fault of the data: where it is, what is wrong, and what to do.
type Problem = fault.Problem

// Problems is every fault that was found, in the order of files and lines. It is the error that Load returns.
type Problems = fault.Problems

// A place is where in its file something stands, counted from 1.
type place struct{ line, col int }

// A spot is where an item stands: its place, and the file that holds it, so that a fault of one of its fields can be
// looked up there.
type spot struct {
	Problem
	source *source
	layer  int  // of the layer, from the ground up
	broken bool // it was not read whole, which has been told
}

// A source is a file of the law. It is parsed anew when a fault is to be looked up in it, so that a law without faults
// keeps no trees.
type source struct {
	files fs.FS
	name  string
	once  sync.Once
	items map[place]*yaml.Node // by where they begin
}

// item is what begins at a place of the file: an item of its list, or the whole. It is nil if the file cannot be parsed.
func (s *source) item(at place) *yaml.Node {
	s.once.Do(func() {
		s.items = make(map[place]*yaml.Node)
		data, err := fs.ReadFile(s.files, s.name)
		if err != nil || len(data) > maxBytes {
			return
		}
		var doc yaml.Node
		if err := yaml.Load(data, &doc); err != nil || len(doc.Content) != 1 {
			return
		}
		n := doc.Content[0]
		s.items[place{n.Line, n.Column}] = n
		if n.Kind == yaml.SequenceNode {
			for _, item := range n.Content {
				s.items[place{item.Line, item.Column}] = item
			}
		}
	})
	return s.items[at]
}

// within is the place of a part of the item, named by fields and by indexes of lists. Of a part that is not there it is
// the place of what would hold it.
func (s spot) within(part ...any) Problem {
	at := s.Problem
	if len(part) == 0 || s.source == nil {
		return at
	}
	n := s.source.item(place{at.Line, at.Column})
	for _, p := range part {
		if n != nil {
			n = child(n, p)
		}
		if n == nil {
			break
		}
		at.Line, at.Column = n.Line, n.Column
	}
	return at
}

// child is the value of a field of n, if p is a name, or its element, if p is an index; nil if it has none.
func child(n *yaml.Node, p any) *yaml.Node {
	switch p := p.(type) {
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == p {
				return n.Content[i+1]
			}
		}
	case int:
		if n.Kind == yaml.SequenceNode && p < len(n.Content) {
			return n.Content[p]
		}
	}
	return nil
}
