package transcript

import (
	"bytes"
	"reflect"
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
)

// Format returns a matter file in the canonical layout with its comments at the entries they belong to. It does not
// change what the file says, and what it returns it leaves as it is. A file without comments becomes what Write would
// make of it. If the file has mistakes, the error is that of Read.
func Format(name string, data []byte) ([]byte, error) {
	f, root, err := read(name, data)
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	o := outlineOf(data, root)
	tree := layout(&f.Matter)
	w := &writer{notes: settle(o, tree)}
	out := w.file(tree)
	if err := same(f, out, o); err != nil {
		return nil, err
	}
	return out, nil
}

// settle returns the notes of a file at the entries that the layout has. What was said at an entry that is left out is
// said above the nearest one around it.
func settle(o *outline, tree *item) map[string]*note {
	notes := o.notes()
	there := map[string]bool{"": true}
	var visit func(*item)
	visit = func(it *item) {
		there[it.path] = true
		for _, kid := range it.kids {
			visit(kid)
		}
	}
	visit(tree)
	moved := map[string]bool{}
	for _, t := range o.tokens { // in the order of the file
		n := notes[t.path]
		if n == nil || there[t.path] || moved[t.path] {
			continue
		}
		moved[t.path] = true
		up := t.path
		for !there[up] {
			up = parent(up)
		}
		delete(notes, t.path)
		if notes[up] == nil {
			notes[up] = &note{}
		}
		to := &notes[up].head
		if up == "" {
			to = &notes[up].foot
		}
		*to = append(*to, slices.DeleteFunc(n.lines(), func(s string) bool { return s == "" })...)
	}
	return notes
}

// lines returns all that a note says.
func (n *note) lines() []string {
	all := slices.Clone(n.head)
	if n.line != "" {
		all = append(all, n.line)
	}
	return append(all, n.foot...)
}

// same makes sure that a layout says what the file says, comments included.
func same(f *File, out []byte, o *outline) error {
	g, root, err := read(f.Name, out)
	if err != nil {
		return fault.Errorf(fault.Internal, "%s: the layout does not read back: %w", f.Name, err)
	}
	if !reflect.DeepEqual(f.Matter, g.Matter) {
		return fault.Errorf(fault.Internal, "%s: the layout would change what the file says", f.Name)
	}
	if !slices.Equal(said(o), said(outlineOf(out, root))) {
		return fault.Errorf(fault.Internal, "%s: the layout would lose a comment", f.Name)
	}
	return nil
}

// said returns the texts of all comments, sorted.
func said(o *outline) []string {
	var all []string
	for _, c := range o.text.comments(o.quoted) {
		all = append(all, c.text)
	}
	slices.Sort(all)
	return all
}
