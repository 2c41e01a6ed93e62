package transcript_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

func TestReadMinimal(t *testing.T) {
	data, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read("minimal.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := record.Replay(f.Entries)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f.Matter, m); diff != "" {
		t.Error(diff)
	}
	if line, column := f.Where("people[1].name"); line != 11 || column != 11 {
		t.Errorf("people[1].name is at %d:%d", line, column)
	}
}
