package web

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
			chromedp.Reload(), chromedp.WaitReady(chromedp.CSS("main")), // a face that is not there in time is not swapped in, so it is fetched first
			script(`document.fonts.ready`), chromedp.Sleep(300*time.Millisecond))
		shot := chromedp.CaptureScreenshot()
		if p.part != "" {
			shot = chromedp.Screenshot(chromedp.CSS(p.part))
		}
		b := small(t, value(t, ctx, shot))
		if err := os.WriteFile(filepath.Join(dir, p.name), b, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d KB", p.name, len(b)/1024)
	}
}

// small makes a picture small: of its colours 256 are kept, and the rest become the nearest of them. Those are kept that
// stand in it most often, strong colours before greys, as a mark is small and has to keep its colour.
func small(t *testing.T, b []byte) []byte {
	t.Helper()
	from, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	often := map[color.RGBA]int{}
	r := from.Bounds()
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(from.At(x, y)).(color.RGBA) }
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			often[at(x, y)]++
		}
	}
	weight := func(c color.RGBA) int {
		chroma := int(max(c.R, c.G, c.B)) - int(min(c.R, c.G, c.B))
		return often[c] * (1 + chroma*chroma/16)
	}
	colours := slices.SortedFunc(maps.Keys(often), func(a, b color.RGBA) int {
		return cmp.Or(-cmp.Compare(weight(a), weight(b)), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	for _, c := range colours {
		nearest[c] = uint8(palette.Index(c))
	}
	to := image.NewPaletted(r, palette)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			to.SetColorIndex(x, y, nearest[at(x, y)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
