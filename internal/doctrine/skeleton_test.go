package doctrine

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// modeline stands for the first line by which an editor finds the schema.
const modeline = "# yaml-language-server: $schema=x\n"

// A skeleton names every field of its schema, and is refused for nothing but what has yet to be written.
func TestSkeletons(t *testing.T) {
	for _, k := range Kinds() {
		text := string(Skeleton(k, "new-thing"))
		name, _ := k.File("new-thing")
		_, doc := schema(t, k.Schema+".schema.json")
		for _, field := range fieldsOf(doc) {
			if field != "replaces" && !strings.Contains(text, field+":") {
				t.Errorf("the skeleton of %s has no %s", k.Name, field)
			}
		}
		for line := range strings.Lines(text) {
			if len(line) > 130 {
				t.Errorf("%s: a line of %d characters", k.Name, len(line))
			}
		}
		_, err := Lay(Layer{Name: "ours", Files: fstest.MapFS{name: {Data: []byte(modeline + text)}}})
		if err == nil {
			t.Errorf("the skeleton of %s is law as it stands", k.Name)
			continue
		}
		for line := range strings.Lines(err.Error() + "\n") {
			if !strings.Contains(line, "is empty; write it: ") {
				t.Errorf("%s: %s", k.Name, line)
			}
		}
	}
}

// fieldsOf lists the fields of a schema, those within others included.
func fieldsOf(of map[string]any) []string {
	var names []string
	if items, ok := of["items"].(map[string]any); ok {
		names = append(names, fieldsOf(items)...)
	}
	properties, _ := of["properties"].(map[string]any)
	for name, in := range properties {
		names = append(append(names, name), fieldsOf(in.(map[string]any))...)
	}
	return names
}

// What is optional in a skeleton is what it is once the sign of the comment is taken away.
func TestSkeletonUncommented(t *testing.T) {
	k, _ := KindOf("case")
	var on strings.Builder
	for line := range strings.Lines(string(Skeleton(k, "x-2001"))) {
		if rest := strings.TrimLeft(line, " "); strings.HasPrefix(rest, "# ") && strings.Contains(rest, ":\n") && !strings.HasPrefix(rest, "#   #") {
			line = strings.Replace(line, "# ", "", 1)
		}
		on.WriteString(line)
	}
	_, err := Lay(Layer{Files: fstest.MapFS{"casebook/cases/x-2001.yaml": {Data: []byte(on.String())}}})
	if err == nil || strings.Contains(err.Error(), "not YAML") || strings.Contains(err.Error(), "unknown field") || strings.Contains(err.Error(), "twice") {
		t.Errorf("%v in\n%s", err, on.String())
	}
	for _, field := range []string{"sitting", "outcome", "taken", "reason", "by", "standing"} {
		if !strings.Contains(err.Error(), field+" is empty") {
			t.Errorf("%s is not there to be filled in", field)
		}
	}
}

// A replacement of anything in the built-in law, as it stands, is law, and changes nothing.
func TestReplacements(t *testing.T) {
	under := DefaultCasebook()
	n := 0
	for _, k := range Kinds() {
		files := make(fstest.MapFS)
		for _, id := range under.IDs(k) {
			text, err := under.Replacement(k, id)
			if err != nil {
				t.Errorf("%s %s: %v", k.Name, id, err)
				continue
			}
			name, shared := k.File(id)
			if shared {
				name = k.Home
				old := files[name]
				if old == nil {
					old = &fstest.MapFile{}
				}
				text = append(old.Data, text...)
			}
			files[name] = &fstest.MapFile{Data: text}
			n++
		}
		b, err := Lay(Layer{Name: path.Base(k.Name), Files: files})
		if err != nil {
			t.Errorf("%s: %.600s", k.Name, err)
			continue
		}
		if got, want := len(b.Law().Replaced()), len(under.IDs(k)); got != want {
			t.Errorf("%s: %d of %d were replaced", k.Name, got, want)
		}
	}
	if n < 500 {
		t.Errorf("only %d things were replaced", n)
	}
}
