package hall

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

var matterGroup = group{
	pages: []page{
		{route: "GET /matters/{matter}", serve: (*visit).matterPage},
		{route: "GET /matters/{matter}/applications/{application}", serve: (*visit).papers},
		{route: "GET /matters/{matter}/sources/{source}", serve: (*visit).source},
		{route: "POST " + atAnew, serve: (*visit).anew},
	},
	views: []view{
		{name: "The papers", at: "/matters/{matter}/applications/{application}", act: access.ReadPapers},
	},
}

// A matterPage is one matter: how far each application has come, what is due, what was done, and what the reader may do.
type matterPage struct {
	chrome
	ID, Called, Note string
	Court, Agency    string
	Sealed           bool
	Done             string // what was just entered
	Apps             []appCard
	Due              []dueRow
	Alerts           []alertRow
	Acts             []actLink // of the matter as a whole
	Lines            []lineRow
	Sources          []sourceRow // that the reader may open here
	MayDocket        bool
	Now              string
	Path             *beginPath // to a first sentence; nil where something is under way, or the reader does not write
}

// An appCard is one application on the page of its matter.
type appCard struct {
	ID, Href, What, Stage string
	Offence               string
	Against               []string
	Affiant, Assigned     string
	Views                 []actLink
	First, Other          []actLink // acts that its stage asks for, and the rest
	Warrants              []warrantRow
	Next                  *todayLink     // what the reader most likely does with it now; nil for nothing
	Decided               []saidDecision // on the last presentment, for who may read the papers
	Apart                 string         // what tells it from the others of the matter; "" where it is the only one
	Anew, Key             string         // where one begins anew with its words, and the key of that; "" where one may not
	Awaits                string         // whose move it is, and what; "" where nothing is awaited
}

type warrantRow struct {
	ID, By, Time, State string
	Lives               bool
}

type alertRow struct {
	ID, Because, Time string
	Seen              int
}

// An actLink leads to something that the reader may do or see.
type actLink struct {
	Name, Href string
	Signs      bool // it asks for presence proved
}

// A lineRow is one line of the docket.
type lineRow struct {
	Seq             int
	Who, As, Did    string
	Whom            string // who was named
	At              string
	App             string
	Signed, Told    bool
	Papers          string // the digest of the papers on which it was done
	Hash            string
	Leaf            int64
	Presence, Proof string
	Same            []lineRow // the lines of a run of one act, which stand folded under its last
}

// leastRun is how many lines of one act by one person, one after the other on one day, stand as one in the docket.
const leastRun = 3

// runs folds what someone did many times over, as who writes an affidavit adds sentence after sentence. Every line stays, under the last of its run.
func runs(lines []lineRow) (list []lineRow) {
	day := func(r lineRow) string { d, _, _ := strings.Cut(r.At, ","); return d }
	for i := 0; i < len(lines); {
		a, j := lines[i], i+1
		for j < len(lines) && !a.Told && lines[j].Who == a.Who && lines[j].As == a.As && lines[j].Did == a.Did && lines[j].App == a.App && lines[j].Signed == a.Signed && day(lines[j]) == day(a) {
			j++
		}
		if j-i >= leastRun {
			list = append(list, lineRow{Seq: a.Seq, Who: a.Who, As: a.As, Did: a.Did, App: a.App, At: a.At, Signed: a.Signed, Same: lines[i:j]})
		} else {
			list = append(list, lines[i:j]...)
		}
		i = j
	}
	return list
}

type sourceRow struct{ Href, Title, Kind, Time string }

func (v *visit) matterPage() error {
	x, err := v.read("", access.ReadDocket, access.ReadWarrant, access.Find)
	if err != nil {
		return err
	}
	m := &x.Matter
	p := matterPage{chrome: v.chrome(m.Title), ID: string(m.ID), Called: m.Title, Note: m.Note, Court: v.courtName(m.Court), Agency: v.agencyName(m.Agency), Sealed: x.Sealed,
		Now: x.Now.String(), MayDocket: x.As == access.ReadDocket}
	for i := range m.Applications {
		p.Apps = append(p.Apps, v.appCard(x, &m.Applications[i]))
	}
	for _, l := range v.acts(x, "") {
		p.Acts = append(p.Acts, l.actLink)
	}
	if x.May("source-logged", "").May {
		p.Acts = append(p.Acts, actLink{Name: "Bring in a log or a report", Href: "/matters/" + string(m.ID) + "/import"})
	}
	if p.MayDocket {
		p.Lines = runs(docketLines(v.roll, x))
		p.Due = dueRows(x)
	}
	// The bench opens a source instead, and so takes it into the four corners; and of what is under seal no second read is put on record for a list.
	if d := x.May(access.ReadSources, ""); d.May && d.As != record.Magistrate && !x.Sealed {
		y, err := v.read("", access.ReadSources)
		if err != nil {
			return err
		}
		for i := range y.Matter.Sources {
			s := &y.Matter.Sources[i]
			p.Sources = append(p.Sources, sourceRow{"/matters/" + string(m.ID) + "/sources/" + string(s.ID), sourceTitle(s), strings.ReplaceAll(string(s.Kind), "-", " "), s.Time.String()})
		}
	}
	p.Path = v.pathOf(x)
	for i := range p.Apps {
		if p.Path != nil { // its button is the one to begin with
			p.Apps[i].Next = nil
		}
		p.Apps[i].oneDoor()
	}
	for _, a := range m.Alerts {
		p.Alerts = append(p.Alerts, alertRow{string(a.ID), sentence(a.Because), a.Time.String(), len(a.Seen)})
	}
	if n, err := strconv.Atoi(v.r.FormValue("done")); err == nil {
		for _, l := range x.Lines {
			if l.Seq == n && l.Hand != nil && l.Hand.Account == v.session.Account {
				p.Done = sentence("Entered as line " + strconv.Itoa(n) + " of the docket: you " + didIt(l.Kind) + ", " + atSays(l.Hand.At))
			}
		}
	}
	return v.show(200, "matter.html", p)
}

// appCard says an application, and where the reader may go from it.
func (v *visit) appCard(x *clerk.View, a *record.Application) appCard {
	m := &x.Matter
	stage := m.Stage(a, x.Now)
	c := appCard{ID: string(a.ID), Href: "/matters/" + string(m.ID) + "/applications/" + string(a.ID), What: report.Upper(string(a.Kind)) + " warrant", Stage: stageSays(stage),
		Offence: a.Offence.Title, Affiant: whom(m, a.Affiant)}
	for _, r := range a.Respondents {
		c.Against = append(c.Against, whom(m, r))
	}
	if i := slices.IndexFunc(m.Applications, func(b record.Application) bool { return b.ID == a.ID }); len(m.Applications) > 1 {
		c.Apart = fmt.Sprintf("Application %d of %d", i+1, len(m.Applications))
		if a.Drafted != "" {
			c.Apart += ", of " + a.Drafted.String()
		}
		if a.Place != nil {
			c.Apart += ": " + a.Place.All()
		}
		c.Apart = sentence(c.Apart)
	}
	now := clerk.AppSummary{ID: a.ID, Stage: stage, Assigned: a.Assigned()}
	if now.Assigned != "" {
		c.Assigned = whom(m, now.Assigned)
		if p := m.Person(now.Assigned); p != nil {
			now.Before = p.Account
		}
	}
	if p := m.Person(a.Affiant); p != nil && now.Assigned != "" {
		now.Brings = p.Account
	}
	c.Awaits = awaited(stage, c)
	if x.May(access.ReadPapers, a.ID).May {
		c.Decided = decisionsOf(m, a)
	}
	if c.Next = v.nextOf(m.ID, now); c.Next != nil && strings.HasPrefix(c.Next.Href, "/matters/"+string(m.ID)+"#") {
		c.Next = nil // it leads to this page
	}
	for _, g := range v.groups {
		for _, w := range g.views {
			if w.act == access.ReadWarrant && len(a.Warrants) == 0 {
				continue // there is none to read
			}
			if strings.Contains(w.at, "{application}") && (w.now == "" || w.now == stage) && x.May(w.act, a.ID).May {
				c.Views = append(c.Views, actLink{Name: w.name, Href: at(w.at, m.ID, a.ID)})
			}
		}
	}
	for _, l := range v.acts(x, a.ID) {
		if waits(a, l.kind) != "" {
			continue // the card says whose move it is
		}
		if stage == record.SentBack && l.kind == "presented" {
			l.Name = "Bring the same papers again"
		}
		if slices.Contains(firstActs[stage], l.kind) && (l.kind != "magistrate-assigned" || a.Assigned() == "") {
			c.First = append(c.First, l.actLink)
		} else {
			c.Other = append(c.Other, l.actLink)
		}
	}
	if (stage == record.SentBack || stage == record.Refused) && x.May("application-drafted", "").May { // its papers are closed: what is sworn anew is another's
		anew := "Begin another, for what is sworn anew"
		if m.OwnSeal(a.ID, x.Now) {
			anew += "; it will not be under the seal that this one is under"
		}
		if x.May(access.ReadPapers, a.ID).May && notAnew(m, a, x.Now) == "" {
			c.Anew, c.Key = at(atAnew, m.ID, a.ID), v.newKey()
		}
		c.First = append(c.First, actLink{Name: anew, Href: v.actHref("application-drafted", m.ID, "")})
	}
	for i := range a.Warrants {
		w := &a.Warrants[i]
		row := warrantRow{ID: string(w.ID), By: whom(m, w.By), Time: w.Time.String(), Lives: true, State: "lives"}
		if dead := m.Barred(a, w, x.Now); dead != "" {
			row.Lives, row.State = false, "dead: "+strings.TrimSuffix(dead, ".") // as in 3:57 a.m.
		}
		c.Warrants = append(c.Warrants, row)
	}
	return c
}

// oneDoor takes out what leads nowhere but where the button of the card does.
func (c *appCard) oneDoor() {
	if c.Next == nil {
		return
	}
	for _, list := range []*[]actLink{&c.Views, &c.First, &c.Other} {
		*list = slices.DeleteFunc(*list, func(l actLink) bool { return l.Href == c.Next.Href })
	}
}

// awaited says whose move it is in an application, and what: by the names that its card has.
func awaited(stage record.Stage, c appCard) string {
	judge := c.Assigned
	if judge == "" {
		judge = "The magistrate"
	}
	switch stage {
	case record.Drafting:
		return c.Affiant + " writes it, and swears to it."
	case record.SwornTo:
		if c.Assigned == "" {
			return "The clerk of the court finds the magistrate."
		}
		return c.Affiant + " puts it before " + c.Assigned + "."
	case record.AtBench:
		return judge + " decides."
	case record.SentBack:
		return c.Affiant + " answers what was asked for: revises it and swears anew, or brings the same papers again."
	case record.Granted:
		return judge + " issues the warrant, with a signature of its own."
	case record.Live:
		return "An executing officer carries the warrant out, and returns it."
	}
	return ""
}

// waits says why an act on an application cannot come yet, whoever may do it and whatever its form would say: what has to come before it. It is "" of an act that can.
func waits(a *record.Application, kind string) string {
	switch {
	case a == nil || kind != "presented":
		return ""
	case a.Oath == nil:
		return "It is sworn to first; then the clerk of the court finds the magistrate before whom it is put."
	case a.Assigned() == "":
		return "No magistrate is assigned to it yet. The clerk of the court finds one, and then it is put before that one."
	case a.Pending():
		return "It lies before the magistrate already, and awaits a decision."
	}
	return ""
}

// firstActs are the acts that a stage asks for; the others stay at hand below them.
var firstActs = map[record.Stage][]string{
	record.Drafting:  {"assertion-drafted", "ground-offered", "flaw-answered", "question-asked", "endorsed", "sworn"},
	record.SwornTo:   {"magistrate-assigned", "presented"},
	record.AtBench:   {"oath-confirmed", "testimony-taken", "source-opened", "decided", "magistrate-recused"},
	record.SentBack:  {"presented", "decided"},
	record.Granted:   {"warrant-issued", "decided"},
	record.Live:      {"executed", "warrant-returned", "duplicate-made", "warrant-recalled", "detained"},
	record.Served:    {"warrant-returned", "detained", "charged"},
	record.DeadStage: {"warrant-returned"},
	record.Refused:   {"presented"},
}

type kindLink struct {
	actLink
	kind string
}

// acts lists what the reader may do on an application; with "", in the matter as a whole.
func (v *visit) acts(x *clerk.View, app record.AppID) []kindLink {
	var list []kindLink
	for _, kind := range record.Kinds() {
		if kind == "matter-opened" || concerns(kind) != (app != "") {
			continue
		}
		may := x.May(access.Act(kind), app).May
		if !may && !x.Could(access.Act(kind), app).May {
			continue
		}
		list = append(list, kindLink{actLink{toDo(kind), v.actHref(kind, x.Matter.ID, app), !may}, kind})
	}
	return list
}

// actHref is the address of the page on which an act is done: its own, or the one that every act has.
func (v *visit) actHref(kind string, m record.MatterID, app record.AppID) string {
	for _, g := range v.groups {
		if p, ok := g.acts[kind]; ok {
			return at(p, m, app)
		}
	}
	to := "/matters/" + string(m) + "/acts/" + kind
	if app != "" {
		to += "?application=" + string(app)
	}
	return to
}

// at puts the names of a matter and an application into an address.
func at(pattern string, m record.MatterID, app record.AppID) string {
	return strings.NewReplacer("{matter}", string(m), "{application}", string(app)).Replace(pattern)
}

var appIDType = reflect.TypeFor[record.AppID]()

// concerns reports whether a kind of act is about one application, which is there.
func concerns(kind string) bool {
	switch kind {
	case "application-drafted":
		return false
	case "papers-revised":
		return true
	}
	e, err := record.Parse(kind, 0, []byte("{}"))
	if err != nil {
		return false
	}
	f, ok := reflect.TypeOf(e).FieldByName("Application")
	return ok && f.Type == appIDType
}

// handSays says whose hand an entry is in: the person of the matter, or else the account by its name.
func handSays(roll *people.Roll, m *record.Matter, h *record.Hand) string {
	if h.Person != "" {
		return whom(m, h.Person)
	}
	if a := roll.Account(h.Account); a != nil {
		return a.Name
	}
	return h.Account
}

// docketLines says the docket, the last line first.
func docketLines(roll *people.Roll, x *clerk.View) []lineRow {
	var list []lineRow
	for _, l := range slices.Backward(x.Lines) {
		r := lineRow{Seq: l.Seq, Did: didIt(l.Kind), App: string(l.Application), Hash: l.Hash.String(), Leaf: l.Leaf, Who: "Told, not done here", Told: true}
		if l.Names != "" {
			r.Whom = whom(&x.Matter, l.Names)
		}
		if h := l.Hand; h != nil {
			r.Told, r.Who, r.As, r.At, r.Papers, r.Proof = false, handSays(roll, &x.Matter, h), roleSays(h.Role), atSays(h.At), h.On, h.Proof
			r.Signed = h.Proof != ""
			if h.Account == "office" {
				r.Who, r.As = "The office", "by its clocks"
			}
		}
		list = append(list, r)
	}
	return list
}

func dueRows(x *clerk.View) []dueRow {
	var list []dueRow
	for _, d := range x.Due {
		r := dueRow{What: d.Term.Title, Who: roleSays(record.Role(d.Term.Who)), By: d.Due, State: string(d.State), Under: uncheckedSays(underSays(d.Term.Says, d.Term.Standing), d.Term.Unchecked), Done: d.Done.String()}
		if d.Done == "" {
			r.Done = ""
		}
		if strings.HasPrefix(d.Term.Starts, "seal-") && d.Done == "" {
			r.Way = sealWay
		}
		if d.Person != "" {
			r.Matter = whom(&x.Matter, d.Person)
		}
		list = append(list, r)
	}
	return list
}

// source shows one source, to who may read it.
func (v *visit) source() error {
	x, err := v.read(v.app(), access.ReadPapers, access.ReadSources)
	if err != nil {
		return err
	}
	id := record.SourceID(v.r.PathValue("source"))
	s := x.Matter.Source(id)
	// What lies behind the papers is read here by those whose own it is. The bench opens it instead, and so takes it into the four corners.
	if d := x.May(access.ReadSources, v.app()); s == nil && d.May && d.As != record.Magistrate {
		if x, err = v.read(v.app(), access.ReadSources); err != nil {
			return err
		}
		s = x.Matter.Source(id)
	}
	if s == nil {
		return fault.Errorf(fault.NotFound, "There is no such source here.")
	}
	p := sourcePage{chrome: v.chrome(sourceTitle(s)), Matter: x.Matter.Title, Back: "/matters/" + string(x.Matter.ID), Source: sourceOf(&x.Matter, s)}
	return v.show(200, "source.html", p)
}

// A sourcePage is one source as it was logged.
type sourcePage struct {
	chrome
	Matter, Back string
	Source       sourcePart
}
