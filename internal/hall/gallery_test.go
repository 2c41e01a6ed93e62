package hall_test

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// galleryDoc is the page of the documents that shows the pictures; galleryDir is where they are.
const (
	galleryDoc = "../../docs/gallery.md"
	galleryDir = "../../docs/pictures"
)

// gallery is every picture: its name, who looks, where, and what to see.
var gallery = []struct {
	name, account, path, says string
	phone                     bool
}{
	{"hall-lobby", "", "/lobby", "**The first page of `affiant demo`.** What was logged and what was sworn, and a way in as anyone.", false},
	{"hall-desk", "malley", "/", "**The desk.** What is due, and the matters there are.", false},
	{"hall-editor", "malley", "/matters/malley-drafting/applications/arrest/edit", "**The affiant writes.** Sources left, affidavit right, questions at their words on both sides.", false},
	{"hall-gate", "malley", "/matters/malley-drafting/applications/arrest/gate", "**The gate before the oath.** What is empty, what is open; questions, and no verdict.", false},
	{"hall-review", "stone", "/matters/malley-drafting/applications/arrest/review", "**Supervisor and prosecutor** read, question a sentence, endorse or decline.", false},
	{"hall-bench", "judge-reyes", "/matters/malley-bench/applications/arrest/bench", "**The bench.** The application as one document; four acts of equal weight.", false},
	{"hall-bench-phone", "judge-reyes", "/matters/malley-bench/applications/arrest/bench", "The same on a telephone.", true},
	{"hall-registry", "archer", "/registry", "**The clerk’s registry.** What waits, the rota, seals and returns.", false},
	{"hall-matter", "archer", "/matters/malley-bench", "**A matter and its docket.** Who did what, when, each line with its proof.", false},
	{"hall-warrant-phone", "pratt", "/matters/malley-warrant/applications/arrest/warrants", "**The executing officer.** Whether the warrant lives, as of now.", true},
	{"hall-counsel", "cross", "/matters/malley-after/applications/arrest/counsel", "**Counsel.** What was disclosed; what is for the court and what for the fact-finder; a way to read it again.", false},
	{"hall-concerned", "louisa", "/matters/malley-after/concerned", "**The person named.** What happened, how it ended, what may be asked for.", false},
	{"hall-concerned-phone", "louisa", "/matters/malley-after/concerned", "The same on a telephone.", true},
	{"hall-figures", "audley", "/figures", "**The auditor’s figures.** Small counts hidden, no one named.", false},
	{"hall-trail", "audley", "/trail", "**The trail.** Who was refused, who read what is under seal.", false},
	{"hall-roll", "keane", "/roll", "**The administrator’s roll.** People, posts, courts, rotas.", false},
	{"hall-health", "keane", "/health", "**How the station is.**", false},
	{"hall-components", "keane", "/components", "**The parts** of which the pages are made.", false},
}

// galleryText is the page that shows the pictures.
func galleryText() string {
	var b strings.Builder
	b.WriteString("# The pages, in pictures\n\nEvery picture is of `affiant demo`, taken in a real Chromium by `AFFIANT_PICTURES=DIR go test ./internal/hall -run TestGallery`.\nThe review counter has its own in the [README](../README.md).\n")
	for _, g := range gallery {
		fmt.Fprintf(&b, "\n%s\n\n![%s](pictures/%s.png)\n", g.says, strings.NewReplacer("*", "", "`", "").Replace(g.says), g.name)
	}
	return b.String()
}

// The document shows what the list says, and every picture is there.
func TestGalleryIsCurrent(t *testing.T) {
	want := galleryText()
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.WriteFile(galleryDoc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(galleryDoc)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what the list of pictures says (%v); AFFIANT_UPDATE=1 writes it", galleryDoc, err)
	}
	for _, g := range gallery {
		info, err := os.Stat(filepath.Join(galleryDir, g.name+".png"))
		if err != nil {
			t.Errorf("%v; AFFIANT_PICTURES=docs/pictures takes it", err)
		} else if info.Size() > 250<<10 {
			t.Errorf("%s has %d KB", g.name, info.Size()>>10)
		}
	}
}

// TestGallery takes the pictures into the folder that AFFIANT_PICTURES names.
func TestGallery(t *testing.T) {
	dir := os.Getenv("AFFIANT_PICTURES")
	if dir == "" {
		t.Skip("skipped: AFFIANT_PICTURES names no folder")
	}
	mooted.Lock()
	defer mooted.Unlock()
	b := newMoot(t).sit()
	now := ""
	for _, g := range gallery {
		if g.account != now && g.account != "" {
			b.as(g.account)
			now = g.account
		}
		size := screen(wide, 860, light)
		if g.phone {
			size = screen(phoneWide, phoneTall, light)
		}
		b.run(size)
		b.visit(g.path) // a face that is not there in time is not swapped in, so it is fetched first
		b.visit(g.path)
		b.run(script(`document.fonts.ready`), script(`document.activeElement.blur()`), script(`new Promise(r => setTimeout(r, 400))`))
		if says := eval[string](b, `document.querySelector('h1')?.innerText ?? ''`); says == "Not here" || says == "Our mistake" {
			t.Errorf("%s: %s", g.path, says)
		}
		shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, g.name+".png"), fewColours(t, shot), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fewColours keeps the 256 colours that a picture has most of, which makes it small.
func fewColours(t *testing.T, b []byte) []byte {
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
	colours := slices.SortedFunc(maps.Keys(often), func(a, b color.RGBA) int {
		return cmp.Or(-cmp.Compare(often[a], often[b]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
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
