package hall

import (
	"net/http"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// fieldSure is in a form whose act was confirmed on a page of its own.
const fieldSure = "_sure"

// A surePage asks once more before an act that ends a warrant.
type surePage struct {
	chrome
	Matter, Back, At string
	Warrant, Act     string
	Said             [][2]string
	Hidden           []typed
}

// serveSure asks whether service is to be entered, which ends the warrant. What stands against it is said at its form, and not here.
func (v *visit) serveSure(x *clerk.View, a *record.Application, e record.Executed, again func(int, error) error) error {
	act := clerk.Act{Matter: x.Matter.ID, Event: e, Key: v.form.Get(fieldKey)}
	if err := errorOf(&x.Matter, v.Clerk.Would(v.r.Context(), v.caller(), act)); err != nil {
		return again(sayOf(err).status, err)
	}
	form := cloneForm(v.form)
	form.Set(fieldSure, "yes")
	if form.Get("time") == "" { // it was now when it was first said
		now := v.now.In(v.zoneOf(x.Matter.Court))
		form.Set("time", now.Format("2006-01-02T15:04"))
		form.Set("offset", now.Format("-07:00"))
		e.Execution.Time = record.When(form.Get("time"))
	}
	base := at(atWarrants, x.Matter.ID, a.ID)
	done := e.Execution
	p := surePage{chrome: v.chrome("Enter it?"), Matter: x.Matter.Title, Back: base, At: base + "/serve", Warrant: string(done.Warrant), Act: executionSays[done.Act]}
	for _, s := range [][2]string{{"Where", done.Place}, {"When", done.Time.String()}, {"Taken", joinWords(done.Seized)}} {
		if s[1] != "" {
			p.Said = append(p.Said, s)
		}
	}
	p.Hidden = append(typedIn(form), restOf(form)...)
	return v.show(http.StatusOK, "sure.html", p)
}
