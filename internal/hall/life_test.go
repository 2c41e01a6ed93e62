package hall_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/people"
)

// sign goes through the signing step by password and code.
func (b *seat) sign(account string) {
	b.t.Helper()
	b.says("This will be entered, in your name")
	b.pass(time.Minute)
	b.fill(`.signing:not(.passkey) [name=password]`, password)
	b.fill(`.signing:not(.passkey) [name=code]`, b.code(account))
	b.run(chromedp.Click(chromedp.CSS(`.signing:not(.passkey) .btn.strong`)))
}

// click clicks what a selector chooses.
func (b *seat) click(selector string) {
	b.t.Helper()
	b.until(`document.querySelector(` + quoted(selector) + `) !== null`)
	if err := chromedp.Do(b.ctx, script(`document.querySelector(`+quoted(selector)+`).click()`)); err != nil && !strings.Contains(err.Error(), "navigated") { // a click may lead to another page at once
		b.t.Fatal(err)
	}
}

// The life of one application, from the review before the oath to the person named, through eight people in one browser on a telephone.
func TestLifeThroughEightPeople(t *testing.T) {
	s := newStation(t)
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: "2026-03-01T00:00:00Z", Until: "2026-03-08T00:00:00Z"}}})
	s.open("ferry")
	b := s.sit()
	b.run(screen(phoneWide, phoneTall, light))
	const app = "/matters/ferry/applications/purse"

	b.signIn("stone") // the supervisor asks, and declines
	b.visit("/reviews")
	b.press("Read it")
	b.fill("#words-1", "a red purse")
	b.fill("#asks-1", "Whose purse?")
	b.click("#act-declined")
	b.press("Enter your review")
	b.says("Ida Stone asks of")

	b.signIn("vance") // the affiant reads it, and mends the sentence
	b.visit(app + "/review")
	b.says("Whose purse?")
	s.do("vance", "ferry", "assertion-revised", `{"application":"purse","assertion":{"n":1,"text":"On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.","basis":"observed","cites":["log:1"]}}`)

	b.signIn("quill") // the prosecutor endorses
	b.visit(app + "/review")
	b.click("#act-endorsed")
	b.fill("#note", "Read with the log.")
	b.press("Enter your review")
	b.says("Endorsed by Ann Quill")

	b.signIn("vance") // the affiant swears by video
	b.visit(app + "/oath")
	b.fill("#f-oath-by", "hart")
	b.click("#means-video")
	b.press("Review and sign")
	b.sign("vance")
	b.says("you swore to the affidavit")

	b.signIn("archer") // the clerk finds the magistrate by the rota
	b.visit("/registry")
	b.press("Find the magistrate")
	b.says("by the court's rota")
	b.press("Find the magistrate")
	b.says("you assigned a magistrate")

	b.signIn("vance")
	b.visit("/matters/ferry/acts/presented?application=purse")
	b.fill("#f-presentment-magistrate", "hart")
	b.click(".act .btn.strong")
	b.says("Before the magistrate")

	b.signIn("hart") // the magistrate opens the log, grants, and issues
	b.visit("/bench")
	b.click(".awaits a")
	b.says("before Judge Hart, video")
	b.press("Confirm the oath and sign") // it was not taken in person
	b.sign("hart")
	b.click("#n-1 .open button")
	b.says("you opened a source")
	b.click("#act-0-granted")
	b.fill("#finding-0", "The affiant saw it, and the log says so.")
	b.press("Review and sign")
	b.sign("hart")
	b.says("The affiant saw it, and the log says so.")
	b.press("Review and sign the warrant")
	b.sign("hart")
	b.says("you issued a warrant")

	b.signIn("pratt") // the officer serves and returns it
	b.visit("/warrants")
	b.click(".awaits a")
	b.says("It lives.")
	b.click("[name=act][value=arrested]")
	b.fill("[name=place]", "12 Dock Street")
	b.press("Enter it")
	b.says("It is dead: ")
	b.fill("[name=others]", "Ada Byrd")
	b.fill("[name=receipt]", "with Peter Dole")
	b.press("Return it")
	b.says("Returned by Ned Pratt")

	b.signIn("quill") // the prosecutor charges
	b.visit("/matters/ferry/acts/charged?application=purse")
	b.fill("#f-charge-act", "complaint")
	b.click(".act .btn.strong")
	b.says("you noted a step of the charge")

	b.signIn("dole") // the person named reads what was done
	b.visit("/matters/ferry")
	b.says("Warrant w1")
	b.says("told of an attempt or of service")

	b.signIn("cross") // and counsel the four corners
	b.visit(app)
	b.says("I saw Peter Dole take a red purse")
	b.says("The purse was later found empty.")
	b.signOut()

	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "ferry", access.ReadDocket, "purse")
	if err != nil {
		t.Fatal(err)
	}
	hands := map[string]bool{}
	for _, l := range v.Lines {
		if l.Hand != nil {
			hands[l.Hand.Account] = true
		}
	}
	for _, who := range []string{"stone", "vance", "quill", "archer", "hart", "pratt"} {
		if !hands[who] {
			t.Errorf("%s did nothing in the matter", who)
		}
	}
	if strings.Contains(s.logged.String(), "purse") {
		t.Error("a word of the matter was logged")
	}
}
