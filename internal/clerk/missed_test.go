package clerk_test

import (
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store/sqlite"
)

// TestMissed: what is not there and should be, or is there and should not, is named too: the cells that say which streams are the station's own, without which nothing could be
// held against anything; a paper that a source names; and the key of a matter that was expunged, put back from a copy made before. Its destruction is ordered anew.
func TestMissed(t *testing.T) {
	dir := t.TempDir()
	s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, sqlite.RecordFile)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	o := officeIn(t, s)
	o.toWarrant()
	x, err := o.KeepExhibit(t.Context(), clerk.Caller{Account: "vance"}, "ferry", "audio/wav", strings.NewReader("the reel"))
	if err != nil {
		t.Fatal(err)
	}
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "reel", Kind: "recording", Printed: "none", Exhibits: []record.Exhibit{x}}})
	ring := o.opts.Ring
	found := func() string {
		t.Helper()
		_, list := audited(t, s, ring)
		return list
	}

	run := func(q ...string) {
		t.Helper()
		for _, q := range q {
			if _, err := db.Exec(q); err != nil {
				t.Fatalf("%s: %v", q, err)
			}
		}
	}
	if f := found(); f != "" {
		t.Fatal(f)
	}
	run(`CREATE TABLE was AS SELECT * FROM cell`)
	for _, name := range []string{"", "roll", "trail", "desk", "index"} {
		run(`DELETE FROM cell WHERE bucket = 'station' AND (name = '` + name + `' OR '` + name + `' = '')`)
		if f := found(); !strings.Contains(f, "altered view") || !strings.Contains(f, "could not be derived anew") {
			t.Errorf("without the cell %q of the station: %q", name, f)
		}
		run(`DELETE FROM cell`, `INSERT INTO cell SELECT * FROM was`)
	}
	paper := filepath.Join(dir, sqlite.PaperDir, x.Name[:2], x.Name)
	if err := os.Rename(paper, paper+".away"); err != nil {
		t.Fatal(err)
	}
	if f := found(); !strings.Contains(f, "the paper "+x.Name+", which one of its sources names, is not there") {
		t.Errorf("without the paper: %q", f)
	}
	if err := os.Rename(paper+".away", paper); err != nil {
		t.Fatal(err)
	}

	// A copy of the keys is put back that knows nothing of the destruction.
	copied, err := s.Keys().AllKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill", By: "grand jury"}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "archer"}})
	o.do("dole", record.Requested{Request: record.Request{ID: "clear", By: "dole", For: "expungement"}})
	o.do("hart", record.RequestAnswered{Request: "clear", Reply: record.Reply{By: "hart", Act: "granted"}})
	last := o.do("hart", record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}})
	if f := found(); f != "" {
		t.Fatal(f)
	}
	keys, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, sqlite.KeyFile)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer keys.Close()
	if _, err := keys.Exec(`DELETE FROM tombstone`); err != nil {
		t.Fatal(err)
	}
	for _, k := range copied {
		if k.Stream == last.Stream {
			if err := s.Keys().PutKey(t.Context(), k); err != nil {
				t.Fatal(err)
			}
		}
	}
	if f := found(); !strings.Contains(f, "its key is there, with nothing that will destroy it") {
		t.Errorf("with the key of an expunged matter put back: %q", f)
	}
	if done, err := clerk.Rederive(t.Context(), s, ring, nil, rand.Reader, func(clerk.Rederived) {}); err != nil || done.Mended != 1 {
		t.Errorf("%+v, %v", done, err)
	}
	if f := found(); f != "" {
		t.Errorf("its destruction was ordered anew: %q", f)
	}
	if n, err := o.Work(t.Context()); err != nil || n != 1 {
		t.Errorf("%d jobs, %v", n, err)
	}
	if _, err := s.Keys().Key(t.Context(), last.Stream, "k1"); err == nil {
		t.Error("the key is still there")
	}
	if f := found(); f != "" {
		t.Error(f)
	}
}
