package hall_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/people"
)

// click clicks what a selector chooses.
func (b *seat) click(selector string) {
	b.t.Helper()
	b.until(`document.querySelector(` + quoted(selector) + `) !== null`)
	if err := chromedp.Do(b.ctx, script(`document.querySelector(`+quoted(selector)+`).click()`)); err != nil && !strings.Contains(err.Error(), "navigated") { // a click may lead to another page at once
		b.t.Fatal(err)
	}
}

// The whole life of one application, from a matter with nothing in it to the auditor's trail: ten people, each of whom signs in by passkey, does what is his
// by the pages alone, and signs out. Who mostly has a desk sits at one, who mostly has a telephone has that; a soak goes through it at each size for all.
func TestLifeFromTheStart(t *testing.T) {
	t.Parallel()
	if os.Getenv("AFFIANT_SOAK") != "" {
		t.Run("desk", func(t *testing.T) { wholeLife(t, wide, wide) })
		t.Run("telephone", func(t *testing.T) { wholeLife(t, phoneWide, phoneWide) })
		return
	}
	wholeLife(t, wide, phoneWide)
}

func wholeLife(t *testing.T, desk, phone int64) {
	s := newStation(t)
	s.enrol(people.RotaSet{Court: "county", Watches: []people.Watch{{Account: "hart", From: "2026-03-01T00:00:00Z", Until: "2026-03-08T00:00:00Z"}}})
	b := s.sit().ring("vance", "stone", "quill", "archer", "hart", "pratt", "dole", "cross", "audit")
	const matter = "/matters/the-ferry"
	const app = matter + "/applications/search"

	// The affiant opens a matter and follows its steps to the first sentence.
	b.sits("vance", desk)
	b.visit("/open")
	b.fill("#title", "The ferry")
	b.click("main .btn.strong")
	b.says("you opened the matter")
	for _, p := range [][3]string{{"Peter Dole", "dole", "respondent"}, {"Ned Pratt", "pratt", "executing-officer"}, {"Maud Cross", "cross", "counsel"}} {
		b.visit(matter + "/acts/person-named")
		b.fill("#f-person-name", p[0])
		b.click("#f-person-more > summary")
		b.fill("#f-person-account", p[1])
		b.click(`[name="person.roles"][value="` + p[2] + `"]`)
		b.click(".act .btn.strong")
		b.says("you named a person")
	}
	b.visit(matter)
	b.click("main a.btn.strong") // the next of the steps
	b.says("Four questions, and you can write.")
	b.click("#kind-search")
	b.fill("#whom", "Peter Dole")
	b.fill("#place", "12 Pier Road, second floor")
	b.fill("#whose", "Peter Dole")
	b.fill("#items", "a red purse")
	b.click("#o-theft")
	b.press("Begin it")
	b.says("A first source")
	b.fill("#saw", "I saw Peter Dole take a red purse from the deck of the ferry.\nHe carried the red purse into 12 Pier Road, second floor, where he lives.\nThe purse belonged to Ada Byrd, who did not let him have it.")
	b.fill("#when", "1 March 2026, 10:05 a.m.")
	b.press("Keep it, and write")
	for i, x := range []string{
		"On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.",
		"On March 1, 2026 he carried the red purse into 12 Pier Road, second floor, where he lives.",
		"The purse belonged to Ada Byrd, who did not let him have it."} {
		n := string(rune('1' + i))
		b.until(`document.querySelector('[name="assertion.n"]')?.value === "` + n + `" && document.querySelector('[data-noscript]').hidden`)
		b.fill("#text", x)
		b.fill("#basis", "observed")
		b.fill("#cites", "observation:"+n)
		b.press("Save ¶ " + n)
		b.says("¶ " + n + " is saved in the matter")
	}

	b.sits("stone", desk) // the supervisor asks, and declines
	b.visit("/reviews")
	b.press("Read it")
	b.fill("#words-1", "a red purse")
	b.fill("#asks-1", "Whose purse?")
	b.click("#act-declined")
	b.press("Enter your review")
	b.says("Ida Stone asks of")

	b.sits("vance", phone) // the affiant answers, and goes through the gate
	b.visit(app + "/edit?n=1#n-1")
	b.says("Whose purse?")
	b.until(`document.querySelector('[data-noscript]').hidden`)
	b.fill("textarea[name^=reply]", "Ada Byrd's, as the third sentence says.")
	b.press("Enter the answer")
	b.says("Answered:")
	for range 40 {
		b.visit(app + "/gate")
		if !eval[bool](b.seat, `document.querySelector('form.answer [name="answer.flaw"]') !== null`) {
			break
		}
		b.click(`details[open] form.answer [value="as-written"]`)
		b.fill(`details[open] form.answer [name="answer.because"]`, "it is what I saw")
		b.click(`details[open] form.answer .btn`)
		b.says("Your answer is entered")
	}
	b.says("No question is open")

	b.sits("stone", phone) // who asked reads the answer, and endorses; and so does the prosecutor
	for _, who := range []string{"stone", "quill"} {
		if who != "stone" {
			b.sits(who, desk)
		}
		b.visit("/reviews")
		b.press("Read it")
		b.says("Ada Byrd's, as the third sentence says.")
		b.click("#act-endorsed")
		b.fill("#note", "Read against what he saw.")
		b.press("Enter your review")
		b.says("Endorsed by " + map[string]string{"stone": "Ida Stone", "quill": "Ann Quill"}[who])
	}

	b.sits("vance", desk) // the oath, by video
	b.visit(app + "/gate")
	b.press("Go to the oath")
	b.fill("#f-oath-by", "account:hart")
	b.click("#means-video")
	b.press("Review and sign")
	b.signs()
	b.says("you swore to the affidavit")

	b.sits("archer", desk) // the clerk finds the magistrate by the rota
	b.visit("/registry")
	b.press("Find the magistrate")
	b.says("by the court's rota")
	b.press("Assign Judge")
	b.says("you assigned a magistrate")

	b.sits("vance", phone)
	b.visit(matter + "/acts/presented?application=search")
	b.click(".act .btn.strong") // the magistrate that it is assigned to is chosen
	b.says("Before the magistrate")

	b.sits("hart", phone) // who confirms the oath, opens what it rests on, decides, and issues
	b.visit("/bench")
	b.click(".awaits a")
	b.says("before Judge Hart, video")
	b.press("Confirm the oath and sign")
	b.signs()
	b.click("#n-1 .open button")
	b.says("you opened a source")
	b.click("#act-0-granted")
	b.fill("#finding-0", "The affiant saw him carry it there.")
	b.press("Review and sign")
	b.signs()
	b.says("The affiant saw him carry it there.")
	b.fill(".issue [name=until]", "2026-03-10T20:00")
	b.click(".issue [name=hours][value=daytime]")
	b.press("Review and sign the warrant")
	b.signs()
	b.says("you issued a warrant")

	b.sits("pratt", phone) // the officer serves and returns it, with its inventory
	b.visit("/warrants")
	b.click(".awaits a")
	b.says("It lives.")
	b.click("[name=act][value=searched]")
	b.fill("[name=place]", "12 Pier Road, second floor")
	b.fill("[name=seized]", "a red purse")
	b.press("Enter it")
	b.press("Enter it: the warrant ends")
	b.says("It is dead: ")
	if taken := eval[string](b.seat, `document.querySelector('[name=inventory]').value`); taken != "a red purse\n" {
		b.t.Errorf("the inventory begins with %q", taken)
	}
	b.fill("[name=inventory]", "a red purse, empty")
	b.fill("[name=others]", "Ada Byrd")
	b.fill("[name=receipt]", "with Peter Dole")
	b.press("Return it")
	b.says("Returned by Ned Pratt")

	b.sits("quill", desk) // the prosecutor charges, and tells the person named of the search
	b.visit(matter + "/acts/charged?application=search")
	b.fill("#f-charge-act", "complaint")
	b.click(".act .btn.strong")
	b.says("you noted a step of the charge")
	b.visit(matter + "/acts/notice-given?application=search")
	b.fill("#f-notice-to", "peter-dole")
	b.fill("#f-notice-of", "search")
	b.click(".act .btn.strong")
	b.says("you gave notice")

	b.sits("dole", phone) // the person named reads what was done, and asks for a thing back
	b.visit("/concerned")
	b.click(`main a[href="` + matter + `/concerned"]`)
	b.says("What happened")
	b.click(`.askings a[href*="return-of-property"]`)
	b.says("Your things back")
	b.fill("main [name=words]", "The purse was mine.")
	b.click("main .btn.strong")
	b.says("Not answered yet.")

	b.sits("cross", desk) // counsel reads the four corners
	b.visit(app)
	b.says("I saw Peter Dole take a red purse")
	b.says("where he lives")

	b.sits("audit", desk) // the auditor sees that it was decided, and no more
	b.visit("/trail")
	b.says("Who was refused")
	b.visit("/figures")
	b.says("applications")
	b.leaves()

	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "the-ferry", access.ReadDocket, "search")
	if err != nil {
		t.Fatal(err)
	}
	hands := map[string]string{}
	for _, l := range v.Lines {
		if l.Hand != nil {
			hands[l.Hand.Account] += l.Kind + " "
		}
	}
	for who, did := range map[string]string{"vance": "sworn presented", "stone": "endorsed", "quill": "charged", "archer": "magistrate-assigned", "hart": "warrant-issued", "pratt": "warrant-returned", "dole": "requested"} {
		for _, kind := range strings.Fields(did) {
			if !strings.Contains(hands[who], kind) {
				t.Errorf("%s did not do %s: %s", who, kind, hands[who])
			}
		}
	}
	if a := v.Matter.Application("search"); a == nil || len(a.Warrants) != 1 || a.Warrants[0].Returned == nil {
		t.Errorf("the warrant was not returned: %+v", a)
	}
	if strings.Contains(s.logged.String(), "purse") {
		t.Error("a word of the matter was logged")
	}
}
