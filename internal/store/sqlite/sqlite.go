// Package sqlite keeps the record in a data directory: SQLite for entries and lists, SQLite again, in a file of its own, for
// the wrapped keys, and files for papers. There is nothing to set up.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/ncruces/go-sqlite3"
	_ "github.com/ncruces/go-sqlite3/driver" // as "sqlite3"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
)

// The files of a data directory.
const (
	RecordFile = "record.db"
	KeyFile    = "keys.db"
	PaperDir   = "papers"
)

//go:embed migrations/*.sql keys/*.sql
var files embed.FS

// A Config says where the data directory is.
type Config struct {
	Dir   string
	Phase relation.Phase // of the migrations to run; "" is relation.Before

	// VFS is the SQLite file system to use, by the name under which it is registered; "" is the machine's.
	VFS string

	// Brief is for a store that need not outlive the machine, such as one in which someone only looks about: nothing waits for the disk, and
	// what was acknowledged may be lost with the power.
	Brief bool
}

// readers is how many views may be held at once. More wait.
const readers = 8

// cacheSize is how much of the record the connection that writes keeps in memory, in KiB: the words of the search index lie all over it.
const cacheSize = "cache_size(-32768)"

// moved is after how many pages the write-ahead log is moved into the database, by the connection that writes: what many acts changed in one page is moved
// once. The log is then some 16 MiB.
const moved = "wal_autocheckpoint(4000)"

// Open opens the store in a directory, and makes both if they are not there. It runs the migrations.
func Open(ctx context.Context, c Config) (store.Store, error) {
	if err := os.MkdirAll(filepath.Join(c.Dir, PaperDir), 0o700); err != nil {
		return nil, err
	}
	if c.Phase == "" {
		c.Phase = relation.Before
	}
	write, err := c.open(RecordFile, "immediate", 1, []string{cacheSize, moved})
	if err != nil {
		return nil, err
	}
	read, err := c.open(RecordFile, "deferred", readers, []string{"query_only(1)"})
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	keys, err := c.open(KeyFile, "immediate", 1, nil)
	if err != nil {
		return nil, errors.Join(err, write.Close(), read.Close())
	}
	k := relation.NewKeys(keys, false, func(ctx context.Context) error { return scrub(ctx, keys) })
	db := relation.New(write, read, dialect(), k, papers{filepath.Join(c.Dir, PaperDir)}, keys.Close)
	for _, x := range []struct {
		db  *sql.DB
		sub string
	}{{write, "migrations"}, {keys, "keys"}} {
		if err := migrate(ctx, x.db, x.sub, c.Phase); err != nil {
			return nil, errors.Join(explain(err), db.Close())
		}
	}
	return db, syncDir(c.Dir)
}

// OpenKeys opens the file of keys alone that a directory has, or makes both: a copy of keys, which is kept apart from what they open. close has to be called.
func OpenKeys(ctx context.Context, dir string) (keys store.Keys, close func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, err
	}
	db, err := Config{Dir: dir}.open(KeyFile, "immediate", 1, nil)
	if err != nil {
		return nil, nil, err
	}
	if err := migrate(ctx, db, "keys", relation.Before); err != nil {
		return nil, nil, errors.Join(explain(err), db.Close())
	}
	return relation.NewKeys(db, false, func(ctx context.Context) error { return scrub(ctx, db) }),
		func() error { return errors.Join(scrub(ctx, db), db.Close(), syncDir(dir)) }, nil
}

func migrate(ctx context.Context, db *sql.DB, sub string, phase relation.Phase) error {
	list, err := fs.Sub(files, sub)
	if err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	// What a migration sorts may be more than a connection may have in memory. It is put into a file without a name, and is no more than rows of an index.
	_, err = conn.ExecContext(ctx, `PRAGMA temp_store = file`)
	if err == nil {
		_, err = relation.Migrate(ctx, conn, list, phase, "")
	}
	_, back := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA temp_store = memory`)
	return errors.Join(err, back, conn.Close())
}

// open opens a handle. What an act has kept is synced to the disk before it is acknowledged (synchronous FULL, in WAL mode
// a sync of the log at each commit), and what is deleted is overwritten with zeros (secure_delete).
func (c Config) open(file, lock string, most int, pragmas []string) (*sql.DB, error) {
	q := url.Values{"_txlock": {lock}, "_pragma": append([]string{
		"busy_timeout(20000)", "journal_mode(wal)", "synchronous(full)", "secure_delete(1)", "foreign_keys(1)",
		"fullfsync(1)", "checkpoint_fullfsync(1)", "temp_store(memory)",
	}, pragmas...)}
	if c.Brief {
		q.Add("_pragma", "synchronous(off)") // the last one holds
	}
	path, err := filepath.Abs(filepath.Join(c.Dir, file))
	if err != nil {
		return nil, err
	}
	if c.VFS != "" {
		q.Set("vfs", c.VFS)
	} else {
		if err := private(path); err != nil {
			return nil, err
		}
		q.Set("modeof", path) // its log is to be read by no one who may not read it
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// private makes the file of a database if it is not there, for its owner alone, and takes from one that is there what others may do with it: an earlier release,
// or an open umask, made it for all to read.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	if err := f.Chmod(0o600); err != nil {
		return fmt.Errorf("%s may be read by others, and that cannot be changed: %w", path, err)
	}
	return nil
}

func dialect() relation.Dialect {
	return relation.Dialect{
		Alone: `SELECT size, edge, recorded FROM log WHERE one = 1`, // BEGIN IMMEDIATE has waited
		View:  sql.TxOptions{ReadOnly: true},
		Again: func(err error) bool { return errors.Is(err, sqlite3.BUSY) || errors.Is(err, sqlite3.BUSY_SNAPSHOT) },
		Lost:  func(error) bool { return false }, // there is no connection to be lost
		Scrub: func(ctx context.Context, db *relation.DB) error {
			return db.Alone(ctx, func(c *sql.Conn) error { return truncate(ctx, c) })
		},
	}
}

func scrub(ctx context.Context, db *sql.DB) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	return errors.Join(truncate(ctx, c), c.Close())
}

// truncate moves what is in the write-ahead log into the database, where what was deleted is zeros, and empties the log. It
// waits for the readers of older states.
func truncate(ctx context.Context, c *sql.Conn) error {
	for {
		var busy, frames, moved int
		if err := c.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved); err != nil {
			return err
		}
		if busy == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fault.Errorf(fault.Conflict, "the write-ahead log could not be emptied, as someone reads an older state: %w", ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// explain says what an error of SQLite means for a data directory.
func explain(err error) error {
	if errors.Is(err, sqlite3.NOTADB) || errors.Is(err, sqlite3.CORRUPT) {
		return fault.Errorf(fault.Input, "a database in the data directory is damaged or none at all (%w); restore a backup, then run affiant fsck", err)
	}
	return err
}

// syncDir syncs a directory, so that the files made in it are found after a crash.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("%s could not be synced: %w", dir, err)
	}
	return nil
}
