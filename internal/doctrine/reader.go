package doctrine

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
)

// A reader gathers items from the files of one folder of a layer.
type reader struct {
	files    fs.FS
	prefix   string          // what stands before the name of a file when a reader is told of it
	layer    int             // from the ground up; 0 must hold every file, the others what they like
	at       map[string]spot // where each item stands, by kind and id, those beneath included
	asked    []string        // the names that were looked for
	replaced []string        // what was put in the place of something beneath, by kind and id
	lost     bool            // something could not be read at all, so that what names it would seem to dangle
	faults   Problems
}

func (r *reader) fault(at Problem, format string, args ...any) {
	at.What = fmt.Sprintf(format, args...)
	r.faults = append(r.faults, at)
}

// named is the file of that name as a reader is told of it, as a place of its own.
func (r *reader) named(name string) Problem { return Problem{File: r.prefix + name} }

func (r *reader) spot(in *source, n *yaml.Node) spot {
	at := r.named(in.name)
	at.Line, at.Column = n.Line, n.Column
	return spot{Problem: at, source: in, layer: r.layer}
}

// wanted reports whether a file is to be read. On the ground floor every file is.
func (r *reader) wanted(name string) bool {
	r.asked = append(r.asked, name)
	if r.layer == 0 {
		return true
	}
	_, err := fs.Stat(r.files, name)
	return !errors.Is(err, fs.ErrNotExist)
}

// folder lists the YAML files of a folder, sorted. Anything else there is a fault, but for what goes with files anywhere.
func (r *reader) folder(dir string) []string {
	if !r.wanted(dir) {
		return nil
	}
	entries, err := fs.ReadDir(r.files, dir)
	if err != nil {
		r.lost = true
		r.fault(r.named(dir), "the folder cannot be read; it must be there, if only with one file")
		return nil
	}
	var names []string
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case !e.IsDir() && path.Ext(name) == ".yaml":
			names = append(names, name)
		case r.layer == 0 || !aside(e.Name()):
			hint := ""
			if path.Ext(name) == ".yml" {
				r.lost = true
				hint = "; name it " + strings.TrimSuffix(e.Name(), ".yml") + ".yaml"
			}
			r.fault(r.named(name), "only files whose names end in .yaml belong here%s", hint)
		}
	}
	slices.Sort(names)
	return names
}

// aside reports whether a name is one that goes with files anywhere, and holds no law: hidden, or a text to read.
func aside(name string) bool {
	return strings.HasPrefix(name, ".") || slices.Contains([]string{".md", ".txt"}, path.Ext(name)) || name == "LICENSE"
}

// homes are the folders in which the names stand that a layer may hold, so that one in the wrong place can be told its own.
var homes = map[string]string{
	"authorities": "law", "rules": "law", "offences": "law", "terms.yaml": "law", "profiles.yaml": "law",
	"limits.yaml": "law", "daytime.yaml": "law", "holidays.yaml": "law", "staleness.yaml": "law", "numbers.yaml": "law", "burdens.yaml": "law", "glossary.yaml": "law",
	"factors": "casebook", "cases": "casebook", "aftermath.yaml": "casebook", "courts.yaml": "casebook", "steps.yaml": "casebook",
}

// strays notes what lies in a folder of a layer and was not looked for.
func (r *reader) strays() {
	entries, err := fs.ReadDir(r.files, ".")
	if err != nil || r.layer == 0 {
		return // what was looked for and not found has been told
	}
	for _, e := range entries {
		name := e.Name()
		if slices.Contains(r.asked, name) || aside(name) {
			continue
		}
		r.lost = true
		hint := fault.DidYouMean(name, r.asked)
		if home := homes[name]; home != "" {
			hint = "; it belongs in the folder " + home
		}
		r.fault(r.named(name), "nothing of this name belongs here%s; expected one of %s", hint, strings.Join(r.asked, ", "))
	}
}

// opened is a file that was parsed; the node is nil, with a fault in the decoder, if it could not be.
type opened struct {
	decoder *decoder
	node    *yaml.Node
}

// openAll parses files side by side, since someone waits for the law at every start, and hands them back in their order.
func (r *reader) openAll(names []string, schema string) []opened {
	all := make([]opened, len(names))
	var next atomic.Int64
	var hands sync.WaitGroup
	for range min(len(names), runtime.GOMAXPROCS(0)) {
		hands.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(names); i = next.Add(1) - 1 {
				d := &decoder{file: r.prefix + names[i], schema: schema}
				all[i] = opened{d, d.parse(r.read(names[i], d))}
			}
		})
	}
	hands.Wait()
	r.lost = r.lost || slices.ContainsFunc(all, func(o opened) bool { return o.node == nil })
	return all
}

// read is the text of a file; nil, with a fault, if it has none that can be read.
func (r *reader) read(name string, d *decoder) []byte {
	info, err := fs.Stat(r.files, name)
	switch {
	case err != nil:
		d.whole("the file cannot be read; it must be there")
		return nil
	case !info.Mode().IsRegular():
		d.whole("this is no file that holds text; a YAML file was expected")
		return nil
	case info.Size() > maxBytes:
		d.whole("the file is over %d bytes; divide it", maxBytes)
		return nil
	}
	data, err := fs.ReadFile(r.files, name)
	if err != nil {
		d.whole("the file cannot be read (%v)", err)
		return nil
	}
	return data
}
