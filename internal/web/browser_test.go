package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/look/window"
)

// All tests that look at pages do so in windows of one browser.
func TestMain(m *testing.M) { os.Exit(window.Run(m)) }

// browser opens a window of a real Chromium and serves the pages to it.
func browser(t *testing.T) (context.Context, string) {
	t.Helper()
	return browserOf(t, shared())
}

// browserOf does the same for the pages of a handler.
func browserOf(t *testing.T, h http.Handler) (context.Context, string) {
	t.Helper()
	ctx := window.Open(t, 8*time.Minute)
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return ctx, s.URL
}

// A step is something done to the page.
type step = chromedp.Action[chromedp.Void]

func run(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value does something that has a result.
func value[T any](t *testing.T, ctx context.Context, a chromedp.Action[T]) T {
	t.Helper()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// call sends a command of the protocol.
func call[P, R any](c cdp.Command[P, R], params P) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// script does something in the page and waits for a promise.
func script(js string) step { return chromedp.Evaluate[chromedp.Void](js, awaited) }

// eval evaluates JavaScript in the page.
func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	return value(t, ctx, chromedp.Evaluate[T](js, awaited))
}

// wait waits until JavaScript in the page is true.
func wait(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	for range 200 {
		if eval[bool](t, ctx, js) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it never came to %s", js)
}

// setting makes the screen as wide as given, and light or dark.
func setting(width, height int64, scheme string) step {
	return chromedp.Steps(
		call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600,
		}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}),
	)
}

// axe returns what axe-core finds against a page, one line for each rule.
func axe(t *testing.T, ctx context.Context, core string) []string {
	t.Helper()
	return axePart(t, ctx, core, "document")
}

// axePart returns what it finds against a part of it, which a script names.
func axePart(t *testing.T, ctx context.Context, core, part string) []string {
	t.Helper()
	run(t, ctx, call(cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true}), chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("main")))
	// Every fold is opened, so that what stands in it is looked at too.
	run(t, ctx, script(`for (const d of document.querySelectorAll('details')) d.open = true`), script(core))
	return eval[[]string](t, ctx, `axe.run(`+part+`, {resultTypes: ['violations']}).then(r => r.violations.map(v =>
		v.id + ' (' + v.impact + '): ' + v.help + ': ' + v.nodes.length + ' places, such as ' +
		v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + (n.any[0]?.message ?? '')).join(' and ')))`)
}

// axeCore is the script of axe-core.
func axeCore(t *testing.T) string {
	t.Helper()
	core, err := os.ReadFile(os.Getenv("AFFIANT_AXE"))
	if err != nil {
		window.Missing(t, "axe", "no axe-core; set AFFIANT_AXE to axe.min.js of axe-core 4.14.1")
	}
	return string(core)
}

// The pages have no fault that axe-core knows, in light and dark, wide and narrow, with a re-reading, and as a file.
func TestAxe(t *testing.T) {
	core := axeCore(t)
	ctx, base := browser(t)
	file := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(file, []byte(page(t, shared(), "/matter/malley-v-briggs/export.html?respondent=louisa")), 0o600); err != nil {
		t.Fatal(err)
	}
	reread := malley + "&find=S2@arrest.13=sustained,reckless&find=S9@arrest.13=sustained&strike=arrest.11&insert=call-3:1"
	for _, c := range []struct {
		name, url     string
		width, height int64
		scheme        string
	}{
		{"list", base + "/", 1440, 1000, "light"},
		{"list dark narrow", base + "/", 390, 800, "dark"},
		{"light", base + malley, 1440, 1000, "light"},
		{"dark", base + malley, 1440, 1000, "dark"},
		{"narrow", base + malley, 390, 800, "light"},
		{"narrow dark", base + malley, 390, 800, "dark"},
		{"re-reading", base + reread, 1440, 1000, "light"},
		{"re-reading dark", base + reread, 1440, 1000, "dark"},
		{"before decision", base + malley + "&posture=application", 1440, 1000, "light"},
		{"problem", base + malley + "&colour=red", 1440, 1000, "light"},
		{"file", "file://" + file, 1440, 1000, "light"},
	} {
		t.Run(c.name, func(t *testing.T) {
			run(t, ctx, setting(c.width, c.height, c.scheme), chromedp.Navigate(c.url), chromedp.WaitReady(chromedp.CSS("main")))
			for _, v := range axe(t, ctx, core) {
				t.Error(v)
			}
			if c.width < 600 && eval[int](t, ctx, `document.documentElement.scrollWidth`) > int(c.width) {
				t.Errorf("the page is %d wide on a screen of %d", eval[int](t, ctx, `document.documentElement.scrollWidth`), c.width)
			}
		})
	}
}

const qualified = `[...document.querySelectorAll('.answers tr.main td')].map(x => x.textContent).join(', ')`

// With script a ruling changes the answers at once, without leaving the place, and Back takes it back.
func TestRulingWithScript(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, setting(1440, 1000, "light"), chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("#told")))
	before := eval[string](t, ctx, qualified)
	radio := `document.getElementById('r-S9-arrest-13-2')`
	wait(t, ctx, radio+` !== null`)
	run(t, ctx, script(radio+`.scrollIntoView({block: 'center'}), `+radio+`.focus(), true`))
	top := eval[float64](t, ctx, radio+`.getBoundingClientRect().top`)
	run(t, ctx, chromedp.KeyEvent(" "))
	wait(t, ctx, `location.search.includes('S9@arrest.13=sustained')`)
	run(t, ctx, script(`(s => { s.focus(); s.value = 'sustained'; })(document.getElementById('r-S2-arrest-13-2'))`),
		chromedp.KeyEvent(" "))
	wait(t, ctx, `location.search.includes('S2@arrest.13=sustained')`)
	run(t, ctx, script(`(s => { s.value = 'reckless'; s.dispatchEvent(new Event('change', {bubbles: true})); })(document.getElementById('r-S2-arrest-13-m'))`))
	wait(t, ctx, `location.search.includes('S2@arrest.13=sustained,reckless')`)
	after := eval[string](t, ctx, qualified)
	if before == after || !strings.Contains(after, "not immune") {
		t.Errorf("qualified immunity was %q and is %q", before, after)
	}
	if got := eval[string](t, ctx, `document.activeElement.id`); got != "r-S2-arrest-13-2" {
		t.Errorf("focus went to %q", got)
	}
	if now := eval[float64](t, ctx, radio+`.getBoundingClientRect().top`); now < top-400 || now > top+400 {
		t.Errorf("the ruling moved on the screen from %.0f to %.0f", top, now)
	}
	if told := eval[string](t, ctx, `document.getElementById('told').textContent`); !strings.Contains(told, "not immune") {
		t.Errorf("those who hear the page are told %q", told)
	}
	run(t, ctx, script(`document.getElementById('strike-arrest.13').click()`))
	wait(t, ctx, `location.search.includes('strike=arrest.13')`)
	wait(t, ctx, `document.getElementById('told').textContent.includes('1 sentence struck')`)
	for range 4 {
		run(t, ctx, script(`history.back()`))
		time.Sleep(200 * time.Millisecond)
	}
	wait(t, ctx, qualified+` === `+fmt.Sprintf("%q", before))
}

// When the page is read anew one stands where one stood, though it has no name of its own: on the button that was pressed, and on a link of the head when one goes back.
func TestReadAgainKeepsThePlace(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, setting(1440, 1000, "light"), chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("#told")))
	run(t, ctx, script(`(s => { s.value = 'application'; document.querySelector('.settings button').focus(); window.was = document.activeElement; })(document.getElementById('post'))`), chromedp.KeyEvent(kb.Enter))
	wait(t, ctx, `location.search.includes('posture=application') && !window.was.isConnected`)
	if !eval[bool](t, ctx, `document.activeElement === document.querySelector('.settings button')`) {
		t.Errorf("after Read again one stands on %s", eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 100)`))
	}
	run(t, ctx, script(`(document.querySelectorAll('.bar a')[1].focus(), window.was = document.activeElement, history.back())`))
	wait(t, ctx, `!location.search.includes('posture=') && !window.was.isConnected`)
	if !eval[bool](t, ctx, `document.activeElement === document.querySelectorAll('.bar a')[1]`) {
		t.Errorf("gone back one stands on %s", eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 100)`))
	}
}

// Without script the same is done by the form.
func TestRulingWithoutScript(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, setting(1440, 1000, "light"), call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("main")))
	before := textOf(t, ctx, ".answers tr.main")
	run(t, ctx,
		chromedp.Click(chromedp.CSS("#r-I1-arrest-12-2")),
		chromedp.Click(chromedp.CSS(`.hypo button[value=words]`)),
	)
	for range 500 { // what stands on the page that is left would be found as well, and then be gone
		if strings.Contains(value(t, ctx, chromedp.Location()), "find=") {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	textOf(t, ctx, ".hypo a")
	after := textOf(t, ctx, ".answers tr.main")
	if before == after || !strings.Contains(after, "not immune") {
		t.Errorf("the answers were %q and are %q", before, after)
	}
	at := value(t, ctx, chromedp.Location())
	if !strings.HasSuffix(at, "?respondent=louisa&find=I1@arrest.12=sustained#words") {
		t.Errorf("the form led to %s", at)
	}
}

// textOf waits for what a selector finds and returns its text. It asks the page and not the browser's copy of its tree, whose nodes get new numbers while a page
// is being read in.
func textOf(t *testing.T, ctx context.Context, selector string) string {
	t.Helper()
	var v string
	var err error
	for range 200 {
		if v, err = chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf(`document.readyState === 'complete' && document.querySelector(%q)?.innerText || ''`, selector))); err == nil && v != "" {
			return v
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("nothing came to stand at %s: %v", selector, err)
	return ""
}

// Every control and link is reached with the Tab key alone, in order, and shows that it has focus.
func TestKeyboard(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, setting(1440, 1000, "light"), chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("#told")))
	run(t, ctx, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, ctx, `document.activeElement.className`); got != "skip" {
		t.Errorf("the first stop is %q, want the way past the head", got)
	}
	const about = `(e => e.tagName + ' ' + (e.id || e.getAttribute('href') || e.className || e.name || ''))(document.activeElement)`
	reached := map[string]bool{}
	for range 700 {
		run(t, ctx, chromedp.KeyEvent(kb.Tab))
		at := eval[string](t, ctx, about)
		if strings.HasPrefix(at, "BODY") {
			break
		}
		reached[at] = true
		if strings.HasPrefix(at, "A ") || strings.HasPrefix(at, "BUTTON") {
			if !eval[bool](t, ctx, `(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || document.activeElement.closest('svg') !== null)(getComputedStyle(document.activeElement))`) {
				t.Errorf("%s does not show that it has focus", at)
			}
		}
	}
	for _, want := range []string{"INPUT acted", "SELECT post", "INPUT r-I1-arrest-12-0", "A #n-S2-arrest-13", "SUMMARY ", "INPUT strike-arrest.13", "SELECT insert-more", "DIV map scroll"} {
		if !reached[want] {
			t.Errorf("the Tab key never came to %s", want)
		}
	}
	if n := eval[int](t, ctx, `document.querySelectorAll('.map svg a').length`); n < 10 {
		t.Errorf("the map has %d boxes that lead somewhere", n)
	}
}

// The page prints, and what is only for the screen is not on the paper.
func TestPrint(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("main")))
	pdf := value(t, ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if len(pdf) < 50_000 || !strings.HasPrefix(string(pdf[:8]), "%PDF-") {
		t.Errorf("%d bytes that begin %q", len(pdf), pdf[:min(8, len(pdf))])
	}
	run(t, ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	if n := eval[int](t, ctx, `[...document.querySelectorAll('.settings, fieldset, button, .skip, nav')].filter(e => e.getClientRects().length).length`); n > 0 {
		t.Errorf("%d controls are on the paper", n)
	}
	for _, part := range []string{".caption", ".desk", ".q", ".franks"} { // a grid that does not fit below what stands before it leaves the rest of that page empty
		if how := eval[string](t, ctx, `getComputedStyle(document.querySelector('`+part+`')).display`); how != "block" {
			t.Errorf("on paper %s is a %s", part, how)
		}
	}
}

// awaited waits for a promise.
func awaited(p *runtime.EvaluateParams) { yes := true; p.AwaitPromise = &yes }
