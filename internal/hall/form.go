package hall

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A field is one control of a form that is made from the fields of an event: their tags say what is asked, and record's own strictness what
// is taken.
type field struct {
	Name, ID    string
	Label, Doc  string
	Kind        string // line, words, choice, many, flag, number, group, rows; fold and part, of what is not needed
	Need        bool
	Value       string
	On          []string // for many: the values chosen
	Options     []option
	Fields      []field // of a group, a fold or a part
	Rows        []field // each a group
	Count       int     // of rows
	Placeholder string
	Ask         string // what it asks for, by which a fold is parted
	Open        bool   // of a fold: something in it was filled in, or is wrong
	Wrong       bool   // an error names it
	Says        string // what is wrong with it
	Enter       string // the button that leads to where a thing to choose is entered, and comes back; "" for none
	EnterSays   string
}

type option struct{ Value, Says string }

// Has reports whether an option is chosen.
func (f field) Has(value string) bool { return slices.Contains(f.On, value) || f.Value == value }

// A former makes the controls of a form, and a body out of what was typed in them.
type former struct {
	m    *record.Matter
	a    *record.Application // that the act is about; nil if it is about none
	me   record.PersonID
	form url.Values
	more string // the list that is to have one more row

	given url.Values                 // what the form was given before anyone typed in it
	wrong []string                   // keys of the fields that an error names, or with atForm their names
	says  map[string]string          // by such a key: what is wrong
	sits  func(record.PersonID) bool // whether someone may be chosen as the magistrate; nil where none is to be chosen
	gets  func(record.PersonID) bool // whether someone may be given what is disclosed; nil where nothing is
	met   bool                       // one of these is in the form
	lost  bool                       // there is an error, and it names no field of the form
	flat  bool                       // nothing is folded: what may be left out is what most come for

	enters map[string]string // by what a field names: the act by which a thing to choose is entered
}

var (
	citeType     = reflect.TypeFor[record.Cite]()
	whenType     = reflect.TypeFor[record.When]()
	lineListType = reflect.TypeFor[[]record.Line]()
)

// benchKeys are fields that name a magistrate, and no one else.
var benchKeys = []string{"magistrate", "before", "return_to"}

// longWords are fields in which people write more than a line.
var longWords = []string{"text", "because", "finding", "changes", "words", "note", "unsworn", "describe", "conditions", "means", "unserved", "receipt", "cause"}

// fields makes the controls of a struct.
func (x *former) fields(t reflect.Type, prefix string) []field {
	var list []field
	for _, f := range shapeOf(t) {
		if prefix == "" && f.Key == "application" && x.a != nil {
			continue // the address says it
		}
		if f.Recounted {
			continue // nothing that is done here has it
		}
		list = append(list, x.field(f, prefix+f.Key))
	}
	return x.folded(list, "f-"+strings.ReplaceAll(prefix, ".", "-")+"more")
}

func (x *former) field(f record.Field, name string) field {
	out := field{Name: name, ID: "f-" + strings.ReplaceAll(name, ".", "-"), Label: label(f.Key), Doc: f.Doc, Need: f.Need, Value: x.form.Get(name), Kind: "line",
		Ask: asksFor(f), Wrong: slices.Contains(x.wrong, f.Key) || slices.Contains(x.wrong, atForm+name), Says: cmp.Or(x.says[atForm+name], x.says[f.Key])}
	x.met = x.met || out.Wrong
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	ref := f.Ref
	if f.IsID() && f.Key == "id" {
		ref = ""
		if _, made := madeFrom(name); made {
			out.Need, out.Doc = false, out.Doc+"; left empty, it is made of the name, the title or the kind"
		}
	}
	options := x.options(ref)
	if ref == "person" && x.sits != nil && slices.Contains(benchKeys, f.Key) {
		options = slices.DeleteFunc(options, func(o option) bool { return o.Value != out.Value && !x.sits(record.PersonID(o.Value)) })
	}
	if x.gets != nil && name == "disclosure.to" {
		options = slices.DeleteFunc(options, func(o option) bool { return o.Value != out.Value && !x.gets(record.PersonID(o.Value)) })
	}
	switch {
	case f.Enum != nil:
		for _, e := range f.Enum {
			options = append(options, option{e, choiceSays(e)})
		}
	case ref == "assertion" && x.a != nil:
		for _, s := range x.a.Affidavit.Assertions {
			options = append(options, option{strconv.Itoa(s.N), fmt.Sprintf("¶ %d  %s", s.N, short(s.Text, 80))})
		}
	}
	closed := f.Enum != nil || ref != "" && ref != "speaker"
	switch {
	case t == lineListType:
		out.Kind, out.Doc = "words", "its words, line by line; each line here is a line of the source, numbered from 1"
	case t == citeType || t.Kind() == reflect.Slice && t.Elem() == citeType:
		out.Kind, out.Placeholder = "words", `SOURCE:LINE "words"`
		out.Doc += "; one a line, such as " + x.citeExample()
	case t.Kind() == reflect.Struct:
		out.Kind, out.Fields = "group", x.fields(t, name+".")
	case t.Kind() == reflect.Slice && closed:
		out.Kind, out.Options, out.On = "many", options, x.form[name]
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		out.Kind, out.Count = "rows", x.rows(name)
		for i := range out.Count {
			row := field{Kind: "group", Label: fmt.Sprintf("%s %d", strings.TrimSuffix(out.Label, "s"), i+1), ID: fmt.Sprintf("%s-%d", out.ID, i)}
			row.Fields = x.fields(t.Elem(), fmt.Sprintf("%s.%d.", name, i))
			out.Rows = append(out.Rows, row)
		}
	case t.Kind() == reflect.Slice:
		out.Kind = "words"
		out.Doc = strings.TrimSuffix(out.Doc, ", one thing an entry") + "; one a line"
	case t.Kind() == reflect.Bool:
		out.Kind = "flag"
	case t.Kind() == reflect.Int:
		out.Kind = "number"
	case closed:
		out.Kind, out.Options = "choice", options
	case t == whenType:
		out.Placeholder = "2026-03-02T09:15"
		if f.Key == "time" || f.Key == "drafted" {
			out.Doc = "when; left empty, it is now"
		} else {
			out.Doc += "; such as 2 March 2026, 9:15 a.m., or 2026-03-02T09:15; 2 March 2026; before March 2026; or unknown"
		}
	case t.Kind() == reflect.String && slices.Contains(longWords, f.Key):
		out.Kind = "words"
	}
	if kind := x.enters[ref]; kind != "" && (out.Kind == "choice" || out.Kind == "many") {
		out.Enter, out.EnterSays = kind+" "+out.Kind+" "+name, entered[ref].says
		if len(options) == 0 {
			out.EnterSays = toDo(kind)
		}
	}
	return out
}

// rows is how many rows a list has in the form.
func (x *former) rows(name string) int {
	n, _ := strconv.Atoi(x.form.Get(name + "#"))
	if x.more == name {
		n++
	}
	return min(max(n, 0), 200)
}

func (x *former) citeExample() string {
	for _, s := range x.m.Sources {
		if len(s.Lines) > 0 {
			return fmt.Sprintf("%s:%d", s.ID, s.Lines[0].N)
		}
	}
	return "SOURCE:LINE"
}

// options are the things of the matter that a field may name.
func (x *former) options(ref string) []option {
	var list []option
	add := func(id, says string) { list = append(list, option{id, says}) }
	switch ref {
	case "person":
		for _, p := range x.m.People {
			says := whom(x.m, p.ID)
			if len(p.Roles) > 0 {
				says += ", " + roleSays(p.Roles[0])
			}
			add(string(p.ID), says)
		}
	case "source":
		for i := range x.m.Sources {
			add(string(x.m.Sources[i].ID), sourceTitle(&x.m.Sources[i]))
		}
	case "order":
		for _, o := range x.m.Orders {
			add(string(o.ID), string(o.ID))
		}
	case "application":
		for _, a := range x.m.Applications {
			add(string(a.ID), string(a.Kind)+" warrant, "+a.Offence.Title)
		}
	case "element":
		if x.a != nil {
			for _, e := range x.a.Offence.Elements {
				add(string(e.ID), e.Title)
			}
		}
	case "warrant":
		if x.a != nil {
			for _, w := range x.a.Warrants {
				add(string(w.ID), string(w.ID)+", issued "+w.Time.String())
			}
		}
	case "request":
		for _, r := range x.m.Requests {
			add(string(r.ID), r.For+", asked by "+whom(x.m, r.By))
		}
	case "hold":
		for _, h := range x.m.Holds {
			add(string(h.ID), short(h.Because, 60))
		}
	case "seal":
		for _, s := range x.m.Seals {
			add(string(s.ID), short(s.Because, 60))
		}
	case "hearing":
		for i := range x.m.Hearings {
			if h := &x.m.Hearings[i]; h.Sits() != "" {
				add(string(h.ID), strings.ReplaceAll(h.Kind, "-", " ")+", "+h.Sits().String())
			}
		}
	case "alert":
		for _, a := range x.m.Alerts {
			add(string(a.ID), short(a.Because, 60))
		}
	}
	return list
}

// atForm begins the path of a problem with the one field of a form whose name follows; any other path ends in the key of a field, of which a form may have several.
const atForm = "form."

// lacking is what has to be chosen in a form and is not, and, with written, what has to be written: said of each field, before the record is asked, which may know only
// that what it has cannot be. What is not needed as a whole and has nothing in it is left alone.
func lacking(list []field, written bool) (ps fault.Problems) {
	for _, f := range list {
		what := ""
		switch {
		case f.Kind == "group" && !f.Need && !slices.ContainsFunc(f.Fields, field.filled):
			continue
		case f.Kind == "choice" && f.Need && f.Value == "" && len(f.Options) > 0:
			what = "choose one"
			if slices.Contains(benchKeys, f.Name[strings.LastIndexByte(f.Name, '.')+1:]) {
				what = "choose a magistrate"
			}
		case f.Kind == "many" && f.Need && len(f.On) == 0 && len(f.Options) > 0:
			what = "choose at least one"
		case written && (f.Kind == "line" || f.Kind == "words") && f.Need && strings.TrimSpace(f.Value) == "":
			what = "write something here"
		}
		if what != "" {
			ps = append(ps, fault.Problem{Path: atForm + f.Name, What: what})
		}
		ps = append(append(ps, lacking(f.Fields, written)...), lacking(f.Rows, written)...)
	}
	return ps
}

// filled reports whether something stands in a field.
func (f field) filled() bool {
	return strings.TrimSpace(f.Value) != "" || len(f.On) > 0 || f.Count > 0 || slices.ContainsFunc(f.Fields, field.filled)
}

func short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n])) + "…"
}

// body makes the JSON of a struct out of the form: what is empty is left out. ok is false if all of it is.
func (x *former) body(t reflect.Type, prefix string) (map[string]any, bool) {
	out := map[string]any{}
	for _, f := range shapeOf(t) {
		if prefix == "" && f.Key == "application" && x.a != nil {
			out[f.Key] = string(x.a.ID)
			continue
		}
		if value, ok := x.value(f, prefix+f.Key); ok {
			out[f.Key] = value
		}
	}
	return out, len(out) > 0
}

func (x *former) value(f record.Field, name string) (any, bool) {
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	typed := x.form.Get(name)
	switch {
	case t == lineListType:
		var lines []map[string]any
		for i, l := range strings.Split(strings.TrimRight(typed, "\n"), "\n") {
			if strings.TrimSpace(l) != "" {
				lines = append(lines, map[string]any{"n": i + 1, "text": l})
			}
		}
		return lines, len(lines) > 0
	case t == citeType:
		return typed, strings.TrimSpace(typed) != ""
	case t.Kind() == reflect.Struct:
		return x.body(t, name+".")
	case t.Kind() == reflect.Slice && t.Elem() != citeType && t.Elem().Kind() == reflect.Struct:
		var rows []any
		for i := range x.rows(name) {
			if row, ok := x.body(t.Elem(), fmt.Sprintf("%s.%d.", name, i)); ok {
				rows = append(rows, row)
			}
		}
		return rows, len(rows) > 0
	case t.Kind() == reflect.Slice:
		var list []any
		for _, value := range x.form[name] {
			for _, l := range strings.Split(value, "\n") {
				if l = strings.TrimSpace(l); l == "" {
					continue
				}
				if t.Elem() == citeType && slices.Contains(list, any(l)) {
					continue // pressed twice, it is cited once
				}
				if t.Elem().Kind() == reflect.Int {
					list = append(list, number(l))
				} else {
					list = append(list, l)
				}
			}
		}
		return list, len(list) > 0
	case t.Kind() == reflect.Bool:
		return true, typed != ""
	case t.Kind() == reflect.Int:
		return number(typed), strings.TrimSpace(typed) != ""
	case t == whenType:
		typed = timeTyped(typed)
	}
	return strings.TrimSpace(typed), strings.TrimSpace(typed) != ""
}

// number is a number if the text is one; else the text, which is then refused in the record's own words.
func number(s string) any {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return n
	}
	return s
}

// spread writes a value into a form, as the controls of its type name it.
func spread(to url.Values, name string, x any) {
	switch x := x.(type) {
	case map[string]any:
		for k, v := range x {
			if name != "" {
				k = name + "." + k
			}
			spread(to, k, v)
		}
	case []any:
		if _, rows := firstOf(x).(map[string]any); rows {
			to.Set(name+"#", strconv.Itoa(len(x)))
			for i, v := range x {
				spread(to, fmt.Sprintf("%s.%d", name, i), v)
			}
			return
		}
		for _, v := range x {
			to.Add(name, fmt.Sprint(v))
		}
	case bool:
		if x {
			to.Set(name, "yes")
		}
	case nil:
	default:
		to.Set(name, fmt.Sprint(x))
	}
}

func firstOf(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// fill puts an event into a form, so that it can be changed.
func fill(e record.Event) url.Values {
	form := url.Values{}
	text, err := json.Marshal(e)
	if err != nil {
		return form
	}
	dec := json.NewDecoder(strings.NewReader(string(text)))
	dec.UseNumber()
	var x any
	if dec.Decode(&x) == nil {
		spread(form, "", x)
	}
	joinLists(form)
	return form
}

// joinLists makes one text of the values of a list whose control is a text of lines.
func joinLists(form url.Values) {
	for name, list := range form {
		if len(list) > 1 && (strings.HasSuffix(name, "cites") || strings.HasSuffix(name, "items") || strings.HasSuffix(name, "inventory") || strings.HasSuffix(name, "aliases")) {
			form.Set(name, strings.Join(list, "\n"))
		}
	}
}
