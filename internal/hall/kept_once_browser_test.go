package hall_test

import (
	"strings"
	"testing"
)

// At the moment of signing nothing is offered that was written in the form, whose choices are told apart; what was kept of a review goes when another review is entered; and it
// is dated by the clock of the page.
func TestKeptIsDoneWithWhenAnotherIsEntered(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	b := s.sit()
	b.strict()
	b.run(screen(wide, tall, light))
	const review, oath = "/matters/ferry/applications/purse/review", "/matters/ferry/applications/purse/oath"
	cards := func() int { return eval[int](b, `document.querySelectorAll('.kept-card').length`) }

	b.signIn("quill")
	b.visit(review)
	b.ready()
	b.fill(`[name=note]`, "The log is not there.")
	b.run(script(`document.getElementById('act-declined').click()`))
	b.until(`document.querySelector('.kept-note')?.textContent.startsWith('Kept on this device at ')`)
	want := eval[string](b, `new Intl.DateTimeFormat('en-US', {hour: 'numeric', minute: '2-digit', timeZone: 'America/New_York'}).format(new Date()).split(/\s/)[0]`)
	if got := eval[string](b, `document.querySelector('.kept-note').textContent`); !strings.Contains(got, " at "+want[:len(want)-2]) {
		t.Errorf("it is kept by another clock: %q, and in the court it is %s", got, want)
	}
	b.crash()
	b.visit(review)
	b.until(`document.querySelectorAll('.kept-card').length === 1`)
	b.run(script(`document.getElementById('act-endorsed').click()`))
	b.click(`form[data-keep="Your review"] .btn.strong`)
	b.until(`location.search.includes('done=endorsed')`)
	b.ready()
	if n := cards(); n != 0 {
		t.Errorf("when a review is entered %d that were not are offered", n)
	}

	s.again("vance")
	b.signOut()
	b.signIn("vance")
	b.visit(oath)
	b.ready()
	b.run(script(`document.getElementById('means-telephone').click()`))
	b.run(script(`document.getElementById('f-oath-by').value = 'archer'; document.getElementById('f-oath-by').dispatchEvent(new Event('change', {bubbles: true}))`))
	b.ready()
	b.crash()
	b.visit(oath)
	b.until(`document.querySelectorAll('.kept-card').length === 1`)
	if got := eval[string](b, `document.querySelector('.kept-card').textContent`); !strings.Contains(got, "voice heard: Do you") {
		t.Errorf("the choice runs into its words: %s", got)
	}
	b.press("Put it back")
	b.run(script(`document.getElementById('means-in-person').click()`))
	b.ready()
	b.click(`.oathbox .btn.strong`)
	b.until(`document.querySelector('form.signing')`)
	b.ready()
	if n := cards(); n != 0 {
		t.Errorf("while it is signed %d of it are offered", n)
	}
}
