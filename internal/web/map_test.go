package web

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/look/aloud"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// drawnAs is a matter whose map has about so many boxes, in the proportions of a real one: sentences that restate a line, every third of which says more than its
// line does, offered for a few elements.
func drawnAs(id string, sentences, elements int) []byte {
	m := record.Matter{
		ID: record.MatterID(id), Title: "A map of " + id, Jurisdiction: "us-ri", Forum: "scotus", Acted: "1981-02-14", AsOf: "1986-03-05", Recounted: record.Recounted{By: "the test", From: "nothing: it is made up"},
		People: []record.Person{{ID: "oake", Name: "Walter Oake", Roles: []record.Role{record.Affiant, record.Officer}}, {ID: "judge", Name: "Rupert Ashdown", Roles: []record.Role{record.Magistrate}},
			{ID: "dole", Name: "Peter Dole", Roles: []record.Role{record.Respondent}}},
	}
	a := record.Application{ID: "arrest", Kind: record.Arrest, Affiant: "oake", Drafted: "1981-02-10", Respondents: []record.PersonID{"dole"}, Offence: record.Offence{Title: "distribution"},
		Oath:         &record.Oath{Time: "1981-02-14T09:00", By: "judge", Means: "in-person"},
		Presentments: []record.Presentment{{Time: "1981-02-14T09:00", Magistrate: "judge", Papers: []string{"affidavit"}, Decisions: []record.Decision{{Act: "granted", Time: "1981-02-14T09:30"}}}}}
	places := []string{"the pier", "the diner on Dock Street", "the garage behind the bakery", "the marina", "the old theater", "the market hall", "the back room of the tavern"}
	for i := range elements {
		a.Offence.Elements = append(a.Offence.Elements, record.Element{ID: record.ElementID(fmt.Sprintf("e-%d", i+1)), Title: fmt.Sprintf("Count %d: he passed a thing on at %s", i+1, places[i%len(places)]), Kind: record.Act})
	}
	s := record.Source{ID: "log", Kind: record.Report, Title: "Log of the watch", Author: "oake", Time: "1980-12-01", Seen: record.FirstHand}
	for n := 1; n <= sentences; n++ {
		where := places[n%len(places)]
		line := fmt.Sprintf("At %d:%02d Peter Dole passed a bag to a man in a grey coat at %s.", 1+n%11, n%60, where)
		text := "On December 1, 1980 I saw it: " + strings.ToLower(line[:1]) + line[1:]
		if n%3 == 0 {
			text = fmt.Sprintf("On December 1, 1980 I saw Peter Dole pass two pounds of marihuana to a dealer at %s.", where)
		}
		s.Lines = append(s.Lines, record.Line{N: n, Text: line})
		a.Affidavit.Assertions = append(a.Affidavit.Assertions, record.Assertion{N: n, Paragraph: n, Text: text, Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: n, To: n}}})
		a.Grounds = append(a.Grounds, record.Ground{Element: a.Offence.Elements[(n-1)%elements].ID, On: []int{n}})
	}
	m.Sources, m.Applications = []record.Source{s}, []record.Application{a}
	return transcript.Write(m)
}

// sizes are those of the maps, with how many boxes each has.
var sizes = []struct {
	name                       string
	sentences, elements, boxes int
}{{"small", 2, 1, 10}, {"usual", 16, 4, 60}, {"large", 42, 6, 150}, {"largest", 86, 8, 300}}

// faults of a map as it is drawn: boxes or words that lie over others, words that are too small to be read, boxes that lead nowhere or to other words.
const mapFaults = `(least => {
	const svg = document.querySelector('.map svg'), out = [], boxes = [...svg.querySelectorAll('[data-box]:not(.gone)')];
	const over = (a, b) => a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - .5 && b.top < a.bottom - .5;
	const rects = boxes.map(b => b.querySelector('rect').getBoundingClientRect());
	for (let i = 0; i < rects.length; i++) for (let j = i + 1; j < rects.length; j++) if (over(rects[i], rects[j])) out.push(boxes[i].dataset.box + ' lies over ' + boxes[j].dataset.box);
	const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
	for (const t of svg.querySelectorAll('text')) {
		if (!t.checkVisibility()) continue;
		const px = parseFloat(getComputedStyle(t).fontSize) * scale, r = t.getBoundingClientRect(), box = t.closest('[data-box]')?.querySelector('rect').getBoundingClientRect();
		if (px < least) out.push(px.toFixed(1) + ' px: ' + t.textContent);
		if (box && (r.left < box.left || r.right > box.right || r.top < box.top || r.bottom > box.bottom)) out.push('out of its box: ' + t.textContent);
	}
	const plain = s => s.replace(/[\u2060\u00a0\s]+/g, ' ').trim();
	for (const b of boxes) {
		const to = document.getElementById(decodeURIComponent(b.getAttribute('href').slice(1)));
		if (!to) { out.push(b.dataset.box + ' leads to ' + b.getAttribute('href') + ', which is not there'); continue; }
		const bare = to.cloneNode(true); // of marks, which stand among the words
		bare.querySelectorAll('sup, .vh').forEach(e => e.remove());
		const says = plain(b.querySelector('title').textContent), words = plain(bare.textContent);
		const source = says.match(/^“(.*)”, /)?.[1], sworn = says.match(/^¶ \d+ (.*)$/)?.[1];
		if (b.dataset.box.startsWith('source-') && source && !words.includes(source) || b.dataset.box.startsWith('sworn-') && !words.includes(sworn)) out.push(says + ' leads to: ' + words.slice(0, 120));
	}
	return out.slice(0, 8);
})`

// A map is legible and gone through by the keys from ten boxes to three hundred: nothing lies over anything, letters are of a size that is read, each box leads to its
// words, what is folded leaves no empty height, and the tree that says the same has every box of it. A telephone and axe are asked too, of one size in make test and
// of each in soak.
func TestMapAtEverySize(t *testing.T) {
	files := fstest.MapFS{}
	for _, x := range sizes {
		files[x.name+".yaml"] = &fstest.MapFile{Data: drawnAs(x.name, x.sentences, x.elements)}
	}
	ctx, base := browserOf(t, Handler(Options{Law: doctrine.Default(), Release: release, Files: files}))
	for _, x := range sizes {
		t.Run(x.name, func(t *testing.T) {
			m := &mapped{t, ctx, x.name}
			run(t, ctx, call(network.ClearBrowserCache, cdp.Empty{}))
			m.visit(base, 1440, "light")
			if over := eval[int](t, ctx, `(s => s.scrollWidth - s.clientWidth)(document.querySelector('.map.scroll'))`); over > 0 {
				t.Errorf("at a desk the map is %d px wider than its place", over)
			}
			m.legible("wide desk")
			run(t, ctx, setting(1280, 900, "light"))
			if n := eval[int](t, ctx, `document.querySelectorAll('.map [data-box]').length`); n < x.boxes*9/10 || n > x.boxes*5/4 {
				t.Fatalf("the map has %d boxes, and was to have %d", n, x.boxes)
			}
			// The page itself, with the faces and the sheet that come once: so much as other pages are held to, though each box is told three times, as a drawing, in the tree
			// and in its words.
			if sent := eval[int](t, ctx, `performance.getEntriesByType('navigation')[0].transferSize + performance.getEntriesByType('resource').reduce((n, r) => n + r.transferSize, 0)`); sent < 90_000 || sent > 150_000 {
				t.Errorf("%d bytes are sent", sent)
			} else {
				t.Logf("%d bytes are sent", sent)
			}
			m.legible("desk")
			m.tree()
			m.keys()
			m.folds()
			soak := os.Getenv("AFFIANT_SOAK") != ""
			if soak || x.name == "usual" {
				m.axe("light")
			}
			if !soak && x.name != "largest" {
				return
			}
			m.visit(base, 390, "dark")
			m.legible("phone")
			if w := eval[int](t, ctx, `document.documentElement.scrollWidth`); w > 390 {
				t.Errorf("the page is %d wide on a telephone", w)
			}
			if low := eval[float64](t, ctx, `Math.min(...[...document.querySelectorAll('.map-tools button')].map(b => b.getBoundingClientRect().height))`); low < 44 {
				t.Errorf("what is pressed on a telephone is %v high", low)
			}
			m.axe("dark")
		})
	}
}

// A mapped is a page with a map.
type mapped struct {
	t    *testing.T
	ctx  context.Context
	name string
}

func (m *mapped) visit(base string, width int64, scheme string) {
	m.t.Helper()
	run(m.t, m.ctx, setting(width, 900, scheme), chromedp.Navigate(base+"/matter/"+m.name), chromedp.WaitReady(chromedp.CSS("#told")))
	wait(m.t, m.ctx, `document.readyState === 'complete' && document.documentElement.dataset.whole === '' && document.fonts.status === 'loaded'`)
}

// axe asks axe-core of the map, the tree and what they are gone through by; in soak of the whole page, which takes it half a minute at three hundred boxes.
func (m *mapped) axe(how string) {
	m.t.Helper()
	part := `document.getElementById('map')`
	if os.Getenv("AFFIANT_SOAK") != "" {
		part = `document`
	}
	for _, v := range axePart(m.t, m.ctx, axeCore(m.t), part) {
		m.t.Errorf("%s: %s", how, v)
	}
}

func (m *mapped) legible(how string) {
	m.t.Helper()
	for _, f := range eval[[]string](m.t, m.ctx, mapFaults+`(12)`) {
		m.t.Errorf("%s: %s", how, f)
	}
	shoot(m.t, m.ctx, "map-"+m.name+"-"+how)
}

// tree holds the tree to the map, as it is read aloud: every box is in it, and each item says how deep it lies and whether it is open. The small one was read by
// someone who heard it.
func (m *mapped) tree() {
	m.t.Helper()
	run(m.t, m.ctx, script(`document.getElementById('tree').open = true`))
	told, err := aloud.Page(m.ctx, ".branches")
	if err != nil {
		m.t.Fatal(err)
	}
	if m.name == "small" {
		golden(m.t, "tree-small", told)
	}
	items := 0
	lines := strings.Split(strings.TrimSpace(told), "\n")
	for i, line := range lines {
		role := strings.TrimLeft(line, " ")
		deep := (len(line) - len(role)) / 2 // the tree is 0, its items 1, their groups 2
		if !strings.HasPrefix(role, "treeitem ") {
			continue
		}
		items++
		group := i+1 < len(lines) && strings.TrimSpace(lines[i+1]) == "group"
		if want := fmt.Sprintf(" level=%d", deep/2+1); !strings.Contains(line, want) || strings.Contains(line, " expanded=true") != group {
			m.t.Errorf("%s; deep %d, with others under it: %v", line, deep, group)
		}
	}
	if lost := eval[string](m.t, m.ctx, `[...document.querySelectorAll('.map [data-box]')].map(b => b.dataset.box).filter(b => !document.querySelector('[role=treeitem][data-of="' + CSS.escape(b) + '"]')).join(' ')`); lost != "" || items == 0 {
		m.t.Errorf("of %d items none is of %s", items, lost)
	}
	run(m.t, m.ctx, script(`document.getElementById('tree').open = false`))
}

// keys goes by the keys from the first source along the lines to a question and back, to what stands beside, and from there to its words.
func (m *mapped) keys() {
	m.t.Helper()
	at := func() string {
		m.t.Helper()
		return eval[string](m.t, m.ctx, `document.activeElement.dataset.box ?? ''`)
	}
	seen := func(step string) {
		m.t.Helper()
		if !eval[bool](m.t, m.ctx, `(r => r.top < innerHeight && r.bottom > 0 && r.left < innerWidth && r.right > 0)(document.activeElement.getBoundingClientRect()) && parseFloat(getComputedStyle(document.activeElement.querySelector('.box')).strokeWidth) >= 3`) {
			m.t.Errorf("%s: %s is not seen, or not seen to have the focus", step, at())
		}
	}
	run(m.t, m.ctx, script(`document.querySelector('.map').focus()`), chromedp.KeyEvent(kb.Tab))
	first := at()
	if !strings.HasPrefix(first, "source-") {
		m.t.Fatalf("Tab leads into the map to %q", first)
	}
	way := []string{first}
	for range 8 {
		run(m.t, m.ctx, chromedp.KeyEvent(kb.ArrowRight))
		if now := at(); now != way[len(way)-1] {
			if !eval[bool](m.t, m.ctx, fmt.Sprintf(`document.querySelector('.map [data-from=%q][data-to=%q]') !== null`, way[len(way)-1], now)) {
				m.t.Errorf("no line leads from %s to %s", way[len(way)-1], now)
			}
			seen("to the right")
			way = append(way, now)
		}
	}
	if last := way[len(way)-1]; !strings.HasPrefix(last, "question-") || len(way) < 5 {
		m.t.Errorf("the arrow to the right leads along %v", way)
	}
	for range 8 {
		run(m.t, m.ctx, chromedp.KeyEvent(kb.ArrowLeft))
	}
	if back := at(); !strings.HasPrefix(back, "source-") {
		m.t.Errorf("the arrow to the left leads back to %s", back)
	}
	seen("to the left")
	one := at()
	run(m.t, m.ctx, chromedp.KeyEvent(kb.ArrowDown))
	if beside := at(); beside != one {
		run(m.t, m.ctx, chromedp.KeyEvent(kb.ArrowUp))
	} else {
		run(m.t, m.ctx, chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowDown))
	}
	if again := at(); again != one {
		m.t.Errorf("up and down lead from %s to %s", one, again)
	}
	run(m.t, m.ctx, script(`{ const f = fetch; window.fetched = 0; window.fetch = (...a) => { fetched++; return f(...a); }; addEventListener('hashchange', () => { window.came = true; }); }`), chromedp.KeyEvent(kb.Enter))
	wait(m.t, m.ctx, `window.came === true`)
	if eval[int](m.t, m.ctx, `window.fetched`) != 0 {
		m.t.Error("a link within the page fetches it anew: what was folded and made larger is gone")
	}
	wait(m.t, m.ctx, `(r => r.bottom > 0 && r.top < innerHeight && r.height > 0)(document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect())`)
}

// folds folds the map to its elements, by the keys, and unfolds it again.
func (m *mapped) folds() {
	m.t.Helper()
	const tall = `document.querySelector('.map svg').viewBox.baseVal.height`
	const paths = `[...document.querySelectorAll('.map path')].map(p => p.getAttribute('d')).join()`
	full, drawn := eval[float64](m.t, m.ctx, tall), eval[string](m.t, m.ctx, paths)
	press := func(button string) {
		m.t.Helper()
		run(m.t, m.ctx, script(`document.querySelector('.map-tools `+button+`').focus()`), chromedp.KeyEvent(kb.Enter))
	}
	press(`[data-fold=elements]`)
	wait(m.t, m.ctx, `document.getElementById('told').textContent.endsWith('folded away.')`)
	left := eval[int](m.t, m.ctx, `document.querySelectorAll('.map [data-box]:not(.gone)').length`)
	if gone := eval[int](m.t, m.ctx, `document.querySelectorAll('.map [data-box].gone').length`); gone == 0 || left < 4 {
		m.t.Errorf("folded, %d boxes are gone and %d are left", gone, left)
	}
	if h := eval[float64](m.t, m.ctx, tall); h > float64(150+130*left) || h > full {
		m.t.Errorf("folded to %d boxes the map is %v high, and was %v", left, h, full)
	}
	m.legible("folded")
	press(`[data-fold=none]`)
	wait(m.t, m.ctx, `document.getElementById('told').textContent === 'Nothing is folded.'`)
	if h := eval[float64](m.t, m.ctx, tall); h != full || eval[string](m.t, m.ctx, paths) != drawn || eval[int](m.t, m.ctx, `document.querySelectorAll('.map [transform]').length`) != 0 {
		m.t.Errorf("unfolded the map is %v high, and was %v; or its lines are not where they were", h, full)
	}
	for _, z := range []struct {
		zoom   string
		factor float64
	}{{"1", 1.25}, {"0", 1}} {
		wide := eval[float64](m.t, m.ctx, `document.querySelector('.map svg').viewBox.baseVal.width`)
		press(`[data-zoom="` + z.zoom + `"]`)
		wait(m.t, m.ctx, fmt.Sprintf(`Math.abs(document.querySelector('.map svg').getAttribute('width') - %v) < 2`, wide*z.factor))
		if now := eval[float64](m.t, m.ctx, `document.querySelector('.map svg').getBoundingClientRect().width`); now < wide*(z.factor-.05) { // as it comes it may be a little smaller, to fit the page
			m.t.Errorf("zoomed by %s the map is %v wide, drawn %v", z.zoom, now, wide)
		}
	}
}

// shoot takes a picture of the map as a screen shows it into the folder that AFFIANT_PICTURES names, if it names one.
func shoot(t *testing.T, ctx context.Context, name string) {
	dir := os.Getenv("AFFIANT_PICTURES")
	if dir == "" {
		return
	}
	run(t, ctx, script(`document.fonts.ready`), script(`document.getElementById('map').scrollIntoView()`))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), value(t, ctx, chromedp.CaptureScreenshot()), 0o644); err != nil {
		t.Fatal(err)
	}
}
