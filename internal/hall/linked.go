package hall

import (
	"errors"
	"net/http"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/session"
)

// linkedGroup joins an account to who its owner is at an identity provider: by taking an invitation up there, or later, presence proved. Without
// Options.Voucher there is no way to it.
var linkedGroup = group{pages: []page{
	{route: "POST /join/vouched", serve: (*visit).vouchedJoin, open: true},
	{route: "POST /vouched/link", serve: (*visit).linkDo, open: true},
	{route: "POST /devices/link", serve: (*visit).link},
	{route: "POST /devices/unlink", serve: (*visit).unlink},
}}

const useLinking = "hall linking"

// A linkPage asks whoever links an account, or takes the link away, to show that they are there; or, back from the provider, to link it.
type linkPage struct {
	signPage
	Text, Button string
	Back         string // what came back, sealed; "" before
}

// vouchedJoin takes an invitation up with who one is at the provider.
func (v *visit) vouchedJoin() error {
	if v.Voucher == nil {
		return v.nowhere()
	}
	if err := v.slow(); err != nil {
		return err
	}
	invitation := v.form.Get("invitation")
	secret, asked, err := v.Desk.BeginJoinVouched(v.r.Context(), invitation)
	if err != nil {
		return v.joinWrong(joinPage{Invitation: invitation}, err)
	}
	return v.toProvider(vouching{Secret: secret, To: "/", At: v.now}, asked)
}

// link begins to link the account that is signed in.
func (v *visit) link() error {
	if v.Voucher == nil {
		return v.nowhere()
	}
	p := linkPage{Text: "From then on you can sign in by " + v.voucherHost() + ". To swear or to decide you still prove here that you are there. Show it now first: whoever finds your session open is not to make a way in for himself.", Button: "Go on to " + v.voucherHost()}
	p.Heading, p.At, p.Digest = "Link your account to your identity provider", "/devices/link", session.DigestLink()
	proof, shown, err := v.linkProof(p)
	if shown || err != nil {
		return err
	}
	secret, asked, err := v.Desk.BeginLink(v.r.Context(), v.session, proof)
	if err != nil {
		return v.linkWrong(p, err)
	}
	return v.toProvider(vouching{Secret: secret, To: "/devices", At: v.now, Link: true}, asked)
}

// unlink takes the link of the account away.
func (v *visit) unlink() error {
	p := linkPage{Text: "You will not sign in by your identity provider any more, and the sessions that it opened end. Show that you are here first: whoever finds your session open is not to take a way in from you.", Button: "Take the link away"}
	p.Heading, p.At, p.Digest = "Take the link away", "/devices/unlink", session.DigestUnlink()
	proof, shown, err := v.linkProof(p)
	if shown || err != nil {
		return err
	}
	if err := v.Desk.Unlink(v.r.Context(), v.session, proof); err != nil {
		return v.linkWrong(p, err)
	}
	return v.to("/devices")
}

// linkProof is the step in which presence is proved; shown is true if its page was shown instead.
func (v *visit) linkProof(p linkPage) (proof string, shown bool, err error) {
	if v.again() {
		return "", true, v.to("/devices")
	}
	if v.form.Get(fieldStep) == "" {
		return "", true, v.linkShow(http.StatusOK, p)
	}
	if err := v.slow(); err != nil {
		return "", true, err
	}
	if proof, err = v.proof(p.Digest); err != nil {
		return "", true, v.linkWrong(p, err)
	}
	return proof, false, nil
}

func (v *visit) linkWrong(p linkPage, err error) error {
	var no *session.Refused
	switch {
	case errors.As(err, &no):
		p.Wrong = sentence(no.Why)
	case fault.KindOf(err) == fault.NotFound || fault.KindOf(err) == fault.Conflict:
		p.Wrong = sentence(err.Error())
	default:
		return err
	}
	return v.linkShow(http.StatusForbidden, p)
}

func (v *visit) linkShow(status int, p linkPage) error {
	p.chrome = v.chrome(p.Heading)
	var err error
	if p.Ways, err = v.ways(); err != nil {
		return err
	}
	p.Scripts = passkeyScripts(p.By("passkey"))
	return v.show(status, "link.html", p)
}

// A linking is what came back from the provider for a link. The session's own cookie does not come with it, so it goes on by a step from here.
type linking struct {
	Code  string    `json:"c"`
	State string    `json:"s"`
	At    time.Time `json:"at"`
}

// linkBack shows, back from the provider, the step by which the account is linked.
func (v *visit) linkBack(code, state string) error {
	p := linkPage{Text: "Your identity provider sent you back. If you are who began this here, link your account to who you are there.", Button: "Link it", Back: v.seal(useLinking, linking{code, state, v.now})}
	p.chrome, p.Heading, p.At = v.chrome("Link your account"), "Link your account", "/vouched/link"
	return v.show(http.StatusOK, "link.html", p)
}

// linkDo links the account that is signed in with what came back, in the session and the browser in which it was begun.
func (v *visit) linkDo() error {
	if v.Voucher == nil {
		return v.nowhere()
	}
	if err := v.slow(); err != nil {
		return err
	}
	var is vouching
	var back linking
	c, err := v.r.Cookie(v.cookieName() + "-vouching")
	v.vouchingCookie("", -1)
	if err != nil || v.account == nil || !v.unseal(useVouching, c.Value, &is) || !is.Link || v.now.Sub(is.At) > vouchingLasts || !v.unseal(useLinking, v.form.Get(fieldCarried), &back) {
		return v.notVouched(session.ErrVouch())
	}
	ctx := v.r.Context()
	asked, err := v.Desk.Returned(ctx, is.Secret, back.State)
	if err != nil {
		return v.vouchRefused(err)
	}
	person, err := v.redeem(back.Code, asked)
	if err != nil {
		return v.vouchRefused(err)
	}
	if err := v.Desk.LinkVouched(ctx, v.session, asked, person.Issuer, person.Subject); err != nil {
		return v.vouchRefused(err)
	}
	return v.to("/devices")
}
