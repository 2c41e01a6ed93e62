package transcript_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestEventsAreExplained wants a paragraph for each event in docs/events.md, in the order of the events, and no other.
func TestEventsAreExplained(t *testing.T) {
	page, err := os.ReadFile("../../docs/events.md")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(string(page), "\n") {
		if name, ok := strings.CutPrefix(line, "### "); ok {
			got = append(got, strings.Trim(name, "`"))
		}
	}
	if want := record.Kinds(); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("docs/events.md explains %q, want %q", got, want)
	}
}

// tutorial returns the pieces of YAML of the first part of docs/matter.md, put together.
func tutorial(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/matter.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(page), "\n## Part one")
	if !ok {
		t.Fatal("docs/matter.md has no part one")
	}
	part, _, _ = strings.Cut(part, "\n## Part two")
	var file strings.Builder
	for {
		_, rest, ok := strings.Cut(part, "\n```yaml\n")
		if !ok {
			return file.String()
		}
		piece, after, ok := strings.Cut(rest, "```\n")
		if !ok {
			t.Fatal("a piece of YAML does not end")
		}
		file.WriteString(piece)
		part = after
	}
}

// TestTutorial reads the file that the tutorial writes. It is in the canonical layout.
func TestTutorial(t *testing.T) {
	file := tutorial(t)
	out, err := transcript.Format("larch.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(file, string(out)); diff != "" {
		t.Error(diff)
	}
	f, err := transcript.Read("larch.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.Matter.Applications[0].Affidavit.Assertions); n != 6 {
		t.Errorf("%d assertions", n)
	}
}

// TestReference holds the reference in docs/matter.md to the model. With -update it writes it.
func TestReference(t *testing.T) {
	const path, begin, end = "../../docs/matter.md", "<!-- reference: begin -->\n", "<!-- reference: end -->\n"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	got, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("docs/matter.md does not mark where the reference begins and ends")
	}
	want := reference(t)
	if *update {
		if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("docs/matter.md is not current; go test -run Reference -update writes it:", diff)
	}
}

// reference writes a table for each entry of the model, in the order in which they come up.
func reference(t *testing.T) string {
	f, err := transcript.Read("everything.yaml", goodFiles(t)["testdata/good/everything.yaml"])
	if err != nil {
		t.Fatal(err)
	}
	examples := map[string]string{}
	var gather func(v reflect.Value)
	gather = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			gather(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				gather(v.Index(i))
			}
		case reflect.Struct:
			for _, x := range record.Shape(v.Type()) {
				y := v.Field(x.Index)
				if id := v.Type().Name() + "." + x.Key; examples[id] == "" && !y.IsZero() {
					examples[id] = example(x, y)
				}
				if !y.IsZero() {
					gather(y)
				}
			}
		}
	}
	gather(reflect.ValueOf(f.Matter))

	var b strings.Builder
	queue := []entry{{reflect.TypeFor[record.Matter](), "", "the top of the file, after `affiant: matter/1`"}}
	for seen := map[reflect.Type]bool{}; len(queue) > 0; queue = queue[1:] {
		e := queue[0]
		if seen[e.t] {
			continue
		}
		seen[e.t] = true
		fmt.Fprintf(&b, "\n### %s\n\n", heading(e.path))
		fmt.Fprintf(&b, "%s.\n\n| key | value | needed | meaning | example |\n|---|---|---|---|---|\n", strings.ToUpper(e.doc[:1])+e.doc[1:])
		for _, x := range record.Shape(e.t) {
			needed := ""
			if x.Need {
				needed = "yes"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", x.Key, kind(x), needed, x.Doc, examples[e.t.Name()+"."+x.Key])
			if record.Shape(x.Elem()) != nil {
				queue = append(queue, entry{x.Elem(), strings.TrimPrefix(e.path+" / "+x.Key, " / "), x.Doc})
			}
		}
	}
	b.WriteString("\n")
	return b.String()
}

// An entry is a kind of entry that the reference has a table for.
type entry struct {
	t         reflect.Type
	path, doc string
}

func heading(path string) string {
	if path == "" {
		return "The file"
	}
	return "`" + path + "`"
}

// kind says what a key's value is.
func kind(x record.Field) string {
	var s string
	switch t := x.Elem(); {
	case record.Shape(t) != nil:
		s = "keys"
	case x.Enum != nil:
		s = "`" + strings.Join(x.Enum, "`, `") + "`"
	case t == reflect.TypeFor[record.Cite]():
		s = "citation"
	case t == reflect.TypeFor[record.When]():
		s = "time"
	case t.Kind() == reflect.Bool:
		s = "true or false"
	case t.Kind() == reflect.Int && x.Ref != "":
		s = "number of an " + x.Ref
	case t.Kind() == reflect.Int:
		s = "number"
	case x.IsID():
		s = "id"
	case x.Ref == "speaker":
		s = "name of a speaker"
	case x.Ref != "":
		s = "id of a " + x.Ref
		if strings.ContainsAny(x.Ref[:1], "aeiou") {
			s = "id of an " + x.Ref
		}
	default:
		s = "text"
	}
	if x.Type.Kind() == reflect.Slice {
		return "list: " + s
	}
	return s
}

// example shows a value as a file writes it, if it is short.
func example(x record.Field, v reflect.Value) string {
	if v.Kind() == reflect.Slice {
		if record.Shape(x.Elem()) != nil {
			return ""
		}
		var parts []string
		for i := range v.Len() {
			parts = append(parts, fmt.Sprint(raw(v.Index(i))))
		}
		return "`[" + strings.Join(parts, ", ") + "]`"
	}
	if record.Shape(x.Elem()) != nil {
		return ""
	}
	s := fmt.Sprint(raw(v))
	if r := []rune(s); len(r) > 48 {
		s = string(r[:48]) + "…"
	}
	return "`" + s + "`"
}

// raw returns the value as written; a time is not to be put into English.
func raw(v reflect.Value) any {
	if w, ok := v.Interface().(record.When); ok {
		return string(w)
	}
	return v.Interface()
}
