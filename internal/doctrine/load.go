package doctrine

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed law
var embedded embed.FS

// Default is the law that comes with Affiant. It panics only if the embedded data is broken, which a test forbids.
var Default = sync.OnceValue(func() *Law {
	law, err := fs.Sub(embedded, "law")
	if err != nil {
		panic(err)
	}
	l, err := Load(law)
	if err != nil {
		panic("doctrine: the embedded law is broken:\n" + err.Error())
	}
	return l
})

// Load reads a law from the folder fsys, which holds
//
//	authorities/ID.yaml   one authority each, named for its id
//	rules/*.yaml          lists of rules
//	offences/ID.yaml      one offence each, named for its id
//	terms.yaml, questions.yaml, profiles.yaml
//
// Decoding is strict. The error is a Problems with everything that is wrong in any file, each with line and column.
// Whether what was read hangs together is for Lint to say.
func Load(fsys fs.FS) (*Law, error) {
	r := &reader{fsys: fsys, at: make(map[string]Problem)}
	law := &Law{at: r.at}
	law.authorities = singles(r, "authorities", "authority", func(a Authority) string { return a.ID })
	for _, name := range r.files("rules") {
		law.rules = append(law.rules, list(r, name, "rule", func(a Rule) string { return a.ID })...)
	}
	law.offences = singles(r, "offences", "offence", func(o Offence) string { return o.ID })
	law.terms = list(r, "terms.yaml", "term", func(t Term) string { return t.ID })
	law.questions = list(r, "questions.yaml", "question", func(q Question) string { return q.ID })
	law.profiles = list(r, "profiles.yaml", "profile", func(p Profile) string { return p.ID })
	if len(r.faults) > 0 {
		r.faults.sort()
		return nil, r.faults
	}
	law.index()
	return law, nil
}

// A reader gathers items from the files of a folder.
type reader struct {
	fsys   fs.FS
	at     map[string]Problem // where each item stands, by kind and id
	faults Problems
}

// files lists the YAML files of a folder, sorted. Anything else there is a fault.
func (r *reader) files(dir string) []string {
	entries, err := fs.ReadDir(r.fsys, dir)
	if err != nil {
		r.faults = append(r.faults, Problem{File: dir, What: "the folder cannot be read; it must be there, if only with one file"})
		return nil
	}
	var names []string
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() || !strings.HasSuffix(name, ".yaml") {
			r.faults = append(r.faults, Problem{File: name, What: "only files whose names end in .yaml belong here"})
			continue
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// open parses a file; the node is nil, with a fault, if it cannot be.
func (r *reader) open(name string) (*decoder, *yaml.Node) {
	d := &decoder{file: name}
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		d.faults = append(d.faults, Problem{File: name, What: "the file cannot be read; it must be there"})
		return d, nil
	}
	return d, d.parse(data)
}

// enter notes where an item stands and refuses a second of that id.
func (r *reader) enter(kind, id string, at Problem) {
	if id == "" {
		return // reported as missing
	}
	key := kind + " " + id
	if first, ok := r.at[key]; ok {
		at.What = fmt.Sprintf("there is already %s %q at %s:%d; ids are given once", article(kind), id, first.File, first.Line)
		r.faults = append(r.faults, at)
		return
	}
	if !idForm.MatchString(id) {
		bad := at
		bad.What = fmt.Sprintf("%q is no id; use small letters, digits and hyphens", id)
		r.faults = append(r.faults, bad)
	}
	r.at[key] = at
}

// list reads a file that holds a list of items.
func list[T any](r *reader, name, kind string, id func(T) string) []T {
	d, n := r.open(name)
	defer func() { r.faults = append(r.faults, d.faults...) }()
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		d.fault(n, "the file holds %s; a list was expected, each item starting with - id:", kindName(n))
		return nil
	}
	items := make([]T, len(n.Content))
	for i, node := range n.Content {
		d.into(node, reflect.ValueOf(&items[i]).Elem(), "this "+kind)
		r.enter(kind, id(items[i]), Problem{File: name, Line: node.Line, Col: node.Column})
	}
	return items
}

// singles reads a folder whose files hold one item each and are named for it, in the order of ids.
func singles[T any](r *reader, dir, kind string, id func(T) string) []T {
	var items []T
	for _, name := range r.files(dir) {
		d, n := r.open(name)
		if n != nil {
			var item T
			d.into(n, reflect.ValueOf(&item).Elem(), "this "+kind)
			want := strings.TrimSuffix(path.Base(name), ".yaml")
			if got := id(item); got != "" && got != want {
				d.fault(n, "the id is %q and the file is named %q; make them one", got, want)
			}
			r.enter(kind, id(item), Problem{File: name, Line: n.Line, Col: n.Column})
			items = append(items, item)
		}
		r.faults = append(r.faults, d.faults...)
	}
	slices.SortFunc(items, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	return items
}

func article(kind string) string {
	if strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + kind
	}
	return "a " + kind
}
