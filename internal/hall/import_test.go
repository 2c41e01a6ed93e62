package hall_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/record"
)

const importAt = "/matters/ferry/import"

const lineSheet = "Session: 12   Date: 12/20/1980   Start: 5:30 p.m.\nReel 7, Side 1, Footage 30-48\nMonitor: Nobody Here\n\nCALLER: I was in front of Jimmy Briggs.\n[minimized 17:32-17:35]\ncaller states he passed it to Louisa\n---------\nSession: 13\nDate: 12/21/1980\nCALLER: =cmd|' /C calc'!A0\nEve\u202elik: Hello.\n"

// upload sends the form of a page with a file, as a browser does.
func (s *station) upload(account, page, action string, file []byte, values ...string) answer {
	s.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	f := form(page, action, values...)
	for k, list := range f {
		for _, v := range list {
			if k != "upload" {
				w.WriteField(k, v)
			}
		}
	}
	part, _ := w.CreateFormFile("upload", "log.txt")
	part.Write(file)
	w.Close()
	r := httptest.NewRequest("POST", action, &b)
	r.Host = "localhost"
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "affiant", Value: s.secrets[account]})
	rec := httptest.NewRecorder()
	s.handler.ServeHTTP(rec, r)
	return answer{rec.Code, rec.Header(), rec.Body.String()}
}

// A line sheet is read, shown as it will be filed with what was not understood, and filed by the clerk's act, a call a source; nothing before that.
func TestImport(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	before := len(s.matterOf("vance", "ferry").Sources)
	a := s.send("vance", s.page("vance", importAt), importAt, "text", lineSheet, "id", "tap", "kind", "interception")
	text := words(a.body)
	for _, want := range []string{"2 sources with 5 lines, read as a line sheet", "20 December 1980, 5:30 p.m., Reel 7, Side 1, Footage 30-48", "Cut: minimized 17:32-17:35", "caller states he passed it to Louisa summary",
		"Line 3, column 10 No person of the matter is called", "Kept in its note: Monitored by Nobody Here.", `Line 12, column 4 The character U+202E is not seen`, `\u202e`, "=cmd|' /C calc'!A0"} {
		if !strings.Contains(text, want) {
			t.Errorf("the preview does not say %q: %s", want, text)
		}
	}
	if a.status != 200 || len(s.matterOf("vance", "ferry").Sources) != before {
		t.Fatalf("%d; filed before it was confirmed", a.status)
	}
	// Changed between the preview and the filing: shown again, not filed.
	if b := s.send("vance", a.body, importAt, "file", "yes", "id", "other"); b.status != http.StatusConflict || !strings.Contains(words(b.body), "is not what you were shown") {
		t.Errorf("%d %s", b.status, words(b.body))
	}
	filing := []string{"file", "yes", "who.0", "dole", "how.0", "voice"}
	b := s.send("vance", a.body, importAt, filing...)
	if b.status != 303 || b.header.Get("Location") != importAt+"?filed=2&first=tap-12" {
		t.Fatalf("%d %s %s", b.status, b.header.Get("Location"), words(b.body))
	}
	if b := s.send("vance", a.body, importAt, filing...); b.status == 303 { // sent twice it is filed once
		t.Log("the same form again leads on")
	}
	m := s.matterOf("vance", "ferry")
	if len(m.Sources) != before+2 {
		t.Fatalf("%d sources", len(m.Sources)-before)
	}
	x, y := m.Source("tap-12"), m.Source("tap-13")
	if x == nil || y == nil || x.Locator.Footage != "30-48" || x.Speakers[0].Person != "dole" || x.Speakers[0].By != "voice" || x.Lines[1].Cut == "" || !x.Lines[2].Summary || x.Note != "Monitored by Nobody Here." {
		t.Errorf("%+v", x)
	}
	if y.Lines[1].Speaker != "Eve\u202elik" || y.Lines[0].Text != "=cmd|' /C calc'!A0" {
		t.Errorf("what was not shown as it is was not filed as it is: %+v", y.Lines)
	}
	if text := words(s.page("vance", b.header.Get("Location"))); !strings.Contains(text, "Filed") {
		t.Error(text)
	}
	for _, who := range []string{"hart", "archer", "dole", "stone", "other"} {
		if a := s.ask(who, "GET", importAt, nil); a.status == 200 {
			t.Errorf("%s may bring something in", who)
		}
	}
	if !strings.Contains(s.page("vance", "/matters/ferry"), importAt) {
		t.Error("the page of the matter does not lead there")
	}
}

// A refused source says so and files nothing after it; what stood before it is filed, and the same form goes on from there.
func TestImportGoesOn(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	a := s.send("vance", s.page("vance", importAt), importAt, "text", lineSheet, "id", "tap", "kind", "interception")
	s.do("vance", "ferry", "source-logged", `{"source":{"id":"tap-13","kind":"report","lines":[{"n":1,"text":"Something else."}]}}`)
	b := s.send("vance", a.body, importAt, "file", "yes")
	if b.status != http.StatusConflict || !strings.Contains(words(b.body), "something in it, or in the matter, has changed") || s.matterOf("vance", "ferry").Source("tap-12") != nil {
		t.Errorf("%d %s", b.status, words(b.body))
	}
	if c := s.send("vance", b.body, importAt, "file", "yes"); c.status != 303 || s.matterOf("vance", "ferry").Source("tap-13-2") == nil {
		t.Errorf("%d %s", c.status, words(c.body))
	}
}

// Files that are no text, too large, damaged or hostile are refused with what to do, or shown as they are; nothing is filed.
func TestImportHostile(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	page := s.page("vance", importAt)
	for name, tt := range map[string]struct {
		file []byte
		want string
	}{
		"a PDF":         {[]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3"), "This is a PDF"},
		"a damaged PDF": {append([]byte("\x00\x01%PDF-"), bytes.Repeat([]byte{0xff}, 4000)...), "paste them here"},
		"10 MB":         {bytes.Repeat([]byte("a line of words\n"), 10<<20/16), "Bring it in in parts"},
		"a workbook":    {[]byte("PK\x03\x04"), "save it as CSV"},
		"broken CSV":    {[]byte("session,text\n1,\"open"), "Line 2, column"},
		"old letters":   {[]byte("Caf\xe9"), "letters are those of Windows"},
		"nothing":       {[]byte("\n\n"), "There are no words"},
	} {
		a := s.upload("vance", page, importAt, tt.file)
		if a.status != 200 || !strings.Contains(words(a.body), tt.want) || !strings.Contains(words(a.body), "This cannot be filed yet") || strings.Contains(a.body, `value="yes">File it`) {
			t.Errorf("%s: %d %.3000s", name, a.status, words(a.body))
		}
		if len(a.body) > 100_000 {
			t.Errorf("%s: the page has %d bytes", name, len(a.body))
		}
	}
	a := s.upload("vance", page, importAt, []byte("<script>alert(1)</script>: <img src=x onerror=alert(1)>\n</textarea><script>x</script>\n"))
	if strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, "</textarea><script>") || !strings.Contains(words(a.body), "File it") {
		t.Errorf("%d %s", a.status, words(a.body))
	}
	// A refused log says a bounded number of what is wrong with it.
	a = s.upload("vance", page, importAt, []byte("session,text\n"+strings.Repeat("1,a,b\n", 20000)))
	if n := strings.Count(a.body, "Line "); n > 60 || !strings.Contains(words(a.body), "more like these") {
		t.Errorf("%d places in %d bytes", n, len(a.body))
	}
}

// With a file chosen in a browser, at a desk and on a telephone; and a file of 10 MB is answered.
func TestImportInBrowser(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	b := s.sit()
	b.signIn("vance")
	b.inspect("import", importAt)
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	choose := func(path string) {
		b.visit(importAt)
		b.run(chromedp.SetUploadFiles(chromedp.CSS("#upload"), []string{path}))
		b.press("Show how it will be filed")
	}
	b.run(screen(wide, tall, light))
	choose(put("big.txt", bytes.Repeat([]byte("a line of words\n"), 10<<20/16)))
	b.says("Bring it in in parts")
	b.picture("import-refused-desk")
	choose(put("log.txt", []byte(lineSheet)))
	b.says("As it will be filed")
	for _, size := range [][2]int64{{wide, tall}, {phoneWide, phoneTall}} {
		b.run(screen(size[0], size[1], light))
		if w := eval[int](b, `document.documentElement.scrollWidth`); w > int(size[0]) {
			t.Errorf("the preview is %d wide on a screen of %d", w, size[0])
		}
		b.picture("import-preview-" + map[bool]string{true: "desk", false: "phone"}[size[0] == wide])
	}
	core, _ := os.ReadFile(os.Getenv("AFFIANT_AXE"))
	for _, v := range b.axe(string(core)) {
		t.Errorf("the preview: %s", v)
	}
	b.press("File it")
	b.says("Filed")
	if m := s.matterOf("vance", "ferry"); m.Source("log-12") == nil || m.Source("log-12").Kind != record.Intercept {
		t.Error("it is not filed")
	}
}
