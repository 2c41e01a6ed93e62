package doctrine

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// BuiltIn is what the law that comes with Affiant is called among layers, and what begins the names of its files.
const BuiltIn = "built-in"

// mostProblems is how many problems of layers are told one by one.
const mostProblems = 1000

// A Layer is a folder of law that is laid over the law that comes with Affiant. It may hold a folder law, laid out as Load
// has it, a folder casebook, laid out as LoadCasebook has it, and a folder vocabulary, with files named as it likes; and in them as few files
// as it likes.
type Layer struct {
	Name  string // what the folder is called, before the names of its files
	Files fs.FS
}

// Lay reads layers over the law and the casebook that come with Affiant, each over those before it, and lints the whole. An
// item of a layer is added to what lies beneath; where its id is taken there it must say replaces, and then stands in that
// place.
//
// The error is a Problems with everything that is wrong in any layer, or in what lies beneath because of it. If some of a
// layer cannot be read, what hangs on that is not told.
func Lay(layers ...Layer) (*Casebook, error) { return lay(DefaultCasebook(), layers) }

func lay(cases *Casebook, layers []Layer) (*Casebook, error) {
	law := cases.law
	var found Problems
	lost := false
	for i, layer := range layers {
		top := &reader{files: layer.Files, prefix: prefix(layer.Name), layer: i + 1}
		ofLaw, ofCases, ofWords := top.in("law", law.at), top.in("casebook", cases.at), top.in("vocabulary", nil)
		top.strays()
		law = ofLaw.law(law)
		ofWords.vocabulary(law)
		law.layers = append(slices.Clip(law.layers), layer.Name)
		cases = ofCases.casebook(cases, law)
		for _, r := range []*reader{top, ofLaw, ofCases, ofWords} {
			found = append(found, r.faults...)
			lost = lost || r.lost
		}
	}
	found = append(found, law.read()...)
	if !lost {
		found = append(found, lintUnder(law, cases)...)
		found = append(found, LintCasebook(cases)...)
	}
	if len(found) > 0 {
		found.Sort()
		found = slices.Compact(found)
		if n := len(found) - mostProblems; n > 0 {
			found = append(found[:mostProblems], Problem{What: fmt.Sprintf("and %d more problems; mend these first", n)})
		}
		return nil, found
	}
	law.replaced = slices.Compact(slices.Sorted(slices.Values(slices.Concat(law.replaced, cases.replaced))))
	return cases, nil
}

// in is a reader of a folder within the layer, over items that stand where beneath says.
func (r *reader) in(dir string, beneath map[string]spot) *reader {
	at := maps.Clone(beneath)
	if r.wanted(dir) {
		if info, err := fs.Stat(r.files, dir); err != nil || !info.IsDir() {
			r.lost = true
			r.fault(r.named(dir), "this is no folder that can be read; a folder was expected")
			return &reader{files: nothing{}, layer: r.layer, at: at}
		}
	}
	return &reader{files: subfolder{r.files, dir}, prefix: r.prefix + dir + "/", layer: r.layer, at: at}
}

// subfolder is a folder of another. It differs from fs.Sub in that to ask what a file is does not open it: to open a pipe waits
// until someone writes to it.
type subfolder struct {
	files fs.FS
	dir   string
}

func (w subfolder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return w.files.Open(path.Join(w.dir, name))
}

func (w subfolder) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	return fs.Stat(w.files, path.Join(w.dir, name))
}

// nothing is a folder that holds nothing.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func prefix(name string) string {
	switch name {
	case "", ".":
		return ""
	case "/":
		return "/"
	}
	return name + "/"
}

// Layers names what the law was read from, from the ground up; it is empty for a law that stands alone.
func (l *Law) Layers() []string { return slices.Clone(l.layers) }

// Replaced lists what layers put in the place of something beneath, in the law and in the casebook over it, by kind and id,
// such as "rule M20", sorted.
func (l *Law) Replaced() []string { return slices.Clone(l.replaced) }
