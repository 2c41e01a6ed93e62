package hall

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// What the editor carries along beside the form when two wrote at the same sentence.
const (
	fieldAside = "_aside" // a form that is not the one that stands open, encoded; it is not entered
	fieldOver  = "_over"  // someone else's sentence stands in the matter in this place
)

// A bothPart is one sentence as two wrote it: as it stands in the matter by now, and as it was typed after an older one.
type bothPart struct {
	N            int
	Who, At      string
	Theirs, Mine sentencePart
}

// A sentencePart is an assertion in words: its text, and all that goes with it.
type sentencePart struct{ Text, From string }

// An asidePart is what was typed for a sentence and does not stand in its form now.
type asidePart struct {
	N     int
	Here  bool // its form stands open, so that it may be put back in the place of what is there
	Words sentencePart
	Form  string
}

func sentenceOf(x *clerk.View, a *record.Application, s *record.Assertion) sentencePart {
	return sentencePart{s.Text, sentence(fromSays(x, a, s))}
}

// bothOf finds whether someone changed the open assertion after the entry to which a form goes back; nil, if no one did.
func (v *visit) bothOf(x *clerk.View, a *record.Application, head int64, mine record.Assertion) (*bothPart, error) {
	now := a.Assertion(mine.N)
	if now == nil {
		return nil, nil
	}
	list, err := v.Clerk.Drafts(v.r.Context(), v.caller(), x.Matter.ID, a.ID)
	if err != nil {
		return nil, err
	}
	says := func(s *record.Assertion) string {
		if s == nil {
			return ""
		}
		return v.typedAs(x, a, fill(record.AssertionRevised{Application: a.ID, Assertion: *s}))
	}
	var before string
	var p *bothPart
	for _, d := range list {
		s := says(d.Application.Assertion(mine.N))
		if int64(d.Line.Seq) > head && s != before && d.Line.Hand != nil {
			p = &bothPart{N: mine.N, Who: handSays(v.roll, &x.Matter, d.Line.Hand), At: atSays(d.Line.Hand.At), Theirs: sentenceOf(x, a, now), Mine: sentenceOf(x, a, &mine)}
		}
		before = s
	}
	if says(now) == says(&mine) { // both wrote the same
		return nil, nil
	}
	return p, nil
}

// swap puts what stands in the matter, or what was set aside, into the form of the open assertion, and sets aside what stood there.
func (v *visit) swap(x *clerk.View, a *record.Application) error {
	n, _ := strconv.Atoi(v.form.Get("assertion.n"))
	old := asideOf(v.form)
	form, err := url.ParseQuery(v.form.Get(fieldAside))
	if v.form.Get("swap") == "theirs" || err != nil || form.Get("assertion.n") != strconv.Itoa(n) {
		s := a.Assertion(n)
		if s == nil {
			return v.editShow(http.StatusConflict, x, a, v.form, fault.Errorf(fault.Conflict, "¶ %d is not in the matter any more; what you typed stands below", n))
		}
		form = fill(record.AssertionRevised{Application: a.ID, Assertion: *s})
	}
	for name, list := range v.form {
		if strings.HasPrefix(name, "_") || strings.HasPrefix(name, "reply.") {
			form[name] = list
		}
	}
	form.Del(fieldAgain)
	form.Set(fieldAside, old.Encode())
	return v.editShow(http.StatusOK, x, a, form, nil)
}

// asideOf is what of a form is set aside: the assertion, and nothing of the form's own.
func asideOf(form url.Values) url.Values {
	out := url.Values{}
	for name, list := range form {
		if strings.HasPrefix(name, "assertion.") {
			out[name] = list
		}
	}
	return out
}

// aside shows what was set aside; nil, if nothing was.
func (v *visit) aside(x *clerk.View, a *record.Application, form url.Values, open int) *asidePart {
	kept, err := url.ParseQuery(form.Get(fieldAside))
	if err != nil || strings.TrimSpace(kept.Get("assertion.text")) == "" {
		return nil
	}
	o, s := v.openOf(x, a, kept)
	p := &asidePart{N: o.N, Here: o.N == open, Words: sentenceOf(x, a, &s), Form: kept.Encode()}
	for _, r := range o.Readings { // also what is half written, and so no reading yet
		if r.Words == "" || r.Means == "" {
			p.Words.From += " " + sentence(strings.Join(nonEmpty(r.Words, r.Means, r.Basis), ", "))
		}
	}
	for _, r := range o.Identifies {
		if r.Name == "" || r.Person == "" {
			p.Words.From += " " + sentence(strings.Join(nonEmpty(r.Name, r.Person, r.Basis, r.Cites), ", "))
		}
	}
	return p
}
