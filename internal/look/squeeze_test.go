package look

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

// A sheet loses what parts nothing, and keeps what does: a space between two selectors, before a colon, around what is reckoned, a comment that alone
// parts two tokens, and all that stands between quotes.
func TestSqueeze(t *testing.T) {
	for _, row := range [][2]string{
		{"/* one */\n.a , .b > c { color : red; margin: 0 .2em }\n", ".a,.b > c{color :red;margin:0 .2em}"},
		{".a :hover { top: calc(1rem + 2px) ; }", ".a :hover{top:calc(1rem + 2px)}"},
		{".a/* no space */.b { left: 0; /* why */ right: 0 !important; }", ".a/**/.b{left:0;right:0 !important}"},
		{"a { margin: 0/* top */auto; padding:/* all */1px; top: 1/**/ 2; left: calc(1px/**/+ 2px)/* so */; }", "a{margin:0/**/auto;padding:1px;top:1 2;left:calc(1px/**/+ 2px)}"},
		{`.a::before { content: "a ;  /* b */ \" }" ; } [x='  '] { }`, `.a::before{content:"a ;  /* b */ \" }"}[x='  ']{}`},
		{"@media screen and (max-width: 40rem) and (scripting: enabled) {\n\t.a { b: c; }\n}", "@media screen and (max-width:40rem) and (scripting:enabled){.a{b:c}}"},
		{`a { content: "+" / ""; } /* not closed`, `a{content:"+" / ""}`},
	} {
		if got := string(squeeze([]byte(row[0]))); got != row[1] {
			t.Errorf("%s\nbecomes %s\nwant    %s", row[0], got, row[1])
		}
	}
}

func TestTerse(t *testing.T) {
	const from, want = "// What it does.\nconst a = 'b // c'; // d\n\n  if (a) {\n    // why\n    f();\n  }\n", "const a = 'b // c'; // d\nif (a) {\nf();\n}\n"
	if got := string(terse([]byte(from))); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// No text of a script goes over lines: what lines begin with is not sent.
func TestNoTextGoesOverLines(t *testing.T) {
	var all []string
	for _, room := range []string{"static/*.js", "../hall/static/*.js"} {
		list, err := filepath.Glob(room)
		if err != nil || list == nil {
			t.Fatalf("%s: %v, %v", room, list, err)
		}
		all = append(all, list...)
	}
	for _, name := range all {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(b) {
			if bytes.Count(line, []byte("`"))%2 != 0 {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
}

func TestTakesGzip(t *testing.T) {
	for accepts, want := range map[string]bool{"": false, "gzip": true, "br, GZip;q=0.5, *": true, "gzip;q=0": false, "gzip; q=0.0, br": false, "zstd": false, "gzip;q=much": false} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", accepts)
		if takesGzip(r) != want {
			t.Errorf("%q: %t", accepts, !want)
		}
	}
}
