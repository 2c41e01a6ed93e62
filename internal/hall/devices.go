package hall

import (
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/session"
)

// A devicesPage lists where the account is signed in.
type devicesPage struct {
	chrome
	Sessions, Tokens []device
	Passkey          bool // the station takes passkeys
	Passkeys         []passkeyRow
	Voucher          string // the identity provider; "" for none
	Linked           string // whom the account is linked to there; "" for no one
}

type device struct {
	ID, Name          string
	Scopes            string
	Made, Used, Until time.Time
	This              bool
}

func (v *visit) devices() error {
	list, err := v.Desk.Open(v.r.Context(), v.session.Account)
	if err != nil {
		return err
	}
	p := devicesPage{chrome: v.chrome("Where you are signed in")}
	if p.Passkeys, err = v.passkeys(); err != nil {
		return err
	}
	p.Passkey = v.Desk.TakesPasskeys()
	p.Scripts, p.Voucher = passkeyScripts(p.Passkey), v.voucherHost()
	if _, p.Linked, err = v.Desk.Linked(v.r.Context(), v.session.Account); err != nil {
		return err
	}
	for _, s := range list {
		d := device{ID: s.ID, Name: s.Device, Made: v.here(s.Made), Used: v.here(s.Used), Until: v.here(s.Until), This: s.ID == v.session.ID}
		if s.Token {
			d.Scopes = joinScopes(s.Scopes)
			p.Tokens = append(p.Tokens, d)
		} else {
			p.Sessions = append(p.Sessions, d)
		}
	}
	return v.show(200, "devices.html", p)
}

func joinScopes(list []session.Scope) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, ", ")
}

func (v *visit) endDevice() error {
	if v.again() {
		return v.devices()
	}
	id := v.form.Get("id")
	if id == v.session.ID {
		return v.signOut()
	}
	if id == "" { // all but this one
		if err := v.Desk.EndOthers(v.r.Context(), v.session, v.form.Get("tokens") == "keep"); err != nil {
			return err
		}
		return v.to("/devices")
	}
	if err := v.Desk.End(v.r.Context(), v.session.Account, id); err != nil {
		return err
	}
	return v.to("/devices")
}

// device says in a few words on what someone signs in, to know it again in the list.
func (v *visit) device() string {
	ua := v.r.UserAgent()
	pick := func(list ...string) string {
		for i := 0; i+1 < len(list); i += 2 {
			if strings.Contains(ua, list[i]) {
				return list[i+1]
			}
		}
		return ""
	}
	browser := pick("Edg/", "Edge", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari")
	on := pick("iPhone", "an iPhone", "iPad", "an iPad", "Android", "Android", "Windows", "Windows", "Mac OS", "a Mac", "Linux", "Linux")
	switch {
	case browser != "" && on != "":
		return browser + " on " + on
	case browser+on != "":
		return browser + on
	}
	return "a browser"
}
