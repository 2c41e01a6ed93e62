package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	docket "github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
	"github.com/affiant-project/affiant/internal/vault"
)

// layStore makes a data directory with a few acts in two matters, and beside it the keys that fsck is given.
func layStore(t testing.TB, dir string) (gone docket.Stream) {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, sqlite.Config{Dir: filepath.Join(dir, "data")})
	if err != nil {
		t.Fatal(err)
	}
	m := storetest.NewMaker(t, s)
	for range 2 {
		stream, err := m.Stream(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if _, err := m.Act(ctx, stream, "what was sworn"); err != nil {
				t.Fatal(err)
			}
		}
		gone = stream
	}
	err = errors.Join(s.Close(),
		os.WriteFile(filepath.Join(dir, "court.key"), []byte(m.Trust.Keys()[0]), 0o600),
		os.WriteFile(filepath.Join(dir, "master.keys"), []byte(vault.FormatKey("m1", [32]byte{7})), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return gone
}

// does runs a command line, and returns its exit code and what it printed.
func does(args ...string) (int, string) {
	var out bytes.Buffer
	w := &world{in: strings.NewReader(""), out: &out, err: &out, getenv: func(string) string { return "" }}
	return w.run(args), out.String()
}

// TestStoreLife backs a store up, expunges a matter, puts the backup back, and moves all of it to PostgreSQL, with the
// commands for it; fsck goes through each.
func TestStoreLife(t *testing.T) {
	dir := t.TempDir()
	gone := layStore(t, dir)
	at := func(name string) string { return filepath.Join(dir, name) }
	run := func(want int, says string, args ...string) {
		t.Helper()
		if code, out := does(args...); code != want || !strings.Contains(out, says) {
			t.Errorf("%v: exits with %d and says %s; want %d and %q", args, code, out, want, says)
		}
	}
	keys := []string{"--key", at("court.key"), "--master", at("master.keys")}
	fsck := func(want int, says string, args ...string) {
		t.Helper()
		run(want, says, append(append([]string{"fsck"}, args...), keys...)...)
	}
	fsck(0, "10 entries in 2 streams, 10 opened, 0 whose key was destroyed, 0 papers", "--data", at("data"))
	run(0, "without keys", "backup", "--data", at("data"), at("backup"))
	run(2, "is there already", "backup", "--data", at("data"), at("backup"))
	fsck(1, "the keys of matters: words do not open: none is there, and no order to destroy one", "--data", at("backup"))

	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: at("data")})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Keys().Destroy(context.Background(), vault.Tombstone{Stream: gone, Key: "k1", Destroyed: time.Unix(1, 0).UTC()})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	run(2, "is not empty", "restore", "--data", at("data"), at("backup"))
	if err := errors.Join(os.Mkdir(at("new"), 0o700), os.Rename(at("data/keys.db"), at("new/keys.db"))); err != nil {
		t.Fatal(err)
	}
	run(0, "1 stream was expunged since", "restore", "--data", at("new"), at("backup"))
	fsck(0, "5 opened, 5 whose key was destroyed", "--data", at("new"))

	// One byte.
	db, err := sql.Open("sqlite3", "file:"+at("backup/record.db"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec(`UPDATE entry SET recorded = recorded - 1000000 WHERE leaf = 4`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	fsck(1, "time went backwards", "--data", at("backup"))
	fsck(1, "what follows from that (", "--data", at("backup"))
	fsck(1, "what follows from that:\n", "--data", at("backup"), "--all")
	fsck(1, "\"follows\": [", "--data", at("backup"), "--json")

	run(2, "is no data directory", "fsck", "--data", at("nothing"))
	run(2, "one of them", "fsck")
	run(2, "cannot be read; expected postgres://", "fsck", "--database", "postgres://a:secret@b:c/d")
	run(2, "expected --from-data DIR", "import", "--data", at("x"))
	if _, err := os.Stat(at("nothing")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("fsck has made a directory")
	}

	// The keys are copied by backup --keys, apart, while a server has their newest in a log beside them; and put back only where there are none.
	kept, err := sqlite.Open(context.Background(), sqlite.Config{Dir: at("new")})
	if err != nil {
		t.Fatal(err)
	}
	m := storetest.NewMaker(t, kept)
	late, err := m.Stream(context.Background())
	if err == nil {
		_, err = m.Act(context.Background(), late, "what was sworn late")
	}
	if err != nil {
		t.Fatal(err)
	}
	run(2, "expected a directory apart from it", "backup", "--data", at("new"), at("second"), "--keys", at("second/keys"))
	run(2, "is there already", "backup", "--data", at("new"), at("second"), "--keys", at("backup"))
	run(0, "without keys; 2 wrapped keys in "+at("safe"), "backup", "--data", at("new"), at("second"), "--keys", at("safe"))
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"new/record.db", "new/keys.db", "second/record.db", "safe/keys.db"} {
		if info, err := os.Stat(at(name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; want one that its owner alone reads", name, info.Mode(), err)
		}
	}
	run(2, "has no keys.db", "restore", "--data", at("third"), at("second"), "--keys", at("second-none"))
	run(0, "2 keys put back\nnote: no master keys are at hand", "restore", "--data", at("fourth"), at("second"), "--keys", at("safe"))
	if err := os.WriteFile(at("other.keys"), []byte(vault.FormatKey("m1", [32]byte{8})), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, "warning: none of the 2 keys that were put back opens under the master keys at hand, so nothing that is restored can be read; they were wrapped under m1", "restore", "--data", at("fifth"), at("second"), "--keys", at("safe"), "--master", at("other.keys"))
	if code, out := does("restore", "--data", at("sixth"), at("second"), "--keys", at("safe"), "--master", at("master.keys")); code != 0 || strings.Contains(out, "warning") || strings.Contains(out, "note") {
		t.Errorf("%d %s", code, out)
	}
	fsck(0, "11 entries in 3 streams, 6 opened, 5 whose key was destroyed", "--data", at("fourth"))
	if err := errors.Join(os.Remove(at("fourth/record.db"))); err != nil {
		t.Fatal(err)
	}
	run(2, "there are keys already", "restore", "--data", at("fourth"), at("second"), "--keys", at("safe"))

	dsn := storetest.Postgres(t).Database(t)
	run(0, "2 keys", "import", "--from-data", at("new"), "--database", dsn)
	run(2, "is not empty", "import", "--from-data", at("new"), "--database", dsn)
	fsck(0, "11 entries in 3 streams, 6 opened, 5 whose key was destroyed", "--database", dsn)
	run(0, "", "migrate", "--database", dsn, "--after")
	run(0, "2 keys", "import", "--from-database", dsn, "--data", at("back"))
	fsck(0, "11 entries in 3 streams, 6 opened, 5 whose key was destroyed", "--data", at("back"))
}
