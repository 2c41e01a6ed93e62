package diction

import (
	_ "embed"
	"slices"
	"strings"
)

// things holds nouns of made things, one to a line, each with its synonyms and the words for broader things. It is
// searched where it lies, so that it costs nothing to a run that never asks.
//
//go:embed vocabulary/things.txt
var things string

// MadeThing returns, for a noun of a made thing or a substance, its synonyms and the words for broader things. The word is
// folded, in the singular or in the plural.
func MadeThing(word string) ([]string, bool) {
	for _, w := range []string{word, strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "es")} {
		if len(w) < 3 || strings.ContainsAny(w, " \n#") {
			continue
		}
		for _, end := range []string{" ", "\n"} {
			if i := strings.Index(things, "\n"+w+end); i >= 0 {
				line, _, _ := strings.Cut(things[i+1:], "\n")
				return strings.Fields(line), true
			}
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
