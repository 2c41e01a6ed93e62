package hall_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The session ends in mid-sentence at the bench, in a review, in what a person named asks for, in the clerk's answer, in a warrant's return and at the gate: what is sent then
// comes back in its form once one has signed in, every word of it, and so it does for who closes the page instead.
func TestExpiredInMidWord(t *testing.T) {
	s := newStation(t)
	s.populate()
	b := s.sit()
	b.run(screen(phoneWide, phoneTall, light))
	const mill, pier, harbor = "/matters/mill/applications/purse", "/matters/pier/applications/purse", "/matters/harbor"
	for _, x := range []struct {
		name, account, path, form string
		fields                    [][2]string
	}{
		{"bench", "hart", mill + "/bench", `#decide-0`, [][2]string{{"finding", "I cannot tell who saw it."}, {"element-taking", "Nobody says whose purse."}}},
		{"heard", "hart", mill + "/bench", `form[action$="/hear"]`, [][2]string{{"text", "He fell from the deck."}, {"by", "vance"}}},
		{"aside", "hart", mill + "/bench", `form[action$="/recuse"]`, [][2]string{{"because", "I know the family."}}},
		{"supervisor", "stone", "/matters/ferry/applications/purse/review", `form[data-keep]`, [][2]string{{"note", "The second call is missing."}, {"asks-1", "How do you know the name?"}, {"words-1", "Dr. Shogun"}}},
		{"gate", "vance", "/matters/ferry/applications/purse/gate", `form.answer`, [][2]string{{"answer.because", "It is what I heard."}}},
		{"named", "dole", harbor + "/concerned/ask?for=correction", `form[data-keep]`, [][2]string{{"words", "It was not my purse."}}},
		{"clerk", "archer", harbor + "/acts/request-answered", `form[data-keep]`, [][2]string{{"reply.because", "The court has them no more."}}},
		{"return", "pratt", pier + "/warrants", `form[action$="/return"]`, [][2]string{{"inventory", "One red purse"}, {"others", "Ann Someone"}, {"unserved", "Nobody was there"}}},
		{"counsel", "cross", harbor + "/acts/requested", `form[data-keep]`, [][2]string{{"request.words", "All that was sworn."}}},
	} {
		t.Run(x.name, func(t *testing.T) {
			b.t, s.t = t, t
			defer func() { b.t, s.t = t, t }()
			fill := func() string {
				b.visit(x.path)
				b.ready()
				for _, f := range x.fields {
					b.fill(x.form+` [name="`+f[0]+`"]`, f[1])
				}
				b.run(script(`document.querySelector(` + quoted(x.form) + `).querySelector('[type=radio], [type=checkbox]:not([name=sworn])')?.click()`))
				b.ready()
				return eval[string](b, standing)
			}
			back := func() {
				s.pass(time.Minute)
				b.fill("#account", x.account)
				b.fill("#password", password)
				b.fill("#code", b.code(x.account))
				b.run(chromedp.Click(chromedp.CSS(`form[action="/sign-in"] .btn.strong`)))
			}
			b.signIn(x.account)
			want := fill()
			s.pass(13 * time.Hour)
			if x.name == "return" { // its script keeps it for a dead spot, and sends it once one has signed in; here as without that
				b.run(script(`delete document.querySelector(` + quoted(x.form) + `).dataset.outboxAs`))
			}
			b.run(script(`(f => { f.noValidate = true; f.requestSubmit(); })(document.querySelector(` + quoted(x.form) + `))`))
			b.says("You were signed out while you wrote")
			back()
			b.says("Your words are here")
			for _, f := range x.fields {
				b.says(f[1])
			}
			b.press("Back to the form")
			b.until(`document.querySelector('form[data-keep]')`)
			b.ready()
			if got := eval[string](b, standing); got != want {
				t.Errorf("after signing in there is\n%s\n\nand not\n%s", got, want)
			}
			if eval[bool](b, `document.querySelector('.kept-card') !== null`) {
				t.Error("what stands in the form is offered beside it")
			}
			b.run(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))

			// And who closes the page instead of signing in; that every form is kept so, TestEveryFormIsKept has.
			if x.name != "bench" {
				return
			}
			want = fill()
			s.pass(13 * time.Hour)
			b.crash()
			b.visit(x.path)
			b.until(`location.pathname === '/sign-in'`)
			back()
			b.until(`document.querySelector('form[data-keep]')`)
			b.putAllBack()
			if got := eval[string](b, standing); got != want {
				t.Errorf("after a crash and signing in there is\n%s\n\nand not\n%s", got, want)
			}
			b.run(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))
		})
	}
	b.t, s.t = t, t
}
