package review

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/transcript"
)

// renamed are other names for the people and places of the case, alike in what a reader can tell of them: a nickname for a
// nickname, two spellings of one name for two spellings, a slip of the pen for a slip of the pen.
var renamed = map[string]string{
	"Edward": "Walter", "Malley": "Corbin", "Paul": "Frank", "Driscoll": "Marsden", "James": "Robert", "Jimmy": "Bobby",
	"Briggs": "Hollis", "Louisa": "Theresa", "Luisa": "Teresa", "Bungershort": "Tillinghast", "Jaime": "Robin", "Nancy": "Carol",
	"Scott": "Brian", "Capelli": "Rossetti", "Shogun": "Falcon", "Shotgun": "Faltcon", "Rhode": "New", "Island": "Jersey",
}

// TestRenaming holds that no check knows a name: with everyone and every place called otherwise the flaws are the same.
func TestRenaming(t *testing.T) {
	const name = "../../examples/malley-v-briggs.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`\b[A-Z][a-z]+\b`)
	rename := func(s string) string {
		return word.ReplaceAllStringFunc(s, func(w string) string {
			if n, ok := renamed[w]; ok {
				return n
			}
			return w
		})
	}
	other := rename(string(data))
	for from := range renamed {
		if strings.Contains(other, from+" ") && from != "New" && from != "Robin" {
			t.Errorf("%q is still called so", from)
		}
	}
	f, err := transcript.Read("renamed.yaml", []byte(other))
	if err != nil {
		t.Fatal(err)
	}
	told := func(flaws []Flaw, call func(string) string) []string {
		var out []string
		for _, x := range flaws {
			lines := []string{x.ID, string(x.Force), call(x.Span.Words), call(x.Message), call(x.Asks), call(x.Says), call(x.Sworn)}
			for _, at := range x.Sources {
				lines = append(lines, string(at.Source), call(at.Span.Words))
			}
			out = append(out, strings.Join(lines, "\n\t"))
		}
		return out
	}
	want := told(Run(matter(t, name), doctrine.Default()), rename)
	got := told(Run(&f.Matter, doctrine.Default()), func(s string) string { return s })
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("flaws (-as written, renamed +renamed and read)\n%s", d)
	}
}
