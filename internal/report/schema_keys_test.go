package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// A walk sets a type that is written as JSON beside its schema.
type walk struct {
	t    *testing.T
	root map[string]any
	seen map[reflect.Type]bool
}

// node resolves a reference within the schema; one to another document is left, and is walked as a root of its own.
func (w *walk) node(n map[string]any) map[string]any {
	ref, ok := n["$ref"].(string)
	if !ok || !strings.HasPrefix(ref, "#/") {
		return n
	}
	at := w.root
	for _, part := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		at, _ = at[part].(map[string]any)
	}
	if at == nil {
		w.t.Fatalf("the schema has no %s", ref)
	}
	return w.node(at)
}

func (w *walk) beside(typ reflect.Type, schema any, path string) {
	n, ok := schema.(map[string]any)
	if !ok {
		return
	}
	n = w.node(n)
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch typ.Kind() {
	case reflect.Slice, reflect.Array:
		w.beside(typ.Elem(), n["items"], path+"[]")
		return
	case reflect.Map:
		w.beside(typ.Elem(), n["additionalProperties"], path+"{}")
		return
	case reflect.Struct:
	default:
		return
	}
	properties, closed := n["properties"].(map[string]any)
	if !closed || w.seen[typ] || typ.Implements(reflect.TypeFor[json.Marshaler]()) {
		return
	}
	w.seen[typ] = true
	written := make(map[string]bool)
	for _, f := range reflect.VisibleFields(typ) {
		tag, ok := f.Tag.Lookup("json")
		if !ok || f.Anonymous {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		written[name] = true
		p, declared := properties[name]
		if !declared {
			w.t.Errorf("%s.%s is written, and the schema does not have it", path, name)
			continue
		}
		required := slices.Contains(strs(n["required"]), name)
		if always := !strings.Contains(options, "omit"); always != required {
			w.t.Errorf("%s.%s: always written: %v; required by the schema: %v", path, name, always, required)
		}
		w.beside(f.Type, p, path+"."+name)
	}
	for name := range properties {
		if !written[name] {
			w.t.Errorf("%s.%s is in the schema and is never written", path, name)
		}
	}
}

func strs(v any) []string {
	var out []string
	list, _ := v.([]any)
	for _, x := range list {
		out = append(out, x.(string))
	}
	return out
}

// TestSchemasHaveEveryKey holds that each key that may be written as JSON is in its schema, and the other way about, whether or not
// an example happens to write it.
func TestSchemasHaveEveryKey(t *testing.T) {
	for name, x := range map[string]struct {
		of     reflect.Type
		schema string
	}{
		"review":    {reflect.TypeFor[reviewJSON](), schema},
		"rereading": {reflect.TypeFor[rereadingJSON](), rereadingSchema},
	} {
		t.Run(name, func(t *testing.T) {
			var root map[string]any
			if err := json.Unmarshal([]byte(x.schema), &root); err != nil {
				t.Fatal(err)
			}
			(&walk{t: t, root: root, seen: make(map[reflect.Type]bool)}).beside(x.of, root, name)
		})
	}
}

// TestJSONBesideCases holds that a review as the commands print it, with the decided cases beside its answers, fits the schema; so it
// does with later decisions told of those cases.
func TestJSONBesideCases(t *testing.T) {
	fits, later := compiled(t, Schema()), 0
	eachExample(t, func(t *testing.T, r *brief.Review) {
		r, err := brief.Read(r.Matter, doctrine.Default(), "test", brief.Options{Cases: doctrine.DefaultCasebook(), AsOf: "2024"})
		if err != nil {
			t.Fatal(err)
		}
		data, err := JSON(r, doctrine.Default())
		if err != nil {
			t.Fatal(err)
		}
		var doc any
		var out reviewJSON
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		if err := fits.Validate(doc); err != nil {
			t.Errorf("it does not fit the schema: %v", err)
		}
		if err := json.Unmarshal(data, &out); err != nil {
			t.Fatal(err)
		}
		for _, q := range out.Questions {
			if q.Cases == nil {
				continue
			}
			for _, n := range q.Cases.Near {
				later += len(n.Later)
			}
		}
	})
	if later == 0 {
		t.Error("nothing later is told of any case, so that the test tries little")
	}
}
