package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
	"github.com/affiant-project/affiant/internal/transcript"
)

// mostOpened is how many opened files are kept; the oldest goes when one more is opened.
const mostOpened = 16

// A shelf holds matters: those that came with the program, and those that visitors opened, in memory only.
type shelf struct {
	law     *doctrine.Law
	cases   *doctrine.Casebook // that bind, and stand beside the answers
	library *brief.Library
	release string
	files   fs.FS

	mu     sync.Mutex
	listed []*folder
	opened []*folder // oldest first
}

// A folder is one matter on the shelf, read once.
type folder struct {
	id     string // in addresses
	name   string // of the file
	base   string // the address of its review
	home   string // where the mark of the house leads from it; the root, if empty
	matter *record.Matter

	mu    sync.Mutex
	read  map[string]*reading // by what was asked; a reading depends on nothing else
	busy  chan struct{}       // holds one for each reading under way
	check func(stop func() bool) ([]review.Result, error)
	make  func(brief.Options) (*brief.Review, error)
	again func(*brief.Review, brief.Options, brief.Change) (*brief.Rereading, error)
}

// review reads the matter under a view, or returns what was read before.
func (f *folder) review(ctx context.Context, o brief.Options) (*brief.Review, error) {
	checked, err := f.checked(ctx)
	if err != nil {
		return nil, err
	}
	return readOnce(ctx, f, fmt.Sprintf("%#v", o), func(stop func() bool) (*brief.Review, error) {
		o.Checked, o.Stop = checked, stop
		return f.make(o)
	})
}

// checked is what the checks say of the matter: the same under every view.
func (f *folder) checked(ctx context.Context) ([]review.Result, error) {
	return readOnce(ctx, f, "what the checks say", f.check)
}

// reread reads the matter as it is and as changed, or returns what was read before. before is what it is as it is under the same options, if that was read; else nil.
func (f *folder) reread(ctx context.Context, before *brief.Review, o brief.Options, c brief.Change) (*brief.Rereading, error) {
	checked, err := f.checked(ctx)
	if err != nil {
		return nil, err
	}
	return readOnce(ctx, f, fmt.Sprintf("%#v %#v", o, c), func(stop func() bool) (*brief.Rereading, error) {
		o.Bare, o.Checked, o.Stop = true, checked, stop // the page sets answers beside answers
		return f.again(before, o, c)
	})
}

// first is the review as the matter stands.
func (f *folder) first(ctx context.Context) (*brief.Review, error) {
	return f.review(ctx, brief.Options{})
}

func newShelf(o Options) *shelf {
	return &shelf{law: o.Law, cases: o.Cases, library: brief.NewLibrary(o.Law, o.Cases), release: o.Release, files: o.Files}
}

// folder puts a matter into a folder.
func (s *shelf) folder(id, name string, m *record.Matter) *folder {
	return &folder{
		id: id, name: name, base: "/matter/" + id, matter: m, busy: make(chan struct{}, mostAtOnce),
		check: func(stop func() bool) ([]review.Result, error) {
			checked, done := review.RunUntil(m, s.law, stop)
			if !done {
				return nil, brief.ErrStopped
			}
			return checked, nil
		},
		make: func(o brief.Options) (*brief.Review, error) {
			o.Cases, o.Library = s.cases, s.library
			r, err := brief.Read(m, s.law, s.release, o)
			return r, told(err)
		},
		again: func(before *brief.Review, o brief.Options, c brief.Change) (x *brief.Rereading, err error) {
			if o.Cases, o.Library = s.cases, s.library; before != nil {
				x, err = brief.Reread(before, m, s.law, s.release, o, c)
			} else {
				x, err = brief.WhatIf(m, s.law, s.release, o, c)
			}
			return x, told(err)
		},
	}
}

// told makes an error that lies in what a reader asked for one of kind Input, with what could have been asked.
func told(err error) error {
	if err == nil || fault.KindOf(err) != fault.Internal {
		return err
	}
	text := sentence(err.Error())
	var unknown *brief.UnknownRuling
	if errors.As(err, &unknown) {
		if near := fault.Nearest(unknown.On, unknown.Known); near != "" {
			text += " Did you mean " + near + "?"
		}
		if len(unknown.Known) > 0 {
			text += " Expected one of " + joinWords(unknown.Known) + "."
		}
	}
	return &fault.Error{Kind: fault.Input, Text: text, Err: err}
}

// matterFile matches the key with which every matter file begins; other files in the folder are passed over.
var matterFile = regexp.MustCompile(`(?m)^affiant:`)

// list returns the matters that came with the program, by file name.
func (s *shelf) list() ([]*folder, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listed != nil || s.files == nil {
		return s.listed, nil
	}
	var all []*folder
	err := fs.WalkDir(s.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		b, err := fs.ReadFile(s.files, name)
		if err != nil {
			return err
		}
		if !matterFile.Match(b) {
			return nil
		}
		f, err := transcript.Read(name, b)
		if err != nil {
			return fmt.Errorf("%s came with the program and cannot be read: %w", name, err)
		}
		all = append(all, s.folder(strings.TrimSuffix(path.Base(name), ".yaml"), name, &f.Matter))
		return nil
	})
	if err != nil {
		return nil, &fault.Error{Kind: fault.Internal, Text: err.Error()}
	}
	s.listed = all
	return all, nil
}

type folderKey struct{}

// withFolder says which folder a request is about, where its address does not.
func withFolder(ctx context.Context, f *folder) context.Context {
	return context.WithValue(ctx, folderKey{}, f)
}

// asked returns the folder that a request is about.
func (s *shelf) asked(ctx context.Context, id string) (*folder, error) {
	if f, ok := ctx.Value(folderKey{}).(*folder); ok {
		return f, nil
	}
	return s.find(id)
}

// find returns the folder with an id.
func (s *shelf) find(id string) (*folder, error) {
	all, err := s.list()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range slices.Concat(all, s.opened) {
		if f.id == id {
			return f, nil
		}
	}
	return nil, fault.Errorf(fault.NotFound, "There is no matter %q here. A file that was opened is kept only while the program runs, "+
		"and only the last %d are.", id, mostOpened)
}

// keep puts an opened matter on the shelf, and takes the oldest off if it is full.
func (s *shelf) keep(id, name string, m *record.Matter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.opened) >= mostOpened {
		s.opened = slices.Delete(s.opened, 0, 1)
	}
	s.opened = append(s.opened, s.folder(id, name, m))
}
