package record

import (
	"reflect"
	"slices"
	"strings"
)

// A Field is one key of an entry, as the tags of the model describe it. The reader of matter files, their schema and
// their reference are all made from these.
type Field struct {
	Key   string       // the key in a file and in stored bytes
	Name  string       // the Go field
	Index int          // its position in the struct
	Type  reflect.Type // its type
	Need  bool         // whether an entry without it is refused
	Doc   string       // what it means
	Enum  []string     // the values it may have; nil if open
	Ref   string       // what its value must name: person, order, source, application, or in its own place element, assertion, speaker, warrant

	Recounted bool // whether only what is recounted may have it, and no act that is done here

	isID       bool // IsID, of a field of the model
	maybeEmpty bool // it may be empty while the matter is drawn up
}

// Elem returns the type of one value: that of the entries of a list, that behind a pointer, or the field's own.
func (f Field) Elem() reflect.Type {
	t := f.Type
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// IsID reports whether the field gives its own entry an id, by which others name it.
func (f Field) IsID() bool { return f.Ref == "" && slices.Contains(idTypes, f.Type) }

var idTypes = []reflect.Type{
	reflect.TypeFor[MatterID](), reflect.TypeFor[PersonID](), reflect.TypeFor[OrderID](), reflect.TypeFor[SourceID](),
	reflect.TypeFor[AppID](), reflect.TypeFor[ElementID](), reflect.TypeFor[WarrantID](),
	reflect.TypeFor[RequestID](), reflect.TypeFor[HoldID](), reflect.TypeFor[SealID](), reflect.TypeFor[AlertID](),
	reflect.TypeFor[HearingID](), reflect.TypeFor[QuestionID](),
}

// shapes describes every struct of the model, by type.
var shapes = describe(map[reflect.Type][]Field{}, reflect.TypeFor[Matter]())

// Shape returns the fields of a struct type of the model in the order of the file, and nil for any other type. A Cite
// has none: it is one string.
func Shape(t reflect.Type) []Field { return shapes[t] }

func describe(into map[reflect.Type][]Field, t reflect.Type) map[reflect.Type][]Field {
	if _, done := into[t]; done || t.Kind() != reflect.Struct || t == citeType {
		return into
	}
	into[t] = nil
	var fields []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		key, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if key == "-" { // worked out from the entries, and no key of a file
			continue
		}
		f := Field{
			Key: key, Name: sf.Name, Index: i, Type: sf.Type, Need: sf.Tag.Get("need") == "yes",
			Doc: sf.Tag.Get("doc"), Ref: sf.Tag.Get("ref"), Recounted: sf.Tag.Get("recounted") == "only",
		}
		f.Enum = vocabulary(f.Elem())
		if e := sf.Tag.Get("enum"); e != "" {
			f.Enum = strings.Split(e, ",")
		}
		f.isID, f.maybeEmpty = f.IsID(), slices.Contains(notYet, f.Type)
		fields = append(fields, f)
		into = describe(into, f.Elem())
	}
	into[t] = fields
	return into
}

var citeType = reflect.TypeFor[Cite]()

// vocabulary returns the closed list of values of a type that has one.
func vocabulary(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[Role]():
		return words(Roles())
	case reflect.TypeFor[OrderKind]():
		return words(OrderKinds())
	case reflect.TypeFor[Performance]():
		return words(Performances())
	case reflect.TypeFor[SourceKind]():
		return words(SourceKinds())
	case reflect.TypeFor[Seen]():
		return words(SeenKinds())
	case reflect.TypeFor[Printed]():
		return words(PrintedKinds())
	case reflect.TypeFor[AppKind]():
		return words(AppKinds())
	case reflect.TypeFor[ElementKind]():
		return words(ElementKinds())
	case reflect.TypeFor[Basis]():
		return words(Bases())
	}
	return nil
}

func words[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
