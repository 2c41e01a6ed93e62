package record

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// A QuestionID names a question within its application.
type QuestionID string

// A Question is what a supervisor or prosecutor asks of a sentence before the oath, and what was answered. It is of the side that asks for the
// warrant: it is no part of the papers, and joins no four corners.
type Question struct {
	ID        QuestionID     `json:"id" need:"yes" doc:"short name of the question"`
	Assertion int            `json:"assertion" need:"yes" doc:"the assertion that it is asked of, by number" ref:"assertion"`
	Words     string         `json:"words,omitempty" doc:"the words of the assertion that it is about, as they stood; the whole of it, if left out"`
	Asks      string         `json:"asks" need:"yes" doc:"what is asked"`
	By        PersonID       `json:"by" need:"yes" doc:"who asks" ref:"person"`
	Time      When           `json:"time,omitempty" doc:"when"`
	Answered  *QuestionReply `json:"answered,omitempty" doc:"what was answered last"`
}

// A QuestionReply is the affiant's answer to a question of a reviewer.
type QuestionReply struct {
	By   PersonID `json:"by" need:"yes" doc:"who answered" ref:"person"`
	Text string   `json:"text" need:"yes" doc:"the answer"`
	Time When     `json:"time,omitempty" doc:"when"`
}

// Question returns the question with this id, or nil.
func (a *Application) Question(id QuestionID) *Question {
	for i := range a.Questions {
		if a.Questions[i].ID == id {
			return &a.Questions[i]
		}
	}
	return nil
}

// QuestionAsked puts a question at an assertion. It comes while the papers are open; the words it is about stand in the assertion.
type QuestionAsked struct {
	Application AppID    `json:"application"`
	Question    Question `json:"question"`
}

// Kind is the name of the event in stored bytes.
func (QuestionAsked) Kind() string { return "question-asked" }

// Version is that of its form.
func (QuestionAsked) Version() int { return 1 }

func (e QuestionAsked) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	q := e.Question
	if err := d.named(q.By); err != nil {
		return err
	}
	if d.performed() {
		s := a.Assertion(q.Assertion)
		switch {
		case q.By == a.Affiant:
			return refuse(ruleOwnReview, "%s is the affiant", a.Affiant)
		case q.Answered != nil:
			return fault.Errorf(fault.Input, "a question does not answer itself; the answer is an event of its own")
		case s == nil:
			return fault.Errorf(fault.Conflict, "assertion %d has not been drafted", q.Assertion)
		case q.Words != "" && !HasWords(s.Text, q.Words):
			return fault.Errorf(fault.Conflict, "assertion %d does not have the words %q", q.Assertion, q.Words)
		}
	}
	if err := d.by(q.By, ruleOwnReview, "ask in that name"); err != nil {
		return err
	}
	if a.Question(q.ID) != nil {
		return taken("question", q.ID)
	}
	if q.Answered != nil {
		if err := d.named(q.Answered.By); err != nil {
			return err
		}
	}
	if err := d.notFuture(q.Time); err != nil {
		return err
	}
	a.Questions = append(slices.Clip(a.Questions), q)
	return nil
}

// QuestionAnswered answers a question, while the papers are open. A later answer takes the place of an earlier, which stays in the record.
type QuestionAnswered struct {
	Application AppID         `json:"application"`
	Question    QuestionID    `json:"question"`
	Reply       QuestionReply `json:"reply"`
}

// Kind is the name of the event in stored bytes.
func (QuestionAnswered) Kind() string { return "question-answered" }

// Version is that of its form.
func (QuestionAnswered) Version() int { return 1 }

func (e QuestionAnswered) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Reply.By); err != nil {
		return err
	}
	if a.Question(e.Question) == nil {
		return fault.Errorf(fault.Conflict, "no question %q has been asked", string(e.Question))
	}
	if d.performed() && strings.TrimSpace(e.Reply.Text) == "" {
		return fault.Errorf(fault.Input, "the answer says nothing")
	}
	if err := d.by(e.Reply.By, ruleOwnAnswer, "answer in that name"); err != nil {
		return err
	}
	if err := d.notFuture(e.Reply.Time); err != nil {
		return err
	}
	a.Questions = slices.Clone(a.Questions)
	a.Question(e.Question).Answered = &e.Reply
	return nil
}

// GroundWithdrawn takes back what was offered for an element, while the papers are open. The ground is told by what it says, since it has no name.
type GroundWithdrawn struct {
	Application AppID  `json:"application"`
	Ground      Ground `json:"ground"`
	Because     string `json:"because,omitempty"`
}

// Kind is the name of the event in stored bytes.
func (GroundWithdrawn) Kind() string { return "ground-withdrawn" }

// Version is that of its form.
func (GroundWithdrawn) Version() int { return 1 }

func (e GroundWithdrawn) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(a.Grounds, e.Ground.Same)
	if i < 0 {
		return fault.Errorf(fault.Conflict, "nothing like this is offered for the element %q", string(e.Ground.Element))
	}
	a.Grounds = slices.Delete(slices.Clone(a.Grounds), i, i+1)
	return nil
}

// Same reports whether two grounds say the same.
func (g Ground) Same(x Ground) bool {
	return g.Element == x.Element && slices.Equal(g.Against, x.Against) && slices.Equal(g.On, x.On)
}

// AnswerWithdrawn takes back what the affiant answered about a flaw, while the papers are open. The flaw is open again.
type AnswerWithdrawn struct {
	Application AppID  `json:"application"`
	Flaw        string `json:"flaw"`
	Because     string `json:"because,omitempty"`
}

// Kind is the name of the event in stored bytes.
func (AnswerWithdrawn) Kind() string { return "answer-withdrawn" }

// Version is that of its form.
func (AnswerWithdrawn) Version() int { return 1 }

func (e AnswerWithdrawn) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(a.Answers), func(x Answer) bool { return x.Flaw == e.Flaw })
	if len(left) == len(a.Answers) {
		return fault.Errorf(fault.Conflict, "the flaw %q has no answer", e.Flaw)
	}
	a.Answers = left
	return nil
}
