package hall_test

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp/kb"
)

// writingByKeys is the affiant's: an application is begun, what was seen is written down, a log is brought in after it was shown how it will be filed, sentences are
// written with readings and who is meant, asked about and answered, compared with what stood there, and taken out.
func writingByKeys(b *seat) {
	s := b.station
	s.write("ferry")
	b.come("vance")
	b.from("/matters/ferry")
	b.goes("/matters/ferry/begin")
	b.tick(`[name=kind]`)
	b.tick(`[name=who]`)
	b.types(`[name=_find]`, "theft")
	b.until(`document.getElementById('left').innerText !== ''`)
	b.tick(`[name=offence]`)
	b.enter(`main .go .btn.strong`)
	b.says("The next assertion")
	b.enter(`a[href$="/first-source"]`)
	b.says("Or write down what you saw yourself")
	b.types(`#saw`, "I saw the boat cast off.\nNobody was on the pier.")
	b.types(`#when`, "2 March 2026, 8:15 a.m.")
	b.enter(`.group-of .btn.strong`)
	b.says("The next assertion")

	// A log, with how it will be filed before it is.
	b.goes("/matters/ferry/import")
	b.types(`#text`, lineSheet)
	b.picks(`#kind`, "interc")
	b.types(`#id`, "tap")
	b.enter(`main .steps .go .btn.strong`)
	b.says("As it will be filed")
	b.says("Not understood, or worth a look")
	b.picks(`#who-0`, "Peter Dole")
	b.types(`#how-0`, "voice")
	b.enter(`button[name=file]`)
	b.says("Filed")
	if x := s.matterOf("vance", "ferry").Source("tap-12"); x == nil || x.Speakers[0].Person != "dole" {
		b.t.Errorf("filed is %+v", x)
	}

	// The editor: a sentence, what it is asked, a reading, who is meant, saved by the keys of the text itself.
	b.from(ferryEdit)
	b.until(`document.querySelector('[data-noscript]').hidden`)
	b.types(`#find`, "Peter")
	b.keys(kb.Enter)
	b.until(`[...document.querySelectorAll('.w')].every(w => /Peter/.test(w.innerText))`)
	b.tabTo(`button[name=cite][value="log:2"]`)
	b.hit(kb.Enter)
	b.until(`document.getElementById('cites').value === 'log:2'`)
	b.types(`#text`, "He passed a marijuana cigarette to Peter on the deck.")
	const asked = `performance.getEntriesByType('resource').filter(r => r.name.endsWith('/check?whole=yes') && r.responseEnd > 0).length`
	b.until(asked + ` > 0 && document.querySelector('#findings details')`)
	before := eval[int](b, asked)
	b.keys(" At night.")
	b.tabTo(`#findings details > summary`)
	b.hit(kb.Enter)
	b.run(script(`window.stoodOn = document.activeElement`))
	b.until(fmt.Sprintf(`%s > %d && !window.stoodOn.isConnected`, asked, before)) // what was asked of the earlier words is told anew, and one stands where one stood
	if !eval[bool](b, `document.activeElement.closest('#findings') !== null && document.activeElement.parentElement.open`) {
		b.t.Errorf("what one read was told anew, and one stands on %s", eval[string](b, `document.activeElement.outerHTML.slice(0, 120)`))
	}
	b.tabTo(`[name=more][value="assertion.identifies"]`)
	b.hit(kb.Enter)
	b.until(`document.querySelector('[name="assertion.identifies.0.name"]')`)
	b.types(`[name="assertion.identifies.0.name"]`, "Peter")
	b.picks(`[name="assertion.identifies.0.person"]`, "Peter Dole")
	b.types(`[name="assertion.identifies.0.basis"]`, "his voice")
	b.backTo(`[name=more][value="assertion.readings"]`)
	b.hit(kb.Enter)
	b.until(`document.querySelector('[name="assertion.readings.0.words"]')`)
	b.types(`[name="assertion.readings.0.words"]`, "it")
	b.types(`[name="assertion.readings.0.means"]`, "a marijuana cigarette")
	b.backTo(`#text`)
	b.run(ctrlEnter)
	b.says("¶ 2 is saved in the matter")

	// It is opened again, changed, compared with what stood there before, and another is taken out.
	b.enter(`button[name=open][value="2"]`)
	b.until(`document.querySelector('[name="assertion.n"]')?.value === '2'`)
	b.types(`#text`, "He passed something to Peter on the deck.")
	b.enter(`#assertion .go .btn.strong`)
	b.says("¶ 2 is saved in the matter")
	b.goes("/matters/ferry/applications/purse/drafts")
	b.says("What was taken out is struck")
	if got := eval[string](b, `[...document.querySelectorAll('.cmp del')].map(e => e.innerText).join(' ')`); !strings.Contains(got, "marijuana cigarette") {
		b.t.Errorf("compared, there is struck %q", got)
	}
	b.tabTo(`[name=from]`)
	b.hit(kb.ArrowDown) // the draft before
	from := eval[string](b, `document.activeElement.value`)
	b.tabTo(`[name=to]`)
	b.enter(`main .btn.strong`)
	b.until(`new URLSearchParams(location.search).get('from') === ` + quoted(from) + ` && document.querySelector('h2').innerText.startsWith('From line ` + from + ` to line ')`)
	b.goes(ferryEdit)
	b.enter(`button[name=open][value="1"]`)
	b.until(`document.querySelector('[name="assertion.n"]')?.value === '1'`)
	b.enter(`#assertion .go a[href*="assertion-withdrawn"]`)
	b.enter(`.act .btn.strong`)
	b.says("you took an assertion out")
}

// twoByKeys is a sentence that two write: both stand there, one goes on from theirs, has the own put back, and throws the other away. What was kept on the device is
// put back, thrown away, and kept after all.
func twoByKeys(b *seat) {
	s := b.station
	s.enrolSecond()
	s.write("ferry")
	s.again("second")
	b.come("vance")
	b.from(ferryEdit + "?n=1")
	b.ready()
	const mine = "A man speaks on the line."
	b.types(`#text`, mine)
	b.ready()
	if a := s.send("second", s.page("second", ferryEdit+"?n=1"), ferryEdit, "assertion.text", "Someone speaks on the line."); a.status != 303 {
		b.t.Fatalf("%d %s", a.status, words(a.body))
	}
	b.run(ctrlEnter)
	b.says("Una Second changed ¶ 1 while you wrote")
	b.enter(`button[name=swap][value=theirs]`)
	b.says("Set aside, and not entered: ¶ 1")
	b.enter(`button[name=swap][value=back]`)
	b.until(`document.getElementById('text')?.value === ` + quoted(mine))
	b.enter(`button[name=swap][value=drop]`)
	b.until(`!document.body.innerText.includes('Set aside, and not entered')`)
	b.tabTo(`#text`)
	b.run(ctrlEnter)
	b.says("¶ 1 is saved in the matter")

	b.types(`#text`, "There was music.")
	b.ready()
	b.crash()
	for _, put := range []bool{false, true} {
		b.from(ferryEdit)
		b.says("and did not enter it")
		b.tabTo(`.kept-card .go .btn:not(.strong)`)
		b.hit(kb.Enter)
		b.says("Thrown away.")
		b.tabTo(`.kept-card p .btn`)
		b.hit(kb.Enter)
		b.until(`!document.body.innerText.includes('Thrown away.')`)
		if put {
			b.tabTo(`.kept-card .btn.strong`)
			b.hit(kb.Enter)
			b.until(`document.getElementById('text').value === 'There was music.'`)
			b.tabTo(`#assertion .go .btn.strong`)
		}
	}
}
