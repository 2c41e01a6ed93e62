package web

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Under a question stand the nearest decided cases on each side: citation, whether they bind, what sets the paper apart and what
// would bring it under them, and how sure their pins are.
func TestDecidedCasesOnEachSide(t *testing.T) {
	html := page(t, shared(), "/matter/one-strand?as-of=1986-03-05")
	for _, want := range []string{
		"<h4>For established</h4>", "<h4>For lacking</h4>", "<cite>Spinelli v. United States</cite>, 393 U.S. 410 (1969)", "Of a court that binds here.",
		"<dt>Here besides, and against it</dt>", "<dt>Lacking here, and what it was decided for</dt>", "<dt>It would come under this case</dt>",
		"at 413–420, slight corroboration <i>inferred</i>", "replaced its two prongs as a rigid test",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(page(t, shared(), "/matter/one-strand"), "replaced its two prongs as a rigid test") {
		t.Error("in 1981 it tells what was done to Spinelli in 1983")
	}
	if strings.Contains(page(t, Handler(Options{Law: doctrine.Default(), Files: os.DirFS("../../examples")}), "/matter/one-strand"), `class="near"`) {
		t.Error("without a casebook there are decided cases")
	}
}

// A case that governs is named at its head, and so are equals that part.
func TestGoverningCaseLeadsThePanel(t *testing.T) {
	ours := func(cases ...string) http.Handler {
		files := make(fstest.MapFS)
		for _, c := range cases {
			id, about, _ := strings.Cut(c, " ")
			files["casebook/cases/"+id+".yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, `id: %s
name: Doe v. %s
citation: 1 Test %d (1990)
court: ca6
date: "1990-05-01"
kind: damages
act: search
questions:
  - about: %s
facts:
  - tag: source
    says: What the paper showed.
    shows: [nothing-corroborated, reliability-not-shown, magistrate-issued]
reason: So it was held.
pins:
  - {at: "7", standing: inferred, for: what decided it}
`, id, id, len(id), strings.ReplaceAll(about, "|", "\n    "))}
		}
		b, err := doctrine.Lay(doctrine.Layer{Name: "ours", Files: files})
		if err != nil {
			t.Fatal(err)
		}
		return Handler(Options{Law: b.Law(), Cases: b, Files: os.DirFS("../../examples")})
	}
	const at = "/matter/weaver?find=O2@search.1=sustained"
	html := page(t, ours("new-case qualified-immunity|outcome: not-immune|because: [nothing-corroborated, reliability-not-shown]"), at)
	for _, want := range []string{"On facts no weaker than these it was held not immune by courts that bind here, presumptively.",
		"<cite>Doe v. new-case</cite>, 1 Test 8 (1990)", "at 7, what decided it <i>inferred</i>", "It does: here is no weaker, and it governs presumptively."} {
		if !strings.Contains(html, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}
