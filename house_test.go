// Package affiant_test keeps the house in order: which room may lean on which, which rooms answer from their arguments
// alone, that each says at its door what it is for, and that nothing in the rooms that decide knows an example by name.
//
// It reads the sources itself rather than ask the go tool: go test knows which files a test has opened, and so runs it
// again when one of them changes.
package affiant_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/affiant-project/affiant/"

// floors lists the rooms from the ground up. A room leans only on rooms of a lower floor.
var floors = [][]string{
	{"internal/fault", "internal/foolscap", "client"},
	{"internal/engross", "internal/minutes", "internal/argue", "internal/argue/solve", "internal/diction", "internal/figures", "examples", "bench/process"},
	{"internal/argue/label", "internal/argue/precedent", "internal/argue/proof", "internal/argue/proof/showing", "internal/collation", "internal/record",
		"internal/entry"},
	{"internal/clock"},
	{"internal/argue/why", "internal/argue/inquiry", "internal/doctrine", "internal/transcript", "internal/exchange", "internal/access", "internal/people",
		"internal/ledger/proof", "internal/vault"},
	{"internal/review", "internal/holding", "internal/argue/dung", "internal/argue/aba",
		"internal/ledger", "internal/ledger/proof/aloud"},
	{"internal/brief", "internal/argue/contest",
		"internal/store"},
	{"internal/report", "internal/look", "internal/minutes/otlp",
		"internal/store/relation", "internal/audit", "internal/clerk", "internal/session", "internal/session/voucher"},
	{"internal/moot", "internal/notify"},
	{"internal/web", "internal/api", "internal/hall", "internal/look/aloud", "internal/look/window", "internal/session/passkeytest", "internal/session/voucher/vouchertest", "internal/minutes/minutestest",
		"internal/store/sqlite", "internal/store/postgres", "internal/store/storetest"},
	{"cmd/affiant", "cmd/verifier", "internal/argue/arguetest", "internal/record/recordtest", "bench", "bench/sat", "bench/argue", "bench/aba", "bench/scale", "bench/docket"},
}

// open are the rooms that may touch the world: the clock, the disk, the network, the environment, chance. All others are
// pure.
var open = []string{"internal/look", "internal/look/aloud", "internal/look/window", "internal/minutes/otlp", "internal/web", "internal/api", "internal/hall", "internal/session/passkeytest", "internal/session/voucher", "internal/session/voucher/vouchertest", "internal/notify", "client", "cmd/affiant", "cmd/verifier", "internal/argue/arguetest", "internal/record/recordtest", "bench", "bench/sat", "bench/argue", "bench/aba", "bench/scale", "bench/docket", "bench/process",
	"internal/store/relation", "internal/store/sqlite", "internal/store/postgres", "internal/store/storetest"}

// worldly are the packages through which a room could reach the world. An entry that ends in a slash stands for all
// below it.
var worldly = []string{
	"os", "os/", "net", "net/", "database/", "log", "log/", "syscall", "unsafe", "plugin", "testing", "flag",
	"io/ioutil", "math/rand", "math/rand/", "crypto/rand", "runtime/", "expvar",
}

// moods are the functions of package time that ask the clock, or wait for it.
var moods = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// mostLines is how long a file may be. Most are under 250.
const mostLines = 450

// A room is one package, as its files declare it.
type room struct {
	purpose []string // the files that have a package comment
	imports []string
	clock   []string // where it asks the clock
	prints  []string // where it prints to the terminal
	starts  []string // where it has an init function
	files   map[string]*ast.File
}

// sources reads every file of the tree whose name keep accepts, leaving out hidden folders and, unless data is set,
// testdata.
func sources(t *testing.T, data bool, keep func(name string) bool) map[string][]byte {
	t.Helper()
	list := make(map[string][]byte)
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			hidden := name != "." && strings.HasPrefix(d.Name(), ".")
			if hidden || !data && d.Name() == "testdata" || name == "bin" {
				return fs.SkipDir
			}
			return nil
		}
		if !keep(name) {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		list[name] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// rooms parses every package of the tree, tests left out.
func rooms(t *testing.T) map[string]*room {
	t.Helper()
	list := make(map[string]*room)
	texts := sources(t, false, func(name string) bool {
		return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
	})
	for name, text := range texts {
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		r := list[path.Dir(name)]
		if r == nil {
			r = &room{files: make(map[string]*ast.File)}
			list[path.Dir(name)] = r
		}
		r.read(name, f)
	}
	return list
}

// read adds one file to the room.
func (r *room) read(name string, f *ast.File) {
	r.files[name] = f
	if f.Doc != nil {
		r.purpose = append(r.purpose, name)
	}
	for _, spec := range f.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			r.imports = append(r.imports, p)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			x, _ := n.X.(*ast.Ident)
			switch {
			case x == nil:
			case x.Name == "time" && slices.Contains(moods, n.Sel.Name):
				r.clock = append(r.clock, name)
			case x.Name == "fmt" && strings.HasPrefix(n.Sel.Name, "Print"):
				r.prints = append(r.prints, name)
			}
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				r.starts = append(r.starts, name)
			}
		}
		return true
	})
}

func TestArrowsPointDown(t *testing.T) {
	list := rooms(t)
	floor := make(map[string]int)
	for i, names := range floors {
		for _, name := range names {
			floor[name] = i
			if list[name] == nil {
				t.Errorf("floors names %s, which holds no Go files", name)
			}
		}
	}
	for name, r := range list {
		here, ok := floor[name]
		if !ok {
			t.Errorf("%s stands on no floor; give it one in floors", name)
			continue
		}
		for _, imp := range r.imports {
			below, ours := strings.CutPrefix(imp, module)
			if f, ok := floor[below]; ours && (!ok || f >= here) {
				t.Errorf("%s leans on %s, which is not below it", name, below)
			}
		}
	}
}

// TestLedgerIsCheckedApart: whoever checks what the ledger promised needs neither the office nor its database.
func TestLedgerIsCheckedApart(t *testing.T) {
	r := rooms(t)["internal/ledger/proof"]
	if r == nil {
		t.Fatal("internal/ledger/proof holds no Go files")
	}
	for _, imp := range r.imports {
		ours := strings.HasPrefix(imp, module)
		if ours && imp != module+"internal/entry" && imp != module+"internal/fault" || !ours && strings.Contains(strings.Split(imp, "/")[0], ".") && !strings.HasPrefix(imp, "golang.org/x/mod/sumdb/") {
			t.Errorf("internal/ledger/proof leans on %s; it may lean only on entries, golang.org/x/mod/sumdb and the standard library", imp)
		}
	}
}

// TestCheckersStandAlone: what checks an answer shares nothing with what finds it.
func TestCheckersStandAlone(t *testing.T) {
	list := rooms(t)
	for _, name := range []string{"internal/argue/proof", "internal/argue/proof/showing"} {
		if list[name] == nil {
			t.Errorf("%s holds no Go files", name)
			continue
		}
		for _, imp := range list[name].imports {
			if strings.HasPrefix(imp, module) && imp != module+"internal/argue" || strings.Contains(strings.Split(imp, "/")[0], ".") && !strings.HasPrefix(imp, module) {
				t.Errorf("%s leans on %s; it may lean only on internal/argue and the standard library", name, imp)
			}
		}
	}
}

func TestPureRooms(t *testing.T) {
	list := rooms(t)
	for _, name := range open {
		if list[name] == nil {
			t.Errorf("open names %s, which holds no Go files", name)
		}
	}
	for name, r := range list {
		if slices.Contains(open, name) {
			continue
		}
		for _, imp := range r.imports {
			reaches := func(w string) bool {
				return imp == w || strings.HasSuffix(w, "/") && strings.HasPrefix(imp, w)
			}
			if slices.ContainsFunc(worldly, reaches) {
				t.Errorf("%s imports %s; pass what it needs as an argument", name, imp)
			}
		}
		for _, file := range r.clock {
			t.Errorf("%s asks the clock; take the time as an argument", file)
		}
		for _, file := range r.prints {
			t.Errorf("%s prints; return what there is to say", file)
		}
	}
}

func TestEveryRoomSaysItsPurpose(t *testing.T) {
	for name, r := range rooms(t) {
		if len(r.purpose) != 1 {
			slices.Sort(r.purpose)
			t.Errorf("%s has %d package comments %v; it needs one", name, len(r.purpose), r.purpose)
		}
	}
}

func TestNothingStartsByItself(t *testing.T) {
	for _, r := range rooms(t) {
		for _, file := range r.starts {
			t.Errorf("%s has an init function; put what it registers into a list", file)
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	goFile := func(name string) bool { return strings.HasSuffix(name, ".go") }
	for name, text := range sources(t, false, goFile) {
		if n := bytes.Count(text, []byte("\n")); n > mostLines {
			t.Errorf("%s has %d lines; does it still hold one idea?", name, n)
		}
	}
}

func TestNothingIsLeftOver(t *testing.T) {
	// Written apart, so that this file does not find itself.
	marks := []string{"TO" + "DO", "FIX" + "ME", "X" + "XX", "not " + "implemented", "/wo" + "rk/", "GO" + "PROXY="}
	text := func(name string) bool {
		return slices.Contains([]string{".go", ".md", ".sh", ".yaml", ".html", ".css", ".js", ".txtar", ""}, path.Ext(name))
	}
	for name, text := range sources(t, true, text) {
		if strings.Contains(name, "testdata/fuzz/") {
			continue
		}
		for _, m := range marks {
			if bytes.Contains(text, []byte(m)) {
				t.Errorf("%s says %q", name, m)
			}
		}
	}
}
