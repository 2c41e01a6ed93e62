package diction

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// things holds nouns of made things, one to a line and sorted, each with its synonyms and the words for broader things,
// after comments.
//
//go:embed vocabulary/things.txt
var things string

// thingLines are the lines of things that are no comment. They are cut on the first call.
var thingLines = sync.OnceValue(func() []string {
	lines := strings.Split(strings.TrimSpace(things), "\n")
	return lines[slices.IndexFunc(lines, func(l string) bool { return !strings.HasPrefix(l, "#") }):]
})

// MadeThing returns, for a noun of a made thing or a substance, its synonyms and the words for broader things. The word is
// folded, in the singular or in the plural.
func MadeThing(word string) ([]string, bool) {
	lines := thingLines()
	for _, w := range []string{word, strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "es")} {
		i, ok := slices.BinarySearchFunc(lines, w, func(l, w string) int {
			noun, _, _ := strings.Cut(l, " ")
			return strings.Compare(noun, w)
		})
		if ok {
			return strings.Fields(lines[i]), true
		}
	}
	return nil, false
}

// SortOf reports whether one noun is another, a synonym of it, or the name of a broader thing.
func SortOf(word, broader string) bool {
	if word == broader {
		return true
	}
	all, ok := MadeThing(word)
	return ok && slices.Contains(all, strings.TrimSuffix(broader, "s"))
}
