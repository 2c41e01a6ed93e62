package brief

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Which source answers to which term of weight is said by the law; this holds what it says today.
func TestWhatSourcesAnswerTo(t *testing.T) {
	m := &record.Matter{
		People: []record.Person{
			{ID: "affiant", Name: "Ann", Roles: []record.Role{record.Affiant, record.Officer}}, {ID: "officer", Name: "Bo", Roles: []record.Role{record.Officer}},
			{ID: "victim", Name: "Cy", Roles: []record.Role{record.Victim}}, {ID: "nameless", Name: "unknown", Roles: []record.Role{record.Victim}},
		},
		Sources: []record.Source{{ID: "other", Kind: record.Document, Lines: []record.Line{{N: 1, Text: "He bought heroin there."}}}},
	}
	app := &record.Application{ID: "a", Affiant: "affiant"}
	answers := func(s record.Source, cites ...record.Cite) []string {
		app.Affidavit.Assertions = []record.Assertion{{N: 1, Cites: cites}}
		x := newFiling(m, app, nil, nil, &view{law: doctrine.Default()})
		var out []string
		for _, term := range doctrine.Default().Terms() {
			if term.ID != "unexplained-tip" && x.shows(term, &s) {
				out = append(out, term.ID)
			}
		}
		return out
	}
	other, told := record.Cite{Source: "other"}, record.Cite{Source: "tip"}
	for _, row := range []struct {
		name  string
		s     record.Source
		cites []record.Cite
		want  []string
	}{
		{"watched by the affiant", record.Source{Kind: record.Observation, Author: "affiant"}, nil, []string{"own-observation"}},
		{"watched by nobody named", record.Source{Kind: record.Observation}, nil, []string{"own-observation"}},
		{"watched by an officer", record.Source{Kind: record.Observation, Author: "officer"}, nil, []string{"fellow-officer"}},
		{"watched by a passer-by", record.Source{Kind: record.Observation, Author: "victim"}, nil, nil},
		{"the affiant's report", record.Source{Kind: record.Report, Author: "affiant"}, nil, []string{"fellow-officer"}},
		{"what an officer told for a report", record.Source{Kind: record.Report, Author: "victim", Declarant: "officer"}, nil, []string{"fellow-officer"}},
		{"a named victim", record.Source{Kind: record.Interview, Declarant: "victim"}, nil, []string{"named-eyewitness"}},
		{"a nameless victim", record.Source{Kind: record.Interview, Declarant: "nameless"}, nil, nil},
		{"a nameless victim who told the affiant", record.Source{Kind: record.Interview, Author: "affiant", Declarant: "nameless"}, nil, []string{"named-eyewitness"}},
		{"a nameless victim who told an officer", record.Source{Kind: record.Interview, Author: "officer", Declarant: "nameless"}, nil, nil},
		{"a record", record.Source{Kind: record.Document}, nil, []string{"laboratory-or-record"}},
		{"a call, the speaker known by his voice", record.Source{Kind: record.Intercept, Speakers: []record.Talker{{Person: "victim", By: "voice"}}}, nil, []string{"declaration-against-interest"}},
		{"a call, the speaker assumed", record.Source{Kind: record.Intercept, Speakers: []record.Talker{{Person: "victim"}}}, nil, nil},
		{"a camera's recording", record.Source{Kind: record.Recording}, nil, []string{"laboratory-or-record"}},
		{"a recording on which someone speaks", record.Source{Kind: record.Recording, Speakers: []record.Talker{{As: "caller"}}}, nil, nil},
		{"a recording of one whose voice was compared", record.Source{Kind: record.Recording, Speakers: []record.Talker{{Person: "victim", Cites: []record.Cite{other}}}}, nil, []string{"declaration-against-interest"}},
		{"messages from a number that is his", record.Source{Kind: record.Message, Speakers: []record.Talker{{Person: "victim", By: "subscriber"}}}, nil, []string{"declaration-against-interest"}},
		{"a tip", record.Source{ID: "tip", Kind: record.Tip}, nil, []string{"strand-of-basis-missing", "strand-of-veracity-missing"}},
		{"a tip with a record alone", record.Source{Kind: record.Tip, Track: &record.Track{Record: "three"}}, nil, []string{"strand-of-basis-missing"}},
		{"a tip with a basis alone", record.Source{Kind: record.Tip, Track: &record.Track{Basis: "saw it"}}, nil, []string{"strand-of-veracity-missing"}},
		{"a tip with a record and a basis", record.Source{Kind: record.Tip, Track: &record.Track{Record: "three", Basis: "saw it"}}, nil, []string{"reliable-informant"}},
		{"a tip with a record, told to him by another", record.Source{Kind: record.Tip, Track: &record.Track{Record: "three", Basis: "his cousin told him"}}, nil, nil},
		{"a tip against himself, of what another told him", record.Source{Kind: record.Tip, Track: &record.Track{Interest: "bought one", Basis: "his cousin told him"}}, nil, nil},
		{"a tip against himself, borne out", record.Source{ID: "tip", Kind: record.Tip, Track: &record.Track{Interest: "bought one"}, Lines: []record.Line{{N: 1, Text: "He sells heroin."}}}, []record.Cite{told, other},
			[]string{"declaration-against-interest", "corroborated-tip", "tip-borne-out-in-crime", "strand-of-basis-missing"}},
		{"a tip beside something else", record.Source{ID: "tip", Kind: record.Tip, Track: &record.Track{Interest: "bought one"}, Lines: []record.Line{{N: 1, Text: "He keeps a stolen clock."}}}, []record.Cite{told, other},
			[]string{"declaration-against-interest", "strand-of-basis-missing"}},
	} {
		if got := answers(row.s, row.cites...); !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

// Every fact that a showing may ask for is known here, and every flaw that gives a term gives one that the law has.
func TestTheLawsWordsAreKnownHere(t *testing.T) {
	m := &record.Matter{
		People: []record.Person{{ID: "d", Name: "Di"}},
		Sources: []record.Source{{ID: "s", Kind: record.Tip, Author: "a", Declarant: "d", Speakers: []record.Talker{{Person: "d", By: "voice"}},
			Time: "1981-05-01", Lines: []record.Line{{N: 1, Text: "He will bring heroin to the pier and sell it."}}},
			{ID: "o", Kind: record.Report, Time: "1981-05-02", Lines: []record.Line{{N: 1, Text: "At the pier by 9 Quay Lane he sold heroin that he had brought."}}}, {ID: "v", Kind: record.Recording},
			{ID: "t", Kind: record.Tip, Lines: []record.Line{{N: 1, Text: "He is at 9 Quay Lane."}}}},
	}
	app := &record.Application{ID: "x", Affiant: "a", Affidavit: record.Affidavit{Assertions: []record.Assertion{{N: 1, Cites: []record.Cite{{Source: "o"}, {Source: "s"}, {Source: "t"}}}}}}
	x := newFiling(m, app, nil, nil, &view{law: doctrine.Default()})
	other := *app
	other.Affiant = "somebody else"
	y := newFiling(m, &other, nil, nil, &view{law: doctrine.Default()})
	for _, f := range doctrine.Facts() {
		if !x.fact(f, &m.Sources[0]) && !y.fact(f, &m.Sources[0]) && !x.fact(f, &m.Sources[2]) && !x.fact(f, &m.Sources[3]) {
			t.Errorf("no source ever has %s", f)
		}
	}
	excess := 0
	for _, c := range review.Checks() {
		if _, ok := doctrine.Default().Term(c.Term); c.Term != "" && !ok {
			t.Errorf("%s gives the term %q, which the law does not have", c.Code, c.Term)
		}
		if c.Excess {
			excess++
		}
	}
	if excess == 0 {
		t.Error("no check finds an excess, so every flaw of wording would be carried by a recital")
	}
	for _, r := range doctrine.Default().Rules() {
		if r.Then != settledNotEnough {
			continue
		}
		for _, term := range r.If {
			given := slices.ContainsFunc(review.Checks(), func(c *review.Check) bool { return c.Term == term })
			if len(r.If) > 1 && !given {
				t.Errorf("%s needs %s, which no flaw gives", r.ID, term)
			}
		}
	}
}
