package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/exchange"
	"github.com/affiant-project/affiant/internal/record"
)

// told is a reading in a few words: each source with its lines, then the remarks.
func told(r *exchange.Reading) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.Form)
	for _, s := range r.Sources {
		fmt.Fprintf(&b, "%s %s time=%s loc=%+v place=%q author=%s note=%q\n", s.ID, s.Kind, string(s.Time), s.Locator, s.Place, s.Author, s.Note)
		for _, t := range s.Speakers {
			fmt.Fprintf(&b, "  who %q %s by %q claims %q\n", t.As, t.Person, t.By, t.Claimed)
		}
		for _, l := range s.Lines {
			fmt.Fprintf(&b, "  %d %s|%s|%v|%s\n", l.N, l.Speaker, l.Text, l.Summary, l.Cut)
		}
	}
	for _, x := range r.Remarks {
		fmt.Fprintf(&b, "! %d:%d %v %s\n", x.Line, x.Col, x.Stops, x.Says)
	}
	return b.String()
}

var matter = &record.Matter{People: []record.Person{{ID: "vance", Name: "Ruth Vance"}, {ID: "james", Name: "James Briggs", Aliases: []string{"Jimmy"}}}, Orders: []record.Order{{ID: "wire"}}}

func TestRead(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		o    exchange.Options
		want string
	}{
		"a line sheet": {"Order: wire   Target: 401-555-0100\nSession: 12   Date: 12/20/1980   Start: 5:30 p.m.\nReel 7, Side 1, Footage 30-48\nMonitor: Ruth Vance\n\n" +
			"CALLER: I can't believe I was token in front of Jimmy Briggs:\n   it was loud.\n[minimized 17:32-17:35]\ncaller states he passed it to Louisa\nEnd: 5:40 p.m.\n-----------\nSession: 13\nStart: soon\nSHOGUN: Hello.\n",
			exchange.Options{ID: "tap", Matter: matter}, `sheet
tap-12 interception time=1980-12-20T17:30 loc={Reel:7 Side:1 Footage:30-48 Session:12 Offset: Page:} place="401-555-0100" author=vance note="End: 5:40 p.m."
  who "CALLER"  by "" claims ""
  1 CALLER|I can't believe I was token in front of Jimmy Briggs: it was loud.|false|
  2 ||false|minimized 17:32-17:35
  3 |caller states he passed it to Louisa|true|
tap-13 interception time= loc={Reel: Side: Footage: Session:13 Offset: Page:} place="" author= note="Time as written: soon."
  who "SHOGUN"  by "" claims ""
  1 SHOGUN|Hello.|false|
! 11:8 false "soon" is no day and hour that is understood; it is kept in the note, and the source has no time.
`},
		"a head with semicolons": {"Session: 4; Participants: JIMMY (identified: voice); Dr. Shogun (claimed); Date: 12/20/1980\nNote: reel was changed; nothing lost\n\nJIMMY: Hello; who is it?\nSynopsis: they greet; then it breaks off\n",
			exchange.Options{Matter: matter}, `sheet
log interception time=1980-12-20 loc={Reel: Side: Footage: Session:4 Offset: Page:} place="" author= note="Dr. Shogun (claimed). Note: reel was changed; nothing lost. Synopsis: they greet; then it breaks off."
  who "JIMMY" james by "voice" claims ""
  who "Dr. Shogun"  by "" claims "Dr. Shogun"
  1 JIMMY|Hello; who is it?|false|
`},
		"values whose letters stand in their labels": {"Session: e   Parties: P; Q\n\nP: Hello.\n-----\nReel e; Participants: r; s   Date: 1 March 2026\nNote: e; then silence\nSide e, Start: 5:30 p.m.\n\nr: Hello.\n-----\nSession: 6\nNote:; he said so\n\nUM: Hello.\nMinimized: i; twice\n",
			exchange.Options{}, `sheet
log-e interception time= loc={Reel: Side: Footage: Session:e Offset: Page:} place="" author= note=""
  who "P"  by "" claims ""
  who "Q"  by "" claims ""
  1 P|Hello.|false|
log-ee interception time=2026-03-01T17:30 loc={Reel:e Side:e Footage: Session: Offset: Page:} place="" author= note="Note: e; then silence."
  who "r"  by "" claims ""
  who "s"  by "" claims ""
  1 r|Hello.|false|
log-6 interception time= loc={Reel: Side: Footage: Session:6 Offset: Page:} place="" author= note="Note: he said so."
  who "UM"  by "" claims ""
  1 UM|Hello.|false|
  2 ||false|minimized: i; twice
`},
		"a table, a call a row": {"\ufeffSession No.,Date,Start,Participants,Direction,Synopsis,Minimized,Pertinence,Monitor,Mood\n" +
			"1,2026-03-01,22:05:10 EST,\"JIMMY (identified: voice); Dr. Shogun (claimed)\",out,=HYPERLINK(1),no,pertinent,R. Nobody,glad\n2,2026-03-02,7:00,UM,in,Talk of weather,07:01-07:05,non-pertinent,Ruth Vance,\n",
			exchange.Options{Matter: &record.Matter{People: []record.Person{{ID: "vance", Name: "Ruth Vance"}, {ID: "james", Name: "James Briggs", Aliases: []string{"Jimmy"}}}}}, `csv
log-1 interception time=2026-03-01T22:05 loc={Reel: Side: Footage: Session:1 Offset: Page:} place="" author= note="Dr. Shogun (claimed). Direction: out. Pertinence: pertinent. Monitored by R. Nobody. Mood: glad. Time as written: 2026-03-01 22:05:10 EST."
  who "JIMMY" james by "voice" claims ""
  who "Dr. Shogun"  by "" claims "Dr. Shogun"
  1 |=HYPERLINK(1)|true|
log-2 interception time=2026-03-02T07:00 loc={Reel: Side: Footage: Session:2 Offset: Page:} place="" author=vance note="Direction: in. Pertinence: non-pertinent."
  who "UM"  by "" claims ""
  1 ||false|minimized: 07:01-07:05
  2 |Talk of weather|true|
! 1:85 false The column "Mood" is not understood.
! 2:108 false No person of the matter is called "R. Nobody"; the name is kept in the note.
`},
		"a table, a line a row": {"call\tn\tspeaker\ttext\ttime\n9\t1\tA\tHello \"there\"\t10:00\n9\t2\tB\tYes.\t10:01\n9\tx\tA\tNo.\t\n", exchange.Options{Kind: record.Message}, `csv
log message time= loc={Reel: Side: Footage: Session:9 Offset:10:00–10:01 Page:} place="" author= note="Time as written: 10:00."
  who "A"  by "" claims ""
  who "B"  by "" claims ""
  1 A|Hello "there"|false|
  2 B|Yes.|false|
  3 A|No.|false|
! 2:21 false "10:00" is no day and hour that is understood; it is kept in the note, and the source has no time.
! 4:3 false "x" is no number of a line; the line is numbered here.
`},
		"a report":     {"1. On March 1 I saw him.\n2. He had a purse.\n\n[REDACTED]\n3. He ran.\n", exchange.Options{Kind: record.Report, ID: "rep"}, "lines\nrep report time= loc={Reel: Side: Footage: Session: Offset: Page:} place=\"\" author= note=\"\"\n  1 |On March 1 I saw him.|false|\n  2 |He had a purse.|false|\n  3 ||false|REDACTED\n  4 |He ran.|false|\n! 1:1 false Line 3 of what begins here comes after line 3; it is numbered 4.\n"},
		"a page break": {"One.\fTwo: three.", exchange.Options{Kind: record.Report}, "lines\nlog report time= loc={Reel: Side: Footage: Session: Offset: Page:} place=\"\" author= note=\"\"\n  1 |One.|false|\n  2 |Two: three.|false|\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got := told(exchange.Read([]byte(tt.text), tt.o))
			if got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// What is no text, or cannot be read, stops with its place and what to do.
func TestRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		text      string
		line, col int
		says      string
	}{
		"nothing":        {" \n\t\n", 1, 1, "no words"},
		"a PDF":          {"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", 1, 1, "This is a PDF"},
		"a damaged PDF":  {"junk\x00%PDF-", 1, 1, "This is a PDF"},
		"a workbook":     {"PK\x03\x04\x14\x00", 1, 1, "packed file"},
		"an old one":     {"\xd0\xcf\x11\xe0\xa1\xb1", 1, 1, "older office program"},
		"RTF":            {`{\rtf1 x}`, 1, 1, "RTF"},
		"not UTF-8":      {"One.\nCaf\xe9.", 2, 4, "0xe9"},
		"a NUL":          {"One.\nTwo\x00", 2, 4, "U+0000"},
		"an escape":      {"é\x1b[31m", 1, 2, "U+001B"},
		"too large":      {strings.Repeat("x", exchange.MostBytes+1), 1, 1, "3145729 bytes"},
		"too many lines": {strings.Repeat("x\n", exchange.MostLines+1), exchange.MostLines + 1, 1, "100001 lines"},
		"a long line":    {strings.Repeat("x", record.MaxText+1), 1, 1, "a line may have"},
		"an open quote":  {"session,text\n1,\"He said\n", 2, 11, "does not end"},
		"a bare quote":   {"session,text\n1,é \"x\" y\n", 2, 5, "double quote"},
		"too many cells": {"session,text\n1,he came, and went\n", 2, 11, "3 cells"},
	} {
		t.Run(name, func(t *testing.T) {
			o := exchange.Options{Kind: record.Report}
			r := exchange.Read([]byte(tt.text), o)
			if !r.Stopped() || len(r.Remarks) == 0 {
				t.Fatalf("taken: %s", told(r))
			}
			if x := r.Remarks[0]; x.Line != tt.line || x.Col != tt.col || !strings.Contains(x.Says, tt.says) {
				t.Errorf("%+v", x)
			}
		})
	}
	if r := exchange.Read([]byte("Caf\xe9."), exchange.Options{Kind: record.Report, Windows: true}); r.Stopped() || r.Sources[0].Lines[0].Text != "Café." {
		t.Errorf("letters of Windows: %s", told(r))
	}
	if r := exchange.Read([]byte("\xff\xfeA\x00.\x00"), exchange.Options{Kind: record.Report}); r.Stopped() || r.Sources[0].Lines[0].Text != "A." {
		t.Errorf("UTF-16: %s", told(r))
	}
	if r := exchange.Read([]byte("Pay \u202eeno\u202c and\u200b go"), exchange.Options{Kind: record.Report}); r.Stopped() || !r.Hidden || len(r.Remarks) != 3 || r.Remarks[0].Col != 5 || r.Remarks[2].Col != 14 {
		t.Errorf("what is not seen: %s", told(r))
	}
	r := exchange.Read([]byte("session,strange\n"+strings.Repeat("1,x\n", 5000)), exchange.Options{})
	if len(r.Remarks) > 1100 {
		t.Errorf("%d remarks", len(r.Remarks))
	}
}

// Whatever is given, no word of a text is dropped that is not told of, and what comes out is what a record takes.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Session: 1\nA: b\n[cut: c]\n"), "")
	f.Add([]byte("session,speaker,text\n1,A,b\n"), "csv")
	f.Add([]byte("1. One\n2. Two\n"), "lines")
	f.Add([]byte("Session: 4   Parties: P; Q\nNote:; e; then silence\nMinimized: i; twice\n\nP: b\n"), "")
	f.Fuzz(func(t *testing.T, text []byte, form string) {
		r := exchange.Read(text, exchange.Options{Form: exchange.Form(form), ID: "log", Matter: matter})
		if r.Stopped() {
			return
		}
		m := record.Matter{ID: "m", Title: "m", Jurisdiction: "us", Sources: r.Sources, People: matter.People, Orders: matter.Orders}
		for _, p := range m.Problems() {
			if strings.HasPrefix(p.Path, "sources") {
				t.Errorf("%s: %s", p.Path, p.What)
			}
		}
	})
}
