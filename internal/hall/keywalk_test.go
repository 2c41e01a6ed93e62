package hall_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keys sends keys to whatever has the focus.
func (b *seat) keys(text string) {
	b.t.Helper()
	b.run(chromedp.KeyEvent(text))
}

// A stop is where the Tab key came to.
type stop struct {
	Here  bool   // it is what was sought
	Body  bool   // it is nothing: the head of the page, or its end
	Lost  bool   // nothing, after something was pressed on the page that is still there
	Same  bool   // it is where the key was pressed
	At    string // what it is
	Wrong string // what one who sees the page does not see
}

// whereabouts tells the stop. Who goes by keys has to see where he is: it is on the screen, it is shown that it has the focus, and nothing else lies over it. The parts
// of a date are stops within one field, and what lies across lines is looked at where it begins.
const whereabouts = `(sought => {
	const e = document.activeElement, none = !e || e === document.body || e === document.documentElement;
	const lost = none && window.pressedHere === true, same = e === window.stoodAt;
	window.pressedHere = false;
	window.stoodAt = e;
	if (none) return { Here: false, Body: true, Lost: lost, Same: same, At: 'the page itself', Wrong: '' };
	const r = e.getClientRects()[0], wrong = [];
	if (!r || !e.checkVisibility({ visibilityProperty: true })) wrong.push('is not seen');
	else {
		const w = innerWidth, h = innerHeight;
		if (r.right <= 0 || r.left >= w || r.bottom <= 0 || r.top >= h) wrong.push('is off the screen, at ' + [r.left, r.top, r.right, r.bottom].map(Math.round));
		else {
			const xs = [r.left + 3, (r.left + r.right) / 2, r.right - 3], ys = [r.top + 3, (r.top + r.bottom) / 2, r.bottom - 3];
			const free = (x, y) => { const o = document.elementFromPoint(x, y); return o && (o === e || e.contains(o) || o.contains(e) && o !== document.body && o !== document.documentElement && (o.tagName === 'LABEL' || o.namespaceURI.includes('svg'))); };
			if (!xs.some(x => ys.some(y => x >= 0 && x < w && y >= 0 && y < h && free(x, y)))) wrong.push('lies under ' + (document.elementFromPoint(xs[1], ys[1])?.outerHTML ?? 'nothing').slice(0, 80));
		}
		const ring = n => { const s = getComputedStyle(n); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'; };
		const box = e.closest('svg') && e.querySelector('.box');
		if (!(box ? parseFloat(getComputedStyle(box).strokeWidth) >= 3 : ring(e) || e.closest('label') && ring(e.closest('label')))) wrong.push('does not show that it has the focus');
	}
	return { Here: sought !== '' && e.matches(sought), Body: false, Lost: false, Same: same && !/^(date|time|month)/.test(e.type), At: e.outerHTML.slice(0, 160), Wrong: wrong.join(', and ') };
})`

// stop tells where the focus is, and whether that is what a selector chooses.
func (b *seat) stop(selector string) stop {
	b.t.Helper()
	return eval[stop](b, whereabouts+`(`+quoted(selector)+`)`)
}

// tabTo presses Tab until the focus is on what a selector chooses, as one does who has no mouse. On the way the focus is never out of sight, never held fast, and
// was not lost by what was pressed before.
func (b *seat) tabTo(selector string) {
	b.t.Helper()
	b.walkTo(selector, kb.Tab)
}

// backTo does the same the other way, by Shift and Tab.
func (b *seat) backTo(selector string) {
	b.t.Helper()
	b.walkTo(selector, kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
}

func (b *seat) walkTo(selector, key string, how ...chromedp.KeyOption) {
	b.t.Helper()
	at := b.stop(selector)
	if at.Lost {
		b.t.Errorf("on the way to %s: what was pressed left the focus nowhere", selector)
	}
	ends := 0
	for range 160 {
		if at.Here {
			return
		}
		if at.Body {
			if ends++; ends > 2 { // before the page, and after it
				break
			}
		}
		b.run(chromedp.KeyEvent(key, how...))
		if at = b.stop(selector); at.Same && !at.Body {
			b.t.Fatalf("on the way to %s the key does not lead on from %s", selector, at.At)
		}
		if at.Wrong != "" {
			b.t.Errorf("on the way to %s, %s %s", selector, at.At, at.Wrong)
		}
	}
	b.t.Fatalf("no Tab leads to %s; the focus is on %s", selector, at.At)
}

// hit presses a key on what has the focus. That it is not lost by it is seen at the next stop.
func (b *seat) hit(key string) {
	b.t.Helper()
	b.run(script(`window.pressedHere = true`))
	b.keys(key)
}

// enter comes to something by the Tab key, and presses Enter.
func (b *seat) enter(selector string) {
	b.t.Helper()
	b.tabTo(selector)
	b.hit(kb.Enter)
	time.Sleep(100 * time.Millisecond)
	b.run(chromedp.WaitReady(chromedp.CSS("main")))
}

// tick comes to a box or to one of several choices, and presses Space.
func (b *seat) tick(selector string) {
	b.t.Helper()
	b.tabTo(selector)
	b.hit(" ")
}

// types comes to a field by the Tab key, and types; what was in it goes.
func (b *seat) types(selector, text string) {
	b.t.Helper()
	b.tabTo(selector)
	b.run(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.keys(text)
}

// picks comes to a list by the Tab key, and types until it shows what begins so.
func (b *seat) picks(selector, text string) {
	b.t.Helper()
	b.tabTo(selector)
	b.keys(text)
	if got := eval[string](b, `document.activeElement.selectedOptions[0].textContent.trim()`); !strings.HasPrefix(got, text) {
		b.t.Fatalf("typing %q in %s chooses %q", text, selector, got)
	}
}

// from begins anew at the head of the page, as one who has just come to it.
func (b *seat) from(path string) {
	b.t.Helper()
	b.visit(path)
	b.run(script(`document.activeElement.blur()`))
}

// come seats someone who is signed in already: that one signs in by keys is shown elsewhere.
func (b *seat) come(account string) {
	b.t.Helper()
	b.again(account)
	b.run(call(network.SetCookie, network.SetCookieParams{Name: "affiant", Value: b.secrets[account], URL: b.base}))
}

// signInByKeys signs in by the keys alone.
func (b *seat) signInByKeys(account string) {
	b.t.Helper()
	b.pass(time.Minute)
	b.visit("/sign-in")
	b.types("#account", account)
	b.types("#password", password)
	b.types("#code", b.code(account))
	b.keys(kb.Enter)
	b.until(`document.querySelector('.me') !== null`)
}

// signOutByKeys signs out by the keys alone; what is written and not entered is given up, where one is asked.
func (b *seat) signOutByKeys() {
	b.t.Helper()
	b.enter(`.me form.scripted button`)
	b.until(`location.pathname === '/sign-in' || document.querySelector('dialog.leaving[open]')`)
	if eval[bool](b, `document.querySelector('dialog.leaving[open]') !== null`) {
		b.tabTo(`dialog.leaving .btn:not(.strong)`)
		b.hit(kb.Enter)
		b.until(`location.pathname === '/sign-in'`)
	}
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

// goes follows a link to a place, from the page that is there.
func (b *seat) goes(to string) {
	b.t.Helper()
	b.enter(fmt.Sprintf(`a[href=%q]`, to))
	b.until(`location.pathname + location.search === ` + quoted(to))
}

// through goes by the Tab key from the head of the page to its end and back, and returns how many stops there are.
func (b *seat) through(name string) (stops int) {
	b.t.Helper()
	for _, how := range [][]chromedp.KeyOption{nil, {chromedp.KeyModifiers(chromedp.ModifierShift)}} {
		for {
			b.run(chromedp.KeyEvent(kb.Tab, how...))
			at := b.stop("")
			if at.Body {
				break
			}
			if at.Same || stops > 600 {
				b.t.Fatalf("%s: the key does not lead on from %s", name, at.At)
			}
			if at.Wrong != "" {
				b.t.Errorf("%s: %s %s", name, at.At, at.Wrong)
			}
			stops++
		}
	}
	return stops
}

// leastStops is how many places the Tab key comes to at the least on a page with a form on it, down and up: the links of the head alone are as many.
const leastStops = 12

// On a telephone, where what stays in its place takes the most room, nothing that the keys come to lies under it, on the way down and on the way up; nor in the editor at a desk.
func TestNoStopIsHidden(t *testing.T) {
	s := newStation(t)
	s.draftStation()
	s.bench("mill")
	s.warrant("pier")
	s.open("quay")
	b := s.sit()
	stops := 0
	for _, x := range []struct{ account, path string }{
		{"vance", ferryEdit + "?n=2"}, {"vance", "/matters/ferry/applications/purse/gate"}, {"vance", "/matters/ferry"},
		{"stone", "/matters/quay/applications/purse/review"}, {"hart", "/matters/mill/applications/purse/bench"}, {"pratt", "/matters/pier/applications/purse/warrants"},
	} {
		b.come(x.account)
		for _, wide := range []int64{phoneWide, wide} {
			if wide > phoneWide && !strings.HasPrefix(x.path, ferryEdit) {
				continue // the editor alone has something that stays in its place there
			}
			b.run(screen(wide, 700, light))
			b.from(x.path)
			b.ready()
			n := b.through(fmt.Sprintf("%s, %d wide", x.path, wide))
			if n < leastStops {
				t.Errorf("%s, %d wide: the Tab key comes to %d places only", x.path, wide, n)
			}
			stops += n
		}
	}
	t.Logf("%d stops", stops)
}
