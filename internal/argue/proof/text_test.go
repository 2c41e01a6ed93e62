package proof

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
)

const whole = `p proof aba DS PR 3
v YES
s 1 5 0
s 0
u der 2 4 0
u pos 2 0
r complete
l 4 -7 0
d 4 -7 0
l 0
q
`

func TestReadWrite(t *testing.T) {
	c, err := Read(strings.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	if c.Query != 2 || c.Sets[0][1] != 4 || len(c.Sets) != 2 || !c.Loops[1].Possible || c.Refutations[0].Theory != Complete {
		t.Errorf("read as %+v", c)
	}
	var text bytes.Buffer
	if err := Write(&text, c); err != nil || text.String() != whole {
		t.Errorf("written again, %v:\n%s", err, text.String())
	}
	text.Reset()
	empty := &Certificate{Task: SE, Semantics: argue.Grounded, Query: -1, Verdict: Given}
	if err := Write(&text, empty); err != nil || text.String() != "p proof af SE GR\nv EXT\ne 0\nq\n" {
		t.Errorf("an empty extension is written, %v:\n%s", err, text.String())
	}
}

func TestReadRefuses(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"nothing", whole, "", "line 0 of the certificate: it ends without q"},
		{"cut short", "0\nq\n", "0\nq", "line 11 of the certificate: it is cut short"},
		{"without end", "q\n", "", "line 10 of the certificate: it ends without q"},
		{"more", "q\n", "q\nq\n", "line 12 of the certificate: there is more after q"},
		{"header", "aba", "abc", `line 1 of the certificate: expected a first line such as p proof af DS PR 166, found "p proof abc DS PR 3"`},
		{"semantics", "PR 3", "PT 3", `"PT" is not a semantics`},
		{"no query", "PR 3", "PR", "DC and DS have a query"},
		{"query of nothing", "PR 3", "PR 0", `"0" is not a query`},
		{"query for all", "DS", "EE", "DC and DS have a query and the others none"},
		{"verdict", "YES", "yes", "line 2 of the certificate: expected v YES, v NO or v EXT"},
		{"extension", "v YES\n", "v YES\ne 1 0\n", "line 3 of the certificate: this answer has no extension"},
		{"order", "s 0\n", "u der 2 0\ns 0\n", "line 5 of the certificate: \"s 0\" is not expected here"},
		{"two extensions", "s 1 5 0\ns 0\n", "s 1 5 0\ne 0\n", "line 4"},
		{"zero inside", "s 1 5 0", "s 1 0 5 0", "line 3 of the certificate: expected the end of the line after 0"},
		{"open list", "s 1 5 0", "s 1 5", "line 3 of the certificate: expected a list closed by 0"},
		{"below one", "s 1 5 0", "s 1 -5 0", "count from 1"},
		{"two spaces", "s 1 5 0", "s 1  5 0", `expected a number, found " 5 0"`},
		{"a zero before", "s 1 5 0", "s 01 5 0", `expected a number, found "01 5 0"`},
		{"minus zero", "l 4 -7 0", "l 4 -0 0", "expected a number"},
		{"too large", "s 1 5 0", "s 1 2147483647 0", "is too large a number"},
		{"loop of what", "u der", "u deer", "expected u der or u pos"},
		{"theory", "r complete", "r full", "expected r and one of free"},
		{"lemma before", "r complete\n", "", "line 7"},
		{"a word", "l 4 -7 0", "lemma", `"lemma" is not expected here`},
		{"an empty line", "q\n", "\nq\n", `"" is not expected here`},
		{"a long line", "q\n", strings.Repeat("x", 70000) + "\nq\n", `"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... is not`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(strings.Replace(whole, tt.old, tt.new, 1)))
			refusal(t, err, tt.want)
		})
	}
}

// endless is the same bytes again and again.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[e.at%len(e.text)]
		e.at++
	}
	return len(p), nil
}

func TestTooLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 256 MB")
	}
	for name, r := range map[string]io.Reader{"lines": &endless{text: "l 1 0\n"}, "line": &endless{text: "1 "}} {
		if _, err := Read(io.MultiReader(strings.NewReader("p proof af DC CO 1\nv NO\nr complete\n"), r)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("too large a %s: %v", name, err)
		}
	}
	c := &Certificate{}
	r := c.Refute(Complete)
	long := make([]int32, 1<<20)
	for range 65 {
		r.Lemma(long...)
	}
	if !c.TooLarge() || !errors.Is(Write(io.Discard, c), ErrTooLarge) || !errors.Is(VerifyAF(1, nil, c), ErrTooLarge) {
		t.Error("a certificate that has grown too large is not refused")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("p proof af SE ST\nv NO\nr stable\nl 0\nq\n"))
	f.Add([]byte("p proof af EE ID\nv EXT\ne 0\ns 1 0\nr admissible\nl 0\nq\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := Read(bytes.NewReader(text))
		if err != nil {
			if c != nil || !strings.HasPrefix(err.Error(), "line ") {
				t.Errorf("refused without a line: %v", err)
			}
			return
		}
		var again bytes.Buffer
		if err := Write(&again, c); err != nil {
			t.Fatal(err)
		}
		// The extension may be left out only where it is empty.
		if got := strings.Replace(again.String(), "\ne 0\n", "\n", 1); got != strings.Replace(string(text), "\ne 0\n", "\n", 1) {
			t.Errorf("read and written again:\n%q\nwas\n%q", again.String(), text)
		}
	})
}

// FuzzVerify reads a certificate and holds it against small frameworks: no certificate does harm, and none that
// passes says what is not so.
func FuzzVerify(f *testing.F) {
	for _, tt := range textbook {
		f.Add([]byte(tt.text), uint8(5), []byte{1, 1, 0, 1, 1, 2, 2, 0})
	}
	f.Add([]byte(whole), uint8(12), []byte{1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Fuzz(func(t *testing.T, text []byte, size uint8, data []byte) {
		c, err := Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		var w world
		if n := int32(size%5) + 1; c.Problem == AF {
			var attacks [][2]int32
			for ; len(data) > 1; data = data[2:] {
				attacks = append(attacks, [2]int32{int32(data[0]) % n, int32(data[1]) % n})
			}
			w = worldAF(int(n), attacks)
		} else {
			fr := ABAFrame{Atoms: int(n) + 2, Contrary: make([]int32, n+2)}
			for i := range fr.Contrary {
				if fr.Contrary[i] = int32(i*i+int(size)) % (n + 2); i < int(n+2)/2 {
					fr.Assumptions = append(fr.Assumptions, int32(i))
				}
			}
			for ; len(data) > 2; data = data[3:] {
				r := Rule{Head: (n+2)/2 + int32(data[0])%((n+3)/2)}
				for _, x := range data[1:3] {
					if x%3 > 0 {
						r.Body = append(r.Body, int32(x)%(n+2))
					}
				}
				fr.Rules = append(fr.Rules, r)
			}
			w = worldABA(t, fr)
		}
		if w.verify(c) == nil && !w.brute.says(c) {
			t.Errorf("%s\npasses and is false for %s", text, w.says)
		}
	})
}
