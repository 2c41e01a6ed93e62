package postgres_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

// unsynced marks where commits are acknowledged before they are synced.
const unsynced = "unsynced "

func openUnder(where string) (store.Store, error) {
	c := postgres.Config{DSN: strings.TrimPrefix(where, unsynced)}
	if c.DSN != where {
		c.Settings = map[string]string{"synchronous_commit": "off"}
	}
	return postgres.Open(context.Background(), c)
}

func TestMain(m *testing.M) { storetest.Main(m, openUnder) }

func crash(s *storetest.Server, where string, server bool) *storetest.Crash {
	c := &storetest.Crash{Where: where, Open: func(t testing.TB) store.Store {
		db, err := openUnder(where)
		if err != nil {
			t.Fatal(err)
		}
		return db
	}}
	if server {
		c.Kill = func(testing.TB, *exec.Cmd) error { s.Kill(); return nil }
		c.Again = func(t testing.TB) {
			if err := s.Start(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return c
}

// TestKilled kills a node under load, and then the server and all its processes.
func TestKilled(t *testing.T) {
	s := storetest.Postgres(t, "recovery_init_sync_method=syncfs")
	times := storetest.Kills()
	for _, what := range []string{"node", "server"} {
		t.Run(what, func(t *testing.T) {
			acked, faults := crash(s, s.Database(t), what == "server").Run(t, times)
			if len(faults) == 0 {
				t.Logf("%s killed %d times under load; of %d acts acknowledged none was lost", what, times, acked)
			}
			for _, f := range faults {
				t.Error(f)
			}
		})
	}
}

// TestKilledUnsynced holds that the test above can fail: where commits are acknowledged before they are written, acts
// are lost.
func TestKilledUnsynced(t *testing.T) {
	s := storetest.Postgres(t, "wal_writer_delay=10000")
	_, faults := crash(s, unsynced+s.Database(t), true).Run(t, 10)
	if len(faults) == 0 {
		t.Error("nothing was lost: the test does not test")
	} else {
		t.Logf("with syncs switched off, as it should be: %s", faults[0])
	}
}

// TestUnsafeServer: a server that could lose what it has acknowledged is refused.
func TestUnsafeServer(t *testing.T) {
	s := storetest.Postgres(t, "fsync=off")
	db, err := postgres.Open(context.Background(), postgres.Config{DSN: s.Database(t)})
	if err == nil {
		db.Close()
		t.Fatal("opened with fsync off")
	}
	if !strings.Contains(err.Error(), "fsync off") {
		t.Error(err)
	}
}

// TestResumes: a node whose server was killed, and is there again, goes on by itself. An act that was asked for meanwhile is
// kept once the server answers.
func TestResumes(t *testing.T) {
	s := storetest.Postgres(t, "recovery_init_sync_method=syncfs")
	db := openAt(t, postgres.Config{DSN: s.Database(t)})
	m := storetest.NewMaker(t, db)
	a, err := m.Stream(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	before, err := m.Act(context.Background(), a, "before")
	if err != nil {
		t.Fatal(err)
	}
	s.Kill()
	type kept struct {
		x   storetest.Acked
		err error
	}
	told := make(chan kept)
	go func() {
		x, err := m.Act(context.Background(), a, "meanwhile")
		told <- kept{x, err}
	}()
	time.Sleep(100 * time.Millisecond)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	meanwhile := <-told
	if meanwhile.err != nil {
		t.Fatal(meanwhile.err)
	}
	after, err := m.Act(context.Background(), a, "after")
	if err != nil {
		t.Fatal(err)
	}
	var lost []string
	for range 10 { // the connections of readers find out one by one that they were lost
		if lost, _, err = m.Lost(context.Background(), []storetest.Acked{before, meanwhile.x, after}, true); err == nil {
			break
		}
	}
	if err != nil || len(lost) > 0 || after.Seq != 3 {
		t.Errorf("%v, %q, %+v", err, lost, after)
	}
}
