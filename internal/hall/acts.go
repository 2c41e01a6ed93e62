package hall

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// actGroup is the form that every act has which has no page of its own.
var actGroup = group{pages: []page{
	{route: "GET /matters/{matter}/acts/{kind}", serve: (*visit).actForm},
	{route: "POST /matters/{matter}/acts/{kind}", serve: (*visit).act},
}}

// An actPage is the form of an act.
type actPage struct {
	chrome
	Kind, Heading string
	Matter, Back  string
	What          string // the application it is about
	Fields        []field
	At            string // where the form goes
	Hidden        []typed
	Wrong         string
	Where         []wrongAt // the fields that it names
	By            string    // the authority of the rule that refused
	Since         []lineRow
	Both          *bothPapers // as two wrote them
	Signs         bool
	Waits         string // what has to come before it, in place of the form; "" where it can come now
	Comes         string // back to which form one comes when it is entered; "" for none
}

// Page is the address at which the form is opened.
func (p actPage) Page() string {
	for _, h := range p.Hidden {
		if h.Name == "application" {
			return p.At + "?application=" + url.QueryEscape(h.Value)
		}
	}
	return p.At
}

// mindful are the acts that change what someone may have changed meanwhile: they come after the entry that was read, or not at all.
var mindful = []string{"papers-revised", "assertion-drafted", "assertion-revised", "assertion-withdrawn"}

// newKey draws an idempotency key.
func (v *visit) newKey() string {
	var lot [16]byte
	if _, err := io.ReadFull(v.Lots, lot[:]); err != nil {
		panic(err) // there is no randomness: nothing may go on
	}
	return hex.EncodeToString(lot[:])
}

// forAct reads the matter for an act, as widely as its form needs and the reader may.
func (v *visit) forAct(kind string) (*clerk.View, *record.Application, error) {
	if !slices.Contains(record.Kinds(), kind) || kind == "matter-opened" {
		return nil, nil, fault.Errorf(fault.NotFound, "There is no such act.")
	}
	app := v.app()
	if !concerns(kind) {
		app = ""
	} else if app == "" {
		return nil, nil, fault.Errorf(fault.Input, "It is not said on which application; go to it from the page of the matter.")
	}
	x, err := v.read(app, access.ReadPapers, access.ReadDocket, access.ReadWarrant, access.Find)
	if err != nil {
		return nil, nil, err
	}
	// The form names sources. For the bench these are only those of the four corners, until it opens one.
	if d := x.May(access.ReadSources, app); d.May && (d.As != record.Magistrate || kind == "source-opened") {
		if x, err = v.read(app, access.ReadSources); err != nil {
			return nil, nil, err
		}
	}
	if !x.Could(access.Act(kind), app).May { // asked in earnest, so that the refusal says the rule
		d := x.Could(access.Act(kind), app)
		return nil, nil, fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	return x, x.Matter.Application(app), nil
}

func (v *visit) actForm() error {
	kind := v.r.PathValue("kind")
	x, a, err := v.forAct(kind)
	if err != nil {
		return err
	}
	form := url.Values{}
	if e := v.standing(kind, x, a); e != nil {
		form = fill(e)
	}
	v.defaults(kind, x, form)
	if f := v.r.URL.Query().Get("request.for"); kind == "requested" && f != "" { // a link says for what; nothing else is filled in by an address
		form.Set("request.for", f)
	}
	form.Set(fieldKey, v.newKey())
	form.Set(fieldHead, strconv.FormatInt(x.Head, 10))
	if clerk.OnPapers(kind) {
		on, err := clerk.PapersDigest(&x.Matter, v.app())
		if err != nil {
			return err
		}
		form.Set(fieldOn, on)
	}
	return v.actShow(http.StatusOK, kind, x, a, form, "", nil)
}

// standing returns what stands now, for an act that replaces it.
func (v *visit) standing(kind string, x *clerk.View, a *record.Application) record.Event {
	if a == nil {
		return nil
	}
	n, _ := strconv.Atoi(v.r.FormValue("n"))
	switch s := a.Assertion(n); {
	case kind == "papers-revised":
		return record.PapersRevised{Papers: headOf(a)}
	case kind == "assertion-revised" && s != nil:
		return record.AssertionRevised{Application: a.ID, Assertion: *s}
	case kind == "ground-withdrawn" && 0 < n && n <= len(a.Grounds):
		return record.GroundWithdrawn{Application: a.ID, Ground: a.Grounds[n-1]}
	case kind == "assertion-withdrawn" && s != nil:
		return record.AssertionWithdrawn{Application: a.ID, N: n}
	case kind == "assertion-drafted":
		next := 1
		if list := a.Affidavit.Assertions; len(list) > 0 {
			next = list[len(list)-1].N + 1
		}
		return record.AssertionDrafted{Application: a.ID, Assertion: record.Assertion{N: next}}
	}
	return nil
}

// headOf is the head of an application and the papers around its affidavit.
func headOf(a *record.Application) record.ApplicationDrafted {
	return record.ApplicationDrafted{ID: a.ID, Of: a.Kind, Affiant: a.Affiant, Drafted: a.Drafted, Respondents: a.Respondents, Place: a.Place, Items: a.Items, Offence: a.Offence,
		Complaint: a.Complaint, Heading: a.Affidavit.Heading, Incorporates: a.Affidavit.Incorporates, Warrant: a.Warrant}
}

// defaults fills in who acts, and short names that nobody wants to think of.
func (v *visit) defaults(kind string, x *clerk.View, form url.Values) {
	e, err := record.Parse(kind, 0, []byte("{}"))
	if err != nil {
		return
	}
	m := &x.Matter
	for _, f := range shapeOf(reflect.TypeOf(e)) {
		if f.Type.Kind() != reflect.Struct {
			continue
		}
		for _, g := range shapeOf(f.Type) {
			name := f.Key + "." + g.Key
			switch {
			case form.Has(name):
			case g.Key == "by" && g.Ref == "person" && kind != "sworn" && x.Me != "":
				form.Set(name, string(x.Me))
			case g.Key == "id" && g.IsID() && kind != "person-named" && kind != "source-logged":
				n := len(m.Seals) + len(m.Holds) + len(m.Requests) + len(m.Alerts) + 1
				for i := range m.Applications {
					n += len(m.Applications[i].Warrants)
				}
				id := string(f.Key[0]) + strconv.Itoa(n)
				if kind == "requested" { // those of others are not shown, and their names are taken
					id = "r-" + string(x.Me) + "-" + strconv.Itoa(len(m.Requests)+1)
				}
				form.Set(name, id)
			}
		}
	}
	if a := m.Application(v.app()); a != nil && kind == "presented" && a.Assigned() != "" && !form.Has("presentment.magistrate") { // no one else may have it
		form.Set("presentment.magistrate", string(a.Assigned()))
	}
	if kind == "application-drafted" && !form.Has("affiant") {
		form.Set("affiant", string(x.Me))
	}
}

// actShow shows the form of an act with what is in it.
func (v *visit) actShow(status int, kind string, x *clerk.View, a *record.Application, form url.Values, more string, err error) error {
	e, perr := record.Parse(kind, 0, []byte("{}"))
	if perr != nil {
		return perr
	}
	f := v.formerOf(kind, x, a, form)
	f.more = more
	v.defaults(kind, x, f.given)
	p := actPage{chrome: v.chrome(toDo(kind)), Kind: kind, Heading: toDo(kind), Matter: x.Matter.Title, Back: "/matters/" + string(x.Matter.ID), At: "/matters/" + string(x.Matter.ID) + "/acts/" + kind,
		Fields: f.sheet(reflect.TypeOf(e), err), Signs: v.signs(x, kind), Waits: waits(a, kind)}
	if a != nil {
		p.What = string(a.Kind) + " warrant, " + a.Offence.Title
		p.Hidden = append(p.Hidden, typed{"application", string(a.ID)})
	}
	var to aside
	if v.unseal(useReturn, form.Get(fieldReturn), &to) {
		if p.Comes = toDo(to.Kind); to.Kind == inEditor {
			p.Comes = "the sentence that you were writing"
		}
	}
	for _, name := range []string{fieldKey, fieldHead, fieldOn, fieldReturn} {
		if form.Has(name) {
			p.Hidden = append(p.Hidden, typed{name, form.Get(name)})
		}
	}
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.By, p.Where = s.text, s.by, wrongIn(p.Fields)
		var no *refusedAct
		if errors.As(err, &no) && s.status == http.StatusConflict && x.May(access.ReadDocket, "").May {
			if head, herr := strconv.ParseInt(no.since, 10, 64); herr == nil {
				p.Since = v.since(x, head)
				if kind == "papers-revised" && a != nil {
					p.Both = v.bothPapersOf(x, a, head, form)
					p.Styles = append(p.Styles, "editor.css")
				}
			}
		}
	}
	return v.show(status, "act.html", p)
}

// formerOf makes the controls of the form of an act, with what stands in it.
func (v *visit) formerOf(kind string, x *clerk.View, a *record.Application, form url.Values) *former {
	return &former{m: &x.Matter, a: a, me: x.Me, gets: func(id record.PersonID) bool { return gets(&x.Matter, id) }, form: form, given: url.Values{}, enters: v.enters(x, kind), sits: func(id record.PersonID) bool { return v.sits(&x.Matter, a, id) }}
}

// sits reports whether someone of a matter may be chosen as its magistrate: who is one of it or holds the post at its court, and has no other part in it. Of an
// application that is assigned it is the one to whom it is.
func (v *visit) sits(m *record.Matter, a *record.Application, id record.PersonID) bool {
	p := m.Person(id)
	if p == nil {
		return false
	}
	if a != nil && a.Assigned() != "" {
		return id == a.Assigned()
	}
	held := v.roll.Account(p.Account)
	return (p.Has(record.Magistrate) || held != nil && held.Holds(record.Magistrate, m.Court, v.now)) && !m.KeptFrom(id)
}

// gets reports whether something may be disclosed to someone of a matter: to counsel, to whom an application is against, to who asked for it.
func gets(m *record.Matter, id record.PersonID) bool {
	p := m.Person(id)
	return p != nil && (p.Has(record.Counsel) || slices.ContainsFunc(m.Applications, func(a record.Application) bool { return slices.Contains(a.Respondents, id) }) ||
		slices.ContainsFunc(m.Requests, func(r record.Request) bool { return r.By == id }))
}

// wrongIn lists the fields of a form that an error names, and where they are.
func wrongIn(list []field) (wrong []wrongAt) {
	for _, f := range list {
		if f.Wrong && f.Kind != "group" && f.Kind != "rows" {
			wrong = append(wrong, wrongAt{f.ID, f.Label})
		}
		wrong = append(append(wrong, wrongIn(f.Fields)...), wrongIn(f.Rows)...)
	}
	return wrong
}

// A refusedAct is why an act was not entered, and the entry after which it was written.
type refusedAct struct {
	err   error
	since string
}

// Error says why.
func (r *refusedAct) Error() string { return r.err.Error() }

// Unwrap gives the reason.
func (r *refusedAct) Unwrap() error { return r.err }

// since lists what was entered after an entry, the first first.
func (v *visit) since(x *clerk.View, head int64) []lineRow {
	var list []lineRow
	for _, l := range slices.Backward(docketLines(v.roll, x)) {
		if int64(l.Seq) > head {
			list = append(list, l)
		}
	}
	return list
}

// signs reports whether an act asks the reader for presence proved.
func (v *visit) signs(x *clerk.View, kind string) bool {
	app := v.app()
	if !concerns(kind) {
		app = ""
	}
	return !x.May(access.Act(kind), app).May && x.Could(access.Act(kind), app).May
}

func (v *visit) act() error {
	kind := v.r.PathValue("kind")
	x, a, err := v.forAct(kind)
	if err != nil {
		return err
	}
	if v.form.Has(fieldTheirs) && !v.again() {
		v.takeTheirs(kind, x, a)
		return v.actShow(http.StatusOK, kind, x, a, v.form, "", nil)
	}
	if v.again() || v.form.Has("more") {
		return v.actShow(http.StatusOK, kind, x, a, v.form, v.form.Get("more"), nil)
	}
	if wants, rest, ok := strings.Cut(v.form.Get("enter"), " "); ok {
		how, field, _ := strings.Cut(rest, " ")
		return v.stepAside(kind, wants, how == "many", field)
	}
	to := v.returning()
	if to != nil && v.form.Has(fieldBack) {
		return v.comeBack(to, "", 0)
	}
	if err := v.selfNamed(kind, x); err != nil {
		return err
	}
	shortNames(&x.Matter, v.form)
	e, err := v.event(kind, x, a)
	if err == nil {
		if ps := lacking(v.formerOf(kind, x, a, v.form).fields(reflect.TypeOf(e), ""), false); len(ps) > 0 {
			err = ps
		}
	}
	if err != nil {
		return v.actShow(http.StatusUnprocessableEntity, kind, x, a, v.form, "", err)
	}
	if to != nil {
		v.done = func(r clerk.Receipt) error { return v.comeBack(to, idOf(e), r.Seq) }
	}
	again := func(status int, err error) error {
		since := v.form.Get(fieldHead)
		form := v.form
		if fresh, b, ferr := v.forAct(kind); ferr == nil && status == http.StatusConflict { // shown against the matter as it is now
			x, a, form = fresh, b, renewed(cloneForm(v.form), fresh, v.newKey())
		}
		return v.actShow(status, kind, x, a, form, "", &refusedAct{err, since})
	}
	return v.enterAct(x, e, again)
}

// event makes the event of an act out of its form.
func (v *visit) event(kind string, x *clerk.View, a *record.Application) (record.Event, error) {
	e, err := record.Parse(kind, 0, []byte("{}"))
	if err != nil {
		return nil, err
	}
	f := &former{m: &x.Matter, a: a, form: v.form}
	body, _ := f.body(reflect.TypeOf(e), "")
	text, err := json.Marshal(body)
	if err != nil {
		return nil, fault.Errorf(fault.Input, "%w", err)
	}
	return record.Parse(kind, 0, text)
}

// An asked is an act as it is asked for, in the form that the API has: presence is proved for these very bytes.
type asked struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
	On   string          `json:"on,omitempty"`
}

// bytesOf returns the bytes of an act.
func bytesOf(e record.Event, on string) ([]byte, error) {
	body, err := engross.Write(e)
	if err != nil {
		return nil, err
	}
	return engross.Write(asked{e.Kind(), body, on})
}

// enterAct enters an act, by way of the signing step if it asks for one, and leads to the page of the matter. again shows the form with
// what was typed in it and what stands against it.
func (v *visit) enterAct(x *clerk.View, e record.Event, again func(status int, err error) error) error {
	act := clerk.Act{Matter: x.Matter.ID, Event: e, On: v.form.Get(fieldOn), Key: v.form.Get(fieldKey)}
	if clerk.OnPapers(e.Kind()) && len(act.On) != 64 {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "it is not said on which papers this is done; open the page again, and read them"))
	}
	if slices.Contains(mindful, e.Kind()) {
		head, err := strconv.ParseInt(v.form.Get(fieldHead), 10, 64)
		if err != nil {
			return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "it is not said after which entry this comes; open the page again"))
		}
		act.Head = &head
	}
	by := v.caller()
	if v.signs(x, e.Kind()) {
		var shown bool
		var err error
		if v.form.Get(fieldStep) == "" { // what stands against it is said before anyone signs
			if err := errorOf(&x.Matter, v.Clerk.Would(v.r.Context(), by, act)); err != nil {
				switch s := sayOf(err); s.status {
				case http.StatusUnprocessableEntity, http.StatusConflict:
					return again(s.status, err)
				}
				return err
			}
		}
		if by, shown, err = v.sign(x, act); shown || err != nil {
			return err
		}
	}
	r, err := v.Clerk.Do(v.r.Context(), by, act)
	if err = errorOf(&x.Matter, err); err != nil {
		switch s := sayOf(err); s.status {
		case http.StatusUnprocessableEntity, http.StatusConflict:
			return again(s.status, err)
		}
		return err
	}
	if v.done != nil {
		v.entered()
		return v.done(r)
	}
	if v.next != "" {
		return v.to(v.next)
	}
	return v.to("/matters/" + string(x.Matter.ID) + "?done=" + strconv.FormatInt(r.Seq, 10))
}

func cloneForm(f url.Values) url.Values {
	out := url.Values{}
	for k, list := range f {
		out[k] = slices.Clone(list)
	}
	return out
}

// renewed is a form that may be sent again after a conflict: on the matter as it is now, under a key of its own.
func renewed(f url.Values, x *clerk.View, key string) url.Values {
	f.Set(fieldHead, strconv.FormatInt(x.Head, 10))
	f.Set(fieldKey, key)
	if f.Has(fieldOn) {
		if on, err := clerk.PapersDigest(&x.Matter, record.AppID(f.Get("application"))); err == nil && on != "" {
			f.Set(fieldOn, on)
		}
	}
	return f
}
