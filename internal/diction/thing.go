package diction

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// things holds nouns of things, one to a line and sorted, each with its synonyms, the next broader words and the words for
// broader things still, cut by semicolons, after comments.
//
//go:embed vocabulary/things.txt
var things string

// thingLines are the lines of things that are no comment. They are cut on the first call.
var thingLines = sync.OnceValue(func() []string {
	lines := strings.Split(strings.TrimSpace(things), "\n")
	return lines[slices.IndexFunc(lines, func(l string) bool { return !strings.HasPrefix(l, "#") }):]
})

// A Made is a noun of a made thing or a substance.
type Made struct {
	Noun    string   // in the singular
	Alike   []string // synonyms of any of its senses
	Broader []string // the next broader words
	Broad   []string // words for broader things still
}

// MadeThing returns what is known of a noun of a thing or a substance. The word is folded, in the singular or in the
// plural.
func MadeThing(word string) (Made, bool) {
	line, ok := thingLine(word)
	if !ok {
		return Made{}, false
	}
	parts := strings.SplitN(line, ";", 3)
	alike := strings.Fields(parts[0])
	return Made{alike[0], alike[1:], strings.Fields(parts[1]), strings.Fields(parts[2])}, true
}

// thingLine finds the line of a noun.
func thingLine(word string) (string, bool) {
	lines := thingLines()
	for _, w := range singulars(word) {
		i, ok := slices.BinarySearchFunc(lines, w, func(l, w string) int {
			noun, _, _ := strings.Cut(l, " ")
			return strings.Compare(noun, w)
		})
		if ok {
			return lines[i], true
		}
	}
	return "", false
}

// singulars returns a word and what it may be the plural of.
func singulars(word string) []string {
	out := []string{word}
	for _, s := range []struct{ plural, singular string }{{"s", ""}, {"es", ""}, {"ies", "y"}, {"ves", "fe"}, {"ves", "f"}} {
		if w, ok := strings.CutSuffix(word, s.plural); ok && len(w) > 2 {
			out = append(out, w+s.singular)
		}
	}
	return out
}

// SortOf reports whether one noun is another, a synonym of it, or the name of a broader thing.
func SortOf(word, broader string) bool {
	if word == broader {
		return true
	}
	line, ok := thingLine(word)
	if !ok {
		return false
	}
	names := strings.Fields(line)
	return slices.ContainsFunc(singulars(broader), func(b string) bool { return slices.Contains(names, b) })
}
