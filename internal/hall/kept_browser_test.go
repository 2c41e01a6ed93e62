package hall_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/look/window"
)

// crash takes the page away as a crash does: without a word to it.
func (b *seat) crash() {
	b.t.Helper()
	b.ready()
	b.run(chromedp.Navigate("about:blank"))
}

// ready waits until the script has read what is kept, and has kept what is typed.
func (b *seat) ready() {
	b.t.Helper()
	b.until(`document.readyState === 'complete' && document.documentElement.dataset.kept === ''`)
	time.Sleep(100 * time.Millisecond)
}

// strict has the pages held to their policy, which the seat passes over for the sake of axe.
func (b *seat) strict() { b.run(call(cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{})) }

// laid returns what stands in the fields with these names, one a line.
func (b *seat) laid(form string, names ...string) string {
	b.t.Helper()
	return eval[string](b, `((f, names) => names.flatMap(n => [...f.elements].filter(e => e.name === n && (!['checkbox', 'radio'].includes(e.type) || e.checked)).map(e => e.value)).join('\n'))(document.querySelector(`+quoted(form)+`), ["`+strings.Join(names, `", "`)+`"])`)
}

// wordKept reports whether these words can be read in what the browser keeps, by whoever has the device.
func (b *seat) wordKept(words string) bool {
	b.t.Helper()
	return eval[bool](b, `Object.entries(localStorage).concat(Object.entries(sessionStorage)).some(e => e.join(' ').includes(`+quoted(words)+`))`)
}

// In the editor all that was typed and chosen comes back, also in parts that the page has not when it is opened; what was kept stays while one
// writes anew, until it was put back or thrown away.
func TestKeptWhole(t *testing.T) {
	s := newStation(t)
	s.draftStation()
	b := s.sit()
	b.strict()
	b.run(screen(wide, tall, light))
	b.signIn("vance")
	b.visit(ferryEdit + "?n=2")
	b.fill("#text", "He passed a marijuana cigarette to Peter.")
	b.press("Add a reading")
	b.until(`document.querySelector('[name="assertion.readings.0.words"]')`)
	b.press("Say who is meant")
	b.until(`document.querySelector('[name="assertion.identifies.0.name"]')`)
	b.ready()
	for name, value := range map[string]string{"assertion.readings.0.words": "it", "assertion.readings.0.means": "a cigarette", "assertion.readings.0.basis": "as the crew speaks", "assertion.identifies.0.name": "Peter",
		"assertion.identifies.0.person": "dole", "assertion.identifies.0.basis": "by his voice", "assertion.identifies.0.cites": "log:3", "reply.q-1": "I saw it in his hand."} {
		b.fill(`[name="`+name+`"]`, value)
	}
	b.run(script(`document.querySelector('[name="assertion.rests_on"][value="1"]').click()`))
	names := []string{"assertion.text", "assertion.basis", "assertion.cites", "assertion.readings.0.words", "assertion.readings.0.means", "assertion.readings.0.basis", "assertion.identifies.0.name",
		"assertion.identifies.0.person", "assertion.identifies.0.basis", "assertion.identifies.0.cites", "reply.q-1", "assertion.rests_on"}
	want := b.laid("#assertion", names...)
	if n := strings.Count(want, "\n"); n != len(names)-1 {
		t.Fatalf("not all is filled in: %q", want)
	}
	b.crash()
	if !eval[bool](b, `document.querySelector('main') === null`) {
		t.Fatal("the page is still there")
	}

	// Another page of the same assertion, in which one writes at once: what was kept is still offered.
	b.visit(ferryEdit + "?n=2")
	b.says("and did not enter it")
	b.picture("kept-offered")
	if b.wordKept("marijuana") || b.wordKept("cigarette") {
		t.Error("what is kept can be read by whoever has the device")
	}
	const anew = "He gave something to Peter."
	b.fill("#text", anew)
	b.crash()
	b.visit(ferryEdit + "?n=2")
	b.until(`document.querySelectorAll('.kept-card').length === 2`)
	b.run(script(`[...document.querySelectorAll('.kept-card')].find(e => e.innerText.includes('marijuana')).querySelector('.btn').click()`))
	b.until(`document.querySelector('#assertion [name="assertion.readings.0.words"]')?.value === 'it'`)
	b.ready()
	if got := b.laid("#assertion", names...); got != want {
		t.Errorf("put back there is\n%s\nand not\n%s", got, want)
	}
	b.until(`document.querySelectorAll('.kept-card').length === 1`) // and the other writing is kept still
	b.says(anew)
	b.press("Throw it away")
	b.says("Thrown away.")
	b.press("Keep it after all")
	b.says(anew)
	b.press("Throw it away")

	// What was put back is kept until it is saved.
	b.crash()
	b.visit(ferryEdit + "?n=2")
	b.until(`document.querySelectorAll('.kept-card').length === 1`)
	b.says("marijuana")
	b.press("Put it back")
	b.until(`document.querySelector('#assertion [name="assertion.readings.0.words"]')?.value === 'it'`)
	b.ready()
	b.save()
	b.says("is saved in the matter")
	x := s.assertions("ferry")[1]
	if len(x.Readings) != 1 || len(x.Identifies) != 1 || len(x.RestsOn) != 1 || x.Text != "He passed a marijuana cigarette to Peter." {
		t.Errorf("saved is %+v", x)
	}
	b.ready()
	if n := eval[int](b, `Object.keys(localStorage).filter(k => k.startsWith('affiant kept ')).length`); n != 1 {
		t.Errorf("the answer to the reviewer is not entered, and is kept alone; the browser keeps %d", n)
	}
	if got := b.laid("#assertion", "reply.q-1"); got != "I saw it in his hand." && eval[int](b, `document.querySelectorAll('[name="reply.q-1"]').length`) > 0 {
		t.Errorf("the answer that was not entered says %q", got)
	}
}

// Where the form is not there any more, or has no place for a part, its words are shown to be copied.
func TestKeptWithoutForm(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	b := s.sit()
	b.strict()
	b.run(screen(wide, tall, light))
	b.signIn("hart")
	b.visit(benchAt)
	b.ready()
	b.click(`[name=act][value=denied]`)
	b.fill(`[name=finding]`, "It does not say who saw the purse.")
	b.crash()
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"who saw it?"}}`, s.digest("hart", "ferry"))
	b.visit("/")
	b.says("It does not say who saw the purse.")
	b.press("Go to it")
	b.says("The form that it was for is not here now.")
	b.says("It does not say who saw the purse.")
	b.says("Refuse")
	b.picture("kept-formless")
	b.press("Throw it away")
	b.visit(benchAt)
	b.ready()
	if eval[bool](b, `document.querySelector('.kept-card') !== null`) {
		t.Error("what was thrown away is offered")
	}
}

// Signing out asks for what it would take away, by name, and staying is what Enter does; then nothing is kept.
func TestSignOutAsks(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	b := s.sit()
	b.strict()
	b.run(screen(wide, tall, light))
	b.signIn("hart")
	b.visit(benchAt)
	b.ready()
	b.fill(`[name=finding]`, "The affiant saw it with his own eyes.")
	b.fill(`#h-text`, "I heard it fall.")
	b.ready()
	b.run(chromedp.Click(chromedp.CSS(".me button")))
	b.says("These are written and not entered")
	b.says("Your decision")
	b.says("What was said to you")
	b.says("The affiant saw it with his own eyes.")
	if got := eval[string](b, `document.activeElement.innerText`); got != "Stay signed in" {
		t.Errorf("the focus is on %q", got)
	}
	b.picture("sign-out-asks")
	b.run(script(`document.querySelector('dialog .strong').focus()`))
	b.keys("\r")
	b.until(`document.querySelector('dialog') === null`)
	if got := b.laid("#decide-0", "finding"); got != "The affiant saw it with his own eyes." {
		t.Errorf("after staying there is %q", got)
	}
	b.visit("/bench") // from a page that has no form as well
	b.ready()
	b.run(chromedp.Click(chromedp.CSS(".me button")))
	b.says("Your decision")
	b.press("Sign out, and lose them")
	b.until(`location.pathname === '/sign-in'`)
	if n := eval[int](b, `localStorage.length + sessionStorage.length`); n != 0 {
		t.Errorf("after signing out the browser keeps %d things", n)
	}

	// With nothing to lose it asks nothing; without script the page says what is lost before it is.
	b.signIn("hart")
	b.visit(benchAt)
	b.run(chromedp.Click(chromedp.CSS(".me button")))
	b.until(`location.pathname === '/sign-in'`)
	b.signIn("hart")
	b.scriptless(true)
	b.visit(benchAt)
	b.run(chromedp.Click(chromedp.CSS(".plain-out summary")), chromedp.WaitVisible(chromedp.CSS(".plain-out button")))
	b.picture("sign-out-plain")
	if text, err := chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS(".plain-out form"))); err != nil || !strings.Contains(text, "What you typed on this page and did not enter is lost when you sign out") {
		t.Errorf("without script the page says %q, %v", text, err)
	}
	b.run(chromedp.Click(chromedp.CSS(".plain-out button")))
	b.scriptless(false)
	b.until(`location.pathname === '/sign-in'`)
}

// What is kept is of one person. Another who signs in on the device, without the first having signed out, is shown nothing of it and can read
// nothing of it there; it waits for the first, and signing out says that it goes.
func TestKeptForOne(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	b := s.sit()
	b.strict()
	b.run(screen(wide, tall, light))
	b.signIn("hart")
	b.visit(benchAt)
	b.ready()
	b.fill(`[name=finding]`, "The affiant saw it with his own eyes.")
	b.ready()
	if err := s.desk.End(t.Context(), "hart", ""); err != nil { // the session ends; nobody signs out
		t.Fatal(err)
	}
	b.signIn("lowe")
	b.visit("/")
	b.ready()
	if eval[bool](b, `document.querySelector('.kept-card') !== null`) || b.wordKept("own eyes") || b.wordKept("ferry") {
		t.Error("another is shown what was kept")
	}
	b.run(chromedp.Click(chromedp.CSS(".me button")))
	b.says("What someone else wrote here and did not enter")
	b.press("Stay signed in")
	if err := s.desk.End(t.Context(), "lowe", ""); err != nil {
		t.Fatal(err)
	}
	b.signIn("hart")
	b.visit(benchAt)
	b.says("and did not enter it")
	b.press("Put it back")
	b.until(`document.querySelector('[name=finding]').value === "The affiant saw it with his own eyes."`)
}

// What is offered, what is asked before signing out, and the sentence that two wrote are sound to axe, at a desk and on a telephone, light and dark; nothing is
// cut off at the side, and what is pressed is as high as a finger.
func TestKeptIsSound(t *testing.T) {
	s := newStation(t)
	s.enrolSecond()
	s.bench("mill")
	s.write("ferry")
	s.again("second")
	core, err := os.ReadFile(os.Getenv("AFFIANT_AXE"))
	if err != nil {
		window.Missing(t, "axe", "no axe-core; set AFFIANT_AXE")
	}
	b := s.sit()
	const bench = "/matters/mill/applications/purse/bench"
	ways := []struct {
		name          string
		width, height int64
		scheme        string
	}{{"desk", wide, 800, light}, {"desk-dark", wide, 800, dark}, {"phone", phoneWide, phoneTall, light}, {"phone-dark", phoneWide, phoneTall, dark}}
	look := func(name string, width int64) {
		b.t.Helper()
		b.shot(name)
		if w := eval[int](b, `Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('dialog, .kept-card, .both > div')].map(e => Math.ceil(e.getBoundingClientRect().right)))`); w > int(width) {
			t.Errorf("%s: it is %d wide on a screen of %d", name, w, width)
		}
		if low := eval[float64](b, `Math.min(...[...document.querySelectorAll('dialog button, .kept-card button, .both button')].map(e => e.getBoundingClientRect().height))`); low < 44 {
			t.Errorf("%s: a target is %v high", name, low)
		}
		for _, v := range b.axe(string(core)) {
			t.Errorf("%s: %s", name, v)
		}
	}
	b.signIn("hart")
	b.visit(bench)
	b.ready()
	b.click(`[name=act][value=returned]`)
	b.fill(`[name=finding]`, "The affidavit does not say who saw the purse being taken, nor from where he stood. Ask Ranger Vance whether she saw it herself, or was told; and if she was told, by whom, and when.")
	b.crash()
	for _, w := range ways {
		b.run(screen(w.width, w.height, w.scheme))
		b.visit(bench)
		b.says("and did not enter it")
		look("kept-"+w.name, w.width)
		b.run(chromedp.Click(chromedp.CSS(".me button")))
		b.says("This is written and not entered")
		look("leaving-"+w.name, w.width)
	}
	b.run(screen(wide, 800, light))
	b.signIn("vance")
	b.visit(ferryEdit + "?n=1")
	b.ready()
	b.fill("#text", "A man who gives his name as Dr. Shogun speaks on the line, and another answers him.")
	if a := s.send("second", s.page("second", ferryEdit+"?n=1"), ferryEdit, "assertion.text", "A man who is called Dr. Shogun speaks."); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	b.ready()
	b.save()
	b.says("Una Second changed ¶ 1 while you wrote")
	for _, w := range ways {
		b.run(screen(w.width, w.height, w.scheme))
		look("both-"+w.name, w.width)
	}
}

// shot takes a picture of what the screen shows, as picture does of the whole page.
func (b *seat) shot(name string) {
	b.t.Helper()
	dir := os.Getenv("AFFIANT_PICTURES")
	if dir == "" {
		return
	}
	b.run(script(`document.fonts.ready`), script(`scrollTo(0, 0)`))
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}
