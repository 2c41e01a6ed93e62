package hall_test

import (
	"strings"
	"testing"
)

// Two write the same sentence, with a reading and what it starts from: both stand on the page whole, neither before the other, and whichever
// one goes on with, the other is there to be had afterwards.
func TestTwoWriteOneSentence(t *testing.T) {
	s := newStation(t)
	s.enrolSecond()
	s.write("ferry")
	s.write("harbor")
	for _, m := range []string{"ferry", "harbor"} {
		s.do("vance", m, "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"He passed something on.","basis":"reported","cites":["log:2"]}}`)
		s.do("vance", m, "assertion-drafted", `{"application":"purse","assertion":{"n":3,"text":"It was a party.","basis":"inferred"}}`)
	}
	s.again("second")
	const mine, theirs = "It was a party on the deck.", "It was no party at all."
	b := s.sit()
	b.signIn("vance")
	// begin has one write, and the other save meanwhile; one is told when one saves.
	begin := func(matter string) {
		edit := "/matters/" + matter + "/applications/purse/edit"
		b.visit(edit + "?n=3")
		b.press("Add a reading")
		b.until(`document.querySelector('[name="assertion.readings.0.words"]')`)
		b.ready()
		b.fill("#text", mine)
		b.fill(`[name="assertion.readings.0.words"]`, "a party")
		b.fill(`[name="assertion.readings.0.means"]`, "a sale")
		b.run(script(`document.querySelector('[name="assertion.rests_on"][value="1"]').click()`))
		b.ready()
		a := s.send("second", s.page("second", edit+"?n=3"), edit, "assertion.text", theirs, "assertion.readings#", "1", "assertion.readings.0.words", "party", "assertion.readings.0.means", "an arrest", "assertion.rests_on", "2")
		if a.status != 303 {
			t.Fatalf("%d %s", a.status, words(a.body))
		}
		b.save()
		b.says("Una Second changed ¶ 3 while you wrote")
		for _, want := range []string{mine, theirs, "a sale", "an arrest", "rests on ¶ 1", "rests on ¶ 2"} {
			if !strings.Contains(strings.ToLower(eval[string](b, `document.querySelector('.both').innerText`)), strings.ToLower(want)) {
				t.Errorf("side by side there is not %q", want)
			}
		}
		if got := b.laid("#assertion", "assertion.text", "assertion.readings.0.means", "assertion.rests_on"); got != mine+"\na sale\n1" {
			t.Errorf("after the conflict the form has %q", got)
		}
	}

	b.run(screen(wide, tall, light))
	begin("ferry")
	b.picture("both-desk")
	b.run(screen(phoneWide, phoneTall, dark))
	b.picture("both-phone-dark")
	b.run(screen(wide, tall, light))
	b.ready()
	b.press("Go on from theirs")
	b.says("Set aside, and not entered: ¶ 3")
	b.ready()
	if got := b.laid("#assertion", "assertion.text", "assertion.readings.0.means", "assertion.rests_on"); got != theirs+"\nan arrest\n2" {
		t.Errorf("from theirs the form has %q", got)
	}
	for _, want := range []string{mine, "a sale", "ests on ¶ 1"} {
		if got := eval[string](b, `document.querySelector('.aside').innerText`); !strings.Contains(got, want) {
			t.Errorf("set aside is not %q: %s", want, got)
		}
	}
	b.picture("both-aside")
	b.press("Put it into the form")
	b.until(`document.getElementById('text').value === ` + quoted(mine))
	b.ready()
	if got := b.laid("#assertion", "assertion.readings.0.means", "assertion.rests_on"); got != "a sale\n1" {
		t.Errorf("put back there is %q", got)
	}
	b.press("Put it into the form")
	b.until(`document.getElementById('text').value === ` + quoted(theirs))
	b.ready()
	b.fill("#text", theirs+" None.")
	b.save()
	b.says("¶ 3 is saved in the matter")
	b.says(mine) // beside what is written next, until one throws it away
	b.ready()
	b.press("Throw it away")
	b.until(`!document.body.innerText.includes(` + quoted(mine) + `)`)

	begin("harbor")
	b.press("Save yours in its place")
	b.says("What stood there before is in the history")
	if text := words(s.page("vance", "/matters/harbor/applications/purse/drafts?from=13&to=14")); !strings.Contains(text, "no party at all") || !strings.Contains(text, "an arrest") || !strings.Contains(text, "rests on ¶ 2") {
		t.Errorf("the history has lost what the other wrote: %s", text)
	}
	if x := s.assertions("harbor")[2]; x.Text != mine || len(x.Readings) != 1 || len(x.RestsOn) != 1 || x.RestsOn[0] != 1 {
		t.Errorf("saved is %+v", x)
	}
}

// A new sentence whose number another took meanwhile is never shown in the place of the other's, whatever button one presses.
func TestNumberIsTaken(t *testing.T) {
	s := newStation(t)
	s.enrolSecond()
	s.write("ferry")
	s.again("second", "vance")
	page := s.page("vance", ferryEdit)
	if a := s.send("second", s.page("second", ferryEdit), ferryEdit, "assertion.text", "There was music on the line.", "assertion.cites", "log:3"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	for _, button := range []string{"more", "test", "_again", "cite"} {
		a := s.send("vance", page, ferryEdit, "assertion.text", "General talk was heard.", button, map[string]string{"more": "assertion.readings", "cite": "log:3"}[button]+"x")
		form, _ := formOf(a.body, ferryEdit)
		if form.Get("assertion.n") != "3" || form.Get("_was") != "new" || form.Get("assertion.text") != "General talk was heard." {
			t.Errorf("with %s: %d, ¶ %s is %q: %q", button, a.status, form.Get("assertion.n"), form.Get("_was"), form.Get("assertion.text"))
		}
	}
}
