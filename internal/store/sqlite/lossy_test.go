package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ncruces/go-sqlite3/util/vfsutil"
	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

// A happening is one thing that was done to a file, or an acknowledgement.
type happening struct {
	file     string // its base name
	write    []byte
	at       int64
	truncate bool // to at
	sync     bool
	remove   bool
	folder   bool // the directory was synced
	acked    *storetest.Acked
}

// A recorder is a file system of SQLite that writes down what happens, in order. A deaf one does not hear the syncs, as if
// they had been switched off.
type recorder struct {
	vfs.VFS
	deaf bool
	mu   sync.Mutex
	list []happening
	read atomic.Int64 // how many pages were read
}

func (r *recorder) note(h happening) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !h.sync || !r.deaf {
		r.list = append(r.list, h)
	}
}

func (r *recorder) Open(name string, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	f, flags, err := vfsutil.WrapOpen(r.VFS, name, flags)
	if err != nil || name == "" {
		return f, flags, err
	}
	return &recorded{f, r, filepath.Base(name)}, flags, nil
}

func (r *recorder) OpenFilename(name *vfs.Filename, flags vfs.OpenFlag) (vfs.File, vfs.OpenFlag, error) {
	f, flags, err := vfsutil.WrapOpenFilename(r.VFS, name, flags)
	if err != nil || name == nil {
		return f, flags, err
	}
	return &recorded{f, r, filepath.Base(name.String())}, flags, nil
}

func (r *recorder) Delete(name string, syncDir bool) error {
	err := r.VFS.Delete(name, syncDir)
	if err == nil {
		r.note(happening{file: filepath.Base(name), remove: true})
		if syncDir {
			r.note(happening{file: filepath.Base(name), sync: true})
		}
	}
	return err
}

// A recorded is a file that is watched.
type recorded struct {
	vfs.File
	r    *recorder
	name string
}

func (f *recorded) ReadAt(b []byte, at int64) (int, error) {
	f.r.read.Add(1)
	return f.File.ReadAt(b, at)
}

func (f *recorded) WriteAt(b []byte, at int64) (int, error) {
	n, err := f.File.WriteAt(b, at)
	if err == nil {
		f.r.note(happening{file: f.name, write: slices.Clone(b), at: at})
	}
	return n, err
}

func (f *recorded) Truncate(size int64) error {
	err := f.File.Truncate(size)
	if err == nil {
		f.r.note(happening{file: f.name, truncate: true, at: size})
	}
	return err
}

func (f *recorded) Sync(flags vfs.SyncFlag) error {
	// Not handed on: the disk of this test is the list.
	f.r.note(happening{file: f.name, sync: true})
	return nil
}

func (f *recorded) Unwrap() vfs.File               { return f.File }
func (f *recorded) SharedMemory() vfs.SharedMemory { return vfsutil.WrapSharedMemory(f.File) }
func (f *recorded) LockState() vfs.LockLevel       { return vfsutil.WrapLockState(f.File) }
func (f *recorded) PersistWAL() bool               { return vfsutil.WrapPersistWAL(f.File) }
func (f *recorded) SetPersistWAL(keep bool)        { vfsutil.WrapSetPersistWAL(f.File, keep) }
func (f *recorded) PowersafeOverwrite() bool       { return vfsutil.WrapPowersafeOverwrite(f.File) }
func (f *recorded) SetPowersafeOverwrite(b bool)   { vfsutil.WrapSetPowersafeOverwrite(f.File, b) }
func (f *recorded) HasMoved() (bool, error)        { return vfsutil.WrapHasMoved(f.File) }

func (f *recorded) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return f.File.DeviceCharacteristics() &^ vfs.IOCAP_BATCH_ATOMIC
}

// record puts load on a store whose disk is written down.
func record(t *testing.T, deaf bool) []happening {
	t.Helper()
	r := &recorder{VFS: vfs.Find("os"), deaf: deaf}
	name := "recorder-" + filepath.Base(t.Name())
	vfs.Register(name, r)
	defer vfs.Unregister(name)
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: t.TempDir(), VFS: name})
	if err != nil {
		t.Fatal(err)
	}
	r.note(happening{folder: true, sync: true}) // Open has synced the directory
	m := storetest.NewMaker(t, s)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			a, err := m.Stream(context.Background())
			for range 75 {
				var x storetest.Acked
				if err == nil {
					x, err = m.Act(context.Background(), a, "what was sworn")
				}
				if err != nil {
					t.Error(err)
					return
				}
				r.note(happening{acked: &x})
			}
		})
	}
	group.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return r.list
}

// A disk is what of each file is sure to be there, and what was done to it since it was last synced.
type disk struct {
	sure  map[string][]byte
	since map[string][]happening
	acked []storetest.Acked
}

func (d *disk) happen(h happening) {
	switch {
	case h.acked != nil:
		d.acked = append(d.acked, *h.acked)
	case h.folder:
		for name, list := range d.since {
			if slices.ContainsFunc(list, func(h happening) bool { return h.remove }) {
				d.happen(happening{file: name, sync: true})
			}
		}
	case h.sync:
		for _, p := range d.since[h.file] {
			d.sure[h.file] = apply(d.sure[h.file], p)
		}
		delete(d.since, h.file)
	default:
		d.since[h.file] = append(d.since[h.file], h)
	}
}

// apply does to a file what was done. A file that was removed is nil.
func apply(b []byte, h happening) []byte {
	switch {
	case h.remove:
		return nil
	case h.truncate:
		for int64(len(b)) < h.at {
			b = append(b, make([]byte, h.at-int64(len(b)))...)
		}
		return b[:h.at]
	}
	if end := h.at + int64(len(h.write)); int64(len(b)) < end {
		b = append(b, make([]byte, end-int64(len(b)))...)
	}
	copy(b[h.at:], h.write)
	return b
}

// lose returns the files as a loss of power could leave them: of what was not synced, nothing, all, the first part, or
// what chance leaves, with writes torn at sectors.
func (d *disk) lose(chance *rand.Rand) map[string][]byte {
	files := make(map[string][]byte)
	mode := chance.IntN(4)
	for name, b := range d.sure {
		files[name] = slices.Clone(b)
	}
	names := make([]string, 0, len(d.since))
	for name := range d.since {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		list := d.since[name]
		until := chance.IntN(len(list) + 1)
		for i, h := range list {
			switch {
			case mode == 0, mode == 1 && i >= until, mode == 2 && chance.IntN(2) == 0:
				continue
			case mode == 2 && len(h.write) > 512 && chance.IntN(3) == 0:
				h.write = h.write[:512*(1+chance.IntN(len(h.write)/512))]
			}
			files[name] = apply(files[name], h)
		}
	}
	return files
}

// loseAll rebuilds states after losses at random moments, and returns how many, the acts that had been acknowledged over all,
// and what was found to be wrong, up to the first state in which something is.
func loseAll(t *testing.T, list []happening, states int, seed uint64) (acked int, faults []string) {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 1))
	at := make([]int, states)
	for i := range at {
		at[i] = chance.IntN(len(list))
	}
	slices.Sort(at)
	d := &disk{sure: make(map[string][]byte), since: make(map[string][]happening)}
	next := 0
	for _, point := range at {
		for ; next <= point; next++ {
			d.happen(list[next])
		}
		acked += len(d.acked)
		if faults = look(t, d.lose(chance), d.acked); len(faults) > 0 {
			return acked, faults
		}
	}
	return acked, nil
}

// look opens a state and looks for what was lost.
func look(t *testing.T, files map[string][]byte, acked []storetest.Acked) (faults []string) {
	t.Helper()
	dir, err := os.MkdirTemp(memory(), "affiant-lost-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	for name, b := range files {
		if b == nil {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir})
	if err != nil {
		return []string{fmt.Sprintf("it does not open: %v", err)}
	}
	lost, r, err := storetest.NewMaker(t, s).Lost(context.Background(), acked, false)
	if err := errors.Join(err, s.Close()); err != nil {
		return []string{err.Error()}
	}
	for _, f := range r.Faults {
		lost = append(lost, f.Error())
	}
	return lost
}

// memory returns a directory in memory, if there is one: what is opened there need not outlive anything.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

// TestPowerLost rebuilds a thousand states in which all or random parts of what was not synced are lost. All that was
// acknowledged is in each, no half act is, and the audit finds nothing.
func TestPowerLost(t *testing.T) {
	list := record(t, false)
	states := storetest.Times(1000, 20_000)
	acked, faults := loseAll(t, list, states, 1)
	t.Logf("%d states after a loss of power, out of %d writes and syncs; of %d acknowledgements in them none was lost", states, len(list), acked)
	for _, f := range faults {
		t.Error(f)
	}
	if acked == 0 || !slices.ContainsFunc(list, func(h happening) bool { return h.file == sqlite.RecordFile && h.write != nil && h.at > 8<<12 }) {
		t.Error("nothing was moved from the write-ahead log into the database; the test shows little")
	}
}

// TestPowerLostWithoutSyncs holds that the test above can fail: with the syncs switched off, acts are lost.
func TestPowerLostWithoutSyncs(t *testing.T) {
	if _, faults := loseAll(t, record(t, true), 200, 1); len(faults) == 0 {
		t.Error("without syncs nothing was lost: the test does not test")
	} else {
		t.Logf("with syncs switched off, as it should be: %s", faults[0])
	}
}

// TestKilled kills the process under load.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	c := &storetest.Crash{Where: dir, Open: func(t testing.TB) store.Store {
		s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}}
	times := storetest.Kills()
	acked, faults := c.Run(t, times)
	if len(faults) == 0 {
		t.Logf("killed %d times under load; of %d acts acknowledged none was lost", times, acked)
	}
	for _, f := range faults {
		t.Error(f)
	}
}

func TestMain(m *testing.M) {
	storetest.Main(m, func(where string) (store.Store, error) {
		return sqlite.Open(context.Background(), sqlite.Config{Dir: where})
	})
}
