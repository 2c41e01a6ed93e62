package hall

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
)

// lettersGroup is where one says whether to be written to when something awaits.
var lettersGroup = group{pages: []page{
	{route: "GET /letters", serve: (*visit).letters},
	{route: "POST /letters", serve: (*visit).lettersSet},
}}

// A lettersPage is what someone wishes about mail.
type lettersPage struct {
	chrome
	Address     string
	On, Carried bool // whether the station sends mail at all
	Last        string
	Refused     string // what became of the address, in a sentence; "" if nothing
	Gap         string // for how long one is left alone after a letter
	Done, Wrong string
}

func (v *visit) letters() error { return v.lettersShow(http.StatusOK, "") }

func (v *visit) lettersShow(status int, wrong string) error {
	w, err := v.Clerk.Mail(v.r.Context(), v.caller())
	if err != nil {
		return err
	}
	p := lettersPage{chrome: v.chrome("When something awaits you"), Address: w.Address, On: w.On, Carried: v.Mail, Wrong: wrong, Last: moment(v.here(w.Last)), Gap: lasted(v.Clerk.LetterGap())}
	p.Refused = v.refusedSays(w)
	if v.form != nil {
		p.Address, p.On = v.form.Get("address"), v.form.Get("on") != ""
	}
	if v.r.URL.Query().Has("done") && v.form == nil {
		p.Done = "Kept."
	}
	return v.show(status, "letters.html", p)
}

// refusedSays says that the address at which someone is written to was refused; nothing, if it was not.
func (v *visit) refusedSays(w clerk.MailWish) string {
	if w.Refused.At.IsZero() {
		return ""
	}
	return fmt.Sprintf("The server of mail refused the address at which you are written to, %s, %s (%d): what awaits you is not told there.", w.Address, moment(v.here(w.Refused.At)), w.Refused.Code)
}

func (v *visit) lettersSet() error {
	if v.again() {
		return v.lettersShow(http.StatusOK, "")
	}
	w := clerk.MailWish{Address: strings.TrimSpace(v.form.Get("address")), On: v.form.Get("on") != ""}
	if err := v.Clerk.SetMail(v.r.Context(), v.caller(), w); err != nil {
		if s := sayOf(err); s.status == http.StatusUnprocessableEntity {
			return v.lettersShow(s.status, s.text)
		}
		return err
	}
	return v.to("/letters?done=1")
}
