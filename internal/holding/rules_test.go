package holding

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A ruleRow is one line of testdata/rules.txt.
type ruleRow struct {
	rule, view, question, act, corpus string
	fires, near                       []doctrine.FactorID
	answer, there                     string
}

func ruleRows(t *testing.T) (rows []ruleRow) {
	t.Helper()
	data, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	factors := func(s string) (ids []doctrine.FactorID) {
		for _, id := range strings.Fields(s) {
			ids = append(ids, doctrine.FactorID(id))
		}
		return ids
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		c := strings.Split(strings.TrimSpace(line), " | ")
		if len(c) != 8 {
			t.Fatalf("%q has %d columns; 8 were expected", line, len(c))
		}
		act, corpus, _ := strings.Cut(c[3], " ")
		rows = append(rows, ruleRow{c[0], c[1], c[2], act, corpus, factors(c[4]), factors(c[6]), c[5], c[7]})
	}
	return rows
}

// withoutRules is the casebook with a view for each row in which its rule is set aside, and nothing else.
func withoutRules(t *testing.T, rows []ruleRow) *doctrine.Casebook {
	t.Helper()
	var views strings.Builder
	for i, r := range rows {
		fmt.Fprintf(&views, "- {id: without-%d, kind: state, name: Test, title: Test, opinion: Test, authority: leon-1984, open: reserve, why: Test., rests: [leon-1984@923], over: %s,\n"+
			"   aside: [{rule: %s, from: \"1700\", why: Test., rests: [leon-1984@923]}]}\n", i, r.view, r.rule)
	}
	b, err := doctrine.Lay(doctrine.Layer{Name: "test", Files: fstest.MapFS{"law/profiles.yaml": {Data: []byte(views.String())}}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each of the newer rules decides something: set aside, the answer is another. And it keeps within its bounds: on a near situation
// the answer is the same without it.
func TestRulesDecide(t *testing.T) {
	rows := ruleRows(t)
	b := withoutRules(t, rows)
	for i, row := range rows {
		on, off := Read(b, Options{Profile: row.view}), Read(b, Options{Profile: fmt.Sprintf("without-%d", i)})
		held := func(r *Reading, factors []doctrine.FactorID) string {
			for _, id := range factors {
				if _, ok := b.Factor(id); !ok {
					t.Fatalf("%s: there is no factor %s", row.rule, id)
				}
			}
			s := Paper(b, Situation{Issue: row.question, Act: row.act, Corpus: row.corpus, Kind: "damages", Factors: factors})
			if slices.Contains([]string{"probable-cause", "leon", "particularity", "warrant", "search"}, row.question) {
				s.Kind = suppression
			}
			if a := r.Answer(s, nil); a.Kind == Definite {
				return a.Side
			} else {
				return string(a.Kind)
			}
		}
		if got := held(on, row.fires); got != row.answer {
			t.Errorf("%s on %v: %s, want %s", row.rule, row.fires, got, row.answer)
		}
		if got := held(off, row.fires); got == row.answer {
			t.Errorf("%s on %v: %s without the rule too", row.rule, row.fires, got)
		}
		if got := held(on, row.near); got != row.there {
			t.Errorf("%s near, on %v: %s, want %s", row.rule, row.near, got, row.there)
		}
		if got := held(off, row.near); got != row.there {
			t.Errorf("%s near, on %v: without the rule %s, so that it decides there too", row.rule, row.near, got)
		}
	}
}

// The circuits' own rules from factors each change an answer: in the Court's view, on the same facts, it is another.
func TestCircuitRulesChangeAnswers(t *testing.T) {
	b := doctrine.DefaultCasebook()
	tried := make(map[string]bool)
	for _, row := range ruleRows(t) {
		tried[row.rule] = true
		if !strings.HasPrefix(row.view, "ca") {
			continue
		}
		s := Paper(b, Situation{Issue: row.question, Act: row.act, Corpus: row.corpus, Kind: suppression, Factors: row.fires})
		if row.question == "qualified-immunity" {
			s.Kind = "damages"
		}
		there, court := Read(b, Options{Profile: row.view}).Answer(s, nil), Read(b, Options{Profile: "court"}).Answer(s, nil)
		if there.Kind == court.Kind && there.Side == court.Side {
			t.Errorf("%s: on %v both %s and the Court have %s %s", row.rule, row.fires, row.view, there.Kind, there.Side)
		}
	}
	for _, r := range b.Rules() {
		if strings.HasPrefix(r.Profiles[0], "ca") && !tried[r.ID] {
			t.Errorf("%s, of %v, is not in the table", r.ID, r.Profiles)
		}
	}
}
