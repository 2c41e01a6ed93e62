package hall

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// foldParts are what the fields under a fold ask for, in the order in which they stand there.
var foldParts = []string{"Who", "When and where", "What it is about", "Anything else"}

// telling are fields that the record can do without, and that say what is done or of what: an act without them tells its reader little, so they
// are not folded away.
var telling = []string{"title", "lines", "text", "words", "because", "finding", "cites", "sources", "respondents", "inventory"}

// asksFor says which part of a fold a field belongs to: by what its value names.
func asksFor(f record.Field) string {
	switch {
	case f.Ref == "person" || f.Ref == "speaker":
		return foldParts[0]
	case f.Elem() == whenType || f.Key == "place" || f.Key == "court":
		return foldParts[1]
	case f.Ref != "" || f.Elem() == citeType:
		return foldParts[2]
	}
	return foldParts[3]
}

// folded puts what is not needed under one fold, parted by what it asks for. It stays as it is where nothing is needed, since then all of it is what
// is asked for, and where one field would be folded, since that is shorter than its fold. A short name that was made beforehand is needed, but
// no one has to think of it, so it goes there too.
func (x *former) folded(list []field, id string) []field {
	var shown, under []field
	for _, f := range list {
		key := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
		made := f.Need && strings.HasSuffix(f.Name, ".id") && f.Value != "" && f.Value == x.given.Get(f.Name)
		if f.Need && !made || slices.Contains(telling, key) || f.Wrong && f.Value == "" && f.Kind != "group" && f.Kind != "rows" {
			shown = append(shown, f)
		} else {
			under = append(under, f)
		}
	}
	if x.flat || len(shown) == 0 || len(under) < 2 {
		return list
	}
	fold := field{Kind: "fold", ID: id, Open: x.lost || slices.ContainsFunc(under, x.touched)}
	for _, part := range foldParts {
		p := field{Kind: "part", Label: part}
		for _, f := range under {
			if f.Ask == part {
				p.Fields = append(p.Fields, f)
			}
		}
		if len(p.Fields) > 0 {
			fold.Fields = append(fold.Fields, p)
		}
	}
	return append(shown, fold)
}

// touched reports whether something stands in a field that was not given beforehand, or is wrong with it.
func (x *former) touched(f field) bool {
	switch {
	case f.Wrong:
		return true
	case f.Kind == "group" || f.Kind == "fold" || f.Kind == "part":
		return slices.ContainsFunc(f.Fields, x.touched)
	case f.Kind == "rows":
		return f.Count > 0
	case f.Kind == "many":
		return len(f.On) > 0 && !slices.Equal(f.On, x.given[f.Name])
	}
	return strings.TrimSpace(f.Value) != "" && f.Value != x.given.Get(f.Name)
}

// Holds names what is under a fold, for who looks for one thing.
func (f field) Holds() string {
	var names []string
	for _, p := range f.Fields {
		for _, g := range p.Fields {
			names = append(names, strings.ToLower(g.Label))
		}
	}
	const most = 6
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " and " + count(len(names)-most, "other")
	}
	return strings.Join(names, ", ")
}

// sheet makes the controls of a whole form. What an error names, or may mean since it names nothing that is there, is not folded away.
func (x *former) sheet(t reflect.Type, err error) []field {
	var ps fault.Problems
	errors.As(err, &ps)
	for _, p := range ps {
		key := lastKey(p.Path)
		if strings.HasPrefix(p.Path, atForm) {
			key = p.Path
		}
		if key != "" {
			x.wrong = append(x.wrong, key)
			if x.says == nil {
				x.says = map[string]string{}
			}
			x.says[key] = problemSays("", p)
		}
	}
	list := x.fields(t, "")
	if err != nil && !x.met {
		x.lost = true
		list = x.fields(t, "")
	}
	return list
}
