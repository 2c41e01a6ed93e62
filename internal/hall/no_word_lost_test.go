package hall_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
)

// assertions are those of the papers of a matter, as its affiant reads them.
func (s *station) assertions(matter record.MatterID) []record.Assertion {
	s.t.Helper()
	v, err := s.clerk.Read(s.t.Context(), callerOf("vance"), matter, access.ReadPapers, "purse")
	if err != nil {
		s.t.Fatal(err)
	}
	return v.Matter.Application("purse").Affidavit.Assertions
}

// said counts the assertions with these words.
func (s *station) said(matter record.MatterID, text string) (n int) {
	for _, a := range s.assertions(matter) {
		if a.Text == text {
			n++
		}
	}
	return n
}

// saved presses the key that saves, and waits for the page that says so.
func (b *seat) save() {
	b.t.Helper()
	b.run(script(`document.getElementById('text').focus()`), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// On a slow line, where the line is lost while what was written is on its way, where two write at the same papers, and where the session ends in mid-sentence: at
// a desk and on a telephone no word is lost, none is entered twice, and none is put in the place of what one has typed meanwhile.
func TestNoWordIsLost(t *testing.T) {
	s := newStation(t)
	s.enrolSecond()
	s.write("ferry")
	s.write("harbor")
	b := s.sit()
	for _, at := range []struct {
		name          string
		matter        record.MatterID
		width, height int64
	}{{"desk", "ferry", wide, tall}, {"phone", "harbor", phoneWide, phoneTall}} {
		t.Run(at.name, func(t *testing.T) {
			b.t, s.t = t, t
			edit := "/matters/" + string(at.matter) + "/applications/purse/edit"
			b.run(screen(at.width, at.height, light))
			b.signIn("vance")

			// Slow: the check of older words comes while one goes on typing, and takes nothing away.
			b.slowLine(true)
			b.visit(edit)
			b.until(`document.querySelector('[data-noscript]').hidden`)
			const slow = "He passed a marijuana cigarette to Peter on the deck."
			b.run(script(`document.getElementById('text').focus()`))
			for _, part := range strings.SplitAfter(slow, " ") {
				b.keys(part)
				time.Sleep(60 * time.Millisecond)
			}
			b.fill("#cites", "log:2")
			b.until(`document.getElementById('findings').innerText.includes('Says more than its source')`)
			if got := eval[string](b, `document.getElementById('text').value`); got != slow {
				t.Fatalf("on a slow line what was typed has become %q", got)
			}
			// Saved, and saved again before there is an answer, if there is none yet: it is entered once.
			b.save()
			again := fmt.Sprintf(`document.getElementById('text')?.value === %q && document.getElementById('assertion').requestSubmit()`, slow)
			if err := chromedp.Do(b.ctx, script(again)); err != nil && !strings.Contains(err.Error(), "navigated") && !strings.Contains(err.Error(), "context") {
				t.Fatal(err)
			}
			b.says("is saved in the matter")
			if n := s.said(at.matter, slow); n != 1 {
				t.Errorf("%q was entered %d times", slow, n)
			}
			b.slowLine(false)

			// The line is lost just as it is sent: the browser has nothing to show, and the words are there when one comes back.
			b.visit(edit)
			b.until(`document.querySelector('[data-noscript]').hidden`)
			const cut = "General talk was heard of a party."
			b.fill("#text", cut)
			b.fill("#cites", "log:3")
			b.says("not saved in the matter yet")
			b.dead.Store(true)
			if err := chromedp.Do(b.ctx, script(`document.getElementById('assertion').requestSubmit()`)); err != nil && !strings.Contains(err.Error(), "navigated") {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
			b.dead.Store(false)
			b.visit(edit)
			b.says("and did not enter it")
			b.press("Put it back")
			if got := eval[string](b, `document.getElementById('text').value + '|' + document.getElementById('cites').value`); got != cut+"|log:3" {
				t.Fatalf("after the line was cut there is %q", got)
			}

			// Meanwhile another writes: one is told what came first, and both stand.
			const theirs = "There was music on the line."
			if a := s.send("second", s.page("second", edit), edit, "assertion.text", theirs, "assertion.cites", "log:3"); a.status != 303 {
				t.Fatalf("%d %s", a.status, words(a.body))
			}
			b.save()
			b.says("Entered since you began")
			b.says("Una Second")
			if got := eval[string](b, `document.getElementById('text').value`); got != cut {
				t.Fatalf("after a conflict there is %q", got)
			}
			b.until(`document.querySelector('[data-noscript]').hidden`)
			b.save()
			b.says("is saved in the matter")
			if s.said(at.matter, cut) != 1 || s.said(at.matter, theirs) != 1 {
				t.Errorf("after two wrote the papers say %v", s.assertions(at.matter))
			}

			// The session ends in mid-sentence.
			b.visit(edit)
			b.until(`document.querySelector('[data-noscript]').hidden`)
			const late = "That was all I heard."
			b.fill("#text", late)
			s.pass(2 * time.Hour)
			b.save()
			b.says("You were signed out while you wrote")
			s.pass(time.Minute)
			b.fill("#password", password)
			b.fill("#code", b.code("vance"))
			b.run(chromedp.Click(chromedp.CSS(`form[action="/sign-in"] .btn.strong`)))
			b.says("Your words are here")
			b.press("Back to the form")
			b.until(`document.getElementById('text')?.value === ` + quoted(late))
			b.until(`document.querySelector('[data-noscript]').hidden`)
			b.save()
			b.says("is saved in the matter")
			if n := s.said(at.matter, late); n != 1 {
				t.Errorf("%q was entered %d times", late, n)
			}
			s.again("second")
		})
	}
	b.t, s.t = t, t
}
