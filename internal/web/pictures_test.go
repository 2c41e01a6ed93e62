package web

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestPictures takes the pictures of the README into the folder that AFFIANT_PICTURES names.
func TestPictures(t *testing.T) {
	dir := os.Getenv("AFFIANT_PICTURES")
	if dir == "" {
		t.Skip("skipped: AFFIANT_PICTURES names no folder")
	}
	ctx, base := browser(t)
	for _, p := range []struct {
		name          string
		url, part     string
		width, height int64
		scheme        string
	}{
		{"malley-light.png", malley, "", 1440, 2000, "light"},
		{"malley-dark.png", malley, "", 1440, 1500, "dark"},
		{"malley-phone.png", malley, "", 390, 1400, "light"},
		{"map.png", malley, ".map svg", 1440, 1400, "light"},
	} {
		run(t, ctx, setting(p.width, p.height, p.scheme), chromedp.Navigate(base+p.url), chromedp.WaitReady(chromedp.CSS("main")),
			script(`document.fonts.ready`), chromedp.Sleep(300*time.Millisecond))
		shot := chromedp.CaptureScreenshot()
		if p.part != "" {
			shot = chromedp.Screenshot(chromedp.CSS(p.part))
		}
		b := value(t, ctx, shot)
		if err := os.WriteFile(filepath.Join(dir, p.name), b, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d KB", p.name, len(b)/1024)
	}
}
