package hall_test

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/hall"
)

// galleryDoc is the page of the documents that shows the pictures; galleryDir is where they are.
const (
	galleryDoc = "../../docs/gallery.md"
	galleryDir = "../../docs/pictures"
)

// A shot is a picture: its name, who looks, where, and what to see.
type shot struct {
	name, account, path, says string
	phone                     bool
	first                     func(*seat) // what is done before it is looked at
	court                     bool        // of a station that one signs in to, which a moot court is not
}

const (
	mootDraft = "/matters/malley-drafting/applications/arrest"
	mootBench = "/matters/malley-bench/applications/arrest"
	mootAfter = "/matters/malley-after"
)

// gallery is every picture, in the order in which one meets the pages.
var gallery = []shot{
	{name: "hall-lobby", path: "/lobby", says: "**The first page of `affiant demo`.** What was logged and what was sworn, and a way in as anyone."},
	{name: "hall-sign-in", court: true, path: "/sign-in", says: "**Signing in**, by passkey, or by password and code."},
	{name: "hall-join", path: "/join", says: "**Taking up an invitation.**"},
	{name: "hall-verify", path: "/verify", says: "**Is it whole?** A bundle is checked in the page; the file is sent to no one."},
	{name: "hall-desk", account: "malley", path: "/", says: "**The desk.** What is due, and the matters there are."},
	{name: "hall-search", account: "malley", path: "/search?words=marihuana", says: "**Search**, within what one may read."},
	{name: "hall-words", account: "malley", path: "/words", says: "**What the words mean.** Each word of the field in plain words, with its authority."},
	{name: "hall-devices", account: "malley", path: "/devices", says: "**Passkeys and sessions** of one’s own, each of which can be ended."},
	{name: "hall-notices", account: "louisa", path: "/notices", says: "**Notices.** What one was told, when and by whom, what was not read first."},
	{name: "hall-letters", account: "malley", path: "/letters", says: "**Letters.** Whether one is written to, and where."},
	{name: "hall-open", account: "malley", path: "/open", says: "**A new matter.**"},
	{name: "hall-begin", account: "malley", path: "/matters/malley-drafting/begin", says: "**An application is begun** in four questions: who swears, what for, whom or what place, which offence. Whom one names is named in the matter by it.", first: func(b *seat) {
		b.visit("/matters/malley-drafting/begin")
		b.run(script("document.querySelector('#kind-arrest').click(); document.querySelector('#whom').value = 'Paul Driscoll'; document.querySelector('#o-conspiracy').click()"))
	}},
	{name: "hall-first-source", account: "malley", path: mootDraft + "/first-source", says: "**What one saw** becomes a source, line by line, and the editor is next."},
	{name: "hall-import", account: "malley", path: "/matters/malley-drafting/import", says: "**A log is brought in**, and shown as it will be filed, before it is.", first: func(b *seat) {
		b.visit("/matters/malley-drafting/import")
		b.fill("#text", "Session: 12   Date: 9/27/2026   Start: 6:40 p.m.\nReel 8, Side 1, Footage 12-20\n\nPaul: You coming by later?\nUNKNOWN: After ten. Bring the rest.\n[minimized 18:42-18:45]\nPaul: Jimmy's place, then.\n")
		b.press("Show how it will be filed")
		b.says("As it will be filed")
		b.run(script("document.querySelector('#read-h').scrollIntoView()"))
	}},
	{name: "hall-source", account: "malley", path: "/matters/malley-drafting/sources/call-1", says: "**A source**, line by line, with what was cut."},
	{name: "hall-editor", account: "malley", path: mootDraft + "/edit", says: "**The affiant writes.** Sources left, affidavit right, questions at their words on both sides."},
	{name: "hall-drafts", account: "malley", path: mootDraft + "/drafts", says: "**What was written when**, and what went and came between two drafts."},
	{name: "hall-papers", account: "malley", path: mootDraft, says: "**The papers**, as they will be read."},
	{name: "hall-gate", account: "malley", path: mootDraft + "/gate", says: "**The gate before the oath.** What is empty, what is open; questions, and no verdict. One stands open at a time, and an answer leads to the next.", first: func(b *seat) {
		b.visit(mootDraft + "/gate")
		b.run(script("document.querySelector('#open-h').scrollIntoView()"))
	}},
	{name: "hall-gate-phone", account: "malley", path: mootDraft + "/gate", says: "The same on a telephone.", phone: true, first: func(b *seat) {
		b.visit(mootDraft + "/gate?q=S2-arrest-13")
		b.run(script("document.querySelector('.progress').scrollIntoView()"))
	}},
	{name: "hall-oath", account: "malley", path: mootDraft + "/oath", says: "**The oath.** Before whom, how, and the words."},
	{name: "hall-reviews", account: "stone", path: "/reviews", says: "**What is being written**, for those who review it."},
	{name: "hall-review", account: "stone", path: mootDraft + "/review", says: "**Supervisor and prosecutor** read, question a sentence, endorse or decline."},
	{name: "hall-bench-list", account: "judge-reyes", path: "/bench", says: "**What awaits the magistrate**, how long, how urgent, how long it is."},
	{name: "hall-bench", account: "judge-reyes", path: mootBench + "/bench", says: "**The bench.** The application as one document; four acts of equal weight."},
	{name: "hall-bench-phone", account: "judge-reyes", path: mootBench + "/bench", says: "The same on a telephone.", phone: true},
	{name: "hall-registry", account: "archer", path: "/registry", says: "**The clerk’s registry.** What waits, the rota, seals and returns."},
	{name: "hall-matter", account: "archer", path: "/matters/malley-bench", says: "**A matter and its docket.** Who did what, when, each line with its proof."},
	{name: "hall-assign", account: "archer", path: mootBench + "/assign", says: "**The magistrate is found** by the rota of the court, and who steps aside is passed over."},
	{name: "hall-act", account: "archer", path: "/matters/malley-bench/acts/hearing-set", says: "**An act that has no page of its own** has a form, with the rule that it comes under."},
	{name: "hall-warrants", account: "pratt", path: "/warrants", says: "**Warrants that are out.**"},
	{name: "hall-warrant-phone", account: "pratt", path: "/matters/malley-warrant/applications/arrest/warrants", says: "**The executing officer.** Whether the warrant lives, as of now.", phone: true},
	{name: "hall-counsel", account: "cross", path: mootAfter + "/applications/arrest/counsel", says: "**Counsel.** What was disclosed; what is for the court and what for the fact-finder; a way to read it again."},
	{name: "hall-reading", account: "cross", path: mootAfter + "/reading", says: "**The papers read again**, with answers before and after, as at a *Franks* hearing."},
	{name: "hall-concerned-list", account: "louisa", path: "/concerned", says: "**What concerns a person**, of what she may know."},
	{name: "hall-concerned", account: "louisa", path: mootAfter + "/concerned", says: "**The person named.** What happened, how it ended, what may be asked for."},
	{name: "hall-concerned-phone", account: "louisa", path: mootAfter + "/concerned", says: "The same on a telephone.", phone: true},
	{name: "hall-ask", account: "louisa", path: mootAfter + "/concerned/ask?for=correction", says: "**Asking.** One field, in words of one’s own."},
	{name: "hall-figures", account: "audley", path: "/figures", says: "**The auditor’s figures.** Small counts hidden, no one named."},
	{name: "hall-trail", account: "audley", path: "/trail", says: "**The trail.** Who was refused, who read what is under seal."},
	{name: "hall-roll", account: "keane", path: "/roll", says: "**The administrator’s roll.** People, posts, courts, rotas."},
	{name: "hall-roll-rota", account: "keane", path: "/roll/rota-set", says: "**A rota is set.**"},
	{name: "hall-limits", account: "keane", path: "/limits", says: "**What the law sets**: time limits where a court sits, with their authority, and the days on which courts rest."},
	{name: "hall-health", account: "keane", path: "/health", says: "**How the station is.**"},
	{name: "hall-components", account: "keane", path: "/components", says: "**The parts** of which the pages are made."},
	{name: "hall-unlock", path: "/unlock?to=/roll", says: "**A session that was left alone** is unlocked by its owner, and goes on.", first: func(b *seat) { b.pass(45 * time.Minute) }},
}

// unpictured are the routes that answer no page of their own, and why.
var unpictured = map[string]string{
	"GET /figures.csv":                               "a table to take along",
	"GET /matters/{matter}/bundle":                   "a file to take along",
	"GET /matters/{matter}/disclosures/{seq}/bundle": "a file to take along",
	"GET /matters/{matter}/reading/{part}":           "parts of the page of the reading, and what is taken along of it",
	"GET /officer-worker.js":                         "a script",
	"GET /verify/{name}":                             "the program that the page fetches",
	"GET /vouched":                                   "it leads back from a provider, and the moot court has none",
	"GET /matters/{matter}/applications/{application}/warrants/state": "what the page of a warrant asks again and again",
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

// Every page of the hall has its picture.
func TestGalleryHasEveryPage(t *testing.T) {
	mux := http.NewServeMux()
	taken := map[string]bool{}
	for _, r := range hall.Routes() {
		mux.HandleFunc(r, func(http.ResponseWriter, *http.Request) {})
	}
	for _, g := range gallery {
		_, pattern := mux.Handler(httptest.NewRequest("GET", g.path, nil))
		taken[pattern] = true
	}
	for _, r := range hall.Routes() {
		if why := unpictured[r]; strings.HasPrefix(r, "GET ") && taken[r] == (why != "") {
			t.Errorf("%s: in the gallery %t, no page because %q", r, taken[r], why)
		}
	}
}

// TestGallery takes the pictures, or those whose names AFFIANT_PICTURED lists, into the folder that AFFIANT_PICTURES names.
func TestGallery(t *testing.T) {
	dir := os.Getenv("AFFIANT_PICTURES")
	if dir == "" {
		t.Skip("skipped: AFFIANT_PICTURES names no folder")
	}
	mooted.Lock()
	defer mooted.Unlock()
	moot := newMoot(t).sit()
	now := ""
	for _, g := range gallery {
		if only := os.Getenv("AFFIANT_PICTURED"); only != "" && !slices.Contains(strings.Split(only, ","), g.name) {
			continue
		}
		b := moot
		if g.court {
			b = newStation(t).sit()
		}
		if g.account != now && g.account != "" {
			b.as(g.account)
			now = g.account
		}
		if g.first != nil {
			g.first(b)
		}
		size := screen(wide, 860, light)
		if g.phone {
			size = screen(phoneWide, phoneTall, light)
		}
		b.run(size)
		if g.first == nil || g.name == "hall-unlock" {
			b.visit(g.path) // a face that is not there in time is not swapped in, so it is fetched first
			b.visit(g.path)
		}
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
