package report

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
	"github.com/affiant-project/affiant/internal/transcript"
)

// eachExample runs a test on the review of every example.
func eachExample(t *testing.T, test func(*testing.T, *brief.Review)) {
	t.Helper()
	list := examples.List()
	if len(list) == 0 {
		t.Fatal("there are no examples")
	}
	for _, e := range list {
		t.Run(e.Name(), func(t *testing.T) {
			data, err := fs.ReadFile(examples.FS(), e.Path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := transcript.Read(e.Path, data)
			if err != nil {
				t.Fatal(err)
			}
			r, err := brief.Read(&f.Matter, doctrine.Default(), "test", brief.Options{})
			if err != nil {
				t.Fatal(err)
			}
			test(t, r)
		})
	}
}

func text(t *testing.T, r *brief.Review, o TextOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Text(&b, r, doctrine.Default(), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var escape = regexp.MustCompile("\x1b\\[[0-9]*m")

// TestTextOfExamples holds what is so of the text of any review: every flaw by its id, every answer, no line too long,
// colour only added, the same twice, and the notice at the end.
func TestTextOfExamples(t *testing.T) {
	eachExample(t, func(t *testing.T, r *brief.Review) {
		full := text(t, r, TextOptions{Full: true, Width: 90})
		for _, f := range r.Flaws {
			if !strings.Contains(full, f.ID) {
				t.Errorf("flaw %s is left out", f.ID)
			}
		}
		words := strings.Join(strings.Fields(full), " ")
		for _, q := range r.Questions {
			says := strings.Join(strings.Fields(q.Says), " ")
			if q.Profile == r.Profile.ID && !strings.Contains(words, says) {
				t.Errorf("what is said of %s is left out: %s", q.Question.ID, says)
			}
		}
		// An id or a label is never broken, so a line that is one word, or a flaw's own, may be longer.
		for _, l := range strings.Split(full, "\n") {
			if utf8.RuneCountInString(l) > 90 && !strings.Contains(l, "@") {
				t.Errorf("a line of %d characters: %s", utf8.RuneCountInString(l), l)
			}
		}
		coloured := text(t, r, TextOptions{Full: true, Width: 90, Colour: true})
		if len(r.Flaws) > 0 && coloured == full {
			t.Error("colour changes nothing")
		}
		if escape.ReplaceAllString(coloured, "") != full {
			t.Error("colour changes more than colour")
		}
		if full != text(t, r, TextOptions{Full: true, Width: 90}) {
			t.Error("two texts of one review differ")
		}
		if !strings.HasSuffix(full, Disclaimer+"\n") {
			t.Error("the notice is not at the end")
		}
	})
}

// TestWithheld holds that no answer and no label shows before a magistrate has decided.
func TestWithheld(t *testing.T) {
	m := &record.Matter{ID: "m", Title: "M", People: []record.Person{{ID: "p", Name: "Pat Doe"}}, Applications: []record.Application{{
		ID: "a", Kind: record.Arrest, Affiant: "p", Respondents: []record.PersonID{"p"},
	}}}
	r := &brief.Review{
		Matter: m, Withheld: true,
		Elements:  []brief.Element{{App: "a", Respondent: "p", Element: record.Element{ID: "act", Title: "An act"}, Label: "insufficient", Support: brief.Absent}},
		Questions: []brief.Question{{App: "a", Respondent: "p", Question: doctrine.Question{ID: "sufficiency", Title: "Sufficiency"}, Answer: "insufficient"}},
	}
	got := text(t, r, TextOptions{})
	if strings.Contains(got, "insufficient") || !strings.Contains(got, "No magistrate has decided") || !strings.Contains(got, "no support") {
		t.Errorf("before a decision the text is\n%s", got)
	}
}

func TestFlawInText(t *testing.T) {
	m := &record.Matter{ID: "m", Title: "M",
		People:  []record.Person{{ID: "p", Name: "Pat Doe"}, {ID: "q", Name: "Quin Roe"}},
		Sources: []record.Source{{ID: "log", Lines: []record.Line{{N: 1, Text: "he passed it on"}}}},
		Applications: []record.Application{{ID: "a", Kind: record.Arrest, Respondents: []record.PersonID{"p", "q"},
			Affidavit: record.Affidavit{Assertions: []record.Assertion{{N: 3, Text: "He passed her a pipe."}}}}},
	}
	check := &review.Check{Code: "S2", Title: "Says more than its source", By: "factfinder",
		Rests: []doctrine.Cite{{Authority: "nobody-knows", Pin: "1"}}}
	f := brief.Flaw{State: brief.Open, Turns: true, Flaw: review.Flaw{
		ID: "S2@a.3", Check: check, Force: review.Contestable, App: "a", Respondents: []record.PersonID{"q"}, Assertion: 3,
		Span:    review.Span{Start: 14, End: 20, Words: "a pipe"},
		Sources: []review.At{{Source: "log", Line: 1, Span: review.Span{Start: 10, End: 12, Words: "it"}}},
		Message: "The source has “it”; the sentence swears to “a pipe”.", Asks: "May “it” be read as “a pipe”?",
	}}
	got := text(t, &brief.Review{Matter: m, Flaws: []brief.Flaw{f}}, TextOptions{})
	for _, want := range []string{
		"S2   Says more than its source  ¶ 3  S2@a.3\n",
		"     sworn ¶ 3    He passed her [a pipe].\n",
		"     source       log:1 he passed [it] on\n",
		"     asks         May “it” be read as “a pipe”?\n",
		"     law          nobody-knows@1\n",
		"     touches      Quin Roe\n",
		"     stands       open, for the fact-finder; an answer turns on it\n",
	} {
		if !strings.Contains(strings.ReplaceAll(got, "log:1  ", "log:1 "), want) {
			t.Errorf("the text has no %q:\n%s", want, got)
		}
	}
	f.State, f.Mind, f.By = brief.Sustained, "reckless", "court"
	if s := standing(&f); s != "sustained, reckless, by the court (supposed)" {
		t.Errorf("a sustained flaw stands as %q", s)
	}
}

func TestTurnRows(t *testing.T) {
	r := func(flaw, value string) brief.Ruled { return brief.Ruled{Flaw: flaw, Value: value} }
	rows := turnRows([]brief.Turn{
		{Rulings: []brief.Ruled{r("A", "sustained")}, Answer: "not-immune"},
		{Rulings: []brief.Ruled{r("B", "sustained")}, Answer: "not-immune"},
		{Rulings: []brief.Ruled{r("C", "sustained,reckless")}, Answer: "not-immune"},
		{Rulings: []brief.Ruled{r("A", "overruled"), r("B", "overruled"), r("C", "sustained,negligent")}, Answer: "immune"},
		{Answer: "immune"},
	})
	want := []string{
		"not immune if any one of these is sustained: A, B",
		"not immune if C is sustained as reckless",
		"immune if A and B are overruled; C is sustained as negligent",
		"immune whatever is ruled",
	}
	for i, w := range want {
		if i >= len(rows) || rows[i].answer+" "+rows[i].says != w {
			t.Fatalf("rows are %+v, want %q", rows, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct {
		ns   []int
		want string
	}{{nil, ""}, {[]int{4}, "¶ 4"}, {[]int{7, 3, 5, 6, 3}, "¶¶ 3, 5-7"}} {
		if got := paragraphs(c.ns); got != c.want {
			t.Errorf("paragraphs(%v) = %q, want %q", c.ns, got, c.want)
		}
	}
}

func TestMarked(t *testing.T) {
	const s = "In the beginning was a word and it was long ago"
	for _, c := range []struct {
		start, end, width int
		want              string
	}{
		{23, 27, 100, "In the beginning was a [word] and it was long ago"},
		{23, 27, 30, "…was a [word] and it…"},
		{40, 90, 30, "by its words"}, // not in the text
		{-1, 3, 30, "by its words"},
	} {
		if got := marked(s, c.start, c.end, "by its words", c.width); got != c.want {
			t.Errorf("marked(%d, %d, %d) = %q, want %q", c.start, c.end, c.width, got, c.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("a few words and averyverylongonethatisbroken", 10)
	f.Add("\x00 an order to the terminal", 10)
	f.Fuzz(func(t *testing.T, s string, width int) {
		lines := fold(s, width)
		for _, l := range lines {
			if utf8.RuneCountInString(l) > max(width, 16) {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
		if strings.Join(strings.Fields(strings.Join(lines, "")), "") != strings.Join(strings.Fields(seen(s)), "") && utf8.ValidString(s) {
			t.Errorf("folding %q loses letters: %q", s, lines)
		}
	})
}
