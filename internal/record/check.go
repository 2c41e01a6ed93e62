package record

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// Problems returns every mistake of content in the matter: what is missing, what is not written as it has to be, what
// names something that is not there, what contradicts itself. Each has the path of its entry (people[0].name), what is
// wrong and what was expected. They come in the order of the file. A matter without problems can be recounted, replayed
// and reviewed; whether it is a sound application is another question, which no rule here asks.
func (m *Matter) Problems() fault.Problems { return m.problems(false) }

// problems is Problems. While a matter is being drawn up here (drafting), no one may be named yet
// and an affidavit may be empty; that none is sworn so, a rule holds.
//
// Where an entry stands is worked out only if there is something to say of one: each act in a matter is checked, and hardly ever has a mistake.
func (m *Matter) problems(drafting bool) fault.Problems {
	c := &checker{m: m, x: NewIndex(m), drafting: drafting, unplaced: true}
	if c.check(); len(c.found) > 0 {
		c = &checker{m: m, x: c.x, drafting: drafting}
		c.check()
	}
	return c.found
}

func (c *checker) check() {
	m := c.m
	c.entry("", reflect.ValueOf(m).Elem())
	c.unique()
	for i := range m.Orders {
		c.order(c.at("orders", i), &m.Orders[i])
	}
	for i := range m.Sources {
		c.source(c.at("sources", i), &m.Sources[i])
	}
	for i := range m.Applications {
		c.application(c.at("applications", i), &m.Applications[i])
	}
	for i, h := range m.Hearings {
		if h.Without && len(h.Uses) > 0 {
			c.add(c.at("hearings", i)+".uses", "it names what the hearing uses, and without_interceptions says that it uses nothing", "one of them")
		}
	}
	for i := range m.Statements {
		c.statement(c.at("statements", i), &m.Statements[i])
	}
}

type checker struct {
	m     *Matter
	x     *Index
	found fault.Problems

	drafting bool
	unplaced bool // paths are empty
}

func (c *checker) add(path, what, expected string) {
	c.found = append(c.found, fault.Problem{Path: path, What: what, Expected: expected})
}

// missing adds a problem about a name that is not there to be found.
func (c *checker) missing(path, names, what, expected string) {
	c.found = append(c.found, fault.Problem{Path: path, What: what, Expected: expected, Names: names})
}

// at returns the path of entry i of a list; under that of a key of an entry.
func (c *checker) at(list string, i int) string {
	if c.unplaced {
		return ""
	}
	return fmt.Sprintf("%s[%d]", list, i)
}

func (c *checker) under(path, key string) string {
	switch {
	case c.unplaced:
		return ""
	case path == "":
		return key
	}
	return path + "." + key
}

// entry checks the fields of one struct against their tags, and what lies below them.
func (c *checker) entry(path string, v reflect.Value) {
	for _, f := range Shape(v.Type()) {
		x, p := v.Field(f.Index), c.under(path, f.Key)
		if c.drafting && f.maybeEmpty && (x.IsZero() || x.Kind() == reflect.Slice && x.Len() == 0) {
			continue
		}
		if f.Need && (x.IsZero() || x.Kind() == reflect.Slice && x.Len() == 0 || blank(x)) {
			c.add(p, f.Key+" is missing", firstClause(f.Doc))
			continue
		}
		switch {
		case x.Kind() == reflect.Slice:
			c.list(p, f, x)
		case x.Kind() == reflect.Pointer && !x.IsNil():
			c.entry(p, x.Elem())
		case x.Kind() == reflect.Struct && !x.IsZero():
			c.entry(p, x)
		case !x.IsZero():
			c.value(p, f, x)
		}
	}
}

// notYet are the types of what is not there yet when a matter is drawn up.
var notYet = []reflect.Type{reflect.TypeFor[[]Person](), reflect.TypeFor[Affidavit](), reflect.TypeFor[[]Assertion]()}

// list checks each entry of a list, and that it names nothing twice.
func (c *checker) list(path string, f Field, v reflect.Value) {
	var seen map[string]bool
	for i := range v.Len() {
		x, p := v.Index(i), c.at(path, i)
		if x.Kind() == reflect.Struct && x.Type() != citeType {
			c.entry(p, x)
			continue
		}
		c.value(p, f, x)
		if f.Ref == "" && f.Enum == nil {
			continue
		}
		if s := fmt.Sprint(x.Interface()); s != "" {
			if seen[s] {
				c.add(p, fmt.Sprintf("%s is listed twice", s), "each once")
			}
			if seen == nil {
				seen = map[string]bool{}
			}
			seen[s] = true
		}
	}
}

// MaxText is the longest that one text of a matter may be, in bytes: some ten pages. A check holds the words of one text
// against each other, which no affidavit needs at greater length.
const MaxText = 32 << 10

// value checks one scalar.
func (c *checker) value(path string, f Field, v reflect.Value) {
	switch v.Kind() {
	case reflect.Int:
		if v.Int() < 0 || v.Int() == 0 && f.Ref != "" {
			c.add(path, f.Key+verb(path)+fmt.Sprint(v.Int()), "a number from 1")
		}
		return
	case reflect.Struct: // a Cite
		cite := v.Interface().(Cite)
		if back, err := ParseCite(cite.String()); err != nil || back != cite {
			c.add(path, fmt.Sprintf("%q is no citation", cite.String()), CiteForm)
		}
		return
	case reflect.Bool:
		return
	}
	s := v.String()
	switch {
	case strings.TrimSpace(s) == "":
		c.add(path, f.Key+" is blank", "words, or no such entry")
	case len(s) > MaxText:
		c.add(path, fmt.Sprintf("%s is %d bytes long", f.Key, len(s)), fmt.Sprintf("at most %d; split it into lines or assertions", MaxText))
	case f.Enum != nil:
		for _, e := range f.Enum {
			if s == e {
				return
			}
		}
		c.add(path, f.Key+verb(path)+fmt.Sprintf("%q", s), "one of "+strings.Join(f.Enum, ", ")+fault.DidYouMean(s, f.Enum))
	case v.Type() == whenType:
		if !When(s).Valid() {
			what, expected := fmt.Sprintf("%s is %q", f.Key, s), WhenForm
			if none := noSuchDay(s); none != "" {
				what, expected = what+", and "+none, "a day and a time that there are, or unknown"
			}
			c.add(path, what, expected)
		}
	case f.isID && !validID(s):
		c.add(path, fmt.Sprintf("%s is %q", f.Key, s), "lower-case letters, digits and hyphens, beginning with a letter")
	case f.Key == "jurisdiction" && !jurisdictionForm.MatchString(s):
		c.add(path, fmt.Sprintf("jurisdiction is %q", s), "us, or us- and the two letters of a State, the District or a territory in lower case, such as us-ri")
	case f.Ref != "":
		c.ref(path, f.Ref, s)
	}
}

// ref checks that a person, an order or a source of this id is there. Names that hold only within an entry are checked
// with that entry.
func (c *checker) ref(path, kind, id string) {
	var choices func() []string
	var where string
	switch kind {
	case "person":
		if c.x.Persons[PersonID(id)] != nil {
			return
		}
		where, choices = "people", func() []string { return ids(c.m.People, func(p Person) PersonID { return p.ID }) }
	case "order":
		if c.x.Orders[OrderID(id)] != nil {
			return
		}
		where, choices = "orders", func() []string { return ids(c.m.Orders, func(o Order) OrderID { return o.ID }) }
	case "source":
		if c.x.Sources[SourceID(id)] != nil {
			return
		}
		where, choices = "sources", func() []string { return ids(c.m.Sources, func(s Source) SourceID { return s.ID }) }
	case "application":
		if c.x.Applications[AppID(id)] != nil {
			return
		}
		where, choices = "applications", func() []string { return ids(c.m.Applications, func(a Application) AppID { return a.ID }) }
	default:
		return
	}
	c.missing(path, kind+":"+id, fmt.Sprintf("there is no %s %q", kind, id),
		"the id of an entry under "+where+c.meant(id, choices))
}

// meant proposes what a word was to be, for the first two hundred problems; a file with more needs other help.
func (c *checker) meant(word string, choices func() []string) string {
	if len(c.found) >= 200 {
		return ""
	}
	return fault.DidYouMean(word, choices())
}

func ids[E any, ID ~string](list []E, id func(E) ID) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = string(id(e))
	}
	return out
}

// unique checks that no two entries of one kind share an id.
func (c *checker) unique() {
	c.distinct("people", "id", ids(c.m.People, func(p Person) PersonID { return p.ID }))
	c.distinct("orders", "id", ids(c.m.Orders, func(o Order) OrderID { return o.ID }))
	c.distinct("sources", "id", ids(c.m.Sources, func(s Source) SourceID { return s.ID }))
	c.distinct("applications", "id", ids(c.m.Applications, func(a Application) AppID { return a.ID }))
	c.distinct("requests", "id", ids(c.m.Requests, func(r Request) RequestID { return r.ID }))
	c.distinct("alerts", "id", ids(c.m.Alerts, func(a Alert) AlertID { return a.ID }))
	c.distinct("holds", "id", ids(c.m.Holds, func(h Hold) HoldID { return h.ID }))
	c.distinct("hearings", "id", ids(c.m.Hearings, func(h Hearing) HearingID { return h.ID }))
	c.distinct("seals", "id", ids(c.m.Seals, func(s Seal) SealID { return s.ID }))
}

// distinct adds a problem for each name that an earlier entry of the list has already.
func (c *checker) distinct(list, key string, names []string) {
	if len(names) < 2 {
		return
	}
	first := make(map[string]int, len(names))
	for i, n := range names {
		if j, taken := first[n]; taken && n != "" {
			c.add(c.at(list, i)+"."+key, fmt.Sprintf("%s %q is taken by %s", key, n, c.at(list, j)), "an "+key+" of its own")
		} else {
			first[n] = i
		}
	}
}

// verb says how a key relates to the value at path: a list has its entries, any other key is its value.
func verb(path string) string {
	if strings.HasSuffix(path, "]") {
		return " has "
	}
	return " is "
}

func blank(v reflect.Value) bool {
	return v.Kind() == reflect.String && strings.TrimSpace(v.String()) == ""
}

// firstClause returns the doc up to its first semicolon or colon.
func firstClause(doc string) string {
	if i := strings.IndexAny(doc, ";:"); i > 0 {
		return doc[:i]
	}
	return doc
}
