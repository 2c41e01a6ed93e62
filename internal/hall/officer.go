package hall

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

const atWarrants = "/matters/{matter}/applications/{application}/warrants"

// officerGroup is for the executing officer: the warrants that are out, and each with its state as of now, what was done under it, and its
// return. It goes on through a dead spot: officer.js keeps what is written until it is sent, and says since when it knows nothing new.
var officerGroup = group{
	pages: []page{
		{route: "GET /warrants", serve: (*visit).warrantList, nav: "Warrants", roles: []record.Role{record.Executing}},
		{route: "GET " + atWarrants, serve: (*visit).warrants},
		{route: "GET " + atWarrants + "/state", serve: (*visit).warrantState},
		{route: "POST " + atWarrants + "/serve", serve: (*visit).warrantServe},
		{route: "POST " + atWarrants + "/return", serve: (*visit).warrantReturn},
		{route: "POST " + atWarrants + "/seen", serve: (*visit).warrantSeen},
		{route: "GET /officer-worker.js", serve: (*visit).worker, open: true},
	},
	acts:  map[string]string{"executed": atWarrants, "warrant-returned": atWarrants},
	views: []view{{name: "The warrant, as of now", at: atWarrants, act: access.ReadWarrant}},
}

// A warrantListPage is the warrants that are out.
type warrantListPage struct {
	chrome
	Out  []warrantOut
	Next string // the address of the next page
}

// A warrantOut is an application with warrants that have not been returned.
type warrantOut struct {
	Href, Title, What, Stage string
	Due                      []dueRow
	Alerts                   int // seen by nobody yet
	Lives                    bool
	Owed                     bool // no warrant lives, and the return has still to be made
}

func (v *visit) warrantList() error {
	list, next, err := v.tray(clerk.Out, "/warrants", "after", mostInPart)
	if err != nil {
		return err
	}
	p := warrantListPage{chrome: v.chrome("Warrants that are out"), Out: v.outOf(list), Next: next}
	p.Styles = []string{"bench.css"}
	return v.show(http.StatusOK, "warrant-list.html", p)
}

// outOf lists the warrants of matters that have not been returned: those that live first, and of these those with something to be seen.
func (v *visit) outOf(list []clerk.Summary) []warrantOut {
	var out []warrantOut
	for _, s := range list {
		for _, a := range s.Applications {
			if a.Out == 0 {
				continue
			}
			w := warrantOut{Href: at(atWarrants, s.Matter, a.ID), Title: s.Title, What: report.Upper(string(a.Kind)) + " warrant, " + a.Offence, Stage: stageSays(a.Stage), Alerts: a.Alerts, Lives: a.Stage == record.Live, Owed: owed(a)}
			var dues []clerk.DueSummary
			for _, d := range s.Due {
				if d.Application == a.ID && d.Who == string(record.Executing) {
					dues = append(dues, d)
				}
			}
			_, w.Due = v.rows([]clerk.Summary{{Court: s.Court, Due: dues}})
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b warrantOut) int {
		if a.Lives == b.Lives {
			return cmp.Compare(b.Alerts, a.Alerts)
		}
		if a.Lives {
			return -1
		}
		return 1
	})
	return out
}

// A warrantPage is the warrants on an application, each as of now.
type warrantPage struct {
	chrome
	Matter, Back, Base, What string
	Court, Now               string // on the court's clock
	At                       string // the same, to be reckoned with
	Papers                   warrantPapers
	Warrants                 []warrantPart
	Alerts                   []alertPart
	Wrong, By                string
	Where                    string // which form was not entered
	Done                     string
	MayServe, MayReturn      bool
	MaySee                   bool
	Listed                   bool // the reader has a list of warrants to go back to
	People                   []option
	Search                   bool
	CourtZone                string   // by its name
	Twice                    []option // which of the two is meant, of an hour that the clocks there show twice these days
	Key                      string
}

// warrantPapers is what all warrants on an application have in common.
type warrantPapers struct {
	Agency, Offence, Statute string
	Place                    string
	Items                    []string
	Changes                  []string // what the magistrate changed
}

// A warrantPart is one warrant.
type warrantPart struct {
	ID, Against, By, Issued    string
	Until, Hours, Cause, To    string
	Text                       []string
	Dead                       string // of what it died; "" if it lives
	Late                       bool   // only its time has passed: what was done in time may be told
	Returned                   string
	Served                     bool
	Done                       []doneRow
	Persons                    []option
	Act, Place, Seized, Time   string // what was typed of service
	Offset                     string
	Inventory, Others, Receipt string // and of the return
	Unserved                   string
	Witnesses                  []string
}

// Has reports whether a witness is chosen.
func (w warrantPart) Has(id string) bool { return slices.Contains(w.Witnesses, id) }

type doneRow struct{ Act, Time, Place, By, Seized string }

// An alertPart is something to be seen before anyone acts.
type alertPart struct {
	ID, Because, Time string
	Seen              []string
	Mine              bool // the reader has seen it
	Typed             bool // what follows was typed, and not entered
	Act, Why          string
}

// executionSays says what was done under a warrant.
var executionSays = map[string]string{"attempted": "Attempted, and not carried out", "arrested": "Arrested", "searched": "Searched", "returned-unserved": "Returned unserved"}

// toldOf says what an entry tells of: an attempt, or the service itself.
var toldOf = map[bool]string{true: "an attempt", false: "service"}

func (v *visit) warrants() error {
	v.w.Header().Set("Affiant-Whose", v.session.Account) // for whom the browser may keep it
	return v.warrantsShow(http.StatusOK, nil, "", nil)
}

func (v *visit) warrantsShow(status int, form map[string][]string, where string, err error) error {
	x, a, rerr := v.readApp(access.ReadWarrant)
	if rerr != nil {
		return rerr
	}
	m := &x.Matter
	p := warrantPage{chrome: v.chrome("Warrant: " + m.Title), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: at(atWarrants, m.ID, a.ID), What: report.Upper(string(a.Kind)) + " warrant, " + a.Offence.Title,
		Court: v.courtName(m.Court), Now: x.Now.String(), Search: a.Kind == record.Search, Where: where, Key: v.newKey(),
		MayServe: x.May("executed", a.ID).May, MayReturn: x.May("warrant-returned", a.ID).May, MaySee: x.May("alert-seen", "").May, Listed: v.holds(record.Executing, record.Affiant)}
	p.Styles, p.Scripts = []string{"bench.css", "officer.css"}, []string{"officer.js"}
	z := v.zoneOf(m.Court)
	p.At, p.CourtZone = v.now.In(z).Format(time.RFC3339), z.String()
	p.Twice = twiceOf(v.now, z)
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.By = s.text, s.by
	}
	p.Papers = warrantPapers{Agency: v.agencyName(m.Agency), Offence: a.Offence.Title, Statute: a.Offence.Statute, Items: a.Items}
	if a.Place != nil {
		p.Papers.Place = a.Place.All()
	}
	for _, pr := range a.Presentments {
		for _, d := range pr.Decisions {
			if d.Act == "modified" {
				p.Papers.Changes = append(p.Papers.Changes, d.Changes)
			}
		}
	}
	for _, q := range m.People {
		if q.ID != x.Me {
			p.People = append(p.People, option{string(q.ID), whom(m, q.ID)})
		}
	}
	for i := range a.Warrants {
		w := warrantOf(x, a, &a.Warrants[i], form, where)
		if a.Warrants[i].Hours == "daytime" {
			w.Hours += v.daytimeSays(m.Jurisdiction)
		}
		p.Warrants = append(p.Warrants, w)
	}
	for _, l := range m.Alerts {
		if l.Application != a.ID {
			continue
		}
		row := alertPart{ID: string(l.ID), Because: sentence(l.Because), Time: l.Time.String()}
		if where == "seen-"+row.ID {
			row.Typed, row.Act, row.Why = true, strings.Join(form["act"], ""), strings.Join(form["because"], "\n")
		}
		for _, s := range l.Seen {
			row.Seen = append(row.Seen, whom(m, s.By)+" "+strings.ReplaceAll(s.Act, "-", " "))
			row.Mine = row.Mine || s.By == x.Me
		}
		p.Alerts = append(p.Alerts, row)
	}
	if d := v.r.URL.Query().Get("done"); d != "" && status == http.StatusOK && kindWords[d][1] != "" {
		p.Done = "Entered: you " + didIt(d) + "."
		if n := len(a.Execution); d == "executed" && n > 0 {
			p.Done = "Entered: you told of " + toldOf[a.Execution[n-1].Act == "attempted"] + "."
		}
	}
	return v.show(status, "warrant.html", p)
}

func warrantOf(x *clerk.View, a *record.Application, w *record.Issued, form map[string][]string, where string) warrantPart {
	m := &x.Matter
	p := warrantPart{ID: string(w.ID), By: whom(m, w.By), Issued: w.Time.String(), Cause: w.Cause, Hours: map[string]string{"daytime": "in the daytime", "any": "at any hour"}[w.Hours], Dead: m.Barred(a, w, x.Now),
		Late: m.Outlived(a, w, x.Now)}
	var names []string
	for _, q := range w.Respondents {
		names = append(names, whom(m, q))
		p.Persons = append(p.Persons, option{string(q), whom(m, q)})
	}
	p.Against = strings.Join(names, ", ")
	if w.Until != "" {
		p.Until = w.Until.String()
	}
	if w.ReturnTo != "" {
		p.To = whom(m, w.ReturnTo)
	}
	switch {
	case w.Text != "":
		p.Text = paragraphs(w.Text)
	case a.Warrant != nil:
		p.Text = paragraphs(a.Warrant.Text)
	}
	for _, e := range a.Execution {
		if e.Warrant != w.ID {
			continue
		}
		row := doneRow{Act: executionSays[e.Act], Time: e.Time.String(), Place: e.Place, Seized: strings.Join(e.Seized, "; ")}
		for _, q := range e.By {
			row.By += ", " + whom(m, q)
		}
		row.By = strings.TrimPrefix(row.By, ", ")
		p.Served = p.Served || e.Act == "arrested" || e.Act == "searched"
		p.Done = append(p.Done, row)
	}
	if r := w.Returned; r != nil {
		p.Returned = "Returned by " + whom(m, r.By) + ", " + r.Time.String()
		if r.Unserved != "" {
			p.Returned += ", unserved: " + r.Unserved
		}
		p.Returned = sentence(p.Returned)
	}
	for _, e := range a.Execution { // the inventory begins with what was said to be taken
		if e.Warrant == w.ID && len(e.Seized) > 0 {
			p.Inventory += strings.Join(e.Seized, "\n") + "\n"
		}
	}
	get := func(name string) string { return strings.Join(form[name], "\n") }
	switch where {
	case "serve-" + p.ID:
		p.Act, p.Place, p.Seized, p.Time, p.Offset = get("act"), get("place"), get("seized"), get("time"), get("offset")
	case "return-" + p.ID:
		p.Inventory, p.Others, p.Receipt, p.Unserved, p.Witnesses = get("inventory"), get("others"), get("receipt"), get("unserved"), form["witness"]
	}
	return p
}

// warrantState tells a script the state of each warrant as of now.
func (v *visit) warrantState() error {
	x, a, err := v.readApp(access.ReadWarrant)
	if err != nil {
		return err
	}
	type one struct {
		ID   string `json:"id"`
		Dead string `json:"dead,omitempty"`
	}
	said := struct {
		At       string `json:"at"`
		Says     string `json:"says"`
		Warrants []one  `json:"warrants"`
		Alerts   int    `json:"alerts"`
	}{At: string(x.Now), Says: x.Now.String() + ", at " + v.courtName(x.Matter.Court)}
	for i := range a.Warrants {
		said.Warrants = append(said.Warrants, one{string(a.Warrants[i].ID), x.Matter.Barred(a, &a.Warrants[i], x.Now)})
	}
	for _, l := range x.Matter.Alerts {
		if l.Application == a.ID {
			said.Alerts++
		}
	}
	b, err := json.Marshal(said)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/json")
	_, _ = v.w.Write(b) // the reader may have gone
	return nil
}

// worker serves the script that shows the page of a warrant where there is no connection. It stands at the root, so that it may.
func (v *visit) worker() error {
	b, err := static.ReadFile("static/officer-worker.js")
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	v.w.Header().Set("Cache-Control", "no-cache")
	_, _ = v.w.Write(b)
	return nil
}

// warrantAct reads the application for an act on a warrant. Who acts is named in the matter if need be.
func (v *visit) warrantAct(kind, where string) (*clerk.View, *record.Application, *record.Issued, func(int, error) error, error) {
	id := v.form.Get("warrant")
	again := func(status int, err error) error { return v.warrantsShow(status, v.form, where+"-"+id, err) }
	x, a, err := v.readApp(access.ReadWarrant)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	w := a.Issued(record.WarrantID(id))
	if w == nil {
		return nil, nil, nil, nil, fault.Errorf(fault.NotFound, "no such warrant")
	}
	v.next = at(atWarrants, x.Matter.ID, a.ID) + "?done=" + kind
	if !v.again() {
		if x.Me, err = v.Clerk.NameSelf(v.r.Context(), v.caller(), x.Matter.ID, a.ID, access.Act(kind)); err != nil {
			return nil, nil, nil, nil, err
		}
	}
	return x, a, w, again, nil
}

func linesOf(text string) []string {
	var list []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			list = append(list, l)
		}
	}
	return list
}

func (v *visit) warrantServe() error {
	x, a, w, again, err := v.warrantAct("executed", "serve")
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	t, err := when(v.form.Get("time"), v.form.Get("offset"), v.zoneOf(x.Matter.Court))
	if err != nil {
		return again(http.StatusUnprocessableEntity, err)
	}
	e := record.Execution{Act: v.form.Get("act"), Warrant: w.ID, By: []record.PersonID{x.Me}, Place: strings.TrimSpace(v.form.Get("place")), Time: t, Seized: linesOf(v.form.Get("seized"))}
	if done := (map[record.AppKind]string{record.Arrest: "arrested", record.Search: "searched"})[a.Kind]; e.Act != "attempted" && e.Act != done {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say what was done: an attempt, or the service itself"))
	}
	if e.Act == "arrested" {
		e.Persons = w.Respondents
	}
	done := record.Executed{Application: a.ID, Execution: e}
	if e.Act != "attempted" && v.form.Get(fieldSure) == "" {
		return v.serveSure(x, a, done, again)
	}
	return v.enterAct(x, done, again)
}

func (v *visit) warrantSeen() error {
	again := func(status int, err error) error {
		return v.warrantsShow(status, v.form, "seen-"+v.form.Get("alert"), err)
	}
	x, a, err := v.readApp(access.ReadWarrant)
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	act := v.form.Get("act")
	if act == "" {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say what follows from it"))
	}
	if x.Me, err = v.Clerk.NameSelf(v.r.Context(), v.caller(), x.Matter.ID, a.ID, "alert-seen"); err != nil {
		return err
	}
	v.next = at(atWarrants, x.Matter.ID, a.ID) + "?done=alert-seen"
	return v.enterAct(x, record.AlertSeen{Alert: record.AlertID(v.form.Get("alert")), Seen: record.Acknowledgement{By: x.Me, Act: act, Because: strings.TrimSpace(v.form.Get("because"))}}, again)
}
