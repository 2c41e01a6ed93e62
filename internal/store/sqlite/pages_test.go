package sqlite_test

import (
	"fmt"
	"testing"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

// TestPagesRead: a page of a list or of a search is read from as many pages of the disk with very many rows as with few, whoever asks, wherever it begins, and if
// all changed at nearly the same time.
func TestPagesRead(t *testing.T) {
	n := 0
	storetest.Asks(t, []int{1500, 9_000}, func(t testing.TB) storetest.Counted {
		r := &recorder{VFS: vfs.Find("os")}
		n++
		name := fmt.Sprint("pages", n)
		vfs.Register(name, r)
		dir := t.TempDir()
		t.Cleanup(func() { vfs.Unregister(name) })
		return storetest.Counted{What: "pages of the disk", Read: r.read.Load, Again: func() store.Store {
			s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: dir, VFS: name, Brief: true})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}}
	})
}
