package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// hostile is text that would clear the screen, rename the window, forge a line and turn the reading direction.
const hostile = "a\x1b[2J\x1b]0;b\a\u009b31m\nJohn: no flaw is open.\r\u202Ec\u2066\x7f\u2028"

// TestSeen spells out what a terminal would obey, and leaves alone what people write.
func TestSeen(t *testing.T) {
	for in, want := range map[string]string{
		"“Señor Müller”, 5'10\" — ¶ 3": "“Señor Müller”, 5'10\" — ¶ 3",
		"":                             "",
		"\x1b[2J":                      `\x1b[2J`,
		"a\u009b31m":                   `a\x9b31m`,
		"one\ntwo\tthree\u2028four":    "one two three four",
		"a\u202Eb\u2069":               `a\u202eb\u2069`,
		"\u05d0\u200f\u05d1\u200d":     "\u05d0\u200f\u05d1\u200d", // marks and joiners belong to some scripts
		"👩\u200d🚒":                     "👩\u200d🚒",
		"Lou\u200bisa \u00adBriggs":    `Lou\u200bisa \xadBriggs`, // and to others not
		"Lou\u2060isa\ufeff":           `Lou\u2060isa\ufeff`,
		"Louisa\U000e0042":             `Louisa\U000e0042`,
	} {
		if got := seen(in); got != want {
			t.Errorf("seen(%q) is %q, want %q", in, got, want)
		}
	}
}

// TestNothingCommandsTheTerminal puts such text into every title and name and every text that was sworn or logged: no
// order reaches the terminal but our own colours, and JSON says the same with every order spelled out.
func TestNothingCommandsTheTerminal(t *testing.T) {
	eachExample(t, func(t *testing.T, r *brief.Review) {
		r = reviewed(t, spoil(t, r.Matter))
		for _, colour := range []bool{false, true} {
			o := TextOptions{Full: true, Width: 90, Colour: colour}
			all := text(t, r, o)
			for i := range r.Questions {
				var b bytes.Buffer
				if err := Why(&b, r, doctrine.Default(), r.Questions[i], o); err != nil {
					t.Fatal(err)
				}
				all += b.String()
			}
			if colour {
				all = escape.ReplaceAllString(all, "")
			}
			for l := range strings.SplitSeq(all, "\n") {
				if strings.ContainsFunc(l, orders) {
					t.Fatalf("a terminal would obey %q", l)
				}
				if l == "John: no flaw is open." { // a fold may begin with the name; only a break could end there
					t.Fatalf("a line is forged: %q", l)
				}
			}
			if !strings.Contains(all, `\x1b[2J`) {
				t.Fatal("what stands in the file is not shown")
			}
		}
		doc, err := JSON(r, doctrine.Default())
		if err != nil {
			t.Fatal(err)
		}
		if at := bytes.IndexFunc(doc, func(c rune) bool { return c != '\n' && (unicode.IsControl(c) || orders(c)) }); at >= 0 {
			t.Fatalf("JSON has an order: %q", doc[max(0, at-40):at+10])
		}
		var back struct{ Matter struct{ Title string } }
		if err := json.Unmarshal(doc, &back); err != nil || back.Matter.Title != hostile {
			t.Fatalf("%v: the title came back as %q", err, back.Matter.Title)
		}
	})
}

// spoil copies a matter with hostile text put where a reader will meet it.
func spoil(t *testing.T, m *record.Matter) *record.Matter {
	t.Helper()
	x := *m
	x.Title, x.Rulings = hostile, nil // a flaw that was ruled on may be another now
	x.People = slices.Clone(m.People)
	for i := range x.People {
		x.People[i].Name += hostile
	}
	x.Sources = slices.Clone(m.Sources)
	for i := range x.Sources {
		s := &x.Sources[i]
		s.Title += hostile
		s.Lines = slices.Clone(s.Lines)
		for j := range s.Lines {
			if s.Lines[j].Text != "" {
				s.Lines[j].Text += " " + hostile
			}
		}
	}
	x.Applications = slices.Clone(m.Applications)
	for i := range x.Applications {
		a := &x.Applications[i]
		a.Offence.Title += hostile
		a.Offence.Elements = slices.Clone(a.Offence.Elements)
		for j := range a.Offence.Elements {
			a.Offence.Elements[j].Title += hostile
		}
		a.Affidavit.Assertions = slices.Clone(a.Affidavit.Assertions)
		for j := range a.Affidavit.Assertions {
			a.Affidavit.Assertions[j].Text += " " + hostile
		}
	}
	return &x
}

func reviewed(t *testing.T, m *record.Matter) *brief.Review {
	t.Helper()
	r, err := brief.Read(m, doctrine.Default(), "test", brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
