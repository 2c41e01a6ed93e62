package hall

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// fourActs are what a magistrate may do, of equal weight: no order of merit, and none chosen beforehand.
var fourActs = []option{{"granted", "Grant"}, {"modified", "Modify"}, {"returned", "Ask for more"}, {"denied", "Refuse"}}

// A decidePart is the decision for one person, as it stands in its form.
type decidePart struct {
	Person, Name  string
	Chosen        string
	Finding       string
	Changes       string
	Elements      []elementPart
	Acts          []option
	Wrong         bool
	One           bool // there is only this one
	Still, Number int
}

// An elementPart is one element, and what was typed as found of it.
type elementPart struct{ ID, Title, Words string }

// A saidDecision is a decision that was made.
type saidDecision struct {
	Name, Act, By, Time, Finding, Changes string
	Findings                              []elementPart
	Told                                  bool // it is recounted, in the words of who tells it, and was not decided here
}

// Did says what was decided, as it stands before who decided it.
func (d saidDecision) Did() string {
	if d.Act == "returned" {
		return "sent back for more"
	}
	return d.Act
}

// parties are whom an application is against; the empty id, if it names no one.
func parties(a *record.Application) []record.PersonID {
	if len(a.Respondents) == 0 {
		return []record.PersonID{""}
	}
	return a.Respondents
}

// partySays names a party: the place, where an application names no one.
func partySays(m *record.Matter, p record.PersonID) string {
	if p == "" {
		return "The place named"
	}
	return whom(m, p)
}

func decideParts(x *clerk.View, a *record.Application, form map[string][]string, at string) []decidePart {
	if len(a.Presentments) == 0 || x.Matter.Stage(a, x.Now) != record.AtBench || !x.Could("decided", a.ID).May {
		return nil
	}
	last := a.Presentments[len(a.Presentments)-1]
	var list []decidePart
	for _, p := range parties(a) {
		if slices.ContainsFunc(last.Decisions, func(d record.Decision) bool { return len(d.Respondents) == 0 || slices.Contains(d.Respondents, p) }) {
			continue
		}
		d := decidePart{Person: string(p), Name: partySays(&x.Matter, p), Acts: fourActs}
		typed := func(string) string { return "" }
		if at == "decide-"+string(p) {
			d.Wrong, typed = true, func(name string) string { return strings.Join(form[name], "\n") }
		}
		d.Chosen, d.Finding, d.Changes = typed("act"), typed("finding"), typed("changes")
		for _, e := range a.Offence.Elements {
			d.Elements = append(d.Elements, elementPart{string(e.ID), e.Title, typed("element-" + string(e.ID))})
		}
		list = append(list, d)
	}
	for i := range list {
		list[i].One, list[i].Still, list[i].Number = len(list) == 1, len(list)-1-i, i
	}
	return list
}

// decisionsOf says what was decided on the last presentment.
func decisionsOf(m *record.Matter, a *record.Application) []saidDecision {
	if len(a.Presentments) == 0 {
		return nil
	}
	return decisionsOn(m, a, &a.Presentments[len(a.Presentments)-1])
}

// decisionsOn says what was decided on a presentment.
func decisionsOn(m *record.Matter, a *record.Application, on *record.Presentment) []saidDecision {
	var list []saidDecision
	for _, d := range on.Decisions {
		s := saidDecision{Act: d.Act, Time: d.Time.String(), Finding: d.Finding, Changes: d.Changes, Name: partySays(m, ""), Told: !d.Here}
		if by := cmp.Or(d.By, on.Magistrate); by != "" {
			s.By = whom(m, by)
		}
		of := d.Respondents
		if len(of) == 0 { // for all
			of = a.Respondents
		}
		var names []string
		for _, p := range of {
			names = append(names, whom(m, p))
		}
		if len(names) > 0 {
			s.Name = strings.Join(names, ", ")
		}
		for _, f := range d.Findings {
			title := string(f.Element)
			if e := a.Element(f.Element); e != nil {
				title = e.Title
			}
			s.Findings = append(s.Findings, elementPart{string(f.Element), title, f.Words})
		}
		list = append(list, s)
	}
	return list
}

// wordsOf says whose words some decisions are in: what is recounted is in those of whoever tells it.
func wordsOf(list []saidDecision) string {
	told := func(d saidDecision) bool { return d.Told }
	switch all := !slices.ContainsFunc(list, func(d saidDecision) bool { return !d.Told }); {
	case all:
		return "As it is recounted; it was not decided here."
	case slices.ContainsFunc(list, told):
		return "In the words of who decided, but for what is recounted."
	}
	return "In the words of who decided."
}

// benchAct reads the application for an act at the bench, and returns how the page is shown again with what was typed.
func (v *visit) benchAct(kind, at string) (*clerk.View, *record.Application, func(int, error) error, error) {
	again := func(status int, err error) error { return v.benchShow(status, v.form, at, err) }
	x, a, err := v.readBench()
	if err != nil {
		return nil, nil, nil, err
	}
	v.next = "/matters/" + string(x.Matter.ID) + "/applications/" + string(a.ID) + "/bench?done=" + kind + "#done"
	return x, a, again, nil
}

func (v *visit) benchDecide() error {
	person := record.PersonID(v.form.Get("person"))
	x, a, again, err := v.benchAct("decided", "decide-"+string(person))
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	d := record.Decision{Act: v.form.Get("act"), Finding: strings.TrimSpace(v.form.Get("finding"))}
	if !slices.ContainsFunc(fourActs, func(o option) bool { return o.Value == d.Act }) {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "choose one of the four; none is chosen for you"))
	}
	if person != "" {
		d.Respondents = []record.PersonID{person}
	}
	if d.Act == "modified" {
		d.Changes = strings.TrimSpace(v.form.Get("changes"))
	}
	for _, e := range a.Offence.Elements {
		if words := strings.TrimSpace(v.form.Get("element-" + string(e.ID))); words != "" {
			d.Findings = append(d.Findings, record.Finding{Element: e.ID, Words: words})
		}
	}
	switch { // said before the signature, and not after
	case d.Grants() && a.MayGrant(x.Me) != nil:
		return again(http.StatusConflict, a.MayGrant(x.Me))
	case d.Finding == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say in your words what you found, or what you want to know"))
	case d.Act == "modified" && d.Changes == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say what you change"))
	}
	return v.enterAct(x, record.Decided{Application: a.ID, Decision: d}, again)
}

// benchOpen enters that a source is opened. Its button is one of the form of the decision, where there is one, so that what is typed there comes along and stands
// there again: without script too.
func (v *visit) benchOpen() error {
	at := "open"
	along := cloneForm(v.form)
	if id := v.form.Get("opens"); id != "" {
		at = "decide-" + v.form.Get("person")
		v.form.Set("source", id)
		v.form.Set(fieldKey, v.form.Get(fieldKey)+"-"+id)
	}
	x, a, _, err := v.benchAct("source-opened", at)
	if err != nil {
		return err
	}
	again := func(status int, err error) error { return v.benchShow(status, along, at, err) }
	if v.again() {
		return again(http.StatusOK, nil)
	}
	id := record.SourceID(v.form.Get("source"))
	v.next = strings.TrimSuffix(v.next, "#done") + "#source-" + string(id)
	if !named(string(id)) {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "it is not said which source"))
	}
	if slices.ContainsFunc(slices.Collect(maps.Keys(along)), func(name string) bool {
		return (name == "act" || name == "finding" || name == "changes" || strings.HasPrefix(name, "element-")) && along.Get(name) != ""
	}) {
		v.done = func(clerk.Receipt) error { return v.benchShow(http.StatusOK, along, at, nil) }
	}
	return v.enterAct(x, record.SourceOpened{Application: a.ID, Opening: record.Opening{Source: id, Magistrate: x.Me}}, again)
}

func (v *visit) benchRecuse() error {
	x, a, again, err := v.benchAct("magistrate-recused", "recuse")
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	because := strings.TrimSpace(v.form.Get("because"))
	if because == "" {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say the ground in a few words; it goes on the record"))
	}
	v.next = "/bench"
	return v.enterAct(x, record.MagistrateRecused{Application: a.ID, Recusal: record.Recusal{Magistrate: x.Me, Because: because}}, again)
}

// A hearPart is the form by which the magistrate takes what is said beside the affidavit.
type hearPart struct {
	People             []option
	By, Means, Text    string
	Sworn              bool
	Recorded           string
	Ways, Performances []option
	Wrong              bool
}

var hearWays = []option{{"in-person", "In person"}, {"video", "By video, the face seen"}, {"telephone", "By telephone"}}

var performances = []option{{string(record.Done), "Yes, word for word"}, {string(record.NotDone), "No"}}

func hearOf(m *record.Matter, a *record.Application, form map[string][]string, at string) hearPart {
	h := hearPart{Ways: hearWays, Performances: performances, Wrong: at == "hear"}
	h.People = append(h.People, option{string(a.Affiant), whom(m, a.Affiant) + ", affiant"})
	for _, p := range m.People {
		if p.ID != a.Affiant && !p.Has(record.Magistrate) {
			h.People = append(h.People, option{string(p.ID), whom(m, p.ID)})
		}
	}
	if h.Wrong {
		get := func(name string) string { return strings.Join(form[name], "") }
		h.By, h.Means, h.Text, h.Sworn, h.Recorded = get("by"), get("means"), get("text"), get("sworn") != "", get("recorded")
	}
	return h
}

func (v *visit) benchHear() error {
	x, a, again, err := v.benchAct("testimony-taken", "hear")
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	t := record.Testimony{By: record.PersonID(v.form.Get("by")), Before: x.Me, Means: v.form.Get("means"), Sworn: v.form.Get("sworn") != "", Text: strings.TrimSpace(v.form.Get("text")),
		Recorded: record.Performance(v.form.Get("recorded"))}
	switch {
	case t.By == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say who speaks"))
	case !slices.ContainsFunc(hearWays, func(o option) bool { return o.Value == t.Means }):
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say how it is heard: in person, by video or by telephone"))
	case t.Text == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "write down what was said"))
	}
	return v.enterAct(x, record.TestimonyTaken{Application: a.ID, Testimony: t}, again)
}

// An issuePart is the form by which a warrant issues that was granted.
type issuePart struct {
	Person, Name string
	ID           string
	Search       bool
	Until, Hours string
	Cause, Text  string
	Proposed     string
	Wrong        bool
}

func issueParts(x *clerk.View, a *record.Application, form map[string][]string, at string) []issuePart {
	if !x.Could("warrant-issued", a.ID).May {
		return nil
	}
	var list []issuePart
	for _, p := range parties(a) {
		if last, _, ok := a.Decided(p); !ok || !last.Grants() || !last.Here {
			continue
		}
		if slices.ContainsFunc(a.Warrants, func(w record.Issued) bool {
			return (len(w.Respondents) == 0 || slices.Contains(w.Respondents, p)) && (x.Matter.Dead(a, &w, x.Now) == "" || servedUnder(a, w.ID))
		}) {
			continue // one lives, or did what it was for; where one died unserved, another may issue
		}
		i := issuePart{Person: string(p), Name: partySays(&x.Matter, p), Search: a.Kind == record.Search, ID: "w" + strconv.Itoa(len(a.Warrants)+1)}
		if a.Warrant != nil {
			i.Proposed = a.Warrant.Text
		}
		if at == "issue-"+string(p) {
			get := func(name string) string { return strings.Join(form[name], "\n") }
			i.Wrong, i.Until, i.Hours, i.Cause, i.Text = true, get("until"), get("hours"), get("cause"), get("text")
		}
		list = append(list, i)
	}
	return list
}

// servedUnder reports whether anything was carried out under a warrant.
func servedUnder(a *record.Application, w record.WarrantID) bool {
	return slices.ContainsFunc(a.Execution, func(e record.Execution) bool { return e.Warrant == w && (e.Act == "arrested" || e.Act == "searched") })
}

func (v *visit) benchIssue() error {
	person := record.PersonID(v.form.Get("person"))
	x, a, again, err := v.benchAct("warrant-issued", "issue-"+string(person))
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	w := record.Issued{ID: record.WarrantID(v.form.Get("id")), By: x.Me, ReturnTo: x.Me, Until: record.When(v.form.Get("until")), Hours: v.form.Get("hours"), Text: strings.TrimSpace(v.form.Get("text"))}
	if person != "" {
		w.Respondents = []record.PersonID{person}
	}
	if w.Hours == "any" {
		w.Cause = strings.TrimSpace(v.form.Get("cause"))
	}
	switch {
	case !named(string(w.ID)):
		w.ID = record.WarrantID(fmt.Sprintf("w%d", len(a.Warrants)+1))
	case !w.Until.Valid():
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "the last moment at which it may be executed is written such as 2026-03-16T22:00"))
	case w.Hours != "" && w.Hours != "daytime" && w.Hours != "any":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "at what hours is daytime or any"))
	}
	return v.enterAct(x, record.WarrantIssued{Application: a.ID, Warrant: w}, again)
}
