package doctrine

import (
	"embed"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/fault"
)

//go:embed law
var embedded embed.FS

// Default is the law that comes with Affiant. It panics only if the embedded data is broken, which a test forbids.
var Default = sync.OnceValue(func() *Law {
	files, err := fs.Sub(embedded, "law")
	if err != nil {
		panic(err)
	}
	r := &reader{files: files, prefix: BuiltIn + ":law/", at: make(map[string]spot)}
	l := r.law(&Law{layers: []string{BuiltIn}})
	if len(r.faults) > 0 {
		panic("doctrine: the embedded law is broken:\n" + r.faults.Error())
	}
	return l
})

// Load reads a law from the folder fsys, which holds
//
//	authorities/ID.yaml   one authority each, named for its id
//	rules/*.yaml          lists of rules
//	offences/ID.yaml      one offence each, named for its id
//	terms.yaml, questions.yaml, profiles.yaml
//	limits.yaml, daytime.yaml, holidays.yaml, staleness.yaml, numbers.yaml, burdens.yaml
//	glossary.yaml
//
// Decoding is strict. The error is a Problems with everything that is wrong in any file, each with line and column.
// Whether what was read hangs together is for Lint to say.
func Load(fsys fs.FS) (*Law, error) {
	r := &reader{files: fsys, at: make(map[string]spot)}
	law := r.law(&Law{})
	if len(r.faults) > 0 {
		r.faults.Sort()
		return nil, r.faults
	}
	return law, nil
}

// law reads a law, over the one beneath.
func (r *reader) law(beneath *Law) *Law {
	l := &Law{at: r.at, layers: beneath.layers, replaced: beneath.replaced, sheets: beneath.sheets, lexicon: diction.Default}
	l.authorities = singles(r, "authorities", authorities, beneath.authorities)
	l.rules = lists(r, "rules", rules, beneath.rules)
	l.offences = singles(r, "offences", offences, beneath.offences)
	l.terms = list(r, "terms.yaml", terms, beneath.terms)
	l.questions = list(r, "questions.yaml", questions, beneath.questions)
	l.profiles = list(r, "profiles.yaml", profiles, beneath.profiles)
	r.times(l, beneath)
	l.words = list(r, "glossary.yaml", glossary, beneath.words)
	l.replaced = append(slices.Clone(l.replaced), r.replaced...)
	r.strays()
	l.index()
	return l
}

// A sort is one sort of item: what it is called, and how its id and what it replaces are read off it.
type sort[T any] struct {
	name   string
	schema string // of the files that hold it
	of     func(*T) (id, replaces string)
}

func (s sort[T]) id(item T) string { id, _ := s.of(&item); return id }

// The sorts of items that a law holds.
var (
	authorities = sort[Authority]{"authority", "authority", func(a *Authority) (string, string) { return a.ID, a.Replaces }}
	rules       = sort[Rule]{"rule", "rules", func(r *Rule) (string, string) { return r.ID, r.Replaces }}
	offences    = sort[Offence]{"offence", "offence", func(o *Offence) (string, string) { return o.ID, o.Replaces }}
	terms       = sort[Term]{"term", "terms", func(t *Term) (string, string) { return t.ID, t.Replaces }}
	questions   = sort[Question]{"question", "questions", func(q *Question) (string, string) { return q.ID, q.Replaces }}
	profiles    = sort[Profile]{"profile", "profiles", func(p *Profile) (string, string) { return p.ID, p.Replaces }}
)

// lists reads a folder of files that each hold a list of items, over those beneath.
func lists[T any](r *reader, dir string, kind sort[T], beneath []T) []T {
	items := slices.Clip(beneath) // what is beneath is not written over
	names := r.folder(dir)
	for i, o := range r.openAll(names, kind.schema) {
		items = inFile(r, names[i], o, kind, items)
	}
	return items
}

// list reads a file that holds a list of items, over those beneath.
func list[T any](r *reader, name string, kind sort[T], beneath []T) []T {
	if r.wanted(name) {
		return inFile(r, name, r.openAll([]string{name}, kind.schema)[0], kind, slices.Clip(beneath))
	}
	return beneath
}

func inFile[T any](r *reader, name string, o opened, kind sort[T], items []T) []T {
	d, n := o.decoder, o.node
	defer func() { r.faults = append(r.faults, d.faults...) }()
	if n == nil {
		return items
	}
	if n.Kind != yaml.SequenceNode {
		d.fault(n, "the file holds %s; a list was expected, each item starting with - id:", kindName(n))
		r.lost = true
		return items
	}
	in := &source{files: r.files, name: name}
	for _, node := range n.Content {
		var item T
		sound := d.item(node, reflect.ValueOf(&item).Elem(), "this "+kind.name)
		items = enter(r, kind, item, sound, r.spot(in, node), items)
	}
	return items
}

// singles reads a folder whose files hold one item each and are named for it, over those beneath, in the order of ids.
func singles[T any](r *reader, dir string, kind sort[T], items []T) []T {
	items = slices.Clip(items)
	names := r.folder(dir)
	for i, o := range r.openAll(names, kind.schema) {
		name, d, n := names[i], o.decoder, o.node
		if n != nil {
			var item T
			sound := d.item(n, reflect.ValueOf(&item).Elem(), "this "+kind.name)
			want := strings.TrimSuffix(path.Base(name), ".yaml")
			if got := kind.id(item); got != "" && got != want {
				d.fault(n, "the id is %q and the file is named %q; make them one", got, want)
			}
			items = enter(r, kind, item, sound, r.spot(&source{files: r.files, name: name}, n), items)
		}
		r.faults = append(r.faults, d.faults...)
	}
	return sorted(items, kind.id)
}

// enter puts an item among those beneath: behind them, or in the place of the one that it replaces. It refuses a second of
// one id.
func enter[T any](r *reader, kind sort[T], item T, sound bool, at spot, items []T) []T {
	id, replaces := kind.of(&item)
	if id == "" {
		r.lost = true // reported as missing; nothing can tell what names it
		return items
	}
	if plain, _, _ := strings.Cut(id, "@"); !idForm.MatchString(plain) {
		r.fault(at.within("id"), "%q is no id; use small letters, digits and hyphens", plain)
	}
	key := kind.name + " " + id
	first, taken := r.at[key]
	at.broken = !sound
	switch {
	case taken && first.layer == r.layer:
		r.fault(at.Problem, "there is already %s %q at %s:%d; ids are given once", article(kind.name), id, first.File, first.Line)
		return items
	case replaces != "" && replaces != id:
		r.fault(at.within("replaces"), "this is %q and replaces %q; an item replaces the one of its own id, so make them one", id, replaces)
		return items
	case taken && replaces == "":
		r.fault(at.Problem, "there is already %s %q at %s:%d; give yours another id, or add replaces: %s to put it in its place",
			article(kind.name), id, first.File, first.Line, id)
		return items
	case !taken && replaces != "":
		var ids []string
		for i := range items {
			ids = append(ids, kind.id(items[i]))
		}
		r.fault(at.within("replaces"), "this replaces %q, and nothing beneath has that id%s; take replaces out, or name what is there",
			id, fault.DidYouMean(id, ids))
	}
	r.at[key] = at
	if !taken {
		return append(items, item)
	}
	r.replaced = append(r.replaced, key)
	items = slices.Clone(items)
	items[slices.IndexFunc(items, func(x T) bool { return kind.id(x) == id })] = item
	return items
}

func article(kind string) string {
	if strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + kind
	}
	return "a " + kind
}
