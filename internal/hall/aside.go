package hall

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// This file is how a form that wants something of the matter which is not there leads to where that is entered, and comes back with every word: one who is about
// to say who wrote a report names the author, and goes on.

const (
	fieldReturn = "_return" // the form to which one comes back, sealed
	fieldBack   = "_back"   // asked to come back without entering anything
	useReturn   = "hall form to come back to"
	inEditor    = "edit" // in place of a kind of act: the form of the editor
)

// An aside is a form that was left for a while.
type aside struct {
	Account string     `json:"account"`
	Kind    string     `json:"kind"` // of act
	Field   string     `json:"field"`
	Many    bool       `json:"many,omitempty"` // the field takes several
	Form    url.Values `json:"form"`
	At      time.Time  `json:"at"`
}

// entered are the acts by which a thing of a matter is entered, by what a field may name, and how the way there is called. What concerns one application has
// none: it is entered from there.
var entered = map[string]struct{ kind, says string }{
	"person": {"person-named", "Name someone else"}, "source": {"source-logged", "Log another source"}, "order": {"order-noted", "Note another order"},
}

// enters returns how the fields of a form lead to where a thing is entered, by what they name: what the reader may enter.
func (v *visit) enters(x *clerk.View, kind string) map[string]string {
	list := map[string]string{}
	for ref, e := range entered {
		if e.kind != kind && x.May(access.Act(e.kind), "").May {
			list[ref] = e.kind
		}
	}
	return list
}

// stepAside shows the form of an act by which something is entered that the form which was sent wants, in the field of that name.
func (v *visit) stepAside(kind, wants string, many bool, field string) error {
	if !slices.ContainsFunc([]string{"person", "source", "order"}, func(ref string) bool { return entered[ref].kind == wants }) {
		return fault.Errorf(fault.Input, "there is no way from this form to that act")
	}
	kept := cloneForm(v.form)
	for _, name := range append([]string{"enter", fieldAgain}, secretFields...) {
		kept.Del(name)
	}
	sealed := v.seal(useReturn, aside{v.session.Account, kind, field, many, kept, v.now})
	v.r.SetPathValue("kind", wants)
	v.form = url.Values{}
	x, a, err := v.forAct(wants)
	if err != nil {
		return err
	}
	form := url.Values{fieldReturn: {sealed}}
	v.defaults(wants, x, form)
	form.Set(fieldKey, v.newKey())
	form.Set(fieldHead, strconv.FormatInt(x.Head, 10))
	return v.actShow(http.StatusOK, wants, x, a, form, "", nil)
}

// returning opens the form to which one comes back; nil if there is none, or if it is another's.
func (v *visit) returning() *aside {
	var to aside
	sealed := v.form.Get(fieldReturn)
	if sealed == "" || !v.unseal(useReturn, sealed, &to) || to.Account != v.session.Account || v.now.Sub(to.At) > 24*time.Hour {
		return nil
	}
	return &to
}

// comeBack shows a form again that was left, with what was entered meanwhile chosen in it; "" for nothing. seq is the entry by which it was, or 0.
func (v *visit) comeBack(to *aside, id string, seq int64) error {
	form := to.Form
	if id != "" && to.Many {
		form.Add(to.Field, id)
	} else if id != "" {
		form.Set(to.Field, id)
	}
	if head, err := strconv.ParseInt(form.Get(fieldHead), 10, 64); err == nil && seq == head+1 { // nothing came between but what the writer entered
		form.Set(fieldHead, strconv.FormatInt(seq, 10))
	}
	v.form = form
	v.r.Form = cloneForm(form)
	v.r.SetPathValue("kind", to.Kind)
	if to.Kind == inEditor {
		v.r.SetPathValue("application", form.Get("application"))
		x, a, err := v.draft()
		if err != nil {
			return v.lostDraft(err)
		}
		return v.editShow(http.StatusOK, x, a, form, nil)
	}
	x, a, err := v.forAct(to.Kind)
	if err != nil {
		return err
	}
	return v.actShow(http.StatusOK, to.Kind, x, a, form, "", nil)
}

// idOf is the short name of what an act enters that a form may lead aside to.
func idOf(e record.Event) string {
	switch e := e.(type) {
	case record.PersonNamed:
		return string(e.Person.ID)
	case record.SourceLogged:
		return string(e.Source.ID)
	case record.OrderNoted:
		return string(e.Order.ID)
	}
	return ""
}
