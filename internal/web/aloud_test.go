package web

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/affiant-project/affiant/internal/look/aloud"
)

// The map, the tree that says the same, and the words with what is asked of them are what they were when they were last read by someone who
// heard them. AFFIANT_UPDATE=1 writes them anew: read them before they are kept.
func TestReadAloud(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, setting(1440, 1000, "light"), chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("#told")), script(`document.getElementById('tree').open = true`))
	for name, selector := range map[string]string{"map": ".map", "tree": ".branches", "words": "#words"} {
		got, err := aloud.Page(ctx, selector)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, got)
	}
}

// golden holds what is heard to a file, which someone read.
func golden(t *testing.T, name, got string) {
	t.Helper()
	at := filepath.Join("testdata", "aloud", name+".txt")
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(at); err != nil || string(want) != got {
		t.Errorf("%s is read otherwise than %s says (%v):\n%s", name, at, err, differs(string(want), got))
	}
}

// differs returns the first lines in which two texts differ.
func differs(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return "- " + x + "\n+ " + y
		}
	}
	return ""
}

// The tree is gone through, folded and unfolded by keys alone, and the map folds with it; in the map the arrows go along its lines.
func TestMapByKeys(t *testing.T) {
	ctx, base := browser(t)
	run(t, ctx, setting(1440, 1000, "light"), chromedp.Navigate(base+malley), chromedp.WaitReady(chromedp.CSS("#told")))
	wait(t, ctx, `!document.querySelector('.map-tools').hidden`)
	run(t, ctx, script(`document.querySelector('#tree summary').focus()`), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	level := `Number(document.activeElement.getAttribute('aria-level'))`
	if eval[string](t, ctx, `document.activeElement.getAttribute('role')`) != "treeitem" || eval[int](t, ctx, level) != 1 {
		t.Fatalf("Tab leads to %s", eval[string](t, ctx, `document.activeElement.outerHTML.slice(0, 200)`))
	}
	gone := `document.querySelectorAll('.map [data-box].gone').length`
	shown := `[...document.querySelectorAll('[role=treeitem]')].filter(x => x.checkVisibility()).length`
	all := eval[int](t, ctx, shown)
	for range 20 { // to a branch with others under it
		if eval[bool](t, ctx, `document.activeElement.getAttribute('aria-expanded') === 'true' && `+level+` === 3`) {
			break
		}
		run(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	}
	at := eval[string](t, ctx, `document.activeElement.id`)
	run(t, ctx, chromedp.KeyEvent(kb.ArrowLeft))
	if eval[string](t, ctx, `document.activeElement.getAttribute('aria-expanded')`) != "false" || eval[int](t, ctx, shown) >= all || eval[int](t, ctx, gone) == 0 {
		t.Errorf("%s does not fold: %d of %d branches are shown, %d boxes are gone", at, eval[int](t, ctx, shown), all, eval[int](t, ctx, gone))
	}
	run(t, ctx, chromedp.KeyEvent(kb.ArrowLeft))
	if eval[int](t, ctx, level) != 2 {
		t.Error("the arrow to the left of a folded branch does not lead to what it stands under")
	}
	run(t, ctx, script(`document.getElementById(`+"'"+at+"'"+`).focus()`), chromedp.KeyEvent(kb.ArrowRight))
	if eval[int](t, ctx, shown) != all || eval[int](t, ctx, gone) != 0 {
		t.Error("what was folded does not come back")
	}

	run(t, ctx, script(`document.querySelector('.map .end [data-box]').focus()`))
	column := `Number(document.activeElement.dataset.column)`
	from := eval[int](t, ctx, column)
	run(t, ctx, chromedp.KeyEvent(kb.ArrowLeft))
	if to := eval[int](t, ctx, column); to >= from {
		t.Errorf("the arrow to the left leads from column %d to %d", from, to)
	}
	run(t, ctx, chromedp.KeyEvent(" "))
	if eval[int](t, ctx, gone) == 0 {
		t.Error("Space folds nothing")
	}
	run(t, ctx, chromedp.KeyEvent(kb.ArrowRight))
	if to := eval[int](t, ctx, column); to != from {
		t.Errorf("the arrow to the right leads to column %d", to)
	}
	press := func(button string) {
		t.Helper()
		run(t, ctx, script(`document.querySelector('.map-tools `+button+`').focus()`), chromedp.KeyEvent(kb.Enter))
	}
	press(`[data-fold=none]`)
	press(`[data-zoom="1"]`)
	if eval[int](t, ctx, gone) != 0 || eval[float64](t, ctx, `document.querySelector('.map svg').getBoundingClientRect().width`) < 1500 {
		t.Errorf("the map is %v wide, and %d boxes are gone", eval[float64](t, ctx, `document.querySelector('.map svg').getBoundingClientRect().width`), eval[int](t, ctx, gone))
	}
	press(`[data-fold=elements]`)
	if eval[int](t, ctx, gone) < 10 {
		t.Error("it does not fold to the elements")
	}
}
