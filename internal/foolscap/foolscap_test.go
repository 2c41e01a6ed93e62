package foolscap

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// library reads a text as the library does; nil if it holds anything but one document.
func library(data []byte) *yaml.Node {
	loader, err := yaml.NewLoader(strings.NewReader(string(data)))
	if err != nil {
		return nil
	}
	var doc, more yaml.Node
	if loader.Load(&doc) != nil || loader.Load(&more) == nil || len(doc.Content) != 1 {
		return nil
	}
	return doc.Content[0]
}

// unlike says where two trees differ in what is read from them.
func unlike(at string, a, b *yaml.Node) string {
	one := fmt.Sprint(a.Kind, a.Style, a.Tag, a.ShortTag(), a.Anchor, a.Line, a.Column, len(a.Content))
	two := fmt.Sprint(b.Kind, b.Style, b.Tag, b.ShortTag(), b.Anchor, b.Line, b.Column, len(b.Content))
	if one != two || a.Value != b.Value {
		return fmt.Sprintf("%s: %s %q here, %s %q in the library", at, one, a.Value, two, b.Value)
	}
	for i := range a.Content {
		if s := unlike(fmt.Sprintf("%s/%d", at, i), a.Content[i], b.Content[i]); s != "" {
			return s
		}
	}
	return ""
}

// TestShippedFilesArePlain reads every file of law, of vocabulary and of examples: all are plain, and read as the library reads them.
func TestShippedFilesArePlain(t *testing.T) {
	count := 0
	for _, dir := range []string{"internal/doctrine/law", "internal/doctrine/casebook", "internal/diction/vocabulary", "examples"} {
		tree := os.DirFS("../..")
		err := fs.WalkDir(tree, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
				return err
			}
			data, err := fs.ReadFile(tree, name)
			if err != nil {
				return err
			}
			count++
			n, ok := Read(data)
			if !ok {
				t.Errorf("%s is not written plainly, so that reading it is slow", name)
				return nil
			}
			if s := unlike(name, n, library(data)); s != "" {
				t.Error(s)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if count < 150 {
		t.Errorf("only %d files were found", count)
	}
}

var texts = []struct {
	text  string
	plain bool
}{
	{"a: b\n", true},
	{"a: b", true},
	{"# note\n\na: b # one\nb:\n  c: d\n", true},
	{"- a\n- b: c\n  d: e\n- [f, g]\n", true},
	{"a:\n- b\n- c\nd: e\n", true},
	{"a:\n  - b\n  - c:\n      d\n", false},
	{"a: one\n  two\n  three\nb: c\n", true},
	{"a: one # note\n  two\n", false},
	{"a: one\n\n  two\n", false},
	{"a: \"one \\\" \\n two\n\n   three\"\n", true},
	{"a: 'it''s\n  so'\n", true},
	{"a: \"\\u0041\"\n", false},
	{"a: {b: c, d: [e f, 'g', 1.5], e: {}}\n", true},
	{"a: [b,\n  c d\n  e]\n", true},
	{"a: [b,\nc]\n", false},
	{"a: [b: c]\n", false},
	{"a: >-\n  one\n  two\n\n  three\nb: c\n", true},
	{"a: >\n  one\n  two\n", true},
	{"a: |\n  one\n  two\nb: c\n", true},
	{"a: |+\n  one\n", false},
	{"a: >-\n  one\n    two\n", false},
	{"a: 1\nb: -1\nc: 1.5\nd: 2020-01-02\ne: 2020-13-41\nf: 0x1F\ng: true\nh: ~\ni: 12:30\nj: 1_000\nk: no\nl: 1e3\nm: +1\nn: .5\n", true},
	{"a: [True, FALSE, null, Null, y, Y, n, N, yes, No, on, OFF, t, f, nul, nil]\n", true},
	{"a: [1 Elm Street, 2020-01-02 10:11:12, 2020-01-02 and, 20-21, 007, 12345678901234567890, 1.2.3, 0x, 2020-01, 2020-01-02T10:11]\n", true},
	{"a: [b\n\n  c]\n", false},
	{"a: b: c\n", false},
	{"a: &x b\nc: *x\n", false},
	{"a: !!str b\n", false},
	{"a:\n", false},
	{"a: b\n---\nc: d\n", false},
	{"%YAML 1.2\n---\na: b\n", false},
	{"a: b\n  c: d\n", false},
	{"a:\tb\n", false},
	{"é: b\n", false},
	{"a: é, “b” # c\nb: c\n", true},
	{"a: b\r\n", false},
	{"? a\n: b\n", false},
	{"", false},
	{"words\n", false},
}

// TestTexts reads small texts: what is plain as the library does, and nothing else.
func TestTexts(t *testing.T) {
	for _, x := range texts {
		n, ok := Read([]byte(x.text))
		if ok != x.plain {
			t.Errorf("%q: plain is %v", x.text, ok)
		}
		if !ok {
			continue
		}
		want := library([]byte(x.text))
		if want == nil {
			t.Errorf("%q: the library refuses it", x.text)
		} else if s := unlike("", n, want); s != "" {
			t.Errorf("%q: %s", x.text, s)
		}
	}
}

// FuzzRead holds that whatever is taken to be plain is read as the library reads it.
func FuzzRead(f *testing.F) {
	for _, x := range texts {
		f.Add([]byte(x.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, ok := Read(data)
		if !ok {
			return
		}
		want := library(data)
		if want == nil {
			t.Fatal("the library refuses what was read here")
		}
		if s := unlike("", n, want); s != "" {
			t.Fatal(s)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("../../examples/malley-v-briggs.yaml")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("foolscap", func(b *testing.B) {
		for b.Loop() {
			Read(data)
		}
	})
	b.Run("library", func(b *testing.B) {
		for b.Loop() {
			library(data)
		}
	})
}
