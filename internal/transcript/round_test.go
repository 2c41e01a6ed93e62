package transcript_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// roundTrip checks that a matter is written and read back the same, that its layout is its own, and that its events
// replay to it and are told in bytes that decode.
func roundTrip(t interface{ Fatalf(string, ...any) }, m record.Matter) {
	out := transcript.Write(m)
	f, err := transcript.Read("written.yaml", out)
	if err != nil {
		t.Fatalf("what was written does not read: %v\n%s", err, out)
	}
	if diff := cmp.Diff(m, f.Matter); diff != "" {
		t.Fatalf("what was written reads otherwise: %s\n%s", diff, out)
	}
	laid, err := transcript.Format("written.yaml", out)
	if err != nil || !bytes.Equal(laid, out) {
		t.Fatalf("the layout of what was written: %v\n%s", err, cmp.Diff(string(out), string(laid)))
	}
	back, err := record.Replay(f.Entries)
	if err != nil {
		t.Fatalf("replay: %v", err)
	}
	if diff := cmp.Diff(m, back); diff != "" {
		t.Fatalf("the events add up to another matter: %s", diff)
	}
	for _, e := range f.Entries {
		line, err := record.Encode(e)
		if err != nil {
			t.Fatalf("%s: %v", e.Body.Kind(), err)
		}
		again, err := record.Decode(line)
		if err != nil {
			t.Fatalf("%s: %v\n%s", e.Body.Kind(), err, line)
		}
		if diff := cmp.Diff(e, again); diff != "" {
			t.Fatalf("%s: %s", e.Body.Kind(), diff)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	files := goodFiles(t)
	examples, err := filepath.Glob("../../examples/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	top, _ := filepath.Glob("../../examples/*.yaml")
	for _, p := range append(top, examples...) {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(data, []byte("affiant: ")) {
			files[p] = data
		}
	}
	for p, data := range files {
		f, err := transcript.Read(p, data)
		if err != nil {
			t.Error(err)
			continue
		}
		roundTrip(t, f.Matter)
		if record.Digest(f.Matter) == "" {
			t.Error(p, "has no digest")
		}
	}
}

// nasty draws texts made of what YAML, JSON and people stumble over.
var nasty = rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{
	"a", "word", "Briggs", " ", " ", "  ", "\n", "\n\n", "\t", ":", ": ", "#", " #", "-", "- ", "?", "!", "&", "*", "|", ">", "%",
	"@", "`", "'", "\"", "\\", "[", "]", "{", "}", ",", "~", "=", "<<", "---", "...", "0", "7", "12:30", "1e3", "true", "null",
	"no", "2021-05-04", "é", "\u00a0", "\u0085", "\u2028", "\ufeff", "\x00", "\x7f", "\u200b", "😀", "\ufffe", "\r",
}), 1, 40), func(parts []string) string {
	s := strings.Join(parts, "")
	if strings.TrimSpace(s) == "" {
		return s + "x"
	}
	return s
})

// TestRoundTripOfAnyText puts any text wherever a matter has free text.
func TestRoundTripOfAnyText(t *testing.T) {
	f, err := transcript.Read("everything.yaml", goodFiles(t)["testdata/good/everything.yaml"])
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		m := clone(reflect.ValueOf(f.Matter)).Interface().(record.Matter)
		// What has to occur elsewhere word for word is left out.
		for i := range m.Sources {
			m.Sources[i].Hash = ""
		}
		for i := range m.Applications {
			for j := range m.Applications[i].Affidavit.Assertions {
				a := &m.Applications[i].Affidavit.Assertions[j]
				a.Readings, a.Identifies = nil, nil
				for k := range a.Cites {
					a.Cites[k].Words = ""
				}
			}
		}
		if rapid.Bool().Draw(t, "empty oath") {
			m.Applications[0].Oath = &record.Oath{}
		}
		scramble(t, reflect.ValueOf(&m).Elem())
		roundTrip(t, m)
	})
}

// scramble replaces each free text within v.
func scramble(t *rapid.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		scramble(t, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			scramble(t, v.Index(i))
		}
	case reflect.Struct:
		for _, f := range record.Shape(v.Type()) {
			free := f.Elem() == reflect.TypeFor[string]() && f.Enum == nil && f.Ref == ""
			switch f.Key {
			case "jurisdiction", "as", "hash", "on", "cut":
				free = false
			}
			x := v.Field(f.Index)
			switch {
			case free && x.Kind() == reflect.String && x.String() != "":
				x.SetString(nasty.Draw(t, f.Key))
			case free && x.Kind() == reflect.Slice:
				for i := range x.Len() {
					x.Index(i).SetString(nasty.Draw(t, f.Key))
				}
			default:
				scramble(t, x)
			}
		}
	}
}

// clone copies v so that nothing is shared.
func clone(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(clone(v.Elem()))
	case v.Kind() == reflect.Slice && !v.IsNil():
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(clone(v.Index(i)))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(clone(v.Field(i)))
		}
	}
	return out
}

// seed gives a fuzzer every file of testdata.
func seed(f *testing.F) {
	yamls, _ := filepath.Glob("testdata/*/*.yaml")
	for _, p := range append(yamls, "testdata/minimal.yaml") {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	archives, _ := filepath.Glob("testdata/*/*.txtar")
	for _, p := range archives {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	for _, s := range []string{
		"", "\ufeffaffiant: matter/1", "affiant: matter/1\n---\nb", "a: &a [*a, *a]", "a: {b: [", "? a\n: b", "- a", "a\n", "%YAML 1.2\n---\na: b",
		"a: \"\\u0000\"", "people:\n\t- a", "a: |2\n   b\n c", "a: >-\n\n  # b\n", "#", "a: b #c\n#d\r#e\u2028#f", "!!map {a: !!str b}", "a: \xff",
		strings.Repeat("[", 100), strings.Repeat("a:\n ", 100),
	} {
		f.Add([]byte(s))
	}
}

// FuzzRead reads anything. What can be read is written and read back the same; what cannot is told with places in the
// file.
func FuzzRead(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := transcript.Read("fuzz.yaml", data)
		if err != nil {
			if problems := problemsOf(err); len(problems) == 0 {
				t.Fatalf("an error without problems: %v", err)
			} else {
				for _, p := range problems {
					if p.Line < 1 || p.Column < 1 || p.What == "" || p.File != "fuzz.yaml" {
						t.Fatalf("a problem without a place: %+v", p)
					}
				}
			}
			return
		}
		roundTrip(t, file.Matter)
	})
}

// FuzzFormat lays out anything that can be read: the meaning stays, and the layout is its own.
func FuzzFormat(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := transcript.Read("fuzz.yaml", data)
		if err != nil {
			return
		}
		out, err := transcript.Format("fuzz.yaml", data)
		if err != nil {
			t.Fatal(err)
		}
		laid, err := transcript.Read("out.yaml", out)
		if err != nil {
			t.Fatalf("the layout does not read: %v\n%s", err, out)
		}
		if record.Digest(file.Matter) != record.Digest(laid.Matter) {
			t.Fatalf("the layout says something else:\n%s", out)
		}
		again, err := transcript.Format("out.yaml", out)
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("the layout of the layout differs: %v\n%s", err, cmp.Diff(string(out), string(again)))
		}
		if !bytes.ContainsRune(data, '#') && !bytes.Equal(out, transcript.Write(file.Matter)) {
			t.Fatalf("a file without comments is laid out otherwise than it is written:\n%s", out)
		}
	})
}
