package doctrine

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// write puts what was found into a case's want.
func write(t *testing.T, name string, ar *txtar.Archive, got string) {
	t.Helper()
	for i := range ar.Files {
		if ar.Files[i].Name == "want" {
			ar.Files[i].Data = []byte(got)
		}
	}
	if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
		t.Fatal(err)
	}
}
