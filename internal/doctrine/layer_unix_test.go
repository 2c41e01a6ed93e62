//go:build unix

package doctrine

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What is no file of text is told of, and not opened: to open a pipe would wait for ever.
func TestPipeAmongLaw(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"law/rules/pipe.yaml", "law/terms.yaml", "casebook/cases/pipe-2000.yaml"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(file, 0o600); err != nil {
			t.Skip(err)
		}
	}
	done := make(chan error, 1)
	go func() {
		_, err := Lay(Layer{Name: "ours", Files: os.DirFS(dir)})
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil || strings.Count(err.Error(), "this is no file that holds text") != 3 {
			t.Errorf("told: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for someone to write to a pipe")
	}
}
