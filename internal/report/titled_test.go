package report_test

import (
	"testing"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// On a page a source is called by its title; by its id too where titles do not tell two apart; and what is quoted stays as it was said.
func TestByTitle(t *testing.T) {
	m := &record.Matter{Sources: []record.Source{{ID: "call-1", Title: "Call of Monday"}, {ID: "call-2", Title: "Call of Monday"}, {ID: "log", Title: "Deck log"}, {ID: "bare"}}}
	for text, want := range map[string]string{
		"Source log also speaks of him.":                      "Source “Deck log” also speaks of him.",
		"This comes from sources call-1 and log, which":       "This comes from sources “Call of Monday” (call-1) and “Deck log”, which",
		"sources call-1, call-2, log and 3 more":              "sources “Call of Monday” (call-1), “Call of Monday” (call-2), “Deck log” and 3 more",
		"written down, in source log. Neither":                "written down, in source “Deck log”. Neither",
		"The words of source bare are a translation":          "The words of source bare are a translation",
		"in source log and nothing else":                      "in source “Deck log” and nothing else",
		"The source has “source log”; the sentence has “it”.": "The source has “source log”; the sentence has “it”.",
		`source log says "source log and so"`:                 `source “Deck log” says "source log and so"`,
		"resource log":                                        "resource log",
		"Does a source name anyone?":                          "Does a source name anyone?",
		"":                                                    "",
		"source log":                                          "source “Deck log”",
	} {
		if got := report.ByTitle(m, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
