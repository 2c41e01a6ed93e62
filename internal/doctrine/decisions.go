package doctrine

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/fault"
)

// A Decision is a decision from outside the casebook, or a situation that no court has decided: what was asked, and the facts
// by their factors. It never becomes law.
type Decision struct {
	ID         string       `json:"id"`
	Name       string       `json:"name,omitempty"`
	Citation   string       `json:"citation,omitempty"`
	Court      string       `json:"court,omitempty"` // a court of courts.yaml, by id, name or as it is cited
	Sitting    string       `json:"sitting,omitempty"`
	Place      string       `json:"place,omitempty"` // a jurisdiction, as us-va, where the court is none of appeals
	Date       string       `json:"date,omitempty"`  // only outcomes alone do without
	Acted      string       `json:"acted,omitempty"`
	Kind       string       `json:"kind,omitempty"`
	Act        string       `json:"act,omitempty"`
	Authority  string       `json:"authority,omitempty"`
	Litigation string       `json:"litigation,omitempty"`
	Questions  []Asked      `json:"questions"`
	Factors    []FactorID   `json:"factors,omitempty"` // shown by no fact in particular
	Facts      []Told       `json:"facts,omitempty"`
	After      []AfterNoted `json:"after,omitempty"`
	Reason     string       `json:"reason,omitempty"`
	Note       string       `json:"note,omitempty"`
}

// A Told is a fact of a decision from outside. Any part may be left out.
type Told struct {
	Tag   string     `json:"tag,omitempty"`
	Says  string     `json:"says,omitempty"`
	Shows []FactorID `json:"shows,omitempty"`
	Taken string     `json:"taken,omitempty"`
}

// An AfterNoted is what came after such a decision.
type AfterNoted struct {
	Says  string    `json:"says,omitempty"`
	Shows []AfterID `json:"shows,omitempty"`
}

// shortTags are short words for what a fact is about.
var shortTags = map[string]string{
	"src": "source", "ver": "veracity", "cor": "corroboration", "con": "sworn", "inf": "inference", "id": "identity", "omit": "omission",
	"false": "falsehood", "rev": "review", "mag": "magistrate", "exe": "execution", "fn": "function", "proc": "procedure",
}

// ReadDecisions reads decisions from outside: a list of them, one alone, or a list under cases. What they name must be in
// the casebook. Questions, outcomes and tags may be written with underscores or hyphens; an outcome may be a side, a word in
// which reports put it, not-decided, assumed (or assumed- and a side), fact-question, or be left out.
//
// The error is a Problems with everything that is wrong, each with line and column. Notes, in the same form, are what may be
// meant and is worth a second look.
func ReadDecisions(name string, text []byte, b *Casebook) (list []Case, notes Problems, err error) {
	d := &decisions{book: b}
	list, err = readDecisions(name, text, d)
	d.notes.Sort()
	return list, d.notes, err
}

func readDecisions(name string, text []byte, d *decisions) ([]Case, error) {
	d.decoder = decoder{file: name, schema: "case"}
	if len(bytes.TrimSpace(text)) == 0 {
		d.whole("the file is empty; docs/casebook.md says what belongs in it, and shows a decision")
		return nil, d.sorted()
	}
	root := d.parse(text)
	if root == nil {
		return nil, d.sorted()
	}
	items := []*yaml.Node{root}
	switch list := child(root, "cases"); {
	case root.Kind == yaml.SequenceNode:
		items = root.Content
	case list != nil && list.Kind == yaml.SequenceNode:
		items = list.Content
		for i := 0; i+1 < len(root.Content); i += 2 {
			if key := root.Content[i]; !slices.Contains([]string{"cases", "note", "half", "count"}, key.Value) {
				d.fault(key, "unknown field %q beside cases; expected note, or nothing", key.Value)
			}
		}
	}
	var out []Case
	first := make(map[string]*yaml.Node)
	for _, n := range items {
		var one Decision
		if !d.item(n, reflect.ValueOf(&one).Elem(), "this decision") {
			continue
		}
		if one.Date == "" && !d.outcomes {
			d.fault(n, `this decision has no "date"; write YYYY-MM-DD, or the year in quotes if no more is known`)
			continue
		}
		if o := first[one.ID]; o != nil {
			d.fault(at(n, "id"), "the decision on line %d has the id %s too; give each its own", o.Line, one.ID)
		} else {
			first[one.ID] = at(n, "id")
		}
		out = append(out, d.decided(n, one))
		d.nodes = append(d.nodes, n)
	}
	if len(d.faults) > 0 {
		return nil, d.sorted()
	}
	return out, nil
}

type decisions struct {
	decoder
	book     *Casebook
	outcomes bool         // and no facts, and so no need of a date
	notes    Problems     // what may be meant
	nodes    []*yaml.Node // of the decisions, in their order
}

// noted adds to what may be meant.
func (d *decisions) noted(n *yaml.Node, format string, args ...any) {
	d.notes = append(d.notes, Problem{File: d.file, Line: n.Line, Column: n.Column, What: fmt.Sprintf(format, args...)})
}

func (d *decisions) sorted() error {
	d.faults.Sort()
	return d.faults
}

// at is the node of a part of an item, or of what would hold it.
func at(n *yaml.Node, part ...any) *yaml.Node {
	for _, p := range part {
		next := child(n, p)
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// decided makes a case of a decision and notes what it names that is not there.
func (d *decisions) decided(n *yaml.Node, o Decision) Case {
	c := Case{ID: o.ID, Name: o.Name, Citation: o.Citation, Sitting: o.Sitting, Date: o.Date, Acted: o.Acted, Kind: o.Kind, Act: o.Act,
		Authority: o.Authority, Litigation: o.Litigation, Reason: o.Reason, Note: o.Note, Place: o.Place}
	if c.Name == "" {
		c.Name = c.ID
	}
	if o.Court != "" {
		c.Court = d.court(at(n, "court"), o.Court, &c)
	}
	if o.Place != "" && !regionForm.MatchString(o.Place) {
		d.fault(at(n, "place"), "place %q is no jurisdiction; write one as in a matter file, us-ri", o.Place)
	}
	for field, date := range map[string]string{"date": o.Date, "acted": o.Acted} {
		if _, ok := DayBefore(date); date != "" && (!ok || !dateForm.MatchString(date)) {
			d.fault(at(n, field), "%s %q is no date; write YYYY-MM-DD, or the year in quotes if no more is known", field, date)
		}
	}
	d.allowed(at(n, "kind"), "kind", o.Kind, caseKinds)
	d.allowed(at(n, "act"), "act", o.Act, acts)
	d.allowed(at(n, "sitting"), "sitting", o.Sitting, sittings)
	if len(o.Factors) > 0 {
		d.named(at(n, "factors"), o.Factors)
		c.Facts = append(c.Facts, Fact{Shows: o.Factors})
	}
	for i, f := range o.Facts {
		fact := at(n, "facts", i)
		tag := hyphened(f.Tag)
		if long, ok := shortTags[tag]; ok {
			tag = long
		}
		if tag == "after" {
			d.fault(at(fact, "tag"), "a fact that came after never counts; list it under after")
		} else {
			d.allowed(at(fact, "tag"), "tag", tag, tags)
		}
		d.allowed(at(fact, "taken"), "taken", f.Taken, versions)
		d.named(at(fact, "shows"), f.Shows)
		c.Facts = append(c.Facts, Fact{Tag: tag, Says: f.Says, Shows: f.Shows, Taken: f.Taken})
	}
	for i, f := range o.After {
		for j, id := range f.Shows {
			if _, ok := d.book.Aftermath(id); !ok {
				d.fault(at(n, "after", i, "shows", j), "what came after shows %q, and there is no such thing%s; affiant explain aftermath lists what there is",
					id, fault.DidYouMean(string(id), ids(d.book.aftermath, aftermaths)))
			}
		}
		c.After = append(c.After, AfterFact(f))
	}
	if c.Kind == "" {
		c.Kind = proceeding(o.Questions)
	}
	if len(o.Questions) == 0 {
		d.fault(at(n, "questions"), "%s asks nothing; give at least one question, - about: probable-cause", o.ID)
	}
	shown := c.Shown()
	for i, q := range o.Questions {
		c.Questions = append(c.Questions, d.put(at(n, "questions", i), q, shown))
	}
	d.sound(n, c)
	return c
}

// proceeding is the kind in which such questions are asked, if it is not said: at suppression, if good faith or a Franks hearing
// is among them, or nothing that is asked in an action for damages.
func proceeding(asked []Asked) string {
	kind := "suppression"
	for _, q := range asked {
		switch hyphened(q.About) {
		case "leon", "franks":
			return "suppression"
		case "qualified-immunity", "absolute-immunity", "veracity", "causation", "claim", "eleventh-amendment":
			kind = "damages"
		}
	}
	return kind
}

// put makes a question what the casebook calls it.
func (d *decisions) put(n *yaml.Node, q Asked, shown []FactorID) Asked {
	q.About = hyphened(q.About)
	for _, i := range d.book.issues {
		if slices.Contains(i.Reported, q.About) {
			q.About = i.ID
		}
	}
	if about, rest, ok := strings.Cut(q.About, "-profile"); ok && rest == "" {
		for _, p := range d.book.law.profiles { // qualified-immunity-powell-profile
			if plain, ok := strings.CutSuffix(about, "-"+p.ID); ok {
				q.About, q.Profile = plain, p.ID
			}
		}
	}
	issue, ok := d.book.Issue(q.About)
	if !ok {
		d.fault(at(n, "about"), "is asked about %q, and there is no such question%s; expected one of %s", q.About,
			fault.DidYouMean(q.About, ids(d.book.issues, issues)), strings.Join(ids(d.book.issues, issues), ", "))
		return q
	}
	if said := hyphened(q.Outcome); said != "" {
		q.Outcome = ""
		may := slices.Clone(noSides)
		for _, s := range issue.Sides {
			may = append(may, s.ID)
			if said == s.ID || slices.Contains(s.Reported, said) {
				q.Outcome = s.ID
			}
		}
		switch {
		case slices.Contains(noSides, said):
			q.Outcome = said
		case strings.HasPrefix(said, Assumed):
			q.Outcome = Assumed
		case q.Outcome == "":
			d.fault(at(n, "outcome"), "the outcome %q is none on %s%s; expected one of %s, or leave it out", said, q.About, fault.DidYouMean(said, may), strings.Join(may, ", "))
		}
	}
	d.allowed(at(n, "corpus"), "corpus", q.Corpus, corpora)
	d.allowed(at(n, "act"), "act", q.Act, acts)
	if _, ok := d.book.law.Profile(q.Profile); q.Profile != "" && !ok {
		d.fault(at(n, "profile"), "is of the profile %q, and %s", q.Profile, noSuch(profiles, q.Profile, d.book.law.profiles))
	}
	for field, list := range map[string][]FactorID{"factors": q.Factors, "turns-on": q.TurnsOn, "because": q.Because} {
		d.named(at(n, field), list)
		for j, id := range list {
			if _, ok := d.book.Factor(id); ok && len(shown) > 0 && !slices.Contains(shown, id) { // outcomes alone have no facts
				d.fault(at(n, field, j), "states %q for %s, and none of its facts shows that; list it under a fact's shows, or take it out here", id, q.About)
			}
		}
	}
	return q
}

func (d *decisions) allowed(n *yaml.Node, field, got string, may []string) {
	if got != "" && !slices.Contains(may, got) {
		d.fault(n, "%s is %q%s; expected one of %s, or leave it out", field, got, fault.DidYouMean(got, may), strings.Join(may, ", "))
	}
}

// named notes factors that are not there.
func (d *decisions) named(n *yaml.Node, list []FactorID) {
	for i, id := range list {
		if slices.Contains(list[:i], id) {
			d.fault(at(n, i), "shows %q twice; keep one", id)
			continue
		}
		if _, ok := d.book.Factor(id); ok {
			continue
		}
		if _, ok := d.book.Aftermath(AfterID(id)); ok {
			d.fault(at(n, i), "shows %q, which comes after the application and never counts; list it under after", id)
			continue
		}
		d.fault(at(n, i), "shows %q, and there is no such factor%s; affiant explain factors lists them, and what each is for", id,
			fault.DidYouMean(string(id), ids(d.book.factors, factors)))
	}
}

// court is the id of a court that is named by id, by name, or as it is cited.
func (d *decisions) court(n *yaml.Node, said string, c *Case) string {
	plain, banc := strings.CutSuffix(said, "(en banc)")
	if plain = strings.TrimSpace(plain); banc {
		c.Sitting = "en-banc"
	}
	for _, t := range d.book.courts {
		if slices.ContainsFunc(append([]string{t.ID, t.Name, t.Cited}, t.Reported...), func(s string) bool { return strings.EqualFold(s, plain) }) {
			return t.ID
		}
	}
	d.fault(n, "there is no court %q%s; expected one of %s; for a trial court us-district with place: us-va", said,
		fault.DidYouMean(plain, ids(d.book.courts, courts)), strings.Join(ids(d.book.courts, courts), ", "))
	return ""
}

// hyphened writes a word as ids are written.
func hyphened(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), " ", "-")
}

// IsDecisions reports whether a text holds decisions from outside, and not a matter: it is a list, or has questions or
// cases at its top.
func IsDecisions(text []byte) bool {
	d := &decoder{schema: "case"}
	root := d.parse(text)
	return root != nil && (root.Kind == yaml.SequenceNode || child(root, "questions") != nil || child(root, "cases") != nil)
}
