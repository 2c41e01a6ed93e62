package doctrine

import (
	"flag"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found into testdata/lint")

func TestDefaultLawIsSound(t *testing.T) {
	for _, p := range Lint(Default()) {
		t.Error(p)
	}
}

// soundFiles is the law of testdata/sound.txtar.
func soundFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	return archive(t, "testdata/sound.txtar")
}

// archive is a txtar file as a folder.
func archive(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := make(fstest.MapFS)
	for _, f := range ar.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// problems loads and, if that works, lints.
func problems(fsys fs.FS) string {
	l, err := Load(fsys)
	if err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	for _, p := range Lint(l) {
		b.WriteString(p.Error() + "\n")
	}
	return b.String()
}

func TestSoundLawHasNoProblems(t *testing.T) {
	if got := problems(soundFiles(t)); got != "" {
		t.Errorf("testdata/sound.txtar should be sound:\n%s", got)
	}
}

// Each file of testdata/lint makes one change in the sound law and says what the loader or the linter makes of it.
func TestProblems(t *testing.T) {
	testProblems(t, "testdata/lint", soundFiles(t), problems)
}

// testProblems makes the change of each file of a folder in files that are sound, and compares what find says of them.
func testProblems(t *testing.T, dir string, sound fstest.MapFS, find func(fs.FS) string) {
	t.Helper()
	cases, err := filepath.Glob(dir + "/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases in %s: %v", dir, err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part := make(map[string]string)
			for _, f := range ar.Files {
				part[f.Name] = string(f.Data)
			}
			files := maps.Clone(sound)
			file := strings.TrimSpace(part["file"])
			old := string(files[file].Data)
			if strings.Count(old, strings.TrimSuffix(part["replace"], "\n")) != 1 {
				t.Fatalf("what is to be replaced does not stand once in %s", file)
			}
			changed := strings.Replace(old, strings.TrimSuffix(part["replace"], "\n"), strings.TrimSuffix(part["with"], "\n"), 1)
			files[file] = &fstest.MapFile{Data: []byte(changed)}
			got := find(files)
			if *update {
				write(t, name, ar, got)
				return
			}
			if got == "" {
				t.Error("no problem was found")
			}
			if diff := cmp.Diff(part["want"], got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	files := soundFiles(t)
	delete(files, "terms.yaml")
	delete(files, "rules/all.yaml")
	files["authorities/notes.txt"] = &fstest.MapFile{Data: []byte("x")}
	files["questions.yaml"] = &fstest.MapFile{Data: []byte("# nothing\n")}
	want := `authorities/notes.txt: only files whose names end in .yaml belong here
questions.yaml: the file is empty; see docs/doctrine.md for what belongs in it
rules: the folder cannot be read; it must be there, if only with one file
terms.yaml: the file cannot be read; it must be there
`
	if diff := cmp.Diff(want, problems(files)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
