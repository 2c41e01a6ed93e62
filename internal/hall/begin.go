package hall

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// beginGroup leads from an empty matter to a first sentence: who swears, what kind of warrant, against whom or for what place, for which offence; then a first
// source; then the editor.
var beginGroup = group{
	pages: []page{
		{route: "GET " + atBegin, serve: (*visit).beginForm},
		{route: "POST " + atBegin, serve: (*visit).begin},
		{route: "GET " + atFirstSource, serve: (*visit).firstSourceForm},
		{route: "POST " + atFirstSource, serve: (*visit).firstSource},
	},
	acts: map[string]string{"application-drafted": atBegin},
}

const (
	atBegin       = "/matters/{matter}/begin"
	atFirstSource = "/matters/{matter}/applications/{application}/first-source"
	ownOffence    = "own" // written here, and not chosen
)

// A beginPage is the form by which an application is begun.
type beginPage struct {
	chrome
	Matter, Back, At, Long string
	Affiants               []option
	Affiant, Kind          string
	People                 []option // of the matter, who may be named without being typed again
	Who                    []string
	Whom, Place, Whose     string
	Items, Statute         string
	Find                   string
	Offences               []offenceRow
	AnyCrime               string // the one of them that is a kind of search and no offence
	Left                   int    // ready offences that are not shown, since they have not the words that were looked for
	Own                    []field
	OwnOpen                bool
	Offence                string
	Wrong                  []wrongAt
	Not                    string // why the whole was not entered
	Key                    string
}

// An offenceRow is a ready offence.
type offenceRow struct {
	ID, Title, Means string
	Elements         []string
	Any              bool // it is a kind of search, whatever the crime was, and no offence
}

// A wrongAt is what a form lacks, and where on the page it is put right.
type wrongAt struct{ At, Says string }

// Has reports whether a person of the matter is chosen.
func (p beginPage) Has(id string) bool { return slices.Contains(p.Who, id) }

// beginView reads the matter for one who may begin an application in it.
func (v *visit) beginView() (*clerk.View, error) {
	x, err := v.read("", access.ReadSources, access.ReadDocket)
	if err != nil {
		return nil, err
	}
	if d := x.May("application-drafted", ""); !d.May {
		return nil, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, nil
}

func (v *visit) beginForm() error {
	x, err := v.beginView()
	if err != nil {
		return err
	}
	return v.beginShow(http.StatusOK, x, url.Values{}, nil, "")
}

func (v *visit) beginShow(status int, x *clerk.View, form url.Values, wrong []wrongAt, not string) error {
	m := &x.Matter
	base := "/matters/" + string(m.ID)
	p := beginPage{chrome: v.chrome("Begin an application"), Matter: m.Title, Back: base, At: base + "/begin", Long: base + "/acts/application-drafted", Affiants: v.affiants(x), Affiant: form.Get("affiant"),
		Kind: form.Get("kind"), Who: form["who"], Whom: form.Get("whom"), Place: form.Get("place"), Whose: form.Get("whose"), Items: form.Get("items"), Statute: form.Get("statute"),
		Find: strings.TrimSpace(form.Get("_find")), Offence: form.Get("offence"), Wrong: wrong, Not: not, Key: form.Get(fieldKey)}
	p.Styles, p.Scripts = []string{"begin.css"}, []string{"begin.js"}
	if p.Key == "" {
		p.Key = v.newKey()
	}
	for i := range m.People {
		if q := &m.People[i]; q.Account == "" {
			p.People = append(p.People, option{string(q.ID), whom(m, q.ID)})
		}
	}
	for _, o := range v.Law.Offences() {
		row := offenceRow{ID: o.ID, Title: o.Title, Means: o.Means}
		for _, e := range o.Elements {
			row.Elements = append(row.Elements, e.Title)
			row.Any = row.Any || e.Kind == record.Crime
		}
		if row.Any {
			p.AnyCrime = row.Title
		}
		// What is chosen is shown whatever one looks for, so that no choice is lost unseen.
		if o.ID != p.Offence && !hasWords(row.Title+" "+row.Means+" "+row.ID+" "+strings.Join(row.Elements, " "), p.Find) {
			p.Left++
			continue
		}
		p.Offences = append(p.Offences, row)
	}
	f := &former{m: m, form: form, more: form.Get("more"), flat: true}
	if !form.Has("own.elements#") {
		form.Set("own.elements#", "2")
	}
	for _, o := range f.fields(offenceType, "own.") {
		if o.Name != "own.statute" { // it is asked for below, of every offence
			p.Own = append(p.Own, withoutIDs(o))
		}
	}
	p.OwnOpen = p.Offence == ownOffence
	return v.show(status, "begin.html", p)
}

// affiants are those who may swear to an application of the agency: who asks, first; then colleagues, and who else is an affiant of the matter.
func (v *visit) affiants(x *clerk.View) []option {
	list := []option{{"", v.account.Name + " (you)"}}
	for i := range x.Matter.People {
		p := &x.Matter.People[i]
		if p.Account != "" && p.Account != v.session.Account && slices.Contains(p.Roles, record.Affiant) {
			list = append(list, option{p.Account, p.Name})
		}
	}
	for _, a := range v.roll.Accounts {
		writes := func(q people.Post) bool { return q.Role == record.Affiant && q.Agency == x.Matter.Agency }
		known := func(o option) bool { return o.Value == a.ID }
		if a.ID != v.session.Account && !a.Closed && slices.ContainsFunc(a.Now(v.now), writes) && !slices.ContainsFunc(list, known) {
			list = append(list, option{a.ID, a.Name})
		}
	}
	return list
}

// begin names who is not named yet and begins the application: several acts, all or none.
func (v *visit) begin() error {
	x, err := v.beginView()
	if err != nil {
		return err
	}
	form := v.form
	if v.again() || form.Has("more") || form.Has("look") {
		if more := form.Get("more"); more != "" {
			form.Set("offence", ownOffence)
		}
		return v.beginShow(http.StatusOK, x, form, nil, "")
	}
	b := &beginning{m: x.Matter, law: v.Law, form: cloneForm(form)}
	b.m.People = slices.Clone(x.Matter.People)
	b.affiant(v.roll, v.session.Account)
	b.parties()
	b.offence()
	if len(b.wrong) > 0 {
		return v.beginShow(http.StatusUnprocessableEntity, x, form, b.wrong, "")
	}
	b.app.ID = record.AppID(b.free(string(b.app.Of)))
	_, err = v.Clerk.DoAll(v.r.Context(), v.caller(), x.Matter.ID, form.Get(fieldKey), append(b.acts, b.app)...)
	if err = errorOf(&x.Matter, err); err != nil {
		switch s := sayOf(err); s.status {
		case http.StatusUnprocessableEntity, http.StatusConflict:
			form.Del(fieldKey)
			return v.beginShow(s.status, x, form, nil, s.text)
		}
		return err
	}
	if len(x.Matter.Sources) > 0 {
		return v.to(at("/matters/{matter}/applications/{application}/edit", x.Matter.ID, b.app.ID))
	}
	return v.to(at(atFirstSource, x.Matter.ID, b.app.ID))
}

// hasWords reports whether a text has every word of what is looked for, in any case.
func hasWords(text, find string) bool {
	text = strings.ToLower(text)
	for _, w := range strings.Fields(strings.ToLower(find)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// withoutIDs takes the short names out of a form: they are made of what is typed.
func withoutIDs(f field) field {
	f.Fields = slices.DeleteFunc(slices.Clone(f.Fields), func(g field) bool { return strings.HasSuffix(g.Name, ".id") })
	f.Rows = slices.Clone(f.Rows)
	for i := range f.Rows {
		f.Rows[i] = withoutIDs(f.Rows[i])
	}
	return f
}

// A firstSourcePage asks for a first source: what the affiant saw, or a log that is brought in.
type firstSourcePage struct {
	chrome
	Matter, Back, At, Import, Edit string
	Heading, What                  string
	Words, When, Where             string
	Wrong, Key                     string
}

// firstSourceView reads an application that is being written, for one who may log sources.
func (v *visit) firstSourceView() (*clerk.View, *record.Application, error) {
	x, a, err := v.draft()
	if err != nil {
		return nil, nil, err
	}
	if d := x.May("source-logged", ""); !d.May {
		return nil, nil, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, a, nil
}

func (v *visit) firstSourceForm() error {
	x, a, err := v.firstSourceView()
	if err != nil {
		return err
	}
	return v.firstSourceShow(http.StatusOK, x, a, nil)
}

func (v *visit) firstSourceShow(status int, x *clerk.View, a *record.Application, err error) error {
	base := "/matters/" + string(x.Matter.ID)
	heading := "A first source"
	if len(x.Matter.Sources) > 0 {
		heading = "What you saw"
	}
	p := firstSourcePage{chrome: v.chrome(heading), Heading: heading, Matter: x.Matter.Title, Back: base, At: at(atFirstSource, x.Matter.ID, a.ID), Import: base + "/import",
		Edit: base + "/applications/" + string(a.ID) + "/edit", What: string(a.Kind) + " warrant, " + a.Offence.Title, Words: v.form.Get("words"), When: v.form.Get("when"), Where: v.form.Get("where"), Key: v.form.Get(fieldKey)}
	if p.Key == "" {
		p.Key = v.newKey()
	}
	if err != nil {
		p.Wrong = sayOf(err).text
	}
	return v.show(status, "first-source.html", p)
}

// firstSource logs what the one who writes saw, and leads to the first sentence.
func (v *visit) firstSource() error {
	x, a, err := v.firstSourceView()
	if err != nil {
		return err
	}
	again := func(status int, err error) error { return v.firstSourceShow(status, x, a, err) }
	if v.again() {
		return again(http.StatusOK, nil)
	}
	s := record.Source{Kind: record.Observation, Title: "What " + v.account.Name + " saw", Author: x.Me, Seen: record.FirstHand, Time: record.When(strings.TrimSpace(timeTyped(v.form.Get("when")))), Place: strings.TrimSpace(v.form.Get("where"))}
	for i, l := range linesOf(v.form.Get("words")) {
		s.Lines = append(s.Lines, record.Line{N: i + 1, Text: l})
	}
	switch {
	case len(s.Lines) == 0:
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "Say what you saw, heard or did: a sentence is enough"))
	case s.Time == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "Say when it was, such as 2 March 2026, 9:15 a.m., or 2 March 2026; or write unknown"))
	}
	if s.Time.Valid() && s.Time.After(x.Now) == record.Yes {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "What you saw was seen by now, and it is %s: say when it was", x.Now))
	}
	b := &beginning{m: x.Matter}
	s.ID = record.SourceID(b.free("observation"))
	if s.Author == "" { // one who writes and is no person of the matter yet is named in it
		p := b.officer(v.account.Name, v.session.Account)
		b.acts, s.Author = append(b.acts, record.PersonNamed{Person: p}), p.ID
	}
	if s.Author != a.Affiant { // it says how the affiant knows it
		s.Seen = record.Told
	}
	_, err = v.Clerk.DoAll(v.r.Context(), v.caller(), x.Matter.ID, v.form.Get(fieldKey), append(b.acts, record.SourceLogged{Source: s})...)
	if err = errorOf(&x.Matter, err); err != nil {
		switch t := sayOf(err); t.status {
		case http.StatusUnprocessableEntity, http.StatusConflict:
			v.form.Del(fieldKey)
			return again(t.status, err)
		}
		return err
	}
	return v.to(at("/matters/{matter}/applications/{application}/edit", x.Matter.ID, a.ID))
}

// A beginStep is one step from an empty matter to the first sentence.
type beginStep struct {
	N          int
	Says, Told string // what is asked, and what was said
	Done, Here bool
}

// A beginPath is those steps, and the next of them as a button.
type beginPath struct {
	Steps []beginStep
	Next  []todayLink // the first is the next step; the others are other ways to take it
}

// pathOf returns the steps of a matter in which nothing has been written yet, for one who may write in it; nil for any other. What has been done in it the
// docket says: what was written is not read for a list of steps.
func (v *visit) pathOf(x *clerk.View) *beginPath {
	m := &x.Matter
	if x.As != access.ReadDocket || !x.May("application-drafted", "").May {
		return nil
	}
	sources, written := 0, map[record.AppID]bool{}
	for _, l := range x.Lines {
		switch l.Kind {
		case "source-logged":
			sources++
		case "assertion-drafted":
			written[l.Application] = true
		}
	}
	var a *record.Application
	for i := range m.Applications {
		b := &m.Applications[i]
		if m.Stage(b, x.Now) != record.Drafting || written[b.ID] {
			return nil // it is under way
		}
		a = b
	}
	p := &beginPath{}
	step := func(says string, done bool, told string) {
		here := !done && !slices.ContainsFunc(p.Steps, func(s beginStep) bool { return s.Here })
		p.Steps = append(p.Steps, beginStep{len(p.Steps) + 1, says, told, done, here})
	}
	base := "/matters/" + string(m.ID)
	if a == nil {
		step("Who swears to it", false, v.account.Name+", unless you say otherwise")
		step("An arrest or a search, and of whom or where", false, "")
		step("For what offence", false, "ready ones with their elements, or your own")
		step("A first source", sources > 0, sourcesSay(sources))
		step("The first sentence", false, "")
		p.Next = []todayLink{{base + "/begin", "Begin: who, what, whom"}}
		return p
	}
	var whomOrWhere []string
	for _, r := range a.Respondents {
		whomOrWhere = append(whomOrWhere, whom(m, r))
	}
	if a.Place != nil {
		whomOrWhere = append(whomOrWhere, a.Place.All())
	}
	step("Who swears to it", true, whom(m, a.Affiant))
	step("An arrest or a search, and of whom or where", true, string(a.Kind)+": "+strings.Join(whomOrWhere, ", "))
	step("For what offence", true, a.Offence.Title+", "+count(len(a.Offence.Elements), "element"))
	step("A first source", sources > 0, sourcesSay(sources))
	step("The first sentence", false, "")
	edit := todayLink{base + "/applications/" + string(a.ID) + "/edit", "Write the first sentence"}
	if sources > 0 {
		p.Next = []todayLink{edit}
		return p
	}
	p.Next = []todayLink{{at(atFirstSource, m.ID, a.ID), "Write down what you saw"}, {base + "/import", "Bring in a log or a report"}, {edit.Href, "Write a sentence first"}}
	return p
}

func sourcesSay(n int) string {
	if n == 0 {
		return "a log, a report, or what you saw yourself"
	}
	return strconv.Itoa(n) + " here"
}
