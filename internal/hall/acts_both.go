package hall

import (
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// fieldTheirs names the field of a form into which what another entered meanwhile is taken.
const fieldTheirs = "theirs"

// A bothPapers is the papers around an affidavit as two wrote them: field by field where they differ, as they stand in the matter by now and as they were typed.
type bothPapers struct {
	Who, At string
	Rows    []bothRow
}

type bothRow struct {
	Label, At    string
	Name         string // of the field; "" where the form has none for what stands in the matter
	Theirs, Mine string
}

// bothPapersOf lays what was typed beside what another entered after the entry to which the form goes back; nil, if no one revised these papers since.
func (v *visit) bothPapersOf(x *clerk.View, a *record.Application, head int64, form url.Values) *bothPapers {
	var p *bothPapers
	for _, l := range x.Lines {
		if int64(l.Seq) > head && l.Kind == "papers-revised" && l.Application == a.ID && l.Hand != nil {
			p = &bothPapers{Who: handSays(v.roll, &x.Matter, l.Hand), At: atSays(l.Hand.At)}
		}
	}
	if p == nil {
		return nil
	}
	e := record.PapersRevised{Papers: headOf(a)}
	leaves := func(form url.Values) (names []string, of map[string]bothRow) {
		f := &former{m: &x.Matter, a: a, me: x.Me, form: form, given: url.Values{}}
		of = map[string]bothRow{}
		eachLeaf("", f.sheet(reflect.TypeOf(e), nil), func(label string, l field) {
			names = append(names, l.Name)
			of[l.Name] = bothRow{Label: label, At: l.ID, Name: l.Name, Mine: l.shown()}
		})
		return names, of
	}
	names, mine := leaves(form)
	also, theirs := leaves(fill(e))
	for _, name := range also {
		if _, ok := mine[name]; !ok {
			names = append(names, name)
		}
	}
	for _, name := range names {
		m, have := mine[name]
		t := theirs[name]
		if m.Mine == t.Mine {
			continue
		}
		m.Theirs = t.Mine
		if !have {
			m.Label = t.Label
		}
		p.Rows = append(p.Rows, m)
	}
	return p
}

// eachLeaf goes through the fields of a form that have a value of their own, each with the names of what it is a part of.
func eachLeaf(of string, list []field, do func(label string, f field)) {
	for _, f := range list {
		label := f.Label
		if f.Kind == "fold" || f.Kind == "part" { // by which it is shown, and no part of what it says
			label = ""
		}
		label = strings.Join(nonEmpty(of, label), ", ")
		if len(f.Fields)+len(f.Rows) > 0 {
			eachLeaf(label, slices.Concat(f.Fields, f.Rows), do)
		} else if f.Name != "" {
			do(label, f)
		}
	}
}

// shown is what a field has, in words.
func (f field) shown() string {
	says := func(value string) string {
		for _, o := range f.Options {
			if o.Value == value {
				return o.Says
			}
		}
		return value
	}
	switch f.Kind {
	case "many":
		list := []string{}
		for _, v := range f.On {
			list = append(list, says(v))
		}
		slices.Sort(list)
		return strings.Join(list, "\n")
	case "choice":
		return says(f.Value)
	case "rows":
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(f.Value, "\r\n", "\n"))
}

// takeTheirs puts into one field of the form what stands in the matter by now.
func (v *visit) takeTheirs(kind string, x *clerk.View, a *record.Application) {
	name := v.form.Get(fieldTheirs)
	v.form.Del(fieldTheirs)
	if e := v.standing(kind, x, a); e != nil {
		v.form[name] = fill(e)[name]
	}
}
