package main

import (
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
)

// TestRederive: a row that an earlier version derived otherwise, or that was changed, is named by fsck, which says what to do; migrate --rederive does it, once.
func TestRederive(t *testing.T) {
	k := newKeeper(t)
	k.act(secrets{}, "rangers")
	w := &world{getenv: func(string) string { return "" }}
	err := place{data: k.dir}.with(t.Context(), false, func(s store.Store) error {
		o, err := w.options(s, secrets{}.in(k.dir))
		if err != nil {
			return err
		}
		st, err := openStation(t.Context(), o, manner{log: slog.New(slog.NewTextHandler(io.Discard, nil))})
		if err != nil {
			return err
		}
		for _, e := range []people.Event{people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}},
			people.AccountInvited{ID: "vance", Name: "Ruth Vance"}} {
			if err := st.clerk.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
				return err
			}
		}
		if err := st.clerk.Join(t.Context(), "vance"); err != nil {
			return err
		}
		if err := st.clerk.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, people.PostGiven{ID: "vance", Post: people.Post{Role: record.Affiant, Agency: "rangers"}}); err != nil {
			return err
		}
		for _, id := range []record.MatterID{"ferry", "barge"} {
			if _, err := st.clerk.Do(t.Context(), clerk.Caller{Account: "vance"}, clerk.Act{Matter: id, Event: record.MatterOpened{ID: id, Title: "The ferry", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var errs syncBuffer
	// served serves it for a moment, and returns whether its log says to derive anew.
	served := func() bool {
		t.Helper()
		errs.Reset()
		p := startServed(t, &world{err: &errs, getenv: func(string) string { return "" }}, service{at: place{data: k.dir}, addr: "127.0.0.1:0", form: "text"})
		p.stop()
		return strings.Contains(errs.String(), `run="affiant migrate --rederive"`)
	}
	if served() {
		t.Errorf("a store that this release has made is said to be another's: %s", errs.String())
	}
	fsck := []string{"fsck", "--data", k.dir, "--key", filepath.Join(k.dir, trustFile), "--master", filepath.Join(k.dir, masterFile)}
	again := []string{"migrate", "--data", k.dir, "--rederive"}
	k.has(k.run(0, fsck...), "2 matters derived anew")
	k.has(k.run(0, again...), ", 0 put right, 0 names put right")
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(k.dir, sqlite.RecordFile))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	do := func(list ...string) {
		t.Helper()
		for _, q := range list {
			if _, err := db.Exec(q); err != nil {
				t.Fatal(err)
			}
		}
	}
	do(`UPDATE listed SET stage = 'live'`, `DELETE FROM word`, `DELETE FROM cell WHERE bucket = 'matters'`,
		`DELETE FROM cell WHERE bucket = 'station' AND name = 'derived'`) // as a release left it that did not say
	if !served() {
		t.Errorf("it is served without a word of what another release derived: %s", errs.String())
	}
	k.has(k.run(1, fsck...), "altered view", "affiant migrate --rederive", "the log is what was entered, AND WHAT IS KEPT BESIDE IT IS NOT")
	do(`CREATE TABLE was AS SELECT leaf, sealed FROM entry WHERE stream = (SELECT MIN(stream) FROM listed)`, `UPDATE entry SET sealed = x'00' WHERE leaf IN (SELECT leaf FROM was)`) // a matter cannot be read
	k.has(k.run(1, again...), ", 1 put right", "1 stream could not be derived", "does not mark the store as derived by this release")
	if !served() {
		t.Errorf("a matter was not derived anew, and it is served without a word of that: %s", errs.String())
	}
	do(`UPDATE entry SET sealed = (SELECT sealed FROM was WHERE was.leaf = entry.leaf) WHERE leaf IN (SELECT leaf FROM was)`, `DROP TABLE was`)
	k.has(k.run(0, again...), ", 1 put right, 1 name put right")
	if served() {
		t.Errorf("it was derived anew, and is said not to be: %s", errs.String())
	}
	if out := k.run(0, fsck...); strings.Contains(out, "--rederive") {
		t.Error(out)
	}
	k.has(k.run(0, again...), ", 0 put right, 0 names put right")
	k.has(k.run(2, append(again, "--master", filepath.Join(k.dir, "nowhere"))...), "nowhere")
	none := filepath.Join(k.dir, "none")
	for _, args := range [][]string{{"migrate", "--data", none, "--rederive"}, {"migrate", "--data", none}} {
		k.has(k.run(2, args...), "is no data directory")
	}
	if _, err := os.Stat(none); !errors.Is(err, fs.ErrNotExist) {
		t.Error("migrate has made a directory")
	}
}
