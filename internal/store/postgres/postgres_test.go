package postgres_test

import (
	"context"
	"testing"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

func opener(s *storetest.Server) func(testing.TB) store.Store {
	return func(t testing.TB) store.Store {
		t.Helper()
		return openAt(t, postgres.Config{DSN: s.Database(t)})
	}
}

func openAt(t testing.TB, c postgres.Config) store.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), c)
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

func TestStore(t *testing.T) { storetest.Run(t, opener(storetest.Postgres(t))) }
