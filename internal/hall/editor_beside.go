package hall

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// fieldSaid is what the editor says was done, where it is shown again with words that are typed.
const fieldSaid = "_said"

// editAt is the address of the editor with an assertion open; the next one, with 0.
func (v *visit) editAt(x *clerk.View, a *record.Application, n int, more ...string) string {
	to := "/matters/" + string(x.Matter.ID) + "/applications/" + string(a.ID) + "/edit"
	if n > 0 {
		more = append(more, "n="+strconv.Itoa(n))
	}
	if len(more) > 0 {
		to += "?" + strings.Join(more, "&")
	}
	if n > 0 {
		to += "#n-" + strconv.Itoa(n)
	}
	return to
}

// unsaved reports whether the open assertion has words in the form that are not saved in the matter. Without script nothing else keeps them.
func (v *visit) unsaved(x *clerk.View, a *record.Application) bool {
	n, _ := strconv.Atoi(v.form.Get("assertion.n"))
	saved := url.Values{"assertion.n": {strconv.Itoa(n)}}
	if s := a.Assertion(n); s != nil {
		saved = fill(record.AssertionRevised{Application: a.ID, Assertion: *s})
	}
	return v.typedAs(x, a, v.form) != v.typedAs(x, a, saved) || len(repliesIn(v.form)) > 0
}

// typedAs is what a form of an assertion says, whichever way it is written.
func (v *visit) typedAs(x *clerk.View, a *record.Application, form url.Values) string {
	body, _ := (&former{m: &x.Matter, a: a, form: form}).body(reflect.TypeFor[record.AssertionRevised](), "")
	text, err := json.Marshal(body)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// repliesIn are the answers to reviewers that are typed in a form.
func repliesIn(form url.Values) url.Values {
	out := url.Values{}
	for k, list := range form {
		if strings.HasPrefix(k, "reply.") && strings.TrimSpace(strings.Join(list, "")) != "" {
			out[k] = list
		}
	}
	return out
}

// editReply enters an answer to a reviewer from the editor. What is typed in the open assertion stays as it is typed.
func (v *visit) editReply(x *clerk.View, a *record.Application, id string) error {
	form := v.form
	again := func(status int, err error) error {
		form.Del("reply")
		return v.editShow(status, x, a, form, err)
	}
	return v.answerQuestion(x, a, id, func(r clerk.Receipt) error {
		fx, fa, err := v.draft()
		if err != nil {
			return err
		}
		// The answer is an entry of its own. Where it is the only one since the form was made, what is typed still comes after all that was read.
		if form.Get(fieldHead) == strconv.FormatInt(r.Seq-1, 10) {
			form.Set(fieldHead, strconv.FormatInt(r.Seq, 10))
		}
		v.entered()
		form.Del("reply")
		form.Set(fieldKey, v.newKey())
		form.Set(fieldSaid, "Your answer is entered.")
		return v.editShow(http.StatusOK, fx, fa, form, nil)
	}, again)
}

// editOn shows the editor anew with answers that are typed in it and not entered.
func (v *visit) editOn(typed url.Values, n int, says string) error {
	x, a, err := v.draft()
	if err != nil {
		return err
	}
	form := url.Values{}
	if s := a.Assertion(n); s != nil {
		form = fill(record.AssertionRevised{Application: a.ID, Assertion: *s})
	} else {
		form.Set("assertion.n", strconv.Itoa(nextNumber(a)))
	}
	for k, list := range typed {
		form[k] = list
	}
	form.Set(fieldKey, v.newKey())
	form.Set(fieldHead, strconv.FormatInt(x.Head, 10))
	form.Set(fieldSaid, says)
	return v.editShow(http.StatusOK, x, a, form, nil)
}
