package main

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"
)

// A slow file system of SQLite is that of the machine, on a disk of which each sync takes so long at least. What is written to it is written and synced in truth.
type slow struct {
	vfs.VFS
	atLeast time.Duration
}

// slowVFS registers a file system whose syncs take so long at least, and returns the name by which SQLite finds it; "" for that of the machine, if nothing is asked.
func slowVFS(atLeast time.Duration) string {
	if atLeast <= 0 {
		return ""
	}
	name := fmt.Sprintf("slow-%d", atLeast)
	vfs.Register(name, slow{vfs.Find("os"), atLeast})
	return name
}

func (s slow) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	return s.opened(vfsutil.WrapOpen(s.VFS, name, flags))
}

func (s slow) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	return s.opened(vfsutil.WrapOpenFilename(s.VFS, name, flags))
}

func (s slow) opened(f vfs.File, flags vfs.OpenFlag, err error) (vfs.File, vfs.OpenFlag, error) {
	if err != nil {
		return f, flags, err
	}
	return &slowFile{f, s.atLeast}, flags, nil
}

// A slowFile is a file on it.
type slowFile struct {
	vfs.File
	atLeast time.Duration
}

func (f *slowFile) Sync(flags vfs.SyncFlag) error {
	begun := time.Now()
	err := f.File.Sync(flags)
	time.Sleep(f.atLeast - time.Since(begun)) // returns at once if that is over
	return err
}

func (f *slowFile) Unwrap() vfs.File               { return f.File }
func (f *slowFile) SharedMemory() vfs.SharedMemory { return vfsutil.WrapSharedMemory(f.File) }
func (f *slowFile) LockState() vfs.LockLevel       { return vfsutil.WrapLockState(f.File) }
func (f *slowFile) PersistWAL() bool               { return vfsutil.WrapPersistWAL(f.File) }
func (f *slowFile) SetPersistWAL(keep bool)        { vfsutil.WrapSetPersistWAL(f.File, keep) }
func (f *slowFile) PowersafeOverwrite() bool       { return vfsutil.WrapPowersafeOverwrite(f.File) }
func (f *slowFile) SetPowersafeOverwrite(b bool)   { vfsutil.WrapSetPowersafeOverwrite(f.File, b) }
func (f *slowFile) HasMoved() (bool, error)        { return vfsutil.WrapHasMoved(f.File) }

// mostSync is how long PostgreSQL can be made to wait: the bound of its commit_delay.
const mostSync = 100 * time.Millisecond

// slowPostgres has each flush of the server's log wait so long before it is synced, by commit_delay: who flushes holds the lock of the log meanwhile, so that one
// alone waits as for a slow disk. Of several at once those who come while it waits are synced with it, where on a slow disk they would wait for the next sync: for
// them it is kinder than such a disk, to the plain rows more than to acts, which come by one connection. 0 sets it back.
func slowPostgres(db *sql.DB, atLeast time.Duration) error {
	set := []string{`ALTER SYSTEM RESET commit_delay`, `ALTER SYSTEM RESET commit_siblings`}
	if atLeast > 0 {
		set = []string{fmt.Sprintf(`ALTER SYSTEM SET commit_delay = %d`, atLeast.Microseconds()), `ALTER SYSTEM SET commit_siblings = 0`}
	}
	for _, q := range append(set, `SELECT pg_reload_conf()`) {
		if _, err := db.Exec(q); err != nil {
			return err
		}
	}
	// The server tells its processes of it by and by.
	for until := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		var is int64
		if err := db.QueryRow(`SELECT setting::bigint FROM pg_settings WHERE name = 'commit_delay'`).Scan(&is); err != nil {
			return err
		}
		if is == atLeast.Microseconds() {
			return nil
		}
		if time.Now().After(until) {
			return fmt.Errorf("commit_delay is %d µs, and was set to %s", is, atLeast)
		}
	}
}
