package main

import (
	"context"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
)

// On a disk whose syncs are slow nothing is kept faster than one of them takes.
func TestSlowSyncs(t *testing.T) {
	const atLeast = 30 * time.Millisecond
	ctx := context.Background()
	s, err := sqlite.Open(ctx, sqlite.Config{Dir: t.TempDir(), VFS: slowVFS(atLeast)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 3 {
		begun := time.Now()
		if err := s.Update(ctx, func(tx store.Tx) error { return tx.Put("bench", "cell", []byte{byte(i)}) }); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begun); took < atLeast {
			t.Errorf("kept within %s, and a sync takes %s", took, atLeast)
		}
	}
	if slowVFS(0) != "" {
		t.Error("where nothing is asked the disk is another")
	}
}
