package affiant_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// The marks between which docs/profiles.md has its table.
const (
	viewsBegin = "<!-- profiles: written by AFFIANT_UPDATE=1 go test . -->\n"
	viewsEnd   = "<!-- profiles end -->\n"
)

// TestProfilesInDocs holds that docs/profiles.md says of every view of the law what it adds and what it sets aside.
func TestProfilesInDocs(t *testing.T) {
	law := doctrine.Default()
	var table strings.Builder
	table.WriteString("| view | rules of its own | set aside |\n|---|---|---|\n")
	for _, p := range law.Profiles() {
		if p.Over == "" {
			fmt.Fprintf(&table, "| `%s` %s | the rules M1 to M32 and P1 to P11 that it shares or has alone, and later law | |\n", p.ID, p.Title)
			continue
		}
		var own, aside []string
		for _, r := range slices.Concat(law.Rules(), doctrine.DefaultCasebook().Rules()) {
			if slices.Contains(r.Profiles, p.ID) {
				own = append(own, fmt.Sprintf("`%s` %s (%s; %s)", r.ID, r.Title, authorityOf(law, r.Rests), inForce(r)))
			}
		}
		for _, a := range p.Aside {
			aside = append(aside, fmt.Sprintf("`%s` from %s (%s)", a.Rule, a.From, authorityOf(law, a.Rests)))
		}
		fmt.Fprintf(&table, "| `%s` %s | %s | %s |\n", p.ID, p.Name, strings.Join(own, "<br>"), strings.Join(aside, "<br>"))
	}
	page, err := os.ReadFile("docs/profiles.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := bytes.Cut(page, []byte(viewsBegin))
	old, after, closed := bytes.Cut(rest, []byte(viewsEnd))
	if !ok || !closed {
		t.Fatalf("docs/profiles.md has no table between %q and %q", viewsBegin, viewsEnd)
	}
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.WriteFile("docs/profiles.md", []byte(string(before)+viewsBegin+table.String()+viewsEnd+string(after)), 0o644); err != nil {
			t.Fatal(err)
		}
		old = []byte(table.String())
	}
	if d := gocmp.Diff(table.String(), string(old)); d != "" {
		t.Errorf("docs/profiles.md does not say what the views are today (AFFIANT_UPDATE=1 go test . writes it):\n%s", d)
	}
}

func authorityOf(law *doctrine.Law, rests []doctrine.Cite) string {
	for _, c := range rests {
		if a, ok := law.Authority(c.Authority); ok {
			return "*" + a.Name + "*"
		}
	}
	return ""
}

func inForce(r doctrine.Rule) string {
	s := "from " + r.From
	if r.Until != "" {
		s += " until " + r.Until
	}
	return s
}
