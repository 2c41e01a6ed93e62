package hall

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// An askedAt is a question that a reviewer put at words of an assertion, and what the affiant answered.
type askedAt struct {
	ID               record.QuestionID // "" of one that stands in the note of an old review, and cannot be answered in its place
	N                int
	Words, Asks, Who string
	Time             string
	Answered, When   string
	Gone             bool   // the words are not in the assertion any more, or the assertion is gone
	Typed            string // of an answer that is not entered yet
}

// askedOf are the questions of reviewers at an application, in the order in which they were asked.
func askedOf(m *record.Matter, a *record.Application) []askedAt {
	var list []askedAt
	for _, q := range a.Questions {
		x := askedAt{ID: q.ID, N: q.Assertion, Words: q.Words, Asks: q.Asks, Who: whom(m, q.By), Time: q.Time.String()}
		if s := a.Assertion(q.Assertion); s == nil || q.Words != "" && !record.HasWords(s.Text, q.Words) {
			x.Gone = true
		}
		if r := q.Answered; r != nil {
			x.Answered, x.When = r.Text, r.Time.String()
		}
		list = append(list, x)
	}
	return list
}

// Field is the name of the control in which an answer is typed.
func (q askedAt) Field() string { return "reply." + string(q.ID) }

// questionsTyped are the questions that were typed at the sentences of a review.
func (v *visit) questionsTyped(a *record.Application) ([]record.Question, error) {
	var list []record.Question
	for _, s := range a.Affidavit.Assertions {
		n := strconv.Itoa(s.N)
		words, asks := strings.Join(strings.Fields(v.form.Get("words-"+n)), " "), strings.TrimSpace(v.form.Get("asks-"+n))
		switch {
		case asks == "" && words == "":
		case asks == "":
			return nil, fault.Errorf(fault.Input, "¶ %d: say what you ask of “%s”", s.N, words)
		case words != "" && !record.HasWords(s.Text, words):
			return nil, fault.Errorf(fault.Input, "¶ %d does not have the words “%s”; choose them as they stand", s.N, words)
		default:
			list = append(list, record.Question{Assertion: s.N, Words: words, Asks: asks})
		}
	}
	return list, nil
}

// askQuestions enters what was typed at the sentences of a review, one act for each question. What is entered is taken out of the form, so that
// only what was refused is sent again.
func (v *visit) askQuestions(x *clerk.View, a *record.Application, list []record.Question) error {
	key := v.form.Get(fieldKey)
	if len(list) > 0 && len(key) < 16 {
		return fault.Errorf(fault.Input, "the form has lost its key; open the page again")
	}
	for _, q := range list {
		n := strconv.Itoa(q.Assertion)
		// The same form sent twice asks once: the name of a question comes of the key of its form.
		q.ID, q.By = record.QuestionID("q-"+key[:12]+"-"+n), x.Me
		e := record.QuestionAsked{Application: a.ID, Question: q}
		if _, err := v.Clerk.Do(v.r.Context(), v.caller(), clerk.Act{Matter: x.Matter.ID, Event: e, Key: key + "-q" + n}); err != nil {
			return errorOf(&x.Matter, err)
		}
		v.form.Del("words-" + n)
		v.form.Del("asks-" + n)
	}
	return nil
}

// answerQuestion enters the answer that was typed to a question, and calls then.
func (v *visit) answerQuestion(x *clerk.View, a *record.Application, id string, then func(clerk.Receipt) error, again func(int, error) error) error {
	field := "reply." + id
	e := record.QuestionAnswered{Application: a.ID, Question: record.QuestionID(id), Reply: record.QuestionReply{By: x.Me, Text: strings.TrimSpace(v.form.Get(field))}}
	if e.Reply.Text == "" {
		return again(http.StatusUnprocessableEntity, fault.Errorf(fault.Input, "say what you answer"))
	}
	act := clerk.Act{Matter: x.Matter.ID, Event: e, Key: v.form.Get(fieldKey) + "-" + id}
	r, err := v.Clerk.Do(v.r.Context(), v.caller(), act)
	if err = errorOf(&x.Matter, err); err != nil {
		s := sayOf(err)
		return again(s.status, err)
	}
	v.form.Del(field)
	return then(r)
}
