package brief_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

func reread(t *testing.T, m *record.Matter, c brief.Change) *brief.Rereading {
	t.Helper()
	r, err := brief.WhatIf(m, doctrine.Default(), "test", brief.Options{}, c)
	if err != nil {
		t.Fatal(err)
	}
	// One who has read it already comes to the same, twice over: what was read is not changed.
	before, err := brief.Read(m, doctrine.Default(), "test", brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		x, err := brief.Reread(before, m, doctrine.Default(), "test", brief.Options{}, c)
		if err != nil || x.Before != before || !reflect.DeepEqual(x.Changed, r.Changed) || !reflect.DeepEqual(x.Paper, r.Paper) || len(x.After.Questions) != len(r.After.Questions) {
			t.Fatalf("beside what was read before it comes to %+v, %v; want %+v", x.Changed, err, r.Changed)
		}
	}
	return r
}

func answerIn(t *testing.T, r *brief.Review, p record.PersonID, question string) string {
	t.Helper()
	q, ok := brief.QuestionOf(r, r.Matter.Applications[0].ID, p, question)
	if !ok {
		t.Fatalf("no %s for %s", question, p)
	}
	return q.Answer
}

// Franks on the first example: falsehood struck and the omission put in, the paper is read again.
func TestFranksRereading(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	cite, err := record.ParseCite("call-3:1")
	if err != nil {
		t.Fatal(err)
	}
	r := reread(t, m, brief.Change{
		Insert: []record.Cite{cite},
		Find:   finds("S2@arrest.13=sustained,reckless", "S9@arrest.13=sustained", "P2@arrest.louisa.agreement=overruled", "O1@arrest.12=sustained,reckless"),
	})
	if got := answerIn(t, r.Before, "louisa", "qualified-immunity"); got != "depends" {
		t.Errorf("before: %s", got)
	}
	if got := answerIn(t, r.After, "louisa", "qualified-immunity"); got != "not-immune" {
		t.Errorf("after: %s", got)
	}
	if !slices.ContainsFunc(r.Changed, func(d brief.Difference) bool {
		return d.Kind == "question" && d.Name == "sufficiency" && d.After == "insufficient"
	}) {
		t.Errorf("the change of sufficiency is not told: %v", r.Changed)
	}
	var struck, put []string
	for _, l := range r.Paper[0].Lines {
		if l.Struck {
			if len(l.Words) != 1 {
				t.Fatalf("%q: struck %v, want the words in excess alone", l.Text, l.Words)
			}
			struck = append(struck, l.Text[l.Words[0].Start:l.Words[0].End])
		}
		if l.Inserted {
			put = append(put, l.Text)
		}
	}
	if len(struck) != 1 || struck[0] != "a marijuana cigarette" || len(put) != 1 {
		t.Errorf("struck %q, inserted %q", struck, put)
	}
	// What was put in is now sworn, so nothing is left out.
	for _, f := range r.After.Flaws {
		if f.Check.Code == "O1" {
			t.Errorf("%s is still raised after the insertion", f.ID)
		}
	}
}

// Two findings at one sentence strike the words of both, told once where they overlap; a sentence struck by hand is struck whole.
func TestWordsOfSeveralFindingsAreStruck(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	find := finds("S2@arrest.13=sustained,reckless", "S4@arrest.11=sustained,deliberate", "S5@arrest.3=sustained,reckless")
	words := make(map[int]string)
	for _, l := range reread(t, m, brief.Change{Find: find}).Paper[0].Lines {
		for _, w := range l.Words {
			words[l.N] += "|" + l.Text[w.Start:w.End]
		}
	}
	want := map[int]string{3: "|Doctor Shotgun", 11: "|token in front of Jimmy Briggs", 13: "|a marijuana cigarette"}
	if !maps.Equal(words, want) {
		t.Errorf("struck %v, want %v", words, want)
	}
	for _, l := range reread(t, m, brief.Change{Strike: []brief.Place{{N: 13}}, Find: find[:1:1]}).Paper[0].Lines {
		if l.N == 13 && (!l.Struck || len(l.Words) > 0) {
			t.Errorf("struck by hand and by a finding, it is %+v", l)
		}
	}
}

// With every ground of an element struck, nothing supports it; support is not made up from other words.
func TestStrikingAllGroundsLeavesNoSupport(t *testing.T) {
	m := embedded(t, "sound/10-storage-unit.yaml")
	app := &m.Applications[0]
	e := app.Offence.Elements[0].ID
	var c brief.Change
	for _, g := range app.Grounds {
		if g.Element == e {
			for _, n := range g.On {
				c.Strike = append(c.Strike, brief.Place{App: app.ID, N: n})
			}
		}
	}
	if len(c.Strike) == 0 {
		t.Fatal("the example offers no grounds for its first element")
	}
	for _, x := range reread(t, m, c).After.Elements {
		if x.Element.ID == e && x.Support != brief.Absent {
			t.Errorf("%s is %s though all that was offered for it is struck", e, x.Support)
		}
	}
}

// Any one assertion of any example may be struck, and any line of any source put in.
func TestAnyChangeCanBeRead(t *testing.T) {
	for _, e := range examples.List() {
		m := embedded(t, e.Path)
		for i := range m.Applications {
			app := &m.Applications[i]
			for _, a := range app.Affidavit.Assertions {
				reread(t, m, brief.Change{App: app.ID, Strike: []brief.Place{{App: app.ID, N: a.N}}})
			}
			for _, s := range m.Sources {
				for _, l := range s.Lines {
					if l.Text != "" {
						reread(t, m, brief.Change{App: app.ID, Insert: []record.Cite{{Source: s.ID, From: l.N, To: l.N}}})
					}
				}
			}
		}
	}
}

// A change to what is not there, and a ruling that cannot be made, are told and change nothing.
func TestChangesThatCannotBeMade(t *testing.T) {
	m := open(t, "malley-v-briggs.yaml")
	for name, c := range map[string]brief.Change{
		"no such assertion":    {Strike: []brief.Place{{N: 99}}},
		"no such application":  {App: "search", Strike: []brief.Place{{App: "search", N: 1}}},
		"no such source":       {Insert: []record.Cite{{Source: "call-9", From: 1, To: 1}}},
		"no words":             {Insert: []record.Cite{{Source: "call-2"}}},
		"no such flaw":         {Find: finds("S2@arrest.99=sustained")},
		"no such value":        {Find: finds("S2@arrest.13=granted")},
		"no mind in question":  {Find: finds("I1@arrest.12=sustained,reckless")},
		"overruled recklessly": {Find: finds("S2@arrest.13=overruled,reckless")},
		"two ways at once":     {Find: finds("S2@arrest.13=overruled", "S2@arrest.13=sustained")},
	} {
		if _, err := brief.WhatIf(m, doctrine.Default(), "test", brief.Options{}, c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A whole source put in stands in the paper once.
func TestWholeSourceIsInsertedOnce(t *testing.T) {
	m := embedded(t, "teaching/two-louisas.yaml")
	r := reread(t, m, brief.Change{Insert: []record.Cite{{Source: "guest-list"}}})
	lines := r.Paper[0].Lines
	if got, want := lines[len(lines)-1].Text, "Among the guests: Louisa Hartwell, Louisa Penn."; got != want {
		t.Errorf("inserted %q, want %q", got, want)
	}
}

// An inference whose starting point is struck gives no support; one whose other words are struck does.
func TestStrikingWhatAnInferenceStartsFrom(t *testing.T) {
	m := embedded(t, "teaching/two-louisas.yaml")
	support := func(n int) brief.Support {
		r := reread(t, m, brief.Change{Strike: []brief.Place{{N: n}}})
		for _, e := range r.After.Elements {
			if e.Element.ID == "person" {
				return e.Support
			}
		}
		t.Fatal("no element person")
		return ""
	}
	if got := support(1); got != brief.Absent {
		t.Errorf("who is meant is %s though ¶ 1, from which it is inferred, is struck", got)
	}
	if got := support(2); got == brief.Absent {
		t.Error("who is meant has no support though nothing it starts from is struck")
	}
}

// Where there are several applications, a change has to say to which it is made.
func TestChangesToOneOfSeveralApplications(t *testing.T) {
	m := *embedded(t, "teaching/two-louisas.yaml")
	other := m.Applications[0]
	other.ID = "again"
	m.Applications = append(slices.Clone(m.Applications), other)
	insert := []record.Cite{{Source: "guest-list", From: 1, To: 1}}
	for name, c := range map[string]brief.Change{"strike": {Strike: []brief.Place{{N: 1}}}, "insert": {Insert: insert}} {
		if _, err := brief.WhatIf(&m, doctrine.Default(), "test", brief.Options{}, c); err == nil || !strings.Contains(err.Error(), "several applications") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, s := range reread(t, &m, brief.Change{App: "again", Insert: insert}).Paper {
		got := slices.ContainsFunc(s.Lines, func(l brief.SheetLine) bool { return l.Inserted })
		if got != (s.App == "again") {
			t.Errorf("%s: inserted is %v", s.App, got)
		}
	}
}

// An arrest follows for those who were arrested, and for no one else.
func TestArrestOfOneOfTwo(t *testing.T) {
	m := *open(t, "malley-v-briggs.yaml")
	m.Applications = slices.Clone(m.Applications)
	app := &m.Applications[0]
	all := answersOf(t, &m, app.ID, "louisa", "court", nil)["causation"]
	app.Execution = []record.Execution{{Act: "arrested", Persons: []record.PersonID{"james"}}}
	if got := answersOf(t, &m, app.ID, "james", "court", nil)["causation"]; got != all {
		t.Errorf("arrested: %s, want %s", got, all)
	}
	if got := answersOf(t, &m, app.ID, "louisa", "court", nil)["causation"]; got == all {
		t.Errorf("not arrested: still %s", got)
	}
}
