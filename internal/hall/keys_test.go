package hall_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// enter comes to something by the Tab key, and presses Enter.
func (b *seat) enter(selector string) {
	b.t.Helper()
	b.tabTo(selector)
	b.keys(kb.Enter)
	time.Sleep(100 * time.Millisecond)
	b.run(chromedp.WaitReady(chromedp.CSS("main")))
}

// types comes to a field by the Tab key, and types; what was in it goes.
func (b *seat) types(selector, text string) {
	b.t.Helper()
	b.tabTo(selector)
	b.run(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.keys(text)
}

// from begins anew at the head of the page, as one who has just come to it.
func (b *seat) from(path string) {
	b.t.Helper()
	b.visit(path)
	b.run(script(`document.activeElement.blur()`))
}

// signInByKeys signs in by the keys alone.
func (b *seat) signInByKeys(account string) {
	b.t.Helper()
	b.signOut()
	b.pass(time.Minute)
	b.visit("/sign-in")
	b.types("#account", account)
	b.types("#password", password)
	b.types("#code", b.code(account))
	b.keys(kb.Enter)
	b.until(`document.querySelector('.me') !== null`)
}

// signByKeys goes through the signing step.
func (b *seat) signByKeys(account string) {
	b.t.Helper()
	b.says("This will be entered, in your name")
	b.pass(time.Minute)
	b.types(`.signing:not(.passkey) [name=password]`, password)
	b.types(`.signing:not(.passkey) [name=code]`, b.code(account))
	b.enter(`.signing:not(.passkey) .btn.strong`)
}

// Every role does its day's work with the keys alone, from the page on which one signs in. Magistrate, supervisor and executing officer do theirs in
// TestBenchByKeys, TestReviewInBrowser and TestWarrantInDeadSpot.
func TestEveryFlowByKeys(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	s.open("dock")
	s.after("harbor")
	b := s.sit()
	b.run(screen(wide, tall, light))

	// The affiant opens a matter, logs a source, writes, cites, answers at the gate, and swears.
	b.signInByKeys("vance")
	b.from("/")
	b.enter(`.do a`)
	b.types(`[name=title]`, "The buoy")
	b.enter(`main .btn.strong`)
	b.says("you opened the matter")
	b.from("/matters/the-buoy/acts/source-logged")
	b.tabTo(`[name="source.kind"]`)
	b.keys("rep")
	b.types(`[name="source.lines"]`, "The buoy was gone at noon.")
	b.tabTo(`.fold > summary`) // what is not needed lies under it
	b.keys(kb.Enter)
	b.types(`[name="source.id"]`, "note")
	b.enter(`.act .btn.strong`)
	b.says("you logged a source")
	b.from(ferryEdit)
	b.until(`document.querySelector('[data-noscript]').hidden`)
	b.tabTo(`button[name=cite][value="log:2"]`)
	b.keys(kb.Enter)
	b.until(`document.getElementById('cites').value === 'log:2'`)
	b.types("#text", "He said that he passed it to Peter.")
	b.tabTo("#basis")
	b.keys("I was told")
	b.enter(`#assertion .go .btn.strong`)
	b.says("is saved in the matter")
	b.from("/matters/ferry/applications/purse/gate")
	b.tabTo(`.answer [name="answer.act"]`)
	b.keys(kb.ArrowUp) // the last of the six
	b.types(`.answer [name="answer.because"]`, "it is what the line says")
	b.enter(`.answer .btn`)
	b.says("Your answer is entered")
	b.from("/matters/dock/applications/purse/oath")
	b.tabTo(`#f-oath-by`)
	b.keys("Tom")
	b.tabTo(`[name="oath.means"]`)
	b.keys(" ")
	b.enter(`main .btn.strong`)
	b.signByKeys("vance")
	b.says("you swore to the affidavit")

	// The clerk notes, in the matter, that a hold is placed.
	b.signInByKeys("archer")
	b.from("/matters/harbor/acts/hold-placed")
	b.types(`[name="hold.because"]`, "a suit is pending")
	b.enter(`.act .btn.strong`)
	b.says("you placed a hold")

	// The prosecutor discloses.
	b.signInByKeys("quill")
	b.from("/matters/harbor/acts/notice-given")
	b.tabTo(`[name="notice.to"]`)
	b.keys("Peter")
	b.tabTo(`[name="notice.of"]`)
	b.keys("no")
	b.enter(`.act .btn.strong`)
	b.says("gave notice")

	// Counsel goes from the desk to the sheet of a trial; the person named asks for a thing back.
	b.signInByKeys("cross")
	b.from("/")
	b.enter(`.matters a[href="/matters/harbor"]`)
	b.enter(`main a[href$="/counsel"]`)
	b.enter(`a[href*="posture=trial"]`)
	b.says("Sheet: trial")
	b.signInByKeys("dole")
	b.from("/concerned")
	b.enter(`main a[href="/matters/harbor/concerned"]`)
	b.enter(`.askings a[href*="return-of-property"]`)
	b.types(`main [name=words]`, "My coat.")
	b.enter(`main .btn.strong`)
	b.says("My coat.")
	b.says("Not answered yet.")

	// The auditor opens the trail; the administrator invites someone.
	b.signInByKeys("audit")
	b.from("/")
	b.enter(`nav a[href="/trail"]`)
	b.says("Who was refused")
	b.signInByKeys("root")
	b.from("/roll")
	b.enter(`a[href="/roll/account-invited"]`)
	b.types(`[name=id]`, "newcomer")
	b.types(`[name=name]`, "New Comer")
	b.enter(`main .btn.strong`)
	b.signByKeys("root")
	b.says("affiant_i_")
	b.signOut()
	s.again("root")
	if !strings.Contains(words(s.page("root", "/roll")), "New Comer") {
		t.Error("the administrator invited no one")
	}
}
