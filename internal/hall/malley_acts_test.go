package hall_test

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// logsheet is what the monitors kept of two of the calls, as far as the opinion prints it (475 U.S. at 338; App. 78).
const logsheet = `Order: tap
Session: 1   Date: 12/20/1980   Start: 5:30 p.m.
Title: logsheet, first call
Reel 7, Side 1, Footage 30-48
Participants: Dr. Shogun (as he gave his name); Paul (identified: subscriber)

Dr. Shogun: Dr. Shogun
General conversation re. a party they went to last night
[cut: words cut in the printed record]
Dr. Shogun: caller says I can't believe I was token in front of Jimmy Briggs
Dr. Shogun: caller states he passed it to Louisa
[cut: words cut in the printed record]
Paul: Paul says Nancy was sitting in his lap rolling her thing
---------
Order: tap
Session: 3   Date: 12/20/1980
Title: a later call

mentions Louisa (Bungershort), probably in connection with the same party
`

// writes is the officer's day: he opens the matter, brings in the log, and writes the paper as he wrote it. What it is to be asked stands beside his words as he pauses.
func (m *malley) writes() {
	m.sits("malley", m.desk)
	m.visit("/open")
	m.fill("#title", "Malley, had the papers gone through a docket")
	m.fill("#id", "malley-2")
	m.click("main .btn.strong")
	m.says("you opened the matter")
	m.enters(m.acts("told.yaml", "person-named", "order-noted")...)

	m.visit(malleyAt + "/import")
	m.fill("#text", logsheet)
	m.fill("#id", "call")
	m.fill("#seen", "read")
	m.press("Show how it will be filed")
	m.says("2 sources with 8 lines, read as a line sheet.")
	m.says("caller states he passed it to Louisa")
	m.says("Cut: cut: words cut in the printed record")
	m.until(`document.querySelector('[name="as.1"]')?.value === 'Paul' && document.querySelector('#who-1').value === 'driscoll' && document.querySelector('#how-1').value === 'subscriber'`)
	m.press("File it")
	m.says("Filed")
	m.enters(m.acts("told.yaml", "source-logged")[1]) // of the second call nothing is printed: it is logged without a line

	m.visit(malleyAt + "/begin")
	m.press("The long form") // the complaint and the proposed warrant lie ready
	m.lays("#act", m.acts("told.yaml", "application-drafted")[0].body)
	m.click("#act .go .btn.strong")
	m.says("you began an application")

	m.opens(arrestAt, "1")
	for _, a := range m.acts("told.yaml", "assertion-drafted") {
		m.atSentence(a.in("assertion", "n"))
		m.types(a, map[string][]string{
			"3":  {"Misquotes its source", "Dr. Shogun"},
			"11": {"Drops a hedge", "can't believe"},
			"12": {"The name fits more than one person", "Another person of that name is left out"},
			"13": {"Says more than its source"},
		}[a.in("assertion", "n")]...)
	}
	m.enters(m.acts("told.yaml", "ground-offered")...)

	// The gate asks, and no oath is to be had before it is answered: of him there is no act, of her there is only a first name.
	m.visit(arrestAt + "/gate")
	m.says(m.asked[0] + " questions, each to be mended in the paper or answered here.")
	m.says("He was there, and no more")
	m.says("While a question is open the oath is not taken")
	m.until(`!document.querySelector('main').innerText.includes('Go to the oath')`)
}

// reviewed is what comes before the oath: the prosecutor questions a sentence, the officer mends it and the others, and answers for the rest; the supervisor endorses.
func (m *malley) reviewed() {
	m.sits("quill", m.desk)
	m.visit("/reviews")
	m.press("Read it")
	m.click("#ask-13 summary")
	m.fill("#words-13", "passed her a marijuana cigarette")
	m.fill("#asks-13", "The log has “passed it to Louisa”. What was passed, and to which Louisa?")
	m.click(`#ask-13 [name="only"]`)
	m.says("Ann Quill asks of")

	m.sits("malley", m.phone)
	softened := m.acts("softened.yaml")
	for _, a := range softened {
		m.opens(arrestAt, a.in("assertion", "n"))
		if a.in("assertion", "n") == "13" {
			m.says("What was passed, and to which Louisa?")
		}
		m.types(a)
	}
	m.opens(arrestAt, "13")
	m.says("Those words do not stand there any more.")
	m.fill("textarea[name^=reply]", "The log does not say what. The sentence now says that I read it so; that there is another Louisa is disclosed.")
	m.press("Enter the answer")
	m.says("Answered:")
	m.visit(arrestAt + "/gate")
	m.says(m.asked[1] + " questions, each to be mended")
	m.until(`!/Says more than its source|Drops a hedge|Misquotes its source/.test(document.querySelector('main').innerText)`)
	m.answers(arrestAt, m.acts("answers.yaml"))
	m.says("as written, because named next to Jimmy Briggs")

	m.sits("stone", m.desk)
	m.visit("/reviews")
	m.press("Read it")
	m.says("The sentence now says that I read it so")
	m.says("The program has no question that the affiant has not answered.")
	m.click("#act-endorsed")
	m.fill("#note", "Read against the log.")
	m.press("Enter your review")
	m.says("Endorsed by The supervisor")
}

func (m *malley) swears() {
	m.sits("malley", m.desk)
	m.visit(arrestAt)
	m.says("Louisa (Bungershort)")
	m.sworn(arrestAt, "Judge Hart")
}

// decides is the magistrate's night, by telephone: she reads the paper, opens the later call, which joins the four corners, sees what he answered, and decides for each
// of the two by themselves.
func (m *malley) decides() {
	m.sits("hart", m.phone)
	m.visit("/bench")
	m.click(".awaits a")
	m.says("The record tells of no earlier request for the same persons or place")
	m.says("before The clerk of the court")
	m.until(`document.querySelector('#source-call-3') === null && document.querySelectorAll('#n-15 .open button').length === 1`)
	m.click("#n-15 .open button")
	m.says("you opened a source")
	m.until(`document.querySelector('#source-call-3')?.closest('section').innerText.includes('mentions Louisa (Bungershort)')`)

	m.press("Show the questions")
	m.says("They are no findings, and leave every answer open.")
	m.until(`(q => q.includes('The affiant: Sworn as written: the log has the bare name, and so has the sentence.') && q.includes('to “logsheet, first call”, which you have not opened'))(document.querySelector('#questions').closest('section').innerText)`)

	// There is no signature for both.
	m.until(`document.querySelector('#decide').closest('section').textContent.includes('Each person separately, each with a signature of its own.')`)
	m.until(`[...document.querySelectorAll('form:has(.decide)')].map(f => f.querySelector('legend').textContent + ': ' + f.querySelector('.btn.wide').textContent).join('; ') ===
		'James R. Briggs: Review and sign for James R. Briggs; Louisa Briggs: Review and sign for Louisa Briggs'`)
	m.decision("Louisa Briggs", "denied", "two of that name are in the calls and nothing settles which is meant")
	m.decision("James R. Briggs", "returned", "say what James R. Briggs himself did")
}

// comesAgain is the second presentation: for him alone, for what is said of him. The rota's next hears it, and is told by the record itself of what came before.
func (m *malley) comesAgain() {
	m.sits("malley", m.desk)
	m.visit(malleyAt)
	m.says("say what James R. Briggs himself did")
	amended := m.acts("amended.yaml", "application-drafted", "ground-offered")
	m.visit(malleyAt + "/acts/application-drafted")
	m.lays("#act", amended[0].body)
	m.click("#act .go .btn.strong")
	m.says("you began an application")
	for _, a := range m.acts("amended.yaml", "assertion-drafted") {
		m.opens(againAt, a.in("assertion", "n"))
		m.types(a)
	}
	m.enters(amended[1:]...)
	m.answers(againAt, m.acts("answers-2.yaml"))
	m.pass(two)
	m.sits("malley", m.desk)
	m.sworn(againAt, "Judge Lowe")

	m.sits("lowe", m.phone)
	m.visit("/bench")
	m.click(".awaits a")
	m.says("before Judge Hart")
	m.says("denied for Louisa Briggs; returned for James R. Briggs")
	m.says("Nothing that I have says what James R. Briggs himself did.")
	m.decision("James R. Briggs", "denied", "no act of his is sworn to")
}

// whatBecomesOfIt: no warrant lives. Who would serve one, she of whom it was, and counsel find no more than of a matter that never was; the officer may come again, and takes
// along what proves all of it.
func (m *malley) whatBecomesOfIt() (bundle string) {
	for _, who := range []string{"pratt", "louisa", "cross"} {
		m.sits(who, m.phone)
		if who == "louisa" {
			m.visit("/concerned")
			m.says("Nothing that you have been told of.")
		}
		m.visit(malleyAt)
		there := eval[string](m.seat, `document.querySelector('main').innerText`)
		m.visit("/matters/malley-9")
		if never := eval[string](m.seat, `document.querySelector('main').innerText`); strings.ReplaceAll(never, "malley-9", "malley-2") != there || strings.Contains(there, "Briggs") {
			m.station.t.Errorf("%s is told %q, and of what never was %q", who, there, never)
		}
	}
	m.sits("malley", m.desk)
	m.visit(malleyAt)
	m.says("no act of his is sworn to")
	m.until(`!/you issued|warrant lives|It lives/.test(document.querySelector('main').innerText)`)
	return eval[string](m.seat, `fetch(`+quoted(malleyAt+"/bundle")+`).then(r => r.ok ? r.text() : '')`)
}

// verified is the auditor's day: figures and the trail, no matter, and a check of what was handed to her that asks the station nothing.
func (m *malley) verified(bundle string) {
	path := filepath.Join(m.station.t.TempDir(), "malley.bundle.json")
	if err := os.WriteFile(path, []byte(bundle), 0o600); err != nil {
		m.station.t.Fatal(err)
	}
	m.sits("audit", m.desk)
	m.visit("/trail")
	m.says("took a bundle")
	m.visit(malleyAt)
	m.until(`!document.querySelector('main').innerText.includes('Briggs')`)
	m.visit("/verify")
	m.until(`!document.getElementById('verify').hidden`)
	m.fill("#key", m.vkey)
	m.run(chromedp.SetUploadFiles(chromedp.CSS("#bundle"), []string{path}))
	m.press("Check it")
	m.says("It holds")
	m.says("Decided, by lowe as magistrate")
}
