package hall_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The pages of the bench are sound to axe and cut nothing off.
func TestBenchPagesAreSound(t *testing.T) {
	s := newStation(t)
	s.open("mill")
	s.bench("ferry")
	s.bench("harbor")
	s.do("hart", "ferry", "source-opened", `{"application":"purse","opening":{"source":"log","magistrate":"hart"}}`)
	s.do("hart", "harbor", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"granted","finding":"seen by the affiant"}}`, s.digest("hart", "harbor"))
	s.open("quay")
	s.do("vance", "quay", "sworn", `{"application":"purse","oath":{"by":"hart","means":"telephone","words":"Do you swear?"}}`)
	s.assign("quay", "hart")
	s.do("vance", "quay", "presented", `{"application":"purse","presentment":{"magistrate":"hart"}}`)
	b := s.sit()
	b.signIn("hart")
	b.inspect("bench-confirm", "/matters/quay/applications/purse/bench")
	b.inspect("bench-list", "/bench")
	b.inspect("bench", benchAt+"?questions=shown")
	b.inspect("bench-issue", "/matters/harbor/applications/purse/bench")
	b.signIn("vance")
	b.inspect("oath", "/matters/mill/applications/purse/oath")
}

// With the keys alone, on a telephone: a magistrate opens a source, reads, decides and signs by passkey.
func TestBenchByKeys(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	b := s.sit()
	b.authenticator()
	b.run(screen(phoneWide, phoneTall, light))
	b.signIn("hart")
	b.passkey("hart", "telephone")
	b.visit("/bench")
	b.tabTo(`.awaits a`)
	b.keys(kb.Enter)
	b.says("The affidavit")
	b.tabTo(`#n-1 summary`)
	b.keys(kb.Enter)
	b.tabTo(`#n-1 .open button`)
	b.keys(kb.Enter)
	b.says("you opened a source")
	if low := eval[float64](b, `[...document.querySelectorAll('.thumb a, .four label, .decide .btn')].map(e => e.getBoundingClientRect().height).reduce((a, b) => Math.min(a, b))`); low < 44 {
		t.Errorf("a target under the thumb is %v high", low)
	}
	b.tabTo(`.four input`)
	if eval[bool](b, `document.querySelector('.four :checked') !== null`) {
		t.Error("a decision is chosen beforehand")
	}
	b.keys(" ")
	b.keys(kb.ArrowRight) // Modify
	b.until(`document.querySelector('.changes').checkVisibility()`)
	b.tabTo(`[name=finding]`)
	b.keys("The affiant saw it.")
	b.tabTo(`[name=changes]`)
	b.keys("In the daytime only.")
	b.picture("bench-deciding-phone")
	b.run(chromedp.Focus(chromedp.CSS(`[name=changes]`)))
	b.tabTo(`.decide .btn`)
	b.keys(kb.Enter)
	b.says("Sign with your passkey")
	b.picture("bench-sign-phone")
	b.run(script(`document.body.focus()`))
	b.tabTo(`.passkey .btn`)
	b.keys(kb.Enter)
	b.says("In the daytime only.")
	b.says("Decided")
	if text := words(s.page("hart", "/matters/ferry")); !strings.Contains(text, "nonce") {
		t.Errorf("the docket does not say how presence was proved: %s", text)
	}
	b.pass(time.Minute)
	b.tabTo(`.issue .btn`)
	b.keys(kb.Enter)
	b.says("Sign with your passkey")
	b.press("Sign with your passkey")
	b.says("you issued a warrant")
}
