package hall

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

var deskGroup = group{pages: []page{
	{route: "GET /{$}", serve: (*visit).desk, nav: "Desk"},
	{route: "GET /search", serve: (*visit).search},
	{route: "GET /components", serve: (*visit).components, open: true},
}}

// A deskPage is what someone sees first: what is due, and the matters there are.
type deskPage struct {
	chrome
	Posts    []string
	Awaits   []awaiting // the most pressing first
	Sum      string     // how many that are, in a sentence
	Due      []dueRow   // of the reader, in the matters listed, the most pressing first
	DueElse  []dueRow   // of others in them
	DueWhose string     // who those are
	Stages   []stageLink
	Matters  []matterRow
	Next     string // the address of the next page of the list
	Asked    string // what was searched for
	Found    bool   // it is the answer to a search
	Partly   bool   // which has not gone through all there is
	MayOpen  bool
	Stage    record.Stage
	Own      string // what of his own applications awaits the reader, where the list has those alone
	NothingY string // why there is nothing
}

// A matterRow is one matter in a list.
type matterRow struct {
	Href, Title, Stage string
	Court, Agency      string
	Apps               []appRow
}

type appRow struct {
	Href, What, Affiant, Length string
	Called                      string // its short name, where another of the matter reads the same
	Stage                       string // where it is not as that of the matter
	Alerts                      int
	Next                        *todayLink // what the reader most likely does with it now; nil for nothing
}

// nextOf says what the reader most likely does with an application now, by the posts he holds, and where. Whether he may is said there.
func (v *visit) nextOf(m record.MatterID, a clerk.AppSummary) *todayLink {
	matter := "/matters/" + string(m)
	app := matter + "/applications/" + string(a.ID)
	for _, x := range []struct {
		role record.Role
		now  bool
		at   string
		says string
	}{
		{record.Affiant, a.Stage == record.Drafting, app + "/edit", "Go on writing"},
		{record.Affiant, a.Stage == record.SwornTo && a.Brings == v.session.Account, v.actHref("presented", m, a.ID), "Put it before the magistrate"},
		{record.Affiant, a.Stage == record.SentBack && a.Brings == v.session.Account, matter + "#app-" + string(a.ID), "See what was asked for, and bring it again"},
		{record.Supervisor, a.Stage == record.Drafting, app + "/review", "Read it, and endorse or decline"},
		{record.Prosecutor, a.Stage == record.Drafting, app + "/review", "Read it, and endorse or decline"},
		{record.Magistrate, a.Stage == record.AtBench && a.Before == v.session.Account, app + "/bench", "Read it, and decide"},
		{record.Clerk, a.Stage == record.SwornTo && a.Assigned == "", app + "/assign", "Find the magistrate"},
		{record.Executing, a.Stage == record.Live, app + "/warrants", "The warrant, as of now"},
		{record.Executing, owed(a), app + "/warrants", "Make the return"},
		{record.Counsel, true, app + "/counsel", "The case, sheet by sheet"},
		{access.Named, true, matter + "/concerned", "What happened, in plain words"},
	} {
		if x.now && v.holds(x.role) {
			return &todayLink{x.at, x.says}
		}
	}
	return nil
}

// owed reports whether a return is owed: no warrant lives any more, and one that issued has not been returned, whether it was carried out or not.
func owed(a clerk.AppSummary) bool {
	return a.Out > 0 && (a.Stage == record.Served || a.Stage == record.DeadStage)
}

// A dueRow is something to be done by a time.
type dueRow struct {
	Href, Matter, What, Who string
	By                      time.Time
	State                   string // "missed" or "near", or ""
	Mine                    bool
	Under                   string // by which rule
	Way                     string // what one does about it, where no act of one's own is for it; "" where one is
	Done                    string
}

type stageLink struct {
	Name, Href string
	Here       bool
}

// listed is the stages by which a list may be narrowed, in the order of a matter's life.
var listed = []record.Stage{record.Drafting, record.SwornTo, record.AtBench, record.SentBack, record.Granted, record.Live, record.Served, record.Refused, record.DeadStage, record.Closed}

type placeInList struct {
	Changed time.Time    `json:"c"`
	Stream  entry.Stream `json:"s"`
}

func (v *visit) desk() error {
	q := store.Query{Limit: mostListed}
	p := deskPage{chrome: v.chrome("Your desk"), MayOpen: v.holds(record.Affiant), Stage: record.Stage(v.r.FormValue("stage"))}
	if slices.Contains(record.Stages(), p.Stage) {
		q.Stages = []string{string(p.Stage)}
	} else if p.Stage != "" {
		return fault.Errorf(fault.Input, "there is no stage %q", string(p.Stage))
	}
	// A post at an agency or a court narrows the list to what is theirs; without one it is what the account has a part in.
	for _, x := range v.posts {
		p.Posts = append(p.Posts, v.postSays(x))
	}
	q.Agencies, q.Courts = v.mine().Agencies, v.mine().Courts
	var err error
	if q.After, err = v.after("after"); err != nil {
		return err
	}
	var list []clerk.Summary
	var next *store.Cursor
	further := "/?stage=" + string(p.Stage) + "&after"
	if own := record.Stage(v.r.FormValue("own")); own == "" {
		list, next, err = v.Clerk.List(v.r.Context(), v.caller(), q)
	} else if p.Own = ownLists[own]; p.Own == "" || !v.holds(record.Affiant) {
		return fault.Errorf(fault.Input, "there is no list of your own applications that are %q", string(own))
	} else {
		further = "/?own=" + string(own) + "&after"
		list, next, err = v.own(own, q.After)
	}
	if err != nil {
		return err
	}
	if p.Awaits, err = v.awaits(); err != nil {
		return err
	}
	p.Sum = sumSays(sumOf(p.Awaits))
	var due []dueRow
	p.Matters, due = v.rows(list)
	p.Due, p.DueElse, p.DueWhose = dueOf(due)
	if len(v.posts) == 0 {
		p.NothingY = "Your account has no post yet. An administrator of the station gives you one; then this page says what awaits you."
	} else if len(p.Matters) == 0 && !slices.ContainsFunc(v.posts, func(x people.Post) bool { return x.Role != access.Auditor && x.Role != access.Administrator }) {
		p.NothingY = "Your post lets you read no matter. What you look after is in the bar above."
	}
	p.Next = v.further(further, next)
	if len(q.Agencies)+len(q.Courts) == 0 && p.Stage == "" { // a few matters in which the reader has a part need no narrowing
		return v.show(200, "desk.html", p)
	}
	p.Stages = append(p.Stages, stageLink{"All", "/", p.Stage == "" && p.Own == ""})
	for _, s := range listed {
		p.Stages = append(p.Stages, stageLink{stageSays(s), "/?stage=" + string(s), p.Stage == s})
	}
	return v.show(200, "desk.html", p)
}

// ownLists are the lists of one's own applications to which the desk leads, by the stage that these are at, and their headings.
var ownLists = map[record.Stage]string{
	record.SwornTo:  "Your applications to put before the magistrate",
	record.SentBack: "Your applications that await your answer",
}

// own is the page of the tray of an affiant in which every application that is at a stage is, each matter with these alone: a matter's own stage is that of the
// application that has come furthest, and says nothing of them.
func (v *visit) own(stage record.Stage, after *store.Cursor) ([]clerk.Summary, *store.Cursor, error) {
	list, next, err := v.Clerk.Tray(v.r.Context(), v.caller(), clerk.ToBring, mostListed, after)
	for i := range list {
		list[i].Applications = slices.DeleteFunc(slices.Clone(list[i].Applications), func(a clerk.AppSummary) bool { return a.Brings != v.session.Account || a.Stage != stage })
	}
	return slices.DeleteFunc(list, func(s clerk.Summary) bool { return len(s.Applications) == 0 }), next, err
}

func (v *visit) search() error {
	p := deskPage{chrome: v.chrome("Search"), Asked: v.r.FormValue("words"), Found: true}
	p.Seeks = true
	if strings.TrimSpace(p.Asked) == "" {
		p.Asked = ""
		return v.show(200, "desk.html", p)
	}
	if len(p.Asked) > 400 {
		return fault.Errorf(fault.Input, "a search has at most 400 bytes")
	}
	var from *clerk.Sought
	if after := v.r.FormValue("after"); after != "" && !v.unseal(useSought+v.session.Account, after, &from) {
		return errNoPlace
	}
	list, next, err := v.Clerk.Search(v.r.Context(), v.caller(), p.Asked, mostListed, from)
	if fault.KindOf(err) == fault.Input {
		p.NothingY = sentence(err.Error())
	} else if err != nil {
		return err
	}
	if next != nil {
		p.Next = "/search?" + url.Values{"words": {p.Asked}, "after": {v.seal(useSought+v.session.Account, next)}}.Encode()
		p.Partly = len(list) < mostListed
	}
	p.Matters, _ = v.rows(list)
	return v.show(200, "desk.html", p)
}

// sumSays says how many things await one.
func sumSays(n int, more bool) string {
	switch {
	case more:
		return "More than " + strconv.Itoa(n) + " things await you."
	case n == 0:
		return "Nothing awaits you now."
	case n == 1:
		return "1 thing awaits you."
	}
	return strconv.Itoa(n) + " things await you."
}

// rows says matters as a list has them, and what is due in them.
func (v *visit) rows(list []clerk.Summary) (rows []matterRow, due []dueRow) {
	for _, s := range list {
		m := matterRow{Href: "/matters/" + string(s.Matter), Title: s.Title, Stage: stageSays(s.Stage), Court: v.courtName(s.Court), Agency: v.agencyName(s.Agency)}
		alike := map[string]int{}
		for _, a := range s.Applications {
			x := appRow{Href: m.Href + "/applications/" + string(a.ID), What: string(a.Kind) + " warrant, " + a.Offence, Called: string(a.ID), Affiant: string(a.Affiant), Length: count(a.Words, "word"), Alerts: a.Alerts, Next: v.nextOf(s.Matter, a)}
			if a.Stage != s.Stage || len(s.Applications) > 1 {
				x.Stage = stageSays(a.Stage)
			}
			alike[x.What]++
			m.Apps = append(m.Apps, x)
		}
		for i, x := range m.Apps {
			if alike[x.What] == 1 {
				m.Apps[i].Called = ""
			}
		}
		rows = append(rows, m)
		for _, d := range s.Due {
			x := dueRow{Href: m.Href, Matter: s.Title, What: d.Title, Who: roleSays(record.Role(d.Who)), By: d.By.In(v.zoneOf(s.Court)), Mine: v.holds(record.Role(d.Who))}
			x.State = nearness(d.By.Sub(v.now))
			if x.Who == roleSays(record.Clerk) && v.ofSeal(s.Court, d.Title) {
				x.Way = sealWay
			}
			due = append(due, x)
		}
	}
	slices.SortStableFunc(due, func(a, b dueRow) int { return a.By.Compare(b.By) })
	return rows, due
}

// sealWay is what the clerk does about a seal that ends.
const sealWay = "Only a judge of the court orders a seal, and orders it again. The clerk tells the judge in time, and enters nothing: where nothing is ordered, the seal ends by itself."

// ofSeal reports whether a time limit of this title, where a court sits, is that of a seal.
func (v *visit) ofSeal(court, title string) bool {
	c := v.roll.Court(court)
	return c != nil && slices.ContainsFunc(v.Law.Clocks().Governs(c.Jurisdiction, v.now), func(t clock.Term) bool { return t.Title == title && strings.HasPrefix(t.Starts, "seal-") })
}

// nearness says how near a time is of which so much is left: "missed" or "near", or "".
func nearness(left time.Duration) string {
	switch {
	case left < 0:
		return "missed"
	case left < 24*time.Hour:
		return "near"
	}
	return ""
}

// dueOf parts what is due of the reader from what is due of others, and says who those are.
func dueOf(due []dueRow) (mine, others []dueRow, whose string) {
	var names []string
	for _, d := range due {
		if d.Mine {
			mine = append(mine, d)
			continue
		}
		others = append(others, d)
		if n := "the " + d.Who; !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return mine, others, strings.Join(names, ", ")
}

func (v *visit) courtName(id string) string {
	if c := v.roll.Court(id); c != nil {
		return c.Name
	}
	return id
}

func (v *visit) agencyName(id string) string {
	if a := v.roll.Agency(id); a != nil {
		return a.Name
	}
	return id
}

// postSays says a post: what someone is, and where.
func (v *visit) postSays(p people.Post) string {
	s := roleSays(p.Role)
	switch {
	case p.Agency != "":
		s += ", " + v.agencyName(p.Agency)
	case p.Court != "":
		s += ", " + v.courtName(p.Court)
	}
	return s
}

// A todayLink says what may be done, and leads to where it is.
type todayLink struct{ Href, Says string }
