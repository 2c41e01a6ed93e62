package hall_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// draftPages are the affiant's pages, to be looked at.
func (s *station) draftStation() {
	s.t.Helper()
	s.write("ferry")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"He passed a marijuana cigarette to Peter on the deck.","basis":"reported","cites":["log:2"]}}`)
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":3,"text":"That Peter would be Peter Dole.","basis":"inferred","rests_on":[2],"identifies":[{"name":"Peter","person":"dole"}]}}`)
	s.do("vance", "ferry", "ground-offered", `{"application":"purse","ground":{"element":"having","against":["dole"],"on":[2,3]}}`)
	s.do("vance", "ferry", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"A man who gives his name as Dr. Shogun speaks on the line.","basis":"observed","cites":["log:1"]}}`)
	s.do("stone", "ferry", "question-asked", `{"application":"purse","question":{"id":"q-1","assertion":2,"words":"a marijuana cigarette","asks":"The log says “it”. How do you know what it was?","by":"stone"}}`)
	s.do("stone", "ferry", "question-asked", `{"application":"purse","question":{"id":"q-2","assertion":3,"asks":"Is there another Peter on the ferry?","by":"stone"}}`)
	s.do("vance", "ferry", "question-answered", `{"application":"purse","question":"q-2","reply":{"by":"vance","text":"None that the crew knows of."}}`)
}

func TestEditorIsSound(t *testing.T) {
	s := newStation(t)
	s.draftStation()
	b := s.sit()
	b.signIn("vance")
	b.inspect("edit", ferryEdit)
	b.inspect("edit-open", ferryEdit+"?n=2")
	b.inspect("gate", "/matters/ferry/applications/purse/gate")
	b.inspect("drafts", "/matters/ferry/applications/purse/drafts")
}

// The editor with script: words of a source become a citation, what the review asks appears as one pauses, and what is typed survives a lost line, a crash
// and the end of the session.
func TestEditorInBrowser(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	b := s.sit()
	b.run(screen(wide, tall, light))
	b.signIn("vance")
	b.visit(ferryEdit)
	b.until(`document.querySelector('[data-noscript]').hidden`)

	// Select words in the second line of the log, and begin an assertion with them.
	b.run(script(`(w => { const r = document.createRange(), t = w.firstChild; r.setStart(t, 2); r.setEnd(t, 11); const s = getSelection(); s.removeAllRanges(); s.addRange(r); })(document.querySelector('.w[data-span="log:2"]'))`))
	b.until(`!document.getElementById('pick').hidden`)
	b.picture("edit-pick")
	b.run(chromedp.Click(chromedp.CSS("#pick-new")))
	if got := eval[string](b, `document.getElementById('cites').value`); got != `log:2 "passed it"` {
		t.Fatalf("the citation is %q", got)
	}
	if got := eval[string](b, `document.getElementById('text').value`); got != `“passed it”` {
		t.Fatalf("the assertion begins with %q", got)
	}

	// Type more; the review asks of what the source lacks as soon as one pauses.
	b.fill("#text", "He passed a marijuana cigarette to Peter on the deck.")
	b.until(`document.getElementById('findings').innerText.includes('Says more than its source')`)
	if eval[string](b, `document.activeElement.id`) != "text" {
		t.Error("the check took the focus away")
	}
	b.says("not saved in the matter yet")

	// The line is lost: the words stay, the page says so, nothing is sent.
	b.dead.Store(true)
	b.fill("#text", "He passed a marijuana cigarette to Peter on the deck. He laughed.")
	b.says("No connection")
	b.run(script(`document.getElementById('text').focus()`), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.says("so nothing was sent")
	b.dead.Store(false)

	// A crash: the page is gone without saving, and a new one offers the words.
	b.run(chromedp.Navigate("about:blank"))
	b.visit(ferryEdit)
	b.says("and did not enter it")
	b.picture("edit-kept")
	b.press("Put it back")
	if got := eval[string](b, `document.getElementById('text').value`); got != "He passed a marijuana cigarette to Peter on the deck. He laughed." {
		t.Fatalf("after a crash there is %q", got)
	}
	if got := eval[string](b, `document.getElementById('cites').value`); got != `log:2 "passed it"` {
		t.Fatalf("after a crash the citation is %q", got)
	}

	// The session ends in mid-sentence: saving leads by way of signing in back to the form, with every word.
	b.pass(time.Hour)
	b.fill("#text", "He passed a marijuana cigarette to Peter on the deck. He laughed, and fell.")
	b.says("You were signed out. Your words are kept")
	b.press("Save ¶ 2")
	b.says("You were signed out while you wrote")
	b.picture("signed-out")
	b.pass(time.Minute)
	b.fill("#password", password)
	b.fill("#code", b.code("vance"))
	b.run(chromedp.Click(chromedp.CSS(`form[action="/sign-in"] .btn.strong`)))
	b.says("Your words are here")
	b.picture("carried")
	b.press("Back to the form")
	b.until(`document.getElementById('text')?.value === "He passed a marijuana cigarette to Peter on the deck. He laughed, and fell."`)

	b.until(`document.querySelector('[data-noscript]').hidden`) // the script of the page has begun

	// Saved by keyboard; what the browser kept is gone.
	b.run(script(`document.getElementById('text').focus()`), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.says("¶ 2 is saved in the matter")
	b.until(`document.documentElement.dataset.kept === ''`)
	if n := eval[int](b, `Object.keys(localStorage).filter(k => k.startsWith('affiant kept ')).length`); n != 0 {
		t.Error("the browser still keeps what is saved")
	}

	// Another assertion is opened with words unsaved: with script they are kept, and said to be.
	b.visit(ferryEdit)
	b.until(`document.querySelector('[data-noscript]').hidden`)
	b.fill("#text", "Words for the third.")
	b.says("not saved in the matter yet")
	b.run(script(`document.querySelector('button[name=open][value="1"]').click()`))
	b.until(`location.search === '?n=1' && document.querySelector('[data-noscript]').hidden`)
	b.run(script(`document.querySelector('button[name=open][value="0"]').click()`))
	b.says("and did not enter it")

	// Signing out takes away what is kept.
	b.visit(ferryEdit)
	b.fill("#text", "Words that are not saved.")
	b.says("not saved in the matter yet")
	b.signOut()
	if n := eval[int](b, `localStorage.length`); n != 0 {
		t.Errorf("after signing out the browser keeps %d things", n)
	}
}
