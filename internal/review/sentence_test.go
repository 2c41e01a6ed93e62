package review

import (
	"regexp"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

func TestPlainly(t *testing.T) {
	for in, want := range map[string]string{
		`The source has 9:03 p.m..`:                  `The source has 9:03 p.m.`,
		`It says "I left.". Nothing sworn does.`:     `It says "I left." Nothing sworn does.`,
		`It says “Did he?”. Nothing sworn does.`:     `It says “Did he?” Nothing sworn does.`,
		`It says "one  two ..." and  no more.`:       `It says "one two ..." and no more.`,
		`It says "one two ...". Nothing sworn does.`: `It says "one two ..." Nothing sworn does.`,
		`It was 9 p.m.. He left.`:                    `It was 9 p.m. He left.`,
	} {
		if got := plainly(in); got != want {
			t.Errorf("plainly(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPunctuation holds that no message or question of any check, over every file, doubles a stop or a blank.
func TestPunctuation(t *testing.T) {
	doubled := regexp.MustCompile(`(^|[^.])\.\.($|[^.])|[.!?]["”’]+\.|  |[.,;]\?`)
	for _, name := range everyFile(t) {
		for _, f := range Run(matter(t, name), doctrine.Default()) {
			for _, s := range []string{f.Message, f.Asks} {
				if at := doubled.FindString(s); at != "" {
					t.Errorf("%s: %s: %q in %q", name, f.ID, at, s)
				}
			}
		}
	}
}
