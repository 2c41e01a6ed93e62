package transcript

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/affiant-project/affiant/internal/record"
)

// An item is one entry of the canonical layout: a key with its value, or a member of a list.
type item struct {
	path string
	key  string // empty for a member of a list
	text string // for a scalar: its words
	form form
	kids []*item // for keys and lists
}

type form int

const (
	words form = iota // a text, quoted if it has to be
	bare              // a number, a truth value or a time, never quoted
	keys              // a set of keys
	list              // a list
)

// layout returns the matter as the items of its file, in the order of the types; what says nothing is left out.
func layout(m *record.Matter) *item {
	root := fields("", reflect.ValueOf(*m))
	head := &item{path: formKey, key: formKey, text: Form, form: bare}
	root.kids = append([]*item{head}, root.kids...)
	return root
}

// fields lays out a struct.
func fields(path string, v reflect.Value) *item {
	it := &item{path: path, form: keys}
	for _, f := range record.Shape(v.Type()) {
		x := v.Field(f.Index)
		if x.IsZero() || x.Kind() == reflect.Slice && x.Len() == 0 {
			continue
		}
		kid := value(key(path, f.Key), x)
		kid.key = f.Key
		it.kids = append(it.kids, kid)
	}
	return it
}

// value lays out one value.
func value(path string, v reflect.Value) *item {
	switch v.Kind() {
	case reflect.Pointer:
		return value(path, v.Elem())
	case reflect.Slice:
		it := &item{path: path, form: list}
		for i := range v.Len() {
			it.kids = append(it.kids, value(index(path, i), v.Index(i)))
		}
		return it
	case reflect.Bool:
		return &item{path: path, form: bare, text: strconv.FormatBool(v.Bool())}
	case reflect.Int:
		return &item{path: path, form: bare, text: strconv.FormatInt(v.Int(), 10)}
	}
	switch x := v.Interface().(type) {
	case record.Cite:
		return &item{path: path, text: x.String()}
	case record.When:
		if x != "" && x.Valid() {
			return &item{path: path, form: bare, text: string(x)}
		}
		return &item{path: path, text: string(x)}
	}
	if v.Kind() == reflect.Struct {
		return fields(path, v)
	}
	return &item{path: path, text: fmt.Sprint(v.Interface())}
}

// deep reports whether an item opens a block of its own: keys, or a list of keys.
func (it *item) deep() bool {
	return it.form == keys || it.form == list && len(it.kids) > 0 && it.kids[0].form == keys
}
