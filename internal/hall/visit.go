package hall

import (
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/session"
)

// A visit is one request to a page, and who makes it.
type visit struct {
	*hall
	w http.ResponseWriter
	r *http.Request

	session session.Session // of whoever is signed in
	account *people.Account // nil for one who is not
	posts   []people.Post   // in force now
	roll    *people.Roll
	now     time.Time
	form    url.Values                      // of a post, without what is the hall's own
	typed   token                           // what the token of the form says
	next    string                          // where an act leads that is entered; the page of its matter, if ""
	waiting *[]awaiting                     // what awaits who asks, once it was asked for
	done    func(clerk.Receipt) error       // what is shown in its place once it is entered; nil for none
	earlier map[[2]string]map[string]string // what earlierNamed was told, by matter and application
}

// door lets a request in to a page: finds who asks, holds the token of a form, and answers errors with a page.
func (h *hall) door(p page) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun, seen := time.Now(), &answered{ResponseWriter: w}
		v := &visit{hall: h, w: seen, r: r, now: h.Now()}
		defer func() { h.note(p, seen.status, time.Since(begun)) }()
		if p.route != "" { // what is nowhere has none
			minutes.Of(r.Context()).Name(p.route)
		}
		defer func() {
			if x := recover(); x != nil {
				if x == http.ErrAbortHandler {
					panic(x)
				}
				// What was thrown may hold a word of a matter; where it was thrown does not.
				h.Log.Error("a page panicked", "route", p.route, "stack", string(debug.Stack()))
				v.problem(fault.Errorf(fault.Internal, "a page panicked"))
			}
		}()
		if err := v.enter(p); err != nil {
			v.problem(err)
		}
	})
}

// note counts a page, and writes a line of the log. The line has the route, never the address asked for: that may hold the name of a matter.
func (h *hall) note(p page, status int, took time.Duration) {
	route := p.route
	if route == "" {
		route = "none"
	}
	if status == 0 {
		status = http.StatusOK
	}
	if h.Counts != nil {
		h.Counts.Add(route, status, took)
	}
	h.Log.Info("request", "route", route, "status", status, "took", took.Round(time.Microsecond))
}

// An answered is an answer whose status is noted.
type answered struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status.
func (a *answered) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap gives the writer below, for deadlines.
func (a *answered) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// enter serves a page to who may come in.
func (v *visit) enter(p page) error {
	var err error
	if v.roll, err = v.Clerk.Roll(v.r.Context()); err != nil {
		return err
	}
	err = v.find()
	var out *session.Refused
	if err != nil && !errors.As(err, &out) {
		return err
	}
	if v.account != nil && !v.limits.Account(v.account.ID, time.Now()) {
		v.w.Header().Set("Retry-After", "2")
		return errTooMany
	}
	if v.r.Method == http.MethodPost {
		if err := v.readForm(); err != nil {
			return err
		}
	}
	if p.open {
		return p.serve(v)
	}
	if v.account == nil {
		return v.signInFirst()
	}
	if v.r.Method == http.MethodPost {
		switch {
		case v.typed.Account == "":
			return fault.Errorf(fault.Denied, "This form did not come from a page of this station, so nothing was done. Open the page again, and send it from there.")
		case v.typed.Account != v.session.Account:
			return fault.Errorf(fault.Denied, "This form was opened by someone else who was signed in here, so nothing was done.")
		case v.typed.Session != v.session.ID: // signed in anew meanwhile, on another page
			return v.carried(v.r.URL.RequestURI(), v.form)
		}
	}
	return p.serve(v)
}

// readForm reads the form of a post, and takes out of it what is the hall's own.
func (v *visit) readForm() error {
	err := v.r.ParseForm()
	if strings.HasPrefix(v.r.Header.Get("Content-Type"), "multipart/form-data") {
		err = v.r.ParseMultipartForm(mostImport) // all of it in memory: no word of a matter goes to a file of its own
	}
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) || errors.Is(err, multipart.ErrMessageTooLarge) {
		return fault.Errorf(fault.Input, "What was sent is too long: a form may have 4 MB. Nothing was entered. Go back, and your words are still there; send them in parts.")
	}
	if err != nil {
		return fault.Errorf(fault.Input, "The form could not be read.")
	}
	v.form = v.r.PostForm
	for _, list := range v.form { // a browser sends every end of a line as two characters
		for i := range list {
			list[i] = strings.ReplaceAll(list[i], "\r\n", "\n")
		}
	}
	v.typed = v.openToken(v.form.Get(fieldToken))
	v.form.Del(fieldToken)
	return nil
}

// find finds who asks, by the cookie.
func (v *visit) find() error {
	c, err := v.r.Cookie(v.cookieName())
	if err != nil {
		return nil
	}
	s, err := v.Desk.Find(v.r.Context(), c.Value)
	if err != nil {
		return err
	}
	if s.Token { // a program's, and no person's
		return nil
	}
	v.session, v.account = s, v.roll.Account(s.Account)
	v.posts = v.account.Now(v.now)
	return nil
}

// caller is who asks, as the clerk knows one; presence is not proved.
func (v *visit) caller() clerk.Caller { return clerk.Caller{Account: v.session.Account} }

// matter is the matter in the address.
func (v *visit) matter() record.MatterID { return record.MatterID(v.r.PathValue("matter")) }

// app is the application in the address: in its path, or else asked for; "" if none is.
func (v *visit) app() record.AppID {
	if a := v.r.PathValue("application"); a != "" {
		return record.AppID(a)
	}
	return record.AppID(v.r.FormValue("application"))
}

// read reads the matter in the address by the first of the acts of reading that the reader may do.
func (v *visit) read(app record.AppID, acts ...access.Act) (*clerk.View, error) {
	if !named(string(v.matter())) || app != "" && !named(string(app)) {
		return nil, fault.Errorf(fault.NotFound, "There is nothing of this name.")
	}
	return v.Clerk.ReadFirst(v.r.Context(), v.caller(), v.matter(), app, acts...)
}

// readApp is read for the application in the address, which has to be there.
func (v *visit) readApp(acts ...access.Act) (*clerk.View, *record.Application, error) {
	x, err := v.read(v.app(), acts...)
	if err != nil {
		return nil, nil, err
	}
	a := x.Matter.Application(v.app())
	if a == nil {
		return nil, nil, fault.Errorf(fault.NotFound, "the matter has no application %q", string(v.app()))
	}
	return x, a, nil
}

// named reports whether a name in an address could be one of a matter or application.
func named(id string) bool {
	return id != "" && len(id) <= 64 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// holds reports whether the account holds a post in one of the roles; true for no roles.
func (v *visit) holds(roles ...record.Role) bool {
	return len(roles) == 0 || slices.ContainsFunc(v.posts, func(p people.Post) bool { return slices.Contains(roles, p.Role) })
}

// again reports whether a form was sent to be shown again with what was typed in it, and not to be acted on. Every form has to honour
// it: so words come back that were typed when the session ended.
func (v *visit) again() bool { return v.form.Get(fieldAgain) != "" }

// to sends the reader on to another page of the hall: a form that was posted is entered.
func (v *visit) to(address string) error {
	v.entered()
	http.Redirect(v.w, v.r, address, http.StatusSeeOther)
	return nil
}

// nowhere answers what no page answers.
func (v *visit) nowhere() error {
	return fault.Errorf(fault.NotFound, "There is no page at this address.")
}
