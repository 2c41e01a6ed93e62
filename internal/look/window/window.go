// Package window opens windows of a real Chromium for the tests of pages. One browser serves a whole run of tests, since to start one takes longer than most
// tests; each window shares nothing with another: no page, cookie, store or cache. It serves tests alone.
package window

import (
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser is the one that runs, with how it is shut and where it keeps things.
var browser struct {
	sync.Mutex
	ctx  context.Context
	shut func()
}

// Run runs the tests of a package, shuts the browser that they opened and returns what to exit with. Its place is TestMain.
func Run(m *testing.M) int {
	defer func() {
		if browser.shut != nil {
			browser.shut()
		}
	}()
	return m.Run()
}

// Required reports whether a tool must be there (AFFIANT_REQUIRE names it): its absence fails a test then instead of skipping it.
func Required(tool string) bool {
	return slices.Contains(strings.Split(os.Getenv("AFFIANT_REQUIRE"), ","), tool)
}

// Missing skips a test for want of a tool, or fails it where the tool is required.
func Missing(t *testing.T, tool, says string) {
	t.Helper()
	if Required(tool) {
		t.Fatal(says)
	}
	t.Skip("skipped: " + says)
}

// Open returns a window of Chromium at which nothing was ever shown. It is shut when the test ends, and what it is asked after so long fails. Where there is no
// Chromium (AFFIANT_CHROMIUM says where it is), and in short tests, the test is skipped.
func Open(t *testing.T, long time.Duration) context.Context {
	t.Helper()
	path := os.Getenv("AFFIANT_CHROMIUM")
	if path == "" {
		path = "/usr/bin/chromium"
	}
	if _, err := os.Stat(path); err != nil {
		Missing(t, "chromium", "no Chromium at "+path+"; set AFFIANT_CHROMIUM to where it is")
	}
	if testing.Short() {
		t.Skip("skipped: no browser in short tests")
	}
	browser.Lock()
	defer browser.Unlock()
	if browser.ctx != nil && browser.ctx.Err() != nil { // it is gone
		browser.shut()
		browser.ctx = nil
	}
	if browser.ctx == nil {
		start(t, path)
	}
	ctx, shut := chromedp.NewContext(browser.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(shut)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium at %s opens no window: %v", path, err)
	}
	ctx, stop := context.WithTimeout(ctx, long)
	t.Cleanup(stop)
	return ctx
}

func start(t *testing.T, path string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "affiant-chromium-")
	if err != nil {
		t.Fatal(err)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.WSURLReadTimeout(60*time.Second), chromedp.UserDataDir(dir),
	)
	ctx, end := chromedp.NewContext(alloc)
	browser.ctx, browser.shut = ctx, func() {
		end()
		stop()
		os.RemoveAll(dir)
	}
	if err := chromedp.Do(ctx); err != nil {
		browser.shut()
		browser.ctx = nil
		t.Fatalf("Chromium at %s does not start: %v", path, err)
	}
}
