// Package examples holds matter files that come with the program: decided cases restated, sound applications with no
// flaw, and small files that each teach one thing.
package examples

import (
	"bufio"
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.yaml sound/*.yaml teaching/*.yaml
var files embed.FS

// expected is the file of expected answers, which is no matter file.
const expected = "expected.yaml"

// An Example is one matter file.
type Example struct {
	Path  string // within FS, such as sound/04-wire.yaml
	Title string // the matter's own title
}

// Name returns the path without its suffix, such as sound/04-wire.
func (e Example) Name() string { return strings.TrimSuffix(e.Path, ".yaml") }

// FS returns the files: decided cases at the top, then sound and teaching.
func FS() fs.FS { return files }

// Expected returns the file of expected answers.
func Expected() []byte {
	data, err := files.ReadFile(expected)
	if err != nil {
		panic("the expected answers are embedded at build time: " + err.Error())
	}
	return data
}

// List returns the matter files in the order of their paths, those at the top first.
func List() []Example {
	var list []Example
	for _, pattern := range []string{"*.yaml", "sound/*.yaml", "teaching/*.yaml"} {
		paths, err := fs.Glob(files, pattern)
		if err != nil {
			panic("the patterns are constants: " + err.Error())
		}
		slices.Sort(paths)
		for _, p := range paths {
			if p != expected {
				list = append(list, Example{Path: p, Title: title(p)})
			}
		}
	}
	return list
}

// title reads the title of a matter file, which stands on a line of its own near the top.
func title(path string) string {
	f, err := files.Open(path)
	if err != nil {
		panic("the path was listed a moment ago: " + err.Error())
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if t, ok := strings.CutPrefix(lines.Text(), "title: "); ok {
			return strings.Trim(t, `'"`)
		}
	}
	return path
}
