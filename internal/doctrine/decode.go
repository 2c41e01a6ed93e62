package doctrine

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/foolscap"
)

// A decoder fills values from one YAML file and collects what is wrong with it. The json tags of a struct name its
// fields, and a field without omitempty must be there. Nothing is coerced: a number where words belong is a fault.
type decoder struct {
	file   string
	schema string   // of the file, so that a fault can say what a field is for
	path   []string // the fields within which the decoder stands
	faults Problems
}

// maxBytes is the most that one file of the law may hold.
const maxBytes = 1 << 20

// parse reads the file's single document. It is nil, with a fault, if there is none.
func (d *decoder) parse(data []byte) *yaml.Node {
	if len(d.faults) > 0 {
		return nil
	}
	if n, ok := foolscap.Read(data); ok {
		return n
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		d.syntax(err)
		return nil
	}
	var doc, more yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF):
		d.whole("the file is empty; see docs/doctrine.md for what belongs in it")
		return nil
	case err != nil:
		d.syntax(err)
		return nil
	}
	switch err := loader.Load(&more); {
	case err == nil:
		d.fault(&more, "a second document starts here; keep one in a file")
		return nil
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return nil
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		d.whole("the file is empty; see docs/doctrine.md for what belongs in it")
		return nil
	}
	return doc.Content[0]
}

func (d *decoder) syntax(err error) {
	p := Problem{File: d.file, What: "this is not YAML: " + err.Error()}
	var at *yaml.LoadError
	if errors.As(err, &at) {
		p.Line, p.Column = at.Mark.Line, at.Mark.Column
		fix := "mend this line, or the one above it"
		switch {
		case strings.Contains(at.Message, "mapping values are not allowed"):
			fix = "a text with a colon and a space in it goes in quotes"
		case strings.Contains(at.Message, "cannot start any token"):
			fix = "indent with spaces and not with a tab, and put a text in quotes that begins with @, % or a backquote"
		}
		p.What = "this is not YAML: " + at.Message + "; " + fix
	}
	d.faults = append(d.faults, p)
}

func (d *decoder) fault(n *yaml.Node, format string, args ...any) {
	d.faults = append(d.faults, Problem{File: d.file, Line: n.Line, Column: n.Column, What: fmt.Sprintf(format, args...)})
}

// whole notes a fault of the file as a whole.
func (d *decoder) whole(format string, args ...any) {
	d.faults = append(d.faults, Problem{File: d.file, What: fmt.Sprintf(format, args...)})
}

// item fills v with one item, and reports whether nothing was wrong with it.
func (d *decoder) item(n *yaml.Node, v reflect.Value, where string) bool {
	before := len(d.faults)
	d.into(n, v, where)
	return len(d.faults) == before
}

// into fills v, which can be set, from n. where names the value for the reader.
func (d *decoder) into(n *yaml.Node, v reflect.Value, where string) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.fault(n, "%s uses an anchor or alias; write it out", where)
		return
	}
	if text, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if s, ok := d.words(n, where); ok {
			if err := text.UnmarshalText([]byte(s)); err != nil {
				d.fault(n, "%s: %v", where, err)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		if s, ok := d.words(n, where); ok {
			v.SetString(s)
		}
	case reflect.Int:
		if i, err := strconv.Atoi(n.Value); n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" || err != nil {
			hint := ""
			if n.Kind == yaml.ScalarNode && err == nil {
				hint = ", without quotes"
			}
			d.fault(n, "%s is %s; a whole number was expected%s", where, shown(n), hint)
		} else {
			v.SetInt(int64(i))
		}
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.Value, 64)
		if tag := n.ShortTag(); n.Kind != yaml.ScalarNode || tag != "!!int" && tag != "!!float" || err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			d.fault(n, "%s is %s; a number was expected", where, shown(n))
		} else {
			v.SetFloat(f)
		}
	case reflect.Bool:
		if n.Kind != yaml.ScalarNode || n.Value != "true" {
			d.fault(n, "%s is %s; expected true, or no such line", where, shown(n))
		} else {
			v.SetBool(true)
		}
	case reflect.Slice:
		d.list(n, v, where)
	case reflect.Struct:
		d.fields(n, v, where)
	default:
		panic("doctrine: no way to read a " + v.Type().String())
	}
}

// words reads a string. A date needs no quotes; a bare number does, so that 430 is never mistaken for a count.
func (d *decoder) words(n *yaml.Node, where string) (string, bool) {
	tag := n.ShortTag()
	switch {
	case n.Kind != yaml.ScalarNode:
		d.fault(n, "%s is %s; words were expected", where, kindName(n))
	case blank(n):
		d.fault(n, "%s is empty; words were expected, or leave it out", where)
	case tag != "!!str" && tag != "!!timestamp":
		d.fault(n, "%s is %s, not words; put it in quotes: %q", where, tagName(tag), n.Value)
	default:
		return strings.TrimSpace(n.Value), true
	}
	return "", false
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, where string) {
	if n.Kind != yaml.SequenceNode {
		d.fault(n, "%s is %s; a list was expected%s", where, kindName(n), bracketed(n, v))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.into(item, v.Index(i), where+"["+strconv.Itoa(i+1)+"]")
	}
}

func (d *decoder) fields(n *yaml.Node, v reflect.Value, where string) {
	if n.Kind != yaml.MappingNode {
		d.fault(n, "%s is %s; fields were expected", where, kindName(n))
		return
	}
	form := formOf(v.Type())
	names, needed := form.names, form.needed
	seen := make([]bool, len(names))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field := slices.Index(names, key.Value)
		ok := field >= 0
		switch {
		case !ok || key.Kind != yaml.ScalarNode:
			d.fault(key, "unknown field %q%s; expected one of %s", key.Value, fault.DidYouMean(key.Value, names), strings.Join(names, ", "))
		case seen[field]:
			d.fault(key, "field %q is given twice; keep one", key.Value)
		case blank(value) || len(value.Content) == 0 && value.Kind == yaml.SequenceNode && slices.Contains(needed, key.Value):
			seen[field] = true
			if slices.Contains(needed, key.Value) {
				d.fault(value, "%s is empty; %s", key.Value, d.asks("write it", key.Value))
			} else {
				d.fault(value, "%s is empty; %s, or take the line out", key.Value, d.asks("write it", key.Value))
			}
		default:
			seen[field] = true
			d.path = append(d.path, key.Value)
			d.into(value, v.Field(field), key.Value)
			d.path = d.path[:len(d.path)-1]
		}
	}
	for i, name := range names {
		if !seen[i] && slices.Contains(needed, name) {
			d.fault(n, "%s has no %q; %s", where, name, d.asks("add it", name))
		}
	}
}

// A form is what a struct asks of the fields of an item: the names in the struct's order, and those that must be there.
type form struct{ names, needed []string }

var forms sync.Map // of reflect.Type to form

// formOf reads a form off the json tags of a struct.
func formOf(t reflect.Type) form {
	if f, ok := forms.Load(t); ok {
		return f.(form)
	}
	var f form
	for i := range t.NumField() {
		name, opts, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		f.names = append(f.names, name)
		if opts == "" {
			f.needed = append(f.needed, name)
		}
	}
	forms.Store(t, f)
	return f
}

// blank reports whether nothing was written for a value.
func blank(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == "" && n.Anchor == ""
}

// asks says to do something about a field, and what it is for, as its schema has it.
func (d *decoder) asks(do, field string) string {
	if says := describe(d.schema, append(slices.Clone(d.path), field)...); says != "" {
		return do + ": " + says
	}
	return do
}

// shown is a value as a fault names it: its words, or what it is.
func shown(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return strconv.Quote(n.Value)
	}
	return kindName(n)
}
