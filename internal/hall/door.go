package hall

import (
	"errors"
	"html/template"
	"net/http"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/session"
)

var doorGroup = group{pages: []page{
	{route: "GET /sign-in", serve: (*visit).signInGet, open: true},
	{route: "POST /sign-in", serve: (*visit).signIn, open: true},
	{route: "POST /sign-out", serve: (*visit).signOut, open: true},
	{route: "GET /join", serve: (*visit).joinGet, open: true},
	{route: "POST /join", serve: (*visit).join, open: true},
	{route: "POST /join/confirm", serve: (*visit).joinConfirm, open: true},
	{route: "GET /devices", serve: (*visit).devices},
	{route: "POST /devices/end", serve: (*visit).endDevice},
}}

// cookieName is the name of the cookie of a session. The prefix lets a browser take it only over TLS, for this host alone.
func (v *visit) cookieName() string {
	if v.secure() {
		return "__Host-affiant"
	}
	return "affiant"
}

// secure reports whether the page came over TLS.
func (v *visit) secure() bool { return v.r.TLS != nil || v.Proxied }

// setCookie gives the browser the secret of a session; "" takes it away. It goes when the browser is closed; when the session ends is the
// desk's to say.
func (v *visit) setCookie(secret string) {
	c := &http.Cookie{Name: v.cookieName(), Value: secret, Path: "/", HttpOnly: true, Secure: v.secure(), SameSite: http.SameSiteStrictMode}
	if secret == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, c)
}

// A signInPage asks who is there.
type signInPage struct {
	chrome
	Asks    string // the account that was typed; Account is of who is signed in
	To      string
	Carried string // what was typed, sealed
	Ended   bool   // the session ended with a form under way
	Out     bool   // just signed out
	Voucher string // the identity provider; "" for none
	Locked  string // whose session this browser has, locked; "" for none
	Wrong   string
	GoOn    *goOn          // nobody has a password here
	Passkey bool           // the station takes passkeys
	Notice  session.Banner // of use, shown before anyone signs in
}

func (v *visit) signInForm(status int, p signInPage) error {
	p.chrome, p.Passkey = v.chrome("Sign in"), v.Desk.TakesPasskeys()
	if p.Carried == "" { // what is carried on does not go to a provider and back
		p.Voucher = v.voucherHost()
	}
	s, err := v.locked()
	if err != nil {
		return err
	}
	if a := v.roll.Account(s.Account); s.ID != "" && a != nil {
		p.Locked = a.Name
	}
	p.Scripts, p.GoOn = passkeyScripts(p.Passkey), v.goOnAs(p.Asks, p.To, p.Carried)
	return v.show(status, "sign-in.html", p)
}

func (v *visit) signInGet() error {
	to := local(v.r.URL.Query().Get("to"))
	if v.account != nil {
		return v.to(to)
	}
	if v.Moot != nil { // where nobody has a password
		return v.to("/lobby")
	}
	return v.signInForm(http.StatusOK, signInPage{To: to, Out: v.r.URL.Query().Get("out") != ""})
}

// slow holds how often one address may ask for what costs a hash of a password.
func (v *visit) slow() error {
	if !v.limits.SignIn(look.From(v.r, v.Proxied), time.Now()) {
		v.w.Header().Set("Retry-After", "10")
		return errTooFast
	}
	return nil
}

func (v *visit) signIn() error {
	if err := v.slow(); err != nil {
		return err
	}
	p := signInPage{Asks: v.form.Get("account"), To: local(v.form.Get(fieldTo)), Carried: v.form.Get(fieldCarried)}
	secret, s, err := v.Desk.SignIn(v.r.Context(), p.Asks, v.form.Get("password"), digits(v.form.Get("code")), v.device())
	var no *session.Refused
	if errors.As(err, &no) || err == nil {
		if nerr := v.Clerk.NoteSignIn(v.r.Context(), p.Asks, err == nil); nerr != nil {
			return nerr
		}
	}
	if no != nil {
		p.Wrong = no.Why
		return v.signInForm(http.StatusUnauthorized, p)
	}
	if err != nil {
		return err
	}
	return v.welcome(secret, s, p.To, p.Carried)
}

// welcome gives a session that has just begun its cookie, and leads on.
func (v *visit) welcome(secret string, s session.Session, to, carried string) error {
	// The one that this browser had, which may be locked, has its cookie taken away, and is ended: nobody has it any more.
	if old, err := v.held(); err == nil && old.ID != "" && old.ID != s.ID {
		if err := v.Desk.End(v.r.Context(), old.Account, old.ID); err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
	}
	v.setCookie(secret)
	v.session, v.account = s, v.roll.Account(s.Account)
	v.posts = v.account.Now(v.now)
	if carried != "" {
		return v.takeUp(carried)
	}
	return v.to(local(to))
}

// digits leaves the digits of a code, which people type with a space in the middle.
func digits(code string) string {
	var b []byte
	for i := range len(code) {
		if code[i] >= '0' && code[i] <= '9' {
			b = append(b, code[i])
		}
	}
	return string(b)
}

// signOut ends the session, be it locked or not: it would else live on, and be unlocked by whoever has its cookie and guesses.
func (v *visit) signOut() error {
	s, err := v.held()
	if err != nil {
		return err
	}
	if s.ID != "" {
		if v.typed.Session != s.ID {
			return fault.Errorf(fault.Denied, "This form did not come from a page of this station, so nothing was done.")
		}
		if err := v.Desk.End(v.r.Context(), s.Account, s.ID); err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		v.prepared.drop(s.Account)
	}
	v.setCookie("")
	v.w.Header().Set("Clear-Site-Data", `"cache", "storage"`) // drafts kept in this browser go too
	return v.to("/sign-in?out=1")
}

// held returns the session whose cookie the browser has, locked or not; an empty one, if it has none that is open.
func (v *visit) held() (session.Session, error) {
	c, err := v.r.Cookie(v.cookieName())
	if err != nil {
		return session.Session{}, nil
	}
	s, err := v.Desk.FindLocked(v.r.Context(), c.Value)
	if session.IsRefused(err) {
		return session.Session{}, nil
	}
	return s, err
}

// A joinPage takes an invitation up: first a password, then a code that shows that the authenticator is set.
type joinPage struct {
	chrome
	Invitation string
	Least      int // characters of a password
	Begun      bool
	Asks       string       // the account that joins; Account is of who is signed in
	Secret     string       // of the second factor, in groups of four
	OTP        template.URL // for an authenticator on the same device
	Carry      string       // the same, sealed
	Picture    qrPicture
	Wrong      string
	Passkey    bool   // the station takes passkeys
	Voucher    string // the identity provider; "" for none
}

func (v *visit) joinGet() error {
	return v.joinForm(http.StatusOK, joinPage{})
}

func (v *visit) joinForm(status int, p joinPage) error {
	p.chrome, p.Least, p.Passkey = v.chrome("Take up your invitation"), v.Desk.Policy().Number("password-least"), v.Desk.TakesPasskeys()
	p.Scripts, p.Voucher = passkeyScripts(p.Passkey), v.voucherHost()
	return v.show(status, "join.html", p)
}

func (v *visit) join() error {
	if err := v.slow(); err != nil {
		return err
	}
	p := joinPage{Invitation: v.form.Get("invitation")}
	if v.form.Get("password") != v.form.Get("repeat") {
		p.Wrong = "The two passwords differ. Type the same in both fields."
		return v.joinForm(http.StatusUnprocessableEntity, p)
	}
	j, err := v.Desk.Begin(v.r.Context(), p.Invitation, v.form.Get("password"))
	if err != nil {
		return v.joinWrong(p, err)
	}
	return v.joinBegun(http.StatusOK, p, j.Station, j.Account, j.Secret, j.Period)
}

// joinBegun shows what the authenticator is set up with. It goes along in the form, sealed, so that a mistyped code does not lose it.
func (v *visit) joinBegun(status int, p joinPage, station, account, secret string, period int) error {
	p.Begun, p.Asks, p.Secret, p.OTP = true, account, grouped(secret), template.URL(otpURI(station, account, secret, period))
	p.Picture = pictureOf(string(p.OTP))
	p.chrome = v.chrome("Set up your authenticator")
	p.Carry = v.seal("hall joining", joining{station, account, secret, period})
	return v.show(status, "join.html", p)
}

type joining struct {
	Station, Account, Secret string
	Period                   int
}

func (v *visit) joinWrong(p joinPage, err error) error {
	var no *session.Refused
	switch {
	case errors.As(err, &no):
		p.Wrong = no.Why
	case fault.KindOf(err) == fault.Input || fault.KindOf(err) == fault.Conflict:
		p.Wrong = err.Error()
	default:
		return err
	}
	return v.joinForm(http.StatusUnprocessableEntity, p)
}

func (v *visit) joinConfirm() error {
	if err := v.slow(); err != nil {
		return err
	}
	p := joinPage{Invitation: v.form.Get("invitation")}
	secret, s, err := v.Desk.Confirm(v.r.Context(), p.Invitation, digits(v.form.Get("code")), v.device(), v.Clerk.Join)
	if err != nil {
		var no *session.Refused
		var j joining
		if errors.As(err, &no) && v.unseal("hall joining", v.form.Get(fieldCarried), &j) {
			p.Wrong = no.Why
			return v.joinBegun(http.StatusUnprocessableEntity, p, j.Station, j.Account, j.Secret, j.Period)
		}
		return v.joinWrong(p, err)
	}
	if err := v.Clerk.NoteSignIn(v.r.Context(), s.Account, true); err != nil {
		return err
	}
	if v.roll, err = v.Clerk.Roll(v.r.Context()); err != nil {
		return err
	}
	return v.welcome(secret, s, "/", "")
}
