package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // as "pgx"
)

// Required reports whether AFFIANT_REQUIRE names a tool: then a test that wants it may not be skipped.
func Required(tool string) bool {
	return slices.Contains(strings.Split(os.Getenv("AFFIANT_REQUIRE"), ","), tool)
}

// A Server is a PostgreSQL of the tests' own, in a directory that goes with it. It listens on a socket only.
type Server struct {
	dir      string
	bin      string
	settings []string
	run      *exec.Cmd
	gone     <-chan struct{}
	guard    io.Closer // while it is open, the server may live
	made     atomic.Int64
}

// Postgres starts a server for a test, or skips the test if none is installed and none is required. AFFIANT_POSTGRES names
// the directory of its programs; else they are looked for. settings are name=value.
func Postgres(t testing.TB, settings ...string) *Server {
	t.Helper()
	bin, err := programs()
	if err != nil {
		if Required("postgres") {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	dir, err := os.MkdirTemp("", "affiant-pg-") // not t.TempDir: a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return in(t, bin, dir, settings)
}

// PostgresIn is Postgres in a directory that stays, with what another such server has left there. A socket's path has to be short, and so
// that of the directory.
func PostgresIn(t testing.TB, dir string, settings ...string) *Server {
	t.Helper()
	bin, err := programs()
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
	return in(t, bin, dir, settings)
}

// in starts a server in a directory, and makes its data if there are none.
func in(t testing.TB, bin, dir string, settings []string) *Server {
	t.Helper()
	s := &Server{dir: dir, bin: bin, settings: settings}
	if err := own(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(s.data(), "PG_VERSION")); err != nil {
		c := s.command("initdb", "-D", s.data(), "-U", "affiant", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("initdb: %v\n%s", err, out)
		}
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

// programs returns the directory of PostgreSQL's programs.
func programs() (string, error) {
	var dirs []string
	if d := os.Getenv("AFFIANT_POSTGRES"); d != "" {
		dirs = append(dirs, d)
	}
	if p, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	list, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	for _, d := range append(dirs, list...) {
		if _, err := os.Stat(filepath.Join(d, "initdb")); err == nil {
			return d, nil
		}
	}
	return "", errors.New("PostgreSQL is not installed, and this test starts one of its own; AFFIANT_POSTGRES names the directory of its programs")
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// unprivileged returns whom the server runs as: it refuses to run as root.
func unprivileged() (uid, gid int, err error) {
	if os.Geteuid() != 0 {
		return os.Geteuid(), os.Getegid(), nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, err1 := strconv.Atoi(u.Uid)
			gid, err2 := strconv.Atoi(u.Gid)
			return uid, gid, errors.Join(err1, err2)
		}
	}
	return 0, 0, errors.New("there is no user postgres or nobody to run a server as")
}

func own(dir string) error {
	uid, gid, err := unprivileged()
	if err != nil || os.Geteuid() != 0 {
		return err
	}
	return os.Chown(dir, uid, gid)
}

// Start starts the server, and waits until it answers. After a kill it may have to wait for what is left of the one before.
func (s *Server) Start() error {
	args := []string{"-D", s.data(), "-k", s.dir, "-c", "listen_addresses="}
	for _, x := range s.settings {
		args = append(args, "-c", x)
	}
	for end := time.Now().Add(time.Minute); ; {
		gone, err := s.launch(args)
		if err != nil {
			return err
		}
		for ended := false; !ended && time.Now().Before(end); {
			if s.answers() {
				return nil
			}
			select {
			case <-gone:
				ended = true
			case <-time.After(20 * time.Millisecond):
			}
		}
		if time.Now().After(end) {
			text, err := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server does not answer: %s %v", text, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// launch launches the server, and returns a channel that is closed when it has ended.
func (s *Server) launch(args []string) (<-chan struct{}, error) {
	log, err := os.Create(filepath.Join(s.dir, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	s.run = s.command("postgres", args...)
	s.run.Stderr = log
	if err := s.run.Start(); err != nil {
		return nil, err
	}
	// If the tests are killed, their end of the pipe closes, and the server goes with them.
	guard := exec.Command("sh", "-c", `cat >/dev/null; kill -QUIT "$0" 2>/dev/null`, strconv.Itoa(s.run.Process.Pid))
	if s.guard, err = guard.StdinPipe(); err != nil {
		return nil, err
	}
	if err := guard.Start(); err != nil {
		return nil, err
	}
	go guard.Wait()
	gone := make(chan struct{})
	s.gone = gone
	go func(c *exec.Cmd) { c.Wait(); close(gone) }(s.run)
	return gone, nil
}

func (s *Server) answers() bool {
	db, err := sql.Open("pgx", s.dsn("postgres"))
	if err != nil {
		return false
	}
	defer db.Close()
	return db.Ping() == nil
}

// Kill kills the server and all its processes at once, as a loss of power would, but for what the machine has in memory.
func (s *Server) Kill() {
	if s.run == nil {
		return
	}
	s.killAll()
	<-s.gone
	s.run = nil
	s.guard.Close()
}

// Database makes a new database, and returns where it is.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	db, err := sql.Open("pgx", s.dsn("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("t%d", s.made.Add(1))
	if _, err := db.Exec(`CREATE DATABASE ` + name); err != nil {
		t.Fatal(err)
	}
	return s.dsn(name)
}

// Named returns where the database of a name is, and makes it if it is not there.
func (s *Server) Named(t testing.TB, name string) string {
	t.Helper()
	db, err := sql.Open("pgx", s.dsn("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRow(`SELECT count(*) FROM pg_database WHERE datname = $1`, name).Scan(&n); err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		if _, err := db.Exec(`CREATE DATABASE ` + name); err != nil {
			t.Fatal(err)
		}
	}
	return s.dsn(name)
}

func (s *Server) dsn(name string) string {
	return "postgres:///" + name + "?user=affiant&host=" + url.QueryEscape(s.dir)
}

// Program returns another program of the same installation, as pg_dump.
func (s *Server) Program(name string) string { return filepath.Join(s.bin, name) }
