package brief_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// open reads a matter file of the examples.
func open(t *testing.T, name string) *record.Matter {
	t.Helper()
	data, err := os.ReadFile("../../examples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

// finds reads rulings written as the command line takes them: FLAW=value[,mind].
func finds(list ...string) []record.Ruling {
	var rs []record.Ruling
	for _, s := range list {
		id, rest, _ := strings.Cut(s, "=")
		value, mind, _ := strings.Cut(rest, ",")
		rs = append(rs, record.Ruling{On: id, Value: value, Mind: mind})
	}
	return rs
}

func answersOf(t *testing.T, m *record.Matter, app record.AppID, p record.PersonID, profile string, find []record.Ruling) map[string]string {
	t.Helper()
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Profile: profile, Find: find, Cases: doctrine.DefaultCasebook()})
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, q := range r.Questions {
		if q.App == app && q.Respondent == p {
			out[q.Question.ID] = q.Answer
		}
	}
	return out
}

// The table of the design: for Louisa Briggs, agreement aside, each row follows from rulings alone.
func TestMalleyTable(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	const agreement = "P2@arrest.louisa.agreement=overruled"
	rows := []struct {
		name                                    string
		find                                    []string
		sufficiency, obviousness, court, powell string
	}{
		{"nothing found", nil, "open", "turns", "depends", "immune"},
		{"overstated, not recklessly; the words and the name may fairly be read so",
			[]string{"S2@arrest.13=sustained,negligent", "S9@arrest.13=overruled", "I1@arrest.12=overruled", agreement},
			"open", "arguable", "immune", "immune"},
		{"overstated recklessly, and the words may fairly be read so",
			[]string{"S2@arrest.13=sustained,reckless", "S9@arrest.13=overruled", "I1@arrest.12=overruled", agreement},
			"open", "arguable", "immune", "immune"},
		{"overstated recklessly, and they may not",
			[]string{"S2@arrest.13=sustained,reckless", "S9@arrest.13=sustained", agreement},
			"insufficient", "lacking", "not-immune", "not-immune"},
		{"she may not be identified from the paper",
			[]string{"I1@arrest.12=sustained", agreement},
			"insufficient", "lacking", "not-immune", "immune"},
		{"she may not be identified, and that was plainly evident",
			[]string{"I1@arrest.12=sustained", agreement, "plainly-evident@arrest.louisa=sustained"},
			"insufficient", "lacking", "not-immune", "not-immune"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			court := answersOf(t, m, "arrest", "louisa", "court", finds(row.find...))
			powell := answersOf(t, m, "arrest", "louisa", "powell", finds(row.find...))
			got := fmt.Sprint(court["sufficiency"], " ", court["obviousness"], " ", court["qualified-immunity"], " ", powell["qualified-immunity"])
			want := fmt.Sprint(row.sufficiency, " ", row.obviousness, " ", row.court, " ", row.powell)
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// What is decided on the record as it stands, for both respondents and both profiles.
func TestMalleyAnswers(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	for _, p := range []record.PersonID{"james", "louisa"} {
		court := answersOf(t, m, "arrest", p, "court", nil)
		for q, want := range map[string]string{
			"absolute-immunity": "denied", "qualified-immunity": "depends", "causation": "unbroken", "state-party": "barred",
			"sufficiency": "open", "obviousness": "turns",
		} {
			if court[q] != want {
				t.Errorf("%s, Court, %s: got %s, want %s", p, q, court[q], want)
			}
		}
		powell := answersOf(t, m, "arrest", p, "powell", nil)
		for q, want := range map[string]string{
			"absolute-immunity": "denied", "qualified-immunity": "immune", "causation": "not-reached", "state-party": "not-reached",
			"obviousness": "arguable",
		} {
			if powell[q] != want {
				t.Errorf("%s, Powell, %s: got %s, want %s", p, q, powell[q], want)
			}
		}
	}
}

// What qualified immunity turns on is not the same for the two respondents: for one the reading, the name and the state
// of mind; for the other presence, and whose party it was; for both, what supports an agreement.
func TestMalleyTurns(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Profile: "court"})
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[record.PersonID][]string{
		"louisa": {"I1@arrest.12", "P2@arrest.louisa.agreement", "S2@arrest.13", "S9@arrest.13"},
		"james":  {"I4@arrest.9", "P2@arrest.james.agreement", "P3@arrest.james.possession"},
	} {
		q, ok := brief.QuestionOf(r, "arrest", p, "qualified-immunity")
		if !ok {
			t.Fatalf("no answer for %s", p)
		}
		seen := make(map[string]bool)
		for _, turn := range q.Turns {
			for _, ruled := range turn.Rulings {
				seen[ruled.Flaw] = true
			}
		}
		for _, id := range want {
			if !seen[id] {
				t.Errorf("%s: does not turn on %s", p, id)
			}
			delete(seen, id)
		}
		for id := range seen {
			t.Errorf("%s: turns on %s, which the opinions do not put in question", p, id)
		}
	}
}

// Whether it was plainly evident that none should issue is open wherever the judge's finding is all that carries the
// request: it turns Powell's answer once she may not be identified, and turns nothing where the paper carries it itself,
// nor for the Court, which gives the finding no such weight.
func TestPlainlyEvidentTurns(t *testing.T) {
	const id = "plainly-evident@arrest.louisa"
	m := open(t, "malley-v-briggs.yaml")
	lacking := finds("I1@arrest.12=sustained", "P2@arrest.louisa.agreement=overruled")
	arguable := finds("S2@arrest.13=overruled", "I1@arrest.12=overruled", "P2@arrest.louisa.agreement=overruled", "S9@arrest.13=overruled")
	for _, row := range []struct {
		name, profile string
		find          []record.Ruling
		answer        string
		turns         bool
	}{
		{"lacking", "powell", lacking, "immune", true},
		{"lacking", "court", lacking, "not-immune", false},
		{"arguable", "powell", arguable, "immune", false},
	} {
		r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Profile: row.profile, Find: row.find})
		if err != nil {
			t.Fatal(err)
		}
		q, _ := brief.QuestionOf(r, "arrest", "louisa", "qualified-immunity")
		turns := slices.Contains(q.Relevant, id)
		if q.Answer != row.answer || turns != row.turns || q.Stable == row.turns {
			t.Errorf("%s, %s: %s, turns on it %v, stable %v", row.name, row.profile, q.Answer, turns, q.Stable)
		}
	}
}

// That the magistrate abandoned the role, or was not able to judge, is not in question until someone shows it. A sound paper stays
// valid and stable, and says what would take that away; once it is found, nothing is left to say.
func TestUnlessTheMagistrateAbandonedTheRole(t *testing.T) {
	m := open(t, "sound/03-two-buys.yaml")
	app, who := m.Applications[0].ID, brief.Respondents(&m.Applications[0])[0]
	ask := func(find ...record.Ruling) brief.Question {
		r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Find: find})
		if err != nil {
			t.Fatal(err)
		}
		q, _ := brief.QuestionOf(r, app, who, "good-faith")
		return q
	}
	q := ask()
	if q.Answer != "valid" || !q.Stable || len(q.Unless) != 2 || q.Unless[0].Answer != "suppress" || len(q.Unless[0].Cites) == 0 {
		t.Fatalf("%s, stable %v, unless %+v", q.Answer, q.Stable, q.Unless)
	}
	if q = ask(record.Ruling{On: q.Unless[0].On, Value: "sustained"}); q.Answer != "suppress" || len(q.Unless) != 0 {
		t.Errorf("once found: %s, unless %+v", q.Answer, q.Unless)
	}
}

// At summary judgment the label and its reasons are both for the version of the one who resists, and say so.
func TestReasonsAtSummaryJudgment(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	find := finds("I1@arrest.12=overruled", "P2@arrest.louisa.agreement=overruled", "S9@arrest.13=sustained")
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Posture: brief.AtSummaryJudgment, Find: find})
	if err != nil {
		t.Fatal(err)
	}
	q, _ := brief.QuestionOf(r, "arrest", "louisa", "qualified-immunity")
	if q.Label != "not-immune" || len(q.Because) < 2 || q.Because[0].Kind != "posture" || q.Because[1].Says != "The officer is not immune." {
		t.Errorf("label %s, reasons %+v", q.Label, q.Because[:min(2, len(q.Because))])
	}
}

// A flaw that was ruled on says who ruled only if that is known; one that is open says who has to.
func TestWhoRuled(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Find: finds("I1@arrest.12=sustained")})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Flaws {
		if ruled := f.ID == "I1@arrest.12"; (f.By == "") != ruled {
			t.Errorf("%s is %s, by %q", f.ID, f.State, f.By)
		}
	}
}

// A review that nobody wants any more ends with that.
func TestStopped(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	for after := range 120 {
		asked := 0
		r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Stop: func() bool { asked++; return asked > after }})
		if err != brief.ErrStopped || r != nil {
			t.Fatalf("told to stop after it had asked %d times: %v", after, err)
		}
	}
}
