package hall_test

import (
	"strings"
	"testing"
)

// Where a paper was sent back its card has what was asked and a way to answer: its words are begun anew, to be revised and sworn to. Several cards are told apart.
func TestSentBackIsRevisedOnItsCard(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	const at = "/matters/ferry/applications/purse/anew"
	if _, ok := formOf(s.page("vance", "/matters/ferry"), at); ok {
		t.Error("what lies before the magistrate can be begun anew")
	}
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"say when the purse was found"}}`, s.digest("hart", "ferry"))
	s.again("vance", "stone")
	card := s.page("vance", "/matters/ferry")
	if text := words(card); !strings.Contains(text, "say when the purse was found") || !strings.Contains(text, "Bring the same papers again") || strings.Contains(text, "Application 1 of") {
		t.Errorf("the card: %s", text)
	}
	if _, ok := formOf(s.page("stone", "/matters/ferry"), at); ok {
		t.Error("a supervisor is offered to begin it anew")
	}
	a := s.send("vance", card, at)
	if a.status != 303 || !strings.HasSuffix(a.header.Get("Location"), "/edit") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	m := s.wholeOf("ferry")
	if len(m.Applications) != 2 {
		t.Fatalf("there are %d applications", len(m.Applications))
	}
	x, y := &m.Applications[0], &m.Applications[1]
	if len(y.Affidavit.Assertions) != 1 || y.Affidavit.Assertions[0].Text != x.Affidavit.Assertions[0].Text || len(y.Affidavit.Assertions[0].Cites) != 1 || len(y.Grounds) != 1 || y.Oath != nil || y.Offence.Title != x.Offence.Title {
		t.Errorf("begun anew it is %+v", y)
	}
	s.page("vance", a.header.Get("Location"))
	if text := words(s.page("vance", "/matters/ferry")); !strings.Contains(text, "Application 1 of 2, of ") || !strings.Contains(text, "Application 2 of 2") {
		t.Errorf("the cards are not told apart: %s", text)
	}
	if twice := s.send("vance", card, at); twice.status != 303 || twice.header.Get("Location") != a.header.Get("Location") || len(s.wholeOf("ferry").Applications) != 2 {
		t.Errorf("sent twice: %d to %q, and there are %d applications", twice.status, twice.header.Get("Location"), len(s.wholeOf("ferry").Applications))
	}
}

// What was sworn under a seal of its own is not taken over into an application that is under none, neither by what the card offers nor by a page that was open before.
func TestSealedIsNotBegunAnew(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"say when the purse was found"}}`, s.digest("hart", "ferry"))
	const at = "/matters/ferry/applications/purse/anew"
	card := s.page("vance", "/matters/ferry")
	if _, ok := formOf(card, at); !ok {
		t.Fatal("before the seal it is not offered")
	}
	s.do("hart", "ferry", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant","application":"purse"}}`)
	if _, ok := formOf(s.page("vance", "/matters/ferry"), at); ok {
		t.Error("under a seal of its own it is offered")
	}
	if a := s.send("vance", card, at); a.status != 409 || len(s.wholeOf("ferry").Applications) != 1 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
}

// What is read before the signature names people and sources as the page before did, and what was pressed twice is cited once.
func TestSignedAsItWasRead(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const at = "/matters/ferry/applications/purse/oath"
	sign := s.send("vance", s.page("vance", at), at, "oath.by", "archer", "oath.means", "in-person")
	if text := words(sign.body); sign.status != 200 || !strings.Contains(text, "Tom Archer") || !strings.Contains(text, "Deck log, line 1") {
		t.Errorf("%d %s", sign.status, text)
	}
	const revise = "/matters/ferry/acts/assertion-revised"
	if a := s.send("vance", s.page("vance", revise+"?application=purse&n=1"), revise, "assertion.cites", "log:1\nlog:2\nlog:1"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if c := s.wholeOf("ferry").Applications[0].Affidavit.Assertions[0].Cites; len(c) != 2 {
		t.Errorf("it cites %v", c)
	}
}

// Of what is brought in the kind is told from the text, and it is said that it was.
func TestImportTellsTheKind(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const at = "/matters/ferry/import"
	page := s.page("vance", at)
	for text, kind := range map[string]string{
		"On 28 November I stood on Mill Lane.\nI saw Martin Doyle carry a generator.\nHale said: it is hot.": "report",
		"HALE: Is it hot?\nDOYLE: It is cheap.\nHALE: I see.":                                                "interception",
		"Session: 12   Date: 12/20/1980\ncaller states he passed it":                                         "interception",
	} {
		a := s.send("vance", page, at, "text", text)
		if got := words(a.body); a.status != 200 || !strings.Contains(got, "by its layout it is filed as: "+kind+".") {
			t.Errorf("%q: %d %s", text, a.status, got)
		}
	}
	if got := words(s.send("vance", page, at, "text", "HALE: Is it hot?", "kind", "report").body); strings.Contains(got, "by its layout") {
		t.Errorf("what was said is guessed: %s", got)
	}
}
