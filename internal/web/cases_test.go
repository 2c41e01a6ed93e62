package web

import (
	"fmt"
	"io/fs"
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

// ours is a handler whose casebook has cases besides: each an id and its question, with | for the end of a line.
func ours(t *testing.T, matters fs.FS, cases ...string) http.Handler {
	t.Helper()
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
	return Handler(Options{Law: b.Law(), Cases: b, Files: matters})
}

// A case that governs is named at its head, and so are equals that part.
func TestGoverningCaseLeadsThePanel(t *testing.T) {
	const at = "/matter/weaver?find=O2@search.1=sustained"
	html := page(t, ours(t, os.DirFS("../../examples"), "new-case qualified-immunity|outcome: not-immune|because: [nothing-corroborated, reliability-not-shown]"), at)
	for _, want := range []string{"On facts no weaker than these it was held not immune by courts that bind here, presumptively.",
		"<cite>Doe v. new-case</cite>, 1 Test 8 (1990)", "at 7, what decided it <i>inferred</i>", "It does: here is no weaker, and it governs presumptively."} {
		if !strings.Contains(html, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

// A factor that is stated is ruled on where it stands, as a flaw is where its note stands: for the respondent who is read, once for all
// that is said of it, with a state of mind where it goes to the truth of the paper; and the answer follows.
func TestStatedFactorIsRuledOn(t *testing.T) {
	file, err := os.ReadFile("../../examples/weaver.yaml")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, x := range [][3]string{{"stated", "the State", "particulars-fit"}, {"disputed", "Weaver", "particulars-fit"}, {"stated", "Weaver", "source-denies"}, {"stated", "the State", "magistrate-issued"}} {
		said += fmt.Sprintf("  - {says: %s, by: %s, about: The garden is the one at the house., factor: %s, application: search, on: [search.1]}\n", x[0], x[1], x[2])
	}
	h := ours(t, fstest.MapFS{"weaver.yaml": {Data: append(file, []byte("\nstatements:\n"+said)...)}},
		"new-case qualified-immunity|outcome: not-immune|because: [nothing-corroborated, reliability-not-shown]")
	const at = "/matter/weaver?find=O2@search.1=sustained"
	html := page(t, h, at)
	for want, n := range map[string]int{
		`<tr class="said" id="n-particulars--fit-search-weaver">`: 1, `name="rule.particulars-fit@search.weaver" value="sustained"`: 1,
		`name="mind.particulars-fit@search.weaver"`: 0, `name="mind.source-denies@search.weaver"`: 1, `Found so</label>`: 2, `rule.magistrate-issued@`: 0,
	} {
		if got := strings.Count(html, want); got != n {
			t.Errorf("%s stands %d times, not %d", want, got, n)
		}
	}
	for _, want := range []string{`href="#n-particulars--fit-search-weaver" title="Known particulars fit the person">stated</a> “known particulars fit the person” found not so`} {
		if !strings.Contains(html, want) {
			t.Errorf("what an answer turns on does not say %s", want)
		}
	}
	for ruled, want := range map[string]string{"": "Turns", "=sustained": "Arguable", "=overruled": "Lacking"} {
		target := at
		if ruled != "" {
			target += "&find=particulars-fit@search.weaver" + ruled
		}
		_, answer, _ := strings.Cut(page(t, h, target), `id="q-obviousness"`)
		_, answer, _ = strings.Cut(answer, `<p class="answer"><b>`)
		if answer, _, _ = strings.Cut(answer, "."); answer != want {
			t.Errorf("particulars-fit%s: %s, not %s", ruled, answer, want)
		}
	}
	if to := get(t, h, "/matter/weaver?rule.particulars-fit@search.weaver=sustained&to=words").Header.Get("Location"); to != "/matter/weaver?find=particulars-fit@search.weaver=sustained#words" {
		t.Errorf("the form leads to %q", to)
	}
	if strings.Contains(page(t, h, "/matter/weaver/export.html"), "rule.particulars-fit") {
		t.Error("what is saved asks for a ruling")
	}
}
