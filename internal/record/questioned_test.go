package record_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// questioned tells a draft that was questioned, and what was taken back in it.
func questioned() *teller {
	t := opening()
	t.does("vance", record.Affiant, record.GroundOffered{Application: "purse", Ground: record.Ground{Element: "taking", Against: []record.PersonID{"dole"}, On: []int{1, 2}}})
	t.does("vance", record.Affiant, record.GroundOffered{Application: "purse", Ground: record.Ground{Element: "taking", On: []int{1}}})
	t.does("vance", record.Affiant, record.GroundWithdrawn{Application: "purse", Ground: record.Ground{Element: "taking", Against: []record.PersonID{"dole"}, On: []int{1, 2}}, Because: "its colour shows nothing"})
	t.does("vance", record.Affiant, record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: "P1@purse.mary", Act: "softened", By: "vance"}})
	t.does("vance", record.Affiant, record.AnswerWithdrawn{Application: "purse", Flaw: "P1@purse.mary", Because: "it was not"})
	t.does("stone", record.Supervisor, record.QuestionAsked{Application: "purse", Question: record.Question{ID: "q1", Assertion: 1, Words: "the purse", Asks: "Whose purse?", By: "stone"}})
	t.does("stone", record.Supervisor, record.QuestionAsked{Application: "purse", Question: record.Question{ID: "q2", Assertion: 2, Asks: "Who saw its colour?", By: "stone"}})
	t.does("vance", record.Affiant, record.QuestionAnswered{Application: "purse", Question: "q1", Reply: record.QuestionReply{By: "vance", Text: "A stranger's."}})
	t.does("vance", record.Affiant, record.QuestionAnswered{Application: "purse", Question: "q1", Reply: record.QuestionReply{By: "vance", Text: "Ellen Marsh's."}})
	t.does("vance", record.Affiant, record.AssertionWithdrawn{Application: "purse", N: 2})
	t.does("vance", record.Affiant, record.PapersRevised{Papers: record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny of a purse", Elements: []record.Element{{ID: "taking", Title: "he took it", Kind: record.Act}}}}})
	return t
}

// TestQuestioned holds what questions come to, and what is refused of them and of what is taken back.
func TestQuestioned(t *testing.T) {
	m, err := record.Replay(questioned().list)
	if err != nil {
		t.Fatal(err)
	}
	a := m.Application("purse")
	if len(a.Grounds) != 1 || len(a.Grounds[0].Against) != 0 || len(a.Answers) != 0 {
		t.Errorf("left of what was taken back: %+v %+v", a.Grounds, a.Answers)
	}
	if q := a.Question("q1"); q == nil || q.Answered == nil || q.Answered.Text != "Ellen Marsh's." || q.Time == "" && q.By != "stone" {
		t.Errorf("q1: %+v", q)
	}
	if q := a.Question("q2"); q == nil || q.Answered != nil || q.Assertion != 2 {
		t.Errorf("a question outlives its assertion: %+v", q)
	}
	ask := func(q record.Question) record.Event {
		q.ID, q.Asks = "q9", "Why?"
		return record.QuestionAsked{Application: "purse", Question: q}
	}
	for name, tt := range map[string]struct {
		who   record.PersonID
		event record.Event
		want  string
	}{
		"of the own paper":       {"vance", ask(record.Question{Assertion: 1, By: "vance"}), "vance is the affiant"},
		"in another's name":      {"stone", ask(record.Question{Assertion: 1, By: "lowe"}), "only lowe can ask in that name"},
		"in no one's name":       {"stone", ask(record.Question{Assertion: 1}), "it does not say by whom, and no one but who is named there can ask in that name; this is done by stone"},
		"words not there":        {"stone", ask(record.Question{Assertion: 1, Words: "the wallet", By: "stone"}), "does not have the words"},
		"no such assertion":      {"stone", ask(record.Question{Assertion: 2, By: "stone"}), "assertion 2 has not been drafted"},
		"twice":                  {"stone", record.QuestionAsked{Application: "purse", Question: record.Question{ID: "q1", Assertion: 1, Asks: "And?", By: "stone"}}, "is there already"},
		"answers itself":         {"stone", ask(record.Question{Assertion: 1, By: "stone", Answered: &record.QuestionReply{By: "vance", Text: "So."}}), "does not answer itself"},
		"no such question":       {"vance", record.QuestionAnswered{Application: "purse", Question: "q7", Reply: record.QuestionReply{By: "vance", Text: "So."}}, "no question"},
		"answer in a name":       {"stone", record.QuestionAnswered{Application: "purse", Question: "q2", Reply: record.QuestionReply{By: "vance", Text: "So."}}, "only vance can answer"},
		"empty answer":           {"vance", record.QuestionAnswered{Application: "purse", Question: "q2", Reply: record.QuestionReply{By: "vance", Text: " "}}, "says nothing"},
		"ground not there":       {"vance", record.GroundWithdrawn{Application: "purse", Ground: record.Ground{Element: "taking", On: []int{1, 2}}}, "nothing like this is offered"},
		"answer not there":       {"vance", record.AnswerWithdrawn{Application: "purse", Flaw: "P1@purse.mary"}, "has no answer"},
		"assertion still offers": {"vance", record.AssertionWithdrawn{Application: "purse", N: 1}, "take that back first"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := record.Replay(questioned().does(tt.who, record.Supervisor, tt.event).list)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	sworn := questioned()
	sworn.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: sworn.now(), By: "clerk", Means: "in-person"}})
	if _, err := record.Replay(sworn.does("stone", record.Supervisor, ask(record.Question{Assertion: 1, By: "stone"})).list); err == nil || !strings.Contains(err.Error(), "papers are closed") {
		t.Errorf("asked after the oath: %v", err)
	}
	judge := questioned()
	judge.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: judge.now(), By: "clerk", Means: "in-person"}})
	if _, err := record.Replay(judge.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "stone", How: "rota", By: "clerk"}}).list); err == nil {
		t.Error("who asked before the oath is assigned to decide")
	}
}
