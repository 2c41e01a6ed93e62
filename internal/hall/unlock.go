package hall

import (
	"errors"
	"net/http"

	"github.com/affiant-project/affiant/internal/session"
)

// unlockGroup is for a session that was left alone: its owner shows again who that is, and goes on in the same session.
var unlockGroup = group{pages: []page{
	{route: "GET /unlock", serve: (*visit).unlockGet, open: true},
	{route: "POST /unlock", serve: (*visit).unlock, open: true},
	{route: "POST /unlock/passkey", serve: (*visit).unlockByPasskey, open: true},
}}

// An unlockPage asks who was there whether it is still the same.
type unlockPage struct {
	chrome
	Who         string
	To, Carried string
	Wrong       string
	GoOn        *goOn // nobody has a password here
	Passkey     bool
}

// locked returns the session that this browser has and that is locked; an empty one, if it has none.
func (v *visit) locked() (session.Session, error) {
	if v.account != nil {
		return session.Session{}, nil
	}
	return v.held()
}

func (v *visit) unlockGet() error {
	return v.unlockShow(http.StatusOK, local(v.r.URL.Query().Get("to")), "", "")
}

func (v *visit) unlockShow(status int, to, carried, wrong string) error {
	s, err := v.locked()
	if err != nil {
		return err
	}
	a := v.roll.Account(s.Account)
	if s.ID == "" || a == nil { // nothing is locked: who is signed in goes on, and who is not signs in
		return v.to(to)
	}
	p := unlockPage{chrome: v.chrome("Locked"), Who: a.Name, To: to, Carried: carried, Wrong: wrong, Passkey: v.Desk.TakesPasskeys()}
	p.Scripts, p.GoOn = passkeyScripts(p.Passkey), v.goOnAs(s.Account, to, carried)
	return v.show(status, "unlock.html", p)
}

func (v *visit) unlock() error {
	to, carried := local(v.form.Get(fieldTo)), v.form.Get(fieldCarried)
	if v.form.Has("ask") { // from the page for signing in, with what is carried on
		return v.unlockShow(http.StatusOK, to, carried, "")
	}
	return v.unlocked(to, carried, func(s session.Session) error {
		return v.Desk.Unlock(v.r.Context(), s, v.form.Get("password"), digits(v.form.Get("code")))
	})
}

func (v *visit) unlockByPasskey() error {
	challenge, answer := v.credential()
	return v.unlocked(local(v.form.Get(fieldTo)), v.form.Get(fieldCarried), func(s session.Session) error {
		return v.Desk.UnlockByPasskey(v.r.Context(), s, challenge, answer)
	})
}

// unlocked shows who was there as a way says, and leads on.
func (v *visit) unlocked(to, carried string, way func(session.Session) error) error {
	if err := v.slow(); err != nil {
		return err
	}
	s, err := v.locked()
	if err != nil {
		return err
	}
	if s.ID == "" {
		return v.to(to)
	}
	err = way(s)
	var no *session.Refused
	if errors.As(err, &no) {
		if nerr := v.Clerk.NoteSignIn(v.r.Context(), s.Account, false); nerr != nil {
			return nerr
		}
		return v.unlockShow(http.StatusUnauthorized, to, carried, no.Why)
	}
	if err != nil {
		return err
	}
	if err := v.find(); err != nil {
		return err
	}
	if carried != "" && v.account != nil {
		return v.takeUp(carried)
	}
	return v.to(to)
}
