package hall_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// landed reports where the field in which one writes lies on the screen, and whether it can be typed in at once, or after one tap.
func (b *seat) landed(where string) {
	b.t.Helper()
	b.until(`document.getElementById('text') !== null && document.readyState === 'complete'`)
	b.until(`(r => r.top >= 0 && r.top < innerHeight - 120)(document.getElementById('text').getBoundingClientRect())`)
	if eval[string](b, `document.activeElement.id`) != "text" { // one tap, on the field as it lies there
		b.run(chromedp.Click(chromedp.CSS("#text")))
	}
	b.run(chromedp.KeyEvent("He had it."))
	if got := eval[string](b, `document.getElementById('text').value`); got != "He had it." {
		b.t.Errorf("%s: what is typed is %q", where, got)
	}
}

// From the page of a matter, opening a draft leads to where one writes, with one tap at most, however much is written already: at a desk and on a telephone, with
// script and without. On a telephone what is written is a line each, opened by a tap; so are the sources.
func TestOneLandsWhereOneWrites(t *testing.T) {
	s := newStation(t)
	s.draftStation()
	for n := 4; n <= 24; n++ {
		s.do("vance", "ferry", "assertion-drafted", fmt.Sprintf(`{"application":"purse","assertion":{"n":%d,"text":"On the ferry I looked at the deck and at those who stood there, and wrote down what each of them said to the others, as the log of that day has it in its line. This is number %d.","basis":"observed","cites":["log:1"]}}`, n, n))
	}
	b := s.sit()
	b.signIn("vance")
	for _, size := range []struct{ w, h int64 }{{1280, 800}, {phoneWide, phoneTall}} {
		for _, off := range []bool{false, true} {
			b.run(screen(size.w, size.h, light))
			b.visit("/matters/ferry")
			b.press("Go on writing")
			b.scriptless(off)
			b.run(chromedp.Reload())
			b.landed(fmt.Sprintf("at %d by %d, script off: %t", size.w, size.h, off))
			b.scriptless(false)
			b.visit(ferryEdit + "?n=2#n-2")
			b.until(`(r => r.top >= 0 && r.top < innerHeight - 120)(document.getElementById('text').getBoundingClientRect())`)
		}
	}
	// On the telephone.
	b.visit(ferryEdit)
	shown := `[...document.querySelectorAll('.draft > li:not(.at) > div')].filter(e => e.checkVisibility()).length`
	if n := eval[int](b, shown); n != 0 {
		t.Errorf("%d sentences stand there unfolded", n)
	}
	if h := eval[int](b, `Math.max(...[...document.querySelectorAll('.draft > li:not(.at)')].map(e => e.offsetHeight))`); h > 50 {
		t.Errorf("a line is %d high", h)
	}
	if eval[bool](b, `document.querySelector('.work-sources .ledger').checkVisibility()`) {
		t.Error("the sources stand before what one writes in")
	}
	b.run(script(`document.querySelector('#n-20 > .line').click()`))
	b.until(shown + ` === 1 && document.querySelector('#n-20 .says').checkVisibility()`)
	b.run(script(`document.querySelector('.work-sources .unfold').click()`))
	b.until(`document.querySelector('.work-sources .ledger').checkVisibility()`)
	b.run(script(`document.querySelector('.to-write').click()`))
	b.landed("back from the sources")
	// At a desk nothing is folded.
	b.run(screen(1280, 800, light))
	b.visit(ferryEdit)
	if n := eval[int](b, shown); n == 0 || !eval[bool](b, `document.querySelector('.work-sources .ledger').checkVisibility()`) {
		t.Errorf("at a desk %d sentences are shown", n)
	}
}
