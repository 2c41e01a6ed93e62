package transcript_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(transcript.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(transcript.SchemaID, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(transcript.SchemaID)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainValue turns YAML into the values of JSON, as an editor does: a date is text.
func plainValue(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plainValue(n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainValue(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, plainValue(c))
		}
		return list
	case yaml.AliasNode:
		return plainValue(n.Alias)
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		f, _ := strconv.ParseFloat(n.Value, 64)
		return f
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	return n.Value
}

func validate(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	var n yaml.Node
	if err := yaml.Load(data, &n); err != nil {
		t.Fatal(err)
	}
	return s.Validate(plainValue(&n))
}

// goodFiles returns the matter files of testdata that have no mistake.
func goodFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	paths, err := filepath.Glob("testdata/good/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatal("no good files", err)
	}
	for _, p := range append(paths, "testdata/minimal.yaml") {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files[p] = data
	}
	return files
}

func TestSchemaTakesWhatReadTakes(t *testing.T) {
	s := compiled(t)
	for p, data := range goodFiles(t) {
		if err := validate(t, s, data); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
	archives(t, "format", func(t *testing.T, _ *txtar.Archive, in []byte, _ *txtar.File) {
		if err := validate(t, s, in); err != nil {
			t.Error(err)
		}
	})
}

// TestSchemaRefuses breaks the shape of a good file in one place after another. Both the schema and Read must notice.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	good := string(goodFiles(t)["testdata/good/everything.yaml"])
	for _, edit := range [][2]string{
		{"affiant: matter/1", "affiant: matter/2"},
		{"affiant: matter/1\n", ""},
		{"id: everything", "id: Everything"},
		{"jurisdiction: us-ri", "jurisdiction: Rhode Island"},
		{"jurisdiction: us-ri", "jurisdiction: us-zz"},
		{"acted: 2021-05-04", "acted: May 4"},
		{"acted: 2021-05-04", "acted: 2021-13-04"},
		{"title: Every key there is", "titel: Every key there is"},
		{"title: Every key there is", `title: ""`},
		{"title: Every key there is\n", ""},
		{"  by: a test", "  whom: a test"},
		{"roles: [bystander]", "roles: bystander"},
		{"roles: [bystander]", "roles: [onlooker]"},
		{"      - to: mary\n        as: son", "      - to: mary"},
		{"    kind: interception\n    court", "    kind: tapping\n    court"},
		{"minimisation: done", "minimisation: true"},
		{"      - n: 1\n        speaker", "      - n: zero\n        speaker"},
		{"      - n: 1\n        speaker", "      - n: 0\n        speaker"},
		{"      - n: 2\n        cut: words cut", "      - n: 2"},
		{"      - n: 2\n        cut: words cut", "      - n: 2\n        cut: words cut\n        text: words"},
		{"        summary: true", "        summary: perhaps"},
		{"named: true", "named: 1"},
		{"    place:\n      describe: the gray wooden shed behind 12 Mill Lane, Ashford\n      whose: [dole, mary]\n      also:\n        - describe: the white van with plate AB 120 kept beside it\n          whose: [dole]\n", ""},
		{"kind: search", "kind: seizure"},
		{"    kind: search\n    affiant: vance\n    drafted: 2021-05-03\n    respondents: [dole]\n",
			"    kind: arrest\n    affiant: vance\n    drafted: 2021-05-03\n"},
		{"        - n: 2\n          text: So the goods are there.", "        - n: 2"},
		{"cites: [call]", "cites: [call 1]"},
		{"cites: [call]", `cites: ['call:0']`},
		{"rests_on: [1]", "rests_on: [one]"},
		{"on: [1, 2]", "on: []"},
		{"others_unknown: true", "others_unknown: some"},
		{"      from: Portuguese\n", ""},
		{"maker: the booking room's camera", `maker: ""`},
		{"cites: ['booking:1']", "cites: ['booking 1']"},
		{"        - describe: the white van with plate AB 120 kept beside it\n          whose", "        - whose"},
		{"means: telephone", "means: fax"},
		{"with: 2", "with: -2"},
		{"value: sustained", "value: granted"},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if bad == good {
			t.Fatalf("%q is not in the file", edit[0])
		}
		if validate(t, s, []byte(bad)) == nil {
			t.Errorf("the schema takes %q", edit[1])
		}
		if _, err := transcript.Read("bad.yaml", []byte(bad)); err == nil {
			t.Errorf("Read takes %q", edit[1])
		}
	}
}

// TestEverything holds everything.yaml to its name: it uses every key of the model.
func TestEverything(t *testing.T) {
	f, err := transcript.Read("everything.yaml", goodFiles(t)["testdata/good/everything.yaml"])
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			walk(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for _, x := range record.Shape(v.Type()) {
				if y := v.Field(x.Index); !y.IsZero() {
					used[v.Type().Name()+"."+x.Key] = true
					walk(y)
				}
			}
		}
	}
	walk(reflect.ValueOf(f.Matter))
	var all func(t reflect.Type)
	seen := map[reflect.Type]bool{}
	all = func(typ reflect.Type) {
		for _, x := range record.Shape(typ) {
			if !used[typ.Name()+"."+x.Key] {
				t.Errorf("%s.%s is not used", typ.Name(), x.Key)
			}
			if x.Doc == "" {
				t.Errorf("%s.%s is not explained", typ.Name(), x.Key)
			}
			if e := x.Elem(); !seen[e] {
				seen[e] = true
				all(e)
			}
		}
	}
	all(reflect.TypeFor[record.Matter]())
}
