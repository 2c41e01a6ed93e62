package transcript

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/affiant-project/affiant/internal/record"
)

// Write returns a matter as its file, in the one canonical layout: keys in the order of the model, what says nothing left
// out, long text folded, quotes only where they are needed. Read gives the same matter back.
func Write(m record.Matter) []byte {
	w := &writer{notes: map[string]*note{}}
	return w.file(layout(&m))
}

// A writer sets items on lines, with the notes that belong to them.
type writer struct {
	b     bytes.Buffer
	notes map[string]*note // comments by the path of their entry; "" for those that end the file
}

// A note is what comments say at one entry. An empty string among lines is a blank line.
type note struct {
	head []string // above it
	line string   // at the end of its line
	foot []string // below it
}

var noNote = &note{}

func (w *writer) note(path string) *note {
	if n := w.notes[path]; n != nil {
		return n
	}
	return noNote
}

func (w *writer) file(root *item) []byte {
	for _, kid := range root.kids {
		if kid.form == list && kid.deep() {
			w.b.WriteByte('\n')
		}
		w.key(kid, 0, true)
	}
	if foot := w.note("").foot; len(foot) > 0 {
		w.b.WriteByte('\n')
		w.comments(foot, 0)
	}
	return w.b.Bytes()
}

func (w *writer) indent(n int) { w.b.WriteString(strings.Repeat(" ", n)) }

func (w *writer) comments(lines []string, indent int) {
	for _, l := range lines {
		if l != "" {
			w.indent(indent)
			w.b.WriteString(l)
		}
		w.b.WriteByte('\n')
	}
}

// end ends a line, with the comment that stands there.
func (w *writer) end(path string) {
	if l := w.note(path).line; l != "" {
		w.b.WriteString("  " + l)
	}
	w.b.WriteByte('\n')
}

// key writes a key and its value. fresh says that the line is still to be indented; it is not after a dash.
func (w *writer) key(it *item, indent int, fresh bool) {
	if fresh {
		w.comments(w.note(it.path).head, indent)
		w.indent(indent)
	}
	w.b.WriteString(it.key + ":")
	switch {
	case it.form == keys && len(it.kids) == 0:
		w.b.WriteString(" {}")
		w.end(it.path)
	case it.form == keys:
		w.end(it.path)
		for _, kid := range it.kids {
			w.key(kid, indent+2, true)
		}
	case it.form == list:
		if flow, ok := w.flow(it, indent); ok {
			w.b.WriteString(" " + flow)
			w.end(it.path)
			break
		}
		w.end(it.path)
		w.members(it, indent+2)
	default:
		w.b.WriteByte(' ')
		w.scalar(it, indent, indent+len(it.key)+2)
	}
	w.comments(w.note(it.path).foot, indent)
}

// members writes the entries of a list, each after a dash. Those of a list at the top of the file that hold blocks of
// their own stand apart.
func (w *writer) members(it *item, indent int) {
	apart := false
	if !strings.ContainsAny(it.path, ".[") {
		for _, m := range it.kids {
			for _, kid := range m.kids {
				apart = apart || kid.deep()
			}
		}
	}
	for i, m := range it.kids {
		if apart && i > 0 {
			w.b.WriteByte('\n')
		}
		n := w.note(m.path)
		w.comments(n.head, indent)
		if m.form == keys {
			if n.line != "" {
				w.comments([]string{n.line}, indent)
			}
			if len(m.kids) > 0 {
				w.comments(w.note(m.kids[0].path).head, indent)
			}
		}
		w.indent(indent)
		w.b.WriteString("- ")
		switch {
		case m.form == keys && len(m.kids) == 0:
			w.b.WriteString("{}\n")
		case m.form == keys:
			for j, kid := range m.kids {
				w.key(kid, indent+2, j > 0)
			}
		default:
			w.scalar(m, indent, indent+2)
		}
		w.comments(n.foot, indent)
	}
}

// flow returns a list on one line, if it is short and no comment stands at one of its entries.
func (w *writer) flow(it *item, indent int) (string, bool) {
	const longest = 36
	var parts []string
	for _, m := range it.kids {
		if m.form != bare && (m.form != words || !plain(m.text, true)) || len(m.text) > longest || w.notes[m.path] != nil {
			return "", false
		}
		parts = append(parts, m.text)
	}
	s := "[" + strings.Join(parts, ", ") + "]"
	return s, indent+len(it.key)+2+utf8.RuneCountInString(s) <= width
}

// scalar writes words: on the line if they fit, else folded or line by line below it, two columns in.
func (w *writer) scalar(it *item, indent, column int) {
	if it.form == bare {
		w.b.WriteString(it.text)
		w.end(it.path)
		return
	}
	if lines, ok := literal(it.text); ok {
		w.block("|-", lines, it.path, indent+2)
		return
	}
	one := inline(it.text)
	if column+utf8.RuneCountInString(one) > width {
		if lines, ok := fold(it.text, width-indent-2); ok && len(lines) > 1 {
			w.block(">-", lines, it.path, indent+2)
			return
		}
	}
	w.b.WriteString(one)
	w.end(it.path)
}

func (w *writer) block(mark string, lines []string, path string, indent int) {
	w.b.WriteString(mark)
	w.end(path)
	w.comments(lines, indent)
}
