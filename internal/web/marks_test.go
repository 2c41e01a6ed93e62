package web

import (
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMarkup(t *testing.T) {
	s := func(from, to int, f family, code string) mark {
		return mark{Start: from, End: to, Family: f, Code: code, Flaw: code, Href: "#n"}
	}
	for _, c := range []struct {
		name, text string
		marks      []mark
		want       string
	}{
		{"none", "a < b", nil, `a &lt; b`},
		{"one is itself the link", "passed it on", []mark{s(7, 9, wave, "S2")},
			`passed <a class="mk s" href="#n" data-f="S2"><span class="nw">it<sup class="s"><span class="vh">, </span>S2</sup></span></a> on`},
		{"box inside wave on the same words", "it", []mark{s(0, 2, box, "I1"), s(0, 2, wave, "S2")},
			`<span class="mk s" data-f="S2"><span class="mk i" data-f="I1"><span class="nw">it` +
				`<sup class="i"><a href="#n" data-f="I1"><span class="vh">, </span>I1<span class="vh"> of “it”</span></a></sup></span></span>` +
				`<sup class="s"><a href="#n" data-f="S2"><span class="vh">, </span>S2<span class="vh"> of “it”</span></a></sup></span>`},
		{"where they cross the wave is cut", "abcdef", []mark{s(0, 4, wave, "S2"), s(2, 6, box, "I1")},
			`<span class="mk s off" data-f="S2">ab</span><span class="mk i" data-f="I1">` +
				`<span class="mk s on" data-f="S2"><span class="nw">cd<sup class="s"><a href="#n" data-f="S2"><span class="vh">, </span>S2<span class="vh"> of “abcd”</span></a></sup></span></span>` +
				`<span class="nw">ef<sup class="i"><a href="#n" data-f="I1"><span class="vh">, </span>I1<span class="vh"> of “cdef”</span></a></sup></span></span>`},
		{"one box for two flaws on the same words", "Luisa", []mark{s(0, 5, box, "I1"), s(0, 5, box, "I2")},
			`<span class="mk i" data-f="I1 I2"><span class="nw">Luisa<sup class="i"><a href="#n" data-f="I1"><span class="vh">, </span>I1<span class="vh"> of “Luisa”</span></a></sup>` +
				`<sup class="i"><a href="#n" data-f="I2"><span class="vh">, </span>I2<span class="vh"> of “Luisa”</span></a></sup></span></span>`},
		{"one code for two flaws of one check", "Luisa", []mark{s(0, 5, box, "I1"), {Start: 0, End: 5, Family: box, Code: "I1", Flaw: "x", ID: "b-x", Href: "#x"}},
			`<span class="mk i" data-f="I1 x"><span class="nw">Luisa<sup class="i"><a href="#n" data-f="I1"><span class="vh">, </span>I1<span class="vh"> of “Luisa”</span></a></sup>` +
				`<span id="b-x"></span></span></span>`},
		{"a caret after the words", "Luisa.", []mark{s(0, 5, caret, "O1")},
			`Luisa<sup class="pt o"><a class="mk o" href="#n" data-f="O1"><span class="vh">, </span>O1<span class="vh"> of “Luisa”</span></a></sup>.`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(markup(c.text, c.marks)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Whatever the marks, the words are the text exactly, tags are balanced, no link stands in a link, and every flaw shows
// its code once.
func TestMarkupKeepsTheWords(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "b", " ", "  ", "é", "“", "<", "&", "\"", "\n", "…", "x y", "日"}
	families := []family{wave, box, caret, dots, plain}
	for round := range 5000 {
		var text string
		for range rng.IntN(14) {
			text += letters[rng.IntN(len(letters))]
		}
		var marks []mark
		for i := range rng.IntN(7) {
			from, to := rng.IntN(len(text)+4)-2, rng.IntN(len(text)+4)-2
			code := fmt.Sprintf("C%d", i)
			marks = append(marks, mark{Start: from, End: to, Family: families[rng.IntN(5)], Code: code, Flaw: code, Href: "#n-" + code})
		}
		out := string(markup(text, marks))
		words, codes, err := strip(out)
		if err != nil {
			t.Fatalf("round %d: %v\ntext  %q\nmarks %+v\nhtml  %s", round, err, text, marks, out)
		}
		if words != text {
			t.Fatalf("round %d: words %q, want %q\nmarks %+v\nhtml  %s", round, words, text, marks, out)
		}
		for _, m := range marks {
			if codes[m.Code] != 1 {
				t.Fatalf("round %d: %s is shown %d times\ntext %q\nmarks %+v\nhtml  %s", round, m.Code, codes[m.Code], text, marks, out)
			}
		}
	}
}

// strip returns the words of marked text without the codes, and how often each code is shown.
func strip(html string) (string, map[string]int, error) {
	var words strings.Builder
	codes := make(map[string]int)
	sup, links := 0, 0
	d := xml.NewDecoder(strings.NewReader("<r>" + html + "</r>"))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return words.String(), codes, nil
		}
		if err != nil {
			return "", nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "sup" {
				sup++
			}
			if tok.Name.Local == "a" {
				if links++; links > 1 {
					return "", nil, fmt.Errorf("a link within a link")
				}
			}
		case xml.EndElement:
			if tok.Name.Local == "sup" {
				sup--
			}
			if tok.Name.Local == "a" {
				links--
			}
		case xml.CharData:
			if sup == 0 {
				words.Write(tok)
			} else if s := strings.TrimSpace(string(tok)); s != "," {
				codes[s]++
			}
		}
	}
}
