package brief

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

func besideExample(t *testing.T, name string, b *doctrine.Casebook, stated ...doctrine.FactorID) (*Review, []Precedents) {
	t.Helper()
	text, err := fs.ReadFile(examples.FS(), name+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(name, text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(&f.Matter, b.Law(), "test", Options{NoProof: true, Cases: b})
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Beside(b, stated...)
}

func caseBeside(t *testing.T, list []Precedents, whom record.PersonID, issue string) Precedents {
	t.Helper()
	for _, p := range list {
		if p.Respondent == whom && p.Issue.ID == issue {
			return p
		}
	}
	t.Fatalf("nothing for %s on %s", whom, issue)
	return Precedents{}
}

// A matter shows what its flaws, its record and its sources show, each with where it is from; and what is stated.
func TestFactorsOfAMatter(t *testing.T) {
	_, list := besideExample(t, "malley-v-briggs", doctrine.DefaultCasebook(), "own-words-or-threats")
	p := caseBeside(t, list, "louisa", "probable-cause")
	from := make(map[doctrine.FactorID][]string)
	for _, s := range p.Shown {
		from[s.Factor] = s.From
		if s.Stated != (s.Factor == "own-words-or-threats") {
			t.Errorf("%s is stated: %v", s.Factor, s.Stated)
		}
	}
	for factor, want := range map[doctrine.FactorID]string{"another-fits": "I1@arrest.12", "magistrate-issued": "warrant-issued",
		"overheard-talk": "call-1", "nothing-corroborated": "O5@arrest.2"} {
		if !slices.Contains(from[factor], want) {
			t.Errorf("%s is from %v, want %s", factor, from[factor], want)
		}
	}
	if james := caseBeside(t, list, "james", "probable-cause"); slices.Contains(james.Situation.Factors, "another-fits") {
		t.Error("what concerns one respondent is laid to the other")
	}
	for _, id := range p.Situation.Unsworn {
		if f, _ := doctrine.DefaultCasebook().Factor(id); f.Family != "omission" && f.Family != "falsehood" && f.Family != "mind" {
			t.Errorf("%s is said not to be in the paper", id)
		}
	}
}

// Nothing of the matter's own litigation, and nothing later than the day, stands beside it.
func TestOwnLitigationIsNoPrecedent(t *testing.T) {
	r, list := besideExample(t, "malley-v-briggs", doctrine.DefaultCasebook())
	n := 0
	for _, p := range list {
		for _, side := range p.Near {
			for _, near := range side {
				n++
				if near.Case.Litigation == "briggs-v-malley" || !doctrine.Reached(near.Case.Date, r.AsOf) {
					t.Errorf("%s stands beside it", near.Case.ID)
				}
				if clear := p.Issue.ID == "qualified-immunity" || p.Issue.ID == "leon"; near.AfterAct != (clear && !doctrine.Reached(near.Case.Date, r.Acted)) {
					t.Errorf("%s on %s was decided after the act: %v", near.Case.ID, p.Issue.ID, near.AfterAct)
				}
				if near.Controls != (near.Case.Court == "us-supreme" && !near.AfterAct) {
					t.Errorf("%s controls: %v", near.Case.ID, near.Controls)
				}
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d cases stand beside it", n)
	}
}

// A case that is laid over the casebook binds at once where its court controls, and is told to.
func TestNewCaseBindsAtOnce(t *testing.T) {
	files := fstest.MapFS{"casebook/cases/new-1984.yaml": &fstest.MapFile{Data: []byte(`id: new-1984
name: United States v. New
citation: 1 Test 1 (1984)
court: us-supreme
date: 1984-09-01
kind: suppression
act: arrest
questions:
  - about: probable-cause
    outcome: lacking
    because: [name-match-only, nothing-corroborated]
facts:
  - tag: inference
    says: The affiant said what the words meant.
    shows: [reading-supplied, basis-first-hand, against-penal-interest]
  - tag: identity
    says: A first name was all.
    shows: [name-match-only, nothing-corroborated]
  - tag: magistrate
    says: A judge issued it.
    shows: [magistrate-issued]
reason: A name that nobody checked does not make cause.
`)}}
	b, err := doctrine.Lay(doctrine.Layer{Name: "ours", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	_, list := besideExample(t, "malley-v-briggs", b)
	p := caseBeside(t, list, "louisa", "probable-cause")
	if p.Forced.Side != "lacking" || len(p.Forced.Cases) != 1 {
		t.Errorf("it forces %+v", p.Forced)
	}
	if near := p.Near[1][0]; near.Case.ID != "new-1984" || !near.Applies {
		t.Errorf("the nearest is %s, and governs: %v", near.Case.ID, near.Applies)
	}
	if p := caseBeside(t, list, "james", "probable-cause"); p.Forced.Side != "" {
		t.Errorf("against him, to whom no name was laid, it forces %+v", p.Forced)
	}
}
