package transcript

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A decoder fills the model from YAML by the tags of its types, and collects what it cannot fill in.
type decoder struct {
	at    map[string]place // where each entry stands
	bad   map[string]bool  // entries whose value could not be read; nothing is said of what lies in them
	found fault.Problems
}

// add notes a problem at a node; path is that of the entry.
func (d *decoder) add(path string, n *yaml.Node, what, expected string) {
	d.found = append(d.found, fault.Problem{Line: n.Line, Column: n.Column, Path: path, What: what, Expected: expected})
}

// spoil notes a problem at a node whose value cannot be used.
func (d *decoder) spoil(path string, n *yaml.Node, what, expected string) {
	d.add(path, n, what, expected)
	d.bad[path] = true
}

// root reads the top of a file: the key affiant, then the fields of the matter.
func (d *decoder) root(n *yaml.Node, m *record.Matter) {
	d.at[""] = place{n.Line, n.Column}
	rest := &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}
	form := -1
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == formKey && form < 0 {
			form = i
			continue
		}
		rest.Content = append(rest.Content, n.Content[i], n.Content[i+1])
	}
	switch {
	case form < 0:
		d.add(formKey, n, "the file does not say how to read it", "affiant: "+Form+" as its first key")
	case n.Content[form+1].Value != Form:
		d.add(formKey, n.Content[form+1], fmt.Sprintf("affiant is %q", n.Content[form+1].Value), Form)
	case form != 0:
		d.add(formKey, n.Content[form], "affiant is not the first key", "affiant: "+Form+" at the top")
	}
	d.mapping("", rest, reflect.ValueOf(m).Elem(), formKey)
}

// value reads one node into v. what is the key it stands under, for messages.
func (d *decoder) value(path, what string, n *yaml.Node, v reflect.Value) {
	d.at[path] = place{n.Line, n.Column}
	if n.Anchor != "" {
		d.add(path, n, "an anchor stands here", "no anchors or aliases; write a value where it belongs")
	}
	if t := n.ShortTag(); n.Kind != yaml.AliasNode && (n.Style&yaml.TaggedStyle != 0 || !strings.HasPrefix(t, "!!")) {
		d.spoil(path, n, fmt.Sprintf("the tag %s stands here", strings.Trim(strconv.Quote(clip(t)), `"`)), "no tags")
		return
	}
	switch {
	case n.Kind == yaml.AliasNode:
		d.spoil(path, n, "an alias stands here", "no anchors or aliases; write the value out")
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		d.spoil(path, n, what+" has no value", "a value, or no such key")
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(path, what, n, v.Elem())
		if d.bad[path] {
			v.SetZero()
		}
	case v.Kind() == reflect.Slice:
		d.list(path, what, n, v)
	case record.Shape(v.Type()) != nil:
		if n.Kind != yaml.MappingNode {
			d.spoil(path, n, what+" is "+kindOf(n), "keys and values: "+strings.Join(keysOf(v.Type()), ", "))
			return
		}
		d.mapping(path, n, v, "")
	default:
		d.scalar(path, what, n, v)
	}
}

// list reads a list. An entry that cannot be read keeps its place, so that the others keep theirs.
func (d *decoder) list(path, what string, n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.spoil(path, n, what+" is "+kindOf(n), "a list")
		return
	}
	if len(n.Content) == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, c := range n.Content {
		d.value(index(path, i), "an entry of "+what, c, v.Index(i))
	}
}

// mapping reads the keys of one entry. also is a key that is known besides those of the type.
func (d *decoder) mapping(path string, n *yaml.Node, v reflect.Value, also string) {
	fields := record.Shape(v.Type())
	given := map[string]int{} // key → line
	for i := 0; i+1 < len(n.Content); i += 2 {
		given[n.Content[i].Value] = 0
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, x := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode || k.Anchor != "" {
			d.add(path, k, "the key is not a word", "one of "+strings.Join(keysOf(v.Type()), ", "))
			continue
		}
		if k.Value == also && also != "" {
			d.add(key(path, k.Value), k, k.Value+" is given twice", "each key once")
			continue
		}
		f, known := field(fields, k.Value)
		if !known {
			if x.ShortTag() == "!!null" && n.Style&yaml.FlowStyle != 0 {
				d.add(path, k, fmt.Sprintf("%q stands as a key, since a comma ended the value before it", clip(k.Value)),
					"quotes around words that have a comma, when they stand between braces")
				continue
			}
			near := fault.Nearest(k.Value, keysOf(v.Type()))
			d.add(key(path, k.Value), k, fmt.Sprintf("unknown key %q", k.Value),
				"one of "+strings.Join(keysOf(v.Type()), ", ")+fault.DidYouMean(k.Value, keysOf(v.Type())))
			if _, taken := given[near]; near == "" || taken {
				continue
			}
			// The key that was meant is not missing too: read the value as its own.
			f, _ = field(fields, near)
			given[near] = k.Line
		} else {
			if first := given[k.Value]; first > 0 {
				d.add(key(path, k.Value), k, fmt.Sprintf("%s is given twice, first on line %d", k.Value, first), "each key once")
				continue
			}
			given[k.Value] = k.Line
		}
		d.value(key(path, f.Key), f.Key, x, v.Field(f.Index))
	}
}

func field(fields []record.Field, k string) (record.Field, bool) {
	for _, f := range fields {
		if f.Key == k {
			return f, true
		}
	}
	return record.Field{}, false
}

func keysOf(t reflect.Type) []string {
	var ks []string
	for _, f := range record.Shape(t) {
		ks = append(ks, f.Key)
	}
	return ks
}

// scalar reads a text, a number, a truth value or a citation.
func (d *decoder) scalar(path, what string, n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.spoil(path, n, what+" is "+kindOf(n), wanted(v))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		if n.ShortTag() != "!!bool" || n.Value != "true" && n.Value != "false" {
			d.spoil(path, n, fmt.Sprintf("%s is %q", what, n.Value), wanted(v))
			return
		}
		v.SetBool(n.Value == "true")
	case reflect.Int:
		i, err := strconv.Atoi(n.Value)
		if n.ShortTag() != "!!int" || err != nil || strconv.Itoa(i) != n.Value {
			d.spoil(path, n, fmt.Sprintf("%s is %q", what, n.Value), wanted(v))
			return
		}
		v.SetInt(int64(i))
	default:
		d.text(path, what, n, v)
	}
}

// text reads words. A number or a date without quotes is taken as it is written.
func (d *decoder) text(path, what string, n *yaml.Node, v reflect.Value) {
	s := n.Value
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		// The line break that ends a block is none of its words.
		s = strings.TrimRight(s, "\n")
	}
	switch {
	case n.ShortTag() == "!!bool" || n.ShortTag() == "!!binary":
		d.spoil(path, n, fmt.Sprintf("%s is %s, which is not text", what, n.Value), wanted(v)+", in quotes if that is the word")
		return
	case strings.TrimSpace(s) == "":
		d.spoil(path, n, what+" is empty", "words, or no such entry")
		return
	}
	if t, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := t.UnmarshalText([]byte(s)); err != nil {
			d.spoil(path, n, err.Error(), record.CiteForm)
		}
		return
	}
	v.SetString(s)
}

// kindOf says what a node is, for messages.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a set of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	return fmt.Sprintf("the text %q", clip(n.Value))
}

// clip shortens a text for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// wanted says what a scalar of this type has to be, for messages.
func wanted(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number, without quotes"
	case reflect.Struct:
		return record.CiteForm
	}
	return "text"
}
