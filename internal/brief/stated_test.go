package brief_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// says is a statement that a factor is there.
func says(what, by, factor string, change ...func(*record.Statement)) record.Statement {
	s := record.Statement{Says: what, By: by, About: "The garden that he told of is the one at the house.", Factor: factor, Application: "search", On: []string{"search.1"}}
	for _, c := range change {
		c(&s)
	}
	return s
}

func off(s *record.Statement) { s.On = nil }

// citing makes a statement rest on a source that tells of a time.
func citing(m *record.Matter, id record.SourceID, time record.When) func(*record.Statement) {
	m.Sources = append(m.Sources, record.Source{ID: id, Kind: record.Report, Time: time, Lines: []record.Line{{N: 1, Text: "The garden is the one at the house."}}})
	return func(s *record.Statement) { s.Cites = []record.Cite{{Source: id, From: 1, To: 1}} }
}

func statedIn(t *testing.T, r *brief.Review, factor doctrine.FactorID) brief.Stated {
	t.Helper()
	for _, x := range r.Stated {
		if x.Factor == factor {
			return x
		}
	}
	t.Fatalf("%s is not stated", factor)
	return brief.Stated{}
}

// A factor that no check derives is a sentence of the paper once it is stated in the file: it sets the paper apart from a case that
// would govern it, as long as what tells it stands, nobody disputes it and no finding takes it away; and what came after the oath,
// or cannot be placed before it, never counts.
func TestStatedFactorSetsApart(t *testing.T) {
	const factor = "particulars-fit" // for the officer
	find := func(id, value string) []record.Ruling {
		return append(slices.Clone(ruledSo), record.Ruling{On: id, Value: value})
	}
	id := factor + "@search.weaver"
	type setting struct {
		said   func(*record.Matter) []record.Statement
		find   []record.Ruling
		state  brief.StatedState
		answer string
	}
	for name, x := range map[string]setting{
		"nothing is said": {said: func(*record.Matter) []record.Statement { return nil }, answer: "lacking"},
		"stated": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor)}
		}, state: brief.StatedSo, answer: "arguable"},
		"conceded": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("conceded", "counsel for Weaver", factor)}
		}, state: brief.StatedSo, answer: "arguable"},
		"stated, and found not to be so": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor)}
		}, find: find(id, "overruled"), state: brief.StatedNotSo, answer: "lacking"},
		"disputed, and found": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor), says("disputed", "Weaver", factor)}
		}, find: find(id, "sustained"), state: brief.StatedSo, answer: "arguable"},
		"disputed, and open": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor), says("disputed", "Weaver", factor)}
		}, state: brief.StatedDisputed, answer: "turns"},
		"no longer disputed": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor), says("disputed", "Weaver", factor), says("conceded", "Weaver", factor)}
		}, state: brief.StatedSo, answer: "arguable"},
		"taken back": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor), says("disputed", "the State", factor)}
		}, state: brief.StatedUnsaid, answer: "lacking"},
		"disputed by one and said by none": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("disputed", "Weaver", factor)}
		}, state: brief.StatedUnsaid, answer: "lacking"},
		"known, and told by no assertion": {said: func(m *record.Matter) []record.Statement {
			m.Applications[0].Oath.Time = "1995-06-01"
			return []record.Statement{says("stated", "the State", factor, off, citing(m, "plan", "1990"))}
		}, state: brief.StatedKept, answer: "lacking"},
		"found after the oath": {said: func(m *record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor, citing(m, "plan", "1997-02-03"))}
		}, state: brief.StatedLate, answer: "lacking"},
		"found after the oath, and found to be so": {said: func(m *record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor, citing(m, "plan", "1997-02-03"))}
		}, find: find(id, "sustained"), state: brief.StatedLate, answer: "lacking"},
		"at no time that is known": {said: func(m *record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor, citing(m, "plan", ""))}
		}, state: brief.StatedUndated, answer: "lacking"},
		"on a source that the affidavit cites": {said: func(*record.Matter) []record.Statement {
			return []record.Statement{says("stated", "the State", factor, func(s *record.Statement) { s.Cites = []record.Cite{{Source: "tip", From: 1, To: 1}} })}
		}, state: brief.StatedSo, answer: "arguable"},
	} {
		t.Run(name, func(t *testing.T) {
			m := embedded(t, "weaver.yaml")
			m.Statements = x.said(m)
			if err := m.Problems().Err(); err != nil {
				t.Fatal(err)
			}
			if x.find == nil {
				x.find = ruledSo
			}
			r := readWith(t, m, laid(t, map[string]newCase{"new-case": deniedOnSuch}), brief.Options{Find: x.find})
			q := asked(t, r, "obviousness")
			if q.Answer != x.answer {
				t.Errorf("obviousness is %s, want %s", q.Answer, x.answer)
			}
			if len(m.Statements) == 0 {
				return
			}
			if got := statedIn(t, r, factor); got.State != x.state || got.ID != id {
				t.Errorf("%s is %s, want %s", got.ID, got.State, x.state)
			}
			if x.answer == "turns" && !slices.Contains(q.Relevant, id) {
				t.Errorf("it turns on %v and not on %s", q.Relevant, id)
			}
		})
	}
}

// A stated factor goes with the assertion that tells it.
func TestStatedFactorIsStruckWithItsAssertion(t *testing.T) {
	m := embedded(t, "weaver.yaml")
	app := &m.Applications[0]
	app.Affidavit.Assertions = append(app.Affidavit.Assertions, record.Assertion{N: 2, Text: "The informant says he saw marijuana for sale at the residence of Weaver.",
		Basis: record.Reported, Cites: []record.Cite{{Source: "tip", From: 1, To: 1}}})
	m.Statements = []record.Statement{says("stated", "the State", "particulars-fit", func(s *record.Statement) { s.On = []string{"search.2"} })}
	b := laid(t, map[string]newCase{"new-case": deniedOnSuch})
	re, err := brief.WhatIf(m, b.Law(), "test", brief.Options{Cases: b, Find: ruledSo}, brief.Change{Strike: []brief.Place{{N: 2}}})
	if err != nil {
		t.Fatal(err)
	}
	if before, after := asked(t, re.Before, "obviousness").Answer, asked(t, re.After, "obviousness").Answer; before != "arguable" || after != "lacking" {
		t.Errorf("struck, obviousness goes from %s to %s, want from arguable to lacking", before, after)
	}
	if s := statedIn(t, re.After, "particulars-fit"); s.State != brief.StatedStruck {
		t.Errorf("struck, it is %s", s.State)
	}
}

// A factor against the officer is as good as one for him: stated, it brings the paper under a case that was decided for it.
func TestStatedFactorBringsUnderACase(t *testing.T) {
	denied := newCase{court: "ca6", date: "1990-05-01", about: "qualified-immunity", outcome: "not-immune",
		because: "obvious-step-not-taken, reliability-not-shown", shows: "obvious-step-not-taken, reliability-not-shown, nothing-corroborated, magistrate-issued"}
	m := embedded(t, "weaver.yaml")
	b := laid(t, map[string]newCase{"new-case": denied})
	if a := asked(t, readWith(t, m, b, brief.Options{Find: ruledSo}), "obviousness").Answer; a != "arguable" {
		t.Fatalf("before anything is stated it is %s", a)
	}
	m.Statements = []record.Statement{says("stated", "counsel for Weaver", "obvious-step-not-taken")}
	r := readWith(t, m, b, brief.Options{Find: ruledSo})
	if q := asked(t, r, "obviousness"); q.Answer != "lacking" || !cites(q.Because, "Doe v. new-case, 1 Test 8") {
		t.Errorf("stated, it is %s", q.Answer)
	}
	i := slices.IndexFunc(r.Cases, func(c brief.Precedents) bool { return c.Issue.ID == "qualified-immunity" })
	shown := slices.IndexFunc(r.Cases[i].Shown, func(s brief.Shown) bool { return s.Factor == "obvious-step-not-taken" })
	if shown < 0 || !r.Cases[i].Shown[shown].Stated || r.Cases[i].Shown[shown].By != "stated by counsel for Weaver" {
		t.Error("the decided cases beside it do not say who states the factor")
	}
	// No check is told what to find, and nothing that is stated supports an element.
	bare := readWith(t, embedded(t, "weaver.yaml"), b, brief.Options{Find: ruledSo})
	if len(bare.Flaws) != len(r.Flaws) {
		t.Errorf("what is stated changed the flaws: %d, without it %d", len(r.Flaws), len(bare.Flaws))
	}
	for i := range bare.Elements {
		if bare.Elements[i].Label != r.Elements[i].Label || bare.Elements[i].Support != r.Elements[i].Support {
			t.Errorf("what is stated changed the element %s", bare.Elements[i].Element.ID)
		}
	}
	// Stated of another respondent it is nothing here, and without decided cases nothing at all.
	m.Statements[0].Respondents = []record.PersonID{"informant"}
	if a := asked(t, readWith(t, m, b, brief.Options{Find: ruledSo}), "obviousness").Answer; a != "arguable" {
		t.Errorf("stated of another it is %s", a)
	}
	m.Statements[0].Respondents = nil
	plain, err := brief.Read(m, doctrine.Default(), "test", brief.Options{Find: ruledSo})
	if err != nil || len(plain.Stated) > 0 || asked(t, plain, "obviousness").Answer != "arguable" {
		t.Errorf("without decided cases something is made of what is stated: %v", err)
	}
	// Withheld answers withhold it too.
	if r := readWith(t, m, b, brief.Options{Posture: brief.AtApplication}); len(r.Stated) > 0 || len(r.Cases) > 0 && r.Cases[0].Forced.Side != "" {
		t.Error("at application something is made of what is stated")
	}
}

// A factor that goes to the truth of the paper is no part of what was sworn: stated, it counts once it is found, with recklessness.
func TestStatedFactorOfTruthCountsOnceFound(t *testing.T) {
	denied := newCase{court: "ca6", date: "1990-05-01", about: "qualified-immunity", outcome: "not-immune",
		because: "source-denies", shows: "source-denies, reliability-not-shown, nothing-corroborated, magistrate-issued"}
	m := embedded(t, "weaver.yaml")
	m.Statements = []record.Statement{says("stated", "counsel for Weaver", "source-denies", citing(m, "denial", "1996-02-01"))}
	b := laid(t, map[string]newCase{"new-case": denied})
	for _, x := range []struct {
		find record.Ruling
		want string
	}{
		{record.Ruling{}, "turns"},
		{record.Ruling{On: "source-denies@search.weaver", Value: "overruled"}, "arguable"},
		{record.Ruling{On: "source-denies@search.weaver", Value: "sustained", Mind: "negligent"}, "arguable"},
		{record.Ruling{On: "source-denies@search.weaver", Value: "sustained", Mind: "reckless"}, "lacking"},
	} {
		find := slices.Clone(ruledSo)
		if x.find.On != "" {
			find = append(find, x.find)
		}
		if q := asked(t, readWith(t, m, b, brief.Options{Find: find}), "obviousness"); q.Answer != x.want {
			t.Errorf("%s %s: obviousness is %s, want %s", x.find.Value, x.find.Mind, q.Answer, x.want)
		}
	}
}

// What was wrong may be found to be a slip: then a case that excused a slip governs, as it does where nothing was wrong; and a slip
// is no answer to a case that did not turn on the truth of the paper.
func TestInnocentFalsehoodIsCompiled(t *testing.T) {
	excused := newCase{court: "ca8", date: "1990-05-01", about: "leon", outcome: "good-faith", because: "oversight, magistrate-issued",
		shows: "oversight, magistrate-issued, mistake-pointed-out"}
	denied := newCase{court: "ca8", date: "1990-05-01", about: "qualified-immunity", outcome: "not-immune", because: "mistake-pointed-out",
		shows: "mistake-pointed-out, magistrate-issued, fellow-officer-report"}
	read := func(c newCase, value, mind string) *brief.Review {
		m := embedded(t, "jacobs.yaml")
		m.Statements = []record.Statement{says("stated", "counsel for Jacobs", "mistake-pointed-out", off, citing(m, "return", "1997"))}
		return readWith(t, m, laid(t, map[string]newCase{"new-case": c}), brief.Options{Find: []record.Ruling{{On: "O4@search.1", Value: value, Mind: mind}}})
	}
	governs := func(r *brief.Review) bool {
		return slices.ContainsFunc(r.Cases, func(c brief.Precedents) bool {
			return c.Issue.ID == "leon" && slices.ContainsFunc(c.Forced.Cases, func(name string) bool { return strings.Contains(name, "new-case") })
		})
	}
	for _, x := range []struct {
		value, mind string
		want        bool
	}{{"sustained", "innocent", true}, {"sustained", "negligent", true}, {"sustained", "reckless", false}, {"overruled", "", true}} {
		if got := governs(read(excused, x.value, x.mind)); got != x.want {
			t.Errorf("%s %s: that a case which excused a slip governs is %v, want %v", x.value, x.mind, got, x.want)
		}
	}
	for _, mind := range []string{"innocent", "negligent"} {
		if !governs(read(denied, "sustained", mind)) {
			t.Errorf("found %s, a slip sets the paper apart from a case that turned on no falsehood", mind)
		}
	}
}

// That an assertion tells a factor is the word of who states it, and the review says so; and it says where the assertion has no word
// of what is said of it.
func TestWordOfWhoStates(t *testing.T) {
	m := embedded(t, "weaver.yaml")
	about := func(text string, on ...string) record.Statement {
		return says("stated", "the State", "particulars-fit", func(s *record.Statement) { s.About, s.On = text, on })
	}
	for _, x := range []struct {
		said     []record.Statement
		wordless []int
		word     string
	}{
		{[]record.Statement{about("The marijuana was of the kind he had told of.", "search.1")}, nil, "That ¶ 1 tells it is the word of who states it; no check reads it."},
		{[]record.Statement{about("The boat was yellow.", "search.1")}, []int{1}, "That ¶ 1 tells it is the word of who states it; no check reads it. ¶ 1 has no word of it."},
		{[]record.Statement{about("Weaver was there.", "search.1")}, []int{1}, "That ¶ 1 tells it is the word of who states it; no check reads it. ¶ 1 has no word of it."}, // a name says nothing
		{[]record.Statement{about("The boat was yellow.", "search.1"), about("Marijuana was for sale.", "search.1")}, nil, "That ¶ 1 tells it is the word of who states it; no check reads it."},
		{[]record.Statement{about("The boat was yellow.")}, nil, ""},
	} {
		m.Statements = x.said
		got := statedIn(t, readWith(t, m, doctrine.DefaultCasebook(), brief.Options{}), "particulars-fit")
		if !slices.Equal(got.Wordless, x.wordless) || got.Word() != x.word {
			t.Errorf("%q: %v, %q; want %v, %q", x.said[0].About, got.Wordless, got.Word(), x.wordless, x.word)
		}
	}
}

// What cannot be stated is told, and counts for nothing.
func TestMisstatements(t *testing.T) {
	m := embedded(t, "weaver.yaml")
	b := doctrine.DefaultCasebook()
	m.Statements = []record.Statement{
		says("stated", "the State", "particulars-fitt"), says("stated", "the State", "track-record-stated"), says("stated", "the State", "acquitted"),
		says("stated", "the State", "particulars-fit"), {Says: "disputed", By: "Weaver", About: "the hour"},
		says("stated", "the State", "resemblance-only", func(s *record.Statement) { s.On = []string{"search.1", "other.1"} }),
	}
	want := []string{"did you mean particulars-fit?", "read off the matter", "comes after an application", "", "", "stated of application search, and this is of another"}
	for i, err := range brief.Misstatements(m, b) {
		var mis *brief.Misstatement
		if text := want[i]; errors.As(err, &mis) != (text != "") || err != nil && !strings.Contains(err.Error(), text) {
			t.Errorf("%s: %v, want %q", m.Statements[i].Factor, err, text)
		}
	}
	r := readWith(t, m, b, brief.Options{})
	for factor, state := range map[doctrine.FactorID]brief.StatedState{"particulars-fitt": brief.StatedUnknown, "track-record-stated": brief.StatedDerived, "acquitted": brief.StatedAfter, "particulars-fit": brief.StatedSo, "resemblance-only": brief.StatedAway} {
		if got := statedIn(t, r, factor).State; got != state {
			t.Errorf("%s is %s, want %s", factor, got, state)
		}
	}
	// A factor and a question of law are never ruled on by one name.
	for _, f := range b.Factors() {
		if x, ok := b.Law().Term(string(f.ID)); ok && x.Given == "ruling" && f.Stateable() {
			t.Errorf("%s is a factor that can be stated, and a question of law", f.ID)
		}
	}
}
