package hall_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is loaded before a page is painted: no more sheets than that of all pages and two of its own, no script that it waits for, and so few bytes of all of it.
const (
	mostSheets  = 3
	beforePaint = 40_000
)

// first returns how many bytes go over the line before a page that was shown is painted, as a browser of today takes them, and what else it waits for.
func (s *station) first(x sight, files map[string]int) (n int, waits []string) {
	s.t.Helper()
	sent := func(account, path string) int {
		return len(s.ask(account, "GET", path, nil, "Accept-Encoding", "gzip, deflate, br, zstd").body)
	}
	head, _, _ := strings.Cut(x.body, "</head>")
	n = sent(x.account, x.path)
	sheets := 0
	for _, m := range loaded.FindAllStringSubmatch(head, -1) {
		tag := head[strings.LastIndex(head[:strings.Index(head, m[0])], "<"):]
		tag = tag[:strings.Index(tag, ">")+1]
		switch {
		case strings.Contains(tag, `rel="stylesheet"`):
			if sheets++; sheets > mostSheets {
				waits = append(waits, tag)
			}
			if files[m[1]] == 0 {
				files[m[1]] = sent("", m[1])
			}
			n += files[m[1]]
		case strings.HasPrefix(tag, "<script") && !strings.Contains(tag, "defer"):
			waits = append(waits, tag)
		}
	}
	if sheets == 0 {
		waits = append(waits, "no sheet at all")
	}
	return n, waits
}

// To a browser each sheet as it is sent says what it says as it is written, rule by rule; and the sheet of all pages says what those do that it is made of.
func TestSheetsAsSent(t *testing.T) {
	b := newStation(t).sit()
	b.visit("/sign-in")
	read := func(name string) string {
		css, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(css), "url(fonts/", "url(/static/fonts/")
	}
	written := map[string]string{"/static/affiant.css": read("../look/static/affiant.css")}
	own, err := filepath.Glob("static/*.css")
	if err != nil || len(own) == 0 {
		t.Fatalf("%v, %v", own, err)
	}
	for _, name := range own {
		written["/hall/"+filepath.Base(name)] = read(name)
	}
	written["/hall/page.css"] = written["/static/affiant.css"] + written["/hall/hall.css"]
	written["/hall/page-moot.css"] = written["/hall/page.css"] + written["/hall/moot.css"]
	for at, css := range written {
		if other := eval[string](b, `(async (written, at) => {
			const rules = s => { const c = new CSSStyleSheet(); c.replaceSync(s); return [...c.cssRules].map(r => r.cssText.replace(/\?v=[0-9a-f]+/g, '').replaceAll(', ', ',')); };
			const a = rules(written), b = rules(await (await fetch(at)).text());
			const i = a.findIndex((x, i) => x !== b[i]);
			return i >= 0 ? a[i] + ' is sent as ' + b[i] : a.length === b.length && a.length ? '' : b.length + ' rules for ' + a.length;
		})(`+quoted(css)+`, `+quoted(at)+`)`); other != "" {
			t.Errorf("%s: %s", at, other)
		}
	}
}
