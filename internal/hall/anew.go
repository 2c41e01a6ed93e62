package hall

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

const atAnew = "/matters/{matter}/applications/{application}/anew"

// anew begins an application with the words of one that was sent back or refused, whose own papers are closed since the oath: its head, its sentences and what they are
// offered for, to be revised, reviewed and sworn to as any other. Nothing of what was sworn goes along as sworn, and what came of it is told to the next magistrate.
func (v *visit) anew() error {
	x, a, err := v.readApp(access.ReadPapers)
	if err != nil {
		return err
	}
	if d := x.May("application-drafted", ""); !d.May {
		return fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
	}
	if stage := x.Matter.Stage(a, x.Now); stage != record.SentBack && stage != record.Refused {
		return fault.Errorf(fault.Conflict, "it is %s; only what was sent back or refused is begun anew", stageSays(stage))
	}
	if no := notAnew(&x.Matter, a, x.Now); no != "" {
		return fault.Errorf(fault.Conflict, "%s", no)
	}
	head := headOf(a)
	head.ID, head.Drafted = anewAs(a.Kind, v.form.Get(fieldKey)), ""
	acts := []record.Event{head}
	for _, s := range a.Affidavit.Assertions {
		acts = append(acts, record.AssertionDrafted{Application: head.ID, Assertion: s})
	}
	for _, g := range a.Grounds {
		acts = append(acts, record.GroundOffered{Application: head.ID, Ground: g})
	}
	if _, err := v.Clerk.DoAll(v.r.Context(), v.caller(), x.Matter.ID, v.form.Get(fieldKey), acts...); err != nil {
		return errorOf(&x.Matter, err)
	}
	http.Redirect(v.w, v.r, at("/matters/{matter}/applications/{application}/edit", x.Matter.ID, head.ID), http.StatusSeeOther)
	return nil
}

// anewAs is the short name of what is begun anew under a key: of what is pressed twice the same, and not likely that of an application of which the reader may not
// know.
func anewAs(kind record.AppKind, key string) record.AppID {
	sum := sha256.Sum256([]byte("anew\x00" + key))
	return record.AppID(string(kind) + "-" + hex.EncodeToString(sum[:3]))
}

// notAnew says why the words of an application are not to be taken over into another; "" if they may.
func notAnew(m *record.Matter, a *record.Application, now record.When) string {
	if m.OwnSeal(a.ID, now) {
		return "it is under a seal of its own, and another would not be; begin one by itself, and have it sealed before its words go there"
	}
	if slices.ContainsFunc(a.Affidavit.Assertions, func(s record.Assertion) bool { return s.Summary }) {
		return "its paper is told here only in substance; what is sworn to here is in the affiant's own words"
	}
	return ""
}
