package hall_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// looksOf says of each of the four decisions how it is drawn: how large, in what letters and colours, and how far these stand out from what is behind them.
const looksOf = `(() => {
	const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
	const light = c => { const [r, g, b] = c.match(/[\d.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
	const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\)$/.test(c) && c !== 'transparent') return c; } return 'rgb(255, 255, 255)'; };
	return [...document.querySelectorAll('.four label')].map(e => {
		const s = getComputedStyle(e), r = e.getBoundingClientRect(), i = e.querySelector('input'), a = light(s.color), b = light(behind(e));
		return JSON.stringify({
			width: Math.round(r.width), height: Math.round(r.height), font: [s.fontFamily, s.fontSize, s.fontWeight, s.fontStyle, s.letterSpacing, s.textTransform, s.padding].join(), color: s.color, behind: behind(e), border: s.border, shadow: s.boxShadow, opacity: s.opacity,
			outline: s.outline, checked: i.checked, box: [i.offsetWidth, i.offsetHeight].join(), accent: getComputedStyle(i).accentColor,
			readable: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 4.5,
		});
	});
})()`

// The four decisions at the bench are of one size and one weight, in every light and at every size: nothing about them says which is expected.
func TestFourDecisionsWeighTheSame(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	b := s.sit()
	b.signIn("hart")
	for _, size := range [][2]int64{{wide, tall}, {phoneWide, phoneTall}} {
		for _, scheme := range []string{light, dark} {
			b.run(screen(size[0], size[1], scheme))
			b.visit(benchAt)
			looks := eval[[]string](b, looksOf)
			if len(looks) != 4 {
				t.Fatalf("%d decisions", len(looks))
			}
			for i, look := range looks {
				if look != looks[0] {
					t.Errorf("on %d, %s: decision %d is drawn\n%s\nand the first\n%s", size[0], scheme, i+1, look, looks[0])
				}
				if !strings.Contains(look, `"checked":false`) || !strings.Contains(look, `"readable":true`) {
					t.Errorf("on %d, %s: decision %d is chosen beforehand or hard to read: %s", size[0], scheme, i+1, look)
				}
			}
		}
	}
}

// The table of elements by people fills as one writes: what is typed is counted in its cell before it is saved, and goes from there when it is typed away.
func TestMatrixFillsAsOneTypes(t *testing.T) {
	s := newStation(t)
	s.write("ferry")
	b := s.sit()
	b.run(screen(wide, tall, light))
	b.signIn("vance")
	b.visit(ferryEdit)
	b.until(`document.querySelector('[data-noscript]').hidden`)
	const cells = `[...document.querySelectorAll('#matrix td')].map(e => e.innerText.replace(/\s+/g, ' ').trim()).join(' | ')`
	before := eval[string](b, cells)
	if !strings.Contains(before, "empty") || strings.Contains(before, "2") {
		t.Fatalf("before a word is typed the table says %s", before)
	}
	b.fill("#cites", "log:2")
	b.fill("#basis", "observed")
	b.fill("#text", "I saw that Peter Dole had marihuana in his possession on the deck.")
	b.until(`[...document.querySelectorAll('#matrix td b')].some(e => e.innerText === '2') && ` + cells + ` !== ` + quoted(before))
	if eval[string](b, `document.activeElement.id`) != "text" {
		t.Error("the table took the focus away")
	}
	if m := s.wholeOf("ferry"); len(m.Application("purse").Affidavit.Assertions) != 1 {
		t.Error("what was typed was entered")
	}
	b.fill("#text", "It rained.")
	b.until(`![...document.querySelectorAll('#matrix td b')].some(e => e.innerText === '2')`)
	b.run(chromedp.Focus(chromedp.CSS("#text")))
}
