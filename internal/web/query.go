package web

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A view is what a reader chose: whose review, under which law, what is ruled, what is struck and inserted. It is the
// query of the page's address, and nothing else is kept anywhere.
type view struct {
	Path       string // /matter/ID
	App        record.AppID
	Respondent record.PersonID
	Profile    string
	Acted      record.When
	AsOf       record.When
	Posture    brief.Posture
	Find       []record.Ruling // by flaw
	Strike     []brief.Place   // by application and number
	Insert     []record.Cite   // as given
	Wrong      []wrongValue    // what was typed and cannot be read; no part of the address
}

// A wrongValue is something that a reader typed into the form of the page, and why it cannot be read.
type wrongValue struct{ Name, Value, Says string }

// typedFields are what is typed in words on the page; anything else is chosen there.
var typedFields = []string{"acted", "as-of", "insert"}

// Mistake is why what was typed in a field cannot be read; nil if it can.
func (v view) Mistake(field string) *wrongValue {
	for i := range v.Wrong {
		if v.Wrong[i].Name == field {
			return &v.Wrong[i]
		}
	}
	return nil
}

// How a form names what it sends. An address has find, strike and insert only; a form without script cannot put a
// ruling together, so it sends its parts, and is sent on to the address.
const (
	ruleField = "rule."
	mindField = "mind."
	toField   = "to" // the part of the page to come back to
)

const queryTakes = "app, respondent, profile, acted, as-of, posture, find, strike and insert"

// parseView reads a query. plain is false if it has to be written as an address before it is shown. What was typed
// wrong is in the view, beside all else that was chosen. The error is of kind Input and says what was expected.
func parseView(path, raw string) (v view, to string, plain bool, err error) {
	v.Path = path
	q, err := url.ParseQuery(raw)
	if err != nil {
		return v, "", false, fault.Errorf(fault.Input, "The address cannot be read: %v. Expected pairs of a name and a value, joined by &.", err)
	}
	rules, minds := map[string]string{}, map[string]string{}
	plain = true
	for _, key := range slices.Sorted(maps.Keys(q)) {
		for _, value := range q[key] {
			flaw, isRule := strings.CutPrefix(key, ruleField)
			of, isMind := strings.CutPrefix(key, mindField)
			switch {
			case isRule:
				plain, rules[flaw] = false, value
			case isMind:
				plain, minds[of] = false, value
			case key == toField:
				plain, to = false, value
			case value == "":
				plain = false
			default:
				switch err := v.set(key, value); {
				case err != nil && slices.Contains(typedFields, key):
					v.Wrong = append(v.Wrong, wrongValue{key, value, err.Error()})
				case err != nil:
					return v, "", false, err
				}
			}
		}
	}
	for _, flaw := range slices.Sorted(maps.Keys(rules)) {
		if rules[flaw] == "" {
			continue
		}
		text := flaw + "=" + rules[flaw]
		if rules[flaw] == "sustained" && minds[flaw] != "" {
			text += "," + minds[flaw]
		}
		if err := v.set("find", text); err != nil {
			return v, "", false, err
		}
	}
	slices.SortStableFunc(v.Find, func(a, b record.Ruling) int { return cmp.Compare(a.On, b.On) })
	slices.SortFunc(v.Strike, comparePlaces)
	v.Strike = slices.Compact(v.Strike)
	return v, to, plain, nil
}

func comparePlaces(a, b brief.Place) int {
	return cmp.Or(cmp.Compare(a.App, b.App), cmp.Compare(a.N, b.N))
}

// set takes one value of the query.
func (v *view) set(key, value string) error {
	switch key {
	case "app":
		v.App = record.AppID(value)
	case "respondent":
		v.Respondent = record.PersonID(value)
	case "profile":
		v.Profile = value
	case "acted", "as-of":
		w := record.When(value)
		if !w.Known() {
			return fault.Errorf(fault.Input, "%s=%s is not a date. Expected a date such as 1981-02 or 1981-02-14.", key, value)
		}
		if key == "acted" {
			v.Acted = w
		} else {
			v.AsOf = w
		}
	case "posture":
		v.Posture = brief.Posture(value)
		if !slices.Contains(brief.Postures(), v.Posture) {
			return fault.Errorf(fault.Input, "posture=%s is not a posture. Expected one of %s.", value, joinWords(brief.Postures()))
		}
	case "find":
		r, err := brief.ParseFind(value)
		if err != nil {
			return fault.Errorf(fault.Input, "find=%v.", err)
		}
		v.Find = slices.DeleteFunc(v.Find, func(x record.Ruling) bool { return x.On == r.On })
		v.Find = append(v.Find, r)
	case "strike":
		p, err := brief.ParsePlace(value)
		if err != nil {
			return fault.Errorf(fault.Input, "strike=%v.", err)
		}
		v.Strike = append(v.Strike, p)
	case "insert":
		c, err := record.ParseCite(value)
		if err != nil {
			return fault.Errorf(fault.Input, "insert=%s cannot be read: %v. Expected a span of a source, such as call-1:5.", value, err)
		}
		if !slices.Contains(v.Insert, c) {
			v.Insert = append(v.Insert, c)
		}
	default:
		return fault.Errorf(fault.Input, "This page takes no %q. Expected %s.", key, queryTakes)
	}
	return nil
}

// writeFind writes what brief.ParseFind reads.
func writeFind(r record.Ruling) string {
	s := r.On + "=" + r.Value
	if r.Mind != "" {
		s += "," + r.Mind
	}
	if r.By != "" {
		s += ",by=" + r.By
	}
	return s
}

// options are what the review is asked for; without the hypotheses if it is to be as the paper stands.
func (v view) options(finds bool) brief.Options {
	o := brief.Options{Profile: v.Profile, Acted: v.Acted, AsOf: v.AsOf, Posture: v.Posture}
	if finds {
		o.Find = v.Find
	}
	return o
}

// URL is the address of the view on a page below the matter's: "", "/map.svg".
func (v view) URL(page, part string) string {
	var b strings.Builder
	add := func(key, value string) {
		if value == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(key + "=" + readable(value))
	}
	add("app", string(v.App))
	add("respondent", string(v.Respondent))
	add("profile", v.Profile)
	add("acted", string(v.Acted))
	add("as-of", string(v.AsOf))
	add("posture", string(v.Posture))
	for _, r := range v.Find {
		add("find", writeFind(r))
	}
	for _, p := range v.Strike {
		add("strike", string(p.App)+"."+strconv.Itoa(p.N))
	}
	for _, c := range v.Insert {
		add("insert", c.String())
	}
	s := v.Path + page
	if b.Len() > 0 {
		s += "?" + b.String()
	}
	if part != "" {
		s += "#" + part
	}
	return s
}

// readable escapes a value for a query, but leaves what people read and a query may hold as it is.
func readable(s string) string {
	return strings.NewReplacer("%40", "@", "%3D", "=", "%2C", ",", "%3A", ":").Replace(url.QueryEscape(s))
}

// with returns the view with a ruling laid over it, or without any on the flaw if the value is empty.
func (v view) with(rulings ...record.Ruling) view {
	v.Find = slices.Clone(v.Find)
	for _, r := range rulings {
		v.Find = slices.DeleteFunc(v.Find, func(x record.Ruling) bool { return x.On == r.On })
		if r.Value != "" {
			v.Find = append(v.Find, r)
		}
	}
	slices.SortStableFunc(v.Find, func(a, b record.Ruling) int { return cmp.Compare(a.On, b.On) })
	return v
}
