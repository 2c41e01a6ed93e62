package hall_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/look/aloud"
)

// The editor with its marks on both sides, the gate, the bench and a live warrant are read aloud as they were when someone last heard them.
// AFFIANT_UPDATE=1 writes what is heard anew: read it before it is kept.
func TestReadAloud(t *testing.T) {
	s := newStation(t)
	s.draftStation()
	s.bench("mill")
	s.warrant("pier")
	b := s.sit()
	b.run(screen(wide, tall, light))
	now := ""
	for _, x := range []struct{ name, account, path string }{
		{"editor", "vance", ferryEdit + "?n=2"}, {"gate", "vance", "/matters/ferry/applications/purse/gate"},
		{"bench", "hart", "/matters/mill/applications/purse/bench?questions=shown"}, {"warrant", "pratt", "/matters/pier/applications/purse/warrants"},
	} {
		if x.account != now {
			b.signIn(x.account)
			now = x.account
		}
		b.visit(x.path)
		if x.name == "editor" {
			b.until(`document.querySelector('[data-noscript]').hidden`)
		}
		got, err := aloud.Page(b.ctx, "main")
		if err != nil {
			t.Fatal(err)
		}
		at := filepath.Join("testdata", "aloud", x.name+".txt")
		if os.Getenv("AFFIANT_UPDATE") != "" {
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(at)
		if err != nil {
			t.Fatal(err)
		}
		a, c := strings.Split(string(want), "\n"), strings.Split(got, "\n")
		for i := range min(len(a), len(c)) {
			if a[i] != c[i] {
				t.Errorf("%s is heard otherwise, in line %d:\n- %s\n+ %s", x.path, i+1, a[i], c[i])
				break
			}
		}
		if len(a) != len(c) {
			t.Errorf("%s is heard in %d lines, and was in %d", x.path, len(c), len(a))
		}
	}
}
