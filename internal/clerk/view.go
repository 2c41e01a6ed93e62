package clerk

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A View is a matter as one who may read it is shown it: cut down to what the act of reading asked for lets.
type View struct {
	Matter record.Matter
	Lines  []Line // what was done, by whom, when; what was said is in Matter, as far as it is shown
	Due    []clock.Deadline
	Now    record.When // on the court's own clock
	Head   int64       // the last entry
	Sealed bool

	// May tells what the reader may do.
	May func(access.Act, record.AppID) access.Decision
	// Could tells what the reader may do once presence is proved. Nothing is done by it: it says which acts ask for a signature.
	Could func(access.Act, record.AppID) access.Decision
	// Me is which person of the matter the reader is, or "".
	Me    record.PersonID
	no    numbers
	law   *doctrine.Law     // that the clerk goes by
	whole *record.Matter    // for the bench: what the questions of the review are put on, and is not shown
	gone  map[string]string // what it discloses of other matters that are not there for the reader by now, and what he is shown in its place
	// As is the act of reading by which this is shown.
	As access.Act
}

// Flaws returns what a review finds in an application. For the bench it is found in the whole file, since a paper without its sources would be in
// question throughout; what goes to a source that the reader does not have is shut: it would quote it, or tell what is in it.
func (v *View) Flaws(app record.AppID) (open, shut []review.Flaw) {
	m := &v.Matter
	if v.whole != nil {
		m = v.whole
	}
	for _, f := range review.Run(m, v.law) {
		switch {
		case f.App != app:
		case v.whole != nil && len(v.Shut(f)) > 0:
			shut = append(shut, f)
		default:
			open = append(open, f)
		}
	}
	return open, shut
}

// Shut returns the sources of a flaw that the reader does not have the lines of.
func (v *View) Shut(f review.Flaw) []record.SourceID {
	var list []record.SourceID
	add := func(s record.SourceID) {
		if x := v.Matter.Source(s); (x == nil || len(x.Lines) == 0) && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	for _, at := range f.Sources {
		add(at.Source)
	}
	for _, s := range f.Searched {
		add(s)
	}
	return list
}

// A Line is one entry of the docket: who did what and when, not what was said.
type Line struct {
	Seq         int
	Kind        string
	Mode        record.Mode
	Hand        *record.Hand
	Application record.AppID
	Hash        entry.Hash
	Leaf        int64
	Names       record.PersonID // of a line by which a person is named whom the reader has in the matter: that person
}

// view cuts a file down to what an act of reading lets at a time.
func (f *file) view(act access.Act, me record.PersonID, now record.When, may func(access.Act, record.AppID) access.Decision) *View {
	m := f.m // its lists are shared, and are replaced below, never changed
	var apps []record.Application
	for _, a := range f.m.Applications {
		if may(act, a.ID).May {
			apps = append(apps, shown(a, act))
		}
	}
	m.Applications = apps
	sources := may(access.ReadSources, "")
	bench := sources.As == record.Magistrate // who decides reads a source by opening it, so that it joins the four corners
	for i := range apps {                    // what reviewers asked is of the side that asks for the warrant, and no one else's
		if d := may(access.ReadSources, apps[i].ID); !d.May || d.As == record.Magistrate || act == access.ReadDocket || act == access.ReadWarrant || act == access.Prove || act == access.Find {
			apps[i].Questions = nil
		}
	}
	all := sources.May && !bench && (act == access.ReadSources || act == access.ReadFlaws || act == access.ReadAnswers)
	whole := m
	if !all {
		m.Sources = within(f.m.Sources, apps, act, givenTo(f.m.Disclosures, me))
		if sources.May && (act == access.ReadSources || act == access.ReadFlaws) {
			m.Sources = closed(f.m.Sources, m.Sources)
		}
		m.Orders, m.Statements, m.Proceedings, m.Rulings, m.Hearings = nil, nil, nil, nil, nil
		if act == access.ReadFlaws || act == access.ReadAnswers || act == access.ReadPapers {
			m.Orders = f.m.Orders
		}
		m.Disclosures, m.Alerts = keep(f.m.Disclosures, func(x record.Disclosure) bool { return me != "" && x.To == me }), nil
	}
	if act == access.ReadDocket || act == access.ReadAnswers && may(access.ReadDocket, "").May {
		// What was said and ruled in court stands in the docket, and answers go by it: who reads both reads the same answers as others.
		m.Statements, m.Proceedings, m.Rulings, m.Hearings = f.m.Statements, f.m.Proceedings, f.m.Rulings, f.m.Hearings
	}
	if act == access.ReadWarrant || act == access.ReadDocket {
		m.Alerts = f.m.Alerts
	}
	// What is under a seal of its own is named by no seal, alert or disclosure either.
	there := func(app record.AppID) bool { return app == "" || f.m.Application(app) == nil || may(act, app).May }
	m.Seals = keep(m.Seals, func(x record.Seal) bool { return there(x.Application) })
	m.Alerts = keep(m.Alerts, func(x record.Alert) bool { return there(x.Application) })
	m.Disclosures = keep(m.Disclosures, func(x record.Disclosure) bool {
		return !slices.ContainsFunc(x.Applications, func(app record.AppID) bool { return !there(app) })
	})
	m.Statements = keep(m.Statements, func(x record.Statement) bool {
		return there(x.Application) && !slices.ContainsFunc(x.On, func(on string) bool {
			app, _, _ := strings.Cut(on, ".")
			return !there(record.AppID(app))
		})
	})
	m.Proceedings = keep(m.Proceedings, func(x record.Proceeding) bool { return there(x.Application) })
	m.Hearings = keep(m.Hearings, func(x record.Hearing) bool { return there(x.Application) })
	orders := f.ordersShown(may)
	if !orders {
		m.Hearings = silent(m.Hearings)
	}
	m.Rulings = keep(m.Rulings, func(x record.Ruling) bool { return there(f.ruledOn(x)) })
	m.Statements = keep(m.Statements, func(x record.Statement) bool {
		return !slices.ContainsFunc(x.On, func(on string) bool { app, _, _ := strings.Cut(on, "."); return !there(record.AppID(app)) })
	})
	own := f.ownOf(me, reader(act, may, apps))
	m.Requests = keep(m.Requests, func(x record.Request) bool { return own(record.Requested{Request: x}) })
	m.Notices = keep(m.Notices, func(x record.Notice) bool { return own(record.NoticeGiven{Notice: x}) })
	m.People = named(f.m.People, &m, all, me)
	for i := range apps {
		apps[i].Presentments = f.passOn(&apps[i], me, now, opener(act, may), &m)
	}
	v := &View{Matter: m, Head: int64(len(f.list)), May: may}
	if act == access.ReadFlaws && reader(act, may, apps) == record.Magistrate {
		v.whole = &whole
	}
	if act == access.ReadWarrant || act == access.Prove {
		return v
	}
	for i, e := range f.list {
		app := f.about(e.Body)
		if app != "" && !may(act, app).May || !own(e.Body) {
			continue
		}
		if !orders && (e.Body.Kind() == "order-carried-out" || e.Body.Kind() == "period-waived") {
			continue
		}
		l := Line{Seq: e.Seq, Kind: e.Body.Kind(), Mode: e.Mode, Hand: e.Hand, Application: app, Hash: f.hashes[i], Leaf: f.leaves[i]}
		if n, ok := e.Body.(record.PersonNamed); ok && m.Person(n.Person.ID) != nil {
			l.Names = n.Person.ID
		}
		v.Lines = append(v.Lines, l)
	}
	return v
}

// officers are the roles of those who write, bring, hear and carry out whatever is in a matter, and are known to all who may read anything of it.
var officers = []record.Role{record.Affiant, record.Officer, record.Executing, record.Supervisor, record.Prosecutor, record.Magistrate, record.Clerk}

// keepers are the roles that have to do with what everyone asks of a court and is told by it.
var keepers = []record.Role{record.Affiant, record.Supervisor, record.Prosecutor, record.Magistrate, record.Clerk}

// reader is the role by which someone reads.
func reader(act access.Act, may func(access.Act, record.AppID) access.Decision, apps []record.Application) record.Role {
	if d := may(act, ""); d.May || len(apps) == 0 {
		return d.As
	}
	return may(act, apps[0].ID).As
}

// ownOf tells of an entry whether it may be known to someone who reads in a role: what a person asked of the court, was answered, told of or handed is
// for that person and for those who keep the matter, and not for whoever else is named in it.
func (f *file) ownOf(me record.PersonID, as record.Role) func(record.Event) bool {
	if slices.Contains(keepers, as) {
		return func(record.Event) bool { return true }
	}
	mine := func(list ...record.PersonID) bool { return me != "" && slices.Contains(list, me) }
	return func(e record.Event) bool {
		switch e := e.(type) {
		case record.Requested:
			return mine(e.Request.By)
		case record.RequestAnswered:
			return slices.ContainsFunc(f.m.Requests, func(r record.Request) bool { return r.ID == e.Request && mine(r.By, e.Reply.By) })
		case record.NoticeGiven:
			return mine(e.Notice.To, e.Notice.By)
		case record.Disclosed:
			return mine(e.Disclosure.To, e.Disclosure.By)
		}
		return true
	}
}

// shown returns an application without what an act of reading does not show.
func shown(a record.Application, act access.Act) record.Application {
	switch act {
	case access.ReadDocket, access.Prove, access.Find:
		a.Affidavit, a.Complaint, a.Grounds, a.Answers, a.Testimony = record.Affidavit{}, nil, nil, nil, nil
	case access.ReadWarrant:
		a.Affidavit, a.Complaint, a.Grounds, a.Answers, a.Testimony, a.Endorsements, a.Opened = record.Affidavit{}, nil, nil, nil, nil, nil, nil
		a.Presentments = slices.Clone(a.Presentments)
		for i := range a.Presentments {
			a.Presentments[i].Unsworn, a.Presentments[i].Disclosed = "", nil
		}
	}
	return a
}

// givenTo returns the sources that were disclosed to a person of the matter: who has them in hand may read them here as well.
func givenTo(list []record.Disclosure, me record.PersonID) []record.SourceID {
	var ids []record.SourceID
	for _, x := range list {
		if me != "" && x.To == me {
			ids = append(ids, x.Sources...)
		}
	}
	return ids
}

// within returns the sources within the four corners of applications, incorporated or opened at the bench, and those that the reader was given.
func within(all []record.Source, apps []record.Application, act access.Act, given []record.SourceID) []record.Source {
	if act == access.ReadDocket || act == access.ReadWarrant || act == access.Prove || act == access.Find {
		return nil
	}
	in := map[record.SourceID]bool{}
	for _, s := range given {
		in[s] = true
	}
	for _, a := range apps {
		for _, s := range a.Affidavit.Incorporates {
			in[s] = true
		}
		for _, o := range a.Opened {
			in[o.Source] = true
		}
	}
	var list []record.Source
	for _, s := range all {
		if in[s.ID] {
			list = append(list, s)
		}
	}
	return list
}

// closed returns all sources, those that are not open without their lines: what they are called, and what there is to be opened.
func closed(all, open []record.Source) []record.Source {
	list := slices.Clone(all)
	for i, s := range list {
		if !slices.ContainsFunc(open, func(o record.Source) bool { return o.ID == s.ID }) {
			list[i] = record.Source{ID: s.ID, Kind: s.Kind, Title: s.Title, Time: s.Time}
		}
	}
	return list
}

// ordersShown reports whether a reader may know of the orders under which sources were gathered: that someone was listened to is told to him when the law
// has it, and not by what else he may read.
func (f *file) ordersShown(may func(access.Act, record.AppID) access.Decision) bool {
	for _, app := range append(appIDs(&f.m), "") {
		if may(access.ReadPapers, app).May || may("executed", app).May {
			return true
		}
	}
	return false
}

// silent returns hearings without what they say of interceptions.
func silent(list []record.Hearing) []record.Hearing {
	list = slices.Clone(list)
	for i := range list {
		list[i].Uses, list[i].Without, list[i].Waived = nil, false, nil
	}
	return list
}

// keep returns what of a list is to be shown; the list is not changed.
func keep[E any](list []E, shown func(E) bool) []E {
	var out []E
	for _, x := range list {
		if shown(x) {
			out = append(out, x)
		}
	}
	return out
}

// named returns the people whom what is left of the matter names, so that no one learns of others from the list.
func named(people []record.Person, m *record.Matter, all bool, me record.PersonID) []record.Person {
	if all {
		return people
	}
	left := *m
	left.People = nil
	in := record.Named(&left)
	var list []record.Person
	for _, p := range people {
		if in[p.ID] || p.ID == me && me != "" || p.Account != "" && slices.ContainsFunc(officers, p.Has) {
			list = append(list, p)
		}
	}
	return list
}

// decide decides about an application. One that is hidden by a seal of its own is answered as one that the matter does not have: whoever may
// see the matter is not told that there is another application in it.
func (f *file) decide(app record.AppID, may func(record.AppID) access.Decision) access.Decision {
	d := may(app)
	if app != "" && !d.May && d.Hide && f.m.Application(app) != nil {
		return may("no application has this name")
	}
	return d
}

// noApplication is the one answer for an application that a matter does not have, and for one that it does not have for the person who asks.
func noApplication(app record.AppID) error {
	return fault.Errorf(fault.NotFound, "the matter has no application %q", string(app))
}
