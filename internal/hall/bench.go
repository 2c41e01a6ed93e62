package hall

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

const atBench = "/matters/{matter}/applications/{application}/bench"

// benchGroup is for the magistrate: what awaits, the application as one document, the decision; and for the affiant the oath, which is
// taken before the magistrate as often as not.
var benchGroup = group{
	pages: []page{
		{route: "GET /bench", serve: (*visit).benchList, nav: "Bench", roles: []record.Role{record.Magistrate}},
		{route: "GET " + atBench, serve: (*visit).bench},
		{route: "POST " + atBench + "/open", serve: (*visit).benchOpen},
		{route: "POST " + atBench + "/oath", serve: (*visit).benchConfirm},
		{route: "POST " + atBench + "/hear", serve: (*visit).benchHear},
		{route: "POST " + atBench + "/decide", serve: (*visit).benchDecide},
		{route: "POST " + atBench + "/issue", serve: (*visit).benchIssue},
		{route: "POST " + atBench + "/recuse", serve: (*visit).benchRecuse},
		{route: "GET /matters/{matter}/applications/{application}/oath", serve: (*visit).oathForm},
		{route: "POST /matters/{matter}/applications/{application}/oath", serve: (*visit).oath},
	},
	acts: map[string]string{
		"decided": atBench + "#decide", "warrant-issued": atBench + "#issue", "source-opened": atBench + "#affidavit", "testimony-taken": atBench + "#hear", "oath-confirmed": atBench + "#oath-h",
		"sworn": "/matters/{matter}/applications/{application}/oath",
	},
	views: []view{{name: "As it lies before you", at: atBench, act: "source-opened", now: record.AtBench}},
}

// wordsPerMinute is how fast people read: 238 words a minute, silently, in English (Brysbaert, 109 Journal of Memory and Language 104047
// (2019)). It tells how long a text is, and not how long anyone has to take.
const wordsPerMinute = 238

// minutesToRead says how long a text takes.
func minutesToRead(words int) string {
	return "about " + count(max(1, (words+wordsPerMinute/2)/wordsPerMinute), "minute") + " to read"
}

// lasted says a stretch of time in whole minutes, hours or days.
func lasted(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < 2*time.Hour:
		return count(int(d/time.Minute), "minute")
	case d < 48*time.Hour:
		return count(int(d/time.Hour), "hour")
	}
	return count(int(d/(24*time.Hour)), "day")
}

// A benchRow is one application that waits.
type benchRow struct {
	Href, Title, What string
	Court, Affiant    string
	Waits             string // how long it has lain there
	Length            string
	Due               []dueRow
	Sealed            bool
	since             time.Time
	urgent            time.Time
}

// A benchListPage is what awaits a magistrate.
type benchListPage struct {
	chrome
	Now           string
	Lying         []benchRow // to be decided
	ToIssue       []benchRow // granted, and no warrant issued
	Next          string     // the address of the next page
	Court, OnCall string
	Turns         []turnRow
}

func (v *visit) benchList() error {
	list, next, err := v.tray(clerk.AtBench, "/bench", "after", mostInPart)
	if err != nil {
		return err
	}
	p := benchListPage{chrome: v.chrome("The bench"), Next: next}
	p.Styles = []string{"bench.css"}
	for _, s := range list {
		for _, a := range s.Applications {
			if a.Before != v.session.Account {
				continue
			}
			r := benchRow{Href: at(atBench, s.Matter, a.ID), Title: s.Title, What: report.Upper(string(a.Kind)) + " warrant, " + a.Offence, Court: v.courtName(s.Court),
				Length: count(a.Words, "word") + ", " + minutesToRead(a.Words), Sealed: a.Sealed}
			if t, err := time.Parse(time.RFC3339, a.Presented); err == nil {
				r.since, r.Waits = t, lasted(v.now.Sub(t))
			}
			_, due := v.rows([]clerk.Summary{{Matter: s.Matter, Court: s.Court, Due: s.Due}})
			for i, d := range s.Due {
				if d.Application == a.ID && d.Who == string(record.Magistrate) {
					r.Due = append(r.Due, due[i])
					if r.urgent.IsZero() || d.By.Before(r.urgent) {
						r.urgent = d.By
					}
				}
			}
			if a.Stage != record.Granted { // for one person, or for all
				p.Lying = append(p.Lying, r)
			} else {
				r.Waits = "" // what waits since then is not a decision
				p.ToIssue = append(p.ToIssue, r)
			}
		}
	}
	slices.SortStableFunc(p.Lying, func(a, b benchRow) int { // what is due first, then what has waited longest
		switch {
		case a.urgent.IsZero() != b.urgent.IsZero():
			if a.urgent.IsZero() {
				return 1
			}
			return -1
		case !a.urgent.Equal(b.urgent):
			return a.urgent.Compare(b.urgent)
		}
		return a.since.Compare(b.since)
	})
	for _, x := range v.posts {
		if x.Role == record.Magistrate && x.Court != "" && p.Court == "" {
			p.Court = v.courtName(x.Court)
			if p.Turns, p.OnCall, err = v.turns(x.Court); err != nil {
				return err
			}
			p.Turns = slices.DeleteFunc(p.Turns, func(t turnRow) bool { return t.account != v.session.Account })
		}
	}
	return v.show(http.StatusOK, "bench-list.html", p)
}

// A benchPage is an application as it lies before the magistrate: one document, and the decision.
type benchPage struct {
	chrome
	Matter, Back, Base, Heading string
	Court, Stage                string
	Waits, Length               string
	Urgent                      []string
	Paper                       paperPart
	Says                        []benchSays
	Offered                     []benchOffer
	Oath                        oathPart
	Earlier                     []string
	Elements                    []string
	People                      []string
	Cells                       [][]string // by element: the paragraphs offered, person by person
	Asks                        []benchAsk
	Shut                        []benchShut // questions to sources that are not open
	Asked                       bool
	AtOnce, NotShown            bool // by the practice of the court
	May, MayOpen                bool
	Deciding                    []decidePart
	Decided                     []saidDecision
	Issuing                     []issuePart
	Daytime                     string // between which hours it is
	Hearing                     hearPart
	Confirm                     *confirmPart
	Alone                       []string // what is told to the magistrate alone
	Recuse                      string   // what was typed
	Wrong, By                   string
	At                          string // which form was not entered
	Done                        string
	Head, Key, On               string
}

// A benchSays is one assertion and what it rests on.
type benchSays struct {
	N      int
	Text   string
	Basis  string
	Cites  []benchCite
	Others []string
}

// A benchCite is a citation at the bench: its lines, if they are within the four corners; else a source that may be opened.
type benchCite struct {
	Says   string
	Lines  []linePart
	Source record.SourceID
	Here   string // where it stands on the page
	Closed bool
}

// A benchOffer is a paper offered with the affidavit, or a source within the four corners.
type benchOffer struct{ Href, Says, Note string }

// bench shows the page.
func (v *visit) bench() error { return v.benchShow(http.StatusOK, nil, "", nil) }

// readBench reads an application as the bench may.
func (v *visit) readBench() (*clerk.View, *record.Application, error) {
	x, a, err := v.readApp(access.ReadPapers)
	if err == nil && x.May(access.ReadPapers, a.ID).As != record.Magistrate {
		err = fault.Errorf(fault.Denied, "this page is for the magistrate to whom it is assigned; the papers have a page of their own")
	}
	return x, a, err
}

// benchShow shows the bench with what was typed in the form of one of its acts, and what stands against it.
func (v *visit) benchShow(status int, form map[string][]string, at string, err error) error {
	x, a, rerr := v.readBench()
	if rerr != nil {
		return rerr
	}
	m := &x.Matter
	p := benchPage{chrome: v.chrome("Before you: " + m.Title), Matter: m.Title, Back: "/matters/" + string(m.ID), Base: "/matters/" + string(m.ID) + "/applications/" + string(a.ID) + "/bench", At: at,
		Court: v.courtName(m.Court), Stage: stageSays(m.Stage(a, x.Now)), Key: v.newKey()}
	p.Styles = []string{"bench.css"}
	if err != nil {
		s := sayOf(err)
		p.Wrong, p.By = s.text, s.by
	}
	if p.Paper, rerr = v.paperOf(x, a); rerr != nil {
		return rerr
	}
	p.Heading, p.On = p.Paper.What, p.Paper.Digest
	p.May = x.Could("decided", a.ID).May && a.Pending()
	p.MayOpen = p.May && x.May("source-opened", a.ID).May
	file := m
	if p.MayOpen { // what there is to open: only its names are shown
		y, err := v.read(a.ID, access.ReadSources)
		if err != nil {
			return err
		}
		file = &y.Matter
	}
	for i := range a.Affidavit.Assertions {
		p.Says = append(p.Says, benchSaysOf(x, file, a, &a.Affidavit.Assertions[i], p.MayOpen))
	}
	citedIn(p.Paper.Sources, p.Says)
	p.Length = count(benchWords(p.Paper), "word") + ", " + minutesToRead(benchWords(p.Paper))
	p.Waits = v.waits(x, a)
	p.Urgent = urgency(x, a)
	named, err := v.earlierNamed(m, a)
	if err != nil {
		return err
	}
	p.Earlier = earlierSays(a, named)
	p.Oath = oathOf(m, a)
	if p.May && x.Could(access.BeTold, a.ID).May {
		told, err := v.Clerk.Earlier(v.r.Context(), v.caller(), m.ID, a.ID)
		if err != nil {
			return err
		}
		for _, says := range told {
			p.Alone = append(p.Alone, sentence(says))
		}
	}
	if p.May {
		p.Confirm = confirmOf(x, a, form, at)
	}
	p.Elements, p.People, p.Cells = cellsOf(m, a)
	practice := v.roll.Practice(m.Court)
	p.AtOnce, p.NotShown = practice == people.AtOnce, practice == people.NotShown
	p.Asked = p.AtOnce || v.r.FormValue("questions") != "" && !p.NotShown
	if p.Asked {
		if p.Asks, p.Shut, rerr = v.benchAsks(a.ID); rerr != nil {
			return rerr
		}
	}
	p.Deciding, p.Decided = decideParts(x, a, form, at), decisionsOf(m, a)
	p.Issuing = issueParts(x, a, form, at)
	p.Daytime = v.daytimeSays(m.Jurisdiction)
	p.Hearing = hearOf(m, a, form, at)
	p.Recuse = strings.Join(form["because"], "")
	p.Done = v.doneSays(x)
	return v.show(status, "bench.html", p)
}

// waits says since when an application lies before the magistrate.
func (v *visit) waits(x *clerk.View, a *record.Application) string {
	for _, l := range slices.Backward(x.Lines) {
		if l.Kind == "presented" && l.Application == a.ID && l.Hand != nil {
			if t, err := time.Parse(time.RFC3339, l.Hand.At); err == nil {
				return "Put before you " + lasted(v.now.Sub(t)) + " ago, " + atSays(l.Hand.At)
			}
		}
	}
	return ""
}

// benchWords is how many words there are to read.
func benchWords(p paperPart) int {
	n := p.Words
	for _, l := range [][]string{p.Complaint, p.Warrant, p.Testimony} {
		for _, s := range l {
			n += len(strings.Fields(s))
		}
	}
	for _, s := range p.Sources {
		for _, l := range s.Lines {
			n += len(strings.Fields(l.Text))
		}
	}
	return n
}

// doneSays says what was just entered by the reader.
func (v *visit) doneSays(x *clerk.View) string {
	for _, l := range x.Lines {
		if l.Hand != nil && v.r.URL.Query().Get("done") == l.Kind && l.Hand.Account == v.session.Account && int64(l.Seq) == x.Head {
			return sentence("Entered as line " + strconv.Itoa(l.Seq) + " of the docket: you " + didIt(l.Kind) + ", " + atSays(l.Hand.At))
		}
	}
	return ""
}
