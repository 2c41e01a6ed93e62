package hall

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/vault"
)

// The names of what a form has beside what is typed in it.
const (
	fieldToken   = "_token"
	fieldAgain   = "_again"
	fieldKey     = "_key"  // idempotency key
	fieldHead    = "_head" // the entry after which the act was written
	fieldOn      = "_on"   // the digest of the papers that were read
	fieldCarried = "_carried"
	fieldTo      = "_to"
	fieldStep    = "_step"
)

// secretFields are never carried on, nor shown again.
var secretFields = []string{fieldToken, fieldCarried, fieldChallenge, fieldCredential, "password", "code", "invitation"}

// What the hall seals is good for one use.
const (
	useToken   = "hall form"
	useCarried = "hall carried"
)

// A token binds a form to the session in which its page was made.
type token struct {
	Account string `json:"a"`
	Session string `json:"s"`
}

// seal seals something that a page gives out and takes back.
func (h *hall) seal(use string, x any) string {
	text, err := json.Marshal(x)
	if err != nil {
		panic(err) // texts and times
	}
	b, err := vault.SealField(h.Key, use, h.Lots, text)
	if err != nil {
		panic(err) // there is no randomness: nothing may go on
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// unseal opens what seal gave out for the same use.
func (h *hall) unseal(use, text string, x any) bool {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		b, err = vault.OpenField(h.Key, use, b)
	}
	return err == nil && json.Unmarshal(b, x) == nil
}

func (v *visit) token() string {
	if v.account == nil {
		return ""
	}
	return v.seal(useToken, token{v.session.Account, v.session.ID})
}

// openToken returns what the token of a form says; nothing, if it is none of ours.
func (v *visit) openToken(text string) token {
	var t token
	if !v.unseal(useToken, text, &t) {
		return token{}
	}
	return t
}

// A carry is a form that was sent when its session had ended. It is sealed and stands in the page on which the writer signs in: so no
// word is lost, none is kept here of someone who is not signed in, and no one else can read it.
type carry struct {
	Account string     `json:"account"`
	To      string     `json:"to"`
	Form    url.Values `json:"form"`
	At      time.Time  `json:"at"`
}

// signInFirst sends who is not signed in to sign in, and carries on what was typed.
func (v *visit) signInFirst() error {
	if v.r.Method == http.MethodPost {
		p := signInPage{Ended: true}
		if v.typed.Account != "" {
			for _, name := range secretFields {
				v.form.Del(name)
			}
			p.Asks = v.typed.Account
			p.Carried = v.seal(useCarried, carry{v.typed.Account, v.r.URL.RequestURI(), v.form, v.now})
		}
		return v.signInForm(http.StatusUnauthorized, p)
	}
	if v.r.Header.Get("Sec-Fetch-Site") == "cross-site" && v.r.Header.Get("Sec-Fetch-Mode") == "navigate" && v.r.URL.Query().Get("from") == "" {
		// A link from a letter: the browser does not send the cookie with it, and does with the next step.
		u := *v.r.URL
		q := u.Query()
		q.Set("from", "elsewhere")
		u.RawQuery = q.Encode()
		return v.show(http.StatusOK, "onward.html", onwardPage{v.chrome("Go on"), u.RequestURI()})
	}
	return v.to("/sign-in?to=" + url.QueryEscape(v.r.URL.RequestURI()))
}

// An onwardPage leads from a link elsewhere to a page here.
type onwardPage struct {
	chrome
	To string
}

// local returns an address within the hall, or the desk.
func local(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, "\\") {
		return "/"
	}
	return to
}

// A carriedPage shows what was typed before the session ended, and leads back to it.
type carriedPage struct {
	chrome
	To    string
	Typed []typed
	Rest  []typed // what goes along unseen
}

type typed struct{ Name, Value string }

// carried shows a form that has not been acted on.
func (v *visit) carried(to string, form url.Values) error {
	p := carriedPage{chrome: v.chrome("Your words are here"), To: local(to)}
	p.Typed, p.Rest = typedIn(form), restOf(form)
	return v.show(http.StatusOK, "carried.html", p)
}

// takeUp shows what a writer who has just signed in had typed before.
func (v *visit) takeUp(sealed string) error {
	var c carry
	if !v.unseal(useCarried, sealed, &c) || v.now.Sub(c.At) > 24*time.Hour {
		return v.to("/")
	}
	if c.Account != v.session.Account {
		return fault.Errorf(fault.Denied, "You are signed in. What was typed on this page before is another person's, and is not shown to you.")
	}
	return v.carried(c.To, c.Form)
}

// typedIn is what of a form someone typed or chose; secrets are never shown.
func typedIn(form url.Values) []typed { return fieldsOf(form, true) }

// restOf is what of a form goes along unseen.
func restOf(form url.Values) []typed { return fieldsOf(form, false) }

func fieldsOf(form url.Values, seen bool) []typed {
	var list []typed
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if slices.Contains(secretFields, name) || name == fieldAgain {
			continue
		}
		for _, x := range form[name] {
			if seen != (strings.HasPrefix(name, "_") || strings.HasSuffix(name, "#") || strings.TrimSpace(x) == "") {
				list = append(list, typed{name, x})
			}
		}
	}
	return list
}

// Called names a field as its form would: reading 1, words.
func (t typed) Called() string {
	parts := strings.Split(t.Name, ".")
	if len(parts) > 1 { // the first says only what kind of act it is
		parts = parts[1:]
	}
	for i := range parts {
		if n, err := strconv.Atoi(parts[i]); err == nil {
			parts[i] = strconv.Itoa(n + 1)
		}
	}
	return label(strings.Join(parts, " "))
}
