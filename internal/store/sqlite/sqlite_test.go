package sqlite_test

import (
	"context"
	"testing"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

func open(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, open) }
