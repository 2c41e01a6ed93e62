package hall

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/affiant-project/affiant/internal/session"
	"github.com/affiant-project/affiant/internal/session/voucher"
)

// vouchedGroup lets in whom an identity provider vouches for (OpenID Connect). Without Options.Voucher there is no way to it.
var vouchedGroup = group{pages: []page{
	{route: "POST /sign-in/vouched", serve: (*visit).vouchedBegin, open: true},
	{route: "GET /vouched", serve: (*visit).vouchedBack, open: true},
}}

const useVouching = "hall vouching"

// A vouching is what a browser takes along to the provider and back: the secret of what it was asked with, and where it wanted to go.
type vouching struct {
	Secret string    `json:"s"`
	To     string    `json:"t"`
	At     time.Time `json:"at"`
	Link   bool      `json:"l,omitempty"` // to link the account, and not to sign in
}

// vouchingLasts is for how long a browser may be on its way.
const vouchingLasts = 10 * time.Minute

// A vouchPage leads to the provider and, when its browser came back, into the hall.
type vouchPage struct {
	chrome
	Heading, Text string
	To, Link      string
}

// vouchingCookie is a cookie of its own, and goes along when the provider sends the browser back, which that of a session does not: it is worth nothing
// without the state and the code that come back with it.
func (v *visit) vouchingCookie(value string, age int) {
	http.SetCookie(v.w, &http.Cookie{Name: v.cookieName() + "-vouching", Value: value, Path: "/", HttpOnly: true, Secure: v.secure(), SameSite: http.SameSiteLaxMode, MaxAge: age})
}

func (v *visit) vouchedBegin() error {
	if v.Voucher == nil {
		return v.nowhere()
	}
	if err := v.slow(); err != nil {
		return err
	}
	secret, asked, err := v.Desk.BeginVouched(v.r.Context())
	if err != nil {
		return err
	}
	return v.toProvider(vouching{Secret: secret, To: local(v.form.Get(fieldTo)), At: v.now}, asked)
}

// toProvider leads to the provider, with what the browser takes along.
func (v *visit) toProvider(is vouching, asked session.Vouching) error {
	to, err := v.Voucher.Ask(v.r.Context(), asked.State, asked.Nonce, asked.Verifier)
	if err != nil {
		return v.notVouched(err)
	}
	v.vouchingCookie(v.seal(useVouching, is), int(vouchingLasts/time.Second))
	// A form may not lead elsewhere (form-action), and is not to: a link does.
	return v.show(http.StatusOK, "vouch.html", vouchPage{v.chrome("To your identity provider"), "To your identity provider", "It asks who you are, and sends you back.", to, "Go on to " + v.voucherHost()})
}

// voucherHost names the provider to a person.
func (v *visit) voucherHost() string {
	if v.Voucher == nil {
		return ""
	}
	u, err := url.Parse(v.Voucher.Issuer())
	if err != nil {
		return v.Voucher.Issuer()
	}
	return u.Host
}

// notVouched says that the provider vouched for no one; why is not told, and what it sent even less.
func (v *visit) notVouched(err error) error {
	p := signInPage{To: "/"}
	if voucher.Away(err) {
		v.Log.Warn("the identity provider did not answer", "why", voucher.Why(err))
		p.Wrong = "the identity provider does not answer; try later, or sign in with a passkey, or password and code"
		return v.signInForm(http.StatusServiceUnavailable, p)
	}
	p.Wrong = session.ErrVouch().Error()
	var no *session.Refused
	if errors.As(err, &no) {
		p.Wrong = no.Why
	}
	return v.signInForm(http.StatusUnauthorized, p)
}

func (v *visit) vouchedBack() error {
	if v.Voucher == nil {
		return v.nowhere()
	}
	if err := v.slow(); err != nil {
		return err
	}
	q := v.r.URL.Query()
	c, err := v.r.Cookie(v.cookieName() + "-vouching")
	var is vouching
	ok := err == nil && v.unseal(useVouching, c.Value, &is) && v.now.Sub(is.At) <= vouchingLasts && len(q.Get("state")) <= 100 && len(q.Get("code")) <= 4096
	if ok && q.Get("code") == "" { // the provider refused, and said so
		v.Log.Warn("the identity provider vouched for no one", "why", voucher.Said(q.Get("error")))
		ok = false
	}
	if ok && is.Link {
		return v.linkBack(q.Get("code"), q.Get("state"))
	}
	v.vouchingCookie("", -1)
	if !ok {
		return v.notVouched(session.ErrVouch())
	}
	asked, err := v.Desk.Returned(v.r.Context(), is.Secret, q.Get("state"))
	if err != nil {
		return v.vouchRefused(err)
	}
	person, err := v.redeem(q.Get("code"), asked)
	if err != nil {
		return v.vouchRefused(err)
	}
	secret, s, err := v.Desk.Vouched(v.r.Context(), asked, person.Issuer, person.Subject, v.device(), v.Clerk.Join)
	if err != nil {
		return v.vouchRefused(err)
	}
	if err := v.Clerk.NoteSignIn(v.r.Context(), s.Account, true); err != nil {
		return err
	}
	if v.roll, err = v.Clerk.Roll(v.r.Context()); err != nil { // an invitation may have been taken up
		return err
	}
	v.setCookie(secret)
	v.session, v.account = s, v.roll.Account(s.Account)
	v.posts = v.account.Now(v.now)
	// The cookie of a session does not go along with a step that began elsewhere, so the next step begins here.
	return v.show(http.StatusOK, "vouch.html", vouchPage{v.chrome("Signed in"), "Signed in", "Your identity provider vouched for you. To swear or to decide, you prove once more that you are there, by passkey or by password and code.", is.To, "Go on"})
}

// redeem takes a code to the provider, and returns whom it vouches for. Why it vouches for no one is said in the log alone.
func (v *visit) redeem(code string, asked session.Vouching) (voucher.Person, error) {
	person, err := v.Voucher.Redeem(v.r.Context(), code, asked.Nonce, asked.Verifier)
	if err != nil && !voucher.Away(err) && v.r.Context().Err() == nil {
		v.Log.Warn("the identity provider vouched for no one", "why", voucher.Why(err))
	}
	return person, err
}

// vouchRefused is notVouched, for one who came back: what is no refusal of the desk is an error, and an account that it names is noted.
func (v *visit) vouchRefused(err error) error {
	var no *session.Refused
	if errors.As(err, &no) {
		if nerr := v.Clerk.NoteSignIn(v.r.Context(), no.Account, false); nerr != nil {
			return nerr
		}
	}
	return v.notVouched(err)
}
