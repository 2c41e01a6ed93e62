package hall

import (
	"net/http"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A confirmPart is the form by which the magistrate says that he placed the affiant under oath, or acknowledges an attestation. It stands there filled in
// as the affiant entered the oath, so that it is one touch where it was so.
type confirmPart struct {
	Affiant, Says       string // what is signed, as a sentence
	Heard, Means, Words string
	Ways                []oathWay
	Wrong               bool
}

// byMeans are the means of an oath as they stand in a sentence.
var byMeans = map[string]string{"in-person": "in person", "video": "by video", "telephone": "by telephone", "attestation": "in writing"}

// confirmOf is that form; nil where there is nothing to confirm.
func confirmOf(x *clerk.View, a *record.Application, form map[string][]string, at string) *confirmPart {
	if !a.Unconfirmed(x.Me) || !x.Could("oath-confirmed", a.ID).May {
		return nil
	}
	p := &confirmPart{Affiant: whom(&x.Matter, a.Affiant), Heard: string(a.Oath.Time), Means: a.Oath.Means, Words: a.Oath.Words, Ways: slices.Clone(oathWays)}
	if a.Oath.By != x.Me || !a.Oath.Here || a.Oath.Means == "" { // another's oath is not one's own, nor is one that is recounted: what was heard is still to be said
		p.Heard, p.Means = "", ""
	}
	p.Says = "I placed " + p.Affiant + " under oath " + byMeans[a.Oath.Means] + " on " + a.Oath.Time.String() + ", and heard these words."
	switch {
	case a.Oath.By != x.Me:
		p.Says = "The oath was entered as taken before " + whom(&x.Matter, a.Oath.By) + ". Place " + p.Affiant + " under oath yourself, and say when and how."
	case !a.Oath.Here:
		p.Says = "The oath is recounted and was not taken here. Place " + p.Affiant + " under oath, and say when and how."
	case a.Oath.Means == "":
		p.Says = "It is not said how the oath was taken. Say when and how you placed " + p.Affiant + " under oath."
	case a.Oath.Means == "attestation":
		p.Says = "I acknowledge the attestation of " + p.Affiant + ", made in writing on " + a.Oath.Time.String() + " in these words."
	}
	if p.Wrong = at == "oath"; p.Wrong {
		get := func(name string) string { return strings.Join(form[name], "\n") }
		p.Heard, p.Means, p.Words = get("heard"), get("means"), get("words")
	}
	for i := range p.Ways {
		p.Ways[i].Chosen = p.Ways[i].Value == p.Means
	}
	return p
}

// confirmedSays says what a magistrate confirmed of an oath.
func confirmedSays(m *record.Matter, a *record.Application, c record.Confirmation) string {
	s := whom(m, c.By) + " confirms it: placed " + whom(m, a.Affiant) + " under oath " + byMeans[c.Means] + ", " + c.Heard.String()
	if c.Means == "attestation" {
		s = whom(m, c.By) + " acknowledges the attestation, received " + c.Heard.String()
	}
	if a.Oath != nil && c.Words != a.Oath.Words {
		s += ", in the words “" + c.Words + "”"
	}
	return sentence(s)
}

func (v *visit) benchConfirm() error {
	x, a, again, err := v.benchAct("oath-confirmed", "oath")
	if err != nil {
		return err
	}
	if v.again() {
		return again(http.StatusOK, nil)
	}
	c := record.Confirmation{By: x.Me, Heard: record.When(strings.TrimSpace(v.form.Get("heard"))), Means: v.form.Get("means"), Words: strings.TrimSpace(v.form.Get("words"))}
	switch {
	case !slices.ContainsFunc(oathWays, func(w oathWay) bool { return w.Value == c.Means }):
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say how the oath was taken"))
	case c.Heard == "" || !c.Heard.Valid():
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say when it was taken, such as 2026-03-16T02:14"))
	case c.Words == "":
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say in what words"))
	}
	return v.enterAct(x, record.OathConfirmed{Application: a.ID, Confirmation: c}, again)
}
