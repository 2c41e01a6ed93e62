package clerk_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/audit"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
	"github.com/affiant-project/affiant/internal/vault"
)

// opened is all that can be decrypted in a store with every key that is held: each entry, each row's text, each paper.
func (o *office) opened(s store.Store) string {
	var all strings.Builder
	ctx := context.Background()
	wrapped, err := s.Keys().AllKeys(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	names, err := s.Papers().PaperNames(ctx)
	if err != nil {
		o.t.Fatal(err)
	}
	var said [][]byte // what lines of the trail have sealed within
	var keys []entry.DataKey
	for _, w := range wrapped {
		key, err := o.opts.Ring.Unwrap(w)
		if err != nil {
			o.t.Fatal(err)
		}
		keys = append(keys, key)
		err = s.View(ctx, func(tx store.Tx) error {
			for from := int64(1); ; {
				page, err := tx.Entries(w.Stream, from, 500)
				if err != nil || len(page) == 0 {
					break
				}
				for _, k := range page {
					if text, err := k.Entry.Open(key.SecretOf(k.Stream, k.Seq)); err == nil {
						all.Write(text)
						var line struct{ Said []byte }
						if json.Unmarshal(text, &line) == nil && len(line.Said) > 0 {
							said = append(said, line.Said)
						}
					}
				}
				from = page[len(page)-1].Seq + 1
			}
			rows, err := tx.Rows(store.Query{Limit: 100})
			for _, r := range rows {
				if text, err := vault.OpenField(key, "summary", r.Text); err == nil {
					all.Write(text)
				}
			}
			return err
		})
		if err != nil {
			o.t.Fatal(err)
		}
		for _, n := range names {
			b, err := s.Papers().Paper(ctx, n)
			if err != nil {
				o.t.Fatal(err)
			}
			if plain, err := vault.OpenPaper(b, key, w.Stream); err == nil {
				var text bytes.Buffer
				text.ReadFrom(plain)
				all.Write(text.Bytes())
			}
			b.Close()
		}
	}
	for _, x := range said {
		for _, key := range keys {
			if text, err := vault.OpenField(key, "trail", x); err == nil {
				all.Write(text)
			}
		}
	}
	return all.String()
}

// stands returns those of the words that stand in some bytes, as they are, in hex or in base64.
func stands(in []byte, words []string) (found []string) {
	for _, w := range words {
		forms := []string{w, hex.EncodeToString([]byte(w))}
		for i := range 3 { // of the three places that it can have in base64, what is the same whatever stands around it
			e := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", i) + w))
			forms = append(forms, e[(i*8+5)/6:len(e)-2])
		}
		for _, f := range forms {
			if bytes.Contains(in, []byte(f)) {
				found = append(found, w)
				break
			}
		}
	}
	return found
}

// files is all bytes of all files under a directory.
func files(t *testing.T, dir string) []byte {
	t.Helper()
	var all []byte
	if err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, err2 := os.ReadFile(name)
			all, err = append(append(all, b...), '\n'), err2
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestNowhere plants some two hundred words in a matter, expunges it, and looks for them: in every file of the data directory or a dump of the database, in all that can be
// decrypted with every key that is still held, in search, lists, names, trail and jobs, and in a backup made before that is put back beside today's keys.
func TestNowhere(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		dir := t.TempDir()
		s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		nowhere(t, s, func() []byte { return files(t, dir) })
	})
	t.Run("postgres", func(t *testing.T) {
		server := storetest.Postgres(t)
		dsn := server.Database(t)
		s, err := postgres.Open(t.Context(), postgres.Config{DSN: dsn})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		dump := func() []byte {
			out, err := exec.Command(server.Program("pg_dump"), dsn).Output()
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		nowhere(t, s, dump)
	})
}

// A memory is what someone keeps of matters beside the clerk.
type memory struct{ ids []record.MatterID }

func (m *memory) Matters() []record.MatterID { return slices.Clone(m.ids) }
func (m *memory) Drop(id record.MatterID) {
	m.ids = slices.DeleteFunc(m.ids, func(x record.MatterID) bool { return x == id })
}

// left tells what is kept of a matter that is gone beside its entries: nothing, in lists, search, names or jobs.
func left(t *testing.T, s store.Store, r clerk.Receipt) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if _, err := tx.Row(r.Stream); fault.KindOf(err) != fault.NotFound {
			t.Errorf("it has a row: %v", err)
		}
		if words, err := tx.Words(r.Stream); err != nil || len(words) > 0 {
			t.Errorf("it has %d words in the index; %v", len(words), err)
		}
		list, err := tx.Scan("matters", "", "", 10)
		for _, x := range list {
			if string(x.Value) == string(r.Stream) {
				t.Error("its name leads to it")
			}
		}
		if err != nil {
			return err
		}
		for _, queue := range []string{"webhook told", "destroy"} {
			jobs, err := tx.Claim(queue, time.Now().AddDate(1, 0, 0), time.Minute, 100)
			if err != nil {
				return err
			}
			for _, j := range jobs {
				if j.Stream == r.Stream {
					t.Errorf("a job in %s is of it", queue)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// backedUp copies what a store is into a data directory, without keys.
func backedUp(t *testing.T, s store.Store) store.Store {
	t.Helper()
	b, err := sqlite.Open(t.Context(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	if _, err := relation.Copy(t.Context(), s, b, false); err != nil {
		t.Fatal(err)
	}
	return b
}

// copyKeys puts the keys and tombstones of one store into another.
func copyKeys(t *testing.T, to, from store.Store) {
	t.Helper()
	stones, err := from.Keys().Tombstones(t.Context())
	if err == nil {
		err = to.Keys().Destroy(t.Context(), stones...)
	}
	if err != nil {
		t.Fatal(err)
	}
	list, err := from.Keys().AllKeys(t.Context())
	for _, k := range list {
		err = errors.Join(err, to.Keys().PutKey(t.Context(), k))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func nowhere(t *testing.T, s store.Store, raw func() []byte) {
	o := officeIn(t, s)
	o.open() // another matter, which stays
	if _, err := o.RegisterWebhook(t.Context(), clerk.Caller{Account: "root", Proved: true}, people.WebhookRegistered{Webhook: people.Webhook{ID: "told", URL: "https://told.example", Agency: "rangers"}}); err != nil {
		t.Fatal(err)
	}
	words := o.plant()
	if len(words) < 200 {
		t.Fatalf("%d words were planted", len(words))
	}
	// What is looked for would be found: every word can be decrypted now, and none is to be read without a key.
	if found := stands([]byte(o.opened(s)), words); len(found) != len(words) {
		t.Fatalf("of %d words %d can be decrypted before", len(words), len(found))
	}
	if found := stands(raw(), words); len(found) > 0 {
		t.Fatalf("%d words are readable at rest before: %q", len(found), found)
	}
	hits := 0
	for _, w := range words {
		list, _, err := o.Search(t.Context(), clerk.Caller{Account: "vance"}, w, 5, nil)
		if err != nil {
			t.Fatal(err)
		}
		hits += len(list)
	}
	if hits < 140 {
		t.Fatalf("a search finds %d of the words before", hits)
	}
	var wrapped []string
	keys, err := s.Keys().AllKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before := backedUp(t, s)
	id := record.MatterID(words[1])
	// A Beside is told.
	kept := &memory{ids: []record.MatterID{"ferry", id}}
	o.Beside(kept)
	o.pass(11 * 366 * 24 * time.Hour) // there was an interception
	r, err := o.Do(t.Context(), clerk.Caller{Account: "hart", Proved: true}, clerk.Act{Matter: id, Event: record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(kept.ids) != 1 || kept.ids[0] != "ferry" {
		t.Errorf("in memory beside the clerk there is %q", kept.ids)
	}
	for _, k := range keys {
		if k.Stream == r.Stream {
			wrapped = append(wrapped, string(k.Bytes))
		}
	}
	if len(wrapped) != 1 {
		t.Fatalf("the matter had %d keys", len(wrapped))
	}
	// It is asked for again, by its name, by people who knew it.
	for _, account := range []string{"vance", "other", "hart", "audit"} {
		if _, err := o.Read(t.Context(), clerk.Caller{Account: account}, id, access.ReadDocket, ""); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", account, err)
		}
	}
	look := func(where string, s store.Store, raw []byte) {
		t.Helper()
		if found := stands(raw, words); len(found) > 0 {
			t.Errorf("%s: %d words are readable at rest: %q", where, len(found), found)
		}
		if bytes.Contains(raw, []byte(wrapped[0])) || bytes.Contains(raw, []byte(hex.EncodeToString([]byte(wrapped[0])))) {
			t.Errorf("%s: the wrapped key is there", where)
		}
		plain := o.opened(s)
		if !strings.Contains(plain, "red purse") || !strings.Contains(plain, "Ashford County") {
			t.Fatalf("%s: the other matter, or the roll, could not be decrypted", where)
		}
		if found := stands([]byte(plain), words); len(found) > 0 {
			t.Errorf("%s: %d words can be decrypted with the keys that are held: %q", where, len(found), found)
		}
	}
	look("the store", s, raw())
	for _, w := range words {
		for _, account := range []string{"vance", "archer"} {
			if list, _, err := o.Search(t.Context(), clerk.Caller{Account: account}, w, 5, nil); err != nil || len(list) > 0 {
				t.Fatalf("a search for %q finds %d; %v", w, len(list), err)
			}
		}
	}
	trail, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 500)
	if err != nil || len(trail) < 6 {
		t.Fatalf("%d lines of the trail; %v", len(trail), err)
	}
	if found := stands(fmt.Appendf(nil, "%v", trail), words); len(found) > 0 {
		t.Errorf("the trail says %q", found)
	}
	left(t, s, r)
	trust, err := proof.ParseTrust(o.vkey)
	if err != nil {
		t.Fatal(err)
	}
	check := func(where string, s store.Store) {
		t.Helper()
		a := &audit.Audit{Store: s, Trust: trust, Ring: o.opts.Ring, Derived: func(ctx context.Context, tx store.Tx, list []entry.Stream, found func(where, how string)) (int, error) {
			return clerk.Reckon(ctx, s, o.opts.Ring, nil, tx, list, found)
		}}
		report, err := a.Run(t.Context())
		if err != nil || len(report.Faults) > 0 {
			t.Errorf("%s: %v; %v", where, err, report.Faults)
		}
	}
	check("the store", s)
	// The backup, put back beside today's keys: what it holds of the matter is buried again.
	dir := t.TempDir()
	back, err := sqlite.Open(t.Context(), sqlite.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { back.Close() })
	copyKeys(t, back, s)
	if _, err := relation.Copy(t.Context(), before, back, false); err != nil {
		t.Fatal(err)
	}
	if n, err := clerk.Bury(t.Context(), back); n != 1 || err != nil {
		t.Errorf("%d streams were buried: %v", n, err)
	}
	look("the backup put back", back, files(t, dir))
	left(t, back, r)
	check("the backup put back", back)
}
