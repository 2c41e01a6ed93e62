package transcript_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/record"
)

// TestAsides holds the pieces of YAML that stand aside in docs/matter.md to the model: each parses, and has only keys that a
// matter file has.
func TestAsides(t *testing.T) {
	page, err := os.ReadFile("../../docs/matter.md")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	var gather func(reflect.Type)
	gather = func(typ reflect.Type) {
		for _, f := range record.Shape(typ) {
			if e := f.Elem(); !keys[f.Key] || record.Shape(e) != nil && !keys[e.Name()] {
				keys[f.Key], keys[e.Name()] = true, true
				gather(e)
			}
		}
	}
	gather(reflect.TypeFor[record.Matter]())
	pieces := regexp.MustCompile("(?s)\n```yaml aside\n(.*?)```\n").FindAllStringSubmatch(string(page), -1)
	if len(pieces) < 10 {
		t.Errorf("only %d pieces", len(pieces))
	}
	for _, p := range pieces {
		var n yaml.Node
		if err := yaml.Load([]byte(p[1]), &n); err != nil {
			if strings.TrimSpace(regexp.MustCompile(`(?m)#.*$`).ReplaceAllString(p[1], "")) != "" {
				t.Errorf("%v in\n%s", err, p[1])
			}
			continue
		}
		var walk func(*yaml.Node)
		walk = func(n *yaml.Node) {
			for i, c := range n.Content {
				if n.Kind == yaml.MappingNode && i%2 == 0 && !keys[c.Value] {
					t.Errorf("no matter file has the key %q, which stands in\n%s", c.Value, p[1])
				}
				walk(c)
			}
		}
		walk(&n)
	}
}

// TestLinks wants every link of the pages for writers to lead to a file, and to a heading of it.
func TestLinks(t *testing.T) {
	headings := func(file string) map[string]bool {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		out := map[string]bool{}
		for _, h := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(string(data), -1) {
			out[strings.ReplaceAll(regexp.MustCompile(`[^a-z0-9 _-]`).ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-")] = true
		}
		return out
	}
	for _, page := range []string{"matter.md", "tutorial.md", "README.md", "../README.md", "measured.md", "reference/checks.md", "reference/offences.md"} {
		file := filepath.Join("../../docs", page)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(string(data), -1) {
			to, heading, some := strings.Cut(l[1], "#")
			target := file
			if to != "" {
				target = filepath.Join(filepath.Dir(file), to)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which is not there", page, l[1])
			} else if some && !headings(target)[heading] {
				t.Errorf("%s links to %s, which has no such heading", page, l[1])
			}
		}
	}
}
