package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestReplaceThroughLink writes to the file that a link leads to, and leaves the link a link.
func TestReplaceThroughLink(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.yaml"), filepath.Join(dir, "link.yaml")
	if err := os.WriteFile(real, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.yaml", link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := replace(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(real)
	info, linkErr := os.Lstat(link)
	if err != nil || linkErr != nil || string(got) != "new" || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the file holds %q (%v), and the link is %v (%v)", got, err, info.Mode(), linkErr)
	}
}
