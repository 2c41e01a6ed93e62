package transcript

import (
	"os"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// One text longer than any affidavit needs is refused with its place, and not read for minutes.
func TestTextTooLong(t *testing.T) {
	data, err := os.ReadFile("testdata/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	long := "\nnote: " + strings.Repeat("word ", record.MaxText/5+1) + "\n"
	_, err = Read("long.yaml", append(data, long...))
	if err == nil || !strings.Contains(err.Error(), "bytes long") {
		t.Errorf("got %.200v", err)
	}
}
