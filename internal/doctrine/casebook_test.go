package doctrine

import (
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestDefaultCasebookIsSound(t *testing.T) {
	for _, p := range LintCasebook(DefaultCasebook()) {
		t.Error(p)
	}
}

// shelfProblems loads a casebook over the sound law and, if that works, lints it.
func shelfProblems(t *testing.T) func(fs.FS) string {
	law, err := Load(soundFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	return func(fsys fs.FS) string {
		b, err := LoadCasebook(fsys, law)
		if err != nil {
			return err.Error() + "\n"
		}
		var text strings.Builder
		for _, p := range LintCasebook(b) {
			text.WriteString(p.Error() + "\n")
		}
		return text.String()
	}
}

func TestSoundCasebookHasNoProblems(t *testing.T) {
	if got := shelfProblems(t)(archive(t, "testdata/casebook.txtar")); got != "" {
		t.Errorf("testdata/casebook.txtar should be sound:\n%s", got)
	}
}

// Each file of testdata/casebook makes one change in the sound casebook and says what is made of it.
func TestCasebookProblems(t *testing.T) {
	testProblems(t, "testdata/casebook", archive(t, "testdata/casebook.txtar"), shelfProblems(t))
}

func TestMissingFilesOfACasebook(t *testing.T) {
	want := `aftermath.yaml: the file cannot be read; it must be there
cases: the folder cannot be read; it must be there, if only with one file
courts.yaml: the file cannot be read; it must be there
factors: the folder cannot be read; it must be there, if only with one file
questions.yaml: the file cannot be read; it must be there
rules: the folder cannot be read; it must be there, if only with one file
steps.yaml: the file cannot be read; it must be there
`
	if diff := cmp.Diff(want, shelfProblems(t)(fstest.MapFS{})); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// What came after a case's application is in no factor of any of its questions, and the types have no way to put it there.
func TestAfterIsHeldApart(t *testing.T) {
	b := DefaultCasebook()
	n := 0
	for _, c := range b.Cases() {
		bare := c
		bare.After = nil
		for _, q := range c.Questions {
			if !slices.Equal(c.FactorsOf(q), bare.FactorsOf(q)) {
				t.Errorf("%s: what came after changes the factors on %s", c.ID, q.About)
			}
		}
		n += len(c.After)
	}
	if n < 20 {
		t.Errorf("only %d facts came after; the casebook has lost some", n)
	}
	for _, holder := range []any{Fact{}, Asked{}, Factor{}, Bearing{}, Derivation{}} {
		for f := range reflect.TypeOf(holder).Fields() {
			if f.Type == reflect.TypeFor[AfterID]() || f.Type == reflect.TypeFor[[]AfterID]() {
				t.Errorf("%T.%s can hold what came after", holder, f.Name)
			}
		}
	}
}

func TestFactorsOf(t *testing.T) {
	told, untied := FactorID("told"), FactorID("untied")
	c := Case{Facts: []Fact{{Shows: []FactorID{untied, told}}, {Shows: []FactorID{told}}, {}}}
	for _, tc := range []struct {
		q    Asked
		want []FactorID
	}{
		{Asked{}, []FactorID{told, untied}},
		{Asked{Factors: []FactorID{untied}}, []FactorID{untied}},
		{Asked{Factors: []FactorID{}}, nil},
	} {
		if got := c.FactorsOf(tc.q); !slices.Equal(got, tc.want) {
			t.Errorf("%v: got %v, want %v", tc.q.Factors, got, tc.want)
		}
	}
}

func TestFavours(t *testing.T) {
	f := Factor{Bears: []Bearing{{About: "cause", Favours: "shown"}, {About: "immunity", Favours: "immune", Profile: "powell"},
		{About: "truth", Favours: "lacking", Corpus: "corrected"}}}
	for _, tc := range []struct {
		q    Asked
		want string
	}{
		{Asked{About: "cause"}, "shown"},
		{Asked{About: "cause", Profile: "powell", Corpus: "known"}, "shown"},
		{Asked{About: "immunity"}, ""},
		{Asked{About: "immunity", Profile: "powell"}, "immune"},
		{Asked{About: "truth"}, ""},
		{Asked{About: "truth", Corpus: "corrected"}, "lacking"},
		{Asked{About: "claim"}, ""},
	} {
		if got, ok := f.Favours(tc.q); got != tc.want || ok != (tc.want != "") {
			t.Errorf("%+v: %q, %v; want %q", tc.q, got, ok, tc.want)
		}
	}
}

// A list that states that no factor belongs to a question is not the same as no list.
func TestStatedApartAsNone(t *testing.T) {
	files := archive(t, "testdata/casebook.txtar")
	load := func(files fstest.MapFS) *Casebook {
		law, err := Load(soundFiles(t))
		if err != nil {
			t.Fatal(err)
		}
		b, err := LoadCasebook(files, law)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	with := func(old, new string) *Casebook {
		changed := maps.Clone(files)
		text := strings.Replace(string(files["cases/alpha-1950.yaml"].Data), old, new, 1)
		changed["cases/alpha-1950.yaml"] = &fstest.MapFile{Data: []byte(text)}
		return load(changed)
	}
	none, all := with("    factors: [told]\n", "    factors: []\n"), with("    factors: [told]\n", "")
	a, _ := none.Case("alpha-1950")
	if got := a.FactorsOf(a.Questions[0]); len(got) != 0 {
		t.Errorf("none were stated, and it has %v", got)
	}
	b, _ := all.Case("alpha-1950")
	if got := b.FactorsOf(b.Questions[0]); len(got) != 2 {
		t.Errorf("nothing was stated apart, and it has %v", got)
	}
	if none.Digest() == all.Digest() {
		t.Error("the digest does not tell them apart")
	}
	first, again := load(files).Digest(), load(files).Digest()
	if first != again {
		t.Error("the digest is not always the same")
	}
	if moved := with("id: alpha-1950\n", "# moved\n\nid: alpha-1950\n"); moved.Digest() != load(files).Digest() {
		t.Error("the digest tells how a file is laid out")
	}
}

// The catalogue keeps the size at which cases can share factors and still be told apart.
func TestCatalogue(t *testing.T) {
	b := DefaultCasebook()
	if n := len(b.Factors()); n < 60 || n > 150 {
		t.Errorf("%d factors; 60 to 150 were meant", n)
	}
	if n := len(b.Cases()); n < 59 {
		t.Errorf("%d cases; there were 59", n)
	}
	have := make(map[string]bool)
	for _, f := range b.Factors() {
		have[f.Family] = true
	}
	for _, family := range families {
		if !have[family] {
			t.Errorf("no factor is of the family %s", family)
		}
	}
}

// The facts that the guide codes step by step are those of the casebook, to the letter.
func TestGuideQuotesTheCasebook(t *testing.T) {
	guide, err := os.ReadFile("../../docs/doctrine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(guide), "```yaml\nfacts:\n")
	block, _, _ = strings.Cut(block, "```")
	text, err := os.ReadFile("casebook/cases/harris-1971.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if block == "" || !strings.Contains(string(text), "facts:\n"+block) {
		t.Errorf("docs/doctrine.md quotes facts that are not in the casebook:\n%s", block)
	}
}

// Every question of the casebook has its outcome, and what is coded otherwise than it is reported says why and takes no side.
func TestOutcomesAreWhole(t *testing.T) {
	doubted := 0
	for _, c := range DefaultCasebook().Cases() {
		if c.Verified == "" {
			t.Errorf("%s does not say what was read of it", c.ID)
		}
		for _, q := range c.Questions {
			if q.Outcome == "" {
				t.Errorf("%s has no outcome on %s", c.ID, q.About)
			}
			if q.Doubt != "" {
				doubted++
			}
			if q.Doubt != "" && !slices.Contains(noSides, q.Outcome) {
				t.Errorf("%s is doubted on %s, and has the outcome %q", c.ID, q.About, q.Outcome)
			}
		}
	}
	if doubted == 0 {
		t.Error("nothing is doubted; the doubts have been lost")
	}
}

// The guide lists all that a sign may ask for.
func TestGuideListsSigns(t *testing.T) {
	guide, err := os.ReadFile("../../docs/doctrine.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range slices.Concat(Showings(), Conditions()) {
		if !strings.Contains(string(guide), "`"+word+"`") {
			t.Errorf("docs/doctrine.md does not tell of %s", word)
		}
	}
}
