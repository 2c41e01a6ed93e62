package affiant_test

import (
	"errors"
	"go/ast"
	"go/token"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/examples"
)

// deciding are the rooms whose code decides anything about a matter.
var deciding = []string{
	"internal/argue", "internal/argue/solve", "internal/argue/label", "internal/argue/why", "internal/argue/proof", "internal/argue/proof/showing",
	"internal/diction", "internal/doctrine", "internal/holding", "internal/review", "internal/brief",
}

// telling are the fields of a literal that hold authorities and explanations: a check may say there which case its
// reason comes from.
var telling = []string{"Rests", "Why"}

// TestNoExampleIsKnownByName holds that no code that decides could know one of the examples: it speaks of no person and
// no case in them, in a name or in a string. Comments may cite cases, and so may the authorities of a check.
func TestNoExampleIsKnownByName(t *testing.T) {
	phrases, words := exampleNames(t)
	if len(phrases) == 0 || len(words) == 0 {
		t.Fatal("found no names in the examples")
	}
	list := rooms(t)
	for _, name := range deciding {
		r := list[name]
		if r == nil {
			t.Errorf("deciding names %s, which holds no Go files", name)
			continue
		}
		for file, f := range r.files {
			told := make(map[string]bool)
			for _, s := range spoken(f) {
				if known := knows(s, phrases, words); known != "" && !told[known] {
					told[known] = true
					t.Errorf("%s speaks of %q, a name of the examples: %q", file, known, s)
				}
			}
		}
	}
}

// exampleNames returns the titles and full names of the examples, and the single words of those names that the examples
// do not also use as ordinary words, all in lower case. A State or a town is known by its full name only.
func exampleNames(t *testing.T) (phrases, words []string) {
	t.Helper()
	var ordinary []string
	capital := regexp.MustCompile(`^\p{Lu}[\p{L}'-]{3,}$`)
	lower := regexp.MustCompile(`\b\p{Ll}{4,}\b`)
	for _, e := range examples.List() {
		text, err := fs.ReadFile(examples.FS(), e.Path)
		if err != nil {
			t.Fatal(err)
		}
		var m struct {
			Title  string
			People []struct {
				Name    string
				Aliases []string
				Roles   []string
			}
		}
		var all yaml.Node
		if err := errors.Join(yaml.Unmarshal(text, &m), yaml.Unmarshal(text, &all)); err != nil {
			t.Fatalf("%s: %v", e.Path, err)
		}
		phrases = append(phrases, strings.ToLower(m.Title))
		for _, p := range m.People {
			for _, name := range append(p.Aliases, p.Name) {
				if capital.MatchString(strings.Split(name, " ")[0]) && strings.Contains(name, " ") {
					phrases = append(phrases, strings.ToLower(name))
				}
				office := slices.ContainsFunc(p.Roles, func(r string) bool { return r == "state" || r == "municipality" })
				for _, w := range strings.Fields(name) {
					if capital.MatchString(w) && !office {
						words = append(words, strings.ToLower(w))
					}
				}
			}
		}
		for _, p := range prose(&all) {
			ordinary = append(ordinary, lower.FindAllString(p, -1)...)
		}
	}
	slices.Sort(ordinary)
	words = slices.DeleteFunc(words, func(w string) bool {
		_, found := slices.BinarySearch(ordinary, w)
		return found
	})
	slices.Sort(words)
	return phrases, slices.Compact(words)
}

// prose returns the strings of a file that are sentences: several words, and no citation.
func prose(n *yaml.Node) []string {
	cite := regexp.MustCompile(`^[a-z0-9-]+(:[0-9-]+)? "`)
	if n.Kind == yaml.ScalarNode && strings.Contains(n.Value, " ") && !cite.MatchString(n.Value) {
		return []string{n.Value}
	}
	var all []string
	for _, c := range n.Content {
		all = append(all, prose(c)...)
	}
	return all
}

// spoken returns what a file says outside its comments: its names, broken into words, and its strings.
func spoken(f *ast.File) []string {
	var said []string
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.KeyValueExpr:
			if k, ok := n.Key.(*ast.Ident); ok && slices.Contains(telling, k.Name) {
				return false
			}
		case *ast.Ident:
			said = append(said, apart(n.Name))
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				if s, err := strconv.Unquote(n.Value); err == nil {
					said = append(said, s)
				}
			}
		}
		return true
	})
	return said
}

// apart writes a name of the code as words: fooBar as foo Bar.
func apart(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// knows returns the name of the examples that s contains, or "".
func knows(s string, phrases, words []string) string {
	s = strings.ToLower(s)
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return p
		}
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if _, found := slices.BinarySearch(words, w); found {
			return w
		}
	}
	return ""
}
