package doctrine

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// soundBooks is the casebook of testdata/casebook.txtar over the law of testdata/sound.txtar.
func soundBooks(t testing.TB) *Casebook {
	t.Helper()
	law, err := Load(soundFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	b, err := LoadCasebook(archive(t, "testdata/casebook.txtar"), law)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each file of testdata/layers is a folder of law laid over the sound law, and says what is made of it: its problems, or
// what is then law.
func TestLayers(t *testing.T) {
	names, err := filepath.Glob("testdata/layers/*.txtar")
	if err != nil || len(names) < 12 {
		t.Fatalf("%d folders: %v", len(names), err)
	}
	under := soundBooks(t)
	before := under.law.Digest() + under.Digest()
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := make(fstest.MapFS)
			var want string
			for _, f := range ar.Files {
				if f.Name == "want" {
					want = string(f.Data)
					continue
				}
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := told(under, Layer{Name: "ours", Files: files})
			if *update {
				write(t, name, ar, got)
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if under.law.Digest()+under.Digest() != before {
		t.Error("a layer changed what lies beneath it")
	}
}

// told is what is made of a layer: its problems, or what it added and replaced.
func told(under *Casebook, layer Layer) string {
	b, err := lay(under, []Layer{layer})
	if err != nil {
		return err.Error() + "\n"
	}
	var text strings.Builder
	for key := range b.law.at {
		if _, ok := under.law.at[key]; !ok {
			text.WriteString("new " + key + "\n")
		}
	}
	for key := range b.at {
		if _, ok := under.at[key]; !ok {
			text.WriteString("new " + key + "\n")
		}
	}
	lines := slices.Sorted(strings.Lines(text.String()))
	for _, key := range b.law.Replaced() {
		lines = append(lines, "replaced "+key+"\n")
	}
	if b.law.Digest() != under.law.Digest() {
		lines = append(lines, "the law has another digest\n")
	}
	if b.Digest() != under.Digest() {
		lines = append(lines, "the casebook has another digest\n")
	}
	return strings.Join(lines, "")
}

// The built-in law with nothing laid over it is the built-in law.
func TestLayNothing(t *testing.T) {
	b, err := Lay()
	if err != nil {
		t.Fatal(err)
	}
	if b.Digest() != DefaultCasebook().Digest() || b.Law().Digest() != Default().Digest() {
		t.Error("the built-in law is another")
	}
	empty, err := Lay(Layer{Name: "empty", Files: fstest.MapFS{}})
	if err != nil || empty.Law().Digest() != Default().Digest() {
		t.Errorf("an empty folder: %v", err)
	}
	if got := empty.Law().Layers(); !slices.Equal(got, []string{BuiltIn, "empty"}) {
		t.Errorf("the layers are %v", got)
	}
}

// A later layer is laid over an earlier one, and may replace what that added.
func TestTwoLayers(t *testing.T) {
	offence := func(replaces, title string) fs.FS {
		return fstest.MapFS{"law/offences/graffiti.yaml": {Data: []byte("id: graffiti\n" + replaces + "title: " + title +
			"\nmeans: Painting what is another's.\nelements:\n  - {id: act, title: the respondent painted it, kind: act}\n")}}
	}
	b, err := lay(soundBooks(t), []Layer{{"a", offence("", "Graffiti")}, {"b", offence("replaces: graffiti\n", "Paint")}})
	if err != nil {
		t.Fatal(err)
	}
	if o, ok := b.Law().Offence("graffiti"); !ok || o.Title != "Paint" {
		t.Errorf("the offence is %+v", o)
	}
	_, err = lay(soundBooks(t), []Layer{{"a", offence("", "Graffiti")}, {"b", offence("", "Paint")}})
	if err == nil || !strings.Contains(err.Error(), `b/law/offences/graffiti.yaml:1:1: there is already an offence "graffiti" at a/law/offences/graffiti.yaml:1;`) {
		t.Errorf("a second of one id without replaces: %v", err)
	}
}

// A folder that changes nothing but adds leaves every answer of the law beneath as it was.
func TestLayersKeepPlaces(t *testing.T) {
	b, err := Lay(Layer{Name: "o", Files: fstest.MapFS{}})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(b.Law().Rules(), rules); !slices.Equal(got, ids(Default().Rules(), rules)) {
		t.Error("the rules stand in another order")
	}
}
