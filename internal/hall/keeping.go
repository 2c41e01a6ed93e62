package hall

import (
	"encoding/base64"
	"net/http"
	"regexp"

	"github.com/affiant-project/affiant/internal/vault"
)

// enteredCookie tells the script of the next page under which key the form was entered that the browser kept. It is no secret, and says nothing of
// what was entered.
const enteredCookie = "affiant-entered"

// keyed are the keys that a form of ours has.
var keyed = regexp.MustCompile(`^[A-Za-z0-9._-]{16,200}$`)

// entered tells the browser that the form of this post is entered, so that it keeps no copy of it any more. Where nothing tells so, the copy
// stays and is offered: that is asked once too often, and loses no word.
func (v *visit) entered() {
	if key := v.form.Get(fieldKey); v.account != nil && v.r.Method == http.MethodPost && keyed.MatchString(key) {
		http.SetCookie(v.w, &http.Cookie{Name: enteredCookie, Value: key, Path: "/", MaxAge: 600, Secure: v.secure(), SameSite: http.SameSiteStrictMode})
	}
}

// sealing is the key under which a browser seals what is typed and not entered: of the account, and given to it alone while it is signed in. So
// the copy is read after the session has ended by no one but who signs in as the same.
func (v *visit) sealing() string {
	k := vault.Lend(v.Key, "hall kept", v.account.ID)
	return base64.StdEncoding.EncodeToString(k[:])
}
