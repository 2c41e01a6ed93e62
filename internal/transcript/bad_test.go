package transcript_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/transcript"
)

var update = flag.Bool("update", false, "write what came out as what is wanted")

// archives calls f for each txtar file of a folder of testdata, and writes it back if f changed it and -update is set.
func archives(t *testing.T, folder string, f func(t *testing.T, a *txtar.Archive, in []byte, want *txtar.File)) {
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no tests in", folder, err)
	}
	for _, p := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(p), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) != 2 || a.Files[0].Name != "in.yaml" {
				t.Fatal("expected in.yaml and one more file")
			}
			f(t, a, a.Files[0].Data, &a.Files[1])
			if *update {
				if err := os.WriteFile(p, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestBad reads files with mistakes and compares what is said of them, each line whole.
func TestBad(t *testing.T) {
	archives(t, "bad", func(t *testing.T, a *txtar.Archive, in []byte, want *txtar.File) {
		_, err := transcript.Read("in.yaml", in)
		if err == nil {
			t.Fatal("the file was read")
		}
		got := err.Error() + "\n"
		if *update {
			want.Data = []byte(got)
		}
		if diff := cmp.Diff(string(want.Data), got); diff != "" {
			t.Error(diff)
		}
	})
}

// TestFormat compares the canonical layout of files, and that it is its own.
func TestFormat(t *testing.T) {
	archives(t, "format", func(t *testing.T, a *txtar.Archive, in []byte, want *txtar.File) {
		got, err := transcript.Format("in.yaml", in)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			want.Data = got
		}
		if diff := cmp.Diff(string(want.Data), string(got)); diff != "" {
			t.Error(diff)
		}
		again, err := transcript.Format("out.yaml", got)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(got), string(again)); diff != "" {
			t.Error("formatting again changes it:", diff)
		}
	})
}

// problemsOf returns the problems that an error of Read holds.
func problemsOf(err error) fault.Problems {
	var ps fault.Problems
	errors.As(err, &ps)
	return ps
}
