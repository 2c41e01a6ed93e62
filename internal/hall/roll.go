package hall

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// rollPages are the administrator's: the people, their posts, agencies, courts and rotas, and how the station is.
var rollPages = []page{
	{route: "GET /roll", serve: (*visit).rollPage, nav: "Roll", roles: []record.Role{access.Administrator}},
	{route: "GET /roll/{kind}", serve: (*visit).rollForm},
	{route: "POST /roll/{kind}", serve: (*visit).rollAct},
	{route: "GET /health", serve: (*visit).health, nav: "Health", roles: []record.Role{access.Administrator}},
}

// rollActs are the changes of the roll, in the order in which a station needs them.
var rollActs = []struct{ kind, name, says string }{
	{"account-invited", "Invite someone", "An account with a name, and an invitation that is shown once. What the person may do is given by a post."},
	{"post-given", "Appoint to a post", "A post at an agency or a court, for a time or until it is ended."},
	{"post-ended", "End a post", "The post ends now; what was done in it stays on record. The form has to name the post as it is in force."},
	{"account-closed", "Close an account", "It signs in no more, and its name is never given to another."},
	{"agency-founded", "Enter an agency", "Who brings applications."},
	{"court-founded", "Enter a court", "Who decides them, in which time zone, and how magistrates are found."},
	{"rota-set", "Set a rota", "Who is on call at a court, and who is asked next. It replaces the rota from its first turn on."},
	{"practice-set", "Set what the bench is shown", "Whether the magistrates of a court are shown the questions of the review, with the affiant’s answers: when they ask, at once, or not. Where nothing is set it is when they ask."},
	{"conflict-declared", "Declare a conflict", "An agency or a person that a magistrate may not judge."},
}

// reinvite is no event of the roll: a new way in for an account that lost its own.
const reinvite = "invite-again"

// A rollPage is the roll as it is.
type rollPage struct {
	chrome
	Done     string       // the change that was just entered
	People   []rollPerson // by name, those that were asked for
	Asked    string       // part of a name, an account or a post, by which they are narrowed
	All      int          // how many accounts there are
	Agencies []people.Agency
	Courts   []rollCourt
	Acts     []rollAct
}

type rollAct struct{ Name, Says, Href string }

type rollPerson struct {
	ID, Name, State string
	Posts           []rollPost
	Shuns           []string
	Again           string // address of a new invitation
}

// A rollPost is a post, and where it is ended.
type rollPost struct{ Says, End string }

type rollCourt struct {
	ByRota                     bool
	Name, Place, Zone, Assigns string
	Practice                   string    // how its magistrates are shown the questions of the review
	Turns                      []turnRow // from now on, in the court's own time
}

// practiceOptions are how a court may have its magistrates shown the questions of the review.
var practiceOptions = []option{{people.OnAsking, "when the magistrate asks for them"}, {people.AtOnce, "at once, with the papers"}, {people.NotShown, "not at all"}}

// keeps refuses whoever does not keep the roll; the refusal is in the trail.
func (v *visit) keeps() error {
	if v.holds(access.Administrator) {
		return nil
	}
	return v.Clerk.Allowed(v.r.Context(), v.caller(), access.KeepRoll)
}

func (v *visit) rollPage() error {
	if err := v.keeps(); err != nil {
		return err
	}
	p := rollPage{chrome: v.chrome("The roll"), Agencies: v.roll.Agencies, Asked: strings.TrimSpace(v.r.FormValue("who")), All: len(v.roll.Accounts)}
	p.Styles = []string{"after.css", "bench.css"}
	for _, a := range rollActs {
		if a.kind == v.r.URL.Query().Get("done") {
			p.Done = "Entered, and in force: " + a.name + "."
		}
		p.Acts = append(p.Acts, rollAct{a.name, a.says, "/roll/" + a.kind})
	}
	for _, a := range v.roll.Accounts {
		x := rollPerson{ID: a.ID, Name: a.Name, State: "has joined", Again: v.rollLink(reinvite, url.Values{"id": {a.ID}})}
		switch {
		case a.Closed:
			x.State, x.Again = "closed", ""
		case !a.Joined:
			x.State = "invited; has not joined"
		}
		for _, q := range a.Posts {
			s := v.postSays(q)
			if q.Until != "" {
				s += " (until " + inZone(q.Until, v.rollZone(url.Values{"post.court": {q.Court}})) + ")"
			}
			if !q.In(v.now) {
				s += " (not in force)"
			}
			end := url.Values{}
			for k, w := range map[string]string{"id": a.ID, "post.role": string(q.Role), "post.agency": q.Agency, "post.court": q.Court, "post.from": q.From, "post.until": q.Until} {
				if w != "" {
					end.Set(k, w)
				}
			}
			x.Posts = append(x.Posts, rollPost{s, v.rollLink("post-ended", end)})
		}
		for _, c := range a.Shuns {
			x.Shuns = append(x.Shuns, strings.Join(nonEmpty(v.agencyName(c.Agency), c.Name), ", ")+": "+c.Because)
		}
		if p.Asked == "" || strings.Contains(strings.ToLower(x.ID+"\n"+x.Name+"\n"+postsOf(x)), strings.ToLower(p.Asked)) {
			p.People = append(p.People, x)
		}
	}
	slices.SortStableFunc(p.People, func(a, b rollPerson) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	for _, c := range v.roll.Courts {
		p.Courts = append(p.Courts, v.rollCourt(c))
	}
	return v.show(http.StatusOK, "roll.html", p)
}

// postsOf is what someone's posts say, one a line.
func postsOf(x rollPerson) string {
	var list []string
	for _, q := range x.Posts {
		list = append(list, q.Says)
	}
	return strings.Join(list, "\n")
}

// rollCourt says a court, and who is on call from now on.
func (v *visit) rollCourt(c people.Court) rollCourt {
	x := rollCourt{ByRota: c.Assigns == "rota", Name: c.Name, Place: c.Jurisdiction, Zone: c.Zone, Assigns: map[string]string{"rota": "by its rota", "random": "by lot"}[c.Assigns]}
	if c.Choice {
		x.Assigns += "; an applicant may choose, on the record"
	}
	for _, o := range practiceOptions {
		if o.Value == v.roll.Practice(c.ID) {
			x.Practice = o.Says
		}
	}
	x.Turns, _ = v.turnRows(v.roll.Rotas[c.ID], c.ID, v.now)
	return x
}

// A rollFormPage is the form of one change of the roll.
type rollFormPage struct {
	chrome
	Heading, Says, At string
	Fields            []field
	Wrong, Key        string
	Where             []wrongAt // the fields that it names
	Invitation        string    // shown once
	Appoint           string    // the address at which whoever was invited is given a post
	For               string
}

func (v *visit) rollKind() (kind, name, says string, err error) {
	kind = v.r.PathValue("kind")
	if kind == reinvite {
		return kind, "Invite again", "A new invitation, in place of an earlier one. What the account signed in with is gone when it is taken up.", nil
	}
	for _, a := range rollActs {
		if a.kind == kind {
			return kind, a.name, a.says, nil
		}
	}
	return "", "", "", fault.Errorf(fault.NotFound, "There is no such change of the roll.")
}

// useRoll is what the links of the roll's page are sealed for.
func (v *visit) useRoll() string {
	return "hall roll of " + v.session.Account + " " + v.r.PathValue("kind")
}

// rollLink leads to the form of a change of the roll that has something filled in.
func (v *visit) rollLink(kind string, form url.Values) string {
	return "/roll/" + kind + "?of=" + v.seal("hall roll of "+v.session.Account+" "+kind, form)
}

func (v *visit) rollForm() error {
	if err := v.keeps(); err != nil {
		return err
	}
	// What a link of the roll's own page names. It is sealed: a link that someone sends an administrator fills in nothing.
	form := url.Values{}
	if of := v.r.URL.Query().Get("of"); of != "" && !v.unseal(v.useRoll(), of, &form) {
		form = url.Values{}
	}
	if v.r.PathValue("kind") == "rota-set" {
		form.Set("watches#", "2")
	}
	return v.rollShow(http.StatusOK, form, "", nil)
}

// rollShow shows the form of a change of the roll with what is in it, and with what stands against it at the field that it names.
func (v *visit) rollShow(status int, form url.Values, more string, wrong error) error {
	kind, name, says, err := v.rollKind()
	if err != nil {
		return err
	}
	p := rollFormPage{chrome: v.chrome(name), Heading: name, Says: says, At: "/roll/" + kind, Key: v.newKey()}
	f := &former{m: &record.Matter{}, form: form, more: more, flat: true}
	if p.Fields, err = v.rollFields(kind, f, wrong); err != nil {
		return err
	}
	if wrong != nil {
		p.Wrong, p.Where = sayOf(wrong).text, wrongIn(p.Fields)
	}
	return v.show(status, "roll-form.html", p)
}

// rollFields makes the controls of a change of the roll.
func (v *visit) rollFields(kind string, f *former, wrong error) ([]field, error) {
	t := reflect.TypeFor[struct {
		ID string `json:"id"`
	}]()
	if kind != reinvite {
		e, err := people.Parse(kind, []byte("{}"))
		if err != nil {
			return nil, err
		}
		t = reflect.TypeOf(e)
	}
	list := f.sheet(t, wrong)
	v.choose(kind, list, v.rollZone(f.form))
	return list, nil
}

// choose makes choices of the fields that name what is on the roll, and says how the others are filled in; times are by the clock of z.
func (v *visit) choose(kind string, list []field, z *time.Location) {
	for i := range list {
		x := &list[i]
		v.choose(kind, x.Fields, z)
		v.choose(kind, x.Rows, z)
		var options []option
		switch name := x.Name[strings.LastIndexByte(x.Name, '.')+1:]; {
		case name == "id" && (kind == "agency-founded" || kind == "court-founded" || kind == "account-invited"):
			x.Label, x.Doc = "Short name", "small letters, digits and hyphens; it is never given again"
		case name == "id" || name == "account":
			x.Label = "Account"
			for _, a := range v.roll.Accounts {
				if !a.Closed {
					options = append(options, option{a.ID, a.Name + " (" + a.ID + ")"})
				}
			}
		case name == "agency" && x.Kind != "group":
			for _, a := range v.roll.Agencies {
				options = append(options, option{a.ID, a.Name})
			}
		case name == "court" && x.Kind != "group":
			for _, c := range v.roll.Courts {
				options = append(options, option{c.ID, c.Name})
			}
		case name == "role":
			for _, r := range people.Posts() {
				options = append(options, option{string(r), roleSays(r)})
			}
		case name == "watches":
			x.Label = "Turns"
			for j := range x.Rows {
				x.Rows[j].Label = fmt.Sprintf("Turn %d", j+1)
			}
		case name == "order":
			x.Doc = "0 is asked first, 1 when the first does not answer"
		case name == "questions":
			x.Label, options = "The questions of the review are shown", practiceOptions
		case name == "assigns":
			x.Label, options = "Magistrates are found", []option{{"rota", "by a rota"}, {"random", "by lot"}}
		case name == "zone":
			x.Doc = "the time zone, such as America/New_York"
		case name == "jurisdiction":
			x.Doc = "us, or us- and the two letters of a State"
		case isRollTime(name):
			x.Placeholder = moment(v.now.In(z))
			alone := "a day alone is from its beginning"
			if name == "until" {
				alone = "a day alone is until its end"
			}
			x.Doc = "a day and a time by the clock of the court, or of the station where none is named, such as 2 March 2026, 9:15 a.m., or one with its zone, such as 2026-03-02T09:15:00-05:00; " + alone + "; may be left empty for a post"
		}
		if options != nil {
			x.Kind, x.Options = "choice", options
		}
	}
}

// rollBytes are those for which presence is proved.
func rollBytes(kind string, body any) ([]byte, error) {
	text, err := engross.Write(body)
	if err != nil {
		return nil, err
	}
	return engross.Write(struct {
		Kind string          `json:"kind"`
		Body json.RawMessage `json:"body"`
	}{kind, text})
}

func (v *visit) rollAct() error {
	if err := v.keeps(); err != nil {
		return err
	}
	kind, name, _, err := v.rollKind()
	if err != nil {
		return err
	}
	if v.again() || v.form.Has("more") {
		return v.rollShow(http.StatusOK, v.form, v.form.Get("more"), nil)
	}
	var e people.Event
	var body any = struct {
		ID string `json:"id"`
	}{v.form.Get("id")}
	if kind != reinvite {
		if e, err = v.rollEvent(kind); err != nil {
			return v.rollShow(http.StatusUnprocessableEntity, v.form, "", err)
		}
		body = e
	}
	fields, err := v.rollFields(kind, &former{m: &record.Matter{}, form: v.form, flat: true}, nil)
	if err != nil {
		return err
	}
	if ps := lacking(fields, true); len(ps) > 0 {
		return v.rollShow(http.StatusUnprocessableEntity, v.form, "", ps)
	}
	if e != nil && v.form.Get(fieldStep) == "" { // what stands against it is said before anyone signs
		if err := v.Clerk.WouldEnrol(v.r.Context(), v.caller(), e); err != nil {
			switch s := sayOf(err); s.status {
			case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusNotFound:
				return v.rollShow(s.status, v.form, "", err)
			}
			return err
		}
	}
	raw, err := rollBytes(kind, body)
	if err != nil {
		return err
	}
	by, shown, err := v.signRoll(name, body, raw)
	if shown || err != nil {
		return err
	}
	if e != nil {
		err = v.Clerk.Enrol(v.r.Context(), by, e)
	} else {
		err = v.Clerk.Allowed(v.r.Context(), by, access.KeepRoll)
	}
	if err != nil {
		if s := sayOf(err); s.status == http.StatusUnprocessableEntity || s.status == http.StatusConflict || s.status == http.StatusNotFound {
			return v.rollShow(s.status, v.form, "", err)
		}
		return err
	}
	if kind == "account-invited" || kind == reinvite {
		return v.invited(v.form.Get("id"))
	}
	return v.to("/roll?done=" + kind)
}

// rollEvent makes an event of the roll out of its form.
func (v *visit) rollEvent(kind string) (people.Event, error) {
	e, err := people.Parse(kind, []byte("{}"))
	if err != nil {
		return nil, err
	}
	form, err := rollTimes(v.form, v.rollZone(v.form))
	if err != nil {
		return nil, err
	}
	f := &former{m: &record.Matter{}, form: form}
	body, _ := f.body(reflect.TypeOf(e), "")
	text, err := json.Marshal(body)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%w", err)
	}
	return people.Parse(kind, text)
}

// invited shows an invitation, once.
func (v *visit) invited(id string) error {
	secret, until, err := v.Desk.Invite(v.r.Context(), id)
	if err != nil {
		return err
	}
	v.entered()
	p := rollFormPage{chrome: v.chrome("Invitation"), Heading: "An invitation for " + id, Invitation: secret, For: moment(v.here(until)), Appoint: v.rollLink("post-given", url.Values{"id": {id}})}
	return v.show(http.StatusOK, "roll-form.html", p)
}
