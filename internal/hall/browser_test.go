package hall_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/look/window"
)

// All tests that look at pages do so in windows of one browser.
func TestMain(m *testing.M) { os.Exit(window.Run(m)) }

// lateness is how long a script is on its way that comes late.
const lateness = 600 * time.Millisecond

// A seat is a window of a real Chromium before the station.
type seat struct {
	*station
	ctx  context.Context
	base string
	dead atomic.Bool // the line to the station is cut
	late atomic.Bool // scripts come when the page has long been painted

	held atomic.Pointer[answer] // an answer to look at: the station gives it at /held
	sent sync.Map               // the routes to which something was sent
}

// sit opens a window before a station.
func (s *station) sit() *seat {
	t := s.t
	t.Helper()
	b := &seat{station: s, ctx: window.Open(t, 20*time.Minute), base: s.origin}
	route := patterns()
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			b.sent.Store(route(r.Method, r.URL.Path), true)
		}
		if r.ContentLength != 0 {
			s.posted.Add(1)
		}
		if a := b.held.Load(); a != nil && r.URL.Path == "/held" {
			for k, l := range a.header {
				w.Header()[k] = l
			}
			w.Header().Del("Content-Length")
			w.WriteHeader(a.status)
			w.Write([]byte(a.body))
			return
		}
		if b.late.Load() && strings.HasSuffix(r.URL.Path, ".js") {
			time.Sleep(lateness)
		}
		if !b.dead.Load() {
			s.handler.ServeHTTP(w, r)
			return
		}
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			c.Close()
		}
	}))
	srv.Listener.Close()
	srv.Listener = s.port // passkeys are made for a name, and not for a number
	srv.Start()
	t.Cleanup(srv.Close)
	b.run(call(cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: true})) // for axe, which is a script of ours in the page
	return b
}

// A step is something done to the page.
type step = chromedp.Action[chromedp.Void]

func (b *seat) run(steps ...step) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// call sends a command of the protocol.
func call[P, R any](c cdp.Command[P, R], params P) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func awaited(p *runtime.EvaluateParams) { yes := true; p.AwaitPromise = &yes }

// script does something in the page and waits for a promise.
func script(js string) step { return chromedp.Evaluate[chromedp.Void](js, awaited) }

// eval evaluates JavaScript in the page.
func eval[T any](b *seat, js string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](js, awaited))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// until waits until JavaScript in the page is true.
func (b *seat) until(js string) {
	b.t.Helper()
	for began, pause := time.Now(), 5*time.Millisecond; time.Since(began) < 20*time.Second; pause = min(2*pause, 50*time.Millisecond) {
		// A page may be on its way: then what is asked of it is not there, or no one answers.
		if yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`(() => { try { return !!(`+js+`) } catch { return false } })()`, awaited)); err == nil && yes {
			return
		}
		time.Sleep(pause)
	}
	b.t.Fatalf("it never came to %s; the page says: %s", js, eval[string](b, `document.body.innerText.slice(0, 600)`))
}

// Sizes of a screen: a desk and a telephone.
const (
	wide, tall           = 1280, 900
	phoneWide, phoneTall = 390, 844
	light, dark          = "light", "dark"
)

// screen makes the screen as wide as given, and light or dark.
func screen(width, height int64, scheme string) step {
	return chromedp.Steps(
		call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}),
	)
}

// visit goes to an address of the hall.
func (b *seat) visit(path string) {
	b.t.Helper()
	b.run(chromedp.Navigate(b.base+path), chromedp.WaitReady(chromedp.CSS("main")))
}

// scriptless switches script in the pages off or on.
func (b *seat) scriptless(off bool) {
	b.run(call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}))
}

// signIn signs in as an account, by the page, as a person does.
func (b *seat) signIn(account string) {
	b.t.Helper()
	b.signOut()
	b.pass(time.Minute)
	b.visit("/sign-in")
	b.fill("#account", account)
	b.fill("#password", password)
	b.fill("#code", b.code(account))
	b.run(chromedp.Click(chromedp.CSS(`form[action="/sign-in"] .btn.strong`)))
	b.until(`document.querySelector('.me') !== null`)
}

func (b *seat) signOut() {
	b.t.Helper()
	b.visit("/")
	if eval[bool](b, `document.querySelector('.me') !== null`) {
		b.run(chromedp.Click(chromedp.CSS(".me button")))
		b.until(`location.pathname === '/sign-in' || document.querySelector('dialog.leaving[open]')`)
		b.run(script(`[...document.querySelectorAll('dialog.leaving button')].find(e => e.innerText.startsWith('Sign out'))?.click()`)) // what is kept is asked about
		b.until(`location.pathname === '/sign-in'`)
	}
}

// fill puts a value in a control, as typing does.
func (b *seat) fill(selector, value string) {
	b.t.Helper()
	b.run(chromedp.WaitReady(chromedp.CSS(selector)))
	done := eval[bool](b, `((e, v) => { e.focus(); e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true})); return e.value === v; })(document.querySelector(`+
		quoted(selector)+`), `+quoted(value)+`)`)
	if !done {
		b.t.Fatalf("%s does not take %q", selector, value)
	}
}

// press clicks the button or link with these words.
func (b *seat) press(words string) {
	b.t.Helper()
	b.until(`[...document.querySelectorAll('button, a, summary')].some(e => !e.disabled && e.innerText.trim().startsWith(` + quoted(words) + `))`)
	b.run(script(`[...document.querySelectorAll('button, a, summary')].find(e => !e.disabled && e.innerText.trim().startsWith(` + quoted(words) + `)).click()`))
	time.Sleep(50 * time.Millisecond)
	b.run(chromedp.WaitReady(chromedp.CSS("main")))
}

// says waits until the page has these words.
func (b *seat) says(words string) {
	b.t.Helper()
	b.until(`(document.body?.innerText ?? '').includes(` + quoted(words) + `)`)
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// picture takes a picture of the whole page into the folder that AFFIANT_PICTURES names, if it names one.
func (b *seat) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("AFFIANT_PICTURES")
	if dir == "" {
		return
	}
	b.run(script(`document.fonts.ready`), script(`document.activeElement.blur()`))
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// inspect looks at pages at a desk and on a telephone, in light and dark: axe finds nothing, nothing is cut off at the side, and a picture
// is taken.
func (b *seat) inspect(name, path string) {
	b.t.Helper()
	core, err := os.ReadFile(os.Getenv("AFFIANT_AXE"))
	if err != nil && slices.Contains(strings.Split(os.Getenv("AFFIANT_REQUIRE"), ","), "axe") {
		b.t.Fatal("no axe-core; set AFFIANT_AXE to axe.min.js of axe-core 4.14.1")
	}
	for _, c := range []struct {
		name          string
		width, height int64
		scheme        string
	}{{"desk", wide, tall, light}, {"desk-dark", wide, tall, dark}, {"phone", phoneWide, phoneTall, light}, {"phone-dark", phoneWide, phoneTall, dark}} {
		b.run(screen(c.width, c.height, c.scheme))
		b.visit(path)
		if w := eval[int](b, `document.documentElement.scrollWidth`); w > int(c.width) {
			b.t.Errorf("%s, %s: the page is %d wide on a screen of %d", name, c.name, w, c.width)
		}
		if !strings.HasSuffix(c.name, "-dark") {
			b.picture(name + "-" + c.name)
		}
		for _, v := range b.axe(string(core)) {
			b.t.Errorf("%s, %s: %s", name, c.name, v)
		}
	}
	b.run(screen(wide, tall, light))
}

// axe returns what axe-core finds against the page, one line for each rule; of the rules that are named, or of all.
func (b *seat) axe(core string, rules ...string) []string {
	b.t.Helper()
	if core == "" {
		return nil
	}
	b.run(script(`for (const d of document.querySelectorAll('details:not([open])')) { d.open = true; d.dataset.opened = 'yes'; }`))
	if !eval[bool](b, `window.axe !== undefined`) { // looked at again in another setting, the page has it already
		b.run(script(core))
	}
	only := ""
	if len(rules) > 0 {
		only = `, runOnly: ["` + strings.Join(rules, `", "`) + `"]`
	}
	defer b.run(script(`for (const d of document.querySelectorAll('details[data-opened]')) { d.open = false; delete d.dataset.opened; }`))
	return eval[[]string](b, `axe.run(document, {resultTypes: ['violations']`+only+`}).then(r => r.violations.map(v =>
		v.id + ' (' + v.impact + '): ' + v.help + ': ' + v.nodes.length + ' places, such as ' +
		v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + (n.any[0]?.message ?? '')).join(' and ')))`)
}

// Every page of the foundation is sound to axe, at a desk and on a telephone, light and dark.
func TestPagesAreSound(t *testing.T) {
	t.Parallel()
	s := newStation(t)
	s.warrant("ferry")
	s.open("harbor")
	s.bench("mill")
	s.do("archer", "ferry", "hold-placed", `{"hold":{"id":"h1","by":"archer","because":"a suit is pending"}}`)
	b := s.sit()
	b.inspect("sign-in", "/sign-in")
	b.inspect("join", "/join")
	b.signIn("vance")
	for _, p := range [][2]string{
		{"desk", "/"}, {"matter-draft", "/matters/harbor"}, {"matter-live", "/matters/ferry"}, {"papers", "/matters/harbor/applications/purse"}, {"source", "/matters/harbor/sources/log?application=purse"},
		{"act-assertion", "/matters/harbor/acts/assertion-drafted?application=purse"}, {"act-application", "/matters/harbor/acts/papers-revised?application=purse"}, {"open", "/open"},
		{"devices", "/devices"}, {"components", "/components"}, {"problem", "/matters/none"}, {"search", "/search?words=ferry"},
	} {
		b.inspect(p[0], p[1])
	}
	b.signIn("hart")
	b.inspect("desk-magistrate", "/")
	b.inspect("matter-bench", "/matters/mill")
	b.inspect("act-decide", "/matters/mill/acts/decided?application=purse")
	b.signIn("archer")
	b.inspect("desk-clerk", "/")
}

// With script and without, an officer swears by the signing step.
func TestSwearingInBrowser(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.open("harbor")
	b := s.sit()
	b.run(screen(wide, tall, light))
	b.signIn("vance")
	for matter, off := range map[string]bool{"ferry": false, "harbor": true} {
		b.pass(time.Minute)
		b.visit("/matters/" + matter)
		b.press("Swear to the affidavit")
		b.fill("#f-oath-by", "archer")
		b.run(chromedp.Click(chromedp.CSS("#means-in-person")))
		b.press("Review and sign")
		b.says("This will be entered, in your name")
		b.picture("sign")
		b.fill("#password", password)
		b.fill("#code", b.code("vance"))
		b.scriptless(off)
		b.run(chromedp.Click(chromedp.CSS(".signing .btn.strong")))
		b.run(chromedp.WaitReady(chromedp.CSS(".docket")))
		b.scriptless(false)
		b.says("you swore to the affidavit")
	}
}
