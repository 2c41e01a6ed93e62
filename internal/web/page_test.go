package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

const release = "0.0.0-test"

// malley is the page that most tests read: the example with the most to show.
const malley = "/matter/malley-v-briggs?respondent=louisa"

func handler() http.Handler {
	n := 0
	return Handler(Options{
		Law: doctrine.Default(), Cases: doctrine.DefaultCasebook(), Release: release, Files: os.DirFS("../../examples"),
		NewID: func() string { n++; return "opened-" + string(rune('a'+n-1)) },
	})
}

// shared is the handler of the tests that change nothing.
var shared = sync.OnceValue(handler)

// get asks for a page, following nothing.
func get(t *testing.T, h http.Handler, target string) *http.Response {
	t.Helper()
	r := httptest.NewRequest("GET", target, nil)
	r.Host = "127.0.0.1:4750"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func page(t *testing.T, h http.Handler, target string) string {
	t.Helper()
	r := get(t, h, target)
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d\n%s", target, r.StatusCode, body(t, r))
	}
	return body(t, r)
}

// targets are the pages of every kind: the list, and each matter as it stands. Whether every example can be reviewed is
// tested where they are; one that cannot be has no page.
func targets(t *testing.T, h http.Handler) []string {
	t.Helper()
	all := []string{"/", malley}
	for _, m := range regexp.MustCompile(`href="(/matter/[a-z0-9-]+)"`).FindAllStringSubmatch(page(t, h, "/"), -1) {
		if get(t, h, m[1]).StatusCode == http.StatusOK {
			all = append(all, m[1])
		}
	}
	if len(all) < 12 {
		t.Fatalf("the list leads to %d matters only", len(all)-2)
	}
	return all
}

// Every page can be made, and says the same when it is made again from nothing.
func TestSameRequestSameBytes(t *testing.T) {
	one, two := shared(), handler()
	for _, target := range targets(t, one) {
		if page(t, one, target) != page(t, two, target) {
			t.Errorf("%s differs between two servers", target)
		}
	}
}

var (
	idAttr   = regexp.MustCompile(`\sid="([^"]*)"`)
	forAttr  = regexp.MustCompile(`\s(?:for|form|aria-labelledby)="([^"]*)"`)
	fragment = regexp.MustCompile(`\shref="#([^"]*)"`)
)

// Every link within a page, and every label, leads to an id that is there once.
func TestFragmentsResolve(t *testing.T) {
	h := shared()
	for _, target := range append(targets(t, h), malley+"&find=S2@arrest.13=sustained,reckless&strike=arrest.11&insert=call-3:1") {
		html := page(t, h, target)
		ids := map[string]int{}
		for _, m := range idAttr.FindAllStringSubmatch(html, -1) {
			ids[m[1]]++
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: id %q stands %d times", target, id, n)
			}
		}
		for _, re := range []*regexp.Regexp{fragment, forAttr} {
			for _, m := range re.FindAllStringSubmatch(html, -1) {
				if ids[m[1]] == 0 {
					t.Errorf("%s: nothing has the id %q that%s names", target, m[1], m[0])
				}
			}
		}
	}
}

// The policy forbids style and script within a page, so none may be there, and nothing is asked for from elsewhere.
func TestPolicy(t *testing.T) {
	h := shared()
	within := regexp.MustCompile(`(?i)<style|<script(?:\s[^>]*)?>[^<]|\sstyle="|\son[a-z]+="|javascript:`)
	abroad := regexp.MustCompile(`(?:src|href|action)="(?:https?:)?//[^"]*"`)
	for _, target := range targets(t, h) {
		r := get(t, h, target)
		if p := r.Header.Get("Content-Security-Policy"); !strings.HasPrefix(p, "default-src 'none'") || strings.Contains(p, "unsafe") ||
			!strings.Contains(p, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", target, p)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: headers %v", target, r.Header)
		}
		html := body(t, r)
		if m := within.FindString(html); m != "" {
			t.Errorf("%s: style or script within the page: %q", target, m)
		}
		if m := abroad.FindString(html); m != "" {
			t.Errorf("%s: asks elsewhere: %q", target, m)
		}
	}
}

func TestOnlyLoopback(t *testing.T) {
	h := shared()
	for host, want := range map[string]int{
		"127.0.0.1:4750": 200, "localhost": 200, "[::1]:80": 200, "LOCALHOST:9": 200,
		"evil.example": 421, "127.0.0.1.evil.example:80": 421, "10.0.0.1": 421, "": 421,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

// A value that the page cannot read gives a page that says what was expected.
func TestBadQueries(t *testing.T) {
	h := shared()
	for _, c := range []struct{ query, says string }{
		{"colour=red", "This page takes no"},
		{"respondent=nobody", "Expected one of james and louisa"},
		{"app=nothing", "Expected one of arrest"},
		{"profile=kings-bench", "Expected one of court, powell, ca1,"},
		{"acted=yesterday", "Expected a date such as"},
		{"posture=sitting", "Expected one of application, suppression, summary-judgment and trial"},
		{"find=S2@arrest.13", "names no flaw and ruling"},
		{"find=S2@arrest.13=maybe", "is no ruling"},
		{"find=S2@arrest.13=overruled,reckless", "may not stand there"},
		{"find=S2@arrest.99=sustained", "Did you mean"},
		{"strike=thirteen", "expected NUMBER or APPLICATION.NUMBER"},
		{"strike=arrest.99", "there is no such assertion"},
		{"insert=call-9:1", "there is no source"},
		{"insert=:::", "Expected a span of a source"},
		{"find=%zz", "cannot be read"},
		{"respondent=%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;"},
	} {
		r := get(t, h, "/matter/malley-v-briggs?"+c.query)
		html := body(t, r)
		if r.StatusCode != http.StatusBadRequest || !strings.Contains(html, c.says) || strings.Contains(html, "<script>") {
			t.Errorf("%s: status %d, want 400 and %q in\n%s", c.query, r.StatusCode, c.says, html)
		}
	}
	if r := get(t, h, "/matter/no-such"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a matter that is not there: status %d", r.StatusCode)
	}
	if r := get(t, h, "/nowhere"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a page that is not there: status %d", r.StatusCode)
	}
	if r := get(t, h, "/matter/malley-v-briggs?find="+strings.Repeat("x", 64<<10)); r.StatusCode != http.StatusRequestURITooLong {
		t.Errorf("a long query: status %d", r.StatusCode)
	}
}

// What was typed wrong stands in the form beside its error, and so does all else that was chosen.
func TestWrongValueKeepsTheForm(t *testing.T) {
	h := shared()
	const chosen = "respondent=louisa&posture=trial&strike=arrest.11&rule.S2@arrest.13=sustained&as-of=1986-03-05T10:30&to=words"
	r := get(t, h, "/matter/malley-v-briggs?acted=yesterday&insert=call-9:1&"+chosen)
	html := body(t, r)
	if r.StatusCode != http.StatusBadRequest {
		t.Fatalf("status %d", r.StatusCode)
	}
	for _, want := range []string{
		`name="acted" type="text" size="18" value="yesterday" autocomplete="off" aria-invalid="true" aria-describedby="acted-wrong"`, "yesterday is not a date. Expected", `href="#acted"`,
		`name="as-of" type="text" size="18" value="1986-03-05T10:30"`, "there is no source", `name="strike" value="arrest.11" checked`, `name="respondent" value="louisa"`,
		`name="rule.S2@arrest.13" value="sustained" checked`, `<option value="trial" selected>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, form := range []string{"map.svg", "review.json", "export.html"} {
		if r := get(t, h, "/matter/malley-v-briggs/"+form+"?acted=yesterday"); r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: status %d", form, r.StatusCode)
		}
	}
}

// What a form without script sends is put together and led on to an address that holds only what was chosen.
func TestFormLeadsToAddress(t *testing.T) {
	h := shared()
	form := url.Values{
		"respondent": {"louisa"}, "acted": {"1981-02"}, "as-of": {"1986-03-05"}, "posture": {"trial"}, "insert": {""}, "strike": {"arrest.11"},
		"rule.S2@arrest.13": {"sustained"}, "mind.S2@arrest.13": {"reckless"},
		"rule.I1@arrest.12": {""}, "mind.S4@arrest.11": {"reckless"}, "rule.S4@arrest.11": {"overruled"}, "to": {"words"},
	}
	r := get(t, h, "/matter/malley-v-briggs?"+form.Encode())
	want := "/matter/malley-v-briggs?respondent=louisa&find=S2@arrest.13=sustained,reckless&find=S4@arrest.11=overruled&strike=arrest.11#words"
	if got := r.Header.Get("Location"); r.StatusCode != http.StatusSeeOther || got != want {
		t.Fatalf("status %d, led to\n%s, want\n%s", r.StatusCode, got, want)
	}
	if r := get(t, h, strings.TrimSuffix(want, "#words")); r.StatusCode != http.StatusOK {
		t.Errorf("the address itself: status %d", r.StatusCode)
	}
}

// Before a magistrate has decided no verdict word is on the page, and no answer; the flaws and the support are.
func TestWithheld(t *testing.T) {
	html := page(t, shared(), "/matter/malley-v-briggs?respondent=louisa&posture=application")
	text := regexp.MustCompile(`(?s)<main.*</main>`).FindString(html)
	text = regexp.MustCompile(`(?s)<(?:select|option).*?</(?:select|option)>`).ReplaceAllString(text, "")
	for _, word := range []string{"insufficient", "established", "lacking", "arguable", "not immune", `id="questions"`, `id="map"`, `id="reread"`} {
		if strings.Contains(text, word) {
			t.Errorf("the page has %q", word)
		}
	}
	for _, word := range []string{"No magistrate has decided", "Says more than its source", "In question"} {
		if !strings.Contains(text, word) {
			t.Errorf("the page lacks %q", word)
		}
	}
}

// The other doors of a review: the map, the data, and the file that stands by itself.
func TestOtherForms(t *testing.T) {
	h := shared()
	for path, kind := range map[string]string{"map.svg": "image/svg+xml", "review.json": "application/json", "export.html": "text/html; charset=utf-8"} {
		r := get(t, h, "/matter/malley-v-briggs/"+path+"?respondent=louisa")
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != kind {
			t.Errorf("%s: status %d, type %q", path, r.StatusCode, r.Header.Get("Content-Type"))
		}
	}
	html := page(t, h, "/matter/malley-v-briggs/export.html?respondent=louisa")
	for _, m := range regexp.MustCompile(`(?:src|href|action)="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		if !strings.HasPrefix(m[1], "#") {
			t.Errorf("the file leads to %q, which is not in it", m[1])
		}
	}
	for _, no := range []string{"<form", "<input", "url(fonts/"} {
		if strings.Contains(html, no) {
			t.Errorf("the file has %s", no)
		}
	}
	if !strings.Contains(html, "url(data:font/woff2;base64,") || !strings.Contains(html, `http-equiv="Content-Security-Policy"`) {
		t.Error("the file lacks its fonts or its policy")
	}
}

// Of a sentence from which a finding strikes words, the page strikes those and leaves the rest.
func TestStruckWordsAreShown(t *testing.T) {
	html := page(t, shared(), "/matter/malley-v-briggs?respondent=louisa&find=S2@arrest.13=sustained,reckless")
	if want := "He passed her <del>a marijuana cigarette</del>."; !strings.Contains(html, want) {
		t.Errorf("the page lacks %q", want)
	}
}

// Where a server explains the words of the pages, its list, its reviews and what it says of a mistake lead there; a review that is saved leads nowhere.
func TestWordsAreLed(t *testing.T) {
	h := Handler(Options{Law: doctrine.Default(), Release: release, Files: os.DirFS("../../examples"), Room: "/reading-room", Words: "/words"})
	const link = `href="/words"`
	for path, want := range map[string]bool{"/reading-room": true, "/matter/malley-v-briggs": true, "/matter/none": true, "/matter/malley-v-briggs/export.html": false} {
		if got := strings.Contains(body(t, get(t, h, path)), link); got != want {
			t.Errorf("%s leads to what the words mean: %t", path, got)
		}
	}
	if strings.Contains(page(t, shared(), "/"), link) {
		t.Error("a counter alone leads to what it does not have")
	}
}

// What ticking a sentence does is said before the list of them; and what came of it, once something was ticked.
func TestStrikingIsExplained(t *testing.T) {
	plain := page(t, shared(), "/matter/malley-v-briggs?respondent=louisa")
	how, list := strings.Index(plain, "Tick a sentence of the paper as it was sworn to strike it."), strings.Index(plain, `name="strike"`)
	if how < 0 || list < how || strings.Contains(plain, "data-told") {
		t.Errorf("the words at %d, the first to tick at %d", how, list)
	}
	for query, want := range map[string]string{
		"&strike=arrest.1":  "1 sentence struck. Nothing is answered otherwise.",
		"&strike=arrest.13": "1 sentence struck. ",
	} {
		if html := page(t, shared(), "/matter/malley-v-briggs?respondent=louisa"+query); !strings.Contains(html, `data-told>`+want) {
			t.Errorf("%s is not told: %q", query, want)
		}
	}
}

// The reader may take any view of the law, and is told when the law changed and what an affidavit is as corrected.
func TestViewsAndDays(t *testing.T) {
	h := shared()
	for _, c := range []struct {
		path string
		says []string
	}{
		{"/matter/one-strand?profile=us-ma&as-of=2026-01-01", []string{`<optgroup label="States">`, `<option value="us-ma" selected>Massachusetts</option>`, `<option value="ca4">4th Circuit</option>`, "The law changed", "On 8 June 1983"}},
		{"/matter/jacobs", []string{"As corrected", "The dog did not alert to the parcel."}},
	} {
		r := get(t, h, c.path)
		html := body(t, r)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", c.path, r.StatusCode)
		}
		for _, want := range c.says {
			if !strings.Contains(html, want) {
				t.Errorf("%s does not say %q", c.path, want)
			}
		}
	}
}
