package transcript

import (
	"bytes"
	"encoding/json"
	"reflect"

	"github.com/affiant-project/affiant/internal/record"
)

// SchemaID names the schema of matter files.
const SchemaID = "https://github.com/affiant-project/affiant/schema/matter-1.json"

// Schema returns the JSON Schema (draft 2020-12) of matter files, made from the same tags that Read goes by. It holds the
// shape of a file, for editors: keys, types, forms and closed lists. Whether what is named is there, and whether cited
// words occur, only Read tells.
func Schema() []byte {
	defs := object{}
	top := schemaOf(reflect.TypeFor[record.Matter](), &defs, map[reflect.Type]bool{})
	var props object
	for _, m := range top {
		if m.key == "properties" {
			props = m.value.(object)
		}
	}
	props = append(object{{formKey, object{{"const", Form}, {"description", "the form of this file; comes first"}}}}, props...)
	schema := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", SchemaID},
		{"title", "Affiant matter file, form " + Form},
		{"description", "One investigation that came, or may come, before a magistrate."},
		{"type", "object"},
		{"required", append([]string{formKey}, required(reflect.TypeFor[record.Matter]())...)},
		{"additionalProperties", false},
		{"properties", props},
		{"$defs", defs},
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(schema); err != nil {
		panic(err) // the schema is made of strings, truth values and lists of them
	}
	return b.Bytes()
}

// An object is a JSON object whose keys keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(m.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func required(t reflect.Type) []string {
	var need []string
	for _, f := range record.Shape(t) {
		if f.Need {
			need = append(need, f.Key)
		}
	}
	return need
}

// schemaOf returns the schema of a struct, and adds those of the structs within it to defs, each once.
func schemaOf(t reflect.Type, defs *object, done map[reflect.Type]bool) object {
	props := object{}
	for _, f := range record.Shape(t) {
		if e := f.Elem(); record.Shape(e) != nil && !done[e] {
			done[e] = true
			inner := schemaOf(e, defs, done)
			*defs = append(*defs, member{e.Name(), inner})
		}
		props = append(props, member{f.Key, fieldSchema(f)})
	}
	s := object{{"type", "object"}}
	if need := required(t); need != nil {
		s = append(s, member{"required", need})
	}
	s = append(s, member{"additionalProperties", false}, member{"properties", props})
	return append(s, togetherness(t)...)
}

// togetherness says which keys of an entry ask for, or shut out, each other.
func togetherness(t reflect.Type) object {
	needs := func(keys ...string) object { return object{{"required", keys}} }
	switch t {
	case reflect.TypeFor[record.Line]():
		return object{{"oneOf", []object{needs("text"), needs("cut")}}}
	case reflect.TypeFor[record.Application]():
		ifKind := func(k record.AppKind, then string) object {
			return object{{"if", object{{"properties", object{{"kind", object{{"const", string(k)}}}}}}}, {"then", needs(then)}}
		}
		return object{{"allOf", []object{ifKind(record.Arrest, "respondents"), ifKind(record.Search, "place")}}}
	}
	return nil
}

// fieldSchema returns the schema of one key.
func fieldSchema(f record.Field) object {
	one := valueSchema(f)
	if f.Type.Kind() == reflect.Slice {
		list := object{{"type", "array"}, {"items", one}}
		if f.Need {
			list = append(list, member{"minItems", 1})
		}
		if f.Ref != "" || f.Enum != nil {
			list = append(list, member{"uniqueItems", true})
		}
		one = list
	}
	return append(object{{"description", f.Doc}}, one...)
}

// valueSchema returns the schema of one value of a key.
func valueSchema(f record.Field) object {
	t := f.Elem()
	text := object{{"type", "string"}}
	switch {
	case record.Shape(t) != nil:
		return object{{"$ref", "#/$defs/" + t.Name()}}
	case f.Enum != nil:
		return object{{"enum", f.Enum}}
	case t == reflect.TypeFor[record.Cite]():
		return append(text, member{"pattern", record.CitePattern})
	case t == reflect.TypeFor[record.When]():
		return object{{"type", []string{"string", "integer"}}, {"pattern", record.WhenPattern}}
	case t.Kind() == reflect.Bool:
		return object{{"type", "boolean"}}
	case t.Kind() == reflect.Int && (f.Need || f.Ref != ""):
		return object{{"type", "integer"}, {"minimum", 1}}
	case t.Kind() == reflect.Int:
		return object{{"type", "integer"}, {"minimum", 0}}
	case f.IsID() || f.Ref != "" && f.Ref != "speaker":
		return append(text, member{"pattern", record.IDPattern})
	case f.Key == "jurisdiction":
		return append(text, member{"pattern", record.JurisdictionPattern})
	}
	// A number without quotes is read as the text that it is.
	return object{{"type", []string{"string", "number"}}, {"pattern", `\S`}}
}
