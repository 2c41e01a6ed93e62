package hall_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// fillAll fills in every control of every form of the page that keeps what is typed, each with something of its own.
const fillAll = `(() => {
	let n = 0;
	for (const f of document.querySelectorAll('form[data-keep]')) {
		const once = new Set();
		for (const e of f.elements) {
			if (!e.name || ['hidden', 'file', 'submit', 'button', 'password'].includes(e.type) || e.name.startsWith('_')) continue;
			n++;
			if (e.type === 'checkbox' || e.type === 'radio') {
				if (!once.has(e.name) && !e.checked) e.click();
				once.add(e.name);
				continue;
			}
			if (e.tagName === 'SELECT') e.selectedIndex = e.options.length - 1;
			else e.value = e.type === 'datetime-local' ? '2026-03-02T09:' + (10 + n % 50) : e.type === 'date' ? '2026-03-02' : ('Words ' + n + ' “of” <mine>' + (e.tagName === 'TEXTAREA' ? '\n\nand a second line & more' : '')).slice(0, e.maxLength > 0 ? e.maxLength : undefined);
			e.dispatchEvent(new Event('input', { bubbles: true }));
		}
	}
	return n;
})()`

// standing is what stands in those forms, one control a line.
const standing = `[...document.querySelectorAll('form[data-keep]')].map(f => f.dataset.keep + '\n' + [...f.elements]
	.filter(e => e.name && !['hidden', 'file', 'submit', 'button', 'password'].includes(e.type) && !e.name.startsWith('_') && (!['checkbox', 'radio'].includes(e.type) || e.checked))
	.map(e => e.name + ' = ' + e.value).join('\n')).join('\n\n')`

// putAllBack puts back whatever the page offers, one after the other.
func (b *seat) putAllBack() {
	b.t.Helper()
	for range 40 {
		b.ready()
		if !eval[bool](b, `[...document.querySelectorAll('.kept-card button')].some(e => e.innerText === 'Put it back')`) {
			return
		}
		before := eval[string](b, `(document.querySelector('.kept-card').dataset.seen = 'yes') && location.href`)
		b.run(script(`[...document.querySelectorAll('.kept-card button')].find(e => e.innerText === 'Put it back').click()`))
		b.until(`document.querySelector('[data-seen]') === null && document.documentElement.dataset.kept === ''`)
		_ = before
	}
	b.t.Fatal("what is put back is offered for ever")
}

// Every form of every page that anyone is shown, if it has words in it, keeps them: after a crash every control of it stands as it was, and the
// browser has no word of it that can be read without signing in.
func TestEveryFormIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: fills in every form there is")
	}
	s := newStation(t)
	who := s.populate()
	seen, forms := map[string]bool{}, map[string][]sight{}
	for _, x := range s.walkAll(who...) {
		for _, m := range formTag.FindAllStringSubmatch(x.body, -1) {
			if !strings.Contains(m[2], "<textarea") || !strings.Contains(m[1], `method="post"`) {
				continue
			}
			if !strings.Contains(m[1], "data-keep=") || attr(m[1], "data-keep") == "" || !strings.Contains(m[2], `name="_key"`) {
				t.Errorf("%s: the form to %s has words in it, and does not keep them", x.path, attr(m[1], "action"))
			}
			kind := x.route
			if strings.Contains(x.route, "/acts/") || strings.Contains(x.route, "/roll/") {
				kind += x.path[strings.LastIndex(strings.Split(x.path, "?")[0], "/"):]
			}
			kind = strings.Split(kind, "?")[0]
			if !seen[kind] {
				seen[kind] = true
				forms[x.account] = append(forms[x.account], x)
			}
		}
	}
	if len(seen) < 20 {
		t.Fatalf("there are only %d kinds of pages with words to be typed: %v", len(seen), seen)
	}
	// In a browser all are filled in by make soak, and of each account's the first and every third by make test; that each has what keeps it is held of all of them above.
	every := 3
	if os.Getenv("AFFIANT_SOAK") != "" {
		every = 1
	}
	b := s.sit()
	b.run(screen(wide, tall, light))
	filled := 0
	for _, account := range who {
		if len(forms[account]) == 0 {
			continue
		}
		b.signIn(account)
		for i, x := range forms[account] {
			if i%every != 0 {
				continue
			}
			filled++
			b.visit(x.path)
			b.ready()
			if eval[int](b, fillAll) == 0 {
				t.Errorf("%s: nothing to fill in", x.path)
			}
			time.Sleep(150 * time.Millisecond)
			want := eval[string](b, standing)
			if b.wordKept("of” <mine>") {
				t.Errorf("%s: what is kept can be read", x.path)
			}
			b.crash()
			b.visit(x.path)
			b.putAllBack()
			if got := eval[string](b, standing); got != want {
				t.Errorf("%s, %s: put back there is\n%s\n\nand not\n%s", account, x.path, got, want)
			}
			b.run(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))
		}
	}
	t.Logf("%d kinds of pages, of which %d were filled in", len(seen), filled)
}
