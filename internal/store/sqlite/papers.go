package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/vault"
)

// papers keeps each paper in a file of its name, under the first two digits of it.
type papers struct{ dir string }

func (p papers) file(n vault.Name) string {
	s := n.String()
	return filepath.Join(p.dir, s[:2], s)
}

// PutPaper writes a paper beside its place, syncs it, and moves it there.
func (p papers) PutPaper(_ context.Context, fn func(io.Writer) (vault.Name, error)) (vault.Name, error) {
	f, err := os.CreateTemp(p.dir, ".new-*")
	if err != nil {
		return vault.Name{}, err
	}
	defer os.Remove(f.Name())
	sum := sha256.New()
	name, err := fn(io.MultiWriter(f, sum))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return vault.Name{}, err
	}
	if got := vault.Name(sum.Sum(nil)); got != name {
		return vault.Name{}, fault.Errorf(fault.Internal, "a paper was named %s and is %s", name.Short(), got.Short())
	}
	to := p.file(name)
	if err := os.Mkdir(filepath.Dir(to), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return vault.Name{}, err
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return vault.Name{}, err
	}
	return name, errors.Join(syncDir(filepath.Dir(to)), syncDir(p.dir))
}

// Paper opens a paper.
func (p papers) Paper(_ context.Context, n vault.Name) (io.ReadCloser, error) {
	f, err := os.Open(p.file(n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Errorf(fault.NotFound, "there is no paper %s", n)
	}
	return f, err
}

// DropPaper takes a paper away, if it is there.
func (p papers) DropPaper(_ context.Context, n vault.Name) error {
	err := os.Remove(p.file(n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return errors.Join(err, syncDir(filepath.Dir(p.file(n))))
}

// PaperNames returns the names of all papers.
func (p papers) PaperNames(context.Context) ([]vault.Name, error) {
	list, err := filepath.Glob(filepath.Join(p.dir, "??", "*"))
	if err != nil {
		return nil, err
	}
	var names []vault.Name
	for _, file := range list {
		if n, err := entry.ParseHash(filepath.Base(file)); err == nil {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(a, b vault.Name) int { return bytes.Compare(a[:], b[:]) })
	return names, nil
}
