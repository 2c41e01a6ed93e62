package hall_test

import (
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"github.com/affiant-project/affiant/internal/look/window"
)

// A setting is how someone looks at a page.
type setting struct {
	name          string
	width, height int64
	media         string // "" for a screen
	features      []*emulation.MediaFeature
	rules         []string // of axe, where not all are asked
}

// byColour are the rules of axe for which it matters what colours a page has. All others find the same in light as in dark, for no part of a page comes or goes by
// that.
var byColour = []string{"color-contrast", "link-in-text-block"}

func feature(name, value string) *emulation.MediaFeature {
	return &emulation.MediaFeature{Name: name, Value: value}
}

// settings are the ways of looking in which each page is looked at. A page at 200% in a window of 1280 is one of 640.
var settings = []setting{
	{name: "desk", width: wide, height: tall, features: []*emulation.MediaFeature{feature("prefers-color-scheme", light)}},
	{name: "phone-dark", width: phoneWide, height: phoneTall, features: []*emulation.MediaFeature{feature("prefers-color-scheme", dark), feature("prefers-reduced-motion", "reduce")}},
	{name: "forced-colours-at-200", width: wide / 2, height: tall / 2, features: []*emulation.MediaFeature{feature("forced-colors", "active"), feature("prefers-color-scheme", dark)}},
	{name: "print", width: 794, height: 1123, media: "print"},
}

// phoneLight is the telephone in light, asked after phone-dark what may differ from it.
var phoneLight = setting{name: "phone-light", width: phoneWide, height: phoneTall, features: []*emulation.MediaFeature{feature("prefers-color-scheme", light), feature("prefers-reduced-motion", "reduce")}, rules: byColour}

// keyless tells of what can be pressed or filled in, and is passed over by the Tab key, taken out of its order, or does not show that it has
// the focus. A button that only the Enter key of a form needs, and what moves within a tree or a toolbar, are left out; so is a group of controls
// to which a link leads (fieldset tabindex="-1"): it is a landing place, and the controls in it are looked at themselves.
const keyless = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [tabindex]')]
	.filter(e => e.checkVisibility() && e.getClientRects().length && e.getAttribute('aria-hidden') !== 'true' && !e.disabled && !e.closest('[role=tree], svg, main[tabindex="-1"] > #wrong') && !(e.matches('fieldset[tabindex="-1"]') && e.querySelector('input, select, textarea, button')))
	.filter(e => {
		if (e.id === 'main' || e.id === 'wrong') return false;
		if (e.tabIndex !== 0) return true;
		const before = JSON.stringify(['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor'].map(k => getComputedStyle(e)[k]));
		e.focus({ focusVisible: true, preventScroll: true });
		if (document.activeElement !== e) return true;
		const s = getComputedStyle(e);
		const shown = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || JSON.stringify(['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor'].map(k => s[k])) !== before;
		e.blur();
		return !shown;
	}).map(e => e.outerHTML.slice(0, 100)).slice(0, 4).join(' | ')`

// regard looks at the page that is there, in each way: axe finds nothing, nothing is cut off at the side, nothing moves where one asked for
// that, and no control is printed.
func (b *seat) regard(name, path, core string, ways ...setting) {
	b.t.Helper()
	b.visit(path)
	b.run(call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
	if lost := eval[string](b, keyless); lost != "" {
		b.t.Errorf("%s: by keys alone one does not come to, or does not see that one has come to, %s", name, lost)
	}
	for _, c := range ways {
		b.run(call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: c.width, Height: c.height, DeviceScaleFactor: 1, Mobile: c.width < 600}),
			call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: c.media, Features: c.features}))
		if c.media == "print" {
			if on := eval[string](b, `[...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, .skip, nav, .moot')].filter(e => e.checkVisibility() && e.getClientRects().length).map(e => e.outerHTML.slice(0, 90)).slice(0, 3).join(' | ')`); on != "" {
				b.t.Errorf("%s: on paper there is %s", name, on)
			}
			continue
		}
		if w := eval[int](b, `document.documentElement.scrollWidth`); w > int(c.width) {
			b.t.Errorf("%s, %s: the page is %d wide on a screen of %d: %s", name, c.name, w, c.width, eval[string](b, `[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).map(e => e.outerHTML.slice(0, 80)).slice(0, 3).join(' | ')`))
		}
		b.picture(name + "-" + c.name)
		for _, v := range b.axe(core, c.rules...) {
			b.t.Errorf("%s, %s: %s", name, c.name, v)
		}
	}
	b.run(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}))
}

func axeCore(t *testing.T) string {
	core, err := os.ReadFile(os.Getenv("AFFIANT_AXE"))
	if err != nil {
		window.Missing(t, "axe", "no axe-core; set AFFIANT_AXE to axe.min.js of axe-core 4.14.1")
	}
	return string(core)
}

// Every page of a moot court, full, is sound in every way of looking: the fullest of each route, as whoever is shown it.
func TestEveryPageIsSound(t *testing.T) {
	t.Parallel()
	core := axeCore(t)
	mooted.Lock()
	defer mooted.Unlock()
	s := newMoot(t)
	of := map[string]sight{}
	for _, x := range s.walkAll(s.admit()...) {
		if strings.HasPrefix(x.header.Get("Content-Type"), "text/html") && x.header.Get("Content-Disposition") == "" && len(x.body) > len(of[x.route].body) {
			of[x.route] = x
		}
	}
	b := s.sit()
	now := ""
	list := slices.SortedFunc(maps.Values(of), func(a, b sight) int { return strings.Compare(a.account+a.path, b.account+b.path) })
	for _, x := range append([]sight{{path: "/lobby"}}, list...) {
		if x.account != now {
			b.as(x.account)
			now = x.account
		}
		b.regard("every"+slugOf(x.route), x.path, core, settings...)
	}
	t.Logf("%d pages", len(list)+1)
}

func slugOf(route string) string {
	return strings.NewReplacer("GET ", "", "POST ", "", "/", "-", "{", "", "}", "", "$", "").Replace(route)
}

// Every state in which a form is answered is sound: empty, refused for what is wrong in it, for who asks, for what came first, and that the session
// has ended. The forms are those that the pages have; each is sent as it stands, empty, and with words that no one means, and of each route the first
// answer of every status is looked at. So are what is not there, what is sealed, and a desk on which nothing is.
func TestEveryStateIsSound(t *testing.T) {
	t.Parallel()
	core := axeCore(t)
	s := newStation(t)
	b := s.sit()
	ways := []setting{settings[1], phoneLight, settings[3]} // of what the pages are made of, the rest is seen in TestEveryPageIsSound
	if os.Getenv("AFFIANT_SOAK") != "" {
		ways = settings
	}
	b.regard("state-empty-desk", "/sign-in", core, ways...)
	who := s.populate()
	route := patterns()
	of := map[string]answer{}
	keep := func(method, path string, a answer) {
		key := fmt.Sprintf("%s-%d", slugOf(route(method, path)), a.status)
		if _, have := of[key]; !have && strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && len(a.body) > 500 {
			of[key] = a
		}
	}
	known := map[string]bool{}
	for _, x := range s.walkAll(who...) {
		keep("GET", x.path, x.answer)
		for _, f := range postForms(x.body, strings.Split(x.path, "?")[0]) {
			key := x.account + f.action
			if f.action == "/sign-out" || f.action == "/devices/end" || known[key] {
				continue
			}
			known[key] = true
			none, odd := url.Values{}, url.Values{}
			for k, l := range f.usual {
				none[k], odd[k] = l, l
			}
			for _, g := range f.fields {
				if g.typed {
					none.Set(g.name, "")
					odd.Set(g.name, "Words that no one means, and a good many of them, to see where they stand when they come back.")
				}
			}
			for _, form := range []url.Values{none, odd, f.usual} {
				keep("POST", f.action, s.post(x.account, f, form))
			}
		}
	}
	for _, who := range []string{"other", "dole", "cross"} { // not theirs, and not there
		for _, path := range []string{"/registry", "/roll", "/figures", "/matters/ferry", "/matters/nothing", "/matters/harbor/applications/purse/edit", "/matters/ferry/acts/none", "/?stage=none"} {
			keep("GET", path, s.ask(who, "GET", path, nil))
		}
	}
	page := s.page("vance", "/matters/ferry/acts/source-logged")
	form, _ := formOf(page, "/matters/ferry/acts/source-logged")
	s.pass(12 * 3600e9) // the session has ended
	keep("POST", "/matters/ferry/acts/source-logged", s.ask("vance", "POST", "/matters/ferry/acts/source-logged", form))
	var names []string
	for _, name := range slices.Sorted(maps.Keys(of)) {
		a := of[name]
		b.held.Store(&a)
		b.regard("state"+name, "/held", core, ways...)
		names = append(names, name)
	}
	t.Logf("%d states: %s", len(names), strings.Join(names, " "))
}
