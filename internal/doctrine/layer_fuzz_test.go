package doctrine

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

// Whatever a folder of law holds, laying it over another ends without a panic; what is refused says in which file; and what
// is law is the same law when it is read again, and can be copied to be replaced.
func FuzzLay(f *testing.F) {
	kinds := Kinds()
	for i, k := range kinds {
		f.Add(i, "new-thing", string(Skeleton(k, "new-thing")))
	}
	for _, s := range []string{"", "[]", "{}", "- [", "a: &a [*a]", "- &x {id: y}\n- *x\n", "- id: R1\n  replaces: R1\n", "id: 5\n", "? {}\n: x\n",
		"\xef\xbb\xbf- id: x\n", "- id: x\r\n  title: y\r\n", strings.Repeat("[", 2000), strings.Repeat("- ", 2000), "%YAML 1.9\n---\n", "id: x\nid: y\n", "!!set {a}\n", "- !!binary aGk=\n"} {
		for _, i := range []int{0, 2} {
			f.Add(i, "x", s)
		}
	}
	under := soundBooks(f)
	f.Fuzz(func(t *testing.T, kind int, id, text string) {
		if kind < 0 || CheckID(id) != nil {
			return
		}
		k := kinds[kind%len(kinds)]
		name, _ := k.File(id)
		layer := Layer{Name: "ours", Files: fstest.MapFS{name: {Data: []byte(text)}}}
		b, err := lay(under, []Layer{layer})
		if err != nil {
			var found Problems
			if !errors.As(err, &found) || len(found) == 0 {
				t.Fatalf("%v", err)
			}
			for _, p := range found {
				if p.File == "" || p.What == "" || p.Line < 0 || p.Column < 0 || p.Line > 0 != (p.Column > 0) {
					t.Errorf("no place or no words: %+v", p)
				}
			}
			return
		}
		again, err := lay(under, []Layer{layer})
		if err != nil || again.Law().Digest() != b.Law().Digest() || again.Digest() != b.Digest() {
			t.Errorf("read again it is another law: %v", err)
		}
		for _, key := range b.Laid() {
			of, id, _ := strings.Cut(key, " ")
			if k, ok := KindOf(of); ok {
				_, _ = b.Replacement(k, id)
			}
		}
		for _, p := range b.Law().Profiles() {
			b.Law().Diff(View{"court", ""}, View{p.ID, "1986"})
		}
	})
}
