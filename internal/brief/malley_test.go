package brief_test

import (
	"fmt"
	"os"
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
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Profile: profile, Find: find})
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
