package hall_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const reviewAt = "/matters/ferry/applications/purse/review"

// A reviewer reads, asks at words, declines; the affiant reads the question where it was put; then it is endorsed.
func TestReviewBeforeOath(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	if list := words(s.page("stone", "/reviews")); !strings.Contains(list, "The ferry") || !strings.Contains(list, "Ruth Vance") {
		t.Error(list)
	}
	page := s.page("stone", reviewAt)
	if !strings.Contains(words(page), "I saw Peter Dole take a red purse") || strings.Contains(page, " checked") {
		t.Error(words(page))
	}
	for name, bad := range map[string][]string{
		"neither":           {"note", "good"},
		"declined, no word": {"act", "declined"},
		"words not there":   {"act", "declined", "words-1", "a blue purse", "asks-1", "Which?"},
		"words, no ask":     {"act", "declined", "words-1", "a red purse"},
		"a forged question": {"act", "declined", "note", "¶ 1: who?"},
	} {
		if a := s.send("stone", page, reviewAt, bad...); a.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", name, a.status, words(a.body))
		}
	}
	if a := s.send("stone", page, reviewAt, "act", "declined", "note", "Not yet.", "words-1", "a  red purse", "asks-1", "Whose <b>purse</b>?"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	for _, who := range []string{"vance", "stone"} {
		page := s.page(who, reviewAt+"?done=endorsed")
		if text := words(page); !strings.Contains(text, "Ida Stone asks of a red purse : Whose <b>purse</b>?") || !strings.Contains(text, "Declined by Ida Stone") || !strings.Contains(text, "Not yet.") || strings.Contains(page, "Whose <b>") {
			t.Errorf("%s: %s", who, text)
		}
	}
	if _, ok := formOf(s.page("vance", reviewAt), reviewAt); ok && strings.Contains(s.page("vance", reviewAt), "Enter your review") {
		t.Error("the affiant may review")
	}
	if a := s.send("stone", s.page("stone", reviewAt), reviewAt, "act", "endorsed"); a.status != 303 {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	if a := s.ask("hart", "GET", reviewAt, nil); a.status == 200 {
		t.Error("the bench reads a review before the oath")
	}
	if a := s.ask("vance", "GET", "/reviews", nil); a.status != http.StatusForbidden {
		t.Errorf("an officer sees the list of reviews: %d", a.status)
	}
}

// With a choice of words, and by the keys alone.
func TestReviewInBrowser(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	b := s.sit()
	b.signIn("stone")
	b.inspect("reviews", "/reviews")
	b.inspect("review-sheet", reviewAt)
	b.run(screen(phoneWide, phoneTall, light))
	b.visit("/reviews")
	b.tabTo(`.rowed .btn`)
	b.keys(kb.Enter)
	b.says("The affidavit")
	// Chosen again until it is taken: the page's own script may begin after its words are there.
	b.until(`(() => { if (document.getElementById('words-1').value === 'a red purse') return true;
		const t = document.querySelector('[data-choose]').firstChild, i = t.data.indexOf('a red purse'), r = new Range();
		r.setStart(t, i); r.setEnd(t, i + 11); getSelection().removeAllRanges(); getSelection().addRange(r); return false; })()`)
	b.tabTo(`#asks-1`)
	b.keys("Whose purse?")
	b.tabTo(`#act-endorsed`)
	b.keys(" ")
	b.keys(kb.ArrowRight)
	b.tabTo(`.decide .btn`)
	b.keys(kb.Enter)
	b.says("Ida Stone asks of")
	b.says("Whose purse?")
	b.picture("review-asked-phone")
}
