package hall_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mootPages are the pages of the gallery, each as the person whose page it is.
var mootPages = []struct{ name, account, path string }{
	{"lobby", "", "/lobby"},
	{"figures", "audley", "/figures"}, {"trail", "audley", "/trail"},
	{"counsel", "cross", "/matters/malley-after/applications/arrest/counsel"},
	{"concerned", "louisa", "/concerned"}, {"concerned-in", "louisa", "/matters/malley-after/concerned"},
	{"roll", "keane", "/roll"}, {"roll-rota", "keane", "/roll/rota-set"}, {"roll-post", "keane", "/roll/post-given"}, {"health", "keane", "/health"}, {"limits", "keane", "/limits"},
}

// as goes in as a person of the moot court, by the keyboard alone.
func (b *seat) as(account string) {
	b.t.Helper()
	b.visit("/lobby")
	b.run(script(`[...document.querySelectorAll('.people input[name=account]')].find(e => e.value === `+quoted(account)+`).form.querySelector('button').focus()`), chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector('.moot-who') !== null && location.pathname !== '/lobby'`)
}

// The pages of those who come after are sound to axe, at a desk and on a telephone, in light and dark; and a visitor who has a keyboard only goes
// through the whole tour.
func TestMootPagesAreSound(t *testing.T) {
	t.Parallel()
	mooted.Lock()
	defer mooted.Unlock()
	s := newMoot(t)
	b := s.sit()
	now := ""
	for _, p := range mootPages {
		if p.account != "" && p.account != now {
			b.as(p.account)
			now = p.account
		}
		b.inspect(p.name, p.path)
	}
	b.run(screen(wide, tall, light))
	b.visit("/lobby")
	b.run(script(`document.querySelector('.tour-start button').focus()`), chromedp.KeyEvent(kb.Enter))
	for i := 1; ; i++ {
		b.until(`(document.querySelector('.moot-says b')?.innerText ?? '').startsWith('` + string(rune('0'+i%10)) + ` of') || (document.querySelector('.moot-says b')?.innerText ?? '').startsWith('1` + string(rune('0'+i%10)) + ` of')`)
		b.picture("tour-" + string(rune('a'+i-1)))
		end := eval[bool](b, `document.querySelector('.moot-go .strong').innerText.startsWith('End')`)
		b.run(script(`document.querySelector('.moot-go .strong').focus()`), chromedp.KeyEvent(kb.Enter))
		if end {
			break
		}
	}
	b.says("Your desk")

	// Without script counsel reaches the sheet of a trial, and the person named a form that knows what is asked for.
	b.as("louisa")
	b.scriptless(true)
	b.visit("/matters/malley-after/concerned")
	b.run(chromedp.Click(chromedp.CSS(`.askings a[href*="return-of-property"]`)), chromedp.WaitReady(chromedp.CSS("#words-in")))
	b.scriptless(false)
	if got := eval[string](b, `document.querySelector('[name=for]').value`); got != "return-of-property" {
		t.Errorf("the form asks for %q", got)
	}
}
