package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/review"
)

// lawVariable names folders of law for every command that takes --law, as PATH names folders of programs.
const lawVariable = "AFFIANT_LAW"

// lawFlag adds --law to a command. What it names is read by w.law and w.book.
func (w *world) lawFlag(c *cobra.Command) {
	c.Flags().StringArrayVar(&w.lawDirs, "law", nil, "lay the law in `DIR` over the built-in; may be given again, the later over the earlier (default $"+lawVariable+")")
	must(c.MarkFlagDirname("law"))
}

// law is the law that a command goes by: the built-in, with the folders that were named laid over it.
func (w *world) law() (*doctrine.Law, error) {
	if len(w.dirs()) == 0 {
		return doctrine.Default(), nil // without reading the casebook
	}
	b, err := w.book()
	if err != nil {
		return nil, err
	}
	return b.Law(), nil
}

// book is the casebook that a command goes by, over the law that it goes by. It is read once.
func (w *world) book() (*doctrine.Casebook, error) {
	if w.laid != nil {
		return w.laid, nil
	}
	dirs := w.dirs()
	if len(dirs) == 0 {
		return doctrine.DefaultCasebook(), nil
	}
	layers, err := layersOf(dirs)
	if err != nil {
		return nil, err
	}
	w.laid, err = lay(layers)
	return w.laid, err
}

// lay lays folders of law over the built-in. Factors may be derived from no checks but those that there are.
func lay(layers []doctrine.Layer) (*doctrine.Casebook, error) {
	var codes []string
	for _, c := range review.Checks() {
		codes = append(codes, c.Code)
	}
	b, err := doctrine.Lay(layers...)
	if err != nil {
		return nil, err
	}
	return b, fault.Problems(doctrine.LintCodes(b, codes)).Err()
}

// dirs are the folders of law that were named: by --law, or else by the environment.
func (w *world) dirs() []string {
	if len(w.lawDirs) > 0 {
		return w.lawDirs
	}
	var dirs []string
	for _, dir := range filepath.SplitList(w.getenv(lawVariable)) {
		if dir != "" {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// layersOf opens folders of law.
func layersOf(dirs []string) ([]doctrine.Layer, error) {
	var layers []doctrine.Layer
	for _, dir := range dirs {
		info, err := os.Stat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fault.Errorf(fault.Input, "there is no folder %s; expected one that holds law; affiant law new begins one", dir)
		case err != nil:
			return nil, err
		case !info.IsDir():
			return nil, fault.Errorf(fault.Input, "%s is a file; expected the folder that holds law/ and casebook/", dir)
		}
		layers = append(layers, doctrine.Layer{Name: filepath.ToSlash(strings.TrimRight(dir, string(filepath.Separator))), Files: os.DirFS(dir)})
	}
	return layers, nil
}
